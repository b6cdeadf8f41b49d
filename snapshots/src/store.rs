//! A running thing whose state can be frozen, exported and imported: what `snapshots` asks of the five stores.

use std::collections::BTreeMap;
use std::fmt;
use std::path::Path;
use std::sync::Arc;
use std::time::Duration;

use futures_util::future::BoxFuture;
use serde::{Deserialize, Serialize};
use serde_json::Value;
use tokio::sync::Notify;

use crate::workspace::Place;

/// One store of an environment. The cut calls, in this order: `prepare`, `freeze`, `renew` (often), `fix`, `renew`, `thaw`, `collect`,
/// `describe`, `finish`. When anything fails, is late, or is cancelled, it goes straight to `thaw` and `finish`.
///
/// Every future here may be dropped half-way.
pub trait Store: Send + Sync + 'static {
    /// The store's folder in an archive and in a generation: `emulators`, `redis`, `mongodb`.
    fn name(&self) -> &'static str;

    /// Stores are frozen by rank, one after the other.
    fn rank(&self) -> Rank;

    /// What can be done while nothing is held: room on the disk, no child running, a first flush, a grace time for open transactions.
    fn prepare(&self) -> BoxFuture<'_, Result<(), Failure>>;

    /// From the answer on no write is acknowledged, until `thaw` or until `lease` has passed, for a store that can end a freeze by itself.
    fn freeze(&self, lease: Duration) -> BoxFuture<'_, Result<(), Failure>>;

    /// Goes on holding the freeze for `lease` from now. Fails if the freeze has ended meanwhile (by itself, or because the store restarted):
    /// the cut's last call before `thaw` is a renewal, which so proves that the freeze held until every export was fixed.
    /// Also called beside `fix`, and must not wait for its end.
    fn renew(&self, lease: Duration) -> BoxFuture<'_, Result<(), Failure>>;

    /// Fixes the frozen state: after the answer, writes that follow a thaw no longer get into the export. `into` is this store's own empty folder,
    /// on the file system of the data directory. A fix of many steps calls `pulse.step()` after each of them (a file, some megabytes),
    /// which renews the leases of all stores; one that stands still for a lease's length makes the export fail. Work that may go on after the
    /// future was dropped keeps a clone of `into`, and ends soon once it is given up.
    fn fix<'a>(&'a self, into: &'a Place, how: How, pulse: &'a Pulse) -> BoxFuture<'a, Result<(), Failure>>;

    /// Undoes `freeze` and whatever of `prepare` hinders the store, in whatever state it is: not frozen, half-way frozen by a call whose future was
    /// dropped, frozen twice. Safe to call again.
    fn thaw(&self) -> BoxFuture<'_, Result<(), Failure>>;

    /// After the thaw: completes the files below `into`, which are then the export. Nothing there may be shared with
    /// files that the running store still changes. What `fix` is told of `into` holds here too.
    fn collect<'a>(&'a self, into: &'a Place) -> BoxFuture<'a, Result<Collected, Failure>>;

    /// What there is to know of the export that `collect` completed.
    fn describe<'a>(&'a self, into: &'a Path) -> BoxFuture<'a, Result<Description, Failure>>;

    /// Always the last call, whatever happened: ends what had to outlive the thaw.
    fn finish(&self) -> BoxFuture<'_, ()> {
        Box::pin(async {})
    }
}

/// The order of freezing. MongoDB's lock is last, because it alone can be slow and the others must not move while it finishes.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Debug)]
pub enum Rank {
    /// Our own gate: closed after at most one commit.
    Gate,
    /// A server that stops writes at once and goes on by itself when the lease ends.
    Pause,
    /// A server that has to finish something first.
    Lock,
}

/// How an export is fixed.
#[derive(Clone, Copy, PartialEq, Eq, Debug, Serialize, Deserialize)]
#[serde(rename_all = "lowercase")]
pub enum How {
    /// Hard links while frozen, copied after the thaw; `collect` finds out whether that was sound.
    Linked,
    /// Every byte is copied while frozen: slower, always sound.
    Copied,
}

#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum Collected {
    Whole,
    /// The files changed under the links. The cut is taken again, copied under the lock.
    Moved,
}

/// A store's part of the manifest.
#[derive(Clone, PartialEq, Debug, Default, Serialize, Deserialize)]
pub struct Description {
    /// The server that wrote the files and the version of it: `redis-server`, `7.0.15`.
    pub engine: String,
    pub version: String,
    /// Whatever else decides who can read the files: feature compatibility version, the first bytes of the RDB.
    #[serde(default)]
    pub facts: BTreeMap<String, Value>,
    /// `queues`, `tables`, `items`, `messages`, `keys`, `documents`.
    #[serde(default)]
    pub counts: BTreeMap<String, u64>,
}

/// Tells the cut that a long step is getting on.
#[derive(Clone, Default, Debug)]
pub struct Pulse(Arc<Notify>);

impl Pulse {
    pub fn step(&self) {
        self.0.notify_one();
    }

    /// Waits for the next step.
    pub async fn stepped(&self) {
        self.0.notified().await;
    }
}

/// Why a store could not do its part: one sentence for the operator.
#[derive(Debug)]
pub struct Failure {
    cause: Box<dyn std::error::Error + Send + Sync>,
    passes: bool,
}

impl Failure {
    pub fn new(cause: impl Into<Box<dyn std::error::Error + Send + Sync>>) -> Failure {
        Failure { cause: cause.into(), passes: false }
    }

    /// Something came in between that ends by itself, and that `prepare` waits for: the cut may be tried again.
    pub fn passing(cause: impl Into<Box<dyn std::error::Error + Send + Sync>>) -> Failure {
        Failure { cause: cause.into(), passes: true }
    }

    pub fn passes(&self) -> bool {
        self.passes
    }

    /// A disk was full. Servers, and RocksDB's C interface, tell it in words only: the operating system's.
    pub fn is_for_want_of_space(&self) -> bool {
        let said = self.to_string();
        ["No space left on device", "Disk quota exceeded"].iter().any(|words| said.contains(words))
    }
}

impl fmt::Display for Failure {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{}", self.cause)?;
        let mut source = self.cause.source();
        while let Some(cause) = source {
            write!(f, ": {cause}")?;
            source = cause.source();
        }
        Ok(())
    }
}

impl std::error::Error for Failure {}
