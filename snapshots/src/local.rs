//! Snapshots that stay where they were taken: the files of a cut, unpacked, in `local/NAME` of the data directory.
//!
//! Each is a folder with a manifest and a folder for each store. RocksDB's tables are hard links, because they never change; everything else
//! belongs to the snapshot alone. A snapshot appears by a rename, and by a rename it goes, so there is never half of one.

use std::any::Any;
use std::fs;
use std::io::ErrorKind;
use std::path::{Path, PathBuf};
use std::sync::Arc;

use tokio::task::spawn_blocking;

use crate::cut;
use crate::durable;
use crate::error::{Error, Result};
use crate::export::{Order, manifest};
use crate::lease::Policy;
use crate::manifest::{FILE_NAME, Manifest};
use crate::moment::Moment;
use crate::name::SnapshotName;
use crate::progress::{Phase, Progress};
use crate::room;
use crate::store::Store;
use crate::workspace::{Workspace, remove};

const FOLDER: &str = "local";
/// Of a snapshot that is about to be replaced by another of its name. Names do not begin with a dot.
const REPLACED: &str = ".replaced-";
/// Of one that is going.
const GOING: &str = ".going-";
/// Files of RocksDB that never change once they are there.
const TABLE: &str = "sst";

/// The local snapshots of one data directory.
#[derive(Clone, Debug)]
pub struct Local {
    folder: PathBuf,
}

/// A local snapshot in a list.
#[derive(Debug)]
pub struct Found {
    pub name: SnapshotName,
    /// Or why it cannot be used.
    pub manifest: Result<Manifest>,
    /// Of all files; what is shared with the running environment or with other snapshots counts, too.
    pub size: u64,
}

/// Where and with what a snapshot is taken.
pub struct Setting<'a> {
    pub stores: &'a [Arc<dyn Store>],
    pub local: &'a Local,
    /// A folder for this action alone, on the data directory's file system.
    pub workspace: PathBuf,
    /// The right to be the only one.
    pub turn: Box<dyn Any + Send + Sync>,
    pub policy: Policy,
    pub now: &'a (dyn Fn() -> Moment + Sync),
    pub progress: Progress,
}

/// One at a time in an environment. The same cut as an export's.
///
/// # Errors
///
/// The name is taken, or the cut could not be made: nothing has changed, and all stores go on.
pub async fn snap(order: Order, setting: Setting<'_>) -> Result<(Manifest, Vec<String>)> {
    let Setting { stores, local, workspace, turn, policy, now, progress } = setting;
    if !order.force && local.find(&order.name)?.is_some() {
        return Err(local.taken(&order.name));
    }
    let created = now();
    let workspace = Workspace::create(workspace, turn)?;
    let cut = cut::take(stores, &workspace, &policy, now, &progress).await?;
    let stuck = cut.stuck.clone();
    let manifest = manifest(&order, created, cut, Vec::new());
    progress.begin(Phase::Keeping);
    let (local, kept, force) = (local.clone(), manifest.clone(), order.force);
    spawn_blocking(move || local.keep(&kept, &workspace, force)).await.expect("keeping does not panic")?;
    Ok((manifest, stuck))
}

impl Local {
    pub fn of(data_dir: &Path) -> Local {
        Local { folder: data_dir.join(FOLDER) }
    }

    /// Where a snapshot lies.
    pub fn path(&self, name: &SnapshotName) -> PathBuf {
        self.folder.join(name.as_str())
    }

    /// # Errors
    ///
    /// It is there and cannot be read.
    pub fn find(&self, name: &SnapshotName) -> Result<Option<Manifest>> {
        let file = self.path(name).join(FILE_NAME);
        match fs::read(&file) {
            Ok(json) => Manifest::from_json(&json).map(Some),
            Err(error) if error.kind() == ErrorKind::NotFound && !self.path(name).exists() => Ok(None),
            Err(error) => Err(Error::io("read", &file)(error)),
        }
    }

    /// # Errors
    ///
    /// There is none of this name, or it cannot be read.
    pub fn get(&self, name: &SnapshotName) -> Result<Manifest> {
        self.find(name)?.ok_or_else(|| Error::Unknown { name: name.clone(), remote: self.folder.display().to_string() })
    }

