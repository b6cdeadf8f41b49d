//! The data directory: made, locked, and held by one server at a time.

use std::fs::{self, File, TryLockError};
use std::io::Write;
use std::path::{Path, PathBuf};

use crate::config;
use crate::exit::Exit;

/// Held open for as long as the server lives; the lock goes with the process, however it ends.
#[derive(Debug)]
pub struct DataDir {
    path: PathBuf,
    _lock: File,
    is_ephemeral: bool,
}

impl DataDir {
    /// Makes the folder if it is missing, and locks it. A second server on it is refused by name.
    pub fn open(wanted: &config::DataDir) -> Result<DataDir, Exit> {
        let (path, is_ephemeral) = match wanted {
            config::DataDir::Kept(path) => (path.clone(), false),
            config::DataDir::Ephemeral => (fresh_temporary()?, true),
        };
        let unusable = |doing: &str, error: &dyn std::fmt::Display| {
            Exit::failed(format!(
                "the data directory {} {doing}: {error}. Choose another with --data-dir, or use --ephemeral to keep nothing.",
                path.display()
            ))
        };
        fs::create_dir_all(&path).map_err(|error| unusable("cannot be made", &error))?;
        let path = fs::canonicalize(&path).map_err(|error| unusable("cannot be resolved", &error))?;
        let lock_path = path.join("LOCK");
        let mut lock = File::options()
            .read(true)
            .write(true)
            .create(true)
            .truncate(false)
            .open(&lock_path)
            .map_err(|error| unusable("is not writable", &error))?;
        match lock.try_lock() {
            Ok(()) => {}
            Err(TryLockError::WouldBlock) => return Err(in_use(&path, &lock_path)),
            Err(TryLockError::Error(error)) => return Err(unusable("cannot be locked", &error)),
        }
        // For whoever finds the lock taken; nothing depends on it.
        let _ = lock.set_len(0).and_then(|()| writeln!(lock, "{}", std::process::id()));
        Ok(DataDir { path, _lock: lock, is_ephemeral })
    }

    pub fn path(&self) -> &Path {
        &self.path
    }
}

impl Drop for DataDir {
    fn drop(&mut self) {
        if self.is_ephemeral
            && let Err(error) = fs::remove_dir_all(&self.path)
        {
            tracing::warn!(folder = %self.path.display(), %error, "the temporary data could not be removed");
        }
    }
}

fn in_use(path: &Path, lock: &Path) -> Exit {
    let holder = fs::read_to_string(lock).unwrap_or_default();
    let holder = match holder.trim() {
        "" => String::new(),
        id => format!(" (process {id})"),
    };
    Exit::failed(format!(
        "another statebox{holder} serves the data directory {} already. Stop it, or choose another with --data-dir.",
        path.display()
    ))
}

/// A folder of our own in the system's place for temporary files. Those that a killed server left are removed.
fn fresh_temporary() -> Result<PathBuf, Exit> {
    const PREFIX: &str = "statebox-ephemeral-";
    let place = std::env::temp_dir();
    for entry in fs::read_dir(&place).into_iter().flatten().flatten() {
        let is_ours = entry.file_name().to_string_lossy().starts_with(PREFIX);
        let is_abandoned = || File::open(entry.path().join("LOCK")).is_ok_and(|lock| lock.try_lock().is_ok());
        if is_ours && is_abandoned() {
            let _ = fs::remove_dir_all(entry.path());
        }
    }
    let entropy = clock::Entropy::system();
    let path = place.join(format!("{PREFIX}{:016x}", entropy.u64()));
    fs::create_dir(&path).map_err(|error| {
        Exit::failed(format!(
            "no temporary folder can be made in {}: {error}. Set TMPDIR to another place.",
            place.display()
        ))
    })?;
    Ok(path)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_second_server_is_refused_and_told_who_holds_it() {
        let place = tempfile::tempdir().unwrap();
        let wanted = config::DataDir::Kept(place.path().join("data"));
        let first = DataDir::open(&wanted).unwrap();
        let refused = DataDir::open(&wanted).unwrap_err();
        assert!(refused.message.contains(&first.path().display().to_string()), "{refused}");
        assert!(refused.message.contains(&std::process::id().to_string()), "{refused}");
        drop(first);
        DataDir::open(&wanted).unwrap();
    }

    #[test]
    fn an_ephemeral_folder_goes_with_its_server() {
        let data = DataDir::open(&config::DataDir::Ephemeral).unwrap();
        let path = data.path().to_owned();
        assert!(path.is_dir());
        drop(data);
        assert!(!path.exists());
    }
}
