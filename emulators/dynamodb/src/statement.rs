//! What somebody wants done to one item, as a value: which item it is, what must be seen of it, and what comes of it.
//!
//! PutItem, UpdateItem and DeleteItem carry out one of these, a transaction several at once. Nothing here reads or writes.

mod changing;

use std::borrow::Cow;

pub use changing::Changing;

use crate::Failure;
use crate::expression::Condition;
use crate::item::Item;
use crate::item::stored::StoredItem;
use crate::refusals::{self, Invalid};
use crate::table::Table;
use crate::writing::change::{Earlier, Weighed};
use crate::writing::one_item::{ReadBefore, Terms};

pub struct Statement<'r> {
    pub action: Action<'r>,
    pub condition: Option<Condition<'r>>,
    /// Whether a condition that does not hold shows the item.
    pub shows_on_failure: bool,
}

pub enum Action<'r> {
    /// A whole item, and its size.
    Put(&'r Item, usize),
    /// The same, but only where there is none.
    Insert(&'r Item, usize),
    /// By its key, as in the others.
    Delete(&'r Item),
    Update(&'r Item, Changing<'r>),
    /// Only a condition; in transactions.
    Check(&'r Item),
}

/// What is to be under the key afterwards.
pub enum After<'s> {
    /// What was there.
    Same,
    Nothing,
    /// This, of this size.
    Item(Cow<'s, Item>, usize),
}

/// Why a statement is not carried out, though it fits the table.
pub enum Objection {
    /// And the item, if it is to be shown.
    ConditionFailed(Option<StoredItem>),
    /// There is an item where one was to be inserted.
    Duplicate,
    Invalid(Invalid),
}

impl<'r> Statement<'r> {
    /// The key, or the item that has the key's attributes.
    pub fn item(&self) -> &'r Item {
        match &self.action {
            Action::Put(item, _) | Action::Insert(item, _) => item,
            Action::Delete(item) | Action::Update(item, _) | Action::Check(item) => item,
        }
    }

    /// A transaction refuses empty keys before it looks at anything else.
    ///
    /// # Errors
    ///
    /// A key of the table or of an index is empty.
    pub fn check_not_empty(&self, table: &Table) -> Result<(), Invalid> {
        table.keys().check_not_empty(self.item())?;
        if let Action::Put(item, _) | Action::Insert(item, _) = self.action {
            for index in table.indexes() {
                index.keys.check_entry_not_empty(item, &index.name)?;
            }
        }
        Ok(())
    }

    /// The bytes that the item lies under, if the statement fits the table.
    ///
    /// # Errors
    ///
    /// What is wrong with it for this table, whatever is there.
    pub fn key(&self, table: &Table) -> Result<Vec<u8>, Invalid> {
        match &self.action {
            Action::Put(item, _) | Action::Insert(item, _) => {
                table.keys().check_item(item)?;
                for index in table.indexes() {
                    index.keys.check_entry(item, &index.name)?;
                }
            }
            Action::Delete(key) | Action::Check(key) => table.keys().check_key(key)?,
            Action::Update(key, changing) => {
                table.keys().check_key(key)?;
                changing.check(table)?;
            }
        }
        Ok(table.keys().encode(self.item()).expect("it has the key's attributes"))
    }

    /// What must be seen of what is there.
    pub fn read_before(&self, terms: &Terms<'_>) -> ReadBefore {
        match self.action {
            Action::Put(..) | Action::Insert(..) | Action::Delete(_)
                if self.condition.is_none() && !terms.answers_old =>
            {
                ReadBefore::Size
            }
            _ => ReadBefore::Whole,
        }
    }

    /// What comes of it, given what is there.
    ///
    /// # Errors
    ///
    /// The condition does not hold, or what would come of it is not allowed.
    pub fn decide(&self, table: &Table, earlier: &Earlier) -> Result<After<'_>, Objection> {
        let before = earlier.stored.as_ref();
        if let Some(condition) = &self.condition
            && !condition.holds(&before.map(StoredItem::view))
        {
            return Err(Objection::ConditionFailed(before.filter(|_| self.shows_on_failure).cloned()));
        }
        match &self.action {
            Action::Insert(..) if earlier.size.is_some() => Err(Objection::Duplicate),
            Action::Put(item, size) | Action::Insert(item, size) => Ok(After::Item(Cow::Borrowed(item), *size)),
            Action::Delete(_) => Ok(After::Nothing),
            Action::Check(_) => Ok(After::Same),
            Action::Update(_, changing) if before.is_none() && changing.only_removes() => Ok(After::Nothing),
            Action::Update(key, changing) => {
                let before = earlier.to_item().unwrap_or_else(|| (*key).clone());
                let (after, size) = changing.apply(table, before).map_err(Objection::Invalid)?;
                Ok(After::Item(Cow::Owned(after), size))
            }
        }
    }
}

impl After<'_> {
    /// None also if nothing changes.
    pub fn weighed(&self) -> Option<Weighed<'_>> {
        match self {
            After::Item(item, size) => Some(Weighed { item, size: *size }),
            After::Same | After::Nothing => None,
        }
    }

    pub fn item(&self) -> Option<&Item> {
        self.weighed().map(|after| after.item)
    }
}

impl From<Objection> for Failure {
    fn from(objection: Objection) -> Failure {
        match objection {
            Objection::ConditionFailed(item) => refusals::condition_failed(item),
            Objection::Duplicate => refusals::partiql::duplicate_item(),
            Objection::Invalid(invalid) => invalid.into(),
        }
    }
}
