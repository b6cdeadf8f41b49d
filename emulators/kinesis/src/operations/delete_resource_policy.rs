//! DeleteResourcePolicy

use models::kinesis::DeleteResourcePolicyInput;
use service::Caller;

use crate::stream::consumer::Wanted;
use crate::stream::named::of_resource;
use crate::{Kinesis, Reply, refusals};

pub async fn run(kinesis: &Kinesis, caller: &Caller, input: DeleteResourcePolicyInput) -> Reply<()> {
    let no_policy = || refusals::no_policy(&input.resource_arn);
    if let Some(wanted) = Wanted::of_arn(&input.resource_arn) {
        let take = |consumer: &mut crate::stream::consumer::Consumer, _: &_| {
            consumer.policy.take().map(drop).ok_or_else(no_policy)
        };
        return kinesis.edit_consumer(caller, &wanted, take).await;
    }
    let named = of_resource(&input.resource_arn)?;
    let take = |stream: &mut crate::stream::Stream, _: &_| stream.policy.take().map(drop).ok_or_else(no_policy);
    kinesis.edit(caller, named, take).await
}
