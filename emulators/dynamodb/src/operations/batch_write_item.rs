//! BatchWriteItem

use std::collections::{BTreeMap, HashSet};
use std::sync::Arc;

use keyspace::Batch;
use models::dynamodb::{BatchWriteItemInput, BatchWriteItemOutput, DeleteRequest, PutRequest, WriteRequest};
use service::Caller;

use super::put_item::ITEM_SIZE_MAX;
use crate::capacity::{Detail, Units};
use crate::item::Item;
use crate::item::convert::{self, Wording};
use crate::item::rows::collection_metrics;
use crate::refusals::{Invalid, reads, values};
use crate::table::Table;
use crate::table::name::TableName;
use crate::writing::change::{Change, Weighed};
use crate::writing::one_item::ReadBefore;
use crate::{DynamoDb, Reply};

const WRITES_MAX: usize = 25;

pub async fn run(db: &DynamoDb, caller: &Caller, input: BatchWriteItemInput) -> Reply<BatchWriteItemOutput> {
    if input.request_items.is_empty() {
        return Err(reads::no_writes().into());
    }
    let mut asked = Vec::with_capacity(input.request_items.len());
    let mut count = 0;
    for (name, requests) in input.request_items {
        TableName::read(&name, caller)?;
        let mut writes = Vec::with_capacity(requests.len());
        for request in requests {
            count += 1;
            if count > WRITES_MAX {
                return Err(reads::too_many_writes().into());
            }
            writes.push(Write::read(request)?);
        }
        asked.push((name, writes));
    }

    let _writing = db.space.enter().await?;
    let mut tables = Vec::with_capacity(asked.len());
    let mut seen = HashSet::with_capacity(count);
    for (name, writes) in &asked {
        let table = db.table(name, caller)?;
        let mut keys = Vec::with_capacity(writes.len());
        for write in writes {
            let key = write.key(&table)?;
            // A table may be called by its name and by its ARN in one request.
            if !seen.insert((table.id(), key.clone())) {
                return Err(values::duplicate_keys().into());
            }
            keys.push(key);
        }
        tables.push((name, table, writes, keys));
    }
    let detail = Detail::of(input.return_consumed_capacity.as_deref());

    let mut wanted = Vec::with_capacity(count);
    for (_, table, _, keys) in &tables {
        wanted.extend(keys.iter().map(|key| (table.id(), key.as_slice())));
    }
    let locked = db.items.lock_all(wanted).await;
    for (_, table, writes, _) in &mut tables {
        if let Some(altered) = db.successor(table)? {
            for write in writes.iter() {
                write.key(&altered)?;
            }
            *table = altered;
        }
    }
    let mut batch = Batch::new();
    let mut consumed = Vec::new();
    let mut metrics = BTreeMap::new();
    let mut unprocessed: BTreeMap<String, Vec<WriteRequest>> = BTreeMap::new();
    let mut position = 0..;
    for (name, table, writes, keys) in tables {
        let mut units = Units::default();
        let mut collections = Vec::new();
        for ((write, key), position) in writes.iter().zip(keys).zip(&mut position) {
            // Items that a transaction holds come back, to be sent again.
            if locked.conflicts.binary_search(&position).is_ok() {
                unprocessed.entry(name.clone()).or_default().push(write.to_request());
                continue;
            }
            let earlier = db.read_before(&table, &key, ReadBefore::Size)?;
            let change = Change::new(&table, &key, &earlier, write.after());
            db.follow(&table, &key, &change, &mut batch);
            if detail != Detail::None {
                units.add(change.units());
            }
            collections.extend(collection_metrics(
                input.return_item_collection_metrics.as_deref(),
                &table,
                write.item(),
            ));
        }
        consumed.extend(units.answer(detail, &table, name));
        if !collections.is_empty() {
            metrics.insert(name.clone(), collections);
        }
    }
    batch.hold(locked.locks);
    db.space.commit(batch).await?;
    Ok(BatchWriteItemOutput {
        unprocessed_items: Some(unprocessed),
        item_collection_metrics: (!metrics.is_empty()).then_some(metrics),
        consumed_capacity: (detail != Detail::None).then_some(consumed),
    })
}

enum Write {
    /// And its size.
    Put(Item, usize),
    /// By its key.
    Delete(Item),
}

impl Write {
    fn read(request: WriteRequest) -> Result<Write, Invalid> {
        match (request.put_request, request.delete_request) {
            (Some(put), None) => {
                let item = convert::item(put.item, Wording::Older)?;
                let size = item.size();
                if size > ITEM_SIZE_MAX {
                    return Err(values::item_too_large());
                }
                Ok(Write::Put(item, size))
            }
            (None, Some(delete)) => Ok(Write::Delete(convert::item(delete.key, Wording::Older)?)),
            _ => Err(values::several_types()),
        }
    }

    /// Checks it against the table. Here a key that does not fit an item is worded as one that is given by itself.
    fn key(&self, table: &Arc<Table>) -> Result<Vec<u8>, Invalid> {
        match self {
            Write::Delete(key) => table.keys().check_key(key)?,
            Write::Put(item, _) => {
                for attribute in table.keys().attributes() {
                    if item.get(&attribute.name).is_none_or(|value| value.kind() != attribute.kind.kind()) {
                        return Err(values::key_does_not_match());
                    }
                }
                table.keys().check_item(item)?;
                for index in table.indexes() {
                    index.keys.check_entry(item, &index.name)?;
                }
            }
        }
        Ok(table.keys().encode(self.item()).expect("the item has its key attributes"))
    }

