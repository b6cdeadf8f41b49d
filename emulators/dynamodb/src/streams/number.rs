//! The numbers of a stream's records. A number is a time and a place: milliseconds since the stream was made, and a counter within one.
//!
//! So whatever is asked of a stream by time is arithmetic: which shard a record belongs to, where a shard begins and ends, and
//! from which number on records are not trimmed yet. And numbers never go back, also after all records were trimmed and the
//! process started anew: later ones begin with a later time. Only when the clock is turned back is the last number asked for.

use std::fmt;
use std::time::Duration;

use serde::{Deserialize, Serialize};

/// So many numbers fit into one millisecond. If there are more records they take those of the next.
const BITS_WITHIN_MS: u32 = 12;

/// A shard takes records for so long; then its child does.
/// Seen: developer guide, "Streams": shards are rotated every four hours.
pub const SHARD_LIFETIME: Duration = Duration::from_secs(4 * 3600);

/// What the records of one shard have at most, far more than can be written in its time.
const NUMBERS_OF_SHARD: u64 = (SHARD_LIFETIME.as_millis() as u64) << BITS_WITHIN_MS;

/// The digits before the number, so that it has the 21 that are the fewest on AWS.
const LEAD: &str = "1";
const DIGITS: usize = 20;

/// The number of a record, or where one may stand.
#[derive(Copy, Clone, Debug, Default, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
pub struct Number(pub u64);

keyspace::key_newtype!(Number(u64));

/// How many times the shards of a stream were replaced by their children.
#[derive(Copy, Clone, Debug, Default, PartialEq, Eq, PartialOrd, Ord)]
pub struct Generation(pub u64);

impl Number {
    /// The first at an age of the stream.
    pub fn at(age: Duration) -> Number {
        let ms = u64::try_from(age.as_millis()).unwrap_or(u64::MAX);
        Number(ms.min(u64::MAX >> BITS_WITHIN_MS) << BITS_WITHIN_MS)
    }

    /// How old the stream was.
    pub fn age(self) -> Duration {
        Duration::from_millis(self.0 >> BITS_WITHIN_MS)
    }

    pub fn next(self) -> Number {
        Number(self.0.saturating_add(1))
    }

    pub fn generation(self) -> Generation {
        Generation(self.0 / NUMBERS_OF_SHARD)
    }

    /// A number that a caller sent; one that is none of ours is none at all.
    pub fn parse(text: &str) -> Option<Number> {
        let digits = text.strip_prefix(LEAD).filter(|digits| digits.len() == DIGITS)?;
        if !digits.bytes().all(|digit| digit.is_ascii_digit()) {
            return None;
        }
        digits.parse().ok().map(Number)
    }
}

impl fmt::Display for Number {
    fn fmt(&self, out: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(out, "{LEAD}{:0width$}", self.0, width = DIGITS)
    }
}

impl Generation {
    /// The first number of its shards.
    pub fn first(self) -> Number {
        Number(self.0.saturating_mul(NUMBERS_OF_SHARD))
    }

    /// The last, once they are closed.
    pub fn last(self) -> Number {
        Number(self.next().first().0 - 1)
    }

    pub fn next(self) -> Generation {
        Generation(self.0 + 1)
    }

    /// How old the stream was when its shards opened.
    pub fn opened(self) -> Duration {
        self.first().age()
    }
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    #[test]
    fn a_number_has_as_many_digits_as_aws_asks_for() {
        assert_eq!(Number(0).to_string(), "100000000000000000000");
        assert_eq!(Number(u64::MAX).to_string(), "118446744073709551615");
        for none in ["", "1", "100000000000000000000000000000", "200000000000000000000", "1-0000000000000000000"] {
            assert_eq!(Number::parse(none), None, "{none}");
        }
    }

    #[test]
    fn a_shard_takes_the_numbers_of_four_hours() {
        let opened = Number::at(SHARD_LIFETIME);
        assert_eq!(Number(opened.0 - 1).generation(), Generation(0));
        assert_eq!(opened.generation(), Generation(1));
        assert_eq!((Generation(1).first(), Generation(0).last()), (opened, Number(opened.0 - 1)));
        assert_eq!(Generation(3).opened(), SHARD_LIFETIME * 3);
    }

    proptest! {
        #[test]
        fn numbers_come_back_and_are_in_the_order_of_their_texts(one: u64, other: u64) {
            let (one, other) = (Number(one), Number(other));
            prop_assert_eq!(Number::parse(&one.to_string()), Some(one));
            prop_assert_eq!(one.cmp(&other), one.to_string().cmp(&other.to_string()));
        }
    }
}
