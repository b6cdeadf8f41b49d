//! MergeShards: what no other operation uses. Generated from kinesis/2013-12-02: see `emulators/codegen`.

use super::*;

#[derive(Clone, Debug, Default, PartialEq)]
pub struct MergeShardsInput {
    pub stream_name: Option<String>,
    pub shard_to_merge: String,
    pub adjacent_shard_to_merge: String,
    pub stream_arn: Option<String>,
    pub stream_id: Option<String>,
}

structure! { MergeShardsInput: MERGE_SHARDS_INPUT [0 stream_name, 1 shard_to_merge, 2 adjacent_shard_to_merge, 3 stream_arn, 4 stream_id] }

pub static MERGE_SHARDS_INPUT: Shape = Shape {
    name: "MergeShardsInput",
    kind: Kind::Structure(Members {
        members: &[
            Member::optional("StreamName", &STREAM_NAME),
            Member::required("ShardToMerge", &SHARD_ID),
            Member::required("AdjacentShardToMerge", &SHARD_ID),
            Member::optional("StreamARN", &STREAM_ARN),
            Member::optional("StreamId", &STREAM_ID),
        ],
        check_order: Some(&[1, 2, 0, 3, 4]),
        flavour: Flavour::Plain,
    }),
};
