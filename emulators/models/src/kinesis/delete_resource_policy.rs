//! DeleteResourcePolicy: what no other operation uses. Generated from kinesis/2013-12-02: see `emulators/codegen`.

use super::*;

#[derive(Clone, Debug, Default, PartialEq)]
pub struct DeleteResourcePolicyInput {
    pub resource_arn: String,
    pub stream_id: Option<String>,
}

structure! { DeleteResourcePolicyInput: DELETE_RESOURCE_POLICY_INPUT [0 resource_arn, 1 stream_id] }

pub static DELETE_RESOURCE_POLICY_INPUT: Shape = Shape {
    name: "DeleteResourcePolicyInput",
    kind: Kind::Structure(Members {
        members: &[
            Member::required("ResourceARN", &RESOURCE_ARN),
            Member::optional("StreamId", &STREAM_ID),
        ],
        check_order: None,
        flavour: Flavour::Plain,
    }),
};
