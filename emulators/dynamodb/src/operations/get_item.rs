//! GetItem

use models::dynamodb::{GetItemInput, GetItemOutput};
use service::Caller;
use wire::{Structure, Value};

use crate::capacity::{Detail, Units, read_units};
use crate::expression::Placeholders;
use crate::item::convert::{self, Wording};
use crate::item::stored::{self, StoredItem};
use crate::legacy::attributes_to_get;
use crate::request::{self, PROJECTION};
use crate::table::name::TableName;
use crate::{DynamoDb, Reply};

pub async fn run(db: &DynamoDb, caller: &Caller, input: GetItemInput) -> Reply<Value> {
    TableName::read(&input.table_name, caller)?;
    let expressions = [(PROJECTION, input.projection_expression.is_some())];
    request::not_mixed(&[("AttributesToGet", input.attributes_to_get.is_some())], &expressions)?;
    let placeholders = Placeholders::read(input.expression_attribute_names, None, &expressions, true)?;
    let mut used = placeholders.unused();
    let key = convert::item(input.key, Wording::Current)?;
    let names = input.attributes_to_get.as_deref().map(attributes_to_get::read).transpose()?;
    let projection = request::projection(input.projection_expression.as_ref(), &placeholders, &mut used)?;
    placeholders.all_used(&used)?;
    let projection = projection.or(names);

    db.space.enter_read().await?;
    let table = db.table(&input.table_name, caller)?;
    table.keys().check_key(&key)?;
    if let Some(projection) = &projection {
        table.check_key_paths(projection.paths.iter())?;
    }
    let key = table.keys().encode(&key).expect("the key has its attributes");
    let item = db.load(&table, &key)?;

    let detail = Detail::of(input.return_consumed_capacity.as_deref());
    let size = item.as_ref().map_or(0, |item| item.view().size());
    let units = Units::of_table(read_units(size, input.consistent_read == Some(true)));
    let answer = GetItemOutput { item: None, consumed_capacity: units.answer(detail, &table, &input.table_name) };
    let item = match &projection {
        Some(projection) => item.map(|item| StoredItem::from(&projection.apply_stored(item.view()))),
        None => item,
    };
    Ok(stored::with_item(answer.into_value(), "Item", GetItemOutput::SHAPE, item))
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
                ("Key.a.N", "String"),
                ("AttributesToGet", "List"),
                ("AttributesToGet.0", "String"),
                ("ConsistentRead", "Boolean"),
                ("ProjectionExpression", "String"),
                ("ReturnConsumedCapacity", "String"),
            ] {
                assert_type(&world.db, "GetItem", path, kind).await;
            }
        }
    }

    mod constraints {
        use super::*;

        #[tokio::test(start_paused = true)]
        async fn the_request_is_checked_before_the_table() {
            let world = world();
            let get = |more: serde_json::Value| {
                let mut input = json!({"TableName": "nope", "Key": {"pk": {"S": "a"}}});
                input.as_object_mut().unwrap().extend(more.as_object().unwrap().clone());
                input
            };
            for (more, message) in [
                (
                    json!({"ProjectionExpression": "!!! INVALID !!!"}),
                    "Invalid ProjectionExpression: Syntax error; token: \"!\", near: \"!!\"",
                ),
                (json!({"ProjectionExpression": ""}), "Invalid ProjectionExpression: The expression can not be empty;"),
                (
                    json!({"ProjectionExpression": "a, b.c, a"}),
                    "Invalid ProjectionExpression: Two document paths overlap with each other; must remove or rewrite one of these \
                     paths; path one: [a], path two: [a]",
                ),
                (
                    json!({"ExpressionAttributeNames": {"#a": "b"}}),
                    "ExpressionAttributeNames can only be specified when using expressions",
                ),
                (
                    json!({"ProjectionExpression": "a", "ExpressionAttributeNames": {}}),
                    "ExpressionAttributeNames must not be empty",
                ),
                (
                    json!({"ProjectionExpression": "a", "ExpressionAttributeNames": {"#count": "count"}}),
                    "Value provided in ExpressionAttributeNames unused in expressions: keys: {#count}",
                ),
                (
                    json!({"ProjectionExpression": "a", "ExpressionAttributeNames": {"a": "count"}}),
                    "ExpressionAttributeNames contains invalid key: Syntax error; key: \"a\"",
                ),
                (
                    json!({"AttributesToGet": ["a", "b", "a"]}),
                    "One or more parameter values were invalid: Duplicate value in attribute name: a",
                ),
                (
                    json!({"AttributesToGet": ["a"], "ProjectionExpression": "a"}),
                    "Can not use both expression and non-expression parameters in the same request: Non-expression parameters: \
                     {AttributesToGet} Expression parameters: {ProjectionExpression}",
                ),
                (json!({"Key": {"pk": {"N": "x"}}}), "The parameter cannot be converted to a numeric value: x"),
            ] {
                assert_eq!(world.invalid("GetItem", get(more)).await, message);
            }
            assert_eq!(world.refused("GetItem", get(json!({}))).await.0, "ResourceNotFoundException");
        }

        #[tokio::test(start_paused = true)]
        async fn the_key_fits_the_schema() {
            let world = world().with_indexed_table("tab", "N").await;
            for key in [
                json!({"pk": {"S": "a"}}),
                json!({"pk": {"S": "a"}, "sk": {"S": "a"}}),
                json!({"pk": {"S": "a"}, "sk": {"N": "1"}, "more": {"N": "1"}}),
                json!({}),
            ] {
                assert_eq!(
                    world.invalid("GetItem", json!({"TableName": "tab", "Key": key})).await,
                    "The provided key element does not match the schema"
                );
            }
            assert_eq!(
                world.invalid("GetItem", json!({"TableName": "tab", "Key": {"pk": {"S": ""}, "sk": {"N": "1"}}})).await,
                "One or more parameter values are not valid. The AttributeValue for a key attribute cannot contain an empty string \
                 value. Key: pk"
            );
        }
    }

    mod behaviour {
        use super::*;

        #[tokio::test(start_paused = true)]
        async fn what_is_not_there_is_not_answered() {
            let world = world().with_table("tab").await;
            assert_eq!(world.ok("GetItem", json!({"TableName": "tab", "Key": {"pk": {"S": "a"}}})).await, json!({}));
        }

        #[tokio::test(start_paused = true)]
        async fn a_table_may_be_named_by_its_arn() {
            let world = world().with_table("tab").await;
            world.put("tab", json!({"pk": {"S": "a"}})).await;
            let arn = "arn:aws:dynamodb:us-east-1:000000000000:table/tab";
            assert_eq!(world.get(arn, json!({"pk": {"S": "a"}})).await, json!({"pk": {"S": "a"}}));
        }

        #[tokio::test(start_paused = true)]
        async fn a_projection_keeps_the_structure_of_what_it_takes() {
            let world = world().with_table("tab").await;
            let list = json!([{"S": "0"}, {"M": {"x": {"S": "1"}, "y": {"S": "2"}}}, {"S": "3"}]);
            world
                .put(
                    "tab",
                    json!({"pk": {"S": "a"}, "l": {"L": list}, "m": {"M": {"a.b": {"S": "4"}}}, "z": {"S": "5"}}),
                )
                .await;
            let get = json!({
                "TableName": "tab",
                "Key": {"pk": {"S": "a"}},
                "ProjectionExpression": "l[2], l[1].y, l[9], m.#ab, gone",
                "ExpressionAttributeNames": {"#ab": "a.b"},
            });
            assert_eq!(
                world.ok("GetItem", get).await["Item"],
                json!({"l": {"L": [{"M": {"y": {"S": "2"}}}, {"S": "3"}]}, "m": {"M": {"a.b": {"S": "4"}}}})
            );
        }

        #[tokio::test(start_paused = true)]
        async fn an_item_without_the_attributes_is_empty() {
            let world = world().with_table("tab").await;
            world.put("tab", json!({"pk": {"S": "a"}})).await;
            let get = json!({"TableName": "tab", "Key": {"pk": {"S": "a"}}, "AttributesToGet": ["gone"]});
            assert_eq!(world.ok("GetItem", get).await, json!({"Item": {}}));
        }

        #[tokio::test(start_paused = true)]
        async fn a_consistent_read_costs_twice_as_much() {
            let world = world().with_table("tab").await;
            world.put("tab", json!({"pk": {"S": "a"}, "b": {"S": "x".repeat(5000)}})).await;
            for (consistent, units) in [(false, 1.0), (true, 2.0)] {
                let get = json!({
                    "TableName": "tab",
                    "Key": {"pk": {"S": "a"}},
                    "ConsistentRead": consistent,
                    "ReturnConsumedCapacity": "TOTAL",
                });
                assert_eq!(
                    world.ok("GetItem", get).await["ConsumedCapacity"],
                    json!({"TableName": "tab", "CapacityUnits": units})
                );
            }
        }
    }
}
