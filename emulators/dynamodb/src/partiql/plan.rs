//! A command that is about one item of a table: which item, and what is to be seen of it.

use super::lowering::{all_of, update};
use super::tree::{Command, Expression};
use super::wheres::Where;
use crate::expression::{Condition, Path};
use crate::item::Item;
use crate::operations::put_item::ITEM_SIZE_MAX;
use crate::refusals::partiql as refusals;
use crate::refusals::{Invalid, values};
use crate::statement::{Action, Changing, Statement};
use crate::table::Table;

pub struct Plan<'c> {
    command: &'c Command,
    /// Of an INSERT none: it has the whole item.
    key: Item,
    /// What WHERE says besides the key.
    rest: Vec<Condition<'c>>,
}

impl<'c> Plan<'c> {
    /// Of anything but a SELECT.
    pub fn of(command: &'c Command, table: &Table) -> Result<Plan<'c>, Invalid> {
        let (key, rest) = match command {
            Command::Insert { item, .. } if item.size() > ITEM_SIZE_MAX => return Err(values::item_too_large()),
            Command::Insert { .. } => (Item::new(), Vec::new()),
            Command::Update { only, .. } | Command::Delete { only, .. } => keyed(only.as_ref(), table)?,
            Command::Select(select) | Command::Exists(select) => keyed(select.only.as_ref(), table)?,
        };
        if rest.is_empty() && matches!(command, Command::Exists(_)) {
            return Err(refusals::exists_without_condition());
        }
        Ok(Plan { command, key, rest })
    }

    /// The bytes that its item lies under, if the key fits the table.
    pub fn key(&self, table: &Table) -> Option<Vec<u8>> {
        match self.command {
            Command::Insert { item, .. } => table.keys().check_item(item).ok().and_then(|()| table.keys().encode(item)),
            _ => table.keys().check_key(&self.key).ok().and_then(|()| table.keys().encode(&self.key)),
        }
    }

    /// Of what writes, or checks in a transaction.
    pub fn statement(&self, shows_on_failure: bool) -> Result<Statement<'_>, Invalid> {
        let rest = || all_of(self.rest.clone());
        let there = || Condition::Exists(self.path_of_key());
        let (action, condition) = match self.command {
            Command::Insert { item, .. } => (Action::Insert(item, item.size()), None),
            // An UPDATE makes no item.
            Command::Update { changes, .. } => (
                Action::Update(&self.key, Changing::PartiQl(update(changes)?)),
                all_of([vec![there()], self.rest.clone()].concat()),
            ),
            // A DELETE of what is not there does nothing, whatever else it says.
            // <https://docs.aws.amazon.com/amazondynamodb/latest/developerguide/ql-reference.delete.html>
            Command::Delete { .. } => {
                let missing = Condition::Missing(self.path_of_key());
                (Action::Delete(&self.key), rest().map(|rest| Condition::Or(Box::new([missing, rest]))))
            }
            Command::Select(_) | Command::Exists(_) => {
                (Action::Check(&self.key), all_of([vec![there()], self.rest.clone()].concat()))
            }
        };
        Ok(Statement { action, condition, shows_on_failure })
    }

    /// What a SELECT demands besides the key.
    pub fn filter(&self) -> Option<Condition<'_>> {
        all_of(self.rest.clone())
    }

    fn path_of_key(&self) -> Path<'_> {
        self.key.iter().next().map_or(Path(Vec::new()), |(name, _)| Path::of(name))
    }
}

fn keyed<'c>(only: Option<&'c Expression>, table: &Table) -> Result<(Item, Vec<Condition<'c>>), Invalid> {
    let mut parts = Where::of(only);
    let key = parts.take_key(table.keys()).ok_or_else(refusals::keys_missing)?;
    Ok((key, parts.rest()?))
}
