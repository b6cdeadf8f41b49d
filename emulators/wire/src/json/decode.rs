//! From JSON, directed by the shape: nothing is built that the shape does not ask for.

use std::cell::RefCell;
use std::fmt;

use aws_smithy_types::Blob;
use serde::de::{DeserializeSeed, Deserializer, Error, IgnoredAny, MapAccess, SeqAccess, Visitor};

use crate::base64;
use crate::decoding::{set, settle, time_from_millis, time_from_seconds, whole};
use crate::dialect::Dialect;
use crate::json::surrogates;
use crate::malformed::{Found, Malformed, Position};
use crate::shape::{Kind, Shape};
use crate::value::Value;

/// Reads a body. serde_json refuses what is nested deeper than 128, so the stack is safe.
///
/// # Errors
///
/// It is no object of JSON, or holds what the shape does not: worded as the service words it.
pub fn decode(dialect: &'static Dialect, shape: &'static Shape, body: &[u8]) -> Result<Value, Malformed> {
    // A body that is no object is not worth a word to AWS. Seen: kinesalite, test/connection.js.
    if body.iter().find(|byte| !byte.is_ascii_whitespace()) != Some(&b'{') {
        return Err(Malformed::UNREADABLE);
    }
    let decoded = decode_object(dialect, shape, body);
    let is_unreadable = matches!(&decoded, Err(malformed) if malformed.is_unreadable());
    if !is_unreadable || !dialect.reads_lone_surrogates() {
        return decoded;
    }
    // Guess: SQS reads a half of a surrogate pair as a character, and refuses the message for that.
    match surrogates::mended(body) {
        Some(mended) => decode_object(dialect, shape, &mended),
        None => decoded,
    }
}

fn decode_object(dialect: &'static Dialect, shape: &'static Shape, body: &[u8]) -> Result<Value, Malformed> {
    let reading = Reading { dialect, malformed: RefCell::new(None) };
    let mut json = serde_json::Deserializer::from_slice(body);
    let value = Seed { shape, position: Position::Member, reading: &reading }.deserialize(&mut json);
    match value.and_then(|value| json.end().map(|()| value)) {
        Ok(value) => Ok(value),
        Err(_) => Err(reading.malformed.into_inner().unwrap_or(Malformed::UNREADABLE)),
    }
}

/// What all seeds of one body share: serde's errors cannot carry our words, so they wait here.
struct Reading {
    dialect: &'static Dialect,
    malformed: RefCell<Option<Malformed>>,
}

#[derive(Copy, Clone)]
struct Seed<'a> {
    shape: &'static Shape,
    position: Position,
    reading: &'a Reading,
}

impl Seed<'_> {
    fn wrong<E: Error>(self, malformed: Malformed) -> E {
        self.reading.malformed.replace(Some(malformed));
        E::custom("malformed")
    }

    fn mismatch<E: Error>(self, found: Found<'_>) -> E {
        self.wrong(Malformed::mismatch(self.reading.dialect, self.shape, self.position, found))
    }

    fn element(self, shape: &'static Shape) -> Self {
        Seed { shape, position: Position::Element, reading: self.reading }
    }

    fn member(self, shape: &'static Shape) -> Self {
        Seed { shape, position: Position::Member, reading: self.reading }
    }

    fn text<E: Error>(self, text: &str) -> Result<Value, E> {
        match &self.shape.kind {
            Kind::String(_) => Ok(Value::String(text.to_owned())),
            Kind::Blob(_) => match base64::decode(text) {
                Ok(bytes) => Ok(Value::Blob(Blob::new(bytes))),
                Err(_) => Err(self.wrong(Malformed::base64(self.reading.dialect, text))),
            },
            // Seen: dynalite, validations/index.js.
            Kind::Boolean if is_any_of(text, ["true", "1", "yes"]) => Ok(Value::Bool(true)),
            Kind::Boolean if is_any_of(text, ["false", "0", "no"]) => Ok(Value::Bool(false)),
            _ => Err(self.mismatch(Found::Text(text))),
        }
    }
}

fn is_any_of(text: &str, words: [&str; 3]) -> bool {
    words.iter().any(|word| text.eq_ignore_ascii_case(word))
}

impl<'de> DeserializeSeed<'de> for Seed<'_> {
    type Value = Value;

    fn deserialize<D: Deserializer<'de>>(self, deserializer: D) -> Result<Value, D::Error> {
        deserializer.deserialize_any(self)
    }
}

