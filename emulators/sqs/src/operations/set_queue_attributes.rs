//! SetQueueAttributes

use std::collections::BTreeMap;
use std::sync::Arc;

use keyspace::Batch;
use models::sqs::{Operation, Refusal, SetQueueAttributesRequest};
use service::Caller;
use tokio::sync::OwnedMutexGuard;

use crate::queue::Queue;
use crate::queue::attributes::Attributes;
use crate::queue::name::Address;
use crate::tables::{QUEUES, QueueRecord};
use crate::{Reply, Sqs, modified, record_key, refusals};

pub async fn run(sqs: &Sqs, caller: &Caller, input: SetQueueAttributesRequest) -> Reply<()> {
    let _entered = sqs.space.enter().await?;
    let alone = sqs.change().await;
    let queue = sqs.queue(Operation::SetQueueAttributes, &input.queue_url, caller)?;
    let mut record = modified(&queue, sqs.space.clock().now());
    record.attributes = record.attributes.set(&input.attributes)?;
    check_redrive(sqs, &queue.address, &record.attributes, &input.attributes)?;
    change(sqs, &queue, record, alone).await
}

/// Writes a record and takes it over.
pub async fn change(sqs: &Sqs, queue: &Arc<Queue>, record: QueueRecord, alone: OwnedMutexGuard<()>) -> Reply<()> {
    let mut batch = Batch::new();
    batch.put(QUEUES, &record_key(&queue.address), &record);
    let queue = queue.clone();
    batch.on_commit(move || {
        queue.becomes(record);
        // The retention may be another now.
        queue.look_at_ages();
    });
    batch.hold(alone);
    sqs.space.commit(batch).await?;
    Ok(())
}

/// Where dead letters go must exist, be of the same kind, account and region, and take them.
pub fn check_redrive(
    sqs: &Sqs,
    source: &Address,
    attributes: &Attributes,
    given: &BTreeMap<String, String>,
) -> Result<(), Refusal> {
    let (Some(said), Some(policy)) = (given.get("RedrivePolicy"), &attributes.redrive_policy) else { return Ok(()) };
    let refused = |reason: &str| Err(refusals::invalid_redrive_policy(said, reason));
    let arn = source.arn();
    let Some(target) = sqs.queues.by_arn(&policy.target_arn) else {
        return refused("Dead letter target does not exist.");
    };
    if target.address.account != source.account || target.address.region != source.region {
        return refused("Dead-letter target owner should be same as the source.");
    }
    let record = target.record();
    if record.attributes.fifo.is_some() != attributes.fifo.is_some() {
        return refused("Dead-letter queue must be same type of queue as the source.");
    }
    match &record.attributes.redrive_allow_policy {
        Some(allowed) if !allowed.allows(&arn) => {
            refused("Queue is not allowed to use the dead-letter target by its RedriveAllowPolicy.")
        }
        _ => Ok(()),
    }
}

#[cfg(test)]
mod tests {
    use serde_json::{Value, json};
    use service::testing::assert_type;

    use crate::testing::*;

    fn redrive(target: &str, receives_max: u32) -> Value {
        let arn = format!("arn:aws:sqs:us-east-1:000000000000:{target}");
        json!({ "deadLetterTargetArn": arn, "maxReceiveCount": receives_max }).to_string().into()
    }

    mod types {
        use super::*;

        #[tokio::test(start_paused = true)]
        async fn members_have_their_types() {
            let world = world();
            for (path, kind) in [("QueueUrl", "String"), ("Attributes", "Map"), ("Attributes.a", "String")] {
                assert_type(&*world.sqs, "SetQueueAttributes", path, kind).await;
            }
        }
    }

    mod constraints {
        use super::*;

        #[tokio::test(start_paused = true)]
        async fn all_is_set_or_nothing() {
            let world = world().with_queue("q").await;
            let input = json!({ "Attributes": { "DelaySeconds": "1", "VisibilityTimeout": "43201" } });
            let (code, message) = world.refused_on("q", "SetQueueAttributes", input).await;
            assert_eq!(code, "InvalidAttributeValue");
            assert_eq!(message, "Invalid value for the parameter VisibilityTimeout.");
            assert_eq!(world.attributes("q").await["DelaySeconds"], "0");
        }

