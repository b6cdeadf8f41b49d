//! DeleteItem

use models::dynamodb::{DeleteItemInput, DeleteItemOutput};
use service::Caller;
use wire::{Structure, Value};

use crate::capacity::Detail;
use crate::expression::Placeholders;
use crate::item::convert::{self, Wording};
use crate::item::rows::collection_metrics;
use crate::item::stored;
use crate::refusals::Invalid;
use crate::request::{self, CONDITION};
use crate::statement::{Action, Statement};
use crate::table::name::TableName;
use crate::writing::one_item::Terms;
use crate::{DynamoDb, Reply};

pub async fn run(db: &DynamoDb, caller: &Caller, input: DeleteItemInput) -> Reply<Value> {
    TableName::read(&input.table_name, caller)?;
    let expressions = [(CONDITION, input.condition_expression.is_some())];
    request::not_mixed(
        &[("Expected", input.expected.is_some()), ("ConditionalOperator", input.conditional_operator.is_some())],
        &expressions,
    )
    .map_err(Invalid::detected)?;
    let placeholders =
        Placeholders::read(input.expression_attribute_names, input.expression_attribute_values, &expressions, false)
            .map_err(Invalid::detected)?;
    let mut used = placeholders.unused();
    let item_key = convert::item(input.key, Wording::Current).map_err(Invalid::detected)?;
    let expected =
        request::expectations(input.expected, input.conditional_operator.as_deref()).map_err(Invalid::detected)?;
    let condition = request::condition(CONDITION, input.condition_expression.as_ref(), &placeholders, &mut used)
        .map_err(Invalid::detected)?;
    let condition = condition.or_else(|| expected.condition());
    let answers_old = request::answers_old(input.return_values.as_deref()).map_err(Invalid::detected)?;
    placeholders.all_used(&used).map_err(Invalid::detected)?;

    let statement = Statement {
        action: Action::Delete(&item_key),
        condition,
        shows_on_failure: input.return_values_on_condition_check_failure.as_deref() == Some("ALL_OLD"),
    };

    let _writing = db.space.enter().await?;
    let table = db.table(&input.table_name, caller)?;
    let terms =
        Terms { answers_old, detail: Detail::of(input.return_consumed_capacity.as_deref()), called: &input.table_name };
    let done = db.carry_out(&table, &statement, terms).await?;

    let answer = DeleteItemOutput {
        attributes: None,
        consumed_capacity: done.consumed,
        item_collection_metrics: collection_metrics(input.return_item_collection_metrics.as_deref(), &table, &item_key),
    };
    Ok(stored::with_item(
        answer.into_value(),
        "Attributes",
        DeleteItemOutput::SHAPE,
        done.earlier.stored.filter(|_| answers_old),
    ))
}

#[cfg(test)]
mod tests {
    use serde_json::json;

    use crate::testing::world;

    mod types {
        use service::testing::assert_type;

        use crate::testing::world;

        #[tokio::test(start_paused = true)]
        async fn every_member_has_its_type() {
            let world = world();
            for (path, kind) in [
                ("TableName", "String"),
                ("Key", "Map"),
                ("Expected", "Map"),
                ("Expected.a", "Structure"),
                ("Expected.a.Exists", "Boolean"),
                ("Expected.a.AttributeValueList", "List"),
                ("ReturnValues", "String"),
                ("ConditionExpression", "String"),
            ] {
                assert_type(&world.db, "DeleteItem", path, kind).await;
            }
        }
    }

    mod constraints {
        use super::*;

        #[tokio::test(start_paused = true)]
        async fn what_is_wrong_with_the_request_is_announced_and_what_is_wrong_for_the_table_is_not() {
            let world = world().with_table("tab").await;
            assert_eq!(
                world
                    .invalid(
                        "DeleteItem",
                        json!({"TableName": "tab", "Key": {"pk": {"S": "a"}}, "ReturnValues": "ALL_NEW"})
                    )
                    .await,
                "1 validation error detected: ReturnValues can only be ALL_OLD or NONE"
            );
            assert_eq!(
                world.invalid("DeleteItem", json!({"TableName": "tab", "Key": {"sk": {"S": "a"}}})).await,
                "The provided key element does not match the schema"
            );
        }

        #[tokio::test(start_paused = true)]
        async fn expectations_are_complete() {
            let world = world();
            let value = json!({"S": "a"});
            for (expectation, message) in [
                (json!({}), "Value must be provided when Exists is null for Attribute: a"),
                (json!({"Exists": true}), "Value must be provided when Exists is true for Attribute: a"),
                (
                    json!({"Exists": false, "Value": value}),
                    "Value cannot be used when Exists is false for Attribute: a",
                ),
                (
                    json!({"AttributeValueList": [value]}),
                    "AttributeValueList can only be used with a ComparisonOperator for Attribute: a",
                ),
                (
                    json!({"AttributeValueList": [value], "Value": value}),
                    "Value and AttributeValueList cannot be used together for Attribute: a",
                ),
                (
                    json!({"ComparisonOperator": "EQ"}),
                    "Value or AttributeValueList must be used with ComparisonOperator: EQ for Attribute: a",
                ),
                (
                    json!({"ComparisonOperator": "BETWEEN", "AttributeValueList": [value]}),
                    "Invalid number of argument(s) for the BETWEEN ComparisonOperator",
                ),
                (
                    json!({"ComparisonOperator": "LT", "Value": {"BOOL": true}}),
                    "ComparisonOperator LT is not valid for BOOL AttributeValue type",
                ),
            ] {
                let input = json!({"TableName": "tab", "Key": {"pk": {"S": "a"}}, "Expected": {"a": expectation}});
                assert_eq!(
                    world.invalid("DeleteItem", input).await,
                    format!("1 validation error detected: One or more parameter values were invalid: {message}")
                );
            }
        }
    }

    mod behaviour {
        use super::*;

        #[tokio::test(start_paused = true)]
        async fn what_was_deleted_is_gone_and_deleting_it_again_is_no_mistake() {
            let world = world().with_table("tab").await;
            world.put("tab", json!({"pk": {"S": "a"}, "v": {"N": "1"}})).await;
            let delete = json!({"TableName": "tab", "Key": {"pk": {"S": "a"}}, "ReturnValues": "ALL_OLD"});
            assert_eq!(
                world.ok("DeleteItem", delete.clone()).await,
                json!({"Attributes": {"pk": {"S": "a"}, "v": {"N": "1"}}})
            );
            assert_eq!(world.ok("DeleteItem", delete).await, json!({}));
        }

        #[tokio::test(start_paused = true)]
        async fn expectations_are_joined_as_said() {
            let world = world().with_table("tab").await;
            world.put("tab", json!({"pk": {"S": "a"}, "v": {"N": "1"}})).await;
            let delete = |operator: &str| {
                json!({
                    "TableName": "tab",
                    "Key": {"pk": {"S": "a"}},
                    "Expected": {"v": {"Value": {"N": "1"}}, "w": {"ComparisonOperator": "NOT_NULL"}},
                    "ConditionalOperator": operator,
                })
            };
            assert_eq!(world.refused("DeleteItem", delete("AND")).await.0, "ConditionalCheckFailedException");
            world.ok("DeleteItem", delete("OR")).await;
        }
    }
}
