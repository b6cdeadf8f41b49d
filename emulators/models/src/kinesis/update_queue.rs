//! UpdateQueue: what no other operation uses. Generated from kinesis/2013-12-02: see `emulators/codegen`.

use super::*;

#[derive(Clone, Debug, Default, PartialEq)]
pub struct UpdateQueueInput {
    pub queue_arn: String,
    pub queue_attributes: QueueAttributes,
}

structure! { UpdateQueueInput: UPDATE_QUEUE_INPUT [0 queue_arn, 1 queue_attributes] }

#[derive(Clone, Debug, Default, PartialEq)]
pub struct UpdateQueueOutput {
    pub queue_description: QueueDescription,
}

structure! { UpdateQueueOutput: UPDATE_QUEUE_OUTPUT [0 queue_description] }

pub static UPDATE_QUEUE_INPUT: Shape = Shape {
    name: "UpdateQueueInput",
    kind: Kind::Structure(Members {
        members: &[
            Member::required("QueueARN", &QUEUE_ARN),
            Member::required("QueueAttributes", &QUEUE_ATTRIBUTES),
        ],
        check_order: None,
        flavour: Flavour::Plain,
    }),
};

pub static UPDATE_QUEUE_OUTPUT: Shape = Shape {
    name: "UpdateQueueOutput",
    kind: Kind::Structure(Members {
        members: &[
            Member::required("QueueDescription", &QUEUE_DESCRIPTION),
        ],
        check_order: None,
        flavour: Flavour::Plain,
    }),
};
