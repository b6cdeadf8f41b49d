//! What a WHERE says of a key, and what it says besides.

use super::lowering::condition;
use super::tree::Expression;
use crate::expression::condition::{Comparator, Condition};
use crate::expression::key_condition::Predicate;
use crate::item::Item;
use crate::item::attribute_value::AttributeValue;
use crate::item::key::KeySchema;
use crate::refusals::Invalid;

/// The parts of a WHERE, of which some have been made use of.
pub struct Where<'e> {
    /// What must all hold, and whether it is still to be looked at.
    parts: Vec<(&'e Expression, bool)>,
}

impl<'e> Where<'e> {
    pub fn of(only: Option<&'e Expression>) -> Where<'e> {
        let parts = only.into_iter().flat_map(Expression::conjuncts).map(|part| (part, true));
        Where { parts: parts.collect() }
    }

    /// Takes out the first part that a reader makes something of.
    pub fn take<T>(&mut self, read: impl Fn(&'e Expression) -> Option<T>) -> Option<T> {
        self.parts.iter_mut().filter(|(_, is_left)| *is_left).find_map(|(part, is_left)| {
            let read = read(part)?;
            *is_left = false;
            Some(read)
        })
    }

    /// Takes out the whole key, if every attribute of it is given a value.
    pub fn take_key(&mut self, schema: &KeySchema) -> Option<Item> {
        let attributes = schema.attributes();
        attributes
            .map(|attribute| {
                let value = self.take(|part| equality(part, &attribute.name))?;
                Some((attribute.name.clone(), value.clone()))
            })
            .collect()
    }

    /// What has not been taken out, as conditions.
    pub fn rest(&self) -> Result<Vec<Condition<'e>>, Invalid> {
        self.parts.iter().filter(|(_, is_left)| *is_left).map(|(part, _)| condition(part)).collect()
    }
}

/// The value that an attribute must have.
pub fn equality<'e>(part: &'e Expression, name: &str) -> Option<&'e AttributeValue> {
    match predicate(part, name)? {
        Predicate::Compare(Comparator::Equal, value) => Some(value),
        _ => None,
    }
}

/// The values of which an attribute must have one.
pub fn choices<'e>(part: &'e Expression, name: &str) -> Option<Vec<&'e AttributeValue>> {
    match part {
        Expression::In(value, list) if attribute(value) == Some(name) => list.iter().map(constant).collect(),
        part => equality(part, name).map(|value| vec![value]),
    }
}

/// What a part demands of an attribute, as far as a key can be found by it.
pub fn predicate<'e>(part: &'e Expression, name: &str) -> Option<Predicate<'e>> {
    match part {
        Expression::Compare(Comparator::NotEqual, _) => None,
        Expression::Compare(comparator, both) if attribute(&both[0]) == Some(name) => {
            Some(Predicate::Compare(*comparator, constant(&both[1])?))
        }
        Expression::Compare(comparator, both) if attribute(&both[1]) == Some(name) => {
            Some(Predicate::Compare(comparator.reversed(), constant(&both[0])?))
        }
        Expression::Between(all) if attribute(&all[0]) == Some(name) => {
            Some(Predicate::Between(constant(&all[1])?, constant(&all[2])?))
        }
        Expression::Call(function, arguments) if function == "begins_with" => match arguments.as_slice() {
            [value, prefix] if attribute(value) == Some(name) => Some(Predicate::BeginsWith(constant(prefix)?)),
            _ => None,
        },
        _ => None,
    }
}

fn attribute(expression: &Expression) -> Option<&str> {
    match expression {
        Expression::Location(location) => location.attribute(),
        _ => None,
    }
}

fn constant(expression: &Expression) -> Option<&AttributeValue> {
    match expression {
        Expression::Value(value) => Some(value),
        _ => None,
    }
}
