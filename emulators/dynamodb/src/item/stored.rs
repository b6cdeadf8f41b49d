//! A stored item: the compact form in which items lie on disk, and which answers are written from without building a tree.
//!
//! ```text
//! item   = version (1), size as AWS counts it, map
//! map    = count, (name, value)*            names in order
//! value  = tag (number of the type), then
//!          S, N, B         bytes            numbers as AWS writes them
//!          SS, NS, BS      length, count, bytes*
//!          M, L            length, map | count, value*
//!          NULL            nothing
//!          BOOL            0 | 1
//! bytes, name = length, bytes               lengths, counts and sizes are LEB128
//! ```

mod answer;
pub mod json;
mod view;

pub use answer::{StoredItem, StoredItems, with_item, with_member};
pub use view::View;

use crate::item::Item;
use crate::item::attribute_value::AttributeValue;
use crate::item::number::Number;

const VERSION: u8 = 1;

/// A stored item was written by a newer release, or is damaged.
#[derive(Copy, Clone, Debug, PartialEq, Eq)]
pub struct Unreadable {
    pub version: Option<u8>,
}

impl From<Unreadable> for keyspace::Fault {
    fn from(unreadable: Unreadable) -> keyspace::Fault {
        keyspace::Damaged::new(match unreadable.version {
            Some(version) => format!("a stored item has version {version}, which this statebox does not know"),
            None => "a stored item is empty".to_owned(),
        })
        .into()
    }
}

/// Writes an item in its stored form.
pub fn encode(item: &Item) -> Vec<u8> {
    let mut out = Vec::new();
    encode_into(item, item.size(), &mut out);
    out
}

/// The same, appended, of an item whose size is known.
pub fn encode_into(item: &Item, size: usize, out: &mut Vec<u8>) {
    out.reserve(size + 4 * item.len() + 8);
    out.push(VERSION);
    append_length(out, size);
    append_map(out, item);
}

fn append_map(out: &mut Vec<u8>, map: &Item) {
    append_length(out, map.len());
    for (name, value) in map.iter() {
        append_bytes(out, name.as_bytes());
        append_value(out, value);
    }
}

fn append_value(out: &mut Vec<u8>, value: &AttributeValue) {
    out.push(value.kind() as u8);
    match value {
        AttributeValue::S(text) => append_bytes(out, text.as_bytes()),
        AttributeValue::N(number) => append_number(out, *number),
        AttributeValue::B(bytes) => append_bytes(out, bytes),
        AttributeValue::Ss(set) => append_sized(out, |out| {
            append_length(out, set.len());
            set.iter().for_each(|text| append_bytes(out, text.as_bytes()));
        }),
        AttributeValue::Ns(set) => append_sized(out, |out| {
            append_length(out, set.len());
            set.iter().for_each(|number| append_number(out, *number));
        }),
        AttributeValue::Bs(set) => append_sized(out, |out| {
            append_length(out, set.len());
            set.iter().for_each(|bytes| append_bytes(out, bytes));
        }),
        AttributeValue::M(map) => append_sized(out, |out| append_map(out, map)),
        AttributeValue::L(list) => append_sized(out, |out| {
            append_length(out, list.len());
            list.iter().for_each(|element| append_value(out, element));
        }),
        AttributeValue::Null => {}
        AttributeValue::Bool(truth) => out.push(u8::from(*truth)),
    }
}

/// Puts the length of what is written before it.
fn append_sized(out: &mut Vec<u8>, write: impl FnOnce(&mut Vec<u8>)) {
    let start = out.len();
    write(out);
    let length = out.len() - start;
    let mut prefix = Vec::with_capacity(5);
    append_length(&mut prefix, length);
    out.splice(start..start, prefix);
}

fn append_number(out: &mut Vec<u8>, number: Number) {
    append_bytes(out, number.to_string().as_bytes());
}

fn append_bytes(out: &mut Vec<u8>, bytes: &[u8]) {
    append_length(out, bytes.len());
    out.extend_from_slice(bytes);
}

fn append_length(out: &mut Vec<u8>, mut length: usize) {
    while length >= 0x80 {
        out.push(length as u8 | 0x80);
        length >>= 7;
    }
    out.push(length as u8);
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;
    use crate::item::tests::items;

    proptest! {
        #[test]
        fn items_come_back_as_they_were_stored(item in items()) {
            let bytes = encode(&item);
            let view = View::open(&bytes).unwrap();
            prop_assert_eq!(view.size(), item.size());
            prop_assert_eq!(&view.to_item(), &item);
            for (name, value) in item.iter() {
                prop_assert_eq!(&view.get(name).unwrap().to_value(), value);
            }
            prop_assert!(view.get("missing!").is_none());
        }
    }

    #[test]
    fn a_newer_version_is_told_and_not_read() {
        assert_eq!(View::open(&[9, 1, 2]).err(), Some(Unreadable { version: Some(9) }));
        assert_eq!(View::open(&[]).err(), Some(Unreadable { version: None }));
    }

    #[test]
    fn the_stored_form_does_not_change() {
        let item = Item::from_iter([
            ("n".to_owned(), AttributeValue::N(Number::parse("1.5").unwrap())),
            ("l".to_owned(), AttributeValue::L(vec![AttributeValue::Null, AttributeValue::Bool(true)])),
            ("s".to_owned(), AttributeValue::Ss(vec!["a".to_owned(), "bc".to_owned()])),
        ]);
        assert_eq!(
            encode(&item),
            b"\x01\x10\x03\x01l\x07\x04\x02\x08\x09\x01\x01n\x01\x031.5\x01s\x03\x06\x02\x01a\x02bc"
        );
    }
}