    /// By name. One that cannot be read is listed with the reason.
    ///
    /// # Errors
    ///
    /// The folder cannot be read.
    pub fn list(&self) -> Result<Vec<Found>> {
        let mut names: Vec<SnapshotName> = self.entries()?.iter().filter_map(|name| name.parse().ok()).collect();
        names.sort();
        let found = |name: SnapshotName| {
            // One that was deleted meanwhile is not there.
            let manifest = self.find(&name).transpose()?;
            let size = size_of(&self.path(&name), |_| true).unwrap_or(0);
            Some(Found { name, manifest, size })
        };
        Ok(names.into_iter().filter_map(found).collect())
    }

    /// # Errors
    ///
    /// There is none of this name, or it cannot be removed.
    pub fn delete(&self, name: &SnapshotName) -> Result<()> {
        let (from, going) = (self.path(name), self.folder.join(format!("{GOING}{name}")));
        remove(&going)?;
        match fs::rename(&from, &going) {
            Err(error) if error.kind() == ErrorKind::NotFound => {
                return Err(Error::Unknown { name: name.clone(), remote: self.folder.display().to_string() });
            }
            renamed => renamed.map_err(Error::io("rename", &from))?,
        }
        durable::sync_folder(&self.folder)?;
        remove(&going)
    }

    /// Removes what was left by actions that were killed, and brings back what was about to be replaced and was not. Called at start.
    ///
    /// # Errors
    ///
    /// The folder cannot be read or written.
    pub fn sweep(&self) -> Result<()> {
        for entry in self.entries()? {
            let path = self.folder.join(&entry);
            if let Some(name) = entry.strip_prefix(REPLACED) {
                let place = self.folder.join(name);
                match place.exists() {
                    true => remove(&path)?,
                    false => fs::rename(&path, &place).map_err(Error::io("rename", &path))?,
                }
            } else if entry.starts_with(GOING) {
                remove(&path)?;
            }
        }
        Ok(())
    }

    /// Makes the files of a snapshot those of a generation that is being made.
    pub(crate) fn copy_into(&self, manifest: &Manifest, generation: &Path, progress: &Progress) -> Result<()> {
        let from = self.path(&manifest.name);
        let total = size_of(&from, |_| true).map_err(Error::io("read the folder", &from))?;
        // Tables are linked.
        let copied = size_of(&from, |file| !is_table(file)).map_err(Error::io("read the folder", &from))?;
        room::check(generation, copied)?;
        let mut done = 0;
        for store in manifest.stores.keys() {
            copy_tree(&from.join(store), &generation.join(store), &mut |bytes| {
                done += bytes;
                progress.at(Phase::Copying, done, total);
            })?;
        }
        Ok(())
    }

    /// The workspace becomes the snapshot.
    fn keep(&self, manifest: &Manifest, workspace: &Workspace, force: bool) -> Result<()> {
        let file = workspace.path().join(FILE_NAME);
        fs::write(&file, manifest.to_json()).map_err(Error::io("write", &file))?;
        durable::sync_tree(workspace.path())?;
        fs::create_dir_all(&self.folder).map_err(Error::io("create the folder", &self.folder))?;
        let place = self.path(&manifest.name);
        let replaced = self.folder.join(format!("{REPLACED}{}", manifest.name));
        if place.exists() {
            if !force {
                return Err(self.taken(&manifest.name));
            }
            remove(&replaced)?;
            fs::rename(&place, &replaced).map_err(Error::io("rename", &place))?;
        }
        if let Err(error) = fs::rename(workspace.path(), &place) {
            // The one that was to be replaced stays. If that fails as well, the next start brings it back.
            let _ = fs::rename(&replaced, &place);
            return Err(Error::io("rename to", &place)(error));
        }
        durable::sync_folder(&self.folder)?;
        remove(&replaced)
    }

    fn taken(&self, name: &SnapshotName) -> Error {
        Error::Taken { name: name.clone(), remote: self.folder.display().to_string() }
    }

    fn entries(&self) -> Result<Vec<String>> {
        let entries = match fs::read_dir(&self.folder) {
            Err(error) if error.kind() == ErrorKind::NotFound => return Ok(Vec::new()),
            entries => entries.map_err(Error::io("read the folder", &self.folder))?,
        };
        let names = entries.map(|entry| entry.map(|entry| entry.file_name().to_string_lossy().into_owned()));
        names.collect::<std::io::Result<_>>().map_err(Error::io("read the folder", &self.folder))
    }
}

