//! What several operations demand of their parameters before they look at a table.

use std::collections::BTreeMap;

use models::dynamodb::ExpectedAttributeValue;

use crate::expression::{Condition, KeyCondition, Placeholders, Projection, Update, Used, condition_parser};
use crate::legacy::comparisons::{Comparisons, check_conditional_operator};
use crate::legacy::expected;
use crate::refusals::{self, Invalid, expressions};

/// A parameter's name, and whether it is there.
pub type Given<'a> = (&'a str, bool);

pub const CONDITION: &str = "ConditionExpression";
pub const FILTER: &str = "FilterExpression";
pub const KEY_CONDITION: &str = "KeyConditionExpression";
pub const PROJECTION: &str = "ProjectionExpression";
pub const UPDATE: &str = "UpdateExpression";

/// Expressions and their predecessors do not go together.
pub fn not_mixed(legacy: &[Given<'_>], expressions: &[Given<'_>]) -> Result<(), Invalid> {
    fn given<'a>(parameters: &[Given<'a>]) -> Vec<&'a str> {
        parameters.iter().filter(|(_, given)| *given).map(|(name, _)| *name).collect()
    }
    let (legacy, expressions) = (given(legacy), given(expressions));
    if legacy.is_empty() || expressions.is_empty() {
        return Ok(());
    }
    Err(expressions::expressions_mixed(&legacy, &expressions))
}

/// That an expression is empty is told before anything about others.
pub fn not_empty(expressions: &[(&str, Option<&String>)]) -> Result<(), Invalid> {
    match expressions.iter().find(|(_, text)| text.is_some_and(String::is_empty)) {
        Some((parameter, _)) => Err(expressions::in_expression(parameter, expressions::empty())),
        None => Ok(()),
    }
}

pub fn condition<'r>(
    parameter: &str,
    text: Option<&'r String>,
    placeholders: &'r Placeholders,
    used: &mut Used,
) -> Result<Option<Condition<'r>>, Invalid> {
    let Some(text) = text else { return Ok(None) };
    let condition = condition_parser::parse(text, placeholders, used);
    condition.map(Some).map_err(|invalid| expressions::in_expression(parameter, invalid))
}

pub fn projection<'r>(
    text: Option<&'r String>,
    placeholders: &'r Placeholders,
    used: &mut Used,
) -> Result<Option<Projection<'r>>, Invalid> {
    let Some(text) = text else { return Ok(None) };
    let projection = Projection::parse(text, placeholders, used);
    projection.map(Some).map_err(|invalid| expressions::in_expression(PROJECTION, invalid))
}

pub fn key_condition<'r>(
    text: Option<&'r String>,
    placeholders: &'r Placeholders,
    used: &mut Used,
) -> Result<Option<KeyCondition<'r>>, Invalid> {
    let Some(text) = text else { return Ok(None) };
    let condition = KeyCondition::parse(text, placeholders, used);
    condition.map(Some).map_err(|invalid| expressions::in_expression(KEY_CONDITION, invalid))
}

pub fn update<'r>(
    text: Option<&'r String>,
    placeholders: &'r Placeholders,
    used: &mut Used,
) -> Result<Option<Update<'r>>, Invalid> {
    let Some(text) = text else { return Ok(None) };
    let update = Update::parse(text, placeholders, used);
    update.map(Some).map_err(|invalid| expressions::in_expression(UPDATE, invalid))
}

/// Expected, with ConditionalOperator.
pub fn expectations(
    given: Option<BTreeMap<String, ExpectedAttributeValue>>,
    conditional_operator: Option<&str>,
) -> Result<Comparisons, Invalid> {
    check_conditional_operator(conditional_operator, given.as_ref().map_or(0, BTreeMap::len))?;
    expected::read(given.unwrap_or_default(), conditional_operator)
}

/// PutItem and DeleteItem know no item afterwards.
pub fn answers_old(return_values: Option<&str>) -> Result<bool, Invalid> {
    match return_values {
        None | Some("NONE") => Ok(false),
        Some("ALL_OLD") => Ok(true),
        Some(_) => Err(refusals::return_values_not_old()),
    }
}
