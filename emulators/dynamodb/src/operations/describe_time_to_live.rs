//! DescribeTimeToLive: its tests stand beside those of UpdateTimeToLive.

use models::dynamodb::{DescribeTimeToLiveInput, DescribeTimeToLiveOutput, TimeToLiveDescription};
use service::Caller;

use crate::refusals::tables;
use crate::table::name::TableName;
use crate::{DynamoDb, Reply};

/// On AWS nobody who looked once a second has seen it ENABLING or DISABLING (finding DDB-TABLE-143 of ack-api-quirks).
pub async fn run(db: &DynamoDb, caller: &Caller, input: DescribeTimeToLiveInput) -> Reply<DescribeTimeToLiveOutput> {
    let name = TableName::read(&input.table_name, caller)?;
    db.space.enter_read().await?;
    let table = db.catalog.find(&name).ok_or_else(|| tables::table_not_found(name.name))?;
    let attribute_name = table.time_to_live().map(|ttl| ttl.attribute.clone());
    let status = if attribute_name.is_some() { "ENABLED" } else { "DISABLED" };
    let description = TimeToLiveDescription { time_to_live_status: Some(status.to_owned()), attribute_name };
    Ok(DescribeTimeToLiveOutput { time_to_live_description: Some(description) })
}
