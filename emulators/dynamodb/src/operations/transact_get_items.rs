//! TransactGetItems

use std::collections::HashSet;

use models::dynamodb::{Get, ItemResponse, TransactGetItemsInput, TransactGetItemsOutput};
use service::Caller;
use wire::{Structure, Value};

use crate::capacity::{Detail, Purpose, Units, read_units};
use crate::expression::Placeholders;
use crate::item::Item;
use crate::item::convert::{self, Wording};
use crate::item::rows;
use crate::item::stored::{self, StoredItem};
use crate::refusals::transactions::{self, Reason, cancelled, cancelled_by};
use crate::request::{self, PROJECTION};
use crate::statement::Objection;
use crate::table::name::TableName;
use crate::writing::transaction::{Bill, SIZE_MAX};
use crate::{DynamoDb, Reply};

pub async fn run(db: &DynamoDb, caller: &Caller, input: TransactGetItemsInput) -> Reply<Value> {
    let mut wanted = Vec::with_capacity(input.transact_items.len());
    for item in input.transact_items {
        wanted.push(Wanted::read(item.get, caller)?);
    }

    db.space.enter_read().await?;
    let mut tables = Vec::with_capacity(wanted.len());
    for get in &wanted {
        tables.push(db.table(&get.called, caller)?);
    }
    let mut projections = Vec::with_capacity(wanted.len());
    let mut keys = Vec::with_capacity(wanted.len());
    for (at, (get, table)) in wanted.iter().zip(&tables).enumerate() {
        let cancelled = |invalid| cancelled_by(at, wanted.len(), Reason::Objection(Objection::Invalid(invalid)));
        table.keys().check_key(&get.key).map_err(cancelled)?;
        keys.push(table.keys().encode(&get.key).expect("the key has its attributes"));
        let mut used = get.placeholders.unused();
        let projection = request::projection(get.projection.as_ref(), &get.placeholders, &mut used)?;
        if let Some(projection) = &projection {
            table.check_key_paths(projection.paths.iter()).map_err(cancelled)?;
        }
        projections.push(projection);
    }
    let named = || tables.iter().zip(&keys).map(|(table, key)| (table.id(), key.as_slice()));
    let mut seen = HashSet::with_capacity(keys.len());
    if !named().all(|name| seen.insert(name)) {
        return Err(transactions::one_item_twice().into());
    }

    // All items are of this instant, whoever writes meanwhile. Whoever is about to is in the way nevertheless, as with AWS.
    let view = db.space.snapshot();
    let taken = db.items.held(named());
    if !taken.is_empty() {
        let reason = |at| taken.contains(&at).then_some(Reason::Conflict);
        return Err(cancelled((0..wanted.len()).map(reason).collect()));
    }
    let mut responses = Vec::with_capacity(wanted.len());
    let (mut bill, mut size) = (Bill::default(), 0);
    for (((get, table), key), projection) in wanted.iter().zip(&tables).zip(&keys).zip(&projections) {
        let item = rows::load(&*view, table, key)?;
        let item_size = item.as_ref().map_or(0, |item| item.view().size());
        size += item_size;
        bill.charge(&get.called, table, Units::of_table(read_units(item_size, true)));
        let item = match projection {
            Some(projection) => item
                .map(|item| projection.apply_stored(item.view()))
                .filter(|part| !part.is_empty())
                .map(|part| StoredItem::from(&part)),
            None => item,
        };
        responses.push(stored::with_item(Value::Structure(Vec::new()), "Item", ItemResponse::SHAPE, item));
    }
    if size > SIZE_MAX {
        return Err(transactions::too_large().into());
    }
    let detail = Detail::of(input.return_consumed_capacity.as_deref());
    let answer = TransactGetItemsOutput {
        responses: None,
        consumed_capacity: (detail != Detail::None).then(|| bill.answer(detail, Purpose::Read)),
    };
    Ok(stored::with_member(answer.into_value(), "Responses", TransactGetItemsOutput::SHAPE, Value::List(responses)))
}

/// What is wanted of one item.
struct Wanted {
    called: String,
    key: Item,
    projection: Option<String>,
    placeholders: Placeholders,
}

impl Wanted {
    fn read(get: Get, caller: &Caller) -> Reply<Wanted> {
        TableName::read(&get.table_name, caller)?;
        let expressions = [(PROJECTION, get.projection_expression.is_some())];
        let placeholders = Placeholders::read(get.expression_attribute_names, None, &expressions, true)?;
        let key = convert::item(get.key, Wording::Older)?;
        let mut used = placeholders.unused();
        request::projection(get.projection_expression.as_ref(), &placeholders, &mut used)?;
        placeholders.all_used(&used)?;
        Ok(Wanted { called: get.table_name, key, projection: get.projection_expression, placeholders })
    }
}

#[cfg(test)]
mod tests;
