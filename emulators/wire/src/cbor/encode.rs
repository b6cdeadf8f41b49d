//! To CBOR, straight into the bytes of the body, with definite lengths.

use aws_smithy_types::DateTime;
use minicbor::Encoder;
use minicbor::data::IanaTag;

use crate::model::Refusal;
use crate::shape::{Kind, Shape};
use crate::value::Value;

/// Writes a value of this shape.
pub fn encode(shape: &Shape, value: &Value, out: &mut Vec<u8>) {
    match (value, &shape.kind) {
        (Value::Structure(members), Kind::Structure(structure)) => {
            map(members.len(), out);
            for (index, value) in members {
                let member = &structure.members[usize::from(*index)];
                string(member.name, out);
                encode(member.shape, value, out);
            }
        }
        (Value::List(elements), Kind::List(shape)) => {
            list(elements.len(), out);
            elements.iter().for_each(|element| encode(shape.element, element, out));
        }
        (Value::Map(entries), Kind::Map(shape)) => {
            map(entries.len(), out);
            for (key, value) in entries {
                string(key, out);
                encode(shape.value, value, out);
            }
        }
        (Value::Emit(emit), _) => emit.cbor(out),
        (Value::Null, _) => write(out, |cbor| cbor.null()),
        (Value::Bool(it), _) => write(out, |cbor| cbor.bool(*it)),
        (Value::Integer(it), _) => integer(*it, out),
        (Value::Double(it), _) => double(*it, out),
        (Value::String(it), _) => string(it, out),
        (Value::Blob(it), _) => blob(it.as_ref(), out),
        (Value::Time(it), _) => time(it, out),
        (value, _) => panic!("an answer has the type of its shape: wanted {}, found {value:?}", shape.name),
    }
}

/// `{"__type": "…", "message": "…"}` and the error's further members.
pub fn refusal(refusal: &Refusal, out: &mut Vec<u8>) {
    let error = refusal.error;
    let further: &[_] = match &refusal.value {
        Value::Structure(members) => members,
        _ => &[],
    };
    map(1 + usize::from(refusal.message.is_some()) + further.len(), out);
    string("__type", out);
    string(&format!("{}{}", error.prefix, error.code), out);
    if let Some(message) = &refusal.message {
        string(error.message_name, out);
        string(message, out);
    }
    for (index, value) in further {
        let member = &error.shape.members()[usize::from(*index)];
        string(member.name, out);
        encode(member.shape, value, out);
    }
}

/// The head of a map: as many pairs follow.
pub fn map(length: usize, out: &mut Vec<u8>) {
    write(out, |cbor| cbor.map(length as u64));
}

/// The head of a list: as many elements follow.
pub fn list(length: usize, out: &mut Vec<u8>) {
    write(out, |cbor| cbor.array(length as u64));
}

/// Writes a text.
pub fn string(text: &str, out: &mut Vec<u8>) {
    write(out, |cbor| cbor.str(text));
}

/// Writes a whole number, as short as it goes.
pub fn integer(number: i64, out: &mut Vec<u8>) {
    write(out, |cbor| cbor.i64(number));
}

/// Writes a number with a fraction.
pub fn double(number: f64, out: &mut Vec<u8>) {
    write(out, |cbor| cbor.f64(number));
}

/// Writes bytes.
pub fn blob(bytes: &[u8], out: &mut Vec<u8>) {
    write(out, |cbor| cbor.bytes(bytes));
}

/// Milliseconds under tag 1: so the Java SDKs read it, see `decode`.
pub fn time(time: &DateTime, out: &mut Vec<u8>) {
    let millis = time.to_millis().unwrap_or(i64::MAX);
    write(out, |cbor| cbor.tag(IanaTag::Timestamp)?.i64(millis));
}

type Written<'a, 'o> = Result<&'a mut Encoder<&'o mut Vec<u8>>, minicbor::encode::Error<std::convert::Infallible>>;

fn write(out: &mut Vec<u8>, item: impl for<'a, 'o> FnOnce(&'a mut Encoder<&'o mut Vec<u8>>) -> Written<'a, 'o>) {
    if let Err(error) = item(&mut Encoder::new(out)) {
        panic!("memory takes every item: {error}");
    }
}
