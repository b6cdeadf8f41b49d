//! Puts and deletes in order, in one buffer: what an engine writes atomically.

use crate::Family;

/// One buffer for many small keys and values: a batch costs one allocation, joining two is one copy.
#[derive(Clone, Default)]
pub struct Writes {
    bytes: Vec<u8>,
    count: usize,
}

/// One write, its key and value borrowed from the buffer.
#[derive(Copy, Clone, Debug, PartialEq, Eq)]
pub enum Write<'a> {
    /// In place of what is there.
    Put {
        /// Where the key lies.
        family: Family,
        /// The whole key, its table's number included.
        key: &'a [u8],
        /// The whole value.
        value: &'a [u8],
    },
    /// Also of what is not there.
    Delete {
        /// Where the key lies.
        family: Family,
        /// The whole key, its table's number included.
        key: &'a [u8],
    },
}

/// Tag (1: family, top bit: put), length of the key (4), length of the value (4).
const HEADER: usize = 9;
const PUT: u8 = 0x80;

impl Writes {
    /// Without a write, and without an allocation.
    pub fn new() -> Writes {
        Writes::default()
    }

    /// Appends a put. Key and value are written straight into the buffer.
    pub fn put(&mut self, family: Family, key: impl FnOnce(&mut Vec<u8>), value: impl FnOnce(&mut Vec<u8>)) {
        self.append(PUT | family as u8, key, value);
    }

    /// Appends a delete.
    pub fn delete(&mut self, family: Family, key: impl FnOnce(&mut Vec<u8>)) {
        self.append(family as u8, key, |_| {});
    }

    /// Takes over all of `other`, after what is here.
    pub fn join(&mut self, other: &Writes) {
        self.bytes.extend_from_slice(&other.bytes);
        self.count += other.count;
    }

    /// Forgets all writes and keeps the buffer.
    pub fn clear(&mut self) {
        self.bytes.clear();
        self.count = 0;
    }

    /// Makes room for about so many bytes more.
    pub fn reserve(&mut self, bytes: usize) {
        self.bytes.reserve(bytes);
    }

    /// Puts and deletes.
    pub fn len(&self) -> usize {
        self.count
    }

    /// Whether there is no write.
    pub fn is_empty(&self) -> bool {
        self.count == 0
    }

    /// Bytes of the buffer: keys, values, and nine for each write.
    pub fn size_bytes(&self) -> usize {
        self.bytes.len()
    }

    /// The writes, in order.
    pub fn iter(&self) -> impl Iterator<Item = Write<'_>> {
        let mut rest = &self.bytes[..];
        std::iter::from_fn(move || {
            let (header, after) = rest.split_first_chunk::<HEADER>()?;
            let [tag, lengths @ ..] = header;
            let [k0, k1, k2, k3, v0, v1, v2, v3] = *lengths;
            let (key, after) = after.split_at(u32::from_le_bytes([k0, k1, k2, k3]) as usize);
            let (value, after) = after.split_at(u32::from_le_bytes([v0, v1, v2, v3]) as usize);
            rest = after;
            let family = Family::from_number(tag & !PUT).expect("a family was encoded");
            Some(if tag & PUT != 0 { Write::Put { family, key, value } } else { Write::Delete { family, key } })
        })
    }

    fn append(&mut self, tag: u8, key: impl FnOnce(&mut Vec<u8>), value: impl FnOnce(&mut Vec<u8>)) {
        if self.bytes.capacity() == 0 {
            self.bytes.reserve(512);
        }
        let start = self.bytes.len();
        self.bytes.extend_from_slice(&[tag, 0, 0, 0, 0, 0, 0, 0, 0]);
        key(&mut self.bytes);
        let key_end = self.bytes.len();
        value(&mut self.bytes);
        let key_len = length(key_end - start - HEADER);
        let value_len = length(self.bytes.len() - key_end);
        self.bytes[start + 1..start + 5].copy_from_slice(&key_len);
        self.bytes[start + 5..start + 9].copy_from_slice(&value_len);
        self.count += 1;
    }
}

fn length(bytes: usize) -> [u8; 4] {
    u32::try_from(bytes).expect("a key or a value is smaller than 4 GiB").to_le_bytes()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_went_in_comes_out_in_order() {
        let mut writes = Writes::new();
        writes.put(Family::Sqs, |out| out.extend(b"key"), |out| out.extend(b"value"));
        writes.delete(Family::Kinesis, |out| out.extend(b"gone"));
        let mut more = Writes::new();
        more.put(Family::Meta, |_| {}, |_| {});
        writes.join(&more);

        assert_eq!(writes.len(), 3);
        assert_eq!(
            writes.iter().collect::<Vec<_>>(),
            [
                Write::Put { family: Family::Sqs, key: b"key", value: b"value" },
                Write::Delete { family: Family::Kinesis, key: b"gone" },
                Write::Put { family: Family::Meta, key: b"", value: b"" },
            ]
        );
    }
}
