//! Streams as the service remembers them: what is stored about them, ready for use, and who is next in each.
//! Their number in memory is that of the streams in use; what they hold stays in the store.

use std::collections::HashMap;
use std::sync::Arc;

use clock::Timestamp;
use keyspace::{Fault, Reads, Space};
use parking_lot::{MappedMutexGuard, Mutex, MutexGuard, RwLock};

use crate::record::sequencer::Sequencer;
use crate::shard::ShardIndex;
use crate::shard::hash_key::HashKey;
use crate::stream::{Address, Stream, StreamId};
use crate::tables::STREAMS;

/// One stream, shared by all that use it.
pub struct Live {
    pub id: StreamId,
    pub address: Address,
    /// Nothing once it is gone: who still holds it must not write under its id any more.
    known: RwLock<Option<Arc<Known>>>,
    sequencer: Mutex<Option<Sequencer>>,
}

/// A stream at an instant, and where its records go.
pub struct Known {
    pub stream: Stream,
    changes_at: Option<Timestamp>,
    /// The open shards by the first key of their range. Ranges of open shards cover the whole without gap.
    routes: Vec<(HashKey, ShardIndex)>,
}

impl Known {
    fn new(stream: Stream) -> Known {
        let mut routes: Vec<_> = stream.open_shards().map(|(index, shard)| (shard.range.first, index)).collect();
        routes.sort_unstable();
        Known { changes_at: stream.changes_at(), stream, routes }
    }

    /// The shard that takes a record.
    pub fn route(&self, key: HashKey) -> ShardIndex {
        let after = self.routes.partition_point(|(first, _)| *first <= key);
        self.routes[after.saturating_sub(1)].1
    }
}

impl Live {
    fn new(address: Address, stream: Stream) -> Live {
        Live {
            id: stream.id,
            address,
            known: RwLock::new(Some(Arc::new(Known::new(stream)))),
            sequencer: Mutex::new(None),
        }
    }

    /// The stream as it is now; `None` when it is gone.
    pub fn at(&self, now: Timestamp) -> Option<Arc<Known>> {
        let known = self.known.read().clone()?;
        if known.changes_at.is_none_or(|at| at > now) {
            return Some(known);
        }
        let settled = known.stream.clone().settled(now).map(|stream| Arc::new(Known::new(stream)));
        let mut current = self.known.write();
        // Whoever stored a newer state meanwhile has the last word.
        if current.as_ref().is_some_and(|current| Arc::ptr_eq(current, &known)) {
            current.clone_from(&settled);
        }
        current.clone()
    }

    /// The numbers of this stream; the first time they are looked up.
    pub fn sequencer(
        &self,
        stream: &Stream,
        space: &Space,
        floor: Timestamp,
    ) -> Result<MappedMutexGuard<'_, Sequencer>, Fault> {
        let mut sequencer = self.sequencer.lock();
        if sequencer.is_none() {
            *sequencer = Some(Sequencer::recover(space, stream, floor)?);
        }
        Ok(MutexGuard::map(sequencer, |sequencer| sequencer.as_mut().expect("it was just recovered")))
    }

    /// The same for who has asked before.
    pub fn recovered_sequencer(&self) -> MappedMutexGuard<'_, Sequencer> {
        MutexGuard::map(self.sequencer.lock(), |sequencer| {
            sequencer.as_mut().expect("a batch asks for the sequencer before its place in the log is fixed")
        })
    }
}

/// The streams in use, by name.
pub struct Directory {
    space: Space,
    streams: RwLock<HashMap<String, Arc<Live>>>,
}

impl Directory {
    pub fn new(space: Space) -> Directory {
        Directory { space, streams: RwLock::default() }
    }

    pub fn find(&self, account: &str, region: &str, name: &str) -> Result<Option<Arc<Live>>, Fault> {
        let path = path(account, region, name);
        if let Some(live) = self.streams.read().get(&path) {
            return Ok(Some(live.clone()));
        }
        // Held over the reading, so that what a commit stores meanwhile comes after it.
        let mut streams = self.streams.write();
        if let Some(live) = streams.get(&path) {
            return Ok(Some(live.clone()));
        }
        let Some(stream) = self.space.read(STREAMS, &(account, region, name))? else { return Ok(None) };
        let address = Address { account: account.to_owned(), region: region.to_owned(), name: name.to_owned() };
        let live = Arc::new(Live::new(address, stream));
        streams.insert(path, live.clone());
        Ok(Some(live))
    }

    /// Takes over what was just stored.
    pub fn stored(&self, address: &Address, stream: Stream) {
        let path = path(&address.account, &address.region, &address.name);
        let mut streams = self.streams.write();
        match streams.get(&path) {
            Some(live) if live.id == stream.id => *live.known.write() = Some(Arc::new(Known::new(stream))),
            _ => {
                streams.insert(path, Arc::new(Live::new(address.clone(), stream)));
            }
        }
    }

    pub fn removed(&self, address: &Address, id: StreamId) {
        let path = path(&address.account, &address.region, &address.name);
        let mut streams = self.streams.write();
        if streams.get(&path).is_some_and(|live| live.id == id)
            && let Some(live) = streams.remove(&path)
        {
            *live.known.write() = None;
        }
    }
}

fn path(account: &str, region: &str, name: &str) -> String {
    [account, region, name].join("/")
}
