//! One thing that a shape demands, and how AWS says so.

use std::fmt::{self, Display, Formatter};

use super::pattern;
use crate::shape::{Kind, Range, Shape};
use crate::value::Value;

#[derive(Clone, Debug)]
pub enum Constraint {
    NotNull,
    OneOf(&'static [&'static str]),
    Pattern(&'static str),
    LengthMin(i64),
    LengthMax(i64),
    ValueMin(i64),
    ValueMax(i64),
    /// What every element of a list must satisfy: reported once, for the list, all of it.
    Elements(&'static Shape),
    Keys(&'static Shape),
    Values(&'static Shape),
}

impl Constraint {
    /// What a value of this shape must satisfy by itself, in the order in which AWS reports it.
    pub fn of(shape: &'static Shape) -> impl Iterator<Item = Constraint> {
        use Constraint::*;
        let (bounds, pattern, values) = match &shape.kind {
            Kind::String(text) => (Bounds::length(text.length), text.pattern, text.values),
            Kind::Integer(range) | Kind::Long(range) => (Bounds::value(*range), None, NONE),
            Kind::Blob(length) => (Bounds::length(*length), None, NONE),
            Kind::List(list) => (Bounds::length(list.length), None, NONE),
            Kind::Map(map) => (Bounds::length(map.length), None, NONE),
            _ => (Bounds { min: None, max: None }, None, NONE),
        };
        let values = (!values.is_empty()).then_some(OneOf(values));
        [values, pattern.map(Pattern), bounds.min, bounds.max].into_iter().flatten()
    }

    pub fn is_violated_by(&self, value: &Value) -> bool {
        match (self, value) {
            (_, Value::String(text)) => self.is_violated_by_text(text),
            (Constraint::ValueMin(min), Value::Integer(number)) => number < min,
            (Constraint::ValueMax(max), Value::Integer(number)) => number > max,
            (Constraint::LengthMin(min), value) => length(value) < *min,
            (Constraint::LengthMax(max), value) => length(value) > *max,
            _ => false,
        }
    }

    pub fn is_violated_by_text(&self, text: &str) -> bool {
        match self {
            Constraint::OneOf(values) => !values.contains(&text),
            Constraint::Pattern(pattern) => !pattern::matches(pattern, text),
            // A character takes one to four bytes: most texts need no counting.
            Constraint::LengthMin(min) => (text.len() as i64) < min * 4 && characters(text) < *min,
            Constraint::LengthMax(max) => text.len() as i64 > *max && characters(text) > *max,
            _ => false,
        }
    }
}

const NONE: &[&str] = &[];

struct Bounds {
    min: Option<Constraint>,
    max: Option<Constraint>,
}

impl Bounds {
    fn length(range: Range) -> Bounds {
        Bounds { min: range.min.map(Constraint::LengthMin), max: range.max.map(Constraint::LengthMax) }
    }

    fn value(range: Range) -> Bounds {
        Bounds { min: range.min.map(Constraint::ValueMin), max: range.max.map(Constraint::ValueMax) }
    }
}

fn characters(text: &str) -> i64 {
    text.chars().count() as i64
}

fn length(value: &Value) -> i64 {
    let length = match value {
        Value::Blob(blob) => blob.as_ref().len(),
        Value::List(elements) => elements.len(),
        Value::Map(entries) => entries.len(),
        _ => 0,
    };
    length as i64
}

impl Display for Constraint {
    fn fmt(&self, f: &mut Formatter<'_>) -> fmt::Result {
        match self {
            Constraint::NotNull => f.write_str("Member must not be null"),
            Constraint::OneOf(values) => write!(f, "Member must satisfy enum value set: [{}]", values.join(", ")),
            Constraint::Pattern(pattern) => write!(f, "Member must satisfy regular expression pattern: {pattern}"),
            Constraint::LengthMin(min) => write!(f, "Member must have length greater than or equal to {min}"),
            Constraint::LengthMax(max) => write!(f, "Member must have length less than or equal to {max}"),
            Constraint::ValueMin(min) => write!(f, "Member must have value greater than or equal to {min}"),
            Constraint::ValueMax(max) => write!(f, "Member must have value less than or equal to {max}"),
            Constraint::Elements(shape) => write!(f, "Member must satisfy constraint: [{}]", all(shape)),
            Constraint::Keys(shape) => write!(f, "Map keys must satisfy constraint: [{}]", all(shape)),
            Constraint::Values(shape) => write!(f, "Map value must satisfy constraint: [{}]", all(shape)),
        }
    }
}

/// Everything that is demanded of an element. AWS names the upper bound first here.
/// Seen: kinesalite, test/addTagsToStream.js; dynamodb-conformance, tier 3, batchWriteItem.
fn all(shape: &'static Shape) -> String {
    let mut said: Vec<Constraint> = Constraint::of(shape).collect();
    said.sort_by_key(|constraint| match constraint {
        Constraint::LengthMax(_) | Constraint::ValueMax(_) => 0,
        Constraint::LengthMin(_) | Constraint::ValueMin(_) => 1,
        _ => 2,
    });
    if said.is_empty() {
        said.push(Constraint::NotNull);
    }
    said.iter().map(Constraint::to_string).collect::<Vec<_>>().join(", ")
}
