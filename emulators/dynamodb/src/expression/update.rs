//! What an UpdateItem does to an item.

use std::borrow::Cow;
use std::collections::BTreeSet;

use super::document::Document;
use super::path::{Element, Path};
use super::placeholders::{Placeholders, Used};
use super::projection::Projection;
use super::update_parser;
use crate::item::Item;
use crate::item::attribute_value::AttributeValue;
use crate::item::number::Number;
use crate::refusals::{Invalid, expressions, values};

/// In the order of the expression. No path leads through another.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Update<'r> {
    pub actions: Vec<(Path<'r>, Action<'r>)>,
}

#[derive(Clone, Debug, PartialEq)]
pub enum Action<'r> {
    Set(Source<'r>),
    Remove,
    /// A number or a set.
    Add(&'r AttributeValue),
    /// A set.
    Delete(&'r AttributeValue),
}

/// Where the value of a SET comes from.
#[derive(Clone, Debug, PartialEq)]
pub enum Source<'r> {
    Path(Path<'r>),
    Value(&'r AttributeValue),
    Sum(Box<[Source<'r>; 2]>),
    Difference(Box<[Source<'r>; 2]>),
    IfMissing(Path<'r>, Box<Source<'r>>),
    Append(Box<[Source<'r>; 2]>),
}

impl<'r> Update<'r> {
    pub fn parse(source: &'r str, placeholders: &'r Placeholders, used: &mut Used) -> Result<Update<'r>, Invalid> {
        update_parser::parse(source, placeholders, used)
    }

    /// Whether all that it does is to take away.
    pub fn only_removes(&self) -> bool {
        !self.actions.is_empty() && self.actions.iter().all(|(_, action)| *action == Action::Remove)
    }

    /// How many values it sets.
    pub fn sets(&self) -> usize {
        self.actions.iter().filter(|(_, action)| matches!(action, Action::Set(_))).count()
    }

    /// What it touches, for UPDATED_OLD and UPDATED_NEW.
    pub fn touched(&self) -> Projection<'r> {
        Projection { paths: self.actions.iter().map(|(path, _)| path.clone()).collect() }
    }

    /// The item afterwards. All values are taken from the item before; so are the positions in lists.
    pub fn apply(&self, before: Item) -> Result<Item, Invalid> {
        let mut sets = Vec::new();
        let mut removals = BTreeSet::new();
        for (path, action) in &self.actions {
            match action {
                Action::Set(source) => sets.push((path, source.resolve(&before)?.into_owned())),
                Action::Remove => {
                    removals.insert(path);
                }
                Action::Add(_) | Action::Delete(_) => {}
            }
        }
        let mut after = before;
        // What is set beyond the end of a list is appended in the order of the positions.
        sets.sort_by_key(|(path, _)| *path);
        for (path, value) in sets {
            place(&mut after, path)?.set(value);
        }
        for (path, action) in &self.actions {
            match action {
                Action::Add(value) => add(place(&mut after, path)?, value)?,
                Action::Delete(value) => delete(place(&mut after, path)?, value)?,
                Action::Set(_) | Action::Remove => {}
            }
        }
        // From the highest position down, so that the lower ones keep their meaning.
        for path in removals.into_iter().rev() {
            place(&mut after, path)?.remove();
        }
        Ok(after)
    }
}

impl Source<'_> {
    fn resolve<'d>(&'d self, item: &'d Item) -> Result<Cow<'d, AttributeValue>, Invalid> {
        match self {
            Source::Value(value) => Ok(Cow::Borrowed(*value)),
            Source::Path(path) => item.find(path).ok_or_else(expressions::update_attribute_missing),
            Source::IfMissing(path, otherwise) => match item.find(path) {
                Some(found) => Ok(found),
                None => otherwise.resolve(item),
            },
            Source::Sum(both) => arithmetic(&both[0], &both[1], item, Number::plus),
            Source::Difference(both) => arithmetic(&both[0], &both[1], item, Number::minus),
            Source::Append(both) => {
                let (first, second) = (both[0].resolve(item)?, both[1].resolve(item)?);
                match (first.as_ref(), second.as_ref()) {
                    (AttributeValue::L(first), AttributeValue::L(second)) => {
                        Ok(Cow::Owned(AttributeValue::L([first.as_slice(), second].concat())))
                    }
                    _ => Err(expressions::update_operand_type()),
                }
            }
        }
    }
}

fn arithmetic<'d>(
    left: &Source<'_>,
    right: &Source<'_>,
    item: &Item,
    operation: impl Fn(Number, Number) -> Result<Number, crate::item::number::NotANumber>,
) -> Result<Cow<'d, AttributeValue>, Invalid> {
    match (left.resolve(item)?.as_ref(), right.resolve(item)?.as_ref()) {
        (AttributeValue::N(left), AttributeValue::N(right)) => {
            let result = operation(*left, *right).map_err(values::number_out_of_range)?;
            Ok(Cow::Owned(AttributeValue::N(result)))
        }
        _ => Err(expressions::update_operand_type()),
    }
}

/// Where a value is, or would be.
enum Place<'i> {
    InMap(&'i mut Item, &'i str),
    InList(&'i mut Vec<AttributeValue>, usize),
}

/// The place that a path leads to; all but its last step must be there.
fn place<'i>(item: &'i mut Item, path: &'i Path<'_>) -> Result<Place<'i>, Invalid> {
    let (last, way) = path.0.split_last().expect("a path has a name");
    let Some((first, way)) = way.split_first() else { return Ok(Place::InMap(item, path.head())) };
    let Element::Name(name) = first else { return Err(expressions::update_path_invalid()) };
    let mut parent = item.get_mut(name);
    for element in way {
        parent = match (parent, element) {
            (Some(AttributeValue::M(map)), Element::Name(name)) => map.get_mut(name),
            (Some(AttributeValue::L(list)), Element::Index(index)) => list.get_mut(*index),
            _ => None,
        };
    }
    match (parent, last) {
        (Some(AttributeValue::M(map)), Element::Name(name)) => Ok(Place::InMap(map, name)),
        (Some(AttributeValue::L(list)), Element::Index(index)) => Ok(Place::InList(list, *index)),
        _ => Err(expressions::update_path_invalid()),
    }
}

impl Place<'_> {
    fn current(&mut self) -> Option<&mut AttributeValue> {
        match self {
            Place::InMap(map, name) => map.get_mut(name),
            Place::InList(list, index) => list.get_mut(*index),
        }
    }

    fn set(self, value: AttributeValue) {
        match self {
            Place::InMap(map, name) => map.insert(name.to_owned(), value),
            Place::InList(list, index) => match list.get_mut(index) {
                Some(current) => *current = value,
                None => list.push(value),
            },
        }
    }

    fn remove(self) {
        match self {
            Place::InMap(map, name) => {
                map.remove(name);
            }
            Place::InList(list, index) => {
                if index < list.len() {
                    list.remove(index);
                }
            }
        }
    }
}

/// Adds to a number, or elements to a set; what is not there begins as 0 or empty.
pub fn add_value(current: Option<&AttributeValue>, value: &AttributeValue) -> Result<AttributeValue, Invalid> {
    use AttributeValue::{Bs, N, Ns, Ss};
    Ok(match (current, value) {
        (None, value) => value.clone(),
        (Some(N(current)), N(value)) => N(current.plus(*value).map_err(values::number_out_of_range)?),
        (Some(Ss(current)), Ss(value)) => Ss(union(current, value)),
        (Some(Ns(current)), Ns(value)) => Ns(union(current, value)),
        (Some(Bs(current)), Bs(value)) => Bs(union(current, value)),
        _ => return Err(expressions::update_operand_type()),
    })
}

/// Takes elements out of a set; nothing is left of an empty one.
pub fn delete_value(current: &AttributeValue, value: &AttributeValue) -> Result<Option<AttributeValue>, Invalid> {
    use AttributeValue::{Bs, Ns, Ss};
    Ok(match (current, value) {
        (Ss(current), Ss(value)) => rest(current, value).map(Ss),
        (Ns(current), Ns(value)) => rest(current, value).map(Ns),
        (Bs(current), Bs(value)) => rest(current, value).map(Bs),
        _ => return Err(expressions::update_operand_type()),
    })
}

fn add(mut place: Place<'_>, value: &AttributeValue) -> Result<(), Invalid> {
    let sum = add_value(place.current().map(|current| &*current), value)?;
    place.set(sum);
    Ok(())
}

fn delete(mut place: Place<'_>, value: &AttributeValue) -> Result<(), Invalid> {
    let Some(current) = place.current() else { return Ok(()) };
    match delete_value(current, value)? {
        Some(rest) => place.set(rest),
        None => place.remove(),
    }
    Ok(())
}

fn union<T: Ord + Clone>(one: &[T], two: &[T]) -> Vec<T> {
    let mut all = one.to_vec();
    all.extend(two.iter().cloned());
    all.sort();
    all.dedup();
    all
}

fn rest<T: Ord + Clone>(all: &[T], taken: &[T]) -> Option<Vec<T>> {
    let rest: Vec<T> = all.iter().filter(|one| taken.binary_search(one).is_err()).cloned().collect();
    (!rest.is_empty()).then_some(rest)
}
