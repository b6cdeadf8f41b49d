//! Chance: from the operating system, or from a seed in tests.

use std::fmt;
use std::sync::Arc;

use parking_lot::Mutex;

/// The operating system is asked for this much at a time: a system call per message id would be felt.
const POOL_BYTES: usize = 2048;

/// A source of random bytes. Clones share it, so that a seed gives one sequence to a whole environment.
#[derive(Clone)]
pub struct Entropy {
    source: Arc<Mutex<Source>>,
}

enum Source {
    System { pool: Box<[u8; POOL_BYTES]>, used: usize },
    Seeded(SplitMix),
}

impl Entropy {
    /// The operating system's.
    pub fn system() -> Entropy {
        Entropy::new(Source::System { pool: Box::new([0; POOL_BYTES]), used: POOL_BYTES })
    }

    /// The same bytes for the same seed, on every machine.
    pub fn seeded(seed: u64) -> Entropy {
        Entropy::new(Source::Seeded(SplitMix(seed)))
    }

    /// Fills the slice with random bytes.
    pub fn fill(&self, bytes: &mut [u8]) {
        match &mut *self.source.lock() {
            Source::System { pool, used } => fill_from_pool(pool, used, bytes),
            Source::Seeded(generator) => {
                for chunk in bytes.chunks_mut(8) {
                    chunk.copy_from_slice(&generator.next().to_le_bytes()[..chunk.len()]);
                }
            }
        }
    }

    /// A number, all values alike.
    pub fn u64(&self) -> u64 {
        let mut bytes = [0; 8];
        self.fill(&mut bytes);
        u64::from_le_bytes(bytes)
    }

    /// The sixteen bytes of a random (version 4) UUID.
    pub fn uuid_bytes(&self) -> [u8; 16] {
        let mut bytes = [0; 16];
        self.fill(&mut bytes);
        bytes[6] = (bytes[6] & 0x0f) | 0x40;
        bytes[8] = (bytes[8] & 0x3f) | 0x80;
        bytes
    }

    /// A random (version 4) UUID, lower case, with hyphens.
    pub fn uuid(&self) -> String {
        hyphenated(&self.uuid_bytes())
    }

    fn new(source: Source) -> Entropy {
        Entropy { source: Arc::new(Mutex::new(source)) }
    }
}

impl fmt::Debug for Entropy {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("Entropy")
    }
}

fn fill_from_pool(pool: &mut [u8; POOL_BYTES], used: &mut usize, bytes: &mut [u8]) {
    if bytes.len() > POOL_BYTES / 4 {
        return from_system(bytes);
    }
    if POOL_BYTES - *used < bytes.len() {
        from_system(&mut pool[..]);
        *used = 0;
    }
    let fresh = &mut pool[*used..*used + bytes.len()];
    bytes.copy_from_slice(fresh);
    fresh.fill(0);
    *used += bytes.len();
}

#[allow(clippy::disallowed_methods, reason = "this is the door")]
fn from_system(bytes: &mut [u8]) {
    getrandom::fill(bytes).expect("the operating system gives random bytes");
}

fn hyphenated(bytes: &[u8; 16]) -> String {
    const HEX: &[u8; 16] = b"0123456789abcdef";
    let mut text = String::with_capacity(36);
    for (index, byte) in bytes.iter().enumerate() {
        if matches!(index, 4 | 6 | 8 | 10) {
            text.push('-');
        }
        text.push(HEX[usize::from(byte >> 4)] as char);
        text.push(HEX[usize::from(byte & 15)] as char);
    }
    text
}

/// SplitMix64 (Steele, Lea, Flood: "Fast splittable pseudorandom number generators", 2014): for tests, not for secrets.
struct SplitMix(u64);

impl SplitMix {
    fn next(&mut self) -> u64 {
        self.0 = self.0.wrapping_add(0x9e37_79b9_7f4a_7c15);
        let mut z = self.0;
        z = (z ^ (z >> 30)).wrapping_mul(0xbf58_476d_1ce4_e5b9);
        z = (z ^ (z >> 27)).wrapping_mul(0x94d0_49bb_1331_11eb);
        z ^ (z >> 31)
    }
}

#[cfg(test)]
mod tests {
    use std::collections::HashSet;

    use super::*;

    #[test]
    fn a_seed_gives_the_same_sequence_everywhere() {
        // The generator's published first output for seed 0.
        assert_eq!(Entropy::seeded(0).u64(), 0xe220_a839_7b1d_cdaf);
        let (one, other) = (Entropy::seeded(7), Entropy::seeded(7));
        assert_eq!((one.uuid(), one.u64()), (other.uuid(), other.u64()));
    }

    #[test]
    fn uuids_are_of_version_four_and_lower_case() {
        for entropy in [Entropy::system(), Entropy::seeded(1)] {
            let uuid = entropy.uuid();
            assert_eq!(uuid.len(), 36);
            assert_eq!(&uuid[14..15], "4");
            assert!(matches!(&uuid[19..20], "8" | "9" | "a" | "b"));
            assert_eq!(uuid, uuid.to_lowercase());
        }
    }

    #[test]
    fn the_system_never_says_the_same_twice() {
        let entropy = Entropy::system();
        let seen: HashSet<u64> = (0..10_000).map(|_| entropy.u64()).collect();
        assert_eq!(seen.len(), 10_000);
        let mut large = vec![0; 10_000];
        entropy.fill(&mut large);
        assert!(large.iter().filter(|byte| **byte == 0).count() < 1_000);
    }
}
