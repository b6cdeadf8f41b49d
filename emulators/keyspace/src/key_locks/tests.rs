use std::sync::atomic::{AtomicI32, AtomicU64, Ordering};
use std::task::{Context, Waker};

use proptest::prelude::*;

use super::*;
use crate::testing::drop_at;

fn is_ready<T>(future: &mut (impl Future<Output = T> + Unpin)) -> bool {
    std::pin::Pin::new(future).poll(&mut Context::from_waker(Waker::noop())).is_ready()
}

fn is_empty(locks: &KeyLocks) -> bool {
    locks.shared.fences.is_empty() && locks.shared.shards.iter().all(|shard| shard.lock().is_empty())
}

#[tokio::test]
async fn plain_writes_of_one_key_come_one_after_the_other_and_those_of_others_do_not_wait() {
    let locks = KeyLocks::new();
    let first = locks.lock(1, b"a").await.unwrap();
    let mut second = Box::pin(locks.lock(1, b"a"));
    let mut third = Box::pin(locks.lock(1, b"a"));
    assert!(!is_ready(&mut second) && !is_ready(&mut third));
    for (table, key) in [(1, &b"b"[..]), (1, b""), (1, b"aa"), (2, b"a")] {
        assert!(is_ready(&mut Box::pin(locks.lock(table, key))));
    }
    drop(first);
    assert!(!is_ready(&mut third), "first come, first served");
    drop(second.await);
    drop(third.await);
    assert!(is_empty(&locks));
}

#[tokio::test]
async fn a_transaction_gets_all_of_its_keys_or_is_told_which_are_taken() {
    let locks = KeyLocks::new();
    let keys = [(1, &b"a"[..]), (2, b"b"), (1, b"c"), (2, b"d")];
    let plain = [locks.lock(2, b"d").await.unwrap(), locks.lock(2, b"b").await.unwrap()];
    assert_eq!(locks.lock_for_transaction(keys).await.err(), Some(vec![1, 3]));
    assert_eq!(locks.held(keys), [1, 3]);
    drop(plain);
    let transaction = locks.lock_for_transaction(keys).await.unwrap();
    assert_eq!(transaction.len(), 4);
    assert_eq!(locks.held(keys), [0, 1, 2, 3]);
    assert_eq!(locks.lock_for_transaction([(3, &b"x"[..]), (1, b"c")]).await.err(), Some(vec![1]));
    assert_eq!(locks.held([(3, &b"x"[..])]), [0; 0], "who got nothing holds nothing");
    drop(transaction);
    assert!(is_empty(&locks));
}

#[tokio::test]
async fn a_plain_write_is_told_of_a_transaction_and_does_not_wait_for_it() {
    let locks = KeyLocks::new();
    let transaction = locks.lock_for_transaction([(1, &b"a"[..]), (1, b"b")]).await.unwrap();
    assert_eq!(locks.lock(1, b"a").await.err(), Some(Conflict));
    let locked = locks.lock_all([(1, &b"b"[..]), (1, b"c"), (1, b"a"), (1, b"b")]).await;
    assert_eq!((locked.locks.len(), &locked.conflicts[..]), (1, &[0, 2, 3][..]));
    drop((transaction, locked));
    assert!(is_empty(&locks));
}

#[tokio::test]
async fn a_key_named_twice_is_one_lock() {
    let locks = KeyLocks::new();
    let locked = locks.lock_all([(1, &b"a"[..]), (1, b"b"), (1, b"a")]).await;
    assert_eq!((locked.locks.len(), locked.conflicts.len()), (2, 0));
    assert_eq!(locks.lock_for_transaction([(1, &b"a"[..]), (1, b"a")]).await.err(), Some(vec![0, 1]));
    drop(locked);
    assert_eq!(locks.lock_for_transaction([(1, &b"a"[..]), (1, b"a")]).await.unwrap().len(), 1);
    assert!(is_empty(&locks));
}

#[tokio::test]
async fn who_goes_away_while_waiting_passes_the_lock_on() {
    let locks = KeyLocks::new();
    let first = locks.lock(1, b"a").await.unwrap();
    let mut waiters: Vec<_> = (0..4).map(|_| Box::pin(locks.lock(1, b"a"))).collect();
    assert!(waiters.iter_mut().all(|waiter| !is_ready(waiter)));
    // One goes before the lock is free, one when it has it already and does not know it.
    drop(waiters.remove(0));
    drop(first);
    drop(waiters.remove(0));
    let third = waiters.remove(0).await;
    drop(third);
    drop(waiters);
    assert!(is_empty(&locks));
}

#[tokio::test]
async fn a_write_of_several_keys_that_is_dropped_at_any_await_releases_what_it_had() {
    let locks = KeyLocks::new();
    for nth in 1.. {
        let held = [locks.lock(1, b"b").await.unwrap(), locks.lock(2, b"c").await.unwrap()];
        let request = async {
            let several = locks.lock_all([(2, &b"c"[..]), (1, b"a"), (1, b"b")]).await;
            tokio::task::yield_now().await;
            several
        };
        let [first, second] = held;
        let release = async {
            drop(first);
            tokio::task::yield_now().await;
            drop(second);
        };
        let (done, ()) = tokio::join!(drop_at(nth, request), release);
        let is_done = done.is_some();
        drop(done);
        assert!(is_empty(&locks));
        if is_done {
            assert!(nth > 1);
            return;
        }
    }
}

