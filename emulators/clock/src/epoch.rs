//! Times as they are kept in a store: relative to an epoch that belongs to their resource.

use std::ops::{Add, Sub};
use std::time::Duration;

use serde::{Deserialize, Serialize};

use crate::Timestamp;
use crate::timestamp::millis;

/// The zero of one resource's stored times (of a table, a queue, a stream). Moving it moves every deadline and timestamp of that
/// resource, which is how an old snapshot is brought into the present by writing one number.
#[derive(Copy, Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(transparent)]
pub struct Epoch(Timestamp);

/// A time relative to an [`Epoch`], in milliseconds: what is written into keys and values.
#[derive(Copy, Clone, Debug, Default, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(transparent)]
pub struct Stored(i64);

impl Epoch {
    /// An epoch whose stored times count from `zero`.
    pub const fn new(zero: Timestamp) -> Epoch {
        Epoch(zero)
    }

    /// The instant whose stored time is 0.
    pub const fn zero(self) -> Timestamp {
        self.0
    }

    /// An instant as it is stored. Saturates.
    pub const fn relative(self, at: Timestamp) -> Stored {
        Stored(at.as_millis().saturating_sub(self.0.as_millis()))
    }

    /// The instant that a stored time stands for. Saturates.
    pub const fn absolute(self, stored: Stored) -> Timestamp {
        Timestamp::from_millis(stored.0.saturating_add(self.0.as_millis()))
    }

    /// The epoch with which everything happens `by` later than it would have.
    pub fn later(self, by: Duration) -> Epoch {
        Epoch(self.0 + by)
    }

    /// The epoch with which everything happens `by` earlier: for an archive from the future.
    pub fn earlier(self, by: Duration) -> Epoch {
        Epoch(self.0 - by)
    }
}

impl Stored {
    /// Before every other.
    pub const MIN: Stored = Stored(i64::MIN);
    /// After every other.
    pub const MAX: Stored = Stored(i64::MAX);

    /// From milliseconds after the epoch; negative ones before it.
    pub const fn from_millis(millis: i64) -> Stored {
        Stored(millis)
    }

    /// Milliseconds after the epoch.
    pub const fn as_millis(self) -> i64 {
        self.0
    }
}

impl Add<Duration> for Stored {
    type Output = Stored;

    fn add(self, duration: Duration) -> Stored {
        Stored(self.0.saturating_add(millis(duration)))
    }
}

impl Sub<Duration> for Stored {
    type Output = Stored;

    fn sub(self, duration: Duration) -> Stored {
        Stored(self.0.saturating_sub(millis(duration)))
    }
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    #[test]
    fn moving_the_epoch_moves_every_stored_time() {
        let epoch = Epoch::new(Timestamp::from_millis(10_000));
        let stored = epoch.relative(Timestamp::from_millis(12_345));
        assert_eq!(stored, Stored::from_millis(2_345));

        let day = Duration::from_secs(86_400);
        assert_eq!(epoch.later(day).absolute(stored), Timestamp::from_millis(12_345) + day);
        assert_eq!(epoch.later(day).earlier(day), epoch);
    }

    proptest! {
        #[test]
        fn what_is_stored_comes_back(zero in -1i64 << 60..1i64 << 60, at in -1i64 << 60..1i64 << 60) {
            let epoch = Epoch::new(Timestamp::from_millis(zero));
            let at = Timestamp::from_millis(at);
            prop_assert_eq!(epoch.absolute(epoch.relative(at)), at);
        }
    }
}
