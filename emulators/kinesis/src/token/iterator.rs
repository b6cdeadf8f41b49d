//! A shard iterator: where a reader stands in a shard, carried by the reader.

use std::time::Duration;

use aws_smithy_types::base64;
use clock::Timestamp;

use crate::shard::ShardIndex;
use crate::stream::StreamId;
use crate::token::{self, Purpose};

/// How long an iterator may lie around.
pub const LIFETIME: Duration = Duration::from_secs(300);

#[derive(Clone, Debug, PartialEq, Eq)]
pub struct ShardIterator {
    pub stream: String,
    /// Of this stream and no other: the name may be another stream's by now, or in another account or region.
    pub id: StreamId,
    pub shard: ShardIndex,
    pub position: Position,
    pub made: Timestamp,
}

/// The next record is the first at or after `index`.
#[derive(Copy, Clone, Debug, PartialEq, Eq)]
pub struct Position {
    pub index: u64,
    /// Where the stored group that holds the index starts, or the index itself if none does: spares a search.
    pub group: u64,
}

impl Position {
    /// Before the record that starts a group, or where there is no record yet.
    pub fn at(index: u64) -> Position {
        Position { index, group: index }
    }
}

/// AWS's iterators start with this; some clients' tests look.
const LEAD: [u8; 8] = [0, 0, 0, 0, 0, 0, 0, 1];
const CHECK_BYTES: usize = 16;

impl ShardIterator {
    pub fn text(&self) -> String {
        let mut content = Vec::with_capacity(280);
        content.extend_from_slice(&self.made.as_millis().to_be_bytes());
        content.extend_from_slice(&self.id.0.to_be_bytes());
        content.extend_from_slice(&self.shard.0.to_be_bytes());
        content.extend_from_slice(&self.position.index.to_be_bytes());
        content.extend_from_slice(&self.position.group.to_be_bytes());
        content.push(self.stream.len() as u8);
        content.extend_from_slice(self.stream.as_bytes());
        // Seen: kinesalite. An iterator of AWS's has 152 bytes, and 16 more for each 16 of the stream's name and two.
        content.resize(144 - CHECK_BYTES + (self.stream.len() + 2) / 16 * 16, 0);

        let mut bytes = LEAD.to_vec();
        bytes.append(&mut token::seal(Purpose::ShardIterator, &content));
        base64::encode(bytes)
    }

    pub fn parse(text: &str) -> Option<ShardIterator> {
        let bytes = base64::decode(text).ok()?;
        let content = token::open(Purpose::ShardIterator, bytes.strip_prefix(&LEAD)?)?;
        let (made, rest) = content.split_first_chunk()?;
        let (id, rest) = rest.split_first_chunk()?;
        let (shard, rest) = rest.split_first_chunk()?;
        let (index, rest) = rest.split_first_chunk()?;
        let (group, rest) = rest.split_first_chunk()?;
        let (length, rest) = rest.split_first()?;
        Some(ShardIterator {
            stream: String::from_utf8(rest.get(..usize::from(*length))?.to_vec()).ok()?,
            id: StreamId(u64::from_be_bytes(*id)),
            shard: ShardIndex(u32::from_be_bytes(*shard)),
            position: Position { index: u64::from_be_bytes(*index), group: u64::from_be_bytes(*group) },
            made: Timestamp::from_millis(i64::from_be_bytes(*made)),
        })
    }

    /// An iterator from the future, after the clock was turned back, has not expired.
    pub fn has_expired(&self, now: Timestamp) -> bool {
        now.since(self.made) > LIFETIME
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn iterator(stream: &str) -> ShardIterator {
        let position = Position { index: 7, group: 5 };
        ShardIterator {
            stream: stream.to_owned(),
            id: StreamId(9),
            shard: ShardIndex(3),
            position,
            made: Timestamp::from_millis(1_763_000_000_123),
        }
    }

    #[test]
    fn an_iterator_comes_back_and_is_as_long_as_aws_makes_it() {
        for (length, bytes) in [(1, 152), (13, 152), (14, 168), (29, 168), (30, 184), (128, 280)] {
            let iterator = iterator(&"s".repeat(length));
            let text = iterator.text();
            let raw = base64::decode(&text).unwrap();
            assert_eq!(raw.len(), bytes, "{length}");
            assert_eq!(raw[..8], LEAD);
            assert_eq!(ShardIterator::parse(&text), Some(iterator));
        }
    }

    #[test]
    fn what_is_no_iterator_is_none() {
        let text = iterator("stream").text();
        assert_eq!(ShardIterator::parse(""), None);
        assert_eq!(ShardIterator::parse("AAAA"), None);
        assert_eq!(ShardIterator::parse(&text[4..]), None);
        assert_eq!(ShardIterator::parse(&text.replace('A', "B")), None);
    }

    #[test]
    fn an_iterator_lives_five_minutes() {
        let iterator = iterator("stream");
        assert!(!iterator.has_expired(iterator.made + LIFETIME));
        assert!(iterator.has_expired(iterator.made + LIFETIME + Duration::from_millis(1)));
        assert!(!iterator.has_expired(iterator.made - LIFETIME));
    }
}
