//! What Query and Scan read: a table or one of its indexes, under the key schema that it is ordered by.

use crate::item::Item;
use crate::item::key::{KeyAttribute, KeySchema};
use crate::refusals::{Invalid, reads, tables};
use crate::table::Table;
use crate::table::index::{Index, Scope};

#[derive(Copy, Clone, Debug)]
pub struct Source<'t> {
    pub table: &'t Table,
    pub index: Option<&'t Index>,
}

impl<'t> Source<'t> {
    pub fn of(table: &'t Table, index: Option<&str>, consistent: bool) -> Result<Source<'t>, Invalid> {
        let Some(name) = index else { return Ok(Source { table, index: None }) };
        let index = table.index(name).ok_or_else(|| tables::no_such_index(name))?;
        if index.scope == Scope::Global && consistent {
            return Err(reads::consistent_global_index());
        }
        if index.is_building() {
            return Err(reads::index_is_building(name));
        }
        Ok(Source { table, index: Some(index) })
    }

    pub fn keys(self) -> &'t KeySchema {
        self.index.map_or(self.table.keys(), |index| &index.keys)
    }

    /// What a position in it is made of: the table's key, and of an index its own besides.
    pub fn position_attributes(self) -> impl Iterator<Item = &'t KeyAttribute> {
        let table = self.table.keys();
        let more = self.index.into_iter().flat_map(|index| index.keys.attributes());
        table.attributes().chain(more.filter(|attribute| !table.contains(&attribute.name)))
    }

    /// The bytes of a position.
    pub fn encode(self, position: &Item) -> Option<Vec<u8>> {
        match self.index {
            None => self.table.keys().encode(position),
            Some(index) => index.entry_key(position, self.table.keys()),
        }
    }

    pub fn position_of(self, item: &Item) -> Item {
        self.position_attributes()
            .filter_map(|attribute| Some((attribute.name.clone(), item.get(&attribute.name)?.clone())))
            .collect()
    }

    /// Whether what is wanted must be fetched from the table, because the index does not keep it. A global index cannot.
    pub fn must_fetch(self, wants: Wants<'_>) -> Result<bool, Invalid> {
        let Some(index) = self.index else { return Ok(false) };
        let lacking: Vec<&str> = match wants {
            Wants::Projected => return Ok(false),
            Wants::Everything if index.keeps_all() => return Ok(false),
            Wants::Everything if index.scope == Scope::Global => {
                return Err(reads::index_lacks_attributes(&index.name));
            }
            Wants::Everything => return Ok(true),
            Wants::Attributes(names) => {
                names.iter().copied().filter(|name| !index.keeps(name, self.table.keys())).collect()
            }
        };
        if !lacking.is_empty() && index.scope == Scope::Global {
            return Err(reads::index_does_not_project(&index.name, &lacking));
        }
        Ok(!lacking.is_empty())
    }
}

/// What of an item is to be answered.
#[derive(Copy, Clone, Debug)]
pub enum Wants<'a> {
    /// What the index keeps.
    Projected,
    Everything,
    Attributes(&'a [&'a str]),
}
