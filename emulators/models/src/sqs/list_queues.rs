//! ListQueues: what no other operation uses. Generated from sqs/2012-11-05: see `emulators/codegen`.

use super::*;

#[derive(Clone, Debug, Default, PartialEq)]
pub struct ListQueuesRequest {
    pub queue_name_prefix: Option<String>,
    pub next_token: Option<String>,
    pub max_results: Option<i32>,
}

structure! { ListQueuesRequest: LIST_QUEUES_REQUEST [0 queue_name_prefix, 1 next_token, 2 max_results] }

#[derive(Clone, Debug, Default, PartialEq)]
pub struct ListQueuesResult {
    pub queue_urls: Option<Vec<String>>,
    pub next_token: Option<String>,
}

structure! { ListQueuesResult: LIST_QUEUES_RESULT [0 queue_urls, 1 next_token] }

pub static LIST_QUEUES_REQUEST: Shape = Shape {
    name: "ListQueuesRequest",
    kind: Kind::Structure(Members {
        members: &[
            Member::optional("QueueNamePrefix", &STRING),
            Member::optional("NextToken", &TOKEN),
            Member::optional("MaxResults", &BOXED_INTEGER),
        ],
        check_order: None,
        flavour: Flavour::Plain,
    }),
};

pub static LIST_QUEUES_RESULT: Shape = Shape {
    name: "ListQueuesResult",
    kind: Kind::Structure(Members {
        members: &[
            Member { name: "QueueUrls", query_name: "QueueUrl", shape: &QUEUE_URL_LIST, required: false, idempotency_token: false },
            Member::optional("NextToken", &TOKEN),
        ],
        check_order: None,
        flavour: Flavour::Plain,
    }),
};
