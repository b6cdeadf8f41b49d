//! An item: attributes by name. A map within an item is the same thing.

pub mod attribute_value;
pub mod convert;
pub mod key;
pub mod number;
pub mod rows;
pub mod stored;

use crate::item::attribute_value::AttributeValue;

/// Names are in the order of their bytes and each is there once.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Item {
    attributes: Vec<(String, AttributeValue)>,
}

impl Item {
    pub fn new() -> Item {
        Item::default()
    }

    pub fn with_capacity(attributes: usize) -> Item {
        Item { attributes: Vec::with_capacity(attributes) }
    }

    pub fn get(&self, name: &str) -> Option<&AttributeValue> {
        self.position(name).ok().map(|at| &self.attributes[at].1)
    }

    pub fn get_mut(&mut self, name: &str) -> Option<&mut AttributeValue> {
        self.position(name).ok().map(|at| &mut self.attributes[at].1)
    }

    pub fn contains(&self, name: &str) -> bool {
        self.position(name).is_ok()
    }

    pub fn insert(&mut self, name: String, value: AttributeValue) {
        match self.position(&name) {
            Ok(at) => self.attributes[at].1 = value,
            Err(at) => self.attributes.insert(at, (name, value)),
        }
    }

    pub fn remove(&mut self, name: &str) -> Option<AttributeValue> {
        self.position(name).ok().map(|at| self.attributes.remove(at).1)
    }

    pub fn iter(&self) -> impl ExactSizeIterator<Item = (&str, &AttributeValue)> {
        self.attributes.iter().map(|(name, value)| (name.as_str(), value))
    }

    pub fn len(&self) -> usize {
        self.attributes.len()
    }

    pub fn is_empty(&self) -> bool {
        self.attributes.is_empty()
    }

    /// What AWS counts for it: names and values.
    pub fn size(&self) -> usize {
        self.iter().map(|(name, value)| name.len() + value.size()).sum()
    }

    fn position(&self, name: &str) -> Result<usize, usize> {
        self.attributes.binary_search_by(|(it, _)| it.as_str().cmp(name))
    }
}

/// A later attribute takes the place of an earlier one of the same name.
impl FromIterator<(String, AttributeValue)> for Item {
    fn from_iter<I: IntoIterator<Item = (String, AttributeValue)>>(attributes: I) -> Item {
        let mut attributes: Vec<_> = attributes.into_iter().collect();
        if !attributes.is_sorted_by(|(a, _), (b, _)| a < b) {
            attributes.reverse();
            attributes.sort_by(|(a, _), (b, _)| a.cmp(b));
            attributes.dedup_by(|(a, _), (b, _)| a == b);
        }
        Item { attributes }
    }
}

impl IntoIterator for Item {
    type Item = (String, AttributeValue);
    type IntoIter = std::vec::IntoIter<(String, AttributeValue)>;

    fn into_iter(self) -> Self::IntoIter {
        self.attributes.into_iter()
    }
}

#[cfg(test)]
pub(crate) mod tests {
    use proptest::prelude::*;

    use super::*;
    use crate::item::attribute_value::tests::values;

    pub fn items() -> impl Strategy<Value = Item> {
        prop::collection::btree_map("[a-z]{1,6}", values(), 0..6).prop_map(|map| map.into_iter().collect())
    }

    #[test]
    fn the_last_of_two_attributes_of_one_name_stays() {
        let text = |text: &str| AttributeValue::S(text.to_owned());
        let item =
            Item::from_iter([("b".to_owned(), text("1")), ("a".to_owned(), text("2")), ("b".to_owned(), text("3"))]);
        assert_eq!(item.get("b"), Some(&text("3")));
        assert_eq!(item.iter().map(|(name, _)| name).collect::<Vec<_>>(), ["a", "b"]);
    }

    #[test]
    fn attributes_come_and_go_by_name() {
        let mut item = Item::new();
        item.insert("b".to_owned(), AttributeValue::Null);
        item.insert("a".to_owned(), AttributeValue::Null);
        assert_eq!(item.remove("b"), Some(AttributeValue::Null));
        assert_eq!(item.remove("b"), None);
        assert_eq!(item.size(), 2);
    }
}
