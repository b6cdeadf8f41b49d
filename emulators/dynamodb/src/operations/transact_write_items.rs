//! TransactWriteItems

use std::collections::BTreeMap;

use models::dynamodb::{TransactWriteItem, TransactWriteItemsInput, TransactWriteItemsOutput};
use service::Caller;
use wire::Value;

use super::put_item::ITEM_SIZE_MAX;
use crate::capacity::Detail;
use crate::expression::Placeholders;
use crate::item::Item;
use crate::item::convert::{self, Wording};
use crate::refusals::{transactions, values};
use crate::request::{self, CONDITION, UPDATE};
use crate::statement::{Action, Changing, Statement};
use crate::table::name::TableName;
use crate::writing::tokens::Token;
use crate::writing::transaction::{Aimed, Wanted};
use crate::{DynamoDb, Reply};

pub async fn run(db: &DynamoDb, caller: &Caller, input: TransactWriteItemsInput) -> Reply<TransactWriteItemsOutput> {
    let token = input.client_request_token.map(|token| Token::new(caller, token, &input.transact_items));
    let mut requests = Vec::with_capacity(input.transact_items.len());
    // What is wrong with a later one is not told before what is wrong with an earlier one's expressions.
    let mut trouble = None;
    for item in input.transact_items {
        match Request::read(item, caller) {
            Ok(request) => requests.push(request),
            Err(failure) => {
                trouble = Some(failure);
                break;
            }
        }
    }
    let statements = requests.iter().map(Request::statement).collect::<Reply<Vec<_>>>()?;
    trouble.map_or(Ok(()), Err)?;
    let aimed: Vec<Aimed<'_, '_>> = requests
        .iter()
        .zip(&statements)
        .map(|(request, statement)| Aimed { called: &request.called, statement })
        .collect();

    let _writing = db.space.enter().await?;
    let detail = Detail::of(input.return_consumed_capacity.as_deref());
    let collection_metrics = input.return_item_collection_metrics.as_deref();
    let done = db.transact(caller, &aimed, token, Wanted { detail, collection_metrics }).await?;
    Ok(TransactWriteItemsOutput {
        consumed_capacity: (detail != Detail::None).then_some(done.consumed),
        item_collection_metrics: (!done.metrics.is_empty()).then_some(done.metrics),
    })
}

/// One action, from which its statement borrows.
struct Request {
    called: String,
    kind: Kind,
    /// Or its key.
    item: Item,
    size: usize,
    condition: Option<String>,
    placeholders: Placeholders,
    shows_on_failure: bool,
}

enum Kind {
    Put,
    Delete,
    Update(String),
    Check,
}

/// The members that all actions have.
struct Members {
    called: String,
    item: BTreeMap<String, Value>,
    condition: Option<String>,
    names: Option<BTreeMap<String, String>>,
    values: Option<BTreeMap<String, Value>>,
    on_failure: Option<String>,
}

macro_rules! members {
    ($action:ident, $item:ident, $condition:expr) => {
        Members {
            called: $action.table_name,
            item: $action.$item,
            condition: $condition,
            names: $action.expression_attribute_names,
            values: $action.expression_attribute_values,
            on_failure: $action.return_values_on_condition_check_failure,
        }
    };
}

impl Request {
    fn read(item: TransactWriteItem, caller: &Caller) -> Reply<Request> {
        let (kind, members) = match item {
            TransactWriteItem { put: Some(put), delete: None, update: None, condition_check: None } => {
                (Kind::Put, members!(put, item, put.condition_expression))
            }
            TransactWriteItem { put: None, delete: Some(delete), update: None, condition_check: None } => {
                (Kind::Delete, members!(delete, key, delete.condition_expression))
            }
            TransactWriteItem { put: None, delete: None, update: Some(update), condition_check: None } => {
                (Kind::Update(update.update_expression), members!(update, key, update.condition_expression))
            }
            TransactWriteItem { put: None, delete: None, update: None, condition_check: Some(check) } => {
                (Kind::Check, members!(check, key, Some(check.condition_expression)))
            }
            _ => return Err(transactions::not_one_action().into()),
        };
        TableName::read(&members.called, caller)?;
        let update = if let Kind::Update(update) = &kind { Some(update) } else { None };
        let expressions = [(UPDATE, update.is_some()), (CONDITION, members.condition.is_some())];
        let placeholders = Placeholders::read(members.names, members.values, &expressions, false)?;
        let item = convert::item(members.item, Wording::Older)?;
        request::not_empty(&[(CONDITION, members.condition.as_ref()), (UPDATE, update)])?;
        let size = item.size();
        if matches!(kind, Kind::Put) && size > ITEM_SIZE_MAX {
            return Err(values::item_too_large().into());
        }
        Ok(Request {
            called: members.called,
            kind,
            item,
            size,
            condition: members.condition,
            placeholders,
            shows_on_failure: members.on_failure.as_deref() == Some("ALL_OLD"),
        })
    }

    fn statement(&self) -> Reply<Statement<'_>> {
        let mut used = self.placeholders.unused();
        let action = match &self.kind {
            Kind::Put => Action::Put(&self.item, self.size),
            Kind::Delete => Action::Delete(&self.item),
            Kind::Check => Action::Check(&self.item),
            Kind::Update(text) => {
                let update = request::update(Some(text), &self.placeholders, &mut used)?;
                Action::Update(&self.item, Changing::Expression(update.unwrap_or_default()))
            }
        };
        let condition = request::condition(CONDITION, self.condition.as_ref(), &self.placeholders, &mut used)?;
        self.placeholders.all_used(&used)?;
        Ok(Statement { action, condition, shows_on_failure: self.shows_on_failure })
    }
}

#[cfg(test)]
mod tests;
