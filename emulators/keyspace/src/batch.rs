//! What one operation changes, all of it or nothing, and what follows from it.

use std::panic::{AssertUnwindSafe, catch_unwind};

use crate::range::successor;
use crate::range_collector::DEAD_RANGES;
use crate::{Encodes, Family, Prefix, Table, Value, Writes};

type OnSequence = Box<dyn FnOnce(&mut Batch) + Send>;
type OnCommit = Box<dyn FnOnce() + Send>;

/// Collected by an operation, then given to [`Space::commit`](crate::Space::commit).
#[derive(Default)]
pub struct Batch {
    writes: Writes,
    on_sequence: Vec<OnSequence>,
    on_commit: Vec<OnCommit>,
    held: Vec<Box<dyn Send>>,
    leaves_dead_range: bool,
    /// About how many bytes `on_sequence` will still put.
    expected_bytes: usize,
}

impl Batch {
    /// A batch that changes nothing so far.
    pub fn new() -> Batch {
        Batch::default()
    }

    /// Puts a record, in place of the one that is there.
    pub fn put<T, K>(&mut self, _table: T, key: &K, value: &T::Value)
    where
        T: Table,
        K: Encodes<T::Key> + ?Sized,
    {
        self.writes.put(T::FAMILY, |out| T::encode_key(key, out), |out| value.encode(out));
    }

    /// Puts bytes which `T::Value` would decode.
    pub fn put_raw<T, K>(&mut self, _table: T, key: &K, value: &[u8])
    where
        T: Table,
        K: Encodes<T::Key> + ?Sized,
    {
        self.writes.put(T::FAMILY, |out| T::encode_key(key, out), |out| out.extend_from_slice(value));
    }

    /// Puts bytes which `T::Value` would decode, written straight into the batch.
    pub fn put_with<T, K>(&mut self, _table: T, key: &K, value: impl FnOnce(&mut Vec<u8>))
    where
        T: Table,
        K: Encodes<T::Key> + ?Sized,
    {
        self.writes.put(T::FAMILY, |out| T::encode_key(key, out), value);
    }

    /// Deletes a record, if there is one.
    pub fn delete<T, K>(&mut self, _table: T, key: &K)
    where
        T: Table,
        K: Encodes<T::Key> + ?Sized,
    {
        self.writes.delete(T::FAMILY, |out| T::encode_key(key, out));
    }

    /// Gives up all keys from `from` up to (not including) `to`, as they are in the engine. A janitor clears them later, in
    /// chunks, so nothing may be written there any more and nobody may read there: take the name away in the same batch.
    pub fn delete_range_later(&mut self, family: Family, from: &[u8], to: &[u8]) {
        self.put(DEAD_RANGES, &(family as u8, from, to), &());
        self.leaves_dead_range = true;
    }

    /// Gives up all keys of a table that begin with these parts.
    pub fn delete_prefix_later<T, P>(&mut self, _table: T, parts: &P)
    where
        T: Table,
        P: Prefix<T::Key> + ?Sized,
    {
        let mut from = vec![T::NUMBER];
        parts.encode_prefix(&mut from);
        let to = successor(from.clone()).unwrap_or_else(|| vec![0xff; from.len() + 1]);
        self.delete_range_later(T::FAMILY, &from, &to);
    }

    /// Runs exactly once, when this batch's place in the log is fixed: in commit order, right before the write, on whichever
    /// thread writes. Numbers that readers take for an order are given here. It must be quick and may not wait. What earlier
    /// batches of the same commit group put is not to be read yet, so what decides here lives in memory.
    pub fn on_sequence(&mut self, decide: impl FnOnce(&mut Batch) + Send + 'static) {
        self.on_sequence.push(Box::new(decide));
    }

    /// About how many bytes `on_sequence` will put: a commit group takes along only what fits, and makes room for it once.
    pub fn expect_bytes(&mut self, bytes: usize) {
        self.expected_bytes += bytes;
        self.writes.reserve(bytes);
    }

    /// Runs after the write succeeded, in commit order. If the write failed or was never made, it is dropped instead, the last of
    /// all batches of a commit group first: what `on_sequence` did to memory is undone by the drop of what was moved in here.
    pub fn on_commit(&mut self, follow: impl FnOnce() + Send + 'static) {
        self.on_commit.push(Box::new(follow));
    }

    /// Keeps a lock until the write has ended, well or not, and what follows from it was done; also when the request that took the
    /// lock is gone by then.
    pub fn hold(&mut self, lock: impl Send + 'static) {
        self.held.push(Box::new(lock));
    }

    /// Takes back all puts, deletes and dead ranges: for a step of `on_sequence` that finds that there is nothing to do any more.
    pub fn withdraw(&mut self) {
        self.writes.clear();
    }

    /// Whether it would write nothing. What runs in `on_sequence` may still change that.
    pub fn is_empty(&self) -> bool {
        self.writes.is_empty()
    }

    /// Puts and deletes so far.
    pub fn len(&self) -> usize {
        self.writes.len()
    }

    /// Bytes of keys and values so far, with a few for each write.
    pub fn size_bytes(&self) -> usize {
        self.writes.size_bytes()
    }

    /// What it will write in the end, about.
    pub(crate) fn weight_bytes(&self) -> usize {
        self.writes.size_bytes() + self.expected_bytes
    }

    /// A key as the engine sees it.
    pub(crate) fn delete_whole(&mut self, family: Family, key: &[u8]) {
        self.writes.delete(family, |out| out.extend_from_slice(key));
    }

    pub(crate) fn writes_mut(&mut self) -> &mut Writes {
        &mut self.writes
    }

    pub(crate) fn leaves_dead_range(&self) -> bool {
        self.leaves_dead_range
    }

    pub(crate) fn take_on_sequence(&mut self) -> Vec<OnSequence> {
        std::mem::take(&mut self.on_sequence)
    }

    pub(crate) fn take_on_commit(&mut self) -> Vec<OnCommit> {
        std::mem::take(&mut self.on_commit)
    }

    /// Undoes what it did to memory, if the write did not happen; the last step first, as each may stand on those before it. A panic
    /// in one of them keeps no other from being undone.
    pub(crate) fn undo(&mut self) {
        while let Some(follow) = self.on_commit.pop() {
            let _ = catch_unwind(AssertUnwindSafe(|| drop(follow)));
        }
    }

    /// Releases the locks that it was given.
    pub(crate) fn release(&mut self) {
        self.held.clear();
    }
}

impl Drop for Batch {
    fn drop(&mut self) {
        self.undo();
    }
}
