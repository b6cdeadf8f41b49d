//! UpdateItem

use models::dynamodb::{UpdateItemInput, UpdateItemOutput};
use service::Caller;
use wire::{Structure, Value};

use crate::capacity::Detail;
use crate::expression::Placeholders;
use crate::item::Item;
use crate::item::convert::{self, Wording};
use crate::item::rows::collection_metrics;
use crate::item::stored;
use crate::item::stored::StoredItem;
use crate::legacy::AttributeUpdates;
use crate::refusals::Invalid;
use crate::request::{self, CONDITION, UPDATE};
use crate::statement::{Action, Changing, Statement};
use crate::table::name::TableName;
use crate::writing::one_item::Terms;
use crate::{DynamoDb, Reply};

pub async fn run(db: &DynamoDb, caller: &Caller, input: UpdateItemInput) -> Reply<Value> {
    TableName::read(&input.table_name, caller)?;
    let expressions = [(UPDATE, input.update_expression.is_some()), (CONDITION, input.condition_expression.is_some())];
    request::not_mixed(
        &[
            ("AttributeUpdates", input.attribute_updates.is_some()),
            ("Expected", input.expected.is_some()),
            ("ConditionalOperator", input.conditional_operator.is_some()),
        ],
        &expressions,
    )
    .map_err(Invalid::detected)?;
    let placeholders =
        Placeholders::read(input.expression_attribute_names, input.expression_attribute_values, &expressions, false)
            .map_err(Invalid::detected)?;
    let mut used = placeholders.unused();
    let item_key = convert::item(input.key, Wording::Current).map_err(Invalid::detected)?;
    let updates = AttributeUpdates::read(input.attribute_updates.unwrap_or_default()).map_err(Invalid::detected)?;
    let expected =
        request::expectations(input.expected, input.conditional_operator.as_deref()).map_err(Invalid::detected)?;
    request::not_empty(&[(CONDITION, input.condition_expression.as_ref()), (UPDATE, input.update_expression.as_ref())])
        .map_err(Invalid::detected)?;
    let update =
        request::update(input.update_expression.as_ref(), &placeholders, &mut used).map_err(Invalid::detected)?;
    let condition = request::condition(CONDITION, input.condition_expression.as_ref(), &placeholders, &mut used)
        .map_err(Invalid::detected)?;
    let changing = update.map_or_else(|| Changing::Legacy(updates), Changing::Expression);
    placeholders.all_used(&used).map_err(Invalid::detected)?;
    let statement = Statement {
        action: Action::Update(&item_key, changing),
        condition: condition.or_else(|| expected.condition()),
        shows_on_failure: input.return_values_on_condition_check_failure.as_deref() == Some("ALL_OLD"),
    };

    let _writing = db.space.enter().await?;
    let table = db.table(&input.table_name, caller)?;
    let terms = Terms {
        answers_old: true,
        detail: Detail::of(input.return_consumed_capacity.as_deref()),
        called: &input.table_name,
    };
    let done = db.carry_out(&table, &statement, terms).await?;

    let answer = UpdateItemOutput {
        attributes: None,
        consumed_capacity: done.consumed,
        item_collection_metrics: collection_metrics(input.return_item_collection_metrics.as_deref(), &table, &item_key),
    };
    let Action::Update(_, changing) = &statement.action else { unreachable!("it is an update") };
    let part = |item: &Item| Some(changing.touched().apply(item)).filter(|part| !part.is_empty());
    let after = done.after.item();
    let attributes = match input.return_values.as_deref() {
        Some("ALL_OLD") => done.earlier.stored,
        Some("UPDATED_OLD") => done.earlier.to_item().as_ref().and_then(part).as_ref().map(StoredItem::from),
        Some("ALL_NEW") => after.map(StoredItem::from),
        Some("UPDATED_NEW") => after.and_then(part).as_ref().map(StoredItem::from),
        _ => None,
    };
    Ok(stored::with_item(answer.into_value(), "Attributes", UpdateItemOutput::SHAPE, attributes))
}

#[cfg(test)]
mod tests {
    use serde_json::{Value, json};

    use crate::testing::{World, world};

    async fn update(world: &World, expression: &str, values: Value, returned: &str) -> Value {
        let mut input = json!({
            "TableName": "tab",
            "Key": {"pk": {"S": "a"}},
            "UpdateExpression": expression,
            "ReturnValues": returned,
        });
        if values != json!({}) {
            input["ExpressionAttributeValues"] = values;
        }
        world.ok("UpdateItem", input).await
    }

