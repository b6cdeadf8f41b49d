//! Attribute values as the wire carries them, and the rules that they must keep.

use std::collections::BTreeMap;

use aws_smithy_types::Blob;
use wire::Value;

use crate::item::Item;
use crate::item::attribute_value::{AttributeValue, Type};
use crate::item::number::{NotANumber, Number};
use crate::refusals::{Invalid, values};

/// Lists and maps that may stand within each other in an item, its own map counted.
pub const NESTING_MAX: usize = 32;

/// Bytes of an attribute's name.
/// <https://docs.aws.amazon.com/amazondynamodb/latest/developerguide/HowItWorks.NamingRulesDataTypes.html>
const NAME_MAX: usize = 65_535;

/// AWS has two ways to word what is wrong with a value.
#[derive(Copy, Clone, Debug, PartialEq, Eq)]
pub enum Wording {
    Current,
    /// Still in BatchWriteItem and in transactions.
    Older,
}

/// Reads attributes: an item, a key, a map.
pub fn item(attributes: BTreeMap<String, Value>, wording: Wording) -> Result<Item, Invalid> {
    if attributes.contains_key("") {
        return Err(values::empty_attribute_name());
    }
    let mut item = Item::with_capacity(attributes.len());
    for (name, attribute) in attributes {
        check_name(&name)?;
        item.insert(name, nested_value(attribute, wording, 0)?);
    }
    Ok(item)
}

/// Reads one attribute value.
pub fn value(value: Value, wording: Wording) -> Result<AttributeValue, Invalid> {
    nested_value(value, wording, 0)
}

/// The service model bounds the characters of names outside of values, and nothing but this the bytes.
pub fn check_name(name: &str) -> Result<(), Invalid> {
    match name.len() {
        0 => Err(values::empty_attribute_name()),
        1..=NAME_MAX => Ok(()),
        _ => Err(values::attribute_name_too_large()),
    }
}

fn nested_value(value: Value, wording: Wording, depth: usize) -> Result<AttributeValue, Invalid> {
    if depth >= NESTING_MAX {
        return Err(values::nested_too_deep());
    }
    let Value::Structure(members) = value else { return Err(values::empty_value()) };
    let mut read = None;
    let several = members.len() > 1;
    for (kind, member) in members {
        read = Some(typed_value(Type::ALL[usize::from(kind)], member, wording, depth)?);
    }
    if several {
        return Err(values::several_types());
    }
    read.ok_or_else(values::empty_value)
}

fn typed_value(kind: Type, member: Value, wording: Wording, depth: usize) -> Result<AttributeValue, Invalid> {
    Ok(match (kind, member) {
        (Type::S, Value::String(text)) => AttributeValue::S(text),
        (Type::N, Value::String(text)) => AttributeValue::N(number(&text, wording)?),
        (Type::B, Value::Blob(blob)) => AttributeValue::B(blob.into_inner()),
        (Type::Bool, Value::Bool(truth)) => AttributeValue::Bool(truth),
        (Type::Null, Value::Bool(true)) => AttributeValue::Null,
        (Type::Null, Value::Bool(false)) => return Err(values::null_not_true()),
        (Type::Ss | Type::Ns | Type::Bs, Value::List(elements)) if elements.is_empty() => {
            return Err(values::empty_set(kind));
        }
        (Type::Ss, Value::List(elements)) => AttributeValue::Ss(string_set(elements, wording)?),
        (Type::Ns, Value::List(elements)) => AttributeValue::Ns(number_set(elements, wording)?),
        (Type::Bs, Value::List(elements)) => AttributeValue::Bs(blob_set(elements, wording)?),
        (Type::M, Value::Map(entries)) => {
            let mut attributes = Vec::with_capacity(entries.len());
            for (name, entry) in entries {
                check_name(&name)?;
                attributes.push((name, nested_value(entry, wording, depth + 1)?));
            }
            AttributeValue::M(attributes.into_iter().collect())
        }
        (Type::L, Value::List(elements)) => AttributeValue::L(
            elements.into_iter().map(|element| nested_value(element, wording, depth + 1)).collect::<Result<_, _>>()?,
        ),
        (kind, other) => panic!("a checked value has the type of its shape: wanted {}, found {other:?}", kind.name()),
    })
}

