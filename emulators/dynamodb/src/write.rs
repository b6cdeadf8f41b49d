//! Writing one item, from its lock to its commit.

use std::sync::Arc;

use keyspace::{Batch, Fault, Lock, Reads};
use models::dynamodb::ConsumedCapacity;

use crate::capacity::Detail;
use crate::change::{Change, Earlier, Weighed};
use crate::expression::Condition;
use crate::refusals;
use crate::stored::{StoredItem, View};
use crate::table::{ITEMS, Table};
use crate::{DynamoDb, Reply};

/// What a write must see of what is there.
#[derive(Copy, Clone, Debug, PartialEq, Eq)]
pub enum Look {
    /// What indexes and the tally need, maybe nothing.
    IfNeeded,
    Size,
    Whole,
}

/// What the caller of PutItem or DeleteItem demands, and what he wants to know.
pub struct Terms<'a> {
    pub condition: Option<&'a Condition<'a>>,
    /// Whether a condition that does not hold shows the item.
    pub shows_on_failure: bool,
    pub answers_old: bool,
    pub detail: Detail,
    /// The table, as the caller calls it.
    pub called: &'a str,
}

/// What was replaced, as far as the caller wants to know.
pub struct Replaced {
    pub old: Option<StoredItem>,
    pub consumed: Option<ConsumedCapacity>,
}

/// An item of a table that is there, locked.
pub struct Writing<'a> {
    db: &'a DynamoDb,
    table: &'a Arc<Table>,
    key: Vec<u8>,
    lock: Lock,
}

impl DynamoDb {
    /// Waits for the item's lock. The table may have been deleted meanwhile.
    pub(crate) async fn lock_item<'a>(&'a self, table: &'a Arc<Table>, key: Vec<u8>) -> Reply<Writing<'a>> {
        let lock = self.items.lock(&(table.id(), key.as_slice())).await;
        check_there(table)?;
        Ok(Writing { db: self, table, key, lock })
    }

    /// Several items, each under the id of its table.
    pub(crate) async fn lock_items<'k>(
        &self,
        tables: impl Iterator<Item = &'k Arc<Table>>,
        keys: impl Iterator<Item = (u64, &'k [u8])>,
    ) -> Reply<Vec<Lock>> {
        let locks = self.items.lock_all(keys).await;
        for table in tables {
            check_there(table)?;
        }
        Ok(locks)
    }

    /// What is there under a key that is locked.
    pub(crate) fn look(&self, table: &Table, key: &[u8], look: Look) -> Result<Earlier, Fault> {
        if look == Look::Whole || table.has_indexes() {
            let stored = self.load(table, key)?;
            let view = stored.as_ref().map(StoredItem::view);
            let item = view.filter(|_| table.has_indexes()).map(View::to_item);
            return Ok(Earlier { size: view.map(View::size), item, stored });
        }
        if look == Look::IfNeeded && !table.needs_before() {
            return Ok(Earlier::default());
        }
        let size = self.space.read_raw(ITEMS, &(table.id(), key), |bytes| View::open(bytes).map(View::size))?;
        Ok(Earlier { size: size.transpose()?, ..Earlier::default() })
    }
}

fn check_there(table: &Table) -> Reply<()> {
    if table.is_gone() { Err(refusals::no_such_table()) } else { Ok(()) }
}

impl Writing<'_> {
    pub fn look(&self, look: Look) -> Result<Earlier, Fault> {
        self.db.look(self.table, &self.key, look)
    }

    /// Puts another item in the place of what is there, or nothing.
    pub async fn replace(self, after: Option<Weighed<'_>>, terms: Terms<'_>) -> Reply<Replaced> {
        let look = match (terms.condition, terms.answers_old, terms.detail, after) {
            (None, false, Detail::None, Some(_)) => Look::IfNeeded,
            (None, false, _, _) => Look::Size,
            _ => Look::Whole,
        };
        let earlier = self.look(look)?;
        demand(terms.condition, earlier.stored.as_ref(), terms.shows_on_failure)?;
        let table = self.table.clone();
        let change = Change::new(&table, &earlier, after);
        let consumed = self.commit(&change, terms.detail, terms.called).await?;
        Ok(Replaced { consumed, old: earlier.stored.filter(|_| terms.answers_old) })
    }

    /// Once queued, the batch has the lock.
    pub async fn commit(
        self,
        change: &Change<'_>,
        detail: Detail,
        called: &str,
    ) -> Result<Option<ConsumedCapacity>, Fault> {
        let consumed = (detail != Detail::None).then(|| change.units());
        if !change.is_none() {
            let mut batch = Batch::new();
            change.write(&self.key, &mut batch);
            let (table, lock, growth) = (self.table.clone(), self.lock, change.growth());
            batch.on_commit(move || {
                table.tally.grow(&growth);
                drop(lock);
            });
            self.db.space.commit(batch).await?;
        }
        Ok(consumed.and_then(|units| units.answer(detail, self.table, called)))
    }
}

/// Refuses a write whose condition does not hold for what is there.
pub fn demand(condition: Option<&Condition<'_>>, before: Option<&StoredItem>, show_on_failure: bool) -> Reply<()> {
    match condition {
        Some(condition) if !condition.holds(&before.map(StoredItem::view)) => {
            Err(refusals::condition_failed(before.filter(|_| show_on_failure).cloned()))
        }
        _ => Ok(()),
    }
}

#[cfg(test)]
mod tests {
    use std::pin::pin;
    use std::task::{Context, Waker};

    use clock::{Clock, Entropy, Timestamp};
    use keyspace::testing::{FaultyEngine, memory_space_on};
    use serde_json::json;
    use service::testing::call;

    use super::*;

    #[tokio::test(start_paused = true)]
    async fn an_item_stays_locked_until_it_is_written_also_when_its_writer_is_gone() {
        let engine = FaultyEngine::in_memory().waiting_for_disk();
        let clock = Clock::simulated(Timestamp::from_millis(0));
        let db = DynamoDb::open(memory_space_on(engine.clone(), clock, Entropy::seeded(1))).unwrap();
        let hash = |name: &str| json!([{"AttributeName": name, "KeyType": "HASH"}]);
        let table = json!({
            "TableName": "tab",
            "AttributeDefinitions": [
                {"AttributeName": "pk", "AttributeType": "S"}, {"AttributeName": "gk", "AttributeType": "S"},
            ],
            "KeySchema": hash("pk"),
            "GlobalSecondaryIndexes": [
                {"IndexName": "global", "KeySchema": hash("gk"), "Projection": {"ProjectionType": "ALL"}},
            ],
            "BillingMode": "PAY_PER_REQUEST",
        });
        call(&db, "CreateTable", table).await.unwrap();
        let put = |gk: &str| json!({"TableName": "tab", "Item": {"pk": {"S": "a"}, "gk": {"S": gk}}});

        let mut context = Context::from_waker(Waker::noop());
        let held_up = engine.hold();
        let mut second = {
            let mut first = Box::pin(call(&db, "PutItem", put("first")));
            assert!(first.as_mut().poll(&mut context).is_pending());
            drop(first);
            Box::pin(call(&db, "PutItem", put("second")))
        };
        assert!(pin!(second.as_mut()).poll(&mut context).is_pending());
        drop(held_up);
        second.await.unwrap();
        let found = call(&db, "Scan", json!({"TableName": "tab", "IndexName": "global"})).await.unwrap();
        assert_eq!(found["Items"], json!([{"pk": {"S": "a"}, "gk": {"S": "second"}}]));
    }
}
