//! EnableEnhancedMonitoring: what no other operation uses. Generated from kinesis/2013-12-02: see `emulators/codegen`.

use super::*;

#[derive(Clone, Debug, Default, PartialEq)]
pub struct EnableEnhancedMonitoringInput {
    pub stream_name: Option<String>,
    pub shard_level_metrics: Vec<String>,
    pub stream_arn: Option<String>,
    pub stream_id: Option<String>,
}

structure! { EnableEnhancedMonitoringInput: ENABLE_ENHANCED_MONITORING_INPUT [0 stream_name, 1 shard_level_metrics, 2 stream_arn, 3 stream_id] }

pub static ENABLE_ENHANCED_MONITORING_INPUT: Shape = Shape {
    name: "EnableEnhancedMonitoringInput",
    kind: Kind::Structure(Members {
        members: &[
            Member::optional("StreamName", &STREAM_NAME),
            Member::required("ShardLevelMetrics", &METRICS_NAME_LIST),
            Member::optional("StreamARN", &STREAM_ARN),
            Member::optional("StreamId", &STREAM_ID),
        ],
        check_order: None,
        flavour: Flavour::Plain,
    }),
};
