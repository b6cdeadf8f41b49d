//! DescribeStreamSummary

use models::kinesis::{DescribeStreamSummaryInput, DescribeStreamSummaryOutput, StreamDescriptionSummary};
use service::Caller;

use crate::stream::Status;
use crate::stream::description;
use crate::stream::named::named;
use crate::{Kinesis, Reply};

pub async fn run(
    kinesis: &Kinesis,
    caller: &Caller,
    input: DescribeStreamSummaryInput,
) -> Reply<DescribeStreamSummaryOutput> {
    kinesis.space.enter_read().await?;
    let found = kinesis.find(caller, named!(input))?;
    let stream = found.stream();
    let open_shards = if stream.status() == Status::Creating { 0 } else { stream.open_shards().count() };

    Ok(DescribeStreamSummaryOutput {
        stream_description_summary: StreamDescriptionSummary {
            stream_name: found.address().name.clone(),
            stream_arn: found.address().arn(),
            stream_id: Some(stream.public_id.clone()),
            stream_status: stream.status().name().to_owned(),
            stream_mode_details: description::mode(stream.mode),
            retention_period_hours: stream.retention_h as i32,
            stream_creation_timestamp: description::created(stream),
            enhanced_monitoring: description::monitoring(stream),
            encryption_type: description::encryption(stream),
            key_id: stream.encryption_key.clone(),
            open_shard_count: open_shards as i32,
            consumer_count: Some(stream.consumers_at(found.now).count() as i32),
            max_record_size_in_kib: Some(stream.record_max_kib as i32),
            record_distribution_strategy: description::distribution(stream),
            ..StreamDescriptionSummary::default()
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
        assert_type(&world.kinesis, "DescribeStreamSummary", "StreamName", "String").await;
    }

    #[tokio::test(start_paused = true)]
    async fn constraints() {
        let world = kinesis();
        assert_violations(
            &world.kinesis,
            "DescribeStreamSummary",
            json!({"StreamName": "ü"}),
            &["Value 'ü' at 'streamName' failed to satisfy constraint: Member must satisfy regular expression pattern: [a-zA-Z0-9_.-]+"],
        )
        .await;
        assert_refused(
            &world.kinesis,
            "DescribeStreamSummary",
            json!({"StreamName": "s"}),
            "ResourceNotFoundException",
            "Stream s under account 000000000000 not found.",
        )
        .await;
    }

    #[tokio::test(start_paused = true)]
    async fn a_stream_is_summed_up() {
        let world = kinesis().with_stream("s", 3).await;
        let mut summary = world.ok("DescribeStreamSummary", json!({"StreamName": "s"})).await;
        let id = summary["StreamDescriptionSummary"]["StreamId"].take();
        assert_eq!((id.as_str().unwrap().len(), id.as_str().unwrap().find('-')), (24, Some(20)));
        assert_eq!(
            summary,
            json!({"StreamDescriptionSummary": {
                "StreamStatus": "ACTIVE",
                "StreamName": "s",
                "StreamId": null,
                "StreamARN": "arn:aws:kinesis:us-east-1:000000000000:stream/s",
                "StreamModeDetails": {"StreamMode": "PROVISIONED"},
                "StreamCreationTimestamp": world.now().as_secs(),
                "RetentionPeriodHours": 24,
                "EncryptionType": "NONE",
                "EnhancedMonitoring": [{"ShardLevelMetrics": []}],
                "OpenShardCount": 3,
                "ConsumerCount": 0,
                "MaxRecordSizeInKiB": 1024,
            }})
        );
    }
}
