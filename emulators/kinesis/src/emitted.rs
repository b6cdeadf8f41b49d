//! Hot answers that write themselves: the records of a shard, and the numbers of records that were put.
//! The bytes are those of the plain values, which the tests below hold against them.

use std::sync::Arc;

use models::kinesis::{PutRecordsResultEntry, Record};
use service::wire::{Emit, Field, Value, cbor, json};

use crate::append::Placed;
use crate::described::instant;
use crate::reading::Page;

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
                partition_key: Some(record.partition_key.to_owned()),
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
            out.extend_from_slice(b",\"PartitionKey\":");
            json::raw::string(record.partition_key, out);
            out.push(b'}');
        });
        out.push(b']');
    }

    fn cbor(&self, out: &mut Vec<u8>) {
        out.reserve(self.bytes() + self.len() * 180);
        cbor::raw::list(self.len(), out);
        self.visit(|number, arrived, record| {
            cbor::raw::map(4, out);
            cbor::raw::string("SequenceNumber", out);
            cbor::raw::string(&number.text(), out);
            cbor::raw::string("ApproximateArrivalTimestamp", out);
            cbor::raw::time(&instant(arrived), out);
            cbor::raw::string("Data", out);
            cbor::raw::blob(record.data, out);
            cbor::raw::string("PartitionKey", out);
            cbor::raw::string(record.partition_key, out);
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
