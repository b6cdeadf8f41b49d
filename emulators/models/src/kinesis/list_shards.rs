//! ListShards: what no other operation uses. Generated from kinesis/2013-12-02: see `emulators/codegen`.

use super::*;

#[derive(Clone, Debug, Default, PartialEq)]
pub struct ListShardsInput {
    pub stream_name: Option<String>,
    pub next_token: Option<String>,
    pub exclusive_start_shard_id: Option<String>,
    pub max_results: Option<i32>,
    pub stream_creation_timestamp: Option<DateTime>,
    pub shard_filter: Option<ShardFilter>,
    pub stream_arn: Option<String>,
    pub stream_id: Option<String>,
}

structure! { ListShardsInput: LIST_SHARDS_INPUT [0 stream_name, 1 next_token, 2 exclusive_start_shard_id, 3 max_results, 4 stream_creation_timestamp, 5 shard_filter, 6 stream_arn, 7 stream_id] }

#[derive(Clone, Debug, Default, PartialEq)]
pub struct ListShardsOutput {
    pub shards: Option<Vec<Shard>>,
    pub next_token: Option<String>,
}

structure! { ListShardsOutput: LIST_SHARDS_OUTPUT [0 shards, 1 next_token] }

#[derive(Clone, Debug, Default, PartialEq)]
pub struct ShardFilter {
    pub r#type: String,
    pub shard_id: Option<String>,
    pub timestamp: Option<DateTime>,
}

structure! { ShardFilter: SHARD_FILTER [0 r#type, 1 shard_id, 2 timestamp] }

pub static LIST_SHARDS_INPUT: Shape = Shape {
    name: "ListShardsInput",
    kind: Kind::Structure(Members {
        members: &[
            Member::optional("StreamName", &STREAM_NAME),
            Member::optional("NextToken", &NEXT_TOKEN),
            Member::optional("ExclusiveStartShardId", &SHARD_ID),
            Member::optional("MaxResults", &LIST_SHARDS_INPUT_LIMIT),
            Member::optional("StreamCreationTimestamp", &TIMESTAMP),
            Member::optional("ShardFilter", &SHARD_FILTER),
            Member::optional("StreamARN", &STREAM_ARN),
            Member::optional("StreamId", &STREAM_ID),
        ],
        check_order: Some(&[2, 3, 1, 4, 0, 5, 6, 7]),
        flavour: Flavour::Plain,
    }),
};

pub static LIST_SHARDS_INPUT_LIMIT: Shape = Shape { name: "ListShardsInputLimit", kind: Kind::Integer(Range { min: Some(1), max: Some(10000) }) };

pub static LIST_SHARDS_OUTPUT: Shape = Shape {
    name: "ListShardsOutput",
    kind: Kind::Structure(Members {
        members: &[
            Member::optional("Shards", &SHARD_LIST),
            Member::optional("NextToken", &NEXT_TOKEN),
        ],
        check_order: None,
        flavour: Flavour::Plain,
    }),
};

pub static SHARD_FILTER: Shape = Shape {
    name: "ShardFilter",
    kind: Kind::Structure(Members {
        members: &[
            Member::required("Type", &SHARD_FILTER_TYPE),
            Member::optional("ShardId", &SHARD_ID),
            Member::optional("Timestamp", &TIMESTAMP),
        ],
        check_order: None,
        flavour: Flavour::Plain,
    }),
};

pub static SHARD_FILTER_TYPE: Shape = Shape { name: "ShardFilterType", kind: Kind::String(Text { length: Range::ANY, pattern: None, values: &["AFTER_SHARD_ID", "AT_TRIM_HORIZON", "FROM_TRIM_HORIZON", "AT_LATEST", "AT_TIMESTAMP", "FROM_TIMESTAMP"] }) };
