//! How much there is of everything, for a snapshot's manifest.

use std::ops::ControlFlow;

use keyspace::{Direction, Fault, Reads};

use crate::table::{ITEMS, TABLES};

/// Tables and their items at the instant of `view`. Walks through all of them.
pub fn counts<R: Reads + ?Sized>(view: &R) -> Result<[(&'static str, u64); 2], Fault> {
    let (mut tables, mut items) = (Vec::new(), 0);
    view.scan(&TABLES.all(), Direction::Forward, |_, table| {
        tables.push(table.id);
        ControlFlow::Continue(())
    })?;
    for id in &tables {
        view.scan_raw(&ITEMS.under(&(*id,)), Direction::Forward, |_, _| {
            items += 1;
            ControlFlow::Continue(())
        })?;
    }
    Ok([("tables", tables.len() as u64), ("items", items)])
}
