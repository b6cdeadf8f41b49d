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

use std::fmt;
use std::sync::Arc;

use crate::attribute_value::{AttributeValue, Type};
use crate::item::Item;
use crate::number::Number;
use crate::wired;

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

/// A stored item, read in place.
#[derive(Copy, Clone)]
pub struct View<'a> {
    size: usize,
    map: &'a [u8],
}

/// A stored value, read in place.
#[derive(Copy, Clone)]
pub struct Raw<'a> {
    kind: Type,
    body: &'a [u8],
}

impl<'a> View<'a> {
    pub fn open(bytes: &'a [u8]) -> Result<View<'a>, Unreadable> {
        let mut reader = Reader(bytes);
        match bytes.first() {
            Some(&VERSION) => {
                reader.byte();
                Ok(View { size: reader.length(), map: reader.0 })
            }
            version => Err(Unreadable { version: version.copied() }),
        }
    }

    /// As AWS counts it.
    pub fn size(self) -> usize {
        self.size
    }

    pub fn get(self, name: &str) -> Option<Raw<'a>> {
        let mut reader = Reader(self.map);
        for _ in 0..reader.length() {
            let found = reader.bytes();
            let value = reader.value();
            if found >= name.as_bytes() {
                return (found == name.as_bytes()).then_some(value);
            }
        }
        None
    }

    pub fn to_item(self) -> Item {
        Reader(self.map).map()
    }

    pub fn json(self, out: &mut Vec<u8>) {
        Reader(self.map).map_json(out);
    }
}

impl<'a> Raw<'a> {
    pub fn to_value(self) -> AttributeValue {
        Reader(self.body).decode(self.kind)
    }
}

/// Reads what `encode` wrote. The engine has checked the bytes against their checksum, so they are what was written.
struct Reader<'a>(&'a [u8]);

impl<'a> Reader<'a> {
    fn byte(&mut self) -> u8 {
        let (byte, rest) = self.0.split_first().expect("a stored item is whole");
        self.0 = rest;
        *byte
    }

    fn length(&mut self) -> usize {
        let mut length = 0;
        let mut shift = 0;
        loop {
            let byte = self.byte();
            length |= usize::from(byte & 0x7f) << shift;
            if byte < 0x80 {
                return length;
            }
            shift += 7;
        }
    }

