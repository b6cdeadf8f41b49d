//! ExecuteTransaction

use models::dynamodb::{ExecuteTransactionInput, ExecuteTransactionOutput, ItemResponse};
use service::Caller;
use wire::{Structure, Value};

use crate::capacity::Detail;
use crate::item::stored;
use crate::partiql::columns::Columns;
use crate::partiql::plan::Plan;
use crate::partiql::{self, Command};
use crate::reading::selection::Selection;
use crate::reading::together;
use crate::refusals::partiql as refusals;
use crate::refusals::transactions::{Reason, cancelled_by};
use crate::statement::Objection;
use crate::table::name::TableName;
use crate::writing::tokens::Token;
use crate::writing::transaction::{Aimed, Wanted};
use crate::{DynamoDb, Reply};

/// Tokens of this operation are not those of TransactWriteItems, which have at most 36 characters.
/// Seen: dynoxide's changelog of 0.12: idempotency is a matter of each operation.
const TOKENS: &str = "ExecuteTransaction, ClientRequestToken: ";

pub async fn run(db: &DynamoDb, caller: &Caller, input: ExecuteTransactionInput) -> Reply<Value> {
    let mut commands = Vec::with_capacity(input.transact_statements.len());
    let mut shows = Vec::with_capacity(input.transact_statements.len());
    for (at, statement) in input.transact_statements.iter().enumerate() {
        let command = partiql::read(&statement.statement, statement.parameters.as_ref())?;
        TableName::read(command.table(), caller)?;
        if command.returning().is_some() {
            return Err(refusals::transaction_returning(at).into());
        }
        if let Command::Select(select) | Command::Exists(select) = &command
            && select.index.is_some()
        {
            return Err(refusals::transaction_reads_index(at).into());
        }
        commands.push(command);
        shows.push(statement.return_values_on_condition_check_failure.as_deref() == Some("ALL_OLD"));
    }
    let detail = Detail::of(input.return_consumed_capacity.as_deref());
    match commands.iter().filter(|command| command.is_read()).count() {
        0 => {}
        reads if reads == commands.len() => return read(db, caller, &commands, detail).await,
        _ => return Err(refusals::transaction_mixes().into()),
    }
    let token = input.client_request_token.as_deref();
    let token = token.map(|token| Token::new(caller, format!("{TOKENS}{token}"), &input.transact_statements));

    let _writing = db.space.enter().await?;
    let mut plans = Vec::with_capacity(commands.len());
    for (at, command) in commands.iter().enumerate() {
        let table = db.table(command.table(), caller)?;
        let invalid = |invalid| cancelled_by(at, commands.len(), Reason::Objection(Objection::Invalid(invalid)));
        plans.push(Plan::of(command, &table).map_err(invalid)?);
    }
    let statements = plans.iter().zip(shows).map(|(plan, shows)| plan.statement(shows));
    let statements = statements.collect::<Result<Vec<_>, _>>()?;
    let aimed = commands.iter().zip(&statements);
    let aimed: Vec<_> = aimed.map(|(command, statement)| Aimed { called: command.table(), statement }).collect();
    let done = db.transact(caller, &aimed, token, Wanted { detail, collection_metrics: None }).await?;
    let answer = ExecuteTransactionOutput {
        responses: Some(vec![ItemResponse::default(); commands.len()]),
        consumed_capacity: (detail != Detail::None).then_some(done.consumed),
    };
    Ok(answer.into_value())
}

async fn read(db: &DynamoDb, caller: &Caller, commands: &[Command], detail: Detail) -> Reply<Value> {
    db.space.enter_read().await?;
    let mut found = Vec::with_capacity(commands.len());
    for (at, command) in commands.iter().enumerate() {
        let table = db.table(command.table(), caller)?;
        let plan = Plan::of(command, &table).map_err(|_| refusals::transaction_select_without_key(at))?;
        let key = plan.statement(false)?.key(&table);
        let invalid = |invalid| cancelled_by(at, commands.len(), Reason::Objection(Objection::Invalid(invalid)));
        found.push((command, table, plan, key.map_err(invalid)?));
    }
    let wanted = found.iter().map(|(command, table, plan, key)| {
        let selection = match command {
            Command::Select(select) => select.columns.as_deref().map(Columns::of),
            _ => None,
        };
        together::Wanted {
            called: command.table(),
            table,
            key,
            selection: selection.map_or(Selection::Default, Selection::Columns),
            filter: plan.filter(),
        }
    });
    let together = db.read_together(&wanted.collect::<Vec<_>>(), detail)?;
    let answer = ExecuteTransactionOutput {
        responses: None,
        consumed_capacity: (detail != Detail::None).then_some(together.consumed),
    };
    let responses = Value::List(together.responses);
    Ok(stored::with_member(answer.into_value(), "Responses", ExecuteTransactionOutput::SHAPE, responses))
}

#[cfg(test)]
mod tests;
