//! AddPermission: what no other operation uses. Generated from sqs/2012-11-05: see `emulators/codegen`.

use super::*;

#[derive(Clone, Debug, Default, PartialEq)]
pub struct AddPermissionRequest {
    pub queue_url: String,
    pub label: String,
    pub aws_account_ids: Vec<String>,
    pub actions: Vec<String>,
}

structure! { AddPermissionRequest: ADD_PERMISSION_REQUEST [0 queue_url, 1 label, 2 aws_account_ids, 3 actions] }

pub static AWS_ACCOUNT_ID_LIST: Shape = Shape { name: "AWSAccountIdList", kind: Kind::List(List { element: &STRING, length: Range::ANY, element_name: "member", flattened: true }) };

pub static ACTION_NAME_LIST: Shape = Shape { name: "ActionNameList", kind: Kind::List(List { element: &STRING, length: Range::ANY, element_name: "member", flattened: true }) };

pub static ADD_PERMISSION_REQUEST: Shape = Shape {
    name: "AddPermissionRequest",
    kind: Kind::Structure(Members {
        members: &[
            Member::required("QueueUrl", &STRING),
            Member::required("Label", &STRING),
            Member { name: "AWSAccountIds", query_name: "AWSAccountId", shape: &AWS_ACCOUNT_ID_LIST, required: true, idempotency_token: false },
            Member { name: "Actions", query_name: "ActionName", shape: &ACTION_NAME_LIST, required: true, idempotency_token: false },
        ],
        check_order: None,
        flavour: Flavour::Plain,
    }),
};
