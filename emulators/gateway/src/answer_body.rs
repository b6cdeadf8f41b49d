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
    Whole(Full<Bytes>),
    /// Ends when the sender is dropped. The sender learns of a client that went away by a failing send.
    Streamed(mpsc::Receiver<Bytes>),
    /// Asked for the next frame when the connection has room for it; dropped when the client goes away.
    Frames(BoxStream<'static, Vec<u8>>),
}

impl AnswerBody {
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