#[tokio::test]
async fn a_fence_stops_its_table_and_no_other() {
    let locks = KeyLocks::new();
    let write = locks.lock(1, b"a").await.unwrap();
    let mut fence = Box::pin(locks.fence(1));
    assert!(!is_ready(&mut fence));
    let mut held_back = Box::pin(locks.lock(1, b"b"));
    let mut transaction = Box::pin(locks.lock_for_transaction([(1, &b"c"[..]), (2, b"c")]));
    assert!(!is_ready(&mut held_back) && !is_ready(&mut transaction));
    assert!(is_ready(&mut Box::pin(locks.lock(2, b"a"))));
    drop(write);
    let fence = fence.await;
    assert!(!is_ready(&mut held_back) && !is_ready(&mut transaction));
    drop(fence);
    drop((held_back.await, transaction.await));
    assert!(is_empty(&locks));
}

#[tokio::test]
async fn a_fence_waits_for_one_who_still_waits_for_keys_of_its_table() {
    let locks = KeyLocks::new();
    let write = locks.lock(1, b"b").await.unwrap();
    let mut several = Box::pin(locks.lock_all([(1, &b"a"[..]), (1, b"b"), (2, b"a")]));
    assert!(!is_ready(&mut several));
    let (mut fence, mut other) = (Box::pin(locks.fence(1)), Box::pin(locks.fence(2)));
    assert!(!is_ready(&mut fence) && !is_ready(&mut other));
    drop(write);
    drop(several.await);
    drop((fence.await, other.await));
    assert!(is_empty(&locks));
}

/// What many tasks do at the same time to a few keys, each looking whether it is alone.
#[derive(Clone, Debug)]
enum Step {
    Plain(u8),
    Several(Vec<u8>),
    Transaction(Vec<u8>),
    Fence(u8),
    /// Goes away at its first, second, … await.
    Impatient(usize, Vec<u8>),
}

fn step() -> impl Strategy<Value = Step> {
    let several = || proptest::collection::vec(0..6u8, 1..5);
    prop_oneof![
        4 => (0..6u8).prop_map(Step::Plain),
        3 => several().prop_map(Step::Several),
        3 => several().prop_map(Step::Transaction),
        1 => (0..2u8).prop_map(Step::Fence),
        2 => (1..4usize, several()).prop_map(|(nth, keys)| Step::Impatient(nth, keys)),
    ]
}

/// Three keys in each of two tables.
fn key(number: u8) -> (u64, &'static [u8]) {
    (u64::from(number / 3), [&b"a"[..], b"b", b"c"][usize::from(number % 3)])
}

#[derive(Default)]
struct Watched {
    holders: [AtomicI32; 6],
    acquired: AtomicU64,
}

impl Watched {
    async fn alone(&self, keys: &[u8]) {
        for key in keys {
            assert_eq!(self.holders[usize::from(*key)].fetch_add(1, Ordering::SeqCst), 0, "two hold key {key}");
        }
        self.acquired.fetch_add(1, Ordering::SeqCst);
        let _released = Releases(self, keys);
        tokio::task::yield_now().await;
    }
}

struct Releases<'a>(&'a Watched, &'a [u8]);

impl Drop for Releases<'_> {
    fn drop(&mut self) {
        for key in self.1 {
            self.0.holders[usize::from(*key)].fetch_sub(1, Ordering::SeqCst);
        }
    }
}

async fn take(step: Step, locks: &KeyLocks, watched: &Watched) {
    match step {
        Step::Plain(number) => {
            let (table, name) = key(number);
            if let Ok(_lock) = locks.lock(table, name).await {
                watched.alone(&[number]).await;
            }
        }
        Step::Several(numbers) => {
            let locked = locks.lock_all(numbers.iter().map(|number| key(*number))).await;
            let conflicts = locked.conflicts.iter().map(|position| numbers[*position]);
            let conflicts: BTreeSet<u8> = conflicts.collect();
            let got: BTreeSet<u8> = numbers.iter().copied().filter(|number| !conflicts.contains(number)).collect();
            assert_eq!(got.len(), locked.locks.len());
            watched.alone(&got.into_iter().collect::<Vec<_>>()).await;
        }
        Step::Transaction(numbers) => match locks.lock_for_transaction(numbers.iter().map(|n| key(*n))).await {
            Ok(_locks) => {
                let different: BTreeSet<u8> = numbers.into_iter().collect();
                watched.alone(&different.into_iter().collect::<Vec<_>>()).await;
            }
            Err(conflicts) => assert!(!conflicts.is_empty()),
        },
        Step::Fence(table) => {
            let _fence = locks.fence(u64::from(table)).await;
            watched.alone(&[3 * table, 3 * table + 1, 3 * table + 2]).await;
        }
        Step::Impatient(nth, numbers) => {
            drop_at(nth, Box::pin(take(Step::Several(numbers), locks, watched))).await;
        }
    }
}

fn run(tasks: Vec<Vec<Step>>, threads: usize) {
    let runtime = tokio::runtime::Builder::new_multi_thread().worker_threads(threads).build().unwrap();
    let (locks, watched) = (KeyLocks::new(), Arc::new(Watched::default()));
    runtime.block_on(async {
        let tasks = tasks.into_iter().map(|steps| {
            let (locks, watched) = (locks.clone(), watched.clone());
            tokio::spawn(async move {
                for step in steps {
                    take(step, &locks, &watched).await;
                }
            })
        });
        for task in tasks.collect::<Vec<_>>() {
            task.await.unwrap();
        }
    });
    assert!(is_empty(&locks), "an entry lives only while somebody holds or wants it");
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(60))]
    #[test]
    fn nobody_shares_a_key_nobody_waits_for_ever_and_nothing_is_left(
        tasks in proptest::collection::vec(proptest::collection::vec(step(), 1..40), 2..6),
        threads in 1..3usize,
    ) {
        run(tasks, threads);
    }
}
