//! What the tests of archives, remotes and imports share: trees of files, and archives of them.
#![allow(dead_code)]

pub mod meddler;
pub mod promises;
pub mod server;

use std::collections::BTreeMap;
use std::fs;
use std::path::Path;
use std::sync::Arc;

use bytes::Bytes;
use snapshots::archive::pack::Pack;
use snapshots::archive::survey::survey;
use snapshots::error::Result;
use snapshots::flow::{Flow, Source, flow};
use snapshots::manifest::{FORMAT, Manifest, Part};
use snapshots::moment::{Moment, Time};
use snapshots::name::SnapshotName;
use snapshots::progress::Progress;
use snapshots::store::{Description, How};

/// Files by their path: `redis/dump.rdb`.
pub type Tree = BTreeMap<String, Vec<u8>>;

pub fn name(name: &str) -> SnapshotName {
    name.parse().unwrap()
}

/// A small tree with everything that is special: an empty file, a folder in a folder, a long path.
pub fn small_tree() -> Tree {
    let long = format!("mongodb/{}/{}", "folder-with-a-long-name".repeat(5), "file-with-a-long-name".repeat(5));
    [
        ("emulators/CURRENT", b"MANIFEST-000005\n".to_vec()),
        ("emulators/journal/1.log", vec![7; 600]),
        ("redis/dump.rdb", b"REDIS0010".to_vec()),
        ("redis/empty", Vec::new()),
        (long.as_str(), vec![0; 512]),
    ]
    .map(|(path, bytes)| (path.to_owned(), bytes))
    .into()
}

pub fn write_tree(folder: &Path, tree: &Tree) {
    for (path, bytes) in tree {
        let place = folder.join(path);
        fs::create_dir_all(place.parent().unwrap()).unwrap();
        fs::write(place, bytes).unwrap();
    }
}

pub fn read_tree(folder: &Path) -> Tree {
    fn walk(folder: &Path, prefix: &str, tree: &mut Tree) {
        for entry in fs::read_dir(folder).unwrap() {
            let entry = entry.unwrap();
            let path = format!("{prefix}{}", entry.file_name().to_str().unwrap());
            if entry.file_type().unwrap().is_dir() {
                walk(&entry.path(), &format!("{path}/"), tree);
            } else {
                tree.insert(path, fs::read(entry.path()).unwrap());
            }
        }
    }
    let mut tree = Tree::new();
    walk(folder, "", &mut tree);
    tree
}

pub fn manifest_of(folder: &Path) -> Manifest {
    let parts = fs::read_dir(folder).unwrap().map(|entry| {
        let entry = entry.unwrap();
        let description = Description { engine: "test".to_owned(), version: "1".to_owned(), ..Description::default() };
        let files = survey(&entry.path(), &Progress::silent()).unwrap();
        (entry.file_name().into_string().unwrap(), Part { description, held_ms: 1, files })
    });
    let at = |millis| Moment { wall: Time(millis), service: Time(millis) };
    Manifest {
        format: FORMAT,
        name: name("test"),
        statebox: "0.0.1".to_owned(),
        environment: "default".to_owned(),
        created: at(1),
        frozen: at(2),
        thawed: at(3),
        pause_ms: 1,
        how: How::Linked,
        description: None,
        labels: BTreeMap::new(),
        stores: parts.collect(),
    }
}

/// An archive with its files in a folder of its own.
pub struct Packed {
    pub folder: tempfile::TempDir,
    pub manifest: Manifest,
    pub pack: Pack,
}

pub fn packed(tree: &Tree) -> Packed {
    let folder = tempfile::tempdir().unwrap();
    write_tree(folder.path(), tree);
    let manifest = manifest_of(folder.path());
    let pack = Pack::new(Arc::new(manifest.clone()), folder.path().to_owned(), Progress::silent());
    Packed { folder, manifest, pack }
}

pub async fn read_all(mut flow: Flow) -> Result<Vec<u8>> {
    let mut bytes = Vec::new();
    while let Some(piece) = flow.next().await? {
        bytes.extend_from_slice(&piece);
    }
    Ok(bytes)
}

pub async fn archive_of(tree: &Tree) -> Vec<u8> {
    read_all(packed(tree).pack.open()).await.unwrap()
}

/// Arrives in pieces of `piece` bytes.
pub fn flow_of(bytes: &[u8], piece: usize) -> Flow {
    let (sink, flow) = flow();
    let pieces: Vec<Bytes> = bytes.chunks(piece).map(Bytes::copy_from_slice).collect();
    tokio::spawn(async move {
        for piece in pieces {
            if sink.send(piece).await.is_err() {
                return;
            }
        }
        sink.end(Ok(())).await;
    });
    flow
}
