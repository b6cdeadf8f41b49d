//! From an archive back to files, or only through it: every hash is verified, and nothing is taken that the manifest does not list.

use std::cell::Cell;
use std::collections::BTreeMap;
use std::fs;
use std::io::{self, Read, Write};
use std::path::{Path, PathBuf};
use std::rc::Rc;
use std::sync::Arc;
use std::sync::atomic::{AtomicBool, Ordering};

use tar::{EntryType, PaxExtensions};
use tokio::task::spawn_blocking;
use zstd::stream::read::Decoder;

use crate::archive::entry::{BLOCK, END};
use crate::error::{Error, Result};
use crate::flow::{Flow, error_within};
use crate::hash::{Hasher, Sha256};
use crate::manifest::{FILE_NAME, File, InnerPath, Manifest};
use crate::progress::{Phase, Progress};

/// A manifest of three terabytes in chunks of four megabytes is not longer.
const MANIFEST_MAX: u64 = 128 << 20;
const LONG_NAME_MAX: u64 = 4096;
const EXTENSION_MAX: u64 = 64 << 10;
/// Other writers fill the last record with empty blocks; GNU tar's are 10 KiB, and some tapes' were larger.
const FILLING_MAX: u64 = 1 << 20;

/// Unpacks into the empty folder `into`.
pub async fn unpack(flow: Flow, into: PathBuf, progress: &Progress) -> Result<Manifest> {
    read(flow, Some(into), Phase::Downloading, progress).await
}

/// Reads all of an archive and keeps nothing.
pub async fn verify(flow: Flow, progress: &Progress) -> Result<Manifest> {
    read(flow, None, Phase::Verifying, progress).await
}

/// Reads the manifest and no further.
pub async fn manifest(flow: Flow) -> Result<Manifest> {
    blocking(move |_| {
        let (mut archive, tally) = open(flow)?;
        let mut entries = Entries::of(&mut archive, tally)?;
        entries.manifest()
    })
    .await
}

async fn read(flow: Flow, into: Option<PathBuf>, phase: Phase, progress: &Progress) -> Result<Manifest> {
    let progress = progress.clone();
    blocking(move |stopped| {
        let (mut archive, tally) = open(flow)?;
        let mut entries = Entries::of(&mut archive, Rc::clone(&tally))?;
        let manifest = entries.manifest()?;
        let mut missing: BTreeMap<InnerPath, &File> = manifest.files().collect();
        let (mut done, total) = (0, manifest.size());
        progress.at(phase, done, total);
        while let Some((path, mut entry)) = entries.next()? {
            let Some(file) = missing.remove(&path) else {
                let listed = manifest.files().any(|(listed, _)| listed == path);
                let why = if listed { "holds it twice" } else { "holds it, and its manifest does not list it" };
                return Err(Error::damaged(format!("{path} is refused: the archive {why}")));
            };
            if entry.size() != file.size {
                let (size, listed) = (entry.size(), file.size);
                return Err(Error::damaged(format!(
                    "{path} has {size} bytes in the archive, and {listed} in its manifest"
                )));
            }
            let target = into.as_deref().map(|into| create(into, &path)).transpose()?;
            let copied = copy(&path, file, &mut entry, target, &mut |bytes| {
                done += bytes;
                progress.at(phase, done, total);
                !stopped.load(Ordering::Relaxed)
            });
            copied.map_err(|error| entries.explain(error))?;
        }
        if let Some(path) = missing.keys().next() {
            return Err(Error::damaged(format!("the archive is cut off: {path} is missing")));
        }
        let end = entries.end;
        finish(archive, &tally, end)?;
        Ok(manifest)
    })
    .await
}

/// Runs `work` where it may block; it is told to stop when nobody waits for it any more.
async fn blocking<T: Send + 'static>(work: impl FnOnce(&AtomicBool) -> Result<T> + Send + 'static) -> Result<T> {
    struct Stop(Arc<AtomicBool>);
    impl Drop for Stop {
        fn drop(&mut self) {
            self.0.store(true, Ordering::Relaxed);
        }
    }
    let stopped = Arc::new(AtomicBool::new(false));
    let _stop = Stop(Arc::clone(&stopped));
    match spawn_blocking(move || work(&stopped)).await {
        Ok(outcome) => outcome,
        Err(error) if error.is_panic() => std::panic::resume_unwind(error.into_panic()),
        Err(_) => Err(Error::Remote("the transfer was cancelled".to_owned())),
    }
}

type Archive = tar::Archive<Tallied<Box<dyn Read>>>;

fn open(flow: Flow) -> Result<(Archive, Rc<Tally>)> {
    let decoder =
        Decoder::new(flow.into_reader()).map_err(|error| Error::damaged(format!("zstd cannot be used: {error}")))?;
    let tally = Rc::new(Tally::default());
    let inner: Box<dyn Read> = Box::new(decoder);
    Ok((tar::Archive::new(Tallied { inner, tally: Rc::clone(&tally) }), tally))
}

