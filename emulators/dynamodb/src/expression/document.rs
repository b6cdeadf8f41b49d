//! What a path is followed in: an item in memory, or one in its stored form.

use std::borrow::Cow;

use super::path::{Element, Path};
use crate::item::Item;
use crate::item::attribute_value::AttributeValue;
use crate::item::stored::View;

pub trait Document {
    fn attribute(&self, name: &str) -> Option<Cow<'_, AttributeValue>>;

    fn find(&self, path: &Path<'_>) -> Option<Cow<'_, AttributeValue>> {
        let attribute = self.attribute(path.head())?;
        match path.0.len() {
            1 => Some(attribute),
            _ => match attribute {
                Cow::Borrowed(value) => follow(value, &path.0[1..]).map(Cow::Borrowed),
                Cow::Owned(value) => follow(&value, &path.0[1..]).cloned().map(Cow::Owned),
            },
        }
    }
}

fn follow<'v>(value: &'v AttributeValue, way: &[Element<'_>]) -> Option<&'v AttributeValue> {
    way.iter().try_fold(value, |value, element| match (value, element) {
        (AttributeValue::M(map), Element::Name(name)) => map.get(name),
        (AttributeValue::L(list), Element::Index(index)) => list.get(*index),
        _ => None,
    })
}

impl Document for Item {
    fn attribute(&self, name: &str) -> Option<Cow<'_, AttributeValue>> {
        self.get(name).map(Cow::Borrowed)
    }
}

impl Document for View<'_> {
    fn attribute(&self, name: &str) -> Option<Cow<'_, AttributeValue>> {
        self.get(name).map(|raw| Cow::Owned(raw.to_value()))
    }
}

/// An item that is not there has no attributes.
impl<D: Document> Document for Option<D> {
    fn attribute(&self, name: &str) -> Option<Cow<'_, AttributeValue>> {
        self.as_ref().and_then(|document| document.attribute(name))
    }
}

impl<D: Document> Document for &D {
    fn attribute(&self, name: &str) -> Option<Cow<'_, AttributeValue>> {
        (**self).attribute(name)
    }
}
