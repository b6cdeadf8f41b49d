//! DeleteTable: the name is taken away; what lay under it is cleared later.

use keyspace::Batch;
use models::dynamodb::{DeleteTableInput, DeleteTableOutput, TableDescription};
use service::Caller;

use crate::refusals::{tables, updates};
use crate::table::description::{Status, describe};
use crate::table::name::TableName;
use crate::table::tally::TOTALS;
use crate::table::time_to_live::EXPIRIES;
use crate::table::{ENTRIES, ITEMS, TABLES};
use crate::{DynamoDb, Reply};

pub async fn run(db: &DynamoDb, caller: &Caller, input: DeleteTableInput) -> Reply<DeleteTableOutput> {
    let name = TableName::read(&input.table_name, caller)?;

    let _writing = db.space.enter().await?;
    let locked = db.names.lock(&(name.account, name.region, name.name)).await;
    let table = db.catalog.find(&name).ok_or_else(|| tables::table_not_found(name.name))?;
    if table.record.settings.is_protected {
        return Err(tables::table_protected().into());
    }
    if table.is_building() {
        return Err(updates::table_with_building_index());
    }
    // Writers that have found the table already either come before or find it gone: nothing may be written under its ids after
    // they are given up, or it would lie there for ever.
    let fence = db.items.fence(table.id()).await;
    let totals = table.tally.totals();
    let mut batch = Batch::new();
    batch.delete(TOTALS, &(table.id(),));
    batch.delete(TABLES, &(name.account, name.region, name.name));
    batch.delete_prefix_later(ITEMS, &(table.id(),));
    for index in table.indexes() {
        batch.delete_prefix_later(ENTRIES, &(index.id,));
    }
    if let Some(ttl) = table.time_to_live() {
        batch.delete_prefix_later(EXPIRIES, &(ttl.id,));
    }
    if let Some(live) = &table.stream {
        live.end(&db.space, db.space.clock().now(), &mut batch)?;
    }
    let (catalog, gone) = (db.catalog.clone(), table.clone());
    batch.on_commit(move || {
        gone.goes();
        catalog.remove(&gone);
    });
    batch.hold((fence, locked));
    db.space.commit(batch).await?;
    let described = describe(&table, Status::Deleting, &totals, db.space.clock().now());
    Ok(DeleteTableOutput { table_description: Some(last_words(described)) })
}

/// All that AWS still says of a table that goes. Recorded from AWS.
fn last_words(table: TableDescription) -> TableDescription {
    TableDescription {
        table_name: table.table_name,
        table_status: table.table_status,
        provisioned_throughput: table.provisioned_throughput,
        table_size_bytes: table.table_size_bytes,
        item_count: table.item_count,
        table_arn: table.table_arn,
        table_id: table.table_id,
        deletion_protection_enabled: table.deletion_protection_enabled,
        ..TableDescription::default()
    }
}

#[cfg(test)]
mod tests {
    use std::pin::pin;

    use clock::Timestamp;
    use keyspace::{Direction, Janitor, KeyLock, Next, RangeCollector, Reads};
    use serde_json::{Value, json};
    use service::testing::call;

    use crate::item::Item;
    use crate::item::attribute_value::AttributeValue;
    use crate::table::{ENTRIES, ITEMS};
    use crate::testing::{World, world};

    mod types {
        use service::testing::assert_type;

        use crate::testing::world;

        #[tokio::test(start_paused = true)]
        async fn a_name_is_a_string() {
            assert_type(&world().db, "DeleteTable", "TableName", "String").await;
        }
    }

    mod constraints {
        use super::*;

        #[tokio::test(start_paused = true)]
        async fn a_protected_table_stays() {
            let world = world()
                .with(json!({
                    "TableName": "tab",
                    "AttributeDefinitions": [{"AttributeName": "pk", "AttributeType": "S"}],
                    "KeySchema": [{"AttributeName": "pk", "KeyType": "HASH"}],
                    "BillingMode": "PAY_PER_REQUEST",
                    "DeletionProtectionEnabled": true,
                }))
                .await;
            assert_eq!(
                world.invalid("DeleteTable", json!({"TableName": "tab"})).await,
                "Resource cannot be deleted as it is currently protected against deletion. Disable deletion protection first."
            );
        }
    }

    mod behaviour {
        use super::*;

