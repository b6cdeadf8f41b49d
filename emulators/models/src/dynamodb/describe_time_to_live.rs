//! DescribeTimeToLive: what no other operation uses. Generated from dynamodb/2012-08-10: see `emulators/codegen`.

use super::*;

#[derive(Clone, Debug, Default, PartialEq)]
pub struct DescribeTimeToLiveInput {
    pub table_name: String,
}

structure! { DescribeTimeToLiveInput: DESCRIBE_TIME_TO_LIVE_INPUT [0 table_name] }

#[derive(Clone, Debug, Default, PartialEq)]
pub struct DescribeTimeToLiveOutput {
    pub time_to_live_description: Option<TimeToLiveDescription>,
}

structure! { DescribeTimeToLiveOutput: DESCRIBE_TIME_TO_LIVE_OUTPUT [0 time_to_live_description] }

pub static DESCRIBE_TIME_TO_LIVE_INPUT: Shape = Shape {
    name: "DescribeTimeToLiveInput",
    kind: Kind::Structure(Members {
        members: &[
            Member::required("TableName", &TABLE_ARN),
        ],
        check_order: None,
        flavour: Flavour::Plain,
    }),
};

pub static DESCRIBE_TIME_TO_LIVE_OUTPUT: Shape = Shape {
    name: "DescribeTimeToLiveOutput",
    kind: Kind::Structure(Members {
        members: &[
            Member::optional("TimeToLiveDescription", &TIME_TO_LIVE_DESCRIPTION),
        ],
        check_order: None,
        flavour: Flavour::Plain,
    }),
};
