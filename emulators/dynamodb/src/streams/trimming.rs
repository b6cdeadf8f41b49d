//! Trimming: records that are too old are given up, and streams that ended a day ago.

use std::sync::Arc;
use std::time::Duration;

use clock::Timestamp;
use keyspace::{Batch, BoxFuture, Direction, Family, Fault, Janitor, Next, Space, Table, Wake};

use crate::streams::iterator;
use crate::streams::live::{Directory, Live, edge};
use crate::streams::number::Number;
use crate::streams::shard::Lane;
use crate::streams::stream::{RECORDS, RETENTION};

/// Nobody trims more often than this: what is too old in between is not shown to readers anyway.
const PAUSE: Duration = Duration::from_secs(60);

/// What is trimmed stays in the store for as long as an iterator may point there: so that whoever brings one learns whether
/// records were trimmed behind it.
const GRACE: Duration = Duration::from_secs(iterator::LIFETIME.as_secs() + 300);

pub struct Trimming {
    space: Space,
    directory: Arc<Directory>,
}

impl Trimming {
    pub fn new(space: Space, directory: Arc<Directory>) -> Trimming {
        Trimming { space, directory }
    }

    async fn trim(&self, now: Timestamp) -> Result<Next, Fault> {
        let mut due = None;
        for live in self.directory.all() {
            let next = self.trim_stream(&live, now).await?;
            due = Some(due.map_or(next, |due: Timestamp| due.min(next)));
        }
        Ok(due.map_or(Next::Idle, |due| Next::Until(due.max(now + PAUSE))))
    }

    /// When there will be something to trim again, at the earliest.
    async fn trim_stream(&self, live: &Arc<Live>, now: Timestamp) -> Result<Timestamp, Fault> {
        let record = live.record();
        if record.is_gone(now - GRACE) {
            let Ok(_writing) = self.space.enter().await else { return Ok(now) };
            let mut batch = Batch::new();
            self.directory.forget(live, &mut batch);
            self.space.commit(batch).await?;
            return Ok(now + RETENTION);
        }
        let kept_for = RETENTION + GRACE + Duration::from_millis(1);
        let mut due = now + kept_for;
        if let Some(end) = record.end {
            due = due.min(record.epoch.absolute(end.at) + kept_for);
        }
        let horizon = record.horizon(now - GRACE);
        for lane in 0..record.lanes {
            let Some(first) = edge(&self.space, record.id, lane, Direction::Forward)? else { continue };
            if first >= horizon {
                due = due.min(record.time_of(first) + kept_for);
                continue;
            }
            let Ok(_writing) = self.space.enter().await else { return Ok(now) };
            let mut batch = Batch::new();
            batch.delete_range_later(Family::DynamoDb, &key(record.id, lane, first), &key(record.id, lane, horizon));
            self.space.commit(batch).await?;
            // What comes after it was not looked at: at the next visit.
            due = now;
        }
        Ok(due)
    }
}

fn key(stream: u64, lane: Lane, number: Number) -> Vec<u8> {
    let mut bytes = Vec::new();
    RECORDS::encode_key(&(stream, lane, number), &mut bytes);
    bytes
}

impl Janitor for Trimming {
    fn name(&self) -> &'static str {
        "dynamodb-streams-trimming"
    }

    fn tick(&self, now: Timestamp) -> BoxFuture<'_, Result<Next, Fault>> {
        Box::pin(self.trim(now))
    }

    fn wake(&self) -> &Wake {
        &self.directory.wake
    }
}
