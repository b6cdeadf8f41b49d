use serde_json::{Value, json};

use crate::testing::{World, world};

/// The answer as JSON, of an error, too.
async fn raw(world: &World, items: Value) -> Value {
    world.raw("TransactWriteItems", json!({"TransactItems": items})).await
}

fn put(key: &str, value: &str) -> Value {
    json!({"Put": {"TableName": "tab", "Item": {"pk": {"S": key}, "v": {"S": value}}}})
}

fn codes(answer: &Value) -> Vec<&str> {
    let reasons = answer["CancellationReasons"].as_array().unwrap_or_else(|| panic!("{answer}"));
    reasons.iter().map(|reason| reason["Code"].as_str().unwrap()).collect()
}

mod types {
    use service::testing::assert_type;

    use crate::testing::world;

    #[tokio::test(start_paused = true)]
    async fn every_member_has_its_type() {
        let world = world();
        for (path, kind) in [
            ("TransactItems", "List"),
            ("TransactItems.0.Put", "Structure"),
            ("TransactItems.0.Put.Item", "Map"),
            ("TransactItems.0.Update.UpdateExpression", "String"),
            ("TransactItems.0.ConditionCheck.Key", "Map"),
            ("ClientRequestToken", "String"),
            ("ReturnConsumedCapacity", "String"),
        ] {
            assert_type(&world.db, "TransactWriteItems", path, kind).await;
        }
    }
}

mod constraints {
    use super::*;

    #[tokio::test(start_paused = true)]
    async fn a_transaction_has_one_to_a_hundred_actions() {
        let world = world().with_table("tab").await;
        let input =
            |count: usize| json!({"TransactItems": (0..count).map(|at| put(&at.to_string(), "")).collect::<Vec<_>>()});
        assert_eq!(
            world.invalid("TransactWriteItems", input(0)).await,
            "1 validation error detected: Value '[]' at 'transactItems' failed to satisfy constraint: Member must have length \
             greater than or equal to 1"
        );
        world.ok("TransactWriteItems", input(100)).await;
        let message = world.invalid("TransactWriteItems", input(101)).await;
        assert!(message.ends_with("Member must have length less than or equal to 100"), "{message}");
    }

    #[tokio::test(start_paused = true)]
    async fn what_is_wrong_with_the_request_is_told_plainly() {
        let world = world().with_table("tab").await;
        let key = json!({"pk": {"S": "a"}});
        for (item, message) in [
            (
                json!({"Put": {"TableName": "tab", "Item": key}, "Delete": {"TableName": "tab", "Key": key}}),
                "TransactItems can only contain one of Check, Put, Update or Delete",
            ),
            (
                json!({"Put": {"TableName": "tab", "Item": key, "ConditionExpression": "#i <> foo",
                    "ExpressionAttributeNames": {"#i": "pk", "#count": "count"}}}),
                "Value provided in ExpressionAttributeNames unused in expressions: keys: {#count}",
            ),
            (
                json!({"Put": {"TableName": "tab", "Item": key, "ConditionExpression": "attribute_exists(pk)",
                    "ExpressionAttributeValues": {}}}),
                "ExpressionAttributeValues must not be empty",
            ),
            (
                json!({"Update": {"TableName": "tab", "Key": key, "UpdateExpression": "SET a = :v SET b = :v",
                    "ExpressionAttributeValues": {":v": {"S": "v"}}}}),
                "Invalid UpdateExpression: The \"SET\" section can only be used once in an update expression;",
            ),
        ] {
            let input = json!({"TransactItems": [item]});
            assert_eq!(world.invalid("TransactWriteItems", input).await, message);
        }
        let (code, message) = world
            .refused("TransactWriteItems", json!({"TransactItems": [{"Delete": {"TableName": "nope", "Key": key}}]}))
            .await;
        assert_eq!((code.as_str(), message.as_str()), ("ResourceNotFoundException", "Requested resource not found"));
    }

