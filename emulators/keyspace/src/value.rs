//! Values: raw bytes, nothing at all, or a record that says its version and knows its predecessors.

use serde::Serialize;
use serde::de::DeserializeOwned;

use crate::Damaged;

/// What a table can hold.
pub trait Value: Sized {
    /// Appends its bytes.
    fn encode(&self, out: &mut Vec<u8>);
    /// Reads all of the bytes.
    ///
    /// # Errors
    ///
    /// They are not what [`encode`](Value::encode) wrote.
    fn decode(from: &[u8]) -> Result<Self, Damaged>;
}

impl Value for () {
    fn encode(&self, _out: &mut Vec<u8>) {}

    fn decode(_from: &[u8]) -> Result<(), Damaged> {
        Ok(())
    }
}

/// The bytes themselves: for values whose format the service keeps, version byte included.
impl Value for Vec<u8> {
    fn encode(&self, out: &mut Vec<u8>) {
        out.extend_from_slice(self);
    }

    fn decode(from: &[u8]) -> Result<Vec<u8>, Damaged> {
        Ok(from.to_vec())
    }
}

impl Value for u64 {
    fn encode(&self, out: &mut Vec<u8>) {
        out.extend_from_slice(&self.to_le_bytes());
    }

    fn decode(from: &[u8]) -> Result<u64, Damaged> {
        let bytes = from.try_into().map_err(|_| Damaged::new(format!("a number of {} bytes", from.len())))?;
        Ok(u64::from_le_bytes(bytes))
    }
}

impl Value for String {
    fn encode(&self, out: &mut Vec<u8>) {
        out.extend_from_slice(self.as_bytes());
    }

    fn decode(from: &[u8]) -> Result<String, Damaged> {
        String::from_utf8(from.to_vec()).map_err(|error| Damaged::new(format!("a value is no text: {error}")))
    }
}

