//! How much a table and its indexes may be read and written: the billing mode, and what goes with it.

use clock::Stored;
use models::dynamodb::{OnDemandThroughput, ProvisionedThroughput, WarmThroughput};

use super::TableUpdate;
use crate::refusals::{Invalid, throughput as refuse, updates};
use crate::table::design::throughput::{self, current_warm};
use crate::table::{Billing, TableRecord, Throughput};

const DAY_MS: i64 = 86_400_000;

/// What is wrong whatever the table.
pub fn check(mode: Option<&str>, units: Option<&ProvisionedThroughput>) -> Result<(), Invalid> {
    match (mode, units) {
        (Some("PAY_PER_REQUEST"), Some(_)) => Err(refuse::units_on_demand()),
        (Some("PROVISIONED"), None) => Err(updates::units_missing()),
        (_, Some(units)) => throughput::check_bounds(units),
        (_, None) => Ok(()),
    }
}

pub fn apply(update: &TableUpdate, record: &mut TableRecord, at: Stored) -> Result<(), Invalid> {
    let before = record.billing;
    let asked = update.units.as_ref().map(|units| (units.read_capacity_units, units.write_capacity_units));
    match (update.billing_mode.as_deref(), asked, before) {
        (Some("PAY_PER_REQUEST"), _, _) => {
            if before != Billing::OnDemand {
                record.on_demand_since = Some(at);
                decrease(record, at);
                record.index_throughput.iter_mut().for_each(|(_, throughput)| throughput.provisioned = None);
            }
            record.billing = Billing::OnDemand;
        }
        (None, Some(_), Billing::OnDemand) => return Err(refuse::units_on_demand()),
        (_, Some((read, write)), Billing::OnDemand) => {
            for index in record.indexes.iter().filter(|index| index.scope == crate::table::index::Scope::Global) {
                if !update.indexes.gives_units(&index.name) {
                    return Err(updates::index_units_missing(&index.name));
                }
            }
            record.billing = Billing::Provisioned { read, write, said: true };
            record.settings.throughput.on_demand = None;
            record.index_throughput.iter_mut().for_each(|(_, throughput)| throughput.on_demand = None);
        }
        (mode, Some(asked), Billing::Provisioned { read, write, said }) => {
            if asked == (read, write) {
                return Err(updates::units_do_not_change("table", asked));
            }
            if asked.0 > read || asked.1 > write {
                record.throughput_changes.increased = Some(at);
            }
            if asked.0 < read || asked.1 < write {
                decrease(record, at);
            }
            record.billing = Billing::Provisioned { read: asked.0, write: asked.1, said: said || mode.is_some() };
        }
        (_, None, _) => {}
    }
    let (on_demand, warm) = (update.on_demand.clone(), update.warm.clone());
    let billing = record.billing;
    set_limits(&mut record.settings.throughput, None, billing, on_demand, warm)
}

/// What is said beside what something is provisioned with, of the table or of an index by its name.
pub fn set_limits(
    throughput: &mut Throughput,
    index: Option<&str>,
    billing: Billing,
    on_demand: Option<OnDemandThroughput>,
    warm: Option<WarmThroughput>,
) -> Result<(), Invalid> {
    if let Some(asked) = on_demand {
        // Minus one takes a limit away.
        let limit = |units: Option<i64>| units.filter(|units| *units != -1);
        let checked = OnDemandThroughput {
            max_read_request_units: limit(asked.max_read_request_units),
            max_write_request_units: limit(asked.max_write_request_units),
        };
        throughput::checked(index, billing, None, Some(checked), None)?;
        let before = throughput.on_demand.unwrap_or_default();
        let next = |asked: Option<i64>, before: Option<i64>| asked.map_or(before, |units| limit(Some(units)));
        throughput.on_demand =
            Some((next(asked.max_read_request_units, before.0), next(asked.max_write_request_units, before.1)));
    }
    if let Some(asked) = warm {
        let current = current_warm(throughput, billing);
        let asked = (asked.read_units_per_second, asked.write_units_per_second);
        for (units, least, which) in [(asked.0, current.0, "Read"), (asked.1, current.1, "Write")] {
            if units.is_some_and(|units| units < least) {
                return Err(updates::getting_colder(which, index));
            }
        }
        throughput.warm = Some((asked.0.or(Some(current.0)), asked.1.or(Some(current.1))));
    }
    Ok(())
}

fn decrease(record: &mut TableRecord, at: Stored) {
    let day = |at: Stored| record.epoch.absolute(at).as_millis().div_euclid(DAY_MS);
    let is_same_day = record.throughput_changes.decreased.is_some_and(|last| day(last) == day(at));
    let changes = &mut record.throughput_changes;
    changes.decreases = if is_same_day { changes.decreases + 1 } else { 1 };
    changes.decreased = Some(at);
}
