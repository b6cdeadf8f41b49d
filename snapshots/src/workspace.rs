//! A folder that exists as long as an export needs it.

use std::fs;
use std::io::ErrorKind;
use std::path::{Path, PathBuf};

use tracing::error;

use crate::error::{Error, Result};

/// Removed with all that is in it when dropped.
pub struct Workspace(PathBuf);

impl Workspace {
    /// `path` must lie on the file system of the data directory, or hard links cannot be made. What an export that was killed left there goes.
    pub fn create(path: PathBuf) -> Result<Workspace> {
        remove(&path)?;
        fs::create_dir_all(&path).map_err(Error::io("create the folder", &path))?;
        Ok(Workspace(path))
    }

    /// Removes what an export that was killed left there. Called at start.
    pub fn sweep(path: &Path) -> Result<()> {
        remove(path)
    }

    pub fn path(&self) -> &Path {
        &self.0
    }

    /// An empty folder in it.
    pub(crate) fn fresh(&self, name: &str) -> Result<PathBuf> {
        let folder = self.0.join(name);
        remove(&folder)?;
        fs::create_dir(&folder).map_err(Error::io("create the folder", &folder))?;
        Ok(folder)
    }
}

impl Drop for Workspace {
    fn drop(&mut self) {
        if let Err(fault) = remove(&self.0) {
            error!(%fault, "temporary files of an export remain");
        }
    }
}

pub(crate) fn remove(folder: &Path) -> Result<()> {
    // Somebody may still be adding files, a copy whose export was cancelled for one; a second look finds them.
    for _ in 0..3 {
        match fs::remove_dir_all(folder) {
            Err(error) if error.kind() == ErrorKind::NotFound => return Ok(()),
            Err(error) if error.kind() == ErrorKind::DirectoryNotEmpty => {}
            done => return done.map_err(Error::io("remove the folder", folder)),
        }
    }
    fs::remove_dir_all(folder).map_err(Error::io("remove the folder", folder))
}
