//! The operations of Amazon DynamoDB Streams. Generated from dynamodbstreams/2012-08-10: see `emulators/codegen`.

use super::*;

/// In the order of `MODEL.operations`.
#[derive(Copy, Clone, Debug, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub enum Operation {
    DescribeStream,
    GetRecords,
    GetShardIterator,
    ListStreams,
}

impl Operation {
    pub const ALL: [Operation; 4] = [
        Operation::DescribeStream,
        Operation::GetRecords,
        Operation::GetShardIterator,
        Operation::ListStreams,
    ];

    pub fn name(self) -> &'static str {
        OPERATIONS[self as usize].name
    }
}

pub(super) static OPERATIONS: [wire::Operation; 4] = [
    wire::Operation { name: "DescribeStream", input: &DESCRIBE_STREAM_INPUT, output: Some(&DESCRIBE_STREAM_OUTPUT), errors: &[&errors::INTERNAL_SERVER_ERROR, &errors::RESOURCE_NOT_FOUND_EXCEPTION] },
    wire::Operation { name: "GetRecords", input: &GET_RECORDS_INPUT, output: Some(&GET_RECORDS_OUTPUT), errors: &[&errors::EXPIRED_ITERATOR_EXCEPTION, &errors::INTERNAL_SERVER_ERROR, &errors::LIMIT_EXCEEDED_EXCEPTION, &errors::RESOURCE_NOT_FOUND_EXCEPTION, &errors::TRIMMED_DATA_ACCESS_EXCEPTION] },
    wire::Operation { name: "GetShardIterator", input: &GET_SHARD_ITERATOR_INPUT, output: Some(&GET_SHARD_ITERATOR_OUTPUT), errors: &[&errors::INTERNAL_SERVER_ERROR, &errors::RESOURCE_NOT_FOUND_EXCEPTION, &errors::TRIMMED_DATA_ACCESS_EXCEPTION] },
    wire::Operation { name: "ListStreams", input: &LIST_STREAMS_INPUT, output: Some(&LIST_STREAMS_OUTPUT), errors: &[&errors::INTERNAL_SERVER_ERROR, &errors::RESOURCE_NOT_FOUND_EXCEPTION] },
];
