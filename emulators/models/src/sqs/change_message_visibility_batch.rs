//! ChangeMessageVisibilityBatch: what no other operation uses. Generated from sqs/2012-11-05: see `emulators/codegen`.

use super::*;

#[derive(Clone, Debug, Default, PartialEq)]
pub struct ChangeMessageVisibilityBatchRequest {
    pub queue_url: String,
    pub entries: Vec<ChangeMessageVisibilityBatchRequestEntry>,
}

structure! { ChangeMessageVisibilityBatchRequest: CHANGE_MESSAGE_VISIBILITY_BATCH_REQUEST [0 queue_url, 1 entries] }

#[derive(Clone, Debug, Default, PartialEq)]
pub struct ChangeMessageVisibilityBatchRequestEntry {
    pub id: String,
    pub receipt_handle: String,
    pub visibility_timeout: Option<i32>,
}

structure! { ChangeMessageVisibilityBatchRequestEntry: CHANGE_MESSAGE_VISIBILITY_BATCH_REQUEST_ENTRY [0 id, 1 receipt_handle, 2 visibility_timeout] }

#[derive(Clone, Debug, Default, PartialEq)]
pub struct ChangeMessageVisibilityBatchResult {
    pub successful: Vec<ChangeMessageVisibilityBatchResultEntry>,
    pub failed: Vec<BatchResultErrorEntry>,
}

structure! { ChangeMessageVisibilityBatchResult: CHANGE_MESSAGE_VISIBILITY_BATCH_RESULT [0 successful, 1 failed] }

#[derive(Clone, Debug, Default, PartialEq)]
pub struct ChangeMessageVisibilityBatchResultEntry {
    pub id: String,
}

structure! { ChangeMessageVisibilityBatchResultEntry: CHANGE_MESSAGE_VISIBILITY_BATCH_RESULT_ENTRY [0 id] }

pub static CHANGE_MESSAGE_VISIBILITY_BATCH_REQUEST: Shape = Shape {
    name: "ChangeMessageVisibilityBatchRequest",
    kind: Kind::Structure(Members {
        members: &[
            Member::required("QueueUrl", &STRING),
            Member { name: "Entries", query_name: "ChangeMessageVisibilityBatchRequestEntry", shape: &CHANGE_MESSAGE_VISIBILITY_BATCH_REQUEST_ENTRY_LIST, required: true, idempotency_token: false },
        ],
        check_order: None,
        flavour: Flavour::Plain,
    }),
};

pub static CHANGE_MESSAGE_VISIBILITY_BATCH_REQUEST_ENTRY: Shape = Shape {
    name: "ChangeMessageVisibilityBatchRequestEntry",
    kind: Kind::Structure(Members {
        members: &[
            Member::required("Id", &STRING),
            Member::required("ReceiptHandle", &STRING),
            Member::optional("VisibilityTimeout", &NULLABLE_INTEGER),
        ],
        check_order: None,
        flavour: Flavour::Plain,
    }),
};

pub static CHANGE_MESSAGE_VISIBILITY_BATCH_REQUEST_ENTRY_LIST: Shape = Shape { name: "ChangeMessageVisibilityBatchRequestEntryList", kind: Kind::List(List { element: &CHANGE_MESSAGE_VISIBILITY_BATCH_REQUEST_ENTRY, length: Range::ANY, element_name: "member", flattened: true }) };

pub static CHANGE_MESSAGE_VISIBILITY_BATCH_RESULT: Shape = Shape {
    name: "ChangeMessageVisibilityBatchResult",
    kind: Kind::Structure(Members {
        members: &[
            Member { name: "Successful", query_name: "ChangeMessageVisibilityBatchResultEntry", shape: &CHANGE_MESSAGE_VISIBILITY_BATCH_RESULT_ENTRY_LIST, required: true, idempotency_token: false },
            Member { name: "Failed", query_name: "BatchResultErrorEntry", shape: &BATCH_RESULT_ERROR_ENTRY_LIST, required: true, idempotency_token: false },
        ],
        check_order: None,
        flavour: Flavour::Plain,
    }),
};

pub static CHANGE_MESSAGE_VISIBILITY_BATCH_RESULT_ENTRY: Shape = Shape {
    name: "ChangeMessageVisibilityBatchResultEntry",
    kind: Kind::Structure(Members {
        members: &[
            Member::required("Id", &STRING),
        ],
        check_order: None,
        flavour: Flavour::Plain,
    }),
};

pub static CHANGE_MESSAGE_VISIBILITY_BATCH_RESULT_ENTRY_LIST: Shape = Shape { name: "ChangeMessageVisibilityBatchResultEntryList", kind: Kind::List(List { element: &CHANGE_MESSAGE_VISIBILITY_BATCH_RESULT_ENTRY, length: Range::ANY, element_name: "member", flattened: true }) };
