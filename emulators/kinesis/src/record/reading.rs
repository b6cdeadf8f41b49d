//! Reading a shard: from a position on, as far as the limits allow.

use std::ops::{ControlFlow, Range};

use clock::{Stored, Timestamp};
use keyspace::{Damaged, Direction, Fault, Reads, Space};

use crate::record::sequence::{Run, SequenceNumber};
use crate::record::{Group, Record, Records};
use crate::shard::ShardIndex;
use crate::stream::{Stream, StreamId};
use crate::tables::RECORDS;
use crate::token::iterator::Position;

/// What one answer holds at most; the first record is let through, whatever its size.
#[derive(Copy, Clone, Debug)]
pub struct Limits {
    pub records: usize,
    pub bytes: usize,
}

/// Records as they were stored, with what tells their numbers.
#[derive(Debug)]
pub struct Page {
    pieces: Vec<Piece>,
    bytes: Vec<u8>,
    /// Where the next page begins.
    pub end: Position,
    /// Whether there was nothing more to be read.
    pub is_exhausted: bool,
}

/// Of one group, what the page took of it.
#[derive(Debug)]
struct Piece {
    first: SequenceNumber,
    arrived: Timestamp,
    count: u16,
    bytes: Range<usize>,
}

/// After so many groups that are too old the first that is not is searched for.
const TOO_OLD_MAX: usize = 16;

/// Reads on from a position. Records that arrived before the horizon are passed over: the janitor may not have come by yet.
pub fn read(
    space: &Space,
    stream: &Stream,
    shard: ShardIndex,
    from: Position,
    horizon: Stored,
    limits: Limits,
) -> Result<Page, Fault> {
    let mut reader = Reader {
        stream,
        shard,
        from,
        horizon,
        limits,
        page: Page { pieces: Vec::new(), bytes: Vec::new(), end: from, is_exhausted: true },
        records: 0,
        size: 0,
        too_old: 0,
        damaged: None,
    };
    reader.scan(space)?;
    if reader.too_old > TOO_OLD_MAX {
        let start = first_since(space, stream.id, shard, reader.page.end.index, horizon)?;
        reader.from = Position { index: start.max(from.index), group: start };
        reader.page.end = reader.from;
        reader.page.is_exhausted = true;
        reader.too_old = 0;
        reader.scan(space)?;
    }
    match reader.damaged {
        Some(damaged) => Err(damaged.into()),
        None => Ok(reader.page),
    }
}

struct Reader<'a> {
    stream: &'a Stream,
    shard: ShardIndex,
    from: Position,
    horizon: Stored,
    limits: Limits,
    page: Page,
    records: usize,
    size: usize,
    too_old: usize,
    damaged: Option<Damaged>,
}

impl Reader<'_> {
    fn scan(&mut self, space: &Space) -> Result<(), Fault> {
        let range =
            RECORDS.under(&(self.stream.id, self.shard.0)).from(&(self.stream.id, self.shard.0, self.from.group));
        space.scan_raw(&range, Direction::Forward, |key, value| match self.take(key, value) {
            Ok(flow) => flow,
            Err(damaged) => {
                self.damaged = Some(damaged);
                ControlFlow::Break(())
            }
        })
    }

    fn take(&mut self, key: &[u8], value: &[u8]) -> Result<ControlFlow<()>, Damaged> {
        let group = Group::read(value)?;
        let start = index_of(key)?;
        let after = start + u64::from(group.count);
        if self.from.index >= after {
            return Ok(ControlFlow::Continue(()));
        }
        if group.arrival.at < self.horizon {
            self.too_old += 1;
            self.page.end = Position::at(after);
            self.page.is_exhausted = self.too_old <= TOO_OLD_MAX;
            return Ok(if self.page.is_exhausted { ControlFlow::Continue(()) } else { ControlFlow::Break(()) });
        }
        if self.is_full(0) {
            self.page.is_exhausted = false;
            return Ok(ControlFlow::Break(()));
        }

        let skipped = self.from.index.saturating_sub(start);
        let mut records = group.records();
        for _ in 0..skipped {
            records.next().transpose()?;
        }
        let from_here = records.rest();
        let (mut count, mut beyond) = (0, from_here);
        while let Some(record) = records.next().transpose()? {
            if self.is_full(record.size()) {
                self.page.is_exhausted = false;
                break;
            }
            self.records += 1;
            self.size += record.size();
            count += 1;
            beyond = records.rest();
        }

        let index = start + skipped + u64::from(count);
        if count > 0 {
            self.add(&group, start + skipped, count, &from_here[..from_here.len() - beyond.len()]);
        }
        self.page.end = if index == after { Position::at(after) } else { Position { index, group: start } };
        Ok(if self.page.is_exhausted { ControlFlow::Continue(()) } else { ControlFlow::Break(()) })
    }

    fn is_full(&self, more: usize) -> bool {
        self.records >= self.limits.records || (self.records > 0 && self.size + more > self.limits.bytes)
    }

    fn add(&mut self, group: &Group<'_>, index: u64, count: u16, records: &[u8]) {
        let start = self.page.bytes.len();
        self.page.bytes.extend_from_slice(records);
        let made_s = self.stream.shards[self.shard.0 as usize].made_s;
        self.page.pieces.push(Piece {
            first: SequenceNumber { shard_made_s: made_s, shard: self.shard.0, index, arrived_s: group.arrival.second },
            arrived: self.stream.epoch.absolute(group.arrival.at),
            count,
            bytes: start..self.page.bytes.len(),
        });
    }
}

