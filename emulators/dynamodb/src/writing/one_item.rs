//! Writing one item, from its lock to its commit.

use std::sync::Arc;

use keyspace::{Batch, Conflict, Fault, Reads};
use models::dynamodb::ConsumedCapacity;

use crate::capacity::{Detail, Units};
use crate::item::stored::{StoredItem, View};
use crate::refusals;
use crate::statement::{After, Statement};
use crate::streams::record::Actor;
use crate::table::{ITEMS, Table};
use crate::writing::change::{Change, Earlier};
use crate::{DynamoDb, Reply};

/// What a write must see of what is there.
#[derive(Copy, Clone, Debug, PartialEq, Eq)]
pub enum ReadBefore {
    /// Its size, which is counted, and what indexes and expiry need.
    Size,
    Whole,
}

/// What the caller wants to know besides.
pub struct Terms<'a> {
    pub answers_old: bool,
    pub detail: Detail,
    /// The table, as the caller calls it.
    pub called: &'a str,
}

/// What came of a statement.
pub struct Done<'s> {
    pub earlier: Earlier,
    pub after: After<'s>,
    /// What it costs, if the caller wants to know.
    pub units: Option<Units>,
    pub consumed: Option<ConsumedCapacity>,
}

impl DynamoDb {
    /// Carries out one statement that stands by itself. The gate has been entered.
    pub(crate) async fn carry_out<'s>(
        &self,
        table: &Arc<Table>,
        statement: &'s Statement<'_>,
        terms: Terms<'_>,
    ) -> Reply<Done<'s>> {
        let key = statement.key(table)?;
        let locked = self.items.lock(table.id(), &key).await;
        let lock = locked.map_err(|Conflict| refusals::transactions::conflict())?;
        let successor = self.successor(table)?;
        if let Some(altered) = &successor {
            statement.key(altered)?;
        }
        let table = successor.as_ref().unwrap_or(table);
        let earlier = self.read_before(table, &key, statement.read_before(&terms))?;
        let after = statement.decide(table, &earlier)?;
        let change = Change::new(table, &key, &earlier, after.weighed());
        let units = (terms.detail != Detail::None).then(|| change.units());
        if !change.is_none() {
            let mut batch = Batch::new();
            self.follow(table, &key, &change, &mut batch);
            batch.hold(lock);
            self.space.commit(batch).await?;
        }
        let consumed = units.as_ref().and_then(|units| units.answer(terms.detail, table, terms.called));
        Ok(Done { earlier, after, units, consumed })
    }

    /// Writes a change, and all that follows from it.
    pub(crate) fn follow(&self, table: &Arc<Table>, key: &[u8], change: &Change<'_>, batch: &mut Batch) {
        change.write(key, Actor::Caller, self.space.clock().now(), batch);
        table.count(change.growth(), batch);
        if let Some(at) = change.new_expiry() {
            let (expiry, table) = (self.expiry.clone(), table.clone());
            batch.on_commit(move || expiry.watch(&table, table.record.epoch.absolute(at)));
        }
    }

    /// What is there under a key that is locked.
    pub(crate) fn read_before(&self, table: &Table, key: &[u8], how_much: ReadBefore) -> Result<Earlier, Fault> {
        if let Some(stream) = &table.stream {
            stream.recover(&self.space)?;
        }
        if how_much == ReadBefore::Whole || table.needs_before() || table.stream.is_some() {
            let stored = self.load(table, key)?;
            let view = stored.as_ref().map(StoredItem::view);
            let item = view.filter(|_| table.needs_before()).map(View::to_item);
            return Ok(Earlier { size: view.map(View::size), item, stored });
        }
        let size = self.space.read_raw(ITEMS, &(table.id(), key), |bytes| View::open(bytes).map(View::size))?;
        Ok(Earlier { size: size.transpose()?, ..Earlier::default() })
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
