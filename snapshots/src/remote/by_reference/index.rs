//! `<name>.json`: a manifest, and where its chunks lie.

use std::collections::BTreeMap;

use bytes::Bytes;
use serde::{Deserialize, Serialize};
use serde_json::Value;

use super::chunks::{ChunkKey, ExportId};
use crate::error::{Error, Result};
use crate::hash::Sha256;
use crate::manifest::Manifest;
use crate::name::SnapshotName;
use crate::remote::objects::Objects;

/// The newest format that is read and the one that is written. Numbers are never reused.
const FORMAT: u64 = 1;

pub struct Index {
    pub manifest: Manifest,
    /// What its chunks take at the remote.
    size: u64,
    /// Who stored each; see [`ChunkKey`].
    stored_by: BTreeMap<Sha256, ExportId>,
}

#[derive(Serialize, Deserialize)]
struct Stored {
    /// The format. It stands first, so that the first bytes tell an index from other files.
    index: u64,
    /// Second, so that a list need not read the rest.
    size: u64,
    stored_by: BTreeMap<Sha256, ExportId>,
    manifest: Value,
}

impl Index {
    /// `chunks` are all that the manifest names, each with its size as stored.
    pub fn new(manifest: Manifest, chunks: impl Iterator<Item = (ChunkKey, u64)> + Clone) -> Index {
        let size = chunks.clone().map(|(_, size)| size).sum();
        let stored_by = chunks.map(|(key, _)| (key.hash, key.export)).collect();
        Index { manifest, size, stored_by }
    }

    pub fn key_of(&self, hash: Sha256) -> ChunkKey {
        let export = self.stored_by.get(&hash).copied().expect("an index without one of its chunks is refused");
        ChunkKey { hash, export }
    }

    /// Of all chunks, in the order of the archive; one that stands there twice comes twice.
    pub fn keys(&self) -> impl Iterator<Item = ChunkKey> {
        self.manifest.files().flat_map(|(_, file)| &file.chunks).map(|chunk| self.key_of(chunk.sha256))
    }

    pub fn to_json(&self) -> Bytes {
        let manifest = serde_json::to_value(&self.manifest).expect("a manifest has only string keys");
        let stored = Stored { index: FORMAT, size: self.size, stored_by: self.stored_by.clone(), manifest };
        let mut json = serde_json::to_vec_pretty(&stored).expect("an index has only string keys");
        json.push(b'\n');
        Bytes::from(json)
    }

    /// None if there is none of this name.
    pub async fn read(objects: &dyn Objects, name: &SnapshotName) -> Result<Option<Index>> {
        let Some(json) = objects.read(&name.index_name(), None).await? else { return Ok(None) };
        Index::parse(name, &json).map(Some)
    }

    /// What the chunks of an index take at the remote, by its first bytes as an export writes them.
    pub fn size_of(begin: &[u8]) -> Option<u64> {
        let begin = String::from_utf8_lossy(begin);
        let mut lines = begin.strip_prefix("{\n")?.lines();
        let mut number = |member: &str| -> Option<u64> {
            lines.next()?.trim().strip_prefix(member)?.strip_suffix(',')?.trim().parse().ok()
        };
        number("\"index\":")?;
        number("\"size\":")
    }

    /// Whether a file that is called like an index is somebody else's: JSON without the member that every index has. What is not even JSON
    /// may have been one.
    pub fn is_foreign(json: &[u8]) -> bool {
        serde_json::from_slice(json).is_ok_and(|value: Value| value.get("index").and_then(Value::as_u64).is_none())
    }

    fn parse(name: &SnapshotName, json: &[u8]) -> Result<Index> {
        let file = name.index_name();
        let value: Value =
            serde_json::from_slice(json).map_err(|error| Error::damaged(format!("{file} is not JSON: {error}")))?;
        match value.get("index").and_then(Value::as_u64) {
            Some(FORMAT) => {}
            Some(format) if format > FORMAT => {
                let written_by = value.pointer("/manifest/statebox").and_then(Value::as_str).unwrap_or("unknown");
                return Err(Error::Newer { format, written_by: written_by.to_owned() });
            }
            _ => return Err(Error::damaged(format!("{file} is no index of a snapshot: it has no member \"index\""))),
        }
        let Stored { size, stored_by, manifest, .. } = serde_json::from_value(value)
            .map_err(|error| Error::damaged(format!("{file} is not an index of format {FORMAT}: {error}")))?;
        let manifest = Manifest::from_json(manifest.to_string().as_bytes())?;
        let index = Index { manifest, size, stored_by };
        let mut chunks = index.manifest.files().flat_map(|(_, file)| &file.chunks);
        if let Some(chunk) = chunks.find(|chunk| !index.stored_by.contains_key(&chunk.sha256)) {
            return Err(Error::damaged(format!("{file} does not say who stored its chunk {}", chunk.sha256)));
        }
        drop(chunks);
        Ok(index)
    }
}
