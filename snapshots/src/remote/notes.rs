//! What we have begun at a remote and not yet ended, noted in our own data directory: only what stands here is ever cleaned up there.

use std::collections::BTreeSet;
use std::fs;
use std::io::ErrorKind;
use std::path::PathBuf;
use std::sync::{Arc, Mutex};

use serde::{Deserialize, Serialize};
use tracing::warn;

use crate::durable;
use crate::error::{Error, Result};

#[derive(Clone, PartialEq, Eq, Debug, Serialize, Deserialize)]
#[serde(tag = "kind", rename_all = "lowercase")]
pub enum Note {
    /// A multipart upload.
    Upload { endpoint: String, bucket: String, key: String, upload_id: String },
    /// A temporary file in a directory.
    File { path: PathBuf },
}

/// One for each data directory, shared by all its remotes.
#[derive(Clone)]
pub struct Notes {
    folder: PathBuf,
    /// Those of exports under way in this process.
    live: Arc<Mutex<BTreeSet<u64>>>,
}

/// A note that stands until it is done, also when the process is killed.
pub struct Noted {
    notes: Notes,
    number: u64,
    pub note: Note,
}

impl Notes {
    pub fn of(folder: PathBuf) -> Notes {
        Notes { folder, live: Arc::default() }
    }

    /// On disk when this returns.
    pub fn write(&self, note: Note) -> Result<Noted> {
        fs::create_dir_all(&self.folder).map_err(Error::io("create the folder", &self.folder))?;
        let mut live = self.live.lock().expect("nobody panics with it");
        let number = self.numbers()?.into_iter().chain(live.iter().copied()).max().map_or(1, |number| number + 1);
        let json = serde_json::to_vec(&note).expect("a note has only string keys");
        durable::replace(&self.file(number), &json)?;
        live.insert(number);
        Ok(Noted { notes: self.clone(), number, note })
    }

    /// What processes before this one, or exports that failed to clean up, have left.
    pub fn stale(&self) -> Result<Vec<Noted>> {
        let mut live = self.live.lock().expect("nobody panics with it");
        let mut stale = Vec::new();
        for number in self.numbers()?.into_iter().filter(|number| !live.contains(number)).collect::<Vec<_>>() {
            let file = self.file(number);
            let json = fs::read(&file).map_err(Error::io("read", &file))?;
            match serde_json::from_slice(&json) {
                Ok(note) => {
                    live.insert(number);
                    stale.push(Noted { notes: self.clone(), number, note });
                }
                Err(error) => warn!(file = %file.display(), %error, "a note of an unfinished export cannot be read"),
            }
        }
        Ok(stale)
    }

    fn file(&self, number: u64) -> PathBuf {
        self.folder.join(format!("{number}.json"))
    }

    fn numbers(&self) -> Result<Vec<u64>> {
        let entries = match fs::read_dir(&self.folder) {
            Err(error) if error.kind() == ErrorKind::NotFound => return Ok(Vec::new()),
            entries => entries.map_err(Error::io("read the folder", &self.folder))?,
        };
        let names = entries.filter_map(|entry| entry.ok()?.file_name().into_string().ok());
        Ok(names.filter_map(|name| name.strip_suffix(".json")?.parse().ok()).collect())
    }
}

impl Noted {
    /// There is nothing left to clean up.
    pub fn done(self) -> Result<()> {
        let file = self.notes.file(self.number);
        match fs::remove_file(&file) {
            Err(error) if error.kind() == ErrorKind::NotFound => Ok(()),
            removed => removed.map_err(Error::io("remove", &file)),
        }
    }
}

impl Drop for Noted {
    fn drop(&mut self) {
        self.notes.live.lock().expect("nobody panics with it").remove(&self.number);
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_note_stands_until_it_is_done_and_is_stale_only_when_nobody_works_on_it() {
        let folder = tempfile::tempdir().unwrap();
        let notes = Notes::of(folder.path().join("notes"));
        let note = |path: &str| Note::File { path: path.into() };
        let first = notes.write(note("/a")).unwrap();
        let second = notes.write(note("/b")).unwrap();
        assert!(notes.stale().unwrap().is_empty());
        assert_eq!(Notes::of(folder.path().join("notes")).stale().unwrap().len(), 2, "another process would see them");
        drop(first);
        second.done().unwrap();
        let stale = notes.stale().unwrap();
        assert_eq!(stale.iter().map(|noted| noted.note.clone()).collect::<Vec<_>>(), [note("/a")]);
        assert!(notes.stale().unwrap().is_empty(), "somebody works on it");
        stale.into_iter().for_each(|noted| noted.done().unwrap());
        assert!(notes.stale().unwrap().is_empty());
    }

    #[test]
    fn a_note_that_cannot_be_read_is_kept() {
        let folder = tempfile::tempdir().unwrap();
        fs::write(folder.path().join("7.json"), "{").unwrap();
        let notes = Notes::of(folder.path().to_owned());
        assert!(notes.stale().unwrap().is_empty());
        notes.write(Note::File { path: "/a".into() }).unwrap();
        assert!(folder.path().join("7.json").exists() && folder.path().join("8.json").exists());
    }
}
