//! A table: its keys, its indexes, and what was said about it when it was made.

pub mod alteration;
pub mod amount;
pub mod arn;
pub mod backfill;
pub mod catalog;
pub mod description;
pub mod design;
pub mod expiry;
pub mod index;
pub mod name;
pub mod resource_policy;
pub mod tags;
pub mod tally;
pub mod time_to_live;
pub mod update;

use std::sync::Arc;
use std::sync::atomic::{AtomicBool, Ordering};

use clock::{Epoch, Stored, Timestamp};
use serde::{Deserialize, Serialize};

use crate::expression::Path;
use crate::item::key::{KeyAttribute, KeySchema};
use crate::refusals::{Invalid, tables};
use crate::streams::live::Live;
use crate::streams::stream::TableStream;
use crate::table::index::Index;
use crate::table::name::TableName;
use crate::table::tally::Tally;
use crate::table::time_to_live::TimeToLive;

keyspace::tables! { family DynamoDb;
    /// Tables by account, region and name.
    TABLES = 1: (String, String, String) -> TableRecord;
    /// Items by the id of their table and their key, as `KeySchema::encode` writes it. The values are `stored` items.
    ITEMS = 2: (u64, keyspace::Tail) -> Vec<u8>;
    /// Entries by the id of their index and their key, as `Index::entry_key` writes it. The values are `stored` items.
    ENTRIES = 3: (u64, keyspace::Tail) -> Vec<u8>;
}

keyspace::versioned! {
    /// What is kept about a table.
    pub struct TableRecord { v1: TableV1 }
}

#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct TableV1 {
    /// Never reused; the table's items lie under it.
    pub id: u64,
    /// What the caller sees as TableId.
    pub uuid: String,
    pub epoch: Epoch,
    pub created: Stored,
    /// In the order in which they were sent.
    pub definitions: Vec<KeyAttribute>,
    pub keys: KeySchema,
    /// Local ones first, each kind in the order in which it was sent.
    pub indexes: Vec<Index>,
    pub billing: Billing,
    /// When it was last made one on demand, if ever.
    pub on_demand_since: Option<Stored>,
    pub throughput_changes: ThroughputChanges,
    /// Of indexes by name, where they differ from nothing.
    pub index_throughput: Vec<(String, Throughput)>,
    pub settings: Settings,
    pub tags: Vec<(String, String)>,
}

#[derive(Copy, Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub enum Billing {
    OnDemand,
    /// Said explicitly or not, which makes no difference to the description.
    Provisioned {
        read: i64,
        write: i64,
        said: bool,
    },
}

/// When what it is provisioned with became more or less.
#[derive(Copy, Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct ThroughputChanges {
    pub increased: Option<Stored>,
    pub decreased: Option<Stored>,
    /// On the day of the last decrease.
    pub decreases: i64,
}

#[derive(Copy, Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Throughput {
    pub provisioned: Option<(i64, i64)>,
    /// Requests units at most, on demand.
    pub on_demand: Option<(Option<i64>, Option<i64>)>,
    pub warm: Option<(Option<i64>, Option<i64>)>,
}

/// What was said about it beside keys and indexes.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Settings {
    pub is_protected: bool,
    pub class: Option<String>,
    pub class_changed: Option<Stored>,
    pub throughput: Throughput,
    /// The last one, also if it is off now.
    pub stream: Option<TableStream>,
    pub encryption: Option<Encryption>,
    pub resource_policy: Option<ResourcePolicy>,
    pub time_to_live: Option<TimeToLive>,
}

#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Encryption {
    pub key: Option<String>,
}

#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct ResourcePolicy {
    pub document: String,
    /// What the caller sees as RevisionId.
    pub revision: String,
}

/// A table as operations meet it: the record under its name, and what is known of it besides.
#[derive(Debug)]
pub struct Table {
    pub account: String,
    pub region: String,
    pub name: String,
    pub record: TableRecord,
    pub tally: Arc<Tally>,
    /// What its changes go to, if its stream is on.
    pub stream: Option<Arc<Live>>,
    is_gone: Arc<AtomicBool>,
    has_successor: AtomicBool,
}

impl Table {
    pub fn new(name: TableName<'_>, record: TableRecord, tally: Tally, stream: Option<Arc<Live>>) -> Table {
        let TableName { account, region, name } = name;
        let [account, region, name] = [account, region, name].map(str::to_owned);
        Table {
            account,
            region,
            name,
            record,
            tally: Arc::new(tally),
            stream,
            is_gone: Arc::default(),
            has_successor: AtomicBool::default(),
        }
    }

    /// The same table with another record, and the stream that goes with it.
    pub fn altered(&self, record: TableRecord, stream: Option<Arc<Live>>) -> Table {
        let [account, region, name] = [&self.account, &self.region, &self.name].map(Clone::clone);
        let (tally, is_gone) = (self.tally.clone(), self.is_gone.clone());
        Table { account, region, name, record, tally, stream, is_gone, has_successor: AtomicBool::default() }
    }

    /// It was deleted since it was found. Does not change while any item is locked.
    pub fn is_gone(&self) -> bool {
        self.is_gone.load(Ordering::Acquire)
    }

    /// Said while all items are locked.
    pub fn goes(&self) {
        self.is_gone.store(true, Ordering::Release);
    }

    /// It was altered since it was found; its indexes never while any item is locked.
    pub fn has_successor(&self) -> bool {
        self.has_successor.load(Ordering::Acquire)
    }

    pub fn is_succeeded(&self) {
        self.has_successor.store(true, Ordering::Release);
    }

    pub fn id(&self) -> u64 {
        self.record.id
    }

    pub fn keys(&self) -> &KeySchema {
        &self.record.keys
    }

    pub fn indexes(&self) -> &[Index] {
        &self.record.indexes
    }

    pub fn index(&self, name: &str) -> Option<&Index> {
        self.indexes().iter().find(|index| index.name == name)
    }

    pub fn created(&self) -> Timestamp {
        self.record.epoch.absolute(self.record.created)
    }

    pub fn arn(&self) -> String {
        format!("arn:aws:dynamodb:{}:{}:table/{}", self.region, self.account, self.name)
    }

    pub fn is_building(&self) -> bool {
        self.record.indexes.iter().any(Index::is_building)
    }

    pub fn time_to_live(&self) -> Option<&TimeToLive> {
        self.record.settings.time_to_live.as_ref()
    }

    /// Whether items that are there are still to be taken in somewhere.
    pub fn is_filling(&self) -> bool {
        self.is_building() || self.time_to_live().is_some_and(TimeToLive::is_building)
    }

    /// Whether a write must see the item that was there before.
    pub fn needs_before(&self) -> bool {
        !self.record.indexes.is_empty() || self.time_to_live().is_some()
    }

    /// Keys are scalars: no path leads into one.
    pub fn check_key_paths<'p>(&self, paths: impl Iterator<Item = &'p Path<'p>>) -> Result<(), Invalid> {
        for path in paths.filter(|path| path.is_nested()) {
            if self.keys().contains(path.head()) {
                return Err(tables::path_into_key("Key", path.head()));
            }
            if self.indexes().iter().any(|index| index.keys.contains(path.head())) {
                return Err(tables::path_into_key("IndexKey", path.head()));
            }
        }
        Ok(())
    }
}
