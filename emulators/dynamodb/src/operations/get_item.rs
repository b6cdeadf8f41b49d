//! GetItem

use models::dynamodb::{GetItemInput, GetItemOutput};
use service::Caller;
use wire::{Structure, Value};

use crate::capacity::{Detail, Units, read_units};
use crate::expression::Placeholders;
use crate::legacy::attributes_to_get;
use crate::request::{self, PROJECTION};
use crate::stored::{self, StoredItem};
use crate::table_name::TableName;
use crate::wired::{self, Wording};
use crate::{DynamoDb, Reply};

pub async fn run(db: &DynamoDb, caller: &Caller, input: GetItemInput) -> Reply<Value> {
    TableName::read(&input.table_name, caller)?;
    let expressions = [(PROJECTION, input.projection_expression.is_some())];
    request::not_mixed(&[("AttributesToGet", input.attributes_to_get.is_some())], &expressions)?;
    let placeholders = Placeholders::read(input.expression_attribute_names, None, &expressions, true)?;
    let mut used = placeholders.unused();
    let key = wired::item(input.key, Wording::Current)?;
    let names = input.attributes_to_get.as_deref().map(attributes_to_get::read).transpose()?;
    let projection = request::projection(input.projection_expression.as_ref(), &placeholders, &mut used)?;
    placeholders.all_used(&used)?;
    let projection = projection.or(names);

    db.space.look().await?;
    let table = db.table(&input.table_name, caller)?;
    table.keys().check_key(&key)?;
    if let Some(projection) = &projection {
        table.check_key_paths(projection.paths.iter())?;
    }
    let key = table.keys().encode(&key).expect("the key has its attributes");
    let item = db.load(&table, &key)?;

    let detail = Detail::of(input.return_consumed_capacity.as_deref());
    let size = item.as_ref().map_or(0, |item| item.view().size());
    let units = Units::of_table(read_units(size, input.consistent_read == Some(true)));
    let answer = GetItemOutput { item: None, consumed_capacity: units.answer(detail, &table, &input.table_name) };
    let item = match &projection {
        Some(projection) => item.map(|item| StoredItem::from(&projection.apply_stored(item.view()))),
        None => item,
    };
    Ok(stored::with_item(answer.into_value(), "Item", GetItemOutput::SHAPE, item))
}
