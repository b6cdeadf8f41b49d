//! GetQueueAttributes

use std::collections::BTreeMap;

use models::sqs::{GetQueueAttributesRequest, GetQueueAttributesResult};
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
    sqs.space.look().await?;
    let queue = sqs.queue(&input.queue_url, caller)?;
    let names = input.attribute_names.unwrap_or_default();
    if let Some(unknown) = names.iter().find(|name| !NAMES.contains(&name.as_str())) {
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
