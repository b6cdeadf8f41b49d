//! A folder that exists as long as an export needs it.

use std::any::Any;
use std::fs;
use std::io::ErrorKind;
use std::ops::Deref;
use std::path::{Path, PathBuf};
use std::sync::Arc;

use tokio_util::sync::CancellationToken;
use tokio_util::task::TaskTracker;
use tokio_util::task::task_tracker::TaskTrackerToken;
use tracing::error;

use crate::error::{Error, Result};

/// Removed with all that is in it once it is dropped and whoever works in it has left.
pub struct Workspace {
    folder: Arc<Folder>,
    at_work: TaskTracker,
}

struct Folder {
    path: PathBuf,
    /// The right to be the only one; given back last.
    _turn: Box<dyn Any + Send + Sync>,
}

/// A store's folder in a workspace. Work there that goes on when nobody waits for it any more, on a blocking thread for one, keeps a clone.
#[derive(Clone)]
pub struct Place {
    path: PathBuf,
    given_up: CancellationToken,
    _stay: Option<Stay>,
}

/// As long as there is one, the workspace stays.
#[derive(Clone)]
pub struct Stay {
    _at_work: TaskTrackerToken,
    _folder: Arc<Folder>,
}

impl Workspace {
    /// `path` must lie on the file system of the data directory, or hard links cannot be made. What an export that was killed left there goes.
    pub fn create(path: PathBuf, turn: impl Any + Send + Sync) -> Result<Workspace> {
        remove(&path)?;
        fs::create_dir_all(&path).map_err(Error::io("create the folder", &path))?;
        let folder = Arc::new(Folder { path, _turn: Box::new(turn) });
        Ok(Workspace { folder, at_work: TaskTracker::new() })
    }

    /// Removes what an export that was killed left there. Called at start.
    pub fn sweep(path: &Path) -> Result<()> {
        remove(path)
    }

    pub fn path(&self) -> &Path {
        &self.folder.path
    }

    /// An empty folder in it, for work that may be given up.
    pub(crate) fn fresh(&self, name: &str, given_up: &CancellationToken) -> Result<Place> {
        let path = self.path().join(name);
        remove(&path)?;
        fs::create_dir(&path).map_err(Error::io("create the folder", &path))?;
        Ok(Place { path, given_up: given_up.clone(), _stay: Some(self.stay()) })
    }

    pub(crate) fn stay(&self) -> Stay {
        Stay { _at_work: self.at_work.token(), _folder: Arc::clone(&self.folder) }
    }

    /// Returns when nobody is at work in it.
    pub(crate) async fn left(&self) {
        self.at_work.close();
        self.at_work.wait().await;
        self.at_work.reopen();
    }
}

impl Place {
    /// A folder that belongs to nobody's workspace and stays whatever happens.
    pub fn apart(path: PathBuf) -> Place {
        Place { path, given_up: CancellationToken::new(), _stay: None }
    }

    /// Nobody wants any more what is being made here. Asked by long work now and then.
    pub fn is_given_up(&self) -> bool {
        self.given_up.is_cancelled()
    }
}

impl Deref for Place {
    type Target = Path;

    fn deref(&self) -> &Path {
        &self.path
    }
}

impl Drop for Folder {
    fn drop(&mut self) {
        if let Err(fault) = remove(&self.path) {
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
