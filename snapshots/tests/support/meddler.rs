//! Stands between a client and an HTTP server, and answers some requests itself, loses answers, or cuts them.

use std::sync::Arc;

use tokio::io::{AsyncReadExt, AsyncWriteExt};
use tokio::net::{TcpListener, TcpStream};
use tokio::sync::Notify;

pub enum Deed {
    Pass,
    Answer(String),
    /// The server does it, and the client never hears of it.
    Lose,
    /// The server does it, and the client hears of it when that is allowed.
    Hold(Arc<Notify>),
    /// The client gets so many bytes of the answer.
    Cut(usize),
}

/// The address of a meddler in front of the server at `port`. Rules see the head of each request, in lower case.
pub async fn meddle(port: u16, rule: impl Fn(&str) -> Deed + Send + Sync + 'static) -> String {
    let listener = TcpListener::bind("127.0.0.1:0").await.unwrap();
    let address = format!("http://{}", listener.local_addr().unwrap());
    let rule = Arc::new(rule);
    tokio::spawn(async move {
        while let Ok((client, _)) = listener.accept().await {
            let rule = Arc::clone(&rule);
            tokio::spawn(async move {
                let _ = serve(client, port, rule).await;
            });
        }
    });
    address
}

pub fn answer(status: &str, headers: &str, code: &str) -> Deed {
    let body = match code {
        "" => String::new(),
        code => format!("<?xml version=\"1.0\"?><Error><Code>{code}</Code><Message>as planned</Message></Error>"),
    };
    Deed::Answer(format!(
        "HTTP/1.1 {status}\r\n{headers}content-length: {}\r\nconnection: close\r\n\r\n{body}",
        body.len()
    ))
}

/// One request, then the connection is closed.
async fn serve(mut client: TcpStream, port: u16, rule: Arc<dyn Fn(&str) -> Deed + Send + Sync>) -> std::io::Result<()> {
    let mut request = Vec::new();
    let end = loop {
        if client.read_buf(&mut request).await? == 0 {
            return Ok(());
        }
        if let Some(end) = request.windows(4).position(|window| window == b"\r\n\r\n") {
            break end + 4;
        }
    };
    let head = String::from_utf8_lossy(&request[..end]).to_lowercase();
    let length =
        head.lines().find_map(|line| line.strip_prefix("content-length: ")).map_or(0, |length| length.parse().unwrap());
    if head.contains("expect: 100-continue") {
        client.write_all(b"HTTP/1.1 100 Continue\r\n\r\n").await?;
    }
    while request.len() < end + length {
        if client.read_buf(&mut request).await? == 0 {
            return Ok(());
        }
    }
    let deed = rule(&head);
    if let Deed::Answer(answer) = deed {
        return client.write_all(answer.as_bytes()).await;
    }
    let mut server = TcpStream::connect(("127.0.0.1", port)).await?;
    let first_line = request.windows(2).position(|window| window == b"\r\n").unwrap() + 2;
    server.write_all(&request[..first_line]).await?;
    server.write_all(b"connection: close\r\n").await?;
    server.write_all(&request[first_line..]).await?;
    let mut answer = Vec::new();
    server.read_to_end(&mut answer).await?;
    match deed {
        Deed::Pass => client.write_all(&answer).await,
        Deed::Hold(go_on) => {
            go_on.notified().await;
            client.write_all(&answer).await
        }
        Deed::Cut(length) => client.write_all(&answer[..length.min(answer.len())]).await,
        Deed::Lose | Deed::Answer(_) => Ok(()),
    }
}
