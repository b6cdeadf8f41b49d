//! The front of a schedule, kept in memory: everything in the store up to some entry, and nothing behind it.

use std::collections::BTreeMap;

use clock::Stored;

use crate::tables::Handed;

/// When, and which.
pub type Slot = (Stored, u64);

#[derive(Debug, Default)]
pub struct Window {
    rows: BTreeMap<Slot, Handed>,
    /// The first entry that only the store has. None: all are here.
    horizon: Option<Slot>,
}

/// Beyond it the end is left to the store: about two megabytes.
pub const ROWS_MAX: usize = 16_384;
/// How many are fetched at once when all that was here is used up.
pub const ROWS_FETCHED: usize = 512;

impl Window {
    /// Knows nothing yet: everything is in the store.
    pub fn unread() -> Window {
        Window { rows: BTreeMap::new(), horizon: Some((Stored::MIN, 0)) }
    }

    pub fn insert(&mut self, slot: Slot, handed: Handed) {
        if self.horizon.is_some_and(|horizon| slot >= horizon) {
            return;
        }
        self.rows.insert(slot, handed);
        if self.rows.len() > ROWS_MAX
            && let Some((last, _)) = self.rows.pop_last()
        {
            self.horizon = Some(last);
        }
    }

    pub fn remove(&mut self, slot: Slot) -> Option<Handed> {
        self.rows.remove(&slot)
    }

    /// The first entry of a message, by going through all of them.
    pub fn remove_sequence(&mut self, sequence: u64) -> Option<(Slot, Handed)> {
        let slot = *self.rows.keys().find(|slot| slot.1 == sequence)?;
        self.rows.remove_entry(&slot)
    }

    /// From where on only the store knows; None: nowhere.
    pub fn horizon(&self) -> Option<Slot> {
        self.horizon
    }

    /// Whether an entry would be here if there was one.
    pub fn covers(&self, slot: Slot) -> bool {
        self.horizon.is_none_or(|horizon| slot < horizon)
    }

    /// The first entry that is due, taken out.
    pub fn take_due(&mut self, now: Stored) -> Option<(Slot, Handed)> {
        let first = self.rows.first_entry()?;
        (first.key().0 <= now).then(|| first.remove_entry())
    }

    /// Where the store must be read on, if something due may lie there and nothing is here any more.
    pub fn wants(&self, now: Stored) -> Option<Slot> {
        self.horizon.filter(|horizon| self.rows.is_empty() && horizon.0 <= now)
    }

    /// The store was read on up to (not including) `end`; None: to its end.
    pub fn read_up_to(&mut self, end: Option<Slot>) {
        self.horizon = end;
    }

    /// When the next entry is due, or at least not before.
    pub fn next_due(&self) -> Option<Stored> {
        self.rows.first_key_value().map(|(slot, _)| slot.0).or(self.horizon.map(|horizon| horizon.0))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn handed() -> Handed {
        let zero = Stored::from_millis(0);
        Handed {
            receives: 1,
            nonce: 0,
            first_received: zero,
            last_received: zero,
            sent: zero,
            is_moved: false,
            group: None,
        }
    }

    fn slot(ms: i64) -> Slot {
        (Stored::from_millis(ms), 1)
    }

    #[test]
    fn it_holds_the_front_and_forgets_the_end() {
        let mut window = Window::default();
        for ms in (0..ROWS_MAX as i64 + 10).rev() {
            window.insert(slot(ms), handed());
        }
        assert_eq!(window.rows.len(), ROWS_MAX);
        assert!(window.covers(slot(100)) && !window.covers(slot(ROWS_MAX as i64)));
        window.insert(slot(ROWS_MAX as i64 + 100), handed());
        assert_eq!(window.rows.len(), ROWS_MAX);
        assert_eq!(window.next_due(), Some(Stored::from_millis(0)));
    }

    #[test]
    fn it_wants_more_when_all_is_used_up_and_something_may_be_due() {
        let mut window = Window::unread();
        assert_eq!(window.wants(Stored::from_millis(5)), Some((Stored::MIN, 0)));
        window.read_up_to(Some(slot(9)));
        assert_eq!(window.wants(Stored::from_millis(5)), None);
        assert_eq!(window.wants(Stored::from_millis(9)), Some(slot(9)));
        window.read_up_to(None);
        window.insert(slot(7), handed());
        assert_eq!(window.take_due(Stored::from_millis(6)), None);
        assert_eq!(window.take_due(Stored::from_millis(7)), Some((slot(7), handed())));
        assert_eq!(window.wants(Stored::MAX), None);
    }
}
