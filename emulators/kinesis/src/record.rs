//! Records that arrived together for one shard, as one stored value.
//!
//! `1` (the format), the number of records (2), when they arrived relative to the stream's epoch (8), the second of
//! arrival that is part of their sequence numbers and never moves (5); then each record: length and text of the
//! partition key (none has no length: nobody can give such a one), length and bytes of the data. Lengths take seven bits a byte, smallest first.

pub mod append;
pub mod emitted;
pub mod reading;
pub mod sequence;
pub mod sequencer;

use clock::Stored;
use keyspace::Damaged;

/// A group takes no further record when it has this many bytes, so that reading one record does not drag megabytes along.
pub const GROUP_BYTES: usize = 128 * 1024;

/// And none beyond this.
pub const GROUP_RECORDS: usize = 500;

const FORMAT: u8 = 1;
const HEADER_BYTES: usize = 16;

#[derive(Copy, Clone, Debug, PartialEq, Eq)]
pub struct Record<'a> {
    pub partition_key: &'a str,
    pub data: &'a [u8],
}

impl Record<'_> {
    /// A producer may leave it out where the service distributes the records.
    pub fn given_key(&self) -> Option<&str> {
        Some(self.partition_key).filter(|key| !key.is_empty())
    }

    /// What limits count: the data and its key.
    pub fn size(&self) -> usize {
        self.partition_key.len() + self.data.len()
    }
}

/// When a group arrived.
#[derive(Copy, Clone, Debug, PartialEq, Eq)]
pub struct Arrival {
    pub at: Stored,
    /// As the sequence numbers say it.
    pub second: u64,
}

/// Writes a group of at most [`GROUP_RECORDS`] records.
pub fn write_group<'r>(out: &mut Vec<u8>, arrival: Arrival, records: impl ExactSizeIterator<Item = Record<'r>>) {
    let count = u16::try_from(records.len()).expect("a group has few records");
    out.push(FORMAT);
    out.extend_from_slice(&count.to_be_bytes());
    out.extend_from_slice(&arrival.at.as_millis().to_be_bytes());
    out.extend_from_slice(&arrival.second.to_be_bytes()[3..]);
    for record in records {
        put_length(out, record.partition_key.len());
        out.extend_from_slice(record.partition_key.as_bytes());
        put_length(out, record.data.len());
        out.extend_from_slice(record.data);
    }
}

/// A stored group, read in place.
#[derive(Copy, Clone)]
pub struct Group<'a> {
    pub count: u16,
    pub arrival: Arrival,
    records: &'a [u8],
}

impl<'a> Group<'a> {
    pub fn read(value: &'a [u8]) -> Result<Group<'a>, Damaged> {
        let Some((header, records)) = value.split_first_chunk::<HEADER_BYTES>() else {
            return Err(Damaged::new(format!("a group of records of {} bytes", value.len())));
        };
        let [format, count @ .., _, _, _, _, _, _, _, _, _, _, _, _, _] = *header;
        if format != FORMAT {
            return Err(Damaged::new(format!("a group of records in format {format}")));
        }
        let [_, _, _, at @ .., _, _, _, _, _] = *header;
        let mut second = [0; 8];
        second[3..].copy_from_slice(&header[11..]);
        let arrival = Arrival { at: Stored::from_millis(i64::from_be_bytes(at)), second: u64::from_be_bytes(second) };
        Ok(Group { count: u16::from_be_bytes(count), arrival, records })
    }

    /// Its records in order; ends early only if the bytes are damaged.
    pub fn records(&self) -> Records<'a> {
        Records { left: self.count, bytes: self.records }
    }
}

/// Records one after the other, of a group or of a piece of one.
pub struct Records<'a> {
    left: u16,
    bytes: &'a [u8],
}

impl<'a> Records<'a> {
    pub fn new(left: u16, bytes: &'a [u8]) -> Records<'a> {
        Records { left, bytes }
    }

    /// The bytes of those that are still to come.
    pub fn rest(&self) -> &'a [u8] {
        self.bytes
    }
}

impl<'a> Iterator for Records<'a> {
    type Item = Result<Record<'a>, Damaged>;

    fn next(&mut self) -> Option<Self::Item> {
        self.left = self.left.checked_sub(1)?;
        let record = take_record(&mut self.bytes);
        if record.is_none() {
            self.left = 0;
        }
        Some(record.ok_or_else(|| Damaged::new("a group of records that ends early")))
    }
}

fn take_record<'a>(from: &mut &'a [u8]) -> Option<Record<'a>> {
    let partition_key = std::str::from_utf8(take_sized(from)?).ok()?;
    Some(Record { partition_key, data: take_sized(from)? })
}

fn take_sized<'a>(from: &mut &'a [u8]) -> Option<&'a [u8]> {
    let mut length = 0usize;
    let mut shift = 0;
    loop {
        let (byte, rest) = from.split_first()?;
        *from = rest;
        length |= usize::from(byte & 0x7f) << shift;
        shift += 7;
        if byte & 0x80 == 0 {
            break;
        }
        if shift > 28 {
            return None;
        }
    }
    let (sized, rest) = from.split_at_checked(length)?;
    *from = rest;
    Some(sized)
}

fn put_length(out: &mut Vec<u8>, mut length: usize) {
    while length >= 0x80 {
        out.push(length as u8 | 0x80);
        length >>= 7;
    }
    out.push(length as u8);
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    const ARRIVAL: Arrival = Arrival { at: Stored::from_millis(-5), second: 1_763_000_000 };

    proptest! {
        #[test]
        fn what_is_grouped_comes_back(records in proptest::collection::vec((".{0,40}", proptest::collection::vec(any::<u8>(), 0..300)), 0..20)) {
            let mut bytes = Vec::new();
            write_group(&mut bytes, ARRIVAL, records.iter().map(|(partition_key, data)| Record { partition_key, data }));
            let group = Group::read(&bytes).unwrap();
            prop_assert_eq!(group.arrival, ARRIVAL);
            let read: Vec<_> = group.records().map(|record| {
                let record = record.unwrap();
                (record.partition_key.to_owned(), record.data.to_vec())
            }).collect();
            prop_assert_eq!(read, records);
        }

        #[test]
        fn damage_is_found_and_never_a_panic(bytes in proptest::collection::vec(any::<u8>(), 0..64)) {
            if let Ok(group) = Group::read(&bytes) {
                let _ = group.records().count();
            }
        }
    }

    #[test]
    fn a_group_that_ends_early_says_so() {
        let mut bytes = Vec::new();
        write_group(&mut bytes, ARRIVAL, [Record { partition_key: "a", data: &[0; 300] }].into_iter());
        let group = Group::read(&bytes[..100]).unwrap();
        assert!(group.records().next().unwrap().is_err());
        assert!(Group::read(&bytes[..10]).is_err());
    }
}