/// Declares the versions of a record, oldest first; the last is what the code works with, and each version converts into the
/// next (`impl From<QueueV1> for QueueV2`). A record is its version's number in one byte, then postcard: fields are
/// told apart by their order alone, so a released version never changes; it gets a successor.
///
/// ```
/// #[derive(serde::Serialize, serde::Deserialize)]
/// pub struct QueueV1 { name: String }
/// #[derive(Debug, PartialEq, serde::Serialize, serde::Deserialize)]
/// pub struct QueueV2 { name: String, is_fifo: bool }
///
/// impl From<QueueV1> for QueueV2 {
///     fn from(old: QueueV1) -> QueueV2 { QueueV2 { is_fifo: old.name.ends_with(".fifo"), name: old.name } }
/// }
///
/// keyspace::versioned! {
///     /// What is known about a queue.
///     pub struct QueueRecord { v1: QueueV1, v2: QueueV2 }
/// }
///
/// let record = QueueRecord { name: "q".into(), is_fifo: false };   // a name for QueueV2
/// let mut bytes = Vec::new();
/// keyspace::Value::encode(&record, &mut bytes);
/// assert_eq!(bytes[0], 2);
/// assert_eq!(<QueueRecord as keyspace::Value>::decode(&bytes).unwrap(), record);
/// ```
#[macro_export]
macro_rules! versioned {
    ($($(#[$doc:meta])* $vis:vis struct $name:ident { $($label:ident: $version:ty),+ $(,)? })*) => {$(
        $crate::versioned!(@last [$(#[$doc])*] $vis $name [$($label: $version),+] $($label: $version),+);
    )*};
    (@last [$(#[$doc:meta])*] $vis:vis $name:ident [$($all:ident: $every:ty),+] $label:ident: $version:ty) => {
        $(#[$doc])*
        $vis type $name = $version;

        impl $crate::Value for $version {
            fn encode(&self, out: &mut Vec<u8>) {
                const VERSION: u8 = $crate::macros::version_number(stringify!($label));
                $crate::macros::encode_versioned(VERSION, self, out);
            }

            fn decode(from: &[u8]) -> Result<$version, $crate::Damaged> {
                let found = $crate::macros::Versioned::of(from)?;
                $crate::versioned!(@decode found; $($all: $every),+);
                Err(found.unknown(stringify!($name)))
            }
        }
    };
    (@last [$(#[$doc:meta])*] $vis:vis $name:ident [$($all:ident: $every:ty),+] $label:ident: $version:ty, $($rest:tt)+) => {
        $crate::versioned!(@last [$(#[$doc])*] $vis $name [$($all: $every),+] $($rest)+);
    };
    (@decode $found:ident; $label:ident: $version:ty $(, $later:ident: $next:ty)*) => {
        if $found.number == const { $crate::macros::version_number(stringify!($label)) } {
            let record: $version = $crate::macros::decode_versioned(&$found)?;
            $(let record: $next = ::std::convert::From::from(record);)*
            return Ok(record);
        }
        $crate::versioned!(@decode $found; $($later: $next),*);
    };
    (@decode $found:ident;) => {};
}

/// A record as it lies in the store.
#[doc(hidden)]
pub struct Versioned<'a> {
    pub number: u8,
    fields: &'a [u8],
}

impl<'a> Versioned<'a> {
    /// # Errors
    ///
    /// There is not even a version.
    pub fn of(bytes: &'a [u8]) -> Result<Versioned<'a>, Damaged> {
        let (number, fields) = bytes.split_first().ok_or_else(|| Damaged::new("a record is empty"))?;
        Ok(Versioned { number: *number, fields })
    }

    pub fn unknown(&self, record: &str) -> Damaged {
        Damaged::new(format!("{record} has version {}, which this statebox does not know", self.number))
    }
}

#[doc(hidden)]
pub fn encode_versioned<R: Serialize>(version: u8, record: &R, out: &mut Vec<u8>) {
    out.push(version);
    postcard::to_extend(record, Extend(out)).expect("postcard writes any record into memory");
}

#[doc(hidden)]
pub fn decode_versioned<R: DeserializeOwned>(versioned: &Versioned<'_>) -> Result<R, Damaged> {
    match postcard::take_from_bytes(versioned.fields) {
        Ok((record, [])) => Ok(record),
        Ok((_, rest)) => Err(Damaged::new(format!("a record has {} bytes too many", rest.len()))),
        Err(error) => Err(Damaged::new(format!("a record of version {}: {error}", versioned.number))),
    }
}

/// The number in a label: 12 for `v12`.
#[doc(hidden)]
pub const fn version_number(label: &str) -> u8 {
    let label = label.as_bytes();
    assert!(label.len() > 1 && label[0] == b'v', "a version is written v1, v2, …");
    let (mut number, mut index) = (0u8, 1);
    while index < label.len() {
        assert!(label[index].is_ascii_digit(), "a version is written v1, v2, …");
        number = number * 10 + (label[index] - b'0');
        index += 1;
    }
    number
}

/// Postcard extends what it is given by value.
struct Extend<'a>(&'a mut Vec<u8>);

impl std::iter::Extend<u8> for Extend<'_> {
    fn extend<I: IntoIterator<Item = u8>>(&mut self, bytes: I) {
        self.0.extend(bytes);
    }
}

#[cfg(test)]
mod tests {
    use serde::{Deserialize, Serialize};

    use super::*;

    #[derive(Serialize, Deserialize)]
    struct ShelfV1 {
        books: u32,
    }

    #[derive(Serialize, Deserialize)]
    struct ShelfV2 {
        books: u64,
    }

    #[derive(Debug, PartialEq, Serialize, Deserialize)]
    struct ShelfV3 {
        books: u64,
        label: String,
    }

    impl From<ShelfV1> for ShelfV2 {
        fn from(old: ShelfV1) -> ShelfV2 {
            ShelfV2 { books: old.books.into() }
        }
    }

    impl From<ShelfV2> for ShelfV3 {
        fn from(old: ShelfV2) -> ShelfV3 {
            ShelfV3 { books: old.books, label: "unlabelled".into() }
        }
    }

    versioned! {
        /// A shelf.
        struct Shelf { v1: ShelfV1, v2: ShelfV2, v3: ShelfV3 }
    }

    #[test]
    fn every_version_ever_written_is_read() {
        // What versions 1 and 2 wrote for 300 books: a varint behind the version.
        for old in [[1, 0xac, 0x02], [2, 0xac, 0x02]] {
            assert_eq!(Shelf::decode(&old).unwrap(), Shelf { books: 300, label: "unlabelled".into() });
        }
        let mut bytes = vec![];
        let shelf = Shelf { books: 5, label: "new".into() };
        shelf.encode(&mut bytes);
        assert_eq!(bytes, [3, 5, 3, b'n', b'e', b'w']);
        assert_eq!(Shelf::decode(&bytes).unwrap(), shelf);
    }

    #[test]
    fn a_version_from_the_future_is_named() {
        let refused = Shelf::decode(&[9, 1]).unwrap_err();
        assert_eq!(refused.to_string(), "Shelf has version 9, which this statebox does not know");
    }

    #[test]
    fn damage_is_seen() {
        assert!(Shelf::decode(&[]).is_err());
        assert!(Shelf::decode(&[3, 5, 3, b'n']).is_err());
        assert!(Shelf::decode(&[1, 5, 0]).is_err());
    }
}
