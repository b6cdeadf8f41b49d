//! What a write does to one item: before and after, in the table and in its indexes. Whoever follows writes follows these.

use std::borrow::Cow;
use std::sync::Arc;

use clock::{Stored, Timestamp};
use keyspace::Batch;

use crate::capacity::{Units, write_units};
use crate::item::Item;
use crate::item::stored::{self, StoredItem};
use crate::streams::live::Live;
use crate::streams::record::{Actor, Images};
use crate::table::amount::{Amount, Growth};
use crate::table::index::Index;
use crate::table::time_to_live::EXPIRIES;
use crate::table::{ENTRIES, ITEMS, Table};

pub struct Change<'a> {
    table: &'a Table,
    /// The size of what was there.
    before: Option<usize>,
    after: Option<Weighed<'a>>,
    /// The whole of what was there, if the table has a stream.
    stored: Option<&'a StoredItem>,
    /// In the order of the table's indexes.
    entries: Vec<EntryChange<'a>>,
    /// When the item was to expire, and when it is.
    expiry: (Option<Stored>, Option<Stored>),
}

/// What was there before, as far as somebody had to look.
#[derive(Clone, Debug, Default)]
pub struct Earlier {
    pub size: Option<usize>,
    /// If the whole of it is wanted, or the table has a stream.
    pub stored: Option<StoredItem>,
    /// If the table has indexes, or its items expire.
    pub item: Option<Item>,
}

/// An item whose size is known.
#[derive(Copy, Clone, Debug)]
pub struct Weighed<'a> {
    pub item: &'a Item,
    pub size: usize,
}

/// The entry of an item in an index, which is there only if the item has the index's key.
struct EntryChange<'a> {
    before: Option<Entry<'a>>,
    after: Option<Entry<'a>>,
}

#[derive(PartialEq)]
struct Entry<'a> {
    key: Vec<u8>,
    item: Cow<'a, Item>,
    size: usize,
}

impl Earlier {
    /// If the whole of it was wanted.
    pub fn to_item(&self) -> Option<Item> {
        self.item.clone().or_else(|| Some(self.stored.as_ref()?.view().to_item()))
    }
}

impl<'a> Change<'a> {
    pub fn new(table: &'a Table, key: &[u8], before: &'a Earlier, after: Option<Weighed<'a>>) -> Change<'a> {
        let before_item = before.item.as_ref().zip(before.size).map(|(item, size)| Weighed { item, size });
        let entries = table.indexes().iter().map(|index| {
            let entry = |item| Entry::of(item, table, index).filter(|_| index.coverage.covers(key));
            EntryChange { before: before_item.and_then(entry), after: after.and_then(entry) }
        });
        let expiry = |item: Option<Weighed<'_>>| {
            let ttl = table.time_to_live().filter(|ttl| ttl.coverage.covers(key))?;
            ttl.expiry(item?.item, table.record.epoch)
        };
        let expiry = (expiry(before_item), expiry(after));
        let stored = before.stored.as_ref().filter(|_| table.stream.is_some());
        Change { table, before: before.size, after, stored, entries: entries.collect(), expiry }
    }

    /// Nothing was there and nothing comes.
    pub fn is_none(&self) -> bool {
        self.before.is_none() && self.after.is_none()
    }

    fn write_expiry(&self, key: &[u8], batch: &mut Batch) {
        let Some(ttl) = self.table.time_to_live().filter(|_| self.expiry.0 != self.expiry.1) else { return };
        if let Some(at) = self.expiry.0 {
            batch.delete(EXPIRIES, &(ttl.id, at, key));
        }
        if let Some(at) = self.expiry.1 {
            batch.put(EXPIRIES, &(ttl.id, at, key), &());
        }
    }

