//! The MD5 sums that clients check, and the SHA-256 that content-based deduplication goes by.
//!
//! The sum of the attributes is laid down in the developer guide, "Calculating the MD5 message digest for message attributes":
//! sorted by name; each name, data type and value with its length before it (four bytes, big-endian), a byte in front of the
//! value says text (1) or binary (2).

use md5::{Digest, Md5};
use sha2::Sha256;

use crate::message::{Attribute, Content};

pub type Md5Sum = [u8; 16];

const TEXT: u8 = 1;
const BINARY: u8 = 2;

pub fn of_body(body: &str) -> Md5Sum {
    Md5::digest(body.as_bytes()).into()
}

/// Of attributes in any order.
pub fn of_attributes<'a>(attributes: impl IntoIterator<Item = &'a Attribute<'a>>) -> Md5Sum {
    let mut sorted: Vec<_> = attributes.into_iter().collect();
    sorted.sort_by_key(|attribute| attribute.name);
    let mut sum = Md5::new();
    for attribute in sorted {
        counted(&mut sum, attribute.name.as_bytes());
        counted(&mut sum, attribute.data_type.as_bytes());
        match attribute.content {
            Content::Text(text) => {
                sum.update([TEXT]);
                counted(&mut sum, text.as_bytes());
            }
            Content::Binary(bytes) => {
                sum.update([BINARY]);
                counted(&mut sum, bytes);
            }
        }
    }
    sum.finalize().into()
}

/// What stands for the body where a FIFO queue deduplicates by content; clients see it as the deduplication id.
pub fn deduplication_id(body: &str) -> String {
    hex(&Sha256::digest(body.as_bytes()))
}

/// A key of fixed size for a deduplication id, within its group where the scope is the group.
pub fn deduplication_key(group: Option<&str>, id: &str) -> [u8; 16] {
    let mut sum = Md5::new();
    counted(&mut sum, id.as_bytes());
    sum.update(group.unwrap_or("").as_bytes());
    sum.finalize().into()
}

pub fn hex(bytes: &[u8]) -> String {
    const DIGITS: &[u8; 16] = b"0123456789abcdef";
    let mut text = String::with_capacity(bytes.len() * 2);
    for byte in bytes {
        text.push(DIGITS[usize::from(byte >> 4)] as char);
        text.push(DIGITS[usize::from(byte & 15)] as char);
    }
    text
}

fn counted(sum: &mut Md5, bytes: &[u8]) {
    sum.update((bytes.len() as u32).to_be_bytes());
    sum.update(bytes);
}

#[cfg(test)]
mod tests {
    use super::*;

    fn text<'a>(name: &'a str, value: &'a str) -> Attribute<'a> {
        Attribute { name, data_type: "String", content: Content::Text(value) }
    }

    // The sums are those that AWS gave to LocalStack's tests (test_sqs.snapshot.json).
    #[test]
    fn sums_are_those_of_aws() {
        assert_eq!(hex(&of_body("msg")), "6e2baaf3b97dbeef01c0043275f9a0e7");
        let three = [text("Help.Me", "Me"), text("Hello", "There"), text("General", "Kenobi")];
        assert_eq!(hex(&of_attributes(&three)), "4c360f3fdafd970e05fae2f149d997f5");
        assert_eq!(hex(&of_attributes(&three[1..])), "fca026605781cb4126a1e9044df24232");
        let binary = b"traceparent\x1e00-774062d6c37081a5a0b9b5b88e30627c-2d2482211f6489da-01";
        let binary = Attribute { name: "attr1", data_type: "Binary", content: Content::Binary(binary) };
        assert_eq!(hex(&of_attributes([&binary])), "8cbe4db156db8a94db8b801b7addb984");
    }

    #[test]
    fn a_body_stands_for_itself_by_its_sha_256() {
        let empty = "e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855";
        assert_eq!(deduplication_id(""), empty);
    }

    #[test]
    fn a_deduplication_key_tells_groups_apart_and_ids_from_groups() {
        assert_ne!(deduplication_key(Some("a"), "id"), deduplication_key(Some("b"), "id"));
        assert_ne!(deduplication_key(Some("bc"), "a"), deduplication_key(Some("c"), "ab"));
    }
}
