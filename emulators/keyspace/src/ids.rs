//! Ids that are never given twice, not after a crash and not after a restart.

use std::sync::Arc;

use parking_lot::Mutex;

use crate::{Engine, Fault, Pace, Reads, Table, Value, Writes, Wrote};

crate::tables! { family Meta;
    /// The first id that was not yet set aside.
    NEXT_ID = 1: (u8) -> u64;
}

/// So many are set aside with one write; those not given by the time of a restart are left out.
const SET_ASIDE: u64 = 256;

pub(crate) struct Ids {
    engine: Arc<dyn Engine>,
    left: Mutex<std::ops::Range<u64>>,
}

impl Ids {
    pub(crate) fn new(engine: Arc<dyn Engine>) -> Ids {
        Ids { engine, left: Mutex::new(0..0) }
    }

    pub(crate) fn fresh(&self) -> Result<u64, Fault> {
        let mut left = self.left.lock();
        if let Some(id) = left.next() {
            return Ok(id);
        }
        let first = self.engine.read(NEXT_ID, &(0u8,))?.unwrap_or(1);
        let mut writes = Writes::new();
        writes.put(NEXT_ID::FAMILY, |out| NEXT_ID::encode_key(&(0u8,), out), |out| (first + SET_ASIDE).encode(out));
        match self.engine.write(&writes, Pace::Patient)? {
            Wrote::Done => *left = first + 1..first + SET_ASIDE,
            Wrote::Stalled => return Err(Fault::new("the store did not take the next ids")),
        }
        Ok(first)
    }
}

#[cfg(test)]
mod tests {
    use std::collections::HashSet;

    use super::*;
    use crate::memory::MemoryEngine;
    use crate::testing::FaultyEngine;

    #[test]
    fn an_id_is_never_given_twice_not_after_a_restart_either() {
        let engine = MemoryEngine::new();
        let mut given = HashSet::new();
        for run in 0..5 {
            let ids = Ids::new(Arc::new(engine.clone()));
            for _ in 0..run * 200 {
                assert!(given.insert(ids.fresh().unwrap()));
            }
        }
        assert_eq!(given.len(), 2_000);
        assert!(!given.contains(&0));
    }

    #[test]
    fn no_id_is_given_that_could_not_be_set_aside() {
        let engine = FaultyEngine::in_memory();
        let ids = Ids::new(Arc::new(engine.clone()));
        engine.fail_write(1);
        assert!(ids.fresh().is_err());
        assert_eq!(ids.fresh().unwrap(), 1);
    }
}
