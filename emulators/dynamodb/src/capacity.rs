//! Consumed capacity: what reads and writes would cost.
//! <https://docs.aws.amazon.com/amazondynamodb/latest/developerguide/read-write-operations.html>

use std::collections::BTreeMap;

use models::dynamodb::{Capacity, ConsumedCapacity};

use crate::table::Table;
use crate::table::index::Scope;

/// What of it the caller wants to know.
#[derive(Copy, Clone, Debug, Default, PartialEq, Eq)]
pub enum Detail {
    #[default]
    None,
    Total,
    Indexes,
}

/// Units charged to a table and to its indexes by their place in it.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Units {
    pub table: f64,
    pub indexes: Vec<(usize, f64)>,
}

impl Detail {
    /// The value was checked against the model.
    pub fn of(said: Option<&str>) -> Detail {
        match said {
            Some("TOTAL") => Detail::Total,
            Some("INDEXES") => Detail::Indexes,
            _ => Detail::None,
        }
    }
}

/// What a transaction's units are for.
#[derive(Copy, Clone, Debug, PartialEq, Eq)]
pub enum Purpose {
    Read,
    Write,
}

/// One for each started KB, also for nothing.
pub fn write_units(size: usize) -> f64 {
    size.div_ceil(1024).max(1) as f64
}

/// One for each started 4 KB, also for nothing; half of it if an old answer would do.
pub fn read_units(size: usize, consistent: bool) -> f64 {
    let units = size.div_ceil(4096).max(1) as f64;
    if consistent { units } else { units / 2.0 }
}

impl Units {
    pub fn of_table(units: f64) -> Units {
        Units { table: units, indexes: Vec::new() }
    }

    pub fn add(&mut self, other: Units) {
        self.table += other.table;
        for (at, units) in other.indexes {
            match self.indexes.iter_mut().find(|(index, _)| *index == at) {
                Some((_, sum)) => *sum += units,
                None => self.indexes.push((at, units)),
            }
        }
    }

    pub fn total(&self) -> f64 {
        self.table + self.indexes.iter().map(|(_, units)| units).sum::<f64>()
    }

    /// As it is answered; the table is called as the caller called it.
    pub fn answer(&self, detail: Detail, table: &Table, called: &str) -> Option<ConsumedCapacity> {
        if detail == Detail::None {
            return None;
        }
        let mut answer = ConsumedCapacity {
            table_name: Some(called.to_owned()),
            capacity_units: Some(self.total()),
            ..ConsumedCapacity::default()
        };
        if detail == Detail::Indexes {
            answer.table = Some(capacity(self.table));
            answer.local_secondary_indexes = self.by_index(table, Scope::Local);
            answer.global_secondary_indexes = self.by_index(table, Scope::Global);
        }
        Some(answer)
    }

    /// Transactions tell what their units were for, for all and for each part; other operations do not.
    /// Seen: the conformance suite's pull requests 67 and 74.
    pub fn answer_transaction(
        &self,
        detail: Detail,
        table: &Table,
        called: &str,
        purpose: Purpose,
    ) -> Option<ConsumedCapacity> {
        let mut answer = self.answer(detail, table, called)?;
        let of = |units: Option<f64>| match purpose {
            Purpose::Read => (units, None),
            Purpose::Write => (None, units),
        };
        (answer.read_capacity_units, answer.write_capacity_units) = of(answer.capacity_units);
        let indexes = [&mut answer.local_secondary_indexes, &mut answer.global_secondary_indexes];
        let indexes = indexes.into_iter().flatten().flat_map(BTreeMap::values_mut);
        for part in answer.table.iter_mut().chain(indexes) {
            (part.read_capacity_units, part.write_capacity_units) = of(part.capacity_units);
        }
        Some(answer)
    }

    fn by_index(&self, table: &Table, scope: Scope) -> Option<BTreeMap<String, Capacity>> {
        let units: BTreeMap<String, Capacity> = self
            .indexes
            .iter()
            .map(|(at, units)| (&table.indexes()[*at], *units))
            .filter(|(index, _)| index.scope == scope)
            .map(|(index, units)| (index.name.clone(), capacity(units)))
            .collect();
        (!units.is_empty()).then_some(units)
    }
}

fn capacity(units: f64) -> Capacity {
    Capacity { capacity_units: Some(units), ..Capacity::default() }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn units_are_started_kilobytes() {
        assert_eq!([0, 1, 1024, 1025, 4096].map(write_units), [1.0, 1.0, 1.0, 2.0, 4.0]);
        assert_eq!([0, 4096, 4097].map(|size| read_units(size, true)), [1.0, 1.0, 2.0]);
        assert_eq!([0, 4096, 4097].map(|size| read_units(size, false)), [0.5, 0.5, 1.0]);
    }
}
