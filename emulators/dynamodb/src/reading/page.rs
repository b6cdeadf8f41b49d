//! One page of Query or Scan: read in order, filtered, and cut where AWS cuts it.

use std::ops::{Bound, ControlFlow};

use keyspace::{Direction, Fault, Range, Reads};
use models::dynamodb::ConsumedCapacity;
use wire::{Field, Value};

use crate::capacity::{Detail, Units, read_units};
use crate::expression::Condition;
use crate::item::Item;
use crate::item::convert;
use crate::item::rows::load;
use crate::item::stored::{StoredItems, Unreadable, View, encode};
use crate::reading::selection::Selection;
use crate::reading::source::{Source, Wants};
use crate::refusals::Invalid;
use crate::table::{ENTRIES, ITEMS};
use crate::{DynamoDb, Reply};

/// Bytes of items that are read for one page; the item that reaches it is the last.
pub const PAGE_MAX: usize = 1024 * 1024;

/// What shall be read, from a first key (included) to a last (not included; none if it is empty).
pub struct PageRequest<'a> {
    pub source: Source<'a>,
    pub from: Vec<u8>,
    pub to: Vec<u8>,
    pub direction: Direction,
    pub limit: Option<usize>,
    pub filter: Option<&'a Condition<'a>>,
    pub selection: &'a Selection<'a>,
    pub consistent: bool,
}

#[derive(Debug)]
pub struct Page {
    /// None if only their number was asked for.
    pub items: Option<StoredItems>,
    pub count: usize,
    pub scanned: usize,
    /// Of what was read, as AWS counts it.
    pub size: usize,
    /// Where the next page begins, if there may be one.
    pub last: Option<Item>,
    pub units: Units,
}

impl PageRequest<'_> {
    pub fn read(&self, db: &DynamoDb) -> Reply<Page> {
        let fetches = self.must_fetch()?;
        let mut reading = Reading::new(self, fetches);
        match self.source.index {
            None => self.walk(&db.space, ITEMS.under(&(self.source.table.id(),)), &mut reading)?,
            Some(index) if fetches => {
                // Entries and items of one instant: an item that was changed in between may be none that was asked for.
                let view = db.space.snapshot();
                self.walk(&*view, ENTRIES.under(&(index.id,)), &mut reading)?;
                reading.fetch(&*view)?;
            }
            Some(index) => self.walk(&db.space, ENTRIES.under(&(index.id,)), &mut reading)?,
        }
        Ok(reading.page())
    }

    fn must_fetch(&self) -> Result<bool, Invalid> {
        match self.selection {
            Selection::Default | Selection::Count => self.source.must_fetch(Wants::Projected),
            Selection::AllAttributes => self.source.must_fetch(Wants::Everything),
            Selection::Some(projection) => {
                let heads: Vec<&str> = projection.paths.iter().map(|path| path.head()).collect();
                self.source.must_fetch(Wants::Attributes(&heads))
            }
            Selection::Columns(columns) => {
                let heads: Vec<&str> = columns.paths().map(|path| path.head()).collect();
                self.source.must_fetch(Wants::Attributes(&heads))
            }
        }
    }

    fn walk<T: keyspace::Table, R: Reads + ?Sized>(
        &self,
        reads: &R,
        range: Range<T>,
        reading: &mut Reading<'_>,
    ) -> Result<(), Fault> {
        let to = match self.to.as_slice() {
            [] => Bound::Unbounded,
            to if to <= self.from.as_slice() => return Ok(()),
            to => Bound::Excluded(to),
        };
        let range = range.between_raw(Bound::Included(&self.from), to);
        let mut unreadable = None;
        reads.scan_raw(&range, self.direction, |_, value| match reading.take(value) {
            Ok(flow) => flow,
            Err(error) => {
                unreadable = Some(error);
                ControlFlow::Break(())
            }
        })?;
        unreadable.map_or(Ok(()), |error| Err(error.into()))
    }
}

struct Reading<'a> {
    request: &'a PageRequest<'a>,
    fetches: bool,
    items: StoredItems,
    count: usize,
    scanned: usize,
    size: usize,
    fetched_units: f64,
    last: Option<Item>,
}

