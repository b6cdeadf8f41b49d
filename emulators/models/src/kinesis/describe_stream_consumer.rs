//! DescribeStreamConsumer: what no other operation uses. Generated from kinesis/2013-12-02: see `emulators/codegen`.

use super::*;

#[derive(Clone, Debug, PartialEq)]
pub struct ConsumerDescription {
    pub consumer_name: String,
    pub consumer_arn: String,
    pub consumer_status: String,
    pub consumer_creation_timestamp: DateTime,
    pub stream_arn: String,
}

impl Default for ConsumerDescription {
    fn default() -> Self {
        Self {
            consumer_name: Default::default(),
            consumer_arn: Default::default(),
            consumer_status: Default::default(),
            consumer_creation_timestamp: DateTime::from_secs(0),
            stream_arn: Default::default(),
        }
    }
}

structure! { ConsumerDescription: CONSUMER_DESCRIPTION [0 consumer_name, 1 consumer_arn, 2 consumer_status, 3 consumer_creation_timestamp, 4 stream_arn] }

#[derive(Clone, Debug, Default, PartialEq)]
pub struct DescribeStreamConsumerInput {
    pub stream_arn: Option<String>,
    pub consumer_name: Option<String>,
    pub consumer_arn: Option<String>,
    pub stream_id: Option<String>,
}

structure! { DescribeStreamConsumerInput: DESCRIBE_STREAM_CONSUMER_INPUT [0 stream_arn, 1 consumer_name, 2 consumer_arn, 3 stream_id] }

#[derive(Clone, Debug, Default, PartialEq)]
pub struct DescribeStreamConsumerOutput {
    pub consumer_description: ConsumerDescription,
}

structure! { DescribeStreamConsumerOutput: DESCRIBE_STREAM_CONSUMER_OUTPUT [0 consumer_description] }

pub static CONSUMER_DESCRIPTION: Shape = Shape {
    name: "ConsumerDescription",
    kind: Kind::Structure(Members {
        members: &[
            Member::required("ConsumerName", &CONSUMER_NAME),
            Member::required("ConsumerARN", &CONSUMER_ARN),
            Member::required("ConsumerStatus", &CONSUMER_STATUS),
            Member::required("ConsumerCreationTimestamp", &TIMESTAMP),
            Member::required("StreamARN", &STREAM_ARN),
        ],
        check_order: None,
        flavour: Flavour::Plain,
    }),
};

pub static DESCRIBE_STREAM_CONSUMER_INPUT: Shape = Shape {
    name: "DescribeStreamConsumerInput",
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

pub static DESCRIBE_STREAM_CONSUMER_OUTPUT: Shape = Shape {
    name: "DescribeStreamConsumerOutput",
    kind: Kind::Structure(Members {
        members: &[
            Member::required("ConsumerDescription", &CONSUMER_DESCRIPTION),
        ],
        check_order: None,
        flavour: Flavour::Plain,
    }),
};
