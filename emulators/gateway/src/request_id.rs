//! The id that AWS gives each request, in the form of its service.

use clock::Entropy;

/// DynamoDB's ids are 52 characters of upper-case base 32, all others are UUIDs.
pub(crate) fn fresh(entropy: &Entropy, is_dynamodb: bool) -> String {
    if !is_dynamodb {
        return entropy.uuid();
    }
    const ALPHABET: &[u8; 32] = b"ABCDEFGHIJKLMNOPQRSTUVWXYZ012345";
    let mut bytes = [0; 52];
    entropy.fill(&mut bytes[..26]);
    let mut id = String::with_capacity(52);
    for byte in &bytes[..26] {
        id.push(ALPHABET[usize::from(byte & 31)] as char);
        id.push(ALPHABET[usize::from(byte >> 3)] as char);
    }
    // As seen: the tail is always the same.
    id.truncate(42);
    id.push_str("VV4KQNSO5A");
    id
}

/// Kinesis' `x-amz-id-2`: 72 random bytes in base 64.
pub(crate) fn second(entropy: &Entropy) -> String {
    let mut bytes = [0; 72];
    entropy.fill(&mut bytes);
    wire::base64::encode(bytes)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn ids_have_the_form_of_their_service() {
        let entropy = Entropy::seeded(1);
        assert_eq!(fresh(&entropy, true).len(), 52);
        assert_ne!(fresh(&entropy, true), fresh(&entropy, true));
        assert_eq!(fresh(&entropy, false).len(), 36);
        assert_eq!(second(&entropy).len(), 96);
    }
}
