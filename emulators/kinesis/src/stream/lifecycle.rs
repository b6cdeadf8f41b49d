//! Streams that become something else: how a change is stored, and the janitor who sees to it when nobody asks.

use std::ops::ControlFlow;
use std::sync::Arc;

use clock::Timestamp;
use keyspace::{Batch, BoxFuture, Direction, Fault, Janitor, Lock, Locks, Next, Reads, Space, Wake};
use models::kinesis::Refusal;
use service::Caller;

use crate::stream::live::Directory;
use crate::stream::named::Named;
use crate::stream::{Address, Status, Stream};
use crate::tables::{RECORDS, STREAMS};
use crate::{Kinesis, Reply, refusals};

impl Kinesis {
    /// Held by what changes streams of this account and region, or counts their shards.
    pub async fn change(&self, account: &str, region: &str) -> Lock {
        self.changing.lock(&(account, region)).await
    }

    /// Adds a stream's new state to the batch; a change that takes no time is done at once.
    pub fn keep(&self, batch: &mut Batch, address: &Address, stream: Stream, now: Timestamp) {
        if stream.changes_at().is_some_and(|at| at > now) {
            let lifecycle = self.lifecycle.clone();
            batch.on_commit(move || lifecycle.wake.ring());
        }
        keep(batch, &self.directory, address, stream, now);
    }

    /// Changes something about a stream that takes no time and nobody else needs to know.
    pub async fn edit(
        &self,
        caller: &Caller,
        named: Named<'_>,
        edit: impl FnOnce(&mut Stream, &Address) -> Result<(), Refusal> + Send,
    ) -> Reply<()> {
        let _writing = self.space.enter().await?;
        let address = self.address(caller, named)?;
        let alone = self.change(&address.account, &address.region).await;
        let Some(found) = self.look_up(&address)? else {
            return Err(refusals::stream_not_found(&address).into());
        };
        let mut stream = found.stream().clone();
        edit(&mut stream, &address)?;

        let mut batch = Batch::new();
        batch.hold(alone);
        self.keep(&mut batch, &address, stream, found.now);
        Ok(self.space.commit(batch).await?)
    }
}

impl Kinesis {
    /// Changes a setting, which takes its time and which only an active stream takes. Answers the stream before.
    pub async fn reconfigure(
        &self,
        caller: &Caller,
        named: Named<'_>,
        change: impl FnOnce(&mut Stream, &Address) -> Result<(), Refusal> + Send,
    ) -> Reply<(Address, Stream)> {
        let _writing = self.space.enter().await?;
        let address = self.address(caller, named)?;
        let alone = self.change(&address.account, &address.region).await;
        let Some(found) = self.look_up(&address)? else {
            return Err(refusals::stream_not_found(&address).into());
        };
        let before = found.stream().clone();
        if before.status() != Status::Active {
            return Err(refusals::stream_not_active(&address, before.status()).into());
        }
        let mut stream = before.clone();
        change(&mut stream, &address)?;

        let mut batch = Batch::new();
        batch.hold(alone);
        self.keep(&mut batch, &address, stream.updating(found.now, self.settings.lifecycle_latency), found.now);
        self.space.commit(batch).await?;
        Ok((address, before))
    }
}

/// The name and what is under it, or nothing of it any more.
fn keep(batch: &mut Batch, directory: &Arc<Directory>, address: &Address, stream: Stream, now: Timestamp) {
    let (directory, address, id) = (directory.clone(), address.clone(), stream.id);
    let key = (&*address.account, &*address.region, &*address.name);
    match stream.settled(now) {
        Some(stream) => {
            batch.put(STREAMS, &key, &stream);
            batch.on_commit(move || directory.stored(&address, stream));
        }
        None => {
            batch.delete(STREAMS, &key);
            batch.delete_prefix_later(RECORDS, &(id,));
            batch.on_commit(move || directory.removed(&address, id));
        }
    }
}

/// Stores what streams have become, and gives up the records of those that are gone.
pub struct LifecycleJanitor {
    space: Space,
    directory: Arc<Directory>,
    changing: Arc<Locks>,
    wake: Wake,
}

impl LifecycleJanitor {
    pub fn new(space: Space, directory: Arc<Directory>, changing: Arc<Locks>) -> LifecycleJanitor {
        LifecycleJanitor { space, directory, changing, wake: Wake::new() }
    }

    async fn settle(&self, now: Timestamp) -> Result<Next, Fault> {
        let mut due = Vec::new();
        let mut later: Option<Timestamp> = None;
        self.space.scan(&STREAMS.all(), Direction::Forward, |(account, region, name), stream| {
            match stream.changes_at() {
                Some(at) if at <= now => due.push(Address { account, region, name }),
                Some(at) => later = Some(later.map_or(at, |later| later.min(at))),
                None => {}
            }
            ControlFlow::Continue(())
        })?;
        for address in due {
            // Whoever flips the generation settles the streams of the next.
            let Ok(_writing) = self.space.enter().await else { return Ok(Next::Idle) };
            let alone = self.changing.lock(&(&*address.account, &*address.region)).await;
            let key = (&*address.account, &*address.region, &*address.name);
            let Some(stream) = self.space.read(STREAMS, &key)? else { continue };
            if stream.changes_at().is_some_and(|at| at <= now) {
                let mut batch = Batch::new();
                batch.hold(alone);
                keep(&mut batch, &self.directory, &address, stream, now);
                self.space.commit(batch).await?;
            }
        }
        Ok(later.map_or(Next::Idle, Next::Until))
    }
}

impl Janitor for LifecycleJanitor {
    fn name(&self) -> &'static str {
        "kinesis-lifecycle"
    }

    fn tick(&self, now: Timestamp) -> BoxFuture<'_, Result<Next, Fault>> {
        Box::pin(self.settle(now))
    }

    fn wake(&self) -> &Wake {
        &self.wake
    }
}
