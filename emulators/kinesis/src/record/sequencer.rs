//! Who is next: the numbers of one stream's records, given in the order in which records are written.

use clock::{Stored, Timestamp};
use keyspace::{Direction, Fault, Reads, Space};

use crate::record::sequence::SequenceNumber;
use crate::record::{Arrival, Group};
use crate::shard::ShardIndex;
use crate::stream::{Stream, second};
use crate::tables::RECORDS;

/// Five neighbouring shards share a counter. Seen: kinesalite's tests, verified against production.
const NEIGHBOURS: usize = 5;

/// So many numbers fit between two instants: far more than records, so a counter that starts at an instant is ahead of
/// all that were given before it.
const NUMBERS_PER_MS: u64 = 4096;

/// Lives in memory, asked only in `on_sequence`; recovered from the last stored records.
pub struct Sequencer {
    floor: u64,
    shards: Vec<Tip>,
}

/// The end of a shard.
#[derive(Copy, Clone, Debug)]
pub struct Tip {
    /// Greater than every counter that was given in this shard.
    pub next: u64,
    /// Nothing is left before this.
    pub first: u64,
    /// When the last record arrived. Later ones never say that they arrived earlier, also if the clock was turned back.
    arrived: Stored,
    /// So many batches were given numbers and are not written yet.
    in_flight: u32,
}

impl Tip {
    /// Whether a reader sees all that was given a number so far.
    pub fn is_settled(&self) -> bool {
        self.in_flight == 0
    }
}

impl Sequencer {
    /// Looks up each shard's last record.
    pub fn recover(space: &Space, stream: &Stream, floor: Timestamp) -> Result<Sequencer, Fault> {
        let made = Timestamp::from_secs(stream.shards.first().map_or(0, |shard| shard.made_s as i64));
        // A number of zero would be the shard's own first number.
        let floor = (floor.since(made).as_millis() as u64).saturating_mul(NUMBERS_PER_MS).max(1);
        let mut sequencer = Sequencer { floor, shards: Vec::with_capacity(stream.shards.len()) };
        for index in 0..stream.shards.len() as u32 {
            let last = last_group(space, stream, ShardIndex(index))?;
            let tip = sequencer.tip(ShardIndex(index));
            if let Some((end, arrived)) = last {
                *tip = Tip { next: tip.next.max(end), arrived, ..*tip };
            }
        }
        Ok(sequencer)
    }

    /// A shard that nobody wrote to yet begins at the floor.
    pub fn tip(&mut self, shard: ShardIndex) -> &mut Tip {
        let at = shard.0 as usize;
        if at >= self.shards.len() {
            let fresh = Tip { next: self.floor, first: 0, arrived: Stored::MIN, in_flight: 0 };
            self.shards.resize(at + 1, fresh);
        }
        &mut self.shards[at]
    }

    /// Numbers for so many records of a shard, the first of them and when they arrived. They are in flight until told otherwise.
    pub fn give(
        &mut self,
        stream: &Stream,
        shard: ShardIndex,
        count: u64,
        now: Timestamp,
    ) -> (SequenceNumber, Arrival) {
        self.tip(shard);
        let start = shard.0 as usize / NEIGHBOURS * NEIGHBOURS;
        let neighbours = &self.shards[start..self.shards.len().min(start + NEIGHBOURS)];
        let index = neighbours.iter().map(|tip| tip.next).max().unwrap_or(self.floor);

        let made_s = stream.shards[shard.0 as usize].made_s;
        let tip = self.tip(shard);
        let at = stream.epoch.relative(now).max(tip.arrived);
        *tip = Tip { next: index + count, arrived: at, in_flight: tip.in_flight + 1, ..*tip };
        // A new shard may begin in the next second.
        let second = second(now).max(made_s);
        (SequenceNumber { shard_made_s: made_s, shard: shard.0, index, arrived_s: second }, Arrival { at, second })
    }

    /// One batch less in flight.
    pub fn landed(&mut self, shard: ShardIndex) {
        let tip = self.tip(shard);
        tip.in_flight = tip.in_flight.saturating_sub(1);
    }
}

/// The counter after a shard's last stored record, and when that arrived.
fn last_group(space: &Space, stream: &Stream, shard: ShardIndex) -> Result<Option<(u64, Stored)>, Fault> {
    let Some(((_, _, first), value)) = space.first(&RECORDS.under(&(stream.id, shard.0)), Direction::Backward)? else {
        return Ok(None);
    };
    let group = Group::read(&value)?;
    Ok(Some((first + u64::from(group.count), group.arrival.at)))
}

#[cfg(test)]
mod tests {
    use std::time::Duration;

    use clock::{Clock, Entropy};

    use super::*;
    use crate::stream::{Plan, StreamId};

    const NOW: Timestamp = Timestamp::from_secs(1_763_000_000);

    fn stream(shards: u32) -> Stream {
        let plan = Plan::provisioned(shards);
        Stream::new(StreamId(1), String::new(), plan, NOW, Duration::ZERO).settled(NOW).unwrap()
    }

    fn sequencer(stream: &Stream, floor: Timestamp) -> Sequencer {
        let space = keyspace::testing::memory_space(Clock::simulated(NOW), Entropy::seeded(1));
        Sequencer::recover(&space, stream, floor).unwrap()
    }

    #[tokio::test(start_paused = true)]
    async fn five_neighbours_count_together() {
        let stream = stream(6);
        let mut sequencer = sequencer(&stream, Timestamp::MIN);
        let mut give = |shard, count| sequencer.give(&stream, ShardIndex(shard), count, NOW).0.index;
        assert_eq!([give(0, 1), give(1, 3), give(4, 1), give(5, 1), give(0, 1)], [1, 2, 5, 1, 6]);
    }

    #[tokio::test(start_paused = true)]
    async fn numbers_after_an_instant_are_above_all_before_it() {
        let stream = stream(1);
        let day = Duration::from_secs(86_400);
        let mut before = sequencer(&stream, Timestamp::MIN);
        let million = before.give(&stream, ShardIndex(0), 1_000_000, NOW).0.index + 1_000_000;
        let mut after = sequencer(&stream, NOW + day);
        assert!(after.give(&stream, ShardIndex(0), 1, NOW).0.index > million);
    }

    #[tokio::test(start_paused = true)]
    async fn arrivals_never_go_back() {
        let stream = stream(1);
        let mut sequencer = sequencer(&stream, Timestamp::MIN);
        let mut give = |now| sequencer.give(&stream, ShardIndex(0), 1, now).1.at;
        let late = give(NOW + Duration::from_secs(3600));
        assert_eq!(give(NOW), late);
    }

    #[tokio::test(start_paused = true)]
    async fn a_tip_is_settled_when_all_has_landed() {
        let stream = stream(1);
        let mut sequencer = sequencer(&stream, Timestamp::MIN);
        sequencer.give(&stream, ShardIndex(0), 1, NOW);
        assert!(!sequencer.tip(ShardIndex(0)).is_settled());
        sequencer.landed(ShardIndex(0));
        assert!(sequencer.tip(ShardIndex(0)).is_settled());
    }
}
