use serde_json::{Value, json};

use crate::testing::world;

fn get(table: &str, key: Value) -> Value {
    json!({"Get": {"TableName": table, "Key": key}})
}

mod types {
    use service::testing::assert_type;

    use crate::testing::world;

    #[tokio::test(start_paused = true)]
    async fn every_member_has_its_type() {
        let world = world();
        for (path, kind) in [
            ("TransactItems", "List"),
            ("TransactItems.0.Get", "Structure"),
            ("TransactItems.0.Get.Key", "Map"),
            ("TransactItems.0.Get.ProjectionExpression", "String"),
            ("ReturnConsumedCapacity", "String"),
        ] {
            assert_type(&world.db, "TransactGetItems", path, kind).await;
        }
    }
}

mod constraints {
    use super::*;

    #[tokio::test(start_paused = true)]
    async fn what_is_wrong_is_told_as_of_all_transactions() {
        let world = world().with_table("tab").await;
        let mut bad = get("tab", json!({"pk": {"S": "a"}}));
        bad["Get"]["ProjectionExpression"] = json!("!!!");
        assert_eq!(
            world.invalid("TransactGetItems", json!({"TransactItems": [bad]})).await,
            "Invalid ProjectionExpression: Syntax error; token: \"!\", near: \"!!\""
        );
        let twice = json!([get("tab", json!({"pk": {"S": "a"}})), get("tab", json!({"pk": {"S": "a"}}))]);
        assert_eq!(
            world.invalid("TransactGetItems", json!({"TransactItems": twice})).await,
            "Transaction request cannot include multiple operations on one item"
        );
        let nowhere = json!({"TransactItems": [get("nope", json!({"pk": {"S": "a"}}))]});
        assert_eq!(world.refused("TransactGetItems", nowhere).await.0, "ResourceNotFoundException");
    }

    #[tokio::test(start_paused = true)]
    async fn a_key_that_does_not_fit_cancels() {
        let world = world().with_table("tab").await;
        let items = json!([get("tab", json!({"pk": {"S": "a"}})), get("tab", json!({}))]);
        let answer = world.raw("TransactGetItems", json!({"TransactItems": items})).await;
        assert_eq!(
            answer["Message"],
            "Transaction cancelled, please refer cancellation reasons for specific reasons [None, ValidationError]"
        );
        assert_eq!(answer["CancellationReasons"][1]["Message"], "The provided key element does not match the schema");
    }
}

mod behaviour {
    use super::*;

    #[tokio::test(start_paused = true)]
    async fn items_are_answered_in_order_with_gaps_for_what_is_not_there() {
        let world = world().with_table("tab").await.with_table("other").await;
        let item = json!({"pk": {"S": "a"}, "v": {"N": "1"}, "w": {"N": "2"}});
        world.put("tab", item.clone()).await;
        world.put("other", item.clone()).await;
        let projected = |projection: &str| {
            let mut get = get("other", json!({"pk": {"S": "a"}}));
            get["Get"]["ProjectionExpression"] = json!(projection);
            get
        };
        let items =
            json!([get("tab", json!({"pk": {"S": "a"}})), get("tab", json!({"pk": {"S": "b"}})), projected("v")]);
        let input = json!({"TransactItems": items, "ReturnConsumedCapacity": "INDEXES"});
        let units = |units: f64| json!({"CapacityUnits": units, "ReadCapacityUnits": units});
        assert_eq!(
            world.ok("TransactGetItems", input).await,
            json!({
                "Responses": [{"Item": item}, {}, {"Item": {"v": {"N": "1"}}}],
                "ConsumedCapacity": [
                    {"TableName": "tab", "CapacityUnits": 4.0, "ReadCapacityUnits": 4.0, "Table": units(4.0)},
                    {"TableName": "other", "CapacityUnits": 2.0, "ReadCapacityUnits": 2.0, "Table": units(2.0)},
                ],
            })
        );
        let nothing = json!({"TransactItems": [projected("x")]});
        assert_eq!(world.ok("TransactGetItems", nothing).await, json!({"Responses": [{}]}));
    }
}
