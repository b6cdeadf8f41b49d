//! A shard: a part of the hash keys, from when it was made until it is split or merged away.

pub mod filter;
pub mod hash_key;

use clock::Stored;
use serde::{Deserialize, Serialize};

use crate::record::sequence::{self, SequenceNumber};
use crate::shard::hash_key::HashRange;

/// A shard's place in its stream's list, which is also the number in its name. Never reused.
#[derive(Copy, Clone, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
pub struct ShardIndex(pub u32);

#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Shard {
    pub range: HashRange,
    /// The second that its sequence numbers begin with; identity, never moved.
    pub made_s: u64,
    pub opened: Stored,
    pub parents: Parents,
    pub closed: Option<Closed>,
}

#[derive(Copy, Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub enum Parents {
    None,
    Split(ShardIndex),
    Merged(ShardIndex, ShardIndex),
}

#[derive(Copy, Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Closed {
    pub at: Stored,
    /// As the last sequence number says it.
    pub second: u64,
}

impl ShardIndex {
    /// AWS takes any word before the hyphen, or none at all, and any number of leading zeros.
    /// Seen: kinesalite's tests of GetShardIterator, verified against production.
    pub fn parse(id: &str) -> Option<ShardIndex> {
        let digits = id.split('-').nth(1).filter(|digits| !digits.is_empty()).unwrap_or(id);
        let is_number = !digits.is_empty() && digits.bytes().all(|digit| digit.is_ascii_digit());
        let index = is_number.then(|| digits.parse::<u32>().ok()).flatten()?;
        (index <= i32::MAX as u32).then_some(ShardIndex(index))
    }

    pub fn id(self) -> String {
        shard_id(i64::from(self.0))
    }
}

/// The name that a number has, in a caller's sequence number a negative one too.
pub fn shard_id(number: i64) -> String {
    if number < 0 { format!("shardId--{:011}", number.unsigned_abs()) } else { format!("shardId-{number:012}") }
}

impl Shard {
    pub fn is_open(&self) -> bool {
        self.closed.is_none()
    }

    /// The number that is smaller than those of all its records.
    pub fn first_number(&self, index: ShardIndex) -> SequenceNumber {
        SequenceNumber { shard_made_s: self.made_s, shard: index.0, index: 0, arrived_s: self.made_s }
    }

    /// The number that is larger than those of all its records, once it is closed.
    pub fn last_number(&self, index: ShardIndex) -> Option<SequenceNumber> {
        self.closed.map(|closed| SequenceNumber {
            shard_made_s: self.made_s,
            shard: index.0,
            index: sequence::LAST_INDEX,
            arrived_s: closed.second,
        })
    }

    pub fn has_parent(&self, parent: ShardIndex) -> bool {
        match self.parents {
            Parents::None => false,
            Parents::Split(split) => split == parent,
            Parents::Merged(one, other) => one == parent || other == parent,
        }
    }

    /// Whether it took records at an instant.
    pub fn was_open_at(&self, at: Stored) -> bool {
        self.opened <= at && self.closed.is_none_or(|closed| closed.at > at)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn any_word_may_stand_before_a_shards_number() {
        for id in ["7", "shardId-7", "-0007", "a-7", "shardId-000000000007-8"] {
            assert_eq!(ShardIndex::parse(id), Some(ShardIndex(7)), "{id}");
        }
        for id in ["", "-", "seven", "2147483648", "shardId-002147483648", "2.14E4", "a-b"] {
            assert_eq!(ShardIndex::parse(id), None, "{id}");
        }
        assert_eq!(ShardIndex::parse("2147483647"), Some(ShardIndex(2_147_483_647)));
    }

    #[test]
    fn a_shards_name_has_twelve_places() {
        assert_eq!(ShardIndex(7).id(), "shardId-000000000007");
        assert_eq!(shard_id(-2_147_483_648), "shardId--02147483648");
    }
}
