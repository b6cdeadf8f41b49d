//! GetRecords

use std::ops::{Bound, ControlFlow};
use std::sync::Arc;

use keyspace::{Damaged, Direction, Encodes, Reads, Space};
use models::dynamodb_streams::GetRecordsInput;
use service::Caller;
use wire::{Field, Value};

use crate::streams::iterator::ShardIterator;
use crate::streams::number::Number;
use crate::streams::page::Page;
use crate::streams::stream::RECORDS;
use crate::streams::{Reply, Streams, limit, refusals};

/// Seen: API reference, GetRecords: 1000 records or 1 MB, whichever comes first.
const RECORDS_MAX: i32 = 1000;
const BYTES_MAX: usize = 1024 * 1024;

pub async fn run(streams: &Streams, _: &Caller, input: GetRecordsInput) -> Reply<Value> {
    let limit = limit(input.limit, RECORDS_MAX)?;
    let iterator = ShardIterator::parse(&input.shard_iterator).ok_or_else(refusals::iterator_invalid)?;

    streams.space.enter_read().await?;
    let live = streams.find(&iterator.stream_arn)?;
    let now = streams.space.clock().now();
    if iterator.has_expired(now) {
        return Err(refusals::iterator_expired().into());
    }
    // Before the records are read: what is settled now is found.
    let progress = live.progress(&streams.space, now)?;
    let record = live.record();
    let shard = iterator.shard;
    let (horizon, end) = (record.horizon(now), shard.generation.last());
    let read = Stretch { stream: record.id, lane: shard.lane, from: iterator.position, to: end };
    if read.from < horizon && read.first(&streams.space)?.is_some_and(|first| first < horizon) {
        return Err(refusals::trimmed().into());
    }
    let read = Stretch { from: read.from.max(horizon), ..read };
    let mut page = Page::new(record, live.name.region.clone());
    let is_exhausted = read.fill(&streams.space, &mut page, limit)?;

    let is_closed = shard.generation < progress.current || progress.has_ended;
    let next = (!(is_exhausted && is_closed && progress.is_settled)).then(|| {
        let position = page.last().map_or(read.from, Number::next);
        ShardIterator { stream_arn: iterator.stream_arn, shard, position, made: now }.text()
    });
    Ok(answer(page, next))
}

/// Numbers of a lane, both ends included.
#[derive(Copy, Clone)]
struct Stretch {
    stream: u64,
    lane: u32,
    from: Number,
    to: Number,
}

impl Stretch {
    fn range(self) -> keyspace::Range<RECORDS> {
        let bytes = |number: Number| {
            let mut bytes = Vec::new();
            number.encode(&mut bytes);
            bytes
        };
        let (from, to) = (bytes(self.from), bytes(self.to));
        RECORDS.under(&(self.stream, self.lane)).between_raw(Bound::Included(&from), Bound::Included(&to))
    }

    fn first(self, space: &Space) -> Result<Option<Number>, keyspace::Fault> {
        if self.from > self.to {
            return Ok(None);
        }
        Ok(space.first(&self.range(), Direction::Forward)?.map(|((_, _, number), _)| number))
    }

    /// Whether there was nothing more to be read.
    fn fill(self, space: &Space, page: &mut Page, limit: usize) -> Result<bool, keyspace::Fault> {
        if self.from > self.to {
            return Ok(true);
        }
        let (mut is_exhausted, mut damaged) = (true, None);
        space.scan_raw(&self.range(), Direction::Forward, |key, record| {
            let is_full = page.len() == limit || (page.len() > 0 && page.bytes() + record.len() > BYTES_MAX);
            if is_full {
                is_exhausted = false;
                return ControlFlow::Break(());
            }
            match number_of(key).and_then(|number| page.push(number, record)) {
                Ok(()) => ControlFlow::Continue(()),
                Err(error) => {
                    damaged = Some(error);
                    ControlFlow::Break(())
                }
            }
        })?;
        damaged.map_or(Ok(is_exhausted), |damaged| Err(damaged.into()))
    }
}

/// The last part of a key of RECORDS.
fn number_of(key: &[u8]) -> Result<Number, Damaged> {
    let bytes = key.last_chunk().ok_or_else(|| Damaged::new("a stream record's key is too short"))?;
    Ok(Number(u64::from_be_bytes(*bytes)))
}

/// Its records write themselves.
fn answer(page: Page, next: Option<String>) -> Value {
    let mut members = vec![(0, Value::Emit(Arc::new(page)))];
    members.extend(next.map(|next| (1, next.into_value())));
    Value::Structure(members)
}

#[cfg(test)]
#[path = "get_records/tests.rs"]
mod tests;
