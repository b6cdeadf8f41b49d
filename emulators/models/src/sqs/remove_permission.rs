//! RemovePermission: what no other operation uses. Generated from sqs/2012-11-05: see `emulators/codegen`.

use super::*;

#[derive(Clone, Debug, Default, PartialEq)]
pub struct RemovePermissionRequest {
    pub queue_url: String,
    pub label: String,
}

structure! { RemovePermissionRequest: REMOVE_PERMISSION_REQUEST [0 queue_url, 1 label] }

pub static REMOVE_PERMISSION_REQUEST: Shape = Shape {
    name: "RemovePermissionRequest",
    kind: Kind::Structure(Members {
        members: &[
            Member::required("QueueUrl", &STRING),
            Member::required("Label", &STRING),
        ],
        check_order: None,
        flavour: Flavour::Plain,
    }),
};
