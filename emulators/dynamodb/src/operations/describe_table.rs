//! DescribeTable

use models::dynamodb::{DescribeTableInput, DescribeTableOutput};
use service::Caller;

use crate::refusals::tables;
use crate::table_description::{Status, describe};
use crate::table_name::TableName;
use crate::{DynamoDb, Reply};

pub async fn run(db: &DynamoDb, caller: &Caller, input: DescribeTableInput) -> Reply<DescribeTableOutput> {
    let name = TableName::read(&input.table_name, caller)?;
    db.space.look().await?;
    let table = db.catalog.find(&name).ok_or_else(|| tables::table_not_found(name.name))?;
    Ok(DescribeTableOutput { table: Some(describe(&table, Status::Active)) })
}

#[cfg(test)]
mod tests {
    use serde_json::json;

    use crate::testing::world;

    mod types {
        use service::testing::assert_type;

        use crate::testing::world;

        #[tokio::test]
        async fn a_name_is_a_string() {
            assert_type(&world().db, "DescribeTable", "TableName", "String").await;
        }
    }

    mod constraints {
        use super::*;

        #[tokio::test]
        async fn a_table_is_named() {
            assert_eq!(
                world().invalid("DescribeTable", json!({})).await,
                "1 validation error detected: Value null at 'tableName' failed to satisfy constraint: Member must not be null"
            );
        }
    }

    mod behaviour {
        use super::*;

        #[tokio::test]
        async fn what_is_not_there_is_named() {
            assert_eq!(
                world().refused("DescribeTable", json!({"TableName": "nope"})).await,
                (
                    "ResourceNotFoundException".to_owned(),
                    "Requested resource not found: Table: nope not found".to_owned()
                )
            );
        }
    }
}
