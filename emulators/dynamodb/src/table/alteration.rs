//! Changing what is kept about a table, while it is in use.

use std::sync::Arc;

use clock::Timestamp;
use keyspace::{Batch, KeyLocks, Locks, Space};

use crate::refusals::tables;
use crate::streams::live::Live;
use crate::table::catalog::Catalog;
use crate::table::name::TableName;
use crate::table::{TABLES, Table, TableRecord};
use crate::{DynamoDb, Reply};

/// Whom it concerns.
#[derive(Copy, Clone, Debug, PartialEq, Eq)]
pub enum Reach {
    /// Only those who ask for the table. Writers that hold an item already go on with the record of before.
    Record,
    /// Writers, too: nobody holds an item meanwhile, and whoever waits for one finds the altered table.
    Items,
}

/// A table that is being altered.
pub struct Altering {
    /// As it was before.
    pub table: Arc<Table>,
    pub record: TableRecord,
    /// What changes are to go to.
    pub stream: Option<Arc<Live>>,
    /// What else is written with it.
    pub batch: Batch,
    pub now: Timestamp,
}

/// All that it takes to alter a table.
pub struct Alterations {
    space: Space,
    catalog: Arc<Catalog>,
    items: KeyLocks,
    names: Arc<Locks>,
}

impl Alterations {
    pub fn new(space: Space, catalog: Arc<Catalog>, items: KeyLocks, names: Arc<Locks>) -> Alterations {
        Alterations { space, catalog, items, names }
    }

    pub fn space(&self) -> &Space {
        &self.space
    }

    /// Decides on the record that the table has now; nobody else changes it meanwhile. The table afterwards, and what was decided.
    pub async fn alter<T>(
        &self,
        name: &TableName<'_>,
        reach: Reach,
        decide: impl FnOnce(&mut Altering) -> Reply<T>,
    ) -> Reply<(Arc<Table>, T)> {
        let _writing = self.space.enter().await?;
        let locked = self.names.lock(&(name.account, name.region, name.name)).await;
        let table = self.catalog.find(name).ok_or_else(|| tables::table_not_found(name.name))?;
        let fence = match reach {
            Reach::Items => Some(self.items.fence(table.id()).await),
            Reach::Record => None,
        };
        let (record, now) = (table.record.clone(), self.space.clock().now());
        let stream = table.stream.clone();
        let mut altering = Altering { table, record, stream, batch: Batch::new(), now };
        let decided = decide(&mut altering)?;
        let Altering { table: before, record, stream, mut batch, .. } = altering;
        if record == before.record {
            return Ok((before, decided));
        }
        let altered = Arc::new(before.altered(record, stream));
        batch.put(TABLES, &(name.account, name.region, name.name), &altered.record);
        let (catalog, known) = (self.catalog.clone(), altered.clone());
        batch.on_commit(move || {
            before.is_succeeded();
            catalog.replace(known);
        });
        batch.hold((fence, locked));
        self.space.commit(batch).await?;
        Ok((altered, decided))
    }
}

impl DynamoDb {
    /// For what writers need not know.
    pub(crate) async fn alter<T>(
        &self,
        name: &TableName<'_>,
        decide: impl FnOnce(&mut Altering) -> Reply<T>,
    ) -> Reply<(Arc<Table>, T)> {
        self.alterations.alter(name, Reach::Record, decide).await
    }

    /// The table as it is now that items of it are locked, if it was altered while their locks were waited for.
    ///
    /// # Errors
    ///
    /// It was deleted.
    pub(crate) fn successor(&self, table: &Table) -> Reply<Option<Arc<Table>>> {
        if table.is_gone() {
            return Err(crate::refusals::no_such_table());
        }
        if !table.has_successor() {
            return Ok(None);
        }
        let successor = self.catalog.find(&TableName::of(table)).filter(|other| other.id() == table.id());
        successor.map(Some).ok_or_else(crate::refusals::no_such_table)
    }
}
