//! What one client may hold: connections, bytes and time.

use std::time::Duration;

/// Limits of one listener. The defaults suit a developer's machine with thousands of parked polls.
#[derive(Clone, Debug)]
pub struct Limits {
    /// Connections open at once; further ones wait in the kernel's backlog.
    pub connections: usize,
    /// From the connection's start to its first byte.
    pub first_byte: Duration,
    /// From a request's first byte to the end of its headers; also how long an idle connection is kept.
    pub header: Duration,
    /// From the end of the headers to the end of the body.
    pub body: Duration,
    /// Bytes of all headers of one request, and of its first line; more is refused in words. Seen: recorded from DynamoDB.
    pub head_bytes: usize,
    /// Bytes that are read in search of the end of the headers; more ends the connection.
    pub header_bytes: usize,
    /// Requests at once on one HTTP/2 connection.
    pub streams: u32,
    /// Bytes of a request's body where no service says otherwise.
    pub body_bytes: usize,
    /// Bytes of a request's body for SQS: 1 MiB of messages, each byte of which JSON or a form may spell with six.
    pub sqs_body_bytes: usize,
    /// Bytes of all bodies that the server holds at once.
    pub bodies_bytes: usize,
    /// How long a peer may leave our bytes unacknowledged before its connection is dropped.
    pub unacknowledged: Duration,
}

impl Default for Limits {
    fn default() -> Self {
        Limits {
            connections: 10_000,
            first_byte: Duration::from_secs(20),
            header: Duration::from_secs(75),
            body: Duration::from_secs(60),
            head_bytes: 16 * 1024,
            header_bytes: 64 * 1024,
            streams: 128,
            body_bytes: 16 * 1024 * 1024,
            sqs_body_bytes: 8 * 1024 * 1024,
            bodies_bytes: 512 * 1024 * 1024,
            unacknowledged: Duration::from_secs(30),
        }
    }
}
