//! `serve --import NAME`: fills an environment that is new. The same command line after a crash leaves a day's work alone.

use std::fs;
use std::path::{Path, PathBuf};

use crate::config::Config;
use crate::exit::Exit;

/// Stands in the data directory from its making until the import is over, so that a start that is killed meanwhile imports at its next.
const AWAITED: &str = "IMPORT_AWAITED";

/// An import that this start owes.
#[derive(Debug)]
pub struct ImportAtStart {
    pub name: String,
    mark: PathBuf,
}

impl ImportAtStart {
    /// None: nothing is asked for, or what is there stays.
    pub fn of(config: &Config, data_dir: &Path, is_new: bool) -> Result<Option<ImportAtStart>, Exit> {
        let mark = data_dir.join(AWAITED);
        let failed = |error: std::io::Error| Exit::failed(format!("{} cannot be written: {error}", mark.display()));
        let Some(name) = config.import.clone() else {
            // What is written from now on is somebody's work.
            return forget(&mark).map(|()| None).map_err(failed);
        };
        if is_new {
            fs::write(&mark, &name).map_err(failed)?;
        }
        if is_new || config.replace || mark.exists() {
            return Ok(Some(ImportAtStart { name, mark }));
        }
        tracing::warn!(
            "{} holds data already, so --import {name} changes nothing; --replace lets it replace all of it, and `statebox import {name}` does so now",
            data_dir.display()
        );
        Ok(None)
    }

    /// The snapshot is in.
    pub fn is_done(&self) -> Result<(), Exit> {
        forget(&self.mark).map_err(|error| Exit::failed(format!("{} cannot be removed: {error}", self.mark.display())))
    }
}

fn forget(mark: &Path) -> std::io::Result<()> {
    match fs::remove_file(mark) {
        Err(error) if error.kind() != std::io::ErrorKind::NotFound => Err(error),
        _ => Ok(()),
    }
}
