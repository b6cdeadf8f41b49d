//! UpdateStreamRecordDistributionStrategy: what no other operation uses. Generated from kinesis/2013-12-02: see `emulators/codegen`.

use super::*;

#[derive(Clone, Debug, Default, PartialEq)]
pub struct UpdateStreamRecordDistributionStrategyInput {
    pub stream_arn: String,
    pub stream_id: Option<String>,
    pub record_distribution_strategy: String,
}

structure! { UpdateStreamRecordDistributionStrategyInput: UPDATE_STREAM_RECORD_DISTRIBUTION_STRATEGY_INPUT [0 stream_arn, 1 stream_id, 2 record_distribution_strategy] }

pub static UPDATE_STREAM_RECORD_DISTRIBUTION_STRATEGY_INPUT: Shape = Shape {
    name: "UpdateStreamRecordDistributionStrategyInput",
    kind: Kind::Structure(Members {
        members: &[
            Member::required("StreamARN", &STREAM_ARN),
            Member::optional("StreamId", &STREAM_ID),
            Member::required("RecordDistributionStrategy", &RECORD_DISTRIBUTION_STRATEGY),
        ],
        check_order: None,
        flavour: Flavour::Plain,
    }),
};
