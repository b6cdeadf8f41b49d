//! Bodies that travel compressed: requests in gzip, and long answers of DynamoDB to clients that take gzip or deflate.

use std::io::{self, Read, Write};

use bytes::Bytes;
use flate2::Compression;
use flate2::read::MultiGzDecoder;
use flate2::write::{GzEncoder, ZlibEncoder};
use http::header::{ACCEPT_ENCODING, CONTENT_ENCODING, HeaderMap};

use crate::Unread;
use crate::budget::{self, Budget, Room};

/// Shorter answers are sent as they are. Documented: DynamoDB compresses answers of more than 4 KB.
pub(crate) const ANSWER_MIN: usize = 4 * 1024;

/// From this size on an answer is compressed where nobody else waits for the thread: it takes some milliseconds.
pub(crate) const ANSWER_LONG: usize = 128 * 1024;

/// How an answer is compressed.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Encoding {
    /// RFC 1952
    Gzip,
    /// RFC 1950, whatever the name says (RFC 9110, 8.4.1.2).
    Deflate,
}

impl Encoding {
    /// The one that the client prefers, if it takes any.
    pub(crate) fn accepted(headers: &HeaderMap) -> Option<Encoding> {
        let accepted = headers.get(ACCEPT_ENCODING)?.to_str().ok()?;
        let takes = |name: &str| {
            accepted.split(',').any(|offer| {
                let (offered, weight) = offer.split_once(';').unwrap_or((offer, "q=1"));
                let weight = weight.trim().strip_prefix("q=").and_then(|weight| weight.trim().parse().ok());
                offered.trim().eq_ignore_ascii_case(name) && weight.unwrap_or(1.0_f32) > 0.0
            })
        };
        if takes("gzip") {
            return Some(Encoding::Gzip);
        }
        takes("deflate").then_some(Encoding::Deflate)
    }

    /// As `Content-Encoding` names it.
    pub(crate) fn name(self) -> &'static str {
        match self {
            Encoding::Gzip => "gzip",
            Encoding::Deflate => "deflate",
        }
    }

    /// The bytes compressed, quickly rather than well.
    pub(crate) fn compressed(self, bytes: &[u8]) -> Vec<u8> {
        const EVERY: &str = "memory takes every byte";
        let out = Vec::with_capacity(bytes.len() / 4);
        match self {
            Encoding::Gzip => {
                let mut encoder = GzEncoder::new(out, Compression::fast());
                encoder.write_all(bytes).expect(EVERY);
                encoder.finish().expect(EVERY)
            }
            Encoding::Deflate => {
                let mut encoder = ZlibEncoder::new(out, Compression::fast());
                encoder.write_all(bytes).expect(EVERY);
                encoder.finish().expect(EVERY)
            }
        }
    }
}

/// Whether a request's body is compressed in a way that is undone here.
pub(crate) fn is_gzip(headers: &HeaderMap) -> bool {
    headers.get(CONTENT_ENCODING).is_some_and(|encoding| encoding.as_bytes().eq_ignore_ascii_case(b"gzip"))
}

/// The body as it was before it was compressed. What is longer than a small body has room of its own from the budget.
///
/// # Errors
///
/// It is larger than `limit`, there is no room for it, or it is no gzip.
pub(crate) fn inflated<'a>(
    bytes: &[u8],
    limit: usize,
    budget: &'a Budget,
) -> Result<(Bytes, Option<Room<'a>>), Unread> {
    let broken = |_: io::Error| Unread::Broken;
    let mut decoder = MultiGzDecoder::new(bytes);
    let mut out = Vec::with_capacity((bytes.len() * 4).min(budget::SMALL));
    decoder.by_ref().take(budget::SMALL as u64 + 1).read_to_end(&mut out).map_err(broken)?;
    if out.len() <= budget::SMALL {
        return Ok((out.into(), None));
    }
    let room = budget.reserve_now(limit)?;
    let more = (limit + 1).saturating_sub(out.len());
    decoder.take(more as u64).read_to_end(&mut out).map_err(broken)?;
    if out.len() > limit {
        return Err(Unread::TooLarge { limit });
    }
    Ok((out.into(), Some(room)))
}

#[cfg(test)]
mod tests {
    use super::*;
    use http::HeaderValue;

    const MIB: usize = 1024 * 1024;

    fn accepts(text: &'static str) -> Option<Encoding> {
        let mut headers = HeaderMap::new();
        headers.insert(ACCEPT_ENCODING, HeaderValue::from_static(text));
        Encoding::accepted(&headers)
    }

    #[test]
    fn the_client_chooses() {
        assert_eq!(accepts("gzip, deflate"), Some(Encoding::Gzip));
        assert_eq!(accepts("deflate;q=0.5"), Some(Encoding::Deflate));
        assert_eq!(accepts("gzip;q=0, DEFLATE"), Some(Encoding::Deflate));
        for none in ["identity", "", "br", "gzip;q=0", "gzipped"] {
            assert_eq!(accepts(none), None, "{none}");
        }
    }

    #[test]
    fn what_was_compressed_comes_back() {
        let budget = Budget::new(64 * MIB);
        for length in [0, 10, budget::SMALL, budget::SMALL + 1, 3 * MIB] {
            let body: Vec<u8> = (0..length).map(|at| (at / 7) as u8).collect();
            let compressed = Encoding::Gzip.compressed(&body);
            let (back, room) = inflated(&compressed, 4 * MIB, &budget).expect("it fits");
            assert_eq!((back.as_ref(), room.is_some()), (body.as_slice(), length > budget::SMALL));
        }
    }

    #[test]
    fn a_bomb_a_crowd_and_nonsense_are_refused() {
        let budget = Budget::new(8 * MIB);
        let bomb = Encoding::Gzip.compressed(&vec![0; 100 * MIB]);
        assert!(bomb.len() < MIB);
        assert_eq!(inflated(&bomb, 4 * MIB, &budget).err(), Some(Unread::TooLarge { limit: 4 * MIB }));
        let large = Encoding::Gzip.compressed(&vec![0; MIB]);
        let held = inflated(&large, 4 * MIB, &budget).expect("there is room");
        assert_eq!(inflated(&large, 4 * MIB, &budget).err(), Some(Unread::NoRoom));
        drop(held);
        assert_eq!(inflated(b"no gzip", MIB, &budget).err(), Some(Unread::Broken));
        assert_eq!(inflated(&large[..large.len() / 2], 4 * MIB, &budget).err(), Some(Unread::Broken));
    }
}
