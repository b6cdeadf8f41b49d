//! Where snapshots live: `<prefix>/<name>.tar.zst`, or by reference, in an S3 bucket or in a directory, with the same guarantees.

pub mod by_reference;
pub mod directory;
pub mod location;
pub mod notes;
pub mod objects;
pub mod s3;
pub mod snapshots;

use std::sync::Arc;

use futures_util::future::BoxFuture;

use crate::archive::unpack;
use crate::error::{Error, Result};
use crate::flow::{Flow, Source};
use crate::manifest::Manifest;
use crate::moment::Time;
use crate::name::SnapshotName;
use crate::progress::Progress;
use crate::remote::directory::Directory;
use crate::remote::location::Location;
use crate::remote::notes::Notes;
use crate::remote::s3::{Access, Own, S3};
use crate::remote::snapshots::{Snapshots, Storage};

pub trait Remote: Send + Sync {
    /// As a person would write it.
    fn address(&self) -> String;

    /// Sorted by name. What is not called like an archive is left out.
    fn list(&self) -> BoxFuture<'_, Result<Vec<Listed>>>;

    fn find<'a>(&'a self, name: &'a SnapshotName) -> BoxFuture<'a, Result<Option<Listed>>>;

    /// The whole archive, or no more than its `first` bytes.
    fn open<'a>(&'a self, name: &'a SnapshotName, first: Option<u64>) -> BoxFuture<'a, Result<Flow>>;

    /// The archive appears when it is complete, or not at all. A name that is taken is refused, unless `force`.
    fn put<'a>(&'a self, name: &'a SnapshotName, source: &'a dyn Source, force: bool) -> BoxFuture<'a, Result<Stored>>;

    fn delete<'a>(&'a self, name: &'a SnapshotName) -> BoxFuture<'a, Result<()>>;

    /// Takes away what our own exports left here when they were killed, and nothing else.
    fn sweep(&self) -> BoxFuture<'_, Result<()>>;
}

/// What is needed to get to any remote.
pub struct Way {
    pub access: Access,
    pub own: Own,
    pub notes: Notes,
}

/// The remote behind an address. It is asked nothing yet.
pub async fn connect(location: Location, way: &Way) -> Result<Snapshots> {
    let storage: Arc<dyn Storage> = match location {
        Location::Directory(folder) => Arc::new(Directory::new(folder, way.notes.clone())),
        Location::S3 { bucket, prefix } => {
            Arc::new(S3::connect(bucket, prefix, &way.access, &way.own, way.notes.clone()).await?)
        }
    };
    Ok(Snapshots::at(storage))
}

#[derive(Clone, PartialEq, Eq, Debug)]
pub struct Listed {
    pub name: SnapshotName,
    pub form: Form,
    /// As stored, compressed. By reference, what others may refer to as well is counted, too.
    pub size: u64,
    pub modified: Option<Time>,
}

/// How a snapshot lies at a remote.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum Form {
    /// One archive, `<name>.tar.zst`.
    Plain,
    /// An index, `<name>.json`, and chunks that it shares with others.
    ByReference,
}

#[derive(Clone, PartialEq, Eq, Debug)]
pub struct Stored {
    /// What was sent.
    pub size: u64,
    /// A guarantee that this remote could not give.
    pub warning: Option<String>,
}

/// Reads the manifest and little more.
pub async fn inspect(remote: &dyn Remote, name: &SnapshotName) -> Result<Manifest> {
    let found = remote.find(name).await?.ok_or_else(|| unknown(remote, name))?;
    for first in [256 << 10, 8 << 20] {
        let manifest = unpack::manifest(remote.open(name, Some(first)).await?).await;
        match manifest {
            Err(Error::Damaged(_)) if found.size > first => {}
            manifest => return manifest,
        }
    }
    unpack::manifest(remote.open(name, None).await?).await
}

/// Reads all of it and recomputes every hash.
pub async fn verify(remote: &dyn Remote, name: &SnapshotName, progress: &Progress) -> Result<Manifest> {
    // Reading alone does not tell a missing bucket from a missing snapshot everywhere.
    remote.find(name).await?.ok_or_else(|| unknown(remote, name))?;
    unpack::verify(remote.open(name, None).await?, progress).await
}

pub(crate) fn unknown(remote: &dyn Remote, name: &SnapshotName) -> Error {
    Error::Unknown { name: name.clone(), remote: remote.address() }
}

pub(crate) fn taken(remote: &dyn Remote, name: &SnapshotName) -> Error {
    Error::Taken { name: name.clone(), remote: remote.address() }
}
