//! SendMessageBatch

use models::sqs::{
    Operation, SendMessageBatchRequest, SendMessageBatchRequestEntry, SendMessageBatchResult,
    SendMessageBatchResultEntry,
};
use service::Caller;

use crate::batch::{self, BATCH_BYTES_MAX};
use crate::message::digest::hex;
use crate::message::outgoing::{Outgoing, Postmark, has_lists};
use crate::message::spelled_id;
use crate::operations::send_message::send;
use crate::queue::attributes::Attributes;
use crate::queue::contents::spelled;
use crate::{Failure, Reply, Sqs, refusals};

pub async fn run(sqs: &Sqs, caller: &Caller, input: SendMessageBatchRequest) -> Reply<SendMessageBatchResult> {
    let _entered = sqs.space.enter().await?;
    let queue = sqs.queue(Operation::SendMessageBatch, &input.queue_url, caller)?;
    let record = queue.record();
    check(&input.entries, &record.attributes)?;

    let sent = record.epoch.relative(sqs.space.clock().now());
    let mut answer = SendMessageBatchResult::default();
    let mut parcels = Vec::with_capacity(input.entries.len());
    for (index, entry) in input.entries.iter().enumerate() {
        let outgoing = outgoing(entry);
        let is_too_long = outgoing.size() > record.attributes.message_size_max as usize;
        let refused = if entry.message_body.is_empty() {
            Err(refusals::entry_without_body(index + 1))
        } else if is_too_long {
            Err(refusals::entry_too_long(record.attributes.message_size_max))
        } else {
            outgoing.check().and_then(|()| outgoing.check_for(&record.attributes))
        };
        if let Err(refusal) = refused {
            answer.failed.push(refusals::of_entry(entry.id.clone(), refusal));
            continue;
        }
        let id = sqs.space.entropy().uuid_bytes();
        let postmark = Postmark { sender: &caller.account, trace: caller.trace.as_deref(), sent, id };
        let (parcel, sums) = outgoing.pack(&record.attributes, postmark);
        parcels.push(parcel);
        answer.successful.push(SendMessageBatchResultEntry {
            id: entry.id.clone(),
            message_id: spelled_id(&id),
            md5_of_message_body: hex(&sums.body),
            md5_of_message_attributes: sums.attributes.map(|sum| hex(&sum)),
            md5_of_message_system_attributes: sums.system_attributes.map(|sum| hex(&sum)),
            sequence_number: None,
        });
    }
    if parcels.is_empty() {
        return Ok(answer);
    }
    if let Some(accepted) = send(sqs, &queue, parcels).await? {
        for (entry, accepted) in answer.successful.iter_mut().zip(accepted) {
            entry.message_id = spelled_id(&accepted.id);
            entry.sequence_number = Some(spelled(accepted.number));
        }
    }
    Ok(answer)
}

/// What fails the whole batch. Seen: moto's `test_send_message_batch_errors` and LocalStack's tests, both against AWS.
fn check(entries: &[SendMessageBatchRequestEntry], queue: &Attributes) -> Result<(), Failure> {
    batch::check("SendMessageBatchRequestEntry", entries.iter().map(|entry| entry.id.as_str()))?;
    // Quoted from AWS in two reports: lists refuse the batch, not the entry.
    let attributes = entries.iter().flat_map(|entry| entry.message_attributes.iter().flatten());
    if attributes.into_iter().any(|(_, value)| has_lists(value)) {
        return Err(refusals::attribute_lists_unsupported().into());
    }
    if let Some(fifo) = &queue.fifo {
        for entry in entries {
            if entry.message_deduplication_id.is_none() && !fifo.deduplicates_by_content {
                return Err(refusals::deduplication_missing().into());
            }
            if entry.message_group_id.is_none() {
                return Err(refusals::group_missing_in_batch().into());
            }
        }
    }
    match entries.iter().map(|entry| outgoing(entry).size()).sum() {
        size if size > BATCH_BYTES_MAX => Err(refusals::batch_too_long(size).into()),
        _ => Ok(()),
    }
}

