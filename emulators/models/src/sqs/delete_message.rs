//! DeleteMessage: what no other operation uses. Generated from sqs/2012-11-05: see `emulators/codegen`.

use super::*;

#[derive(Clone, Debug, Default, PartialEq)]
pub struct DeleteMessageRequest {
    pub queue_url: String,
    pub receipt_handle: String,
}

structure! { DeleteMessageRequest: DELETE_MESSAGE_REQUEST [0 queue_url, 1 receipt_handle] }

pub static DELETE_MESSAGE_REQUEST: Shape = Shape {
    name: "DeleteMessageRequest",
    kind: Kind::Structure(Members {
        members: &[
            Member::required("QueueUrl", &STRING),
            Member::required("ReceiptHandle", &STRING),
        ],
        check_order: None,
        flavour: Flavour::Plain,
    }),
};
