//! ListTagsForResource

use models::kinesis::{ListTagsForResourceInput, ListTagsForResourceOutput, Tag};
use service::Caller;

use crate::stream::consumer::Wanted;
use crate::stream::named::of_resource;
use crate::{Kinesis, Reply};

pub async fn run(
    kinesis: &Kinesis,
    caller: &Caller,
    input: ListTagsForResourceInput,
) -> Reply<ListTagsForResourceOutput> {
    kinesis.space.enter_read().await?;
    let found;
    let tags = match Wanted::of_arn(&input.resource_arn) {
        Some(wanted) => {
            found = kinesis.find(caller, wanted.stream())?;
            &wanted.find(found.stream(), found.address(), found.now)?.tags
        }
        None => {
            found = kinesis.find(caller, of_resource(&input.resource_arn)?)?;
            &found.stream().tags
        }
    };
    let tags = tags.iter().map(|(key, value)| Tag { key: key.clone(), value: Some(value.clone()) });
    Ok(ListTagsForResourceOutput { tags: Some(tags.collect()) })
}
