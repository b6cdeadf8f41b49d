//! Retention: records that are too old are given up, a shard's oldest first.

use std::ops::ControlFlow;
use std::time::Duration;

use clock::Timestamp;
use keyspace::{Batch, BoxFuture, Direction, Family, Fault, Janitor, Next, Reads, Space, Table, Wake};
use models::kinesis::Refusal;

use crate::record::reading;
use crate::refusals;
use crate::shard::ShardIndex;
use crate::stream::Stream;
use crate::tables::{RECORDS, STREAMS};

/// Nobody trims more often than this: what is given up in between is not shown to readers anyway.
const PAUSE: Duration = Duration::from_secs(60);

const SHORTEST_H: u32 = 24;

/// Nothing that is written from now on is due earlier.
const SHORTEST: Duration = Duration::from_secs(SHORTEST_H as u64 * 3600);

/// Gives a stream another retention, if `check` has nothing against the hours that are asked for, beside those that it has. The
/// model knows the longest.
pub fn set(
    stream: &mut Stream,
    asked: i32,
    check: impl FnOnce(u32, u32) -> Result<(), Refusal>,
) -> Result<(), Refusal> {
    let hours = u32::try_from(asked).ok().filter(|hours| *hours >= SHORTEST_H);
    let hours = hours.ok_or_else(|| refusals::retention_too_short(asked))?;
    check(hours, stream.retention_h)?;
    stream.retention_h = hours;
    Ok(())
}

pub struct RetentionJanitor {
    space: Space,
    wake: Wake,
}

impl RetentionJanitor {
    pub fn new(space: Space) -> RetentionJanitor {
        RetentionJanitor { space, wake: Wake::new() }
    }

    /// To be rung when a stream's retention has become shorter.
    pub fn wake(&self) -> &Wake {
        &self.wake
    }

    async fn trim(&self, now: Timestamp) -> Result<Next, Fault> {
        let mut streams = Vec::new();
        self.space.scan(&STREAMS.all(), Direction::Forward, |_, stream| {
            streams.extend(stream.settled(now));
            ControlFlow::Continue(())
        })?;
        let mut due = now + SHORTEST;
        for stream in &streams {
            for shard in (0..stream.shards.len() as u32).map(ShardIndex) {
                if let Some(next) = self.trim_shard(stream, shard, now).await? {
                    due = due.min(next);
                }
            }
        }
        Ok(Next::Until(due.max(now + PAUSE)))
    }

    /// Gives up what is too old; says when the oldest that is left will be.
    async fn trim_shard(&self, stream: &Stream, shard: ShardIndex, now: Timestamp) -> Result<Option<Timestamp>, Fault> {
        let horizon = stream.horizon(now);
        let Some(oldest) = reading::first_group(&self.space, stream.id, shard)? else { return Ok(None) };
        if oldest.arrived >= horizon {
            let kept_for = Duration::from_secs(u64::from(stream.retention_h) * 3600);
            // One more: a record is kept as long as its age is not above the retention.
            return Ok(Some(stream.epoch.absolute(oldest.arrived) + kept_for + Duration::from_millis(1)));
        }
        let Ok(_writing) = self.space.enter().await else { return Ok(None) };
        let end = reading::first_since(&self.space, stream.id, shard, oldest.start, horizon)?;
        let key = |index: u64| {
            let mut bytes = Vec::new();
            RECORDS::encode_key(&(stream.id, shard.0, index), &mut bytes);
            bytes
        };
        let mut batch = Batch::new();
        batch.delete_range_later(Family::Kinesis, &key(oldest.start), &key(end));
        self.space.commit(batch).await?;
        // What comes after it was not looked at: at the next visit.
        Ok(Some(now))
    }
}

impl Janitor for RetentionJanitor {
    fn name(&self) -> &'static str {
        "kinesis-retention"
    }

    fn tick(&self, now: Timestamp) -> BoxFuture<'_, Result<Next, Fault>> {
        Box::pin(self.trim(now))
    }

    fn wake(&self) -> &Wake {
        &self.wake
    }
}
