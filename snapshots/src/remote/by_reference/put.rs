//! Storing by reference: the chunks that are not there, then the index.

use std::collections::{BTreeMap, BTreeSet};
use std::fs;
use std::io::{Read, Seek, SeekFrom};
use std::path::{Path, PathBuf};

use bytes::Bytes;
use futures_util::StreamExt;
use futures_util::stream;
use tokio::task::spawn_blocking;
use tokio::time::Instant;

use super::EXPORT_MAX;
use super::chunks::{ChunkKey, ExportId, Inventory};
use super::index::Index;
use crate::archive::layout::Frames;
use crate::archive::pack::changed;
use crate::error::{Error, Result};
use crate::hash::Sha256;
use crate::manifest::{Chunk, InnerPath, Manifest};
use crate::progress::{Phase, Progress};
use crate::remote::objects::{Objects, Written};

/// Chunks on their way; each holds some megabytes.
const AT_ONCE: usize = 6;

/// Of what `folder` holds, which has a folder for each of the manifest's stores. `None` if the name is taken and is not to be replaced,
/// else the bytes that went to the remote.
pub async fn put(
    objects: &dyn Objects,
    manifest: &Manifest,
    folder: &Path,
    replace: bool,
    progress: &Progress,
) -> Result<Option<u64>> {
    let began = Instant::now();
    let (inventory, export) = (Inventory::take(objects).await?, ExportId::of(manifest));
    // With their sizes as stored.
    let mut keys: BTreeMap<ChunkKey, u64> = BTreeMap::new();
    let (mut seen, mut missing) = (BTreeSet::new(), Vec::new());
    let mut done = 0;
    for part in parts(manifest, folder) {
        let hash = part.chunk.sha256;
        if !seen.insert(hash) {
            done += u64::from(part.chunk.size);
        } else if let Some((key, size)) = inventory.usable(hash) {
            keys.insert(key, size);
            done += u64::from(part.chunk.size);
        } else {
            missing.push((ChunkKey { hash, export }, part));
        }
    }

    let total = manifest.size();
    let mut sent = 0;
    progress.at(Phase::Uploading, done, total);
    let mut sending = stream::iter(missing).map(|(key, part)| store(objects, key, part)).buffer_unordered(AT_ONCE);
    while let Some(stored) = sending.next().await {
        let (key, plain, stored) = stored?;
        keys.insert(key, stored);
        (done, sent) = (done + plain, sent + stored);
        progress.at(Phase::Uploading, done, total);
    }
    drop(sending);

    if began.elapsed() > EXPORT_MAX {
        let hours = EXPORT_MAX.as_secs() / 3600;
        return Err(Error::Remote(format!(
            "storing the chunks of {} took longer than {hours} hours, and some that were there before may be gone; export it again, what is stored by now is not sent twice",
            manifest.name
        )));
    }
    let index = Index::new(manifest.clone(), keys.iter().map(|(key, size)| (*key, *size))).to_json();
    sent += index.len() as u64;
    let written = objects.write(&manifest.name.index_name(), index, replace).await?;
    Ok((written == Written::Yes).then_some(sent))
}

/// A chunk and where its bytes are.
struct FilePart {
    path: InnerPath,
    place: PathBuf,
    offset: u64,
    chunk: Chunk,
}

fn parts(manifest: &Manifest, folder: &Path) -> impl Iterator<Item = FilePart> {
    manifest.files().flat_map(move |(path, file)| {
        let place = folder.join(path.as_str());
        file.chunks.iter().scan(0, move |offset, chunk| {
            let part = FilePart { path: path.clone(), place: place.clone(), offset: *offset, chunk: *chunk };
            *offset += u64::from(chunk.size);
            Some(part)
        })
    })
}

/// Its key, and its size as it was and as it is stored.
async fn store(objects: &dyn Objects, key: ChunkKey, part: FilePart) -> Result<(ChunkKey, u64, u64)> {
    let plain = u64::from(part.chunk.size);
    let frame = spawn_blocking(move || part.frame()).await.expect("compressing does not panic")?;
    let stored = frame.len() as u64;
    // It is there already when the answer to an earlier attempt was lost.
    objects.write(&key.object(), frame, false).await?;
    Ok((key, plain, stored))
}

impl FilePart {
    fn frame(self) -> Result<Bytes> {
        let mut bytes = vec![0; self.chunk.size as usize];
        let mut file = fs::File::open(&self.place).map_err(Error::io("open", &self.place))?;
        file.seek(SeekFrom::Start(self.offset)).map_err(Error::io("read", &self.place))?;
        file.read_exact(&mut bytes).map_err(Error::io("read", &self.place))?;
        if Sha256::of(&bytes) != self.chunk.sha256 {
            return Err(changed(self.path.as_str()));
        }
        Frames::default().compress(&bytes).map(Bytes::from)
    }
}
