//! What a table holds: numbers that are written with every write, so that nobody ever has to count.

use std::sync::Arc;

use keyspace::{Batch, Fault, Reads};
use parking_lot::Mutex;

use crate::table::Table;
use crate::table::amount::{Growth, Totals};

keyspace::tables! { family DynamoDb;
    /// What a table and its indexes hold, by the id of the table. A table without a row never held anything.
    TOTALS = 4: (u64,) -> TotalsRecord;
}

keyspace::versioned! {
    /// What is kept of the numbers of a table.
    pub struct TotalsRecord { v1: Totals }
}

/// The numbers as of the write that is last in the log.
#[derive(Debug)]
pub struct Tally {
    totals: Mutex<Totals>,
}

impl Tally {
    /// Of a table that holds nothing.
    pub fn of_new(indexes: usize) -> Tally {
        Tally { totals: Mutex::new(Totals::nothing(indexes)) }
    }

    /// # Errors
    ///
    /// The store cannot be read.
    pub fn read(reads: &impl Reads, table: u64, indexes: usize) -> Result<Tally, Fault> {
        let totals = reads.read(TOTALS, &(table,))?.unwrap_or_else(|| Totals::nothing(indexes));
        Ok(Tally { totals: Mutex::new(totals) })
    }

    pub fn totals(&self) -> Totals {
        self.totals.lock().clone()
    }
}

impl Table {
    /// Counts what a batch makes more or less. It happens in `on_sequence`: what is written last is what all writes came to.
    pub fn count(self: &Arc<Table>, growth: Growth, batch: &mut Batch) {
        if growth.is_none() {
            return;
        }
        let table = self.clone();
        batch.on_sequence(move |batch| {
            let totals = {
                let mut totals = table.tally.totals.lock();
                totals.grow(&growth);
                totals.clone()
            };
            batch.put(TOTALS, &(table.id(),), &totals);
            let counted = Counted { table, undo: Some(Undo::Shrink(growth)) };
            batch.on_commit(move || counted.keep());
        });
    }

    /// Changes for which indexes there are numbers, while all items are locked.
    pub fn recount(self: &Arc<Table>, reshape: impl FnOnce(&mut Totals) + Send + 'static, batch: &mut Batch) {
        let table = self.clone();
        batch.on_sequence(move |batch| {
            let (before, after) = {
                let mut totals = table.tally.totals.lock();
                let before = totals.clone();
                reshape(&mut totals);
                (before, totals.clone())
            };
            batch.put(TOTALS, &(table.id(),), &after);
            let counted = Counted { table, undo: Some(Undo::Restore(before)) };
            batch.on_commit(move || counted.keep());
        });
    }
}

/// Numbers that are in memory and not yet in the store. Taken back if the write fails.
struct Counted {
    table: Arc<Table>,
    undo: Option<Undo>,
}

enum Undo {
    Shrink(Growth),
    Restore(Totals),
}

impl Counted {
    fn keep(mut self) {
        self.undo = None;
    }
}

impl Drop for Counted {
    fn drop(&mut self) {
        let mut totals = self.table.tally.totals.lock();
        match self.undo.take() {
            None => {}
            Some(Undo::Shrink(growth)) => totals.shrink(&growth),
            Some(Undo::Restore(before)) => *totals = before,
        }
    }
}

#[cfg(test)]
mod tests {
    use clock::{Clock, Entropy, Timestamp};
    use keyspace::testing::{FaultyEngine, memory_space_on};

    use super::*;
    use crate::table::amount::Amount;
    use crate::testing::world;

    fn growth(items: i64) -> Growth {
        Growth { table: Amount { items, bytes: 10 * items }, indexes: vec![(1, Amount { items, bytes: items })] }
    }

    #[tokio::test(start_paused = true)]
    async fn memory_and_store_agree_also_after_a_write_that_failed() {
        let world = world().with_indexed_table("tab", "S").await;
        let table = world.db.table("tab", &service::testing::caller(Timestamp::from_millis(0))).unwrap();
        let engine = FaultyEngine::in_memory();
        let space = memory_space_on(engine.clone(), Clock::simulated(Timestamp::from_millis(0)), Entropy::seeded(1));
        for (items, fails, held) in [(3, false, 3), (5, true, 3), (-1, false, 2)] {
            let mut batch = Batch::new();
            table.count(growth(items), &mut batch);
            if fails {
                engine.fail_write(1);
            }
            assert_eq!(space.commit(batch).await.is_err(), fails);
            let totals = table.tally.totals();
            assert_eq!((totals.table.items, totals.indexes[1].items), (held, held));
            assert_eq!(Tally::read(&space, table.id(), 2).unwrap().totals(), totals);
        }
    }
}
