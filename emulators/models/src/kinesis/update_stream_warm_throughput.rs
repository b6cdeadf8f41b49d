//! UpdateStreamWarmThroughput: what no other operation uses. Generated from kinesis/2013-12-02: see `emulators/codegen`.

use super::*;

#[derive(Clone, Debug, Default, PartialEq)]
pub struct UpdateStreamWarmThroughputInput {
    pub stream_arn: Option<String>,
    pub stream_name: Option<String>,
    pub stream_id: Option<String>,
    pub warm_throughput_mi_bps: i32,
}

structure! { UpdateStreamWarmThroughputInput: UPDATE_STREAM_WARM_THROUGHPUT_INPUT [0 stream_arn, 1 stream_name, 2 stream_id, 3 warm_throughput_mi_bps] }

#[derive(Clone, Debug, Default, PartialEq)]
pub struct UpdateStreamWarmThroughputOutput {
    pub stream_arn: Option<String>,
    pub stream_name: Option<String>,
    pub warm_throughput: Option<WarmThroughputObject>,
}

structure! { UpdateStreamWarmThroughputOutput: UPDATE_STREAM_WARM_THROUGHPUT_OUTPUT [0 stream_arn, 1 stream_name, 2 warm_throughput] }

pub static UPDATE_STREAM_WARM_THROUGHPUT_INPUT: Shape = Shape {
    name: "UpdateStreamWarmThroughputInput",
    kind: Kind::Structure(Members {
        members: &[
            Member::optional("StreamARN", &STREAM_ARN),
            Member::optional("StreamName", &STREAM_NAME),
            Member::optional("StreamId", &STREAM_ID),
            Member::required("WarmThroughputMiBps", &NATURAL_INTEGER_OBJECT),
        ],
        check_order: None,
        flavour: Flavour::Plain,
    }),
};

pub static UPDATE_STREAM_WARM_THROUGHPUT_OUTPUT: Shape = Shape {
    name: "UpdateStreamWarmThroughputOutput",
    kind: Kind::Structure(Members {
        members: &[
            Member::optional("StreamARN", &STREAM_ARN),
            Member::optional("StreamName", &STREAM_NAME),
            Member::optional("WarmThroughput", &WARM_THROUGHPUT_OBJECT),
        ],
        check_order: None,
        flavour: Flavour::Plain,
    }),
};
