//! ListDeadLetterSourceQueues: what no other operation uses. Generated from sqs/2012-11-05: see `emulators/codegen`.

use super::*;

#[derive(Clone, Debug, Default, PartialEq)]
pub struct ListDeadLetterSourceQueuesRequest {
    pub queue_url: String,
    pub next_token: Option<String>,
    pub max_results: Option<i32>,
}

structure! { ListDeadLetterSourceQueuesRequest: LIST_DEAD_LETTER_SOURCE_QUEUES_REQUEST [0 queue_url, 1 next_token, 2 max_results] }

#[derive(Clone, Debug, Default, PartialEq)]
pub struct ListDeadLetterSourceQueuesResult {
    pub queue_urls: Vec<String>,
    pub next_token: Option<String>,
}

structure! { ListDeadLetterSourceQueuesResult: LIST_DEAD_LETTER_SOURCE_QUEUES_RESULT [0 queue_urls, 1 next_token] }

pub static LIST_DEAD_LETTER_SOURCE_QUEUES_REQUEST: Shape = Shape {
    name: "ListDeadLetterSourceQueuesRequest",
    kind: Kind::Structure(Members {
        members: &[
            Member::required("QueueUrl", &STRING),
            Member::optional("NextToken", &TOKEN),
            Member::optional("MaxResults", &BOXED_INTEGER),
        ],
        check_order: None,
        flavour: Flavour::Plain,
    }),
};

pub static LIST_DEAD_LETTER_SOURCE_QUEUES_RESULT: Shape = Shape {
    name: "ListDeadLetterSourceQueuesResult",
    kind: Kind::Structure(Members {
        members: &[
            Member { name: "queueUrls", query_name: "QueueUrl", shape: &QUEUE_URL_LIST, required: true, idempotency_token: false },
            Member::optional("NextToken", &TOKEN),
        ],
        check_order: None,
        flavour: Flavour::Plain,
    }),
};
