//! What of an item is answered: ProjectionExpression, and the paths that an update touched.

use std::collections::BTreeMap;

use super::lexer::Token;
use super::parser::{Parser, note};
use super::path::{Element, Path};
use super::placeholders::{Placeholders, Used};
use crate::item::Item;
use crate::item::attribute_value::AttributeValue;
use crate::item::stored::View;
use crate::refusals::{Invalid, expressions};

/// No path leads through another.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Projection<'r> {
    pub paths: Vec<Path<'r>>,
}

impl<'r> Projection<'r> {
    pub fn parse(source: &'r str, placeholders: &'r Placeholders, used: &mut Used) -> Result<Projection<'r>, Invalid> {
        let mut parser = Parser::new(source, placeholders, used)?;
        let mut paths = Vec::new();
        loop {
            let path = parser.path()?;
            check_apart(&mut parser, paths.iter(), &path);
            paths.push(path);
            if !parser.take(Token::Comma) {
                break;
            }
        }
        parser.expect(Token::End)?;
        let faults = parser.faults;
        match [faults.reserved, faults.name, faults.overlap, faults.conflict].into_iter().flatten().next() {
            Some(invalid) => Err(invalid),
            None => Ok(Projection { paths }),
        }
    }

    pub fn of_names<'n: 'r>(names: impl IntoIterator<Item = &'n str>) -> Projection<'r> {
        Projection { paths: names.into_iter().map(Path::of).collect() }
    }

    /// The same of a stored item, of which only the attributes are read that a path begins with.
    pub fn apply_stored(&self, item: View<'_>) -> Item {
        let attribute = |path: &Path<'_>| Some((path.head().to_owned(), item.get(path.head())?.to_value()));
        let read: Item = self.paths.iter().filter_map(attribute).collect();
        if self.paths.iter().any(Path::is_nested) { self.apply(&read) } else { read }
    }

    /// Only what the paths lead to. Elements of lists move together, in their order.
    pub fn apply(&self, item: &Item) -> Item {
        let mut root = Step::default();
        for path in &self.paths {
            path.0.iter().fold(&mut root, |step, element| step.next.entry(*element).or_default()).is_goal = true;
        }
        pick_map(&root, item)
    }
}

/// Notes a path that overlaps or conflicts with an earlier one.
pub fn check_apart<'p>(parser: &mut Parser<'_, '_>, earlier: impl Iterator<Item = &'p Path<'p>>, path: &Path<'_>) {
    if parser.is_incomplete() || parser.faults.overlap.is_some() {
        return;
    }
    for other in earlier {
        let mut steps = other.0.iter().zip(&path.0);
        match steps.find(|(one, two)| one != two) {
            None => {
                note(&mut parser.faults.overlap, || expressions::paths_overlap(other, path));
                return;
            }
            Some((Element::Name(_), Element::Index(_)) | (Element::Index(_), Element::Name(_))) => {
                note(&mut parser.faults.conflict, || expressions::paths_conflict(other, path));
            }
            Some(_) => {}
        }
    }
}

#[derive(Default)]
struct Step<'p> {
    is_goal: bool,
    next: BTreeMap<Element<'p>, Step<'p>>,
}

fn pick_map(step: &Step<'_>, map: &Item) -> Item {
    let mut picked = Item::new();
    for (element, next) in &step.next {
        if let Element::Name(name) = element
            && let Some(value) = map.get(name)
            && let Some(value) = pick(next, value)
        {
            picked.insert((*name).to_owned(), value);
        }
    }
    picked
}

fn pick(step: &Step<'_>, value: &AttributeValue) -> Option<AttributeValue> {
    if step.is_goal {
        return Some(value.clone());
    }
    match value {
        AttributeValue::M(map) => {
            let picked = pick_map(step, map);
            (!picked.is_empty()).then_some(AttributeValue::M(picked))
        }
        AttributeValue::L(list) => {
            let picked: Vec<_> = step
                .next
                .iter()
                .filter_map(|(element, next)| match element {
                    Element::Index(index) => pick(next, list.get(*index)?),
                    Element::Name(_) => None,
                })
                .collect();
            (!picked.is_empty()).then_some(AttributeValue::L(picked))
        }
        _ => None,
    }
}
