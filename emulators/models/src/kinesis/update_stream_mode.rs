//! UpdateStreamMode: what no other operation uses. Generated from kinesis/2013-12-02: see `emulators/codegen`.

use super::*;

#[derive(Clone, Debug, Default, PartialEq)]
pub struct UpdateStreamModeInput {
    pub stream_arn: String,
    pub stream_id: Option<String>,
    pub stream_mode_details: StreamModeDetails,
    pub warm_throughput_mi_bps: Option<i32>,
}

structure! { UpdateStreamModeInput: UPDATE_STREAM_MODE_INPUT [0 stream_arn, 1 stream_id, 2 stream_mode_details, 3 warm_throughput_mi_bps] }

pub static UPDATE_STREAM_MODE_INPUT: Shape = Shape {
    name: "UpdateStreamModeInput",
    kind: Kind::Structure(Members {
        members: &[
            Member::required("StreamARN", &STREAM_ARN),
            Member::optional("StreamId", &STREAM_ID),
            Member::required("StreamModeDetails", &STREAM_MODE_DETAILS),
            Member::optional("WarmThroughputMiBps", &NATURAL_INTEGER_OBJECT),
        ],
        check_order: None,
        flavour: Flavour::Plain,
    }),
};
