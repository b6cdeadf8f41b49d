//! One `hello` over a connection of its own: whether a mongod answers, for a few packets and without a driver's threads. It needs no login.

use std::io;
use std::net::IpAddr;
use std::time::Duration;

use mongodb::bson::{self, Document, doc};
use tokio::io::{AsyncReadExt, AsyncWriteExt};
use tokio::net::TcpStream;
use tokio::time::timeout;

/// <https://www.mongodb.com/docs/manual/reference/mongodb-wire-protocol/>: four numbers of four bytes, then for OP_MSG flags and one section.
const HEADER: usize = 16;
const OP_MSG: i32 = 2013;
const WITHIN: Duration = Duration::from_secs(5);
/// An answer has about 1 KiB.
const ANSWER_MAX: usize = 64 << 10;

/// The server takes connections and answers, or why not.
pub async fn answers(host: IpAddr, port: u16) -> Result<(), String> {
    match timeout(WITHIN, say_hello(host, port)).await {
        Err(_) => Err(format!("it has not answered for {} s", WITHIN.as_secs())),
        Ok(Err(error)) => Err(format!("it does not answer: {error}")),
        Ok(Ok(_)) => Ok(()),
    }
}

async fn say_hello(host: IpAddr, port: u16) -> io::Result<Document> {
    let mut connection = TcpStream::connect((host, port)).await?;
    connection.write_all(&message(&doc! { "hello": 1, "$db": "admin" })?).await?;
    let mut header = [0; HEADER];
    connection.read_exact(&mut header).await?;
    let length = i32::from_le_bytes(header[..4].try_into().expect("four bytes"));
    let body = usize::try_from(length).ok().and_then(|length| length.checked_sub(HEADER));
    let body =
        body.filter(|body| (5..=ANSWER_MAX).contains(body)).ok_or_else(|| io::Error::other("no answer of a mongod"))?;
    let mut answer = vec![0; body];
    connection.read_exact(&mut answer).await?;
    bson::deserialize_from_slice(&answer[5..]).map_err(io::Error::other)
}

fn message(command: &Document) -> io::Result<Vec<u8>> {
    let command = bson::serialize_to_vec(command).map_err(io::Error::other)?;
    let length = HEADER + 5 + command.len();
    let mut bytes = Vec::with_capacity(length);
    for number in [length as i32, 1, 0, OP_MSG, 0] {
        bytes.extend(number.to_le_bytes());
    }
    // A section of the first kind: the command itself.
    bytes.push(0);
    bytes.extend(command);
    Ok(bytes)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[tokio::test]
    async fn who_is_no_mongod_and_who_is_not_there_are_told_apart_from_one_that_answers() {
        let listener = tokio::net::TcpListener::bind("127.0.0.1:0").await.unwrap();
        let port = listener.local_addr().unwrap().port();
        let server = tokio::spawn(async move {
            let (mut first, _) = listener.accept().await.unwrap();
            let mut asked = [0; 21];
            first.read_exact(&mut asked).await.unwrap();
            first.write_all(b"HTTP/1.1 400 Bad Request\r\n\r\n").await.unwrap();
            let (mut second, _) = listener.accept().await.unwrap();
            second.read_exact(&mut asked).await.unwrap();
            second.write_all(&message(&doc! { "ok": 1 }).unwrap()).await.unwrap();
            (first, second)
        });
        let host = IpAddr::from([127, 0, 0, 1]);
        assert_eq!(answers(host, port).await.unwrap_err(), "it does not answer: no answer of a mongod");
        assert_eq!(answers(host, port).await, Ok(()));
        drop(server.await.unwrap());
        assert!(answers(host, port).await.unwrap_err().contains("refused"));
    }
}
