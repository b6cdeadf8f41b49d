//! Group commit on an engine whose every write the test can hold, count, refuse or break.

use std::ops::ControlFlow;
use std::pin::pin;
use std::sync::atomic::{AtomicU64, Ordering};
use std::sync::{Arc, Mutex};
use std::task::{Context, Waker};

use clock::{Clock, Entropy};
use keyspace::testing::{FaultyEngine, memory_space_on};
use keyspace::{Batch, Direction, Fault, KeyLocks, Locks, Reads, Space, tables};

tables! { family Kinesis;
    /// Numbers given in `on_sequence`.
    RECORDS = 1: (u64,) -> ();
}

fn space(engine: &FaultyEngine) -> Space {
    memory_space_on(engine.clone(), Clock::system(), Entropy::seeded(1))
}

fn record(number: u64) -> Batch {
    let mut batch = Batch::new();
    batch.put(RECORDS, &(number,), &());
    batch
}

fn records(space: &Space) -> Vec<u64> {
    let mut seen = Vec::new();
    space
        .scan(&RECORDS.all(), Direction::Forward, |(number,), ()| {
            seen.push(number);
            ControlFlow::Continue(())
        })
        .unwrap();
    seen
}

/// Commits `count` batches at the same time and returns their outcomes.
async fn commit_together(space: &Space, numbers: std::ops::Range<u64>) -> Vec<Result<(), Fault>> {
    let tasks: Vec<_> = numbers
        .map(|number| {
            let space = space.clone();
            tokio::spawn(async move { space.commit(record(number)).await })
        })
        .collect();
    let mut outcomes = Vec::new();
    for task in tasks {
        outcomes.push(task.await.unwrap());
    }
    outcomes
}

#[tokio::test]
async fn a_lone_batch_is_written_before_its_first_poll_returns() {
    let space = space(&FaultyEngine::in_memory());
    for number in 0..20 {
        let mut commit = pin!(space.commit(record(number)));
        assert!(commit.as_mut().poll(&mut Context::from_waker(Waker::noop())).is_ready());
    }
    assert_eq!(records(&space).len(), 20);
}

#[tokio::test]
async fn batches_in_company_share_a_write() {
    let engine = FaultyEngine::in_memory();
    let space = space(&engine);
    for round in 0..10 {
        let outcomes = commit_together(&space, round * 64..(round + 1) * 64).await;
        assert!(outcomes.iter().all(Result::is_ok));
    }
    assert_eq!(records(&space).len(), 640);
    let sizes = engine.sizes();
    assert!(sizes.len() < 64, "{sizes:?}");
}

#[tokio::test(flavor = "multi_thread", worker_threads = 3)]
async fn numbers_given_on_sequence_are_never_seen_with_a_gap() {
    let space = space(&FaultyEngine::in_memory());
    let next = Arc::new(AtomicU64::new(0));
    let committed = Arc::new(Mutex::new(Vec::new()));
    let writers: Vec<_> = (0..16)
        .map(|_| {
            let (space, next, committed) = (space.clone(), next.clone(), committed.clone());
            tokio::spawn(async move {
                for _ in 0..200 {
                    let mut batch = Batch::new();
                    let (next, committed) = (next.clone(), committed.clone());
                    batch.on_sequence(move |batch| {
                        let number = next.fetch_add(1, Ordering::SeqCst);
                        batch.put(RECORDS, &(number,), &());
                        batch.on_commit(move || committed.lock().unwrap().push(number));
                    });
                    let _entered = space.enter().await.unwrap();
                    space.commit(batch).await.unwrap();
                }
            })
        })
        .collect();
    let reader = std::thread::spawn({
        let space = space.clone();
        move || {
            let mut last = 0;
            while last < 3_200 {
                let seen = records(&space);
                assert!(seen.iter().copied().eq(0..seen.len() as u64));
                assert!(seen.len() >= last);
                last = seen.len();
            }
        }
    });
    for writer in writers {
        writer.await.unwrap();
    }
    reader.join().unwrap();
    assert!(committed.lock().unwrap().iter().copied().eq(0..3_200));
}

#[tokio::test]
async fn a_failed_write_fails_every_batch_of_its_group_with_the_same_fault() {
    let engine = FaultyEngine::in_memory().waiting_for_disk();
    let held = engine.hold();
    let space = space(&engine);

    let first = tokio::spawn({
        let space = space.clone();
        async move { space.commit(record(0)).await }
    });
    while engine.begun() == 0 {
        tokio::task::yield_now().await;
    }
    let followers = tokio::spawn({
        let space = space.clone();
        async move { commit_together(&space, 1..10).await }
    });
    tokio::task::yield_now().await;
    tokio::task::yield_now().await;
    held.permit(1);
    first.await.unwrap().unwrap();

    engine.fail_write(1);
    held.permit(1);
    let faults: Vec<Fault> = followers.await.unwrap().into_iter().map(Result::unwrap_err).collect();
    assert_eq!(faults[0].to_string(), "the disk is full");
    assert!(faults.iter().all(|fault| fault.is_same(&faults[0])));

    held.permit(1);
    space.commit(record(99)).await.unwrap();
    assert_eq!(records(&space), [0, 99]);
    assert_eq!(engine.sizes(), [1, 1]);
}

