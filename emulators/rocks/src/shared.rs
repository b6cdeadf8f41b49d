//! What all stores of a process share: the cache, the write buffers and the open files. Background threads are shared by themselves:
//! RocksDB keeps one pool of them a process.

use std::sync::Arc;
use std::sync::atomic::{AtomicI32, Ordering};

use rocksdb::{Cache, WriteBufferManager};

use crate::Settings;

/// Budgets, made once and passed to each [`Rocks::open_sharing`](crate::Rocks::open_sharing). Clones are the same budgets.
///
/// A store flushes when the write buffers of all together are full, but only its own: stores that are at rest keep what they have
/// until they are closed.
#[derive(Clone)]
pub struct Shared {
    pub(crate) cache: Cache,
    pub(crate) write_buffers: WriteBufferManager,
    files_left: Arc<AtomicI32>,
}

/// How many tables a store may keep open, until this is dropped.
pub(crate) struct Files {
    granted: i32,
    left: Arc<AtomicI32>,
}

/// Every store gets so many files at least, even if that is more than the budget.
const FILES_MIN: i32 = 32;

impl Shared {
    /// Budgets of the sizes that these settings name; what else they say is for each store to say again.
    pub fn new(settings: &Settings) -> Shared {
        Shared {
            cache: Cache::new_lru_cache(settings.cache_bytes),
            write_buffers: WriteBufferManager::new_write_buffer_manager(settings.memtables_bytes, false),
            files_left: Arc::new(AtomicI32::new(settings.open_files_max)),
        }
    }

    /// Bytes of blocks that are cached, of all stores.
    pub fn cached_bytes(&self) -> usize {
        self.cache.get_usage()
    }

    /// Bytes of write buffers, of all stores.
    pub fn buffered_bytes(&self) -> usize {
        self.write_buffers.get_usage()
    }

    /// Half of what is left: RocksDB is told once, at the open, and there is always one more store to come (an import opens a second
    /// one before it closes the first).
    pub(crate) fn grant_files(&self) -> Files {
        let half = |left: i32| (left / 2).max(FILES_MIN);
        let grant = |left: i32| Some(left - half(left));
        // Only this number is shared, so no other memory depends on the order in which it is seen.
        let left = self.files_left.fetch_update(Ordering::Relaxed, Ordering::Relaxed, grant);
        Files { granted: half(left.unwrap_or_else(|left| left)), left: self.files_left.clone() }
    }
}

impl Files {
    pub(crate) fn granted(&self) -> i32 {
        self.granted
    }
}

impl Drop for Files {
    fn drop(&mut self) {
        self.left.fetch_add(self.granted, Ordering::Relaxed);
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn files_are_granted_out_of_one_budget_and_given_back() {
        let shared = Shared::new(&Settings { open_files_max: 512, ..Settings::default() });
        let grants: Vec<Files> = (0..6).map(|_| shared.grant_files()).collect();
        assert_eq!(grants.iter().map(Files::granted).collect::<Vec<_>>(), [256, 128, 64, 32, 32, 32]);
        drop(grants);
        assert_eq!(shared.grant_files().granted(), 256);
    }
}
