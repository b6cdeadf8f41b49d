//! UntagQueue: what no other operation uses. Generated from sqs/2012-11-05: see `emulators/codegen`.

use super::*;

#[derive(Clone, Debug, Default, PartialEq)]
pub struct UntagQueueRequest {
    pub queue_url: String,
    pub tag_keys: Vec<String>,
}

structure! { UntagQueueRequest: UNTAG_QUEUE_REQUEST [0 queue_url, 1 tag_keys] }

pub static TAG_KEY_LIST: Shape = Shape { name: "TagKeyList", kind: Kind::List(List { element: &TAG_KEY, length: Range::ANY, element_name: "member", flattened: true }) };

pub static UNTAG_QUEUE_REQUEST: Shape = Shape {
    name: "UntagQueueRequest",
    kind: Kind::Structure(Members {
        members: &[
            Member::required("QueueUrl", &STRING),
            Member { name: "TagKeys", query_name: "TagKey", shape: &TAG_KEY_LIST, required: true, idempotency_token: false },
        ],
        check_order: None,
        flavour: Flavour::Plain,
    }),
};
