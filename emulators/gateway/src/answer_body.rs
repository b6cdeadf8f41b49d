//! The body of an answer: whole, as nearly always, or streamed while it is being made.

use std::pin::Pin;
use std::task::{Context, Poll};

use bytes::Bytes;
use futures_util::stream::BoxStream;
use http_body_util::Full;
use hyper::body::{Body, Frame, SizeHint};
use tokio::sync::mpsc;

/// What the gateway and the control API answer with.
pub enum AnswerBody {
    /// All of it, with its length.
    Whole(Full<Bytes>),
    /// Ends when the sender is dropped. The sender learns of a client that went away by a failing send.
    Streamed(mpsc::Receiver<Bytes>),
    /// Asked for the next frame when the connection has room for it; dropped when the client goes away.
    Frames(BoxStream<'static, Vec<u8>>),
}

impl AnswerBody {
    /// A body without a byte.
    pub fn empty() -> AnswerBody {
        AnswerBody::Whole(Full::default())
    }

    /// A body whose parts are sent one by one; each waits until the client took those before.
    pub fn streamed() -> (mpsc::Sender<Bytes>, AnswerBody) {
        let (sender, receiver) = mpsc::channel(8);
        (sender, AnswerBody::Streamed(receiver))
    }
}

impl<T: Into<Bytes>> From<T> for AnswerBody {
    fn from(bytes: T) -> AnswerBody {
        AnswerBody::Whole(Full::new(bytes.into()))
    }
}

impl Body for AnswerBody {
    type Data = Bytes;
    type Error = std::convert::Infallible;

    fn poll_frame(self: Pin<&mut Self>, context: &mut Context<'_>) -> Poll<Option<Result<Frame<Bytes>, Self::Error>>> {
        match self.get_mut() {
            AnswerBody::Whole(whole) => Pin::new(whole).poll_frame(context),
            AnswerBody::Streamed(parts) => parts.poll_recv(context).map(|part| part.map(|part| Ok(Frame::data(part)))),
            AnswerBody::Frames(frames) => {
                let next = frames.as_mut().poll_next(context);
                next.map(|frame| frame.map(|frame| Ok(Frame::data(Bytes::from(frame)))))
            }
        }
    }

    fn is_end_stream(&self) -> bool {
        match self {
            AnswerBody::Whole(whole) => whole.is_end_stream(),
            AnswerBody::Streamed(_) | AnswerBody::Frames(_) => false,
        }
    }

    fn size_hint(&self) -> SizeHint {
        match self {
            AnswerBody::Whole(whole) => whole.size_hint(),
            AnswerBody::Streamed(_) | AnswerBody::Frames(_) => SizeHint::default(),
        }
    }
}

#[cfg(test)]
mod tests {
    use std::sync::Arc;
    use std::sync::atomic::{AtomicUsize, Ordering};

    use futures_util::{FutureExt, StreamExt, stream};
    use http_body_util::BodyExt;

    use super::*;

    #[test]
    fn a_stream_is_asked_for_a_frame_when_the_client_has_room_and_dropped_when_it_goes() {
        struct Subscription(Arc<AtomicUsize>);
        impl Drop for Subscription {
            fn drop(&mut self) {
                self.0.store(usize::MAX, Ordering::Relaxed);
            }
        }
        let made = Arc::new(AtomicUsize::new(0));
        let subscription = Subscription(made.clone());
        let frames = stream::repeat(()).map(move |()| {
            subscription.0.fetch_add(1, Ordering::Relaxed);
            vec![7]
        });
        let mut body = AnswerBody::Frames(frames.boxed());
        assert!(!body.is_end_stream());
        assert_eq!(made.load(Ordering::Relaxed), 0);
        for taken in 1..=3 {
            let frame = body.frame().now_or_never().flatten().expect("the next frame").expect("no error");
            assert_eq!(frame.into_data().ok().as_deref(), Some([7].as_slice()));
            assert_eq!(made.load(Ordering::Relaxed), taken);
        }
        drop(body);
        assert_eq!(made.load(Ordering::Relaxed), usize::MAX);
    }
}
