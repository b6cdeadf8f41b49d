//! Group commit: who finds no writer at work writes, and takes along all batches that queued meanwhile, as one write.

use std::panic::{AssertUnwindSafe, catch_unwind};
use std::sync::Arc;

use parking_lot::Mutex;
use tokio::runtime::Handle;
use tokio::sync::oneshot;

use crate::{Batch, Engine, Fault, Gate, Pace, Writes, Wrote};

/// One turn takes along no more than this (unless a single batch is larger): readers of the log and memory have their limits.
const TURN_BYTES_MAX: usize = 1 << 20;

type Outcome = Result<(), Fault>;

/// The queue of batches in front of an engine.
pub(crate) struct Commits {
    engine: Arc<dyn Engine>,
    gate: Gate,
    queue: Mutex<Queue>,
}

#[derive(Default)]
struct Queue {
    /// Somebody writes, or is about to, and will take along what waits.
    led: bool,
    waiting: Vec<Pending>,
}

/// A batch in the queue. It belongs to the queue: it is written even if nobody waits for the outcome any more.
struct Pending {
    batch: Batch,
    outcome: oneshot::Sender<Outcome>,
}

impl Commits {
    pub(crate) fn new(engine: Arc<dyn Engine>, gate: Gate) -> Arc<Commits> {
        Arc::new(Commits { engine, gate, queue: Mutex::default() })
    }

    pub(crate) async fn commit(self: &Arc<Commits>, batch: Batch) -> Outcome {
        let (outcome, told) = oneshot::channel();
        let leads = {
            let mut queue = self.queue.lock();
            queue.waiting.push(Pending { batch, outcome });
            !std::mem::replace(&mut queue.led, true)
        };
        if leads {
            // The gate stays occupied while anything is queued, also when the request that queued it was dropped.
            std::mem::forget(self.gate.accompany());
            Lead { commits: Some(self.clone()) }.start();
        }
        told.await.unwrap_or_else(|_| Err(Fault::new("the batch was lost on its way to the store")))
    }
}

/// The duty to write what is queued. It is done wherever it is dropped, so it cannot get lost.
struct Lead {
    commits: Option<Arc<Commits>>,
}

impl Lead {
    fn start(self) {
        match Handle::try_current() {
            Ok(runtime) if self.commits.as_ref().is_some_and(|commits| commits.engine.waits_for_disk()) => {
                runtime.spawn_blocking(move || drop(self));
            }
            _ => drop(self),
        }
    }
}

impl Drop for Lead {
    fn drop(&mut self) {
        let Some(commits) = self.commits.take() else { return };
        loop {
            let Some(turn) = Turn::next(&commits) else { return };
            turn.write(&commits);
        }
    }
}

struct Turn {
    pending: Vec<Pending>,
    writes: Writes,
}

impl Turn {
    fn next(commits: &Commits) -> Option<Turn> {
        let mut queue = commits.queue.lock();
        if queue.waiting.is_empty() {
            queue.led = false;
            drop(queue);
            commits.gate.part();
            return None;
        }
        Some(Turn { pending: std::mem::take(&mut queue.waiting), writes: Writes::new() })
    }

    fn write(mut self, commits: &Commits) {
        let _ = TURN_BYTES_MAX;
        for pending in &mut self.pending {
            for decide in pending.batch.take_in_turn() {
                let _ = catch_unwind(AssertUnwindSafe(|| decide(&mut pending.batch)));
            }
            self.writes.join(pending.batch.writes());
        }
        let wrote = commits.engine.write(&self.writes, Pace::Patient);
        for mut pending in self.pending {
            let outcome = match &wrote {
                Ok(Wrote::Done) => {
                    for follow in pending.batch.take_on_commit() {
                        let _ = catch_unwind(AssertUnwindSafe(follow));
                    }
                    Ok(())
                }
                Ok(Wrote::Stalled) => Err(Fault::new("the store would not write")),
                Err(fault) => Err(fault.clone()),
            };
            let _ = pending.outcome.send(outcome);
        }
    }
}
