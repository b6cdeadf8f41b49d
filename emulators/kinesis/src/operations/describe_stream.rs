//! DescribeStream

use models::kinesis::{DescribeStreamInput, DescribeStreamOutput, StreamDescription};
use service::Caller;

use crate::stream::description;
use crate::stream::named::named;
use crate::{Kinesis, Reply};

/// Seen: API reference: as many by default, and not more whatever is asked for.
const SHARDS_MAX: usize = 100;

pub async fn run(kinesis: &Kinesis, caller: &Caller, input: DescribeStreamInput) -> Reply<DescribeStreamOutput> {
    kinesis.space.enter_read().await?;
    let found = kinesis.find(caller, named!(input))?;
    let stream = found.stream();
    let limit = input.limit.map_or(SHARDS_MAX, |limit| (limit as usize).min(SHARDS_MAX));
    let after = input.exclusive_start_shard_id.unwrap_or_default();
    let mut following = stream.visible_shards(found.now).filter(|(index, _)| index.id() > after);
    let shards = following.by_ref().take(limit).map(description::shard).collect();

    Ok(DescribeStreamOutput {
        stream_description: StreamDescription {
            stream_name: found.address().name.clone(),
            stream_arn: found.address().arn(),
            stream_status: stream.status().name().to_owned(),
            stream_mode_details: description::mode(stream.mode),
            shards,
            has_more_shards: following.next().is_some(),
            retention_period_hours: stream.retention_h as i32,
            stream_creation_timestamp: description::created(stream),
            enhanced_monitoring: description::monitoring(stream),
            encryption_type: description::encryption(stream),
            key_id: stream.encryption_key.clone(),
        },
    })
}

#[cfg(test)]
mod tests {
    use serde_json::json;
    use service::testing::{assert_refused, assert_type, assert_violations};

    use crate::testing::kinesis;

    #[tokio::test(start_paused = true)]
    async fn types() {
        let world = kinesis();
        for (member, kind) in [("StreamName", "String"), ("Limit", "Integer"), ("ExclusiveStartShardId", "String")] {
            assert_type(&world.kinesis, "DescribeStream", member, kind).await;
        }
    }

    #[tokio::test(start_paused = true)]
    async fn constraints() {
        let world = kinesis();
        assert_violations(
            &world.kinesis,
            "DescribeStream",
            json!({"StreamName": "s", "Limit": 100000}),
            &["Value '100000' at 'limit' failed to satisfy constraint: Member must have value less than or equal to 10000"],
        )
        .await;
        assert_refused(
            &world.kinesis,
            "DescribeStream",
            json!({"StreamName": "s"}),
            "ResourceNotFoundException",
            "Stream s under account 000000000000 not found.",
        )
        .await;
        assert_eq!(world.refused("DescribeStream", json!({})).await.0, "InvalidArgumentException");
    }

    #[tokio::test(start_paused = true)]
    async fn a_stream_is_described_with_its_shards() {
        let world = kinesis().with_stream("s", 3).await;
        let mut described = world.ok("DescribeStream", json!({"StreamName": "s"})).await;
        for shard in described["StreamDescription"]["Shards"].as_array_mut().unwrap() {
            let number = shard["SequenceNumberRange"]["StartingSequenceNumber"].take();
            assert_eq!(number.as_str().unwrap().len(), 56);
        }
        let shard = |index: u32, first: &str, last: &str| {
            json!({
                "ShardId": format!("shardId-00000000000{index}"),
                "SequenceNumberRange": {"StartingSequenceNumber": null},
                "HashKeyRange": {"StartingHashKey": first, "EndingHashKey": last},
            })
        };
        assert_eq!(
            described,
            json!({"StreamDescription": {
                "StreamStatus": "ACTIVE",
                "StreamName": "s",
                "StreamARN": "arn:aws:kinesis:us-east-1:000000000000:stream/s",
                "StreamModeDetails": {"StreamMode": "PROVISIONED"},
                "StreamCreationTimestamp": world.now().as_secs(),
                "RetentionPeriodHours": 24,
                "EncryptionType": "NONE",
                "EnhancedMonitoring": [{"ShardLevelMetrics": []}],
                "HasMoreShards": false,
                "Shards": [
                    shard(0, "0", "113427455640312821154458202477256070484"),
                    shard(1, "113427455640312821154458202477256070485", "226854911280625642308916404954512140969"),
                    shard(2, "226854911280625642308916404954512140970", "340282366920938463463374607431768211455"),
                ],
            }})
        );
    }

    #[tokio::test(start_paused = true)]
    async fn shards_come_in_pages() {
        let world = kinesis().with_stream("s", 3).await;
        let input = json!({"StreamName": "s", "Limit": 1, "ExclusiveStartShardId": "shardId-000000000000"});
        let described = &world.ok("DescribeStream", input).await["StreamDescription"];
        assert_eq!(described["Shards"][0]["ShardId"], "shardId-000000000001");
        assert_eq!((described["Shards"].as_array().unwrap().len(), &described["HasMoreShards"]), (1, &json!(true)));
    }

    #[tokio::test(start_paused = true)]
    async fn a_page_has_a_hundred_shards_at_most() {
        let world = kinesis().with_stream("s", 101).await;
        let described =
            &world.ok("DescribeStream", json!({"StreamName": "s", "Limit": 10000})).await["StreamDescription"];
        assert_eq!(described["Shards"].as_array().unwrap().len(), 100);
        assert_eq!(described["HasMoreShards"], true);
    }

    #[tokio::test(start_paused = true)]
    async fn a_stream_is_found_by_each_of_its_names() {
        let world = kinesis().with_stream("s", 1).await;
        let summary = world.ok("DescribeStreamSummary", json!({"StreamName": "s"})).await;
        let id = &summary["StreamDescriptionSummary"]["StreamId"];
        let arn = "arn:aws:kinesis:us-east-1:000000000000:stream/s";
        for input in [json!({"StreamARN": arn}), json!({"StreamARN": arn, "StreamName": "s"}), json!({"StreamId": id})]
        {
            assert_eq!(world.ok("DescribeStream", input).await["StreamDescription"]["StreamName"], "s");
        }
        let differing = json!({"StreamARN": arn, "StreamName": "t"});
        assert_eq!(world.refused("DescribeStream", differing).await.0, "InvalidArgumentException");
    }
}
