//! A stream: what is kept about it. It outlives being switched off, and its table, by a day.

use std::time::Duration;

use aws_smithy_types::DateTime;
use clock::{Epoch, Stored, Timestamp};
use serde::{Deserialize, Serialize};

use crate::item::key::KeySchema;
use crate::streams::number::{Generation, Number};
use crate::streams::shard::{Lane, Shard};
use crate::table::Billing;

keyspace::tables! { family DynamoDb;
    /// Streams by account, region, table and label.
    STREAMS = 8: (String, String, String, String) -> StreamRecord;
    /// Records by the id of their stream, lane and number. The values are `record`s.
    RECORDS = 9: (u64, u32, Number) -> Vec<u8>;
}

keyspace::versioned! {
    /// What is kept about a stream.
    pub struct StreamRecord { v1: StreamV1 }
}

#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct StreamV1 {
    /// Never reused; the records lie under it.
    pub id: u64,
    pub epoch: Epoch,
    /// What numbers count from.
    pub made: Stored,
    /// The same as the names of the stream and of its shards say it: identity, never moved.
    pub named: Timestamp,
    pub view: StreamView,
    pub keys: KeySchema,
    pub lanes: u32,
    pub end: Option<End>,
}

/// It was switched off, or its table deleted.
#[derive(Copy, Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct End {
    pub at: Stored,
    /// Greater than the numbers of all records.
    pub number: Number,
}

/// What records show beside keys.
#[derive(Copy, Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub enum StreamView {
    KeysOnly,
    New,
    Old,
    NewAndOld,
}

/// As a table remembers it: the last one that it had, also if that is switched off.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct TableStream {
    pub label: String,
    /// If it is on.
    pub view: Option<StreamView>,
}

/// Records are kept for a day. <https://docs.aws.amazon.com/amazondynamodb/latest/developerguide/Streams.html>
pub const RETENTION: Duration = Duration::from_secs(86_400);

impl StreamView {
    /// A name that the model knows.
    pub fn named(name: &str) -> Option<StreamView> {
        [StreamView::KeysOnly, StreamView::New, StreamView::Old, StreamView::NewAndOld]
            .into_iter()
            .find(|view| view.name() == name)
    }

    pub const fn name(self) -> &'static str {
        match self {
            StreamView::KeysOnly => "KEYS_ONLY",
            StreamView::New => "NEW_IMAGE",
            StreamView::Old => "OLD_IMAGE",
            StreamView::NewAndOld => "NEW_AND_OLD_IMAGES",
        }
    }

    pub const fn shows_new(self) -> bool {
        matches!(self, StreamView::New | StreamView::NewAndOld)
    }

    pub const fn shows_old(self) -> bool {
        matches!(self, StreamView::Old | StreamView::NewAndOld)
    }
}

impl StreamRecord {
    /// The lane of an item, by the hash that its key begins with.
    pub fn lane(&self, key: &[u8]) -> Lane {
        let hash = key.first_chunk().map_or(0, |hash| u32::from_be_bytes(*hash));
        ((u64::from(hash) * u64::from(self.lanes)) >> 32) as u32
    }

    /// The first number at an instant.
    pub fn number_at(&self, at: Timestamp) -> Number {
        Number::at(at.since(self.epoch.absolute(self.made)))
    }

    /// When a record with a number was written.
    pub fn time_of(&self, number: Number) -> Timestamp {
        self.epoch.absolute(self.made + number.age())
    }

    /// What is before this is trimmed.
    pub fn horizon(&self, now: Timestamp) -> Number {
        self.number_at(now - RETENTION)
    }

    /// Nothing of it can be read any more.
    pub fn is_gone(&self, now: Timestamp) -> bool {
        self.end.is_some_and(|end| self.epoch.absolute(end.at) + RETENTION <= now)
    }

    pub fn shard_id(&self, shard: Shard) -> String {
        shard.id(self.named)
    }

    /// The shards that are listed, the oldest first, when records go to this generation.
    pub fn shards(&self, current: Generation, now: Timestamp) -> impl Iterator<Item = Shard> + use<> {
        let (oldest, lanes) = (self.horizon(now).generation().min(current), self.lanes);
        let generations = (oldest.0..=current.0).map(Generation);
        generations.flat_map(move |generation| (0..lanes).map(move |lane| Shard { generation, lane }))
    }
}

/// `2026-11-23T05:00:00.123`
pub fn label(at: Timestamp) -> String {
    let seconds = DateTime::from_secs(at.as_millis().div_euclid(1000));
    let text = seconds.fmt(aws_smithy_types::date_time::Format::DateTime).unwrap_or_default();
    format!("{}.{:03}", text.trim_end_matches('Z'), at.as_millis().rem_euclid(1000))
}

/// How many shards a stream has at a time: as many as its table has partitions.
/// Seen: developer guide, "Partitions and data distribution" in its older wording: 3000 read or 1000 write units each.
/// Guess: four on demand, as new tables of that kind are known to begin with.
pub fn lanes(billing: Billing) -> u32 {
    match billing {
        Billing::OnDemand => 4,
        Billing::Provisioned { read, write, .. } => {
            let partitions = read.max(0) as f64 / 3000.0 + write.max(0) as f64 / 1000.0;
            (partitions.ceil() as u32).clamp(1, LANES_MAX)
        }
    }
}

/// What is listed on one page of DescribeStream. Guess: AWS has more; who polls here gains nothing by them.
const LANES_MAX: u32 = 100;

#[cfg(test)]
mod tests {
    use super::*;

    fn stream() -> StreamRecord {
        StreamRecord {
            id: 1,
            epoch: Epoch::new(Timestamp::from_secs(1_000_000)),
            made: Stored::from_millis(0),
            named: Timestamp::from_secs(1_000_000),
            view: StreamView::NewAndOld,
            keys: KeySchema { hash: Vec::new(), range: Vec::new() },
            lanes: 4,
            end: None,
        }
    }

    #[test]
    fn shards_are_listed_for_a_day_after_they_were_closed() {
        let stream = stream();
        let hours = |hours: u64| Timestamp::from_secs(1_000_000) + Duration::from_secs(hours * 3600);
        let oldest = |at: u64| {
            let current = stream.number_at(hours(at)).generation();
            stream.shards(current, hours(at)).next().map(|shard| shard.generation.0)
        };
        assert_eq!([0, 4, 27, 28, 32].map(oldest), [Some(0), Some(0), Some(0), Some(1), Some(2)]);
        assert_eq!(stream.shards(Generation(6), hours(27)).count(), 28);
    }

    #[test]
    fn items_are_spread_over_all_lanes_by_their_hash() {
        let stream = stream();
        let lane = |first: u8| stream.lane(&[first, 0xff, 0xff, 0xff, 9, 9]);
        assert_eq!([0, 0x3f, 0x40, 0x7f, 0x80, 0xff].map(lane), [0, 0, 1, 1, 2, 3]);
    }

    #[test]
    fn a_table_has_as_many_lanes_as_partitions() {
        let provisioned = |read, write| lanes(Billing::Provisioned { read, write, said: true });
        assert_eq!([provisioned(5, 5), provisioned(3000, 500), provisioned(0, 4000)], [1, 2, 4]);
        assert_eq!(lanes(Billing::OnDemand), 4);
    }
}
