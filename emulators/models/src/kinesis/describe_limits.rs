//! DescribeLimits: what no other operation uses. Generated from kinesis/2013-12-02: see `emulators/codegen`.

use super::*;

#[derive(Clone, Debug, Default, PartialEq)]
pub struct DescribeLimitsInput {}

structure! { DescribeLimitsInput: DESCRIBE_LIMITS_INPUT [] }

#[derive(Clone, Debug, Default, PartialEq)]
pub struct DescribeLimitsOutput {
    pub shard_limit: i32,
    pub open_shard_count: i32,
    pub on_demand_stream_count: i32,
    pub on_demand_stream_count_limit: i32,
    pub channel_count: Option<i32>,
    pub channel_count_limit: Option<i32>,
}

structure! { DescribeLimitsOutput: DESCRIBE_LIMITS_OUTPUT [0 shard_limit, 1 open_shard_count, 2 on_demand_stream_count, 3 on_demand_stream_count_limit, 4 channel_count, 5 channel_count_limit] }

pub static DESCRIBE_LIMITS_INPUT: Shape = Shape {
    name: "DescribeLimitsInput",
    kind: Kind::Structure(Members {
        members: &[],
        check_order: None,
        flavour: Flavour::Plain,
    }),
};

pub static DESCRIBE_LIMITS_OUTPUT: Shape = Shape {
    name: "DescribeLimitsOutput",
    kind: Kind::Structure(Members {
        members: &[
            Member::required("ShardLimit", &SHARD_COUNT_OBJECT),
            Member::required("OpenShardCount", &SHARD_COUNT_OBJECT),
            Member::required("OnDemandStreamCount", &ON_DEMAND_STREAM_COUNT_OBJECT),
            Member::required("OnDemandStreamCountLimit", &ON_DEMAND_STREAM_COUNT_LIMIT_OBJECT),
            Member::optional("ChannelCount", &CHANNEL_COUNT_OBJECT),
            Member::optional("ChannelCountLimit", &CHANNEL_COUNT_OBJECT),
        ],
        check_order: None,
        flavour: Flavour::Plain,
    }),
};

pub static ON_DEMAND_STREAM_COUNT_LIMIT_OBJECT: Shape = Shape { name: "OnDemandStreamCountLimitObject", kind: Kind::Integer(Range { min: Some(0), max: Some(1000000) }) };

pub static ON_DEMAND_STREAM_COUNT_OBJECT: Shape = Shape { name: "OnDemandStreamCountObject", kind: Kind::Integer(Range { min: Some(0), max: Some(1000000) }) };
