//! What a connection is made of: TCP as it is, or whatever a listener puts around it, such as TLS.

use std::io;
use std::time::Duration;

use tokio::io::{AsyncRead, AsyncWrite};
use tokio::net::TcpStream;

/// Makes the connection that HTTP is spoken on out of a TCP stream.
pub trait Transport: Send + Sync + 'static {
    /// The connection.
    type Io: AsyncRead + AsyncWrite + Unpin + Send + 'static;

    /// Waits until both sides know what they will speak. The server limits how long this may take.
    ///
    /// # Errors
    ///
    /// The peer speaks something else, or is gone.
    fn open(&self, stream: TcpStream) -> impl Future<Output = io::Result<Opened<Self::Io>>> + Send;
}

/// A connection that is ready for HTTP.
pub struct Opened<Io> {
    /// What is read and written.
    pub io: Io,
    /// HTTP/2, else HTTP/1.1.
    pub is_http2: bool,
    /// Nobody in between can read along: URLs that are answered begin with `https`.
    pub is_secure: bool,
}

/// TCP as it is: HTTP/1.1, or HTTP/2 by prior knowledge.
pub struct Plain;

impl Transport for Plain {
    type Io = TcpStream;

    async fn open(&self, stream: TcpStream) -> io::Result<Opened<TcpStream>> {
        let is_http2 = is_http2(&stream).await?;
        Ok(Opened { io: stream, is_http2, is_secure: false })
    }
}

/// Looks at the first bytes without taking them. No request of HTTP/1.1 begins as HTTP/2 does, whose whole preface is waited for:
/// hyper would wait for the rest of it without end.
async fn is_http2(stream: &TcpStream) -> io::Result<bool> {
    const PREFACE: &[u8; 24] = b"PRI * HTTP/2.0\r\n\r\nSM\r\n\r\n";
    let mut start = [0; PREFACE.len()];
    let mut pause = Duration::from_millis(1);
    loop {
        let seen = stream.peek(&mut start).await?;
        if seen == 0 {
            return Err(io::ErrorKind::UnexpectedEof.into());
        }
        if start[..seen] != PREFACE[..seen] {
            return Ok(false);
        }
        if seen == PREFACE.len() {
            return Ok(true);
        }
        // The rest is on its way. `peek` would answer the same at once, so wait a moment, and for a dawdler ever longer.
        tokio::time::sleep(pause).await;
        pause = (pause * 2).min(Duration::from_millis(250));
    }
}