        #[tokio::test(start_paused = true)]
        async fn a_table_of_the_same_name_begins_empty() {
            let world = world().with_indexed_table("tab", "S").await;
            world.put("tab", json!({"pk": {"S": "a"}, "sk": {"S": "b"}, "gk": {"S": "g"}})).await;
            let deleted = world.ok("DeleteTable", json!({"TableName": "tab"})).await;
            assert_eq!(deleted["TableDescription"]["TableStatus"], json!("DELETING"));
            assert_eq!(deleted["TableDescription"].as_object().unwrap().len(), 8);
            assert_eq!(world.refused("DeleteTable", json!({"TableName": "tab"})).await.0, "ResourceNotFoundException");

            let world = world.with_indexed_table("tab", "S").await;
            assert_eq!(world.get("tab", json!({"pk": {"S": "a"}, "sk": {"S": "b"}})).await, Value::Null);
            for index in [json!({"TableName": "tab"}), json!({"TableName": "tab", "IndexName": "global"})] {
                assert_eq!(world.ok("Scan", index).await["Count"], json!(0));
            }
        }

        #[tokio::test(start_paused = true)]
        async fn what_it_held_is_told_also_after_a_crash() {
            let world = world().with_table("tab").await;
            world.put("tab", json!({"pk": {"S": "a"}})).await;
            let deleted = world.reopened().ok("DeleteTable", json!({"TableName": "tab"})).await;
            let described = &deleted["TableDescription"];
            assert_eq!([&described["ItemCount"], &described["TableSizeBytes"]], [&json!(1), &json!(3)]);
        }

        /// All writes that there are, of one item.
        fn writes() -> [(&'static str, Value); 4] {
            let item = json!({"pk": {"S": "a"}, "sk": {"S": "b"}, "gk": {"S": "g"}});
            let key = json!({"pk": {"S": "a"}, "sk": {"S": "b"}});
            [
                ("PutItem", json!({"TableName": "tab", "Item": item})),
                ("UpdateItem", json!({"TableName": "tab", "Key": key})),
                ("DeleteItem", json!({"TableName": "tab", "Key": key})),
                ("BatchWriteItem", json!({"RequestItems": {"tab": [{"PutRequest": {"Item": item}}]}})),
            ]
        }

        async fn lock_of_the_item(world: &World) -> KeyLock {
            let caller = service::testing::caller(Timestamp::from_millis(0));
            let table = world.db.table("tab", &caller).unwrap();
            let text = |text: &str| AttributeValue::S(text.to_owned());
            let item = Item::from_iter([("pk".to_owned(), text("a")), ("sk".to_owned(), text("b"))]);
            world.db.items.lock(table.id(), &table.keys().encode(&item).unwrap()).await.unwrap()
        }

        async fn is_pending(future: std::pin::Pin<&mut impl Future>) -> bool {
            let mut future = Some(future);
            std::future::poll_fn(|context| {
                std::task::Poll::Ready(future.take().expect("it is polled once").poll(context).is_pending())
            })
            .await
        }

        /// Entries of any item or index, and what is still to be cleared.
        fn is_empty(world: &World) -> bool {
            let space = &world.db.space;
            space.first(&ITEMS.all(), Direction::Forward).unwrap().is_none()
                && space.first(&ENTRIES.all(), Direction::Forward).unwrap().is_none()
        }

        async fn clear(world: &World) {
            let collector = RangeCollector::new(world.db.space.clone());
            while collector.tick(Timestamp::from_millis(0)).await.unwrap() == Next::Busy {}
        }

        #[tokio::test(start_paused = true)]
        async fn a_write_that_found_the_table_before_it_was_deleted_leaves_nothing_behind() {
            for (operation, input) in writes() {
                for deleted_first in [false, true] {
                    let world = world().with_indexed_table("tab", "S").await;
                    world.put("tab", json!({"pk": {"S": "a"}, "sk": {"S": "b"}, "gk": {"S": "old"}})).await;
                    // Both find the table, and wait one behind the other for the item.
                    let locked = lock_of_the_item(&world).await;
                    let mut write = pin!(call(&world.db, operation, input.clone()));
                    let mut delete = pin!(call(&world.db, "DeleteTable", json!({"TableName": "tab"})));
                    if deleted_first {
                        assert!(is_pending(delete.as_mut()).await && is_pending(write.as_mut()).await);
                    } else {
                        assert!(is_pending(write.as_mut()).await && is_pending(delete.as_mut()).await);
                    }
                    drop(locked);
                    let (delete, write) = tokio::join!(delete, write);
                    delete.unwrap();
                    if deleted_first {
                        assert_eq!(write.unwrap_err().0, "ResourceNotFoundException", "{operation}");
                    } else {
                        write.unwrap();
                    }
                    clear(&world).await;
                    assert!(is_empty(&world), "{operation} left something behind, deleted first: {deleted_first}");
                }
            }
        }
    }
}
