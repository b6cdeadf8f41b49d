//! TagQueue: what no other operation uses. Generated from sqs/2012-11-05: see `emulators/codegen`.

use super::*;

#[derive(Clone, Debug, Default, PartialEq)]
pub struct TagQueueRequest {
    pub queue_url: String,
    pub tags: BTreeMap<String, String>,
}

structure! { TagQueueRequest: TAG_QUEUE_REQUEST [0 queue_url, 1 tags] }

pub static TAG_QUEUE_REQUEST: Shape = Shape {
    name: "TagQueueRequest",
    kind: Kind::Structure(Members {
        members: &[
            Member::required("QueueUrl", &STRING),
            Member { name: "Tags", query_name: "Tag", shape: &TAG_MAP, required: true, idempotency_token: false },
        ],
        check_order: None,
        flavour: Flavour::Plain,
    }),
};
