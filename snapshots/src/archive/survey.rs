//! The files of an export with their sizes and hashes, in the archive's order.

use std::fs;
use std::io::Read;
use std::num::NonZero;
use std::path::Path;
use std::sync::Mutex;
use std::sync::atomic::{AtomicU64, AtomicUsize, Ordering};
use std::thread;

use crate::error::{Error, Result};
use crate::hash::{Hasher, Sha256};
use crate::manifest::{CHUNK_BYTES, Chunk, File, InnerPath};
use crate::progress::{Phase, Progress};

/// Every file below `folder`, hashed with the cores that there are. Blocks.
pub fn survey(folder: &Path, progress: &Progress) -> Result<Vec<File>> {
    let mut found = Vec::new();
    walk(folder, "", &mut found)?;
    found.sort();

    let total = found.iter().map(|(_, size)| size).sum();
    let (next, done) = (AtomicUsize::new(0), AtomicU64::new(0));
    let outcome: Mutex<Vec<Option<Result<File>>>> = Mutex::new(found.iter().map(|_| None).collect());
    thread::scope(|scope| {
        for _ in 0..cores().min(found.len()) {
            scope.spawn(|| {
                loop {
                    let turn = next.fetch_add(1, Ordering::Relaxed);
                    let Some((path, _)) = found.get(turn) else { return };
                    let file = hash(folder, path, &mut |bytes| {
                        progress.at(Phase::Hashing, done.fetch_add(bytes, Ordering::Relaxed) + bytes, total);
                    });
                    outcome.lock().expect("nobody panics with it")[turn] = Some(file);
                }
            });
        }
    });
    let outcome = outcome.into_inner().expect("nobody panics with it");
    outcome.into_iter().map(|file| file.expect("every file had its turn")).collect()
}

pub(crate) fn cores() -> usize {
    thread::available_parallelism().map_or(1, NonZero::get)
}

fn walk(folder: &Path, prefix: &str, found: &mut Vec<(InnerPath, u64)>) -> Result<()> {
    let entries = fs::read_dir(folder).map_err(Error::io("read the folder", folder))?;
    for entry in entries {
        let entry = entry.map_err(Error::io("read the folder", folder))?;
        let place = entry.path();
        let not_exportable = |why: &str| Error::damaged(format!("{} cannot be exported: {why}", place.display()));
        let name = entry.file_name().into_string().map_err(|_| not_exportable("its name is not UTF-8"))?;
        let inner = if prefix.is_empty() { name } else { format!("{prefix}/{name}") };
        let kind = entry.file_type().map_err(Error::io("look at", &place))?;
        if kind.is_dir() {
            walk(&place, &inner, found)?;
        } else if kind.is_file() {
            let size = entry.metadata().map_err(Error::io("look at", &place))?.len();
            found.push((inner.parse().map_err(|why: String| not_exportable(&why))?, size));
        } else {
            return Err(not_exportable("it is neither a file nor a folder"));
        }
    }
    Ok(())
}

fn hash(folder: &Path, path: &InnerPath, read: &mut dyn FnMut(u64)) -> Result<File> {
    let place = folder.join(path.as_str());
    let mut file = fs::File::open(&place).map_err(Error::io("open", &place))?;
    let (mut size, mut whole, mut chunks) = (0, Hasher::default(), Vec::new());
    let mut buffer = Vec::new();
    loop {
        buffer.clear();
        let limit = CHUNK_BYTES as u64;
        let length = (&mut file).take(limit).read_to_end(&mut buffer).map_err(Error::io("read", &place))?;
        if length == 0 {
            return Ok(File { path: path.clone(), size, sha256: whole.finish(), chunks });
        }
        whole.update(&buffer);
        chunks.push(Chunk { size: length as u32, sha256: Sha256::of(&buffer) });
        size += length as u64;
        read(length as u64);
    }
}
