//! RemoveTagsFromStream: what no other operation uses. Generated from kinesis/2013-12-02: see `emulators/codegen`.

use super::*;

#[derive(Clone, Debug, Default, PartialEq)]
pub struct RemoveTagsFromStreamInput {
    pub stream_name: Option<String>,
    pub tag_keys: Vec<String>,
    pub stream_arn: Option<String>,
    pub stream_id: Option<String>,
}

structure! { RemoveTagsFromStreamInput: REMOVE_TAGS_FROM_STREAM_INPUT [0 stream_name, 1 tag_keys, 2 stream_arn, 3 stream_id] }

pub static REMOVE_TAGS_FROM_STREAM_INPUT: Shape = Shape {
    name: "RemoveTagsFromStreamInput",
    kind: Kind::Structure(Members {
        members: &[
            Member::optional("StreamName", &STREAM_NAME),
            Member::required("TagKeys", &TAG_KEY_LIST),
            Member::optional("StreamARN", &STREAM_ARN),
            Member::optional("StreamId", &STREAM_ID),
        ],
        check_order: Some(&[1, 0, 2, 3]),
        flavour: Flavour::Plain,
    }),
};
