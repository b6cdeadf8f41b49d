//! Keys: which attributes an item, or an entry of an index, is found by, and the order of it all.

use md5::{Digest, Md5};
use serde::{Deserialize, Serialize};

use crate::expression::condition::Comparator;
use crate::expression::key_condition::Predicate;
use crate::item::Item;
use crate::item::attribute_value::{AttributeValue, Type};
use crate::refusals::{Invalid, values};

const HASH_SIZE_MAX: usize = 2048;
const RANGE_SIZE_MAX: usize = 1024;

/// An attribute that is part of a key. Its type is S, N or B.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct KeyAttribute {
    pub name: String,
    pub kind: KeyType,
}

#[derive(Copy, Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub enum KeyType {
    S,
    N,
    B,
}

/// What a table or an index is ordered by: by hash, then, among equal hash keys, by range.
/// A table has one hash attribute and at most one for the range; a global index may have four of each.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct KeySchema {
    pub hash: Vec<KeyAttribute>,
    pub range: Vec<KeyAttribute>,
}

impl KeyType {
    pub const fn kind(self) -> Type {
        match self {
            KeyType::S => Type::S,
            KeyType::N => Type::N,
            KeyType::B => Type::B,
        }
    }

    pub fn named(name: &str) -> Option<KeyType> {
        match name {
            "S" => Some(KeyType::S),
            "N" => Some(KeyType::N),
            "B" => Some(KeyType::B),
            _ => None,
        }
    }
}

impl KeySchema {
    pub fn attributes(&self) -> impl Iterator<Item = &KeyAttribute> {
        self.hash.iter().chain(&self.range)
    }

    pub fn len(&self) -> usize {
        self.hash.len() + self.range.len()
    }

    pub fn contains(&self, name: &str) -> bool {
        self.attributes().any(|attribute| attribute.name == name)
    }

    /// Checks a key that is given by itself.
    pub fn check_key(&self, key: &Item) -> Result<(), Invalid> {
        if key.len() != self.len() {
            return Err(values::key_does_not_match());
        }
        for attribute in self.attributes() {
            match key.get(&attribute.name) {
                Some(value) if value.kind() == attribute.kind.kind() => check_not_empty(&attribute.name, value)?,
                _ => return Err(values::key_does_not_match()),
            }
        }
        self.check_sizes(key)
    }

    /// Checks the key attributes of a whole item.
    pub fn check_item(&self, item: &Item) -> Result<(), Invalid> {
        for attribute in self.attributes() {
            let value = item.get(&attribute.name).ok_or_else(|| values::key_missing(&attribute.name))?;
            if value.kind() != attribute.kind.kind() {
                return Err(values::key_type_differs(&attribute.name, attribute.kind.kind(), value.kind()));
            }
            check_not_empty(&attribute.name, value)?;
        }
        self.check_sizes(item)
    }

    /// Checks an item that an index may take in. What lacks a key attribute is not taken in, and no mistake.
    pub fn check_entry(&self, item: &Item, index: &str) -> Result<(), Invalid> {
        for attribute in self.attributes() {
            let Some(value) = item.get(&attribute.name) else { continue };
            if value.kind() != attribute.kind.kind() {
                return Err(values::index_key_type_differs(
                    &attribute.name,
                    attribute.kind.kind(),
                    value.kind(),
                    index,
                ));
            }
            if value.extent() == Some(0) {
                return Err(values::index_key_empty(&attribute.name, value.kind(), index));
            }
        }
        self.check_sizes(item)
    }

    /// Whether an item's values can be a key of this kind, as far as it has them.
    pub fn fits(&self, item: &Item) -> bool {
        let is_one = |attribute: &KeyAttribute| {
            let value = item.get(&attribute.name);
            value.is_none_or(|value| value.kind() == attribute.kind.kind() && value.extent() != Some(0))
        };
        self.attributes().all(is_one) && self.check_sizes(item).is_ok()
    }

    /// Of what is given of a key, that nothing is empty.
    pub fn check_not_empty(&self, item: &Item) -> Result<(), Invalid> {
        let given = self.attributes().filter_map(|attribute| Some((attribute, item.get(&attribute.name)?)));
        given.into_iter().try_for_each(|(attribute, value)| check_not_empty(&attribute.name, value))
    }

    /// The same of an index's key.
    pub fn check_entry_not_empty(&self, item: &Item, index: &str) -> Result<(), Invalid> {
        let empty = |attribute: &&KeyAttribute| {
            item.get(&attribute.name)
                .is_some_and(|value| value.kind() == attribute.kind.kind() && value.extent() == Some(0))
        };
        match self.attributes().find(empty) {
            Some(attribute) => Err(values::index_key_empty(&attribute.name, attribute.kind.kind(), index)),
            None => Ok(()),
        }
    }

