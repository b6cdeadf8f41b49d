//! Exact locks: a key of a table is locked, and no other. An entry lives only while somebody holds or wants it.
//!
//! Taken after the gate, once per request, and given to the request's batch ([`Batch::hold`](crate::Batch::hold)): a lock belongs to
//! the write, not to a client that may go away.
//!
//! Two kinds of requests take them. A *plain* write waits for plain writes of the same key, first come, first served. A *transaction*
//! waits for nobody: it gets all of its keys or is told which are taken. And a plain write does not wait for a transaction either, it
//! is told.

use std::collections::hash_map::{Entry, RandomState};
use std::collections::{BTreeMap, BTreeSet, HashMap, VecDeque};
use std::hash::BuildHasher;
use std::sync::Arc;

use parking_lot::{Mutex, MutexGuard};
use tokio::sync::oneshot;

use crate::fences::{Fence, Fences, Inside};

const SHARDS: usize = 64;

/// The locks of the keys of all tables. Clones are the same locks.
///
/// ```
/// # #[tokio::main(flavor = "current_thread")] async fn main() {
/// let locks = keyspace::KeyLocks::new();
/// let (orders, customers) = (1, 2);
/// let plain = locks.lock(orders, b"a").await.unwrap();
/// let taken = locks.lock_for_transaction([(orders, &b"a"[..]), (customers, b"a")]).await;
/// assert_eq!(taken.err(), Some(vec![0]), "positions of the keys that somebody holds");
///
/// drop(plain);
/// let transaction = locks.lock_for_transaction([(orders, &b"a"[..]), (customers, b"a")]).await.unwrap();
/// assert!(locks.lock(orders, b"a").await.is_err());
/// # drop(transaction);
/// # }
/// ```
#[derive(Clone, Default)]
pub struct KeyLocks {
    shared: Arc<Shared>,
}

struct Shared {
    fences: Fences,
    hasher: RandomState,
    shards: [Mutex<Shard>; SHARDS],
}

/// By the number of the table, big-endian, and the key.
type Shard = HashMap<Name, Holder>;
type Name = Arc<[u8]>;

/// Somebody has it.
struct Holder {
    is_transaction: bool,
    /// Each is sent the lock itself: one who went away with it in the mail drops it, and so passes it on.
    waiters: VecDeque<oneshot::Sender<Held>>,
}

/// A key that is locked until this is dropped.
#[must_use = "the lock is released when this is dropped"]
pub struct KeyLock {
    // In this order: nobody is outside of a table and holds a key of it.
    _held: Held,
    _inside: Inside,
}

struct Held {
    /// None when it was passed on.
    lock: Option<(Arc<Shared>, Name)>,
}

/// A transaction holds this key.
#[derive(Copy, Clone, Debug, PartialEq, Eq, thiserror::Error)]
#[error("a transaction holds this key")]
pub struct Conflict;

/// What a plain write of several keys got.
#[must_use = "the locks are released when this is dropped"]
pub struct Locked {
    /// One for each different key that no transaction holds.
    pub locks: Vec<KeyLock>,
    /// The positions of the other keys.
    pub conflicts: Vec<usize>,
}

impl KeyLocks {
    /// Nothing is locked.
    pub fn new() -> KeyLocks {
        KeyLocks::default()
    }

    /// For a plain write of one key. Waits while another plain write holds it, or while its table is fenced off.
    ///
    /// # Errors
    ///
    /// A transaction holds the key.
    pub async fn lock(&self, table: u64, key: &[u8]) -> Result<KeyLock, Conflict> {
        let inside = self.shared.fences.enter(table).await;
        let held = self.shared.clone().hold(name(table, key)).await?;
        Ok(KeyLock { _held: held, _inside: inside })
    }

    /// For a plain write of several keys, which may repeat. Takes them in an order that everybody takes them in, so that no two such
    /// writes wait for each other.
    pub async fn lock_all<'a>(&self, keys: impl IntoIterator<Item = (u64, &'a [u8])>) -> Locked {
        let positions = positions(keys);
        let mut inside = self.enter_all(&positions).await;
        let mut locked = Locked { locks: Vec::with_capacity(positions.len()), conflicts: Vec::new() };
        for (name, positions) in positions {
            let inside = inside.of(&name);
            match self.shared.clone().hold(name).await {
                Ok(held) => locked.locks.push(KeyLock { _held: held, _inside: inside }),
                Err(Conflict) => locked.conflicts.extend(positions),
            }
        }
        locked.conflicts.sort_unstable();
        locked
    }

    /// For a transaction: all keys or none, and without waiting for anybody who holds one. It does wait while a table is fenced off.
    ///
    /// Nobody is in its way who would not get all of his keys himself: of two transactions that want the same key at the same time,
    /// one gets it.
    ///
    /// # Errors
    ///
    /// The positions of all keys that somebody holds.
    pub async fn lock_for_transaction<'a>(
        &self,
        keys: impl IntoIterator<Item = (u64, &'a [u8])>,
    ) -> Result<Vec<KeyLock>, Vec<usize>> {
        let positions = positions(keys);
        let mut inside = self.enter_all(&positions).await;
        let names = self.shared.hold_all(positions)?;
        let lock =
            |name: Name| KeyLock { _inside: inside.of(&name), _held: Held { lock: Some((self.shared.clone(), name)) } };
        Ok(names.into_iter().map(lock).collect())
    }

    /// For a transaction that only reads: the positions of the keys that somebody holds at this moment.
    pub fn held<'a>(&self, keys: impl IntoIterator<Item = (u64, &'a [u8])>) -> Vec<usize> {
        let is_held = |(table, key)| {
            let name = name(table, key);
            self.shared.shard_of(&name).contains_key(&name)
        };
        keys.into_iter().enumerate().filter(|(_, key)| is_held(*key)).map(|(position, _)| position).collect()
    }

    /// Waits until nobody holds a key of the table, and lets nobody have one until the fence is dropped. Who wants several fences takes
    /// those of smaller numbers first; who has one must not lock keys of that table.
    pub async fn fence(&self, table: u64) -> Fence {
        self.shared.fences.fence(table).await
    }

    /// All tables are entered before the first key is taken: a fence waits for everybody who holds a key, so nobody who holds one may
    /// wait for a fence of the same table or of one with a smaller number.
    async fn enter_all(&self, positions: &Positions) -> Entered {
        let mut entered = Entered::default();
        for name in positions.keys() {
            let table = table_of(name);
            if let Entry::Vacant(vacant) = entered.tables.entry(table) {
                vacant.insert(self.shared.fences.enter(table).await);
            }
        }
        entered
    }
}

