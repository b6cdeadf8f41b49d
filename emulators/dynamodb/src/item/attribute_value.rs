//! An attribute value: one of DynamoDB's ten types.

use std::cmp::Ordering;

use crate::item::Item;
use crate::item::number::Number;

/// Sets hold each element once and in order: AWS answers strings and bytes in the order of their bytes, numbers in theirs.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum AttributeValue {
    S(String),
    N(Number),
    B(Vec<u8>),
    Ss(Vec<String>),
    Ns(Vec<Number>),
    Bs(Vec<Vec<u8>>),
    M(Item),
    L(Vec<AttributeValue>),
    Null,
    Bool(bool),
}

/// The types, as they are numbered in the service model: the number of a member in AttributeValue, and the tag in a stored item.
#[derive(Copy, Clone, Debug, PartialEq, Eq, Hash)]
#[repr(u8)]
pub enum Type {
    S,
    N,
    B,
    Ss,
    Ns,
    Bs,
    M,
    L,
    Null,
    Bool,
}

impl Type {
    pub const ALL: [Type; 10] =
        [Type::S, Type::N, Type::B, Type::Ss, Type::Ns, Type::Bs, Type::M, Type::L, Type::Null, Type::Bool];

    pub const fn name(self) -> &'static str {
        match self {
            Type::S => "S",
            Type::N => "N",
            Type::B => "B",
            Type::Ss => "SS",
            Type::Ns => "NS",
            Type::Bs => "BS",
            Type::M => "M",
            Type::L => "L",
            Type::Null => "NULL",
            Type::Bool => "BOOL",
        }
    }

    pub fn named(name: &str) -> Option<Type> {
        Type::ALL.into_iter().find(|it| it.name() == name)
    }

    pub fn is_set(self) -> bool {
        matches!(self, Type::Ss | Type::Ns | Type::Bs)
    }
}

impl AttributeValue {
    pub const fn kind(&self) -> Type {
        match self {
            AttributeValue::S(_) => Type::S,
            AttributeValue::N(_) => Type::N,
            AttributeValue::B(_) => Type::B,
            AttributeValue::Ss(_) => Type::Ss,
            AttributeValue::Ns(_) => Type::Ns,
            AttributeValue::Bs(_) => Type::Bs,
            AttributeValue::M(_) => Type::M,
            AttributeValue::L(_) => Type::L,
            AttributeValue::Null => Type::Null,
            AttributeValue::Bool(_) => Type::Bool,
        }
    }

    /// What AWS counts for it: the bytes of texts and names, three for a list or map and one for each element.
    /// <https://docs.aws.amazon.com/amazondynamodb/latest/developerguide/CapacityUnitCalculations.html>
    pub fn size(&self) -> usize {
        match self {
            AttributeValue::S(text) => text.len(),
            AttributeValue::N(number) => number.size(),
            AttributeValue::B(bytes) => bytes.len(),
            AttributeValue::Ss(texts) => texts.iter().map(String::len).sum(),
            AttributeValue::Ns(numbers) => numbers.iter().map(|number| number.size()).sum(),
            AttributeValue::Bs(blobs) => blobs.iter().map(Vec::len).sum(),
            AttributeValue::M(map) => 3 + map.len() + map.size(),
            AttributeValue::L(list) => 3 + list.iter().map(|element| 1 + element.size()).sum::<usize>(),
            AttributeValue::Null | AttributeValue::Bool(_) => 1,
        }
    }

    /// How many lists and maps deep it goes: 0 for a scalar or a set.
    pub fn depth(&self) -> usize {
        match self {
            AttributeValue::M(map) => 1 + map.iter().map(|(_, value)| value.depth()).max().unwrap_or(0),
            AttributeValue::L(list) => 1 + list.iter().map(AttributeValue::depth).max().unwrap_or(0),
            _ => 0,
        }
    }

    /// The order of two values of the same ordered type: strings and bytes by their bytes, numbers by value.
    pub fn compare(&self, other: &AttributeValue) -> Option<Ordering> {
        match (self, other) {
            (AttributeValue::S(a), AttributeValue::S(b)) => Some(a.as_bytes().cmp(b.as_bytes())),
            (AttributeValue::N(a), AttributeValue::N(b)) => Some(a.cmp(b)),
            (AttributeValue::B(a), AttributeValue::B(b)) => Some(a.cmp(b)),
            _ => None,
        }
    }

