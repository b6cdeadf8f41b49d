//! BatchExecuteStatement: several statements, each of which succeeds or fails by itself.

use std::collections::HashSet;
use std::sync::Arc;

use models::dynamodb::{
    BatchExecuteStatementInput, BatchExecuteStatementOutput, BatchStatementError, BatchStatementRequest,
    BatchStatementResponse, ConsumedCapacity, Refusal,
};
use service::Caller;

use super::execute_statement::returned;
use crate::capacity::{Detail, Units, write_units};
use crate::item::Item;
use crate::item::convert;
use crate::partiql::plan::Plan;
use crate::partiql::select;
use crate::partiql::{self, Command};
use crate::refusals::partiql as refusals;
use crate::refusals::{Invalid, values};
use crate::table::Table;
use crate::table::name::TableName;
use crate::writing::one_item::{ReadBefore, Terms};
use crate::{DynamoDb, Failure, Reply};

pub async fn run(
    db: &DynamoDb,
    caller: &Caller,
    input: BatchExecuteStatementInput,
) -> Reply<BatchExecuteStatementOutput> {
    let statements: Vec<_> = input.statements.iter().map(|asked| Member::read(asked, caller)).collect();
    let kinds = || statements.iter().filter_map(|member| Some(member.command.as_ref().ok()?.is_read()));
    if kinds().any(|is_read| is_read) && kinds().any(|is_read| !is_read) {
        return Err(refusals::batch_mixes().into());
    }
    let detail = Detail::of(input.return_consumed_capacity.as_deref());

    let _writing = if kinds().any(|is_read| !is_read) {
        Some(db.space.enter().await?)
    } else {
        db.space.enter_read().await?;
        None
    };
    check_apart(db, caller, &statements)?;
    let mut bill = Bill::default();
    let mut responses = Vec::with_capacity(statements.len());
    for member in &statements {
        let outcome = match &member.command {
            Ok(command) => carry_out(db, caller, member, command, detail, &mut bill).await,
            Err(invalid) => Err(invalid.clone().into()),
        };
        responses.push(match outcome {
            Ok(item) => response(member, item),
            Err(Failure::Refused(refusal)) => {
                if detail != Detail::None {
                    bill.failed(db, caller, member)?;
                }
                failed(member, refusal)
            }
            Err(fault) => return Err(fault),
        });
    }
    let consumed = bill.answer(detail);
    Ok(BatchExecuteStatementOutput {
        responses: Some(responses),
        consumed_capacity: (!consumed.is_empty()).then_some(consumed),
    })
}

/// One statement of the batch.
struct Member<'a> {
    asked: &'a BatchStatementRequest,
    command: Result<Command, Invalid>,
}

