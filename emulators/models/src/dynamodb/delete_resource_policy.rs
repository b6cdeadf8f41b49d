//! DeleteResourcePolicy: what no other operation uses. Generated from dynamodb/2012-08-10: see `emulators/codegen`.

use super::*;

#[derive(Clone, Debug, Default, PartialEq)]
pub struct DeleteResourcePolicyInput {
    pub resource_arn: String,
    pub expected_revision_id: Option<String>,
}

structure! { DeleteResourcePolicyInput: DELETE_RESOURCE_POLICY_INPUT [0 resource_arn, 1 expected_revision_id] }

#[derive(Clone, Debug, Default, PartialEq)]
pub struct DeleteResourcePolicyOutput {
    pub revision_id: Option<String>,
}

structure! { DeleteResourcePolicyOutput: DELETE_RESOURCE_POLICY_OUTPUT [0 revision_id] }

pub static DELETE_RESOURCE_POLICY_INPUT: Shape = Shape {
    name: "DeleteResourcePolicyInput",
    kind: Kind::Structure(Members {
        members: &[
            Member::required("ResourceArn", &RESOURCE_ARN_STRING),
            Member::optional("ExpectedRevisionId", &POLICY_REVISION_ID),
        ],
        check_order: None,
        flavour: Flavour::Plain,
    }),
};

pub static DELETE_RESOURCE_POLICY_OUTPUT: Shape = Shape {
    name: "DeleteResourcePolicyOutput",
    kind: Kind::Structure(Members {
        members: &[
            Member::optional("RevisionId", &POLICY_REVISION_ID),
        ],
        check_order: None,
        flavour: Flavour::Plain,
    }),
};