    mod types {
        use service::testing::assert_type;

        use crate::testing::world;

        #[tokio::test(start_paused = true)]
        async fn every_member_has_its_type() {
            let world = world();
            for (path, kind) in [
                ("TableName", "String"),
                ("Key", "Map"),
                ("AttributeUpdates", "Map"),
                ("AttributeUpdates.a", "Structure"),
                ("AttributeUpdates.a.Action", "String"),
                ("AttributeUpdates.a.Value", "Structure"),
                ("UpdateExpression", "String"),
                ("ConditionalOperator", "String"),
            ] {
                assert_type(&world.db, "UpdateItem", path, kind).await;
            }
        }
    }

    mod constraints {
        use super::*;

        #[tokio::test(start_paused = true)]
        async fn what_is_wrong_with_the_request_comes_before_the_table() {
            let world = world();
            for (more, message) in [
                (json!({"UpdateExpression": ""}), "Invalid UpdateExpression: The expression can not be empty;"),
                (
                    json!({"UpdateExpression": "SET a = :v"}),
                    "Invalid UpdateExpression: An expression attribute value used in expression is not defined; attribute value: :v",
                ),
                (
                    json!({"UpdateExpression": "SET a = b", "ExpressionAttributeValues": {}}),
                    "ExpressionAttributeValues must not be empty",
                ),
                (
                    json!({"UpdateExpression": "SET a = b", "ExpressionAttributeValues": {":x": {"S": "a"}}}),
                    "Value provided in ExpressionAttributeValues unused in expressions: keys: {:x}",
                ),
                (
                    json!({"UpdateExpression": "SET a = :x", "ExpressionAttributeValues": {":x": {"SS": []}}}),
                    "One or more parameter values were invalid: An string set  may not be empty",
                ),
                (
                    json!({"AttributeUpdates": {"a": {"Action": "PUT"}}}),
                    "One or more parameter values were invalid: Only DELETE action is allowed when no attribute value is specified",
                ),
                (
                    json!({"AttributeUpdates": {"a": {"Action": "ADD", "Value": {"S": "a"}}}}),
                    "One or more parameter values were invalid: ADD action is not supported for the type S",
                ),
            ] {
                let mut input = json!({"TableName": "nope", "Key": {"pk": {"S": "a"}}});
                input.as_object_mut().unwrap().extend(more.as_object().unwrap().clone());
                assert_eq!(world.invalid("UpdateItem", input).await, format!("1 validation error detected: {message}"));
            }
        }

        #[tokio::test(start_paused = true)]
        async fn keys_stay_as_they_are() {
            let world = world().with_indexed_table("tab", "S").await;
            let input = |expression: &str, value: Value| {
                json!({
                    "TableName": "tab",
                    "Key": {"pk": {"S": "a"}, "sk": {"S": "b"}},
                    "UpdateExpression": expression,
                    "ExpressionAttributeValues": {":v": value},
                })
            };
            for (expression, value, message) in [
                (
                    "SET sk = :v",
                    json!({"S": "c"}),
                    "One or more parameter values were invalid: Cannot update attribute sk. This attribute is part of the key",
                ),
                (
                    "SET gk = :v",
                    json!({"N": "1"}),
                    "One or more parameter values were invalid: Type mismatch for Index Key gk Expected: S Actual: N IndexName: \
                     global",
                ),
                (
                    "SET gk = if_not_exists(gk, :v)",
                    json!({"N": "1"}),
                    "The update expression attempted to update the secondary index key to unsupported type",
                ),
                (
                    "SET gk.b = :v",
                    json!({"N": "1"}),
                    "Key attributes must be scalars; list random access '[]' and map lookup '.' are not allowed: IndexKey: gk",
                ),
            ] {
                assert_eq!(world.invalid("UpdateItem", input(expression, value)).await, message);
            }
        }

        #[tokio::test(start_paused = true)]
        async fn the_item_afterwards_has_at_most_400_kilobytes() {
            let world = world().with_table("tab").await;
            world.put("tab", json!({"pk": {"S": "a"}, "x": {"S": "x".repeat(300_000)}})).await;
            let input = json!({
                "TableName": "tab",
                "Key": {"pk": {"S": "a"}},
                "UpdateExpression": "SET y = :v",
                "ExpressionAttributeValues": {":v": {"S": "y".repeat(200_000)}},
            });
            assert_eq!(
                world.invalid("UpdateItem", input).await,
                "Item size to update has exceeded the maximum allowed size"
            );
        }

