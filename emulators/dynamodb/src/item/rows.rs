//! Items where they lie.

use keyspace::{Fault, Reads};

use crate::DynamoDb;
use crate::item::Item;
use crate::item::convert;
use crate::item::stored::StoredItem;
use crate::table::index::Scope;
use crate::table::{ITEMS, Table};

impl DynamoDb {
    pub(crate) fn load(&self, table: &Table, key: &[u8]) -> Result<Option<StoredItem>, Fault> {
        load(&self.space, table, key)
    }
}

/// From the store as it is, or as it was at an instant.
pub fn load(reads: &(impl Reads + ?Sized), table: &Table, key: &[u8]) -> Result<Option<StoredItem>, Fault> {
    match reads.read_raw(ITEMS, &(table.id(), key), StoredItem::new)? {
        None => Ok(None),
        Some(item) => Ok(Some(item?)),
    }
}

/// What ReturnItemCollectionMetrics tells: of tables with local indexes, whose item collections have a limit of 10 GB.
/// AWS says that the estimate is not precise; this one only says that there is room.
pub fn collection_metrics(
    asked: Option<&str>,
    table: &Table,
    item: &Item,
) -> Option<models::dynamodb::ItemCollectionMetrics> {
    if asked != Some("SIZE") || !table.indexes().iter().any(|index| index.scope == Scope::Local) {
        return None;
    }
    let hash = table.keys().hash.iter();
    let key = hash.filter_map(|attribute| Some((attribute.name.clone(), item.get(&attribute.name)?.clone())));
    Some(models::dynamodb::ItemCollectionMetrics {
        item_collection_key: Some(convert::attributes(key.collect())),
        size_estimate_range_gb: Some(vec![0.0, 1.0]),
    })
}
