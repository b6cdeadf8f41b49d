//! Small objects as files below the directory, each made like an archive: a temporary file, fsync, and a name that appears at once.

use std::fs::{self, File};
use std::io::{ErrorKind, Read, Write};
use std::path::Path;

use bytes::Bytes;
use futures_util::FutureExt;
use futures_util::future::BoxFuture;
use tokio::task::spawn_blocking;

use super::{Directory, Temporary, appear, modified};
use crate::durable;
use crate::error::{Error, Result};
use crate::name::SnapshotName;
use crate::remote::notes::Note;
use crate::remote::objects::{Object, Objects, Written};

impl Objects for Directory {
    fn objects<'a>(&'a self, folder: &'a str) -> BoxFuture<'a, Result<Vec<Object>>> {
        let place = self.folder.join(folder);
        let key = folder.to_owned();
        blocking(move || {
            let mut found = Vec::new();
            walk(&place, &key, true, &mut found)?;
            Ok(found)
        })
    }

    fn jsons(&self) -> BoxFuture<'_, Result<Vec<Object>>> {
        let folder = self.folder.clone();
        blocking(move || {
            let mut found = Vec::new();
            walk(&folder, "", false, &mut found)?;
            found.retain(|object| SnapshotName::of_index(&object.key).is_some());
            Ok(found)
        })
    }

    fn read<'a>(&'a self, key: &'a str, first: Option<u64>) -> BoxFuture<'a, Result<Option<Bytes>>> {
        let place = self.folder.join(key);
        blocking(move || {
            let file = match File::open(&place) {
                Err(error) if error.kind() == ErrorKind::NotFound => return Ok(None),
                file => file.map_err(Error::io("open", &place))?,
            };
            let mut bytes = Vec::new();
            file.take(first.unwrap_or(u64::MAX)).read_to_end(&mut bytes).map_err(Error::io("read", &place))?;
            Ok(Some(Bytes::from(bytes)))
        })
    }

    fn write<'a>(&'a self, key: &'a str, bytes: Bytes, replace: bool) -> BoxFuture<'a, Result<Written>> {
        let (this, place) = (self.clone(), self.folder.join(key));
        blocking(move || this.write_object(&place, &bytes, replace))
    }

    fn remove<'a>(&'a self, key: &'a str) -> BoxFuture<'a, Result<()>> {
        let place = self.folder.join(key);
        blocking(move || match fs::remove_file(&place) {
            Err(error) if error.kind() == ErrorKind::NotFound => Ok(()),
            removed => {
                removed.map_err(Error::io("remove", &place))?;
                durable::sync_folder(place.parent().expect("an object is in a folder"))
            }
        })
    }
}

impl Directory {
    fn write_object(&self, place: &Path, bytes: &[u8], replace: bool) -> Result<Written> {
        if !replace && place.exists() {
            return Ok(Written::Taken);
        }
        let folder = place.parent().expect("an object is in a folder");
        fs::create_dir_all(folder).map_err(Error::io("create the folder", folder))?;
        let temporary = self.temporary_beside(place)?;
        let mut file = File::options().write(true).open(&temporary.path).map_err(Error::io("open", &temporary.path))?;
        file.write_all(bytes).map_err(Error::io("write", &temporary.path))?;
        file.sync_all().map_err(Error::io("sync", &temporary.path))?;
        if replace {
            fs::rename(&temporary.path, place).map_err(Error::io("rename to", place))?;
        } else if !appear(&temporary.path, place)? {
            return Ok(Written::Taken);
        }
        temporary.remove()?;
        durable::sync_folder(folder)?;
        Ok(Written::Yes)
    }

    /// An empty file that nobody else writes to, on this machine or on another one that has the folder mounted.
    fn temporary_beside(&self, place: &Path) -> Result<Temporary> {
        let name = place.file_name().expect("an object has a name").to_string_lossy();
        for number in 0u32.. {
            let path = place.with_file_name(format!(".{name}.{number}.tmp"));
            let noted = self.notes.write(Note::File { path: path.clone() })?;
            match File::options().write(true).create_new(true).open(&path) {
                Ok(_) => return Ok(Temporary { path, noted: Some(noted) }),
                // Somebody else's.
                Err(error) if error.kind() == ErrorKind::AlreadyExists => noted.done()?,
                Err(error) => {
                    noted.done()?;
                    return Err(Error::io("create", &path)(error));
                }
            }
        }
        unreachable!("there are fewer temporary files than numbers")
    }
}

/// Files whose names begin with a dot are ours while they are written, or somebody else's.
fn walk(folder: &Path, key: &str, deep: bool, found: &mut Vec<Object>) -> Result<()> {
    let entries = match fs::read_dir(folder) {
        Err(error) if error.kind() == ErrorKind::NotFound => return Ok(()),
        entries => entries.map_err(Error::io("read the folder", folder))?,
    };
    for entry in entries {
        let entry = entry.map_err(Error::io("read the folder", folder))?;
        let Ok(name) = entry.file_name().into_string() else { continue };
        if name.starts_with('.') {
            continue;
        }
        let (place, key) = (entry.path(), if key.is_empty() { name } else { format!("{key}/{name}") });
        let metadata = match entry.metadata() {
            // Removed meanwhile.
            Err(error) if error.kind() == ErrorKind::NotFound => continue,
            metadata => metadata.map_err(Error::io("look at", &place))?,
        };
        if metadata.is_dir() && deep {
            walk(&place, &key, deep, found)?;
        } else if metadata.is_file() {
            found.push(Object { key, size: metadata.len(), modified: modified(&metadata) });
        }
    }
    Ok(())
}

fn blocking<'a, T: Send + 'static>(work: impl FnOnce() -> Result<T> + Send + 'static) -> BoxFuture<'a, Result<T>> {
    async { spawn_blocking(work).await.expect("looking at files does not panic") }.boxed()
}
