//! A stretch of a table's keys.

use std::fmt;
use std::marker::PhantomData;
use std::ops::Bound;

use crate::key::encode_escaped;
use crate::{Encodes, KeyRange, Prefix, Table};

/// Starts as a whole table or as what is under a prefix, and is narrowed from both ends. The last word counts: `from(a)` and
/// then `after(b)` is `after(b)`. A bound outside of the prefix is the caller's mistake and makes the range reach beyond it.
pub struct Range<T> {
    from: Bound<Vec<u8>>,
    to: Bound<Vec<u8>>,
    /// What all of its keys begin with.
    prefix: Vec<u8>,
    table: PhantomData<T>,
}

impl<T: Table> Range<T> {
    /// The whole table.
    pub fn all() -> Range<T> {
        Range::beginning_with(vec![T::NUMBER])
    }

    /// All keys that begin with these parts.
    pub fn under<P: Prefix<T::Key> + ?Sized>(parts: &P) -> Range<T> {
        let mut prefix = vec![T::NUMBER];
        parts.encode_prefix(&mut prefix);
        Range::beginning_with(prefix)
    }

    /// Only keys whose next part, a `Vec<u8>` or `String`, begins with these bytes.
    pub fn starting(self, beginning: &[u8]) -> Range<T> {
        let mut prefix = self.prefix;
        encode_escaped(beginning, &mut prefix);
        Range::beginning_with(prefix)
    }

    /// Only keys whose next part, a [`Tail`](crate::Tail), begins with these bytes; and whoever keeps a format of its own in
    /// the tail narrows by its bytes.
    pub fn starting_raw(self, beginning: &[u8]) -> Range<T> {
        let mut prefix = self.prefix;
        prefix.extend_from_slice(beginning);
        Range::beginning_with(prefix)
    }

    /// From this key on, it included.
    pub fn from<K: Encodes<T::Key> + ?Sized>(mut self, key: &K) -> Range<T> {
        self.from = Bound::Included(whole::<T, K>(key));
        self
    }

    /// From behind this key on.
    pub fn after<K: Encodes<T::Key> + ?Sized>(mut self, key: &K) -> Range<T> {
        self.from = Bound::Excluded(whole::<T, K>(key));
        self
    }

    /// Up to this key, it included.
    pub fn to<K: Encodes<T::Key> + ?Sized>(mut self, key: &K) -> Range<T> {
        self.to = Bound::Included(whole::<T, K>(key));
        self
    }

    /// Up to this key, without it.
    pub fn before<K: Encodes<T::Key> + ?Sized>(mut self, key: &K) -> Range<T> {
        self.to = Bound::Excluded(whole::<T, K>(key));
        self
    }

    /// From the first key on that begins with these parts.
    pub fn from_parts<P: Prefix<T::Key> + ?Sized>(mut self, parts: &P) -> Range<T> {
        self.from = Bound::Included(beginning::<T, P>(parts));
        self
    }

    /// From the first key on that comes after all that begin with these parts.
    pub fn after_parts<P: Prefix<T::Key> + ?Sized>(mut self, parts: &P) -> Range<T> {
        self.from = successor(beginning::<T, P>(parts)).map_or(Bound::Excluded(vec![0xff; 9]), Bound::Included);
        self
    }

    /// To the last key that begins with these parts.
    pub fn to_parts<P: Prefix<T::Key> + ?Sized>(mut self, parts: &P) -> Range<T> {
        self.to = successor(beginning::<T, P>(parts)).map_or(Bound::Unbounded, Bound::Excluded);
        self
    }

    /// To the last key before all that begin with these parts.
    pub fn before_parts<P: Prefix<T::Key> + ?Sized>(mut self, parts: &P) -> Range<T> {
        self.to = Bound::Excluded(beginning::<T, P>(parts));
        self
    }

