//! DeleteMessageBatch: what no other operation uses. Generated from sqs/2012-11-05: see `emulators/codegen`.

use super::*;

#[derive(Clone, Debug, Default, PartialEq)]
pub struct DeleteMessageBatchRequest {
    pub queue_url: String,
    pub entries: Vec<DeleteMessageBatchRequestEntry>,
}

structure! { DeleteMessageBatchRequest: DELETE_MESSAGE_BATCH_REQUEST [0 queue_url, 1 entries] }

#[derive(Clone, Debug, Default, PartialEq)]
pub struct DeleteMessageBatchRequestEntry {
    pub id: String,
    pub receipt_handle: String,
}

structure! { DeleteMessageBatchRequestEntry: DELETE_MESSAGE_BATCH_REQUEST_ENTRY [0 id, 1 receipt_handle] }

#[derive(Clone, Debug, Default, PartialEq)]
pub struct DeleteMessageBatchResult {
    pub successful: Vec<DeleteMessageBatchResultEntry>,
    pub failed: Vec<BatchResultErrorEntry>,
}

structure! { DeleteMessageBatchResult: DELETE_MESSAGE_BATCH_RESULT [0 successful, 1 failed] }

#[derive(Clone, Debug, Default, PartialEq)]
pub struct DeleteMessageBatchResultEntry {
    pub id: String,
}

structure! { DeleteMessageBatchResultEntry: DELETE_MESSAGE_BATCH_RESULT_ENTRY [0 id] }

pub static DELETE_MESSAGE_BATCH_REQUEST: Shape = Shape {
    name: "DeleteMessageBatchRequest",
    kind: Kind::Structure(Members {
        members: &[
            Member::required("QueueUrl", &STRING),
            Member { name: "Entries", query_name: "DeleteMessageBatchRequestEntry", shape: &DELETE_MESSAGE_BATCH_REQUEST_ENTRY_LIST, required: true, idempotency_token: false },
        ],
        check_order: None,
        flavour: Flavour::Plain,
    }),
};

pub static DELETE_MESSAGE_BATCH_REQUEST_ENTRY: Shape = Shape {
    name: "DeleteMessageBatchRequestEntry",
    kind: Kind::Structure(Members {
        members: &[
            Member::required("Id", &STRING),
            Member::required("ReceiptHandle", &STRING),
        ],
        check_order: None,
        flavour: Flavour::Plain,
    }),
};

pub static DELETE_MESSAGE_BATCH_REQUEST_ENTRY_LIST: Shape = Shape { name: "DeleteMessageBatchRequestEntryList", kind: Kind::List(List { element: &DELETE_MESSAGE_BATCH_REQUEST_ENTRY, length: Range::ANY, element_name: "member", flattened: true }) };

pub static DELETE_MESSAGE_BATCH_RESULT: Shape = Shape {
    name: "DeleteMessageBatchResult",
    kind: Kind::Structure(Members {
        members: &[
            Member { name: "Successful", query_name: "DeleteMessageBatchResultEntry", shape: &DELETE_MESSAGE_BATCH_RESULT_ENTRY_LIST, required: true, idempotency_token: false },
            Member { name: "Failed", query_name: "BatchResultErrorEntry", shape: &BATCH_RESULT_ERROR_ENTRY_LIST, required: true, idempotency_token: false },
        ],
        check_order: None,
        flavour: Flavour::Plain,
    }),
};

pub static DELETE_MESSAGE_BATCH_RESULT_ENTRY: Shape = Shape {
    name: "DeleteMessageBatchResultEntry",
    kind: Kind::Structure(Members {
        members: &[
            Member::required("Id", &STRING),
        ],
        check_order: None,
        flavour: Flavour::Plain,
    }),
};

pub static DELETE_MESSAGE_BATCH_RESULT_ENTRY_LIST: Shape = Shape { name: "DeleteMessageBatchResultEntryList", kind: Kind::List(List { element: &DELETE_MESSAGE_BATCH_RESULT_ENTRY, length: Range::ANY, element_name: "member", flattened: true }) };