fn number(text: &str, wording: Wording) -> Result<Number, Invalid> {
    Number::parse(text).map_err(|why| match (why, wording) {
        (NotANumber::NotNumeric, Wording::Older) if text.is_empty() => values::empty_number_in_batch(),
        _ => values::not_a_number(why, text),
    })
}

fn string_set(elements: Vec<Value>, wording: Wording) -> Result<Vec<String>, Invalid> {
    let texts: Vec<String> = elements.into_iter().map(text_of).collect();
    let mut set = texts.clone();
    match sort_or_first_duplicate(&mut set, &texts) {
        None => Ok(set),
        Some(_) if wording == Wording::Older => Err(values::duplicate_strings(&texts)),
        Some(at) => {
            let quoted: Vec<String> = as_read(&texts, at)
                .iter()
                .map(|text| {
                    let mut out = Vec::new();
                    crate::item::stored::json::append_string(&mut out, text.as_bytes());
                    String::from_utf8(out).expect("escaping keeps UTF-8")
                })
                .collect();
            Err(values::duplicate_strings(&quoted))
        }
    }
}

fn number_set(elements: Vec<Value>, wording: Wording) -> Result<Vec<Number>, Invalid> {
    let numbers =
        elements.into_iter().map(|element| number(&text_of(element), wording)).collect::<Result<Vec<_>, _>>()?;
    let mut set = numbers.clone();
    match (sort_or_first_duplicate(&mut set, &numbers), wording) {
        (None, _) => Ok(set),
        (Some(_), Wording::Current) => Err(values::duplicate_numbers()),
        (Some(_), Wording::Older) => Err(values::duplicate_numbers_in_batch()),
    }
}

fn blob_set(elements: Vec<Value>, wording: Wording) -> Result<Vec<Vec<u8>>, Invalid> {
    let blobs: Vec<Vec<u8>> = elements
        .into_iter()
        .map(|element| match element {
            Value::Blob(blob) => blob.into_inner(),
            _ => Vec::new(),
        })
        .collect();
    let mut set = blobs.clone();
    let shown = |blobs: &[Vec<u8>], quote: &str| -> Vec<String> {
        blobs.iter().map(|blob| format!("{quote}{}{quote}", aws_smithy_types::base64::encode(blob))).collect()
    };
    match (sort_or_first_duplicate(&mut set, &blobs), wording) {
        (None, _) => Ok(set),
        (Some(at), Wording::Current) => Err(values::duplicate_blobs(&shown(&as_read(&blobs, at), "\""), ",")),
        (Some(_), Wording::Older) => Err(values::duplicate_blobs(&shown(&blobs, ""), ", ")),
    }
}

fn text_of(value: Value) -> String {
    match value {
        Value::String(text) => text,
        _ => String::new(),
    }
}

/// Sorts a set. If something is there twice, the position at which it is there again in the order of the request.
fn sort_or_first_duplicate<T: Ord>(set: &mut [T], sent: &[T]) -> Option<usize> {
    set.sort_unstable();
    if set.windows(2).all(|pair| pair[0] != pair[1]) {
        return None;
    }
    (0..sent.len()).find(|&at| sent[..at].contains(&sent[at]))
}

/// The order in which AWS lists a collection with a duplicate at a position.
fn as_read<T: Ord + Clone>(sent: &[T], duplicate: usize) -> Vec<T> {
    let mut listed = sent.to_vec();
    listed[..duplicate].sort();
    listed
}

/// Attributes for the wire.
pub fn map_value(item: Item) -> Value {
    Value::Map(item.into_iter().map(|(name, value)| (name, wire_value(value))).collect())
}

pub fn wire_value(value: AttributeValue) -> Value {
    let kind = value.kind() as u16;
    let text = |number: Number| Value::String(number.to_string());
    let member = match value {
        AttributeValue::S(text) => Value::String(text),
        AttributeValue::N(number) => text(number),
        AttributeValue::B(bytes) => Value::Blob(Blob::new(bytes)),
        AttributeValue::Ss(set) => Value::List(set.into_iter().map(Value::String).collect()),
        AttributeValue::Ns(set) => Value::List(set.into_iter().map(text).collect()),
        AttributeValue::Bs(set) => Value::List(set.into_iter().map(|bytes| Value::Blob(Blob::new(bytes))).collect()),
        AttributeValue::M(map) => map_value(map),
        AttributeValue::L(list) => Value::List(list.into_iter().map(wire_value).collect()),
        AttributeValue::Null => Value::Bool(true),
        AttributeValue::Bool(truth) => Value::Bool(truth),
    };
    Value::Structure(vec![(kind, member)])
}

