//! What all batch operations ask of their entries.

use std::collections::HashSet;

use models::sqs::Refusal;

use crate::refusals;

const ENTRIES_MAX: usize = 10;
const ID_MAX: usize = 80;
/// Of all messages of a batch together, whatever a single one may have.
pub const BATCH_BYTES_MAX: usize = 1_048_576;

/// `entry` is the name of an entry's shape. Order of checks: moto's `test_send_message_batch_errors`, verified against AWS.
pub fn check<'a>(entry: &str, ids: impl ExactSizeIterator<Item = &'a str> + Clone) -> Result<(), Refusal> {
    match ids.len() {
        0 => return Err(refusals::batch_empty(entry)),
        count if count > ENTRIES_MAX => return Err(refusals::batch_too_many(count)),
        _ => {}
    }
    if !ids.clone().all(is_id) {
        return Err(refusals::batch_id_invalid());
    }
    let mut seen = HashSet::new();
    for id in ids {
        if !seen.insert(id) {
            return Err(refusals::batch_id_repeated(id));
        }
    }
    Ok(())
}

fn is_id(id: &str) -> bool {
    let is_allowed = |byte: u8| byte.is_ascii_alphanumeric() || byte == b'-' || byte == b'_';
    (1..=ID_MAX).contains(&id.len()) && id.bytes().all(is_allowed)
}
