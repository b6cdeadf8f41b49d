//! TagQueue

use std::collections::BTreeMap;

use models::sqs::{Operation, Refusal, TagQueueRequest};
use service::Caller;

use crate::operations::set_queue_attributes::change;
use crate::{Reply, Sqs, refusals};

const TAGS_MAX: usize = 50;

pub async fn run(sqs: &Sqs, caller: &Caller, input: TagQueueRequest) -> Reply<()> {
    let _entered = sqs.space.enter().await?;
    let alone = sqs.change().await;
    let queue = sqs.queue(Operation::TagQueue, &input.queue_url, caller)?;
    let mut record = (*queue.record()).clone();
    if input.tags.is_empty() {
        return Err(refusals::missing_parameter("Tags").into());
    }
    check_tags(&input.tags, &record.tags, &queue.address.name)?;
    record.tags.extend(input.tags);
    change(sqs, &queue, record, alone).await
}

/// Limits: developer guide, cost allocation tags.
pub fn check_tags(new: &BTreeMap<String, String>, old: &BTreeMap<String, String>, queue: &str) -> Result<(), Refusal> {
    let added = new.keys().filter(|key| !old.contains_key(*key)).count();
    if old.len() + added > TAGS_MAX {
        return Err(refusals::too_many_tags(queue));
    }
    for (key, value) in new {
        match (key.chars().count(), value.chars().count()) {
            (1..=128, 0..=256) => {}
            (1..=128, _) => return Err(refusals::invalid_tag_value()),
            _ => return Err(refusals::invalid_tag_key()),
        }
    }
    Ok(())
}

#[cfg(test)]
mod tests {
    use serde_json::json;
    use service::testing::assert_type;

    use crate::testing::*;

    #[tokio::test(start_paused = true)]
    async fn members_have_their_types() {
        let world = world();
        for (path, kind) in [("QueueUrl", "String"), ("Tags", "Map"), ("Tags.a", "String")] {
            assert_type(&*world.sqs, "TagQueue", path, kind).await;
        }
        assert_type(&*world.sqs, "UntagQueue", "TagKeys", "List").await;
        assert_type(&*world.sqs, "ListQueueTags", "QueueUrl", "String").await;
    }

    #[tokio::test(start_paused = true)]
    async fn a_queue_has_at_most_fifty_tags() {
        let world = world().with_queue("q").await;
        assert_eq!(
            world.refused_on("q", "TagQueue", json!({ "Tags": {} })).await.1,
            "The request must contain the parameter Tags."
        );
        let many: serde_json::Map<_, _> = (0..51).map(|tag| (format!("tag-{tag}"), json!("v"))).collect();
        assert_eq!(
            world.refused_on("q", "TagQueue", json!({ "Tags": many })).await.1,
            "Too many tags added for queue q."
        );
        assert_eq!(world.on("q", "ListQueueTags", json!({})).await, json!({}));
    }

    #[tokio::test(start_paused = true)]
    async fn tags_come_and_go() {
        let world = world().with_queue("other").await;
        world.ok("CreateQueue", json!({ "QueueName": "q", "tags": { "a": "1" } })).await;
        world.on("q", "TagQueue", json!({ "Tags": { "a": "2", "b": "3" } })).await;
        world.on("q", "UntagQueue", json!({ "TagKeys": ["b", "never"] })).await;
        let world = world.reopened();
        assert_eq!(world.on("q", "ListQueueTags", json!({})).await, json!({ "Tags": { "a": "2" } }));
    }
}
