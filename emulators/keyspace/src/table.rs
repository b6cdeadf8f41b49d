//! Tables: a family, a number that is on disk, a type of keys and a type of values.

use crate::{Encodes, Family, Key, Value};

/// Declared with [`tables!`](crate::tables); a table's value (`SCHEDULE`) is its type, too. Its ranges begin with
/// `SCHEDULE.all()` and `SCHEDULE.under(&(queue,))`: see [`Range`](crate::Range).
pub trait Table: Copy + Send + Sync + 'static {
    /// What its records are found by.
    type Key: Key;
    /// What a record holds.
    type Value: Value;

    /// Where it lies.
    const FAMILY: Family;
    /// The first byte of its keys. On disk, so never reused.
    const NUMBER: u8;
    /// What it is called in the code, for errors.
    const NAME: &'static str;

    /// The bytes of a key in the engine.
    fn encode_key<K: Encodes<Self::Key> + ?Sized>(key: &K, out: &mut Vec<u8>) {
        out.push(Self::NUMBER);
        key.encode(out);
    }
}

/// Declares the tables of a family. Numbers are on disk and never reused: a table that is gone is retired in place.
///
/// ```
/// keyspace::tables! { family Kinesis;
///     /// Streams by name.
///     STREAMS = 1: (String, String) -> Vec<u8>;
///     retired 2; // shards kept apart from their streams, until 0.3
///     /// Records in order.
///     RECORDS = 3: (u64, u64) -> Vec<u8>;
/// }
/// ```
#[macro_export]
macro_rules! tables {
    (family $family:ident; $($body:tt)*) => {
        $crate::tables!(@parse $family [] $($body)*);
    };
    (@parse $family:ident [$($number:literal)*]) => {
        const _: () = $crate::macros::assert_distinct(&[$($number),*]);
    };
    (@parse $family:ident [$($number:literal)*] retired $retired:literal; $($rest:tt)*) => {
        $crate::tables!(@parse $family [$($number)* $retired] $($rest)*);
    };
    (@parse $family:ident [$($numbers:literal)*] $(#[$doc:meta])* $name:ident = $number:literal: ($($part:ty),* $(,)?) -> $value:ty; $($rest:tt)*) => {
        $crate::tables!(@table $family $(#[$doc])* $name = $number: ($($part,)*) => $value);
        $crate::tables!(@parse $family [$($numbers)* $number] $($rest)*);
    };
    (@parse $family:ident [$($numbers:literal)*] $(#[$doc:meta])* $name:ident = $number:literal: $key:ident -> $value:ty; $($rest:tt)*) => {
        $crate::tables!(@table $family $(#[$doc])* $name = $number: $key => $value);
        $crate::tables!(@parse $family [$($numbers)* $number] $($rest)*);
    };
    (@table $family:ident $(#[$doc:meta])* $name:ident = $number:literal: $key:ty => $value:ty) => {
        $(#[$doc])*
        #[allow(non_camel_case_types, clippy::upper_case_acronyms)]
        #[allow(unreachable_pub, reason = "whether a table is seen outside is for the module around it to say")]
        #[derive(Copy, Clone, Debug)]
        pub struct $name;

        #[allow(dead_code, reason = "not every table is scanned both ways")]
        #[allow(unreachable_pub, reason = "as above")]
        impl $name {
            /// Everything in it.
            pub fn all(self) -> $crate::Range<$name> {
                $crate::Range::all()
            }

            /// All keys that begin with these parts.
            pub fn under<P>(self, parts: &P) -> $crate::Range<$name>
            where
                P: $crate::Prefix<<$name as $crate::Table>::Key> + ?Sized,
            {
                $crate::Range::under(parts)
            }
        }

        impl $crate::Table for $name {
            type Key = $key;
            type Value = $value;

            const FAMILY: $crate::Family = $crate::Family::$family;
            const NUMBER: u8 = $number;
            const NAME: &'static str = stringify!($name);
        }
    };
}

#[doc(hidden)]
pub const fn assert_distinct(numbers: &[u8]) {
    let mut one = 0;
    while one < numbers.len() {
        let mut other = one + 1;
        while other < numbers.len() {
            assert!(numbers[one] != numbers[other], "two tables of one family have the same number");
            other += 1;
        }
        one += 1;
    }
}
