//! Comparisons by attribute, as filters, key conditions and expectations state them.

use std::collections::BTreeMap;

use crate::expression::condition::{Comparator, Condition, Operand};
use crate::expression::key_condition::{KeyCondition, Predicate};
use crate::expression::{Path, condition};
use crate::item::attribute_value::{AttributeValue, Type};
use crate::item::convert::{self, Wording};
use crate::refusals::{Invalid, legacy, values};

/// By attribute, in order.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Comparisons {
    comparisons: Vec<(String, Comparison)>,
    is_either: bool,
}

#[derive(Clone, Debug, PartialEq)]
pub struct Comparison {
    pub operator: Operator,
    pub values: Vec<AttributeValue>,
}

#[derive(Copy, Clone, Debug, PartialEq, Eq)]
pub enum Operator {
    Eq,
    Ne,
    In,
    Le,
    Lt,
    Ge,
    Gt,
    Between,
    NotNull,
    Null,
    Contains,
    NotContains,
    BeginsWith,
}

impl Operator {
    const ALL: [(Operator, &'static str); 13] = [
        (Operator::Eq, "EQ"),
        (Operator::Ne, "NE"),
        (Operator::In, "IN"),
        (Operator::Le, "LE"),
        (Operator::Lt, "LT"),
        (Operator::Ge, "GE"),
        (Operator::Gt, "GT"),
        (Operator::Between, "BETWEEN"),
        (Operator::NotNull, "NOT_NULL"),
        (Operator::Null, "NULL"),
        (Operator::Contains, "CONTAINS"),
        (Operator::NotContains, "NOT_CONTAINS"),
        (Operator::BeginsWith, "BEGINS_WITH"),
    ];

    /// The name was checked against the model.
    pub fn named(name: &str) -> Operator {
        let known = Operator::ALL.into_iter().find(|(_, known)| *known == name);
        known.expect("the model has no other comparison operators").0
    }

    pub fn name(self) -> &'static str {
        Operator::ALL[self as usize].1
    }

    fn takes(self, count: usize) -> bool {
        match self {
            Operator::Null | Operator::NotNull => count == 0,
            Operator::Between => count == 2,
            Operator::In => count > 0,
            _ => count == 1,
        }
    }

    fn compares(self, kind: Type) -> bool {
        match self {
            Operator::Eq | Operator::Ne => true,
            Operator::Le | Operator::Lt | Operator::Ge | Operator::Gt | Operator::Between | Operator::In => {
                matches!(kind, Type::S | Type::N | Type::B)
            }
            Operator::Contains | Operator::NotContains => matches!(kind, Type::S | Type::N | Type::B),
            Operator::BeginsWith => matches!(kind, Type::S | Type::B),
            Operator::Null | Operator::NotNull => true,
        }
    }
}

impl Comparison {
    pub fn new(operator: Operator, values: Vec<AttributeValue>) -> Result<Comparison, Invalid> {
        if !operator.takes(values.len()) {
            return Err(legacy::argument_count(operator.name()));
        }
        if values.windows(2).any(|pair| pair[0].kind() != pair[1].kind()) {
            return Err(legacy::arguments_of_two_types());
        }
        if let Some(value) = values.iter().find(|value| !operator.compares(value.kind())) {
            return Err(legacy::argument_type(operator.name(), value.kind()));
        }
        if operator == Operator::Between && values[0].compare(&values[1]).is_some_and(|order| order.is_gt()) {
            return Err(legacy::bounds_reversed());
        }
        Ok(Comparison { operator, values })
    }

