//! A snapshot by reference as the archive that it stands for.

use std::sync::Arc;

use bytes::Bytes;
use futures_util::StreamExt;
use futures_util::stream;
use tokio::task::spawn_blocking;

use super::chunks::ChunkKey;
use super::index::Index;
use crate::archive::layout::{Frames, Step, layout};
use crate::error::{Error, Result};
use crate::flow::{Flow, Sink, flow};
use crate::manifest::InnerPath;
use crate::name::SnapshotName;
use crate::remote::objects::Objects;

/// Chunks that are asked for before they are needed.
const AHEAD: usize = 4;

/// The bytes of the plain archive. None if there is no index of this name.
pub async fn open(objects: Arc<dyn Objects>, name: &SnapshotName) -> Result<Option<Flow>> {
    let Some(index) = Index::read(objects.as_ref(), name).await? else { return Ok(None) };
    let (sink, flow) = flow();
    tokio::spawn(write(objects, index, sink));
    Ok(Some(flow))
}

async fn write(objects: Arc<dyn Objects>, index: Index, sink: Sink) {
    let objects = objects.as_ref();
    let steps: Vec<Step> = layout(&index.manifest).collect();
    let mut frames = stream::iter(steps).map(|step| frame(objects, &index, step)).buffered(AHEAD);
    while let Some(frame) = frames.next().await {
        let frame = match frame {
            Ok(frame) => frame,
            Err(error) => return sink.end(Err(error)).await,
        };
        if sink.send(frame).await.is_err() {
            return;
        }
    }
    sink.end(Ok(())).await;
}

async fn frame(objects: &dyn Objects, index: &Index, step: Step) -> Result<Bytes> {
    match step {
        Step::Frame(bytes) => spawn_blocking(move || Frames::default().compress(&bytes))
            .await
            .expect("compressing does not panic")
            .map(Bytes::from),
        Step::Chunk { path, chunk } => {
            let key = index.key_of(chunk.sha256);
            objects.read(&key.object(), None).await?.ok_or_else(|| missing(&path, key))
        }
    }
}

fn missing(path: &InnerPath, key: ChunkKey) -> Error {
    Error::damaged(format!(
        "the snapshot is incomplete: {}, a part of {path}, is not at the remote any more",
        key.object()
    ))
}
