//! DeregisterStreamConsumer

use models::kinesis::DeregisterStreamConsumerInput;
use service::Caller;

use crate::stream::consumer::Wanted;
use crate::{Kinesis, Reply};

pub async fn run(kinesis: &Kinesis, caller: &Caller, input: DeregisterStreamConsumerInput) -> Reply<()> {
    let DeregisterStreamConsumerInput { consumer_arn, stream_arn, consumer_name, .. } = &input;
    let wanted = Wanted::new(consumer_arn.as_deref(), stream_arn.as_deref(), consumer_name.as_deref())?;
    let (now, latency) = (kinesis.now(), kinesis.settings.lifecycle_latency);
    kinesis
        .edit(caller, wanted.stream(), |stream, address| {
            let name = wanted.find(stream, address, now)?.name.clone();
            stream.deregister(&name, now, latency);
            Ok(())
        })
        .await
}
