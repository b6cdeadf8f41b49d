//! To JSON, straight into the bytes of the body.

use std::io::Write;

use aws_smithy_types::DateTime;
use aws_smithy_types::date_time::Format;

use crate::base64;
use crate::shape::{Kind, Shape};
use crate::value::Value;

/// Writes a value of this shape.
pub fn encode(shape: &Shape, value: &Value, out: &mut Vec<u8>) {
    match (value, &shape.kind) {
        (Value::Structure(members), Kind::Structure(structure)) => {
            out.push(b'{');
            for (at, (index, value)) in members.iter().enumerate() {
                if at > 0 {
                    out.push(b',');
                }
                let member = &structure.members[usize::from(*index)];
                name(member.name, out);
                encode(member.shape, value, out);
            }
            out.push(b'}');
        }
        (Value::List(elements), Kind::List(list)) => {
            out.push(b'[');
            for (at, element) in elements.iter().enumerate() {
                if at > 0 {
                    out.push(b',');
                }
                encode(list.element, element, out);
            }
            out.push(b']');
        }
        (Value::Map(entries), Kind::Map(map)) => {
            out.push(b'{');
            for (at, (key, value)) in entries.iter().enumerate() {
                if at > 0 {
                    out.push(b',');
                }
                string(key, out);
                out.push(b':');
                encode(map.value, value, out);
            }
            out.push(b'}');
        }
        (Value::Emit(emit), _) => emit.json(out),
        (Value::Null, _) => out.extend_from_slice(b"null"),
        (Value::Bool(true), _) => out.extend_from_slice(b"true"),
        (Value::Bool(false), _) => out.extend_from_slice(b"false"),
        (Value::Integer(it), _) => integer(*it, out),
        (Value::Double(it), _) => double(*it, out),
        (Value::String(it), _) => string(it, out),
        (Value::Blob(it), _) => blob(it.as_ref(), out),
        (Value::Time(it), _) => time(it, out),
        (value, _) => panic!("an answer has the type of its shape: wanted {}, found {value:?}", shape.name),
    }
}

/// `"Name":`, of a name in the model, which needs no escapes.
fn name(name: &str, out: &mut Vec<u8>) {
    out.push(b'"');
    out.extend_from_slice(name.as_bytes());
    out.extend_from_slice(b"\":");
}

/// Writes a text with its quotation marks and escapes.
pub fn string(text: &str, out: &mut Vec<u8>) {
    if needs_escapes(text.as_bytes()) {
        return write(out, text);
    }
    out.reserve(text.len() + 2);
    out.push(b'"');
    out.extend_from_slice(text.as_bytes());
    out.push(b'"');
}

/// Looks at whole chunks, so that the compiler compares many bytes at once: 1 KiB in 0.1 µs instead of 0.6.
fn needs_escapes(bytes: &[u8]) -> bool {
    let needs_escape = |byte: &u8| (*byte < 0x20) | (*byte == b'"') | (*byte == b'\\');
    bytes.chunks(32).any(|chunk| chunk.iter().fold(false, |any, byte| any | needs_escape(byte)))
}

/// Writes a whole number.
pub fn integer(number: i64, out: &mut Vec<u8>) {
    write(out, &number);
}

/// Writes a number with a fraction.
pub fn double(number: f64, out: &mut Vec<u8>) {
    write(out, &number);
}

/// Writes bytes in base64, with quotation marks.
pub fn blob(bytes: &[u8], out: &mut Vec<u8>) {
    out.push(b'"');
    base64::append(bytes, out);
    out.push(b'"');
}

/// Seconds since 1970, with a fraction if there is one.
pub fn time(time: &DateTime, out: &mut Vec<u8>) {
    match (time.secs(), time.subsec_nanos() / 1_000_000) {
        (seconds, 0) => integer(seconds, out),
        (seconds @ 0.., millis) => {
            integer(seconds, out);
            let _ = write!(out, ".{millis:03}");
        }
        _ => out.extend_from_slice(time.fmt(Format::EpochSeconds).unwrap_or_default().as_bytes()),
    }
}

fn write<T: serde::Serialize + ?Sized>(out: &mut Vec<u8>, it: &T) {
    serde_json::to_writer(out, it).expect("memory takes every string and number");
}
