//! Walking a range of keys. The iterator is told both bounds: it then never leaves them, nor wades through what is dead beyond.

use std::ops::Bound;

use keyspace::{Direction, KeyRange, Visit};
use rocksdb::{DB, DBRawIteratorWithThreadMode, Error, ReadOptions};

pub(crate) fn walk<'a>(
    range: KeyRange<'_>,
    direction: Direction,
    visit: Visit<'_>,
    mut options: ReadOptions,
    iterator: impl FnOnce(ReadOptions) -> DBRawIteratorWithThreadMode<'a, DB>,
) -> Result<(), Error> {
    if range.is_empty() {
        return Ok(());
    }
    // RocksDB includes the lower bound and excludes the upper one. The next key after k is k with a zero.
    match range.from {
        Bound::Included(from) => options.set_iterate_lower_bound(from),
        Bound::Excluded(from) => options.set_iterate_lower_bound([from, &[0]].concat()),
        Bound::Unbounded => {}
    }
    match range.to {
        Bound::Included(to) => options.set_iterate_upper_bound([to, &[0]].concat()),
        Bound::Excluded(to) => options.set_iterate_upper_bound(to),
        Bound::Unbounded => {}
    }
    let mut iterator = iterator(options);
    match direction {
        Direction::Forward => iterator.seek_to_first(),
        Direction::Backward => iterator.seek_to_last(),
    }
    while let Some((key, value)) = iterator.item() {
        if visit(key, value).is_break() {
            return Ok(());
        }
        match direction {
            Direction::Forward => iterator.next(),
            Direction::Backward => iterator.prev(),
        }
    }
    iterator.status()
}
