//! A directory as a remote: a temporary file, fsync, and a name that appears at once.

mod objects;

use std::fs::{self, File};
use std::io::{ErrorKind, Read};
use std::path::{Path, PathBuf};
use std::time::UNIX_EPOCH;

use bytes::Bytes;
use futures_util::FutureExt;
use futures_util::future::BoxFuture;
use tokio::io::AsyncWriteExt;
use tokio::task::spawn_blocking;
use tracing::warn;

use crate::durable;
use crate::error::{Error, Result};
use crate::flow::{Flow, Sink, Source, flow};
use crate::moment::Time;
use crate::name::SnapshotName;
use crate::remote::notes::{Note, Noted, Notes};
use crate::remote::{Form, Listed, Remote, Stored, taken, unknown};

const PIECE_BYTES: usize = 1 << 20;

#[derive(Clone)]
pub struct Directory {
    folder: PathBuf,
    notes: Notes,
}

impl Directory {
    pub fn new(folder: PathBuf, notes: Notes) -> Directory {
        Directory { folder, notes }
    }

    fn file(&self, name: &SnapshotName) -> PathBuf {
        self.folder.join(name.file_name())
    }

    fn look(&self, name: SnapshotName) -> Result<Option<Listed>> {
        let file = self.file(&name);
        let found = match fs::metadata(&file) {
            Err(error) if matches!(error.kind(), ErrorKind::NotFound | ErrorKind::NotADirectory) => return Ok(None),
            found => found.map_err(Error::io("look at", &file))?,
        };
        let modified = modified(&found);
        Ok(found.is_file().then_some(Listed { name, form: Form::Plain, size: found.len(), modified }))
    }

    fn list(&self) -> Result<Vec<Listed>> {
        let entries = match fs::read_dir(&self.folder) {
            Err(error) if error.kind() == ErrorKind::NotFound => return Ok(Vec::new()),
            entries => entries.map_err(Error::io("read the folder", &self.folder))?,
        };
        let names = entries.filter_map(|entry| SnapshotName::of_file(entry.ok()?.file_name().to_str()?));
        let mut listed: Vec<Listed> = names.filter_map(|name| self.look(name).transpose()).collect::<Result<_>>()?;
        listed.sort_by(|a, b| a.name.cmp(&b.name));
        Ok(listed)
    }

    async fn put(&self, name: &SnapshotName, source: &dyn Source, force: bool) -> Result<Stored> {
        let place = self.file(name);
        if !force && self.look(name.clone())?.is_some() {
            return Err(taken(self, name));
        }
        fs::create_dir_all(&self.folder).map_err(Error::io("create the folder", &self.folder))?;
        // Nobody else's: the mark belongs to this one archive.
        let mark = source.mark();
        let path = self.folder.join(format!(".{}.{}.tmp", name.file_name(), &mark[..mark.len().min(16)]));
        let temporary = Temporary { noted: Some(self.notes.write(Note::File { path: path.clone() })?), path };
        let size = write(&temporary.path, source.open()).await?;
        if force {
            fs::rename(&temporary.path, &place).map_err(Error::io("rename to", &place))?;
        } else if !appear(&temporary.path, &place)? {
            return Err(taken(self, name));
        }
        temporary.remove()?;
        durable::sync_folder(&self.folder)?;
        Ok(Stored { size, warning: None })
    }

    fn sweep(&self) -> Result<()> {
        for noted in self.notes.stale()? {
            let Note::File { path } = &noted.note else { continue };
            if !path.starts_with(&self.folder) || !self.folder.is_dir() {
                continue;
            }
            remove_file(path)?;
            noted.done()?;
        }
        Ok(())
    }
}

impl Remote for Directory {
    fn address(&self) -> String {
        self.folder.display().to_string()
    }

