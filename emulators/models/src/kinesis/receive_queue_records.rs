//! ReceiveQueueRecords: what no other operation uses. Generated from kinesis/2013-12-02: see `emulators/codegen`.

use super::*;

#[derive(Clone, Debug, Default, PartialEq)]
pub struct ReceiveQueueRecordsInput {
    pub queue_arn: String,
    pub limit: Option<i32>,
    pub wait_time_seconds: Option<i32>,
    pub visibility_timeout_seconds: Option<i32>,
}

structure! { ReceiveQueueRecordsInput: RECEIVE_QUEUE_RECORDS_INPUT [0 queue_arn, 1 limit, 2 wait_time_seconds, 3 visibility_timeout_seconds] }

#[derive(Clone, Debug, Default, PartialEq)]
pub struct ReceiveQueueRecordsOutput {
    pub queue_records: Vec<QueueRecord>,
}

structure! { ReceiveQueueRecordsOutput: RECEIVE_QUEUE_RECORDS_OUTPUT [0 queue_records] }

pub static RECEIVE_QUEUE_RECORDS_INPUT: Shape = Shape {
    name: "ReceiveQueueRecordsInput",
    kind: Kind::Structure(Members {
        members: &[
            Member::required("QueueARN", &QUEUE_ARN),
            Member::optional("Limit", &RECEIVE_QUEUE_RECORDS_INPUT_LIMIT),
            Member::optional("WaitTimeSeconds", &RECEIVE_QUEUE_RECORDS_WAIT_TIME_SECONDS),
            Member::optional("VisibilityTimeoutSeconds", &VISIBILITY_TIMEOUT_SECONDS),
        ],
        check_order: None,
        flavour: Flavour::Plain,
    }),
};

pub static RECEIVE_QUEUE_RECORDS_OUTPUT: Shape = Shape {
    name: "ReceiveQueueRecordsOutput",
    kind: Kind::Structure(Members {
        members: &[
            Member::required("QueueRecords", &QUEUE_RECORD_LIST),
        ],
        check_order: None,
        flavour: Flavour::Plain,
    }),
};
