//! UpdateTimeToLive: what no other operation uses. Generated from dynamodb/2012-08-10: see `emulators/codegen`.

use super::*;

#[derive(Clone, Debug, Default, PartialEq)]
pub struct TimeToLiveSpecification {
    pub enabled: bool,
    pub attribute_name: String,
}

structure! { TimeToLiveSpecification: TIME_TO_LIVE_SPECIFICATION [0 enabled, 1 attribute_name] }

#[derive(Clone, Debug, Default, PartialEq)]
pub struct UpdateTimeToLiveInput {
    pub table_name: String,
    pub time_to_live_specification: TimeToLiveSpecification,
}

structure! { UpdateTimeToLiveInput: UPDATE_TIME_TO_LIVE_INPUT [0 table_name, 1 time_to_live_specification] }

#[derive(Clone, Debug, Default, PartialEq)]
pub struct UpdateTimeToLiveOutput {
    pub time_to_live_specification: Option<TimeToLiveSpecification>,
}

structure! { UpdateTimeToLiveOutput: UPDATE_TIME_TO_LIVE_OUTPUT [0 time_to_live_specification] }

pub static TIME_TO_LIVE_ENABLED: Shape = Shape { name: "TimeToLiveEnabled", kind: Kind::Boolean };

pub static TIME_TO_LIVE_SPECIFICATION: Shape = Shape {
    name: "TimeToLiveSpecification",
    kind: Kind::Structure(Members {
        members: &[
            Member::required("Enabled", &TIME_TO_LIVE_ENABLED),
            Member::required("AttributeName", &TIME_TO_LIVE_ATTRIBUTE_NAME),
        ],
        check_order: None,
        flavour: Flavour::Plain,
    }),
};

pub static UPDATE_TIME_TO_LIVE_INPUT: Shape = Shape {
    name: "UpdateTimeToLiveInput",
    kind: Kind::Structure(Members {
        members: &[
            Member::required("TableName", &TABLE_ARN),
            Member::required("TimeToLiveSpecification", &TIME_TO_LIVE_SPECIFICATION),
        ],
        check_order: None,
        flavour: Flavour::Plain,
    }),
};

pub static UPDATE_TIME_TO_LIVE_OUTPUT: Shape = Shape {
    name: "UpdateTimeToLiveOutput",
    kind: Kind::Structure(Members {
        members: &[
            Member::optional("TimeToLiveSpecification", &TIME_TO_LIVE_SPECIFICATION),
        ],
        check_order: None,
        flavour: Flavour::Plain,
    }),
};
