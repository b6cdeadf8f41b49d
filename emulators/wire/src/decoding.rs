//! What the decoders of all protocols have in common.

use std::collections::HashSet;

use aws_smithy_types::DateTime;

use crate::shape::{Kind, Shape};
use crate::value::Value;

/// A number for a whole-numbered shape: what does not fit becomes the nearest that does.
pub(crate) fn whole(shape: &Shape, number: i64) -> Value {
    Value::Integer(match shape.kind {
        Kind::Integer(_) => number.clamp(i32::MIN.into(), i32::MAX.into()),
        _ => number,
    })
}

/// Seconds with a fraction, to the millisecond: that is what AWS keeps.
pub(crate) fn time_from_seconds(seconds: f64) -> DateTime {
    time_from_millis((seconds * 1000.0).round() as i64)
}

/// Every time that comes in fits into milliseconds, so services need not ask.
pub(crate) fn time_from_millis(millis: i64) -> DateTime {
    DateTime::from_millis(millis)
}

/// Sets a member; a later one wins. A null leaves it unset.
pub(crate) fn set(members: &mut Vec<(u16, Value)>, index: u16, value: Value) {
    match members.iter().position(|(at, _)| *at == index) {
        _ if value.is_null() => members.retain(|(at, _)| *at != index),
        Some(at) => members[at].1 = value,
        None => members.push((index, value)),
    }
}

/// Leaves the last entry of each key.
pub(crate) fn settle(entries: &mut Vec<(String, Value)>) {
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

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_time_fits_into_milliseconds_and_can_be_shown() {
        for seconds in [0.0, -1.5, 1e300, -1e300, f64::INFINITY, f64::NAN, 253_402_300_799.999] {
            let time = time_from_seconds(seconds);
            assert!(time.to_millis().is_ok(), "{seconds}");
            assert!(!time.to_string().is_empty(), "{seconds}");
        }
        for millis in [i64::MIN, i64::MAX] {
            assert_eq!(time_from_millis(millis).to_millis().ok(), Some(millis));
        }
    }

    #[test]
    fn of_entries_with_the_same_key_the_last_one_stays() {
        let entry = |key: &str, value: i64| (key.to_owned(), Value::Integer(value));
        let mut few = vec![entry("a", 1), entry("b", 2), entry("a", 3)];
        settle(&mut few);
        assert_eq!(few, [entry("b", 2), entry("a", 3)]);

        let mut many: Vec<_> = (0..40).map(|n| entry(&(n % 20).to_string(), n)).collect();
        settle(&mut many);
        assert_eq!(many, (20..40).map(|n| entry(&(n % 20).to_string(), n)).collect::<Vec<_>>());
    }

    #[test]
    fn of_members_with_the_same_name_the_last_one_stays_and_a_null_unsets() {
        let mut members = Vec::new();
        set(&mut members, 3, Value::Integer(1));
        set(&mut members, 3, Value::Integer(2));
        assert_eq!(members, [(3, Value::Integer(2))]);
        set(&mut members, 3, Value::Null);
        assert_eq!(members, []);
    }
}
