//! How many messages were sent in which second: a delay of the queue is counted off them, whatever it is by now.

use std::collections::BTreeMap;
use std::time::Duration;

use clock::Stored;

/// Of messages that were never received; what was sent within a second counts as sent at its end. The longest delay bounds it: some 900 seconds are ever of interest.
#[derive(Debug, Default)]
pub struct Lately {
    by_second: BTreeMap<i64, u64>,
}

/// More than the longest delay has.
const SECONDS_MAX: usize = 1_000;

impl Lately {
    pub fn add(&mut self, sent: Stored) {
        *self.by_second.entry(second(sent)).or_default() += 1;
        if self.by_second.len() > SECONDS_MAX {
            self.by_second.pop_first();
        }
    }

    pub fn take(&mut self, sent: Stored) {
        if let Some(count) = self.by_second.get_mut(&second(sent)) {
            *count = count.saturating_sub(1);
        }
    }

    /// How many of them are delayed.
    pub fn since(&self, now: Stored, delay: Duration) -> u64 {
        let over = (now - delay).as_millis().div_euclid(1000);
        self.by_second.range(over + 1..).map(|(_, count)| count).sum()
    }
}

fn second(at: Stored) -> i64 {
    at.as_millis().saturating_add(999).div_euclid(1000)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn at(ms: i64) -> Stored {
        Stored::from_millis(ms)
    }

    #[test]
    fn what_was_sent_within_the_delay_is_counted_to_the_second() {
        let mut lately = Lately::default();
        for sent in [0, 500, 1_000, 2_000] {
            lately.add(at(sent));
        }
        lately.take(at(1_000));
        let since = |now, delay_s| lately.since(at(now), Duration::from_secs(delay_s));
        assert_eq!((since(999, 1), since(1_000, 1), since(2_000, 1)), (3, 2, 1));
        assert_eq!((since(2_000, 2), since(2_999, 2), since(3_000, 2)), (2, 2, 1));
        assert_eq!(since(100_000, 900), 3);
    }

    #[test]
    fn only_the_last_seconds_are_kept() {
        let mut lately = Lately::default();
        for sent in 0..3_000 {
            lately.add(at(sent * 1_000));
        }
        assert_eq!(lately.by_second.len(), SECONDS_MAX);
        assert_eq!(lately.since(at(3_000_000), Duration::from_secs(900)), 899);
    }
}
