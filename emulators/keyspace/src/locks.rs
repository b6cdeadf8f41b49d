//! Locks for things that come and go: a fixed number of stripes, chosen by hash.

use std::hash::{DefaultHasher, Hash, Hasher};

use tokio::sync::{Mutex, MutexGuard};

/// Two things may share a stripe, which costs waiting and nothing else; so a request that needs several takes them together,
/// with [`lock_all`](Locks::lock_all). Taken after the gate, once per request.
pub struct Locks {
    stripes: Box<[Mutex<()>]>,
}

#[must_use = "the lock is released when this is dropped"]
pub struct Guard<'a> {
    _stripe: MutexGuard<'a, ()>,
}

#[must_use = "the locks are released when this is dropped"]
pub struct Guards<'a> {
    _stripes: Vec<MutexGuard<'a, ()>>,
}

impl Locks {
    pub fn new(stripes: usize) -> Locks {
        Locks { stripes: (0..stripes.max(1)).map(|_| Mutex::new(())).collect() }
    }

    /// The hash of anything, for the methods below.
    pub fn hash<T: Hash + ?Sized>(thing: &T) -> u64 {
        let mut hasher = DefaultHasher::new();
        thing.hash(&mut hasher);
        hasher.finish()
    }

    pub async fn lock(&self, hash: u64) -> Guard<'_> {
        Guard { _stripe: self.stripes[self.stripe(hash)].lock().await }
    }

    /// Takes all of them in one order that everybody takes them in. The hashes are rearranged.
    pub async fn lock_all(&self, hashes: &mut [u64]) -> Guards<'_> {
        for hash in &mut *hashes {
            *hash = self.stripe(*hash) as u64;
        }
        hashes.sort_unstable();
        let mut stripes = Vec::with_capacity(hashes.len());
        let mut last = None;
        for stripe in hashes.iter().map(|stripe| *stripe as usize) {
            if last.replace(stripe) != Some(stripe) {
                stripes.push(self.stripes[stripe].lock().await);
            }
        }
        Guards { _stripes: stripes }
    }

    fn stripe(&self, hash: u64) -> usize {
        (hash % self.stripes.len() as u64) as usize
    }
}

#[cfg(test)]
mod tests {
    use std::sync::Arc;

    use super::*;

    #[tokio::test]
    async fn the_same_stripe_twice_in_one_request_is_one_lock() {
        let locks = Locks::new(4);
        let _guards = locks.lock_all(&mut [1, 5, 9, 2, 1]).await;
        assert!(locks.stripes[1].try_lock().is_err() && locks.stripes[2].try_lock().is_err());
        assert!(locks.stripes[0].try_lock().is_ok() && locks.stripes[3].try_lock().is_ok());
    }

    #[tokio::test(flavor = "multi_thread", worker_threads = 2)]
    async fn several_locks_in_any_order_never_wait_for_each_other_in_a_circle() {
        let locks = Arc::new(Locks::new(3));
        let tasks: Vec<_> = (0..8u64)
            .map(|seed| {
                let locks = locks.clone();
                tokio::spawn(async move {
                    for round in 0..500 {
                        let _guards = locks.lock_all(&mut [seed + round, seed * 7, round * 5]).await;
                        tokio::task::yield_now().await;
                    }
                })
            })
            .collect();
        for task in tasks {
            task.await.unwrap();
        }
    }
}