    fn item(&self) -> &Item {
        match self {
            Write::Put(item, _) | Write::Delete(item) => item,
        }
    }

    fn to_request(&self) -> WriteRequest {
        match self {
            Write::Put(item, _) => WriteRequest {
                put_request: Some(PutRequest { item: convert::attributes(item.clone()) }),
                ..WriteRequest::default()
            },
            Write::Delete(key) => WriteRequest {
                delete_request: Some(DeleteRequest { key: convert::attributes(key.clone()) }),
                ..WriteRequest::default()
            },
        }
    }

    fn after(&self) -> Option<Weighed<'_>> {
        match self {
            Write::Put(item, size) => Some(Weighed { item, size: *size }),
            Write::Delete(_) => None,
        }
    }
}

#[cfg(test)]
mod tests {
    use serde_json::{Value, json};

    use crate::testing::world;

    fn put(item: Value) -> Value {
        json!({"PutRequest": {"Item": item}})
    }

    fn delete(key: Value) -> Value {
        json!({"DeleteRequest": {"Key": key}})
    }

    mod types {
        use service::testing::assert_type;

        use crate::testing::world;

        #[tokio::test(start_paused = true)]
        async fn every_member_has_its_type() {
            let world = world();
            for (path, kind) in [
                ("RequestItems", "Map"),
                ("RequestItems.tab", "List"),
                ("RequestItems.tab.0", "Structure"),
                ("RequestItems.tab.0.PutRequest", "Structure"),
                ("RequestItems.tab.0.PutRequest.Item", "Map"),
                ("ReturnConsumedCapacity", "String"),
            ] {
                assert_type(&world.db, "BatchWriteItem", path, kind).await;
            }
        }
    }

    mod constraints {
        use super::*;

        #[tokio::test(start_paused = true)]
        async fn writes_are_some_but_not_too_many_and_each_item_is_there_once() {
            let world = world().with_table("tab").await;
            let puts =
                |count: usize| (0..count).map(|at| put(json!({"pk": {"S": at.to_string()}}))).collect::<Vec<_>>();
            for (items, message) in [
                (json!({}), "The requestItems parameter is required for BatchWriteItem"),
                (json!({"tab": puts(20), "other": puts(20)}), "Too many items requested for the BatchWriteItem call"),
                (
                    json!({"tab": [put(json!({"pk": {"S": "a"}})), delete(json!({"pk": {"S": "a"}}))]}),
                    "Provided list of item keys contains duplicates",
                ),
                (
                    json!({"tab": [{}]}),
                    "Supplied AttributeValue has more than one datatypes set, must contain exactly one of the supported datatypes",
                ),
                (
                    json!({"tab": [put(json!({"sk": {"S": "a"}}))]}),
                    "The provided key element does not match the schema",
                ),
                (
                    json!({"tab": [put(json!({"pk": {"S": "a"}, "n": {"N": ""}}))]}),
                    "The parameter cannot be converted to a numeric value",
                ),
                (
                    json!({"tab": [put(json!({"pk": {"S": "a"}, "n": {"SS": ["b", "a", "b"]}}))]}),
                    "One or more parameter values were invalid: Input collection [b, a, b] contains duplicates.",
                ),
            ] {
                assert_eq!(world.invalid("BatchWriteItem", json!({"RequestItems": items})).await, message);
            }
            let (code, message) = world.refused("BatchWriteItem", json!({"RequestItems": {"nope": puts(1)}})).await;
            assert_eq!(
                [code.as_str(), message.as_str()],
                ["ResourceNotFoundException", "Requested resource not found"]
            );
        }
    }

    mod behaviour {
        use super::*;

        #[tokio::test(start_paused = true)]
        async fn items_of_several_tables_are_put_and_deleted() {
            let world = world().with_table("one").await.with_indexed_table("two", "S").await;
            world.put("one", json!({"pk": {"S": "old"}})).await;
            let input = json!({
                "RequestItems": {
                    "one": [put(json!({"pk": {"S": "new"}})), delete(json!({"pk": {"S": "old"}}))],
                    "two": [put(json!({"pk": {"S": "a"}, "sk": {"S": "b"}, "gk": {"S": "g"}}))],
                },
                "ReturnItemCollectionMetrics": "SIZE",
            });
            assert_eq!(
                world.ok("BatchWriteItem", input).await,
                json!({
                    "UnprocessedItems": {},
                    "ItemCollectionMetrics": {
                        "two": [{"ItemCollectionKey": {"pk": {"S": "a"}}, "SizeEstimateRangeGB": [0.0, 1.0]}],
                    },
                })
            );
            assert_eq!(world.get("one", json!({"pk": {"S": "old"}})).await, Value::Null);
            assert_eq!(world.get("one", json!({"pk": {"S": "new"}})).await, json!({"pk": {"S": "new"}}));
            let found = world.ok("Scan", json!({"TableName": "two", "IndexName": "global"})).await;
            assert_eq!(found["Count"], json!(1));
        }
    }
}
