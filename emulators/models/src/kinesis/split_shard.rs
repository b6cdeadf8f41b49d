//! SplitShard: what no other operation uses. Generated from kinesis/2013-12-02: see `emulators/codegen`.

use super::*;

#[derive(Clone, Debug, Default, PartialEq)]
pub struct SplitShardInput {
    pub stream_name: Option<String>,
    pub shard_to_split: String,
    pub new_starting_hash_key: String,
    pub stream_arn: Option<String>,
    pub stream_id: Option<String>,
}

structure! { SplitShardInput: SPLIT_SHARD_INPUT [0 stream_name, 1 shard_to_split, 2 new_starting_hash_key, 3 stream_arn, 4 stream_id] }

pub static SPLIT_SHARD_INPUT: Shape = Shape {
    name: "SplitShardInput",
    kind: Kind::Structure(Members {
        members: &[
            Member::optional("StreamName", &STREAM_NAME),
            Member::required("ShardToSplit", &SHARD_ID),
            Member::required("NewStartingHashKey", &HASH_KEY),
            Member::optional("StreamARN", &STREAM_ARN),
            Member::optional("StreamId", &STREAM_ID),
        ],
        check_order: Some(&[2, 0, 1, 3, 4]),
        flavour: Flavour::Plain,
    }),
};
