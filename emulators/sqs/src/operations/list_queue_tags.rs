//! ListQueueTags

use models::sqs::{ListQueueTagsRequest, ListQueueTagsResult, Operation};
use service::Caller;

use crate::{Reply, Sqs};

pub async fn run(sqs: &Sqs, caller: &Caller, input: ListQueueTagsRequest) -> Reply<ListQueueTagsResult> {
    sqs.space.enter_read().await?;
    let record = sqs.queue(Operation::ListQueueTags, &input.queue_url, caller)?.record();
    Ok(ListQueueTagsResult { tags: (!record.tags.is_empty()).then(|| record.tags.clone()) })
}
