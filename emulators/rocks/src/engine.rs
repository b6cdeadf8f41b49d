//! RocksDB as an [`Engine`].

use std::ops::ControlFlow;
use std::path::{Path, PathBuf};

use keyspace::{Direction, Engine, Family, Fault, KeyRange, Pace, Read, Visit, Write, Writes, Wrote};
use rocksdb::{
    ColumnFamily, DB, Error, ErrorKind, FlushOptions, ReadOptions, SnapshotWithThreadMode, WriteBatch, WriteOptions,
};

use crate::options::for_reading;
use crate::refusing::Refusing;
use crate::seen::{self, When};
use crate::shared::Files;
use crate::walk::walk;
use crate::{Durability, Settings};

/// So few keys are deleted one by one: a mark over a range costs every reader until it has left memory.
const FEW: usize = 2_000;

/// An open store. Dropping it flushes what is in memory, so that the next open is quick.
pub struct Rocks {
    pub(crate) db: DB,
    pub(crate) dir: PathBuf,
    pub(crate) durability: Durability,
    pub(crate) prompt: WriteOptions,
    patient: WriteOptions,
    read: ReadOptions,
    pub(crate) refusing: Refusing,
    /// Dropped after the database has closed its files, as the rest is.
    closing: Closing,
    _files: Files,
}

impl Rocks {
    pub(crate) fn new(db: DB, dir: &Path, settings: &Settings, files: Files) -> Rocks {
        Rocks {
            db,
            dir: dir.to_owned(),
            durability: settings.durability,
            prompt: settings.for_writing(true),
            patient: settings.for_writing(false),
            read: for_reading(),
            refusing: Refusing::default(),
            closing: Closing { dir: dir.to_owned(), in_order: false },
            _files: files,
        }
    }

    /// The folder it lies in.
    pub fn dir(&self) -> &Path {
        &self.dir
    }

    /// A number that RocksDB keeps about itself, summed over all families: `rocksdb.cur-size-all-mem-tables`.
    pub fn property(&self, name: &str) -> u64 {
        let of = |family| self.db.property_int_value_cf(self.family(family), name).ok().flatten().unwrap_or(0);
        Family::ALL.into_iter().map(of).sum()
    }

    pub(crate) fn family(&self, family: Family) -> &ColumnFamily {
        self.db.cf_handle(family.name()).expect("every family was opened")
    }

    pub(crate) fn fault(&self, what: &str, error: Error) -> Fault {
        Fault::because(format!("the store in {} {what}", self.dir.display()), error)
    }
}

impl Read for Rocks {
    fn get(&self, family: Family, key: &[u8], found: &mut dyn FnMut(&[u8])) -> Result<bool, Fault> {
        let value = self.db.get_pinned_cf_opt(self.family(family), key, &self.read);
        match value.map_err(|error| self.fault("could not be read", error))? {
            Some(value) => {
                found(&value);
                Ok(true)
            }
            None => Ok(false),
        }
    }

    fn walk(&self, family: Family, range: KeyRange<'_>, direction: Direction, visit: Visit<'_>) -> Result<(), Fault> {
        walk(range, direction, visit, for_reading(), |options| {
            self.db.raw_iterator_cf_opt(self.family(family), options)
        })
        .map_err(|error| self.fault("could not be read", error))
    }
}

