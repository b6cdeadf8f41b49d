//! DeleteChannel: what no other operation uses. Generated from kinesis/2013-12-02: see `emulators/codegen`.

use super::*;

#[derive(Clone, Debug, Default, PartialEq)]
pub struct DeleteChannelInput {
    pub channel_arn: String,
}

structure! { DeleteChannelInput: DELETE_CHANNEL_INPUT [0 channel_arn] }

pub static DELETE_CHANNEL_INPUT: Shape = Shape {
    name: "DeleteChannelInput",
    kind: Kind::Structure(Members {
        members: &[
            Member::required("ChannelARN", &CHANNEL_ARN),
        ],
        check_order: None,
        flavour: Flavour::Plain,
    }),
};
