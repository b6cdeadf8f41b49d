//! Whether the store takes writes: noted when one fails, and asked again by whoever wants to know.

use std::sync::atomic::{AtomicBool, Ordering};

use parking_lot::Mutex;
use rocksdb::{Error, WriteBatch};

use crate::Rocks;

/// What a write ran into, until one succeeds.
#[derive(Default)]
pub(crate) struct Refusing {
    /// Whether `why` holds something. Read by every write, hence not the lock.
    is_refusing: AtomicBool,
    why: Mutex<Option<String>>,
}

impl Refusing {
    /// Nothing is ordered by the flag: who reads it a moment too late asks again, or is told by the next write.
    pub(crate) fn written(&self) {
        if self.is_refusing.load(Ordering::Relaxed) {
            *self.why.lock() = None;
            self.is_refusing.store(false, Ordering::Relaxed);
        }
    }

    pub(crate) fn refused(&self, error: &Error) {
        *self.why.lock() = Some(error.to_string());
        self.is_refusing.store(true, Ordering::Relaxed);
    }
}

impl Rocks {
    /// What RocksDB says why it takes no writes, if the last one failed and an empty one fails now. Blocks only in that case.
    pub fn refuses_writes(&self) -> Option<String> {
        if !self.refusing.is_refusing.load(Ordering::Relaxed) {
            return None;
        }
        match self.db.write_opt(WriteBatch::default(), &self.prompt) {
            Ok(()) => self.refusing.written(),
            Err(error) => self.refusing.refused(&error),
        }
        self.refusing.why.lock().clone()
    }
}