impl<'a> Reading<'a> {
    fn new(request: &'a PageRequest<'a>, fetches: bool) -> Reading<'a> {
        Reading {
            request,
            fetches,
            items: StoredItems::default(),
            count: 0,
            scanned: 0,
            size: 0,
            fetched_units: 0.0,
            last: None,
        }
    }

    fn take(&mut self, stored: &[u8]) -> Result<ControlFlow<()>, Unreadable> {
        let view = View::open(stored)?;
        self.scanned += 1;
        self.size += view.size();
        if self.fetches {
            self.items.push(stored);
        } else {
            self.keep(stored, view);
        }
        if self.request.limit == Some(self.scanned) || self.size >= PAGE_MAX {
            self.last = Some(self.request.source.position_of(&view.to_item()));
            return Ok(ControlFlow::Break(()));
        }
        Ok(ControlFlow::Continue(()))
    }

    /// Adds what the filter lets through.
    fn keep(&mut self, stored: &[u8], view: View<'_>) {
        if self.request.filter.is_some_and(|filter| !filter.holds(&view)) {
            return;
        }
        self.count += 1;
        match self.request.selection {
            Selection::Count => {}
            Selection::Some(projection) => self.items.push(&encode(&projection.apply_stored(view))),
            Selection::Columns(columns) => self.items.push(&encode(&columns.apply_stored(view))),
            Selection::Default | Selection::AllAttributes => self.items.push(stored),
        }
    }

    /// Puts whole items in the place of the entries of a local index.
    fn fetch<R: Reads + ?Sized>(&mut self, reads: &R) -> Result<(), Fault> {
        let entries = std::mem::take(&mut self.items);
        let table = self.request.source.table;
        for entry in entries.iter() {
            let key = table.keys().encode(&entry.to_item()).expect("an entry has the table's key");
            if let Some(item) = load(reads, table, &key)? {
                self.fetched_units += read_units(item.view().size(), self.request.consistent);
                self.keep(item.bytes(), item.view());
            }
        }
        Ok(())
    }

    fn page(self) -> Page {
        let read = read_units(self.size, self.request.consistent);
        let units = match self.request.source.index {
            None => Units::of_table(read),
            Some(index) => {
                let indexes = self.request.source.table.indexes();
                let at = indexes.iter().position(|other| other.id == index.id).expect("it is one of the table's");
                Units { table: self.fetched_units, indexes: vec![(at, read)] }
            }
        };
        Page {
            items: (*self.request.selection != Selection::Count).then_some(self.items),
            count: self.count,
            scanned: self.scanned,
            size: self.size,
            last: self.last,
            units,
        }
    }
}

impl Page {
    /// As Query and Scan answer it, whose answers have the same members in the same places.
    pub fn into_value(self, source: Source<'_>, detail: Detail, called: &str) -> Value {
        let consumed: Option<ConsumedCapacity> = self.units.answer(detail, source.table, called);
        let mut members = Vec::with_capacity(5);
        if let Some(items) = self.items {
            members.push((0, items.into_value()));
        }
        members.push((1, Value::Integer(self.count as i64)));
        members.push((2, Value::Integer(self.scanned as i64)));
        if let Some(last) = self.last {
            members.push((3, convert::map_value(last)));
        }
        if let Some(consumed) = consumed {
            members.push((4, Field::into_value(consumed)));
        }
        Value::Structure(members)
    }
}

#[cfg(test)]
mod tests {
    use models::dynamodb::{QueryOutput, ScanOutput};
    use wire::Structure;

    #[test]
    fn the_members_of_a_page_stand_where_they_are_put() {
        for shape in [QueryOutput::SHAPE, ScanOutput::SHAPE] {
            let members = ["Items", "Count", "ScannedCount", "LastEvaluatedKey", "ConsumedCapacity"];
            assert_eq!(members.map(|member| shape.member(member)), [Some(0), Some(1), Some(2), Some(3), Some(4)]);
        }
    }
}
