//! When items expire: the attribute that says so, and the rows by which what is due is found without looking at anything else.

use clock::{Epoch, Stored, Timestamp};
use serde::{Deserialize, Serialize};

use crate::item::Item;
use crate::item::attribute_value::AttributeValue;
use crate::table::index::Coverage;

keyspace::tables! { family DynamoDb;
    /// Items that expire, by the id of their table's rows, when, and their key as it is in `ITEMS`.
    EXPIRIES = 7: (u64, clock::Stored, keyspace::Tail) -> ();
}

#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct TimeToLive {
    /// Never reused; the rows lie under it.
    pub id: u64,
    pub attribute: String,
    pub coverage: Coverage,
}

impl TimeToLive {
    /// When an item expires, if its attribute says so: a number of seconds since 1970.
    pub fn expiry(&self, item: &Item, epoch: Epoch) -> Option<Stored> {
        let Some(AttributeValue::N(number)) = item.get(&self.attribute) else { return None };
        let millis = number.truncated()?.checked_mul(1000)?;
        Some(epoch.relative(Timestamp::from_millis(millis)))
    }

    pub fn is_building(&self) -> bool {
        self.coverage != Coverage::All
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn only_numbers_that_are_times_let_an_item_expire() {
        let ttl = TimeToLive { id: 1, attribute: "ttl".to_owned(), coverage: Coverage::All };
        let epoch = Epoch::new(Timestamp::from_millis(5_000));
        let expiry = |value: AttributeValue| ttl.expiry(&Item::from_iter([("ttl".to_owned(), value)]), epoch);
        let number = |text: &str| AttributeValue::N(crate::item::number::tests::number(text));
        assert_eq!(expiry(number("7")), Some(Stored::from_millis(2_000)));
        assert_eq!(expiry(number("7.9")), Some(Stored::from_millis(2_000)));
        assert_eq!(expiry(number("-1E3")), Some(Stored::from_millis(-1_005_000)));
        assert_eq!(expiry(number("1E30")), None);
        assert_eq!(expiry(AttributeValue::S("7".to_owned())), None);
        assert_eq!(ttl.expiry(&Item::from_iter([]), epoch), None);
    }
}
