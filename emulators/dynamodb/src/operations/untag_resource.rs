//! UntagResource: its tests stand beside those of TagResource.

use models::dynamodb::UntagResourceInput;
use service::Caller;

use crate::refusals::resources;
use crate::table::arn::ResourceArn;
use crate::{DynamoDb, Reply};

pub async fn run(db: &DynamoDb, caller: &Caller, input: UntagResourceInput) -> Reply<()> {
    let arn = ResourceArn::for_tags(&input.resource_arn, caller)?;
    if input.tag_keys.is_empty() {
        return Err(resources::no_tag_keys().into());
    }
    let keys = input.tag_keys;
    db.alter_tags(&arn, |there| {
        there.retain(|(key, _)| !keys.contains(key));
        Ok(())
    })
    .await
}
