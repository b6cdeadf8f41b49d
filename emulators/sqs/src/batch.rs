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

/// The entries of a batch in rounds: each names a message once at most, and those that name the same one follow each other in the order of
/// the batch. So every entry is judged as if it were sent alone. Within a round they are in the order of their messages, so that two
/// batches never wait for each other in a circle. Entries without a message are left out.
pub fn rounds(sequences: &[Option<u64>]) -> Vec<Vec<usize>> {
    let mut indices: Vec<usize> = (0..sequences.len()).filter(|index| sequences[*index].is_some()).collect();
    indices.sort_by_key(|index| (sequences[*index], *index));
    let mut rounds: Vec<Vec<usize>> = Vec::new();
    for entries in indices.chunk_by(|one, other| sequences[*one] == sequences[*other]) {
        for (round, index) in entries.iter().enumerate() {
            if rounds.len() == round {
                rounds.push(Vec::new());
            }
            rounds[round].push(*index);
        }
    }
    rounds
}

fn is_id(id: &str) -> bool {
    let is_allowed = |byte: u8| byte.is_ascii_alphanumeric() || byte == b'-' || byte == b'_';
    (1..=ID_MAX).contains(&id.len()) && id.bytes().all(is_allowed)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn entries_of_one_message_follow_each_other_in_the_order_of_the_batch() {
        let sequences = [Some(7), Some(3), None, Some(7), Some(5), Some(7), Some(3)];
        assert_eq!(rounds(&sequences), [vec![1, 4, 0], vec![6, 3], vec![5]]);
        assert!(rounds(&[None, None]).is_empty());
    }
}
