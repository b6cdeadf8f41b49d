//! From a folder and its manifest to the archive, compressed on all cores in flat memory.

use std::fs;
use std::io::Read;
use std::path::{Path, PathBuf};
use std::sync::mpsc::{Receiver, SyncSender, sync_channel};
use std::sync::{Arc, Mutex};
use std::thread;

use tokio::task::spawn_blocking;

use crate::archive::layout::{Frames, Step, layout};
use crate::archive::survey::cores;
use crate::error::{Error, Result};
use crate::flow::{Flow, Source, flow};
use crate::hash::Sha256;
use crate::manifest::{Chunk, Manifest};
use crate::progress::{Phase, Progress};

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
    let (mut done, total) = (0, manifest.size());
    let mut reading: Option<fs::File> = None;
    for step in layout(manifest) {
        let piece = match step {
            Step::Frame(bytes) => {
                reading = None;
                Piece::Frame(bytes)
            }
            Step::Chunk { path, chunk } => {
                let place = folder.join(path.as_str());
                let file = match &mut reading {
                    Some(file) => file,
                    none => none.insert(fs::File::open(&place).map_err(Error::io("open", &place))?),
                };
                let mut bytes = vec![0; chunk.size as usize];
                file.read_exact(&mut bytes).map_err(Error::io("read", &place))?;
                done += u64::from(chunk.size);
                Piece::Chunk { bytes, expected: chunk, path: path.to_string() }
            }
        };
        if !line.push(piece) {
            return Ok(());
        }
        progress.at(Phase::Uploading, done, total);
    }
    Ok(())
}

fn compress(queue: &Mutex<Receiver<Job>>) {
    let mut frames = Frames::default();
    loop {
        let job = queue.lock().expect("nobody panics with it").recv();
        let Ok((piece, answer)) = job else { return };
        let bytes = match piece {
            Piece::Frame(bytes) => Ok(bytes),
            Piece::Chunk { bytes, expected, .. } if Sha256::of(&bytes) == expected.sha256 => Ok(bytes),
            Piece::Chunk { path, .. } => Err(changed(&path)),
        };
        let _ = answer.send(bytes.and_then(|bytes| frames.compress(&bytes)));
    }
}

/// What is exported is linked or copied; somebody wrote to it all the same.
pub(crate) fn changed(path: &str) -> Error {
    Error::damaged(format!("{path} changed while it was exported"))
}
