//! UpdateDeadLetterQueueRecordsVisibility: what no other operation uses. Generated from kinesis/2013-12-02: see `emulators/codegen`.

use super::*;

#[derive(Clone, Debug, Default, PartialEq)]
pub struct UpdateDeadLetterQueueRecordsVisibilityErrorEntry {
    pub receipt_handle: String,
    pub error_code: String,
    pub error_message: Option<String>,
}

structure! { UpdateDeadLetterQueueRecordsVisibilityErrorEntry: UPDATE_DEAD_LETTER_QUEUE_RECORDS_VISIBILITY_ERROR_ENTRY [0 receipt_handle, 1 error_code, 2 error_message] }

#[derive(Clone, Debug, Default, PartialEq)]
pub struct UpdateDeadLetterQueueRecordsVisibilityInput {
    pub queue_arn: String,
    pub entries: Vec<UpdateDeadLetterQueueRecordsVisibilityRequestEntry>,
}

structure! { UpdateDeadLetterQueueRecordsVisibilityInput: UPDATE_DEAD_LETTER_QUEUE_RECORDS_VISIBILITY_INPUT [0 queue_arn, 1 entries] }

#[derive(Clone, Debug, Default, PartialEq)]
pub struct UpdateDeadLetterQueueRecordsVisibilityOutput {
    pub successful: Vec<UpdateDeadLetterQueueRecordsVisibilityResultEntry>,
    pub failed: Vec<UpdateDeadLetterQueueRecordsVisibilityErrorEntry>,
}

structure! { UpdateDeadLetterQueueRecordsVisibilityOutput: UPDATE_DEAD_LETTER_QUEUE_RECORDS_VISIBILITY_OUTPUT [0 successful, 1 failed] }

#[derive(Clone, Debug, Default, PartialEq)]
pub struct UpdateDeadLetterQueueRecordsVisibilityRequestEntry {
    pub receipt_handle: String,
    pub visibility_timeout_seconds: i32,
}

structure! { UpdateDeadLetterQueueRecordsVisibilityRequestEntry: UPDATE_DEAD_LETTER_QUEUE_RECORDS_VISIBILITY_REQUEST_ENTRY [0 receipt_handle, 1 visibility_timeout_seconds] }

#[derive(Clone, Debug, Default, PartialEq)]
pub struct UpdateDeadLetterQueueRecordsVisibilityResultEntry {
    pub receipt_handle: String,
}

structure! { UpdateDeadLetterQueueRecordsVisibilityResultEntry: UPDATE_DEAD_LETTER_QUEUE_RECORDS_VISIBILITY_RESULT_ENTRY [0 receipt_handle] }

pub static UPDATE_DEAD_LETTER_QUEUE_RECORDS_VISIBILITY_ERROR_ENTRY: Shape = Shape {
    name: "UpdateDeadLetterQueueRecordsVisibilityErrorEntry",
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

pub static UPDATE_DEAD_LETTER_QUEUE_RECORDS_VISIBILITY_ERROR_ENTRY_LIST: Shape = Shape { name: "UpdateDeadLetterQueueRecordsVisibilityErrorEntryList", kind: Kind::List(List { element: &UPDATE_DEAD_LETTER_QUEUE_RECORDS_VISIBILITY_ERROR_ENTRY, length: Range::ANY, element_name: "member", flattened: false }) };

pub static UPDATE_DEAD_LETTER_QUEUE_RECORDS_VISIBILITY_INPUT: Shape = Shape {
    name: "UpdateDeadLetterQueueRecordsVisibilityInput",
    kind: Kind::Structure(Members {
        members: &[
            Member::required("QueueARN", &QUEUE_ARN),
            Member::required("Entries", &UPDATE_DEAD_LETTER_QUEUE_RECORDS_VISIBILITY_REQUEST_ENTRY_LIST),
        ],
        check_order: None,
        flavour: Flavour::Plain,
    }),
};

pub static UPDATE_DEAD_LETTER_QUEUE_RECORDS_VISIBILITY_OUTPUT: Shape = Shape {
    name: "UpdateDeadLetterQueueRecordsVisibilityOutput",
    kind: Kind::Structure(Members {
        members: &[
            Member::required("Successful", &UPDATE_DEAD_LETTER_QUEUE_RECORDS_VISIBILITY_RESULT_ENTRY_LIST),
            Member::required("Failed", &UPDATE_DEAD_LETTER_QUEUE_RECORDS_VISIBILITY_ERROR_ENTRY_LIST),
        ],
        check_order: None,
        flavour: Flavour::Plain,
    }),
};

pub static UPDATE_DEAD_LETTER_QUEUE_RECORDS_VISIBILITY_REQUEST_ENTRY: Shape = Shape {
    name: "UpdateDeadLetterQueueRecordsVisibilityRequestEntry",
    kind: Kind::Structure(Members {
        members: &[
            Member::required("ReceiptHandle", &RECEIPT_HANDLE),
            Member::required("VisibilityTimeoutSeconds", &VISIBILITY_TIMEOUT_SECONDS),
        ],
        check_order: None,
        flavour: Flavour::Plain,
    }),
};

pub static UPDATE_DEAD_LETTER_QUEUE_RECORDS_VISIBILITY_REQUEST_ENTRY_LIST: Shape = Shape { name: "UpdateDeadLetterQueueRecordsVisibilityRequestEntryList", kind: Kind::List(List { element: &UPDATE_DEAD_LETTER_QUEUE_RECORDS_VISIBILITY_REQUEST_ENTRY, length: Range { min: Some(1), max: Some(10) }, element_name: "member", flattened: false }) };

pub static UPDATE_DEAD_LETTER_QUEUE_RECORDS_VISIBILITY_RESULT_ENTRY: Shape = Shape {
    name: "UpdateDeadLetterQueueRecordsVisibilityResultEntry",
    kind: Kind::Structure(Members {
        members: &[
            Member::required("ReceiptHandle", &RECEIPT_HANDLE),
        ],
        check_order: None,
        flavour: Flavour::Plain,
    }),
};

pub static UPDATE_DEAD_LETTER_QUEUE_RECORDS_VISIBILITY_RESULT_ENTRY_LIST: Shape = Shape { name: "UpdateDeadLetterQueueRecordsVisibilityResultEntryList", kind: Kind::List(List { element: &UPDATE_DEAD_LETTER_QUEUE_RECORDS_VISIBILITY_RESULT_ENTRY, length: Range::ANY, element_name: "member", flattened: false }) };
