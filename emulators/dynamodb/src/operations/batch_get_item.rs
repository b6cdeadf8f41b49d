//! BatchGetItem

use std::collections::{BTreeMap, HashSet};

use models::dynamodb::{BatchGetItemInput, BatchGetItemOutput, KeysAndAttributes};
use service::Caller;
use wire::{Structure, Value};

use crate::capacity::{Detail, Units, read_units};
use crate::expression::{Placeholders, Projection};
use crate::item::Item;
use crate::legacy::attributes_to_get;
use crate::refusals::{reads, values};
use crate::request::{self, PROJECTION};
use crate::stored::{StoredItems, encode};
use crate::table_name::TableName;
use crate::wired::{self, Wording};
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

    db.space.look().await?;
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
    let Value::Structure(mut members) = answer.into_value() else { unreachable!("an answer is a structure") };
    let index = BatchGetItemOutput::SHAPE.member("Responses").expect("the model has the member");
    members.push((index, Value::Map(responses)));
    Ok(Value::Structure(members))
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
            let key = wired::item(key.clone(), Wording::Current)?;
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