fn outgoing(entry: &SendMessageBatchRequestEntry) -> Outgoing<'_> {
    Outgoing {
        body: &entry.message_body,
        delay_s: entry.delay_seconds,
        attributes: entry.message_attributes.as_ref(),
        system_attributes: entry.message_system_attributes.as_ref(),
        group: entry.message_group_id.as_deref(),
        deduplication_id: entry.message_deduplication_id.as_deref(),
    }
}

#[cfg(test)]
mod tests {
    use std::ops::ControlFlow;

    use keyspace::{Batch, Direction, Reads};
    use serde_json::{Value, json};
    use service::testing::{Failure, assert_type, caller, outcome_as};

    use crate::tables::DEDUPLICATION;
    use crate::testing::*;

    fn entry(id: &str, body: &str) -> Value {
        json!({ "Id": id, "MessageBody": body })
    }

    mod types {
        use super::*;

        #[tokio::test(start_paused = true)]
        async fn members_have_their_types() {
            let world = world();
            for (path, kind) in [("QueueUrl", "String"), ("Entries", "List"), ("Entries.0.Id", "String")] {
                assert_type(&*world.sqs, "SendMessageBatch", path, kind).await;
            }
        }
    }

    mod constraints {
        use super::*;

        #[tokio::test(start_paused = true)]
        async fn a_batch_has_1_to_10_entries_with_different_ids_and_a_mebibyte_together() {
            let world = world().with_queue("q").await;
            let refused = async |entries: Vec<Value>| {
                world.refused_on("q", "SendMessageBatch", json!({ "Entries": entries })).await
            };
            let said = |code: &str, message: &str| (code.to_owned(), message.to_owned());
            assert_eq!(
                refused(vec![]).await,
                said("EmptyBatchRequest", "There should be at least one SendMessageBatchRequestEntry in the request.")
            );
            let eleven = (0..11).map(|id| entry(&id.to_string(), "b")).collect();
            let many = "Maximum number of entries per request are 10. You have sent 11.";
            assert_eq!(refused(eleven).await, said("TooManyEntriesInBatchRequest", many));
            for id in ["", ".!@#$%^&*()+=", &"i".repeat(81)] {
                let message = "A batch entry id can only contain alphanumeric characters, hyphens and underscores. It can be at \
                               most 80 letters long.";
                assert_eq!(refused(vec![entry(id, "b")]).await, said("InvalidBatchEntryId", message));
            }
            let twice = ["1", "2", "2", "1"].map(|id| entry(id, "b")).to_vec();
            assert_eq!(refused(twice).await, said("BatchEntryIdsNotDistinct", "Id 2 repeated."));
            let long = vec![entry("1", &"b".repeat(1_000_000)), entry("2", &"b".repeat(48_577))];
            let message = "Batch requests cannot be longer than 1048576 bytes. You have sent 1048577 bytes.";
            assert_eq!(refused(long).await, said("BatchRequestTooLong", message));
        }
    }

    mod behaviour {
        use super::*;

        #[tokio::test(start_paused = true)]
        async fn what_is_wrong_with_one_entry_does_not_touch_the_others() {
            let world = world();
            world.create("q", json!({ "MaximumMessageSize": "1024" })).await;
            let mut late = entry("late", "b");
            late["DelaySeconds"] = 901.into();
            let entries = vec![entry("one", "1"), entry("long", &"b".repeat(1025)), late, entry("two", "2")];
            let answer = world.on("q", "SendMessageBatch", json!({ "Entries": entries })).await;
            let ids: Vec<_> = answer["Successful"].as_array().unwrap().iter().map(|entry| &entry["Id"]).collect();
            assert_eq!(ids, ["one", "two"]);
            assert_eq!(
                answer["Failed"],
                json!([
                    {
                        "Id": "long",
                        "SenderFault": true,
                        "Code": "InvalidParameterValue",
                        "Message": "One or more parameters cannot be validated. Reason: Message must be shorter than 1024 bytes.",
                    },
                    {
                        "Id": "late",
                        "SenderFault": true,
                        "Code": "InvalidParameterValue",
                        "Message": "Value 901 for parameter DelaySeconds is invalid. Reason: DelaySeconds must be >= 0 and <= 900.",
                    },
                ])
            );
            assert_eq!(world.bodies("q").await, ["1", "2"]);
        }

