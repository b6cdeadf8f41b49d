//! Ids that are never given twice, not after a crash and not after a restart.

use std::sync::Arc;

use parking_lot::Mutex;

use crate::{Engine, Fault, Pace, Reads, Writes, Wrote};

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
        let first = (&*self.engine as &dyn crate::Read).read(NEXT_ID, &(0u8,))?.unwrap_or(1);
        let mut writes = Writes::new();
        writes.put(
            crate::Family::Meta,
            |out| <NEXT_ID as crate::Table>::encode_key(&(0u8,), out),
            |out| out.extend_from_slice(&(first + SET_ASIDE).to_le_bytes()),
        );
        match self.engine.write(&writes, Pace::Patient)? {
            Wrote::Done => *left = first + 1..first + SET_ASIDE,
            Wrote::Stalled => return Err(Fault::new("the store did not take the next ids")),
        }
        Ok(first)
    }
}
