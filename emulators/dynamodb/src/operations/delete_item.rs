//! DeleteItem

use keyspace::Batch;
use models::dynamodb::{DeleteItemInput, DeleteItemOutput};
use service::Caller;
use wire::{Structure, Value};

use crate::capacity::Detail;
use crate::change::Change;
use crate::expression::Placeholders;
use crate::items::collection_metrics;
use crate::refusals::Invalid;
use crate::request::{self, CONDITION};
use crate::table_name::TableName;
use crate::wired::{self, Wording};
use crate::{DynamoDb, Reply, stored};

pub async fn run(db: &DynamoDb, caller: &Caller, input: DeleteItemInput) -> Reply<Value> {
    TableName::read(&input.table_name, caller)?;
    let expressions = [(CONDITION, input.condition_expression.is_some())];
    request::not_mixed(
        &[("Expected", input.expected.is_some()), ("ConditionalOperator", input.conditional_operator.is_some())],
        &expressions,
    )
    .map_err(Invalid::detected)?;
    let placeholders =
        Placeholders::read(input.expression_attribute_names, input.expression_attribute_values, &expressions, false)
            .map_err(Invalid::detected)?;
    let mut used = placeholders.unused();
    let item_key = wired::item(input.key, Wording::Current).map_err(Invalid::detected)?;
    let expected =
        request::expectations(input.expected, input.conditional_operator.as_deref()).map_err(Invalid::detected)?;
    let condition = request::condition(CONDITION, input.condition_expression.as_ref(), &placeholders, &mut used)
        .map_err(Invalid::detected)?;
    let condition = condition.or_else(|| expected.condition());
    let answers_old = request::answers_old(input.return_values.as_deref()).map_err(Invalid::detected)?;
    placeholders.all_used(&used).map_err(Invalid::detected)?;

    let _writing = db.space.enter().await?;
    let table = db.table(&input.table_name, caller)?;
    table.keys().check_key(&item_key)?;
    let key = table.keys().encode(&item_key).expect("the key has its attributes");
    let detail = Detail::of(input.return_consumed_capacity.as_deref());

    let _locked = db.items.lock(DynamoDb::lock_of(&table, &key)).await;
    let before = db.load(&table, &key)?;
    let shows = input.return_values_on_condition_check_failure.as_deref() == Some("ALL_OLD");
    request::demand(condition.as_ref(), before.as_ref(), shows)?;

    let before_item = before.as_ref().filter(|_| table.needs_before() || detail != Detail::None);
    let before_item = before_item.map(|before| before.view().to_item());
    let change = Change { before: before_item.as_ref(), after: None };
    if before.is_some() {
        let mut batch = Batch::new();
        change.write(&table, &key, &mut batch);
        db.space.commit(batch).await?;
    }

    let consumed = (detail != Detail::None).then(|| change.units(&table));
    let answer = DeleteItemOutput {
        attributes: None,
        consumed_capacity: consumed.and_then(|units| units.answer(detail, &table, &input.table_name)),
        item_collection_metrics: collection_metrics(input.return_item_collection_metrics.as_deref(), &table, &item_key),
    };
    Ok(stored::with_item(answer.into_value(), "Attributes", DeleteItemOutput::SHAPE, before.filter(|_| answers_old)))
}
