//! AttributesToGet: which attributes were answered before there were projection expressions.

use std::collections::BTreeSet;

use crate::expression::Projection;
use crate::refusals::{Invalid, legacy, values};

pub fn read(names: &[String]) -> Result<Projection<'_>, Invalid> {
    let mut seen = BTreeSet::new();
    for name in names {
        if name.is_empty() {
            return Err(values::empty_attribute_name());
        }
        if !seen.insert(name) {
            return Err(legacy::attribute_twice(name));
        }
    }
    Ok(Projection::of_names(names.iter().map(String::as_str)))
}
