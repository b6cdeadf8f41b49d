//! What an engine is: families of ordered bytes, read at an instant, written atomically.

use std::ops::{Bound, ControlFlow};

use crate::{Fault, Writes};

/// Keys live in one of these. They share one log, one memory budget and one checkpoint.
#[derive(Copy, Clone, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
#[repr(u8)]
pub enum Family {
    /// The environment's own: ids, dead ranges, and tables from number 64 on for whoever assembles the services.
    Meta = 0,
    /// Amazon SQS.
    Sqs = 1,
    /// Amazon DynamoDB, its streams too.
    DynamoDb = 2,
    /// Amazon Kinesis Data Streams.
    Kinesis = 3,
}

impl Family {
    /// All of them, in the order of their numbers.
    pub const ALL: [Family; 4] = [Family::Meta, Family::Sqs, Family::DynamoDb, Family::Kinesis];

    /// The name on disk.
    pub const fn name(self) -> &'static str {
        match self {
            Family::Meta => "meta",
            Family::Sqs => "sqs",
            Family::DynamoDb => "dynamodb",
            Family::Kinesis => "kinesis",
        }
    }

    pub(crate) fn from_number(number: u8) -> Option<Family> {
        Family::ALL.into_iter().find(|family| *family as u8 == number)
    }
}

/// Which way a scan goes.
#[derive(Copy, Clone, Debug, PartialEq, Eq)]
pub enum Direction {
    /// From the smallest key of the range to the largest.
    Forward,
    /// From the largest key of the range to the smallest.
    Backward,
}

/// Whole keys, as the engine orders them.
#[derive(Copy, Clone, Debug)]
pub struct KeyRange<'a> {
    /// Where it begins, as the smaller key, whatever the direction of a scan.
    pub from: Bound<&'a [u8]>,
    /// Where it ends, as the larger key.
    pub to: Bound<&'a [u8]>,
}

impl KeyRange<'_> {
    /// All keys of a family.
    pub const ALL: KeyRange<'static> = KeyRange { from: Bound::Unbounded, to: Bound::Unbounded };

    /// Whether a key lies in it.
    pub fn holds(&self, key: &[u8]) -> bool {
        let after = match self.from {
            Bound::Included(from) => key >= from,
            Bound::Excluded(from) => key > from,
            Bound::Unbounded => true,
        };
        let before = match self.to {
            Bound::Included(to) => key <= to,
            Bound::Excluded(to) => key < to,
            Bound::Unbounded => true,
        };
        after && before
    }

    /// Whether no key can be in it. Engines answer such a range with nothing.
    pub fn is_empty(&self) -> bool {
        match (self.from, self.to) {
            (Bound::Unbounded, _) | (_, Bound::Unbounded) => false,
            (Bound::Included(from), Bound::Included(to)) => from > to,
            (Bound::Included(from), Bound::Excluded(to)) | (Bound::Excluded(from), Bound::Included(to)) => from >= to,
            (Bound::Excluded(from), Bound::Excluded(to)) => from >= to,
        }
    }
}

/// Is shown keys and values in order, and says when it has seen enough.
pub type Visit<'a> = &'a mut (dyn FnMut(&[u8], &[u8]) -> ControlFlow<()> + 'a);

/// The state of the store, at each call or (a snapshot) at one instant.
pub trait Read {
    /// Hands the value to `found` in place; false if there is none.
    ///
    /// # Errors
    ///
    /// The store cannot be read.
    fn get(&self, family: Family, key: &[u8], found: &mut dyn FnMut(&[u8])) -> Result<bool, Fault>;

    /// Visits keys and values in order until told to stop. What a scan sees is of one instant.
    ///
    /// # Errors
    ///
    /// The store cannot be read.
    fn walk(&self, family: Family, range: KeyRange<'_>, direction: Direction, visit: Visit<'_>) -> Result<(), Fault>;
}

/// How a write is to be made.
#[derive(Copy, Clone, Debug, PartialEq, Eq)]
pub enum Pace {
    /// On a thread that serves others: rather [`Wrote::Stalled`] than wait.
    Prompt,
    /// On a thread of its own: waits as long as it takes.
    Patient,
}

/// What came of a write that did not fail.
#[derive(Copy, Clone, Debug, PartialEq, Eq)]
pub enum Wrote {
    /// All of it was written.
    Done,
    /// Nothing was written: the engine would have made the writer wait.
    Stalled,
}

/// A store of ordered bytes. Its calls are synchronous: reads may read the disk and are made on the async workers all the same, since they are
/// bounded (a page, a record) and mostly cached; what is marked *Blocks* takes longer and belongs on a blocking thread.
pub trait Engine: Read + Send + Sync + 'static {
    /// The state of this instant. It keeps what it shows from being compacted away: not to be held for long.
    fn snapshot(&self) -> Box<dyn Read + Send + '_>;

    /// Writes all or nothing, durable as the engine was told to be when it returns.
    ///
    /// # Errors
    ///
    /// The store cannot be written, or is full. Nothing was written then.
    fn write(&self, writes: &Writes, pace: Pace) -> Result<Wrote, Fault>;

    /// Whether every write waits for the disk and so belongs on a blocking thread.
    fn waits_for_disk(&self) -> bool {
        false
    }

    /// Moves what is in memory to disk, so that a checkpoint right after it is quick. Blocks.
    ///
    /// # Errors
    ///
    /// The store cannot be written, or is full.
    fn flush(&self) -> Result<(), Fault>;

    /// Removes `from..to` for good, however large: nobody reads there any more, and snapshots may lose it too. Blocks. It may leave a
    /// mark in memory that costs every reader of the family until [`settle`](Engine::settle).
    ///
    /// # Errors
    ///
    /// The store cannot be written, or is full. A part may be gone.
    fn clear(&self, family: Family, from: &[u8], to: &[u8]) -> Result<(), Fault>;

    /// Removes every key of these families: in one write, so that a crash leaves all of them or none. Nobody writes meanwhile. Blocks.
    ///
    /// # Errors
    ///
    /// The store could not be read or written. If nothing was removed, everything is as before.
    fn wipe(&self, families: &[Family]) -> Result<(), Fault>;

    /// Moves the marks that [`clear`](Engine::clear) left in a family out of the readers' way: once for many of them. Blocks.
    ///
    /// # Errors
    ///
    /// The store cannot be written, or is full.
    fn settle(&self, _family: Family) -> Result<(), Fault> {
        Ok(())
    }
}
