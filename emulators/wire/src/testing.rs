//! Values made from shapes, for property tests: of the right types, within lengths and enumerations, not to patterns.

use std::collections::BTreeMap;
use std::ops::RangeInclusive;

use aws_smithy_types::{Blob, DateTime};
use proptest::collection::{btree_map, vec};
use proptest::prelude::*;
use proptest::sample::select;

use crate::shape::{Kind, Members, Range, Shape, Text};
use crate::value::Value;

/// How far shapes that contain themselves are followed.
const DEPTH: usize = 5;

/// More elements than this are made only where the shape demands them.
const ELEMENTS: usize = 3;

/// Members come in the order of the shape, entries in the order of their keys, so that values can be compared as they are.
pub fn values(shape: &'static Shape) -> BoxedStrategy<Value> {
    values_within(shape, DEPTH)
}

fn values_within(shape: &'static Shape, depth: usize) -> BoxedStrategy<Value> {
    match &shape.kind {
        Kind::Boolean => any::<bool>().prop_map(Value::Bool).boxed(),
        Kind::Integer(range) => numbers(range, i32::MIN.into(), i32::MAX.into()),
        Kind::Long(range) => numbers(range, i64::MIN, i64::MAX),
        Kind::Float | Kind::Double => {
            // Numbers that every protocol can say: no NaN, no infinity.
            (-1_000_000_000_i64..1_000_000_000)
                .prop_map(|thousandths| Value::Double(thousandths as f64 / 1000.0))
                .boxed()
        }
        // Milliseconds from 1970 to 2100: what every protocol can say.
        Kind::Timestamp => (0_i64..4_102_444_800_000).prop_map(|ms| Value::Time(DateTime::from_millis(ms))).boxed(),
        Kind::Blob(length) => {
            vec(any::<u8>(), lengths(length, 0, 12)).prop_map(|bytes| Value::Blob(Blob::new(bytes))).boxed()
        }
        Kind::String(text) => texts(text).prop_map(Value::String).boxed(),
        Kind::List(list) => {
            let most = if depth == 0 { 0 } else { ELEMENTS };
            vec(values_within(list.element, depth.saturating_sub(1)), lengths(&list.length, 0, most))
                .prop_map(Value::List)
                .boxed()
        }
        Kind::Map(map) => {
            let keys = match &map.key.kind {
                Kind::String(text) => texts(text),
                other => panic!("keys are strings, not {other:?}"),
            };
            let most = if depth == 0 { 0 } else { ELEMENTS };
            let range = lengths(&map.length, 0, most.min(keys_max(map.key)));
            btree_map(keys, values_within(map.value, depth.saturating_sub(1)), range)
                .prop_map(|entries: BTreeMap<String, Value>| Value::Map(entries.into_iter().collect()))
                .boxed()
        }
        Kind::Structure(structure) => structures(structure, depth),
    }
}

fn structures(structure: &'static Members, depth: usize) -> BoxedStrategy<Value> {
    let mut members = Vec::new();
    for (index, member) in structure.members.iter().enumerate() {
        let index = index as u16;
        if member.required {
            let values = values_within(member.shape, depth.saturating_sub(1));
            members.push(values.prop_map(move |value| Some((index, value))).boxed());
        } else if depth > 0 {
            let values = values_within(member.shape, depth - 1);
            members.push(proptest::option::of(values.prop_map(move |value| (index, value))).boxed());
        }
    }
    members.prop_map(|members| Value::Structure(members.into_iter().flatten().collect())).boxed()
}

fn numbers(range: &Range, min: i64, max: i64) -> BoxedStrategy<Value> {
    (range.min.unwrap_or(min)..=range.max.unwrap_or(max)).prop_map(Value::Integer).boxed()
}

fn texts(text: &'static Text) -> BoxedStrategy<String> {
    if !text.values.is_empty() {
        return select(text.values).prop_map(str::to_owned).boxed();
    }
    // Letters mostly, and what protocols must escape: quotes, markup, separators, what lies beyond ASCII and beyond 16 bits.
    let characters = prop_oneof![
        6 => proptest::char::range('a', 'z'),
        1 => select(&['"', '\\', '<', '&', '%', '+', ' ', '=', '.', '\n', 'ß', '\u{2028}', '😀'][..]),
    ];
    vec(characters, lengths(&text.length, 0, 12)).prop_map(|characters| characters.into_iter().collect()).boxed()
}

/// From what the shape demands to a little more.
fn lengths(range: &Range, least: i64, most: usize) -> RangeInclusive<usize> {
    let min = range.min.unwrap_or(least).max(0) as usize;
    let max = (min + most).min(range.max.unwrap_or(i64::MAX) as usize);
    min..=max
}

/// How many different keys there are.
fn keys_max(key: &Shape) -> usize {
    match &key.kind {
        Kind::String(text) if !text.values.is_empty() => text.values.len(),
        _ => usize::MAX,
    }
}
