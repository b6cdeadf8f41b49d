//! What an update makes of an item, in either way to say it.

use crate::expression::update::{Action, Source};
use crate::expression::{Element, Projection, Update};
use crate::item::Item;
use crate::item::attribute_value::AttributeValue;
use crate::item::convert::NESTING_MAX;
use crate::legacy::AttributeUpdates;
use crate::operations::put_item::ITEM_SIZE_MAX;
use crate::refusals::{Invalid, expressions, tables, values};
use crate::table::Table;

/// What an update adds to the size of an item without its key, and each SET in it, when AWS compares it with the largest size. Recorded
/// from AWS.
const EXPRESSION_SIZE: usize = 3;
const SET_SIZE: usize = 19;

/// How the caller said what shall change.
pub enum Changing<'r> {
    Expression(Update<'r>),
    /// SET and REMOVE of PartiQL's UPDATE.
    PartiQl(Update<'r>),
    Legacy(AttributeUpdates),
}

impl Changing<'_> {
    /// What is wrong with it for this table, whatever the item.
    pub fn check(&self, table: &Table) -> Result<(), Invalid> {
        let paths = match self {
            Changing::Expression(update) | Changing::PartiQl(update) => update.touched(),
            Changing::Legacy(updates) => updates.touched(),
        };
        if let Some(key) = table.keys().attributes().find(|key| paths.paths.iter().any(|path| path.head() == key.name))
        {
            return Err(tables::key_is_fixed(&key.name));
        }
        for index in table.indexes() {
            for key in index.keys.attributes() {
                if let Some(kind) = self.constant(&key.name).map(|value| value.kind())
                    && kind != key.kind.kind()
                {
                    return Err(values::index_key_type_differs(&key.name, key.kind.kind(), kind, &index.name));
                }
            }
        }
        table.check_key_paths(paths.paths.iter())
    }

    /// The value that an attribute gets, if it is known without the item.
    fn constant(&self, name: &str) -> Option<&AttributeValue> {
        match self {
            Changing::Expression(update) | Changing::PartiQl(update) => {
                update.actions.iter().find_map(|(path, action)| match action {
                    Action::Set(Source::Value(value)) | Action::Add(value) if path.0 == [Element::Name(name)] => {
                        Some(*value)
                    }
                    _ => None,
                })
            }
            Changing::Legacy(updates) => {
                updates.updates.iter().find(|(it, _)| it == name).and_then(|(_, update)| update.value())
            }
        }
    }

    /// Whether all that it does is to take away, which makes no item where there is none. Recorded from AWS.
    pub fn only_removes(&self) -> bool {
        match self {
            Changing::Expression(update) | Changing::PartiQl(update) => update.only_removes(),
            Changing::Legacy(updates) => updates.only_removes(),
        }
    }

    /// The item afterwards, and its size.
    pub fn apply(&self, table: &Table, before: Item) -> Result<(Item, usize), Invalid> {
        let after = match self {
            Changing::Expression(update) | Changing::PartiQl(update) => update.apply(before)?,
            Changing::Legacy(updates) => updates.apply(before)?,
        };
        let size = check_result(table, &after)?;
        // PartiQL's measures the item as it is. Seen: dynoxide's changelog of 0.13, captured from AWS.
        let measured = match self {
            Changing::PartiQl(_) => size,
            Changing::Expression(update) => size.max(size_with_sets(table, &after, size, update.sets())),
            Changing::Legacy(_) => size.max(size_with_sets(table, &after, size, 0)),
        };
        if measured > ITEM_SIZE_MAX { Err(values::updated_item_too_large()) } else { Ok((after, size)) }
    }

    /// What UPDATED_OLD and UPDATED_NEW answer.
    pub fn touched(&self) -> Projection<'_> {
        match self {
            Changing::Expression(update) | Changing::PartiQl(update) => update.touched(),
            Changing::Legacy(updates) => updates.touched(),
        }
    }
}

/// The size of the item, if it may be as it is.
fn check_result(table: &Table, after: &Item) -> Result<usize, Invalid> {
    for index in table.indexes() {
        for key in index.keys.attributes() {
            let Some(value) = after.get(&key.name) else { continue };
            if value.kind() != key.kind.kind() {
                return Err(expressions::update_index_key_type());
            }
            if value.extent() == Some(0) {
                return Err(expressions::update_index_key_empty(value.kind()));
            }
        }
        index.keys.check_sizes(after)?;
    }
    if after.iter().any(|(_, value)| value.depth() >= NESTING_MAX) {
        return Err(values::update_nests_too_deep());
    }
    Ok(after.size())
}

fn size_with_sets(table: &Table, after: &Item, size: usize, sets: usize) -> usize {
    size - table.keys().size(after) + EXPRESSION_SIZE + sets * SET_SIZE
}