/// How many bytes came out of the decompression, and whether it was at its end.
#[derive(Default)]
struct Tally {
    bytes: Cell<u64>,
    ended: Cell<bool>,
}

struct Tallied<R> {
    inner: R,
    tally: Rc<Tally>,
}

impl<R: Read> Read for Tallied<R> {
    fn read(&mut self, into: &mut [u8]) -> io::Result<usize> {
        let read = self.inner.read(into);
        let cut_off = matches!(&read, Err(error) if error.kind() == io::ErrorKind::UnexpectedEof);
        if cut_off || matches!(read, Ok(0) if !into.is_empty()) {
            self.tally.ended.set(true);
        }
        self.tally.bytes.set(self.tally.bytes.get() + *read.as_ref().unwrap_or(&0) as u64);
        read
    }
}

type Entry<'a> = tar::Entry<'a, Tallied<Box<dyn Read>>>;

/// The files of an archive, with names that several writers spell differently.
struct Entries<'a> {
    entries: tar::Entries<'a, Tallied<Box<dyn Read>>>,
    tally: Rc<Tally>,
    /// The last file that was begun.
    at: Option<InnerPath>,
    /// Where the last entry ends.
    end: u64,
}

impl<'a> Entries<'a> {
    fn of(archive: &'a mut Archive, tally: Rc<Tally>) -> Result<Entries<'a>> {
        let entries =
            archive.entries().map_err(|error| Error::damaged(format!("the archive cannot be read: {error}")))?;
        // Raw, because the tar crate would read long names of any length into memory.
        Ok(Entries { entries: entries.raw(true), tally, at: None, end: 0 })
    }

    fn manifest(&mut self) -> Result<Manifest> {
        let no_manifest =
            || Error::damaged(format!("this is not a statebox archive: its first entry is not {FILE_NAME}"));
        let (path, mut entry) = self.next()?.ok_or_else(no_manifest)?;
        if path.as_str() != FILE_NAME {
            return Err(no_manifest());
        }
        let size = entry.size();
        if size > MANIFEST_MAX {
            return Err(Error::damaged(format!(
                "{FILE_NAME} is refused: its {size} bytes are more than any export writes"
            )));
        }
        let mut json = Vec::new();
        let read = entry.read_to_end(&mut json);
        match read {
            Ok(length) if length as u64 == size => Manifest::from_json(&json),
            Ok(_) => Err(self.explain(io::ErrorKind::UnexpectedEof.into())),
            Err(error) => Err(self.explain(error)),
        }
    }

    /// The next file.
    fn next(&mut self) -> Result<Option<(InnerPath, Entry<'a>)>> {
        let mut long_name: Option<Vec<u8>> = None;
        loop {
            let Some(entry) = self.entries.next() else { return Ok(None) };
            let mut entry = entry.map_err(|error| self.explain(error))?;
            let size = entry.size();
            self.end = entry.raw_file_position() + size.next_multiple_of(BLOCK as u64);
            let kind = entry.header().entry_type();
            match kind {
                EntryType::GNULongName => {
                    let mut name = self.small(&mut entry, LONG_NAME_MAX)?;
                    while name.pop_if(|last| *last == 0).is_some() {}
                    long_name = Some(name);
                    continue;
                }
                EntryType::XHeader => {
                    let extensions = self.small(&mut entry, EXTENSION_MAX)?;
                    for extension in PaxExtensions::new(&extensions) {
                        let extension = extension.map_err(|error| self.explain(error))?;
                        match extension.key_bytes() {
                            b"path" => long_name = Some(extension.value_bytes().to_vec()),
                            b"size" => {
                                return Err(Error::damaged(
                                    "the archive has a size in a POSIX header; pack it again with tar --format=gnu",
                                ));
                            }
                            _ => {}
                        }
                    }
                    continue;
                }
                EntryType::XGlobalHeader => {
                    self.small(&mut entry, EXTENSION_MAX)?;
                    continue;
                }
                _ => {}
            }
            let name = long_name.take().unwrap_or_else(|| entry.path_bytes().into_owned());
            let shown = String::from_utf8_lossy(&name).into_owned();
            let plain = shown.strip_prefix("./").unwrap_or(&shown);
            if kind == EntryType::Directory {
                // Folders are made for the files in them; those that somebody else's tar lists say nothing more.
                let plain = plain.trim_end_matches('/');
                if size == 0 && (plain.is_empty() || plain.parse::<InnerPath>().is_ok()) {
                    continue;
                }
            }
            if !matches!(kind, EntryType::Regular) {
                let what = match kind {
                    EntryType::Symlink | EntryType::Link => "a link",
                    EntryType::Char | EntryType::Block | EntryType::Fifo => "a device",
                    EntryType::Directory => "a folder outside of the archive",
                    _ => "not a plain file",
                };
                return Err(Error::damaged(format!("{shown} is refused: it is {what}")));
            }
            let path: InnerPath = match String::from_utf8(name).ok().and_then(|_| plain.parse().ok()) {
                Some(path) => path,
                None => {
                    return Err(Error::damaged(format!("{shown} is refused: its path leaves the archive's folder")));
                }
            };
            self.at = Some(path.clone());
            return Ok(Some((path, entry)));
        }
    }

    fn small(&self, entry: &mut Entry<'_>, max: u64) -> Result<Vec<u8>> {
        let size = entry.size();
        if size > max {
            return Err(Error::damaged(format!("the archive is refused: a header of {size} bytes {}", self.place())));
        }
        let mut bytes = Vec::new();
        entry.read_to_end(&mut bytes).map_err(|error| self.explain(error))?;
        if bytes.len() as u64 != size {
            return Err(self.explain(io::ErrorKind::UnexpectedEof.into()));
        }
        Ok(bytes)
    }

    fn place(&self) -> String {
        self.at.as_ref().map_or("at its beginning".to_owned(), |path| format!("in or after {path}"))
    }

    /// What reading ran into: the network's error, the end, or bytes that nobody wrote.
    fn explain(&self, error: io::Error) -> Error {
        match error_within(error) {
            Ok(ours) => ours,
            Err(_) if self.tally.ended.get() => Error::damaged(format!("the archive is cut off {}", self.place())),
            Err(error) => Error::damaged(format!("the archive is damaged {}: {error}", self.place())),
        }
    }
}

/// `on` is told how much more has been read, and returns false when nobody wants the rest.
fn copy(
    path: &InnerPath,
    file: &File,
    entry: &mut impl Read,
    mut target: Option<(fs::File, PathBuf)>,
    on: &mut dyn FnMut(u64) -> bool,
) -> io::Result<()> {
    let mut whole = Hasher::default();
    let mut begin = 0;
    let mut bytes = Vec::new();
    for chunk in &file.chunks {
        let size = u64::from(chunk.size);
        bytes.clear();
        entry.take(size).read_to_end(&mut bytes)?;
        if bytes.len() as u64 != size {
            return Err(io::ErrorKind::UnexpectedEof.into());
        }
        if Sha256::of(&bytes) != chunk.sha256 {
            let end = begin + size;
            let sentence = format!(
                "{path} is damaged: its bytes {begin} to {end} do not have the SHA-256 that the manifest gives"
            );
            return Err(io::Error::other(Error::Damaged(sentence)));
        }
        whole.update(&bytes);
        if let Some((target, place)) = &mut target {
            target.write_all(&bytes).map_err(|error| io::Error::other(Error::io("write", place)(error)))?;
        }
        begin += size;
        if !on(size) {
            return Err(io::Error::other(Error::Remote("the transfer was cancelled".to_owned())));
        }
    }
    if whole.finish() != file.sha256 {
        return Err(io::Error::other(Error::damaged(format!(
            "{path} does not have the SHA-256 that the manifest gives"
        ))));
    }
    Ok(())
}

/// Folders are made below `into` only: where it has gone, an import was cancelled, and it must not come again.
fn create(into: &Path, path: &InnerPath) -> Result<(fs::File, PathBuf)> {
    let mut place = into.to_owned();
    let mut parts = Path::new(path.as_str()).components().peekable();
    while let Some(part) = parts.next() {
        place.push(part);
        if parts.peek().is_some() {
            match fs::create_dir(&place) {
                Err(error) if error.kind() == io::ErrorKind::AlreadyExists => {}
                made => made.map_err(Error::io("create the folder", &place))?,
            }
        }
    }
    let file = fs::File::options().write(true).create_new(true).open(&place).map_err(Error::io("create", &place))?;
    Ok((file, place))
}

/// After the last entry there are empty blocks, at least two, and nothing else.
fn finish(archive: Archive, tally: &Tally, end: u64) -> Result<()> {
    let mut rest = archive.into_inner();
    let mut buffer = [0; 8192];
    loop {
        let garbage = || Error::damaged("the archive is refused: something follows after its end");
        let read = rest.read(&mut buffer);
        let length = match read.map_err(error_within) {
            Ok(length) => length,
            Err(Ok(ours)) => return Err(ours),
            Err(Err(_)) if tally.ended.get() => return Err(Error::damaged("the archive is cut off at its end")),
            Err(Err(_)) => return Err(garbage()),
        };
        let filling = tally.bytes.get() - end;
        if buffer[..length].iter().any(|byte| *byte != 0) || filling > FILLING_MAX {
            return Err(garbage());
        }
        if length == 0 {
            return if filling < END.len() as u64 {
                Err(Error::damaged("the archive is cut off at its end"))
            } else {
                Ok(())
            };
        }
    }
}
