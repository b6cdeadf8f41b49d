//! GetResourcePolicy

use models::kinesis::{GetResourcePolicyInput, GetResourcePolicyOutput};
use service::Caller;

use crate::stream::named::of_resource;
use crate::{Kinesis, Reply, refusals};

pub async fn run(kinesis: &Kinesis, caller: &Caller, input: GetResourcePolicyInput) -> Reply<GetResourcePolicyOutput> {
    kinesis.space.enter_read().await?;
    let found = kinesis.find(caller, of_resource(&input.resource_arn)?)?;
    match &found.stream().policy {
        Some(policy) => Ok(GetResourcePolicyOutput { policy: policy.clone() }),
        None => Err(refusals::no_policy(&input.resource_arn).into()),
    }
}
