//! DescribeStreamConsumer

use models::kinesis::{ConsumerDescription, DescribeStreamConsumerInput, DescribeStreamConsumerOutput};
use service::Caller;

use crate::stream::consumer::Wanted;
use crate::{Kinesis, Reply};

pub async fn run(
    kinesis: &Kinesis,
    caller: &Caller,
    input: DescribeStreamConsumerInput,
) -> Reply<DescribeStreamConsumerOutput> {
    kinesis.space.enter_read().await?;
    let DescribeStreamConsumerInput { consumer_arn, stream_arn, consumer_name, .. } = &input;
    let wanted = Wanted::new(consumer_arn.as_deref(), stream_arn.as_deref(), consumer_name.as_deref())?;
    let found = kinesis.find(caller, wanted.stream())?;
    let consumer = wanted.find(found.stream(), found.address(), found.now)?.described(&found);
    Ok(DescribeStreamConsumerOutput {
        consumer_description: ConsumerDescription {
            consumer_name: consumer.consumer_name,
            consumer_arn: consumer.consumer_arn,
            consumer_status: consumer.consumer_status,
            consumer_creation_timestamp: consumer.consumer_creation_timestamp,
            stream_arn: found.address().arn(),
        },
    })
}
