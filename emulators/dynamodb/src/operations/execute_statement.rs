//! ExecuteStatement

use models::dynamodb::{ExecuteStatementInput, ExecuteStatementOutput};
use service::Caller;
use wire::{Structure, Value};

use crate::capacity::Detail;
use crate::item::Item;
use crate::item::convert;
use crate::item::stored::{self, StoredItem, StoredItems};
use crate::partiql::plan::Plan;
use crate::partiql::select;
use crate::partiql::{self, Command, Kept, Select};
use crate::refusals::partiql as refusals;
use crate::statement::{Action, Statement};
use crate::table::name::TableName;
use crate::writing::one_item::{Done, Terms};
use crate::{DynamoDb, Reply};

pub async fn run(db: &DynamoDb, caller: &Caller, input: ExecuteStatementInput) -> Reply<Value> {
    let command = partiql::read(&input.statement, input.parameters.as_ref())?;
    TableName::read(command.table(), caller)?;
    if let Command::Select(select) = &command {
        return read(db, caller, &input, select).await;
    }
    if matches!(command, Command::Exists(_)) {
        return Err(refusals::exists_outside_of_transaction().into());
    }
    if input.next_token.is_some() {
        return Err(refusals::bad_token().into());
    }
    let shows_on_failure = input.return_values_on_condition_check_failure.as_deref() == Some("ALL_OLD");
    let detail = Detail::of(input.return_consumed_capacity.as_deref());

    let _writing = db.space.enter().await?;
    let table = db.table(command.table(), caller)?;
    let plan = Plan::of(&command, &table)?;
    let statement = plan.statement(shows_on_failure)?;
    let terms = Terms { answers_old: command.returning().is_some(), detail, called: command.table() };
    let done = db.carry_out(&table, &statement, terms).await?;
    let mut items = StoredItems::default();
    if let Some(item) = returned(&command, &statement, &done) {
        items.push(item.bytes());
    }
    let answer = ExecuteStatementOutput { consumed_capacity: done.consumed, ..ExecuteStatementOutput::default() };
    Ok(with_items(answer, items))
}

async fn read(db: &DynamoDb, caller: &Caller, input: &ExecuteStatementInput, select: &Select) -> Reply<Value> {
    db.space.enter_read().await?;
    let table = db.table(&select.table, caller)?;
    let terms = select::Terms {
        consistent: input.consistent_read == Some(true),
        limit: input.limit.and_then(|limit| usize::try_from(limit).ok()),
        token: input.next_token.as_deref(),
    };
    let selected = db.select(&table, select, &terms)?;
    let detail = Detail::of(input.return_consumed_capacity.as_deref());
    let answer = ExecuteStatementOutput {
        next_token: selected.next,
        consumed_capacity: selected.units.answer(detail, &table, &select.table),
        last_evaluated_key: selected.last.map(convert::attributes),
        ..ExecuteStatementOutput::default()
    };
    Ok(with_items(answer, selected.items))
}

/// What RETURNING asks for of what was done, if there is any of it.
pub fn returned(command: &Command, statement: &Statement<'_>, done: &Done<'_>) -> Option<StoredItem> {
    let returning = command.returning()?;
    let part = |item: &Item| match &statement.action {
        Action::Update(_, changing) if !returning.all => changing.touched().apply(item),
        _ => item.clone(),
    };
    let item = match returning.kept {
        Kept::Old => done.earlier.to_item().as_ref().map(part),
        Kept::New => done.after.item().map(part),
    };
    item.filter(|item| !item.is_empty()).as_ref().map(StoredItem::from)
}

fn with_items(answer: ExecuteStatementOutput, items: StoredItems) -> Value {
    stored::with_member(answer.into_value(), "Items", ExecuteStatementOutput::SHAPE, items.into_value())
}

#[cfg(test)]
mod tests;
