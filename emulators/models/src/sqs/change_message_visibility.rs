//! ChangeMessageVisibility: what no other operation uses. Generated from sqs/2012-11-05: see `emulators/codegen`.

use super::*;

#[derive(Clone, Debug, Default, PartialEq)]
pub struct ChangeMessageVisibilityRequest {
    pub queue_url: String,
    pub receipt_handle: String,
    pub visibility_timeout: i32,
}

structure! { ChangeMessageVisibilityRequest: CHANGE_MESSAGE_VISIBILITY_REQUEST [0 queue_url, 1 receipt_handle, 2 visibility_timeout] }

pub static CHANGE_MESSAGE_VISIBILITY_REQUEST: Shape = Shape {
    name: "ChangeMessageVisibilityRequest",
    kind: Kind::Structure(Members {
        members: &[
            Member::required("QueueUrl", &STRING),
            Member::required("ReceiptHandle", &STRING),
            Member::required("VisibilityTimeout", &NULLABLE_INTEGER),
        ],
        check_order: None,
        flavour: Flavour::Plain,
    }),
};
