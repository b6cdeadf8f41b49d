//! To the XML of the Query protocol.

use std::borrow::Cow;

use aws_smithy_types::date_time::Format;
use quick_xml::Writer;
use quick_xml::escape::escape;
use quick_xml::events::{BytesDecl, BytesEnd, BytesStart, BytesText, Event};

use crate::base64;
use crate::model::{Model, Operation};
use crate::shape::{Kind, Shape};
use crate::value::Value;

/// `<OperationResponse><OperationResult>…</OperationResult><ResponseMetadata>…`
pub fn encode(model: &Model, operation: &Operation, value: &Value, request_id: &str) -> Vec<u8> {
    let mut xml = Xml::new();
    xml.within_namespace(&format!("{}Response", operation.name), model.xml_namespace, |xml| {
        if let Some(output) = operation.output {
            xml.within_or_empty(&format!("{}Result", operation.name), |xml| xml.members(output, value));
        }
        xml.within("ResponseMetadata", |xml| xml.text("RequestId", request_id));
    });
    xml.into_bytes()
}

/// A document as it grows.
pub(super) struct Xml {
    writer: Writer<Vec<u8>>,
}

impl Xml {
    pub(super) fn new() -> Xml {
        let mut xml = Xml { writer: Writer::new(Vec::with_capacity(512)) };
        xml.write(Event::Decl(BytesDecl::new("1.0", None, None)));
        xml
    }

    pub(super) fn into_bytes(self) -> Vec<u8> {
        self.writer.into_inner()
    }

    pub(super) fn within_namespace(&mut self, name: &str, namespace: Option<&str>, inside: impl FnOnce(&mut Xml)) {
        let start = BytesStart::new(name);
        self.write(Event::Start(match namespace {
            Some(namespace) => start.with_attributes([("xmlns", namespace)]),
            None => start,
        }));
        inside(self);
        self.write(Event::End(BytesEnd::new(name)));
    }

    pub(super) fn within(&mut self, name: &str, inside: impl FnOnce(&mut Xml)) {
        self.within_namespace(name, None, inside);
    }

    /// `<Name/>` when nothing is written inside. Seen: recorded from SQS, a ReceiveMessage of an empty queue.
    fn within_or_empty(&mut self, name: &str, inside: impl FnOnce(&mut Xml)) {
        let before = self.writer.get_ref().len();
        self.write(Event::Start(BytesStart::new(name)));
        let begun = self.writer.get_ref().len();
        inside(self);
        if self.writer.get_ref().len() == begun {
            self.writer.get_mut().truncate(before);
            self.empty(name);
        } else {
            self.write(Event::End(BytesEnd::new(name)));
        }
    }

    pub(super) fn empty(&mut self, name: &str) {
        self.write(Event::Empty(BytesStart::new(name)));
    }

    pub(super) fn text(&mut self, name: &str, text: &str) {
        self.within(name, |xml| xml.write(Event::Text(BytesText::from_escaped(escaped(text)))));
    }

    fn write(&mut self, event: Event<'_>) {
        self.writer.write_event(event).expect("memory takes every element");
    }

    fn members(&mut self, shape: &Shape, value: &Value) {
        let emitted;
        let value = match value {
            Value::Emit(emit) => {
                emitted = emit.value();
                &emitted
            }
            value => value,
        };
        let Value::Structure(members) = value else { return };
        for (index, value) in members {
            let member = &shape.members()[usize::from(*index)];
            self.value(member.query_name, member.shape, value);
        }
    }

    fn value(&mut self, name: &str, shape: &Shape, value: &Value) {
        match (value, &shape.kind) {
            (Value::Emit(emit), _) => self.value(name, shape, &emit.value()),
            (Value::Null, _) => {}
            (Value::Structure(_), _) => self.within(name, |xml| xml.members(shape, value)),
            (Value::List(elements), Kind::List(list)) if list.flattened => {
                elements.iter().for_each(|element| self.value(name, list.element, element));
            }
            (Value::List(elements), Kind::List(list)) => self.within(name, |xml| {
                elements.iter().for_each(|element| xml.value(list.element_name, list.element, element));
            }),
            (Value::Map(entries), Kind::Map(map)) => {
                let write = |xml: &mut Xml, name: &str| {
                    for (key, value) in entries {
                        xml.within(name, |xml| {
                            xml.text(map.key_name, key);
                            xml.value(map.value_name, map.value, value);
                        });
                    }
                };
                if map.flattened {
                    write(self, name);
                } else {
                    self.within(name, |xml| write(xml, "entry"));
                }
            }
            (Value::String(it), _) => self.text(name, it),
            (Value::Bool(it), _) => self.text(name, &it.to_string()),
            (Value::Integer(it), _) => self.text(name, &it.to_string()),
            (Value::Double(it), _) => self.text(name, &it.to_string()),
            (Value::Blob(it), _) => self.text(name, &base64::encode(it)),
            (Value::Time(it), _) => self.text(name, &it.fmt(Format::DateTime).unwrap_or_default()),
            (value, _) => panic!("an answer has the type of its shape: wanted {}, found {value:?}", shape.name),
        }
    }
}

/// What no XML can hold is replaced: only texts that echo a client's own nonsense have it.
fn escaped(text: &str) -> Cow<'_, str> {
    let text = escape(text);
    if text.contains(is_no_xml) { text.replace(is_no_xml, "\u{FFFD}").into() } else { text }
}

fn is_no_xml(character: char) -> bool {
    matches!(character, '\0'..='\x08' | '\x0B' | '\x0C' | '\x0E'..='\x1F' | '\u{FFFE}' | '\u{FFFF}')
}
