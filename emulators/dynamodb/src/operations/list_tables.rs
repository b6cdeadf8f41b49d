//! ListTables

use std::ops::ControlFlow;

use keyspace::{Direction, Reads};
use models::dynamodb::{ListTablesInput, ListTablesOutput};
use service::Caller;

use crate::table::TABLES;
use crate::{DynamoDb, Reply};

const LIMIT_DEFAULT: i32 = 100;

pub async fn run(db: &DynamoDb, caller: &Caller, input: ListTablesInput) -> Reply<ListTablesOutput> {
    let limit = usize::try_from(input.limit.unwrap_or(LIMIT_DEFAULT)).unwrap_or(0);
    let (account, region) = (caller.account.as_str(), caller.region.as_str());

    db.space.enter_read().await?;
    let mut range = TABLES.under(&(account, region));
    if let Some(start) = &input.exclusive_start_table_name {
        range = range.after(&(account, region, start.as_str()));
    }
    let mut names = Vec::new();
    let mut more = false;
    db.space.scan(&range, Direction::Forward, |(_, _, name), _| {
        more = names.len() == limit;
        if more {
            return ControlFlow::Break(());
        }
        names.push(name);
        ControlFlow::Continue(())
    })?;
    let last_evaluated_table_name = names.last().filter(|_| more).cloned();
    Ok(ListTablesOutput { table_names: Some(names), last_evaluated_table_name })
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
            assert_type(&world.db, "ListTables", "ExclusiveStartTableName", "String").await;
            assert_type(&world.db, "ListTables", "Limit", "Integer").await;
        }
    }

    mod constraints {
        use super::*;

        #[tokio::test(start_paused = true)]
        async fn a_page_has_one_to_a_hundred_names() {
            for (limit, bound) in [(0, "greater than or equal to 1"), (101, "less than or equal to 100")] {
                assert_eq!(
                    world().invalid("ListTables", json!({"Limit": limit})).await,
                    format!(
                        "1 validation error detected: Value '{limit}' at 'limit' failed to satisfy constraint: Member must have value \
                         {bound}"
                    )
                );
            }
        }
    }

    mod behaviour {
        use super::*;

        #[tokio::test(start_paused = true)]
        async fn names_come_in_order_and_in_pages() {
            let world = world().with_table("ccc").await.with_table("aaa").await.with_table("bbb").await;
            assert_eq!(
                world.ok("ListTables", json!({"Limit": 2})).await,
                json!({"TableNames": ["aaa", "bbb"], "LastEvaluatedTableName": "bbb"})
            );
            assert_eq!(
                world.ok("ListTables", json!({"Limit": 2, "ExclusiveStartTableName": "bbb"})).await,
                json!({"TableNames": ["ccc"]})
            );
        }
    }
}
