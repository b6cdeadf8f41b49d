//! Expected: what an item must be like before it is written.

use std::collections::BTreeMap;

use models::dynamodb::ExpectedAttributeValue;

use super::comparisons::{Comparison, Comparisons, Operator};
use crate::item::convert::{self, Wording};
use crate::refusals::{Invalid, legacy};

pub fn read(
    expected: BTreeMap<String, ExpectedAttributeValue>,
    conditional_operator: Option<&str>,
) -> Result<Comparisons, Invalid> {
    let mut comparisons = Vec::with_capacity(expected.len());
    for (name, expectation) in expected {
        let comparison = comparison(&name, expectation)?;
        comparisons.push((name, comparison));
    }
    Comparisons::new(comparisons, conditional_operator)
}

fn comparison(name: &str, expected: ExpectedAttributeValue) -> Result<Comparison, Invalid> {
    let ExpectedAttributeValue { value, exists, comparison_operator, attribute_value_list } = expected;
    if value.is_some() && attribute_value_list.is_some() {
        return Err(legacy::value_and_list(name));
    }
    if let Some(operator) = comparison_operator {
        if exists.is_some() {
            return Err(legacy::exists_and_operator(name));
        }
        let operator = Operator::named(&operator);
        let needs_none = matches!(operator, Operator::Null | Operator::NotNull);
        if !needs_none && value.is_none() && attribute_value_list.is_none() {
            return Err(legacy::operator_without_value(operator.name(), name));
        }
        let given = attribute_value_list.unwrap_or_else(|| value.into_iter().collect());
        let values =
            given.into_iter().map(|value| convert::value(value, Wording::Current)).collect::<Result<_, _>>()?;
        return Comparison::new(operator, values);
    }
    if attribute_value_list.is_some() {
        return Err(legacy::list_without_operator(name));
    }
    match (exists, value) {
        (None | Some(true), None) => Err(legacy::value_missing(exists, name)),
        (Some(false), Some(_)) => Err(legacy::value_of_nothing(name)),
        (Some(false), None) => Comparison::new(Operator::Null, Vec::new()),
        (_, Some(value)) => Comparison::new(Operator::Eq, vec![convert::value(value, Wording::Current)?]),
    }
}
