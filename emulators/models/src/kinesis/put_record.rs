//! PutRecord: what no other operation uses. Generated from kinesis/2013-12-02: see `emulators/codegen`.

use super::*;

#[derive(Clone, Debug, Default, PartialEq)]
pub struct PutRecordInput {
    pub stream_name: Option<String>,
    pub data: Blob,
    pub partition_key: Option<String>,
    pub explicit_hash_key: Option<String>,
    pub sequence_number_for_ordering: Option<String>,
    pub stream_arn: Option<String>,
    pub stream_id: Option<String>,
    pub dry_run: Option<bool>,
}

structure! { PutRecordInput: PUT_RECORD_INPUT [0 stream_name, 1 data, 2 partition_key, 3 explicit_hash_key, 4 sequence_number_for_ordering, 5 stream_arn, 6 stream_id, 7 dry_run] }

#[derive(Clone, Debug, Default, PartialEq)]
pub struct PutRecordOutput {
    pub shard_id: String,
    pub sequence_number: String,
    pub encryption_type: Option<String>,
}

structure! { PutRecordOutput: PUT_RECORD_OUTPUT [0 shard_id, 1 sequence_number, 2 encryption_type] }

pub static PUT_RECORD_INPUT: Shape = Shape {
    name: "PutRecordInput",
    kind: Kind::Structure(Members {
        members: &[
            Member::optional("StreamName", &STREAM_NAME),
            Member::required("Data", &DATA),
            Member::optional("PartitionKey", &PARTITION_KEY),
            Member::optional("ExplicitHashKey", &HASH_KEY),
            Member::optional("SequenceNumberForOrdering", &SEQUENCE_NUMBER),
            Member::optional("StreamARN", &STREAM_ARN),
            Member::optional("StreamId", &STREAM_ID),
            Member::optional("DryRun", &BOOLEAN_OBJECT),
        ],
        check_order: Some(&[4, 2, 3, 1, 0, 5, 6, 7]),
        flavour: Flavour::Plain,
    }),
};

pub static PUT_RECORD_OUTPUT: Shape = Shape {
    name: "PutRecordOutput",
    kind: Kind::Structure(Members {
        members: &[
            Member::required("ShardId", &SHARD_ID),
            Member::required("SequenceNumber", &SEQUENCE_NUMBER),
            Member::optional("EncryptionType", &ENCRYPTION_TYPE),
        ],
        check_order: None,
        flavour: Flavour::Plain,
    }),
};
