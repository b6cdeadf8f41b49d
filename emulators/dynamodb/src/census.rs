//! Counting what a table holds, when somebody asks for the first time since it was opened.

use std::ops::{Bound, ControlFlow};
use std::sync::Arc;
use std::time::Duration;

use keyspace::{Direction, Fault, KeyLocks, Range, Reads, Space, View};

use crate::amount::{Amount, Growth, Totals};
use crate::stored;
use crate::table::{ENTRIES, ITEMS, Table};
use crate::{DynamoDb, Reply};

/// Who describes a table waits so long for a count. AWS promises less: its numbers are up to six hours old.
/// <https://docs.aws.amazon.com/amazondynamodb/latest/APIReference/API_TableDescription.html>
const PATIENCE: Duration = Duration::from_millis(500);

/// What is counted before others get their turn: so many items, or so many bytes.
const STRETCH: Amount = Amount { items: 1000, bytes: 1024 * 1024 };

impl DynamoDb {
    /// What a table and its indexes hold. If there is too much to count at once, what was counted so far; counting goes on.
    pub(crate) async fn totals(&self, table: &Arc<Table>) -> Reply<Totals> {
        let ended = table.tally.ended();
        if let Some(totals) = table.tally.known() {
            return Ok(totals);
        }
        // Of two who come at once the second finds that the first one counts, and leaves it at that.
        if !table.tally.is_kept() {
            tokio::spawn(count(self.space.clone(), self.items.clone(), table.clone()));
        }
        // Who runs out of patience answers what there is.
        let _ = tokio::time::timeout(PATIENCE, ended).await;
        // What belongs to a generation that was replaced meanwhile was not counted to the end.
        self.space.look().await?;
        Ok(table.tally.so_far(table.indexes().len())?)
    }
}

/// Writers wait only until the instant is fixed of which it counts.
async fn count(space: Space, items: KeyLocks, table: Arc<Table>) {
    let fence = items.fence(table.id()).await;
    let Some(counting) = table.tally.begin(table.indexes().len()) else { return };
    let view = space.snapshot();
    drop(fence);

    let mut walk = Walk { table: &table, index: None, after: Vec::new() };
    while !table.is_gone() && !space.gate().is_retired() {
        match walk.stretch(&view) {
            Ok(Some(found)) => counting.add(&found),
            Ok(None) => return counting.finish(),
            Err(fault) => return counting.fail(fault),
        }
        tokio::task::yield_now().await;
    }
}

/// A way through a table's items, then through the entries of each of its indexes.
struct Walk<'t> {
    table: &'t Table,
    /// None: it is among the items.
    index: Option<usize>,
    /// The key that was met last, as it lies behind the id; empty before the first.
    after: Vec<u8>,
}

impl Walk<'_> {
    /// None at the end.
    fn stretch(&mut self, view: &View<'_>) -> Result<Option<Growth>, Fault> {
        match self.index {
            None => {
                let found = self.count(view, ITEMS.under(&(self.table.id(),)))?;
                Ok(Some(Growth { table: found, indexes: Vec::new() }))
            }
            Some(at) => {
                let Some(index) = self.table.indexes().get(at) else { return Ok(None) };
                let found = self.count(view, ENTRIES.under(&(index.id,)))?;
                Ok(Some(Growth { table: Amount::default(), indexes: vec![(at, found)] }))
            }
        }
    }

    /// Goes on to the next index at the end of the range.
    fn count<T: keyspace::Table>(&mut self, view: &View<'_>, range: Range<T>) -> Result<Amount, Fault> {
        let range = match self.after.as_slice() {
            [] => range,
            after => range.between_raw(Bound::Excluded(after), Bound::Unbounded),
        };
        let mut amount = Amount::default();
        let mut unreadable = None;
        let mut last = None;
        view.scan_raw(&range, Direction::Forward, |key, value| {
            match stored::View::open(value) {
                Ok(item) => amount += Amount::of_one(item.size()),
                Err(error) => {
                    unreadable = Some(error);
                    return ControlFlow::Break(());
                }
            }
            if amount.items < STRETCH.items && amount.bytes < STRETCH.bytes {
                return ControlFlow::Continue(());
            }
            last = Some(key[size_of::<u64>()..].to_vec());
            ControlFlow::Break(())
        })?;
        if last.is_none() {
            self.index = Some(self.index.map_or(0, |at| at + 1));
        }
        self.after = last.unwrap_or_default();
        unreadable.map_or(Ok(amount), |error| Err(error.into()))
    }
}
