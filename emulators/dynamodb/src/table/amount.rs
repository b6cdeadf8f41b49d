//! How much there is of something, and how much more: of a table and its indexes.

use std::ops::{Add, AddAssign, Neg};

use serde::{Deserialize, Serialize};

/// A number of items and their bytes, as AWS counts the sizes of items. A difference of two may be negative.
#[derive(Copy, Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Amount {
    pub items: i64,
    pub bytes: i64,
}

/// What a table holds, and each of its indexes, in their order.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Totals {
    pub table: Amount,
    pub indexes: Vec<Amount>,
}

/// What a write makes of it. Of indexes only those that change, by their place in the table.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Growth {
    pub table: Amount,
    pub indexes: Vec<(usize, Amount)>,
}

impl Amount {
    pub fn of_one(bytes: usize) -> Amount {
        Amount { items: 1, bytes: i64::try_from(bytes).unwrap_or(i64::MAX) }
    }

    /// From one item that may be there, by its size, to one in its place.
    pub fn between(before: Option<usize>, after: Option<usize>) -> Amount {
        let amount = |size: Option<usize>| size.map_or(Amount::default(), Amount::of_one);
        amount(after) + -amount(before)
    }
}

impl Add for Amount {
    type Output = Amount;

    fn add(self, other: Amount) -> Amount {
        Amount { items: self.items + other.items, bytes: self.bytes + other.bytes }
    }
}

impl AddAssign for Amount {
    fn add_assign(&mut self, other: Amount) {
        *self = *self + other;
    }
}

impl Neg for Amount {
    type Output = Amount;

    fn neg(self) -> Amount {
        Amount { items: -self.items, bytes: -self.bytes }
    }
}

impl Growth {
    /// Nothing becomes more or less.
    pub fn is_none(&self) -> bool {
        self.table == Amount::default() && self.indexes.iter().all(|(_, amount)| *amount == Amount::default())
    }
}

impl Totals {
    pub fn nothing(indexes: usize) -> Totals {
        Totals { table: Amount::default(), indexes: vec![Amount::default(); indexes] }
    }

    pub fn grow(&mut self, growth: &Growth) {
        self.table += growth.table;
        for (at, amount) in &growth.indexes {
            self.indexes[*at] += *amount;
        }
    }

    /// Takes back a growth.
    pub fn shrink(&mut self, growth: &Growth) {
        self.table += -growth.table;
        for (at, amount) in &growth.indexes {
            self.indexes[*at] += -*amount;
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_comes_goes_or_changes_makes_the_difference() {
        assert_eq!(Amount::between(None, Some(7)), Amount { items: 1, bytes: 7 });
        assert_eq!(Amount::between(Some(7), None), Amount { items: -1, bytes: -7 });
        assert_eq!(Amount::between(Some(7), Some(5)), Amount { items: 0, bytes: -2 });
        assert_eq!(Amount::between(None, None), Amount::default());
    }
}
