//! GetResourcePolicy: what no other operation uses. Generated from dynamodb/2012-08-10: see `emulators/codegen`.

use super::*;

#[derive(Clone, Debug, Default, PartialEq)]
pub struct GetResourcePolicyInput {
    pub resource_arn: String,
}

structure! { GetResourcePolicyInput: GET_RESOURCE_POLICY_INPUT [0 resource_arn] }

#[derive(Clone, Debug, Default, PartialEq)]
pub struct GetResourcePolicyOutput {
    pub policy: Option<String>,
    pub revision_id: Option<String>,
}

structure! { GetResourcePolicyOutput: GET_RESOURCE_POLICY_OUTPUT [0 policy, 1 revision_id] }

pub static GET_RESOURCE_POLICY_INPUT: Shape = Shape {
    name: "GetResourcePolicyInput",
    kind: Kind::Structure(Members {
        members: &[
            Member::required("ResourceArn", &RESOURCE_ARN_STRING),
        ],
        check_order: None,
        flavour: Flavour::Plain,
    }),
};

pub static GET_RESOURCE_POLICY_OUTPUT: Shape = Shape {
    name: "GetResourcePolicyOutput",
    kind: Kind::Structure(Members {
        members: &[
            Member::optional("Policy", &RESOURCE_POLICY),
            Member::optional("RevisionId", &POLICY_REVISION_ID),
        ],
        check_order: None,
        flavour: Flavour::Plain,
    }),
};
