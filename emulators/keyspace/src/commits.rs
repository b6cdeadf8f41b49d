//! Group commit: who finds no writer at work leads, and takes along all batches that queued meanwhile, as one write.
//!
//! A lone request leads inline on its own thread: no hand-over, no wake-up. When requests come in company, the leader first lets
//! the tasks that are ready run, so that theirs become part of the same write; whether company is to be expected is learnt from
//! the last turns. With fsync, and when the engine would make the writer wait, the lead moves to a blocking thread and what
//! comes meanwhile is grouped.

use std::panic::{AssertUnwindSafe, catch_unwind};
use std::sync::Arc;

use parking_lot::Mutex;
use tokio::runtime::Handle;

use crate::turn::{Ended, Outcome, Pending, Turn};
use crate::{Batch, Engine, Fault, Gate, Pace, Wake, Wrote};

/// After its own turn a leader does so many more for others before it hands over: its own request waits meanwhile.
const TURNS_FOR_OTHERS: usize = 2;

/// So many turns without company in a row, and a leader is taken for a lone one.
const PATIENCE: u8 = 8;

/// A lone leader looks for company once in so many times.
const LOOK_AGAIN: u8 = 32;

/// The queue of batches in front of an engine.
pub(crate) struct Commits {
    engine: Arc<dyn Engine>,
    /// Occupied while somebody leads: a cut waits for what is queued, also when the request that queued it was dropped.
    gate: Gate,
    /// Rung when a batch left a dead range.
    dead_ranges: Wake,
    queue: Mutex<Queue>,
}

#[derive(Default)]
struct Queue {
    /// Somebody writes, or is about to, and will take along what waits.
    led: bool,
    waiting: Vec<Pending>,
    patience: u8,
    alone: u8,
}

impl Commits {
    pub(crate) fn new(engine: Arc<dyn Engine>, gate: Gate, dead_ranges: Wake) -> Arc<Commits> {
        Arc::new(Commits { engine, gate, dead_ranges, queue: Mutex::default() })
    }

    pub(crate) async fn commit(self: &Arc<Commits>, batch: Batch) -> Outcome {
        let mut lead = match self.lead_or_follow(batch) {
            Ok(lead) => lead,
            Err(followed) => return told(followed.await),
        };
        if self.engine.waits_for_disk() {
            return lead.on_a_blocking_thread().await;
        }
        if lead.expects_company {
            tokio::task::yield_now().await;
        }
        match lead.duty.turn(Pace::Prompt) {
            Step::Wrote(ended) => {
                lead.for_others();
                ended.own.expect("a leader's own batch is part of its first turn")
            }
            Step::Stalled | Step::Over => lead.on_a_blocking_thread().await,
        }
    }

    fn lead_or_follow(self: &Arc<Commits>, batch: Batch) -> Result<Lead, tokio::sync::oneshot::Receiver<Outcome>> {
        let mut queue = self.queue.lock();
        if queue.led {
            let (pending, outcome) = Pending::followed(batch);
            queue.waiting.push(pending);
            return Err(outcome);
        }
        queue.led = true;
        let expects_company = queue.expects_company();
        drop(queue);
        std::mem::forget(self.gate.accompany());
        let duty = Duty { commits: Some(self.clone()), own: Some(Pending::own(batch)), turn: None };
        Ok(Lead { duty, expects_company })
    }

    /// Own batch first, then what waits. None ends the leadership.
    fn next_turn(&self, own: Option<Pending>) -> Option<Turn> {
        let mut queue = self.queue.lock();
        if own.is_none() && queue.waiting.is_empty() {
            queue.led = false;
            drop(queue);
            self.gate.part();
            return None;
        }
        let others = queue.take_waiting();
        drop(queue);
        Some(Turn::new(own, others))
    }

    /// The turn comes back if a prompt write would have to wait; then nothing was written.
    fn write(&self, turn: Turn, pace: Pace) -> Result<Ended, Box<Turn>> {
        let write = || if turn.writes().is_empty() { Ok(Wrote::Done) } else { self.engine.write(turn.writes(), pace) };
        let outcome = match catch_unwind(AssertUnwindSafe(write)) {
            Ok(Ok(Wrote::Done)) => Ok(()),
            Ok(Ok(Wrote::Stalled)) if pace == Pace::Prompt => return Err(Box::new(turn)),
            Ok(Ok(Wrote::Stalled)) => Err(Fault::new("the store made a writer wait for ever")),
            Ok(Err(fault)) => Err(fault),
            Err(_) => Err(Fault::new("the store panicked while writing")),
        };
        let ended = turn.end(outcome);
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
        let count = Turn::share(&self.waiting);
        let rest = self.waiting.split_off(count);
        std::mem::replace(&mut self.waiting, rest)
    }
}

/// Who writes what is queued. The duty cannot get lost: what is left of it when the leader is dropped is done on a blocking thread.
struct Lead {
    duty: Duty,
    expects_company: bool,
}

/// What a leader has still to write. Dropped, it is done at once and patiently, on the thread that drops it.
struct Duty {
    /// None when it is done.
    commits: Option<Arc<Commits>>,
    own: Option<Pending>,
    /// A turn that the engine would have stalled.
    turn: Option<Box<Turn>>,
}

enum Step {
    Wrote(Ended),
    Stalled,
    /// Nothing was left to do, and somebody else may lead.
    Over,
}

impl Lead {
    /// What queued during the own turn. If it goes on and on, somebody else carries on: there is a request to answer.
    fn for_others(mut self) {
        for _ in 0..TURNS_FOR_OTHERS {
            match self.duty.turn(Pace::Prompt) {
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
        let own = duty.own.as_mut().or_else(|| duty.turn.as_mut()?.own_mut());
        let followed = own.expect("a leader's own batch was not yet written").follow();
        drop(self);
        told(followed.await)
    }
}

/// A client may go away while its request leads. The thread that drops the request serves others, and what is left may take long: it
/// ends only when the queue is empty, and may have to wait for the disk. Only where there is no runtime is it done on the spot.
impl Drop for Lead {
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
    fn turn(&mut self, pace: Pace) -> Step {
        let Some(commits) = &self.commits else { return Step::Over };
        let turn = match self.turn.take() {
            Some(stalled) => Some(*stalled),
            None => commits.next_turn(self.own.take()),
        };
        let Some(turn) = turn else {
            self.commits = None;
            return Step::Over;
        };
        match commits.write(turn, pace) {
            Ok(ended) => Step::Wrote(ended),
            Err(turn) => {
                self.turn = Some(turn);
                Step::Stalled
            }
        }
    }

    fn take(&mut self) -> Duty {
        Duty { commits: self.commits.take(), own: self.own.take(), turn: self.turn.take() }
    }
}

impl Drop for Duty {
    fn drop(&mut self) {
        while !matches!(self.turn(Pace::Patient), Step::Over) {}
    }
}

fn told(outcome: Result<Outcome, tokio::sync::oneshot::error::RecvError>) -> Outcome {
    outcome.unwrap_or_else(|_| Err(Fault::new("nobody knows whether the batch was written")))
}
