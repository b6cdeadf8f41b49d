//! ListTagsForStream: what no other operation uses. Generated from kinesis/2013-12-02: see `emulators/codegen`.

use super::*;

#[derive(Clone, Debug, Default, PartialEq)]
pub struct ListTagsForStreamInput {
    pub stream_name: Option<String>,
    pub exclusive_start_tag_key: Option<String>,
    pub limit: Option<i32>,
    pub stream_arn: Option<String>,
    pub stream_id: Option<String>,
}

structure! { ListTagsForStreamInput: LIST_TAGS_FOR_STREAM_INPUT [0 stream_name, 1 exclusive_start_tag_key, 2 limit, 3 stream_arn, 4 stream_id] }

#[derive(Clone, Debug, Default, PartialEq)]
pub struct ListTagsForStreamOutput {
    pub tags: Vec<Tag>,
    pub has_more_tags: bool,
}

structure! { ListTagsForStreamOutput: LIST_TAGS_FOR_STREAM_OUTPUT [0 tags, 1 has_more_tags] }

pub static LIST_TAGS_FOR_STREAM_INPUT: Shape = Shape {
    name: "ListTagsForStreamInput",
    kind: Kind::Structure(Members {
        members: &[
            Member::optional("StreamName", &STREAM_NAME),
            Member::optional("ExclusiveStartTagKey", &TAG_KEY),
            Member::optional("Limit", &LIST_TAGS_FOR_STREAM_INPUT_LIMIT),
            Member::optional("StreamARN", &STREAM_ARN),
            Member::optional("StreamId", &STREAM_ID),
        ],
        check_order: Some(&[2, 1, 0, 3, 4]),
        flavour: Flavour::Plain,
    }),
};

pub static LIST_TAGS_FOR_STREAM_INPUT_LIMIT: Shape = Shape { name: "ListTagsForStreamInputLimit", kind: Kind::Integer(Range { min: Some(1), max: Some(50) }) };

pub static LIST_TAGS_FOR_STREAM_OUTPUT: Shape = Shape {
    name: "ListTagsForStreamOutput",
    kind: Kind::Structure(Members {
        members: &[
            Member::required("Tags", &TAG_LIST),
            Member::required("HasMoreTags", &BOOLEAN_OBJECT),
        ],
        check_order: None,
        flavour: Flavour::Plain,
    }),
};
