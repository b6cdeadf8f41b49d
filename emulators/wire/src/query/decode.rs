//! From a form, directed by the shape.

use aws_smithy_types::date_time::Format;
use aws_smithy_types::{Blob, DateTime};

use super::form::Node;
use crate::base64;
use crate::decoding::{settle, whole};
use crate::echo;
use crate::malformed::Malformed;
use crate::shape::{Kind, Member, Shape};
use crate::value::Value;

/// Reads a form. Lists and maps may be flattened or stand under `member` and `entry`, whatever the model prefers: clients of all
/// ages differ in that, and AWS takes both.
///
/// # Errors
///
/// A text is no value of its member's shape.
pub fn decode(shape: &'static Shape, body: &[u8]) -> Result<Value, Malformed> {
    value(shape, &Node::parse(body))
}

fn value(shape: &'static Shape, node: &Node<'_>) -> Result<Value, Malformed> {
    match &shape.kind {
        Kind::Structure(structure) => {
            let mut members = Vec::new();
            for (index, member) in structure.members.iter().enumerate() {
                if let Some(node) = member_node(member, node) {
                    members.push((index as u16, value(member.shape, node)?));
                }
            }
            Ok(Value::Structure(members))
        }
        Kind::List(list) => {
            let mut elements = node.numbered(&["member", list.element_name]);
            // boto 2 sends `AttributeName=All`, without a number.
            if elements.is_empty() && node.text.as_ref().is_some_and(|text| !text.is_empty()) {
                elements.push(node);
            }
            elements.into_iter().map(|node| value(list.element, node)).collect::<Result<_, _>>().map(Value::List)
        }
        Kind::Map(map) => {
            let mut entries = Vec::new();
            let mut numbered = node.numbered(&["entry"]);
            // boto 2 sends `Attribute.Name=…&Attribute.Value=…`, without a number.
            if numbered.is_empty() {
                numbered.push(node);
            }
            for entry in numbered {
                let key = entry.get(map.key_name).or_else(|| entry.get("key")).and_then(|key| key.text.as_deref());
                let Some(key) = key else { continue };
                let under = entry.get(map.value_name).or_else(|| entry.get("value"));
                let value = under.map_or(Ok(Value::Null), |node| value(map.value, node))?;
                entries.push((key.to_owned(), value));
            }
            settle(&mut entries);
            Ok(Value::Map(entries))
        }
        _ => scalar(shape, node.text.as_deref().unwrap_or_default()),
    }
}

/// A member under the name that the form's dialect has for it, or under its name in the model.
fn member_node<'n, 'b>(member: &Member, node: &'n Node<'b>) -> Option<&'n Node<'b>> {
    node.get(member.query_name).or_else(|| node.get(member.name))
}

fn scalar(shape: &Shape, text: &str) -> Result<Value, Malformed> {
    // Guess: no source for AWS's words here; the code is MalformedInput.
    let malformed = |_| Malformed::new(format!("'{}' is not a valid {}", echo::value(text), shape.name));
    match &shape.kind {
        Kind::String(_) => Ok(Value::String(text.to_owned())),
        Kind::Boolean if text.eq_ignore_ascii_case("true") => Ok(Value::Bool(true)),
        Kind::Boolean if text.eq_ignore_ascii_case("false") => Ok(Value::Bool(false)),
        Kind::Boolean => Err(malformed(())),
        Kind::Integer(_) | Kind::Long(_) => text.parse().map(|number| whole(shape, number)).map_err(|_| malformed(())),
        Kind::Float | Kind::Double => text.parse().map(Value::Double).map_err(|_| malformed(())),
        Kind::Timestamp => {
            DateTime::from_str(text, Format::DateTimeWithOffset).map(Value::Time).map_err(|_| malformed(()))
        }
        Kind::Blob(_) => base64::decode(text).map(|bytes| Value::Blob(Blob::new(bytes))).map_err(|_| malformed(())),
        Kind::List(_) | Kind::Map(_) | Kind::Structure(_) => Err(malformed(())),
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::shape::{Flavour, List, Map, Members, Range, Text};

    static TEXT: Shape = Shape { name: "Text", kind: Kind::String(Text::ANY) };
    static NAMES: Shape = Shape {
        name: "Names",
        kind: Kind::List(List { element: &TEXT, length: Range::ANY, element_name: "member", flattened: true }),
    };
    static PAIRS: Shape = Shape {
        name: "Pairs",
        kind: Kind::Map(Map {
            key: &TEXT,
            value: &TEXT,
            length: Range::ANY,
            key_name: "Name",
            value_name: "Value",
            flattened: true,
        }),
    };
    static INPUT: Shape = Shape {
        name: "Input",
        kind: Kind::Structure(Members {
            members: &[
                Member {
                    name: "Names",
                    query_name: "AttributeName",
                    shape: &NAMES,
                    required: false,
                    idempotency_token: false,
                },
                Member {
                    name: "Pairs",
                    query_name: "Attribute",
                    shape: &PAIRS,
                    required: false,
                    idempotency_token: false,
                },
            ],
            check_order: None,
            flavour: Flavour::Plain,
        }),
    };

    fn text(text: &str) -> Value {
        Value::String(text.to_owned())
    }

    #[test]
    fn every_spelling_of_a_list_is_read() {
        for form in [
            "AttributeName.1=A&AttributeName.2=B",
            "AttributeName.member.1=A&AttributeName.member.2=B",
            "Names.member.2=B&Names.member.1=A",
            "AttributeName.9=A&AttributeName.10=B",
        ] {
            let expected = Value::Structure(vec![(0, Value::List(vec![text("A"), text("B")]))]);
            assert_eq!(decode(&INPUT, form.as_bytes()), Ok(expected), "{form}");
        }
        let expected = Value::Structure(vec![(0, Value::List(vec![text("All")]))]);
        assert_eq!(decode(&INPUT, b"AttributeName=All"), Ok(expected));
        assert_eq!(decode(&INPUT, b"AttributeName="), Ok(Value::Structure(vec![(0, Value::List(vec![]))])));
    }

    #[test]
    fn every_spelling_of_a_map_is_read() {
        for form in [
            "Attribute.1.Name=N&Attribute.1.Value=V+%26",
            "Attribute.Name=N&Attribute.Value=V+%26",
            "Attribute.entry.1.Name=N&Attribute.entry.1.Value=V+%26",
            "Attribute.entry.1.key=N&Attribute.entry.1.value=V+%26",
        ] {
            let expected = Value::Structure(vec![(1, Value::Map(vec![("N".to_owned(), text("V &"))]))]);
            assert_eq!(decode(&INPUT, form.as_bytes()), Ok(expected), "{form}");
        }
    }
}
