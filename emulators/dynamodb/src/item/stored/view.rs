//! Reading a stored item in place.

use super::{Unreadable, VERSION, json};
use crate::item::Item;
use crate::item::attribute_value::{AttributeValue, Type};
use crate::item::number::Number;

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
        json::append_map(&mut Reader(self.map), out);
    }
}

impl<'a> Raw<'a> {
    pub fn to_value(self) -> AttributeValue {
        Reader(self.body).decode(self.kind)
    }
}

/// Reads what `encode` wrote. The engine has checked the bytes against their checksum, so they are what was written.
pub(super) struct Reader<'a>(&'a [u8]);

impl<'a> Reader<'a> {
    pub(super) fn byte(&mut self) -> u8 {
        let (byte, rest) = self.0.split_first().expect("a stored item is whole");
        self.0 = rest;
        *byte
    }

    pub(super) fn length(&mut self) -> usize {
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

    pub(super) fn bytes(&mut self) -> &'a [u8] {
        let length = self.length();
        self.take(length)
    }

    fn text(&mut self) -> &'a str {
        std::str::from_utf8(self.bytes()).expect("stored texts are UTF-8")
    }

    fn number(&mut self) -> Number {
        Number::parse(self.text()).expect("stored numbers are numbers")
    }

    pub(super) fn kind(&mut self) -> Type {
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
}