    /// Any bounds on the bytes behind the range's prefix: for keys whose order a service keeps itself.
    pub fn between_raw(mut self, from: Bound<&[u8]>, to: Bound<&[u8]>) -> Range<T> {
        let whole = |bytes: &[u8]| [&self.prefix, bytes].concat();
        if !matches!(from, Bound::Unbounded) {
            self.from = from.map(whole);
        }
        if !matches!(to, Bound::Unbounded) {
            self.to = to.map(whole);
        }
        self
    }

    pub(crate) fn bounds(&self) -> KeyRange<'_> {
        KeyRange { from: self.from.as_ref().map(Vec::as_slice), to: self.to.as_ref().map(Vec::as_slice) }
    }

    fn beginning_with(prefix: Vec<u8>) -> Range<T> {
        Range {
            from: Bound::Included(prefix.clone()),
            to: successor(prefix.clone()).map_or(Bound::Unbounded, Bound::Excluded),
            prefix,
            table: PhantomData,
        }
    }
}

impl<T> Clone for Range<T> {
    fn clone(&self) -> Range<T> {
        Range { from: self.from.clone(), to: self.to.clone(), prefix: self.prefix.clone(), table: PhantomData }
    }
}

impl<T: Table> fmt::Debug for Range<T> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{} from {:02x?} to {:02x?}", T::NAME, self.from, self.to)
    }
}

fn whole<T: Table, K: Encodes<T::Key> + ?Sized>(key: &K) -> Vec<u8> {
    let mut bytes = Vec::with_capacity(64);
    T::encode_key(key, &mut bytes);
    bytes
}

fn beginning<T: Table, P: Prefix<T::Key> + ?Sized>(parts: &P) -> Vec<u8> {
    let mut bytes = vec![T::NUMBER];
    parts.encode_prefix(&mut bytes);
    bytes
}

/// The smallest key after all that begin with `prefix`.
pub(crate) fn successor(mut prefix: Vec<u8>) -> Option<Vec<u8>> {
    while let Some(last) = prefix.pop() {
        if last < 0xff {
            prefix.push(last + 1);
            return Some(prefix);
        }
    }
    None
}

#[cfg(test)]
mod tests {
    use proptest::collection::vec;
    use proptest::prelude::*;

    use super::*;

    crate::tables! { family Meta;
        /// For these tests.
        BOOKS = 255: (String, u8, Vec<u8>) -> ();
    }

    fn key(shelf: &str, floor: u8, title: &[u8]) -> Vec<u8> {
        whole::<BOOKS, _>(&(shelf, floor, title))
    }

    #[test]
    fn the_successor_comes_right_after_the_last_key() {
        assert_eq!(successor(vec![1, 2]), Some(vec![1, 3]));
        assert_eq!(successor(vec![1, 255, 255]), Some(vec![2]));
        assert_eq!(successor(vec![255]), None);
    }

    #[test]
    fn parts_narrow_from_both_ends() {
        let range = BOOKS.under(&("a",));
        assert!(range.bounds().holds(&key("a", 0, b"")) && !range.bounds().holds(&key("ab", 0, b"")));
        let range = range.after_parts(&("a", 3)).before_parts(&("a", 255));
        assert!(!range.bounds().holds(&key("a", 3, b"zz")));
        assert!(range.bounds().holds(&key("a", 4, b"")));
        assert!(!range.bounds().holds(&key("a", 255, b"")));
        let range = BOOKS.all().from(&("a", 1, &b"m"[..])).before(&("a", 1, &b"n"[..]));
        assert!(range.bounds().holds(&key("a", 1, b"mm")) && !range.bounds().holds(&key("a", 1, b"n")));
    }

    proptest! {
        #[test]
        fn starting_means_beginning_with(
            beginning in vec(prop_oneof![Just(0u8), Just(1), Just(255)], 0..4),
            title in vec(prop_oneof![Just(0u8), Just(1), Just(255)], 0..6),
        ) {
            let range = BOOKS.under(&("shelf", 1)).starting(&beginning);
            prop_assert_eq!(range.bounds().holds(&key("shelf", 1, &title)), title.starts_with(&beginning));
        }
    }
}
