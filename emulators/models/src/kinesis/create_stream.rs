//! CreateStream: what no other operation uses. Generated from kinesis/2013-12-02: see `emulators/codegen`.

use super::*;

#[derive(Clone, Debug, Default, PartialEq)]
pub struct CreateStreamInput {
    pub stream_name: String,
    pub shard_count: Option<i32>,
    pub stream_mode_details: Option<StreamModeDetails>,
    pub tags: Option<BTreeMap<String, String>>,
    pub warm_throughput_mi_bps: Option<i32>,
    pub max_record_size_in_kib: Option<i32>,
    pub record_distribution_strategy: Option<String>,
}

structure! { CreateStreamInput: CREATE_STREAM_INPUT [0 stream_name, 1 shard_count, 2 stream_mode_details, 3 tags, 4 warm_throughput_mi_bps, 5 max_record_size_in_kib, 6 record_distribution_strategy] }

pub static CREATE_STREAM_INPUT: Shape = Shape {
    name: "CreateStreamInput",
    kind: Kind::Structure(Members {
        members: &[
            Member::required("StreamName", &STREAM_NAME),
            Member::optional("ShardCount", &CREATE_STREAM_INPUT_OWN_SHARD_COUNT),
            Member::optional("StreamModeDetails", &STREAM_MODE_DETAILS),
            Member::optional("Tags", &TAG_MAP),
            Member::optional("WarmThroughputMiBps", &NATURAL_INTEGER_OBJECT),
            Member::optional("MaxRecordSizeInKiB", &MAX_RECORD_SIZE_IN_KIB),
            Member::optional("RecordDistributionStrategy", &RECORD_DISTRIBUTION_STRATEGY),
        ],
        check_order: Some(&[1, 0, 2, 3, 4, 5, 6]),
        flavour: Flavour::Plain,
    }),
};

pub static CREATE_STREAM_INPUT_OWN_SHARD_COUNT: Shape = Shape { name: "PositiveIntegerObject", kind: Kind::Integer(Range { min: Some(1), max: Some(100000) }) };
