//! Several statements at once: all of them or none.

use std::collections::{BTreeMap, HashSet};
use std::sync::Arc;

use keyspace::Batch;
use models::dynamodb::{ConsumedCapacity, ItemCollectionMetrics};
use service::Caller;

use crate::capacity::{Detail, Purpose, Units, read_units, write_units};
use crate::item::rows::collection_metrics;
use crate::refusals::transactions::{self, Reason, cancelled, cancelled_by};
use crate::statement::{After, Objection, Statement};
use crate::table::Table;
use crate::writing::change::Change;
use crate::writing::one_item::ReadBefore;
use crate::writing::tokens::Token;
use crate::{DynamoDb, Reply};

/// Bytes of all items of a transaction.
pub const SIZE_MAX: usize = 4 * 1024 * 1024;

/// A transaction costs a table twice what its statements would cost by themselves, and its indexes the same.
/// <https://docs.aws.amazon.com/amazondynamodb/latest/developerguide/transaction-apis.html>
/// Seen: dynoxide, tests/transactional_index_consumed_capacity.rs, measured in eu-west-2 in August 2026.
const COST: f64 = 2.0;

/// A statement and the table that it is about, as the caller calls it.
pub struct Aimed<'a, 'r> {
    pub called: &'a str,
    pub statement: &'a Statement<'r>,
}

/// What the caller wants to know besides.
pub struct Wanted<'a> {
    pub detail: Detail,
    pub collection_metrics: Option<&'a str>,
}

#[derive(Default)]
pub struct Transacted {
    pub consumed: Vec<ConsumedCapacity>,
    pub metrics: BTreeMap<String, Vec<ItemCollectionMetrics>>,
}

/// What each table is charged, in the order in which the tables were first named.
#[derive(Default)]
pub struct Bill<'a> {
    tables: Vec<(&'a str, Arc<Table>, Units)>,
}

impl<'a> Bill<'a> {
    pub fn charge(&mut self, called: &'a str, table: &Arc<Table>, mut units: Units) {
        units.table *= COST;
        match self.tables.iter_mut().find(|(_, charged, _)| charged.id() == table.id()) {
            Some((_, _, sum)) => sum.add(units),
            None => self.tables.push((called, table.clone(), units)),
        }
    }

    pub fn answer(&self, detail: Detail, purpose: Purpose) -> Vec<ConsumedCapacity> {
        let answer = |(called, table, units): &(&str, Arc<Table>, Units)| {
            units.answer_transaction(detail, table, called, purpose)
        };
        self.tables.iter().filter_map(answer).collect()
    }
}

impl DynamoDb {
    /// Carries out all statements, or none. The gate has been entered.
    pub(crate) async fn transact(
        &self,
        caller: &Caller,
        aimed: &[Aimed<'_, '_>],
        token: Option<Token>,
        wanted: Wanted<'_>,
    ) -> Reply<Transacted> {
        let token = match token {
            Some(token) => Some(self.begin(token).await?),
            None => None,
        };
        let mut tables = self.tables_of(caller, aimed)?;
        if token.as_ref().is_some_and(|token| token.is_done) {
            return self.replayed(aimed, &tables, wanted.detail);
        }
        let keys = keys_of(aimed, &tables)?;
        let named = || tables.iter().zip(&keys).map(|(table, key)| (table.id(), key.as_slice()));
        let mut seen = HashSet::with_capacity(keys.len());
        if !named().all(|name| seen.insert(name)) {
            return Err(transactions::one_item_twice().into());
        }
        let locks = self.items.lock_for_transaction(named().collect::<Vec<_>>()).await.map_err(|taken| {
            let reason = |at| taken.contains(&at).then_some(Reason::Conflict);
            cancelled((0..aimed.len()).map(reason).collect())
        })?;
        let mut is_altered = false;
        for table in &mut tables {
            if let Some(altered) = self.successor(table)? {
                *table = altered;
                is_altered = true;
            }
        }
        if is_altered {
            keys_of(aimed, &tables)?;
        }

        let mut batch = Batch::new();
        let (mut bill, mut answer) = (Bill::default(), Transacted::default());
        let mut reasons = Vec::with_capacity(aimed.len());
        let mut size = 0;
        for ((aim, table), key) in aimed.iter().zip(&tables).zip(&keys) {
            let earlier = self.read_before(table, key, ReadBefore::Whole)?;
            let after = match aim.statement.decide(table, &earlier) {
                Ok(after) => after,
                Err(objection) => {
                    reasons.push(Some(Reason::Objection(objection)));
                    continue;
                }
            };
            reasons.push(None);
            size += after.weighed().map_or(earlier.size.unwrap_or(0), |after| after.size);
            let units = match after {
                After::Same => Units::of_table(write_units(earlier.size.unwrap_or(0))),
                After::Nothing | After::Item(..) => {
                    let change = Change::new(table, key, &earlier, after.weighed());
                    if !change.is_none() {
                        self.follow(table, key, &change, &mut batch);
                    }
                    change.units()
                }
            };
            bill.charge(aim.called, table, units);
            let metrics = collection_metrics(wanted.collection_metrics, table, aim.statement.item());
            if let Some(metrics) = metrics.filter(|_| !matches!(after, After::Same)) {
                answer.metrics.entry(aim.called.to_owned()).or_default().push(metrics);
            }
        }
        if reasons.iter().any(Option::is_some) {
            return Err(cancelled(reasons));
        }
        if size > SIZE_MAX {
            return Err(transactions::too_large().into());
        }
        if let Some(token) = token {
            token.write(&mut batch);
        }
        if !batch.is_empty() {
            batch.hold(locks);
            self.space.commit(batch).await?;
        }
        answer.consumed = bill.answer(wanted.detail, Purpose::Write);
        Ok(answer)
    }

    pub(crate) fn tables_of(&self, caller: &Caller, aimed: &[Aimed<'_, '_>]) -> Reply<Vec<Arc<Table>>> {
        aimed.iter().map(|aim| self.table(aim.called, caller)).collect()
    }

    /// A transaction that was carried out before costs what reading its items costs.
    /// Seen: the conformance suite's pull request 74.
    fn replayed(&self, aimed: &[Aimed<'_, '_>], tables: &[Arc<Table>], detail: Detail) -> Reply<Transacted> {
        if detail == Detail::None {
            return Ok(Transacted::default());
        }
        let mut bill = Bill::default();
        for (aim, table) in aimed.iter().zip(tables) {
            let key = table.keys().encode(aim.statement.item());
            let size = match key {
                Some(key) => self.read_before(table, &key, ReadBefore::Size)?.size,
                None => None,
            };
            bill.charge(aim.called, table, Units::of_table(read_units(size.unwrap_or(0), true)));
        }
        Ok(Transacted { consumed: bill.answer(detail, Purpose::Read), ..Transacted::default() })
    }
}

/// The keys of all statements. An empty one refuses the request, before anything else that is wrong with any key cancels it.
fn keys_of(aimed: &[Aimed<'_, '_>], tables: &[Arc<Table>]) -> Reply<Vec<Vec<u8>>> {
    for (aim, table) in aimed.iter().zip(tables) {
        aim.statement.check_not_empty(table)?;
    }
    let mut keys = Vec::with_capacity(aimed.len());
    for (at, (aim, table)) in aimed.iter().zip(tables).enumerate() {
        let key = aim.statement.key(table);
        keys.push(
            key.map_err(|invalid| cancelled_by(at, aimed.len(), Reason::Objection(Objection::Invalid(invalid))))?,
        );
    }
    Ok(keys)
}
