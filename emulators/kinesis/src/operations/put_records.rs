//! PutRecords

use models::kinesis::{PutRecordsInput, PutRecordsOutput};
use service::Caller;
use service::wire::Value;

use crate::record::append::{Entry, append};
use crate::record::emitted::with_emitted;
use crate::stream::named::named;
use crate::{Kinesis, Reply, refusals};

/// Seen: API reference: a request has up to 10 MiB, partition keys included.
const REQUEST_MIB_MAX: usize = 10;

/// The member of the output that is written by the placed records themselves.
const RECORDS: u16 = 1;

pub async fn run(kinesis: &Kinesis, caller: &Caller, input: PutRecordsInput) -> Reply<Value> {
    let _writing = kinesis.space.enter().await?;
    let found = kinesis.find_for_records(caller, named!(input))?;
    let (stream, entropy) = (found.stream(), kinesis.space.entropy());
    let mut entries = Vec::with_capacity(input.records.len());
    let mut size = 0;
    for (at, record) in input.records.into_iter().enumerate() {
        let place = |member: &str| format!("records.{}.member.{member}", at + 1);
        let explicit = record.explicit_hash_key.as_deref();
        let entry = Entry::new(stream, entropy, record.partition_key, explicit, record.data, place)?;
        entry.check_size(stream, &place("data"))?;
        size += entry.size();
        entries.push(entry);
    }
    if size > REQUEST_MIB_MAX << 20 {
        return Err(refusals::records_too_large(REQUEST_MIB_MAX).into());
    }
    if input.dry_run == Some(true) {
        return Err(refusals::dry_run().into());
    }

    let placed = append(kinesis, &found, entries).await?;
    let output = PutRecordsOutput { failed_record_count: Some(0), ..PutRecordsOutput::default() };
    Ok(with_emitted(output, RECORDS, placed))
}

#[cfg(test)]
mod tests {
    use serde_json::json;
    use service::testing::{assert_refused, assert_type, assert_violations};

    use crate::record::sequence::Parsed;
    use crate::testing::{TOO_LARGE_HASH_KEY, kinesis, text};

    #[tokio::test(start_paused = true)]
    async fn types() {
        let world = kinesis();
        for (member, kind) in [
            ("Records", "List"),
            ("Records.0", "Structure"),
            ("Records.0.Data", "Blob"),
            ("Records.0.ExplicitHashKey", "String"),
            ("Records.0.PartitionKey", "String"),
            ("StreamName", "String"),
        ] {
            assert_type(&world.kinesis, "PutRecords", member, kind).await;
        }
    }

    #[tokio::test(start_paused = true)]
    async fn constraints() {
        let world = kinesis();
        assert_violations(
            &world.kinesis,
            "PutRecords",
            json!({"StreamName": "s", "Records": []}),
            &["Value '[]' at 'records' failed to satisfy constraint: Member must have length greater than or equal to 1"],
        )
        .await;
        assert_violations(
            &world.kinesis,
            "PutRecords",
            json!({"StreamName": "s", "Records": [{"PartitionKey": "", "Data": "", "ExplicitHashKey": ""}]}),
            &[
                "Value '' at 'records.1.member.partitionKey' failed to satisfy constraint: Member must have length greater than or equal to 1",
                "Value '' at 'records.1.member.explicitHashKey' failed to satisfy constraint: Member must satisfy regular expression pattern: 0|([1-9]\\d{0,38})",
            ],
        )
        .await;
    }

    #[tokio::test(start_paused = true)]
    async fn one_bad_hash_key_refuses_them_all() {
        let world = kinesis().with_stream("s", 1).await;
        assert_refused(
            &world.kinesis,
            "PutRecords",
            json!({"StreamName": "s", "Records": [
                {"PartitionKey": "a", "Data": ""},
                {"PartitionKey": "a", "Data": "", "ExplicitHashKey": TOO_LARGE_HASH_KEY},
            ]}),
            "InvalidArgumentException",
            &format!("Invalid ExplicitHashKey. ExplicitHashKey must be in the range: [0, 2^128-1]. Specified value was {TOO_LARGE_HASH_KEY}"),
        )
        .await;
        assert!(world.keys("s", 0).await.is_empty());
    }

    #[tokio::test(start_paused = true)]
    async fn records_keep_their_order_in_each_shard() {
        let world = kinesis().with_stream("s", 3).await;
        let records = ["a", "b", "e", "f", "b", "e"].map(|key| json!({"PartitionKey": key, "Data": ""}));
        let output = world.ok("PutRecords", json!({"StreamName": "s", "Records": records})).await;
        assert_eq!(output["FailedRecordCount"], 0);
        let placed: Vec<(String, Parsed)> = output["Records"]
            .as_array()
            .unwrap()
            .iter()
            .map(|entry| (text(&entry["ShardId"]), Parsed::parse(&text(&entry["SequenceNumber"])).unwrap()))
            .collect();
        let shards: Vec<i64> = placed.iter().map(|(_, number)| number.shard).collect();
        assert_eq!(shards, [0, 1, 2, 1, 1, 2]);
        for shard in 0..3 {
            let indices: Vec<u64> =
                placed.iter().filter(|(_, number)| number.shard == shard).map(|(_, number)| number.index).collect();
            assert!(indices.windows(2).all(|pair| pair[1] == pair[0] + 1), "{indices:?}");
        }
        assert_eq!(world.keys("s", 1).await, ["b", "f", "b"]);
        assert_eq!(world.keys("s", 2).await, ["e", "e"]);
    }

    #[tokio::test(start_paused = true)]
    async fn what_arrives_together_for_one_shard_is_one_value() {
        let world = kinesis().with_stream("s", 1).await;
        let record = json!({"PartitionKey": "a", "Data": "AAAA"});
        let before = world.engine.writes();
        world.ok("PutRecords", json!({"StreamName": "s", "Records": vec![record; 100]})).await;
        assert_eq!(world.engine.writes(), before + 1);
        assert_eq!(world.keys("s", 0).await.len(), 100);
    }
}
