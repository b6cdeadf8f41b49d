//! GetShardIterator: what no other operation uses. Generated from dynamodbstreams/2012-08-10: see `emulators/codegen`.

use super::*;

#[derive(Clone, Debug, Default, PartialEq)]
pub struct GetShardIteratorInput {
    pub stream_arn: String,
    pub shard_id: String,
    pub shard_iterator_type: String,
    pub sequence_number: Option<String>,
    pub timestamp: Option<DateTime>,
}

structure! { GetShardIteratorInput: GET_SHARD_ITERATOR_INPUT [0 stream_arn, 1 shard_id, 2 shard_iterator_type, 3 sequence_number, 4 timestamp] }

#[derive(Clone, Debug, Default, PartialEq)]
pub struct GetShardIteratorOutput {
    pub shard_iterator: Option<String>,
}

structure! { GetShardIteratorOutput: GET_SHARD_ITERATOR_OUTPUT [0 shard_iterator] }

pub static GET_SHARD_ITERATOR_INPUT: Shape = Shape {
    name: "GetShardIteratorInput",
    kind: Kind::Structure(Members {
        members: &[
            Member::required("StreamArn", &STREAM_ARN),
            Member::required("ShardId", &SHARD_ID),
            Member::required("ShardIteratorType", &SHARD_ITERATOR_TYPE),
            Member::optional("SequenceNumber", &SEQUENCE_NUMBER),
            Member::optional("Timestamp", &TIMESTAMP),
        ],
        check_order: None,
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

pub static SHARD_ITERATOR_TYPE: Shape = Shape { name: "ShardIteratorType", kind: Kind::String(Text { length: Range::ANY, pattern: None, values: &["TRIM_HORIZON", "LATEST", "AT_SEQUENCE_NUMBER", "AFTER_SEQUENCE_NUMBER", "AT_TIMESTAMP"] }) };

pub static TIMESTAMP: Shape = Shape { name: "Timestamp", kind: Kind::Timestamp };
