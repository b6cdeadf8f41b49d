//! About what reads and writes are given.

use std::fmt::Display;

use super::Invalid;

fn parameter(sentence: impl Display) -> Invalid {
    Invalid(format!("One or more parameter values were invalid: {sentence}"))
}

pub fn units_missing() -> Invalid {
    parameter("ReadCapacityUnits and WriteCapacityUnits must both be specified when BillingMode is PROVISIONED")
}

pub fn units_on_demand() -> Invalid {
    parameter("Neither ReadCapacityUnits nor WriteCapacityUnits can be specified when BillingMode is PAY_PER_REQUEST")
}

pub fn units_out_of_bounds(units: i64, which: &str) -> Invalid {
    Invalid(format!("Given value {units} for {which} is out of bounds"))
}

pub fn index_units_on_demand(index: &str) -> Invalid {
    parameter(format_args!(
        "ProvisionedThroughput should not be specified for index: {index} when BillingMode is PAY_PER_REQUEST"
    ))
}

pub fn index_units_missing(index: &str) -> Invalid {
    parameter(format_args!("ProvisionedThroughput is not specified for index: {index}"))
}

pub fn maximum_of_provisioned(which: &str, index: Option<&str>) -> Invalid {
    let index = index.map_or(String::new(), |index| format!(" for index: {index}"));
    parameter(format_args!(
        "{which} for OnDemandThroughput{index} cannot be specified when table BillingMode is PROVISIONED."
    ))
}

pub fn maximum_out_of_range(which: &str, index: Option<&str>) -> Invalid {
    let whose = index.map_or("table".to_owned(), |index| format!("index : {index}"));
    parameter(format_args!("Requested {which} for OnDemandThroughput for {whose} is outside of valid range"))
}

/// Only of tables AWS tells where to read more.
pub fn too_cold(which: &str, index: Option<&str>, is_on_demand: bool) -> Invalid {
    let whose = index.map_or("table".to_owned(), |index| format!("index {index}"));
    let least = match (is_on_demand, index) {
        (false, _) => format!("{which}CapacityUnits of ProvisionedThroughput"),
        (true, Some(_)) => "initial throughput for OnDemand".to_owned(),
        (true, None) => {
            "initial throughput for OnDemand. See: https://docs.aws.amazon.com/amazondynamodb/latest/developerguide/\
                         on-demand-capacity-mode.html#on-demand-capacity-mode-initial"
                .to_owned()
        }
    };
    parameter(format_args!("Requested {which}UnitsPerSecond for WarmThroughput for {whose} is lower than {least}"))
}
