//! Which keys a Query wants: one predicate a key attribute.

use super::condition::{Comparator, Condition, Operand};
use super::condition_parser;
use super::placeholders::{Placeholders, Used};
use crate::item::attribute_value::AttributeValue;
use crate::refusals::{Invalid, expressions};

/// By attribute, in the order of the expression. Whether they fit the key schema is a matter of the table.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct KeyCondition<'r> {
    pub predicates: Vec<(&'r str, Predicate<'r>)>,
}

#[derive(Clone, Debug, PartialEq)]
pub enum Predicate<'r> {
    /// Never `<>`.
    Compare(Comparator, &'r AttributeValue),
    Between(&'r AttributeValue, &'r AttributeValue),
    BeginsWith(&'r AttributeValue),
}

impl Predicate<'_> {
    pub fn holds(&self, value: &AttributeValue) -> bool {
        match self {
            Predicate::Compare(comparator, bound) => comparator.holds(Some(value), Some(bound)),
            Predicate::Between(lower, upper) => {
                Comparator::GreaterOrEqual.holds(Some(value), Some(lower))
                    && Comparator::LessOrEqual.holds(Some(value), Some(upper))
            }
            Predicate::BeginsWith(prefix) => value.begins_with(prefix),
        }
    }

    pub fn values(&self) -> impl Iterator<Item = &AttributeValue> {
        let (first, second) = match self {
            Predicate::Compare(_, value) | Predicate::BeginsWith(value) => (*value, None),
            Predicate::Between(lower, upper) => (*lower, Some(*upper)),
        };
        std::iter::once(first).chain(second)
    }

    /// The value, if only one will do.
    pub fn equal_to(&self) -> Option<&AttributeValue> {
        match self {
            Predicate::Compare(Comparator::Equal, value) => Some(value),
            _ => None,
        }
    }
}

impl<'r> KeyCondition<'r> {
    pub fn parse(
        source: &'r str,
        placeholders: &'r Placeholders,
        used: &mut Used,
    ) -> Result<KeyCondition<'r>, Invalid> {
        let condition = condition_parser::parse(source, placeholders, used)?;
        let mut key = KeyCondition::default();
        key.add(condition)?;
        Ok(key)
    }

    pub fn of(&self, name: &str) -> Option<&Predicate<'r>> {
        self.predicates.iter().find(|(it, _)| *it == name).map(|(_, predicate)| predicate)
    }

    fn add(&mut self, condition: Condition<'r>) -> Result<(), Invalid> {
        let (path, predicate) = match condition {
            Condition::And(both) => {
                let [first, second] = *both;
                self.add(first)?;
                return self.add(second);
            }
            Condition::Or(_) => return Err(expressions::key_operator("OR")),
            Condition::Not(_) => return Err(expressions::key_operator("NOT")),
            Condition::In(..) => return Err(expressions::key_operator("IN")),
            Condition::Compare(Comparator::NotEqual, ..) => return Err(expressions::key_operator("<>")),
            Condition::Exists(_) => return Err(expressions::key_operator("attribute_exists")),
            Condition::Missing(_) => return Err(expressions::key_operator("attribute_not_exists")),
            Condition::HasType(..) => return Err(expressions::key_operator("attribute_type")),
            Condition::Contains(..) => return Err(expressions::key_operator("contains")),
            Condition::Compare(comparator, left, right) => match (left, right) {
                (Operand::Path(_), Operand::Path(_)) => return Err(expressions::key_several_names()),
                (Operand::Value(_), Operand::Value(_)) => return Err(expressions::key_no_name()),
                (Operand::Path(path), Operand::Value(value)) => (path, Predicate::Compare(comparator, value)),
                (Operand::Value(value), Operand::Path(path)) => {
                    (path, Predicate::Compare(comparator.reversed(), value))
                }
                _ => return Err(expressions::key_nested_operations()),
            },
            Condition::Between(value, lower, upper) => {
                let Operand::Path(path) = value else { return Err(expressions::key_first_operand("BETWEEN")) };
                (path, Predicate::Between(constant(&lower)?, constant(&upper)?))
            }
            Condition::BeginsWith(value, prefix) => {
                let Operand::Path(path) = value else { return Err(expressions::key_first_operand("begins_with")) };
                (path, Predicate::BeginsWith(constant(&prefix)?))
            }
        };
        if path.is_nested() {
            return Err(expressions::key_nested_attributes());
        }
        let name = path.head();
        if self.of(name).is_some() {
            return Err(expressions::key_conditions_twice());
        }
        self.predicates.push((name, predicate));
        Ok(())
    }
}

fn constant<'r>(operand: &Operand<'r>) -> Result<&'r AttributeValue, Invalid> {
    match operand {
        Operand::Value(value) => Ok(value),
        Operand::Path(_) => Err(expressions::key_several_names()),
        Operand::Size(_) | Operand::Sum(_) | Operand::Difference(_) => Err(expressions::key_nested_operations()),
    }
}

#[cfg(test)]
mod tests {
    use std::collections::BTreeMap;

    use super::*;
    use crate::item::convert::wire_value;

    fn parsed(source: &str) -> Result<String, String> {
        let text = |text: &str| wire_value(AttributeValue::S(text.to_owned()));
        let values = BTreeMap::from([(":a".to_owned(), text("a")), (":b".to_owned(), text("b"))]);
        let placeholders = Placeholders::read(None, Some(values), &[("KeyConditionExpression", true)], true).unwrap();
        let mut used = placeholders.unused();
        let parsed = KeyCondition::parse(source, &placeholders, &mut used);
        parsed.map(|keys| format!("{:?}", keys.predicates)).map_err(|invalid| invalid.0)
    }

    #[test]
    fn each_key_has_one_predicate() {
        assert_eq!(
            parsed("pk = :a AND :b > sk").unwrap(),
            "[(\"pk\", Compare(Equal, S(\"a\"))), (\"sk\", Compare(Less, S(\"b\")))]"
        );
        assert_eq!(
            parsed("(begins_with(sk, :b)) AND (pk = :a)").unwrap(),
            "[(\"sk\", BeginsWith(S(\"b\"))), (\"pk\", Compare(Equal, S(\"a\")))]"
        );
    }

    #[test]
    fn what_finds_no_keys_is_refused() {
        for (source, message) in [
            ("pk = :a OR sk = :b", "Invalid operator used in KeyConditionExpression: OR"),
            ("NOT pk = :a", "Invalid operator used in KeyConditionExpression: NOT"),
            ("pk <> :a", "Invalid operator used in KeyConditionExpression: <>"),
            ("contains(pk, :a)", "Invalid operator used in KeyConditionExpression: contains"),
            ("size(pk) = :a", "KeyConditionExpressions cannot contain nested operations"),
            ("pk.a = :a", "KeyConditionExpressions cannot have conditions on nested attributes"),
            ("pk = :a AND pk = :b", "KeyConditionExpressions must only contain one condition per key"),
            ("pk = sk", "Invalid condition in KeyConditionExpression: Multiple attribute names used in one condition"),
            (":a = :b", "Invalid condition in KeyConditionExpression: No key attribute specified"),
            (
                ":a BETWEEN :a AND :b",
                "Invalid condition in KeyConditionExpression: BETWEEN operator must have the key attribute as its first operand",
            ),
        ] {
            assert_eq!(parsed(source), Err(message.to_owned()), "{source}");
        }
    }
}
