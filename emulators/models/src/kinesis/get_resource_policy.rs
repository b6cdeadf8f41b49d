//! GetResourcePolicy: what no other operation uses. Generated from kinesis/2013-12-02: see `emulators/codegen`.

use super::*;

#[derive(Clone, Debug, Default, PartialEq)]
pub struct GetResourcePolicyInput {
    pub resource_arn: String,
    pub stream_id: Option<String>,
}

structure! { GetResourcePolicyInput: GET_RESOURCE_POLICY_INPUT [0 resource_arn, 1 stream_id] }

#[derive(Clone, Debug, Default, PartialEq)]
pub struct GetResourcePolicyOutput {
    pub policy: String,
}

structure! { GetResourcePolicyOutput: GET_RESOURCE_POLICY_OUTPUT [0 policy] }

pub static GET_RESOURCE_POLICY_INPUT: Shape = Shape {
    name: "GetResourcePolicyInput",
    kind: Kind::Structure(Members {
        members: &[
            Member::required("ResourceARN", &RESOURCE_ARN),
            Member::optional("StreamId", &STREAM_ID),
        ],
        check_order: None,
        flavour: Flavour::Plain,
    }),
};

pub static GET_RESOURCE_POLICY_OUTPUT: Shape = Shape {
    name: "GetResourcePolicyOutput",
    kind: Kind::Structure(Members {
        members: &[
            Member::required("Policy", &POLICY),
        ],
        check_order: None,
        flavour: Flavour::Plain,
    }),
};
