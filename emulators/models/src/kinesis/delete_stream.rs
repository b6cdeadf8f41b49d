//! DeleteStream: what no other operation uses. Generated from kinesis/2013-12-02: see `emulators/codegen`.

use super::*;

#[derive(Clone, Debug, Default, PartialEq)]
pub struct DeleteStreamInput {
    pub stream_name: Option<String>,
    pub enforce_consumer_deletion: Option<bool>,
    pub stream_arn: Option<String>,
    pub stream_id: Option<String>,
}

structure! { DeleteStreamInput: DELETE_STREAM_INPUT [0 stream_name, 1 enforce_consumer_deletion, 2 stream_arn, 3 stream_id] }

pub static DELETE_STREAM_INPUT: Shape = Shape {
    name: "DeleteStreamInput",
    kind: Kind::Structure(Members {
        members: &[
            Member::optional("StreamName", &STREAM_NAME),
            Member::optional("EnforceConsumerDeletion", &BOOLEAN_OBJECT),
            Member::optional("StreamARN", &STREAM_ARN),
            Member::optional("StreamId", &STREAM_ID),
        ],
        check_order: None,
        flavour: Flavour::Plain,
    }),
};
