//! ListQueueTags: what no other operation uses. Generated from sqs/2012-11-05: see `emulators/codegen`.

use super::*;

#[derive(Clone, Debug, Default, PartialEq)]
pub struct ListQueueTagsRequest {
    pub queue_url: String,
}

structure! { ListQueueTagsRequest: LIST_QUEUE_TAGS_REQUEST [0 queue_url] }

#[derive(Clone, Debug, Default, PartialEq)]
pub struct ListQueueTagsResult {
    pub tags: Option<BTreeMap<String, String>>,
}

structure! { ListQueueTagsResult: LIST_QUEUE_TAGS_RESULT [0 tags] }

pub static LIST_QUEUE_TAGS_REQUEST: Shape = Shape {
    name: "ListQueueTagsRequest",
    kind: Kind::Structure(Members {
        members: &[
            Member::required("QueueUrl", &STRING),
        ],
        check_order: None,
        flavour: Flavour::Plain,
    }),
};

pub static LIST_QUEUE_TAGS_RESULT: Shape = Shape {
    name: "ListQueueTagsResult",
    kind: Kind::Structure(Members {
        members: &[
            Member { name: "Tags", query_name: "Tag", shape: &TAG_MAP, required: false, idempotency_token: false },
        ],
        check_order: None,
        flavour: Flavour::Plain,
    }),
};
