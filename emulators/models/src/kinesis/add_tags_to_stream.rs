//! AddTagsToStream: what no other operation uses. Generated from kinesis/2013-12-02: see `emulators/codegen`.

use super::*;

#[derive(Clone, Debug, Default, PartialEq)]
pub struct AddTagsToStreamInput {
    pub stream_name: Option<String>,
    pub tags: BTreeMap<String, String>,
    pub stream_arn: Option<String>,
    pub stream_id: Option<String>,
}

structure! { AddTagsToStreamInput: ADD_TAGS_TO_STREAM_INPUT [0 stream_name, 1 tags, 2 stream_arn, 3 stream_id] }

pub static ADD_TAGS_TO_STREAM_INPUT: Shape = Shape {
    name: "AddTagsToStreamInput",
    kind: Kind::Structure(Members {
        members: &[
            Member::optional("StreamName", &STREAM_NAME),
            Member::required("Tags", &TAG_MAP),
            Member::optional("StreamARN", &STREAM_ARN),
            Member::optional("StreamId", &STREAM_ID),
        ],
        check_order: Some(&[1, 0, 2, 3]),
        flavour: Flavour::Plain,
    }),
};
