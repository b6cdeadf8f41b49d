//! UntagResource

use models::kinesis::UntagResourceInput;
use service::Caller;

use crate::stream::named::of_resource;
use crate::stream::tags;
use crate::{Kinesis, Reply};

pub async fn run(kinesis: &Kinesis, caller: &Caller, input: UntagResourceInput) -> Reply<()> {
    let named = of_resource(&input.resource_arn)?;
    kinesis
        .edit(caller, named, |stream, address| {
            tags::check(input.tag_keys.iter().map(String::as_str), tags::Purpose::Remove, address)?;
            stream.tags.retain(|key, _| !input.tag_keys.contains(key));
            Ok(())
        })
        .await
}
