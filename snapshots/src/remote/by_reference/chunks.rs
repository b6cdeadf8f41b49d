//! Where chunks lie, and which of them are marked as unused.

use std::collections::BTreeMap;
use std::fmt;
use std::ops::RangeInclusive;

use serde::{Deserialize, Serialize};

use crate::error::Result;
use crate::hash::Sha256;
use crate::manifest::Manifest;
use crate::moment::Time;
use crate::remote::objects::Objects;

pub const CHUNKS: &str = "chunks";
pub const UNUSED: &str = "unused";

/// Bytes, and the export that stored them. So no key is used twice: what a slow collection is about to delete is never what an export has
/// stored meanwhile. The same bytes can lie there more than once, since who needs those of a chunk that is about to go stores them anew.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Debug)]
pub struct ChunkKey {
    pub hash: Sha256,
    pub export: ExportId,
}

/// Tells an export from all others: 64 bits of its manifest's hash, which names it and says when it was taken.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Debug, Serialize, Deserialize)]
#[serde(try_from = "String", into = "String")]
pub struct ExportId(u64);

impl ExportId {
    pub fn of(manifest: &Manifest) -> ExportId {
        let hash = Sha256::of(&manifest.to_json()).to_string();
        hash[..16].to_owned().try_into().expect("a hash has hexadecimal digits")
    }
}

impl TryFrom<String> for ExportId {
    type Error = String;

    fn try_from(text: String) -> std::result::Result<ExportId, String> {
        let number = u64::from_str_radix(&text, 16).ok().filter(|_| text.len() == 16);
        number.map(ExportId).ok_or_else(|| format!("{text:?} is not an export's id of 16 hexadecimal digits"))
    }
}

impl From<ExportId> for String {
    fn from(id: ExportId) -> String {
        id.to_string()
    }
}

impl fmt::Display for ExportId {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{:016x}", self.0)
    }
}

impl ChunkKey {
    /// `chunks/ba/ba7816….0123456789abcdef.zst`
    pub fn object(self) -> String {
        let hash = self.hash.to_string();
        format!("{CHUNKS}/{}/{hash}.{}.zst", &hash[..2], self.export)
    }

    /// `unused/ba7816….0123456789abcdef`
    pub fn mark(self) -> String {
        format!("{UNUSED}/{}.{}", self.hash, self.export)
    }

    /// All that there may be of these bytes.
    fn copies(hash: Sha256) -> RangeInclusive<ChunkKey> {
        ChunkKey { hash, export: ExportId(0) }..=ChunkKey { hash, export: ExportId(u64::MAX) }
    }

    fn of_object(key: &str) -> Option<ChunkKey> {
        ChunkKey::parse(key.rsplit_once('/')?.1.strip_suffix(".zst")?)
    }

    fn of_mark(key: &str) -> Option<ChunkKey> {
        ChunkKey::parse(key.rsplit_once('/')?.1)
    }

    fn parse(text: &str) -> Option<ChunkKey> {
        let (hash, export) = text.split_once('.')?;
        Some(ChunkKey { hash: hash.to_owned().try_into().ok()?, export: export.to_owned().try_into().ok()? })
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
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn keys_read_back_and_others_are_passed_over() {
        let key = ChunkKey { hash: Sha256::of(b"abc"), export: ExportId(3) };
        assert!(key.object().starts_with("chunks/ba/ba7816bf"), "{}", key.object());
        assert_eq!(ChunkKey::of_object(&key.object()), Some(key));
        assert_eq!(ChunkKey::of_mark(&key.mark()), Some(key));
        for other in ["chunks/ba/ba78.0.zst", "chunks/readme.txt", "chunks", "unused/now"] {
            assert_eq!(ChunkKey::of_object(other).or(ChunkKey::of_mark(other)), None, "{other}");
        }
    }

    #[test]
    fn a_chunk_that_is_marked_is_not_referred_to() {
        let hash = Sha256::of(b"abc");
        let key = |export| ChunkKey { hash, export: ExportId(export) };
        let mut inventory = Inventory { chunks: [(key(0), 3)].into(), unused: BTreeMap::new() };
        assert_eq!(inventory.usable(hash), Some((key(0), 3)));
        inventory.unused.insert(key(0), None);
        assert_eq!(inventory.usable(hash), None);
        inventory.chunks.insert(key(7), 5);
        assert_eq!(inventory.usable(hash), Some((key(7), 5)));
        assert_eq!(inventory.usable(Sha256::of(b"other")), None);
    }
}
