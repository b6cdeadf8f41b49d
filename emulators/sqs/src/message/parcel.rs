//! A message on its way into a queue: it gets its sequence when its write's place in the log is fixed, so senders never wait for each
//! other and share one write.

use std::sync::{Arc, OnceLock};

use clock::Stored;
use keyspace::{Batch, Fault};

use crate::message::Sealed;
use crate::queue::Queue;
use crate::tables::Digest;

/// About what a message takes in a batch besides itself: its key, and what deduplication and a delay put.
const BYTES_BESIDES: usize = 64;

pub struct Parcel {
    pub id: [u8; 16],
    pub sent: Stored,
    pub sealed: Sealed,
    /// Of standard queues; the delay of a FIFO queue is its own.
    pub delayed_until: Option<Stored>,
    pub line: Option<InGroup>,
    /// It was sent before it came here.
    pub is_letter: bool,
}

/// What a FIFO queue wants to know.
pub struct InGroup {
    pub group: Arc<str>,
    /// None: it is taken even if the same was sent before.
    pub deduplication: Option<Digest>,
}

/// What was made of a parcel.
#[derive(Copy, Clone, Debug)]
pub struct Accepted {
    /// Of the message that was sent first, if this one is a duplicate.
    pub id: [u8; 16],
    pub number: u64,
}

/// Where the sender finds it after the commit. None: the queue is gone.
pub type Reply = Arc<OnceLock<Result<Option<Vec<Accepted>>, Fault>>>;

/// Parcels that have their sequences and are being written.
pub struct Sending {
    pub queue: Arc<Queue>,
    pub contents: u64,
    pub written: Vec<Written>,
    /// The write says up to where sequences are used.
    pub tells_position: bool,
    pub is_done: bool,
}

pub struct Written {
    pub sequence: u64,
    pub sent: Stored,
    pub delayed_until: Option<Stored>,
    pub line: Option<InGroup>,
    pub is_letter: bool,
}

/// All parcels in one write, or none: where the queue cannot decide on one of them, nothing of the batch is written. That happens where messages
/// are deduplicated, so to batches that do nothing else.
pub fn send(queue: &Arc<Queue>, parcels: Vec<Parcel>, reply: Option<Reply>, batch: &mut Batch) {
    let queue = queue.clone();
    batch.expect_bytes(parcels.iter().map(|parcel| parcel.sealed.len() + BYTES_BESIDES).sum());
    batch.on_sequence(move |batch| {
        let mut sending =
            Sending { queue: queue.clone(), contents: 0, written: Vec::new(), tells_position: false, is_done: false };
        let accepted = queue.accept(parcels, &mut sending, batch);
        let is_undecided = accepted.is_err();
        if let Some(reply) = reply {
            let _ = reply.set(accepted);
        }
        if is_undecided {
            batch.withdraw();
            return;
        }
        batch.on_commit(move || queue.is_written(&mut sending));
    });
}

impl Drop for Sending {
    fn drop(&mut self) {
        if !self.is_done {
            self.queue.clone().was_not_written(self);
        }
    }
}
