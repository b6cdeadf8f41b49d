//! UpdateMaxRecordSize: what no other operation uses. Generated from kinesis/2013-12-02: see `emulators/codegen`.

use super::*;

#[derive(Clone, Debug, Default, PartialEq)]
pub struct UpdateMaxRecordSizeInput {
    pub stream_arn: Option<String>,
    pub stream_id: Option<String>,
    pub max_record_size_in_kib: i32,
}

structure! { UpdateMaxRecordSizeInput: UPDATE_MAX_RECORD_SIZE_INPUT [0 stream_arn, 1 stream_id, 2 max_record_size_in_kib] }

pub static UPDATE_MAX_RECORD_SIZE_INPUT: Shape = Shape {
    name: "UpdateMaxRecordSizeInput",
    kind: Kind::Structure(Members {
        members: &[
            Member::optional("StreamARN", &STREAM_ARN),
            Member::optional("StreamId", &STREAM_ID),
            Member::required("MaxRecordSizeInKiB", &MAX_RECORD_SIZE_IN_KIB),
        ],
        check_order: None,
        flavour: Flavour::Plain,
    }),
};
