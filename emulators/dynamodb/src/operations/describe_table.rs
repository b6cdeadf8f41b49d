//! DescribeTable

use models::dynamodb::{DescribeTableInput, DescribeTableOutput};
use service::Caller;

use crate::refusals::tables;
use crate::table::description::{Status, describe};
use crate::table::name::TableName;
use crate::{DynamoDb, Reply};

pub async fn run(db: &DynamoDb, caller: &Caller, input: DescribeTableInput) -> Reply<DescribeTableOutput> {
    let name = TableName::read(&input.table_name, caller)?;
    db.space.enter_read().await?;
    let table = db.catalog.find(&name).ok_or_else(|| tables::table_not_found(name.name))?;
    Ok(DescribeTableOutput {
        table: Some(describe(&table, Status::Active, &table.tally.totals(), db.space.clock().now())),
    })
}

#[cfg(test)]
mod tests {
    use serde_json::{Value, json};

    use crate::testing::{World, world};

    mod types {
        use service::testing::assert_type;

        use crate::testing::world;

        #[tokio::test(start_paused = true)]
        async fn a_name_is_a_string() {
            assert_type(&world().db, "DescribeTable", "TableName", "String").await;
        }
    }

    mod constraints {
        use super::*;

        #[tokio::test(start_paused = true)]
        async fn a_table_is_named() {
            assert_eq!(
                world().invalid("DescribeTable", json!({})).await,
                "1 validation error detected: Value null at 'tableName' failed to satisfy constraint: Member must not be null"
            );
        }
    }

    mod behaviour {
        use super::*;

        #[tokio::test(start_paused = true)]
        async fn what_is_not_there_is_named() {
            assert_eq!(
                world().refused("DescribeTable", json!({"TableName": "nope"})).await,
                (
                    "ResourceNotFoundException".to_owned(),
                    "Requested resource not found: Table: nope not found".to_owned()
                )
            );
        }

        /// Items and bytes of the table, of its local index and of its global index.
        async fn held(world: &World) -> [(i64, i64); 3] {
            let table = world.ok("DescribeTable", json!({"TableName": "tab"})).await["Table"].clone();
            let of = |described: &Value, bytes: &str| {
                (described["ItemCount"].as_i64().unwrap(), described[bytes].as_i64().unwrap())
            };
            let index = |kind: &str| of(&table[kind][0], "IndexSizeBytes");
            [of(&table, "TableSizeBytes"), index("LocalSecondaryIndexes"), index("GlobalSecondaryIndexes")]
        }

        async fn fill(world: &World, pk: &str, count: usize) {
            for first in (0..count).step_by(25) {
                let puts: Vec<Value> = (first..count.min(first + 25))
                    .map(|sk| json!({"pk": {"S": pk}, "sk": {"N": sk.to_string()}, "gk": {"S": "g"}}))
                    .map(|item| json!({"PutRequest": {"Item": item}}))
                    .collect();
                world.ok("BatchWriteItem", json!({"RequestItems": {"tab": puts}})).await;
            }
        }

        #[tokio::test(start_paused = true)]
        async fn a_table_knows_what_it_and_its_indexes_hold() {
            let world = world().with_indexed_table("tab", "S").await;
            let key = json!({"pk": {"S": "a"}, "sk": {"S": "b"}});
            world
                .put("tab", json!({"pk": {"S": "a"}, "sk": {"S": "b"}, "gk": {"S": "c"}, "more": {"S": "1234"}}))
                .await;
            assert_eq!(held(&world).await, [(1, 17), (0, 0), (1, 17)]);
            world.put("tab", json!({"pk": {"S": "a"}, "sk": {"S": "b"}, "lk": {"S": "d"}, "more": {"S": "12"}})).await;
            assert_eq!(held(&world).await, [(1, 15), (1, 9), (0, 0)]);
            let update = json!({
                "TableName": "tab",
                "Key": key,
                "UpdateExpression": "SET gk = :g REMOVE more",
                "ExpressionAttributeValues": {":g": {"S": "gg"}},
            });
            world.ok("UpdateItem", update).await;
            assert_eq!(held(&world).await, [(1, 13), (1, 9), (1, 13)]);
            world.ok("DeleteItem", json!({"TableName": "tab", "Key": key})).await;
            world.ok("DeleteItem", json!({"TableName": "tab", "Key": key})).await;
            assert_eq!(held(&world).await, [(0, 0); 3]);
        }

        #[tokio::test(start_paused = true)]
        async fn what_a_refused_write_would_have_added_is_not_counted() {
            let world = world().with_indexed_table("tab", "S").await;
            let item = json!({"pk": {"S": "a"}, "sk": {"S": "b"}});
            let put = json!({"TableName": "tab", "Item": item, "ConditionExpression": "attribute_exists(pk)"});
            world.refused("PutItem", put).await;
            assert_eq!(held(&world).await, [(0, 0); 3]);
        }

        #[tokio::test(start_paused = true)]
        async fn large_items_are_counted_too() {
            let world = world().with_indexed_table("tab", "N").await;
            for sk in 0..7 {
                let more = "x".repeat(399_000);
                world.put("tab", json!({"pk": {"S": "a"}, "sk": {"N": sk.to_string()}, "more": {"S": more}})).await;
            }
            let kept = held(&world).await;
            assert_eq!((kept[0].0, kept), (7, held(&world.reopened()).await));
        }

        #[tokio::test(start_paused = true)]
        async fn after_a_crash_it_is_known_without_counting() {
            let world = world().with_indexed_table("tab", "N").await;
            fill(&world, "a", 30).await;
            let world = world.reopened();
            world.put("tab", json!({"pk": {"S": "c"}, "sk": {"N": "1"}})).await;
            for _ in 0..2 {
                world.put("tab", json!({"pk": {"S": "d"}, "sk": {"N": "1"}})).await;
            }
            let kept = held(&world).await;
            assert_eq!((kept[0].0, kept[2].0), (32, 30));
            assert_eq!(held(&world.reopened()).await, kept);
            assert_eq!(crate::counts(&world.db.space).unwrap()[..2], [("tables", 1), ("items", 32)]);
        }
    }
}
