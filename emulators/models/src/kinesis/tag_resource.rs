//! TagResource: what no other operation uses. Generated from kinesis/2013-12-02: see `emulators/codegen`.

use super::*;

#[derive(Clone, Debug, Default, PartialEq)]
pub struct TagResourceInput {
    pub tags: BTreeMap<String, String>,
    pub resource_arn: String,
    pub stream_id: Option<String>,
}

structure! { TagResourceInput: TAG_RESOURCE_INPUT [0 tags, 1 resource_arn, 2 stream_id] }

pub static TAG_RESOURCE_INPUT: Shape = Shape {
    name: "TagResourceInput",
    kind: Kind::Structure(Members {
        members: &[
            Member::required("Tags", &TAG_MAP),
            Member::required("ResourceARN", &RESOURCE_ARN),
            Member::optional("StreamId", &STREAM_ID),
        ],
        check_order: None,
        flavour: Flavour::Plain,
    }),
};