    fn take(&mut self, length: usize) -> &'a [u8] {
        let (taken, rest) = self.0.split_at_checked(length).expect("a stored item is whole");
        self.0 = rest;
        taken
    }

    fn bytes(&mut self) -> &'a [u8] {
        let length = self.length();
        self.take(length)
    }

    fn text(&mut self) -> &'a str {
        std::str::from_utf8(self.bytes()).expect("stored texts are UTF-8")
    }

    fn number(&mut self) -> Number {
        Number::parse(self.text()).expect("stored numbers are numbers")
    }

    fn kind(&mut self) -> Type {
        Type::ALL[usize::from(self.byte())]
    }

    /// The value here, unread.
    fn value(&mut self) -> Raw<'a> {
        let kind = self.kind();
        let whole = self.0;
        let length = match kind {
            Type::Null => 0,
            Type::Bool => 1,
            _ => {
                let length = self.length();
                whole.len() - self.0.len() + length
            }
        };
        self.0 = whole;
        Raw { kind, body: self.take(length) }
    }

    fn map(&mut self) -> Item {
        let count = self.length();
        (0..count).map(|_| (self.text().to_owned(), self.next_value())).collect()
    }

    fn next_value(&mut self) -> AttributeValue {
        let kind = self.kind();
        self.decode(kind)
    }

    fn decode(&mut self, kind: Type) -> AttributeValue {
        match kind {
            Type::S => AttributeValue::S(self.text().to_owned()),
            Type::N => AttributeValue::N(self.number()),
            Type::B => AttributeValue::B(self.bytes().to_vec()),
            Type::Ss => AttributeValue::Ss(self.elements(|reader| reader.text().to_owned())),
            Type::Ns => AttributeValue::Ns(self.elements(Reader::number)),
            Type::Bs => AttributeValue::Bs(self.elements(|reader| reader.bytes().to_vec())),
            Type::M => {
                self.length();
                AttributeValue::M(self.map())
            }
            Type::L => AttributeValue::L(self.elements(Reader::next_value)),
            Type::Null => AttributeValue::Null,
            Type::Bool => AttributeValue::Bool(self.byte() != 0),
        }
    }

    fn elements<T>(&mut self, read: impl Fn(&mut Reader<'a>) -> T) -> Vec<T> {
        self.length();
        let count = self.length();
        (0..count).map(|_| read(self)).collect()
    }

    fn map_json(&mut self, out: &mut Vec<u8>) {
        out.push(b'{');
        for at in 0..self.length() {
            if at > 0 {
                out.push(b',');
            }
            append_json_string(out, self.bytes());
            out.push(b':');
            self.value_json(out);
        }
        out.push(b'}');
    }

    fn value_json(&mut self, out: &mut Vec<u8>) {
        let kind = self.kind();
        out.extend_from_slice(match kind {
            Type::S => b"{\"S\":",
            Type::N => b"{\"N\":",
            Type::B => b"{\"B\":",
            Type::Ss => b"{\"SS\":",
            Type::Ns => b"{\"NS\":",
            Type::Bs => b"{\"BS\":",
            Type::M => b"{\"M\":",
            Type::L => b"{\"L\":",
            Type::Null => b"{\"NULL\":true",
            Type::Bool => b"{\"BOOL\":",
        });
        match kind {
            Type::S => append_json_string(out, self.bytes()),
            Type::N => append_quoted(out, self.bytes()),
            Type::B => append_base64(out, self.bytes()),
            Type::Ss => self.elements_json(out, |reader, out| append_json_string(out, reader.bytes())),
            Type::Ns => self.elements_json(out, |reader, out| append_quoted(out, reader.bytes())),
            Type::Bs => self.elements_json(out, |reader, out| append_base64(out, reader.bytes())),
            Type::M => {
                self.length();
                self.map_json(out);
            }
            Type::L => self.elements_json(out, Reader::value_json),
            Type::Null => {}
            Type::Bool => out.extend_from_slice(if self.byte() == 0 { b"false" } else { b"true" }),
        }
        out.push(b'}');
    }

    fn elements_json(&mut self, out: &mut Vec<u8>, write: impl Fn(&mut Reader<'a>, &mut Vec<u8>)) {
        self.length();
        out.push(b'[');
        for at in 0..self.length() {
            if at > 0 {
                out.push(b',');
            }
            write(self, out);
        }
        out.push(b']');
    }
}

fn append_quoted(out: &mut Vec<u8>, bytes: &[u8]) {
    out.push(b'"');
    out.extend_from_slice(bytes);
    out.push(b'"');
}

fn append_base64(out: &mut Vec<u8>, bytes: &[u8]) {
    append_quoted(out, aws_smithy_types::base64::encode(bytes).as_bytes());
}

/// Escapes what JSON says must be escaped and nothing else, in the short form where there is one.
pub(crate) fn append_json_string(out: &mut Vec<u8>, text: &[u8]) {
    out.push(b'"');
    // Told in stretches, which are compared all at once; nearly every text is copied as it is.
    let plain = |byte: u8| (byte >= 0x20) & (byte != b'"') & (byte != b'\\');
    if text.chunks(32).all(|stretch| stretch.iter().fold(true, |all, byte| all & plain(*byte))) {
        out.extend_from_slice(text);
        out.push(b'"');
        return;
    }
    let mut written = 0;
    for (at, &byte) in text.iter().enumerate() {
        if plain(byte) {
            continue;
        }
        out.extend_from_slice(&text[written..at]);
        written = at + 1;
        match byte {
            b'"' => out.extend_from_slice(b"\\\""),
            b'\\' => out.extend_from_slice(b"\\\\"),
            b'\n' => out.extend_from_slice(b"\\n"),
            b'\r' => out.extend_from_slice(b"\\r"),
            b'\t' => out.extend_from_slice(b"\\t"),
            0x08 => out.extend_from_slice(b"\\b"),
            0x0c => out.extend_from_slice(b"\\f"),
            _ => {
                const HEX: &[u8; 16] = b"0123456789abcdef";
                out.extend_from_slice(b"\\u00");
                out.push(HEX[usize::from(byte >> 4)]);
                out.push(HEX[usize::from(byte & 15)]);
            }
        }
    }
    out.extend_from_slice(&text[written..]);
    out.push(b'"');
}

/// A stored item of its own, as it was read: an answer can write itself from it.
#[derive(Clone, PartialEq, Eq)]
pub struct StoredItem {
    bytes: Box<[u8]>,
}

impl StoredItem {
    pub fn new(bytes: &[u8]) -> Result<StoredItem, Unreadable> {
        View::open(bytes)?;
        Ok(StoredItem { bytes: bytes.into() })
    }

    pub fn view(&self) -> View<'_> {
        View::open(&self.bytes).expect("it was opened when it was read")
    }

    pub fn bytes(&self) -> &[u8] {
        &self.bytes
    }

    pub fn into_value(self) -> wire::Value {
        wire::Value::Emit(Arc::new(self))
    }
}

