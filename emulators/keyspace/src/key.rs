//! Order-preserving keys: `a < b ⇔ enc(a) < enc(b)`, also as parts of a tuple.

use clock::{Stored, Timestamp};

use crate::Damaged;

/// A key of a table, and how it is read back from its bytes.
pub trait Key: Encodes<Self> + Sized {
    /// Takes its bytes off the front.
    ///
    /// # Errors
    ///
    /// The bytes are no key of this kind.
    fn decode(from: &mut &[u8]) -> Result<Self, Damaged>;
}

/// What can stand for a key `K` when it is looked up: the key itself, or a borrowed form of it (`&str` for `String`), also
/// inside a tuple. Writes the very bytes that `K` would.
pub trait Encodes<K: ?Sized> {
    /// Appends its bytes.
    fn encode(&self, out: &mut Vec<u8>);
}

/// The first parts of a tuple key: `()`, `(A,)`, `(A, B)`, … of `(A, B, C)`.
pub trait Prefix<K> {
    /// Appends the bytes with which every key under these parts begins.
    fn encode_prefix(&self, out: &mut Vec<u8>);
}

/// Bytes as they are, without an end mark: only for the last part of a key.
#[derive(Clone, Debug, Default, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Tail(pub Vec<u8>);

impl<K, T: Encodes<K> + ?Sized> Encodes<K> for &T {
    fn encode(&self, out: &mut Vec<u8>) {
        (**self).encode(out);
    }
}

macro_rules! big_endian {
    ($($number:ty),*) => {$(
        impl Encodes<$number> for $number {
            fn encode(&self, out: &mut Vec<u8>) {
                out.extend_from_slice(&self.to_be_bytes());
            }
        }

        impl Key for $number {
            fn decode(from: &mut &[u8]) -> Result<Self, Damaged> {
                Ok(<$number>::from_be_bytes(*take(from)?))
            }
        }
    )*};
}

big_endian!(u8, u16, u32, u64, u128);

/// The sign bit is turned over, so that negative numbers come first.
macro_rules! signed {
    ($($number:ty as $unsigned:ty),*) => {$(
        impl Encodes<$number> for $number {
            fn encode(&self, out: &mut Vec<u8>) {
                Encodes::<$unsigned>::encode(&(*self as $unsigned ^ (1 << (<$unsigned>::BITS - 1))), out);
            }
        }

        impl Key for $number {
            fn decode(from: &mut &[u8]) -> Result<Self, Damaged> {
                Ok((<$unsigned>::decode(from)? ^ (1 << (<$unsigned>::BITS - 1))) as $number)
            }
        }
    )*};
}

signed!(i32 as u32, i64 as u64);

impl Encodes<bool> for bool {
    fn encode(&self, out: &mut Vec<u8>) {
        out.push(u8::from(*self));
    }
}

impl Key for bool {
    fn decode(from: &mut &[u8]) -> Result<bool, Damaged> {
        match u8::decode(from)? {
            0 => Ok(false),
            1 => Ok(true),
            other => Err(Damaged::new(format!("{other} is neither true nor false"))),
        }
    }
}

impl<const N: usize> Encodes<[u8; N]> for [u8; N] {
    fn encode(&self, out: &mut Vec<u8>) {
        out.extend_from_slice(self);
    }
}

impl<const N: usize> Key for [u8; N] {
    fn decode(from: &mut &[u8]) -> Result<[u8; N], Damaged> {
        take(from).copied()
    }
}

impl Encodes<()> for () {
    fn encode(&self, _out: &mut Vec<u8>) {}
}

impl Key for () {
    fn decode(_from: &mut &[u8]) -> Result<(), Damaged> {
        Ok(())
    }
}

/// A zero byte becomes 00 FF and the end is 00 01, so that nothing sorts between a text and its continuation.
pub(crate) fn encode_escaped(bytes: &[u8], out: &mut Vec<u8>) {
    let mut rest = bytes;
    while let Some(zero) = rest.iter().position(|byte| *byte == 0) {
        out.extend_from_slice(&rest[..zero]);
        out.extend_from_slice(&[0, 0xff]);
        rest = &rest[zero + 1..];
    }
    out.extend_from_slice(rest);
}

const END: [u8; 2] = [0, 1];

impl Encodes<Vec<u8>> for [u8] {
    fn encode(&self, out: &mut Vec<u8>) {
        encode_escaped(self, out);
        out.extend_from_slice(&END);
    }
}

impl Encodes<Vec<u8>> for Vec<u8> {
    fn encode(&self, out: &mut Vec<u8>) {
        Encodes::<Vec<u8>>::encode(self.as_slice(), out);
    }
}

