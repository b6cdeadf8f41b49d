//! What a SELECT answers of each item: parts of it, under the last names of their paths.

use std::borrow::Cow;

use super::tree::{Location, Step};
use crate::expression::document::Document;
use crate::expression::{Element, Path};
use crate::item::Item;
use crate::item::stored::View;

#[derive(Clone, Debug, PartialEq)]
pub struct Columns<'r> {
    columns: Vec<(Path<'r>, Cow<'r, str>)>,
}

impl<'r> Columns<'r> {
    pub fn of(locations: &'r [Location]) -> Columns<'r> {
        Columns { columns: locations.iter().map(|location| (location.path(), called(location))).collect() }
    }

    pub fn paths(&self) -> impl Iterator<Item = &Path<'r>> {
        self.columns.iter().map(|(path, _)| path)
    }

    /// What an item lacks is left out.
    pub fn apply_stored(&self, item: View<'_>) -> Item {
        let value =
            |(path, name): &(Path<'_>, Cow<'_, str>)| Some((name.clone().into_owned(), item.find(path)?.into_owned()));
        self.columns.iter().filter_map(value).collect()
    }
}

/// Seen: the conformance suite, which selects `mymap.nested` and finds it as `nested`.
/// Guess: an element of a list is called after the list and its position.
fn called(location: &Location) -> Cow<'_, str> {
    let last_name = location.0.iter().rposition(|step| matches!(step, Step::Name(_))).unwrap_or(0);
    let Some(Step::Name(name)) = location.0.get(last_name) else { return Cow::Borrowed("") };
    let mut called = Cow::Borrowed(name.as_str());
    for element in &location.path().0[last_name + 1..] {
        if let Element::Index(index) = element {
            called.to_mut().push_str(&format!("[{index}]"));
        }
    }
    called
}
