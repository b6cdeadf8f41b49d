//! SELECT: which stretches of a table or an index it reads, and a page of them.

use keyspace::Direction;

use super::columns::Columns;
use super::continuation::Continuation;
use super::lowering::all_of;
use super::tree::{Order, Select};
use super::wheres::{Where, choices, predicate};
use crate::capacity::Units;
use crate::expression::condition::Comparator;
use crate::expression::key_condition::{KeyCondition, Predicate};
use crate::expression::{Condition, Path};
use crate::item::Item;
use crate::item::attribute_value::AttributeValue;
use crate::item::stored::StoredItems;
use crate::reading::key_range;
use crate::reading::page::{PAGE_MAX, PageRequest};
use crate::reading::selection::Selection;
use crate::reading::source::Source;
use crate::refusals::partiql as refusals;
use crate::refusals::{Invalid, expressions};
use crate::table::Table;
use crate::table::index::Scope;
use crate::{DynamoDb, Reply};

/// Hash keys that IN may have. <https://docs.aws.amazon.com/amazondynamodb/latest/developerguide/ql-operators.html>
const HASH_KEYS_MAX: usize = 50;

/// What the request says besides the statement.
pub struct Terms<'a> {
    pub consistent: bool,
    pub limit: Option<usize>,
    pub token: Option<&'a str>,
}

/// A page of a SELECT.
pub struct Selected {
    pub items: StoredItems,
    pub units: Units,
    /// Where the next one begins, if there may be one.
    pub next: Option<String>,
    pub last: Option<Item>,
}

/// What a SELECT reads of a source.
struct Reading<'e> {
    /// In the order in which they are read. Without a condition on the hash key, all there is: none.
    ranges: Vec<KeyCondition<'e>>,
    filter: Option<Condition<'e>>,
    direction: Direction,
}

impl DynamoDb {
    pub(crate) fn select(&self, table: &Table, select: &Select, terms: &Terms<'_>) -> Reply<Selected> {
        let source = source_of(table, select, terms.consistent)?;
        let reading = Reading::of(select, source)?;
        let begin = match terms.token {
            Some(token) => Continuation::read(token, select)?,
            None => Continuation::default(),
        };
        let columns = select.columns.as_deref().map(Columns::of);
        if let Some(columns) = &columns {
            table.check_key_paths(columns.paths())?;
        }
        let selection = columns.map_or(Selection::Default, Selection::Columns);
        reading.filter.as_ref().map_or(Ok(()), |filter| check_paths(table, filter))?;

        let mut selected = Selected { items: StoredItems::default(), units: Units::default(), next: None, last: None };
        let (mut scanned, mut size) = (0, 0);
        let count = reading.ranges.len().max(1);
        for range in begin.range..count {
            let (from, to) = reading.bounds(source, range)?;
            let position = if range == begin.range { begin.position.as_slice() } else { &[] };
            let (from, to) = resumed(from, to, position, reading.direction);
            let page = PageRequest {
                source,
                from,
                to,
                direction: reading.direction,
                limit: terms.limit.map(|limit| limit - scanned),
                filter: reading.filter.as_ref(),
                selection: &selection,
                consistent: terms.consistent,
            };
            let page = page.read(self)?;
            selected.items.append(page.items.unwrap_or_default());
            selected.units.add(page.units);
            scanned += page.scanned;
            size += page.size;
            let next = match &page.last {
                Some(last) => Continuation { range, position: source.encode(last).unwrap_or_default() },
                None if size >= PAGE_MAX && range + 1 < count => {
                    Continuation { range: range + 1, position: Vec::new() }
                }
                None => continue,
            };
            selected.next = Some(next.token(select));
            selected.last = page.last;
            break;
        }
        Ok(selected)
    }
}

/// AWS words what is wrong with an index otherwise here than for Query.
fn source_of<'t>(table: &'t Table, select: &Select, consistent: bool) -> Result<Source<'t>, Invalid> {
    if let Some(name) = &select.index {
        let index = table.index(name).ok_or_else(refusals::no_such_index)?;
        if index.scope == Scope::Global && consistent {
            return Err(refusals::consistent_global_index());
        }
    }
    Source::of(table, select.index.as_deref(), consistent)
}

/// The part of a range behind a position, or, backwards, before it.
fn resumed(from: Vec<u8>, to: Vec<u8>, position: &[u8], direction: Direction) -> (Vec<u8>, Vec<u8>) {
    match direction {
        _ if position.is_empty() => (from, to),
        Direction::Forward => (from.max([position, &[0]].concat()), to),
        Direction::Backward if to.is_empty() || position < to.as_slice() => (from, position.to_vec()),
        Direction::Backward => (from, to),
    }
}

