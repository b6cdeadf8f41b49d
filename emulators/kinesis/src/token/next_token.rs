//! Where a list goes on, carried by who reads it.

use std::time::Duration;

use aws_smithy_types::base64;
use clock::Timestamp;
use models::kinesis::Refusal;

use crate::refusals;
use crate::token::{self, Purpose};

/// Seen: API reference, ListShards: tokens expire after 300 seconds.
const LIFETIME: Duration = Duration::from_secs(300);

#[derive(Clone, Debug, PartialEq, Eq)]
pub struct NextToken {
    pub made: Timestamp,
    /// The stream that is listed, by its ARN, or the name of the last that was.
    pub stream: String,
    /// What the list needs besides.
    pub rest: Vec<u8>,
}

impl NextToken {
    pub fn text(&self, purpose: Purpose) -> String {
        let mut content = self.made.as_millis().to_be_bytes().to_vec();
        content.push(self.stream.len() as u8);
        content.extend_from_slice(self.stream.as_bytes());
        content.extend_from_slice(&self.rest);
        base64::encode(token::seal(purpose, &content))
    }

    pub fn read(purpose: Purpose, text: &str, now: Timestamp) -> Result<NextToken, Refusal> {
        let token = Self::parse(purpose, text).ok_or_else(refusals::next_token_invalid)?;
        if now.since(token.made) > LIFETIME { Err(refusals::next_token_expired()) } else { Ok(token) }
    }

    fn parse(purpose: Purpose, text: &str) -> Option<NextToken> {
        let content = token::open(purpose, &base64::decode(text).ok()?)?;
        let (made, rest) = content.split_first_chunk()?;
        let (length, rest) = rest.split_first()?;
        let (stream, rest) = rest.split_at_checked(usize::from(*length))?;
        Some(NextToken {
            made: Timestamp::from_millis(i64::from_be_bytes(*made)),
            stream: String::from_utf8(stream.to_vec()).ok()?,
            rest: rest.to_vec(),
        })
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_token_goes_on_for_five_minutes() {
        let made = Timestamp::from_secs(1_763_000_000);
        let token = NextToken { made, stream: "stream".to_owned(), rest: vec![1, 2, 3] };
        let text = token.text(Purpose::NextShards);
        assert_eq!(NextToken::read(Purpose::NextShards, &text, made + LIFETIME), Ok(token));
        let late = NextToken::read(Purpose::NextShards, &text, made + LIFETIME + Duration::from_millis(1));
        assert_eq!(late, Err(refusals::next_token_expired()));
        assert_eq!(NextToken::read(Purpose::NextStreams, &text, made), Err(refusals::next_token_invalid()));
    }
}
