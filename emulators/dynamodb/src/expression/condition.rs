//! A condition, and whether it holds for an item.

use std::borrow::Cow;

use super::document::Document;
use super::path::Path;
use crate::item::attribute_value::{AttributeValue, Type};
use crate::item::number::{NotANumber, Number};

#[derive(Clone, Debug, PartialEq)]
pub enum Condition<'r> {
    And(Box<[Condition<'r>; 2]>),
    Or(Box<[Condition<'r>; 2]>),
    Not(Box<Condition<'r>>),
    Compare(Comparator, Operand<'r>, Operand<'r>),
    Between(Operand<'r>, Operand<'r>, Operand<'r>),
    In(Operand<'r>, Vec<Operand<'r>>),
    Exists(Path<'r>),
    Missing(Path<'r>),
    HasType(Operand<'r>, Type),
    BeginsWith(Operand<'r>, Operand<'r>),
    Contains(Operand<'r>, Operand<'r>),
}

#[derive(Copy, Clone, Debug, PartialEq, Eq)]
pub enum Comparator {
    Equal,
    NotEqual,
    Less,
    LessOrEqual,
    Greater,
    GreaterOrEqual,
}

#[derive(Clone, Debug, PartialEq)]
pub enum Operand<'r> {
    Path(Path<'r>),
    Value(&'r AttributeValue),
    Size(Box<Operand<'r>>),
    /// Only PartiQL has these.
    Sum(Box<[Operand<'r>; 2]>),
    Difference(Box<[Operand<'r>; 2]>),
}

impl Comparator {
    pub const fn sign(self) -> &'static str {
        match self {
            Comparator::Equal => "=",
            Comparator::NotEqual => "<>",
            Comparator::Less => "<",
            Comparator::LessOrEqual => "<=",
            Comparator::Greater => ">",
            Comparator::GreaterOrEqual => ">=",
        }
    }

    /// The same comparison with its sides changed.
    pub const fn reversed(self) -> Comparator {
        match self {
            Comparator::Less => Comparator::Greater,
            Comparator::LessOrEqual => Comparator::GreaterOrEqual,
            Comparator::Greater => Comparator::Less,
            Comparator::GreaterOrEqual => Comparator::LessOrEqual,
            same => same,
        }
    }

    /// What is missing equals nothing, and differs from everything.
    /// Seen: ScyllaDB's Alternator, whose tests run against AWS too, says so of `=` and `<>` on missing attributes.
    pub fn holds(self, left: Option<&AttributeValue>, right: Option<&AttributeValue>) -> bool {
        let (Some(left), Some(right)) = (left, right) else { return self == Comparator::NotEqual };
        match self {
            Comparator::Equal => left == right,
            Comparator::NotEqual => left != right,
            _ => left.compare(right).is_some_and(|order| match self {
                Comparator::Less => order.is_lt(),
                Comparator::LessOrEqual => order.is_le(),
                Comparator::Greater => order.is_gt(),
                _ => order.is_ge(),
            }),
        }
    }
}

impl Condition<'_> {
    pub fn holds(&self, item: &impl Document) -> bool {
        match self {
            Condition::And(both) => both[0].holds(item) && both[1].holds(item),
            Condition::Or(either) => either[0].holds(item) || either[1].holds(item),
            Condition::Not(condition) => !condition.holds(item),
            Condition::Compare(comparator, left, right) => {
                comparator.holds(left.of(item).as_deref(), right.of(item).as_deref())
            }
            Condition::Between(value, lower, upper) => {
                let value = value.of(item);
                Comparator::GreaterOrEqual.holds(value.as_deref(), lower.of(item).as_deref())
                    && Comparator::LessOrEqual.holds(value.as_deref(), upper.of(item).as_deref())
            }
            Condition::In(value, list) => {
                let value = value.of(item);
                list.iter().any(|one| Comparator::Equal.holds(value.as_deref(), one.of(item).as_deref()))
            }
            Condition::Exists(path) => item.find(path).is_some(),
            Condition::Missing(path) => item.find(path).is_none(),
            Condition::HasType(value, kind) => value.of(item).is_some_and(|value| value.kind() == *kind),
            Condition::BeginsWith(value, prefix) => {
                both(value.of(item), prefix.of(item)).is_some_and(|(value, prefix)| value.begins_with(&prefix))
            }
            Condition::Contains(value, part) => {
                both(value.of(item), part.of(item)).is_some_and(|(value, part)| value.contains(&part))
            }
        }
    }

    /// All paths in it, for rules about keys.
    pub fn visit_paths<'c>(&'c self, visit: &mut impl FnMut(&'c Path<'c>)) {
        match self {
            Condition::And(both) | Condition::Or(both) => {
                both.iter().for_each(|condition| condition.visit_paths(visit))
            }
            Condition::Not(condition) => condition.visit_paths(visit),
            Condition::Compare(_, left, right)
            | Condition::BeginsWith(left, right)
            | Condition::Contains(left, right) => {
                [left, right].into_iter().for_each(|operand| operand.visit_path(visit))
            }
            Condition::Between(value, lower, upper) => {
                [value, lower, upper].into_iter().for_each(|operand| operand.visit_path(visit));
            }
            Condition::In(value, list) => {
                value.visit_path(visit);
                list.iter().for_each(|operand| operand.visit_path(visit));
            }
            Condition::Exists(path) | Condition::Missing(path) => visit(path),
            Condition::HasType(value, _) => value.visit_path(visit),
        }
    }
}

impl Operand<'_> {
    fn of<'d>(&'d self, item: &'d impl Document) -> Option<Cow<'d, AttributeValue>> {
        match self {
            Operand::Path(path) => item.find(path),
            Operand::Value(value) => Some(Cow::Borrowed(*value)),
            Operand::Size(operand) => {
                let extent = match operand.of(item)?.as_ref() {
                    // As Java counts. Recorded from AWS.
                    AttributeValue::S(text) => text.encode_utf16().count(),
                    value => value.extent()?,
                };
                let number = Number::from(u32::try_from(extent).expect("items have at most 400 KB"));
                Some(Cow::Owned(AttributeValue::N(number)))
            }
            Operand::Sum(both) => arithmetic(both, item, Number::plus),
            Operand::Difference(both) => arithmetic(both, item, Number::minus),
        }
    }

    fn visit_path<'c>(&'c self, visit: &mut impl FnMut(&'c Path<'c>)) {
        match self {
            Operand::Path(path) => visit(path),
            Operand::Size(operand) => operand.visit_path(visit),
            Operand::Sum(both) | Operand::Difference(both) => {
                both.iter().for_each(|operand| operand.visit_path(visit));
            }
            Operand::Value(_) => {}
        }
    }
}

/// What is no number, or leads out of their range, is missing.
fn arithmetic<'d>(
    both: &[Operand<'_>; 2],
    item: &impl Document,
    operation: impl Fn(Number, Number) -> Result<Number, NotANumber>,
) -> Option<Cow<'d, AttributeValue>> {
    match (both[0].of(item)?.as_ref(), both[1].of(item)?.as_ref()) {
        (AttributeValue::N(left), AttributeValue::N(right)) => {
            operation(*left, *right).ok().map(|number| Cow::Owned(AttributeValue::N(number)))
        }
        _ => None,
    }
}

fn both<T>(one: Option<T>, two: Option<T>) -> Option<(T, T)> {
    one.zip(two)
}