    #[tokio::test(start_paused = true)]
    async fn an_empty_key_refuses_and_one_of_another_type_cancels() {
        let world = world().with_indexed_table("tab", "S").await;
        let key = |pk: Value| json!({"pk": pk, "sk": {"S": "s"}});
        let empty = "One or more parameter values are not valid. The AttributeValue for a key attribute cannot contain an empty string \
                     value. Key: pk";
        let of = |action: &str, key: Value| {
            let item = if action == "Put" { "Item" } else { "Key" };
            let mut action_of = json!({"TableName": "tab", item: key});
            match action {
                "Update" => action_of["UpdateExpression"] = json!("REMOVE a"),
                "ConditionCheck" => action_of["ConditionExpression"] = json!("attribute_exists(pk)"),
                _ => {}
            }
            json!({action: action_of})
        };
        for action in ["Put", "Delete", "Update", "ConditionCheck"] {
            // Also behind one of another type.
            let items = json!([of("Delete", key(json!({"N": "1"}))), of(action, key(json!({"S": ""})))]);
            assert_eq!(world.invalid("TransactWriteItems", json!({"TransactItems": items})).await, empty, "{action}");

            let items =
                json!([of("Put", key(json!({"S": "a"}))), of(action, key(json!({"N": "1"}))), of(action, json!({}))]);
            let answer = raw(&world, items).await;
            assert_eq!(codes(&answer), ["None", "ValidationError", "None"], "{action}");
            let message = match action {
                "Put" => "One or more parameter values were invalid: Type mismatch for key pk expected: S actual: N",
                _ => "The provided key element does not match the schema",
            };
            assert_eq!(answer["CancellationReasons"][1]["Message"], message);
        }
        let item = json!({"pk": {"S": "a"}, "sk": {"S": "b"}, "gk": {"S": ""}});
        let message = world.invalid("TransactWriteItems", json!({"TransactItems": [of("Put", item)]})).await;
        assert!(message.ends_with("IndexName: global, IndexKey: gk"), "{message}");
    }

    #[tokio::test(start_paused = true)]
    async fn an_item_is_named_once() {
        let world = world().with_table("tab").await;
        let delete = json!({"Delete": {"TableName": "arn:aws:dynamodb:us-east-1:000000000000:table/tab", "Key": {"pk": {"S": "a"}}}});
        assert_eq!(
            world.invalid("TransactWriteItems", json!({"TransactItems": [put("a", "1"), delete]})).await,
            "Transaction request cannot include multiple operations on one item"
        );
    }

    #[tokio::test(start_paused = true)]
    async fn all_items_together_have_at_most_four_megabytes() {
        let world = world().with_table("tab").await;
        let items = |count: usize| (0..count).map(|at| put(&at.to_string(), &"x".repeat(380_000))).collect::<Value>();
        world.ok("TransactWriteItems", json!({"TransactItems": items(11)})).await;
        world.invalid("TransactWriteItems", json!({"TransactItems": items(12)})).await;
    }
}

mod behaviour {
    use std::time::Duration;

    use super::*;

    #[tokio::test(start_paused = true)]
    async fn all_actions_are_carried_out() {
        let world = world().with_table("tab").await.with_indexed_table("other", "S").await;
        world.put("tab", json!({"pk": {"S": "deleted"}})).await;
        world.put("tab", json!({"pk": {"S": "counted"}, "n": {"N": "1"}})).await;
        world.put("tab", json!({"pk": {"S": "checked"}})).await;
        let items = json!([
            put("new", "1"),
            {"Put": {"TableName": "other", "Item": {"pk": {"S": "a"}, "sk": {"S": "b"}, "gk": {"S": "c"}}}},
            {"Delete": {"TableName": "tab", "Key": {"pk": {"S": "deleted"}}}},
            {"Update": {"TableName": "tab", "Key": {"pk": {"S": "counted"}}, "UpdateExpression": "ADD n :one",
                "ExpressionAttributeValues": {":one": {"N": "1"}}}},
            {"ConditionCheck": {"TableName": "tab", "Key": {"pk": {"S": "checked"}}, "ConditionExpression": "attribute_exists(pk)"}},
        ]);
        assert_eq!(raw(&world, items).await, json!({}));
        let get = async |key: &str| world.get("tab", json!({"pk": {"S": key}})).await;
        assert_eq!(get("new").await["v"], json!({"S": "1"}));
        assert_eq!(get("deleted").await, json!(null));
        assert_eq!(get("counted").await["n"], json!({"N": "2"}));
        assert_eq!(get("checked").await, json!({"pk": {"S": "checked"}}));
        let found = world.ok("Scan", json!({"TableName": "other", "IndexName": "global"})).await;
        assert_eq!(found["Count"], 1);
        let described = world.ok("DescribeTable", json!({"TableName": "tab"})).await;
        assert_eq!(described["Table"]["ItemCount"], 3);
    }

