//! ListTagsOfResource: its tests stand beside those of TagResource.

use models::dynamodb::{ListTagsOfResourceInput, ListTagsOfResourceOutput, Tag};
use service::Caller;

use crate::refusals::resources;
use crate::table::arn::ResourceArn;
use crate::{DynamoDb, Reply};

/// All at once: there are fifty at most.
pub async fn run(db: &DynamoDb, caller: &Caller, input: ListTagsOfResourceInput) -> Reply<ListTagsOfResourceOutput> {
    let arn = ResourceArn::for_tags(&input.resource_arn, caller)?;
    db.space.enter_read().await?;
    let table = db.catalog.find(&arn.table).ok_or_else(|| resources::resource_not_found(arn.whole))?;
    let tags = table.record.tags.iter().map(|(key, value)| Tag { key: key.clone(), value: value.clone() });
    Ok(ListTagsOfResourceOutput { tags: Some(tags.collect()), next_token: None })
}
