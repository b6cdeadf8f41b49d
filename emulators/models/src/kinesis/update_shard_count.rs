//! UpdateShardCount: what no other operation uses. Generated from kinesis/2013-12-02: see `emulators/codegen`.

use super::*;

#[derive(Clone, Debug, Default, PartialEq)]
pub struct UpdateShardCountInput {
    pub stream_name: Option<String>,
    pub target_shard_count: i32,
    pub scaling_type: String,
    pub stream_arn: Option<String>,
    pub stream_id: Option<String>,
}

structure! { UpdateShardCountInput: UPDATE_SHARD_COUNT_INPUT [0 stream_name, 1 target_shard_count, 2 scaling_type, 3 stream_arn, 4 stream_id] }

#[derive(Clone, Debug, Default, PartialEq)]
pub struct UpdateShardCountOutput {
    pub stream_name: Option<String>,
    pub current_shard_count: Option<i32>,
    pub target_shard_count: Option<i32>,
    pub stream_arn: Option<String>,
}

structure! { UpdateShardCountOutput: UPDATE_SHARD_COUNT_OUTPUT [0 stream_name, 1 current_shard_count, 2 target_shard_count, 3 stream_arn] }

pub static SCALING_TYPE: Shape = Shape { name: "ScalingType", kind: Kind::String(Text { length: Range::ANY, pattern: None, values: &["UNIFORM_SCALING"] }) };

pub static UPDATE_SHARD_COUNT_INPUT: Shape = Shape {
    name: "UpdateShardCountInput",
    kind: Kind::Structure(Members {
        members: &[
            Member::optional("StreamName", &STREAM_NAME),
            Member::required("TargetShardCount", &POSITIVE_INTEGER_OBJECT),
            Member::required("ScalingType", &SCALING_TYPE),
            Member::optional("StreamARN", &STREAM_ARN),
            Member::optional("StreamId", &STREAM_ID),
        ],
        check_order: None,
        flavour: Flavour::Plain,
    }),
};

pub static UPDATE_SHARD_COUNT_OUTPUT: Shape = Shape {
    name: "UpdateShardCountOutput",
    kind: Kind::Structure(Members {
        members: &[
            Member::optional("StreamName", &STREAM_NAME),
            Member::optional("CurrentShardCount", &POSITIVE_INTEGER_OBJECT),
            Member::optional("TargetShardCount", &POSITIVE_INTEGER_OBJECT),
            Member::optional("StreamARN", &STREAM_ARN),
        ],
        check_order: None,
        flavour: Flavour::Plain,
    }),
};
