//! Taking the items that are there into an index that is new, a stretch at a time, beside traffic. How far it has come is written with
//! every stretch, so a restart goes on where it was.

use std::collections::VecDeque;
use std::ops::{Bound, ControlFlow};
use std::sync::Arc;

use clock::Timestamp;
use keyspace::{BoxFuture, Direction, Fault, Janitor, Next, Reads, Space, Wake};
use parking_lot::Mutex;

use crate::alteration::{Alterations, Altering, Reach};
use crate::amount::{Amount, Growth};
use crate::change::{Weighed, take_in};
use crate::index::{Coverage, Index};
use crate::stored;
use crate::table::ITEMS;
use crate::table_name::TableName;
use crate::{Failure, Reply};

/// What is taken in while the table's writers wait: so many items, or so many bytes.
const STRETCH: Amount = Amount { items: 256, bytes: 512 * 1024 };

pub struct Backfill {
    alterations: Arc<Alterations>,
    /// Tables with an index that is being built, by account, region and name.
    tables: Mutex<VecDeque<(String, String, String)>>,
    wake: Wake,
}

impl Backfill {
    pub fn new(alterations: Arc<Alterations>, tables: Vec<(String, String, String)>) -> Backfill {
        Backfill { alterations, tables: Mutex::new(tables.into()), wake: Wake::new() }
    }

    /// A table has a new index.
    pub fn begin(&self, name: &TableName<'_>) {
        let TableName { account, region, name } = *name;
        self.tables.lock().push_back((account.to_owned(), region.to_owned(), name.to_owned()));
        self.wake.ring();
    }

    async fn go_on(&self) -> Result<Next, Fault> {
        let Some((account, region, name)) = self.tables.lock().front().cloned() else { return Ok(Next::Idle) };
        let named = TableName { account: &account, region: &region, name: &name };
        let stretch = |altering: &mut Altering| stretch(self.alterations.space(), altering);
        match self.alterations.alter(&named, Reach::Items, stretch).await {
            Ok((table, ())) if table.is_building() => {}
            // It is done, or was deleted.
            Ok(_) | Err(Failure::Refused(_)) => {
                self.tables.lock().pop_front();
            }
            Err(Failure::Faulted(fault)) => return Err(fault),
            Err(Failure::Retired) => return Ok(Next::Idle),
        }
        Ok(Next::Busy)
    }
}

/// Takes the next items into the first index that is being built.
fn stretch(space: &Space, altering: &mut Altering) -> Reply<()> {
    let table = altering.table.clone();
    let Some(at) = table.indexes().iter().position(Index::is_building) else { return Ok(()) };
    let index = &table.indexes()[at];
    let items = ITEMS.under(&(table.id(),));
    let items = match &index.coverage {
        Coverage::UpTo(last) if !last.is_empty() => items.between_raw(Bound::Excluded(last), Bound::Unbounded),
        _ => items,
    };
    let (mut seen, mut taken) = (Amount::default(), Amount::default());
    let mut coverage = Coverage::All;
    let mut unreadable = None;
    space.scan_raw(&items, Direction::Forward, |key, value| {
        let view = match stored::View::open(value) {
            Ok(view) => view,
            Err(error) => {
                unreadable = Some(error);
                return ControlFlow::Break(());
            }
        };
        let item = view.to_item();
        let weighed = Weighed { item: &item, size: view.size() };
        if let Some(size) = take_in(weighed, &table, index, &mut altering.batch) {
            taken += Amount::of_one(size);
        }
        seen += Amount::of_one(weighed.size);
        if seen.items < STRETCH.items && seen.bytes < STRETCH.bytes {
            return ControlFlow::Continue(());
        }
        coverage = Coverage::UpTo(key[size_of::<u64>()..].to_vec());
        ControlFlow::Break(())
    })?;
    if let Some(error) = unreadable {
        return Err(Fault::from(error).into());
    }
    altering.record.indexes[at].coverage = coverage;
    let growth = Growth { table: Amount::default(), indexes: vec![(at, taken)] };
    table.count(growth, &mut altering.batch);
    Ok(())
}

impl Janitor for Backfill {
    fn name(&self) -> &'static str {
        "dynamodb-backfill"
    }

    fn tick(&self, _now: Timestamp) -> BoxFuture<'_, Result<Next, Fault>> {
        Box::pin(self.go_on())
    }

    fn wake(&self) -> &Wake {
        &self.wake
    }
}