    fn condition<'r>(&'r self, name: &'r str) -> Condition<'r> {
        let path = || Path::of(name);
        let attribute = || Operand::Path(path());
        let value = |at: usize| Operand::Value(&self.values[at]);
        let compare = |comparator| Condition::Compare(comparator, attribute(), value(0));
        match self.operator {
            Operator::Eq => compare(Comparator::Equal),
            Operator::Ne => compare(Comparator::NotEqual),
            Operator::Le => compare(Comparator::LessOrEqual),
            Operator::Lt => compare(Comparator::Less),
            Operator::Ge => compare(Comparator::GreaterOrEqual),
            Operator::Gt => compare(Comparator::Greater),
            Operator::In => Condition::In(attribute(), (0..self.values.len()).map(value).collect()),
            Operator::Between => Condition::Between(attribute(), value(0), value(1)),
            Operator::NotNull => Condition::Exists(path()),
            Operator::Null => Condition::Missing(path()),
            Operator::Contains => Condition::Contains(attribute(), value(0)),
            // Of what is missing nothing is said. Seen: ScyllaDB's Alternator.
            Operator::NotContains => Condition::And(Box::new([
                Condition::Exists(path()),
                Condition::Not(Box::new(Condition::Contains(attribute(), value(0)))),
            ])),
            Operator::BeginsWith => Condition::BeginsWith(attribute(), value(0)),
        }
    }

    /// None: not an operator that a key can be found by.
    fn predicate(&self) -> Option<Predicate<'_>> {
        let compare = |comparator| Predicate::Compare(comparator, &self.values[0]);
        Some(match self.operator {
            Operator::Eq => compare(Comparator::Equal),
            Operator::Le => compare(Comparator::LessOrEqual),
            Operator::Lt => compare(Comparator::Less),
            Operator::Ge => compare(Comparator::GreaterOrEqual),
            Operator::Gt => compare(Comparator::Greater),
            Operator::Between => Predicate::Between(&self.values[0], &self.values[1]),
            Operator::BeginsWith => Predicate::BeginsWith(&self.values[0]),
            _ => return None,
        })
    }
}

impl Comparisons {
    /// Reads a filter or key conditions.
    pub fn read(
        conditions: BTreeMap<String, models::dynamodb::Condition>,
        conditional_operator: Option<&str>,
    ) -> Result<Comparisons, Invalid> {
        let mut comparisons = Vec::with_capacity(conditions.len());
        for (name, condition) in conditions {
            let given = condition.attribute_value_list.unwrap_or_default();
            let values =
                given.into_iter().map(|value| convert::value(value, Wording::Current)).collect::<Result<_, _>>()?;
            comparisons.push((name, Comparison::new(Operator::named(&condition.comparison_operator), values)?));
        }
        Comparisons::new(comparisons, conditional_operator)
    }

    pub fn new(
        comparisons: Vec<(String, Comparison)>,
        conditional_operator: Option<&str>,
    ) -> Result<Comparisons, Invalid> {
        if comparisons
            .iter()
            .any(|(_, comparison)| comparison.values.iter().any(|value| value.depth() >= convert::NESTING_MAX))
        {
            return Err(values::nested_too_deep());
        }
        Ok(Comparisons { comparisons, is_either: conditional_operator == Some("OR") })
    }

    pub fn len(&self) -> usize {
        self.comparisons.len()
    }

    /// None if nothing is compared: then nothing is demanded.
    pub fn condition(&self) -> Option<condition::Condition<'_>> {
        let mut conditions = self.comparisons.iter().map(|(name, comparison)| comparison.condition(name));
        let first = conditions.next()?;
        Some(conditions.fold(first, |all, one| {
            let both = Box::new([all, one]);
            if self.is_either { Condition::Or(both) } else { Condition::And(both) }
        }))
    }

    /// As key conditions; the name of the first attribute with an operator that finds no keys is the error.
    pub fn key_condition(&self) -> Result<KeyCondition<'_>, &str> {
        let mut predicates = Vec::with_capacity(self.comparisons.len());
        for (name, comparison) in &self.comparisons {
            predicates.push((name.as_str(), comparison.predicate().ok_or(name.as_str())?));
        }
        Ok(KeyCondition { predicates })
    }
}

/// ConditionalOperator joins two comparisons or more.
pub fn check_conditional_operator(said: Option<&str>, comparisons: usize) -> Result<(), Invalid> {
    match (said, comparisons) {
        (None, _) | (_, 2..) => Ok(()),
        (Some(_), 0) => Err(legacy::operator_without_filter()),
        (Some(_), _) => Err(legacy::operator_with_one()),
    }
}
