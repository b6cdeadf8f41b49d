//! Stored items as an answer carries them: they write themselves.

use std::fmt;
use std::sync::Arc;

use super::{Unreadable, View, encode};
use crate::item::Item;
use crate::item::convert;

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
        convert::map_value(self.view().to_item())
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
    match item {
        Some(item) => with_member(answer, member, shape, item.into_value()),
        None => answer,
    }
}

/// An answer with one more member.
pub fn with_member(answer: wire::Value, member: &str, shape: &wire::Shape, value: wire::Value) -> wire::Value {
    let wire::Value::Structure(mut members) = answer else { unreachable!("an answer is a structure") };
    members.push((shape.member(member).expect("the model has the member"), value));
    wire::Value::Structure(members)
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

    /// Adds others behind them.
    pub fn append(&mut self, others: StoredItems) {
        let before = self.bytes.len();
        self.bytes.extend_from_slice(&others.bytes);
        self.ends.extend(others.ends.into_iter().map(|end| before + end));
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
        wire::Value::List(self.iter().map(|view| convert::map_value(view.to_item())).collect())
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
    use super::*;
    use crate::item::tests::items;

    #[test]
    fn an_answer_that_writes_itself_writes_what_its_values_would() {
        use models::dynamodb::{GetItemOutput, QueryOutput};
        use proptest::prelude::*;
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
}
