//! How much there is of everything, for a snapshot's manifest.

use std::ops::ControlFlow;

use keyspace::{Direction, Fault, Reads};

use crate::streams::stream::{RECORDS, STREAMS};
use crate::table::TABLES;
use crate::table::tally::TOTALS;

/// Tables and their items at the instant of `view`, as their numbers say; their streams, also those that have ended, and the records of
/// those, which are walked through.
pub fn counts<R: Reads + ?Sized>(view: &R) -> Result<[(&'static str, u64); 4], Fault> {
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
    let mut streams = Vec::new();
    view.scan(&STREAMS.all(), Direction::Forward, |_, stream| {
        streams.push(stream.id);
        ControlFlow::Continue(())
    })?;
    let mut records = 0;
    for id in &streams {
        view.scan_raw(&RECORDS.under(&(*id,)), Direction::Forward, |_, _| {
            records += 1;
            ControlFlow::Continue(())
        })?;
    }
    Ok([("tables", tables), ("items", items), ("table_streams", streams.len() as u64), ("stream_records", records)])
}
