//! GetRecords: what no other operation uses. Generated from kinesis/2013-12-02: see `emulators/codegen`.

use super::*;

#[derive(Clone, Debug, Default, PartialEq)]
pub struct GetRecordsInput {
    pub shard_iterator: String,
    pub limit: Option<i32>,
    pub stream_arn: Option<String>,
    pub stream_id: Option<String>,
    pub dry_run: Option<bool>,
}

structure! { GetRecordsInput: GET_RECORDS_INPUT [0 shard_iterator, 1 limit, 2 stream_arn, 3 stream_id, 4 dry_run] }

#[derive(Clone, Debug, Default, PartialEq)]
pub struct GetRecordsOutput {
    pub records: Vec<Record>,
    pub next_shard_iterator: Option<String>,
    pub millis_behind_latest: Option<i64>,
    pub child_shards: Option<Vec<ChildShard>>,
}

structure! { GetRecordsOutput: GET_RECORDS_OUTPUT [0 records, 1 next_shard_iterator, 2 millis_behind_latest, 3 child_shards] }

pub static GET_RECORDS_INPUT: Shape = Shape {
    name: "GetRecordsInput",
    kind: Kind::Structure(Members {
        members: &[
            Member::required("ShardIterator", &SHARD_ITERATOR),
            Member::optional("Limit", &GET_RECORDS_INPUT_LIMIT),
            Member::optional("StreamARN", &STREAM_ARN),
            Member::optional("StreamId", &STREAM_ID),
            Member::optional("DryRun", &BOOLEAN_OBJECT),
        ],
        check_order: Some(&[1, 0, 2, 3, 4]),
        flavour: Flavour::Plain,
    }),
};

pub static GET_RECORDS_INPUT_LIMIT: Shape = Shape { name: "GetRecordsInputLimit", kind: Kind::Integer(Range { min: Some(1), max: Some(10000) }) };

pub static GET_RECORDS_OUTPUT: Shape = Shape {
    name: "GetRecordsOutput",
    kind: Kind::Structure(Members {
        members: &[
            Member::required("Records", &RECORD_LIST),
            Member::optional("NextShardIterator", &SHARD_ITERATOR),
            Member::optional("MillisBehindLatest", &MILLIS_BEHIND_LATEST),
            Member::optional("ChildShards", &CHILD_SHARD_LIST),
        ],
        check_order: None,
        flavour: Flavour::Plain,
    }),
};