impl<'a> Member<'a> {
    fn read(asked: &'a BatchStatementRequest, caller: &Caller) -> Member<'a> {
        let command = partiql::read(&asked.statement, asked.parameters.as_ref()).and_then(|command| {
            if matches!(command, Command::Exists(_)) {
                return Err(refusals::exists_outside_of_transaction());
            }
            TableName::read(command.table(), caller)?;
            Ok(command)
        });
        Member { asked, command }
    }

    fn table(&self) -> Option<&str> {
        self.command.as_ref().ok().map(Command::table)
    }
}

/// No two statements of a batch are about one item.
fn check_apart(db: &DynamoDb, caller: &Caller, statements: &[Member<'_>]) -> Reply<()> {
    let mut seen = HashSet::with_capacity(statements.len());
    for command in statements.iter().filter_map(|member| member.command.as_ref().ok()) {
        let Ok(table) = db.table(command.table(), caller) else { continue };
        let key = Plan::of(command, &table).ok().and_then(|plan| plan.key(&table));
        if key.is_some_and(|key| !seen.insert((table.id(), key))) {
            return Err(values::duplicate_keys().into());
        }
    }
    Ok(())
}

async fn carry_out<'a>(
    db: &DynamoDb,
    caller: &Caller,
    member: &'a Member<'_>,
    command: &'a Command,
    detail: Detail,
    bill: &mut Bill<'a>,
) -> Reply<Option<Item>> {
    let table = db.table(command.table(), caller)?;
    let plan = Plan::of(command, &table);
    if let Command::Select(select) = command {
        if plan.is_err() || select.index.is_some() {
            return Err(refusals::batch_select_without_key().into());
        }
        let consistent = member.asked.consistent_read == Some(true);
        let selected = db.select(&table, select, &select::Terms { consistent, limit: None, token: None })?;
        bill.charge(command.table(), &table, selected.units);
        return Ok(selected.items.iter().next().map(|view| view.to_item()));
    }
    let plan = plan?;
    // A failed condition shows no item here, whatever was asked for.
    // Seen: dynoxide, batch_execute_statement.rs, measured against AWS in August 2026.
    let statement = plan.statement(false)?;
    let terms = Terms { answers_old: command.returning().is_some(), detail, called: command.table() };
    let mut done = db.carry_out(&table, &statement, terms).await?;
    if let Some(units) = done.units.take() {
        bill.charge(command.table(), &table, units);
    }
    Ok(returned(command, &statement, &done).map(|item| item.view().to_item()))
}

fn response(member: &Member<'_>, item: Option<Item>) -> BatchStatementResponse {
    BatchStatementResponse {
        error: None,
        table_name: member.table().map(str::to_owned),
        item: item.map(convert::attributes),
    }
}

/// What is wrong with a statement itself is told without its table. Seen: dynoxide, captured from AWS in 2026.
fn failed(member: &Member<'_>, refusal: Refusal) -> BatchStatementResponse {
    let refusal = refusal.into_wire();
    let code = match refusal.error.code {
        "ValidationException" => "ValidationError",
        code => code.strip_suffix("Exception").unwrap_or(code),
    };
    BatchStatementResponse {
        error: Some(BatchStatementError { code: Some(code.to_owned()), message: refusal.message, item: None }),
        table_name: member.table().filter(|_| code != "ValidationError").map(str::to_owned),
        item: None,
    }
}

/// What each table is charged, in the order in which the tables were first written to or read.
#[derive(Default)]
struct Bill<'a> {
    tables: Vec<(&'a str, Arc<Table>, Units)>,
    /// By the id of the table: what its failed statements cost.
    failures: Vec<(u64, f64)>,
}

impl<'a> Bill<'a> {
    fn charge(&mut self, called: &'a str, table: &Arc<Table>, units: Units) {
        match self.tables.iter_mut().find(|(_, charged, _)| charged.id() == table.id()) {
            Some((_, _, sum)) => sum.add(units),
            None => self.tables.push((called, table.clone(), units)),
        }
    }

    /// A statement that fails costs what it tried to write, or what was there if that is more.
    /// Seen: dynoxide, tests/partiql_index_consumed_capacity.rs (M4, U2), measured in eu-west-2 in August 2026.
    fn failed(&mut self, db: &DynamoDb, caller: &Caller, member: &Member<'_>) -> Reply<()> {
        let Ok(command) = &member.command else { return Ok(()) };
        let Ok(table) = db.table(command.table(), caller) else { return Ok(()) };
        if command.is_read() {
            return Ok(());
        }
        let Some(key) = Plan::of(command, &table).ok().and_then(|plan| plan.key(&table)) else { return Ok(()) };
        let there = db.read_before(&table, &key, ReadBefore::Size)?.size.unwrap_or(0);
        let tried = if let Command::Insert { item, .. } = command { item.size() } else { 0 };
        self.failures.push((table.id(), write_units(there.max(tried))));
        Ok(())
    }

    /// What failures cost is added to the sum of a table of which something succeeded, and to no part of it (R3).
    fn answer(&self, detail: Detail) -> Vec<ConsumedCapacity> {
        let answer = |(called, table, units): &(&str, Arc<Table>, Units)| {
            let mut consumed = units.answer(detail, table, called)?;
            let failed: f64 = self.failures.iter().filter(|(id, _)| *id == table.id()).map(|(_, units)| units).sum();
            consumed.capacity_units = consumed.capacity_units.map(|units| units + failed);
            Some(consumed)
        };
        self.tables.iter().filter_map(answer).collect()
    }
}

#[cfg(test)]
mod tests;
