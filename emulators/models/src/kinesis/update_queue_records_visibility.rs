//! UpdateQueueRecordsVisibility: what no other operation uses. Generated from kinesis/2013-12-02: see `emulators/codegen`.

use super::*;

#[derive(Clone, Debug, Default, PartialEq)]
pub struct UpdateQueueRecordsVisibilityErrorEntry {
    pub receipt_handle: String,
    pub error_code: String,
    pub error_message: Option<String>,
}

structure! { UpdateQueueRecordsVisibilityErrorEntry: UPDATE_QUEUE_RECORDS_VISIBILITY_ERROR_ENTRY [0 receipt_handle, 1 error_code, 2 error_message] }

#[derive(Clone, Debug, Default, PartialEq)]
pub struct UpdateQueueRecordsVisibilityInput {
    pub queue_arn: String,
    pub entries: Vec<UpdateQueueRecordsVisibilityRequestEntry>,
}

structure! { UpdateQueueRecordsVisibilityInput: UPDATE_QUEUE_RECORDS_VISIBILITY_INPUT [0 queue_arn, 1 entries] }

#[derive(Clone, Debug, Default, PartialEq)]
pub struct UpdateQueueRecordsVisibilityOutput {
    pub successful: Vec<UpdateQueueRecordsVisibilityResultEntry>,
    pub failed: Vec<UpdateQueueRecordsVisibilityErrorEntry>,
}

structure! { UpdateQueueRecordsVisibilityOutput: UPDATE_QUEUE_RECORDS_VISIBILITY_OUTPUT [0 successful, 1 failed] }

#[derive(Clone, Debug, Default, PartialEq)]
pub struct UpdateQueueRecordsVisibilityRequestEntry {
    pub receipt_handle: String,
    pub visibility_timeout_seconds: i32,
}

structure! { UpdateQueueRecordsVisibilityRequestEntry: UPDATE_QUEUE_RECORDS_VISIBILITY_REQUEST_ENTRY [0 receipt_handle, 1 visibility_timeout_seconds] }

#[derive(Clone, Debug, Default, PartialEq)]
pub struct UpdateQueueRecordsVisibilityResultEntry {
    pub receipt_handle: String,
}

structure! { UpdateQueueRecordsVisibilityResultEntry: UPDATE_QUEUE_RECORDS_VISIBILITY_RESULT_ENTRY [0 receipt_handle] }

pub static UPDATE_QUEUE_RECORDS_VISIBILITY_ERROR_ENTRY: Shape = Shape {
    name: "UpdateQueueRecordsVisibilityErrorEntry",
    kind: Kind::Structure(Members {
        members: &[
            Member::required("ReceiptHandle", &RECEIPT_HANDLE),
            Member::required("ErrorCode", &ERROR_CODE),
            Member::optional("ErrorMessage", &ERROR_MESSAGE),
        ],
        check_order: None,
        flavour: Flavour::Plain,
    }),
};

pub static UPDATE_QUEUE_RECORDS_VISIBILITY_ERROR_ENTRY_LIST: Shape = Shape { name: "UpdateQueueRecordsVisibilityErrorEntryList", kind: Kind::List(List { element: &UPDATE_QUEUE_RECORDS_VISIBILITY_ERROR_ENTRY, length: Range::ANY, element_name: "member", flattened: false }) };

pub static UPDATE_QUEUE_RECORDS_VISIBILITY_INPUT: Shape = Shape {
    name: "UpdateQueueRecordsVisibilityInput",
    kind: Kind::Structure(Members {
        members: &[
            Member::required("QueueARN", &QUEUE_ARN),
            Member::required("Entries", &UPDATE_QUEUE_RECORDS_VISIBILITY_REQUEST_ENTRY_LIST),
        ],
        check_order: None,
        flavour: Flavour::Plain,
    }),
};

pub static UPDATE_QUEUE_RECORDS_VISIBILITY_OUTPUT: Shape = Shape {
    name: "UpdateQueueRecordsVisibilityOutput",
    kind: Kind::Structure(Members {
        members: &[
            Member::required("Successful", &UPDATE_QUEUE_RECORDS_VISIBILITY_RESULT_ENTRY_LIST),
            Member::required("Failed", &UPDATE_QUEUE_RECORDS_VISIBILITY_ERROR_ENTRY_LIST),
        ],
        check_order: None,
        flavour: Flavour::Plain,
    }),
};

pub static UPDATE_QUEUE_RECORDS_VISIBILITY_REQUEST_ENTRY: Shape = Shape {
    name: "UpdateQueueRecordsVisibilityRequestEntry",
    kind: Kind::Structure(Members {
        members: &[
            Member::required("ReceiptHandle", &RECEIPT_HANDLE),
            Member::required("VisibilityTimeoutSeconds", &VISIBILITY_TIMEOUT_SECONDS),
        ],
        check_order: None,
        flavour: Flavour::Plain,
    }),
};

pub static UPDATE_QUEUE_RECORDS_VISIBILITY_REQUEST_ENTRY_LIST: Shape = Shape { name: "UpdateQueueRecordsVisibilityRequestEntryList", kind: Kind::List(List { element: &UPDATE_QUEUE_RECORDS_VISIBILITY_REQUEST_ENTRY, length: Range { min: Some(1), max: Some(10) }, element_name: "member", flattened: false }) };

pub static UPDATE_QUEUE_RECORDS_VISIBILITY_RESULT_ENTRY: Shape = Shape {
    name: "UpdateQueueRecordsVisibilityResultEntry",
    kind: Kind::Structure(Members {
        members: &[
            Member::required("ReceiptHandle", &RECEIPT_HANDLE),
        ],
        check_order: None,
        flavour: Flavour::Plain,
    }),
};

pub static UPDATE_QUEUE_RECORDS_VISIBILITY_RESULT_ENTRY_LIST: Shape = Shape { name: "UpdateQueueRecordsVisibilityResultEntryList", kind: Kind::List(List { element: &UPDATE_QUEUE_RECORDS_VISIBILITY_RESULT_ENTRY, length: Range::ANY, element_name: "member", flattened: false }) };
