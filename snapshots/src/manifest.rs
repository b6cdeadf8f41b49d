//! `manifest.json`, the first entry of every archive: what is in it, how it was taken, and a hash for every byte.

use std::collections::{BTreeMap, BTreeSet};
use std::fmt;

use serde::{Deserialize, Serialize};
use serde_json::Value;

use crate::error::{Error, Result};
use crate::hash::Sha256;
use crate::moment::Moment;
use crate::name::SnapshotName;
use crate::store::{Description, How};

/// The newest format that is read and the one that is written. Numbers are never reused.
pub const FORMAT: u64 = 1;

pub const FILE_NAME: &str = "manifest.json";

/// The longest piece of a file that is compressed and hashed on its own.
pub const CHUNK_BYTES: usize = 4 << 20;

#[derive(Clone, PartialEq, Debug, Serialize, Deserialize)]
pub struct Manifest {
    pub format: u64,
    pub name: SnapshotName,
    /// The version of statebox that wrote this.
    pub statebox: String,
    pub environment: String,
    pub created: Moment,
    /// When the last store was frozen and when the first was thawed.
    pub frozen: Moment,
    pub thawed: Moment,
    /// From the first store's freeze to the last one's thaw.
    pub pause_ms: u64,
    pub how: How,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub description: Option<String>,
    #[serde(default)]
    pub labels: BTreeMap<String, String>,
    /// By the name of their folder.
    pub stores: BTreeMap<String, Part>,
}

/// One store's part.
#[derive(Clone, PartialEq, Debug, Serialize, Deserialize)]
pub struct Part {
    #[serde(flatten)]
    pub description: Description,
    pub held_ms: u64,
    /// In the order of the archive, paths below the store's folder.
    pub files: Vec<File>,
}

#[derive(Clone, PartialEq, Eq, Debug, Serialize, Deserialize)]
pub struct File {
    pub path: InnerPath,
    pub size: u64,
    pub sha256: Sha256,
    pub chunks: Vec<Chunk>,
}

#[derive(Clone, Copy, PartialEq, Eq, Debug, Serialize, Deserialize)]
pub struct Chunk {
    pub size: u32,
    pub sha256: Sha256,
}

/// A relative path that stays inside its folder.
#[derive(Clone, PartialEq, Eq, PartialOrd, Ord, Hash, Debug, Serialize, Deserialize)]
#[serde(try_from = "String", into = "String")]
pub struct InnerPath(String);

impl Manifest {
    pub fn to_json(&self) -> Vec<u8> {
        let mut json = serde_json::to_vec_pretty(self).expect("a manifest has only string keys");
        json.push(b'\n');
        json
    }

    /// Only a manifest that holds together comes out of this.
    pub fn from_json(json: &[u8]) -> Result<Manifest> {
        let value: Value = serde_json::from_slice(json)
            .map_err(|error| Error::damaged(format!("{FILE_NAME} is not JSON: {error}")))?;
        let format = value.get("format").and_then(Value::as_u64);
        let format = format.ok_or_else(|| Error::damaged(format!("{FILE_NAME} has no integer \"format\"")))?;
        if format > FORMAT {
            let written_by = value.get("statebox").and_then(Value::as_str).unwrap_or("unknown").to_owned();
            return Err(Error::Newer { format, written_by });
        }
        let manifest: Manifest = serde_json::from_value(value)
            .map_err(|error| Error::damaged(format!("{FILE_NAME} is not a manifest of format {format}: {error}")))?;
        manifest.check()?;
        Ok(manifest)
    }

    /// Every file with its path in the archive (`redis/dump.rdb`), in the archive's order.
    pub fn files(&self) -> impl Iterator<Item = (InnerPath, &File)> {
        self.stores.iter().flat_map(|(store, part)| {
            part.files.iter().map(move |file| (InnerPath(format!("{store}/{}", file.path)), file))
        })
    }

    /// The bytes of all files, unpacked.
    pub fn size(&self) -> u64 {
        self.stores.values().flat_map(|part| &part.files).map(|file| file.size).sum()
    }

    fn check(&self) -> Result<()> {
        for store in self.stores.keys() {
            let path: InnerPath = store.parse().map_err(Error::damaged)?;
            if path.0.contains('/') || path.0 == FILE_NAME {
                return Err(Error::damaged(format!(
                    "{FILE_NAME} names a store {store:?}, which cannot be a folder's name"
                )));
            }
        }
        let mut total: u64 = 0;
        let mut seen = BTreeSet::new();
        for (path, file) in self.files() {
            let chunks: u64 = file.chunks.iter().map(|chunk| u64::from(chunk.size)).sum();
            let sized = file.chunks.iter().all(|chunk| (1..=CHUNK_BYTES).contains(&(chunk.size as usize)));
            if chunks != file.size || !sized {
                return Err(Error::damaged(format!(
                    "{FILE_NAME} gives {path} {} bytes, and chunks that do not add up to that",
                    file.size
                )));
            }
            total = total
                .checked_add(file.size)
                .ok_or_else(|| Error::damaged(format!("{FILE_NAME} lists more bytes than a disk can hold")))?;
            if !seen.insert(path.clone()) {
                return Err(Error::damaged(format!("{FILE_NAME} lists {path} twice")));
            }
        }
        if let Some(path) = seen.iter().find(|path| path.folders().any(|folder| seen.contains(&folder))) {
            return Err(Error::damaged(format!("{FILE_NAME} lists {path} inside of another file")));
        }
        Ok(())
    }
}

impl InnerPath {
    pub fn as_str(&self) -> &str {
        &self.0
    }

    /// Of `redis/dump.rdb` they are `redis` and `dump.rdb`.
    pub fn split(&self) -> Option<(&str, InnerPath)> {
        let (folder, path) = self.0.split_once('/')?;
        Some((folder, InnerPath(path.to_owned())))
    }

    /// The folders above: of `a/b/c` they are `a` and `a/b`.
    fn folders(&self) -> impl Iterator<Item = InnerPath> {
        self.0.match_indices('/').map(|(slash, _)| InnerPath(self.0[..slash].to_owned()))
    }
}

impl std::str::FromStr for InnerPath {
    type Err = String;

    fn from_str(path: &str) -> std::result::Result<InnerPath, String> {
        // Linux allows 4096 bytes for a path with its closing zero and 255 for a name; the data directory needs some of it.
        let stays = |part: &str| !matches!(part, "" | "." | "..") && part.len() <= 255 && !part.contains(['\0', '\\']);
        if path.len() <= 2048 && path.split('/').all(stays) {
            Ok(InnerPath(path.to_owned()))
        } else {
            Err(format!("the path {path:?} does not stay inside its folder"))
        }
    }
}

impl TryFrom<String> for InnerPath {
    type Error = String;

    fn try_from(path: String) -> std::result::Result<InnerPath, String> {
        path.parse()
    }
}

impl From<InnerPath> for String {
    fn from(path: InnerPath) -> String {
        path.0
    }
}

impl fmt::Display for InnerPath {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.0)
    }
}