        #[tokio::test(start_paused = true)]
        async fn what_is_set_counts_a_little_more_than_it_is() {
            let world = world().with_table("tab").await;
            // The key has three bytes, and each SET counts nineteen and three once.
            let with = |bytes: usize| json!({"pk": {"S": "a"}, "b": {"S": "x".repeat(bytes - 3 - 1 - 2)}});
            let set = |expression: &str, values: Value| json!({"TableName": "tab", "Key": {"pk": {"S": "a"}}, "UpdateExpression": expression, "ExpressionAttributeValues": values});
            let one = || set("SET c = :c", json!({":c": {"S": "c"}}));
            world.put("tab", with(409_600 - 19)).await;
            world.ok("UpdateItem", one()).await;
            world.put("tab", with(409_600 - 18)).await;
            assert_eq!(
                world.invalid("UpdateItem", one()).await,
                "Item size to update has exceeded the maximum allowed size"
            );
            world.ok("UpdateItem", set("ADD n :n", json!({":n": {"N": "1"}}))).await;
        }

        #[tokio::test(start_paused = true)]
        async fn expressions_of_old_and_of_today_are_refused_as_aws_refuses_them() {
            let world = world().with_table("tab").await;
            world.put("tab", json!({"pk": {"S": "a"}})).await;
            let of_old =
                json!({"TableName": "tab", "Key": {"pk": {"S": "a"}}, "AttributeUpdates": {"": {"Value": {"S": "a"}}}});
            assert_eq!(world.invalid("UpdateItem", of_old).await, "1 validation error detected: Empty attribute name");
            let invalid = "1 validation error detected: Invalid UpdateExpression: ";
            for (expression, values, message) in [
                (
                    "SET l = list_append(list_append(:v, :v), :v)",
                    json!({":v": {"L": []}}),
                    format!(
                        "{invalid}The function is not allowed to be used this way in an expression; function: list_append"
                    ),
                ),
                (
                    "SET l[99999999999999] = :v",
                    json!({":v": {"L": []}}),
                    format!("{invalid}List index is not within the allowable range; index: [99999999999999]"),
                ),
                (
                    "SET l = size(:v)",
                    json!({":v": {"L": []}}),
                    format!("{invalid}The function is not allowed in an update expression; function: size"),
                ),
                (
                    "SET n = :v + :w",
                    json!({":v": {"N": "1E50"}, ":w": {"N": "1"}}),
                    "Number overflow. Attempting to store a number with magnitude larger than supported range"
                        .to_owned(),
                ),
            ] {
                let input = json!({
                    "TableName": "tab",
                    "Key": {"pk": {"S": "a"}},
                    "UpdateExpression": expression,
                    "ExpressionAttributeValues": values,
                });
                assert_eq!(world.invalid("UpdateItem", input).await, message);
            }
        }
    }

    mod behaviour {
        use super::*;

        #[tokio::test(start_paused = true)]
        async fn an_update_makes_the_item_if_there_is_none() {
            let world = world().with_table("tab").await;
            assert_eq!(
                update(&world, "ADD n :one", json!({":one": {"N": "1"}}), "ALL_NEW").await,
                json!({"Attributes": {"pk": {"S": "a"}, "n": {"N": "1"}}})
            );
        }

        #[tokio::test(start_paused = true)]
        async fn taking_away_makes_no_item() {
            let world = world().with_table("tab").await;
            let key = json!({"pk": {"S": "a"}});
            for how in [
                json!({"UpdateExpression": "REMOVE x"}),
                json!({"UpdateExpression": "REMOVE x.y"}),
                json!({"AttributeUpdates": {"x": {"Action": "DELETE"}}}),
                json!({"AttributeUpdates": {"x": {"Action": "DELETE", "Value": {"SS": ["a"]}}}}),
            ] {
                let mut input = json!({"TableName": "tab", "Key": key, "ReturnValues": "ALL_NEW"});
                input.as_object_mut().unwrap().extend(how.as_object().unwrap().clone());
                assert_eq!(world.ok("UpdateItem", input).await, json!({}));
                assert_eq!(world.get("tab", key.clone()).await, Value::Null, "{how}");
            }
            // Nothing at all does make one.
            world.ok("UpdateItem", json!({"TableName": "tab", "Key": key})).await;
            assert_eq!(world.get("tab", key.clone()).await, key);
        }

