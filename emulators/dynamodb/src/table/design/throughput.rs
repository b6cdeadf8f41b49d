//! What reads and writes a table and its global indexes are given, and what of it goes with which billing mode.
//!
//! Sentences and rules were seen on AWS in October 2026, by those who probed it for the controllers of Kubernetes: findings DDB-TABLE-038,
//! -039 and -128 of ack-api-quirks.

use models::dynamodb::{OnDemandThroughput, ProvisionedThroughput, WarmThroughput};

use crate::refusals::{Invalid, throughput};
use crate::table::{Billing, Throughput};

const UNITS_MAX: i64 = 1_000_000_000_000;

/// What AWS says of a table on demand that nobody warmed.
pub const WARM_ON_DEMAND: (i64, i64) = (12_000, 4_000);

pub fn billing(mode: Option<&str>, units: Option<&ProvisionedThroughput>) -> Result<Billing, Invalid> {
    if mode == Some("PAY_PER_REQUEST") {
        return if units.is_some() { Err(throughput::units_on_demand()) } else { Ok(Billing::OnDemand) };
    }
    let units = units.ok_or_else(throughput::units_missing)?;
    check_bounds(units)?;
    Ok(Billing::Provisioned {
        read: units.read_capacity_units,
        write: units.write_capacity_units,
        said: mode.is_some(),
    })
}

pub fn check_bounds(units: &ProvisionedThroughput) -> Result<(), Invalid> {
    for (units, which) in
        [(units.read_capacity_units, "ReadCapacityUnits"), (units.write_capacity_units, "WriteCapacityUnits")]
    {
        if units > UNITS_MAX {
            return Err(throughput::units_out_of_bounds(units, which));
        }
    }
    Ok(())
}

/// Reads and writes a second that something is ready for.
pub fn current_warm(throughput: &Throughput, billing: Billing) -> (i64, i64) {
    let (read, write) = match billing {
        Billing::OnDemand => WARM_ON_DEMAND,
        Billing::Provisioned { read, write, .. } => (read, write),
    };
    let (asked_read, asked_write) = throughput.warm.unwrap_or_default();
    (asked_read.unwrap_or(read), asked_write.unwrap_or(write))
}

/// Of the table, or of an index by its name.
pub fn checked(
    index: Option<&str>,
    billing: Billing,
    provisioned: Option<ProvisionedThroughput>,
    on_demand: Option<OnDemandThroughput>,
    warm: Option<WarmThroughput>,
) -> Result<Throughput, Invalid> {
    let on_demand = on_demand.map(|it| (it.max_read_request_units, it.max_write_request_units));
    if let Some((read, write)) = on_demand {
        for (units, which) in [(read, "MaxReadRequestUnits"), (write, "MaxWriteRequestUnits")] {
            match (units, billing) {
                (Some(_), Billing::Provisioned { .. }) => return Err(throughput::maximum_of_provisioned(which, index)),
                (Some(..1), Billing::OnDemand) => return Err(throughput::maximum_out_of_range(which, index)),
                _ => {}
            }
        }
    }
    let provisioned = provisioned.map(|it| (it.read_capacity_units, it.write_capacity_units));
    let warm = warm.map(|it| (it.read_units_per_second, it.write_units_per_second));
    if let Some((read, write)) = warm {
        let least = match (billing, provisioned) {
            (Billing::OnDemand, _) => WARM_ON_DEMAND,
            (_, Some(provisioned)) => provisioned,
            (Billing::Provisioned { read, write, .. }, None) => (read, write),
        };
        for (units, least, which) in [(read, least.0, "Read"), (write, least.1, "Write")] {
            if units.is_some_and(|units| units < least) {
                return Err(throughput::too_cold(which, index, billing == Billing::OnDemand));
            }
        }
    }
    Ok(Throughput { provisioned, on_demand, warm })
}
