//! What the decoders of all protocols have in common.

use std::collections::HashSet;

use aws_smithy_types::DateTime;

use crate::shape::{Kind, Shape};
use crate::value::Value;

/// A number for a whole-numbered shape: what does not fit becomes the nearest that does.
pub fn whole(shape: &Shape, number: i64) -> Value {
    Value::Integer(match shape.kind {
        Kind::Integer(_) => number.clamp(i32::MIN.into(), i32::MAX.into()),
        _ => number,
    })
}

/// Seconds with a fraction, to the millisecond: that is what AWS keeps.
pub fn time_from_seconds(seconds: f64) -> DateTime {
    time_from_millis((seconds * 1000.0).round() as i64)
}

pub fn time_from_millis(millis: i64) -> DateTime {
    DateTime::from_millis(millis)
}

/// Sets a member; a later one wins. A null leaves it unset.
pub fn set(members: &mut Vec<(u16, Value)>, index: u16, value: Value) {
    match members.iter().position(|(at, _)| *at == index) {
        _ if value.is_null() => members.retain(|(at, _)| *at != index),
        Some(at) => members[at].1 = value,
        None => members.push((index, value)),
    }
}

/// Leaves the last entry of each key.
pub fn settle(entries: &mut Vec<(String, Value)>) {
    const FEW: usize = 12;
    let is_distinct = match entries.len() {
        0..=1 => true,
        2..=FEW => (1..entries.len()).all(|at| entries[..at].iter().all(|(key, _)| *key != entries[at].0)),
        many => entries.iter().map(|(key, _)| key).collect::<HashSet<_>>().len() == many,
    };
    if is_distinct {
        return;
    }
    let mut seen = HashSet::new();
    let mut kept: Vec<_> = entries.drain(..).rev().filter(|(key, _)| seen.insert(key.clone())).collect();
    kept.reverse();
    *entries = kept;
}
