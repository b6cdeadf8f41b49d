//! GetQueueAttributes

use std::collections::BTreeMap;

use models::sqs::{GetQueueAttributesRequest, GetQueueAttributesResult, Operation};
use service::Caller;

use crate::queue::Queue;
use crate::{Failure, Reply, Sqs, refusals};

/// All that can be asked for. Most are only answered when they are set.
const NAMES: [&str; 22] = [
    "All",
    "ApproximateNumberOfMessages",
    "ApproximateNumberOfMessagesDelayed",
    "ApproximateNumberOfMessagesNotVisible",
    "ContentBasedDeduplication",
    "CreatedTimestamp",
    "DeduplicationScope",
    "DelaySeconds",
    "FifoQueue",
    "FifoThroughputLimit",
    "KmsDataKeyReusePeriodSeconds",
    "KmsMasterKeyId",
    "LastModifiedTimestamp",
    "MaximumMessageSize",
    "MessageRetentionPeriod",
    "Policy",
    "QueueArn",
    "ReceiveMessageWaitTimeSeconds",
    "RedriveAllowPolicy",
    "RedrivePolicy",
    "SqsManagedSseEnabled",
    "VisibilityTimeout",
];

pub async fn run(sqs: &Sqs, caller: &Caller, input: GetQueueAttributesRequest) -> Reply<GetQueueAttributesResult> {
    sqs.space.enter_read().await?;
    let queue = sqs.queue(Operation::GetQueueAttributes, &input.queue_url, caller)?;
    let names = input.attribute_names.unwrap_or_default();
    let is_unknown = |name: &&String| {
        // Quoted from AWS in two reports: a standard queue does not know this one, though it knows the others of FIFO queues.
        !NAMES.contains(&name.as_str()) || (*name == "FifoQueue" && !queue.is_fifo())
    };
    if let Some(unknown) = names.iter().find(is_unknown) {
        return Err(refusals::unknown_attribute(unknown).into());
    }
    let is_wanted = |name: &str| names.iter().any(|wanted| wanted == name || wanted == "All");
    let mut attributes = BTreeMap::new();
    if !names.is_empty() {
        attributes = all(&queue)?;
        attributes.retain(|name, _| is_wanted(name));
    }
    Ok(GetQueueAttributesResult { attributes: (!attributes.is_empty()).then_some(attributes) })
}

fn all(queue: &Queue) -> Result<BTreeMap<String, String>, Failure> {
    let record = queue.record();
    let counts = queue.counts()?;
    let seconds = |at| record.epoch.absolute(at).as_millis().div_euclid(1000).to_string();
    let calculated = [
        ("QueueArn", queue.arn.clone()),
        ("CreatedTimestamp", seconds(record.created)),
        ("LastModifiedTimestamp", seconds(record.modified)),
        ("ApproximateNumberOfMessages", counts.visible.to_string()),
        ("ApproximateNumberOfMessagesNotVisible", counts.in_flight.to_string()),
        ("ApproximateNumberOfMessagesDelayed", counts.delayed.to_string()),
    ];
    let all = record.attributes.spelled().into_iter().chain(calculated);
    Ok(all.map(|(name, value)| (name.to_owned(), value)).collect())
}

#[cfg(test)]
mod tests {
    use serde_json::json;
    use service::testing::assert_type;

    use crate::testing::*;

    #[tokio::test(start_paused = true)]
    async fn members_have_their_types() {
        for (path, kind) in [("QueueUrl", "String"), ("AttributeNames", "List"), ("AttributeNames.0", "String")] {
            assert_type(&*world().sqs, "GetQueueAttributes", path, kind).await;
        }
    }

    #[tokio::test(start_paused = true)]
    async fn unknown_names_are_refused() {
        let world = world().with_queue("q").await;
        let input = json!({ "AttributeNames": ["QueueArn", "Colour"] });
        let (code, message) = world.refused_on("q", "GetQueueAttributes", input).await;
        assert_eq!((code.as_str(), message.as_str()), ("InvalidAttributeName", "Unknown Attribute Colour."));
    }

    // Seen: LocalStack's and moto's tests against AWS.
    #[tokio::test(start_paused = true)]
    async fn a_new_queue_has_its_defaults() {
        let world = world().with_queue("q").await;
        world.create("q.fifo", json!({ "FifoQueue": "true" })).await;
        let mut expected = json!({
            "ApproximateNumberOfMessages": "0",
            "ApproximateNumberOfMessagesDelayed": "0",
            "ApproximateNumberOfMessagesNotVisible": "0",
            "CreatedTimestamp": "1700000000",
            "DelaySeconds": "0",
            "LastModifiedTimestamp": "1700000000",
            "MaximumMessageSize": "1048576",
            "MessageRetentionPeriod": "345600",
            "QueueArn": "arn:aws:sqs:us-east-1:000000000000:q",
            "ReceiveMessageWaitTimeSeconds": "0",
            "SqsManagedSseEnabled": "true",
            "VisibilityTimeout": "30",
        });
        assert_eq!(world.attributes("q").await, expected);
        expected["QueueArn"] = "arn:aws:sqs:us-east-1:000000000000:q.fifo".into();
        expected["FifoQueue"] = "true".into();
        expected["ContentBasedDeduplication"] = "false".into();
        expected["DeduplicationScope"] = "queue".into();
        expected["FifoThroughputLimit"] = "perQueue".into();
        assert_eq!(world.attributes("q.fifo").await, expected);
    }

    // Found by the model, seed 542.
    #[tokio::test(start_paused = true)]
    async fn a_clock_that_is_turned_back_a_little_hides_again_what_it_had_shown() {
        let world = world().with_queue("q").await;
        world.send("q", "b").await;
        world.receive("q").await;
        world.pass(seconds(30));
        assert_eq!(world.counts("q").await, [1, 0, 0]);
        world.clock.set_offset_ms(world.clock.offset_ms() - 1);
        assert_eq!(world.counts("q").await, [0, 1, 0]);
    }

    #[tokio::test(start_paused = true)]
    async fn only_what_is_asked_for_is_told() {
        let world = world().with_queue("q").await;
        let some = world.on("q", "GetQueueAttributes", json!({ "AttributeNames": ["DelaySeconds", "Policy"] })).await;
        assert_eq!(some, json!({ "Attributes": { "DelaySeconds": "0" } }));
        assert_eq!(world.on("q", "GetQueueAttributes", json!({})).await, json!({}));
    }

    #[tokio::test(start_paused = true)]
    async fn a_standard_queue_does_not_know_the_attribute_that_makes_one_fifo() {
        let world = world().with_queue("q").await.with_fifo("q.fifo").await;
        let asked = json!({ "AttributeNames": ["FifoQueue"] });
        let (code, message) = world.refused_on("q", "GetQueueAttributes", asked.clone()).await;
        assert_eq!((code.as_str(), message.as_str()), ("InvalidAttributeName", "Unknown Attribute FifoQueue."));
        assert_eq!(world.on("q.fifo", "GetQueueAttributes", asked).await["Attributes"]["FifoQueue"], "true");
    }
}
