//! What a connection may cost: real sockets, and limits that are as short as a test can wait.

use std::sync::Arc;
use std::time::Duration;

use gateway::http::{Request, Response};
use gateway::{AnswerBody, Limits, Plain, Respond, Server};
use hyper::body::Incoming;
use tokio::io::{AsyncReadExt, AsyncWriteExt};
use tokio::net::{TcpListener, TcpStream};
use tokio::sync::watch;

/// Answers everything, at once.
struct Always;

impl Respond for Always {
    async fn respond(&self, _: Request<Incoming>) -> Response<AnswerBody> {
        Response::new(AnswerBody::from("here"))
    }
}

/// A server with these limits, and a connection to it. The sender ends the server when it is dropped.
async fn connected(limits: Limits) -> (TcpStream, watch::Sender<bool>) {
    let listener = TcpListener::bind("127.0.0.1:0").await.expect("a free port");
    let address = listener.local_addr().expect("an address");
    let (stop, stopped) = watch::channel(false);
    let server = Server::new(Arc::new(Always), Arc::new(limits), stopped, Duration::ZERO);
    tokio::spawn(server.serve(listener, Plain));
    (TcpStream::connect(address).await.expect("it listens"), stop)
}

const SHORT: Duration = Duration::from_millis(300);
const LONG: Duration = Duration::from_secs(20);

/// Sends a beginning, then a byte now and then, until the server ends the connection. Gives what it said before.
async fn dawdle(mut connection: TcpStream, beginning: &[u8], more: &[u8]) -> Vec<u8> {
    connection.write_all(beginning).await.expect("it takes the beginning");
    let (mut reader, mut writer) = connection.split();
    let mut told = Vec::new();
    let ended = async {
        let _ = reader.read_to_end(&mut told).await;
    };
    let dawdling = async {
        while writer.write_all(more).await.is_ok() {
            tokio::time::sleep(SHORT / 6).await;
        }
        std::future::pending::<()>().await;
    };
    let outcome = tokio::time::timeout(LONG, async {
        tokio::select! { () = ended => {}, () = dawdling => {} }
    })
    .await;
    assert!(outcome.is_ok(), "the server waited on");
    told
}

#[tokio::test]
async fn a_request_is_answered_and_its_connection_stays() {
    let (mut connection, _stop) = connected(Limits::default()).await;
    for _ in 0..2 {
        connection.write_all(b"GET / HTTP/1.1\r\nHost: a\r\n\r\n").await.expect("sent");
        let mut answer = [0; 256];
        let length = connection.read(&mut answer).await.expect("answered");
        assert!(answer[..length].ends_with(b"here"), "{}", String::from_utf8_lossy(&answer[..length]));
    }
}

#[tokio::test]
async fn headers_that_never_end_are_not_waited_for_though_bytes_keep_coming() {
    let limits = Limits { header: SHORT, ..Limits::default() };
    for beginning in ["GET", "GET / HTTP/1.1\r\nHost: a\r\nX-Long: "] {
        let (connection, _stop) = connected(limits.clone()).await;
        let told = dawdle(connection, beginning.as_bytes(), b"a").await;
        assert!(!told.starts_with(b"HTTP/1.1 200"), "{}", String::from_utf8_lossy(&told));
    }
}

#[tokio::test]
async fn a_connection_that_says_nothing_or_half_a_preface_is_ended() {
    let limits = Limits { first_byte: SHORT, ..Limits::default() };
    for beginning in [b"".as_slice(), b"PRI * HTTP/2.0\r\n\r\nS"] {
        let (connection, _stop) = connected(limits.clone()).await;
        assert_eq!(dawdle(connection, beginning, b"").await, b"");
    }
}

#[tokio::test]
async fn headers_without_a_bound_are_cut_at_one() {
    let (connection, _stop) = connected(Limits { header_bytes: 16 * 1024, ..Limits::default() }).await;
    let filler = format!("X-Filler: {}\r\n", "a".repeat(1000));
    let told = dawdle(connection, b"GET / HTTP/1.1\r\nHost: a\r\n", filler.as_bytes()).await;
    assert!(told.is_empty() || told.starts_with(b"HTTP/1.1 431"), "{}", String::from_utf8_lossy(&told));
}

#[tokio::test]
async fn connections_end_when_the_server_does() {
    let (connection, stop) = connected(Limits::default()).await;
    stop.send_replace(true);
    assert_eq!(dawdle(connection, b"", b"").await, b"");
}
