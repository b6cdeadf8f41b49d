//! The shards of a stream. Which there are follows from the clock: a stream has so many lanes, and each is one shard after the other,
//! every one the child of the one before it.

use clock::Timestamp;

use crate::streams::number::{Generation, Number};

/// A part of a table's items, by the hash of their hash key: the changes of one item are always in the same.
pub type Lane = u32;

/// A lane for a while.
#[derive(Copy, Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub struct Shard {
    pub generation: Generation,
    pub lane: Lane,
}

impl Shard {
    pub fn parent(self) -> Option<Shard> {
        let before = self.generation.0.checked_sub(1)?;
        Some(Shard { generation: Generation(before), ..self })
    }

    /// `shardId-00000001767225600000-3f8a01c5`: when it opened by the name of its stream, and which lane it is.
    pub fn id(self, made: Timestamp) -> String {
        let opened = made + self.generation.opened();
        format!("shardId-{:020}-{:08x}", opened.as_millis().max(0), mixed(self.lane))
    }

    /// What an id says of a stream that was made then and has so many lanes.
    pub fn parse(id: &str, made: Timestamp, lanes: u32) -> Option<Shard> {
        let (opened, lane) = id.strip_prefix("shardId-")?.split_once('-')?;
        let opened = Timestamp::from_millis(opened.parse().ok()?);
        let generation = Number::at(opened.since(made)).generation();
        let lane = (0..lanes).find(|known| lane == format!("{:08x}", mixed(*known)))?;
        Some(Shard { generation, lane }).filter(|shard| shard.id(made) == id)
    }
}

/// So that nobody takes it for a number. Different lanes stay different: each step can be undone.
fn mixed(lane: Lane) -> u32 {
    let mixed = (lane ^ 0x5bd1_e995).wrapping_mul(0x9e37_79b1);
    mixed ^ (mixed >> 15)
}

#[cfg(test)]
mod tests {
    use std::collections::HashSet;

    use super::*;

    const MADE: Timestamp = Timestamp::from_millis(1_767_225_600_123);

    #[test]
    fn a_shards_id_names_it() {
        let mut ids = HashSet::new();
        for generation in 0..20 {
            for lane in 0..64 {
                let shard = Shard { generation: Generation(generation), lane };
                let id = shard.id(MADE);
                assert_eq!(id.len(), 37);
                assert_eq!(Shard::parse(&id, MADE, 64), Some(shard));
                assert!(ids.insert(id));
            }
        }
    }

    #[test]
    fn what_names_no_shard_is_none() {
        let id = Shard { generation: Generation(1), lane: 3 }.id(MADE);
        assert_eq!(Shard::parse(&id, MADE, 3), None, "there are three lanes");
        assert_eq!(Shard::parse(&id, Timestamp::from_millis(0), 4), None, "it is another stream's");
        for none in ["", "shardId-", "shardId-00000001767225600123", &id[1..], &id.to_uppercase()] {
            assert_eq!(Shard::parse(none, MADE, 4), None, "{none}");
        }
    }
}