    /// What the key attributes of an item are of its size.
    pub fn size(&self, item: &Item) -> usize {
        let attributes = self.attributes().filter_map(|it| Some(it.name.len() + item.get(&it.name)?.size()));
        attributes.sum()
    }

    pub fn check_sizes(&self, item: &Item) -> Result<(), Invalid> {
        let size = |attributes: &[KeyAttribute]| {
            attributes.iter().filter_map(|attribute| item.get(&attribute.name)).map(AttributeValue::size).sum::<usize>()
        };
        if size(&self.hash) > HASH_SIZE_MAX {
            return Err(values::hash_key_too_large());
        }
        if size(&self.range) > RANGE_SIZE_MAX {
            return Err(values::range_key_too_large());
        }
        Ok(())
    }

    /// The bytes that an item lies under, if it has all key attributes: four of a hash of the hash key, then hash and range key, ordered as their values are.
    pub fn encode(&self, item: &Item) -> Option<Vec<u8>> {
        let mut out = self.encode_hash(item)?;
        self.append_range(item, &mut out)?;
        Some(out)
    }

    /// Only the hash key: what all items of one collection begin with.
    pub fn encode_hash(&self, item: &Item) -> Option<Vec<u8>> {
        let mut out = Vec::with_capacity(48);
        out.extend_from_slice(&spread(self.hash.iter().filter_map(|attribute| item.get(&attribute.name))));
        for attribute in &self.hash {
            append(item.get(&attribute.name)?, &mut out);
        }
        Some(out)
    }

    /// What an entry of an index ends with: items with the same index key come in the order of a hash of their whole key.
    pub fn append_behind(&self, item: &Item, out: &mut Vec<u8>) -> Option<()> {
        out.extend_from_slice(&spread(self.attributes().filter_map(|attribute| item.get(&attribute.name))));
        for attribute in self.attributes() {
            append(item.get(&attribute.name)?, out);
        }
        Some(())
    }

    fn append_range(&self, item: &Item, out: &mut Vec<u8>) -> Option<()> {
        for attribute in &self.range {
            append(item.get(&attribute.name)?, out);
        }
        Some(())
    }
}

/// The keys that begin with a prefix and satisfy a predicate on the attribute behind it: from the first (included) to the second
/// (not included; none if it is empty).
pub fn bounds(prefix: Vec<u8>, predicate: &Predicate<'_>) -> (Vec<u8>, Vec<u8>) {
    let with = |value: &AttributeValue| {
        let mut key = prefix.clone();
        append(value, &mut key);
        key
    };
    match predicate {
        Predicate::Compare(comparator, value) => {
            let key = with(value);
            match comparator {
                Comparator::Equal | Comparator::NotEqual => (key.clone(), successor(key)),
                Comparator::Less => (prefix, key),
                Comparator::LessOrEqual => (prefix, successor(key)),
                Comparator::Greater => (successor(key), successor(prefix)),
                Comparator::GreaterOrEqual => (key, successor(prefix)),
            }
        }
        Predicate::Between(lower, upper) => (with(lower), successor(with(upper))),
        Predicate::BeginsWith(beginning) => {
            let mut key = prefix;
            match beginning {
                AttributeValue::S(text) => append_escaped(text.as_bytes(), &mut key),
                AttributeValue::B(bytes) => append_escaped(bytes, &mut key),
                other => append(other, &mut key),
            }
            (key.clone(), successor(key))
        }
    }
}

/// The first key after all that begin with these bytes; empty if there is none.
pub fn successor(mut prefix: Vec<u8>) -> Vec<u8> {
    while let Some(last) = prefix.pop() {
        if last < 0xff {
            prefix.push(last + 1);
            return prefix;
        }
    }
    prefix
}

/// Appends a value so that the order of the bytes is that of the values, also with more behind it.
pub fn append(value: &AttributeValue, out: &mut Vec<u8>) {
    match value {
        AttributeValue::S(text) => append_ended(text.as_bytes(), out),
        AttributeValue::B(bytes) => append_ended(bytes, out),
        AttributeValue::N(number) => number.append_key(out),
        _ => debug_assert!(false, "keys are strings, numbers or bytes"),
    }
}

/// A zero byte becomes 00 FF and the end is 00 01.
fn append_ended(bytes: &[u8], out: &mut Vec<u8>) {
    append_escaped(bytes, out);
    out.extend_from_slice(&[0, 1]);
}

