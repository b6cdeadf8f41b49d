//! TransactGetItems

use models::dynamodb::{Get, TransactGetItemsInput, TransactGetItemsOutput};
use service::Caller;
use wire::{Structure, Value};

use crate::capacity::Detail;
use crate::expression::Placeholders;
use crate::item::Item;
use crate::item::convert::{self, Wording};
use crate::item::stored;
use crate::reading::selection::Selection;
use crate::reading::together;
use crate::refusals::transactions::{Reason, cancelled_by};
use crate::request::{self, PROJECTION};
use crate::statement::Objection;
use crate::table::name::TableName;
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
    let each = wanted.iter().zip(&tables).zip(&keys).zip(projections);
    let each = each.map(|(((get, table), key), projection)| together::Wanted {
        called: &get.called,
        table,
        key,
        selection: Selection::of(None, projection),
        filter: None,
    });
    let detail = Detail::of(input.return_consumed_capacity.as_deref());
    let together = db.read_together(&each.collect::<Vec<_>>(), detail)?;
    let answer = TransactGetItemsOutput {
        responses: None,
        consumed_capacity: (detail != Detail::None).then_some(together.consumed),
    };
    let responses = Value::List(together.responses);
    Ok(stored::with_member(answer.into_value(), "Responses", TransactGetItemsOutput::SHAPE, responses))
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
