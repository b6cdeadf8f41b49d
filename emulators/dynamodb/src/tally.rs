//! What a table holds, kept in memory: known from the beginning of a table that is made here, and of others once somebody has
//! asked. Then every write keeps it up to date. Nothing of it is on disk, so a crash leaves nothing that could be wrong.

use keyspace::Fault;
use parking_lot::Mutex;
use tokio::sync::Notify;
use tokio::sync::futures::Notified;

use crate::amount::{Growth, Totals};

#[derive(Debug)]
pub struct Tally {
    state: Mutex<State>,
    /// Told when counting has ended, well or not.
    ended: Notify,
}

#[derive(Debug)]
enum State {
    Unknown(Option<Fault>),
    Counting {
        /// Of the items at the instant when counting began.
        counted: Totals,
        /// Since that instant.
        grown: Totals,
    },
    Known(Totals),
}

impl Tally {
    /// Of a table without items.
    pub fn of_new(indexes: usize) -> Tally {
        Tally { state: Mutex::new(State::Known(Totals::nothing(indexes))), ended: Notify::new() }
    }

    /// Of a table that was there before.
    pub fn unknown() -> Tally {
        Tally { state: Mutex::new(State::Unknown(None)), ended: Notify::new() }
    }

    /// Whether a write must say what it adds and takes away. Does not become true while any item is locked.
    pub fn is_kept(&self) -> bool {
        !matches!(*self.state.lock(), State::Unknown(_))
    }

    /// Follows a write.
    pub fn grow(&self, growth: &Growth) {
        match &mut *self.state.lock() {
            State::Unknown(_) => {}
            State::Counting { grown: totals, .. } | State::Known(totals) => totals.grow(growth),
        }
    }

    /// None until it was counted.
    pub fn known(&self) -> Option<Totals> {
        match &*self.state.lock() {
            State::Known(totals) => Some(totals.clone()),
            _ => None,
        }
    }

    /// As far as it was counted; or why it could not be.
    pub fn so_far(&self, indexes: usize) -> Result<Totals, Fault> {
        match &*self.state.lock() {
            State::Known(totals) | State::Counting { counted: totals, .. } => Ok(totals.clone()),
            State::Unknown(Some(fault)) => Err(fault.clone()),
            State::Unknown(None) => Ok(Totals::nothing(indexes)),
        }
    }

    /// Resolves when counting has next ended.
    pub fn ended(&self) -> Notified<'_> {
        self.ended.notified()
    }

    /// From this instant on writes are followed. All items are locked, so that none of them is half done. None if somebody else
    /// counts or has counted.
    pub fn begin(&self, indexes: usize) -> Option<Counting<'_>> {
        let mut state = self.state.lock();
        if !matches!(*state, State::Unknown(_)) {
            return None;
        }
        *state = State::Counting { counted: Totals::nothing(indexes), grown: Totals::nothing(indexes) };
        Some(Counting { tally: self })
    }
}

/// A tally while it is counted. Dropped before its end, nothing is known again.
pub struct Counting<'t> {
    tally: &'t Tally,
}

impl Counting<'_> {
    pub fn add(&self, found: &Growth) {
        if let State::Counting { counted, .. } = &mut *self.tally.state.lock() {
            counted.grow(found);
        }
    }

    pub fn finish(self) {
        let mut state = self.tally.state.lock();
        if let State::Counting { counted, grown } = &mut *state {
            counted.add(grown);
            let totals = std::mem::take(counted);
            *state = State::Known(totals);
        }
    }

    pub fn fail(self, fault: Fault) {
        *self.tally.state.lock() = State::Unknown(Some(fault));
    }
}

impl Drop for Counting<'_> {
    fn drop(&mut self) {
        let mut state = self.tally.state.lock();
        if matches!(*state, State::Counting { .. }) {
            *state = State::Unknown(None);
        }
        drop(state);
        self.tally.ended.notify_waiters();
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::amount::Amount;

    fn one(bytes: i64) -> Growth {
        Growth { table: Amount { items: 1, bytes }, indexes: vec![(0, Amount { items: 1, bytes: 1 })] }
    }

    fn totals(items: i64, bytes: i64) -> Totals {
        Totals { table: Amount { items, bytes }, indexes: vec![Amount { items, bytes: items }] }
    }

    #[test]
    fn what_is_written_while_it_is_counted_counts_once() {
        let tally = Tally::unknown();
        tally.grow(&one(1));
        assert!(!tally.is_kept());
        let counting = tally.begin(1).unwrap();
        assert!(tally.is_kept() && tally.begin(1).is_none());
        tally.grow(&one(10));
        counting.add(&one(100));
        assert_eq!((tally.known(), tally.so_far(1).unwrap()), (None, totals(1, 100)));
        counting.finish();
        tally.grow(&one(1000));
        assert_eq!(tally.known(), Some(totals(3, 1110)));
    }

    #[test]
    fn what_was_not_counted_to_its_end_is_not_known() {
        let tally = Tally::unknown();
        drop(tally.begin(1).unwrap());
        assert_eq!((tally.is_kept(), tally.known(), tally.so_far(1).unwrap()), (false, None, totals(0, 0)));
        tally.begin(1).unwrap().fail(Fault::new("the disk is broken"));
        assert_eq!(tally.so_far(1).unwrap_err().to_string(), "the disk is broken");
        tally.begin(1).unwrap().finish();
        assert_eq!(tally.known(), Some(totals(0, 0)));
    }
}
