//! Deleting items whose time has come, table by table, the soonest first. It reads what is due and nothing else.

use std::collections::{BTreeSet, HashMap};
use std::ops::ControlFlow;
use std::sync::Arc;
use std::time::Duration;

use clock::{Stored, Timestamp};
use keyspace::{Batch, BoxFuture, Direction, Fault, Janitor, KeyLocks, Next, Reads, Space, Wake};
use parking_lot::Mutex;

use crate::item::rows::load;
use crate::item::stored::StoredItem;
use crate::streams::record::Actor;
use crate::table::Table;
use crate::table::catalog::Catalog;
use crate::table::name::TableName;
use crate::table::time_to_live::{EXPIRIES, TimeToLive};
use crate::writing::change::{Change, Earlier};

/// Items that are deleted in one go.
const STRETCH: usize = 100;

/// What expired longer ago stays, as it may be no time at all.
/// <https://docs.aws.amazon.com/amazondynamodb/latest/developerguide/howitworks-ttl.html>
const TOO_LONG_AGO: Duration = Duration::from_secs(5 * 365 * 86_400);

pub struct Expiry {
    space: Space,
    catalog: Arc<Catalog>,
    items: KeyLocks,
    watched: Mutex<Watched>,
    wake: Wake,
}

/// When the first item of each table expires, or may.
#[derive(Default)]
struct Watched {
    dues: BTreeSet<(Timestamp, u64)>,
    tables: HashMap<u64, (Timestamp, Arc<Table>)>,
}

/// Rows that are due, and when the next one is.
struct Due {
    rows: Vec<(Stored, Vec<u8>)>,
    next: Option<Timestamp>,
}

impl Expiry {
    pub fn new(space: Space, catalog: Arc<Catalog>, items: KeyLocks) -> Expiry {
        let expiry = Expiry { space, catalog, items, watched: Mutex::default(), wake: Wake::new() };
        expiry.catalog.for_each(|table| expiry.look_at(table));
        expiry
    }

    /// Nobody knows when the first item of this table expires, if any does.
    pub fn look_at(&self, table: &Arc<Table>) {
        if table.time_to_live().is_some() {
            self.watch(table, Timestamp::MIN);
        }
    }

    /// An item of this table expires then.
    pub fn watch(&self, table: &Arc<Table>, at: Timestamp) {
        let mut watched = self.watched.lock();
        match watched.tables.get(&table.id()) {
            Some((known, _)) if *known <= at => return,
            Some((known, _)) => {
                let known = (*known, table.id());
                watched.dues.remove(&known);
            }
            None => {}
        }
        let is_first = watched.dues.first().is_none_or(|(first, _)| at < *first);
        watched.dues.insert((at, table.id()));
        watched.tables.insert(table.id(), (at, table.clone()));
        drop(watched);
        if is_first {
            self.wake.ring();
        }
    }

    fn take_due(&self, now: Timestamp) -> Option<(Timestamp, Arc<Table>)> {
        let mut watched = self.watched.lock();
        let (at, id) = *watched.dues.first().filter(|(at, _)| *at <= now)?;
        watched.dues.remove(&(at, id));
        watched.tables.remove(&id)
    }

    async fn sweep(&self, now: Timestamp) -> Result<Next, Fault> {
        if let Some((at, table)) = self.take_due(now) {
            match self.delete_due(&table, now).await {
                Ok(Some(next)) => self.watch(&table, next),
                Ok(None) => {}
                Err(fault) => {
                    self.watch(&table, at);
                    return Err(fault);
                }
            }
        }
        Ok(match self.watched.lock().dues.first() {
            Some((at, _)) if *at <= now => Next::Busy,
            Some((at, _)) => Next::Until(*at),
            None => Next::Idle,
        })
    }

    /// Deletes the first items that are due. When the next one is.
    async fn delete_due(&self, table: &Arc<Table>, now: Timestamp) -> Result<Option<Timestamp>, Fault> {
        let Ok(_writing) = self.space.enter().await else { return Ok(None) };
        let Some((table, ttl)) = self.current(table) else { return Ok(None) };
        let Due { rows, next } = self.due(&table, &ttl, now)?;
        if rows.is_empty() {
            return Ok(next);
        }
        let locked = self.items.lock_all(rows.iter().map(|(_, key)| (table.id(), key.as_slice()))).await;
        // It may have been altered while the locks were waited for; then these rows may be no more.
        let Some((table, ttl)) = self.current(&table).filter(|(_, now)| now.id == ttl.id) else {
            return Ok(Some(Timestamp::MIN));
        };
        let mut batch = Batch::new();
        for (position, (at, key)) in rows.iter().enumerate() {
            // A transaction holds it: it stays due.
            if locked.conflicts.binary_search(&position).is_err() {
                self.delete(&table, &ttl, *at, key, now, &mut batch)?;
            }
        }
        batch.hold(locked.locks);
        self.space.commit(batch).await?;
        Ok(Some(now))
    }

    fn due(&self, table: &Table, ttl: &TimeToLive, now: Timestamp) -> Result<Due, Fault> {
        let (mut rows, mut next) = (Vec::new(), None);
        self.space.scan(&EXPIRIES.under(&(ttl.id,)), Direction::Forward, |(_, at, key), ()| {
            let due = table.record.epoch.absolute(at);
            if due > now || rows.len() == STRETCH {
                next = Some(due);
                return ControlFlow::Break(());
            }
            rows.push((at, key.0));
            ControlFlow::Continue(())
        })?;
        Ok(Due { rows, next })
    }

    fn delete(
        &self,
        table: &Arc<Table>,
        ttl: &TimeToLive,
        at: Stored,
        key: &[u8],
        now: Timestamp,
        batch: &mut Batch,
    ) -> Result<(), Fault> {
        let stored = load(&self.space, table, key)?;
        let item = stored.as_ref().map(|stored| stored.view().to_item());
        let epoch = table.record.epoch;
        let expires = item.as_ref().and_then(|item| ttl.expiry(item, epoch));
        let is_too_old = epoch.absolute(at) < now - TOO_LONG_AGO;
        if expires != Some(at) || is_too_old {
            batch.delete(EXPIRIES, &(ttl.id, at, key));
            return Ok(());
        }
        let size = stored.as_ref().map(StoredItem::view).map(|view| view.size());
        let earlier = Earlier { size, stored, item };
        let change = Change::new(table, key, &earlier, None);
        if let Some(stream) = &table.stream {
            stream.recover(&self.space)?;
        }
        change.write(key, Actor::TimeToLive, now, batch);
        table.count(change.growth(), batch);
        Ok(())
    }

    /// The table as it is now, if its items still expire.
    fn current(&self, table: &Table) -> Option<(Arc<Table>, TimeToLive)> {
        let current = self.catalog.find(&TableName::of(table)).filter(|current| current.id() == table.id())?;
        let ttl = current.time_to_live()?.clone();
        Some((current, ttl))
    }
}

impl Janitor for Expiry {
    fn name(&self) -> &'static str {
        "dynamodb-expiry"
    }

    fn tick(&self, now: Timestamp) -> BoxFuture<'_, Result<Next, Fault>> {
        Box::pin(self.sweep(now))
    }

    fn wake(&self) -> &Wake {
        &self.wake
    }
}
