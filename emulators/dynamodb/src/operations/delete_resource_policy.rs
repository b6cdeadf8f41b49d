//! DeleteResourcePolicy: its tests stand beside those of PutResourcePolicy.

use models::dynamodb::{DeleteResourcePolicyInput, DeleteResourcePolicyOutput};
use service::Caller;

use crate::table::arn::ResourceArn;
use crate::table::resource_policy;
use crate::{DynamoDb, Reply};

pub async fn run(
    db: &DynamoDb,
    caller: &Caller,
    input: DeleteResourcePolicyInput,
) -> Reply<DeleteResourcePolicyOutput> {
    let arn = ResourceArn::for_policy(&input.resource_arn, caller)?;
    let expected = input.expected_revision_id;
    let (_, deleted) = db
        .alter(&arn.table, |altering| {
            let policy = &mut altering.record.settings.resource_policy;
            resource_policy::check_revision(policy.as_ref(), expected.as_deref(), &altering.table.name)?;
            Ok(policy.take())
        })
        .await?;
    Ok(DeleteResourcePolicyOutput { revision_id: deleted.map(|policy| policy.revision) })
}
