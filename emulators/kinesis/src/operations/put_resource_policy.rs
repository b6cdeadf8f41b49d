//! PutResourcePolicy: kept and answered; it decides nothing here.

use models::kinesis::PutResourcePolicyInput;
use service::Caller;

use crate::stream::consumer::Wanted;
use crate::stream::named::of_resource;
use crate::{Kinesis, Reply};

pub async fn run(kinesis: &Kinesis, caller: &Caller, input: PutResourcePolicyInput) -> Reply<()> {
    if let Some(wanted) = Wanted::of_arn(&input.resource_arn) {
        let set = |consumer: &mut crate::stream::consumer::Consumer, _: &_| {
            consumer.policy = Some(input.policy.clone());
            Ok(())
        };
        return kinesis.edit_consumer(caller, &wanted, set).await;
    }
    let named = of_resource(&input.resource_arn)?;
    let set = |stream: &mut crate::stream::Stream, _: &_| {
        stream.policy = Some(input.policy.clone());
        Ok(())
    };
    kinesis.edit(caller, named, set).await
}

#[cfg(test)]
mod tests {
    use serde_json::json;
    use service::testing::{assert_refused, assert_type};

    use crate::testing::kinesis;

    const ARN: &str = "arn:aws:kinesis:us-east-1:000000000000:stream/s";

    #[tokio::test(start_paused = true)]
    async fn types() {
        let world = kinesis();
        for operation in ["PutResourcePolicy", "GetResourcePolicy", "DeleteResourcePolicy"] {
            assert_type(&world.kinesis, operation, "ResourceARN", "String").await;
        }
        assert_type(&world.kinesis, "PutResourcePolicy", "Policy", "String").await;
    }

    #[tokio::test(start_paused = true)]
    async fn constraints() {
        let world = kinesis();
        let message = "Stream s under account 000000000000 not found.";
        for (operation, input) in [
            ("PutResourcePolicy", json!({"ResourceARN": ARN, "Policy": "{}"})),
            ("GetResourcePolicy", json!({"ResourceARN": ARN})),
            ("DeleteResourcePolicy", json!({"ResourceARN": ARN})),
        ] {
            assert_refused(&world.kinesis, operation, input, "ResourceNotFoundException", message).await;
        }
    }

    #[tokio::test(start_paused = true)]
    async fn a_policy_is_kept_answered_and_deleted() {
        let world = kinesis().with_stream("s", 1).await;
        let policy = r#"{"Version": "2012-10-17", "Statement": []}"#;
        world.ok("PutResourcePolicy", json!({"ResourceARN": ARN, "Policy": policy})).await;
        let world = world.reopened();
        assert_eq!(world.ok("GetResourcePolicy", json!({"ResourceARN": ARN})).await, json!({"Policy": policy}));
        world.ok("DeleteResourcePolicy", json!({"ResourceARN": ARN})).await;
        for operation in ["GetResourcePolicy", "DeleteResourcePolicy"] {
            let (code, _) = world.refused(operation, json!({"ResourceARN": ARN})).await;
            assert_eq!(code, "ResourceNotFoundException", "{operation}");
        }
    }
}