impl From<&Item> for StoredItem {
    fn from(item: &Item) -> StoredItem {
        StoredItem { bytes: encode(item).into() }
    }
}

impl fmt::Debug for StoredItem {
    fn fmt(&self, out: &mut fmt::Formatter<'_>) -> fmt::Result {
        self.view().to_item().fmt(out)
    }
}

impl wire::Emit for StoredItem {
    fn value(&self) -> wire::Value {
        wired::map_value(self.view().to_item())
    }

    fn json(&self, out: &mut Vec<u8>) {
        out.reserve(self.bytes.len() * 2);
        self.view().json(out);
    }

    fn cbor(&self, _: &mut Vec<u8>) {
        unreachable!("DynamoDB speaks JSON only")
    }
}

/// An answer with a stored item as one of its members.
pub fn with_item(answer: wire::Value, member: &str, shape: &wire::Shape, item: Option<StoredItem>) -> wire::Value {
    match (answer, item) {
        (wire::Value::Structure(mut members), Some(item)) => {
            let index = shape.member(member).expect("the model has the member");
            members.push((index, item.into_value()));
            wire::Value::Structure(members)
        }
        (answer, _) => answer,
    }
}

/// Stored items in a row, as a page of Query or Scan answers them.
#[derive(Clone, Default)]
pub struct StoredItems {
    bytes: Vec<u8>,
    ends: Vec<usize>,
}

impl StoredItems {
    /// Adds a stored item, as it was read.
    pub fn push(&mut self, stored: &[u8]) {
        if self.ends.is_empty() {
            self.bytes.reserve(8 * stored.len());
            self.ends.reserve(16);
        }
        self.bytes.extend_from_slice(stored);
        self.ends.push(self.bytes.len());
    }

    pub fn iter(&self) -> impl Iterator<Item = View<'_>> {
        let starts = std::iter::once(0).chain(self.ends.iter().copied());
        starts
            .zip(&self.ends)
            .map(|(start, end)| View::open(&self.bytes[start..*end]).expect("it was opened when it was read"))
    }

    pub fn into_value(self) -> wire::Value {
        wire::Value::Emit(Arc::new(self))
    }
}

impl fmt::Debug for StoredItems {
    fn fmt(&self, out: &mut fmt::Formatter<'_>) -> fmt::Result {
        out.debug_list().entries(self.iter().map(View::to_item)).finish()
    }
}

