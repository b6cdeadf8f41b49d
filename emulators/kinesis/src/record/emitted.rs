//! Hot answers that write themselves: the records of a shard, and the numbers of records that were put.
//! The bytes are those of the plain values, which the tests below hold against them.

use std::sync::Arc;

use models::kinesis::{PutRecordsResultEntry, Record};
use service::wire::{Emit, Field, Value, cbor, json};

use crate::record::append::Placed;
use crate::record::reading::Page;
use crate::stream::description::instant;

/// An output whose member at an index writes itself.
pub fn with_emitted(output: impl Field, index: u16, emit: impl Emit + Send + Sync + 'static) -> Value {
    let mut output = output.into_value();
    if let Value::Structure(members) = &mut output {
        members.retain(|(at, _)| *at != index);
        let place = members.partition_point(|(at, _)| *at < index);
        members.insert(place, (index, Value::Emit(Arc::new(emit))));
    }
    output
}

impl Emit for Page {
    fn value(&self) -> Value {
        let mut records = Vec::with_capacity(self.len());
        self.visit(|number, arrived, record| {
            records.push(Record {
                sequence_number: number.text(),
                approximate_arrival_timestamp: Some(instant(arrived)),
                data: record.data.into(),
                partition_key: record.given_key().map(str::to_owned),
                encryption_type: None,
            });
        });
        records.into_value()
    }

    fn json(&self, out: &mut Vec<u8>) {
        out.reserve(self.bytes() * 4 / 3 + self.len() * 180);
        out.push(b'[');
        let mut is_first = true;
        self.visit(|number, arrived, record| {
            if !std::mem::take(&mut is_first) {
                out.push(b',');
            }
            out.extend_from_slice(b"{\"SequenceNumber\":\"");
            number.write(out);
            out.extend_from_slice(b"\",\"ApproximateArrivalTimestamp\":");
            json::raw::time(&instant(arrived), out);
            out.extend_from_slice(b",\"Data\":");
            json::raw::blob(record.data, out);
            if let Some(key) = record.given_key() {
                out.extend_from_slice(b",\"PartitionKey\":");
                json::raw::string(key, out);
            }
            out.push(b'}');
        });
        out.push(b']');
    }

    fn cbor(&self, out: &mut Vec<u8>) {
        out.reserve(self.bytes() + self.len() * 180);
        cbor::raw::list(self.len(), out);
        self.visit(|number, arrived, record| {
            cbor::raw::map(3 + usize::from(record.given_key().is_some()), out);
            cbor::raw::string("SequenceNumber", out);
            cbor::raw::string(&number.text(), out);
            cbor::raw::string("ApproximateArrivalTimestamp", out);
            cbor::raw::time(&instant(arrived), out);
            cbor::raw::string("Data", out);
            cbor::raw::blob(record.data, out);
            if let Some(key) = record.given_key() {
                cbor::raw::string("PartitionKey", out);
                cbor::raw::string(key, out);
            }
        });
    }
}

impl Emit for Placed {
    fn value(&self) -> Value {
        let mut entries = Vec::with_capacity(self.len());
        self.visit(|shard, number| {
            entries.push(PutRecordsResultEntry {
                sequence_number: Some(number.text()),
                shard_id: Some(shard.to_owned()),
                ..PutRecordsResultEntry::default()
            });
        });
        entries.into_value()
    }

    fn json(&self, out: &mut Vec<u8>) {
        out.reserve(self.len() * 128);
        out.push(b'[');
        let mut is_first = true;
        self.visit(|shard, number| {
            if !std::mem::take(&mut is_first) {
                out.push(b',');
            }
            out.extend_from_slice(b"{\"SequenceNumber\":\"");
            number.write(out);
            out.extend_from_slice(b"\",\"ShardId\":\"");
            out.extend_from_slice(shard.as_bytes());
            out.extend_from_slice(b"\"}");
        });
        out.push(b']');
    }