impl Key for Vec<u8> {
    fn decode(from: &mut &[u8]) -> Result<Vec<u8>, Damaged> {
        let mut bytes = Vec::new();
        loop {
            let zero = from.iter().position(|byte| *byte == 0).ok_or_else(cut_short)?;
            bytes.extend_from_slice(&from[..zero]);
            let mark = *from.get(zero + 1).ok_or_else(cut_short)?;
            *from = &from[zero + 2..];
            match mark {
                1 => return Ok(bytes),
                0xff => bytes.push(0),
                other => return Err(Damaged::new(format!("a key has {other:#04x} after a zero byte"))),
            }
        }
    }
}

impl Encodes<String> for str {
    fn encode(&self, out: &mut Vec<u8>) {
        Encodes::<Vec<u8>>::encode(self.as_bytes(), out);
    }
}

impl Encodes<String> for String {
    fn encode(&self, out: &mut Vec<u8>) {
        Encodes::<Vec<u8>>::encode(self.as_bytes(), out);
    }
}

impl Key for String {
    fn decode(from: &mut &[u8]) -> Result<String, Damaged> {
        String::from_utf8(Vec::decode(from)?).map_err(|error| Damaged::new(format!("a key is no text: {error}")))
    }
}

impl Encodes<Tail> for Tail {
    fn encode(&self, out: &mut Vec<u8>) {
        out.extend_from_slice(&self.0);
    }
}

impl Encodes<Tail> for [u8] {
    fn encode(&self, out: &mut Vec<u8>) {
        out.extend_from_slice(self);
    }
}

impl Key for Tail {
    fn decode(from: &mut &[u8]) -> Result<Tail, Damaged> {
        Ok(Tail(std::mem::take(from).to_vec()))
    }
}

impl Encodes<Stored> for Stored {
    fn encode(&self, out: &mut Vec<u8>) {
        self.as_millis().encode(out);
    }
}

impl Key for Stored {
    fn decode(from: &mut &[u8]) -> Result<Stored, Damaged> {
        Ok(Stored::from_millis(i64::decode(from)?))
    }
}

impl Encodes<Timestamp> for Timestamp {
    fn encode(&self, out: &mut Vec<u8>) {
        self.as_millis().encode(out);
    }
}

impl Key for Timestamp {
    fn decode(from: &mut &[u8]) -> Result<Timestamp, Damaged> {
        Ok(Timestamp::from_millis(i64::decode(from)?))
    }
}

macro_rules! tuple {
    ($($part:ident $borrowed:ident $index:tt),*) => {
        impl<$($part,)* $($borrowed: Encodes<$part>),*> Encodes<($($part,)*)> for ($($borrowed,)*) {
            fn encode(&self, out: &mut Vec<u8>) {
                $(self.$index.encode(out);)*
            }
        }

        impl<$($part: Key),*> Key for ($($part,)*) {
            fn decode(from: &mut &[u8]) -> Result<Self, Damaged> {
                Ok(($($part::decode(from)?,)*))
            }
        }
    };
}

tuple!(A X 0);
tuple!(A X 0, B Y 1);
tuple!(A X 0, B Y 1, C Z 2);
tuple!(A X 0, B Y 1, C Z 2, D W 3);
tuple!(A X 0, B Y 1, C Z 2, D W 3, E V 4);
tuple!(A X 0, B Y 1, C Z 2, D W 3, E V 4, F U 5);

macro_rules! prefix {
    ($($part:ident $borrowed:ident $index:tt),*; $($rest:ident),*) => {
        impl<$($part,)* $($rest,)* $($borrowed: Encodes<$part>),*> Prefix<($($part,)* $($rest,)*)> for ($($borrowed,)*) {
            fn encode_prefix(&self, out: &mut Vec<u8>) {
                $(self.$index.encode(out);)*
            }
        }
    };
}

prefix!(A X 0; B);
prefix!(A X 0; B, C);
prefix!(A X 0; B, C, D);
prefix!(A X 0; B, C, D, E);
prefix!(A X 0; B, C, D, E, F);
prefix!(A X 0, B Y 1; C);
prefix!(A X 0, B Y 1; C, D);
prefix!(A X 0, B Y 1; C, D, E);
prefix!(A X 0, B Y 1; C, D, E, F);
prefix!(A X 0, B Y 1, C Z 2; D);
prefix!(A X 0, B Y 1, C Z 2; D, E);
prefix!(A X 0, B Y 1, C Z 2; D, E, F);
prefix!(A X 0, B Y 1, C Z 2, D W 3; E);
prefix!(A X 0, B Y 1, C Z 2, D W 3; E, F);
prefix!(A X 0, B Y 1, C Z 2, D W 3, E V 4; F);

