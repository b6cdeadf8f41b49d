//! Dead ranges: keys that were deleted by taking their name away, until a janitor has cleared them.

use std::ops::ControlFlow;

use clock::Timestamp;
use parking_lot::Mutex;

use crate::janitor::{BoxFuture, Janitor, Next, Wake};
use crate::{Batch, Damaged, Direction, Engine, Family, Fault, KeyRange, Read, Reads, Retired, Space};

crate::tables! { family Meta;
    /// Ranges of dead keys: family, from, to (not included), as the engine sees them.
    DEAD_RANGES = 2: (u8, Vec<u8>, Vec<u8>) -> ();
}

/// A range with fewer keys than this is deleted key by key, a chunk at a time; a larger one is cleared as a range. A range
/// tombstone costs every reader of its file, so a reset between two small tests must not leave one.
const FEW: usize = 2_000;
const CHUNK: usize = 500;

/// So many ranges are cleared before the engine settles, if more of them come all the time.
const UNSETTLED_MAX: usize = 64;

/// Clears what [`Batch::delete_range_later`](crate::Batch::delete_range_later) gave up, in chunks.
pub struct RangeCollector {
    space: Space,
    unsettled: Mutex<Vec<Family>>,
}

struct DeadRange {
    family: Family,
    from: Vec<u8>,
    to: Vec<u8>,
}

impl RangeCollector {
    /// A collector for one generation.
    pub fn new(space: Space) -> RangeCollector {
        RangeCollector { space, unsettled: Mutex::default() }
    }

    async fn clear_some(&self) -> Result<Next, Fault> {
        let entered = match self.space.enter().await {
            Ok(entered) => entered,
            // The dead ranges are part of the data; the generation that replaced this one has its own.
            Err(Retired) => return Ok(Next::Idle),
        };
        let dead = self.next_dead_range()?.filter(|_| self.unsettled.lock().len() < UNSETTLED_MAX);
        let Some(dead) = dead else {
            // A cut does not wait for it: nothing of the data changes.
            drop(entered);
            return self.settle().await;
        };
        let keys = self.first_keys(&dead)?;
        if keys.len() > FEW {
            self.clear_range(&dead).await?;
        } else {
            self.delete_chunk(&dead, &keys).await?;
        }
        Ok(Next::Busy)
    }

    /// Once for all that was cleared: a stream of a hundred shards is trimmed in a hundred ranges each minute.
    async fn settle(&self) -> Result<Next, Fault> {
        let mut families = self.unsettled.lock().clone();
        if families.is_empty() {
            return Ok(Next::Idle);
        }
        families.sort_unstable();
        families.dedup();
        for family in families {
            self.on_engine(move |engine| engine.settle(family)).await?;
            self.unsettled.lock().retain(|unsettled| *unsettled != family);
        }
        Ok(Next::Busy)
    }

    async fn on_engine(
        &self,
        work: impl FnOnce(&dyn Engine) -> Result<(), Fault> + Send + 'static,
    ) -> Result<(), Fault> {
        let engine = self.space.engine().clone();
        let done = tokio::task::spawn_blocking(move || work(&*engine)).await;
        done.unwrap_or_else(|_| Err(Fault::new("the engine panicked while clearing a range")))
    }

    fn next_dead_range(&self) -> Result<Option<DeadRange>, Fault> {
        let Some(((family, from, to), ())) = self.space.first(&DEAD_RANGES.all(), Direction::Forward)? else {
            return Ok(None);
        };
        let family = Family::from_number(family)
            .ok_or_else(|| Damaged::new(format!("there is no family of number {family}")))?;
        Ok(Some(DeadRange { family, from, to }))
    }

    fn first_keys(&self, dead: &DeadRange) -> Result<Vec<Vec<u8>>, Fault> {
        let range =
            KeyRange { from: std::ops::Bound::Included(&dead.from[..]), to: std::ops::Bound::Excluded(&dead.to[..]) };
        let mut keys = Vec::new();
        self.space.walk(dead.family, range, Direction::Forward, &mut |key, _| {
            keys.push(key.to_vec());
            if keys.len() > FEW { ControlFlow::Break(()) } else { ControlFlow::Continue(()) }
        })?;
        Ok(keys)
    }

    async fn delete_chunk(&self, dead: &DeadRange, keys: &[Vec<u8>]) -> Result<(), Fault> {
        let mut batch = Batch::new();
        for key in keys.iter().take(CHUNK) {
            batch.delete_whole(dead.family, key);
        }
        if keys.len() <= CHUNK {
            batch.delete(DEAD_RANGES, &(dead.family as u8, &dead.from[..], &dead.to[..]));
        }
        self.space.commit(batch).await
    }

