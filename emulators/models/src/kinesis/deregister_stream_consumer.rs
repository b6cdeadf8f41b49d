//! DeregisterStreamConsumer: what no other operation uses. Generated from kinesis/2013-12-02: see `emulators/codegen`.

use super::*;

#[derive(Clone, Debug, Default, PartialEq)]
pub struct DeregisterStreamConsumerInput {
    pub stream_arn: Option<String>,
    pub consumer_name: Option<String>,
    pub consumer_arn: Option<String>,
    pub stream_id: Option<String>,
}

structure! { DeregisterStreamConsumerInput: DEREGISTER_STREAM_CONSUMER_INPUT [0 stream_arn, 1 consumer_name, 2 consumer_arn, 3 stream_id] }

pub static DEREGISTER_STREAM_CONSUMER_INPUT: Shape = Shape {
    name: "DeregisterStreamConsumerInput",
    kind: Kind::Structure(Members {
        members: &[
            Member::optional("StreamARN", &STREAM_ARN),
            Member::optional("ConsumerName", &CONSUMER_NAME),
            Member::optional("ConsumerARN", &CONSUMER_ARN),
            Member::optional("StreamId", &STREAM_ID),
        ],
        check_order: None,
        flavour: Flavour::Plain,
    }),
};
