//! Ids that are never given twice, not after a crash and not after a restart.

use std::ops::Range;
use std::sync::Arc;

use crate::commits::Commits;
use crate::{Batch, Engine, Fault, Reads};

crate::tables! { family Meta;
    /// The first id that was not yet set aside.
    NEXT_ID = 1: (u8) -> u64;
}

/// So many are set aside with one write; those not given by the time of a restart are left out.
const SET_ASIDE: u64 = 256;

#[derive(Default)]
pub(crate) struct Ids {
    left: Arc<parking_lot::Mutex<Range<u64>>>,
    /// Held from reading what was set aside until more is, by the write itself: also when the request that wanted an id is gone.
    setting_aside: Arc<tokio::sync::Mutex<()>>,
}

impl Ids {
    /// Waits for a write once in [`SET_ASIDE`] times.
    pub(crate) async fn fresh(&self, engine: &dyn Engine, commits: &Arc<Commits>) -> Result<u64, Fault> {
        loop {
            if let Some(id) = self.left.lock().next() {
                return Ok(id);
            }
            let setting_aside = self.setting_aside.clone().lock_owned().await;
            if !self.left.lock().is_empty() {
                continue;
            }
            let first = engine.read(NEXT_ID, &(0u8,))?.unwrap_or(1);
            let mut batch = Batch::new();
            batch.put(NEXT_ID, &(0u8,), &(first + SET_ASIDE));
            batch.hold(setting_aside);
            let left = self.left.clone();
            batch.on_commit(move || *left.lock() = first..first + SET_ASIDE);
            commits.commit(batch).await?;
        }
    }
}

#[cfg(test)]
mod tests {
    use std::collections::HashSet;

    use clock::{Clock, Entropy};

    use crate::Space;
    use crate::testing::{FaultyEngine, drop_at_each_await, memory_space_on};

    fn space(engine: &FaultyEngine) -> Space {
        memory_space_on(engine.clone(), Clock::system(), Entropy::seeded(1))
    }

    #[tokio::test]
    async fn an_id_is_never_given_twice_not_after_a_restart_either() {
        let engine = FaultyEngine::in_memory();
        let mut given = HashSet::new();
        for run in 0..5 {
            let space = space(&engine);
            for _ in 0..run * 200 {
                assert!(given.insert(space.fresh_id().await.unwrap()));
            }
        }
        assert_eq!(given.len(), 2_000);
        assert!(!given.contains(&0));
    }

    #[tokio::test]
    async fn no_id_is_given_that_could_not_be_set_aside() {
        let engine = FaultyEngine::in_memory();
        let space = space(&engine);
        engine.fail_write(1);
        assert!(space.fresh_id().await.is_err());
        assert_eq!(space.fresh_id().await.unwrap(), 1);
    }

    #[tokio::test]
    async fn ids_are_set_aside_on_a_thread_that_may_wait_for_the_disk() {
        let stalled = FaultyEngine::in_memory();
        stalled.stall();
        for engine in [stalled, FaultyEngine::in_memory().waiting_for_disk()] {
            space(&engine).fresh_id().await.unwrap();
            assert_eq!(engine.writers().len(), 1);
            assert_ne!(engine.writers()[0], std::thread::current().id());
        }
    }

    #[tokio::test]
    async fn who_goes_away_while_ids_are_set_aside_makes_none_come_twice() {
        let engine = FaultyEngine::in_memory().waiting_for_disk();
        let space = space(&engine);
        let mut given = HashSet::new();
        for _ in 0..2_000 {
            let (id, _dropped) = drop_at_each_await(|_| space.fresh_id()).await;
            assert!(given.insert(id.unwrap()));
        }
    }

    #[tokio::test(flavor = "multi_thread", worker_threads = 2)]
    async fn many_at_once_get_an_id_each() {
        let engine = FaultyEngine::in_memory().waiting_for_disk();
        let space = space(&engine);
        let takers: Vec<_> = (0..8)
            .map(|_| {
                let space = space.clone();
                tokio::spawn(async move {
                    let mut given = Vec::new();
                    for _ in 0..300 {
                        given.push(space.fresh_id().await.unwrap());
                    }
                    given
                })
            })
            .collect();
        let mut given = HashSet::new();
        for taker in takers {
            given.extend(taker.await.unwrap());
        }
        assert_eq!(given.len(), 2_400);
    }
}
