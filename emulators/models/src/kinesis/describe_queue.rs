//! DescribeQueue: what no other operation uses. Generated from kinesis/2013-12-02: see `emulators/codegen`.

use super::*;

#[derive(Clone, Debug, Default, PartialEq)]
pub struct DescribeQueueInput {
    pub queue_arn: String,
}

structure! { DescribeQueueInput: DESCRIBE_QUEUE_INPUT [0 queue_arn] }

#[derive(Clone, Debug, Default, PartialEq)]
pub struct DescribeQueueOutput {
    pub queue_description: QueueDescription,
}

structure! { DescribeQueueOutput: DESCRIBE_QUEUE_OUTPUT [0 queue_description] }

pub static DESCRIBE_QUEUE_INPUT: Shape = Shape {
    name: "DescribeQueueInput",
    kind: Kind::Structure(Members {
        members: &[
            Member::required("QueueARN", &QUEUE_ARN),
        ],
        check_order: None,
        flavour: Flavour::Plain,
    }),
};

pub static DESCRIBE_QUEUE_OUTPUT: Shape = Shape {
    name: "DescribeQueueOutput",
    kind: Kind::Structure(Members {
        members: &[
            Member::required("QueueDescription", &QUEUE_DESCRIPTION),
        ],
        check_order: None,
        flavour: Flavour::Plain,
    }),
};
