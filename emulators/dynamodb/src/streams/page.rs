//! What one GetRecords answers: records in a row, which write themselves as they are stored.
//! The bytes are those of the plain values, which the tests below hold against them.

use aws_smithy_types::DateTime;
use clock::Timestamp;
use keyspace::Damaged;
use models::dynamodb_streams::{Identity, Record as RecordShown, StreamRecord as StreamRecordShown};
use wire::{Emit, Field, Value, json};

use crate::item::convert;
use crate::item::stored::View;
use crate::streams::number::Number;
use crate::streams::record::{Actor, Record};
use crate::streams::stream::StreamRecord;

const VERSION: &str = "1.1";
const SOURCE: &str = "aws:dynamodb";
/// Who deletes what has expired. Seen: developer guide, "DynamoDB Streams and Time to Live".
const SERVICE: (&str, &str) = ("dynamodb.amazonaws.com", "Service");

/// Records of one shard, as they were stored.
#[derive(Debug)]
pub struct Page {
    stream: StreamRecord,
    region: String,
    bytes: Vec<u8>,
    /// Of each record, and where it ends in `bytes`.
    records: Vec<(Number, usize)>,
}

impl Page {
    pub fn new(stream: StreamRecord, region: String) -> Page {
        Page { stream, region, bytes: Vec::new(), records: Vec::new() }
    }

    pub fn len(&self) -> usize {
        self.records.len()
    }

    /// Of all records, as they are stored.
    pub fn bytes(&self) -> usize {
        self.bytes.len()
    }

    /// # Errors
    ///
    /// It is no record.
    pub fn push(&mut self, number: Number, record: &[u8]) -> Result<(), Damaged> {
        Record::read(record)?;
        self.bytes.extend_from_slice(record);
        self.records.push((number, self.bytes.len()));
        Ok(())
    }

    pub fn last(&self) -> Option<Number> {
        self.records.last().map(|(number, _)| *number)
    }

