//! ChangeMessageVisibilityBatch

use std::sync::Arc;

use keyspace::Batch;
use models::sqs::{
    ChangeMessageVisibilityBatchRequest, ChangeMessageVisibilityBatchRequestEntry, ChangeMessageVisibilityBatchResult,
    ChangeMessageVisibilityBatchResultEntry, Refusal,
};
use service::Caller;

use crate::claim::Claim;
use crate::operations::change_message_visibility::{change, visibility};
use crate::operations::delete_message::receipt_of;
use crate::queue::Queue;
use crate::receipt::Receipt;
use crate::{Failure, Reply, Sqs, batch, refusals};

pub async fn run(
    sqs: &Sqs,
    caller: &Caller,
    input: ChangeMessageVisibilityBatchRequest,
) -> Reply<ChangeMessageVisibilityBatchResult> {
    let _entered = sqs.space.enter().await?;
    let queue = sqs.queue(&input.queue_url, caller)?;
    let ids = input.entries.iter().map(|entry| entry.id.as_str());
    batch::check("ChangeMessageVisibilityBatchRequestEntry", ids)?;

    // Messages are claimed in order, so that two batches never wait for each other in a circle.
    let mut receipts: Vec<_> =
        input.entries.iter().map(|entry| receipt_of(&queue, &entry.receipt_handle)).enumerate().collect();
    receipts.sort_by_key(|(_, receipt)| receipt.as_ref().map_or(0, |receipt| receipt.sequence));
    let mut refused: Vec<Option<Refusal>> = input.entries.iter().map(|_| None).collect();
    let (mut claims, mut last) = (Vec::new(), None);
    for (index, receipt) in receipts {
        let is_again = receipt.as_ref().is_ok_and(|receipt| last.replace(receipt.sequence) == Some(receipt.sequence));
        if is_again {
            continue;
        }
        match claim(&queue, &input.entries[index], receipt).await {
            Ok(claim) => claims.push(claim),
            Err(Failure::Refused(refusal)) => refused[index] = Some(refusal),
            Err(failure) => return Err(failure),
        }
    }
    if !claims.is_empty() {
        let mut batch = Batch::new();
        claims.into_iter().for_each(|claim| claim.commit_with(&mut batch));
        sqs.space.commit(batch).await?;
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

async fn claim(
    queue: &Arc<Queue>,
    entry: &ChangeMessageVisibilityBatchRequestEntry,
    receipt: Result<Receipt, Refusal>,
) -> Result<Claim, Failure> {
    let seconds = entry.visibility_timeout.ok_or_else(|| refusals::missing_parameter("VisibilityTimeout"))?;
    let visibility = visibility(seconds)?;
    change(queue, &receipt?, &entry.receipt_handle, visibility).await
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
            assert_type(&world.sqs, "ChangeMessageVisibilityBatch", path, kind).await;
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
}