/// Makes a tuple struct of one field a key, ordered as the field is: `key_newtype!(QueueId(u64));`
#[macro_export]
macro_rules! key_newtype {
    ($name:ident($inner:ty)) => {
        impl $crate::Encodes<$name> for $name {
            fn encode(&self, out: &mut Vec<u8>) {
                <$inner as $crate::Encodes<$inner>>::encode(&self.0, out);
            }
        }

        impl $crate::Key for $name {
            fn decode(from: &mut &[u8]) -> Result<$name, $crate::Damaged> {
                <$inner as $crate::Key>::decode(from).map($name)
            }
        }
    };
}

fn take<'a, const N: usize>(from: &mut &'a [u8]) -> Result<&'a [u8; N], Damaged> {
    let (taken, rest) = from.split_first_chunk::<N>().ok_or_else(cut_short)?;
    *from = rest;
    Ok(taken)
}

fn cut_short() -> Damaged {
    Damaged::new("a key ends too early")
}

#[cfg(test)]
mod tests {
    use std::fmt::Debug;

    use proptest::collection::vec;
    use proptest::prelude::*;

    use super::*;

    fn encoded<K: Key>(key: &K) -> Vec<u8> {
        let mut out = Vec::new();
        key.encode(&mut out);
        out
    }

    fn keeps_order_and_comes_back<K: Key + Ord + Debug>(one: K, other: K) -> Result<(), TestCaseError> {
        prop_assert_eq!(one.cmp(&other), encoded(&one).cmp(&encoded(&other)));
        let bytes = encoded(&one);
        let mut rest = &bytes[..];
        prop_assert_eq!(K::decode(&mut rest).unwrap(), one);
        prop_assert!(rest.is_empty());
        Ok(())
    }

    /// Few different bytes, so that keys share beginnings and zeros are common.
    fn bytes() -> impl Strategy<Value = Vec<u8>> {
        vec(prop_oneof![Just(0u8), Just(1), Just(0xfe), Just(0xff), any::<u8>()], 0..6)
    }

    fn text() -> impl Strategy<Value = String> {
        vec(prop_oneof![Just('\0'), Just('\u{1}'), Just('a'), any::<char>()], 0..5).prop_map(String::from_iter)
    }

    macro_rules! order {
        ($($name:ident: $strategy:expr;)*) => {
            proptest! {$(
                #[test]
                fn $name(one in $strategy, other in $strategy) {
                    keeps_order_and_comes_back(one, other)?;
                }
            )*}
        };
    }

    order! {
        u8_keeps_its_order: any::<u8>();
        u16_keeps_its_order: any::<u16>();
        u32_keeps_its_order: any::<u32>();
        u64_keeps_its_order: any::<u64>();
        u128_keeps_its_order: any::<u128>();
        i32_keeps_its_order: any::<i32>();
        i64_keeps_its_order: any::<i64>();
        bool_keeps_its_order: any::<bool>();
        arrays_keep_their_order: any::<[u8; 3]>();
        bytes_keep_their_order: bytes();
        texts_keep_their_order: text();
        tails_keep_their_order: (0u8..3, bytes().prop_map(Tail));
        stored_times_keep_their_order: any::<i64>().prop_map(Stored::from_millis);
        timestamps_keep_their_order: any::<i64>().prop_map(Timestamp::from_millis);
        one_part_keeps_its_order: (text(),);
        two_parts_keep_their_order: (bytes(), bytes());
        three_parts_keep_their_order: (0u64..3, bytes(), text());
        four_parts_keep_their_order: (text(), -2i64..2, bytes(), any::<bool>());
        five_parts_keep_their_order: (bytes(), text(), 0u16..2, bytes(), any::<u32>());
        six_parts_keep_their_order: (0u8..2, bytes(), text(), 0u16..2, bytes(), any::<u32>());
    }

    #[derive(Debug, PartialEq, Eq, PartialOrd, Ord)]
    struct QueueId(u64);
    key_newtype!(QueueId(u64));

    proptest! {
        #[test]
        fn a_newtype_keeps_the_order_of_its_field(one: u64, other: u64) {
            keeps_order_and_comes_back((QueueId(one), 1u8), (QueueId(other), 1))?;
        }

        #[test]
        fn a_borrowed_key_writes_the_bytes_of_the_owned_one(id: u64, text in text(), bytes in bytes()) {
            let mut borrowed = Vec::new();
            Encodes::<(u64, String, Vec<u8>)>::encode(&(id, text.as_str(), &bytes[..]), &mut borrowed);
            prop_assert_eq!(borrowed, encoded(&(id, text, bytes)));
        }

        #[test]
        fn a_key_cut_short_is_damaged(bytes in bytes(), cut in 1usize..3) {
            let whole = encoded(&bytes);
            prop_assert!(Vec::<u8>::decode(&mut &whole[..whole.len() - cut]).is_err());
        }
    }
}
