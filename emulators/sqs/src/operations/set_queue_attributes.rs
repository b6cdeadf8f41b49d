//! SetQueueAttributes

use std::collections::BTreeMap;
use std::sync::Arc;

use keyspace::Batch;
use models::sqs::{Refusal, SetQueueAttributesRequest};
use service::Caller;

use crate::attributes::Attributes;
use crate::name::Address;
use crate::queue::Queue;
use crate::tables::{QUEUES, QueueRecord};
use crate::{Reply, Sqs, modified, record_key, refusals};

pub async fn run(sqs: &Sqs, caller: &Caller, input: SetQueueAttributesRequest) -> Reply<()> {
    let _entered = sqs.space.enter().await?;
    let _alone = sqs.lifecycle.lock().await;
    let queue = sqs.queue(&input.queue_url, caller)?;
    let mut record = modified(&queue, sqs.space.clock().now());
    record.attributes = record.attributes.set(&input.attributes)?;
    check_redrive(sqs, &queue.address, &record.attributes, &input.attributes)?;
    change(sqs, &queue, record).await
}

/// Writes a record and takes it over.
pub async fn change(sqs: &Sqs, queue: &Arc<Queue>, record: QueueRecord) -> Reply<()> {
    let mut batch = Batch::new();
    batch.put(QUEUES, &record_key(&queue.address), &record);
    let (queue, aged) = (queue.clone(), sqs.aged.clone());
    batch.on_commit(move || {
        queue.becomes(record);
        // The retention may be another now.
        aged.ring();
    });
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
