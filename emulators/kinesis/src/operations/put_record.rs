//! PutRecord

use models::kinesis::{PutRecordInput, PutRecordOutput};
use service::Caller;

use crate::record::append::{Entry, append};
use crate::record::sequence::Parsed;
use crate::stream::named::named;
use crate::stream::second;
use crate::{Kinesis, Reply, refusals};

pub async fn run(kinesis: &Kinesis, caller: &Caller, input: PutRecordInput) -> Reply<PutRecordOutput> {
    let _writing = kinesis.space.enter().await?;
    let found = kinesis.find_for_records(caller, named!(input))?;
    let explicit = input.explicit_hash_key.as_deref();
    let (stream, entropy) = (found.stream(), kinesis.space.entropy());
    let entry = Entry::new(stream, entropy, input.partition_key, explicit, input.data, |member| member.to_owned())?;
    entry.check_size(stream, "data")?;
    if let Some(number) = &input.sequence_number_for_ordering {
        // Numbers of one shard only ever increase, so there is nothing to be done for it.
        let parsed = Parsed::parse(number);
        if parsed.is_none_or(|parsed| parsed.arrived_s.is_some_and(|at| at > second(found.now))) {
            return Err(refusals::number_for_ordering(number, found.address()).into());
        }
    }
    if input.dry_run == Some(true) {
        return Err(refusals::dry_run().into());
    }

    let placed = append(kinesis, &found, vec![entry]).await?;
    let mut output = PutRecordOutput::default();
    placed.visit(|shard, number| {
        output.shard_id = shard.to_owned();
        output.sequence_number = number.text();
    });
    Ok(output)
}

#[cfg(test)]
mod tests {
    use serde_json::json;
    use service::testing::{assert_refused, assert_type, assert_violations};

    use crate::record::sequence::{Parsed, SequenceNumber};
    use crate::stream::second;
    use crate::testing::{TOO_LARGE_HASH_KEY, kinesis};

    #[tokio::test(start_paused = true)]
    async fn types() {
        let world = kinesis();
        for (member, kind) in [
            ("Data", "Blob"),
            ("ExplicitHashKey", "String"),
            ("PartitionKey", "String"),
            ("SequenceNumberForOrdering", "String"),
            ("StreamName", "String"),
        ] {
            assert_type(&world.kinesis, "PutRecord", member, kind).await;
        }
    }

    #[tokio::test(start_paused = true)]
    async fn constraints() {
        let world = kinesis();
        assert_violations(
            &world.kinesis,
            "PutRecord",
            json!({"StreamName": "", "PartitionKey": "", "Data": "", "ExplicitHashKey": "", "SequenceNumberForOrdering": ""}),
            &[
                "Value '' at 'sequenceNumberForOrdering' failed to satisfy constraint: Member must satisfy regular expression pattern: 0|([1-9]\\d{0,128})",
                "Value '' at 'partitionKey' failed to satisfy constraint: Member must have length greater than or equal to 1",
                "Value '' at 'explicitHashKey' failed to satisfy constraint: Member must satisfy regular expression pattern: 0|([1-9]\\d{0,38})",
                "Value '' at 'streamName' failed to satisfy constraint: Member must satisfy regular expression pattern: [a-zA-Z0-9_.-]+",
                "Value '' at 'streamName' failed to satisfy constraint: Member must have length greater than or equal to 1",
            ],
        )
        .await;
    }

    #[tokio::test(start_paused = true)]
    async fn what_no_shard_takes_is_refused() {
        let world = kinesis().with_stream("s", 1).await;
        let refused = async |member: &str, value: &str, message: String| {
            let input = json!({"StreamName": "s", "PartitionKey": "a", "Data": "", member: value});
            assert_refused(&world.kinesis, "PutRecord", input, "InvalidArgumentException", &message).await;
        };
        let hash_key = format!(
            "Invalid ExplicitHashKey. ExplicitHashKey must be in the range: [0, 2^128-1]. Specified value was {TOO_LARGE_HASH_KEY}"
        );
        refused("ExplicitHashKey", TOO_LARGE_HASH_KEY, hash_key).await;
        let later =
            SequenceNumber { shard_made_s: 1, shard: 0, index: 1, arrived_s: second(world.now()) + 1 }.to_string();
        for number in ["26227199374822427428162556223570313216", &later] {
            let message = format!(
                "ExclusiveMinimumSequenceNumber {number} used in PutRecord on stream s under account 000000000000 is invalid."
            );
            refused("SequenceNumberForOrdering", number, message).await;
        }
    }

