//! ExpressionAttributeNames and ExpressionAttributeValues: what stands for what, and what of it was used.

use std::collections::BTreeMap;

use crate::item::attribute_value::AttributeValue;
use crate::item::convert::{self, Wording};
use crate::refusals::{Invalid, expressions};

const NAMES: &str = "ExpressionAttributeNames";
const VALUES: &str = "ExpressionAttributeValues";

/// Characters of a placeholder, its sign counted.
const KEY_MAX: usize = 255;

/// Bytes of all placeholders of a request and of what they stand for.
/// <https://docs.aws.amazon.com/amazondynamodb/latest/developerguide/Constraints.html>
const SUBSTITUTIONS_MAX: usize = 2 << 20;

/// By placeholder, in order.
#[derive(Debug, Default)]
pub struct Placeholders {
    names: Vec<(String, String)>,
    values: Vec<(String, AttributeValue)>,
}

/// Which placeholders an expression of the request has used.
#[derive(Debug)]
pub struct Used {
    names: Vec<bool>,
    values: Vec<bool>,
}

impl Placeholders {
    /// Reads both maps; the expressions are those that the request may have, by name and whether it has them.
    pub fn read(
        names: Option<BTreeMap<String, String>>,
        values: Option<BTreeMap<String, wire::Value>>,
        expressions: &[(&str, bool)],
        named_if_missing: bool,
    ) -> Result<Placeholders, Invalid> {
        if expressions.iter().all(|(_, given)| !given) {
            if names.is_some() {
                return Err(expressions::names_without_expression());
            }
            if values.is_some() {
                let missing: Vec<&str> =
                    expressions.iter().filter(|_| named_if_missing).map(|(name, _)| *name).collect();
                return Err(expressions::values_without_expression(&missing));
            }
        }
        let names: Option<Vec<_>> = names.map(|names| names.into_iter().collect());
        if let Some(names) = &names {
            if names.is_empty() {
                return Err(expressions::placeholders_empty(NAMES));
            }
            for (key, name) in names {
                check_key(NAMES, key, b'#')?;
                convert::check_name(name).map_err(|why| expressions::placeholder_bad_name(key, why))?;
            }
        }
        let mut read = Vec::new();
        if let Some(values) = values {
            if values.is_empty() {
                return Err(expressions::placeholders_empty(VALUES));
            }
            for key in values.keys() {
                check_key(VALUES, key, b':')?;
            }
            for (key, value) in values {
                read.push((key, convert::value(value, Wording::Current)?));
            }
        }
        let placeholders = Placeholders { names: names.unwrap_or_default(), values: read };
        placeholders.check_sizes()?;
        Ok(placeholders)
    }

    fn check_sizes(&self) -> Result<(), Invalid> {
        let names: usize = self.names.iter().map(|(key, name)| key.len() + name.len()).sum();
        let values: usize = self.values.iter().map(|(key, value)| key.len() + value.size()).sum();
        match () {
            () if names > SUBSTITUTIONS_MAX => Err(expressions::substitutions_too_large(NAMES)),
            () if values > SUBSTITUTIONS_MAX => Err(expressions::substitutions_too_large(VALUES)),
            () if names + values > SUBSTITUTIONS_MAX => Err(expressions::all_substitutions_too_large()),
            () => Ok(()),
        }
    }

    pub fn unused(&self) -> Used {
        Used { names: vec![false; self.names.len()], values: vec![false; self.values.len()] }
    }

    pub(super) fn name(&self, placeholder: &str, used: &mut Used) -> Option<&str> {
        let at = self.names.binary_search_by(|(key, _)| key.as_str().cmp(placeholder)).ok()?;
        used.names[at] = true;
        Some(&self.names[at].1)
    }

    pub(super) fn value(&self, placeholder: &str, used: &mut Used) -> Option<&AttributeValue> {
        let at = self.values.binary_search_by(|(key, _)| key.as_str().cmp(placeholder)).ok()?;
        used.values[at] = true;
        Some(&self.values[at].1)
    }

    /// Refuses what no expression used. Only after all of them were read.
    pub fn all_used(&self, used: &Used) -> Result<(), Invalid> {
        let names = unused(&self.names, &used.names);
        if !names.is_empty() {
            return Err(expressions::placeholders_unused(NAMES, &names));
        }
        let values = unused(&self.values, &used.values);
        if !values.is_empty() {
            return Err(expressions::placeholders_unused(VALUES, &values));
        }
        Ok(())
    }
}

fn unused<'a, T>(given: &'a [(String, T)], used: &[bool]) -> Vec<&'a str> {
    given.iter().zip(used).filter(|(_, used)| !**used).map(|((key, _), _)| key.as_str()).collect()
}

fn check_key(parameter: &str, key: &str, sign: u8) -> Result<(), Invalid> {
    let characters = key.encode_utf16().count();
    if characters > KEY_MAX {
        return Err(expressions::placeholder_too_long(parameter, characters));
    }
    let rest = key.as_bytes().strip_prefix(&[sign]);
    match rest {
        Some(rest) if !rest.is_empty() && rest.iter().all(|byte| byte.is_ascii_alphanumeric() || *byte == b'_') => {
            Ok(())
        }
        _ => Err(expressions::placeholder_invalid(parameter, key)),
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::item::convert::wire_value;

    /// Of so many bytes each, placeholder and all.
    fn read(names: &[usize], values: &[usize]) -> Result<Placeholders, String> {
        let filled = |bytes: usize| "x".repeat(bytes - 3);
        let names = names.iter().enumerate().map(|(at, bytes)| (format!("#{at:02}"), filled(*bytes))).collect();
        let values = values.iter().enumerate();
        let values = values.map(|(at, bytes)| (format!(":{at:02}"), wire_value(AttributeValue::S(filled(*bytes)))));
        let read = Placeholders::read(Some(names), Some(values.collect()), &[("FilterExpression", true)], false);
        read.map_err(|invalid| invalid.0)
    }

    #[test]
    fn a_placeholder_has_at_most_255_characters() {
        let read = |length: usize| {
            let names = BTreeMap::from([(format!("#{}", "a".repeat(length - 1)), "a".to_owned())]);
            Placeholders::read(Some(names), None, &[("FilterExpression", true)], false).map_err(|invalid| invalid.0)
        };
        assert!(read(255).is_ok());
        assert_eq!(
            read(256).unwrap_err(),
            "ExpressionAttributeNames contains invalid key: The expression attribute map contains a key that is too long; \
             size of key: 256"
        );
    }

    #[test]
    fn all_that_is_substituted_has_at_most_two_mebibytes() {
        const MEBIBYTE: usize = 1 << 20;
        let name = 1 << 15;
        assert!(read(&[name; 32], &[MEBIBYTE]).is_ok());
        for (names, values, message) in [
            (vec![name; 65], vec![4], "ExpressionAttributeNames exceeds max size"),
            (vec![4], vec![MEBIBYTE, MEBIBYTE + 1], "ExpressionAttributeValues exceeds max size"),
            (
                vec![name; 32],
                vec![MEBIBYTE + 1],
                "Combined size of ExpressionAttributeNames and ExpressionAttributeValues exceeds max size",
            ),
        ] {
            assert_eq!(read(&names, &values).unwrap_err(), message);
        }
    }

    #[test]
    fn a_name_that_is_too_large_is_told_with_its_placeholder() {
        assert_eq!(
            read(&[65_539], &[4]).unwrap_err(),
            "ExpressionAttributeNames contains invalid value: Attribute name is too large, must be less than 65536 bytes for key #00"
        );
    }
}
