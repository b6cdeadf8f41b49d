//! CreateQueue: what no other operation uses. Generated from sqs/2012-11-05: see `emulators/codegen`.

use super::*;

#[derive(Clone, Debug, Default, PartialEq)]
pub struct CreateQueueRequest {
    pub queue_name: String,
    pub attributes: Option<BTreeMap<String, String>>,
    pub tags: Option<BTreeMap<String, String>>,
}

structure! { CreateQueueRequest: CREATE_QUEUE_REQUEST [0 queue_name, 1 attributes, 2 tags] }

#[derive(Clone, Debug, Default, PartialEq)]
pub struct CreateQueueResult {
    pub queue_url: Option<String>,
}

structure! { CreateQueueResult: CREATE_QUEUE_RESULT [0 queue_url] }

pub static CREATE_QUEUE_REQUEST: Shape = Shape {
    name: "CreateQueueRequest",
    kind: Kind::Structure(Members {
        members: &[
            Member::required("QueueName", &STRING),
            Member { name: "Attributes", query_name: "Attribute", shape: &QUEUE_ATTRIBUTE_MAP, required: false, idempotency_token: false },
            Member { name: "tags", query_name: "Tag", shape: &TAG_MAP, required: false, idempotency_token: false },
        ],
        check_order: None,
        flavour: Flavour::Plain,
    }),
};

pub static CREATE_QUEUE_RESULT: Shape = Shape {
    name: "CreateQueueResult",
    kind: Kind::Structure(Members {
        members: &[
            Member::optional("QueueUrl", &STRING),
        ],
        check_order: None,
        flavour: Flavour::Plain,
    }),
};
