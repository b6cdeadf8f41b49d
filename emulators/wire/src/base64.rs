//! Base64 with the usual alphabet and with padding: what JSON and forms make of bytes.

use base64_simd::STANDARD;

/// A text is no base64.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct NotBase64;

/// Bytes as text.
pub fn encode(bytes: impl AsRef<[u8]>) -> String {
    STANDARD.encode_to_string(bytes)
}

/// The bytes of a text.
///
/// # Errors
///
/// It is no base64: a character of another alphabet, missing padding, or bits left over at the end.
pub fn decode(text: impl AsRef<[u8]>) -> Result<Vec<u8>, NotBase64> {
    STANDARD.decode_to_vec(text).map_err(|_| NotBase64)
}

/// Appends bytes as text.
pub fn append(bytes: &[u8], out: &mut Vec<u8>) {
    let start = out.len();
    out.resize(start + STANDARD.encoded_length(bytes.len()), 0);
    let _ = STANDARD.encode(bytes, base64_simd::Out::from_slice(&mut out[start..]));
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    proptest! {
        #[test]
        fn bytes_come_back(bytes: Vec<u8>) {
            prop_assert_eq!(decode(encode(&bytes)), Ok(bytes.clone()));
            let mut appended = vec![b'"'];
            append(&bytes, &mut appended);
            let text = encode(&bytes);
            prop_assert_eq!(&appended[1..], text.as_bytes());
        }

        /// Another library's judgement, near the edges of the format.
        #[test]
        fn what_is_no_base64_is_refused(text in "[AQgw+/=x ]{0,12}") {
            prop_assert_eq!(decode(&text).ok(), aws_smithy_types::base64::decode(&text).ok(), "{}", text);
        }
    }
}