    fn list(&self) -> BoxFuture<'_, Result<Vec<Listed>>> {
        async { self.list() }.boxed()
    }

    fn find<'a>(&'a self, name: &'a SnapshotName) -> BoxFuture<'a, Result<Option<Listed>>> {
        async { self.look(name.clone()) }.boxed()
    }

    fn open<'a>(&'a self, name: &'a SnapshotName, first: Option<u64>) -> BoxFuture<'a, Result<Flow>> {
        async move {
            let place = self.file(name);
            let file = match File::open(&place) {
                Err(error) if error.kind() == ErrorKind::NotFound => return Err(unknown(self, name)),
                file => file.map_err(Error::io("open", &place))?,
            };
            let (sink, flow) = flow();
            spawn_blocking(move || read(&place, file.take(first.unwrap_or(u64::MAX)), sink));
            Ok(flow)
        }
        .boxed()
    }

    fn put<'a>(&'a self, name: &'a SnapshotName, source: &'a dyn Source, force: bool) -> BoxFuture<'a, Result<Stored>> {
        self.put(name, source, force).boxed()
    }

    fn delete<'a>(&'a self, name: &'a SnapshotName) -> BoxFuture<'a, Result<()>> {
        async {
            let place = self.file(name);
            match fs::remove_file(&place) {
                Err(error) if error.kind() == ErrorKind::NotFound => return Err(unknown(self, name)),
                removed => removed.map_err(Error::io("remove", &place))?,
            }
            durable::sync_folder(&self.folder)
        }
        .boxed()
    }

    fn sweep(&self) -> BoxFuture<'_, Result<()>> {
        async { self.sweep() }.boxed()
    }
}

fn modified(metadata: &fs::Metadata) -> Option<Time> {
    let since = metadata.modified().ok()?.duration_since(UNIX_EPOCH).ok()?;
    i64::try_from(since.as_millis()).ok().map(Time)
}

/// Removed at the latest when dropped; its note stands until then.
struct Temporary {
    path: PathBuf,
    noted: Option<Noted>,
}

impl Temporary {
    fn remove(mut self) -> Result<()> {
        self.clear()
    }

    fn clear(&mut self) -> Result<()> {
        let Some(noted) = self.noted.take() else { return Ok(()) };
        remove_file(&self.path)?;
        noted.done()
    }
}

impl Drop for Temporary {
    fn drop(&mut self) {
        if let Err(error) = self.clear() {
            warn!(%error, "a temporary file remains until the next export");
        }
    }
}

fn remove_file(path: &Path) -> Result<()> {
    match fs::remove_file(path) {
        Err(error) if error.kind() == ErrorKind::NotFound => Ok(()),
        removed => removed.map_err(Error::io("remove", path)),
    }
}

async fn write(path: &Path, mut flow: Flow) -> Result<u64> {
    let mut file = tokio::fs::File::create(path).await.map_err(Error::io("create", path))?;
    let mut size = 0;
    while let Some(piece) = flow.next().await? {
        file.write_all(&piece).await.map_err(Error::io("write", path))?;
        size += piece.len() as u64;
    }
    file.flush().await.map_err(Error::io("write", path))?;
    file.sync_all().await.map_err(Error::io("sync", path))?;
    Ok(size)
}

/// False if the name is taken; then nothing has changed.
fn appear(temporary: &Path, place: &Path) -> Result<bool> {
    match fs::hard_link(temporary, place) {
        Ok(()) => Ok(true),
        Err(error) if error.kind() == ErrorKind::AlreadyExists => Ok(false),
        // Some file systems (FAT, some network mounts) have no hard links. There, two exports of the same name at the same instant go unnoticed.
        Err(_) if place.exists() => Ok(false),
        Err(_) => fs::rename(temporary, place).map(|()| true).map_err(Error::io("rename to", place)),
    }
}

fn read(place: &Path, mut file: impl Read, sink: Sink) {
    let mut buffer = vec![0; PIECE_BYTES];
    loop {
        match file.read(&mut buffer) {
            Ok(0) => return sink.end_blocking(Ok(())),
            Ok(length) => {
                if sink.send_blocking(Bytes::copy_from_slice(&buffer[..length])).is_err() {
                    return;
                }
            }
            Err(error) => return sink.end_blocking(Err(Error::io("read", place)(error))),
        }
    }
}
