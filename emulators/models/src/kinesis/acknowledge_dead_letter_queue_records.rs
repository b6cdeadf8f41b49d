//! AcknowledgeDeadLetterQueueRecords: what no other operation uses. Generated from kinesis/2013-12-02: see `emulators/codegen`.

use super::*;

#[derive(Clone, Debug, Default, PartialEq)]
pub struct AcknowledgeDeadLetterQueueRecordsErrorEntry {
    pub receipt_handle: String,
    pub error_code: String,
    pub error_message: Option<String>,
}

structure! { AcknowledgeDeadLetterQueueRecordsErrorEntry: ACKNOWLEDGE_DEAD_LETTER_QUEUE_RECORDS_ERROR_ENTRY [0 receipt_handle, 1 error_code, 2 error_message] }

#[derive(Clone, Debug, Default, PartialEq)]
pub struct AcknowledgeDeadLetterQueueRecordsInput {
    pub queue_arn: String,
    pub entries: Vec<AcknowledgeDeadLetterQueueRecordsRequestEntry>,
}

structure! { AcknowledgeDeadLetterQueueRecordsInput: ACKNOWLEDGE_DEAD_LETTER_QUEUE_RECORDS_INPUT [0 queue_arn, 1 entries] }

#[derive(Clone, Debug, Default, PartialEq)]
pub struct AcknowledgeDeadLetterQueueRecordsOutput {
    pub successful: Vec<AcknowledgeDeadLetterQueueRecordsResultEntry>,
    pub failed: Vec<AcknowledgeDeadLetterQueueRecordsErrorEntry>,
}

structure! { AcknowledgeDeadLetterQueueRecordsOutput: ACKNOWLEDGE_DEAD_LETTER_QUEUE_RECORDS_OUTPUT [0 successful, 1 failed] }

#[derive(Clone, Debug, Default, PartialEq)]
pub struct AcknowledgeDeadLetterQueueRecordsRequestEntry {
    pub receipt_handle: String,
}

structure! { AcknowledgeDeadLetterQueueRecordsRequestEntry: ACKNOWLEDGE_DEAD_LETTER_QUEUE_RECORDS_REQUEST_ENTRY [0 receipt_handle] }

#[derive(Clone, Debug, Default, PartialEq)]
pub struct AcknowledgeDeadLetterQueueRecordsResultEntry {
    pub receipt_handle: String,
}

structure! { AcknowledgeDeadLetterQueueRecordsResultEntry: ACKNOWLEDGE_DEAD_LETTER_QUEUE_RECORDS_RESULT_ENTRY [0 receipt_handle] }

pub static ACKNOWLEDGE_DEAD_LETTER_QUEUE_RECORDS_ERROR_ENTRY: Shape = Shape {
    name: "AcknowledgeDeadLetterQueueRecordsErrorEntry",
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

pub static ACKNOWLEDGE_DEAD_LETTER_QUEUE_RECORDS_ERROR_ENTRY_LIST: Shape = Shape { name: "AcknowledgeDeadLetterQueueRecordsErrorEntryList", kind: Kind::List(List { element: &ACKNOWLEDGE_DEAD_LETTER_QUEUE_RECORDS_ERROR_ENTRY, length: Range::ANY, element_name: "member", flattened: false }) };

pub static ACKNOWLEDGE_DEAD_LETTER_QUEUE_RECORDS_INPUT: Shape = Shape {
    name: "AcknowledgeDeadLetterQueueRecordsInput",
    kind: Kind::Structure(Members {
        members: &[
            Member::required("QueueARN", &QUEUE_ARN),
            Member::required("Entries", &ACKNOWLEDGE_DEAD_LETTER_QUEUE_RECORDS_REQUEST_ENTRY_LIST),
        ],
        check_order: None,
        flavour: Flavour::Plain,
    }),
};

pub static ACKNOWLEDGE_DEAD_LETTER_QUEUE_RECORDS_OUTPUT: Shape = Shape {
    name: "AcknowledgeDeadLetterQueueRecordsOutput",
    kind: Kind::Structure(Members {
        members: &[
            Member::required("Successful", &ACKNOWLEDGE_DEAD_LETTER_QUEUE_RECORDS_RESULT_ENTRY_LIST),
            Member::required("Failed", &ACKNOWLEDGE_DEAD_LETTER_QUEUE_RECORDS_ERROR_ENTRY_LIST),
        ],
        check_order: None,
        flavour: Flavour::Plain,
    }),
};

pub static ACKNOWLEDGE_DEAD_LETTER_QUEUE_RECORDS_REQUEST_ENTRY: Shape = Shape {
    name: "AcknowledgeDeadLetterQueueRecordsRequestEntry",
    kind: Kind::Structure(Members {
        members: &[
            Member::required("ReceiptHandle", &RECEIPT_HANDLE),
        ],
        check_order: None,
        flavour: Flavour::Plain,
    }),
};

pub static ACKNOWLEDGE_DEAD_LETTER_QUEUE_RECORDS_REQUEST_ENTRY_LIST: Shape = Shape { name: "AcknowledgeDeadLetterQueueRecordsRequestEntryList", kind: Kind::List(List { element: &ACKNOWLEDGE_DEAD_LETTER_QUEUE_RECORDS_REQUEST_ENTRY, length: Range { min: Some(1), max: Some(10) }, element_name: "member", flattened: false }) };

pub static ACKNOWLEDGE_DEAD_LETTER_QUEUE_RECORDS_RESULT_ENTRY: Shape = Shape {
    name: "AcknowledgeDeadLetterQueueRecordsResultEntry",
    kind: Kind::Structure(Members {
        members: &[
            Member::required("ReceiptHandle", &RECEIPT_HANDLE),
        ],
        check_order: None,
        flavour: Flavour::Plain,
    }),
};

pub static ACKNOWLEDGE_DEAD_LETTER_QUEUE_RECORDS_RESULT_ENTRY_LIST: Shape = Shape { name: "AcknowledgeDeadLetterQueueRecordsResultEntryList", kind: Kind::List(List { element: &ACKNOWLEDGE_DEAD_LETTER_QUEUE_RECORDS_RESULT_ENTRY, length: Range::ANY, element_name: "member", flattened: false }) };
