//! An import: everything is read, checked and tried beside the running environment; then one rename is the import.

use std::fs;
use std::future::Future;
use std::panic::AssertUnwindSafe;
use std::path::Path;
use std::sync::Arc;

use futures_util::FutureExt;
use tokio::runtime::Handle;
use tokio::task::spawn_blocking;
use tracing::{error, warn};

use crate::archive::unpack::unpack;
use crate::error::{Error, Result};
use crate::generation::{Generations, Id, Pointer, Record};
use crate::local::Local;
use crate::manifest::{FILE_NAME, Manifest};
use crate::name::SnapshotName;
use crate::progress::{Phase, Progress};
use crate::remote::{Remote, inspect};
use crate::room;
use crate::steps::Steps;
use crate::store::Failure;
use crate::target::Target;

/// The environment that is imported into.
#[derive(Clone)]
pub struct Setting {
    pub generations: Generations,
    pub target: Arc<dyn Target>,
    pub progress: Progress,
    pub steps: Steps,
}

/// Until the flip this can be cancelled by dropping it, and nothing has happened; from then on it goes its way to the end.
pub async fn import(name: &SnapshotName, remote: &dyn Remote, setting: &Setting) -> Result<Manifest> {
    let Setting { generations, target, progress, .. } = setting;
    progress.begin(Phase::Preparing);
    let manifest = inspect(remote, name).await?;
    target.check(&manifest).await.map_err(Error::Refused)?;

    let (id, folder) = generations.create_tmp()?;
    let mut stray = Stray { setting: setting.clone(), id, is_in_use: false, kept: false };
    if let Err(error) = build(name, remote, &manifest, &folder, &mut stray).await {
        stray.discard().await;
        return Err(error);
    }
    // A task of its own: whoever asked for the import may go away in the middle of it.
    tokio::spawn(flip(setting.clone(), stray)).await.expect("every call that may panic is caught")?;
    Ok(manifest)
}

/// The same from a snapshot of this data directory.
pub async fn apply(name: &SnapshotName, local: &Local, setting: &Setting) -> Result<Manifest> {
    let Setting { generations, target, progress, .. } = setting;
    progress.begin(Phase::Preparing);
    let manifest = local.get(name)?;
    target.check(&manifest).await.map_err(Error::Refused)?;

    let (id, folder) = generations.create_tmp()?;
    let mut stray = Stray { setting: setting.clone(), id, is_in_use: false, kept: false };
    let built = async {
        let (local, of, to, progress) = (local.clone(), manifest.clone(), folder.clone(), progress.clone());
        spawn_blocking(move || local.copy_into(&of, &to, &progress)).await.expect("copying does not panic")?;
        setting.steps.reach("copied");
        complete(&manifest, &folder, &mut stray).await
    };
    if let Err(error) = built.await {
        stray.discard().await;
        return Err(error);
    }
    tokio::spawn(flip(setting.clone(), stray)).await.expect("every call that may panic is caught")?;
    Ok(manifest)
}

/// Goes back to the generation before the last import, apply or undo; what is there now becomes the one before, so a second undo brings it back.
/// Once begun it goes its way to the end, whoever waits for it.
pub async fn undo(setting: &Setting) -> Result<Record> {
    tokio::spawn(go_back(setting.clone())).await.expect("every call that may panic is caught")
}

async fn go_back(setting: Setting) -> Result<Record> {
    let Setting { generations, target, progress, .. } = &setting;
    progress.begin(Phase::Preparing);
    let nothing = || Error::Refused(Failure::new("there is nothing to undo: nothing was imported or applied here yet"));
    let old = generations.current()?.ok_or_else(nothing)?;
    let previous = old.previous.ok_or_else(nothing)?;
    let record = generations.record(previous)?;
    // It may still be closing since it was replaced.
    target.forget().await;
    let tried = caught(target.try_out(&generations.folder(previous), None)).await.map_err(Error::not_taken);
    let outcome = match tried {
        Ok(()) => switch(&setting, old, Pointer { current: previous, previous: Some(old.current) }).await,
        Err(error) => Err(error),
    };
    if !matches!(outcome, Ok(()) | Err(Error::Stuck { .. })) {
        target.forget().await;
    }
    outcome.map(|()| record)
}

/// Nobody has noticed anything when this returns; the new generation is complete, synced and tried.
async fn build(
    name: &SnapshotName,
    remote: &dyn Remote,
    manifest: &Manifest,
    folder: &Path,
    stray: &mut Stray,
) -> Result<()> {
    let Setting { progress, steps, .. } = stray.setting.clone();
    room::check(folder, manifest.size())?;
    let unpacked = unpack(remote.open(name, None).await?, folder.to_owned(), &progress).await?;
    if unpacked != *manifest {
        return Err(Error::damaged(format!(
            "{name} was replaced at {} while it was read; import it again",
            remote.address()
        )));
    }
    steps.reach("unpacked");
    complete(manifest, folder, stray).await
}