impl Engine for Rocks {
    fn snapshot(&self) -> Box<dyn Read + Send + '_> {
        Box::new(Snapshot { rocks: self, snapshot: self.db.snapshot() })
    }

    fn write(&self, writes: &Writes, pace: Pace) -> Result<Wrote, Fault> {
        let families = Family::ALL.map(|family| self.family(family));
        let mut batch = WriteBatch::with_capacity_bytes(writes.size_bytes() + 16);
        for write in writes.iter() {
            match write {
                Write::Put { family, key, value } => batch.put_cf(families[family as usize], key, value),
                Write::Delete { family, key } => batch.delete_cf(families[family as usize], key),
            }
        }
        let options = match pace {
            Pace::Prompt => &self.prompt,
            Pace::Patient => &self.patient,
        };
        match self.db.write_opt(batch, options) {
            Ok(()) => {
                self.refusing.written();
                Ok(Wrote::Done)
            }
            Err(error) if pace == Pace::Prompt && error.kind() == ErrorKind::Incomplete => Ok(Wrote::Stalled),
            Err(error) => {
                self.refusing.refused(&error);
                Err(self.fault("could not be written", error))
            }
        }
    }

    fn waits_for_disk(&self) -> bool {
        self.durability == Durability::Power
    }

    fn flush(&self) -> Result<(), Fault> {
        let families = Family::ALL.map(|family| self.family(family));
        let mut options = FlushOptions::default();
        options.set_wait(true);
        self.db.flush_cfs_opt(&families, &options).map_err(|error| self.fault("could not be flushed", error))
    }

    fn clear(&self, family: Family, from: &[u8], to: &[u8]) -> Result<(), Fault> {
        let handle = self.family(family);
        let cleared = match last_before(to) {
            // Whole files go at once. RocksDB takes the end as part of the range; ours is not.
            Some(last) if &last[..] > from => self.db.delete_file_in_range_cf(handle, from, &last),
            _ => Ok(()),
        };
        cleared
            .and_then(|()| self.db.delete_range_cf_opt(handle, from, to, &self.patient))
            .map_err(|error| self.fault("could not be cleared", error))
    }

    fn wipe(&self, families: &[Family]) -> Result<(), Fault> {
        let mut batch = WriteBatch::default();
        let mut ranges = Vec::new();
        for family in families {
            let mut keys: Vec<Box<[u8]>> = Vec::new();
            self.walk(*family, KeyRange::ALL, Direction::Forward, &mut |key, _| {
                keys.push(key.into());
                if keys.len() > FEW { ControlFlow::Break(()) } else { ControlFlow::Continue(()) }
            })?;
            if keys.len() <= FEW {
                keys.iter().for_each(|key| batch.delete_cf(self.family(*family), key));
                continue;
            }
            let mut end = Vec::new();
            self.walk(*family, KeyRange::ALL, Direction::Backward, &mut |key, _| {
                end.extend_from_slice(key);
                ControlFlow::Break(())
            })?;
            // The next key after the last one.
            end.push(0);
            batch.delete_range_cf(self.family(*family), &keys[0][..], &end);
            ranges.push((*family, end));
        }
        let written = self.db.write_opt(batch, &self.patient);
        written.map_err(|error| self.fault("could not be emptied", error))?;
        // Only now that nothing is there any more: whole files go, and the mark leaves memory, where it would cost every reader.
        for (family, end) in ranges {
            let files = self.db.delete_file_in_range_cf(self.family(family), &[] as &[u8], &end);
            files.map_err(|error| self.fault("could not be cleared", error))?;
            self.settle(family)?;
        }
        Ok(())
    }

    /// In memory a range tombstone costs every reader; in a file, those of its range.
    fn settle(&self, family: Family) -> Result<(), Fault> {
        self.db.flush_cf(self.family(family)).map_err(|error| self.fault("could not be flushed", error))
    }
}

impl Drop for Rocks {
    fn drop(&mut self) {
        if self.durability == Durability::None {
            return;
        }
        match self.flush() {
            Ok(()) => self.closing.in_order = true,
            // Nothing is lost, it is in the log.
            Err(fault) => tracing::warn!(?fault, "the store was closed without a flush"),
        }
    }
}

struct Closing {
    dir: PathBuf,
    in_order: bool,
}

impl Drop for Closing {
    fn drop(&mut self) {
        if self.in_order {
            seen::remember(&self.dir, When::Closed);
        }
    }
}

struct Snapshot<'a> {
    rocks: &'a Rocks,
    snapshot: SnapshotWithThreadMode<'a, DB>,
}

impl Read for Snapshot<'_> {
    fn get(&self, family: Family, key: &[u8], found: &mut dyn FnMut(&[u8])) -> Result<bool, Fault> {
        let value = self.snapshot.get_pinned_cf(self.rocks.family(family), key);
        match value.map_err(|error| self.rocks.fault("could not be read", error))? {
            Some(value) => {
                found(&value);
                Ok(true)
            }
            None => Ok(false),
        }
    }

    fn walk(&self, family: Family, range: KeyRange<'_>, direction: Direction, visit: Visit<'_>) -> Result<(), Fault> {
        let mut options = for_reading();
        options.set_snapshot(&self.snapshot);
        let family = self.rocks.family(family);
        walk(range, direction, visit, options, |options| self.rocks.db.raw_iterator_cf_opt(family, options))
            .map_err(|error| self.rocks.fault("could not be read", error))
    }
}

/// A key before `to` that has next to nothing between.
fn last_before(to: &[u8]) -> Option<Vec<u8>> {
    let mut last = to.to_vec();
    while last.last() == Some(&0) {
        last.pop();
    }
    *last.last_mut()? -= 1;
    last.extend([0xff; 32]);
    Some(last)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_last_key_is_before_the_end() {
        assert_eq!(last_before(&[1, 2]).unwrap()[..3], [1, 1, 255]);
        assert_eq!(last_before(&[1, 0, 0]).unwrap()[..2], [0, 255]);
        assert_eq!(last_before(&[0]), None);
        for to in [&[1, 2][..], &[1, 0], &[7], &[255, 255]] {
            assert!(&last_before(to).unwrap()[..] < to);
        }
    }
}