/// Attributes as the generated structs hold them.
pub fn attributes(item: Item) -> BTreeMap<String, Value> {
    item.into_iter().map(|(name, value)| (name, wire_value(value))).collect()
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;
    use crate::item::attribute_value::tests::values;

    fn read(members: Vec<(Type, Value)>) -> Result<AttributeValue, String> {
        let members = members.into_iter().map(|(kind, value)| (kind as u16, value)).collect();
        value(Value::Structure(members), Wording::Current).map_err(|invalid| invalid.0)
    }

    fn texts(texts: &[&str]) -> Value {
        Value::List(texts.iter().map(|&text| Value::String(text.to_owned())).collect())
    }

    proptest! {
        #[test]
        fn values_survive_the_wire(it in values()) {
            prop_assert_eq!(value(wire_value(it.clone()), Wording::Current), Ok(it));
        }
    }

    #[test]
    fn types_are_numbered_as_in_the_service_model() {
        let shape = models::dynamodb::MODEL.operations[models::dynamodb::MODEL.operation("PutItem").unwrap()].input;
        let item = &shape.members()[usize::from(shape.member("Item").unwrap())];
        let wire::Kind::Map(map) = &item.shape.kind else { panic!("an item is a map") };
        for kind in Type::ALL {
            assert_eq!(map.value.member(kind.name()), Some(kind as u16));
        }
    }

    #[test]
    fn a_value_has_exactly_one_type() {
        assert_eq!(
            read(vec![]).unwrap_err(),
            "Supplied AttributeValue is empty, must contain exactly one of the supported datatypes"
        );
        assert_eq!(
            read(vec![(Type::S, Value::String("a".into())), (Type::Bool, Value::Bool(true))]).unwrap_err(),
            "Supplied AttributeValue has more than one datatypes set, must contain exactly one of the supported datatypes"
        );
    }

    #[test]
    fn a_name_has_at_least_one_byte_and_at_most_65535() {
        let named = |name: &str| {
            let inner = Value::Structure(vec![(Type::Null as u16, Value::Bool(true))]);
            let map = Value::Map([(name.to_owned(), inner)].into());
            read(vec![(Type::L, Value::List(vec![Value::Structure(vec![(Type::M as u16, map)])]))])
        };
        let longest = format!("a{}", "é".repeat(32_767));
        assert!(named(&longest).is_ok());
        assert_eq!(named("").unwrap_err(), "Empty attribute name");
        let message = "Attribute name is too large, must be less than 65536 bytes";
        assert_eq!(named(&format!("a{longest}")).unwrap_err(), message);
        let item = item([(longest + "a", Value::Structure(vec![]))].into(), Wording::Current);
        assert_eq!(item.unwrap_err().0, message);
    }

    #[test]
    fn duplicates_are_listed_as_they_were_met() {
        assert_eq!(
            read(vec![(Type::Ss, texts(&["b", "a", "b", "C"]))]).unwrap_err(),
            "One or more parameter values were invalid: Input collection [\"a\", \"b\", \"b\", \"C\"] contains duplicates."
        );
        assert_eq!(
            read(vec![(Type::Ns, texts(&["1", "1.0"]))]).unwrap_err(),
            "One or more parameter values were invalid: Input collection contains duplicates."
        );
    }

    #[test]
    fn sets_are_put_in_order() {
        assert_eq!(
            read(vec![(Type::Ns, texts(&["10", "9", "-1"]))]).map(|value| format!("{value:?}")),
            Ok("Ns([-1, 9, 10])".to_owned())
        );
    }

    #[test]
    fn thirty_two_levels_are_enough_for_everybody() {
        let nested = |levels: usize| {
            (0..levels).fold(wire_value(AttributeValue::Null), |inner, _| {
                Value::Structure(vec![(Type::L as u16, Value::List(vec![inner]))])
            })
        };
        assert!(value(nested(31), Wording::Current).is_ok());
        assert_eq!(value(nested(32), Wording::Current), Err(values::nested_too_deep()));
    }
}