impl<'e> Reading<'e> {
    fn of(select: &'e Select, source: Source<'e>) -> Result<Reading<'e>, Invalid> {
        let schema = source.keys();
        let mut parts = Where::of(select.only.as_ref());
        let order = Ordered::of(&select.order, select.only.is_some(), source)?;
        // A key of several attributes needs one value of each.
        let mut hash: Vec<(&'e str, Vec<&'e AttributeValue>)> = Vec::new();
        if let [only] = schema.hash.as_slice() {
            hash.extend(parts.take(|part| choices(part, &only.name)).map(|values| (only.name.as_str(), values)));
        } else {
            let mut trial = Where::of(select.only.as_ref());
            let value = |attribute: &'e crate::item::key::KeyAttribute| {
                let value = trial.take(|part| super::wheres::equality(part, &attribute.name))?;
                Some((attribute.name.as_str(), vec![value]))
            };
            if let Some(all) = schema.hash.iter().map(value).collect::<Option<Vec<_>>>() {
                (hash, parts) = (all, trial);
            }
        }
        let is_keyed = !hash.is_empty();
        if order.is_some() && !is_keyed {
            return Err(refusals::order_without_hash());
        }
        let mut ranges = Vec::new();
        if is_keyed {
            let mut range = Vec::new();
            for attribute in &schema.range {
                let Some(found) = parts.take(|part| predicate(part, &attribute.name)) else { break };
                let is_equal = found.equal_to().is_some();
                range.push((attribute.name.as_str(), found));
                if !is_equal {
                    break;
                }
            }
            ranges = key_conditions(&hash, &range, order.as_ref().is_some_and(|order| order.hash_descends))?;
        }
        let filter = all_of(parts.rest()?);
        if let Some(filter) = filter.as_ref().filter(|_| is_keyed) {
            check_kept(source, filter)?;
        }
        let descends = order.is_some_and(|order| order.range_descends);
        let direction = if descends { Direction::Backward } else { Direction::Forward };
        Ok(Reading { ranges, filter, direction })
    }

    fn bounds(&self, source: Source<'_>, range: usize) -> Result<(Vec<u8>, Vec<u8>), Invalid> {
        let Some(keys) = self.ranges.get(range) else { return Ok((Vec::new(), Vec::new())) };
        key_range::check(source, keys)?;
        Ok(key_range::bounds(source, keys))
    }
}

/// One for each value of the hash key, in their order.
fn key_conditions<'e>(
    hash: &[(&'e str, Vec<&'e AttributeValue>)],
    range: &[(&'e str, Predicate<'e>)],
    descends: bool,
) -> Result<Vec<KeyCondition<'e>>, Invalid> {
    let equal = |name, value| (name, Predicate::Compare(Comparator::Equal, value));
    if let [(name, values)] = hash {
        if values.len() > HASH_KEYS_MAX {
            return Err(expressions::list_too_long(values.len()));
        }
        let mut values = values.clone();
        values.sort_by(|one, two| one.compare(two).unwrap_or(std::cmp::Ordering::Equal));
        values.dedup();
        if descends {
            values.reverse();
        }
        let with = |value| KeyCondition { predicates: [vec![equal(*name, value)], range.to_vec()].concat() };
        return Ok(values.into_iter().map(with).collect());
    }
    let hash = hash.iter().flat_map(|(name, values)| values.iter().map(|value| equal(*name, *value)));
    Ok(vec![KeyCondition { predicates: hash.chain(range.iter().cloned()).collect() }])
}

/// ORDER BY, which orders by keys only.
struct Ordered {
    hash_descends: bool,
    range_descends: bool,
}

impl Ordered {
    fn of(order: &[Order], has_where: bool, source: Source<'_>) -> Result<Option<Ordered>, Invalid> {
        if order.is_empty() {
            return Ok(None);
        }
        if !has_where {
            return Err(refusals::order_without_where());
        }
        let schema = source.keys();
        if let Some(other) = order.iter().find(|order| !schema.contains(&order.name)) {
            return Err(refusals::order_by_no_key(&other.name));
        }
        let descends = |attributes: &[crate::item::key::KeyAttribute]| {
            order.iter().any(|order| order.descends && attributes.iter().any(|attribute| attribute.name == order.name))
        };
        Ok(Some(Ordered { hash_descends: descends(&schema.hash), range_descends: descends(&schema.range) }))
    }
}

/// Where the hash key is given, an index must keep what the filter looks at.
fn check_kept(source: Source<'_>, filter: &Condition<'_>) -> Result<(), Invalid> {
    let Some(index) = source.index else { return Ok(()) };
    let mut lacking: Vec<&str> = Vec::new();
    filter.visit_paths(&mut |path: &Path<'_>| {
        if !index.keeps(path.head(), source.table.keys()) && !lacking.contains(&path.head()) {
            lacking.push(path.head());
        }
    });
    if lacking.is_empty() { Ok(()) } else { Err(refusals::index_lacks_filtered(&index.name, &lacking)) }
}

fn check_paths(table: &Table, filter: &Condition<'_>) -> Result<(), Invalid> {
    let mut outcome = Ok(());
    filter.visit_paths(&mut |path| {
        if outcome.is_ok() {
            outcome = table.check_key_paths(std::iter::once(path));
        }
    });
    outcome
}