    #[tokio::test(start_paused = true)]
    async fn the_hash_of_the_key_chooses_the_shard() {
        let world = kinesis().with_stream("s", 3).await;
        for (key, shard) in [("a", 0), ("b", 1), ("e", 2), ("f", 1)] {
            assert_eq!(world.put("s", key).await.0, format!("shardId-00000000000{shard}"), "{key}");
        }
        for (hash_key, shard) in [
            ("0", 0),
            ("226854911280625642308916404954512140969", 1),
            ("226854911280625642308916404954512140970", 2),
            ("340282366920938463463374607431768211455", 2),
        ] {
            let (found, _) = world.put_at("s", "a", Some(hash_key)).await;
            assert_eq!(found, format!("shardId-00000000000{shard}"), "{hash_key}");
        }
    }

    #[tokio::test(start_paused = true)]
    async fn the_service_distributes_what_it_was_asked_to_and_keeps_the_keys() {
        let world = kinesis();
        let on_demand = json!({"StreamMode": "ON_DEMAND"});
        for (stream, strategy) in [("auto", "AUTO"), ("own", "USER_PARTITION_KEY")] {
            let input =
                json!({"StreamName": stream, "StreamModeDetails": on_demand, "RecordDistributionStrategy": strategy});
            world.ok("CreateStream", input).await;
            let described = world.ok("DescribeStreamSummary", json!({"StreamName": stream})).await;
            assert_eq!(described["StreamDescriptionSummary"]["RecordDistributionStrategy"], strategy);
        }
        let keyless = |stream: &str| json!({"StreamName": stream, "Data": "AAAA"});
        let refused = world.refused("PutRecord", keyless("own")).await;
        assert!(refused.1.contains("'partitionKey'"), "{refused:?}");

        let mut shards = std::collections::BTreeMap::new();
        for _ in 0..400 {
            let (shard, _) = world.put_at("auto", "one key", Some("0")).await;
            *shards.entry(shard).or_insert(0) += 1;
        }
        assert_eq!(shards.len(), 4);
        assert!(shards.values().all(|records| (50..150).contains(records)), "{shards:?}");
        let records = json!({"StreamName": "auto", "Records": vec![json!({"Data": "AAAA"}); 40]});
        world.ok("PutRecords", records).await;
        world.ok("PutRecord", keyless("auto")).await;
        let (mut with, mut without) = (0, 0);
        for shard in 0..4 {
            let read = world.get(&world.iterator("auto", shard, "TRIM_HORIZON").await).await;
            for record in read["Records"].as_array().unwrap() {
                match record.get("PartitionKey") {
                    Some(key) => {
                        assert_eq!(key, "one key");
                        with += 1
                    }
                    None => without += 1,
                }
            }
        }
        assert_eq!((with, without), (400, 41));
    }

    #[tokio::test(start_paused = true)]
    async fn numbers_say_where_and_when() {
        let world = kinesis().with_stream("s", 2).await;
        let (_, one) = world.put("s", "a").await;
        let (_, next) = world.put("s", "a").await;
        let [one, next] = [one, next].map(|number| Parsed::parse(&number).unwrap());
        assert_eq!((one.version, one.shard, one.arrived_s), (2, 0, Some(second(world.now()))));
        assert_eq!(one.shard_made_s, second(world.now()) - 2);
        assert_eq!(next.index, one.index + 1);
    }

    #[tokio::test(start_paused = true)]
    async fn a_record_may_be_as_large_as_its_stream_takes() {
        let world = kinesis().with_stream("s", 1).await;
        let record = |bytes: usize| {
            let data = aws_smithy_types::base64::encode(vec![0; bytes]);
            json!({"StreamName": "s", "PartitionKey": "a", "Data": data})
        };
        world.ok("PutRecord", record(1 << 20)).await;
        assert_eq!(world.refused("PutRecord", record((1 << 20) + 1)).await.0, "ValidationException");
    }

    #[tokio::test(start_paused = true)]
    async fn a_dry_run_writes_nothing() {
        let world = kinesis().with_stream("s", 1).await;
        let input = json!({"StreamName": "s", "PartitionKey": "a", "Data": "", "DryRun": true});
        assert_eq!(world.refused("PutRecord", input).await.0, "DryRunOperationException");
        assert!(world.keys("s", 0).await.is_empty());
    }

    #[tokio::test(start_paused = true)]
    async fn numbers_go_on_after_a_restart_and_after_records_were_lost() {
        let world = kinesis().with_stream("s", 1).await;
        let (_, first) = world.put("s", "a").await;
        world.pass(std::time::Duration::from_secs(1));
        let world = world.reopened();
        let (_, second) = world.put("s", "a").await;
        let index = |number: &str| Parsed::parse(number).unwrap().index;
        // A second has many more numbers than records.
        assert!(index(&second) > index(&first) + 1_000_000, "{first} {second}");
    }
}
