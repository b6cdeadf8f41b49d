//! An export: the cut, then hashes, manifest, archive and upload, while the stores go on.

use std::any::Any;
use std::collections::BTreeMap;
use std::path::PathBuf;
use std::sync::Arc;

use tokio::task::spawn_blocking;
use tracing::warn;

use crate::archive::pack::Pack;
use crate::archive::survey::survey;
use crate::cut::{self, Cut};
use crate::error::Result;
use crate::lease::Policy;
use crate::manifest::{FORMAT, File, Manifest, Part};
use crate::moment::Moment;
use crate::name::SnapshotName;
use crate::progress::Progress;
use crate::remote::snapshots::Snapshots;
use crate::remote::{Form, Remote, taken};
use crate::store::Store;
use crate::workspace::Workspace;

/// What the one who asks for it says.
#[derive(Clone, Debug)]
pub struct Order {
    pub name: SnapshotName,
    /// Replaces a snapshot of this name.
    pub force: bool,
    /// How it is to lie at the remote. A snapshot that stays here has no form.
    pub form: Form,
    pub environment: String,
    /// The version of statebox.
    pub statebox: String,
    pub description: Option<String>,
    pub labels: BTreeMap<String, String>,
}

/// Where and with what it is done.
pub struct Setting<'a> {
    pub stores: &'a [Arc<dyn Store>],
    pub remote: &'a Snapshots,
    /// A folder for this export alone, on the data directory's file system. It is removed in the end.
    pub workspace: PathBuf,
    /// The right to be the only one. Given back when everything of this export has ended, also if its future was dropped.
    pub turn: Box<dyn Any + Send + Sync>,
    pub policy: Policy,
    pub now: &'a (dyn Fn() -> Moment + Sync),
    pub progress: Progress,
}

#[derive(Debug)]
pub struct Exported {
    pub manifest: Manifest,
    /// What was sent to the remote, compressed.
    pub size: u64,
    pub warning: Option<String>,
}

/// One at a time in an environment. When the future is dropped, stores are thawed and what was begun at the remote is taken back.
pub async fn export(order: Order, setting: Setting<'_>) -> Result<Exported> {
    let Setting { stores, remote, workspace, turn, policy, now, progress } = setting;
    if let Err(error) = remote.sweep().await {
        warn!(%error, "what an earlier export left at the remote could not be cleaned up");
    }
    if !order.force && remote.find(&order.name).await?.is_some() {
        return Err(taken(remote, &order.name));
    }
    let created = now();
    let workspace = Workspace::create(workspace, turn)?;
    let cut = cut::take(stores, &workspace, &policy, now, &progress).await?;

    let folder = workspace.path().to_owned();
    let hashing = progress.clone();
    let files = spawn_blocking(move || survey(&folder, &hashing)).await.expect("hashing does not panic")?;
    let stuck = cut.stuck.clone();
    let manifest = Arc::new(manifest(&order, created, cut, files));

    let stored = match order.form {
        Form::Plain => {
            let pack = Pack::new(Arc::clone(&manifest), workspace.path().to_owned(), progress);
            remote.put(&order.name, &pack, order.force).await?
        }
        Form::ByReference => remote.put_by_reference(&manifest, workspace.path(), order.force, &progress).await?,
    };
    let manifest = Arc::unwrap_or_clone(manifest);
    let warnings: Vec<String> = stuck.into_iter().chain(stored.warning).collect();
    let warning = (!warnings.is_empty()).then(|| warnings.join("; "));
    Ok(Exported { manifest, size: stored.size, warning })
}

/// `files` are of the whole workspace, sorted: first each store's folder, then each path.
pub(crate) fn manifest(order: &Order, created: Moment, cut: Cut, files: Vec<File>) -> Manifest {
    let mut stores: BTreeMap<String, Part> = cut
        .parts
        .into_iter()
        .map(|(name, taken)| {
            let held_ms = taken.held.as_millis() as u64;
            (name.to_owned(), Part { description: taken.description, held_ms, files: Vec::new() })
        })
        .collect();
    for file in files {
        let Some((store, path)) = file.path.split() else { continue };
        if let Some(part) = stores.get_mut(store) {
            part.files.push(File { path, ..file });
        }
    }
    Manifest {
        format: FORMAT,
        name: order.name.clone(),
        statebox: order.statebox.clone(),
        environment: order.environment.clone(),
        created,
        frozen: cut.frozen,
        thawed: cut.thawed,
        pause_ms: cut.pause.as_millis() as u64,
        how: cut.how,
        description: order.description.clone(),
        labels: order.labels.clone(),
        stores,
    }
}
