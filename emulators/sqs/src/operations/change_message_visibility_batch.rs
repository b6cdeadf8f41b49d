//! ChangeMessageVisibilityBatch

use std::sync::Arc;
use std::time::Duration;

use models::sqs::{
    ChangeMessageVisibilityBatchRequest, ChangeMessageVisibilityBatchRequestEntry, ChangeMessageVisibilityBatchResult,
    ChangeMessageVisibilityBatchResultEntry, Operation, Refusal,
};
use service::Caller;

use crate::delivery::claim::Claims;
use crate::delivery::receipt::Receipt;
use crate::operations::change_message_visibility::{change, visibility};
use crate::operations::delete_message::receipt_of;
use crate::queue::Queue;
use crate::{Failure, Reply, Sqs, batch, refusals};

pub async fn run(
    sqs: &Sqs,
    caller: &Caller,
    input: ChangeMessageVisibilityBatchRequest,
) -> Reply<ChangeMessageVisibilityBatchResult> {
    let _entered = sqs.space.enter().await?;
    let queue = sqs.queue(Operation::ChangeMessageVisibilityBatch, &input.queue_url, caller)?;
    let ids = input.entries.iter().map(|entry| entry.id.as_str());
    batch::check("ChangeMessageVisibilityBatchRequestEntry", ids)?;

    let asked: Vec<_> = input.entries.iter().map(|entry| asked(&queue, entry)).collect();
    let sequences: Vec<_> = asked.iter().map(|asked| Some(asked.as_ref().ok()?.0.sequence)).collect();
    let mut refused: Vec<Option<Refusal>> = asked.iter().map(|asked| asked.as_ref().err().cloned()).collect();
    for round in batch::rounds(&sequences) {
        let mut claims = Claims::default();
        for index in round {
            let Ok((receipt, visibility)) = &asked[index] else { continue };
            match change(&queue, receipt, &input.entries[index].receipt_handle, *visibility).await {
                Ok(claim) => claims.add(claim),
                Err(Failure::Refused(refusal)) => refused[index] = Some(refusal),
                Err(failure) => return Err(failure),
            }
        }
        claims.commit(&sqs.space).await?;
    }
    let mut answer = ChangeMessageVisibilityBatchResult::default();
    for (entry, refusal) in input.entries.into_iter().zip(refused) {
        match refusal {
            None => answer.successful.push(ChangeMessageVisibilityBatchResultEntry { id: entry.id }),
            Some(refusal) => answer.failed.push(refusals::of_entry(entry.id, refusal)),
        }
    }
    Ok(answer)
}

/// What an entry asks for, as far as it can be told without looking at its message.
fn asked(queue: &Arc<Queue>, entry: &ChangeMessageVisibilityBatchRequestEntry) -> Result<(Receipt, Duration), Refusal> {
    let seconds = entry.visibility_timeout.ok_or_else(|| refusals::missing_parameter("VisibilityTimeout"))?;
    let visibility = visibility(seconds)?;
    Ok((receipt_of(queue, &entry.receipt_handle)?, visibility))
}

#[cfg(test)]
mod tests {
    use serde_json::json;
    use service::testing::assert_type;

    use crate::testing::*;

    #[tokio::test(start_paused = true)]
    async fn members_have_their_types() {
        let world = world();
        for (path, kind) in [("QueueUrl", "String"), ("Entries", "List"), ("Entries.0.VisibilityTimeout", "Integer")] {
            assert_type(&*world.sqs, "ChangeMessageVisibilityBatch", path, kind).await;
        }
    }

    #[tokio::test(start_paused = true)]
    async fn an_empty_batch_is_refused_by_its_name() {
        let world = world().with_queue("q").await;
        let (_, message) = world.refused_on("q", "ChangeMessageVisibilityBatch", json!({ "Entries": [] })).await;
        assert_eq!(message, "There should be at least one ChangeMessageVisibilityBatchRequestEntry in the request.");
    }

    #[tokio::test(start_paused = true)]
    async fn each_entry_counts_for_itself() {
        let world = world().with_queue("q").await;
        for body in ["a", "b"] {
            world.send("q", body).await;
        }
        let both = world.receive("q").await;
        let entries = json!([
            { "Id": "a", "ReceiptHandle": both[0].receipt(), "VisibilityTimeout": 0 },
            { "Id": "b", "ReceiptHandle": both[1].receipt(), "VisibilityTimeout": 99_999 },
        ]);
        let answer = world.on("q", "ChangeMessageVisibilityBatch", json!({ "Entries": entries })).await;
        assert_eq!(answer["Successful"], json!([{ "Id": "a" }]));
        assert_eq!(answer["Failed"][0]["Code"], "InvalidParameterValue");
        assert_eq!(world.bodies("q").await, ["a"]);
    }

    #[tokio::test(start_paused = true)]
    async fn every_entry_is_judged_by_itself_and_the_last_one_of_a_message_holds() {
        let world = world().with_queue("q").await;
        world.send("q", "b").await;
        let message = world.receive("q").await.remove(0);
        let entry = |id: &str, seconds: i32| json!({ "Id": id, "ReceiptHandle": message.receipt(), "VisibilityTimeout": seconds });
        let entries = json!([entry("long", 600), entry("too-long", 43_201), entry("short", 5)]);
        let answer = world.on("q", "ChangeMessageVisibilityBatch", json!({ "Entries": entries })).await;
        assert_eq!(answer["Successful"], json!([{ "Id": "long" }, { "Id": "short" }]));
        assert_eq!(answer["Failed"][0]["Id"], "too-long");
        world.pass(seconds(5));
        assert_eq!(world.bodies("q").await, ["b"]);
    }
}
