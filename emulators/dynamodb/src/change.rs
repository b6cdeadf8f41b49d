//! What a write does to one item: before and after. Whoever follows writes (indexes, later streams and deadlines) follows these.

use keyspace::Batch;

use crate::capacity::{Units, write_units};
use crate::index::Index;
use crate::item::Item;
use crate::stored;
use crate::table::{ENTRIES, ITEMS, Table};

/// At least one of them is there. A table without followers is written without looking at what was there before.
#[derive(Copy, Clone, Debug)]
pub struct Change<'a> {
    pub before: Option<&'a Item>,
    pub after: Option<&'a Item>,
}

impl Change<'_> {
    /// Puts all of it into a batch, the item under its key.
    pub fn write(&self, table: &Table, key: &[u8], batch: &mut Batch) {
        match self.after {
            Some(item) => batch.put_with(ITEMS, &(table.id(), key), |out| stored::encode_into(item, out)),
            None => batch.delete(ITEMS, &(table.id(), key)),
        }
        for index in table.indexes() {
            self.write_entry(table, index, batch);
        }
    }

    fn write_entry(&self, table: &Table, index: &Index, batch: &mut Batch) {
        let key_of = |item: Option<&Item>| index.entry_key(item?, table.keys());
        let (before, after) = (key_of(self.before), key_of(self.after));
        if let Some(before) = &before
            && Some(before) != after.as_ref()
        {
            batch.delete(ENTRIES, &(index.id, before.as_slice()));
        }
        if let (Some(after), Some(item)) = (after, self.after) {
            let entry = index.entry(item, table.keys());
            batch.put_with(ENTRIES, &(index.id, after.as_slice()), |out| stored::encode_into(&entry, out));
        }
    }

    /// Write units that the table and its indexes charge: for the table the larger of both items, for an index what is written to
    /// it: an entry that stays where it is costs once, one that moves costs twice, one that did not change costs nothing.
    pub fn units(&self, table: &Table) -> Units {
        let size = |item: Option<&Item>| item.map_or(0, Item::size);
        let base = write_units(size(self.before).max(size(self.after)));
        let mut units = Units::of_table(base);
        for (at, index) in table.indexes().iter().enumerate() {
            let entry_of = |item: Option<&Item>| {
                let item = item?;
                Some((index.entry_key(item, table.keys())?, index.entry(item, table.keys())))
            };
            let charged = match (entry_of(self.before), entry_of(self.after)) {
                (None, None) => continue,
                (Some(one), None) | (None, Some(one)) => write_units(one.1.size()),
                (Some(before), Some(after)) if before == after => continue,
                (Some(before), Some(after)) if before.0 == after.0 => write_units(before.1.size().max(after.1.size())),
                (Some(before), Some(after)) => write_units(before.1.size()) + write_units(after.1.size()),
            };
            units.indexes.push((at, charged));
        }
        units
    }
}
