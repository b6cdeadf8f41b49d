//! A message as it lies in the store: written once when it is sent, read whenever it is handed out.
//!
//! A version byte, the FIFO sequence number (given when the write's place in the log is fixed, so it has a fixed place), then postcard.

pub mod digest;
pub mod outgoing;
pub mod parcel;
pub mod received;

use clock::Stored;
use keyspace::Damaged;
use serde::{Deserialize, Serialize};

use crate::message::digest::{Md5Sum, hex};

const VERSION: u8 = 1;
const NUMBER: std::ops::Range<usize> = 1..9;

#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct Message<'a> {
    pub id: [u8; 16],
    pub sent: Stored,
    pub body_md5: Md5Sum,
    /// It was scheduled when it was sent, so whoever goes through the messages in order passes it by.
    pub is_delayed: bool,
    #[serde(borrow)]
    pub sender: &'a str,
    pub group: Option<&'a str>,
    pub deduplication_id: Option<&'a str>,
    pub trace: Option<&'a str>,
    /// What it brings from the queue that it was dead-lettered from.
    pub past: Option<Past<'a>>,
    pub attributes: Vec<Attribute<'a>>,
    pub body: &'a str,
}

/// What a dead letter keeps of its former life.
#[derive(Copy, Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct Past<'a> {
    pub source_arn: &'a str,
    pub receives: u32,
    pub first_received: Stored,
}

#[derive(Copy, Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct Attribute<'a> {
    pub name: &'a str,
    pub data_type: &'a str,
    #[serde(borrow)]
    pub content: Content<'a>,
}

#[derive(Copy, Clone, Debug, PartialEq, Serialize, Deserialize)]
pub enum Content<'a> {
    Text(&'a str),
    Binary(&'a [u8]),
}

/// A message's id as clients see it.
pub fn spelled_id(id: &[u8; 16]) -> String {
    let digits = hex(id);
    [&digits[..8], &digits[8..12], &digits[12..16], &digits[16..20], &digits[20..]].join("-")
}

/// The bytes of a message that has no number yet.
#[derive(Clone, Debug)]
pub struct Sealed(Vec<u8>);

impl Message<'_> {
    pub fn seal(&self) -> Sealed {
        let mut bytes = Vec::with_capacity(128 + self.body.len());
        bytes.push(VERSION);
        bytes.extend_from_slice(&[0; 8]);
        Sealed(postcard::to_extend(self, bytes).expect("postcard writes any message into memory"))
    }

    /// Opens what `seal` closed.
    pub fn open(bytes: &[u8]) -> Result<(Message<'_>, u64), Damaged> {
        let (head, rest) = bytes.split_at_checked(NUMBER.end).ok_or_else(|| Damaged::new("a message is cut short"))?;
        if head[0] != VERSION {
            return Err(Damaged::new(format!("a message has version {}, which this statebox does not know", head[0])));
        }
        let number = u64::from_le_bytes(head[NUMBER].try_into().expect("eight bytes"));
        let message = postcard::from_bytes(rest).map_err(|error| Damaged::new(format!("a message: {error}")))?;
        Ok((message, number))
    }
}

impl Sealed {
    pub fn len(&self) -> usize {
        self.0.len()
    }

    pub fn number(mut self, number: u64) -> Vec<u8> {
        self.0[NUMBER].copy_from_slice(&number.to_le_bytes());
        self.0
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_message_comes_back_with_its_number() {
        let message = Message {
            id: [7; 16],
            sent: Stored::from_millis(-5),
            body_md5: [1; 16],
            is_delayed: true,
            sender: "123456789012",
            group: Some("g"),
            deduplication_id: None,
            trace: Some("Root=1"),
            past: Some(Past { source_arn: "arn", receives: 3, first_received: Stored::from_millis(1) }),
            attributes: vec![Attribute { name: "a", data_type: "Binary.png", content: Content::Binary(&[0, 255]) }],
            body: "höi",
        };
        let bytes = message.seal().number(u64::MAX - 1);
        assert_eq!(Message::open(&bytes).unwrap(), (message, u64::MAX - 1));
        assert!(Message::open(&bytes[..8]).is_err());
        assert!(Message::open(&bytes[..20]).is_err());
    }
}
