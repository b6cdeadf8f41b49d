//! What lies in the store, and where. Times are relative to the queue's epoch.
//!
//! A queue's *contents* have an id of their own: a purge gives the queue fresh contents and gives up the old ones.

use std::collections::BTreeMap;

use clock::{Epoch, Stored};
use serde::{Deserialize, Serialize};

use crate::queue::attributes::Attributes;

keyspace::tables! { family Sqs;
    /// Queues by account, region and name.
    QUEUES = 1: (String, String, String) -> QueueRecord;
    /// Messages by contents and sequence, as [`crate::message`] writes them.
    MESSAGES = 2: (u64, u64) -> Vec<u8>;
    /// Messages that were handed out or delayed, by when they may be handed out: contents, time, sequence. A message
    /// without an entry was never received and may be, from the moment it was sent.
    SCHEDULE = 3: (u64, Stored, u64) -> Handed;
    /// How far the numbers of some contents have come.
    POSITIONS = 4: (u64) -> Position;
    /// Where a message stands in the schedule when it is no longer where its receipt says: its visibility was changed.
    MOVED = 5: (u64, u64) -> StoredTime;
    /// What a FIFO queue was sent lately: contents, five-minute slot, digest of the deduplication id (and group).
    DEDUPLICATION = 6: (u64, i64, Digest) -> Sent;
    /// When a queue of this account, region and name was deleted, where that matters.
    DELETED = 7: (String, String, String) -> StoredTime;
    /// Message move tasks by source queue and number: the last ten of each queue.
    MOVES = 8: (u64, u64) -> MoveTask;
    /// Those of them that are at work.
    MOVING = 9: (u64, u64) -> ();
    /// Dead letters that a standard queue holds, by contents and the time of their sending, which they kept: they are not as old as those
    /// that came before and after them. A letter that was received and deleted stays here until it would be too old.
    LETTERS = 10: (u64, Stored, u64) -> ();
}

pub type Digest = [u8; 16];

#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct QueueV1 {
    /// Never used again, so that receipts of a namesake are told apart.
    pub id: u64,
    pub contents: u64,
    pub epoch: Epoch,
    pub created: Stored,
    pub modified: Stored,
    pub purged: Option<Stored>,
    pub attributes: Attributes,
    pub tags: BTreeMap<String, String>,
}

/// The last time a message was handed out, and until when that holds is in the key.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct HandedV1 {
    /// 0: delayed and never handed out.
    pub receives: u32,
    /// Tells the last receipt from those before it.
    pub nonce: u64,
    pub first_received: Stored,
    pub last_received: Stored,
    pub sent: Stored,
    /// Its visibility was changed, so it is no longer where its receipt says: `MOVED` has it.
    pub is_moved: bool,
    /// Of FIFO queues.
    pub group: Option<String>,
}

/// Written with whatever takes a message or hands one out, never by a send: what was sent since is found behind `next`.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
pub struct PositionV1 {
    /// The sequence that the next message gets.
    pub next: u64,
    /// How many of those before are gone.
    pub removed: u64,
    /// The highest number given to a message of a FIFO queue.
    pub number: u64,
    /// Messages before it were handed out once, were scheduled when sent, or are gone …
    pub head: u64,
    /// … except for these.
    pub open: Vec<u64>,
}

#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct SentV1 {
    pub id: [u8; 16],
    pub number: u64,
    pub sent: Stored,
}

#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct MoveTaskV1 {
    pub id: [u8; 16],
    /// None: each message goes back to where it came from.
    pub destination_arn: Option<String>,
    /// Messages a second; None: as fast as it goes.
    pub rate: Option<u32>,
    pub moved: u64,
    /// How many were there when it began.
    pub to_move: u64,
    pub status: MoveStatus,
    /// By the source queue's epoch.
    pub started: Stored,
}

#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub enum MoveStatus {
    Running,
    Completed,
    Cancelled,
    Failed(String),
}

#[derive(Copy, Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct TimeV1 {
    pub at: Stored,
}

keyspace::versioned! {
    /// A queue, but not what it holds.
    pub struct QueueRecord { v1: QueueV1 }
    pub struct Handed { v1: HandedV1 }
    pub struct Position { v1: PositionV1 }
    pub struct Sent { v1: SentV1 }
    pub struct StoredTime { v1: TimeV1 }
    pub struct MoveTask { v1: MoveTaskV1 }
}
