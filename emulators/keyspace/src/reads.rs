//! Typed reading, the same on a live space and on a snapshot.

use std::ops::ControlFlow;

use crate::{Damaged, Direction, Encodes, Fault, Key, Range, Read, Table, Value};

/// A key and its value.
pub type Entry<T> = (<T as Table>::Key, <T as Table>::Value);

/// Typed reading of anything that can be read.
pub trait Reads: Read {
    /// The record at a key, decoded.
    ///
    /// # Errors
    ///
    /// The store cannot be read, or what it holds there cannot be understood.
    fn read<T, K>(&self, table: T, key: &K) -> Result<Option<T::Value>, Fault>
    where
        T: Table,
        K: Encodes<T::Key> + ?Sized,
    {
        self.read_raw(table, key, T::Value::decode)?.transpose().map_err(|damaged| of_table::<T>(damaged))
    }

    /// Reads a value in place, without a copy.
    ///
    /// # Errors
    ///
    /// The store cannot be read.
    fn read_raw<T, K, R>(&self, _table: T, key: &K, read: impl FnOnce(&[u8]) -> R) -> Result<Option<R>, Fault>
    where
        T: Table,
        K: Encodes<T::Key> + ?Sized,
    {
        let mut bytes = Vec::with_capacity(64);
        T::encode_key(key, &mut bytes);
        let (mut read, mut seen) = (Some(read), None);
        self.get(T::FAMILY, &bytes, &mut |value| seen = read.take().map(|read| read(value)))?;
        Ok(seen)
    }

    /// Whether there is a record at a key. Decodes nothing.
    ///
    /// # Errors
    ///
    /// The store cannot be read.
    fn holds<T, K>(&self, table: T, key: &K) -> Result<bool, Fault>
    where
        T: Table,
        K: Encodes<T::Key> + ?Sized,
    {
        Ok(self.read_raw(table, key, |_| ())?.is_some())
    }

    /// Visits keys and values in order until told to stop.
    ///
    /// # Errors
    ///
    /// The store cannot be read, or what it holds there cannot be understood. What came before was visited.
    fn scan<T: Table>(
        &self,
        range: &Range<T>,
        direction: Direction,
        mut visit: impl FnMut(T::Key, T::Value) -> ControlFlow<()>,
    ) -> Result<(), Fault> {
        let mut damaged = None;
        self.scan_raw(range, direction, |key, value| match decoded::<T>(key, value) {
            Ok((key, value)) => visit(key, value),
            Err(error) => {
                damaged = Some(error);
                ControlFlow::Break(())
            }
        })?;
        damaged.map_or(Ok(()), |damaged| Err(of_table::<T>(damaged)))
    }

    /// The same with the bytes as they lie there: the key without its table's number, and the value.
    ///
    /// # Errors
    ///
    /// The store cannot be read. What came before was visited.
    fn scan_raw<T: Table>(
        &self,
        range: &Range<T>,
        direction: Direction,
        mut visit: impl FnMut(&[u8], &[u8]) -> ControlFlow<()>,
    ) -> Result<(), Fault> {
        self.walk(T::FAMILY, range.bounds(), direction, &mut |key, value| visit(&key[1..], value))
    }

    /// The first key and value of a range, seen from the direction.
    ///
    /// # Errors
    ///
    /// The store cannot be read, or what it holds there cannot be understood.
    fn first<T: Table>(&self, range: &Range<T>, direction: Direction) -> Result<Option<Entry<T>>, Fault> {
        let mut first = None;
        self.scan(range, direction, |key, value| {
            first = Some((key, value));
            ControlFlow::Break(())
        })?;
        Ok(first)
    }
}

impl<R: Read + ?Sized> Reads for R {}

fn decoded<T: Table>(mut key: &[u8], value: &[u8]) -> Result<Entry<T>, Damaged> {
    let decoded = T::Key::decode(&mut key)?;
    if !key.is_empty() {
        return Err(Damaged::new(format!("a key has {} bytes too many", key.len())));
    }
    Ok((decoded, T::Value::decode(value)?))
}

fn of_table<T: Table>(damaged: Damaged) -> Fault {
    Fault::because(format!("a record of {}.{} cannot be understood", T::FAMILY.name(), T::NAME), damaged)
}
