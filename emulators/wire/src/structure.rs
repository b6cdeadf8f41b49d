//! A structure: a generated struct and the way between it and a `Value`.

use std::collections::BTreeMap;

use aws_smithy_types::{Blob, DateTime};

use crate::shape::Shape;
use crate::value::Value;

/// A plain struct that stands for a structure of the model.
///
/// `from_value` takes what `check` let through: every member has the type that its shape says, all required members are there.
pub trait Structure: Sized {
    /// The structure in the model.
    const SHAPE: &'static Shape;

    /// Takes what `check` let through.
    fn from_value(value: Value) -> Self;
    /// All members that are set.
    fn into_value(self) -> Value;
}

/// A type that a member of a structure may have.
pub trait Field: Sized {
    /// Takes what `check` let through.
    fn from_value(value: Value) -> Self;
    /// As a value of the member's shape.
    fn into_value(self) -> Value;

    /// Adds itself to the members of a structure, if it is there.
    fn add_to(self, members: &mut Vec<(u16, Value)>, index: u16) {
        members.push((index, self.into_value()));
    }
}

/// The members of a structure, for generated code to go through.
pub fn members_of(value: Value) -> Vec<(u16, Value)> {
    match value {
        Value::Structure(members) => members,
        Value::Emit(emit) => members_of(emit.value()),
        other => mismatch("a structure", &other),
    }
}

/// Makes a struct a `Structure`: its shape, then each field behind the index of its member.
#[macro_export]
macro_rules! structure {
    ($name:ident: $shape:ident [$($index:literal $field:ident),*]) => {
        impl $crate::Structure for $name {
            const SHAPE: &'static $crate::Shape = &$shape;

            #[allow(unused_mut, unused_variables, clippy::match_single_binding)]
            fn from_value(value: $crate::Value) -> Self {
                let mut it = Self::default();
                for (index, value) in $crate::structure::members_of(value) {
                    match index {
                        $($index => it.$field = $crate::Field::from_value(value),)*
                        _ => {}
                    }
                }
                it
            }

            #[allow(unused_mut)]
            fn into_value(self) -> $crate::Value {
                let mut members = Vec::with_capacity(Self::SHAPE.members().len());
                $($crate::Field::add_to(self.$field, &mut members, $index);)*
                $crate::Value::Structure(members)
            }
        }
    };
}

impl Structure for () {
    const SHAPE: &'static Shape = &Shape::empty("Unit");

    fn from_value(_: Value) {}

    fn into_value(self) -> Value {
        Value::Structure(Vec::new())
    }
}

impl<T: Structure> Field for T {
    fn from_value(value: Value) -> Self {
        T::from_value(value)
    }
    fn into_value(self) -> Value {
        self.into_value()
    }
}

/// A member that the service reads itself, as it came.
impl Field for Value {
    fn from_value(value: Value) -> Self {
        value
    }
    fn into_value(self) -> Value {
        self
    }
}

impl<T: Field> Field for Option<T> {
    fn from_value(value: Value) -> Self {
        match value {
            Value::Null => None,
            value => Some(T::from_value(value)),
        }
    }
    fn into_value(self) -> Value {
        self.map_or(Value::Null, T::into_value)
    }
    fn add_to(self, members: &mut Vec<(u16, Value)>, index: u16) {
        if let Some(field) = self {
            field.add_to(members, index);
        }
    }
}

impl<T: Field> Field for Vec<T> {
    fn from_value(value: Value) -> Self {
        match value {
            Value::List(elements) => elements.into_iter().map(T::from_value).collect(),
            Value::Emit(emit) => Self::from_value(emit.value()),
            other => mismatch("a list", &other),
        }
    }
    fn into_value(self) -> Value {
        Value::List(self.into_iter().map(T::into_value).collect())
    }
}

impl<T: Field> Field for BTreeMap<String, T> {
    fn from_value(value: Value) -> Self {
        match value {
            Value::Map(entries) => entries.into_iter().map(|(key, value)| (key, T::from_value(value))).collect(),
            Value::Emit(emit) => Self::from_value(emit.value()),
            other => mismatch("a map", &other),
        }
    }
    fn into_value(self) -> Value {
        Value::Map(self.into_iter().map(|(key, value)| (key, value.into_value())).collect())
    }
}

macro_rules! scalars {
    ($($type:ty = $variant:ident, $said:literal;)*) => {$(
        impl Field for $type {
            fn from_value(value: Value) -> Self {
                match value {
                    Value::$variant(it) => it,
                    other => mismatch($said, &other),
                }
            }
            fn into_value(self) -> Value {
                Value::$variant(self)
            }
        }
    )*};
}

scalars! {
    bool = Bool, "a boolean";
    i64 = Integer, "a whole number";
    f64 = Double, "a number";
    String = String, "a string";
    Blob = Blob, "a blob";
    DateTime = Time, "a time";
}

impl Field for i32 {
    fn from_value(value: Value) -> Self {
        let number = <i64 as Field>::from_value(value);
        i32::try_from(number).expect("decoders keep values of Integer shapes within 32 bits")
    }
    fn into_value(self) -> Value {
        Value::Integer(self.into())
    }
}

fn mismatch(wanted: &str, found: &Value) -> ! {
    panic!("a checked value has the type of its shape: wanted {wanted}, found {found:?}")
}

#[cfg(test)]
mod tests {
    use super::*;

    fn there_and_back<T: Field + Clone + PartialEq + std::fmt::Debug>(field: T) {
        assert_eq!(T::from_value(field.clone().into_value()), field);
    }

    #[test]
    fn fields_survive_the_way_there_and_back() {
        there_and_back(true);
        there_and_back(i32::MIN);
        there_and_back(i64::MAX);
        there_and_back(0.5);
        there_and_back("text".to_owned());
        there_and_back(Blob::new([1, 2]));
        there_and_back(DateTime::from_millis(1_700_000_000_123));
        there_and_back(vec![Some(1_i64), None]);
        there_and_back(BTreeMap::from([("key".to_owned(), vec!["value".to_owned()])]));
    }

    #[test]
    fn absent_fields_leave_no_trace() {
        let mut members = Vec::new();
        None::<String>.add_to(&mut members, 0);
        Some("there".to_owned()).add_to(&mut members, 1);
        assert_eq!(members, [(1, Value::String("there".to_owned()))]);
    }

    #[test]
    #[should_panic(expected = "wanted a list, found Bool(true)")]
    fn a_value_of_another_type_is_a_mistake_of_ours() {
        <Vec<String> as Field>::from_value(Value::Bool(true));
    }
}
