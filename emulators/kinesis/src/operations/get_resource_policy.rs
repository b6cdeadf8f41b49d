//! GetResourcePolicy

use models::kinesis::{GetResourcePolicyInput, GetResourcePolicyOutput};
use service::Caller;

use crate::stream::consumer::Wanted;
use crate::stream::named::of_resource;
use crate::{Kinesis, Reply, refusals};

pub async fn run(kinesis: &Kinesis, caller: &Caller, input: GetResourcePolicyInput) -> Reply<GetResourcePolicyOutput> {
    kinesis.space.enter_read().await?;
    let found;
    let policy = match Wanted::of_arn(&input.resource_arn) {
        Some(wanted) => {
            found = kinesis.find(caller, wanted.stream())?;
            &wanted.find(found.stream(), found.address(), found.now)?.policy
        }
        None => {
            found = kinesis.find(caller, of_resource(&input.resource_arn)?)?;
            &found.stream().policy
        }
    };
    match policy {
        Some(policy) => Ok(GetResourcePolicyOutput { policy: policy.clone() }),
        None => Err(refusals::no_policy(&input.resource_arn).into()),
    }
}
