//! SetQueueAttributes: what no other operation uses. Generated from sqs/2012-11-05: see `emulators/codegen`.

use super::*;

#[derive(Clone, Debug, Default, PartialEq)]
pub struct SetQueueAttributesRequest {
    pub queue_url: String,
    pub attributes: BTreeMap<String, String>,
}

structure! { SetQueueAttributesRequest: SET_QUEUE_ATTRIBUTES_REQUEST [0 queue_url, 1 attributes] }

pub static SET_QUEUE_ATTRIBUTES_REQUEST: Shape = Shape {
    name: "SetQueueAttributesRequest",
    kind: Kind::Structure(Members {
        members: &[
            Member::required("QueueUrl", &STRING),
            Member { name: "Attributes", query_name: "Attribute", shape: &QUEUE_ATTRIBUTE_MAP, required: true, idempotency_token: false },
        ],
        check_order: None,
        flavour: Flavour::Plain,
    }),
};
