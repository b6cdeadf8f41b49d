//! UntagResource: what no other operation uses. Generated from kinesis/2013-12-02: see `emulators/codegen`.

use super::*;

#[derive(Clone, Debug, Default, PartialEq)]
pub struct UntagResourceInput {
    pub tag_keys: Vec<String>,
    pub resource_arn: String,
    pub stream_id: Option<String>,
}

structure! { UntagResourceInput: UNTAG_RESOURCE_INPUT [0 tag_keys, 1 resource_arn, 2 stream_id] }

pub static UNTAG_RESOURCE_INPUT: Shape = Shape {
    name: "UntagResourceInput",
    kind: Kind::Structure(Members {
        members: &[
            Member::required("TagKeys", &TAG_KEY_LIST),
            Member::required("ResourceARN", &RESOURCE_ARN),
            Member::optional("StreamId", &STREAM_ID),
        ],
        check_order: None,
        flavour: Flavour::Plain,
    }),
};
