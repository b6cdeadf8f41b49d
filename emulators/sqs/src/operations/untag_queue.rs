//! UntagQueue

use models::sqs::{Operation, UntagQueueRequest};
use service::Caller;

use crate::operations::set_queue_attributes::change;
use crate::{Reply, Sqs, refusals};

pub async fn run(sqs: &Sqs, caller: &Caller, input: UntagQueueRequest) -> Reply<()> {
    let _entered = sqs.space.enter().await?;
    let alone = sqs.change().await;
    let queue = sqs.queue(Operation::UntagQueue, &input.queue_url, caller)?;
    if input.tag_keys.is_empty() {
        return Err(refusals::invalid_tag_key().into());
    }
    let mut record = (*queue.record()).clone();
    record.tags.retain(|key, _| !input.tag_keys.contains(key));
    change(sqs, &queue, record, alone).await
}