impl Page {
    pub fn is_empty(&self) -> bool {
        self.pieces.is_empty()
    }

    /// When the last record arrived.
    pub fn last_arrival(&self) -> Option<Timestamp> {
        self.pieces.last().map(|piece| piece.arrived)
    }

    /// Visits the records in order, with their numbers and when they arrived.
    pub fn visit(&self, mut visit: impl FnMut(&Run, Timestamp, Record<'_>)) {
        for piece in &self.pieces {
            let mut numbers = piece.first.run();
            for record in Records::new(piece.count, &self.bytes[piece.bytes.clone()]) {
                let record = record.expect("the records were read when the page was filled");
                visit(&numbers, piece.arrived, record);
                numbers.step();
            }
        }
    }

    /// How many bytes of keys and data there are, about.
    pub fn bytes(&self) -> usize {
        self.bytes.len()
    }

    pub fn len(&self) -> usize {
        self.pieces.iter().map(|piece| usize::from(piece.count)).sum()
    }
}

/// The counter with which a group begins that arrived at an instant or later, or the end of the shard; nothing before `from` is
/// looked at. Arrivals never go back in a shard, so halving finds it.
pub fn first_since(space: &Space, stream: StreamId, shard: ShardIndex, from: u64, at: Stored) -> Result<u64, Fault> {
    let Some(last) = group_at(space, stream, shard, u64::MAX)? else { return Ok(from) };
    let (mut low, mut high) = (from, last.after.max(from));
    while low < high {
        let middle = low + (high - low) / 2;
        match group_at(space, stream, shard, middle)?.filter(|group| group.after > low) {
            Some(group) if group.arrived >= at => high = group.start.max(low),
            Some(group) => low = group.after.max(middle + 1),
            None => low = middle + 1,
        }
    }
    Ok(low)
}

/// The position of the record with a counter, or of the next if there is none with it.
pub fn position_of(space: &Space, stream: StreamId, shard: ShardIndex, index: u64) -> Result<Position, Fault> {
    let holding = group_at(space, stream, shard, index)?.filter(|group| group.after > index);
    Ok(Position { index, group: holding.map_or(index, |group| group.start) })
}

/// Where a stored group lies.
pub struct Lying {
    pub start: u64,
    pub after: u64,
    pub arrived: Stored,
}

/// The last group that begins at or before a counter.
fn group_at(space: &Space, stream: StreamId, shard: ShardIndex, index: u64) -> Result<Option<Lying>, Fault> {
    one_group(space, &RECORDS.under(&(stream, shard.0)).to(&(stream, shard.0, index)), Direction::Backward)
}

/// The first group that is stored.
pub fn first_group(space: &Space, stream: StreamId, shard: ShardIndex) -> Result<Option<Lying>, Fault> {
    one_group(space, &RECORDS.under(&(stream, shard.0)), Direction::Forward)
}

fn one_group(space: &Space, range: &keyspace::Range<RECORDS>, direction: Direction) -> Result<Option<Lying>, Fault> {
    let mut found = None;
    space.scan_raw(range, direction, |key, value| {
        found = Some(Group::read(value).and_then(|group| {
            let start = index_of(key)?;
            Ok(Lying { start, after: start + u64::from(group.count), arrived: group.arrival.at })
        }));
        ControlFlow::Break(())
    })?;
    Ok(found.transpose()?)
}

/// The last part of a key of RECORDS.
fn index_of(key: &[u8]) -> Result<u64, Damaged> {
    key.last_chunk().map(|index| u64::from_be_bytes(*index)).ok_or_else(|| Damaged::new("a record's key is too short"))
}