        #[tokio::test(start_paused = true)]
        async fn the_caller_says_what_is_answered() {
            let world = world().with_table("tab").await;
            world.put("tab", json!({"pk": {"S": "a"}, "n": {"N": "1"}, "o": {"S": "o"}})).await;
            let one = || json!({":one": {"N": "1"}});
            for (returned, attributes) in [
                ("NONE", json!(null)),
                ("ALL_OLD", json!({"pk": {"S": "a"}, "n": {"N": "2"}, "o": {"S": "o"}})),
                ("UPDATED_OLD", json!({"n": {"N": "3"}})),
                ("ALL_NEW", json!({"pk": {"S": "a"}, "n": {"N": "5"}, "o": {"S": "o"}})),
                ("UPDATED_NEW", json!({"n": {"N": "6"}})),
            ] {
                let answer = update(&world, "SET n = n + :one", one(), returned).await;
                assert_eq!(answer["Attributes"], attributes, "{returned}");
            }
            assert_eq!(update(&world, "REMOVE o", json!({}), "UPDATED_NEW").await, json!({}));
        }

        #[tokio::test(start_paused = true)]
        async fn an_update_without_anything_to_do_makes_the_bare_item() {
            let world = world().with_table("tab").await;
            world.ok("UpdateItem", json!({"TableName": "tab", "Key": {"pk": {"S": "a"}}})).await;
            assert_eq!(world.get("tab", json!({"pk": {"S": "a"}})).await, json!({"pk": {"S": "a"}}));
        }

        #[tokio::test(start_paused = true)]
        async fn a_condition_sees_the_item_before_and_not_the_key_of_what_is_not_there() {
            let world = world().with_table("tab").await;
            let input = json!({
                "TableName": "tab",
                "Key": {"pk": {"S": "a"}},
                "UpdateExpression": "SET v = :v",
                "ConditionExpression": "attribute_exists(pk)",
                "ExpressionAttributeValues": {":v": {"N": "1"}},
            });
            assert_eq!(
                world.refused("UpdateItem", input).await,
                ("ConditionalCheckFailedException".to_owned(), "The conditional request failed".to_owned())
            );
        }

        #[tokio::test(start_paused = true)]
        async fn attribute_updates_put_add_and_delete() {
            let world = world().with_table("tab").await;
            world
                .put("tab", json!({"pk": {"S": "a"}, "n": {"N": "1"}, "s": {"SS": ["a", "b"]}, "o": {"S": "o"}}))
                .await;
            let input = json!({
                "TableName": "tab",
                "Key": {"pk": {"S": "a"}},
                "AttributeUpdates": {
                    "n": {"Action": "ADD", "Value": {"N": "2"}},
                    "s": {"Action": "DELETE", "Value": {"SS": ["a"]}},
                    "o": {"Action": "DELETE"},
                    "p": {"Value": {"BOOL": true}},
                    "l": {"Action": "ADD", "Value": {"L": [{"S": "x"}]}},
                },
                "ReturnValues": "ALL_NEW",
            });
            assert_eq!(
                world.ok("UpdateItem", input).await["Attributes"],
                json!({"pk": {"S": "a"}, "n": {"N": "3"}, "s": {"SS": ["b"]}, "p": {"BOOL": true}, "l": {"L": [{"S": "x"}]}})
            );
        }

        #[tokio::test(flavor = "multi_thread", worker_threads = 2)]
        async fn no_addition_is_lost_when_many_add_at_once() {
            let world = std::sync::Arc::new(world().with_table("tab").await);
            let tasks: Vec<_> = (0..8)
                .map(|_| {
                    let world = world.clone();
                    tokio::spawn(async move {
                        for _ in 0..25 {
                            update(&world, "ADD n :one", json!({":one": {"N": "1"}}), "NONE").await;
                        }
                    })
                })
                .collect();
            for task in tasks {
                task.await.unwrap();
            }
            assert_eq!(world.get("tab", json!({"pk": {"S": "a"}})).await["n"], json!({"N": "200"}));
        }
    }
}
