//! What lies at a remote, in both forms: plain archives and snapshots by reference, under one set of names.
//!
//! Who replaces one form by the other writes the new one first. If both are there all the same, after a kill or because two
//! machines exported one name at the same instant, the plain archive is the snapshot.

use std::collections::BTreeSet;
use std::path::Path;
use std::sync::Arc;
use std::time::Duration;

use futures_util::future::{BoxFuture, ready};
use futures_util::{FutureExt, StreamExt, TryStreamExt, stream};

use crate::error::Result;
use crate::flow::{Flow, Source};
use crate::manifest::Manifest;
use crate::name::SnapshotName;
use crate::progress::Progress;
use crate::remote::by_reference::{self, Collected, Index};
use crate::remote::objects::{Object, Objects};
use crate::remote::{Form, Listed, Remote, Stored, taken, unknown};

/// A remote that holds archives and the small objects beside them.
pub trait Storage: Remote + Objects {}

impl<T: Remote + Objects> Storage for T {}

/// Of an index they tell what a list shows.
const INDEX_BEGIN_BYTES: u64 = 200;
const AT_ONCE: usize = 8;

#[derive(Clone)]
pub struct Snapshots(Arc<dyn Storage>);

impl Snapshots {
    pub fn at(storage: Arc<dyn Storage>) -> Snapshots {
        Snapshots(storage)
    }

    /// Sends what the remote does not have yet of what `folder` holds, and the index that makes it a snapshot.
    pub async fn put_by_reference(
        &self,
        manifest: &Manifest,
        folder: &Path,
        force: bool,
        progress: &Progress,
    ) -> Result<Stored> {
        let (storage, name) = (self.0.as_ref(), &manifest.name);
        if !force && self.find(name).await?.is_some() {
            return Err(taken(storage, name));
        }
        let stored = by_reference::put(storage, manifest, folder, force, progress).await?;
        let size = stored.ok_or_else(|| taken(storage, name))?;
        if storage.find(name).await?.is_some() {
            if !force {
                // A plain export of this name was faster.
                storage.remove(&name.index_name()).await?;
                return Err(taken(storage, name));
            }
            storage.delete(name).await?;
        }
        Ok(Stored { size, warning: None })
    }

    /// Marks chunks that no snapshot needs, and deletes those that were marked `grace` ago. See [`by_reference`].
    pub async fn collect_garbage(&self, grace: Duration) -> Result<Collected> {
        let names: Vec<SnapshotName> = self.indexes().await?.into_iter().map(|index| index.name).collect();
        by_reference::collect(self.0.as_ref(), &names, grace).await
    }

    async fn indexes(&self) -> Result<Vec<Listed>> {
        let jsons = self.0.jsons().await?;
        let looked_at = stream::iter(jsons).map(|json| self.index(json)).buffered(AT_ONCE);
        looked_at.try_filter_map(|index| ready(Ok(index))).try_collect().await
    }

    /// None if it is no index.
    async fn index(&self, json: Object) -> Result<Option<Listed>> {
        let Some(name) = SnapshotName::of_index(&json.key) else { return Ok(None) };
        let Some(begin) = self.0.read(&json.key, Some(INDEX_BEGIN_BYTES)).await? else { return Ok(None) };
        let size = match Index::size_of(&begin) {
            Some(size) => size,
            // Not as an export writes it: somebody else's, or an index that was damaged or written anew, which must not vanish from sight.
            None => match self.0.read(&json.key, None).await? {
                Some(json) if !Index::is_foreign(&json) => json.len() as u64,
                _ => return Ok(None),
            },
        };
        Ok(Some(Listed { name, form: Form::ByReference, size, modified: json.modified }))
    }
}

impl Remote for Snapshots {
    fn address(&self) -> String {
        self.0.address()
    }

    fn list(&self) -> BoxFuture<'_, Result<Vec<Listed>>> {
        async {
            let mut listed = self.0.list().await?;
            let plain: BTreeSet<SnapshotName> = listed.iter().map(|plain| plain.name.clone()).collect();
            let indexes = self.indexes().await?;
            listed.extend(indexes.into_iter().filter(|index| !plain.contains(&index.name)));
            listed.sort_by(|a, b| a.name.cmp(&b.name));
            Ok(listed)
        }
        .boxed()
    }

    fn find<'a>(&'a self, name: &'a SnapshotName) -> BoxFuture<'a, Result<Option<Listed>>> {
        async move {
            if let Some(plain) = self.0.find(name).await? {
                return Ok(Some(plain));
            }
            self.index(Object { key: name.index_name(), size: 0, modified: None }).await
        }
        .boxed()
    }

    fn open<'a>(&'a self, name: &'a SnapshotName, first: Option<u64>) -> BoxFuture<'a, Result<Flow>> {
        async move {
            if self.0.find(name).await?.is_some() {
                return self.0.open(name, first).await;
            }
            let objects: Arc<dyn Objects> = self.0.clone();
            by_reference::open(objects, name).await?.ok_or_else(|| unknown(self, name))
        }
        .boxed()
    }

    fn put<'a>(&'a self, name: &'a SnapshotName, source: &'a dyn Source, force: bool) -> BoxFuture<'a, Result<Stored>> {
        async move {
            let index = name.index_name();
            if !force && self.find(name).await?.is_some() {
                return Err(taken(self, name));
            }
            let stored = self.0.put(name, source, force).await?;
            if force {
                self.0.remove(&index).await?;
            }
            Ok(stored)
        }
        .boxed()
    }

    fn delete<'a>(&'a self, name: &'a SnapshotName) -> BoxFuture<'a, Result<()>> {
        async move {
            let found = self.find(name).await?.ok_or_else(|| unknown(self, name))?;
            // One that is hidden goes first.
            self.0.remove(&name.index_name()).await?;
            if found.form == Form::Plain { self.0.delete(name).await } else { Ok(()) }
        }
        .boxed()
    }

    fn sweep(&self) -> BoxFuture<'_, Result<()>> {
        self.0.sweep()
    }
}
