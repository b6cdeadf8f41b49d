//! How much there is of everything, for a snapshot's manifest.

use std::ops::ControlFlow;

use keyspace::{Direction, Fault, Reads};

use crate::record::Group;
use crate::tables::{RECORDS, STREAMS};

/// Streams and their records at the instant of `view`. Walks through all of them.
pub fn counts<R: Reads + ?Sized>(view: &R) -> Result<[(&'static str, u64); 2], Fault> {
    let (mut streams, mut records) = (Vec::new(), 0);
    view.scan(&STREAMS.all(), Direction::Forward, |_, stream| {
        streams.push(stream.id);
        ControlFlow::Continue(())
    })?;
    for id in &streams {
        view.scan_raw(&RECORDS.under(&(*id,)), Direction::Forward, |_, group| {
            records += Group::read(group).map_or(0, |group| u64::from(group.count));
            ControlFlow::Continue(())
        })?;
    }
    Ok([("streams", streams.len() as u64), ("records", records)])
}
