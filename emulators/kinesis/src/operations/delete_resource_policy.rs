//! DeleteResourcePolicy

use models::kinesis::DeleteResourcePolicyInput;
use service::Caller;

use crate::stream::named::of_resource;
use crate::{Kinesis, Reply, refusals};

pub async fn run(kinesis: &Kinesis, caller: &Caller, input: DeleteResourcePolicyInput) -> Reply<()> {
    let named = of_resource(&input.resource_arn)?;
    let take = |stream: &mut crate::stream::Stream, _: &_| match stream.policy.take() {
        Some(_) => Ok(()),
        None => Err(refusals::no_policy(&input.resource_arn)),
    };
    kinesis.edit(caller, named, take).await
}
