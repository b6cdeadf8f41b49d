//! An archive under way, piece by piece and in bounded memory. It ends only when the sender says so: a sender that broke off is an error.

use std::io::{self, Read};

use bytes::{Buf, Bytes};
use tokio::sync::mpsc;

use crate::error::{Error, Result};

/// A piece is at most a few megabytes, so this bounds the memory of a flow.
const PIECES_MAX: usize = 4;

/// Where an archive to be stored comes from. It can be opened again, when an upload has to begin anew.
pub trait Source: Send + Sync {
    fn open(&self) -> Flow;

    /// The archive is not longer than this.
    fn size_max(&self) -> u64;

    /// Tells this archive from any other, so that an upload whose answer was lost can be recognised.
    fn mark(&self) -> String;
}

pub struct Flow(mpsc::Receiver<Result<Piece>>);

#[derive(Clone)]
pub struct Sink(mpsc::Sender<Result<Piece>>);

enum Piece {
    Bytes(Bytes),
    End,
}

/// The receiver went away, and with it the reason to go on.
#[derive(Debug)]
pub struct Unwanted;

pub fn flow() -> (Sink, Flow) {
    let (sender, receiver) = mpsc::channel(PIECES_MAX);
    (Sink(sender), Flow(receiver))
}

impl Sink {
    pub async fn send(&self, bytes: Bytes) -> std::result::Result<(), Unwanted> {
        self.0.send(Ok(Piece::Bytes(bytes))).await.map_err(|_| Unwanted)
    }

    pub async fn end(self, outcome: Result<()>) {
        let _ = self.0.send(outcome.map(|()| Piece::End)).await;
    }

    pub fn send_blocking(&self, bytes: Bytes) -> std::result::Result<(), Unwanted> {
        self.0.blocking_send(Ok(Piece::Bytes(bytes))).map_err(|_| Unwanted)
    }

    pub fn end_blocking(self, outcome: Result<()>) {
        let _ = self.0.blocking_send(outcome.map(|()| Piece::End));
    }
}

impl Flow {
    /// None at the end.
    pub async fn next(&mut self) -> Result<Option<Bytes>> {
        settle(self.0.recv().await)
    }

    pub fn next_blocking(&mut self) -> Result<Option<Bytes>> {
        settle(self.0.blocking_recv())
    }

    /// For a thread that may block. An error of the flow can be had back from the reader's with `error_within`.
    pub fn into_reader(self) -> FlowReader {
        FlowReader { flow: self, piece: Bytes::new() }
    }
}

fn settle(received: Option<Result<Piece>>) -> Result<Option<Bytes>> {
    match received {
        Some(Ok(Piece::Bytes(bytes))) => Ok(Some(bytes)),
        Some(Ok(Piece::End)) => Ok(None),
        Some(Err(error)) => Err(error),
        None => Err(Error::Remote("the transfer broke off".to_owned())),
    }
}

pub struct FlowReader {
    flow: Flow,
    piece: Bytes,
}

impl Read for FlowReader {
    fn read(&mut self, into: &mut [u8]) -> io::Result<usize> {
        while self.piece.is_empty() {
            match self.flow.next_blocking().map_err(io::Error::other)? {
                Some(piece) => self.piece = piece,
                None => {
                    // Asked again, a reader at its end says so again.
                    let (sink, ended) = flow();
                    self.flow = ended;
                    let _ = sink.0.try_send(Ok(Piece::End));
                    return Ok(0);
                }
            }
        }
        let length = self.piece.len().min(into.len());
        self.piece.split_to(length).copy_to_slice(&mut into[..length]);
        Ok(length)
    }
}

/// Ours, if an error of ours travelled through somebody else's reader.
pub fn error_within(error: io::Error) -> std::result::Result<Error, io::Error> {
    error.downcast::<Error>()
}
