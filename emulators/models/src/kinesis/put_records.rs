//! PutRecords: what no other operation uses. Generated from kinesis/2013-12-02: see `emulators/codegen`.

use super::*;

#[derive(Clone, Debug, Default, PartialEq)]
pub struct PutRecordsInput {
    pub records: Vec<PutRecordsRequestEntry>,
    pub stream_name: Option<String>,
    pub stream_arn: Option<String>,
    pub stream_id: Option<String>,
    pub dry_run: Option<bool>,
}

structure! { PutRecordsInput: PUT_RECORDS_INPUT [0 records, 1 stream_name, 2 stream_arn, 3 stream_id, 4 dry_run] }

#[derive(Clone, Debug, Default, PartialEq)]
pub struct PutRecordsOutput {
    pub failed_record_count: Option<i32>,
    pub records: Vec<PutRecordsResultEntry>,
    pub encryption_type: Option<String>,
}

structure! { PutRecordsOutput: PUT_RECORDS_OUTPUT [0 failed_record_count, 1 records, 2 encryption_type] }

#[derive(Clone, Debug, Default, PartialEq)]
pub struct PutRecordsRequestEntry {
    pub data: Blob,
    pub explicit_hash_key: Option<String>,
    pub partition_key: Option<String>,
}

structure! { PutRecordsRequestEntry: PUT_RECORDS_REQUEST_ENTRY [0 data, 1 explicit_hash_key, 2 partition_key] }

#[derive(Clone, Debug, Default, PartialEq)]
pub struct PutRecordsResultEntry {
    pub sequence_number: Option<String>,
    pub shard_id: Option<String>,
    pub error_code: Option<String>,
    pub error_message: Option<String>,
}

structure! { PutRecordsResultEntry: PUT_RECORDS_RESULT_ENTRY [0 sequence_number, 1 shard_id, 2 error_code, 3 error_message] }

pub static PUT_RECORDS_INPUT: Shape = Shape {
    name: "PutRecordsInput",
    kind: Kind::Structure(Members {
        members: &[
            Member::required("Records", &PUT_RECORDS_REQUEST_ENTRY_LIST),
            Member::optional("StreamName", &STREAM_NAME),
            Member::optional("StreamARN", &STREAM_ARN),
            Member::optional("StreamId", &STREAM_ID),
            Member::optional("DryRun", &BOOLEAN_OBJECT),
        ],
        check_order: None,
        flavour: Flavour::Plain,
    }),
};

pub static PUT_RECORDS_OUTPUT: Shape = Shape {
    name: "PutRecordsOutput",
    kind: Kind::Structure(Members {
        members: &[
            Member::optional("FailedRecordCount", &POSITIVE_INTEGER_OBJECT),
            Member::required("Records", &PUT_RECORDS_RESULT_ENTRY_LIST),
            Member::optional("EncryptionType", &ENCRYPTION_TYPE),
        ],
        check_order: None,
        flavour: Flavour::Plain,
    }),
};

pub static PUT_RECORDS_REQUEST_ENTRY: Shape = Shape {
    name: "PutRecordsRequestEntry",
    kind: Kind::Structure(Members {
        members: &[
            Member::required("Data", &DATA),
            Member::optional("ExplicitHashKey", &HASH_KEY),
            Member::optional("PartitionKey", &PARTITION_KEY),
        ],
        check_order: Some(&[2, 1, 0]),
        flavour: Flavour::Plain,
    }),
};

pub static PUT_RECORDS_REQUEST_ENTRY_LIST: Shape = Shape { name: "PutRecordsRequestEntryList", kind: Kind::List(List { element: &PUT_RECORDS_REQUEST_ENTRY, length: Range { min: Some(1), max: Some(500) }, element_name: "member", flattened: false }) };

pub static PUT_RECORDS_RESULT_ENTRY: Shape = Shape {
    name: "PutRecordsResultEntry",
    kind: Kind::Structure(Members {
        members: &[
            Member::optional("SequenceNumber", &SEQUENCE_NUMBER),
            Member::optional("ShardId", &SHARD_ID),
            Member::optional("ErrorCode", &ERROR_CODE),
            Member::optional("ErrorMessage", &ERROR_MESSAGE),
        ],
        check_order: None,
        flavour: Flavour::Plain,
    }),
};

pub static PUT_RECORDS_RESULT_ENTRY_LIST: Shape = Shape { name: "PutRecordsResultEntryList", kind: Kind::List(List { element: &PUT_RECORDS_RESULT_ENTRY, length: Range { min: Some(1), max: Some(500) }, element_name: "member", flattened: false }) };
