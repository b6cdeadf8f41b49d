//! How many messages nobody can receive right now: in flight and delayed. Both are counted by when they become visible, so
//! the counts cost the same at any length of the queue.

use std::collections::BTreeMap;

use clock::Stored;

#[derive(Debug, Default)]
pub struct Hidden {
    in_flight: Tally,
    delayed: Tally,
}

#[derive(Debug)]
struct Tally {
    /// How many become visible when; those whose time has come are gone.
    ahead: BTreeMap<Stored, u32>,
    count: u64,
    as_of: Stored,
}

/// Delays end by the second, so that no number of delayed messages takes more than 900 entries. What is in flight is bounded
/// by its cap and is counted to the millisecond.
const SECOND_MS: i64 = 1000;

impl Hidden {
    /// Nothing yet, and what is visible by `now` will not be told.
    pub fn from(now: Stored) -> Hidden {
        let tally = || Tally { as_of: now, ..Tally::default() };
        Hidden { in_flight: tally(), delayed: tally() }
    }

    pub fn hide(&mut self, due: Stored, is_delayed: bool) {
        match is_delayed {
            true => self.delayed.add(by_second(due)),
            false => self.in_flight.add(due),
        }
    }

    pub fn show(&mut self, due: Stored, is_delayed: bool) {
        match is_delayed {
            true => self.delayed.take(by_second(due)),
            false => self.in_flight.take(due),
        }
    }

    pub fn in_flight(&mut self, now: Stored) -> u64 {
        self.in_flight.at(now)
    }

    pub fn delayed(&mut self, now: Stored) -> u64 {
        self.delayed.at(now)
    }

    /// The clock was turned back behind what has been counted off already.
    pub fn is_ahead_of(&self, now: Stored) -> bool {
        self.in_flight.as_of.max(self.delayed.as_of) > now
    }
}

impl Tally {
    fn add(&mut self, due: Stored) {
        if due > self.as_of {
            *self.ahead.entry(due).or_default() += 1;
            self.count += 1;
        }
    }

    fn take(&mut self, due: Stored) {
        let Some(count) = self.ahead.get_mut(&due) else { return };
        *count -= 1;
        self.count -= 1;
        if *count == 0 {
            self.ahead.remove(&due);
        }
    }

    fn at(&mut self, now: Stored) -> u64 {
        while let Some(first) = self.ahead.first_entry()
            && *first.key() <= now
        {
            self.count -= u64::from(first.remove());
        }
        self.as_of = self.as_of.max(now);
        self.count
    }
}

impl Default for Tally {
    fn default() -> Tally {
        Tally { ahead: BTreeMap::new(), count: 0, as_of: Stored::MIN }
    }
}

fn by_second(due: Stored) -> Stored {
    Stored::from_millis(due.as_millis().saturating_add(SECOND_MS - 1).div_euclid(SECOND_MS) * SECOND_MS)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn at(ms: i64) -> Stored {
        Stored::from_millis(ms)
    }

    #[test]
    fn messages_are_counted_off_as_their_time_comes() {
        let mut hidden = Hidden::default();
        hidden.hide(at(10), false);
        hidden.hide(at(10), false);
        hidden.hide(at(30), false);
        hidden.hide(at(1500), true);
        assert_eq!((hidden.in_flight(at(9)), hidden.delayed(at(9))), (3, 1));
        assert_eq!(hidden.in_flight(at(10)), 1);
        hidden.show(at(30), false);
        hidden.show(at(10), false);
        assert_eq!(hidden.in_flight(at(11)), 0);
        assert_eq!((hidden.delayed(at(1999)), hidden.delayed(at(2000))), (1, 0));
        assert!(hidden.is_ahead_of(at(1999)));
    }
}
