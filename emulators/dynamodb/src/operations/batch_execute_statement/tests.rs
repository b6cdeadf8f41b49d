use serde_json::{Value, json};

use crate::testing::{World, world};

async fn run(world: &World, statements: &[&str]) -> Value {
    let statements: Vec<Value> = statements.iter().map(|statement| json!({"Statement": statement})).collect();
    world.ok("BatchExecuteStatement", json!({"Statements": statements, "ReturnConsumedCapacity": "INDEXES"})).await
}

mod types {
    use service::testing::assert_type;

    use crate::testing::world;

    #[tokio::test(start_paused = true)]
    async fn every_member_has_its_type() {
        let world = world();
        for (path, kind) in [("Statements", "List"), ("ReturnConsumedCapacity", "String")] {
            assert_type(&world.db, "BatchExecuteStatement", path, kind).await;
        }
    }
}

mod constraints {
    use super::*;

    #[tokio::test(start_paused = true)]
    async fn a_batch_reads_or_writes_and_each_item_once() {
        let world = world().with_table("tab").await;
        for (statements, message) in [
            (
                ["SELECT * FROM tab WHERE pk = 'a'", "DELETE FROM tab WHERE pk = 'b'"],
                "Read and write requests together in the same batch is not supported.",
            ),
            (
                ["INSERT INTO tab VALUE {'pk': 'a'}", "DELETE FROM tab WHERE pk = 'a'"],
                "Provided list of item keys contains duplicates",
            ),
            (
                ["SELECT * FROM tab WHERE pk = 'a'", "SELECT x FROM tab WHERE pk = 'a' AND x = 1"],
                "Provided list of item keys contains duplicates",
            ),
        ] {
            let statements = statements.map(|statement| json!({"Statement": statement}));
            assert_eq!(world.invalid("BatchExecuteStatement", json!({"Statements": statements})).await, message);
        }
        assert_eq!(world.get("tab", json!({"pk": {"S": "a"}})).await, Value::Null);
    }
}

mod behaviour {
    use super::*;

    #[tokio::test(start_paused = true)]
    async fn each_statement_succeeds_or_fails_by_itself() {
        let world = world().with_table("tab").await;
        world.put("tab", json!({"pk": {"S": "there"}, "n": {"N": "1"}})).await;
        let answer = run(
            &world,
            &[
                "INSERT INTO tab VALUE {'pk': 'there'}",
                "INSERT INTO tab VALUE {'pk': 'new'}",
                "UPDATE tab SET n = 2 WHERE pk = 'nobody'",
                "DELETE FROM nope WHERE pk = 'a'",
                "UPDATE tab SET",
                "DELETE FROM tab WHERE n = 1",
            ],
        )
        .await;
        let error = |code: &str, message: &str| json!({"Code": code, "Message": message});
        assert_eq!(
            answer["Responses"],
            json!([
                {"Error": error("DuplicateItem", "Duplicate primary key exists in table"), "TableName": "tab"},
                {"TableName": "tab"},
                {"Error": error("ConditionalCheckFailed", "The conditional request failed"), "TableName": "tab"},
                {"Error": error("ResourceNotFound", "Requested resource not found"), "TableName": "nope"},
                {"Error": error("ValidationError", "Statement wasn't well formed, can't be processed: Unexpected term at 1:15:0")},
                {"Error": error("ValidationError", "Where clause does not contain a mandatory equality on all key attributes")},
            ])
        );
        // What failed is in the sum and in no part of it.
        assert_eq!(
            answer["ConsumedCapacity"],
            json!([{"TableName": "tab", "CapacityUnits": 3.0, "Table": {"CapacityUnits": 1.0}}])
        );
    }

    #[tokio::test(start_paused = true)]
    async fn reads_name_one_item_each() {
        let world = world().with_table("tab").await;
        for pk in ["a", "b"] {
            world.put("tab", json!({"pk": {"S": pk}, "n": {"N": "1"}})).await;
        }
        let answer = run(
            &world,
            &["SELECT n FROM tab WHERE pk = 'b'", "SELECT * FROM tab WHERE n = 1", "SELECT * FROM tab WHERE pk = 'c'"],
        )
        .await;
        let message =
            "Select statements within BatchExecuteStatement must specify the primary key in the where clause.";
        assert_eq!(
            answer["Responses"],
            json!([
                {"TableName": "tab", "Item": {"n": {"N": "1"}}},
                {"Error": {"Code": "ValidationError", "Message": message}},
                {"TableName": "tab"},
            ])
        );
        assert_eq!(
            answer["ConsumedCapacity"],
            json!([{"TableName": "tab", "CapacityUnits": 1.0, "Table": {"CapacityUnits": 1.0}}])
        );
    }
}
