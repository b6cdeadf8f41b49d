//! Tokens that clients carry for us: they hold all that is needed, survive restarts, and cannot be made up by accident.
//!
//! Not a secret: whoever may ask for a token may read what it says. It is scrambled so that nobody is tempted to.

pub mod iterator;
pub mod next_token;

use md5::{Digest, Md5};

/// What a token is for. A token of one kind is no token of another; the numbers are in tokens that clients hold.
#[derive(Copy, Clone, Debug, PartialEq, Eq)]
pub enum Purpose {
    ShardIterator = 1,
    NextShards = 2,
    NextStreams = 3,
    NextConsumers = 4,
}

const CHECK_BYTES: usize = 16;

/// The content behind its checksum, scrambled.
pub fn seal(purpose: Purpose, content: &[u8]) -> Vec<u8> {
    let check = check(purpose, content);
    let mut sealed = Vec::with_capacity(CHECK_BYTES + content.len());
    sealed.extend_from_slice(&check);
    sealed.extend_from_slice(content);
    scramble(&check, &mut sealed[CHECK_BYTES..]);
    sealed
}

/// The content of a token that was sealed for this purpose.
pub fn open(purpose: Purpose, sealed: &[u8]) -> Option<Vec<u8>> {
    let (expected, content) = sealed.split_first_chunk::<CHECK_BYTES>()?;
    let mut content = content.to_vec();
    scramble(expected, &mut content);
    (check(purpose, &content) == *expected).then_some(content)
}

fn check(purpose: Purpose, content: &[u8]) -> [u8; CHECK_BYTES] {
    Md5::new().chain_update([purpose as u8]).chain_update(b"statebox").chain_update(content).finalize().into()
}

/// The same twice is nothing.
fn scramble(seed: &[u8; CHECK_BYTES], bytes: &mut [u8]) {
    let [a, b, c, d, e, f, g, h, ..] = *seed;
    let mut state = u64::from_le_bytes([a, b, c, d, e, f, g, h]);
    for chunk in bytes.chunks_mut(8) {
        // SplitMix64: one multiplication-mixed counter, enough to look random.
        state = state.wrapping_add(0x9e37_79b9_7f4a_7c15);
        let mut mixed = (state ^ (state >> 30)).wrapping_mul(0xbf58_476d_1ce4_e5b9);
        mixed = (mixed ^ (mixed >> 27)).wrapping_mul(0x94d0_49bb_1331_11eb);
        for (byte, mask) in chunk.iter_mut().zip((mixed ^ (mixed >> 31)).to_le_bytes()) {
            *byte ^= mask;
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_token_is_opened_by_its_purpose_alone() {
        let sealed = seal(Purpose::ShardIterator, b"content of any length");
        assert_eq!(open(Purpose::ShardIterator, &sealed).as_deref(), Some(&b"content of any length"[..]));
        assert_eq!(open(Purpose::NextShards, &sealed), None);
    }

    #[test]
    fn a_changed_token_is_none() {
        let sealed = seal(Purpose::NextShards, b"content");
        for at in 0..sealed.len() {
            let mut changed = sealed.clone();
            changed[at] ^= 1;
            assert_eq!(open(Purpose::NextShards, &changed), None, "{at}");
        }
        assert_eq!(open(Purpose::NextShards, &sealed[..15]), None);
    }
}
