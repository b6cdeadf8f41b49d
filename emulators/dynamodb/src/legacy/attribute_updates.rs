//! AttributeUpdates: what UpdateItem did before there were expressions.

use std::collections::BTreeMap;

use models::dynamodb::AttributeValueUpdate;

use crate::expression::Projection;
use crate::expression::update::{add_value, delete_value};
use crate::item::Item;
use crate::item::attribute_value::{AttributeValue, Type};
use crate::item::convert::{self, Wording};
use crate::refusals::{Invalid, legacy, values};

/// By attribute, in order.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct AttributeUpdates {
    pub updates: Vec<(String, AttributeUpdate)>,
}

#[derive(Clone, Debug, PartialEq)]
pub enum AttributeUpdate {
    Put(AttributeValue),
    /// A number, a set, or a list.
    Add(AttributeValue),
    /// Elements out of a set.
    Delete(AttributeValue),
    Remove,
}

impl AttributeUpdates {
    pub fn read(updates: BTreeMap<String, AttributeValueUpdate>) -> Result<AttributeUpdates, Invalid> {
        let mut read = Vec::with_capacity(updates.len());
        for (name, update) in updates {
            if name.is_empty() {
                return Err(values::empty_attribute_name());
            }
            let value = update.value.map(|value| convert::value(value, Wording::Current)).transpose()?;
            read.push((name, AttributeUpdate::read(update.action.as_deref().unwrap_or("PUT"), value)?));
        }
        Ok(AttributeUpdates { updates: read })
    }

    /// Whether all that it does is to take away.
    pub fn only_removes(&self) -> bool {
        let takes_away =
            |update: &AttributeUpdate| matches!(update, AttributeUpdate::Delete(_) | AttributeUpdate::Remove);
        !self.updates.is_empty() && self.updates.iter().all(|(_, update)| takes_away(update))
    }

    pub fn touched(&self) -> Projection<'_> {
        Projection::of_names(self.updates.iter().map(|(name, _)| name.as_str()))
    }

    pub fn apply(&self, before: Item) -> Result<Item, Invalid> {
        let mut after = before;
        for (name, update) in &self.updates {
            let result = match (update, after.get(name)) {
                (AttributeUpdate::Put(value), _) => Some(value.clone()),
                (AttributeUpdate::Remove, _) | (AttributeUpdate::Delete(_), None) => None,
                (AttributeUpdate::Add(AttributeValue::L(more)), Some(AttributeValue::L(list))) => {
                    Some(AttributeValue::L([list.as_slice(), more].concat()))
                }
                (AttributeUpdate::Add(value), current) => Some(mismatch(current, value, add_value(current, value))?),
                (AttributeUpdate::Delete(value), Some(current)) => {
                    mismatch(Some(current), value, delete_value(current, value))?
                }
            };
            match result {
                Some(value) => after.insert(name.clone(), value),
                None => {
                    after.remove(name);
                }
            }
        }
        Ok(after)
    }
}

/// Types that do not fit are worded otherwise here than in expressions.
fn mismatch<T>(
    current: Option<&AttributeValue>,
    value: &AttributeValue,
    result: Result<T, Invalid>,
) -> Result<T, Invalid> {
    let differ = current.is_some_and(|current| current.kind() != value.kind());
    result.map_err(|invalid| if differ { legacy::update_type_mismatch() } else { invalid })
}

impl AttributeUpdate {
    fn read(action: &str, value: Option<AttributeValue>) -> Result<AttributeUpdate, Invalid> {
        match (action, value) {
            ("DELETE", None) => Ok(AttributeUpdate::Remove),
            (_, None) => Err(legacy::only_delete_without_value()),
            ("DELETE", Some(value)) if value.kind().is_set() => Ok(AttributeUpdate::Delete(value)),
            ("DELETE", Some(value)) => Err(legacy::delete_of_type(value.kind())),
            ("ADD", Some(value)) if value.kind().is_set() || matches!(value.kind(), Type::N | Type::L) => {
                Ok(AttributeUpdate::Add(value))
            }
            ("ADD", Some(value)) => Err(legacy::add_of_type(value.kind())),
            (_, Some(value)) => Ok(AttributeUpdate::Put(value)),
        }
    }

    /// The value that is written, if it is known without the item.
    pub fn value(&self) -> Option<&AttributeValue> {
        match self {
            AttributeUpdate::Put(value) | AttributeUpdate::Add(value) | AttributeUpdate::Delete(value) => Some(value),
            AttributeUpdate::Remove => None,
        }
    }
}
