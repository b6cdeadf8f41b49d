//! DeleteQueue: what no other operation uses. Generated from sqs/2012-11-05: see `emulators/codegen`.

use super::*;

#[derive(Clone, Debug, Default, PartialEq)]
pub struct DeleteQueueRequest {
    pub queue_url: String,
}

structure! { DeleteQueueRequest: DELETE_QUEUE_REQUEST [0 queue_url] }

pub static DELETE_QUEUE_REQUEST: Shape = Shape {
    name: "DeleteQueueRequest",
    kind: Kind::Structure(Members {
        members: &[
            Member::required("QueueUrl", &STRING),
        ],
        check_order: None,
        flavour: Flavour::Plain,
    }),
};
