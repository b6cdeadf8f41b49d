//! From CBOR, directed by the shape.

use std::borrow::Cow;

use aws_smithy_types::Blob;
use minicbor::Decoder;
use minicbor::data::Type;

use crate::decoding::{set, settle, time_from_millis, time_from_seconds, whole};
use crate::dialect::Dialect;
use crate::malformed::{Found, Malformed, Position};
use crate::shape::{Kind, Shape};
use crate::value::Value;

/// As deep as our JSON goes.
const DEPTH_MAX: usize = 128;

/// Reads a body.
///
/// # Errors
///
/// It is no map of CBOR, or holds what the shape does not: worded as the service words it.
pub fn decode(dialect: &'static Dialect, shape: &'static Shape, body: &[u8]) -> Result<Value, Malformed> {
    let mut reading = Reading { cbor: Decoder::new(body), dialect, depth: 0 };
    if !matches!(reading.datatype()?, Type::Map | Type::MapIndef) {
        return Err(Malformed::UNREADABLE);
    }
    let value = reading.value(shape, Position::Member)?;
    if reading.cbor.position() == body.len() { Ok(value) } else { Err(Malformed::UNREADABLE) }
}

impl From<minicbor::decode::Error> for Malformed {
    fn from(_: minicbor::decode::Error) -> Malformed {
        Malformed::UNREADABLE
    }
}

struct Reading<'b> {
    cbor: Decoder<'b>,
    dialect: &'static Dialect,
    depth: usize,
}

impl<'b> Reading<'b> {
    /// What comes next, tags skipped: only that of a time would say anything, and there the shape knows.
    fn datatype(&mut self) -> Result<Type, Malformed> {
        loop {
            match self.cbor.datatype()? {
                Type::Tag => drop(self.cbor.tag()?),
                other => return Ok(other),
            }
        }
    }

    fn value(&mut self, shape: &'static Shape, position: Position) -> Result<Value, Malformed> {
        let mismatch = |dialect, found| Err(Malformed::mismatch(dialect, shape, position, found));
        match self.datatype()? {
            Type::Null | Type::Undefined => {
                self.cbor.skip()?;
                Ok(Value::Null)
            }
            Type::Bool => match (&shape.kind, self.cbor.bool()?) {
                (Kind::Boolean, it) => Ok(Value::Bool(it)),
                (_, true) => mismatch(self.dialect, Found::True),
                (_, false) => mismatch(self.dialect, Found::False),
            },
            Type::U8 | Type::U16 | Type::U32 | Type::U64 | Type::I8 | Type::I16 | Type::I32 | Type::I64 | Type::Int => {
                let number = i128::from(self.cbor.int()?).clamp(i64::MIN.into(), i64::MAX.into()) as i64;
                match &shape.kind {
                    Kind::Integer(_) | Kind::Long(_) => Ok(whole(shape, number)),
                    Kind::Float | Kind::Double => Ok(Value::Double(number as f64)),
                    // The Java SDKs write milliseconds under tag 1, against RFC 8949, and read the same.
                    // Seen: SdkCborGenerator of aws-sdk-java (Date.getTime) and of aws-sdk-java-v2 (Instant.toEpochMilli).
                    Kind::Timestamp => Ok(Value::Time(time_from_millis(number))),
                    _ => mismatch(self.dialect, Found::Whole),
                }
            }
            Type::F16 | Type::F32 | Type::F64 => {
                let number = self.number()?;
                match &shape.kind {
                    Kind::Integer(_) | Kind::Long(_) => Ok(whole(shape, number.floor() as i64)),
                    Kind::Float | Kind::Double => Ok(Value::Double(number)),
                    // Guess: who writes a fraction follows the RFC and means seconds.
                    Kind::Timestamp => Ok(Value::Time(time_from_seconds(number))),
                    _ => mismatch(self.dialect, Found::Decimal),
                }
            }
            Type::String | Type::StringIndef => {
                let text = self.text()?;
                match &shape.kind {
                    Kind::String(_) => Ok(Value::String(text.into_owned())),
                    _ => mismatch(self.dialect, Found::Text(&text)),
                }
            }
            Type::Bytes | Type::BytesIndef => {
                let mut bytes = Vec::new();
                for chunk in self.cbor.bytes_iter()? {
                    bytes.extend_from_slice(chunk?);
                }
                match &shape.kind {
                    Kind::Blob(_) => Ok(Value::Blob(Blob::new(bytes))),
                    _ => mismatch(self.dialect, Found::Bytes),
                }
            }
            Type::Array | Type::ArrayIndef => match &shape.kind {
                Kind::List(list) => self.nested(|reading| reading.list(list.element)),
                _ => mismatch(self.dialect, Found::List),
            },
            Type::Map | Type::MapIndef => match &shape.kind {
                Kind::Structure(structure) => self.nested(|reading| reading.structure(structure.members)),
                Kind::Map(map) => self.nested(|reading| reading.map(map.value)),
                _ => mismatch(self.dialect, Found::Object),
            },
            Type::Simple | Type::Break | Type::Tag | Type::Unknown(_) => Err(Malformed::UNREADABLE),
        }
    }

