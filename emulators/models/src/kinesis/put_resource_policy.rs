//! PutResourcePolicy: what no other operation uses. Generated from kinesis/2013-12-02: see `emulators/codegen`.

use super::*;

#[derive(Clone, Debug, Default, PartialEq)]
pub struct PutResourcePolicyInput {
    pub resource_arn: String,
    pub stream_id: Option<String>,
    pub policy: String,
}

structure! { PutResourcePolicyInput: PUT_RESOURCE_POLICY_INPUT [0 resource_arn, 1 stream_id, 2 policy] }

pub static PUT_RESOURCE_POLICY_INPUT: Shape = Shape {
    name: "PutResourcePolicyInput",
    kind: Kind::Structure(Members {
        members: &[
            Member::required("ResourceARN", &RESOURCE_ARN),
            Member::optional("StreamId", &STREAM_ID),
            Member::required("Policy", &POLICY),
        ],
        check_order: None,
        flavour: Flavour::Plain,
    }),
};
