//! DescribeChannel: what no other operation uses. Generated from kinesis/2013-12-02: see `emulators/codegen`.

use super::*;

#[derive(Clone, Debug, Default, PartialEq)]
pub struct DescribeChannelInput {
    pub channel_arn: String,
}

structure! { DescribeChannelInput: DESCRIBE_CHANNEL_INPUT [0 channel_arn] }

#[derive(Clone, Debug, Default, PartialEq)]
pub struct DescribeChannelOutput {
    pub channel_description: ChannelDescription,
}

structure! { DescribeChannelOutput: DESCRIBE_CHANNEL_OUTPUT [0 channel_description] }

pub static DESCRIBE_CHANNEL_INPUT: Shape = Shape {
    name: "DescribeChannelInput",
    kind: Kind::Structure(Members {
        members: &[
            Member::required("ChannelARN", &CHANNEL_ARN),
        ],
        check_order: None,
        flavour: Flavour::Plain,
    }),
};

pub static DESCRIBE_CHANNEL_OUTPUT: Shape = Shape {
    name: "DescribeChannelOutput",
    kind: Kind::Structure(Members {
        members: &[
            Member::required("ChannelDescription", &CHANNEL_DESCRIPTION),
        ],
        check_order: None,
        flavour: Flavour::Plain,
    }),
};