    #[tokio::test(start_paused = true)]
    async fn nothing_is_carried_out_if_anything_is_in_the_way_and_every_reason_has_its_place() {
        let world = world().with_table("tab").await;
        world.put("tab", json!({"pk": {"S": "a"}, "v": {"S": "before"}})).await;
        let items = json!([
            put("new", "1"),
            {"Put": {"TableName": "tab", "Item": {"pk": {"S": "a"}}, "ConditionExpression": "attribute_not_exists(pk)",
                "ReturnValuesOnConditionCheckFailure": "ALL_OLD"}},
            {"ConditionCheck": {"TableName": "tab", "Key": {"pk": {"S": "b"}}, "ConditionExpression": "attribute_exists(pk)",
                "ReturnValuesOnConditionCheckFailure": "ALL_OLD"}},
            {"Update": {"TableName": "tab", "Key": {"pk": {"S": "c"}}, "UpdateExpression": "SET x = y"}},
        ]);
        assert_eq!(
            raw(&world, items).await,
            json!({
                "__type": "com.amazonaws.dynamodb.v20120810#TransactionCanceledException",
                "Message": "Transaction cancelled, please refer cancellation reasons for specific reasons [None, \
                            ConditionalCheckFailed, ConditionalCheckFailed, ValidationError]",
                "CancellationReasons": [
                    {"Code": "None"},
                    {"Code": "ConditionalCheckFailed", "Message": "The conditional request failed",
                        "Item": {"pk": {"S": "a"}, "v": {"S": "before"}}},
                    {"Code": "ConditionalCheckFailed", "Message": "The conditional request failed"},
                    {"Code": "ValidationError",
                        "Message": "The provided expression refers to an attribute that does not exist in the item"},
                ],
            })
        );
        assert_eq!(world.get("tab", json!({"pk": {"S": "new"}})).await, json!(null));
        assert_eq!(world.get("tab", json!({"pk": {"S": "a"}})).await["v"], json!({"S": "before"}));
    }

    #[tokio::test(start_paused = true)]
    async fn an_item_that_somebody_holds_is_a_conflict_and_nobody_waits() {
        let world = world().with_table("tab").await;
        let table = world.table("tab");
        let key = table
            .keys()
            .encode(
                &crate::item::convert::item(
                    [("pk".to_owned(), wire::Value::Structure(vec![(0, wire::Value::String("a".to_owned()))]))].into(),
                    crate::item::convert::Wording::Older,
                )
                .unwrap(),
            )
            .unwrap();
        let held = world.db.items.lock_for_transaction([(table.id(), key.as_slice())]).await.unwrap();

        let answer = raw(&world, json!([put("b", "1"), put("a", "1")])).await;
        assert_eq!(codes(&answer), ["None", "TransactionConflict"]);
        assert_eq!(answer["CancellationReasons"][1]["Message"], "Transaction is ongoing for the item");
        let single = json!({"TableName": "tab", "Item": {"pk": {"S": "a"}}});
        let (code, message) = world.refused("PutItem", single.clone()).await;
        assert_eq!(
            (code.as_str(), message.as_str()),
            ("TransactionConflictException", "Transaction is ongoing for the item")
        );
        let request = |key: &str| json!({"PutRequest": {"Item": {"pk": {"S": key}}}});
        let batch = json!({"RequestItems": {"tab": [request("a"), request("c")]}});
        assert_eq!(world.ok("BatchWriteItem", batch).await["UnprocessedItems"], json!({"tab": [request("a")]}));
        assert_eq!(world.get("tab", json!({"pk": {"S": "c"}})).await, json!({"pk": {"S": "c"}}));
        let get = json!({"TransactItems": [{"Get": {"TableName": "tab", "Key": {"pk": {"S": "a"}}}}]});
        assert_eq!(codes(&world.raw("TransactGetItems", get).await), ["TransactionConflict"]);

        drop(held);
        world.ok("PutItem", single).await;
    }

