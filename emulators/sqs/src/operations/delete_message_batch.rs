//! DeleteMessageBatch

use models::sqs::{
    DeleteMessageBatchRequest, DeleteMessageBatchResult, DeleteMessageBatchResultEntry, Operation, Refusal,
};
use service::Caller;

use crate::delivery::claim::Claims;
use crate::operations::delete_message::receipt_of;
use crate::queue::Found;
use crate::{Reply, Sqs, batch, refusals};

pub async fn run(sqs: &Sqs, caller: &Caller, input: DeleteMessageBatchRequest) -> Reply<DeleteMessageBatchResult> {
    let _entered = sqs.space.enter().await?;
    let queue = sqs.queue(Operation::DeleteMessageBatch, &input.queue_url, caller)?;
    batch::check("DeleteMessageBatchRequestEntry", input.entries.iter().map(|entry| entry.id.as_str()))?;

    let receipts: Vec<_> = input.entries.iter().map(|entry| receipt_of(&queue, &entry.receipt_handle)).collect();
    let sequences: Vec<_> = receipts.iter().map(|receipt| Some(receipt.as_ref().ok()?.sequence)).collect();
    let mut refused: Vec<Option<Refusal>> = receipts.iter().map(|receipt| receipt.as_ref().err().cloned()).collect();
    for round in batch::rounds(&sequences) {
        let mut claims = Claims::default();
        for index in round {
            let Ok(receipt) = &receipts[index] else { continue };
            match queue.find(receipt).await? {
                Found::Nothing => {}
                Found::Expired => {
                    refused[index] = Some(refusals::receipt_handle_expired(&input.entries[index].receipt_handle));
                }
                Found::Held(mut claim) => {
                    claim.held[0].change = queue.deletion(&claim.held[0]);
                    claims.add(claim);
                }
            }
        }
        claims.commit(&sqs.space).await?;
    }
    let mut answer = DeleteMessageBatchResult::default();
    for (entry, refusal) in input.entries.into_iter().zip(refused) {
        match refusal {
            None => answer.successful.push(DeleteMessageBatchResultEntry { id: entry.id }),
            Some(refusal) => answer.failed.push(refusals::of_entry(entry.id, refusal)),
        }
    }
    Ok(answer)
}

#[cfg(test)]
mod tests {
    use serde_json::json;
    use service::testing::assert_type;

    use crate::testing::*;

    #[tokio::test(start_paused = true)]
    async fn members_have_their_types() {
        let world = world();
        for (path, kind) in [("QueueUrl", "String"), ("Entries", "List"), ("Entries.0.ReceiptHandle", "String")] {
            assert_type(&*world.sqs, "DeleteMessageBatch", path, kind).await;
        }
    }

    #[tokio::test(start_paused = true)]
    async fn an_empty_batch_is_refused_by_its_name() {
        let world = world().with_queue("q").await;
        let (code, message) = world.refused_on("q", "DeleteMessageBatch", json!({ "Entries": [] })).await;
        assert_eq!(code, "EmptyBatchRequest");
        assert_eq!(message, "There should be at least one DeleteMessageBatchRequestEntry in the request.");
    }

    #[tokio::test(start_paused = true)]
    async fn each_receipt_counts_for_itself_and_the_same_one_twice_does_no_harm() {
        let world = world().with_queue("q").await;
        for body in ["a", "b"] {
            world.send("q", body).await;
        }
        let both = world.receive("q").await;
        let entries = json!([
            { "Id": "b", "ReceiptHandle": both[1].receipt() },
            { "Id": "bad", "ReceiptHandle": "nonsense" },
            { "Id": "a", "ReceiptHandle": both[0].receipt() },
            { "Id": "again", "ReceiptHandle": both[0].receipt() },
        ]);
        let answer = world.on("q", "DeleteMessageBatch", json!({ "Entries": entries })).await;
        assert_eq!(answer["Successful"], json!([{ "Id": "b" }, { "Id": "a" }, { "Id": "again" }]));
        assert_eq!(answer["Failed"][0]["Code"], "ReceiptHandleIsInvalid");
        assert_eq!(world.counts("q").await, [0, 0, 0]);
    }

    #[tokio::test(start_paused = true)]
    async fn an_old_receipt_before_the_new_one_of_the_same_message_does_not_stand_for_it() {
        let world = world().with_queue("q").await;
        world.send("q", "b").await;
        let old = world.receive_with("q", json!({ "VisibilityTimeout": 0 })).await.remove(0);
        let new = world.receive("q").await.remove(0);
        let entries = json!([
            { "Id": "old", "ReceiptHandle": old.receipt() },
            { "Id": "new", "ReceiptHandle": new.receipt() },
        ]);
        let answer = world.on("q", "DeleteMessageBatch", json!({ "Entries": entries })).await;
        assert_eq!(answer["Successful"], json!([{ "Id": "old" }, { "Id": "new" }]));
        assert_eq!(world.counts("q").await, [0, 0, 0]);
    }

    #[tokio::test(start_paused = true)]
    async fn a_receipt_from_before_a_purge_does_not_stand_for_one_from_after_it() {
        let world = world().with_queue("q").await;
        world.send("q", "before").await;
        let before = world.receive("q").await.remove(0);
        world.on("q", "PurgeQueue", json!({})).await;
        world.send("q", "after").await;
        let after = world.receive("q").await.remove(0);
        let entries = json!([
            { "Id": "before", "ReceiptHandle": before.receipt() },
            { "Id": "after", "ReceiptHandle": after.receipt() },
        ]);
        let answer = world.on("q", "DeleteMessageBatch", json!({ "Entries": entries })).await;
        assert_eq!(answer["Successful"], json!([{ "Id": "before" }, { "Id": "after" }]));
        assert_eq!(world.counts("q").await, [0, 0, 0]);
    }
}
