//! One commit group: batches that are written together.

use std::mem::take;
use std::panic::{AssertUnwindSafe, catch_unwind};

use tokio::sync::oneshot;

use crate::{Batch, Fault, Writes};

pub(crate) type Outcome = Result<(), Fault>;

/// The bytes of one group's batches, at most; a single batch may have more. The log's buffers have a limit, and so has the time for
/// which all others wait.
const BYTES_MAX: usize = 1 << 20;

/// A batch in the queue. It belongs to the queue: it is written even if nobody waits for the outcome any more.
pub(crate) struct Pending {
    batch: Batch,
    /// None for the leader's own: the end of the group returns it.
    told: Option<oneshot::Sender<Outcome>>,
    failed: Option<Fault>,
}

impl Pending {
    pub(crate) fn own(batch: Batch) -> Pending {
        Pending { batch, told: None, failed: None }
    }

    pub(crate) fn followed(batch: Batch) -> (Pending, oneshot::Receiver<Outcome>) {
        let mut pending = Pending::own(batch);
        let outcome = pending.follow();
        (pending, outcome)
    }

    /// Somebody will wait for the outcome elsewhere.
    pub(crate) fn follow(&mut self) -> oneshot::Receiver<Outcome> {
        let (tell, outcome) = oneshot::channel();
        self.told = Some(tell);
        outcome
    }

    /// A panic there is the programmer's error, and this batch's alone: it is not written.
    fn decide(&mut self) {
        loop {
            let on_sequence = self.batch.take_on_sequence();
            if on_sequence.is_empty() {
                return;
            }
            for decide in on_sequence {
                if catch_unwind(AssertUnwindSafe(|| decide(&mut self.batch))).is_err() {
                    self.batch.withdraw();
                    // Before later batches build on what it did.
                    self.batch.undo();
                    self.failed = Some(Fault::new("what a batch decides before its write panicked"));
                    return;
                }
            }
        }
    }

    /// Follows up on a write that succeeded, or has been undone. Then releases the locks and, last, tells the outcome: who hears of it
    /// finds everything done. Returns the outcome if nobody is waiting elsewhere.
    fn end(mut self, outcome: &Outcome) -> Option<Outcome> {
        let mut outcome = self.failed.take().map_or_else(|| outcome.clone(), Err);
        if outcome.is_ok() {
            for follow in self.batch.take_on_commit() {
                if catch_unwind(AssertUnwindSafe(follow)).is_err() {
                    outcome = Err(Fault::new("the batch was written, but what follows from it panicked"));
                }
            }
        }
        self.batch.release();
        match self.told {
            // Who was dropped meanwhile does not want to know.
            Some(tell) => tell.send(outcome).err().and(None),
            None => Some(outcome),
        }
    }
}

pub(crate) struct CommitGroup {
    own: Option<Pending>,
    others: Vec<Pending>,
    writes: Writes,
}

/// What came of a group.
pub(crate) struct Ended {
    /// The outcome of the leader's own batch, if it was part of it and the leader is still there.
    pub(crate) own: Option<Outcome>,
    pub(crate) left_dead_range: bool,
}

impl CommitGroup {
    /// Lets every batch decide what it writes, in order.
    pub(crate) fn new(mut own: Option<Pending>, mut others: Vec<Pending>) -> CommitGroup {
        let mut writes = Writes::new();
        for pending in own.iter_mut().chain(&mut others) {
            pending.decide();
            if writes.is_empty() {
                writes = take(pending.batch.writes_mut());
            } else {
                writes.join(pending.batch.writes_mut());
            }
        }
        CommitGroup { own, others, writes }
    }

    /// How many of those who wait are taken along.
    pub(crate) fn share(waiting: &[Pending]) -> usize {
        let mut bytes = 0;
        let fits = |pending: &&Pending| {
            bytes += pending.batch.weight_bytes();
            bytes <= BYTES_MAX
        };
        waiting.iter().take_while(fits).count().max(1).min(waiting.len())
    }

    pub(crate) fn writes(&self) -> &Writes {
        &self.writes
    }

    pub(crate) fn own_mut(&mut self) -> Option<&mut Pending> {
        self.own.as_mut()
    }

    /// Everything that follows from the write, in order; or, if it failed, everything undone in reverse.
    ///
    /// In reverse, because a batch may have built in `on_sequence` on what an earlier one of the same group did there. A receive claims a message,
    /// a purge then puts the queue's contents aside: undone in order, the claim would look for its message in the fresh contents, and
    /// the purge would bring the old ones back with the message claimed for ever. And all of it before the first outcome is told: a
    /// caller that tries again must not meet what is still to be undone.
    pub(crate) fn end(mut self, outcome: Outcome) -> Ended {
        let wrote = outcome.is_ok();
        if !wrote {
            self.own.iter_mut().chain(&mut self.others).rev().for_each(|pending| pending.batch.undo());
        }
        let (mut own, mut left_dead_range) = (None, false);
        for pending in self.own.into_iter().chain(self.others) {
            left_dead_range |= wrote && pending.batch.leaves_dead_range();
            own = own.or(pending.end(&outcome));
        }
        Ended { own, left_dead_range }
    }
}