    pub fn begins_with(&self, prefix: &AttributeValue) -> bool {
        match (self, prefix) {
            (AttributeValue::S(text), AttributeValue::S(prefix)) => text.starts_with(prefix.as_str()),
            (AttributeValue::B(bytes), AttributeValue::B(prefix)) => bytes.starts_with(prefix),
            _ => false,
        }
    }

    /// A part of a string or of bytes, or an element of a set or a list.
    pub fn contains(&self, part: &AttributeValue) -> bool {
        match (self, part) {
            (AttributeValue::S(text), AttributeValue::S(part)) => text.contains(part.as_str()),
            (AttributeValue::B(bytes), AttributeValue::B(part)) => {
                part.is_empty() || bytes.windows(part.len()).any(|window| window == part.as_slice())
            }
            (AttributeValue::Ss(set), AttributeValue::S(element)) => set.binary_search(element).is_ok(),
            (AttributeValue::Ns(set), AttributeValue::N(element)) => set.binary_search(element).is_ok(),
            (AttributeValue::Bs(set), AttributeValue::B(element)) => set.binary_search(element).is_ok(),
            (AttributeValue::L(list), element) => list.contains(element),
            _ => false,
        }
    }

    /// How much is in it: bytes of a text or of bytes, elements of a set, list or map.
    pub fn extent(&self) -> Option<usize> {
        match self {
            AttributeValue::S(text) => Some(text.len()),
            AttributeValue::B(bytes) => Some(bytes.len()),
            AttributeValue::Ss(set) => Some(set.len()),
            AttributeValue::Ns(set) => Some(set.len()),
            AttributeValue::Bs(set) => Some(set.len()),
            AttributeValue::M(map) => Some(map.len()),
            AttributeValue::L(list) => Some(list.len()),
            AttributeValue::N(_) | AttributeValue::Null | AttributeValue::Bool(_) => None,
        }
    }
}

#[cfg(test)]
pub(crate) mod tests {
    use proptest::prelude::*;

    use super::*;
    use crate::item::number::tests::numbers;

    /// Values of every type, nested some levels deep.
    pub fn values() -> impl Strategy<Value = AttributeValue> {
        let scalar = prop_oneof![
            "\\PC{0,12}".prop_map(AttributeValue::S),
            "[a-c\u{0}\"\\\\\n]{0,6}".prop_map(AttributeValue::S),
            numbers().prop_map(AttributeValue::N),
            prop::collection::vec(any::<u8>(), 0..12).prop_map(AttributeValue::B),
            prop::collection::btree_set("[a-e]{0,3}", 1..4)
                .prop_map(|set| AttributeValue::Ss(set.into_iter().collect())),
            prop::collection::btree_set(numbers(), 1..4).prop_map(|set| AttributeValue::Ns(set.into_iter().collect())),
            prop::collection::btree_set(prop::collection::vec(any::<u8>(), 0..4), 1..4)
                .prop_map(|set| AttributeValue::Bs(set.into_iter().collect())),
            Just(AttributeValue::Null),
            any::<bool>().prop_map(AttributeValue::Bool),
        ];
        scalar.prop_recursive(4, 24, 5, |inner| {
            prop_oneof![
                prop::collection::vec(inner.clone(), 0..5).prop_map(AttributeValue::L),
                prop::collection::btree_map("[a-z]{1,4}", inner, 0..5)
                    .prop_map(|map| AttributeValue::M(map.into_iter().collect())),
            ]
        })
    }

    #[test]
    fn lists_and_maps_cost_three_and_one_for_each_element() {
        let text = |text: &str| AttributeValue::S(text.to_owned());
        assert_eq!(AttributeValue::L(vec![]).size(), 3);
        assert_eq!(AttributeValue::L(vec![text("ab"), AttributeValue::Null]).size(), 3 + 2 + 2 + 1);
        assert_eq!(AttributeValue::M(Item::from_iter([("key".to_owned(), text("ab"))])).size(), 3 + 1 + 3 + 2);
    }

    #[test]
    fn only_values_of_one_ordered_type_compare() {
        let one = AttributeValue::N(Number::parse("1").unwrap());
        assert_eq!(one.compare(&AttributeValue::S("1".to_owned())), None);
        assert_eq!(AttributeValue::Bool(true).compare(&AttributeValue::Bool(false)), None);
        assert_eq!(AttributeValue::S("Z".to_owned()).compare(&AttributeValue::S("a".to_owned())), Some(Ordering::Less));
    }
}