/// Links what never changes and copies the rest. Copies are the kernel's own, which some file systems make without copying.
fn copy_tree(from: &Path, to: &Path, copied: &mut impl FnMut(u64)) -> Result<()> {
    fs::create_dir_all(to).map_err(Error::io("create the folder", to))?;
    for entry in fs::read_dir(from).map_err(Error::io("read the folder", from))? {
        let entry = entry.map_err(Error::io("read the folder", from))?;
        let (source, target) = (entry.path(), to.join(entry.file_name()));
        if entry.file_type().map_err(Error::io("look at", &source))?.is_dir() {
            copy_tree(&source, &target, copied)?;
            continue;
        }
        let bytes = match is_table(&source) {
            true => fs::hard_link(&source, &target).and_then(|()| Ok(fs::metadata(&target)?.len())),
            false => fs::copy(&source, &target),
        };
        copied(bytes.map_err(Error::io("copy to", &target))?);
    }
    Ok(())
}

fn is_table(file: &Path) -> bool {
    file.extension().is_some_and(|extension| extension == TABLE)
}

/// Of the files that count.
fn size_of(folder: &Path, counts: fn(&Path) -> bool) -> std::io::Result<u64> {
    let mut size = 0;
    for entry in fs::read_dir(folder)? {
        let entry = entry?;
        let path = entry.path();
        if entry.file_type()?.is_dir() {
            size += size_of(&path, counts)?;
        } else if counts(&path) {
            size += entry.metadata()?.len();
        }
    }
    Ok(size)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn local() -> (tempfile::TempDir, Local) {
        let folder = tempfile::tempdir().unwrap();
        let local = Local::of(folder.path());
        fs::create_dir_all(&local.folder).unwrap();
        (folder, local)
    }

    fn put(path: &Path, content: &str) {
        fs::create_dir_all(path).unwrap();
        fs::write(path.join("file"), content).unwrap();
    }

    #[test]
    fn a_replacement_that_was_killed_leaves_the_old_or_the_new_snapshot_and_nothing_else() {
        let (_folder, local) = local();
        put(&local.folder.join(".replaced-a"), "old");
        put(&local.folder.join(".replaced-b"), "old");
        put(&local.folder.join("b"), "new");
        put(&local.folder.join(".going-c"), "gone");
        local.sweep().unwrap();
        let mut entries = local.entries().unwrap();
        entries.sort();
        assert_eq!(entries, ["a", "b"]);
        let content = |name: &str| fs::read_to_string(local.folder.join(name).join("file")).unwrap();
        assert_eq!((content("a"), content("b")), ("old".to_owned(), "new".to_owned()));
    }

    #[test]
    fn tables_are_shared_and_everything_else_is_copied() {
        let (folder, _) = local();
        let (from, to) = (folder.path().join("from"), folder.path().join("to"));
        fs::create_dir_all(from.join("below")).unwrap();
        for file in ["000001.sst", "CURRENT", "below/data"] {
            fs::write(from.join(file), file).unwrap();
        }
        let mut bytes = 0;
        copy_tree(&from, &to, &mut |copied| bytes += copied).unwrap();
        assert_eq!(bytes, size_of(&to, |_| true).unwrap());
        let is_shared = |file: &str| {
            use std::os::unix::fs::MetadataExt;
            fs::metadata(from.join(file)).unwrap().ino() == fs::metadata(to.join(file)).unwrap().ino()
        };
        assert_eq!(["000001.sst", "CURRENT", "below/data"].map(is_shared), [true, false, false]);
    }

    #[test]
    fn a_snapshot_without_a_readable_manifest_is_listed_with_the_reason_and_never_passed_over() {
        let (_folder, local) = local();
        put(&local.folder.join("broken"), "x");
        let listed = local.list().unwrap();
        let error = listed[0].manifest.as_ref().unwrap_err().to_string();
        assert_eq!((listed.len(), listed[0].name.as_str(), listed[0].size), (1, "broken", 1));
        assert!(error.contains("broken") && error.contains(FILE_NAME), "{error}");
        assert!(matches!(local.get(&"other".parse().unwrap()), Err(Error::Unknown { .. })));
    }
}
