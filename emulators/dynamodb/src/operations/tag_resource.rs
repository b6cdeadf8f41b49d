//! TagResource

use models::dynamodb::TagResourceInput;
use service::Caller;

use crate::refusals::resources;
use crate::table::arn::ResourceArn;
use crate::table::tags;
use crate::{DynamoDb, Reply};

pub async fn run(db: &DynamoDb, caller: &Caller, input: TagResourceInput) -> Reply<()> {
    let arn = ResourceArn::for_tags(&input.resource_arn, caller)?;
    if input.tags.is_empty() {
        return Err(resources::no_tags().into());
    }
    let more = tags::checked(input.tags)?;
    db.alter_tags(&arn, |there| Ok(tags::add(there, more)?)).await
}

impl DynamoDb {
    pub(crate) async fn alter_tags(
        &self,
        arn: &ResourceArn<'_>,
        change: impl FnOnce(&mut Vec<(String, String)>) -> Reply<()>,
    ) -> Reply<()> {
        if self.catalog.find(&arn.table).is_none() {
            return Err(resources::resource_not_found(arn.whole));
        }
        self.alter(&arn.table, |altering| change(&mut altering.record.tags)).await?;
        Ok(())
    }
}

#[cfg(test)]
mod tests {
    use serde_json::{Value, json};

    use crate::testing::{World, world};

    const ARN: &str = "arn:aws:dynamodb:us-east-1:000000000000:table/tab";

    async fn tags(world: &World) -> Value {
        world.ok("ListTagsOfResource", json!({"ResourceArn": ARN})).await["Tags"].clone()
    }

    mod types {
        use service::testing::assert_type;

        use crate::testing::world;

        #[tokio::test(start_paused = true)]
        async fn every_member_has_its_type() {
            let world = world();
            assert_type(&world.db, "TagResource", "ResourceArn", "String").await;
            assert_type(&world.db, "TagResource", "Tags", "List").await;
            assert_type(&world.db, "UntagResource", "TagKeys", "List").await;
            assert_type(&world.db, "ListTagsOfResource", "ResourceArn", "String").await;
        }
    }

    mod constraints {
        use super::*;

        #[tokio::test(start_paused = true)]
        async fn something_is_tagged_with_something() {
            let world = world().with_table("tab").await;
            for (operation, input, message) in [
                (
                    "TagResource",
                    json!({"ResourceArn": ARN, "Tags": []}),
                    "Atleast one Tag needs to be provided as Input.",
                ),
                (
                    "UntagResource",
                    json!({"ResourceArn": ARN, "TagKeys": []}),
                    "Atleast one Tag Key needs to be provided as Input.",
                ),
                (
                    "TagResource",
                    json!({"ResourceArn": ARN, "Tags": [{"Key": "aws:a", "Value": "b"}]}),
                    "Tag Key cannot be prefixed with aws:, Key: aws:a",
                ),
                (
                    "ListTagsOfResource",
                    json!({"ResourceArn": "tab"}),
                    "One or more parameter values were invalid: ARNs must start with 'arn:': tab",
                ),
                (
                    "ListTagsOfResource",
                    json!({"ResourceArn": "arn:aws:dynamodb:eu-west-1:000000000000:table/tab"}),
                    "Invalid TableArn: Invalid ResourceArn provided as input arn:aws:dynamodb:eu-west-1:000000000000:table/tab",
                ),
            ] {
                assert_eq!(world.invalid(operation, input).await, message);
            }
        }

        #[tokio::test(start_paused = true)]
        async fn what_is_not_there_has_no_tags() {
            let world = world();
            for (operation, input) in [
                ("TagResource", json!({"ResourceArn": ARN, "Tags": [{"Key": "a", "Value": "b"}]})),
                ("UntagResource", json!({"ResourceArn": ARN, "TagKeys": ["a"]})),
                ("ListTagsOfResource", json!({"ResourceArn": ARN})),
            ] {
                assert_eq!(
                    world.refused(operation, input).await,
                    (
                        "ResourceNotFoundException".to_owned(),
                        format!("Requested resource not found: ResourcArn: {ARN} not found")
                    )
                );
            }
            let foreign = json!({"ResourceArn": "arn:aws:dynamodb:us-east-1:123456789012:table/tab"});
            assert_eq!(world.refused("ListTagsOfResource", foreign).await.0, "AccessDeniedException");
        }
    }

    mod behaviour {
        use super::*;

        #[tokio::test(start_paused = true)]
        async fn tags_are_set_and_taken_away_and_outlive_a_crash() {
            let world = world().with_table("tab").await;
            assert_eq!(tags(&world).await, json!([]));
            let tag = |key: &str, value: &str| json!({"Key": key, "Value": value});
            for more in [json!([tag("a", "1"), tag("b", "2")]), json!([tag("a", "3")])] {
                world.ok("TagResource", json!({"ResourceArn": ARN, "Tags": more})).await;
            }
            world.ok("UntagResource", json!({"ResourceArn": ARN, "TagKeys": ["b", "unknown"]})).await;
            assert_eq!(tags(&world).await, json!([tag("a", "3")]));
            assert_eq!(tags(&world.reopened()).await, json!([tag("a", "3")]));
        }

        #[tokio::test(start_paused = true)]
        async fn those_of_its_making_are_told() {
            let mut table = json!({
                "TableName": "tab",
                "AttributeDefinitions": [{"AttributeName": "pk", "AttributeType": "S"}],
                "KeySchema": [{"AttributeName": "pk", "KeyType": "HASH"}],
                "BillingMode": "PAY_PER_REQUEST",
            });
            table["Tags"] = json!([{"Key": "a", "Value": "1"}]);
            assert_eq!(tags(&world().with(table).await).await, json!([{"Key": "a", "Value": "1"}]));
        }
    }
}
