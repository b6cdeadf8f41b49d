//! RocksDB's log format, as far as it takes to tell a record cut short by a crash from damage.
//!
//! RocksDB 11's reader ends a log "fine" where a damaged length points beyond the end of the file, and leaves out the rest of
//! a block that begins with zeros (`db/log_reader.cc`); whatever follows is lost without a word. So every log is looked
//! through before it is opened: <https://github.com/facebook/rocksdb/wiki/Write-Ahead-Log-File-Format>.

use std::fs;
use std::io;
use std::path::Path;

const BLOCK: usize = 32 * 1024;
const HEADER: usize = 7;
/// Recyclable records carry their log's number in the header.
const RECYCLABLE_HEADER: usize = 11;

/// How a log ends, if it is sound.
#[derive(Copy, Clone, Debug, PartialEq, Eq)]
pub(crate) enum End {
    Whole,
    /// In the middle of a record: a crash came while it was written.
    CutShort,
}

/// Says what is wrong, and where.
pub(crate) fn check(path: &Path) -> io::Result<Result<End, String>> {
    Ok(end_of(&fs::read(path)?))
}

fn end_of(log: &[u8]) -> Result<End, String> {
    let mut at = 0;
    let mut in_fragments = false;
    while at < log.len() {
        let block_left = BLOCK - at % BLOCK;
        if block_left < HEADER {
            if log[at..].iter().take(block_left).any(|byte| *byte != 0) {
                return Err(format!("at byte {at}: what fills up a block is not zero"));
            }
            at += block_left;
            continue;
        }
        match record(&log[at..log.len().min(at + block_left)], block_left) {
            Record::Sound { kind, size } => {
                in_fragments = match kind {
                    FIRST | MIDDLE => true,
                    FULL | LAST => false,
                    _ => in_fragments,
                };
                at += size;
            }
            Record::Zeros if log[at..].iter().all(|byte| *byte == 0) => return Ok(ended(in_fragments)),
            Record::Zeros => return Err(format!("at byte {at}: zeros where a record should begin")),
            Record::Damaged(what) => return Err(format!("at byte {at}: {what}")),
            // The record reaches beyond the end of the file. If there is a sound one behind its beginning, its length is wrong.
            Record::BeyondEnd => {
                return match (at + 1..log.len()).find(|later| is_record(log, *later)) {
                    Some(later) => {
                        Err(format!("at byte {at}: a record whose length is wrong; one more follows at {later}"))
                    }
                    None => Ok(End::CutShort),
                };
            }
        }
    }
    Ok(ended(in_fragments))
}

fn ended(in_fragments: bool) -> End {
    if in_fragments { End::CutShort } else { End::Whole }
}

const FULL: u8 = 1;
const FIRST: u8 = 2;
const MIDDLE: u8 = 3;
const LAST: u8 = 4;

enum Record {
    Sound { kind: u8, size: usize },
    Zeros,
    BeyondEnd,
    Damaged(String),
}

/// The record at the front of what is left of a block, `there` being what the file has of it.
fn record(there: &[u8], block_left: usize) -> Record {
    let Some((header, _)) = there.split_first_chunk::<HEADER>() else { return Record::BeyondEnd };
    let [c0, c1, c2, c3, l0, l1, kind] = *header;
    let length = usize::from(u16::from_le_bytes([l0, l1]));
    if *header == [0; HEADER] {
        return Record::Zeros;
    }
    let header_size = match kind {
        1..=4 | 9 | 10 | 130 => HEADER,
        5..=8 | 11 | 131 => RECYCLABLE_HEADER,
        _ => return Record::Damaged(format!("there is no record of type {kind}")),
    };
    let size = header_size + length;
    if size > block_left {
        return Record::Damaged(format!("a record of {length} bytes does not fit into its block"));
    }
    if size > there.len() {
        return Record::BeyondEnd;
    }
    if masked(crc32c::crc32c(&there[HEADER - 1..size])) != u32::from_le_bytes([c0, c1, c2, c3]) {
        return Record::Damaged(format!("the checksum of a record of {length} bytes does not match"));
    }
    let kind = if (5..=8).contains(&kind) { kind - 4 } else { kind };
    Record::Sound { kind, size }
}

fn is_record(log: &[u8], at: usize) -> bool {
    let block_left = BLOCK - at % BLOCK;
    block_left >= HEADER
        && matches!(record(&log[at..log.len().min(at + block_left)], block_left), Record::Sound { size, .. } if size > HEADER)
}

/// A checksum is stored so that a log inside a log does not look like one.
fn masked(crc: u32) -> u32 {
    crc.rotate_right(15).wrapping_add(0xa282_ead8)
}

#[cfg(test)]
mod tests {
    use super::*;

    /// Writes as RocksDB does.
    fn log(records: &[&[u8]]) -> Vec<u8> {
        let mut log = Vec::new();
        for record in records {
            let mut left = *record;
            let mut first = true;
            loop {
                let block_left = BLOCK - log.len() % BLOCK;
                if block_left < HEADER {
                    log.extend(vec![0; block_left]);
                    continue;
                }
                let (part, rest) = left.split_at(left.len().min(block_left - HEADER));
                let kind = match (first, rest.is_empty()) {
                    (true, true) => FULL,
                    (true, false) => FIRST,
                    (false, false) => MIDDLE,
                    (false, true) => LAST,
                };
                let checked = [&[kind], part].concat();
                log.extend(masked(crc32c::crc32c(&checked)).to_le_bytes());
                log.extend((part.len() as u16).to_le_bytes());
                log.extend(checked);
                (left, first) = (rest, false);
                if left.is_empty() {
                    break;
                }
            }
        }
        log
    }

    fn some() -> Vec<u8> {
        log(&[&[7; 100], &[8; 40_000], &[9; 30], &[10; 24_000], &[11; 300], &[12; 300]])
    }

    #[test]
    fn a_whole_log_is_sound_and_may_be_followed_by_zeros() {
        assert_eq!(end_of(&some()), Ok(End::Whole));
        assert_eq!(end_of(&[some(), vec![0; 5_000]].concat()), Ok(End::Whole));
        assert_eq!(end_of(&[]), Ok(End::Whole));
    }

    #[test]
    fn a_log_cut_anywhere_is_cut_short_and_not_damaged() {
        let log = some();
        for cut in (0..log.len()).step_by(733).chain(log.len() - 320..log.len()) {
            assert!(end_of(&log[..cut]).is_ok(), "cut at {cut}");
        }
        assert_eq!(end_of(&log[..log.len() - 1]), Ok(End::CutShort));
    }

    #[test]
    fn any_byte_turned_over_is_damage() {
        let log = some();
        for at in (0..log.len()).step_by(733).chain(log.len() - 320..log.len()) {
            for with in [0x01, 0xff] {
                let mut damaged = log.clone();
                damaged[at] ^= with;
                // In the last record, a length beyond the end cannot be told from a cut.
                let last_length = log.len() - 300 - 3..log.len() - 300 - 1;
                if !last_length.contains(&at) {
                    assert!(end_of(&damaged).is_err(), "byte {at}");
                }
            }
        }
    }

    #[test]
    fn zeros_in_the_middle_are_damage() {
        let log = some();
        for at in (0..log.len() - 1_000).step_by(977) {
            let mut damaged = log.clone();
            damaged[at..at + 200].fill(0);
            assert!(end_of(&damaged).is_err(), "zeros at {at}");
        }
    }
}
