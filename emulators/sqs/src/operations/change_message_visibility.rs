//! ChangeMessageVisibility

use std::sync::Arc;
use std::time::Duration;

use keyspace::Batch;
use models::sqs::{ChangeMessageVisibilityRequest, Operation, Refusal};
use service::Caller;

use crate::delivery::claim::{Change, Claim, Was};
use crate::delivery::receipt::Receipt;
use crate::operations::delete_message::receipt_of;
use crate::queue::{Found, Queue};
use crate::{Failure, Reply, Sqs, refusals};

/// Of a message in all.
const VISIBILITY_MAX: Duration = Duration::from_secs(43_200);

pub async fn run(sqs: &Sqs, caller: &Caller, input: ChangeMessageVisibilityRequest) -> Reply<()> {
    let _entered = sqs.space.enter().await?;
    let queue = sqs.queue(Operation::ChangeMessageVisibility, &input.queue_url, caller)?;
    let visibility = visibility(input.visibility_timeout)?;
    let receipt = receipt_of(&queue, &input.receipt_handle)?;
    let claim = change(&queue, &receipt, &input.receipt_handle, visibility).await?;
    let mut batch = Batch::new();
    claim.commit_with(&mut batch);
    sqs.space.commit(batch).await?;
    Ok(())
}

pub fn visibility(seconds: i32) -> Result<Duration, Refusal> {
    match u64::try_from(seconds) {
        Ok(seconds) if Duration::from_secs(seconds) <= VISIBILITY_MAX => Ok(Duration::from_secs(seconds)),
        _ => Err(refusals::visibility_out_of_range(seconds)),
    }
}

/// The message, about to be hidden from now on for so long. A receipt of a standard queue may be an older one, and its time
/// may be over: seen in LocalStack's tests against AWS.
pub async fn change(
    queue: &Arc<Queue>,
    receipt: &Receipt,
    handle: &str,
    visibility: Duration,
) -> Result<Claim, Failure> {
    let unavailable = || refusals::not_available_for_visibility(handle);
    let found = queue.find_any(receipt).await?;
    let Found::Held(mut claim) = found else { return Err(unavailable().into()) };
    let held = &mut claim.held[0];
    let Was::Scheduled { handed, .. } = &held.was else { return Err(unavailable().into()) };
    let now = queue.now();
    // Recorded on AWS: a message that is visible again stays so, whatever its last receipt asks for.
    if matches!(&held.was, Was::Scheduled { due, .. } if *due <= now) {
        return Ok(claim);
    }
    // Quoted from AWS in two reports: twelve hours in all, counted from the receive, and so never all twelve from later on.
    let due = now + visibility;
    let hidden_for_ms = due.as_millis() - handed.last_received.as_millis();
    if (visibility == VISIBILITY_MAX || hidden_for_ms > VISIBILITY_MAX.as_millis() as i64) && !visibility.is_zero() {
        return Err(refusals::hidden_too_long(visibility.as_secs() as i32).into());
    }
    let mut handed = handed.clone();
    handed.is_moved = true;
    held.change = Change::Handed { due, handed };
    Ok(claim)
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
            for (path, kind) in [("QueueUrl", "String"), ("ReceiptHandle", "String"), ("VisibilityTimeout", "Integer")]
            {
                assert_type(&*world.sqs, "ChangeMessageVisibility", path, kind).await;
            }
        }
    }

    mod constraints {
        use super::*;

        #[tokio::test(start_paused = true)]
        async fn a_message_is_hidden_for_at_most_twelve_hours_in_all() {
            let world = world().with_queue("q").await;
            world.send("q", "b").await;
            let message = world.receive("q").await.remove(0);
            let input = |seconds: i32| json!({ "ReceiptHandle": message.receipt(), "VisibilityTimeout": seconds });
            for seconds in [-1, 43_201] {
                let (code, _) = world.refused_on("q", "ChangeMessageVisibility", input(seconds)).await;
                assert_eq!(code, "InvalidParameterValueException");
            }
            let all = "Value 43200 for parameter VisibilityTimeout is invalid. Reason: Total VisibilityTimeout for the message is \
                       beyond the limit [43200 seconds]";
            assert_eq!(world.refused_on("q", "ChangeMessageVisibility", input(43_200)).await.1, all);
            world.on("q", "ChangeMessageVisibility", input(43_199)).await;
            world.pass(seconds(3600));
            let (_, said) = world.refused_on("q", "ChangeMessageVisibility", input(43_200 - 3599)).await;
            assert_eq!(
                said,
                "Value 39601 for parameter VisibilityTimeout is invalid. Reason: Total VisibilityTimeout for the message is \
                 beyond the limit [43200 seconds]"
            );
            world.on("q", "ChangeMessageVisibility", input(43_200 - 3600)).await;
        }
    }

    mod behaviour {
        use super::*;

        #[tokio::test(start_paused = true)]
        async fn zero_shows_a_message_at_once() {
            let world = world().with_queue("q").await;
            world.send("q", "b").await;
            let message = world.receive("q").await.remove(0);
            world.hide("q", &message, 0).await;
            assert_eq!(world.counts("q").await, [1, 0, 0]);
            assert_eq!(world.bodies("q").await, ["b"]);
        }

        #[tokio::test(start_paused = true)]
        async fn more_time_hides_it_longer() {
            let world = world().with_queue("q").await;
            world.send("q", "b").await;
            let message = world.receive("q").await.remove(0);
            world.pass(seconds(20));
            world.hide("q", &message, 60).await;
            let world = world.reopened();
            world.pass(seconds(59));
            assert!(world.bodies("q").await.is_empty());
            world.pass(seconds(1));
            assert_eq!(world.bodies("q").await, ["b"]);
        }

        // Seen: LocalStack's tests against AWS.
        #[tokio::test(start_paused = true)]
        async fn a_standard_queue_takes_receipts_whose_time_is_over_and_older_ones() {
            let world = world().with_queue("q").await;
            world.send("q", "b").await;
            let first = world.receive_with("q", json!({ "VisibilityTimeout": 0 })).await.remove(0);
            let second = world.receive_with("q", json!({ "VisibilityTimeout": 3 })).await.remove(0);
            world.hide("q", &first, 0).await;
            assert_eq!(world.bodies("q").await, ["b"]);
            // Its time is over: accepted, and it stays visible.
            world.pass(seconds(31));
            world.hide("q", &second, 5).await;
            assert_eq!(world.counts("q").await, [1, 0, 0]);
            assert_eq!(world.bodies("q").await, ["b"]);
        }

        #[tokio::test(start_paused = true)]
        async fn a_message_that_is_gone_cannot_be_hidden() {
            let world = world().with_queue("q").await;
            world.send("q", "b").await;
            let message = world.receive("q").await.remove(0);
            world.delete("q", &message).await;
            let input = json!({ "ReceiptHandle": message.receipt(), "VisibilityTimeout": 1 });
            let (code, said) = world.refused_on("q", "ChangeMessageVisibility", input).await;
            assert_eq!(code, "InvalidParameterValueException");
            assert!(
                said.ends_with("Reason: Message does not exist or is not available for visibility timeout change.")
            );
        }
    }
}
