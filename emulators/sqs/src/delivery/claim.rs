//! Messages that one request holds, from the moment it picked them until its write is done or given up.
//!
//! Nobody else can take, delete or hide them meanwhile. No lock is held: a claim that is dropped at any point puts everything
//! back to where it was.

use std::sync::Arc;

use clock::Stored;
use keyspace::{Batch, Fault, Space};

use crate::delivery::window::Slot;
use crate::queue::Queue;
use crate::tables::Handed;

pub struct Claim {
    pub queue: Arc<Queue>,
    pub contents: u64,
    pub held: Vec<Held>,
    /// How far its write has come.
    pub stage: Stage,
}

#[derive(Copy, Clone, Debug, PartialEq, Eq)]
pub enum Stage {
    Picked,
    /// Its numbers are in a batch that is about to be written.
    Turned,
    Settled,
}

#[derive(Clone, Debug)]
pub struct Held {
    pub sequence: u64,
    pub was: Was,
    pub change: Change,
}

/// Where a held message stood.
#[derive(Clone, Debug)]
pub enum Was {
    /// It was never received and not delayed; FIFO queues know when it was sent.
    Fresh {
        sent: Option<Stored>,
    },
    Scheduled {
        due: Stored,
        handed: Handed,
    },
    /// The oldest there is: wherever it is, it stays there unless it is removed.
    Unknown,
    /// The same, but there may be older ones.
    Elsewhere,
}

/// What becomes of a held message.
#[derive(Clone, Debug)]
pub enum Change {
    /// It goes back.
    Nothing,
    /// There is no such message, or the schedule has it: it is passed by from now on.
    Passed,
    /// Handed out, or hidden for longer or shorter.
    Handed {
        due: Stored,
        handed: Handed,
    },
    Removed,
}

impl Held {
    pub fn fresh(sequence: u64, sent: Option<Stored>) -> Held {
        Held { sequence, was: Was::Fresh { sent }, change: Change::Nothing }
    }

    pub fn scheduled((due, sequence): Slot, handed: Handed) -> Held {
        Held { sequence, was: Was::Scheduled { due, handed }, change: Change::Nothing }
    }

    pub fn unknown(sequence: u64) -> Held {
        Held { sequence, was: Was::Unknown, change: Change::Nothing }
    }

    pub fn elsewhere(sequence: u64) -> Held {
        Held { sequence, was: Was::Elsewhere, change: Change::Nothing }
    }

    /// How it was handed out before; a message that was only delayed was not.
    pub fn handed(&self) -> Option<&Handed> {
        match &self.was {
            Was::Scheduled { handed, .. } if handed.receives > 0 => Some(handed),
            _ => None,
        }
    }
}

impl Claim {
    pub fn on(queue: &Arc<Queue>, contents: u64, held: Vec<Held>) -> Claim {
        Claim { queue: queue.clone(), contents, held, stage: Stage::Picked }
    }

    /// Takes over what another claim on the same queue holds, so that both are written and settled as one. It comes back if the queue has
    /// other contents since.
    pub fn join(&mut self, mut other: Claim) -> Option<Claim> {
        if self.contents != other.contents {
            return Some(other);
        }
        self.held.append(&mut other.held);
        other.stage = Stage::Settled;
        None
    }

    /// The changes become part of the batch in `on_sequence`; the claim ends with the commit, or goes back if it fails.
    pub fn commit_with(mut self, batch: &mut Batch) {
        batch.on_sequence(move |batch| {
            self.queue.clone().apply(&mut self, batch);
            batch.on_commit(move || self.settle());
        });
    }

    pub fn settle(mut self) {
        self.queue.clone().settle(&mut self);
        self.stage = Stage::Settled;
    }
}

/// What one request does to several messages of a queue, in one write.
#[derive(Default)]
pub struct Claims(Vec<Claim>);

impl Claims {
    pub fn add(&mut self, claim: Claim) {
        let apart = match self.0.last_mut() {
            Some(last) => last.join(claim),
            None => Some(claim),
        };
        self.0.extend(apart);
    }

    /// Nothing is written where nothing was claimed.
    pub async fn commit(self, space: &Space) -> Result<(), Fault> {
        if self.0.is_empty() {
            return Ok(());
        }
        let mut batch = Batch::new();
        self.0.into_iter().for_each(|claim| claim.commit_with(&mut batch));
        space.commit(batch).await
    }
}

impl Drop for Claim {
    fn drop(&mut self) {
        if self.stage != Stage::Settled {
            self.queue.clone().release(self);
        }
    }
}