    /// The range first, its entry second: a crash between the two clears an empty range once more.
    async fn clear_range(&self, dead: &DeadRange) -> Result<(), Fault> {
        let (family, from, to) = (dead.family, dead.from.clone(), dead.to.clone());
        self.on_engine(move |engine| engine.clear(family, &from, &to)).await?;
        self.unsettled.lock().push(dead.family);
        let mut batch = Batch::new();
        batch.delete(DEAD_RANGES, &(dead.family as u8, &dead.from[..], &dead.to[..]));
        self.space.commit(batch).await
    }
}

impl Janitor for RangeCollector {
    fn name(&self) -> &'static str {
        "range collector"
    }

    fn wake(&self) -> &Wake {
        self.space.dead_ranges()
    }

    fn tick(&self, _now: Timestamp) -> BoxFuture<'_, Result<Next, Fault>> {
        Box::pin(self.clear_some())
    }
}

#[cfg(test)]
mod tests {
    use std::pin::pin;

    use clock::{Clock, Entropy};

    use super::*;
    use crate::memory::MemoryEngine;
    use crate::testing::{FaultyEngine, memory_space_on};

    crate::tables! { family Sqs;
        /// Some contents of some resource.
        CONTENTS = 7: (u64, u32) -> ();
    }

    async fn world(keys_of_each: u32) -> (MemoryEngine, Space) {
        let engine = MemoryEngine::new();
        let space = memory_space_on(engine.clone(), Clock::system(), Entropy::seeded(1));
        for resource in 1..=3u64 {
            let mut batch = Batch::new();
            for number in 0..keys_of_each {
                batch.put(CONTENTS, &(resource, number), &());
            }
            space.commit(batch).await.unwrap();
        }
        (engine, space)
    }

    fn count(space: &Space) -> usize {
        let mut count = 0;
        let visit = |_, ()| {
            count += 1;
            ControlFlow::Continue(())
        };
        space.scan(&CONTENTS.all(), Direction::Forward, visit).unwrap();
        count
    }

    async fn delete_later(space: &Space, resource: u64) {
        let mut batch = Batch::new();
        batch.delete_prefix_later(CONTENTS, &(resource,));
        space.commit(batch).await.unwrap();
    }

    #[tokio::test]
    async fn a_dead_range_is_cleared_and_its_neighbours_are_not() {
        for keys in [0, 1, 499, 500, 501, 1_700, 2_000, 2_001, 5_000] {
            let (engine, space) = world(keys).await;
            delete_later(&space, 2).await;
            let collector = RangeCollector::new(space.clone());
            let mut ticks = 0;
            while collector.tick(space.clock().now()).await.unwrap() == Next::Busy {
                ticks += 1;
            }
            assert_eq!(count(&space), 2 * keys as usize, "{ticks} ticks");
            assert!(space.first(&DEAD_RANGES.all(), Direction::Forward).unwrap().is_none());
            // A new space on the same data has nothing left to do.
            let reopened = memory_space_on(engine, Clock::system(), Entropy::seeded(1));
            assert_eq!(RangeCollector::new(reopened).tick(space.clock().now()).await.unwrap(), Next::Idle);
        }
    }

    #[tokio::test]
    async fn a_dead_range_rings_the_collector() {
        let (_engine, space) = world(3).await;
        let collector = RangeCollector::new(space.clone());
        let clock = space.clock().clone();
        let keeping = tokio::spawn(async move { crate::keep(&collector, &clock, |_| {}).await });
        tokio::task::yield_now().await;
        delete_later(&space, 1).await;
        while count(&space) > 6 {
            tokio::task::yield_now().await;
        }
        keeping.abort();
    }

    #[tokio::test]
    async fn many_ranges_are_settled_once() {
        for (ranges, settled) in [(0, 0), (1, 1), (40, 1), (150, 3)] {
            let engine = FaultyEngine::in_memory();
            let space = memory_space_on(engine.clone(), Clock::system(), Entropy::seeded(1));
            for resource in 0..ranges {
                let mut batch = Batch::new();
                for number in 0..=FEW as u32 {
                    batch.put(CONTENTS, &(resource, number), &());
                }
                batch.delete_prefix_later(CONTENTS, &(resource,));
                space.commit(batch).await.unwrap();
            }
            let collector = RangeCollector::new(space.clone());
            while collector.tick(space.clock().now()).await.unwrap() == Next::Busy {}
            assert_eq!(count(&space), 0);
            assert_eq!(engine.settled(), vec![Family::Sqs; settled]);
        }
    }

    #[tokio::test]
    async fn the_collector_waits_for_a_cut() {
        let (_engine, space) = world(3).await;
        delete_later(&space, 1).await;
        let collector = RangeCollector::new(space.clone());
        let closed = space.gate().close().await;
        let mut tick = pin!(collector.tick(space.clock().now()));
        let waker = std::task::Waker::noop();
        assert!(tick.as_mut().poll(&mut std::task::Context::from_waker(waker)).is_pending());
        assert_eq!(count(&space), 9);
        drop(closed);
        tick.await.unwrap();
        assert_eq!(count(&space), 6);
    }
}