fn append_escaped(bytes: &[u8], out: &mut Vec<u8>) {
    let mut rest = bytes;
    while let Some(zero) = rest.iter().position(|byte| *byte == 0) {
        out.extend_from_slice(&rest[..zero]);
        out.extend_from_slice(&[0, 0xff]);
        rest = &rest[zero + 1..];
    }
    out.extend_from_slice(rest);
}

/// Where AWS puts an item among all of a table: scans meet items in the order of this hash, and segments are parts of it.
/// Seen: dynalite 4.0.0, db/index.js, which found it out; moto's `aws_verified` scans come in this order. It is on disk, so it stays.
pub fn spread<'v>(keys: impl Iterator<Item = &'v AttributeValue>) -> [u8; 4] {
    let mut bytes = Vec::with_capacity(64);
    bytes.extend_from_slice(b"Outliers");
    for key in keys {
        match key {
            AttributeValue::S(text) => bytes.extend_from_slice(text.as_bytes()),
            AttributeValue::B(blob) => bytes.extend_from_slice(blob),
            AttributeValue::N(number) => number.append_hashed(&mut bytes),
            _ => debug_assert!(false, "keys are strings, numbers or bytes"),
        }
    }
    let hash: [u8; 16] = Md5::digest(&bytes).into();
    [hash[0], hash[1], hash[2], hash[3]]
}

fn check_not_empty(name: &str, value: &AttributeValue) -> Result<(), Invalid> {
    if value.extent() == Some(0) { Err(values::key_empty(name, value.kind())) } else { Ok(()) }
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;
    use crate::item::number::tests::numbers;

    fn key_values() -> impl Strategy<Value = (AttributeValue, AttributeValue)> {
        let bytes = || prop::collection::vec(prop_oneof![Just(0u8), Just(1), Just(0xff), any::<u8>()], 1..6);
        prop_oneof![
            (numbers(), numbers()).prop_map(|(a, b)| (AttributeValue::N(a), AttributeValue::N(b))),
            (bytes(), bytes()).prop_map(|(a, b)| (AttributeValue::B(a), AttributeValue::B(b))),
            ("[\u{0}ab\u{ffff}]{1,5}", "[\u{0}ab\u{ffff}]{1,5}")
                .prop_map(|(a, b)| (AttributeValue::S(a), AttributeValue::S(b))),
        ]
    }

    fn encoded(value: &AttributeValue, behind: &[u8]) -> Vec<u8> {
        let mut out = Vec::new();
        append(value, &mut out);
        out.extend_from_slice(behind);
        out
    }

    proptest! {
        #[test]
        fn keys_are_in_the_order_of_their_values((a, b) in key_values(), x in any::<[u8; 2]>(), y in any::<[u8; 2]>()) {
            prop_assert_eq!(encoded(&a, &[]).cmp(&encoded(&b, &[])), a.compare(&b).unwrap());
            if a != b {
                prop_assert_eq!(encoded(&a, &x).cmp(&encoded(&b, &y)), a.compare(&b).unwrap());
            }
        }

        #[test]
        fn a_predicate_holds_exactly_within_its_bounds((value, bound) in key_values(), (low, high) in key_values()) {
            let mut predicates: Vec<Predicate<'_>> =
                [Comparator::Equal, Comparator::Less, Comparator::LessOrEqual, Comparator::Greater, Comparator::GreaterOrEqual]
                    .map(|comparator| Predicate::Compare(comparator, &bound))
                    .into();
            if !matches!(bound, AttributeValue::N(_)) {
                predicates.push(Predicate::BeginsWith(&bound));
            }
            if low.kind() == value.kind() {
                predicates.push(Predicate::Between(&low, &high));
            }
            let prefix = b"prefix".to_vec();
            let key = [prefix.clone(), encoded(&value, b"more")].concat();
            for predicate in predicates {
                let (from, to) = bounds(prefix.clone(), &predicate);
                prop_assert_eq!(from <= key && key < to, predicate.holds(&value), "{:?} {:?}", predicate, value);
            }
        }
    }

    #[test]
    fn items_are_spread_as_aws_spreads_them() {
        let text = |text: &str| AttributeValue::S(text.to_owned());
        assert_eq!(spread([&text("A")].into_iter()), [0x0c, 0xb5, 0xbb, 0xe4]);
        assert_eq!(spread([&text("B")].into_iter()), [0x2a, 0x5f, 0xbc, 0x3c]);
    }
}
