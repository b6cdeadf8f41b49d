//! GetQueueUrl

use models::sqs::{GetQueueUrlRequest, GetQueueUrlResult};
use service::Caller;

use crate::{Reply, Sqs, refusals};

pub async fn run(sqs: &Sqs, caller: &Caller, input: GetQueueUrlRequest) -> Reply<GetQueueUrlResult> {
    sqs.space.look().await?;
    let account = input.queue_owner_aws_account_id.as_deref().unwrap_or(&caller.account);
    let queue = sqs.queues.find(account, &caller.region, &input.queue_name);
    let queue = queue.ok_or_else(refusals::queue_does_not_exist)?;
    Ok(GetQueueUrlResult { queue_url: Some(queue.address.url(caller)) })
}
