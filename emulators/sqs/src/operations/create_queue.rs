//! CreateQueue

use std::collections::BTreeMap;
use std::time::Duration;

use clock::{Epoch, Stored};
use keyspace::{Batch, Reads};
use models::sqs::{CreateQueueRequest, CreateQueueResult};
use service::Caller;

use crate::operations::set_queue_attributes::check_redrive;
use crate::operations::tag_queue::check_tags;
use crate::queue::Queue;
use crate::queue::attributes::Attributes;
use crate::queue::name::{Address, QueueName};
use crate::tables::{DELETED, QUEUES, QueueRecord};
use crate::{Reply, Sqs, record_key, refusals};

const NAME_RESTS_FOR: Duration = Duration::from_secs(60);

pub async fn run(sqs: &Sqs, caller: &Caller, input: CreateQueueRequest) -> Reply<CreateQueueResult> {
    let _entered = sqs.space.enter().await?;
    let alone = sqs.change().await;
    if input.queue_name.is_empty() {
        return Err(refusals::missing_parameter("QueueName").into());
    }
    let given = input.attributes.unwrap_or_default();
    let is_fifo = Attributes::asks_for_fifo(&given)?;
    let name = QueueName::parse(&input.queue_name, is_fifo).map_err(refusals::bad_name)?;
    let address =
        Address { account: caller.account.clone(), region: caller.region.clone(), name: name.as_str().to_owned() };
    let answer = CreateQueueResult { queue_url: Some(sqs.url(&address, caller)) };

    if let Some(queue) = sqs.queues.find(&address.account, &address.region, &address.name) {
        return match queue.record().attributes.difference(&given)? {
            Some(attribute) => Err(refusals::queue_exists_with_other(&attribute).into()),
            None => Ok(answer),
        };
    }
    let default = if is_fifo { Attributes::fifo() } else { Attributes::standard() };
    let mut attributes = default.set(&given)?;
    if let Some(fifo) = &mut attributes.fifo {
        fifo.scope_in_force = fifo.scope;
    }
    check_redrive(sqs, &address, &attributes, &given)?;
    let tags = input.tags.unwrap_or_default();
    check_tags(&tags, &BTreeMap::new(), &address.name)?;

    let now = sqs.space.clock().now();
    if sqs.settings.recently_deleted_rule
        && let Some(deleted) = sqs.space.read(DELETED, &record_key(&address))?
        && now.since(Epoch::new(clock::Timestamp::from_millis(0)).absolute(deleted.at)) < NAME_RESTS_FOR
    {
        return Err(refusals::queue_deleted_recently().into());
    }
    let zero = Stored::from_millis(0);
    let record = QueueRecord {
        id: sqs.space.fresh_id().await?,
        contents: sqs.space.fresh_id().await?,
        epoch: Epoch::new(now),
        created: zero,
        modified: zero,
        purged: None,
        attributes,
        tags,
    };
    let mut batch = Batch::new();
    batch.put(QUEUES, &record_key(&address), &record);
    if sqs.settings.recently_deleted_rule {
        batch.delete(DELETED, &record_key(&address));
    }
    let queue = Queue::new(address, record, &sqs.shared);
    let queues = sqs.queues.clone();
    batch.on_commit(move || queues.add(queue));
    batch.hold(alone);
    sqs.space.commit(batch).await?;
    Ok(answer)
}

#[cfg(test)]
mod tests {
    use serde_json::json;
    use service::testing::assert_type;

    use crate::Settings;
    use crate::testing::*;

    mod types {
        use super::*;

        #[tokio::test(start_paused = true)]
        async fn members_have_their_types() {
            let world = world();
            for (path, kind) in [("QueueName", "String"), ("Attributes", "Map"), ("tags", "Map"), ("tags.a", "String")]
            {
                assert_type(&*world.sqs, "CreateQueue", path, kind).await;
            }
        }
    }

    mod constraints {
        use super::*;

        #[tokio::test(start_paused = true)]
        async fn a_name_is_required_and_spelled_well() {
            let world = world();
            let (code, message) = world.refused("CreateQueue", json!({})).await;
            assert_eq!(
                (code.as_str(), message.as_str()),
                ("MissingRequiredParameterException", "The request must contain the parameter QueueName.")
            );
            for name in ["a b", "q.fifo", &"a".repeat(81)] {
                let (code, message) = world.refused("CreateQueue", json!({ "QueueName": name })).await;
                assert_eq!(code, "InvalidParameterValueException");
                assert_eq!(
                    message,
                    "Can only include alphanumeric characters, hyphens, or underscores. 1 to 80 in length"
                );
            }
            let plain = json!({ "QueueName": "q", "Attributes": { "FifoQueue": "true" } });
            assert!(world.refused("CreateQueue", plain).await.1.contains("must end with .fifo suffix"));
        }
    }

    mod behaviour {
        use keyspace::Reads;

        use super::*;
        use crate::tables::DELETED;

        #[tokio::test(start_paused = true)]
        async fn the_same_queue_may_be_created_again_and_another_may_not() {
            let world = world();
            let attributes = json!({ "DelaySeconds": "1" });
            let input = json!({ "QueueName": "q", "Attributes": attributes });
            let first = world.ok("CreateQueue", input.clone()).await;
            assert_eq!(first, json!({ "QueueUrl": "http://localhost:4566/000000000000/q" }));
            assert_eq!(world.ok("CreateQueue", input).await, first);
            assert_eq!(world.ok("CreateQueue", json!({ "QueueName": "q" })).await, first);
            let other = json!({ "QueueName": "q", "Attributes": { "DelaySeconds": "2" } });
            let (code, message) = world.refused("CreateQueue", other).await;
            assert_eq!(code, "QueueNameExists");
            assert_eq!(
                message,
                "A queue already exists with the same name and a different value for attribute DelaySeconds"
            );
        }

        #[tokio::test(start_paused = true)]
        async fn a_queue_is_there_after_reopening_with_all_that_was_set() {
            let world = world();
            world.create("q.fifo", json!({ "FifoQueue": "true", "VisibilityTimeout": "7" })).await;
            let before = world.attributes("q.fifo").await;
            assert_eq!(before["VisibilityTimeout"], "7");
            let world = world.reopened();
            assert_eq!(world.attributes("q.fifo").await, before);
        }

        #[tokio::test(start_paused = true)]
        async fn a_name_may_be_used_again_at_once_unless_the_rule_is_on() {
            let [account, region, name] = ["000000000000", "us-east-1", "q"].map(str::to_owned);
            let key = (account, region, name);
            let is_noted = |world: &World| world.sqs.space.read(DELETED, &key).unwrap().is_some();
            let relaxed = world().with_queue("q").await;
            relaxed.on("q", "DeleteQueue", json!({})).await;
            assert!(!is_noted(&relaxed));
            relaxed.create("q", json!({})).await;

            let strict =
                world_with(Settings { recently_deleted_rule: true, ..Settings::default() }).with_queue("q").await;
            strict.on("q", "DeleteQueue", json!({})).await;
            strict.pass(seconds(59));
            assert_eq!(strict.refused("CreateQueue", json!({ "QueueName": "q" })).await.0, "QueueDeletedRecently");
            assert!(is_noted(&strict));
            strict.pass(seconds(1));
            strict.create("q", json!({})).await;
            assert!(!is_noted(&strict));
        }
    }
}
