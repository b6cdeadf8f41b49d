//! UpdateItem

use keyspace::Batch;
use models::dynamodb::{UpdateItemInput, UpdateItemOutput};
use service::Caller;
use wire::{Structure, Value};

use super::put_item::ITEM_SIZE_MAX;
use crate::capacity::Detail;
use crate::change::Change;
use crate::expression::update::Action;
use crate::expression::{Element, Placeholders, Projection, Update, update::Source};
use crate::item::Item;
use crate::items::collection_metrics;
use crate::legacy::AttributeUpdates;
use crate::refusals::{Invalid, expressions, tables, values};
use crate::request::{self, CONDITION, UPDATE};
use crate::stored::StoredItem;
use crate::table::Table;
use crate::table_name::TableName;
use crate::wired::{self, NESTING_MAX, Wording};
use crate::{DynamoDb, Reply, stored};

pub async fn run(db: &DynamoDb, caller: &Caller, input: UpdateItemInput) -> Reply<Value> {
    TableName::read(&input.table_name, caller)?;
    let expressions = [(UPDATE, input.update_expression.is_some()), (CONDITION, input.condition_expression.is_some())];
    request::not_mixed(
        &[
            ("AttributeUpdates", input.attribute_updates.is_some()),
            ("Expected", input.expected.is_some()),
            ("ConditionalOperator", input.conditional_operator.is_some()),
        ],
        &expressions,
    )
    .map_err(Invalid::detected)?;
    let placeholders =
        Placeholders::read(input.expression_attribute_names, input.expression_attribute_values, &expressions, false)
            .map_err(Invalid::detected)?;
    let mut used = placeholders.unused();
    let item_key = wired::item(input.key, Wording::Current).map_err(Invalid::detected)?;
    let updates = AttributeUpdates::read(input.attribute_updates.unwrap_or_default()).map_err(Invalid::detected)?;
    let expected =
        request::expectations(input.expected, input.conditional_operator.as_deref()).map_err(Invalid::detected)?;
    let condition = request::condition(CONDITION, input.condition_expression.as_ref(), &placeholders, &mut used);
    let update = request::update(input.update_expression.as_ref(), &placeholders, &mut used);
    // An empty condition is told first, other faults of the update before those of the condition.
    let condition = match condition {
        Err(invalid) if input.condition_expression.as_deref() == Some("") => return Err(invalid.detected().into()),
        condition => condition,
    };
    let change = match update.map_err(Invalid::detected)? {
        Some(update) => Changing::Expression(update),
        None => Changing::Legacy(updates),
    };
    let condition = condition.map_err(Invalid::detected)?.or_else(|| expected.condition());
    placeholders.all_used(&used).map_err(Invalid::detected)?;

    let _writing = db.space.enter().await?;
    let table = db.table(&input.table_name, caller)?;
    table.keys().check_key(&item_key)?;
    change.check(&table)?;
    let key = table.keys().encode(&item_key).expect("the key has its attributes");
    let detail = Detail::of(input.return_consumed_capacity.as_deref());

    let _locked = db.items.lock(DynamoDb::lock_of(&table, &key)).await;
    let stored_before = db.load(&table, &key)?;
    let shows = input.return_values_on_condition_check_failure.as_deref() == Some("ALL_OLD");
    request::demand(condition.as_ref(), stored_before.as_ref(), shows)?;

    let before = stored_before.as_ref().map(|before| before.view().to_item());
    let after = change.apply(before.as_ref().unwrap_or(&item_key))?;
    check_result(&table, &after)?;
    let change_made = Change { before: before.as_ref(), after: Some(&after) };
    let mut batch = Batch::new();
    change_made.write(&table, &key, &mut batch);
    db.space.commit(batch).await?;

    let consumed = (detail != Detail::None).then(|| change_made.units(&table));
    let answer = UpdateItemOutput {
        attributes: None,
        consumed_capacity: consumed.and_then(|units| units.answer(detail, &table, &input.table_name)),
        item_collection_metrics: collection_metrics(input.return_item_collection_metrics.as_deref(), &table, &item_key),
    };
    let part = |item: &Item| Some(change.touched().apply(item)).filter(|part| !part.is_empty());
    let attributes = match input.return_values.as_deref() {
        Some("ALL_OLD") => stored_before,
        Some("UPDATED_OLD") => before.as_ref().and_then(part).as_ref().map(StoredItem::from),
        Some("ALL_NEW") => Some(StoredItem::from(&after)),
        Some("UPDATED_NEW") => part(&after).as_ref().map(StoredItem::from),
        _ => None,
    };
    Ok(stored::with_item(answer.into_value(), "Attributes", UpdateItemOutput::SHAPE, attributes))
}

/// How the caller said what shall change.
enum Changing<'r> {
    Expression(Update<'r>),
    Legacy(AttributeUpdates),
}

impl Changing<'_> {
    /// What is wrong with it for this table, whatever the item.
    fn check(&self, table: &Table) -> Result<(), Invalid> {
        let paths = match self {
            Changing::Expression(update) => update.touched(),
            Changing::Legacy(updates) => updates.touched(),
        };
        if let Some(key) = table.keys().attributes().find(|key| paths.paths.iter().any(|path| path.head() == key.name))
        {
            return Err(tables::key_is_fixed(&key.name));
        }
        for index in table.indexes() {
            for key in index.keys.attributes() {
                if let Some(kind) = self.constant(&key.name).map(|value| value.kind())
                    && kind != key.kind.kind()
                {
                    return Err(values::index_key_type_differs(&key.name, key.kind.kind(), kind, &index.name));
                }
            }
        }
        table.check_key_paths(paths.paths.iter())
    }

    /// The value that an attribute gets, if it is known without the item.
    fn constant(&self, name: &str) -> Option<&crate::attribute_value::AttributeValue> {
        match self {
            Changing::Expression(update) => update.actions.iter().find_map(|(path, action)| match action {
                Action::Set(Source::Value(value)) | Action::Add(value) if path.0 == [Element::Name(name)] => {
                    Some(*value)
                }
                _ => None,
            }),
            Changing::Legacy(updates) => {
                updates.updates.iter().find(|(it, _)| it == name).and_then(|(_, update)| update.value())
            }
        }
    }

    fn apply(&self, before: &Item) -> Result<Item, Invalid> {
        match self {
            Changing::Expression(update) => update.apply(before),
            Changing::Legacy(updates) => updates.apply(before),
        }
    }

    fn touched(&self) -> Projection<'_> {
        match self {
            Changing::Expression(update) => update.touched(),
            Changing::Legacy(updates) => updates.touched(),
        }
    }
}

fn check_result(table: &Table, after: &Item) -> Result<(), Invalid> {
    for index in table.indexes() {
        for key in index.keys.attributes() {
            if after.get(&key.name).is_some_and(|value| value.kind() != key.kind.kind()) {
                return Err(expressions::update_index_key_type());
            }
        }
        index.keys.check_entry(after, &index.name)?;
    }
    if after.iter().any(|(_, value)| value.depth() >= NESTING_MAX) {
        return Err(values::update_nests_too_deep());
    }
    if after.size() > ITEM_SIZE_MAX {
        return Err(values::updated_item_too_large());
    }
    Ok(())
}
