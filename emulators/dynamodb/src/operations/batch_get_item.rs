//! BatchGetItem

use std::collections::{BTreeMap, HashSet};

use models::dynamodb::{BatchGetItemInput, BatchGetItemOutput, KeysAndAttributes};
use service::Caller;
use wire::{Structure, Value};

use crate::capacity::{Detail, Units, read_units};
use crate::expression::{Placeholders, Projection};
use crate::item::Item;
use crate::item::convert::{self, Wording};
use crate::item::stored::{self, StoredItems, encode};
use crate::legacy::attributes_to_get;
use crate::refusals::{reads, values};
use crate::request::{self, PROJECTION};
use crate::table::name::TableName;
use crate::{DynamoDb, Reply};

const KEYS_MAX: usize = 100;
/// Bytes of items in one answer; what is left comes back as unprocessed.
const ANSWER_MAX: usize = 16 * 1024 * 1024;

pub async fn run(db: &DynamoDb, caller: &Caller, input: BatchGetItemInput) -> Reply<Value> {
    if input.request_items.is_empty() {
        return Err(reads::no_gets().into());
    }
    let mut wanted = Vec::with_capacity(input.request_items.len());
    let mut count = 0;
    for (name, keys) in &input.request_items {
        TableName::read(name, caller)?;
        wanted.push((name, Wanted::read(keys, &mut count)?));
    }

    db.space.enter_read().await?;
    let detail = Detail::of(input.return_consumed_capacity.as_deref());
    let mut responses = Vec::with_capacity(wanted.len());
    let mut unprocessed = BTreeMap::new();
    let mut consumed = Vec::new();
    let mut size = 0;
    for (name, wanted) in &wanted {
        let table = db.table(name, caller)?;
        for key in &wanted.keys {
            table.keys().check_key(key)?;
        }
        let projection = wanted.projection()?;
        if let Some(projection) = &projection {
            table.check_key_paths(projection.paths.iter())?;
        }
        let mut items = StoredItems::default();
        let mut units = 0.0;
        for (at, key) in wanted.keys.iter().enumerate() {
            if size >= ANSWER_MAX {
                let rest = &wanted.asked.keys[at..];
                unprocessed.insert((*name).clone(), KeysAndAttributes { keys: rest.to_vec(), ..wanted.asked.clone() });
                break;
            }
            let key = table.keys().encode(key).expect("the key has its attributes");
            let item = db.load(&table, &key)?;
            let item_size = item.as_ref().map_or(0, |item| item.view().size());
            units += read_units(item_size, wanted.asked.consistent_read == Some(true));
            size += item_size;
            match (&item, &projection) {
                (None, _) => {}
                (Some(item), None) => items.push(item.bytes()),
                (Some(item), Some(projection)) => items.push(&encode(&projection.apply_stored(item.view()))),
            }
        }
        responses.push(((*name).clone(), items.into_value()));
        consumed.extend(Units::of_table(units).answer(detail, &table, name));
    }
    let answer = BatchGetItemOutput {
        responses: None,
        unprocessed_keys: Some(unprocessed),
        consumed_capacity: (detail != Detail::None).then_some(consumed),
    };
    Ok(stored::with_member(answer.into_value(), "Responses", BatchGetItemOutput::SHAPE, Value::Map(responses)))
}

/// What is wanted of one table.
struct Wanted<'a> {
    asked: &'a KeysAndAttributes,
    keys: Vec<Item>,
    placeholders: Placeholders,
}

impl<'a> Wanted<'a> {
    fn read(asked: &'a KeysAndAttributes, count: &mut usize) -> Reply<Wanted<'a>> {
        let expressions = [(PROJECTION, asked.projection_expression.is_some())];
        request::not_mixed(&[("AttributesToGet", asked.attributes_to_get.is_some())], &expressions)?;
        let placeholders = Placeholders::read(asked.expression_attribute_names.clone(), None, &expressions, true)?;
        let wanted = Wanted { asked, keys: Vec::new(), placeholders };
        wanted.projection()?;
        let mut keys = Vec::with_capacity(asked.keys.len());
        let mut seen = HashSet::with_capacity(asked.keys.len());
        for key in &asked.keys {
            let key = convert::item(key.clone(), Wording::Current)?;
            if !seen.insert(encode(&key)) {
                return Err(values::duplicate_keys().into());
            }
            *count += 1;
            if *count > KEYS_MAX {
                return Err(reads::too_many_gets().into());
            }
            keys.push(key);
        }
        Ok(Wanted { keys, ..wanted })
    }

    fn projection(&self) -> Reply<Option<Projection<'_>>> {
        let names = self.asked.attributes_to_get.as_deref().map(attributes_to_get::read).transpose()?;
        let mut used = self.placeholders.unused();
        let projection = request::projection(self.asked.projection_expression.as_ref(), &self.placeholders, &mut used)?;
        self.placeholders.all_used(&used)?;
        Ok(projection.or(names))
    }
}

