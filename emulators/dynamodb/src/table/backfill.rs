//! Taking the items that are there into what is new, an index or the rows by which they expire, a stretch at a time, beside traffic. How far it has come is written with
//! every stretch, so a restart goes on where it was.

use std::collections::VecDeque;
use std::ops::{Bound, ControlFlow};
use std::sync::Arc;

use clock::Timestamp;
use keyspace::{BoxFuture, Direction, Fault, Janitor, Next, Reads, Space, Wake};
use parking_lot::Mutex;

use crate::item::stored;
use crate::table::alteration::{Alterations, Altering, Reach};
use crate::table::amount::{Amount, Growth};
use crate::table::expiry::Expiry;
use crate::table::index::{Coverage, Index};
use crate::table::name::TableName;
use crate::table::time_to_live::{EXPIRIES, TimeToLive};
use crate::table::{ITEMS, Table};
use crate::writing::change::{Weighed, take_in};
use crate::{Failure, Reply};

/// What is taken in while the table's writers wait: so many items, or so many bytes.
const STRETCH: Amount = Amount { items: 256, bytes: 512 * 1024 };

pub struct Backfill {
    alterations: Arc<Alterations>,
    expiry: Arc<Expiry>,
    /// Tables with items that are still to be taken in somewhere, by account, region and name.
    tables: Mutex<VecDeque<(String, String, String)>>,
    wake: Wake,
}

impl Backfill {
    pub fn new(alterations: Arc<Alterations>, expiry: Arc<Expiry>, tables: Vec<(String, String, String)>) -> Backfill {
        Backfill { alterations, expiry, tables: Mutex::new(tables.into()), wake: Wake::new() }
    }

    /// A table has a new index, or its items expire from now on.
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
            Ok((table, ())) => {
                self.expiry.look_at(&table);
                if !table.is_filling() {
                    self.tables.lock().pop_front();
                }
            }
            // It was deleted.
            Err(Failure::Refused(_)) => {
                self.tables.lock().pop_front();
            }
            Err(Failure::Faulted(fault)) => return Err(fault),
            Err(Failure::Retired) => return Ok(Next::Idle),
        }
        Ok(Next::Busy)
    }
}

/// What items are taken into.
enum Target<'t> {
    /// And its place among the indexes.
    Index(&'t Index, usize),
    Expiries(&'t TimeToLive),
}

impl<'t> Target<'t> {
    /// The first of the table that is not complete.
    fn of(table: &'t Table) -> Option<(Target<'t>, &'t Coverage)> {
        let mut indexes = table.indexes().iter().enumerate();
        if let Some((at, index)) = indexes.find(|(_, index)| index.is_building()) {
            return Some((Target::Index(index, at), &index.coverage));
        }
        let ttl = table.time_to_live().filter(|ttl| ttl.is_building())?;
        Some((Target::Expiries(ttl), &ttl.coverage))
    }
}

/// Takes in the next items.
fn stretch(space: &Space, altering: &mut Altering) -> Reply<()> {
    let table = altering.table.clone();
    let Some((target, coverage)) = Target::of(&table) else { return Ok(()) };
    let items = ITEMS.under(&(table.id(),));
    let items = match coverage {
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
        let key = &key[size_of::<u64>()..];
        match &target {
            Target::Index(index, _) => {
                if let Some(size) = take_in(weighed, &table, index, &mut altering.batch) {
                    taken += Amount::of_one(size);
                }
            }
            Target::Expiries(ttl) => {
                if let Some(at) = ttl.expiry(&item, table.record.epoch) {
                    altering.batch.put(EXPIRIES, &(ttl.id, at, key), &());
                }
            }
        }
        seen += Amount::of_one(weighed.size);
        if seen.items < STRETCH.items && seen.bytes < STRETCH.bytes {
            return ControlFlow::Continue(());
        }
        coverage = Coverage::UpTo(key.to_vec());
        ControlFlow::Break(())
    })?;
    if let Some(error) = unreadable {
        return Err(Fault::from(error).into());
    }
    match target {
        Target::Index(_, at) => {
            altering.record.indexes[at].coverage = coverage;
            let growth = Growth { table: Amount::default(), indexes: vec![(at, taken)] };
            table.count(growth, &mut altering.batch);
        }
        Target::Expiries(_) => {
            if let Some(ttl) = &mut altering.record.settings.time_to_live {
                ttl.coverage = coverage;
            }
        }
    }
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
