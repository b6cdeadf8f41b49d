use serde_json::{Value, json};

use crate::testing::{World, world};

fn input(statements: &[&str]) -> Value {
    let statements: Vec<Value> = statements.iter().map(|statement| json!({"Statement": statement})).collect();
    json!({"TransactStatements": statements})
}

async fn filled() -> World {
    let world = world().with_table("tab").await;
    for pk in ["a", "b"] {
        world.put("tab", json!({"pk": {"S": pk}, "n": {"N": "1"}})).await;
    }
    world
}

mod types {
    use service::testing::assert_type;

    use crate::testing::world;

    #[tokio::test(start_paused = true)]
    async fn every_member_has_its_type() {
        let world = world();
        for (path, kind) in
            [("TransactStatements", "List"), ("ClientRequestToken", "String"), ("ReturnConsumedCapacity", "String")]
        {
            assert_type(&world.db, "ExecuteTransaction", path, kind).await;
        }
    }
}

mod constraints {
    use super::*;

    #[tokio::test(start_paused = true)]
    async fn what_cannot_be_in_a_transaction_is_refused() {
        let world = filled().await;
        for (statements, message) in [
            (
                ["SELECT * FROM tab WHERE pk = 'a'", "DELETE FROM tab WHERE pk = 'b'"],
                "ExecuteTransaction API does not support both read and write operations in the same request.",
            ),
            (
                ["DELETE FROM tab WHERE pk = 'a'", "DELETE FROM tab WHERE pk = 'b' RETURNING ALL OLD *"],
                "Validation failed in TransactStatements[1]: RETURNING clause is not supported in ExecuteTransaction.",
            ),
            (
                ["SELECT * FROM tab.i WHERE pk = 'a'", "SELECT * FROM tab WHERE pk = 'b'"],
                "Validation failed in TransactStatements[0]: Reads on indices are not supported within transactions.",
            ),
            (
                ["DELETE FROM tab WHERE pk = 'a'", "INSERT INTO tab VALUE {'pk': 'a'}"],
                "Transaction request cannot include multiple operations on one item",
            ),
            (
                ["SELECT * FROM tab WHERE pk = 'a'", "SELECT n FROM tab WHERE pk = 'a'"],
                "Transaction request cannot include multiple operations on one item",
            ),
        ] {
            assert_eq!(world.invalid("ExecuteTransaction", input(&statements)).await, message);
        }
    }
}

mod behaviour {
    use super::*;

    #[tokio::test(start_paused = true)]
    async fn all_statements_are_carried_out_or_none() {
        let world = filled().await;
        let done = input(&[
            "INSERT INTO tab VALUE {'pk': 'c'}",
            "UPDATE tab SET n = n + 1 WHERE pk = 'a'",
            "EXISTS(SELECT * FROM tab WHERE pk = 'b' AND n = 1)",
        ]);
        assert_eq!(world.ok("ExecuteTransaction", done).await["Responses"], json!([{}, {}, {}]));
        assert_eq!(world.get("tab", json!({"pk": {"S": "a"}})).await["n"], json!({"N": "2"}));

        let mut failing = input(&[
            "INSERT INTO tab VALUE {'pk': 'd'}",
            "INSERT INTO tab VALUE {'pk': 'c'}",
            "UPDATE tab SET n = 5 WHERE pk = 'a' AND n = 1",
            "EXISTS(SELECT * FROM tab WHERE pk = 'nobody' AND NOT n = 1)",
        ]);
        failing["TransactStatements"][2]["ReturnValuesOnConditionCheckFailure"] = json!("ALL_OLD");
        let answer = world.raw("ExecuteTransaction", failing).await;
        assert_eq!(
            answer["Message"],
            "Transaction cancelled, please refer cancellation reasons for specific reasons [None, DuplicateItem, \
             ConditionalCheckFailed, ConditionalCheckFailed]"
        );
        assert_eq!(answer["CancellationReasons"][1]["Message"], "Duplicate primary key exists in table");
        assert_eq!(answer["CancellationReasons"][2]["Item"], json!({"pk": {"S": "a"}, "n": {"N": "2"}}));
        assert_eq!(world.get("tab", json!({"pk": {"S": "d"}})).await, Value::Null);
    }

    #[tokio::test(start_paused = true)]
    async fn items_are_read_as_of_one_instant() {
        let world = filled().await;
        let mut reads = input(&[
            "SELECT n FROM tab WHERE pk = 'a'",
            "SELECT * FROM tab WHERE pk = 'b' AND n = 2",
            "SELECT * FROM tab WHERE pk = 'c'",
        ]);
        reads["ReturnConsumedCapacity"] = json!("TOTAL");
        assert_eq!(
            world.ok("ExecuteTransaction", reads).await,
            json!({
                "Responses": [{"Item": {"n": {"N": "1"}}}, {}, {}],
                "ConsumedCapacity": [{"TableName": "tab", "CapacityUnits": 6.0, "ReadCapacityUnits": 6.0}],
            })
        );
    }

    #[tokio::test(start_paused = true)]
    async fn a_token_is_good_for_one_transaction() {
        let world = filled().await;
        let with_token = |statement: &str| {
            let mut input = input(&[statement]);
            input["ClientRequestToken"] = json!("token");
            input
        };
        for _ in 0..2 {
            world.ok("ExecuteTransaction", with_token("UPDATE tab SET n = n + 1 WHERE pk = 'a'")).await;
        }
        assert_eq!(world.get("tab", json!({"pk": {"S": "a"}})).await["n"], json!({"N": "2"}));
        let (code, _) = world.refused("ExecuteTransaction", with_token("DELETE FROM tab WHERE pk = 'a'")).await;
        assert_eq!(code, "IdempotentParameterMismatchException");
        // It is another one's, where it is another operation's.
        world
            .ok(
                "TransactWriteItems",
                json!({
                    "TransactItems": [{"Delete": {"TableName": "tab", "Key": {"pk": {"S": "a"}}}}],
                    "ClientRequestToken": "token",
                }),
            )
            .await;
        assert_eq!(world.get("tab", json!({"pk": {"S": "a"}})).await, Value::Null);
    }
}
