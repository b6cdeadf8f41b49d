//! PutResourcePolicy: what no other operation uses. Generated from dynamodb/2012-08-10: see `emulators/codegen`.

use super::*;

#[derive(Clone, Debug, Default, PartialEq)]
pub struct PutResourcePolicyInput {
    pub resource_arn: String,
    pub policy: String,
    pub expected_revision_id: Option<String>,
    pub confirm_remove_self_resource_access: Option<bool>,
}

structure! { PutResourcePolicyInput: PUT_RESOURCE_POLICY_INPUT [0 resource_arn, 1 policy, 2 expected_revision_id, 3 confirm_remove_self_resource_access] }

#[derive(Clone, Debug, Default, PartialEq)]
pub struct PutResourcePolicyOutput {
    pub revision_id: Option<String>,
}

structure! { PutResourcePolicyOutput: PUT_RESOURCE_POLICY_OUTPUT [0 revision_id] }

pub static CONFIRM_REMOVE_SELF_RESOURCE_ACCESS: Shape = Shape { name: "ConfirmRemoveSelfResourceAccess", kind: Kind::Boolean };

pub static PUT_RESOURCE_POLICY_INPUT: Shape = Shape {
    name: "PutResourcePolicyInput",
    kind: Kind::Structure(Members {
        members: &[
            Member::required("ResourceArn", &RESOURCE_ARN_STRING),
            Member::required("Policy", &RESOURCE_POLICY),
            Member::optional("ExpectedRevisionId", &POLICY_REVISION_ID),
            Member::optional("ConfirmRemoveSelfResourceAccess", &CONFIRM_REMOVE_SELF_RESOURCE_ACCESS),
        ],
        check_order: None,
        flavour: Flavour::Plain,
    }),
};

pub static PUT_RESOURCE_POLICY_OUTPUT: Shape = Shape {
    name: "PutResourcePolicyOutput",
    kind: Kind::Structure(Members {
        members: &[
            Member::optional("RevisionId", &POLICY_REVISION_ID),
        ],
        check_order: None,
        flavour: Flavour::Plain,
    }),
};