/// The keys in order, each once, with all positions at which it was named.
type Positions = BTreeMap<Name, Vec<usize>>;

fn positions<'a>(keys: impl IntoIterator<Item = (u64, &'a [u8])>) -> Positions {
    let mut positions = Positions::new();
    for (position, (table, key)) in keys.into_iter().enumerate() {
        positions.entry(name(table, key)).or_default().push(position);
    }
    positions
}

fn name(table: u64, key: &[u8]) -> Name {
    table.to_be_bytes().iter().chain(key).copied().collect()
}

fn table_of(name: &Name) -> u64 {
    u64::from_be_bytes(*name.first_chunk().expect("a name begins with the number of its table"))
}

#[derive(Default)]
struct Entered {
    tables: HashMap<u64, Inside>,
}

impl Entered {
    fn of(&mut self, name: &Name) -> Inside {
        self.tables[&table_of(name)].again()
    }
}

impl Shared {
    async fn hold(self: Arc<Shared>, name: Name) -> Result<Held, Conflict> {
        let passed_on = match self.shard_of(&name).entry(name.clone()) {
            Entry::Vacant(vacant) => {
                vacant.insert(Holder { is_transaction: false, waiters: VecDeque::new() });
                None
            }
            Entry::Occupied(holder) if holder.get().is_transaction => return Err(Conflict),
            Entry::Occupied(mut holder) => {
                let (waiter, passed_on) = oneshot::channel();
                holder.get_mut().waiters.push_back(waiter);
                Some(passed_on)
            }
        };
        match passed_on {
            None => Ok(Held { lock: Some((self, name)) }),
            Some(passed_on) => Ok(passed_on.await.expect("a waiter is forgotten only when it has the lock")),
        }
    }

    /// The shards of all keys are looked at in one moment, in the order of their numbers.
    fn hold_all(&self, positions: Positions) -> Result<Vec<Name>, Vec<usize>> {
        let indexes: BTreeSet<usize> = positions.keys().map(|name| self.index_of(name)).collect();
        let mut shards: HashMap<usize, MutexGuard<'_, Shard>> =
            indexes.into_iter().map(|index| (index, self.shards[index].lock())).collect();
        let is_held = |name: &Name| shards[&self.index_of(name)].contains_key(name);
        let mut conflicts: Vec<usize> =
            positions.iter().filter(|(name, _)| is_held(name)).flat_map(|(_, positions)| positions).copied().collect();
        if !conflicts.is_empty() {
            conflicts.sort_unstable();
            return Err(conflicts);
        }
        for name in positions.keys() {
            let shard = shards.get_mut(&self.index_of(name)).expect("the shards of all keys are locked");
            shard.insert(name.clone(), Holder { is_transaction: true, waiters: VecDeque::new() });
        }
        Ok(positions.into_keys().collect())
    }

    fn index_of(&self, name: &Name) -> usize {
        (self.hasher.hash_one(name) % SHARDS as u64) as usize
    }

    fn shard_of(&self, name: &Name) -> MutexGuard<'_, Shard> {
        self.shards[self.index_of(name)].lock()
    }
}

impl Default for Shared {
    fn default() -> Shared {
        Shared {
            fences: Fences::default(),
            hasher: RandomState::new(),
            shards: std::array::from_fn(|_| Mutex::default()),
        }
    }
}

impl Drop for Held {
    fn drop(&mut self) {
        let Some((shared, name)) = self.lock.take() else { return };
        loop {
            let waiter = {
                let mut shard = shared.shard_of(&name);
                let holder = shard.get_mut(&name).expect("what is held has an entry");
                let Some(waiter) = holder.waiters.pop_front() else {
                    shard.remove(&name);
                    return;
                };
                waiter
            };
            // Not under the shard's lock: a waiter that goes away at this moment drops what it was sent, which takes that lock.
            match waiter.send(Held { lock: Some((shared.clone(), name.clone())) }) {
                Ok(()) => return,
                Err(mut unwanted) => unwanted.lock = None,
            }
        }
    }
}

#[cfg(test)]
mod tests;