    fn nested(&mut self, read: impl FnOnce(&mut Self) -> Result<Value, Malformed>) -> Result<Value, Malformed> {
        if self.depth == DEPTH_MAX {
            return Err(Malformed::UNREADABLE);
        }
        self.depth += 1;
        let value = read(self);
        self.depth -= 1;
        value
    }

    fn list(&mut self, element: &'static Shape) -> Result<Value, Malformed> {
        let length = self.cbor.array()?;
        let mut elements = Vec::new();
        while self.is_more(length, elements.len())? {
            elements.push(self.value(element, Position::Element)?);
        }
        Ok(Value::List(elements))
    }

    fn map(&mut self, shape: &'static Shape) -> Result<Value, Malformed> {
        let length = self.cbor.map()?;
        let mut entries = Vec::new();
        while self.is_more(length, entries.len())? {
            let key = self.key()?.into_owned();
            entries.push((key, self.value(shape, Position::Element)?));
        }
        settle(&mut entries);
        Ok(Value::Map(entries))
    }

    fn structure(&mut self, known: &'static [crate::shape::Member]) -> Result<Value, Malformed> {
        let length = self.cbor.map()?;
        let mut members = Vec::new();
        let mut seen = 0;
        while self.is_more(length, seen)? {
            seen += 1;
            let key = self.key()?;
            match known.iter().position(|member| member.name == key) {
                Some(index) => {
                    let value = self.value(known[index].shape, Position::Member)?;
                    set(&mut members, index as u16, value);
                }
                None => self.cbor.skip()?,
            }
        }
        Ok(Value::Structure(members))
    }

    /// Whether another element follows; the end of an indefinite length is consumed.
    fn is_more(&mut self, length: Option<u64>, seen: usize) -> Result<bool, Malformed> {
        match length {
            Some(length) => Ok((seen as u64) < length),
            None if self.cbor.datatype()? == Type::Break => {
                self.cbor.skip()?;
                Ok(false)
            }
            None => Ok(true),
        }
    }

    fn key(&mut self) -> Result<Cow<'b, str>, Malformed> {
        match self.datatype()? {
            Type::String | Type::StringIndef => self.text(),
            _ => Err(Malformed::UNREADABLE),
        }
    }

    fn text(&mut self) -> Result<Cow<'b, str>, Malformed> {
        if self.cbor.datatype()? == Type::String {
            return Ok(Cow::Borrowed(self.cbor.str()?));
        }
        let mut text = String::new();
        for chunk in self.cbor.str_iter()? {
            text.push_str(chunk?);
        }
        Ok(Cow::Owned(text))
    }

    fn number(&mut self) -> Result<f64, Malformed> {
        Ok(match self.cbor.datatype()? {
            Type::F16 => self.cbor.f16()?.into(),
            Type::F32 => self.cbor.f32()?.into(),
            _ => self.cbor.f64()?,
        })
    }
}
