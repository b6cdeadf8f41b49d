//! A record of a stream: what a write did to one item.
//!
//! ```text
//! record = version (1), flags, keys, new image, old image
//! flags  = 0: new item, 1: changed, 2: removed; 4 more if the service itself did it
//! keys, image = length, stored item            length 0: no image
//! ```

use keyspace::Damaged;

use crate::item::Item;
use crate::item::key::KeySchema;
use crate::item::stored::{StoredItem, View, encode};
use crate::streams::stream::StreamView;

const VERSION: u8 = 1;
const BY_SERVICE: u8 = 4;

#[derive(Copy, Clone, Debug, PartialEq, Eq)]
pub enum Event {
    Insert,
    Modify,
    Remove,
}

/// Who changed the item.
#[derive(Copy, Clone, Debug, PartialEq, Eq)]
pub enum Actor {
    Caller,
    /// It expired.
    TimeToLive,
}

/// An image before and after a write, as they are stored.
#[derive(Copy, Clone)]
pub struct Images<'a> {
    pub before: Option<&'a StoredItem>,
    pub after: Option<&'a [u8]>,
}

impl Event {
    pub const fn name(self) -> &'static str {
        match self {
            Event::Insert => "INSERT",
            Event::Modify => "MODIFY",
            Event::Remove => "REMOVE",
        }
    }
}

impl Images<'_> {
    /// The record, unless nothing changed.
    pub fn record(&self, keys: &KeySchema, view: StreamView, actor: Actor) -> Option<Vec<u8>> {
        let before = self.before.map(StoredItem::bytes);
        let (event, item) = match (before, self.after) {
            (None, Some(after)) => (Event::Insert, after),
            (Some(before), Some(after)) if before != after => (Event::Modify, after),
            (Some(before), None) => (Event::Remove, before),
            _ => return None,
        };
        let keys = encode(&keys_of(View::open(item).ok()?, keys));
        let new = self.after.filter(|_| view.shows_new()).unwrap_or_default();
        let old = before.filter(|_| view.shows_old()).unwrap_or_default();
        let mut out = Vec::with_capacity(keys.len() + new.len() + old.len() + 16);
        out.push(VERSION);
        out.push(event as u8 | if actor == Actor::TimeToLive { BY_SERVICE } else { 0 });
        for part in [&keys, new, old] {
            append_sized(part, &mut out);
        }
        Some(out)
    }
}

fn keys_of(item: View<'_>, keys: &KeySchema) -> Item {
    let attributes = keys.attributes();
    attributes.filter_map(|attribute| Some((attribute.name.clone(), item.get(&attribute.name)?.to_value()))).collect()
}

fn append_sized(bytes: &[u8], out: &mut Vec<u8>) {
    let mut length = bytes.len();
    while length >= 0x80 {
        out.push(length as u8 | 0x80);
        length >>= 7;
    }
    out.push(length as u8);
    out.extend_from_slice(bytes);
}

/// A stored record, read in place.
#[derive(Copy, Clone)]
pub struct Record<'a> {
    pub event: Event,
    pub actor: Actor,
    pub keys: View<'a>,
    pub new: Option<View<'a>>,
    pub old: Option<View<'a>>,
}

