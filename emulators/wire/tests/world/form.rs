//! What a client of the Query protocol sends.

use aws_smithy_types::base64;
use aws_smithy_types::date_time::Format;
use wire::{Kind, Shape, Value};

/// How clients spell lists and maps.
#[derive(Copy, Clone, Debug, PartialEq)]
pub enum Spelling {
    /// As the model says.
    Model,
    /// `Name.member.1` and `Name.entry.1` always.
    Nested,
    /// `Name.1` always.
    Flat,
}

pub fn encode(shape: &Shape, value: &Value, spelling: Spelling) -> Vec<u8> {
    let mut fields = form_urlencoded::Serializer::new(String::from("Action=Any"));
    write(shape, value, String::new(), spelling, &mut |name, text| {
        fields.append_pair(&name, &text);
    });
    fields.finish().into_bytes()
}

fn write(shape: &Shape, value: &Value, at: String, spelling: Spelling, put: &mut dyn FnMut(String, String)) {
    let below = |name: &str| if at.is_empty() { name.to_owned() } else { format!("{at}.{name}") };
    match (value, &shape.kind) {
        (Value::Structure(members), Kind::Structure(structure)) => {
            for (index, value) in members {
                let member = &structure.members[usize::from(*index)];
                write(member.shape, value, below(member.query_name), spelling, put);
            }
        }
        (Value::List(elements), Kind::List(list)) => {
            for (index, element) in elements.iter().enumerate() {
                let name = match is_flat(spelling, list.flattened) {
                    true => below(&format!("{}", index + 1)),
                    false => below(&format!("{}.{}", list.element_name, index + 1)),
                };
                write(list.element, element, name, spelling, put);
            }
        }
        (Value::Map(entries), Kind::Map(map)) => {
            for (index, (key, value)) in entries.iter().enumerate() {
                let name = match is_flat(spelling, map.flattened) {
                    true => below(&format!("{}", index + 1)),
                    false => below(&format!("entry.{}", index + 1)),
                };
                put(format!("{name}.{}", map.key_name), key.clone());
                write(map.value, value, format!("{name}.{}", map.value_name), spelling, put);
            }
        }
        (Value::String(it), _) => put(at, it.clone()),
        (Value::Bool(it), _) => put(at, it.to_string()),
        (Value::Integer(it), _) => put(at, it.to_string()),
        (Value::Double(it), _) => put(at, it.to_string()),
        (Value::Blob(it), _) => put(at, base64::encode(it)),
        (Value::Time(it), _) => put(at, it.fmt(Format::DateTime).expect("a time within four digits of years")),
        (value, _) => panic!("{value:?} is no {}", shape.name),
    }
}

fn is_flat(spelling: Spelling, flattened: bool) -> bool {
    match spelling {
        Spelling::Model => flattened,
        Spelling::Nested => false,
        Spelling::Flat => true,
    }
}
