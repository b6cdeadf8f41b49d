//! DeleteMessage

use std::sync::Arc;

use keyspace::Batch;
use models::sqs::{DeleteMessageRequest, Operation, Refusal};
use service::Caller;

use crate::delivery::receipt::Receipt;
use crate::queue::{Found, Queue};
use crate::{Reply, Sqs, refusals};

pub async fn run(sqs: &Sqs, caller: &Caller, input: DeleteMessageRequest) -> Reply<()> {
    let _entered = sqs.space.enter().await?;
    let queue = sqs.queue(Operation::DeleteMessage, &input.queue_url, caller)?;
    let receipt = receipt_of(&queue, &input.receipt_handle)?;

    // The last receipt of a standard queue is good for ever. An older one is accepted and deletes nothing: the API reference
    // says so.
    match queue.find(&receipt).await? {
        Found::Nothing => Ok(()),
        Found::Expired => Err(refusals::receipt_handle_expired(&input.receipt_handle).into()),
        Found::Held(mut claim) => {
            claim.held[0].change = queue.deletion(&claim.held[0]);
            let mut batch = Batch::new();
            claim.commit_with(&mut batch);
            sqs.space.commit(batch).await?;
            Ok(())
        }
    }
}

/// A receipt that this queue gave out.
pub fn receipt_of(queue: &Arc<Queue>, handle: &str) -> Result<Receipt, Refusal> {
    let receipt = Receipt::parse(handle).filter(|receipt| receipt.queue == queue.record().id);
    receipt.ok_or_else(|| refusals::receipt_handle_invalid(handle))
}

#[cfg(test)]
mod tests {
    use serde_json::json;
    use service::testing::assert_type;

    use crate::testing::*;

    mod types {
        use super::*;

        #[tokio::test(start_paused = true)]
        async fn members_have_their_types() {
            let world = world();
            for path in ["QueueUrl", "ReceiptHandle"] {
                assert_type(&*world.sqs, "DeleteMessage", path, "String").await;
            }
        }
    }

    mod constraints {
        use super::*;

        #[tokio::test(start_paused = true)]
        async fn a_receipt_is_one_that_this_queue_gave_out() {
            let world = world().with_queue("q").await.with_queue("other").await;
            world.send("other", "b").await;
            let of_other = world.receive("other").await[0].receipt().to_owned();
            for handle in ["nonsense", &of_other] {
                let (code, message) = world.refused_on("q", "DeleteMessage", json!({ "ReceiptHandle": handle })).await;
                assert_eq!(code, "ReceiptHandleIsInvalid");
                assert_eq!(message, format!("The input receipt handle \"{handle}\" is not a valid receipt handle."));
            }
        }
    }

    mod behaviour {
        use super::*;

        #[tokio::test(start_paused = true)]
        async fn a_deleted_message_is_gone_and_may_be_deleted_again() {
            let world = world().with_queue("q").await;
            world.send("q", "b").await;
            let message = &world.receive("q").await[0];
            world.delete("q", message).await;
            world.delete("q", message).await;
            world.pass(seconds(60));
            assert!(world.bodies("q").await.is_empty());
            assert_eq!(world.counts("q").await, [0, 0, 0]);
        }

        #[tokio::test(start_paused = true)]
        async fn the_last_receipt_deletes_though_its_time_is_over_and_an_older_one_does_nothing() {
            let world = world().with_queue("q").await;
            world.send("q", "b").await;
            let first = world.receive("q").await.remove(0);
            world.pass(seconds(31));
            let second = world.receive("q").await.remove(0);
            world.delete("q", &first).await;
            world.pass(seconds(31));
            assert_eq!(world.counts("q").await, [1, 0, 0]);
            world.delete("q", &second).await;
            assert_eq!(world.counts("q").await, [0, 0, 0]);
            assert!(world.bodies("q").await.is_empty());
        }

        #[tokio::test(start_paused = true)]
        async fn a_receipt_deletes_wherever_its_message_was_moved_meanwhile() {
            let world = world().with_queue("q").await;
            world.send("q", "b").await;
            let message = world.receive("q").await.remove(0);
            world.hide("q", &message, 100).await;
            let world = world.reopened();
            world.delete("q", &message).await;
            assert_eq!(world.counts("q").await, [0, 0, 0]);
        }

        #[tokio::test(start_paused = true)]
        async fn a_fifo_queue_says_when_a_receipt_has_expired() {
            let world = world().with_fifo("q.fifo").await;
            world.send_to_group("q.fifo", "g", "b").await;
            let message = world.receive("q.fifo").await.remove(0);
            world.pass(seconds(30));
            let input = json!({ "ReceiptHandle": message.receipt() });
            let (code, said) = world.refused_on("q.fifo", "DeleteMessage", input).await;
            assert_eq!(code, "InvalidParameterValueException");
            let handle = message.receipt();
            assert_eq!(
                said,
                format!(
                    "Value {handle} for parameter ReceiptHandle is invalid. Reason: The receipt handle has expired."
                )
            );
            let again = world.receive("q.fifo").await.remove(0);
            world.delete("q.fifo", &again).await;
            world.delete("q.fifo", &again).await;
        }

        #[tokio::test(start_paused = true)]
        async fn receipts_from_before_a_purge_do_nothing() {
            let world = world().with_queue("q").await;
            world.send("q", "old").await;
            let old = world.receive("q").await.remove(0);
            world.on("q", "PurgeQueue", json!({})).await;
            world.send("q", "new").await;
            world.delete("q", &old).await;
            assert_eq!(world.bodies("q").await, ["new"]);
        }
    }
}
