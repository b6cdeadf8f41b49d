//! StopStreamEncryption: what no other operation uses. Generated from kinesis/2013-12-02: see `emulators/codegen`.

use super::*;

#[derive(Clone, Debug, Default, PartialEq)]
pub struct StopStreamEncryptionInput {
    pub stream_name: Option<String>,
    pub encryption_type: String,
    pub key_id: String,
    pub stream_arn: Option<String>,
    pub stream_id: Option<String>,
}

structure! { StopStreamEncryptionInput: STOP_STREAM_ENCRYPTION_INPUT [0 stream_name, 1 encryption_type, 2 key_id, 3 stream_arn, 4 stream_id] }

pub static STOP_STREAM_ENCRYPTION_INPUT: Shape = Shape {
    name: "StopStreamEncryptionInput",
    kind: Kind::Structure(Members {
        members: &[
            Member::optional("StreamName", &STREAM_NAME),
            Member::required("EncryptionType", &ENCRYPTION_TYPE),
            Member::required("KeyId", &KEY_ID),
            Member::optional("StreamARN", &STREAM_ARN),
            Member::optional("StreamId", &STREAM_ID),
        ],
        check_order: None,
        flavour: Flavour::Plain,
    }),
};
