//! How much there is of everything, for a snapshot's manifest.

use std::ops::ControlFlow;

use keyspace::{Direction, Fault, Reads};

use crate::table::TABLES;
use crate::table::tally::TOTALS;

/// Tables and their items at the instant of `view`, as their numbers say.
pub fn counts<R: Reads + ?Sized>(view: &R) -> Result<[(&'static str, u64); 2], Fault> {
    let mut tables = 0;
    view.scan(&TABLES.all(), Direction::Forward, |_, _| {
        tables += 1;
        ControlFlow::Continue(())
    })?;
    let mut items = 0;
    view.scan(&TOTALS.all(), Direction::Forward, |_, totals| {
        items += u64::try_from(totals.table.items).unwrap_or(0);
        ControlFlow::Continue(())
    })?;
    Ok([("tables", tables), ("items", items)])
}
