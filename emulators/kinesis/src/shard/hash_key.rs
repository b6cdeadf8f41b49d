//! Where a record belongs: a number of 128 bits, made from its partition key or given by the caller.

use std::fmt;

use clock::Entropy;

use md5::{Digest, Md5};
use serde::{Deserialize, Serialize};

#[derive(Copy, Clone, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
pub struct HashKey(pub u128);

impl HashKey {
    pub const FIRST: HashKey = HashKey(0);
    pub const LAST: HashKey = HashKey(u128::MAX);

    /// Anywhere, each place as likely as any other.
    pub fn random(entropy: &Entropy) -> HashKey {
        let mut bytes = [0; 16];
        entropy.fill(&mut bytes);
        HashKey(u128::from_be_bytes(bytes))
    }

    /// The MD5 of the key's UTF-8, read as one number.
    pub fn of_partition_key(key: &str) -> HashKey {
        HashKey(u128::from_be_bytes(Md5::digest(key.as_bytes()).into()))
    }

    /// Decimal, as clients write it; 39 digits may say more than 128 bits.
    pub fn parse(decimal: &str) -> Option<HashKey> {
        decimal.parse().ok().map(HashKey)
    }
}

impl fmt::Display for HashKey {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        self.0.fmt(f)
    }
}

/// A shard's part of the whole, both ends included.
#[derive(Copy, Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct HashRange {
    pub first: HashKey,
    pub last: HashKey,
}

impl HashRange {
    pub const WHOLE: HashRange = HashRange { first: HashKey::FIRST, last: HashKey::LAST };

    /// The whole in so many parts of one width; what the division leaves over goes to the last.
    pub fn evenly(parts: u32) -> Vec<HashRange> {
        let count = u128::from(parts);
        // 2^128 / count, without 2^128: one part alone has width zero here, and nobody looks at it.
        let width = if parts.is_power_of_two() { (u128::MAX / count).wrapping_add(1) } else { u128::MAX / count };
        (0..count)
            .map(|part| HashRange {
                first: HashKey(width.wrapping_mul(part)),
                last: if part + 1 == count { HashKey::LAST } else { HashKey(width * (part + 1) - 1) },
            })
            .collect()
    }

    pub fn contains(&self, key: HashKey) -> bool {
        self.first <= key && key <= self.last
    }

    /// The two halves, the second of which starts at `key`. AWS wants room for two keys below it and one above.
    pub fn split_at(&self, key: HashKey) -> Option<(HashRange, HashRange)> {
        let inside = key.0 > self.first.0.saturating_add(1) && key < self.last;
        inside.then(|| {
            (HashRange { first: self.first, last: HashKey(key.0 - 1) }, HashRange { first: key, last: self.last })
        })
    }

    /// This range and the one that follows it as one, if it does follow.
    pub fn followed_by(&self, next: &HashRange) -> Option<HashRange> {
        let adjacent = self.last.0.checked_add(1) == Some(next.first.0);
        adjacent.then_some(HashRange { first: self.first, last: next.last })
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_partition_key_hashes_to_its_md5() {
        // MD5("a") = 0cc175b9c0f1b6a831c399e269772661
        assert_eq!(HashKey::of_partition_key("a"), HashKey(0x0cc1_75b9_c0f1_b6a8_31c3_99e2_6977_2661));
    }

    #[test]
    fn a_hash_key_has_at_most_128_bits() {
        assert_eq!(HashKey::parse("340282366920938463463374607431768211455"), Some(HashKey::LAST));
        assert_eq!(HashKey::parse("340282366920938463463374607431768211456"), None);
        assert_eq!(HashKey::parse("999999999999999999999999999999999999999"), None);
    }

    #[test]
    fn three_shards_divide_the_whole_as_aws_does() {
        let ends: Vec<String> = HashRange::evenly(3).iter().map(|range| range.last.to_string()).collect();
        assert_eq!(
            ends,
            [
                "113427455640312821154458202477256070484",
                "226854911280625642308916404954512140969",
                "340282366920938463463374607431768211455"
            ]
        );
    }

    #[test]
    fn parts_cover_the_whole_without_gap() {
        for parts in [1, 2, 3, 4, 7, 16, 1000, 1024] {
            let ranges = HashRange::evenly(parts);
            assert_eq!(ranges.len(), parts as usize);
            let whole = ranges[1..].iter().try_fold(ranges[0], |sum, next| sum.followed_by(next));
            assert_eq!(whole, Some(HashRange::WHOLE), "{parts}");
        }
    }

    #[test]
    fn a_split_needs_two_keys_below_and_one_above() {
        let range = HashRange { first: HashKey(0), last: HashKey(10) };
        assert_eq!(range.split_at(HashKey(1)), None);
        assert_eq!(range.split_at(HashKey(10)), None);
        let (low, high) = range.split_at(HashKey(2)).unwrap();
        assert_eq!((low.last, high.first), (HashKey(1), HashKey(2)));
        assert_eq!(low.followed_by(&high), Some(range));
    }
}