/// The files are there; now they are made what stores start from, and tried.
async fn complete(manifest: &Manifest, folder: &Path, stray: &mut Stray) -> Result<()> {
    let Setting { generations, target, progress, steps } = stray.setting.clone();
    let file = folder.join(FILE_NAME);
    fs::write(&file, manifest.to_json()).map_err(Error::io("write", &file))?;
    target.adapt(folder, manifest).await.map_err(Error::not_taken)?;
    steps.reach("adapted");

    // All that is there now: those of the archive, and those that `adapt` has made beside them.
    let record = Record::new(stores_in(folder)?, Some(manifest.name.to_string()));
    let id = stray.id;
    let finished = spawn_blocking(move || generations.finish(id, &record)).await.expect("finishing does not panic")?;
    progress.begin(Phase::TryingOut);
    stray.is_in_use = true;
    target.try_out(&finished, Some(manifest)).await.map_err(Error::not_taken)?;
    steps.reach("tried out");
    Ok(())
}

/// The names of the folders, sorted.
fn stores_in(generation: &Path) -> Result<Vec<String>> {
    let entries = fs::read_dir(generation).map_err(Error::io("read the folder", generation))?;
    let mut names = Vec::new();
    for entry in entries {
        let entry = entry.map_err(Error::io("read the folder", generation))?;
        if entry.path().is_dir() {
            names.push(entry.file_name().to_string_lossy().into_owned());
        }
    }
    names.sort();
    Ok(names)
}

async fn flip(setting: Setting, stray: Stray) -> Result<()> {
    let generations = &setting.generations;
    let Some(old) = generations.current()? else {
        let failure = Failure::new("there is no generation to come from");
        stray.discard().await;
        return Err(Error::Refused(failure));
    };
    let new = Pointer { current: stray.id, previous: Some(old.current) };

    let outcome = switch(&setting, old, new).await;
    match &outcome {
        Ok(()) => {
            stray.keep();
            // Undo goes back one step; what was before that goes now, or at the next start.
            let older = old.previous.filter(|older| *older != new.current);
            if let Some(Err(error)) = older.map(|older| generations.remove(older)) {
                warn!(%error, "an old generation remains");
            }
        }
        // What `CURRENT` names now is for the operator to see.
        Err(Error::Stuck { .. }) => stray.keep(),
        Err(_) => stray.discard().await,
    }
    outcome
}

/// Holds clients, changes, and lets them go on, unless nobody can tell what they would go on with.
async fn switch(setting: &Setting, old: Pointer, new: Pointer) -> Result<()> {
    let Setting { target, progress, steps, .. } = setting;
    progress.begin(Phase::Switching);
    let outcome = match caught(target.hold()).await {
        Err(failure) => Err(Error::WentBack { failure }),
        Ok(()) => {
            steps.reach("held");
            change(setting, old, new).await
        }
    };
    let _ = match &outcome {
        Err(stuck @ Error::Stuck { .. }) => caught(target.shut(&stuck.to_string()).map(Ok)).await,
        _ => caught(target.release().map(Ok)).await,
    };
    steps.reach("released");
    outcome
}

/// Clients wait. Ends on the new generation, or on the old one with the reason.
async fn change(setting: &Setting, old: Pointer, new: Pointer) -> Result<()> {
    let Setting { generations, target, progress, steps } = setting;
    let there = generations.folder(new.current);
    if let Err(error) = generations.point_to(new) {
        // The rename may have happened all the same.
        let failure = Failure::new(error);
        return Err(match generations.point_to(old) {
            Ok(()) => Error::WentBack { failure },
            Err(back) => Error::Stuck { failure, back: Failure::new(back) },
        });
    }
    let tried = async {
        caught(target.switch(&there)).await?;
        steps.reach("switched");
        progress.begin(Phase::Probing);
        caught(target.probe()).await
    };
    let Err(failure) = tried.await else {
        steps.reach("probed");
        return Ok(());
    };

    error!(%failure, "the imported generation does not work; going back");
    progress.begin(Phase::GoingBack);
    let back = async {
        generations.point_to(old).map_err(Failure::new)?;
        steps.reach("pointed back");
        caught(target.switch(&generations.folder(old.current))).await?;
        caught(target.probe()).await
    };
    Err(match back.await {
        Ok(()) => Error::WentBack { failure },
        Err(back) => Error::Stuck { failure, back },
    })
}

/// A panic is a failure like any other: clients must not wait for ever.
async fn caught(call: impl Future<Output = std::result::Result<(), Failure>>) -> std::result::Result<(), Failure> {
    AssertUnwindSafe(call)
        .catch_unwind()
        .await
        .unwrap_or_else(|_| Err(Failure::new("a call into the environment panicked")))
}

/// A generation that was begun and is not the environment's. Discarded at the latest when dropped.
struct Stray {
    setting: Setting,
    id: Id,
    /// The target may have opened something in its folder.
    is_in_use: bool,
    kept: bool,
}

impl Stray {
    fn keep(mut self) {
        self.kept = true;
    }

    async fn discard(mut self) {
        self.kept = true;
        discard(self.setting.clone(), self.id, self.is_in_use).await;
    }
}

impl Drop for Stray {
    fn drop(&mut self) {
        // Without a runtime the process is ending, and the next start sweeps.
        if let (false, Ok(runtime)) = (self.kept, Handle::try_current()) {
            runtime.spawn(discard(self.setting.clone(), self.id, self.is_in_use));
        }
    }
}

async fn discard(setting: Setting, id: Id, is_in_use: bool) {
    if is_in_use {
        let _ = caught(setting.target.forget().map(Ok)).await;
    }
    let generations = setting.generations;
    let removed = spawn_blocking(move || generations.remove(id)).await;
    if let Ok(Err(error)) = removed {
        warn!(%error, "files of an import that failed remain until the next start");
    }
}
