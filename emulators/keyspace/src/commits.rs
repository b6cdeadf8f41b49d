//! Group commit: a request that finds no leader becomes it, and writes all batches that queued meanwhile together with its own.
//!
//! A lone request leads inline on its own thread: no hand-over, no wake-up. When requests come in company, the leader first lets
//! the tasks that are ready run, so that their batches become part of the same write; whether company is to be expected is learnt
//! from the last groups. With fsync, and when the engine would make the writer wait, leadership moves to a blocking thread and
//! what comes meanwhile is grouped.
//!
//! ```text
//!            commit(batch)
//!                 │
//!      led? ──yes─┴─► waiting ──────────────► taken into a leader's group ──► outcome by channel
//!       │no
//!       ▼
//!     Leader ── fsync, or Stalled ──► blocking thread: groups, patiently, until nothing waits ──┐
//!       │ yields once if company is expected                                                 │
//!       ▼                                                                                    │
//!     CommitGroup of its own batch and what waits                                            │
//!       │ on_sequence of each batch, in order; then one write                                │
//!       ├─ written ─► on_commit, locks released, outcome told: batch by batch, in order       │
//!       └─ failed ──► everything undone in reverse; then locks released, outcomes told        │
//!       │                                                                                    │
//!       ▼                                                                                    │
//!     up to GROUPS_FOR_OTHERS groups more, then a task of its own carries on                 │
//!       │                                                                                    │
//!       └──────────── nothing waits ──► not led, the gate is left ◄──────────────────────────┘
//! ```
//!
//! Dropped at any of its awaits (the client went away), a leader leaves what remains to a blocking thread: `Duty` cannot get lost.

use std::panic::{AssertUnwindSafe, catch_unwind};
use std::sync::Arc;

use parking_lot::Mutex;
use tokio::runtime::Handle;

use crate::commit_group::{CommitGroup, Ended, Outcome, Pending};
use crate::{Batch, Engine, Fault, Gate, Pace, Wake, Wrote};

/// Groups that a leader writes for others after its own, before another task carries on: its own request waits for its answer meanwhile.
const GROUPS_FOR_OTHERS: usize = 2;

/// Consecutive solo commits after which a leader stops yielding before it writes.
const PATIENCE: u8 = 8;

/// A leader that expects no company yields all the same in one of so many commits, to notice when company is back.
const LOOK_AGAIN: u8 = 32;

/// The queue of batches in front of an engine.
pub(crate) struct Commits {
    engine: Arc<dyn Engine>,
    /// Occupied while somebody leads: a cut waits for what is queued, also when the request that queued it was dropped.
    gate: Gate,
    /// Rung when a batch left a dead range.
    dead_ranges: Wake,
    /// Held for moments, never across a write or an await, and no other lock is taken under it.
    queue: Mutex<Queue>,
}

#[derive(Default)]
struct Queue {
    /// A leader writes, or is about to, and will write what waits.
    led: bool,
    waiting: Vec<Pending>,
    /// Commits that still yield, counted down from [`PATIENCE`] since others last waited.
    patience: u8,
    /// Commits that did not yield, modulo [`LOOK_AGAIN`].
    alone: u8,
}

impl Commits {
    pub(crate) fn new(engine: Arc<dyn Engine>, gate: Gate, dead_ranges: Wake) -> Arc<Commits> {
        Arc::new(Commits { engine, gate, dead_ranges, queue: Mutex::default() })
    }

    pub(crate) async fn commit(self: &Arc<Commits>, batch: Batch) -> Outcome {
        let mut leader = match self.lead_or_follow(batch) {
            Ok(leader) => leader,
            Err(followed) => return told(followed.await),
        };
        if self.engine.waits_for_disk() {
            return leader.on_a_blocking_thread().await;
        }
        if leader.expects_company {
            tokio::task::yield_now().await;
        }
        match leader.duty.write_group(Pace::Prompt) {
            Step::Wrote(ended) => {
                leader.for_others();
                ended.own.expect("a leader's own batch is part of its first group")
            }
            Step::Stalled | Step::Over => leader.on_a_blocking_thread().await,
        }
    }

    fn lead_or_follow(self: &Arc<Commits>, batch: Batch) -> Result<Leader, tokio::sync::oneshot::Receiver<Outcome>> {
        let mut queue = self.queue.lock();
        if queue.led {
            let (pending, outcome) = Pending::followed(batch);
            queue.waiting.push(pending);
            return Err(outcome);
        }
        queue.led = true;
        let expects_company = queue.expects_company();
        drop(queue);
        // Left by `part`, in `next_group`, perhaps on another thread: a guard would tie the gate to this request's lifetime.
        std::mem::forget(self.gate.accompany());
        let duty = Duty { commits: Some(self.clone()), own: Some(Pending::own(batch)), group: None };
        Ok(Leader { duty, expects_company })
    }

