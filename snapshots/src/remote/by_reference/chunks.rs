//! Where chunks lie, and which of them are marked as unused.

use std::collections::BTreeMap;
use std::ops::RangeInclusive;

use crate::error::Result;
use crate::hash::Sha256;
use crate::moment::Time;
use crate::remote::objects::Objects;

pub const CHUNKS: &str = "chunks";
pub const UNUSED: &str = "unused";

/// The same bytes can lie there more than once: a chunk that was marked as unused is about to go, and who needs its bytes then stores a copy.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Debug)]
pub struct ChunkKey {
    pub hash: Sha256,
    /// From 0.
    pub copy: u32,
}

impl ChunkKey {
    /// `chunks/ba/ba7816….0.zst`
    pub fn object(self) -> String {
        let hash = self.hash.to_string();
        format!("{CHUNKS}/{}/{hash}.{}.zst", &hash[..2], self.copy)
    }

    /// `unused/ba7816….0`
    pub fn mark(self) -> String {
        format!("{UNUSED}/{}.{}", self.hash, self.copy)
    }

    fn copies(hash: Sha256) -> RangeInclusive<ChunkKey> {
        ChunkKey { hash, copy: 0 }..=ChunkKey { hash, copy: u32::MAX }
    }

    fn of_object(key: &str) -> Option<ChunkKey> {
        ChunkKey::parse(key.rsplit_once('/')?.1.strip_suffix(".zst")?)
    }

    fn of_mark(key: &str) -> Option<ChunkKey> {
        ChunkKey::parse(key.rsplit_once('/')?.1)
    }

    fn parse(text: &str) -> Option<ChunkKey> {
        let (hash, copy) = text.split_once('.')?;
        Some(ChunkKey { hash: hash.to_owned().try_into().ok()?, copy: copy.parse().ok()? })
    }
}

/// What lies there, as far as it can be told apart from what others put there.
pub struct Inventory {
    /// With their sizes as stored.
    pub chunks: BTreeMap<ChunkKey, u64>,
    /// And since when, by the remote's clock.
    pub unused: BTreeMap<ChunkKey, Option<Time>>,
}

impl Inventory {
    /// The marks are read first: a chunk is deleted before its mark is, so what has no mark here and is seen afterwards is not being deleted.
    pub async fn take(objects: &dyn Objects) -> Result<Inventory> {
        let unused = objects.objects(UNUSED).await?;
        let chunks = objects.objects(CHUNKS).await?;
        Ok(Inventory {
            chunks: chunks.iter().filter_map(|found| Some((ChunkKey::of_object(&found.key)?, found.size))).collect(),
            unused: unused.iter().filter_map(|found| Some((ChunkKey::of_mark(&found.key)?, found.modified))).collect(),
        })
    }

    /// A chunk of these bytes that can be referred to.
    pub fn usable(&self, hash: Sha256) -> Option<(ChunkKey, u64)> {
        let mut copies = self.chunks.range(ChunkKey::copies(hash));
        copies.find(|(key, _)| !self.unused.contains_key(key)).map(|(key, size)| (*key, *size))
    }

    /// A key that nobody has used.
    pub fn next_copy(&self, hash: Sha256) -> ChunkKey {
        let stored = self.chunks.range(ChunkKey::copies(hash)).map(|(key, _)| key);
        let marked = self.unused.range(ChunkKey::copies(hash)).map(|(key, _)| key);
        ChunkKey { hash, copy: stored.chain(marked).map(|key| key.copy + 1).max().unwrap_or(0) }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn keys_read_back_and_others_are_passed_over() {
        let key = ChunkKey { hash: Sha256::of(b"abc"), copy: 3 };
        assert!(key.object().starts_with("chunks/ba/ba7816bf"), "{}", key.object());
        assert_eq!(ChunkKey::of_object(&key.object()), Some(key));
        assert_eq!(ChunkKey::of_mark(&key.mark()), Some(key));
        for other in ["chunks/ba/ba78.0.zst", "chunks/readme.txt", "chunks", "unused/now"] {
            assert_eq!(ChunkKey::of_object(other).or(ChunkKey::of_mark(other)), None, "{other}");
        }
    }

    #[test]
    fn a_chunk_that_is_marked_is_stored_again_under_the_next_key() {
        let hash = Sha256::of(b"abc");
        let key = |copy| ChunkKey { hash, copy };
        let mut inventory = Inventory { chunks: [(key(0), 3)].into(), unused: BTreeMap::new() };
        assert_eq!(inventory.usable(hash), Some((key(0), 3)));
        inventory.unused.insert(key(0), None);
        assert_eq!((inventory.usable(hash), inventory.next_copy(hash)), (None, key(1)));
        inventory.chunks.remove(&key(0));
        assert_eq!(inventory.next_copy(hash), key(1), "the mark still stands");
        assert_eq!(inventory.next_copy(Sha256::of(b"other")), ChunkKey { hash: Sha256::of(b"other"), copy: 0 });
    }
}
