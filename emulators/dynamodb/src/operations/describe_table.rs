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
