//! DeleteTable: the name is taken away; what lay under it is cleared later.

use keyspace::{Batch, Locks};
use models::dynamodb::{DeleteTableInput, DeleteTableOutput};
use service::Caller;

use crate::refusals::tables;
use crate::table::{ENTRIES, ITEMS, TABLES};
use crate::table_description::{Status, describe};
use crate::table_name::TableName;
use crate::{DynamoDb, Reply};

pub async fn run(db: &DynamoDb, caller: &Caller, input: DeleteTableInput) -> Reply<DeleteTableOutput> {
    let name = TableName::read(&input.table_name, caller)?;

    let _writing = db.space.enter().await?;
    let _locked = db.names.lock(Locks::hash(&(name.account, name.region, name.name))).await;
    let table = db.catalog.find(&name).ok_or_else(|| tables::table_not_found(name.name))?;
    if table.record.settings.is_protected {
        return Err(tables::table_protected().into());
    }
    let mut batch = Batch::new();
    batch.delete(TABLES, &(name.account, name.region, name.name));
    batch.bury_under(ITEMS, &(table.id(),));
    for index in table.indexes() {
        batch.bury_under(ENTRIES, &(index.id,));
    }
    let (catalog, gone) = (db.catalog.clone(), table.clone());
    batch.on_commit(move || catalog.remove(&gone));
    db.space.commit(batch).await?;
    Ok(DeleteTableOutput { table_description: Some(describe(&table, Status::Deleting)) })
}

#[cfg(test)]
mod tests {
    use serde_json::{Value, json};

    use crate::testing::world;

    mod types {
        use service::testing::assert_type;

        use crate::testing::world;

        #[tokio::test]
        async fn a_name_is_a_string() {
            assert_type(&world().db, "DeleteTable", "TableName", "String").await;
        }
    }

    mod constraints {
        use super::*;

        #[tokio::test]
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

        #[tokio::test]
        async fn a_table_of_the_same_name_begins_empty() {
            let world = world().with_indexed_table("tab", "S").await;
            world.put("tab", json!({"pk": {"S": "a"}, "sk": {"S": "b"}, "gk": {"S": "g"}})).await;
            let deleted = world.ok("DeleteTable", json!({"TableName": "tab"})).await;
            assert_eq!(deleted["TableDescription"]["TableStatus"], json!("DELETING"));
            assert_eq!(world.refused("DeleteTable", json!({"TableName": "tab"})).await.0, "ResourceNotFoundException");

            let world = world.with_indexed_table("tab", "S").await;
            assert_eq!(world.get("tab", json!({"pk": {"S": "a"}, "sk": {"S": "b"}})).await, Value::Null);
            for index in [json!({"TableName": "tab"}), json!({"TableName": "tab", "IndexName": "global"})] {
                assert_eq!(world.ok("Scan", index).await["Count"], json!(0));
            }
        }
    }
}
