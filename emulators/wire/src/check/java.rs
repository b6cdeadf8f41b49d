//! Values as AWS echoes them: the way Java prints its objects.

use std::fmt::{self, Display, Formatter};

use super::path::lower_first;
use crate::dialect::{Dialect, Manner, Objects};
use crate::shape::{Kind, Shape};
use crate::value::Value;

pub(super) struct Echo<'a> {
    pub value: &'a Value,
    pub shape: &'a Shape,
    pub dialect: &'a Dialect,
}

impl<'a> Echo<'a> {
    fn of(&self, value: &'a Value, shape: &'a Shape) -> Echo<'a> {
        Echo { value, shape, dialect: self.dialect }
    }
}

impl Display for Echo<'_> {
    fn fmt(&self, f: &mut Formatter<'_>) -> fmt::Result {
        match (self.value, &self.shape.kind) {
            (Value::Null, _) => f.write_str("null"),
            (Value::Bool(it), _) => write!(f, "{it}"),
            (Value::Integer(it), _) => write!(f, "{it}"),
            (Value::Double(it), _) => write!(f, "{it:?}"),
            (Value::String(it), _) => f.write_str(it),
            (Value::Time(it), _) => write!(f, "{it}"),
            (Value::Blob(it), _) => {
                let length = it.as_ref().len();
                write!(f, "java.nio.HeapByteBuffer[pos=0 lim={length} cap={length}]")
            }
            (Value::List(elements), Kind::List(list)) => {
                f.write_str("[")?;
                for (index, element) in elements.iter().enumerate() {
                    let comma = if index == 0 { "" } else { ", " };
                    write!(f, "{comma}{}", self.of(element, list.element))?;
                }
                f.write_str("]")
            }
            (Value::Map(entries), Kind::Map(map)) => {
                f.write_str("{")?;
                for (index, (key, value)) in entries.iter().enumerate() {
                    let comma = if index == 0 { "" } else { ", " };
                    write!(f, "{comma}{key}={}", self.of(value, map.value))?;
                }
                f.write_str("}")
            }
            (Value::Structure(_), Kind::Structure(_)) => match self.dialect.manner {
                Manner::Coral { objects: Objects::Hashed, package } => {
                    write!(f, "{package}.{}@{:x}", self.shape.name, hash(self.value, self.shape, package))
                }
                _ => self.spelled(f),
            },
            (other, _) => write!(f, "{other:?}"),
        }
    }
}

impl Echo<'_> {
    /// `KeySchemaElement(attributeName=pk, keyType=HASH)`. Seen: dynamodb-conformance, tier 3, createTable.
    fn spelled(&self, f: &mut Formatter<'_>) -> fmt::Result {
        write!(f, "{}(", self.shape.name)?;
        for (index, member) in self.shape.members().iter().enumerate() {
            let comma = if index == 0 { "" } else { ", " };
            let value = self.value.member(index as u16).unwrap_or(&Value::Null);
            write!(f, "{comma}{}={}", lower_first(member.name), self.of(value, member.shape))?;
        }
        f.write_str(")")
    }
}

/// `Object.hashCode` as AWS's Java has it: `Arrays.hashCode` of the class name's hash and the members.
/// Found by calculation from `PutRecordsRequestEntry@c965e310` in kinesalite's test/putRecords.js.
fn hash(value: &Value, shape: &Shape, package: &str) -> u32 {
    match (value, &shape.kind) {
        (Value::Null, _) => 0,
        (Value::Bool(it), _) => {
            if *it {
                1231
            } else {
                1237
            }
        }
        (Value::Integer(it), Kind::Long(_)) => (*it ^ (*it >> 32)) as u32,
        (Value::Integer(it), _) => *it as u32,
        (Value::Double(it), _) => (it.to_bits() ^ (it.to_bits() >> 32)) as u32,
        (Value::String(it), _) => hash_text(it),
        // ByteBuffer goes from the end to the beginning, and its bytes are signed.
        (Value::Blob(it), _) => hash_all(it.as_ref().iter().rev().map(|byte| *byte as i8 as u32)),
        (Value::List(elements), Kind::List(list)) => {
            hash_all(elements.iter().map(|element| hash(element, list.element, package)))
        }
        (Value::Map(entries), Kind::Map(map)) => entries
            .iter()
            .map(|(key, value)| hash_text(key) ^ hash(value, map.value, package))
            .fold(0, u32::wrapping_add),
        (Value::Structure(_), _) => {
            let class = hash_all([hash_text(&format!("{package}.{}", shape.name))]);
            let members = shape.members().iter().enumerate();
            let members = members
                .map(|(index, member)| hash(value.member(index as u16).unwrap_or(&Value::Null), member.shape, package));
            hash_all([class].into_iter().chain(members))
        }
        _ => 0,
    }
}

fn hash_text(text: &str) -> u32 {
    text.encode_utf16().fold(0, |hash, unit| hash.wrapping_mul(31).wrapping_add(unit.into()))
}

fn hash_all(hashes: impl IntoIterator<Item = u32>) -> u32 {
    hashes.into_iter().fold(1, |all, hash| all.wrapping_mul(31).wrapping_add(hash))
}
