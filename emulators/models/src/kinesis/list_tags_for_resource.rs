//! ListTagsForResource: what no other operation uses. Generated from kinesis/2013-12-02: see `emulators/codegen`.

use super::*;

#[derive(Clone, Debug, Default, PartialEq)]
pub struct ListTagsForResourceInput {
    pub resource_arn: String,
    pub stream_id: Option<String>,
}

structure! { ListTagsForResourceInput: LIST_TAGS_FOR_RESOURCE_INPUT [0 resource_arn, 1 stream_id] }

#[derive(Clone, Debug, Default, PartialEq)]
pub struct ListTagsForResourceOutput {
    pub tags: Option<Vec<Tag>>,
}

structure! { ListTagsForResourceOutput: LIST_TAGS_FOR_RESOURCE_OUTPUT [0 tags] }

pub static LIST_TAGS_FOR_RESOURCE_INPUT: Shape = Shape {
    name: "ListTagsForResourceInput",
    kind: Kind::Structure(Members {
        members: &[
            Member::required("ResourceARN", &RESOURCE_ARN),
            Member::optional("StreamId", &STREAM_ID),
        ],
        check_order: None,
        flavour: Flavour::Plain,
    }),
};

pub static LIST_TAGS_FOR_RESOURCE_OUTPUT: Shape = Shape {
    name: "ListTagsForResourceOutput",
    kind: Kind::Structure(Members {
        members: &[
            Member::optional("Tags", &TAG_LIST),
        ],
        check_order: None,
        flavour: Flavour::Plain,
    }),
};
