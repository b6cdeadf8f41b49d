//! NextToken: where the next page of a SELECT begins.

use std::fmt::{self, Write};

use aws_smithy_types::base64;
use md5::{Digest, Md5};

use super::tree::Select;
use crate::refusals::Invalid;
use crate::refusals::partiql as refusals;

const VERSION: u8 = 1;

/// Bytes before the position: version, fingerprint, range.
const HEAD: usize = 1 + 16 + 2;

/// Which of the ranges of keys that a SELECT reads, and the last key that was read there.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Continuation {
    pub range: usize,
    /// Empty at the beginning of the range.
    pub position: Vec<u8>,
}

impl Continuation {
    /// ```text
    /// token = base64(version (1), fingerprint of the statement with its parameters, range (big-endian), position)
    /// ```
    pub fn token(&self, select: &Select) -> String {
        let range = u16::try_from(self.range).expect("IN has at most 100 values");
        base64::encode([&[VERSION], &fingerprint(select)[..], &range.to_be_bytes(), &self.position].concat())
    }

    pub fn read(token: &str, select: &Select) -> Result<Continuation, Invalid> {
        let bytes = base64::decode(token).map_err(|_| refusals::bad_token())?;
        let Some((head, position)) = bytes.split_at_checked(HEAD) else { return Err(refusals::bad_token()) };
        if head[0] != VERSION {
            return Err(refusals::bad_token());
        }
        if head[1..17] != fingerprint(select) {
            return Err(refusals::token_of_another_statement());
        }
        let range = usize::from(u16::from_be_bytes([head[17], head[18]]));
        Ok(Continuation { range, position: position.to_vec() })
    }
}

/// Of what is asked for, parameters in their places.
fn fingerprint(select: &Select) -> [u8; 16] {
    let mut hashing = Hashing(Md5::new());
    write!(hashing, "{select:?}").expect("a hash takes everything");
    hashing.0.finalize().into()
}

struct Hashing(Md5);

impl fmt::Write for Hashing {
    fn write_str(&mut self, text: &str) -> fmt::Result {
        self.0.update(text.as_bytes());
        Ok(())
    }
}
