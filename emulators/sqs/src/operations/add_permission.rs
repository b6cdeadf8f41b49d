//! AddPermission

use models::sqs::{AddPermissionRequest, Operation};
use service::Caller;

use crate::operations::set_queue_attributes::change;
use crate::queue::permissions::{self, ACTIONS, ACTIONS_MAX, Permission};
use crate::{Reply, Sqs, modified, refusals};

pub async fn run(sqs: &Sqs, caller: &Caller, input: AddPermissionRequest) -> Reply<()> {
    let _entered = sqs.space.enter().await?;
    let alone = sqs.change().await;
    let queue = sqs.queue(Operation::AddPermission, &input.queue_url, caller)?;
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
    change(sqs, &queue, record, alone).await
}

#[cfg(test)]
mod tests {
    use serde_json::{Value, json};
    use service::Caller;
    use service::testing::{assert_type, call_as, caller};

    use crate::Settings;
    use crate::testing::*;

    fn permission(label: &str, action: &str) -> Value {
        json!({ "Label": label, "AWSAccountIds": ["111111111111"], "Actions": [action] })
    }

    #[tokio::test(start_paused = true)]
    async fn members_have_their_types() {
        let world = world();
        for (path, kind) in
            [("QueueUrl", "String"), ("Label", "String"), ("AWSAccountIds", "List"), ("Actions", "List")]
        {
            assert_type(&*world.sqs, "AddPermission", path, kind).await;
        }
        assert_type(&*world.sqs, "RemovePermission", "Label", "String").await;
    }

    #[tokio::test(start_paused = true)]
    async fn actions_and_labels_must_be_such() {
        let world = world().with_queue("q").await;
        let (_, message) = world.refused_on("q", "AddPermission", permission("l", "CreateQueue")).await;
        assert!(message.starts_with("Value SQS:CreateQueue for parameter ActionName is invalid."));
        let mut many = permission("l", "SendMessage");
        many["Actions"] = Value::from(vec!["SendMessage"; 8]);
        assert_eq!(world.refused_on("q", "AddPermission", many).await.0, "OverLimit");
    }

    #[tokio::test(start_paused = true)]
    async fn a_permission_is_in_the_policy_until_it_is_removed() {
        let world = world().with_queue("q").await;
        world.on("q", "AddPermission", permission("one", "SendMessage")).await;
        let policy: Value = serde_json::from_str(world.attributes("q").await["Policy"].as_str().unwrap()).unwrap();
        assert_eq!(policy["Statement"][0]["Sid"], "one");
        let (_, again) = world.refused_on("q", "AddPermission", permission("one", "SendMessage")).await;
        assert_eq!(again, "Value one for parameter Label is invalid. Reason: Already exists.");
        world.on("q", "RemovePermission", json!({ "Label": "one" })).await;
        assert_eq!(world.attributes("q").await.get("Policy"), None);
        let (_, gone) = world.refused_on("q", "RemovePermission", json!({ "Label": "one" })).await;
        assert_eq!(gone, "Value one for parameter Label is invalid. Reason: can't find label.");
    }

    #[tokio::test(start_paused = true)]
    async fn where_policies_are_enforced_another_account_does_what_it_was_granted() {
        let settings = Settings { policies_are_enforced: true, ..Settings::default() };
        let world = world_with(settings).with_queue("q").await;
        let other = Caller { account: "111111111111".to_owned(), ..caller(world.clock.now()) };
        let sends = async || {
            let input = json!({ "QueueUrl": url("q"), "MessageBody": "b" });
            call_as(&*world.sqs, &other, "SendMessage", input).await
        };
        let (code, said) = sends().await.unwrap_err();
        assert_eq!(code, "AccessDeniedException");
        assert!(said.ends_with("because no resource-based policy allows the sqs:sendmessage action"), "{said}");
        world.on("q", "AddPermission", permission("one", "SendMessage")).await;
        sends().await.unwrap();
        let input = json!({ "QueueUrl": url("q") });
        for operation in ["ReceiveMessage", "PurgeQueue", "DeleteQueue"] {
            let (code, _) = call_as(&*world.sqs, &other, operation, input.clone()).await.unwrap_err();
            assert_eq!(code, "AccessDeniedException", "{operation}");
        }
        let deny =
            json!({ "Statement": { "Effect": "Deny", "Principal": "*", "Action": "sqs:PurgeQueue", "Resource": "*" } });
        world.on("q", "SetQueueAttributes", json!({ "Attributes": { "Policy": deny.to_string() } })).await;
        let (code, said) = world.refused_on("q", "PurgeQueue", json!({})).await;
        assert_eq!(code, "AccessDeniedException");
        assert!(said.ends_with("with an explicit deny in a resource-based policy"), "{said}");
    }
}
