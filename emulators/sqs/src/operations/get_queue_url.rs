//! GetQueueUrl

use models::sqs::{GetQueueUrlRequest, GetQueueUrlResult, Operation};
use service::Caller;

use crate::{Reply, Sqs, refusals};

pub async fn run(sqs: &Sqs, caller: &Caller, input: GetQueueUrlRequest) -> Reply<GetQueueUrlResult> {
    sqs.space.enter_read().await?;
    let account = input.queue_owner_aws_account_id.as_deref().unwrap_or(&caller.account);
    let queue = sqs.queues.find(account, &caller.region, &input.queue_name);
    let queue = queue.ok_or_else(refusals::queue_does_not_exist)?;
    sqs.admit(Operation::GetQueueUrl, &queue, caller)?;
    Ok(GetQueueUrlResult { queue_url: Some(sqs.url(&queue.address, caller)) })
}

#[cfg(test)]
mod tests {
    use serde_json::json;
    use service::testing::assert_type;

    use crate::testing::*;

    #[tokio::test(start_paused = true)]
    async fn members_have_their_types() {
        for path in ["QueueName", "QueueOwnerAWSAccountId"] {
            assert_type(&*world().sqs, "GetQueueUrl", path, "String").await;
        }
    }

    #[tokio::test(start_paused = true)]
    async fn a_queue_is_found_by_its_name_and_owner() {
        let world = world().with_queue("q").await;
        assert_eq!(world.ok("GetQueueUrl", json!({ "QueueName": "q" })).await, json!({ "QueueUrl": url("q") }));
        for input in
            [json!({ "QueueName": "other" }), json!({ "QueueName": "q", "QueueOwnerAWSAccountId": "123456789012" })]
        {
            assert_eq!(world.refused("GetQueueUrl", input).await.0, "QueueDoesNotExist");
        }
    }
}