    /// Own batch first, then what waits. None ends the leadership: decided under the same lock as [`lead_or_follow`](Commits::lead_or_follow)
    /// looks at, so a batch either is seen here or finds nobody leading.
    fn next_group(&self, own: Option<Pending>) -> Option<CommitGroup> {
        let mut queue = self.queue.lock();
        if own.is_none() && queue.waiting.is_empty() {
            queue.led = false;
            drop(queue);
            self.gate.part();
            return None;
        }
        let others = queue.take_waiting();
        drop(queue);
        Some(CommitGroup::new(own, others))
    }

    /// The group comes back if a prompt write would have to wait; then nothing was written.
    fn write(&self, group: CommitGroup, pace: Pace) -> Result<Ended, Box<CommitGroup>> {
        let write =
            || if group.writes().is_empty() { Ok(Wrote::Done) } else { self.engine.write(group.writes(), pace) };
        let outcome = match catch_unwind(AssertUnwindSafe(write)) {
            Ok(Ok(Wrote::Done)) => Ok(()),
            Ok(Ok(Wrote::Stalled)) if pace == Pace::Prompt => return Err(Box::new(group)),
            Ok(Ok(Wrote::Stalled)) => Err(Fault::new("the store made a writer wait for ever")),
            Ok(Err(fault)) => Err(fault),
            Err(_) => Err(Fault::new("the store panicked while writing")),
        };
        let ended = group.end(outcome);
        if ended.left_dead_range {
            self.dead_ranges.ring();
        }
        Ok(ended)
    }
}

impl Queue {
    fn expects_company(&mut self) -> bool {
        if self.patience > 0 {
            self.patience -= 1;
            return true;
        }
        self.alone = (self.alone + 1) % LOOK_AGAIN;
        self.alone == 0
    }

    fn take_waiting(&mut self) -> Vec<Pending> {
        if self.waiting.is_empty() {
            return Vec::new();
        }
        self.patience = PATIENCE;
        let count = CommitGroup::share(&self.waiting);
        let rest = self.waiting.split_off(count);
        std::mem::replace(&mut self.waiting, rest)
    }
}

/// Who writes what is queued. The duty cannot get lost: what is left of it when the leader is dropped is done on a blocking thread.
struct Leader {
    duty: Duty,
    expects_company: bool,
}

/// What a leader has still to write. Dropped, it is done at once and patiently, on the thread that drops it.
struct Duty {
    /// None when it is done.
    commits: Option<Arc<Commits>>,
    own: Option<Pending>,
    /// A group that the engine would have stalled.
    group: Option<Box<CommitGroup>>,
}

enum Step {
    Wrote(Ended),
    Stalled,
    /// Nothing was left to do, and somebody else may lead.
    Over,
}

impl Leader {
    /// What queued during the own group. If it goes on and on, somebody else carries on: there is a request to answer.
    fn for_others(mut self) {
        for _ in 0..GROUPS_FOR_OTHERS {
            match self.duty.write_group(Pace::Prompt) {
                Step::Wrote(_) => {}
                Step::Over | Step::Stalled => return,
            }
        }
        if let Ok(runtime) = Handle::try_current() {
            runtime.spawn(async move {
                tokio::task::yield_now().await;
                self.for_others();
            });
        }
    }

    async fn on_a_blocking_thread(mut self) -> Outcome {
        let duty = &mut self.duty;
        let own = duty.own.as_mut().or_else(|| duty.group.as_mut()?.own_mut());
        let followed = own.expect("a leader's own batch was not yet written").follow();
        drop(self);
        told(followed.await)
    }
}

/// A client may go away while its request leads. The thread that drops the request serves others, and what is left may take long: it
/// ends only when the queue is empty, and may have to wait for the disk. Only where there is no runtime is it done on the spot.
impl Drop for Leader {
    fn drop(&mut self) {
        let duty = self.duty.take();
        if duty.commits.is_some()
            && let Ok(runtime) = Handle::try_current()
        {
            // A runtime that is shutting down drops this instead of running it, which does the same.
            runtime.spawn_blocking(move || drop(duty));
        }
    }
}

impl Duty {
    fn write_group(&mut self, pace: Pace) -> Step {
        let Some(commits) = &self.commits else { return Step::Over };
        let group = match self.group.take() {
            Some(stalled) => Some(*stalled),
            None => commits.next_group(self.own.take()),
        };
        let Some(group) = group else {
            self.commits = None;
            return Step::Over;
        };
        match commits.write(group, pace) {
            Ok(ended) => Step::Wrote(ended),
            Err(group) => {
                self.group = Some(group);
                Step::Stalled
            }
        }
    }

    fn take(&mut self) -> Duty {
        Duty { commits: self.commits.take(), own: self.own.take(), group: self.group.take() }
    }
}

impl Drop for Duty {
    fn drop(&mut self) {
        while !matches!(self.write_group(Pace::Patient), Step::Over) {}
    }
}

fn told(outcome: Result<Outcome, tokio::sync::oneshot::error::RecvError>) -> Outcome {
    outcome.unwrap_or_else(|_| Err(Fault::new("nobody knows whether the batch was written")))
}
