//! AcknowledgeQueueRecords: what no other operation uses. Generated from kinesis/2013-12-02: see `emulators/codegen`.

use super::*;

#[derive(Clone, Debug, Default, PartialEq)]
pub struct AcknowledgeQueueRecordsErrorEntry {
    pub receipt_handle: String,
    pub error_code: String,
    pub error_message: Option<String>,
}

structure! { AcknowledgeQueueRecordsErrorEntry: ACKNOWLEDGE_QUEUE_RECORDS_ERROR_ENTRY [0 receipt_handle, 1 error_code, 2 error_message] }

#[derive(Clone, Debug, Default, PartialEq)]
pub struct AcknowledgeQueueRecordsInput {
    pub queue_arn: String,
    pub entries: Vec<AcknowledgeQueueRecordsRequestEntry>,
}

structure! { AcknowledgeQueueRecordsInput: ACKNOWLEDGE_QUEUE_RECORDS_INPUT [0 queue_arn, 1 entries] }

#[derive(Clone, Debug, Default, PartialEq)]
pub struct AcknowledgeQueueRecordsOutput {
    pub successful: Vec<AcknowledgeQueueRecordsResultEntry>,
    pub failed: Vec<AcknowledgeQueueRecordsErrorEntry>,
}

structure! { AcknowledgeQueueRecordsOutput: ACKNOWLEDGE_QUEUE_RECORDS_OUTPUT [0 successful, 1 failed] }

#[derive(Clone, Debug, Default, PartialEq)]
pub struct AcknowledgeQueueRecordsRequestEntry {
    pub receipt_handle: String,
}

structure! { AcknowledgeQueueRecordsRequestEntry: ACKNOWLEDGE_QUEUE_RECORDS_REQUEST_ENTRY [0 receipt_handle] }

#[derive(Clone, Debug, Default, PartialEq)]
pub struct AcknowledgeQueueRecordsResultEntry {
    pub receipt_handle: String,
}

structure! { AcknowledgeQueueRecordsResultEntry: ACKNOWLEDGE_QUEUE_RECORDS_RESULT_ENTRY [0 receipt_handle] }

pub static ACKNOWLEDGE_QUEUE_RECORDS_ERROR_ENTRY: Shape = Shape {
    name: "AcknowledgeQueueRecordsErrorEntry",
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

pub static ACKNOWLEDGE_QUEUE_RECORDS_ERROR_ENTRY_LIST: Shape = Shape { name: "AcknowledgeQueueRecordsErrorEntryList", kind: Kind::List(List { element: &ACKNOWLEDGE_QUEUE_RECORDS_ERROR_ENTRY, length: Range::ANY, element_name: "member", flattened: false }) };

pub static ACKNOWLEDGE_QUEUE_RECORDS_INPUT: Shape = Shape {
    name: "AcknowledgeQueueRecordsInput",
    kind: Kind::Structure(Members {
        members: &[
            Member::required("QueueARN", &QUEUE_ARN),
            Member::required("Entries", &ACKNOWLEDGE_QUEUE_RECORDS_REQUEST_ENTRY_LIST),
        ],
        check_order: None,
        flavour: Flavour::Plain,
    }),
};

pub static ACKNOWLEDGE_QUEUE_RECORDS_OUTPUT: Shape = Shape {
    name: "AcknowledgeQueueRecordsOutput",
    kind: Kind::Structure(Members {
        members: &[
            Member::required("Successful", &ACKNOWLEDGE_QUEUE_RECORDS_RESULT_ENTRY_LIST),
            Member::required("Failed", &ACKNOWLEDGE_QUEUE_RECORDS_ERROR_ENTRY_LIST),
        ],
        check_order: None,
        flavour: Flavour::Plain,
    }),
};

pub static ACKNOWLEDGE_QUEUE_RECORDS_REQUEST_ENTRY: Shape = Shape {
    name: "AcknowledgeQueueRecordsRequestEntry",
    kind: Kind::Structure(Members {
        members: &[
            Member::required("ReceiptHandle", &RECEIPT_HANDLE),
        ],
        check_order: None,
        flavour: Flavour::Plain,
    }),
};

pub static ACKNOWLEDGE_QUEUE_RECORDS_REQUEST_ENTRY_LIST: Shape = Shape { name: "AcknowledgeQueueRecordsRequestEntryList", kind: Kind::List(List { element: &ACKNOWLEDGE_QUEUE_RECORDS_REQUEST_ENTRY, length: Range { min: Some(1), max: Some(10) }, element_name: "member", flattened: false }) };

pub static ACKNOWLEDGE_QUEUE_RECORDS_RESULT_ENTRY: Shape = Shape {
    name: "AcknowledgeQueueRecordsResultEntry",
    kind: Kind::Structure(Members {
        members: &[
            Member::required("ReceiptHandle", &RECEIPT_HANDLE),
        ],
        check_order: None,
        flavour: Flavour::Plain,
    }),
};

pub static ACKNOWLEDGE_QUEUE_RECORDS_RESULT_ENTRY_LIST: Shape = Shape { name: "AcknowledgeQueueRecordsResultEntryList", kind: Kind::List(List { element: &ACKNOWLEDGE_QUEUE_RECORDS_RESULT_ENTRY, length: Range::ANY, element_name: "member", flattened: false }) };
