//! RemovePermission

use models::sqs::{Operation, RemovePermissionRequest};
use service::Caller;

use crate::operations::set_queue_attributes::change;
use crate::queue::permissions;
use crate::{Reply, Sqs, modified, refusals};

pub async fn run(sqs: &Sqs, caller: &Caller, input: RemovePermissionRequest) -> Reply<()> {
    let _entered = sqs.space.enter().await?;
    let alone = sqs.change().await;
    let queue = sqs.queue(Operation::RemovePermission, &input.queue_url, caller)?;
    let mut record = modified(&queue, sqs.space.clock().now());
    let policy = permissions::without(record.attributes.policy.as_deref(), &input.label);
    record.attributes.policy = policy.ok_or_else(|| refusals::label_unknown(&input.label))?;
    change(sqs, &queue, record, alone).await
}
