//! AddPermission

use models::sqs::AddPermissionRequest;
use service::Caller;

use crate::operations::set_queue_attributes::change;
use crate::permissions::{self, ACTIONS, ACTIONS_MAX, Permission};
use crate::{Reply, Sqs, modified, refusals};

pub async fn run(sqs: &Sqs, caller: &Caller, input: AddPermissionRequest) -> Reply<()> {
    let _entered = sqs.space.enter().await?;
    let _alone = sqs.lifecycle.lock().await;
    let queue = sqs.queue(&input.queue_url, caller)?;
    if input.actions.is_empty() {
        return Err(refusals::missing_parameter("Actions").into());
    }
    if input.aws_account_ids.is_empty() {
        return Err(refusals::no_principal().into());
    }
    if input.actions.len() > ACTIONS_MAX {
        return Err(refusals::too_many_actions(input.actions.len()).into());
    }
    if let Some(unknown) = input.actions.iter().find(|action| !ACTIONS.contains(&action.as_str())) {
        return Err(refusals::unknown_action(unknown).into());
    }
    let is_allowed = |byte: u8| byte.is_ascii_alphanumeric() || byte == b'-' || byte == b'_';
    if !(1..=80).contains(&input.label.len()) || !input.label.bytes().all(is_allowed) {
        return Err(refusals::invalid_label(&input.label).into());
    }
    let mut record = modified(&queue, sqs.space.clock().now());
    let permission = Permission { label: &input.label, accounts: &input.aws_account_ids, actions: &input.actions };
    let policy = permissions::with(record.attributes.policy.as_deref(), &queue.arn, &permission);
    record.attributes.policy = Some(policy.ok_or_else(|| refusals::label_exists(&input.label))?);
    change(sqs, &queue, record).await
}