type Log = Arc<Mutex<Vec<&'static str>>>;

/// A batch that does in `on_sequence` what a service does to its memory: each step is undone by the drop of what would have followed from
/// the write.
fn with_steps(steps: [&'static str; 2], undone: &Log) -> Batch {
    struct Step(Log, &'static str);
    impl Drop for Step {
        fn drop(&mut self) {
            self.0.lock().unwrap().push(self.1);
        }
    }
    let (mut batch, undone) = (record(1), undone.clone());
    batch.on_sequence(move |batch| {
        for step in steps {
            let done = Step(undone.clone(), step);
            batch.on_commit(move || std::mem::forget(done));
        }
    });
    batch
}

#[tokio::test]
async fn a_failed_group_is_undone_in_reverse_before_anybody_is_told() {
    let engine = FaultyEngine::in_memory().waiting_for_disk();
    let (space, undone) = (space(&engine), Log::default());
    let mut context = Context::from_waker(Waker::noop());
    let held = engine.hold();
    let mut first = pin!(space.commit(record(0)));
    assert!(first.as_mut().poll(&mut context).is_pending());
    while engine.begun() == 0 {
        tokio::task::yield_now().await;
    }
    let mut receive = Box::pin(space.commit(with_steps(["claim 5", "claim 6"], &undone)));
    let mut purge = Box::pin(space.commit(with_steps(["swap", "forget"], &undone)));
    assert!(receive.as_mut().poll(&mut context).is_pending() && purge.as_mut().poll(&mut context).is_pending());
    engine.fail_write(2);
    drop(held);
    first.await.unwrap();
    assert!(receive.await.is_err());
    assert_eq!(*undone.lock().unwrap(), ["forget", "swap", "claim 6", "claim 5"]);
    assert!(purge.await.is_err());
    assert_eq!(engine.begun(), 2, "both were in one group");
}

#[tokio::test]
async fn a_batch_that_cannot_decide_is_undone_in_reverse() {
    let (space, undone) = (space(&FaultyEngine::in_memory()), Log::default());
    let mut batch = with_steps(["claim", "swap"], &undone);
    batch.on_sequence(|_| panic!("a mistake"));
    assert!(space.commit(batch).await.is_err());
    assert_eq!(*undone.lock().unwrap(), ["swap", "claim"]);
}

#[tokio::test]
async fn who_is_answered_finds_the_lock_of_the_write_free() {
    let engine = FaultyEngine::in_memory().waiting_for_disk();
    let (space, locks) = (space(&engine), KeyLocks::new());
    for number in 1..=50 {
        let mut batch = record(number);
        batch.hold(locks.lock(1, b"key").await.unwrap());
        space.commit(batch).await.unwrap();
        // Or a client that sends one request after the other would meet itself.
        assert!(locks.lock_for_transaction([(1, &b"key"[..])]).await.is_ok());
    }
}

#[tokio::test]
async fn a_panic_on_sequence_fails_its_own_batch_and_no_other() {
    let engine = FaultyEngine::in_memory().waiting_for_disk();
    let space = space(&engine);
    let mut broken = record(1);
    broken.on_sequence(|_| panic!("a programmer's error"));
    let mut broken_later = record(2);
    broken_later.on_commit(|| panic!("another"));
    let (first, second, third, fourth) = tokio::join!(
        space.commit(record(0)),
        space.commit(broken),
        space.commit(broken_later),
        space.commit(record(3)),
    );
    assert!(first.is_ok() && second.is_err() && third.is_err() && fourth.is_ok());
    assert_eq!(records(&space), [0, 2, 3]);
}

#[tokio::test]
async fn a_panicking_engine_does_not_wedge_the_queue() {
    let engine = FaultyEngine::in_memory();
    let space = space(&engine);
    engine.panic();
    assert!(space.commit(record(0)).await.is_err());
    engine.mend();
    space.commit(record(1)).await.unwrap();
    assert_eq!(records(&space), [1]);
}

#[tokio::test]
async fn a_stalled_write_waits_elsewhere_and_the_thread_serves_on() {
    let engine = FaultyEngine::in_memory();
    let held = engine.hold();
    engine.stall();
    let space = space(&engine);

    let counted = Arc::new(AtomicU64::new(0));
    let mut batch = record(0);
    let sequenced = counted.clone();
    batch.on_sequence(move |_| {
        sequenced.fetch_add(1, Ordering::SeqCst);
    });
    let stalled = tokio::spawn({
        let space = space.clone();
        async move { space.commit(batch).await }
    });
    let others = tokio::spawn({
        let space = space.clone();
        async move { commit_together(&space, 1..33).await }
    });
    // The one thread of this runtime is free: it gets here, and it reads.
    for _ in 0..10 {
        tokio::task::yield_now().await;
        assert!(records(&space).is_empty());
    }
    while engine.begun() == 0 {
        tokio::task::yield_now().await;
    }
    assert!(!stalled.is_finished());
    held.permit(2);
    stalled.await.unwrap().unwrap();
    assert!(others.await.unwrap().iter().all(Result::is_ok));
    assert_eq!(counted.load(Ordering::SeqCst), 1, "what decides on sequence runs once");
    assert_eq!(engine.sizes(), [1, 32]);
}

#[tokio::test]
async fn who_is_dropped_after_queueing_is_written_all_the_same_and_a_cut_waits_for_it() {
    let engine = FaultyEngine::in_memory().waiting_for_disk();
    let held = engine.hold();
    let space = space(&engine);
    for number in 0..3 {
        let space = space.clone();
        let request = async move {
            let _entered = space.enter().await.unwrap();
            space.commit(record(number)).await
        };
        assert!(pin!(request).poll(&mut Context::from_waker(Waker::noop())).is_pending());
    }
    let mut cut = pin!(space.gate().close());
    assert!(cut.as_mut().poll(&mut Context::from_waker(Waker::noop())).is_pending());
    held.permit(3);
    let _closed = cut.await;
    assert_eq!(records(&space), [0, 1, 2]);
}

#[tokio::test]
async fn a_lock_given_to_a_batch_is_held_until_it_is_written_also_when_the_request_is_gone() {
    let engine = FaultyEngine::in_memory().waiting_for_disk();
    let held = engine.hold();
    let (space, locks) = (space(&engine), Locks::new(1));
    let request = async {
        let lock = locks.lock("thing").await;
        let mut batch = record(1);
        batch.hold(lock);
        space.commit(batch).await
    };
    assert!(Box::pin(request).as_mut().poll(&mut Context::from_waker(Waker::noop())).is_pending());
    let mut next = pin!(locks.lock("thing"));
    assert!(next.as_mut().poll(&mut Context::from_waker(Waker::noop())).is_pending());
    held.permit(1);
    let _lock = next.await;
    assert_eq!(records(&space), [1]);
}

#[tokio::test]
async fn a_leader_dropped_while_it_waits_for_company_leaves_the_work_to_a_blocking_thread() {
    let engine = FaultyEngine::in_memory();
    let space = space(&engine);
    let (mut prompt, mut dropped) = (0, 0);
    for number in 0..200 {
        // Every so often the leader looks for company, and is dropped in that moment.
        let commit = Box::pin(space.commit(record(number)));
        let pending = { commit }.as_mut().poll(&mut Context::from_waker(Waker::noop())).is_pending();
        if pending {
            dropped += 1;
        } else {
            prompt += 1;
        }
        // What it left behind is done when a cut may begin.
        drop(space.gate().close().await);
    }
    assert!(dropped > 0 && prompt > 0, "{dropped} {prompt}");
    assert_eq!(records(&space).len(), 200);
    let this_thread = std::thread::current().id();
    assert_eq!(engine.writers().iter().filter(|writer| **writer == this_thread).count(), prompt);
}

#[test]
fn what_a_leader_left_is_written_also_when_the_runtime_ends() {
    let engine = FaultyEngine::in_memory().waiting_for_disk();
    let space = space(&engine);
    let runtime = tokio::runtime::Builder::new_current_thread().build().unwrap();
    runtime.block_on(async {
        for number in 0..50 {
            // Left where it is; the blocking thread may be as quick as to have written it.
            let commit = Box::pin(space.commit(record(number)));
            let _ = { commit }.as_mut().poll(&mut Context::from_waker(Waker::noop()));
        }
    });
    drop(runtime);
    assert_eq!(records(&space).len(), 50);
    assert_eq!(space.gate().writers(), 0);
}

#[tokio::test]
async fn a_batch_that_withdraws_on_sequence_writes_nothing() {
    let engine = FaultyEngine::in_memory();
    let space = space(&engine);
    let mut batch = record(1);
    batch.on_sequence(Batch::withdraw);
    space.commit(batch).await.unwrap();
    assert!(records(&space).is_empty());
    assert!(engine.sizes().is_empty());
}

#[test]
fn without_a_runtime_a_batch_is_written_by_whoever_commits_it() {
    let engine = FaultyEngine::in_memory().waiting_for_disk();
    let space = space(&engine);
    let _ = pin!(space.commit(record(1))).poll(&mut Context::from_waker(Waker::noop()));
    assert_eq!(records(&space), [1]);
}
