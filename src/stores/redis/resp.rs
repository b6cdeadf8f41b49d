//! A connection that says one command and waits for its answer.

use std::net::SocketAddr;
use std::time::Duration;

use bytes::BytesMut;
use redis_protocol::resp2::decode::decode_bytes_mut;
use redis_protocol::resp2::encode::extend_encode_borrowed;
use redis_protocol::resp2::types::{BorrowedFrame, BytesFrame, Resp2Frame};
use tokio::io::{AsyncReadExt, AsyncWriteExt};
use tokio::net::TcpStream;
use tokio::time::timeout;

/// Nothing that we say takes longer, but for the fork of a very large server.
const ANSWER_WITHIN: Duration = Duration::from_secs(30);

#[derive(Debug, thiserror::Error)]
pub enum Error {
    #[error("redis-server cannot be reached: {0}")]
    Io(#[from] std::io::Error),
    #[error("redis-server did not answer within {ANSWER_WITHIN:?}")]
    Late,
    #[error("redis-server said something that is not RESP: {0}")]
    Garbled(String),
    #[error("redis-server answered {0}")]
    Refused(String),
    #[error("an earlier command on this connection was given up half-way")]
    HalfWay,
}

#[derive(Debug)]
pub struct Connection {
    stream: TcpStream,
    received: BytesMut,
    /// Set while a command is under way: a future that is dropped leaves it set.
    busy: bool,
}

impl Connection {
    pub async fn open(address: SocketAddr) -> Result<Connection, Error> {
        let stream = timeout(ANSWER_WITHIN, TcpStream::connect(address)).await.map_err(|_| Error::Late)??;
        stream.set_nodelay(true)?;
        Ok(Connection { stream, received: BytesMut::new(), busy: false })
    }

    /// An answer that is an error is an `Err`.
    pub async fn say(&mut self, words: &[&str]) -> Result<BytesFrame, Error> {
        if self.busy {
            return Err(Error::HalfWay);
        }
        self.busy = true;
        let answer = timeout(ANSWER_WITHIN, self.exchange(words)).await.map_err(|_| Error::Late)??;
        self.busy = false;
        match answer {
            BytesFrame::Error(text) => Err(Error::Refused(text.to_string())),
            answer => Ok(answer),
        }
    }

    /// Of commands whose answer is text.
    pub async fn ask(&mut self, words: &[&str]) -> Result<String, Error> {
        match self.say(words).await? {
            BytesFrame::BulkString(bytes) | BytesFrame::SimpleString(bytes) => {
                Ok(String::from_utf8_lossy(&bytes).into_owned())
            }
            BytesFrame::Integer(number) => Ok(number.to_string()),
            other => Err(Error::Garbled(format!("{other:?} in answer to {}", words[0]))),
        }
    }

    /// Of commands whose answer is a list of strings.
    pub async fn list(&mut self, words: &[&str]) -> Result<Vec<Vec<u8>>, Error> {
        let garbled = |frame: &BytesFrame| Error::Garbled(format!("{frame:?} in answer to {}", words[0]));
        let strings = match self.say(words).await? {
            BytesFrame::Array(strings) => strings,
            other => return Err(garbled(&other)),
        };
        let bytes = |frame: &BytesFrame| frame.as_bytes().map(<[u8]>::to_vec).ok_or_else(|| garbled(frame));
        strings.iter().map(bytes).collect()
    }

    pub async fn info(&mut self, section: &str) -> Result<Info, Error> {
        self.ask(&["INFO", section]).await.map(Info)
    }

    async fn exchange(&mut self, words: &[&str]) -> Result<BytesFrame, Error> {
        let words: Vec<_> = words.iter().map(|word| BorrowedFrame::BulkString(word.as_bytes())).collect();
        let mut said = BytesMut::new();
        let garbled = |error: redis_protocol::error::RedisProtocolError| Error::Garbled(error.to_string());
        extend_encode_borrowed(&mut said, &BorrowedFrame::Array(&words), false).map_err(garbled)?;
        self.stream.write_all(&said).await?;
        loop {
            if let Some((answer, _, _)) = decode_bytes_mut(&mut self.received).map_err(garbled)? {
                return Ok(answer);
            }
            if self.stream.read_buf(&mut self.received).await? == 0 {
                return Err(std::io::Error::from(std::io::ErrorKind::UnexpectedEof).into());
            }
        }
    }
}

/// The answer to INFO: `name:value`, one a line.
#[derive(Debug)]
pub struct Info(String);

impl Info {
    pub fn get(&self, name: &str) -> Option<&str> {
        self.lines().find_map(|(key, value)| (key == name).then_some(value))
    }

    pub fn number(&self, name: &str) -> u64 {
        self.get(name).and_then(|value| value.parse().ok()).unwrap_or(0)
    }

    pub fn lines(&self) -> impl Iterator<Item = (&str, &str)> {
        self.0.lines().filter_map(|line| line.split_once(':'))
    }

    /// Of all databases: `db0:keys=1,expires=0,avg_ttl=0`.
    pub fn keys(&self) -> u64 {
        let keys = |(_, value): (&str, &str)| value.strip_prefix("keys=")?.split(',').next()?.parse::<u64>().ok();
        self.lines().filter(|(name, _)| name.starts_with("db")).filter_map(keys).sum()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn keys_are_counted_over_all_databases() {
        let info = Info("# Keyspace\r\ndb0:keys=12,expires=0,avg_ttl=0\r\ndb3:keys=30,expires=1,avg_ttl=9\r\n".into());
        assert_eq!(info.keys(), 42);
    }
}
