//! ListDeadLetterSourceQueues

use models::sqs::{ListDeadLetterSourceQueuesRequest, ListDeadLetterSourceQueuesResult, Operation};
use service::Caller;

use crate::operations::list_queues::page;
use crate::{Reply, Sqs};

pub async fn run(
    sqs: &Sqs,
    caller: &Caller,
    input: ListDeadLetterSourceQueuesRequest,
) -> Reply<ListDeadLetterSourceQueuesResult> {
    sqs.space.enter_read().await?;
    let target = sqs.queue(Operation::ListDeadLetterSourceQueues, &input.queue_url, caller)?;
    let mut queues = sqs.queues.of(&target.address.account, &target.address.region, "");
    queues.retain(|queue| {
        queue.record().attributes.redrive_policy.as_ref().is_some_and(|policy| policy.target_arn == target.arn)
    });
    let page = page(queues, input.max_results, input.next_token.as_deref())?;
    let queue_urls = page.queues.iter().map(|queue| sqs.url(&queue.address, caller)).collect();
    Ok(ListDeadLetterSourceQueuesResult { queue_urls, next_token: page.next_token })
}
