//! Several items as they are at one instant, or none if somebody is about to write one of them.

use std::collections::HashSet;
use std::sync::Arc;

use models::dynamodb::{ConsumedCapacity, ItemResponse};
use wire::{Structure, Value};

use crate::capacity::{Detail, Purpose, Units, read_units};
use crate::expression::Condition;
use crate::item::Item;
use crate::item::rows;
use crate::item::stored::{self, StoredItem};
use crate::reading::selection::Selection;
use crate::refusals::transactions::{self, Reason, cancelled};
use crate::table::Table;
use crate::writing::transaction::{Bill, SIZE_MAX};
use crate::{DynamoDb, Reply};

/// What is wanted of one item.
pub struct Wanted<'a> {
    /// The table, as the caller calls it.
    pub called: &'a str,
    pub table: &'a Arc<Table>,
    pub key: &'a [u8],
    pub selection: Selection<'a>,
    pub filter: Option<Condition<'a>>,
}

pub struct Together {
    /// An `ItemResponse` for each.
    pub responses: Vec<Value>,
    pub consumed: Vec<ConsumedCapacity>,
}

impl DynamoDb {
    /// The gate has been entered.
    pub(crate) fn read_together(&self, wanted: &[Wanted<'_>], detail: Detail) -> Reply<Together> {
        let named = || wanted.iter().map(|one| (one.table.id(), one.key));
        let mut seen = HashSet::with_capacity(wanted.len());
        if !named().all(|name| seen.insert(name)) {
            return Err(transactions::one_item_twice().into());
        }

        // All items are of this instant, whoever writes meanwhile. Whoever is about to is in the way nevertheless, as with AWS.
        let view = self.space.snapshot();
        let taken = self.items.held(named());
        if !taken.is_empty() {
            let reason = |at| taken.contains(&at).then_some(Reason::Conflict);
            return Err(cancelled((0..wanted.len()).map(reason).collect()));
        }
        let mut responses = Vec::with_capacity(wanted.len());
        let (mut bill, mut size) = (Bill::default(), 0);
        for one in wanted {
            let item = rows::load(&*view, one.table, one.key)?;
            let item_size = item.as_ref().map_or(0, |item| item.view().size());
            size += item_size;
            bill.charge(one.called, one.table, Units::of_table(read_units(item_size, true)));
            let item = item.filter(|item| one.filter.as_ref().is_none_or(|filter| filter.holds(&item.view())));
            let item = item.and_then(|item| one.part_of(item));
            responses.push(stored::with_item(Value::Structure(Vec::new()), "Item", ItemResponse::SHAPE, item));
        }
        if size > SIZE_MAX {
            return Err(transactions::too_large().into());
        }
        Ok(Together { responses, consumed: bill.answer(detail, Purpose::Read) })
    }
}

impl Wanted<'_> {
    /// Of an item that has nothing of it, nothing is answered.
    fn part_of(&self, item: StoredItem) -> Option<StoredItem> {
        let some = |part: Item| (!part.is_empty()).then(|| StoredItem::from(&part));
        match &self.selection {
            Selection::Some(projection) => some(projection.apply_stored(item.view())),
            Selection::Columns(columns) => some(columns.apply_stored(item.view())),
            Selection::Default | Selection::AllAttributes | Selection::Count => Some(item),
        }
    }
}
