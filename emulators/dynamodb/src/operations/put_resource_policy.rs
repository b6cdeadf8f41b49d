//! PutResourcePolicy

use models::dynamodb::{PutResourcePolicyInput, PutResourcePolicyOutput};
use service::Caller;

use crate::table::arn::ResourceArn;
use crate::table::resource_policy;
use crate::{DynamoDb, Reply};

pub async fn run(db: &DynamoDb, caller: &Caller, input: PutResourcePolicyInput) -> Reply<PutResourcePolicyOutput> {
    let arn = ResourceArn::for_policy(&input.resource_arn, caller)?;
    let document = resource_policy::checked(input.policy)?;
    let expected = input.expected_revision_id;
    let (_, revision) = db
        .alter(&arn.table, |altering| {
            let before = altering.record.settings.resource_policy.as_ref();
            resource_policy::check_revision(before, expected.as_deref(), &altering.table.name)?;
            let policy = resource_policy::next(before, document, altering.now);
            let revision = policy.revision.clone();
            altering.record.settings.resource_policy = Some(policy);
            Ok(revision)
        })
        .await?;
    Ok(PutResourcePolicyOutput { revision_id: Some(revision) })
}

#[cfg(test)]
mod tests {
    use serde_json::{Value, json};

    use crate::testing::{World, world};

    const ARN: &str = "arn:aws:dynamodb:us-east-1:000000000000:table/tab";

    async fn put(world: &World, policy: &str, more: Value) -> Value {
        let mut input = json!({"ResourceArn": ARN, "Policy": policy});
        input.as_object_mut().unwrap().extend(more.as_object().unwrap().clone());
        world.ok("PutResourcePolicy", input).await["RevisionId"].clone()
    }

    async fn get(world: &World) -> Value {
        world.ok("GetResourcePolicy", json!({"ResourceArn": ARN})).await
    }

    mod types {
        use service::testing::assert_type;

        use crate::testing::world;

        #[tokio::test(start_paused = true)]
        async fn every_member_has_its_type() {
            let world = world();
            assert_type(&world.db, "PutResourcePolicy", "ResourceArn", "String").await;
            assert_type(&world.db, "PutResourcePolicy", "Policy", "String").await;
            assert_type(&world.db, "GetResourcePolicy", "ResourceArn", "String").await;
            assert_type(&world.db, "DeleteResourcePolicy", "ExpectedRevisionId", "String").await;
        }
    }

    mod constraints {
        use super::*;

        #[tokio::test(start_paused = true)]
        async fn a_policy_is_json_of_a_table_of_the_caller() {
            let world = world().with_table("tab").await;
            let with = |arn: &str, policy: &str| json!({"ResourceArn": arn, "Policy": policy});
            for (input, message) in [
                (
                    with(ARN, "{"),
                    "One or more parameter values were invalid: Invalid policy document: This policy contains invalid Json",
                ),
                (
                    with("arn:aws:dynamodb:us-east-1:123456789012:table/tab", "{}"),
                    "This action is only supported by accounts that match the resource owner’s account.",
                ),
                (
                    with("arn:aws:dynamodb:eu-west-1:000000000000:table/tab", "{}"),
                    "One or more parameter values were invalid: Invalid resource Arn: \
                     arn:aws:dynamodb:eu-west-1:000000000000:table/tab",
                ),
            ] {
                assert_eq!(world.invalid("PutResourcePolicy", input).await, message);
            }
        }

        #[tokio::test(start_paused = true)]
        async fn what_is_not_there_is_named() {
            let world = world();
            for operation in ["PutResourcePolicy", "GetResourcePolicy", "DeleteResourcePolicy"] {
                let mut input = json!({"ResourceArn": ARN});
                if operation == "PutResourcePolicy" {
                    input["Policy"] = json!("{}");
                }
                assert_eq!(
                    world.refused(operation, input).await,
                    (
                        "ResourceNotFoundException".to_owned(),
                        "Requested resource not found: Table: tab not found".to_owned()
                    )
                );
            }
            let world = world.with_table("tab").await;
            assert_eq!(
                world.refused("GetResourcePolicy", json!({"ResourceArn": ARN})).await,
                (
                    "PolicyNotFoundException".to_owned(),
                    format!("Resource-based policy not found for the provided ResourceArn: {ARN}")
                )
            );
        }
    }

    mod behaviour {
        use super::*;

        #[tokio::test(start_paused = true)]
        async fn a_policy_is_kept_as_it_is_sent() {
            let world = world().with_table("tab").await;
            let first = put(&world, "{ }", json!({})).await;
            assert_eq!(get(&world).await, json!({"Policy": "{ }", "RevisionId": first}));
            assert_eq!(put(&world, "{ }", json!({})).await, first);
            let second = put(&world, "{}", json!({"ExpectedRevisionId": first})).await;
            assert_eq!(get(&world.reopened()).await, json!({"Policy": "{}", "RevisionId": second}));
            let deleted = world.ok("DeleteResourcePolicy", json!({"ResourceArn": ARN})).await;
            assert_eq!(deleted, json!({"RevisionId": second}));
            assert_eq!(world.ok("DeleteResourcePolicy", json!({"ResourceArn": ARN})).await, json!({}));
            assert_eq!(
                world.refused("GetResourcePolicy", json!({"ResourceArn": ARN})).await.0,
                "PolicyNotFoundException"
            );
        }

        #[tokio::test(start_paused = true)]
        async fn the_expected_revision_is_the_one_that_is_there() {
            let world = world().with_table("tab").await;
            let first = put(&world, "{}", json!({"ExpectedRevisionId": "NO_POLICY"})).await;
            let first = first.as_str().unwrap();
            let sentence = "Resource-based policy not found for the provided ResourceArn: Requested";
            for (expected, message) in [
                (
                    "NO_POLICY",
                    format!(
                        "{sentence} policy update expecting none to be present for table tab, but a policy exists with revision id {first}."
                    ),
                ),
                (
                    "other",
                    format!(
                        "{sentence} update for policy with revision id other, but the policy associated to target table tab has revision id {first}."
                    ),
                ),
            ] {
                let input = json!({"ResourceArn": ARN, "Policy": "[]", "ExpectedRevisionId": expected});
                assert_eq!(
                    world.refused("PutResourcePolicy", input).await,
                    ("PolicyNotFoundException".to_owned(), message)
                );
            }
            assert_eq!(get(&world).await["Policy"], json!("{}"));
        }
    }
}
