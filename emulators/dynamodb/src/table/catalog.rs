//! The tables of all accounts and regions, in memory: found without reading the store, and without allocating.

use std::collections::HashMap;
use std::hash::{BuildHasher, RandomState};
use std::ops::ControlFlow;
use std::sync::Arc;

use keyspace::{Direction, Fault, Reads, Space};
use parking_lot::RwLock;

use crate::streams::live::Directory;
use crate::table::name::TableName;
use crate::table::tally::Tally;
use crate::table::{TABLES, Table};

/// Follows the store: a change is made there, and here once it was committed.
#[derive(Debug, Default)]
pub struct Catalog {
    /// By a hash of account, region and name.
    tables: RwLock<HashMap<u64, Vec<Arc<Table>>>>,
    hasher: RandomState,
}

impl Catalog {
    /// Reads what there is in the store.
    pub fn open(space: &Space, streams: &Directory) -> Result<Catalog, Fault> {
        let catalog = Catalog::default();
        let mut records = Vec::new();
        space.scan(&TABLES.all(), Direction::Forward, |(account, region, name), record| {
            records.push((account, region, name, record));
            ControlFlow::Continue(())
        })?;
        for (account, region, name, record) in records {
            let name = TableName { account: &account, region: &region, name: &name };
            let tally = Tally::read(space, record.id, record.indexes.len())?;
            let stream = streams.of_table(&name, &record);
            catalog.add(Arc::new(Table::new(name, record, tally, stream)));
        }
        Ok(catalog)
    }

    pub fn find(&self, name: &TableName<'_>) -> Option<Arc<Table>> {
        let tables = self.tables.read();
        tables.get(&self.hash(name))?.iter().find(|table| name.is_of(table)).cloned()
    }

    pub fn add(&self, table: Arc<Table>) {
        let hash = self.hash(&TableName::of(&table));
        self.tables.write().entry(hash).or_default().push(table);
    }

    /// Puts a table in the place of the one with its id.
    pub fn replace(&self, table: Arc<Table>) {
        let hash = self.hash(&TableName::of(&table));
        let mut tables = self.tables.write();
        let mut same_hash = tables.get_mut(&hash).into_iter().flatten();
        if let Some(place) = same_hash.find(|other| other.id() == table.id()) {
            *place = table;
        }
    }

    pub fn remove(&self, table: &Table) {
        let hash = self.hash(&TableName::of(table));
        let mut tables = self.tables.write();
        if let Some(same_hash) = tables.get_mut(&hash) {
            same_hash.retain(|other| other.id() != table.id());
            if same_hash.is_empty() {
                tables.remove(&hash);
            }
        }
    }

    pub fn for_each(&self, visit: impl FnMut(&Arc<Table>)) {
        self.tables.read().values().flatten().for_each(visit);
    }

    /// The tables with items that are still to be taken in somewhere, by account, region and name.
    pub fn filling(&self) -> Vec<(String, String, String)> {
        let tables = self.tables.read();
        let filling = tables.values().flatten().filter(|table| table.is_filling());
        filling.map(|table| (table.account.clone(), table.region.clone(), table.name.clone())).collect()
    }

    fn hash(&self, name: &TableName<'_>) -> u64 {
        self.hasher.hash_one((name.account, name.region, name.name))
    }
}