    fn cbor(&self, out: &mut Vec<u8>) {
        out.reserve(self.len() * 128);
        cbor::raw::list(self.len(), out);
        self.visit(|shard, number| {
            cbor::raw::map(2, out);
            cbor::raw::string("SequenceNumber", out);
            cbor::raw::string(&number.text(), out);
            cbor::raw::string("ShardId", out);
            cbor::raw::string(shard, out);
        });
    }
}

#[cfg(test)]
mod tests {
    use std::time::Duration;

    use aws_smithy_types::Blob;
    use service::testing::{ACCOUNT, REGION};
    use service::wire::Shape;

    use super::*;
    use crate::record::append::{Entry, append};
    use crate::record::reading::{self, Limits};
    use crate::record::sequence::Parsed;
    use crate::shard::ShardIndex;
    use crate::stream::named::Found;
    use crate::testing::{World, kinesis};
    use crate::token::iterator::Position;

    /// What writes itself has the bytes of its plain value.
    fn assert_same(shape: &Shape, emit: &impl Emit) {
        let (mut own, mut built) = (Vec::new(), Vec::new());
        emit.json(&mut own);
        json::encode(shape, &emit.value(), &mut built);
        assert_eq!(String::from_utf8(own).unwrap(), String::from_utf8(built).unwrap());
        let (mut own, mut built) = (Vec::new(), Vec::new());
        emit.cbor(&mut own);
        cbor::encode(shape, &emit.value(), &mut built);
        assert_eq!(own, built);
    }

    fn found(world: &World) -> Found {
        let live = world.kinesis.directory.find(ACCOUNT, REGION, "s").unwrap().unwrap();
        let now = world.now();
        Found { known: live.at(now).unwrap(), live, now }
    }

    async fn put(world: &World, keys: &[&str]) -> Placed {
        let found = found(world);
        let entropy = world.kinesis.space.entropy();
        let entry = |key: &&str| {
            let given = Some((*key).to_owned());
            Entry::new(found.stream(), entropy, given, None, Blob::new(*key), |member| member.to_owned()).unwrap()
        };
        let entries = keys.iter().map(entry).collect();
        append(&world.kinesis, &found, entries).await.unwrap()
    }

    #[tokio::test(start_paused = true)]
    async fn records_that_are_read_write_themselves_as_their_plain_values_are_written() {
        let world = kinesis().with_stream("s", 1).await;
        let mut first = None;
        put(&world, &["a", "ü\u{1}\"", "c"]).await.visit(|_, number| {
            first = first.or(Parsed::parse(&number.text()).map(|number| number.index));
        });
        let first = first.unwrap();
        world.pass(Duration::from_millis(123));
        // Without a key.
        put(&world, &[""]).await;
        let read = |index: u64, records: usize| {
            let known = found(&world).known;
            let limits = Limits { records, bytes: usize::MAX };
            let (from, horizon) = (Position { index, group: 0 }, known.stream.horizon(world.now()));
            reading::read(&world.kinesis.space, &known.stream, ShardIndex(0), from, horizon, limits).unwrap()
        };
        for (skipped, records, count) in [(0, 10, 4), (1, 2, 2), (1, 10, 3), (0, 1, 1), (9, 10, 0)] {
            let page = read(first + skipped, records);
            assert_eq!(page.len(), count);
            assert_same(&models::kinesis::RECORD_LIST, &page);
        }
    }

    #[tokio::test(start_paused = true)]
    async fn records_that_were_put_write_themselves_as_their_plain_values_are_written() {
        let world = kinesis().with_stream("s", 3).await;
        for keys in [&["a"][..], &["a", "b", "e", "f", "b", "e", "a"], &["a"; 24], &["b"; 500]] {
            let placed = put(&world, keys).await;
            assert_eq!(placed.len(), keys.len());
            assert_same(&models::kinesis::PUT_RECORDS_RESULT_ENTRY_LIST, &placed);
        }
    }
}