impl wire::Emit for StoredItems {
    fn value(&self) -> wire::Value {
        wire::Value::List(self.iter().map(|view| wired::map_value(view.to_item())).collect())
    }

    fn json(&self, out: &mut Vec<u8>) {
        // Types and punctuation come to about as much as short values do.
        out.reserve(self.bytes.len() * 2);
        out.push(b'[');
        for (at, view) in self.iter().enumerate() {
            if at > 0 {
                out.push(b',');
            }
            view.json(out);
        }
        out.push(b']');
    }

    fn cbor(&self, _: &mut Vec<u8>) {
        unreachable!("DynamoDB speaks JSON only")
    }
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

        #[test]
        fn the_json_of_a_stored_item_is_that_of_its_values(item in items()) {
            let mut json = Vec::new();
            StoredItem::from(&item).view().json(&mut json);
            let read: serde_json::Value = serde_json::from_slice(&json).unwrap();
            prop_assert_eq!(read, tree(&item));
        }
    }

    #[test]
    fn an_answer_that_writes_itself_writes_what_its_values_would() {
        use models::dynamodb::{GetItemOutput, QueryOutput};
        use wire::{Emit, Structure, Value};

        let mut runner = proptest::test_runner::TestRunner::deterministic();
        runner
            .run(&(items(), items()), |(one, two)| {
                let (stored, mut row) = (StoredItem::from(&one), StoredItems::default());
                [&one, &two].into_iter().for_each(|item| row.push(&encode(item)));
                let (item, items) = (stored.value(), row.value());
                for (shape, emitted, plain) in
                    [(GetItemOutput::SHAPE, stored.into_value(), item), (QueryOutput::SHAPE, row.into_value(), items)]
                {
                    let json = |value: Value| {
                        let mut out = Vec::new();
                        wire::json::encode(shape, &Value::Structure(vec![(0, value)]), &mut out);
                        String::from_utf8(out).unwrap()
                    };
                    prop_assert_eq!(json(emitted), json(plain));
                }
                Ok(())
            })
            .unwrap();
    }

    /// The item as DynamoDB JSON, built the long way round.
    fn tree(item: &Item) -> serde_json::Value {
        item.iter().map(|(name, value)| (name.to_owned(), value_tree(value))).collect::<serde_json::Map<_, _>>().into()
    }

    fn value_tree(value: &AttributeValue) -> serde_json::Value {
        use serde_json::json;
        let base64 = |bytes: &Vec<u8>| aws_smithy_types::base64::encode(bytes);
        match value {
            AttributeValue::S(text) => json!({ "S": text }),
            AttributeValue::N(number) => json!({ "N": number.to_string() }),
            AttributeValue::B(bytes) => json!({ "B": base64(bytes) }),
            AttributeValue::Ss(set) => json!({ "SS": set }),
            AttributeValue::Ns(set) => json!({ "NS": set.iter().map(Number::to_string).collect::<Vec<_>>() }),
            AttributeValue::Bs(set) => json!({ "BS": set.iter().map(base64).collect::<Vec<_>>() }),
            AttributeValue::M(map) => json!({ "M": tree(map) }),
            AttributeValue::L(list) => json!({ "L": list.iter().map(value_tree).collect::<Vec<_>>() }),
            AttributeValue::Null => json!({ "NULL": true }),
            AttributeValue::Bool(truth) => json!({ "BOOL": truth }),
        }
    }

    #[test]
    fn strings_are_escaped_as_json_demands() {
        let mut out = Vec::new();
        append_json_string(&mut out, "a\"b\\c\n\u{1}\u{8}\u{7f}é/".as_bytes());
        assert_eq!(String::from_utf8(out).unwrap(), "\"a\\\"b\\\\c\\n\\u0001\\b\u{7f}é/\"");
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
