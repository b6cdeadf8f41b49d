//! From a folder and its manifest to the archive, compressed on all cores in flat memory.

use std::fs;
use std::io::Read;
use std::path::{Path, PathBuf};
use std::sync::mpsc::{Receiver, SyncSender, sync_channel};
use std::sync::{Arc, Mutex};
use std::thread;

use tokio::task::spawn_blocking;
use zstd::bulk::Compressor;
use zstd::zstd_safe::CParameter;

use crate::archive::entry;
use crate::archive::survey::cores;
use crate::error::{Error, Result};
use crate::flow::{Flow, Source, flow};
use crate::hash::Sha256;
use crate::manifest::{Chunk, FILE_NAME, Manifest};
use crate::progress::{Phase, Progress};

/// zstd's own default: on two cores faster than most uplinks.
const LEVEL: i32 = 3;

/// An archive that can be written as often as it is asked for, from files that do not change any more.
pub struct Pack {
    manifest: Arc<Manifest>,
    folder: PathBuf,
    progress: Progress,
}

impl Pack {
    /// `folder` holds a folder for each of the manifest's stores.
    pub fn new(manifest: Arc<Manifest>, folder: PathBuf, progress: Progress) -> Pack {
        Pack { manifest, folder, progress }
    }
}

impl Source for Pack {
    fn open(&self) -> Flow {
        let (sink, flow) = flow();
        let (manifest, folder, progress) = (Arc::clone(&self.manifest), self.folder.clone(), self.progress.clone());
        spawn_blocking(move || {
            let mut wanted = true;
            let outcome = write(&manifest, &folder, &progress, &mut |frame| {
                wanted = sink.send_blocking(frame.into()).is_ok();
                wanted
            });
            if wanted {
                sink.end_blocking(outcome);
            }
        });
        flow
    }

    fn size_max(&self) -> u64 {
        // A frame's head and checksum are a few bytes, and what cannot be compressed grows by less than a 256th.
        let frames: u64 = self
            .manifest
            .files()
            .map(|(path, file)| 2 + path.as_str().len() as u64 / 64 + file.chunks.len() as u64)
            .sum();
        let plain = self.manifest.size() + self.manifest.to_json().len() as u64;
        plain + plain / 256 + (frames + 4) * 2048
    }

    fn mark(&self) -> String {
        Sha256::of(&self.manifest.to_json()).to_string()
    }
}

/// What becomes one frame.
enum Piece {
    /// Headers, padding, the manifest.
    Frame(Vec<u8>),
    Chunk {
        bytes: Vec<u8>,
        expected: Chunk,
        path: String,
    },
}

type Compressed = Result<Vec<u8>>;
type Job = (Piece, SyncSender<Compressed>);

/// Gives frame by frame to `out`, until that returns false.
fn write(manifest: &Manifest, folder: &Path, progress: &Progress, out: &mut dyn FnMut(Vec<u8>) -> bool) -> Result<()> {
    let workers = cores();
    let (jobs, queue) = sync_channel::<Job>(workers);
    let queue = Mutex::new(queue);
    // In order: each frame's place in the archive is taken before it is compressed.
    let (places, frames) = sync_channel::<Receiver<Compressed>>(2 * workers);

    thread::scope(|scope| {
        for _ in 0..workers {
            scope.spawn(|| compress(&queue));
        }
        scope.spawn(move || {
            let (answer, place) = sync_channel(1);
            let mut line = Line { jobs, places };
            if let Err(error) = read(manifest, folder, progress, &mut line)
                && line.places.send(place).is_ok()
            {
                let _ = answer.send(Err(error));
            }
        });
        for frame in frames {
            let frame = frame.recv().map_err(|_| Error::damaged("the compression broke off"))??;
            if !out(frame) {
                break;
            }
        }
        Ok(())
    })
}

struct Line {
    jobs: SyncSender<Job>,
    places: SyncSender<Receiver<Compressed>>,
}

impl Line {
    /// False when nobody wants the archive any more.
    fn push(&mut self, piece: Piece) -> bool {
        let (answer, place) = sync_channel(1);
        self.places.send(place).is_ok() && self.jobs.send((piece, answer)).is_ok()
    }
}

fn read(manifest: &Manifest, folder: &Path, progress: &Progress, line: &mut Line) -> Result<()> {
    let json = manifest.to_json();
    let mut frame = entry::head(FILE_NAME, json.len() as u64);
    let padding = entry::padding(json.len() as u64);
    frame.extend(json);
    frame.resize(frame.len() + padding, 0);
    if !line.push(Piece::Frame(frame)) {
        return Ok(());
    }

    let (mut done, total) = (0, manifest.size());
    let mut between = Vec::new();
    for (path, file) in manifest.files() {
        between.extend(entry::head(path.as_str(), file.size));
        if !line.push(Piece::Frame(std::mem::take(&mut between))) {
            return Ok(());
        }
        let place = folder.join(path.as_str());
        let mut open = fs::File::open(&place).map_err(Error::io("open", &place))?;
        for chunk in &file.chunks {
            let mut bytes = vec![0; chunk.size as usize];
            open.read_exact(&mut bytes).map_err(Error::io("read", &place))?;
            if !line.push(Piece::Chunk { bytes, expected: *chunk, path: path.to_string() }) {
                return Ok(());
            }
            done += u64::from(chunk.size);
            progress.at(Phase::Uploading, done, total);
        }
        between.resize(entry::padding(file.size), 0);
    }
    between.extend(entry::END);
    line.push(Piece::Frame(between));
    Ok(())
}

fn compress(queue: &Mutex<Receiver<Job>>) {
    let mut compressor = Compressor::new(LEVEL).and_then(|mut compressor| {
        compressor.set_parameter(CParameter::ChecksumFlag(true))?;
        Ok(compressor)
    });
    loop {
        let job = queue.lock().expect("nobody panics with it").recv();
        let Ok((piece, answer)) = job else { return };
        let bytes = match piece {
            Piece::Frame(bytes) => Ok(bytes),
            Piece::Chunk { bytes, expected, .. } if Sha256::of(&bytes) == expected.sha256 => Ok(bytes),
            Piece::Chunk { path, .. } => Err(Error::damaged(format!("{path} changed while it was exported"))),
        };
        let frame = bytes.and_then(|bytes| match &mut compressor {
            Ok(compressor) => compressor
                .compress(&bytes)
                .map_err(|error| Error::damaged(format!("zstd refused to compress: {error}"))),
            Err(error) => Err(Error::damaged(format!("zstd cannot be used: {error}"))),
        });
        let _ = answer.send(frame);
    }
}