        #[tokio::test(start_paused = true)]
        async fn a_batch_to_a_fifo_queue_keeps_its_order_and_takes_the_same_once() {
            let world = world().with_fifo("q.fifo").await;
            let entries: Vec<_> = ["a", "b", "a", "c"]
                .iter()
                .enumerate()
                .map(|(id, body)| json!({ "Id": id.to_string(), "MessageBody": body, "MessageGroupId": "g" }))
                .collect();
            let answer = world.on("q.fifo", "SendMessageBatch", json!({ "Entries": entries })).await;
            let told = &answer["Successful"];
            assert_eq!(told[0]["MessageId"], told[2]["MessageId"]);
            assert!(told[0]["SequenceNumber"].as_str() < told[1]["SequenceNumber"].as_str());
            assert_eq!(world.bodies("q.fifo").await, ["a", "b", "c"]);

            let without = json!({ "Entries": [entry("1", "b")] });
            let (code, message) = world.refused_on("q.fifo", "SendMessageBatch", without).await;
            assert_eq!(code, "InvalidParameterValueException");
            assert_eq!(message, "The request must contain the parameter MessageGroupId.");
        }
    }

    // Quoted from AWS in two reports each.
    #[tokio::test(start_paused = true)]
    async fn an_empty_body_has_a_sentence_of_its_own_and_lists_refuse_the_batch() {
        let world = world().with_queue("q").await;
        let entries = json!([{ "Id": "a", "MessageBody": "b" }, { "Id": "b", "MessageBody": "" }]);
        let answer = world.on("q", "SendMessageBatch", json!({ "Entries": entries })).await;
        assert_eq!(answer["Failed"][0]["Code"], "EmptyValue");
        assert_eq!(answer["Failed"][0]["Message"], "No Value Found for SendMessageBatchRequestEntry.2.MessageBody.");
        let lists = json!({ "x": { "DataType": "StringList", "StringListValues": ["v"] } });
        let entries = json!([
            { "Id": "a", "MessageBody": "b" },
            { "Id": "b", "MessageBody": "b", "MessageAttributes": lists },
        ]);
        let (code, message) = world.refused_on("q", "SendMessageBatch", json!({ "Entries": entries })).await;
        assert_eq!(code, "UnsupportedOperation");
        assert_eq!(message, "Message attribute list values in SendMessage operation are not supported.");
        assert_eq!(world.counts("q").await, [1, 0, 0]);
    }

    #[tokio::test(start_paused = true)]
    async fn where_one_entry_cannot_be_decided_on_none_is_sent() {
        let world = world().with_fifo("q.fifo").await;
        let entry = |id: &str| json!({ "Id": id, "MessageBody": id, "MessageGroupId": "g" });
        world.on("q.fifo", "SendMessageBatch", json!({ "Entries": [entry("unclear")] })).await;
        let mut damage = Batch::new();
        let visit = |(contents, slot, digest), _| {
            damage.put_raw(DEDUPLICATION, &(contents, slot, digest), b"\xffof another version");
            ControlFlow::Continue(())
        };
        world.space.scan(&DEDUPLICATION.all(), Direction::Forward, visit).unwrap();
        world.space.commit(damage).await.unwrap();

        let input = json!({ "QueueUrl": url("q.fifo"), "Entries": [entry("one"), entry("unclear"), entry("two")] });
        let caller = caller(world.clock.now());
        let outcome = outcome_as(&*world.sqs, &caller, "SendMessageBatch", input.clone()).await;
        assert!(matches!(outcome, Err(Failure::Faulted(_))), "{outcome:?}");
        assert_eq!(world.counts("q.fifo").await, [1, 0, 0]);
        // Nothing of it is remembered either.
        let answer = world.on("q.fifo", "SendMessageBatch", json!({ "Entries": [entry("one"), entry("two")] })).await;
        assert_eq!(answer["Successful"].as_array().map(Vec::len), Some(2));
        let first = world.receive("q.fifo").await.remove(0);
        assert_eq!(first.body(), "unclear");
        world.delete("q.fifo", &first).await;
        assert_eq!(world.bodies("q.fifo").await, ["one", "two"]);
        let world = world.reopened();
        assert_eq!(world.counts("q.fifo").await, [0, 2, 0]);
    }
}
