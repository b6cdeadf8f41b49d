//! Locks for things that come and go: a fixed number of stripes, chosen by hash.
//!
//! A client that goes away ends its request at once, but not the batch which that request has queued. Whoever came next would
//! load what is about to change; so a lock is given to the batch ([`Batch::hold`](crate::Batch::hold)).

use std::hash::{DefaultHasher, Hash, Hasher};
use std::sync::Arc;

use tokio::sync::{Mutex, OwnedMutexGuard};

/// Two things may share a stripe, which costs waiting and nothing else; so a request that needs several takes them together, with
/// [`lock_all`](Locks::lock_all). Taken after the gate, once per request.
pub struct Locks {
    stripes: Box<[Arc<Mutex<()>>]>,
}

/// A stripe that is held.
#[must_use = "the lock is released when this is dropped"]
pub struct Lock {
    _stripe: OwnedMutexGuard<()>,
}

impl Locks {
    /// With so many stripes; at least one. Two things share a stripe by chance, and then wait for each other.
    pub fn new(stripes: usize) -> Locks {
        Locks { stripes: (0..stripes.max(1)).map(|_| Arc::default()).collect() }
    }

    /// Waits for the stripe of a thing.
    pub async fn lock(&self, thing: &(impl Hash + ?Sized)) -> Lock {
        self.lock_stripe(self.stripe_of(thing)).await
    }

    /// Takes all of them in one order that everybody takes them in.
    pub async fn lock_all<T: Hash>(&self, things: impl Iterator<Item = T>) -> Vec<Lock> {
        let mut stripes: Vec<usize> = things.map(|thing| self.stripe_of(&thing)).collect();
        stripes.sort_unstable();
        stripes.dedup();
        let mut locks = Vec::with_capacity(stripes.len());
        for stripe in stripes {
            locks.push(self.lock_stripe(stripe).await);
        }
        locks
    }

    /// Waits for everybody and lets nobody in.
    pub async fn lock_everything(&self) -> Vec<Lock> {
        let mut locks = Vec::with_capacity(self.stripes.len());
        for stripe in 0..self.stripes.len() {
            locks.push(self.lock_stripe(stripe).await);
        }
        locks
    }

    fn stripe_of(&self, thing: &(impl Hash + ?Sized)) -> usize {
        let mut hasher = DefaultHasher::new();
        thing.hash(&mut hasher);
        (hasher.finish() % self.stripes.len() as u64) as usize
    }

    async fn lock_stripe(&self, stripe: usize) -> Lock {
        let stripe = &self.stripes[stripe];
        // Nearly always free. Who asks in vain queues behind those who wait already.
        match stripe.clone().try_lock_owned() {
            Ok(locked) => Lock { _stripe: locked },
            Err(_) => Lock { _stripe: stripe.clone().lock_owned().await },
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[tokio::test]
    async fn one_stripe_needed_twice_is_one_lock() {
        let locks = Locks::new(2);
        assert_eq!(locks.lock_all(0..100).await.len(), 2);
    }

    #[tokio::test(flavor = "multi_thread", worker_threads = 2)]
    async fn several_locks_in_any_order_never_wait_for_each_other_in_a_circle() {
        let locks = Arc::new(Locks::new(3));
        let tasks: Vec<_> = (0..8_u64)
            .map(|seed| {
                let locks = locks.clone();
                tokio::spawn(async move {
                    for round in 0..500 {
                        let several = locks.lock_all([seed + round, seed * 7, round * 5].into_iter()).await;
                        tokio::task::yield_now().await;
                        drop(several);
                        if round % 10 == 0 {
                            drop(locks.lock_everything().await);
                        }
                    }
                })
            })
            .collect();
        for task in tasks {
            task.await.unwrap();
        }
    }
}
