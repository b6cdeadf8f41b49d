//! Reads a request's body: whole, within its size and its time, or not at all.

use std::time::Duration;

use bytes::{Bytes, BytesMut};
use http_body_util::BodyExt;
use hyper::body::{Body, Incoming};

/// Why a body did not arrive.
#[derive(Debug, PartialEq, Eq)]
pub enum Unread {
    /// More than `limit` bytes.
    TooLarge { limit: usize },
    /// Not complete within the time a body may take.
    TooSlow,
    /// The connection broke, or the framing is wrong.
    Broken,
}

/// The whole body, of at most `limit` bytes, within `patience`.
pub async fn read(body: Incoming, limit: usize, patience: Duration) -> Result<Bytes, Unread> {
    if body.size_hint().lower() > limit as u64 {
        return Err(Unread::TooLarge { limit });
    }
    if body.is_end_stream() {
        return Ok(Bytes::new());
    }
    let reading = collect(body, limit);
    tokio::pin!(reading);
    // Nearly always the body is here already: no timer is set then.
    if let Some(done) = poll_once(reading.as_mut()).await {
        return done;
    }
    tokio::time::timeout(patience, reading).await.unwrap_or(Err(Unread::TooSlow))
}

async fn collect(mut body: Incoming, limit: usize) -> Result<Bytes, Unread> {
    let mut first: Option<Bytes> = None;
    let mut rest: Option<BytesMut> = None;
    while let Some(frame) = body.frame().await {
        let Ok(data) = frame.map_err(|_| Unread::Broken)?.into_data() else { continue };
        match (&first, &mut rest) {
            (None, _) => first = Some(data),
            (Some(start), None) => {
                let mut all = BytesMut::with_capacity(start.len() + data.len());
                all.extend_from_slice(start);
                all.extend_from_slice(&data);
                rest = Some(all);
            }
            (Some(_), Some(all)) => all.extend_from_slice(&data),
        }
        let length = rest.as_ref().map_or_else(|| first.as_ref().map_or(0, Bytes::len), BytesMut::len);
        if length > limit {
            return Err(Unread::TooLarge { limit });
        }
    }
    Ok(rest.map(BytesMut::freeze).or(first).unwrap_or_default())
}

/// The future's outcome if it is ready at once.
async fn poll_once<F: Future + Unpin>(mut future: F) -> Option<F::Output> {
    std::future::poll_fn(|context| {
        std::task::Poll::Ready(match std::pin::Pin::new(&mut future).poll(context) {
            std::task::Poll::Ready(output) => Some(output),
            std::task::Poll::Pending => None,
        })
    })
    .await
}
