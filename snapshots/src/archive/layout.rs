//! The order of an archive: what stands in it one after the other, each a zstd frame of its own.

use std::iter;

use zstd::bulk::Compressor;
use zstd::zstd_safe::CParameter;

use crate::archive::entry;
use crate::error::{Error, Result};
use crate::manifest::{Chunk, FILE_NAME, InnerPath, Manifest};

/// zstd's own default: on two cores faster than most uplinks.
const LEVEL: i32 = 3;

/// What becomes one frame.
pub enum Step {
    /// Headers, padding, the manifest.
    Frame(Vec<u8>),
    /// A chunk of the file with this path in the archive.
    Chunk { path: InnerPath, chunk: Chunk },
}

/// All of the archive that this manifest describes.
pub fn layout(manifest: &Manifest) -> impl Iterator<Item = Step> {
    let json = manifest.to_json();
    let padding = entry::padding(json.len() as u64);
    let mut first = entry::head(FILE_NAME, json.len() as u64);
    first.extend(json);
    first.resize(first.len() + padding, 0);

    // A file's padding shares a frame with the header of the next one.
    let files = manifest.files().scan(0, |padding, (path, file)| {
        let mut head = vec![0; *padding];
        head.extend(entry::head(path.as_str(), file.size));
        *padding = entry::padding(file.size);
        let chunks = file.chunks.iter().map(move |chunk| Step::Chunk { path: path.clone(), chunk: *chunk });
        Some(iter::once(Step::Frame(head)).chain(chunks))
    });
    let mut last = vec![0; manifest.files().last().map_or(0, |(_, file)| entry::padding(file.size))];
    last.extend(entry::END);
    iter::once(Step::Frame(first)).chain(files.flatten()).chain(iter::once(Step::Frame(last)))
}

/// Makes frames: the same bytes of the same bytes, wherever it is done.
pub struct Frames(std::io::Result<Compressor<'static>>);

impl Default for Frames {
    fn default() -> Frames {
        Frames(Compressor::new(LEVEL).and_then(|mut compressor| {
            compressor.set_parameter(CParameter::ChecksumFlag(true))?;
            Ok(compressor)
        }))
    }
}

impl Frames {
    pub fn compress(&mut self, bytes: &[u8]) -> Result<Vec<u8>> {
        match &mut self.0 {
            Ok(compressor) => {
                compressor.compress(bytes).map_err(|error| Error::damaged(format!("zstd refused to compress: {error}")))
            }
            Err(error) => Err(Error::damaged(format!("zstd cannot be used: {error}"))),
        }
    }
}
