//! RestoreDeadLetterQueueRecords: what no other operation uses. Generated from kinesis/2013-12-02: see `emulators/codegen`.

use super::*;

#[derive(Clone, Debug, Default, PartialEq)]
pub struct RestoreDeadLetterQueueRecordsErrorEntry {
    pub receipt_handle: String,
    pub error_code: String,
    pub error_message: Option<String>,
}

structure! { RestoreDeadLetterQueueRecordsErrorEntry: RESTORE_DEAD_LETTER_QUEUE_RECORDS_ERROR_ENTRY [0 receipt_handle, 1 error_code, 2 error_message] }

#[derive(Clone, Debug, Default, PartialEq)]
pub struct RestoreDeadLetterQueueRecordsInput {
    pub queue_arn: String,
    pub entries: Vec<RestoreDeadLetterQueueRecordsRequestEntry>,
}

structure! { RestoreDeadLetterQueueRecordsInput: RESTORE_DEAD_LETTER_QUEUE_RECORDS_INPUT [0 queue_arn, 1 entries] }

#[derive(Clone, Debug, Default, PartialEq)]
pub struct RestoreDeadLetterQueueRecordsOutput {
    pub successful: Vec<RestoreDeadLetterQueueRecordsResultEntry>,
    pub failed: Vec<RestoreDeadLetterQueueRecordsErrorEntry>,
}

structure! { RestoreDeadLetterQueueRecordsOutput: RESTORE_DEAD_LETTER_QUEUE_RECORDS_OUTPUT [0 successful, 1 failed] }

#[derive(Clone, Debug, Default, PartialEq)]
pub struct RestoreDeadLetterQueueRecordsRequestEntry {
    pub receipt_handle: String,
}

structure! { RestoreDeadLetterQueueRecordsRequestEntry: RESTORE_DEAD_LETTER_QUEUE_RECORDS_REQUEST_ENTRY [0 receipt_handle] }

#[derive(Clone, Debug, Default, PartialEq)]
pub struct RestoreDeadLetterQueueRecordsResultEntry {
    pub receipt_handle: String,
}

structure! { RestoreDeadLetterQueueRecordsResultEntry: RESTORE_DEAD_LETTER_QUEUE_RECORDS_RESULT_ENTRY [0 receipt_handle] }

pub static RESTORE_DEAD_LETTER_QUEUE_RECORDS_ERROR_ENTRY: Shape = Shape {
    name: "RestoreDeadLetterQueueRecordsErrorEntry",
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

pub static RESTORE_DEAD_LETTER_QUEUE_RECORDS_ERROR_ENTRY_LIST: Shape = Shape { name: "RestoreDeadLetterQueueRecordsErrorEntryList", kind: Kind::List(List { element: &RESTORE_DEAD_LETTER_QUEUE_RECORDS_ERROR_ENTRY, length: Range::ANY, element_name: "member", flattened: false }) };

pub static RESTORE_DEAD_LETTER_QUEUE_RECORDS_INPUT: Shape = Shape {
    name: "RestoreDeadLetterQueueRecordsInput",
    kind: Kind::Structure(Members {
        members: &[
            Member::required("QueueARN", &QUEUE_ARN),
            Member::required("Entries", &RESTORE_DEAD_LETTER_QUEUE_RECORDS_REQUEST_ENTRY_LIST),
        ],
        check_order: None,
        flavour: Flavour::Plain,
    }),
};

pub static RESTORE_DEAD_LETTER_QUEUE_RECORDS_OUTPUT: Shape = Shape {
    name: "RestoreDeadLetterQueueRecordsOutput",
    kind: Kind::Structure(Members {
        members: &[
            Member::required("Successful", &RESTORE_DEAD_LETTER_QUEUE_RECORDS_RESULT_ENTRY_LIST),
            Member::required("Failed", &RESTORE_DEAD_LETTER_QUEUE_RECORDS_ERROR_ENTRY_LIST),
        ],
        check_order: None,
        flavour: Flavour::Plain,
    }),
};

pub static RESTORE_DEAD_LETTER_QUEUE_RECORDS_REQUEST_ENTRY: Shape = Shape {
    name: "RestoreDeadLetterQueueRecordsRequestEntry",
    kind: Kind::Structure(Members {
        members: &[
            Member::required("ReceiptHandle", &RECEIPT_HANDLE),
        ],
        check_order: None,
        flavour: Flavour::Plain,
    }),
};

pub static RESTORE_DEAD_LETTER_QUEUE_RECORDS_REQUEST_ENTRY_LIST: Shape = Shape { name: "RestoreDeadLetterQueueRecordsRequestEntryList", kind: Kind::List(List { element: &RESTORE_DEAD_LETTER_QUEUE_RECORDS_REQUEST_ENTRY, length: Range { min: Some(1), max: Some(10) }, element_name: "member", flattened: false }) };

pub static RESTORE_DEAD_LETTER_QUEUE_RECORDS_RESULT_ENTRY: Shape = Shape {
    name: "RestoreDeadLetterQueueRecordsResultEntry",
    kind: Kind::Structure(Members {
        members: &[
            Member::required("ReceiptHandle", &RECEIPT_HANDLE),
        ],
        check_order: None,
        flavour: Flavour::Plain,
    }),
};

pub static RESTORE_DEAD_LETTER_QUEUE_RECORDS_RESULT_ENTRY_LIST: Shape = Shape { name: "RestoreDeadLetterQueueRecordsResultEntryList", kind: Kind::List(List { element: &RESTORE_DEAD_LETTER_QUEUE_RECORDS_RESULT_ENTRY, length: Range::ANY, element_name: "member", flattened: false }) };
