//! RegisterStreamConsumer: what no other operation uses. Generated from kinesis/2013-12-02: see `emulators/codegen`.

use super::*;

#[derive(Clone, Debug, Default, PartialEq)]
pub struct RegisterStreamConsumerInput {
    pub stream_arn: String,
    pub consumer_name: String,
    pub stream_id: Option<String>,
    pub tags: Option<BTreeMap<String, String>>,
}

structure! { RegisterStreamConsumerInput: REGISTER_STREAM_CONSUMER_INPUT [0 stream_arn, 1 consumer_name, 2 stream_id, 3 tags] }

#[derive(Clone, Debug, Default, PartialEq)]
pub struct RegisterStreamConsumerOutput {
    pub consumer: Consumer,
}

structure! { RegisterStreamConsumerOutput: REGISTER_STREAM_CONSUMER_OUTPUT [0 consumer] }

pub static REGISTER_STREAM_CONSUMER_INPUT: Shape = Shape {
    name: "RegisterStreamConsumerInput",
    kind: Kind::Structure(Members {
        members: &[
            Member::required("StreamARN", &STREAM_ARN),
            Member::required("ConsumerName", &CONSUMER_NAME),
            Member::optional("StreamId", &STREAM_ID),
            Member::optional("Tags", &TAG_MAP),
        ],
        check_order: None,
        flavour: Flavour::Plain,
    }),
};

pub static REGISTER_STREAM_CONSUMER_OUTPUT: Shape = Shape {
    name: "RegisterStreamConsumerOutput",
    kind: Kind::Structure(Members {
        members: &[
            Member::required("Consumer", &CONSUMER),
        ],
        check_order: None,
        flavour: Flavour::Plain,
    }),
};
