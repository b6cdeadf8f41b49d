//! GetQueueUrl: what no other operation uses. Generated from sqs/2012-11-05: see `emulators/codegen`.

use super::*;

#[derive(Clone, Debug, Default, PartialEq)]
pub struct GetQueueUrlRequest {
    pub queue_name: String,
    pub queue_owner_aws_account_id: Option<String>,
}

structure! { GetQueueUrlRequest: GET_QUEUE_URL_REQUEST [0 queue_name, 1 queue_owner_aws_account_id] }

#[derive(Clone, Debug, Default, PartialEq)]
pub struct GetQueueUrlResult {
    pub queue_url: Option<String>,
}

structure! { GetQueueUrlResult: GET_QUEUE_URL_RESULT [0 queue_url] }

pub static GET_QUEUE_URL_REQUEST: Shape = Shape {
    name: "GetQueueUrlRequest",
    kind: Kind::Structure(Members {
        members: &[
            Member::required("QueueName", &STRING),
            Member::optional("QueueOwnerAWSAccountId", &STRING),
        ],
        check_order: None,
        flavour: Flavour::Plain,
    }),
};

pub static GET_QUEUE_URL_RESULT: Shape = Shape {
    name: "GetQueueUrlResult",
    kind: Kind::Structure(Members {
        members: &[
            Member::optional("QueueUrl", &STRING),
        ],
        check_order: None,
        flavour: Flavour::Plain,
    }),
};
