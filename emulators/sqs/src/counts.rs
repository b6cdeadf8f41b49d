//! How much there is of everything, for a snapshot's manifest.

use std::ops::ControlFlow;

use keyspace::{Direction, Fault, Reads};

use crate::tables::{MESSAGES, QUEUES};

/// Queues and their messages at the instant of `view`. Walks through all of them.
pub fn counts<R: Reads + ?Sized>(view: &R) -> Result<[(&'static str, u64); 2], Fault> {
    let (mut contents, mut messages) = (Vec::new(), 0);
    view.scan(&QUEUES.all(), Direction::Forward, |_, queue| {
        contents.push(queue.contents);
        ControlFlow::Continue(())
    })?;
    // What a purge has left behind is under contents that no queue has any more.
    for id in &contents {
        view.scan_raw(&MESSAGES.under(&(*id,)), Direction::Forward, |_, _| {
            messages += 1;
            ControlFlow::Continue(())
        })?;
    }
    Ok([("queues", contents.len() as u64), ("messages", messages)])
}
