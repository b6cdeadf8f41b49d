//! A shard iterator: where a reader stands in a shard, carried by the reader. It holds all that is needed, so it survives restarts.

use std::time::Duration;

use aws_smithy_types::base64;
use clock::Timestamp;
use md5::{Digest, Md5};

use crate::streams::number::{Generation, Number};
use crate::streams::shard::Shard;

/// How long an iterator may lie around. Seen: API reference, GetShardIterator.
pub const LIFETIME: Duration = Duration::from_secs(15 * 60);

#[derive(Clone, Debug, PartialEq, Eq)]
pub struct ShardIterator {
    pub stream_arn: String,
    pub shard: Shard,
    /// The next record is the first with this number or a greater one.
    pub position: Number,
    pub made: Timestamp,
}

const CHECK_BYTES: usize = 8;

impl ShardIterator {
    /// The ARN, a one, and what it says; AWS's look so in its documentation.
    pub fn text(&self) -> String {
        let content = [
            self.made.as_millis().to_be_bytes(),
            self.shard.generation.0.to_be_bytes(),
            u64::from(self.shard.lane).to_be_bytes(),
            self.position.0.to_be_bytes(),
        ]
        .concat();
        let sealed = [check(&self.stream_arn, &content).as_slice(), &content].concat();
        format!("{}|1|{}", self.stream_arn, base64::encode(sealed))
    }

    pub fn parse(text: &str) -> Option<ShardIterator> {
        let (stream_arn, sealed) = text.split_once("|1|")?;
        let sealed = base64::decode(sealed).ok()?;
        let (expected, content) = sealed.split_first_chunk::<CHECK_BYTES>()?;
        if check(stream_arn, content) != *expected {
            return None;
        }
        let mut rest = content;
        let mut take = || {
            let (bytes, behind) = rest.split_first_chunk()?;
            rest = behind;
            Some(u64::from_be_bytes(*bytes))
        };
        Some(ShardIterator {
            stream_arn: stream_arn.to_owned(),
            made: Timestamp::from_millis(take()? as i64),
            shard: Shard { generation: Generation(take()?), lane: u32::try_from(take()?).ok()? },
            position: Number(take()?),
        })
    }

    /// One from the future, after the clock was turned back, has not expired.
    pub fn has_expired(&self, now: Timestamp) -> bool {
        now.since(self.made) > LIFETIME
    }
}

fn check(stream_arn: &str, content: &[u8]) -> [u8; CHECK_BYTES] {
    let hash: [u8; 16] = Md5::new().chain_update(stream_arn).chain_update([0]).chain_update(content).finalize().into();
    *hash.first_chunk().expect("a hash has sixteen bytes")
}

#[cfg(test)]
mod tests {
    use super::*;

    fn iterator() -> ShardIterator {
        ShardIterator {
            stream_arn: "arn:aws:dynamodb:us-east-1:000000000000:table/tab/stream/2026-01-01T00:00:00.000".to_owned(),
            shard: Shard { generation: Generation(7), lane: 3 },
            position: Number(1 << 40),
            made: Timestamp::from_millis(1_767_225_600_000),
        }
    }

    #[test]
    fn an_iterator_comes_back_and_a_changed_one_does_not() {
        let text = iterator().text();
        assert_eq!(ShardIterator::parse(&text), Some(iterator()));
        for changed in [text.replace("us-east-1", "us-west-1"), text.replace("|1|", "|1|AAAA"), text[..90].to_owned()] {
            assert_eq!(ShardIterator::parse(&changed), None, "{changed}");
        }
    }

    #[test]
    fn an_iterator_lives_fifteen_minutes() {
        let iterator = iterator();
        assert!(!iterator.has_expired(iterator.made + LIFETIME));
        assert!(iterator.has_expired(iterator.made + LIFETIME + Duration::from_millis(1)));
        assert!(!iterator.has_expired(iterator.made - LIFETIME));
    }
}