    fn visit(&self, mut visit: impl FnMut(Number, Record<'_>)) {
        let mut start = 0;
        for (number, end) in &self.records {
            let record = Record::read(&self.bytes[start..*end]);
            visit(*number, record.expect("it was read when the page was filled"));
            start = *end;
        }
    }

    /// Whole seconds, as AWS tells them here.
    fn time(&self, number: Number) -> DateTime {
        DateTime::from_secs(self.stream.time_of(number).as_secs())
    }

    /// The same for the same record, whoever reads it and however often.
    fn event_id(&self, number: Number) -> String {
        format!(
            "{:016x}{:016x}",
            mixed(number.0 ^ self.stream.id.rotate_left(32), self.stream.named),
            mixed(number.0, self.stream.named)
        )
    }

    fn shown(&self, number: Number, record: Record<'_>) -> RecordShown {
        let map = |view: View<'_>| convert::attributes(view.to_item());
        let (principal, kind) = SERVICE;
        RecordShown {
            event_id: Some(self.event_id(number)),
            event_name: Some(record.event.name().to_owned()),
            event_version: Some(VERSION.to_owned()),
            event_source: Some(SOURCE.to_owned()),
            aws_region: Some(self.region.clone()),
            dynamodb: Some(StreamRecordShown {
                approximate_creation_date_time: Some(self.time(number)),
                keys: Some(map(record.keys)),
                new_image: record.new.map(map),
                old_image: record.old.map(map),
                sequence_number: Some(number.to_string()),
                size_bytes: Some(record.size() as i64),
                stream_view_type: Some(self.stream.view.name().to_owned()),
            }),
            user_identity: (record.actor == Actor::TimeToLive)
                .then(|| Identity { principal_id: Some(principal.to_owned()), r#type: Some(kind.to_owned()) }),
        }
    }
}

impl Emit for Page {
    fn value(&self) -> Value {
        let mut records = Vec::with_capacity(self.len());
        self.visit(|number, record| records.push(self.shown(number, record)));
        records.into_value()
    }

    fn json(&self, out: &mut Vec<u8>) {
        out.reserve(self.bytes() * 2 + self.len() * 400);
        out.push(b'[');
        let mut is_first = true;
        self.visit(|number, record| {
            if !std::mem::take(&mut is_first) {
                out.push(b',');
            }
            self.write(number, record, out);
        });
        out.push(b']');
    }

    fn cbor(&self, _: &mut Vec<u8>) {
        unreachable!("DynamoDB Streams speaks JSON only")
    }
}

impl Page {
    fn write(&self, number: Number, record: Record<'_>, out: &mut Vec<u8>) {
        let member = |name: &str, text: &str, out: &mut Vec<u8>| {
            out.extend_from_slice(name.as_bytes());
            json::raw::string(text, out);
        };
        member("{\"eventID\":", &self.event_id(number), out);
        member(",\"eventName\":", record.event.name(), out);
        member(",\"eventVersion\":", VERSION, out);
        member(",\"eventSource\":", SOURCE, out);
        member(",\"awsRegion\":", &self.region, out);
        out.extend_from_slice(b",\"dynamodb\":{\"ApproximateCreationDateTime\":");
        json::raw::time(&self.time(number), out);
        for (name, image) in
            [(",\"Keys\":", Some(record.keys)), (",\"NewImage\":", record.new), (",\"OldImage\":", record.old)]
        {
            if let Some(image) = image {
                out.extend_from_slice(name.as_bytes());
                image.json(out);
            }
        }
        member(",\"SequenceNumber\":", &number.to_string(), out);
        out.extend_from_slice(b",\"SizeBytes\":");
        json::raw::integer(record.size() as i64, out);
        member(",\"StreamViewType\":", self.stream.view.name(), out);
        out.push(b'}');
        if record.actor == Actor::TimeToLive {
            member(",\"userIdentity\":{\"PrincipalId\":", SERVICE.0, out);
            member(",\"Type\":", SERVICE.1, out);
            out.push(b'}');
        }
        out.push(b'}');
    }
}

/// SplitMix64: looks random, and different numbers stay different.
fn mixed(number: u64, seed: Timestamp) -> u64 {
    let state = number.wrapping_add(seed.as_millis() as u64).wrapping_mul(0x9e37_79b9_7f4a_7c15);
    let mixed = (state ^ (state >> 30)).wrapping_mul(0xbf58_476d_1ce4_e5b9);
    let mixed = (mixed ^ (mixed >> 27)).wrapping_mul(0x94d0_49bb_1331_11eb);
    mixed ^ (mixed >> 31)
}

#[cfg(test)]
mod tests {
    use clock::{Epoch, Stored};
    use models::dynamodb_streams::RECORD_LIST;
    use proptest::prelude::*;

    use super::*;
    use crate::item::Item;
    use crate::item::attribute_value::AttributeValue;
    use crate::item::key::{KeyAttribute, KeySchema, KeyType};
    use crate::item::stored::{StoredItem, encode};
    use crate::item::tests::items;
    use crate::streams::record::Images;
    use crate::streams::stream::StreamView;

    fn stream(view: StreamView) -> StreamRecord {
        StreamRecord {
            id: 7,
            epoch: Epoch::new(Timestamp::from_millis(1_767_225_600_000)),
            made: Stored::from_millis(0),
            named: Timestamp::from_millis(1_767_225_600_000),
            view,
            keys: KeySchema { hash: vec![KeyAttribute { name: "pk".to_owned(), kind: KeyType::S }], range: Vec::new() },
            lanes: 4,
            end: None,
        }
    }

    fn with_key(mut item: Item) -> Item {
        item.insert("pk".to_owned(), AttributeValue::S("ü\"".to_owned()));
        item
    }

    proptest! {
        #[test]
        fn records_write_themselves_as_their_plain_values_are_written(one in items(), other in items(), at: u32) {
            let (one, other) = (with_key(one), with_key(other));
            let before = StoredItem::from(&one);
            let after = encode(&other);
            for (view, actor) in [(StreamView::NewAndOld, Actor::Caller), (StreamView::Old, Actor::TimeToLive)] {
                let stream = stream(view);
                let mut page = Page::new(stream.clone(), "us-east-1".to_owned());
                let all = [(None, Some(&*after)), (Some(&before), Some(&*after)), (Some(&before), None)];
                for (number, (before, after)) in (u64::from(at)..).zip(all) {
                    if let Some(record) = (Images { before, after }).record(&stream.keys, view, actor) {
                        page.push(Number(number << 8), &record).unwrap();
                    }
                }
                let (mut own, mut built) = (Vec::new(), Vec::new());
                page.json(&mut own);
                json::encode(&RECORD_LIST, &page.value(), &mut built);
                prop_assert_eq!(String::from_utf8(own).unwrap(), String::from_utf8(built).unwrap());
            }
        }
    }
}
