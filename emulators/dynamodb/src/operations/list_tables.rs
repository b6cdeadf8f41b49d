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

    db.space.look().await?;
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