impl<'de> Visitor<'de> for Seed<'_> {
    type Value = Value;

    fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(self.shape.name)
    }

    fn visit_unit<E: Error>(self) -> Result<Value, E> {
        Ok(Value::Null)
    }

    fn visit_bool<E: Error>(self, it: bool) -> Result<Value, E> {
        match &self.shape.kind {
            Kind::Boolean => Ok(Value::Bool(it)),
            _ => Err(self.mismatch(if it { Found::True } else { Found::False })),
        }
    }

    fn visit_i64<E: Error>(self, it: i64) -> Result<Value, E> {
        match &self.shape.kind {
            Kind::Integer(_) | Kind::Long(_) => Ok(whole(self.shape, it)),
            Kind::Float | Kind::Double => Ok(Value::Double(it as f64)),
            Kind::Timestamp => Ok(Value::Time(time_from_millis(it.saturating_mul(1000)))),
            _ => Err(self.mismatch(Found::Whole)),
        }
    }

    fn visit_u64<E: Error>(self, it: u64) -> Result<Value, E> {
        self.visit_i64(i64::try_from(it).unwrap_or(i64::MAX))
    }

    fn visit_f64<E: Error>(self, it: f64) -> Result<Value, E> {
        match &self.shape.kind {
            // A cast saturates. Seen: kinesalite, test/createStream.js, a shard count of 10^11.
            Kind::Integer(_) | Kind::Long(_) => Ok(whole(self.shape, it.floor() as i64)),
            Kind::Float | Kind::Double => Ok(Value::Double(it)),
            Kind::Timestamp => Ok(Value::Time(time_from_seconds(it))),
            _ => Err(self.mismatch(if it.fract() == 0.0 { Found::Whole } else { Found::Decimal })),
        }
    }

    fn visit_str<E: Error>(self, text: &str) -> Result<Value, E> {
        self.text(text)
    }

    fn visit_string<E: Error>(self, text: String) -> Result<Value, E> {
        match &self.shape.kind {
            Kind::String(_) => Ok(Value::String(text)),
            _ => self.text(&text),
        }
    }

    fn visit_seq<A: SeqAccess<'de>>(self, mut sequence: A) -> Result<Value, A::Error> {
        let Kind::List(list) = &self.shape.kind else { return Err(self.mismatch(Found::List)) };
        let mut elements = Vec::new();
        while let Some(element) = sequence.next_element_seed(self.element(list.element))? {
            elements.push(element);
        }
        Ok(Value::List(elements))
    }

    fn visit_map<A: MapAccess<'de>>(self, mut object: A) -> Result<Value, A::Error> {
        match &self.shape.kind {
            Kind::Structure(structure) => {
                let mut members = Vec::new();
                let mut next = 0;
                while let Some(found) = object.next_key_seed(Name { members: structure.members, next })? {
                    let Some(index) = found else {
                        object.next_value::<IgnoredAny>()?;
                        continue;
                    };
                    next = usize::from(index) + 1;
                    let value = object.next_value_seed(self.member(structure.members[usize::from(index)].shape))?;
                    set(&mut members, index, value);
                }
                Ok(Value::Structure(members))
            }
            Kind::Map(map) => {
                let mut entries = Vec::new();
                while let Some(key) = object.next_key::<String>()? {
                    entries.push((key, object.next_value_seed(self.element(map.value))?));
                }
                settle(&mut entries);
                Ok(Value::Map(entries))
            }
            _ => Err(self.mismatch(Found::Object)),
        }
    }
}

/// Finds a member by its name, without making a string of it. Clients tend to send members in the model's order.
struct Name {
    members: &'static [crate::shape::Member],
    next: usize,
}

impl<'de> DeserializeSeed<'de> for Name {
    type Value = Option<u16>;

    fn deserialize<D: Deserializer<'de>>(self, deserializer: D) -> Result<Option<u16>, D::Error> {
        deserializer.deserialize_str(self)
    }
}

impl Visitor<'_> for Name {
    type Value = Option<u16>;

    fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("the name of a member")
    }

    fn visit_str<E: Error>(self, name: &str) -> Result<Option<u16>, E> {
        let next = self.next.min(self.members.len());
        let (before, from) = self.members.split_at(next);
        let found = from.iter().position(|member| member.name == name).map(|at| at + next);
        let found = found.or_else(|| before.iter().position(|member| member.name == name));
        Ok(found.map(|index| index as u16))
    }
}