    /// Puts all of it into a batch, the item under its key, and its record into the stream.
    pub fn write(&self, key: &[u8], actor: Actor, now: Timestamp, batch: &mut Batch) {
        if let Some(stream) = &self.table.stream {
            self.record(stream, key, (actor, now), batch);
        }
        match self.after {
            Some(Weighed { item, size }) => {
                batch.put_with(ITEMS, &(self.table.id(), key), |out| stored::encode_into(item, size, out));
            }
            None => batch.delete(ITEMS, &(self.table.id(), key)),
        }
        self.write_expiry(key, batch);
        for (index, change) in self.table.indexes().iter().zip(&self.entries) {
            if change.is_none() {
                continue;
            }
            if let Some(before) = change.before.as_ref().filter(|_| !change.stays()) {
                batch.delete(ENTRIES, &(index.id, before.key.as_slice()));
            }
            if let Some(after) = &change.after {
                after.write(index, batch);
            }
        }
    }

    fn record(&self, stream: &Arc<Live>, key: &[u8], (actor, now): (Actor, Timestamp), batch: &mut Batch) {
        let after = self.after.map(|Weighed { item, size }| {
            let mut bytes = Vec::new();
            stored::encode_into(item, size, &mut bytes);
            bytes
        });
        let images = Images { before: self.stored, after: after.as_deref() };
        if let Some(record) = images.record(self.table.keys(), stream.view(), actor) {
            stream.append(key, record, now, batch);
        }
    }

    /// When the item expires, if that is new.
    pub fn new_expiry(&self) -> Option<Stored> {
        self.expiry.1.filter(|_| self.expiry.0 != self.expiry.1)
    }

    /// What becomes more or less.
    pub fn growth(&self) -> Growth {
        let size = |entry: &Option<Entry<'_>>| entry.as_ref().map(|entry| entry.size);
        let changed = self.entries.iter().enumerate().filter(|(_, change)| !change.is_none());
        Growth {
            table: Amount::between(self.before, self.after.map(|item| item.size)),
            indexes: changed.map(|(at, it)| (at, Amount::between(size(&it.before), size(&it.after)))).collect(),
        }
    }

    /// Write units that the table and its indexes charge: for the table the larger of both items, for an index what is written to
    /// it: an entry that stays where it is costs once, one that moves costs twice, one that did not change costs nothing.
    pub fn units(&self) -> Units {
        let larger = self.before.max(self.after.map(|item| item.size));
        let mut units = Units::of_table(write_units(larger.unwrap_or(0)));
        for (at, change) in self.entries.iter().enumerate().filter(|(_, change)| !change.is_none()) {
            let charged = match (&change.before, &change.after) {
                (Some(before), Some(after)) if change.stays() => write_units(before.size.max(after.size)),
                (before, after) => before.iter().chain(after).map(|entry| write_units(entry.size)).sum(),
            };
            units.indexes.push((at, charged));
        }
        units
    }
}

/// Takes an item that was there before it into an index: the size of its entry, if it has one.
pub fn take_in(item: Weighed<'_>, table: &Table, index: &Index, batch: &mut Batch) -> Option<usize> {
    let entry = Entry::of(item, table, index)?;
    entry.write(index, batch);
    Some(entry.size)
}

impl EntryChange<'_> {
    fn is_none(&self) -> bool {
        self.before == self.after
    }

    /// It changes where it is.
    fn stays(&self) -> bool {
        self.before.as_ref().zip(self.after.as_ref()).is_some_and(|(before, after)| before.key == after.key)
    }
}

impl<'a> Entry<'a> {
    fn of(whole: Weighed<'a>, table: &Table, index: &Index) -> Option<Entry<'a>> {
        let key = index.entry_key(whole.item, table.keys())?;
        let item = index.entry(whole.item, table.keys());
        let size = if index.keeps_all() { whole.size } else { item.size() };
        Some(Entry { key, item, size })
    }

    fn write(&self, index: &Index, batch: &mut Batch) {
        batch.put_with(ENTRIES, &(index.id, self.key.as_slice()), |out| {
            stored::encode_into(&self.item, self.size, out);
        });
    }
}