impl<'a> Record<'a> {
    pub fn read(bytes: &'a [u8]) -> Result<Record<'a>, Damaged> {
        let Some((&[VERSION, flags], mut rest)) = bytes.split_first_chunk() else {
            return Err(Damaged::new(format!("a stream's record of version {:?}", bytes.first())));
        };
        let event = match flags & 3 {
            0 => Event::Insert,
            1 => Event::Modify,
            2 => Event::Remove,
            _ => return Err(Damaged::new(format!("a stream's record with flags {flags}"))),
        };
        let mut part = || {
            let bytes = take_sized(&mut rest).ok_or_else(|| Damaged::new("a stream's record that ends early"))?;
            let view = (!bytes.is_empty()).then(|| View::open(bytes)).transpose();
            view.map_err(|_| Damaged::new("a stream's record with an image that is no item"))
        };
        Ok(Record {
            event,
            actor: if flags & BY_SERVICE == 0 { Actor::Caller } else { Actor::TimeToLive },
            keys: part()?.ok_or_else(|| Damaged::new("a stream's record without keys"))?,
            new: part()?,
            old: part()?,
        })
    }

    /// What AWS counts for it: keys and images, as items are counted.
    /// Seen: the sample of the developer guide's "DynamoDB Streams and Lambda triggers", whose sizes come out so.
    pub fn size(&self) -> usize {
        let image = |image: Option<View<'_>>| image.map_or(0, View::size);
        self.keys.size() + image(self.new) + image(self.old)
    }
}

fn take_sized<'a>(from: &mut &'a [u8]) -> Option<&'a [u8]> {
    let (mut length, mut shift) = (0usize, 0);
    loop {
        let (byte, rest) = from.split_first()?;
        *from = rest;
        length |= usize::from(byte & 0x7f) << shift;
        if *byte < 0x80 {
            break;
        }
        shift += 7;
        if shift > 28 {
            return None;
        }
    }
    let (taken, rest) = from.split_at_checked(length)?;
    *from = rest;
    Some(taken)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::item::attribute_value::AttributeValue;
    use crate::item::key::{KeyAttribute, KeyType};
    use crate::item::number::tests::number;

    fn keys() -> KeySchema {
        KeySchema { hash: vec![KeyAttribute { name: "Id".to_owned(), kind: KeyType::N }], range: Vec::new() }
    }

    fn item(message: &str) -> Item {
        Item::from_iter([
            ("Id".to_owned(), AttributeValue::N(number("101"))),
            ("Message".to_owned(), AttributeValue::S(message.to_owned())),
        ])
    }

    fn record(before: Option<&Item>, after: Option<&Item>, view: StreamView) -> Option<Vec<u8>> {
        let (before, after) = (before.map(StoredItem::from), after.map(encode));
        Images { before: before.as_ref(), after: after.as_deref() }.record(&keys(), view, Actor::Caller)
    }

    #[test]
    fn sizes_are_those_of_the_developer_guides_sample() {
        let (new, changed) = (item("New item!"), item("This item has changed"));
        for (before, after, event, size) in [
            (None, Some(&new), Event::Insert, 26),
            (Some(&new), Some(&changed), Event::Modify, 59),
            (Some(&changed), None, Event::Remove, 38),
        ] {
            let bytes = record(before, after, StreamView::NewAndOld).unwrap();
            let record = Record::read(&bytes).unwrap();
            assert_eq!((record.event, record.size()), (event, size));
            assert_eq!(record.new.map(View::to_item).as_ref(), after);
            assert_eq!(record.old.map(View::to_item).as_ref(), before);
        }
    }

    #[test]
    fn a_view_shows_what_it_says() {
        let (old, new) = (item("old"), item("new"));
        for (view, shows_new, shows_old) in [
            (StreamView::KeysOnly, false, false),
            (StreamView::New, true, false),
            (StreamView::Old, false, true),
            (StreamView::NewAndOld, true, true),
        ] {
            let bytes = record(Some(&old), Some(&new), view).unwrap();
            let record = Record::read(&bytes).unwrap();
            assert_eq!((record.new.is_some(), record.old.is_some()), (shows_new, shows_old), "{view:?}");
            assert_eq!(record.keys.to_item().len(), 1);
        }
    }

    #[test]
    fn what_changes_nothing_is_no_record() {
        assert_eq!(record(None, None, StreamView::KeysOnly), None);
        assert_eq!(record(Some(&item("same")), Some(&item("same")), StreamView::KeysOnly), None);
    }

    #[test]
    fn damage_is_found() {
        let bytes = record(None, Some(&item("new")), StreamView::New).unwrap();
        for cut in 0..bytes.len() {
            assert!(Record::read(&bytes[..cut]).is_err(), "{cut}");
        }
        assert!(Record::read(&[2, 0, 0, 0, 0]).is_err());
        assert!(Record::read(&[1, 3, 0, 0, 0]).is_err());
    }
}
