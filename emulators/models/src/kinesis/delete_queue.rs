//! DeleteQueue: what no other operation uses. Generated from kinesis/2013-12-02: see `emulators/codegen`.

use super::*;

#[derive(Clone, Debug, Default, PartialEq)]
pub struct DeleteQueueInput {
    pub queue_arn: String,
}

structure! { DeleteQueueInput: DELETE_QUEUE_INPUT [0 queue_arn] }

pub static DELETE_QUEUE_INPUT: Shape = Shape {
    name: "DeleteQueueInput",
    kind: Kind::Structure(Members {
        members: &[
            Member::required("QueueARN", &QUEUE_ARN),
        ],
        check_order: None,
        flavour: Flavour::Plain,
    }),
};
