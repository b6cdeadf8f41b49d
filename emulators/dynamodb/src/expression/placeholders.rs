//! ExpressionAttributeNames and ExpressionAttributeValues: what stands for what, and what of it was used.

use std::collections::BTreeMap;

use crate::attribute_value::AttributeValue;
use crate::refusals::{Invalid, expressions};
use crate::wired::{self, Wording};

const NAMES: &str = "ExpressionAttributeNames";
const VALUES: &str = "ExpressionAttributeValues";

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
                if name.is_empty() {
                    return Err(expressions::placeholder_empty_name(key));
                }
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
                read.push((key, wired::value(value, Wording::Current)?));
            }
        }
        Ok(Placeholders { names: names.unwrap_or_default(), values: read })
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
    let rest = key.as_bytes().strip_prefix(&[sign]);
    match rest {
        Some(rest) if !rest.is_empty() && rest.iter().all(|byte| byte.is_ascii_alphanumeric() || *byte == b'_') => {
            Ok(())
        }
        _ => Err(expressions::placeholder_invalid(parameter, key)),
    }
}
