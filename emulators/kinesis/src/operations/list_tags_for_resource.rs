//! ListTagsForResource

use models::kinesis::{ListTagsForResourceInput, ListTagsForResourceOutput, Tag};
use service::Caller;

use crate::stream::named::of_resource;
use crate::{Kinesis, Reply};

pub async fn run(
    kinesis: &Kinesis,
    caller: &Caller,
    input: ListTagsForResourceInput,
) -> Reply<ListTagsForResourceOutput> {
    kinesis.space.enter_read().await?;
    let found = kinesis.find(caller, of_resource(&input.resource_arn)?)?;
    let tags = found.stream().tags.iter().map(|(key, value)| Tag { key: key.clone(), value: Some(value.clone()) });
    Ok(ListTagsForResourceOutput { tags: Some(tags.collect()) })
}
