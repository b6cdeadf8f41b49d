//! Receipts: what a consumer shows to delete a message that it was handed, or to hide it longer.

use aws_smithy_types::base64;
use clock::Stored;

/// Everything that finds the message and tells whether it was handed out again since.
#[derive(Copy, Clone, Debug, PartialEq, Eq)]
pub struct Receipt {
    /// The queue, which keeps its id through purges.
    pub queue: u64,
    /// What the queue held then: a purge gives it other contents.
    pub contents: u64,
    pub sequence: u64,
    /// Until when the message was hidden as it was handed out.
    pub due: Stored,
    pub nonce: u64,
}

const LEN: usize = 5 * 8;
/// AWS's handles have some 350 characters. Ours have more than a hundred, which is what tests go by that tell them from other ids.
const FILLER: usize = 36;
/// AWS's handles begin so; some clients' logs are searched for it.
const PREFIX: &str = "AQEB";

impl Receipt {
    pub fn handle(&self) -> String {
        let mut bytes = [0; LEN + FILLER];
        let words = [self.queue, self.contents, self.sequence, self.due.as_millis() as u64, self.nonce];
        for (place, word) in bytes[..LEN].chunks_exact_mut(8).zip(words) {
            place.copy_from_slice(&word.to_be_bytes());
        }
        fill(&mut bytes);
        let mut handle = String::with_capacity(PREFIX.len() + bytes.len().div_ceil(3) * 4);
        handle.push_str(PREFIX);
        handle.push_str(&base64::encode(bytes));
        handle
    }

    /// None: nothing that we ever gave out.
    pub fn parse(handle: &str) -> Option<Receipt> {
        let given = base64::decode(handle.strip_prefix(PREFIX)?).ok()?;
        let bytes = given.first_chunk::<LEN>()?;
        let mut whole = [0; LEN + FILLER];
        whole[..LEN].copy_from_slice(bytes);
        fill(&mut whole);
        if given != whole {
            return None;
        }
        let (words, _) = bytes.as_chunks::<8>();
        let word = |index: usize| u64::from_be_bytes(words[index]);
        Some(Receipt {
            queue: word(0),
            contents: word(1),
            sequence: word(2),
            due: Stored::from_millis(word(3) as i64),
            nonce: word(4),
        })
    }
}

/// Follows from what is before it.
fn fill(bytes: &mut [u8; LEN + FILLER]) {
    let (said, filler) = bytes.split_at_mut(LEN);
    for (place, byte) in filler.iter_mut().zip(said) {
        *place = byte.rotate_left(3) ^ 0xa5;
    }
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    proptest! {
        #[test]
        fn a_receipt_comes_back(queue: u64, contents: u64, sequence: u64, due: i64, nonce: u64) {
            let receipt = Receipt { queue, contents, sequence, due: Stored::from_millis(due), nonce };
            prop_assert_eq!(Receipt::parse(&receipt.handle()), Some(receipt));
            prop_assert!(receipt.handle().len() > 100);
            prop_assert_eq!(Receipt::parse(&receipt.handle()[..60]), None);
        }

        #[test]
        fn any_text_is_taken_without_harm(text in ".{0,80}") {
            let _ = Receipt::parse(&text);
            prop_assert_eq!(Receipt::parse(&format!("{PREFIX}{text}")), None);
        }
    }
}