        #[tokio::test(start_paused = true)]
        async fn dead_letters_go_to_a_queue_that_exists_is_of_the_same_kind_and_takes_them() {
            let world = world().with_queue("q").await.with_fifo("dead.fifo").await;
            world.create("closed", json!({ "RedriveAllowPolicy": r#"{"redrivePermission":"denyAll"}"# })).await;
            for (target, reason) in [
                ("nowhere", "Dead letter target does not exist."),
                ("dead.fifo", "Dead-letter queue must be same type of queue as the source."),
                ("closed", "Queue is not allowed to use the dead-letter target by its RedriveAllowPolicy."),
            ] {
                let policy = redrive(target, 1);
                let input = json!({ "Attributes": { "RedrivePolicy": policy } });
                let (code, message) = world.refused_on("q", "SetQueueAttributes", input).await;
                assert_eq!(code, "InvalidParameterValueException");
                let said = policy.as_str().unwrap();
                assert_eq!(message, format!("Value {said} for parameter RedrivePolicy is invalid. Reason: {reason}"));
            }
        }
    }

    mod behaviour {
        use super::*;

        #[tokio::test(start_paused = true)]
        async fn what_is_set_is_told_and_when() {
            let world = world().with_queue("q").await;
            world.pass(seconds(100));
            let attributes = json!({ "DelaySeconds": "420", "Policy": "{}", "RedrivePolicy": "" });
            world.on("q", "SetQueueAttributes", json!({ "Attributes": attributes })).await;
            let told = world.reopened().attributes("q").await;
            assert_eq!(told["DelaySeconds"], "420");
            assert_eq!(told["Policy"], r#"{"Version":"2008-10-17"}"#);
            assert_eq!(told["CreatedTimestamp"], "1700000000");
            assert_eq!(told["LastModifiedTimestamp"], "1700000100");
            assert_eq!(told["QueueArn"], "arn:aws:sqs:us-east-1:000000000000:q");
            assert_eq!(told.get("RedrivePolicy"), None);
        }

        #[tokio::test(start_paused = true)]
        async fn a_message_received_too_often_goes_to_the_dead_letters_with_its_past() {
            let world = world().with_queue("dead").await.with_queue("q").await;
            world.on("q", "SetQueueAttributes", json!({ "Attributes": { "RedrivePolicy": redrive("dead", 2) } })).await;
            let sent = world.send("q", "b").await;
            for _ in 0..2 {
                assert_eq!(world.bodies("q").await, ["b"]);
                world.pass(seconds(30));
            }
            assert!(world.bodies("q").await.is_empty());
            assert_eq!((world.counts("q").await, world.counts("dead").await), ([0, 0, 0], [1, 0, 0]));
            let world = world.reopened();
            let letter = world.receive("dead").await.remove(0);
            assert_eq!(letter.0["MessageId"], sent["MessageId"]);
            assert_eq!(letter.system("DeadLetterQueueSourceArn"), Some("arn:aws:sqs:us-east-1:000000000000:q"));
            assert_eq!(letter.system("ApproximateReceiveCount"), Some("3"));
            assert_eq!(letter.system("SentTimestamp"), Some("1700000000000"));
            assert_eq!(letter.system("ApproximateFirstReceiveTimestamp"), Some("1700000000000"));

            let sources = world.on("dead", "ListDeadLetterSourceQueues", json!({})).await;
            assert_eq!(sources, json!({ "queueUrls": [url("q")] }));
        }

        #[tokio::test(start_paused = true)]
        async fn a_poll_on_the_dead_letters_wakes_when_one_comes() {
            let world = world().with_queue("dead").await.with_queue("q").await;
            world.on("q", "SetQueueAttributes", json!({ "Attributes": { "RedrivePolicy": redrive("dead", 1) } })).await;
            world.send("q", "b").await;
            world.receive_with("q", json!({ "VisibilityTimeout": 1 })).await;
            let wait = json!({ "WaitTimeSeconds": 20 });
            let (letters, ()) = tokio::join!(world.receive_with("dead", wait), async {
                world.clock.sleep(seconds(2)).await;
                assert!(world.bodies("q").await.is_empty());
            });
            assert_eq!(letters[0].body(), "b");
            assert_eq!(world.clock.now(), start() + seconds(2));
        }

        #[tokio::test(start_paused = true)]
        async fn a_group_goes_on_behind_its_dead_letters() {
            let world = world().with_fifo("dead.fifo").await.with_fifo("q.fifo").await;
            let attributes = json!({ "RedrivePolicy": redrive("dead.fifo", 1) });
            world.on("q.fifo", "SetQueueAttributes", json!({ "Attributes": attributes })).await;
            for body in ["a", "b", "c"] {
                world.send_to_group("q.fifo", "g", body).await;
            }
            world.receive_with("q.fifo", json!({ "MaxNumberOfMessages": 2 })).await;
            world.pass(seconds(30));
            assert_eq!(world.bodies("q.fifo").await, ["c"]);
            let letters = world.receive("dead.fifo").await;
            assert_eq!(letters.iter().map(Received::body).collect::<Vec<_>>(), ["a", "b"]);
            assert_eq!(letters[0].system("MessageGroupId"), Some("g"));
        }
    }
}
