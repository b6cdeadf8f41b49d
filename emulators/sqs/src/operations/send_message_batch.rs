//! SendMessageBatch

use models::sqs::{
    SendMessageBatchRequest, SendMessageBatchRequestEntry, SendMessageBatchResult, SendMessageBatchResultEntry,
};
use service::Caller;

use crate::attributes::Attributes;
use crate::batch::{self, BATCH_BYTES_MAX};
use crate::contents::spelled;
use crate::digest::hex;
use crate::message::spelled_id;
use crate::operations::send_message::send;
use crate::outgoing::{Outgoing, Postmark};
use crate::{Failure, Reply, Sqs, refusals};

pub async fn run(sqs: &Sqs, caller: &Caller, input: SendMessageBatchRequest) -> Reply<SendMessageBatchResult> {
    let _entered = sqs.space.enter().await?;
    let queue = sqs.queue(&input.queue_url, caller)?;
    let record = queue.record();
    check(&input.entries, &record.attributes)?;

    let sent = record.epoch.relative(sqs.space.clock().now());
    let mut answer = SendMessageBatchResult::default();
    let mut parcels = Vec::with_capacity(input.entries.len());
    for entry in &input.entries {
        let outgoing = outgoing(entry);
        let is_too_long = outgoing.size() > record.attributes.message_size_max as usize;
        let refused = match is_too_long {
            true => Err(refusals::entry_too_long(record.attributes.message_size_max)),
            false => outgoing.check().and_then(|()| outgoing.check_for(&record.attributes)),
        };
        if let Err(refusal) = refused {
            answer.failed.push(refusals::of_entry(entry.id.clone(), refusal));
            continue;
        }
        let id = sqs.space.entropy().uuid_bytes();
        let (parcel, sums) = outgoing.pack(&record.attributes, Postmark { sender: &caller.account, sent, id });
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
