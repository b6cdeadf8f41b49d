//! A value: what was said in a protocol, without the protocol.

use std::fmt::Debug;
use std::sync::Arc;

use aws_smithy_types::{Blob, DateTime};

/// A value of some shape. Absent members are not there; `Null` is what stands in lists and maps.
#[derive(Clone, Debug, Default)]
pub enum Value {
    /// Nothing, said in so many words.
    #[default]
    Null,
    /// True or false.
    Bool(bool),
    /// Also of `Integer` shapes, for which decoders keep it within 32 bits.
    Integer(i64),
    /// A number with a fraction.
    Double(f64),
    /// A text.
    String(String),
    /// Bytes.
    Blob(Blob),
    /// An instant.
    Time(DateTime),
    /// Elements in their order.
    List(Vec<Value>),
    /// In the order in which it was sent.
    Map(Vec<(String, Value)>),
    /// Members by their index in the shape, each at most once.
    Structure(Vec<(u16, Value)>),
    /// What writes itself.
    Emit(Arc<dyn Emit + Send + Sync>),
}

/// A hot answer that writes itself instead of being built up as a `Value` first.
/// The bytes must be those that `value` would give; a test of the implementer holds the two against each other.
pub trait Emit: Debug {
    /// The same, as a plain value.
    fn value(&self) -> Value;
    /// Writes itself as JSON.
    fn json(&self, out: &mut Vec<u8>);
    /// Writes itself as CBOR.
    fn cbor(&self, out: &mut Vec<u8>);
}

impl Value {
    /// The member at an index, if it is set.
    pub fn member(&self, index: u16) -> Option<&Value> {
        match self {
            Value::Structure(members) => members.iter().find(|(at, _)| *at == index).map(|(_, value)| value),
            _ => None,
        }
    }

    /// The text, if it is one.
    pub fn as_str(&self) -> Option<&str> {
        match self {
            Value::String(string) => Some(string),
            _ => None,
        }
    }

    /// Whether it is null.
    pub fn is_null(&self) -> bool {
        matches!(self, Value::Null)
    }
}

impl PartialEq for Value {
    fn eq(&self, other: &Value) -> bool {
        match (self, other) {
            (Value::Null, Value::Null) => true,
            (Value::Bool(a), Value::Bool(b)) => a == b,
            (Value::Integer(a), Value::Integer(b)) => a == b,
            (Value::Double(a), Value::Double(b)) => a == b,
            (Value::String(a), Value::String(b)) => a == b,
            (Value::Blob(a), Value::Blob(b)) => a == b,
            (Value::Time(a), Value::Time(b)) => a == b,
            (Value::List(a), Value::List(b)) => a == b,
            (Value::Map(a), Value::Map(b)) => a == b,
            (Value::Structure(a), Value::Structure(b)) => a == b,
            (Value::Emit(a), b) => a.value() == *b,
            (a, Value::Emit(b)) => *a == b.value(),
            _ => false,
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[derive(Debug)]
    struct Greeting;

    impl Emit for Greeting {
        fn value(&self) -> Value {
            Value::String("hello".to_owned())
        }
        fn json(&self, out: &mut Vec<u8>) {
            out.extend_from_slice(b"\"hello\"");
        }
        fn cbor(&self, out: &mut Vec<u8>) {
            out.extend_from_slice(b"\x65hello");
        }
    }

    #[test]
    fn what_writes_itself_equals_its_plain_value() {
        let greeting = Value::Emit(Arc::new(Greeting));
        assert_eq!(greeting, Value::String("hello".to_owned()));
        assert_eq!(Value::String("hello".to_owned()), greeting);
        assert_ne!(greeting, Value::Null);
    }

    #[test]
    fn members_are_found_by_index() {
        let value = Value::Structure(vec![(3, Value::Bool(true))]);
        assert_eq!(value.member(3), Some(&Value::Bool(true)));
        assert_eq!(value.member(0), None);
    }
}
