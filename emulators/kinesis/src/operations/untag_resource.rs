//! UntagResource

use std::collections::BTreeMap;

use models::kinesis::UntagResourceInput;
use service::Caller;

use crate::stream::consumer::Wanted;
use crate::stream::named::of_resource;
use crate::stream::{Address, tags};
use crate::{Kinesis, Reply};

pub async fn run(kinesis: &Kinesis, caller: &Caller, input: UntagResourceInput) -> Reply<()> {
    let untag = |tags: &mut BTreeMap<String, String>, address: &Address| {
        tags::check(input.tag_keys.iter().map(String::as_str), tags::Purpose::Remove, address)?;
        tags.retain(|key, _| !input.tag_keys.contains(key));
        Ok(())
    };
    if let Some(wanted) = Wanted::of_arn(&input.resource_arn) {
        return kinesis.edit_consumer(caller, &wanted, |consumer, address| untag(&mut consumer.tags, address)).await;
    }
    let named = of_resource(&input.resource_arn)?;
    kinesis.edit(caller, named, |stream, address| untag(&mut stream.tags, address)).await
}
