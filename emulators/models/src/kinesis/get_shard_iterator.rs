//! GetShardIterator: what no other operation uses. Generated from kinesis/2013-12-02: see `emulators/codegen`.

use super::*;

#[derive(Clone, Debug, Default, PartialEq)]
pub struct GetShardIteratorInput {
    pub stream_name: Option<String>,
    pub shard_id: String,
    pub shard_iterator_type: String,
    pub starting_sequence_number: Option<String>,
    pub timestamp: Option<DateTime>,
    pub stream_arn: Option<String>,
    pub stream_id: Option<String>,
    pub dry_run: Option<bool>,
}

structure! { GetShardIteratorInput: GET_SHARD_ITERATOR_INPUT [0 stream_name, 1 shard_id, 2 shard_iterator_type, 3 starting_sequence_number, 4 timestamp, 5 stream_arn, 6 stream_id, 7 dry_run] }

#[derive(Clone, Debug, Default, PartialEq)]
pub struct GetShardIteratorOutput {
    pub shard_iterator: Option<String>,
}

structure! { GetShardIteratorOutput: GET_SHARD_ITERATOR_OUTPUT [0 shard_iterator] }

pub static GET_SHARD_ITERATOR_INPUT: Shape = Shape {
    name: "GetShardIteratorInput",
    kind: Kind::Structure(Members {
        members: &[
            Member::optional("StreamName", &STREAM_NAME),
            Member::required("ShardId", &SHARD_ID),
            Member::required("ShardIteratorType", &SHARD_ITERATOR_TYPE),
            Member::optional("StartingSequenceNumber", &SEQUENCE_NUMBER),
            Member::optional("Timestamp", &TIMESTAMP),
            Member::optional("StreamARN", &STREAM_ARN),
            Member::optional("StreamId", &STREAM_ID),
            Member::optional("DryRun", &BOOLEAN_OBJECT),
        ],
        check_order: Some(&[1, 2, 3, 0, 4, 5, 6, 7]),
        flavour: Flavour::Plain,
    }),
};

pub static GET_SHARD_ITERATOR_OUTPUT: Shape = Shape {
    name: "GetShardIteratorOutput",
    kind: Kind::Structure(Members {
        members: &[
            Member::optional("ShardIterator", &SHARD_ITERATOR),
        ],
        check_order: None,
        flavour: Flavour::Plain,
    }),
};