#[cfg(test)]
mod tests {
    use serde_json::json;

    use crate::testing::world;

    mod types {
        use service::testing::assert_type;

        use crate::testing::world;

        #[tokio::test(start_paused = true)]
        async fn every_member_has_its_type() {
            let world = world();
            for (path, kind) in [
                ("RequestItems", "Map"),
                ("RequestItems.tab", "Structure"),
                ("RequestItems.tab.Keys", "List"),
                ("RequestItems.tab.ConsistentRead", "Boolean"),
                ("ReturnConsumedCapacity", "String"),
            ] {
                assert_type(&world.db, "BatchGetItem", path, kind).await;
            }
        }
    }

    mod constraints {
        use super::*;

        #[tokio::test(start_paused = true)]
        async fn keys_are_some_but_not_too_many_and_each_is_there_once() {
            let world = world().with_table("tab").await;
            let keys = |count: usize| (0..count).map(|at| json!({"pk": {"S": at.to_string()}})).collect::<Vec<_>>();
            for (items, message) in [
                (
                    json!({}),
                    "1 validation error detected: Value at 'RequestItems' failed to satisfy constraint: Member must have length \
                     greater than or equal to 1",
                ),
                (
                    json!({"tab": {"Keys": keys(101)}}),
                    "1 validation error detected: Value at 'RequestItems.tab.member.Keys' failed to satisfy constraint: Member must \
                     have length less than or equal to 100",
                ),
                (
                    json!({"tab": {"Keys": keys(60)}, "other": {"Keys": keys(60)}}),
                    "Too many items requested for the BatchGetItem call",
                ),
                (
                    json!({"tab": {"Keys": [{"pk": {"S": "a"}}, {"pk": {"S": "a"}}]}}),
                    "Provided list of item keys contains duplicates",
                ),
                (json!({"tab": {"Keys": [{"sk": {"S": "a"}}]}}), "The provided key element does not match the schema"),
            ] {
                assert_eq!(world.invalid("BatchGetItem", json!({"RequestItems": items})).await, message);
            }
        }
    }

    mod behaviour {
        use super::*;

        #[tokio::test(start_paused = true)]
        async fn items_come_from_several_tables_under_the_names_they_were_asked_by() {
            let world = world().with_table("one").await.with_table("two").await;
            world.put("one", json!({"pk": {"S": "a"}, "v": {"N": "1"}})).await;
            world.put("two", json!({"pk": {"S": "b"}, "v": {"N": "2"}})).await;
            let arn = "arn:aws:dynamodb:us-east-1:000000000000:table/two";
            let input = json!({
                "RequestItems": {
                    "one": {"Keys": [{"pk": {"S": "a"}}, {"pk": {"S": "gone"}}], "ProjectionExpression": "v"},
                    arn: {"Keys": [{"pk": {"S": "b"}}], "ConsistentRead": true},
                },
                "ReturnConsumedCapacity": "TOTAL",
            });
            let answer = world.ok("BatchGetItem", input).await;
            assert_eq!(
                answer["Responses"],
                json!({"one": [{"v": {"N": "1"}}], arn: [{"pk": {"S": "b"}, "v": {"N": "2"}}]})
            );
            assert_eq!(answer["UnprocessedKeys"], json!({}));
            let units: f64 = answer["ConsumedCapacity"]
                .as_array()
                .unwrap()
                .iter()
                .map(|one| one["CapacityUnits"].as_f64().unwrap())
                .sum();
            assert_eq!(units, 2.0);
        }

        #[tokio::test(start_paused = true)]
        async fn what_does_not_fit_into_the_answer_is_left_for_another_call() {
            let world = world().with_table("tab").await;
            let key = |at: usize| json!({"pk": {"S": at.to_string()}});
            for at in 0..50 {
                let mut item = key(at);
                item["x"] = json!({"S": "x".repeat(390_000)});
                world.put("tab", item).await;
            }
            let keys: Vec<_> = (0..50).map(key).collect();
            let answer = world.ok("BatchGetItem", json!({"RequestItems": {"tab": {"Keys": keys}}})).await;
            let (got, left) = (&answer["Responses"]["tab"], &answer["UnprocessedKeys"]["tab"]["Keys"]);
            assert_eq!(got.as_array().unwrap().len() + left.as_array().unwrap().len(), 50);
            assert!(!left.as_array().unwrap().is_empty());
        }
    }
}