    #[tokio::test(start_paused = true)]
    async fn a_token_is_carried_out_once_within_ten_minutes_and_stands_for_one_request() {
        let world = world().with_table("tab").await;
        world.put("tab", json!({"pk": {"S": "a"}, "v": {"S": "x".repeat(1500)}})).await;
        let add = |by: &str, token: &str| {
            json!({
                "TransactItems": [{"Update": {"TableName": "tab", "Key": {"pk": {"S": "a"}}, "UpdateExpression": "ADD n :by",
                    "ExpressionAttributeValues": {":by": {"N": by}}}}],
                "ClientRequestToken": token,
                "ReturnConsumedCapacity": "TOTAL",
            })
        };
        let count = async |world: &World| world.get("tab", json!({"pk": {"S": "a"}})).await["n"]["N"].clone();
        let consumed = world.ok("TransactWriteItems", add("1", "t")).await;
        assert_eq!(
            consumed["ConsumedCapacity"],
            json!([{"TableName": "tab", "CapacityUnits": 4.0, "WriteCapacityUnits": 4.0}])
        );
        let world = world.reopened();
        let consumed = world.ok("TransactWriteItems", add("1", "t")).await;
        assert_eq!(
            consumed["ConsumedCapacity"],
            json!([{"TableName": "tab", "CapacityUnits": 2.0, "ReadCapacityUnits": 2.0}])
        );
        assert_eq!(count(&world).await, "1");
        let (code, _) = world.refused("TransactWriteItems", add("2", "t")).await;
        assert_eq!(code, "IdempotentParameterMismatchException");
        // Another token is another request.
        world.ok("TransactWriteItems", add("1", "u")).await;
        assert_eq!(count(&world).await, "2");

        tokio::time::advance(Duration::from_secs(10 * 60)).await;
        world.ok("TransactWriteItems", add("2", "t")).await;
        assert_eq!(count(&world).await, "4");
    }

    #[tokio::test(start_paused = true)]
    async fn tokens_are_forgotten_when_their_time_is_over() {
        use keyspace::{Direction, Next, Reads};

        use crate::writing::tokens::{TOKEN_ENDS, TOKENS};

        let world = world().with_table("tab").await;
        let transact = |token: &str| json!({"TransactItems": [put(token, "1")], "ClientRequestToken": token});
        world.ok("TransactWriteItems", transact("early")).await;
        tokio::time::advance(Duration::from_secs(60)).await;
        world.ok("TransactWriteItems", transact("late")).await;
        let janitor = world.db.janitors().remove(0);
        let now = || world.db.space.clock().now();
        let kept = || {
            let mut kept = vec![];
            let visit = |(_, _, token), _| {
                kept.push(token);
                std::ops::ControlFlow::Continue(())
            };
            world.db.space.scan(&TOKENS.all(), Direction::Forward, visit).unwrap();
            kept
        };
        tokio::time::advance(Duration::from_secs(9 * 60)).await;
        assert!(matches!(janitor.tick(now()).await.unwrap(), Next::Until(_)));
        assert_eq!(kept(), ["late"]);
        tokio::time::advance(Duration::from_secs(60)).await;
        assert_eq!(janitor.tick(now()).await.unwrap(), Next::Idle);
        assert!(kept().is_empty());
        assert!(world.db.space.first(&TOKEN_ENDS.all(), Direction::Forward).unwrap().is_none());
    }

    #[tokio::test(start_paused = true)]
    async fn a_transaction_costs_a_table_twice_what_its_parts_would_and_an_index_the_same() {
        let world = world().with_indexed_table("tab", "S").await;
        let item = json!({"pk": {"S": "a"}, "sk": {"S": "b"}, "gk": {"S": "c"}, "more": {"S": "x".repeat(1500)}});
        let check = json!({"TableName": "tab", "Key": {"pk": {"S": "z"}, "sk": {"S": "z"}}, "ConditionExpression": "attribute_not_exists(pk)"});
        let input = json!({
            "TransactItems": [{"Put": {"TableName": "tab", "Item": item}}, {"ConditionCheck": check}],
            "ReturnConsumedCapacity": "INDEXES",
            "ReturnItemCollectionMetrics": "SIZE",
        });
        let units = |units: f64| json!({"CapacityUnits": units, "WriteCapacityUnits": units});
        let answer = world.ok("TransactWriteItems", input).await;
        assert_eq!(
            answer["ConsumedCapacity"],
            json!([{
                "TableName": "tab",
                "CapacityUnits": 8.0,
                "WriteCapacityUnits": 8.0,
                "Table": units(6.0),
                "GlobalSecondaryIndexes": {"global": units(2.0)},
            }])
        );
        assert_eq!(answer["ItemCollectionMetrics"]["tab"].as_array().unwrap().len(), 1);
    }
}
