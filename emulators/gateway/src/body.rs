//! Reads a request's body: whole, within its size, its time and the server's room, or not at all.

use std::time::Duration;

use bytes::{Bytes, BytesMut};
use http_body_util::BodyExt;
use hyper::body::Body;

use crate::budget::{self, Budget, Room};

/// Why a body did not arrive.
#[derive(Debug, PartialEq, Eq)]
pub enum Unread {
    /// More than `limit` bytes.
    TooLarge {
        /// In bytes.
        limit: usize,
    },
    /// Not complete within the time a body may take.
    TooSlow,
    /// The connection broke, or the framing is wrong.
    Broken,
    /// The server holds as many bytes of other bodies as it may.
    NoRoom,
}

/// The whole body, of at most `limit` bytes, within `patience`.
///
/// # Errors
///
/// It is too large, too slow, or broke off.
pub async fn read<B: Body<Data = Bytes> + Unpin>(body: B, limit: usize, patience: Duration) -> Result<Bytes, Unread> {
    if body.size_hint().lower() > limit as u64 {
        return Err(Unread::TooLarge { limit });
    }
    if body.is_end_stream() {
        return Ok(Bytes::new());
    }
    within(patience, collect(body, |length| if length > limit { Err(Unread::TooLarge { limit }) } else { Ok(()) }))
        .await
}

/// As [`read`], with room from the budget. The room is free again when the second value is dropped.
///
/// # Errors
///
/// As `read`; and when there is no room for it.
pub(crate) async fn read_within<'a, B: Body<Data = Bytes> + Unpin>(
    budget: &'a Budget,
    body: B,
    limit: usize,
    patience: Duration,
) -> Result<(Bytes, Option<Room<'a>>), Unread> {
    let size = body.size_hint();
    if size.lower() > limit as u64 {
        return Err(Unread::TooLarge { limit });
    }
    if body.is_end_stream() {
        return Ok((Bytes::new(), None));
    }
    // A body that does not say how long it is counts as small until it is larger, and then as the largest.
    let declared = size.exact().map(|length| length as usize);
    let mut room = budget.reserve(declared.unwrap_or(budget::SMALL), patience).await?;
    let has_grown = |length: usize| -> Result<(), Unread> {
        if length > limit {
            return Err(Unread::TooLarge { limit });
        }
        if declared.is_none() && length > budget::SMALL && room.num_permits() <= budget::SMALL {
            room = budget.reserve_now(limit)?;
        }
        Ok(())
    };
    let bytes = within(patience, collect(body, has_grown)).await?;
    Ok((bytes, Some(room)))
}

/// Nearly always the body is here already: no timer is set then.
async fn within(patience: Duration, reading: impl Future<Output = Result<Bytes, Unread>>) -> Result<Bytes, Unread> {
    tokio::pin!(reading);
    if let Some(done) = poll_once(reading.as_mut()).await {
        return done;
    }
    tokio::time::timeout(patience, reading).await.unwrap_or(Err(Unread::TooSlow))
}

/// All parts as one. `has_grown` is told the length after each.
async fn collect<B: Body<Data = Bytes> + Unpin>(
    mut body: B,
    mut has_grown: impl FnMut(usize) -> Result<(), Unread>,
) -> Result<Bytes, Unread> {
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
        has_grown(rest.as_ref().map_or_else(|| first.as_ref().map_or(0, Bytes::len), BytesMut::len))?;
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

#[cfg(test)]
mod tests {
    use super::*;
    use http_body_util::{Full, StreamBody};
    use hyper::body::Frame;

    const MIB: usize = 1024 * 1024;
    const PATIENCE: Duration = Duration::from_secs(60);

    /// Does not say how long it is, and never ends.
    fn dawdling(parts: usize, size: usize) -> impl Body<Data = Bytes, Error = std::convert::Infallible> + Unpin {
        use futures_util::StreamExt;
        let parts = vec![vec![0_u8; size]; parts].into_iter().map(|part| Ok(Frame::data(Bytes::from(part))));
        StreamBody::new(futures_util::stream::iter(parts).chain(futures_util::stream::pending()))
    }

    #[tokio::test(start_paused = true)]
    async fn a_body_holds_its_room_until_it_is_dropped() {
        let budget = Budget::new(16 * MIB);
        let body = || Full::new(Bytes::from(vec![0; 10 * MIB]));
        let (bytes, room) = read_within(&budget, body(), 16 * MIB, PATIENCE).await.expect("there is room");
        assert_eq!(bytes.len(), 10 * MIB);
        assert_eq!(read_within(&budget, body(), 16 * MIB, PATIENCE).await.err(), Some(Unread::NoRoom));
        drop(room);
        assert!(read_within(&budget, body(), 16 * MIB, PATIENCE).await.is_ok());
    }

    #[tokio::test(start_paused = true)]
    async fn a_body_of_unknown_length_takes_the_largest_room_once_it_is_large() {
        let budget = Budget::new(16 * MIB);
        let small = read_within(&budget, dawdling(1, 1000), 8 * MIB, PATIENCE);
        let large = read_within(&budget, dawdling(2, 40_000), 8 * MIB, PATIENCE);
        let other = read_within(&budget, dawdling(2, 40_000), 8 * MIB, PATIENCE);
        let (small, large, other) = tokio::join!(small, large, other);
        assert_eq!(
            (small.err(), large.err(), other.err()),
            (Some(Unread::TooSlow), Some(Unread::TooSlow), Some(Unread::NoRoom))
        );
        assert!(budget.reserve(14 * MIB, Duration::ZERO).await.is_ok(), "all room is free again");
    }

    #[tokio::test(start_paused = true)]
    async fn a_body_that_is_too_large_is_refused_before_and_while_it_is_read() {
        let budget = Budget::new(16 * MIB);
        let too_large = Some(Unread::TooLarge { limit: MIB });
        let declared = read_within(&budget, Full::new(Bytes::from(vec![0; MIB + 1])), MIB, PATIENCE).await;
        let growing = read_within(&budget, dawdling(2, MIB), MIB, PATIENCE).await;
        assert_eq!((declared.err(), growing.err()), (too_large, Some(Unread::TooLarge { limit: MIB })));
    }
}
