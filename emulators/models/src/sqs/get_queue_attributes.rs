//! GetQueueAttributes: what no other operation uses. Generated from sqs/2012-11-05: see `emulators/codegen`.

use super::*;

#[derive(Clone, Debug, Default, PartialEq)]
pub struct GetQueueAttributesRequest {
    pub queue_url: String,
    pub attribute_names: Option<Vec<String>>,
}

structure! { GetQueueAttributesRequest: GET_QUEUE_ATTRIBUTES_REQUEST [0 queue_url, 1 attribute_names] }

#[derive(Clone, Debug, Default, PartialEq)]
pub struct GetQueueAttributesResult {
    pub attributes: Option<BTreeMap<String, String>>,
}

structure! { GetQueueAttributesResult: GET_QUEUE_ATTRIBUTES_RESULT [0 attributes] }

pub static GET_QUEUE_ATTRIBUTES_REQUEST: Shape = Shape {
    name: "GetQueueAttributesRequest",
    kind: Kind::Structure(Members {
        members: &[
            Member::required("QueueUrl", &STRING),
            Member { name: "AttributeNames", query_name: "AttributeName", shape: &ATTRIBUTE_NAME_LIST, required: false, idempotency_token: false },
        ],
        check_order: None,
        flavour: Flavour::Plain,
    }),
};

pub static GET_QUEUE_ATTRIBUTES_RESULT: Shape = Shape {
    name: "GetQueueAttributesResult",
    kind: Kind::Structure(Members {
        members: &[
            Member { name: "Attributes", query_name: "Attribute", shape: &QUEUE_ATTRIBUTE_MAP, required: false, idempotency_token: false },
        ],
        check_order: None,
        flavour: Flavour::Plain,
    }),
};
