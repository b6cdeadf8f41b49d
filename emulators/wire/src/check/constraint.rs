//! One thing that a shape demands, and how AWS says so.

use std::fmt::{self, Display, Formatter};

use super::pattern;
use crate::shape::{Kind, Range, Shape, Text};
use crate::value::Value;

#[derive(Clone, Debug)]
pub(super) enum Constraint {
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

/// Whether a value satisfies all that its shape demands by itself. Says the same as `Constraint::of`, and nothing more; nearly every
/// value that comes in is asked only this.
pub(super) fn satisfies(shape: &Shape, value: &Value) -> bool {
    match (&shape.kind, value) {
        (Kind::String(kind), Value::String(text)) => satisfies_text(kind, text),
        (Kind::Integer(range) | Kind::Long(range), Value::Integer(number)) => range.contains(*number),
        (Kind::Blob(length), Value::Blob(blob)) => length.contains(blob.as_ref().len() as i64),
        (Kind::List(list), Value::List(elements)) => list.length.contains(elements.len() as i64),
        (Kind::Map(map), Value::Map(entries)) => map.length.contains(entries.len() as i64),
        _ => true,
    }
}

pub(super) fn satisfies_text(kind: &Text, text: &str) -> bool {
    kind.length.min.is_none_or(|min| !is_shorter(text, min))
        && kind.length.max.is_none_or(|max| !is_longer(text, max))
        && (kind.values.is_empty() || kind.values.contains(&text))
        && kind.pattern.is_none_or(|pattern| pattern::matches(pattern, text))
}

// A character takes one to four bytes: most texts need no counting.

fn is_shorter(text: &str, min: i64) -> bool {
    (text.len() as i64) < min * 4 && characters(text) < min
}

fn is_longer(text: &str, max: i64) -> bool {
    text.len() as i64 > max && characters(text) > max
}

impl Constraint {
    /// What a value of this shape must satisfy by itself, in the order in which AWS reports it.
    pub(super) fn of(shape: &'static Shape) -> impl Iterator<Item = Constraint> {
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

    pub(super) fn is_violated_by(&self, value: &Value) -> bool {
        match (self, value) {
            (_, Value::String(text)) => self.is_violated_by_text(text),
            (Constraint::ValueMin(min), Value::Integer(number)) => number < min,
            (Constraint::ValueMax(max), Value::Integer(number)) => number > max,
            (Constraint::LengthMin(min), value) => length(value) < *min,
            (Constraint::LengthMax(max), value) => length(value) > *max,
            _ => false,
        }
    }

    pub(super) fn is_violated_by_text(&self, text: &str) -> bool {
        match self {
            Constraint::OneOf(values) => !values.contains(&text),
            Constraint::Pattern(pattern) => !pattern::matches(pattern, text),
            Constraint::LengthMin(min) => is_shorter(text, *min),
            Constraint::LengthMax(max) => is_longer(text, *max),
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

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    static VALUES: &[&str] = &["", "ab", "ää", "ALL"];

    fn shapes() -> impl Strategy<Value = &'static Shape> {
        let bound = || proptest::option::of(0i64..6);
        let pattern = proptest::option::of(Just("[a-zA-Z0-9_.-]+"));
        let kinds = (0..5, bound(), bound(), pattern, any::<bool>());
        kinds.prop_map(|(kind, min, max, pattern, is_enum)| {
            let range = Range { min, max };
            let kind = match kind {
                0 => Kind::Integer(range),
                1 => Kind::Blob(range),
                2 => Kind::Long(range),
                _ => Kind::String(Text { length: range, pattern, values: if is_enum { VALUES } else { &[] } }),
            };
            &*Box::leak(Box::new(Shape { name: "Made", kind }))
        })
    }

    fn value_of(shape: &Shape) -> BoxedStrategy<Value> {
        match &shape.kind {
            Kind::Integer(_) | Kind::Long(_) => (-1i64..8).prop_map(Value::Integer).boxed(),
            Kind::Blob(_) => {
                proptest::collection::vec(any::<u8>(), 0..7).prop_map(|bytes| Value::Blob(bytes.into())).boxed()
            }
            _ => prop_oneof![
                "[aäB. 😀]{0,7}".prop_map(Value::String),
                proptest::sample::select(VALUES).prop_map(|text| Value::String(text.to_owned())),
            ]
            .boxed(),
        }
    }

    proptest! {
        #[test]
        fn a_value_satisfies_its_shape_when_no_constraint_is_violated(
            (shape, value) in shapes().prop_flat_map(|shape| (Just(shape), value_of(shape)))
        ) {
            let is_violated = Constraint::of(shape).any(|constraint| constraint.is_violated_by(&value));
            prop_assert_eq!(satisfies(shape, &value), !is_violated);
        }
    }
}
