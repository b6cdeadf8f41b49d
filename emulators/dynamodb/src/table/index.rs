//! A secondary index: which items it takes in, what of them it keeps, and where.

use std::borrow::Cow;

use serde::{Deserialize, Serialize};

use crate::item::Item;
use crate::item::attribute_value::AttributeValue;
use crate::item::key::KeySchema;

#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct Index {
    /// Never reused; the index's entries lie under it.
    pub id: u64,
    pub name: String,
    pub scope: Scope,
    pub keys: KeySchema,
    pub projection: Projected,
    pub coverage: Coverage,
}

#[derive(Copy, Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub enum Scope {
    /// Shares the table's hash key and can read the rest of an item.
    Local,
    Global,
}

/// What an index keeps of an item beside keys.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub enum Projected {
    All,
    KeysOnly,
    Include(Vec<String>),
}

/// Which of the items that were there before it an index has taken in.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub enum Coverage {
    All,
    /// Those under keys up to this one; of a new index none. Writes to other items pass it by: they come in later, as they are then.
    UpTo(Vec<u8>),
}

impl Coverage {
    /// Whether the item under a key has come in, if it fits.
    pub fn covers(&self, key: &[u8]) -> bool {
        match self {
            Coverage::All => true,
            Coverage::UpTo(last) => key <= last.as_slice(),
        }
    }
}

impl Index {
    pub fn is_building(&self) -> bool {
        self.coverage != Coverage::All
    }

    /// The key of an item's entry, if the item has all key attributes of the index. One that is older than the index may have others
    /// under their names.
    pub fn entry_key(&self, item: &Item, table: &KeySchema) -> Option<Vec<u8>> {
        if !self.keys.fits(item) {
            return None;
        }
        let mut key = self.keys.encode(item)?;
        table.append_behind(item, &mut key)?;
        Some(key)
    }

    /// What the entry of an item holds.
    pub fn entry<'i>(&self, item: &'i Item, table: &KeySchema) -> Cow<'i, Item> {
        match self.projection {
            Projected::All => Cow::Borrowed(item),
            _ => Cow::Owned(item.iter().filter(|(name, _)| self.keeps(name, table)).map(owned).collect()),
        }
    }

    pub fn keeps_all(&self) -> bool {
        self.projection == Projected::All
    }

    /// Whether an attribute is in every entry of an item that has it.
    pub fn keeps(&self, name: &str, table: &KeySchema) -> bool {
        match &self.projection {
            Projected::All => true,
            Projected::KeysOnly => self.keys.contains(name) || table.contains(name),
            Projected::Include(names) => {
                self.keys.contains(name) || table.contains(name) || names.iter().any(|it| it == name)
            }
        }
    }
}

fn owned((name, value): (&str, &AttributeValue)) -> (String, AttributeValue) {
    (name.to_owned(), value.clone())
}
