//! Small objects beside the archives: what snapshots by reference are made of.

use bytes::Bytes;
use futures_util::future::BoxFuture;

use crate::error::Result;
use crate::moment::Time;

/// Each object is whole or not there. Keys are below the remote's own folder, with slashes between their parts.
pub trait Objects: Send + Sync {
    /// All below a folder, in any order; nothing if there is no such folder.
    fn objects<'a>(&'a self, folder: &'a str) -> BoxFuture<'a, Result<Vec<Object>>>;

    /// Those right in the remote's folder that are called like an index, `<name>.json`; whether they are one, their content says.
    fn jsons(&self) -> BoxFuture<'_, Result<Vec<Object>>>;

    /// All of it, or no more than its `first` bytes. None if there is no such object.
    fn read<'a>(&'a self, key: &'a str, first: Option<u64>) -> BoxFuture<'a, Result<Option<Bytes>>>;

    /// Unless `replace`, what is there stays, and the answer is [`Written::Taken`].
    fn write<'a>(&'a self, key: &'a str, bytes: Bytes, replace: bool) -> BoxFuture<'a, Result<Written>>;

    /// Not an error if there is no such object.
    fn remove<'a>(&'a self, key: &'a str) -> BoxFuture<'a, Result<()>>;
}

#[derive(Clone, PartialEq, Eq, Debug)]
pub struct Object {
    pub key: String,
    pub size: u64,
    /// By the remote's clock.
    pub modified: Option<Time>,
}

#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum Written {
    Yes,
    Taken,
}
