//! GetResourcePolicy: its tests stand beside those of PutResourcePolicy.

use models::dynamodb::{GetResourcePolicyInput, GetResourcePolicyOutput};
use service::Caller;

use crate::refusals::{resources, tables};
use crate::table::arn::ResourceArn;
use crate::{DynamoDb, Reply};

pub async fn run(db: &DynamoDb, caller: &Caller, input: GetResourcePolicyInput) -> Reply<GetResourcePolicyOutput> {
    let arn = ResourceArn::for_policy(&input.resource_arn, caller)?;
    db.space.enter_read().await?;
    let table = db.catalog.find(&arn.table).ok_or_else(|| tables::table_not_found(arn.table.name))?;
    let policy = table.record.settings.resource_policy.clone().ok_or_else(|| resources::policy_not_found(arn.whole))?;
    Ok(GetResourcePolicyOutput { policy: Some(policy.document), revision_id: Some(policy.revision) })
}
