//! Collecting chunks that no snapshot needs any more, in two steps: marked first, deleted when the mark is old enough.

use std::collections::BTreeSet;
use std::time::Duration;

use bytes::Bytes;
use futures_util::stream;
use futures_util::{StreamExt, TryStreamExt};

use super::chunks::{ChunkKey, Inventory, UNUSED};
use super::index::Index;
use crate::error::{Error, Result};
use crate::moment::Time;
use crate::name::SnapshotName;
use crate::remote::objects::Objects;

const AT_ONCE: usize = 8;

/// What a collection found and did. Bytes are as stored.
#[derive(Clone, Copy, Default, PartialEq, Eq, Debug)]
pub struct Collected {
    pub needed: usize,
    pub needed_bytes: u64,
    /// Marked by this or an earlier collection, and not old enough.
    pub marked: usize,
    pub marked_bytes: u64,
    pub deleted: usize,
    pub deleted_bytes: u64,
}

/// `names` are of all snapshots by reference. What has no index yet is being exported, and its chunks have been marked for less than
/// the grace, if at all. With a `grace` shorter than the longest export nobody else may be at work.
pub async fn collect(objects: &dyn Objects, names: &[SnapshotName], grace: Duration) -> Result<Collected> {
    // The clock before the indexes: every export that may still refer to what is deleted below has its index by now.
    let now = now(objects).await?;
    let inventory = Inventory::take(objects).await?;
    let needed = needed(objects, names).await?;

    let mut found = Collected::default();
    let (mut mark, mut release, mut delete) = (Vec::new(), Vec::new(), Vec::new());
    for (key, size) in &inventory.chunks {
        let marked = inventory.unused.get(key);
        if needed.contains(key) {
            (found.needed, found.needed_bytes) = (found.needed + 1, found.needed_bytes + size);
            release.extend(marked.map(|_| *key));
            continue;
        }
        let is_due = match marked {
            Some(Some(since)) => now.0.saturating_sub(since.0) >= i64::try_from(grace.as_millis()).unwrap_or(i64::MAX),
            _ => false,
        };
        if is_due || (grace.is_zero() && marked.is_none()) {
            (found.deleted, found.deleted_bytes) = (found.deleted + 1, found.deleted_bytes + size);
            delete.push(*key);
        } else {
            (found.marked, found.marked_bytes) = (found.marked + 1, found.marked_bytes + size);
            mark.extend(marked.is_none().then_some(*key));
        }
    }
    // A kill between a chunk and its mark leaves the mark.
    release.extend(inventory.unused.keys().filter(|key| !inventory.chunks.contains_key(key)));

    for_each(mark, |key| async move { objects.write(&key.mark(), Bytes::new(), false).await.map(drop) }).await?;
    for_each(release, |key| async move { objects.remove(&key.mark()).await }).await?;
    for_each(delete, |key| async move {
        objects.remove(&key.object()).await?;
        objects.remove(&key.mark()).await
    })
    .await?;
    Ok(found)
}

async fn for_each<F: Future<Output = Result<()>>>(keys: Vec<ChunkKey>, act: impl Fn(ChunkKey) -> F) -> Result<()> {
    stream::iter(keys).map(act).buffer_unordered(AT_ONCE).try_collect().await
}

/// By the remote's clock, which is the one that dates the marks.
async fn now(objects: &dyn Objects) -> Result<Time> {
    let key = format!("{UNUSED}/now");
    objects.write(&key, Bytes::new(), true).await?;
    let listed = objects.objects(UNUSED).await?;
    let time = listed.iter().find(|object| object.key == key).and_then(|object| object.modified);
    time.ok_or_else(|| Error::Remote("the remote does not say when its objects were written".to_owned()))
}

/// One index that cannot be read, and nothing is collected: its chunks are not known.
async fn needed(objects: &dyn Objects, names: &[SnapshotName]) -> Result<BTreeSet<ChunkKey>> {
    let mut needed = BTreeSet::new();
    for name in names {
        // One that was deleted meanwhile needs nothing.
        if let Some(index) = Index::read(objects, name).await? {
            needed.extend(index.keys());
        }
    }
    Ok(needed)
}
