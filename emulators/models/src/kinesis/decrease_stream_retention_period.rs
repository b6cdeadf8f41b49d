//! DecreaseStreamRetentionPeriod: what no other operation uses. Generated from kinesis/2013-12-02: see `emulators/codegen`.

use super::*;

#[derive(Clone, Debug, Default, PartialEq)]
pub struct DecreaseStreamRetentionPeriodInput {
    pub stream_name: Option<String>,
    pub retention_period_hours: i32,
    pub stream_arn: Option<String>,
    pub stream_id: Option<String>,
}

structure! { DecreaseStreamRetentionPeriodInput: DECREASE_STREAM_RETENTION_PERIOD_INPUT [0 stream_name, 1 retention_period_hours, 2 stream_arn, 3 stream_id] }

pub static DECREASE_STREAM_RETENTION_PERIOD_INPUT: Shape = Shape {
    name: "DecreaseStreamRetentionPeriodInput",
    kind: Kind::Structure(Members {
        members: &[
            Member::optional("StreamName", &STREAM_NAME),
            Member::required("RetentionPeriodHours", &DECREASE_STREAM_RETENTION_PERIOD_INPUT_OWN_RETENTION_PERIOD_HOURS),
            Member::optional("StreamARN", &STREAM_ARN),
            Member::optional("StreamId", &STREAM_ID),
        ],
        check_order: Some(&[1, 0, 2, 3]),
        flavour: Flavour::Plain,
    }),
};

pub static DECREASE_STREAM_RETENTION_PERIOD_INPUT_OWN_RETENTION_PERIOD_HOURS: Shape = Shape { name: "RetentionPeriodHours", kind: Kind::Integer(Range { min: Some(1), max: Some(8760) }) };
