//! What a client of the Query protocol reads.

use aws_smithy_types::date_time::Format;
use aws_smithy_types::{Blob, DateTime, base64};
use quick_xml::Reader;
use quick_xml::events::Event;
use wire::{Kind, Shape, Value};

#[derive(Debug, Default)]
pub struct Element {
    pub name: String,
    pub text: String,
    pub inside: Vec<Element>,
}

impl Element {
    /// The root of a document.
    pub fn parse(document: &[u8]) -> Element {
        let text = std::str::from_utf8(document).expect("answers are UTF-8");
        let mut reader = Reader::from_str(text);
        let mut open = vec![Element::default()];
        loop {
            let last = open.last_mut().expect("the document itself is open");
            match reader.read_event().expect("answers are XML") {
                Event::Start(start) => {
                    open.push(Element { name: start.name().as_ref().to_owned(), ..Element::default() });
                }
                Event::Empty(start) => {
                    last.inside.push(Element { name: start.name().as_ref().to_owned(), ..Element::default() })
                }
                Event::Text(text) => last.text.push_str(&text.replace("\r\n", "\n").replace('\r', "\n")),
                Event::GeneralRef(reference) => last.text.push_str(&match &*reference {
                    "amp" => "&".to_owned(),
                    "lt" => "<".to_owned(),
                    "gt" => ">".to_owned(),
                    "quot" => "\"".to_owned(),
                    "apos" => "'".to_owned(),
                    _ => reference.resolve_char_ref().expect("a reference").expect("to a character").to_string(),
                }),
                Event::End(_) => {
                    let closed = open.pop().expect("what ends has begun");
                    open.last_mut().expect("within the document").inside.push(closed);
                }
                Event::Eof => return open.remove(0).inside.remove(0),
                _ => {}
            }
        }
    }

    pub fn all<'e>(&'e self, name: &str) -> impl Iterator<Item = &'e Element> + use<'e> {
        let name = name.to_owned();
        self.inside.iter().filter(move |element| element.name == name)
    }

    pub fn one(&self, name: &str) -> &Element {
        self.all(name).next().unwrap_or_else(|| panic!("{} has no {name}", self.name))
    }

    pub fn value(&self, shape: &'static Shape) -> Value {
        match &shape.kind {
            Kind::Structure(structure) => Value::Structure(
                structure
                    .members
                    .iter()
                    .enumerate()
                    .filter_map(|(index, member)| {
                        let mut found = self.all(member.query_name).peekable();
                        found.peek()?;
                        let value = match &member.shape.kind {
                            Kind::List(list) if list.flattened => {
                                Value::List(found.map(|element| element.value(list.element)).collect())
                            }
                            Kind::Map(map) if map.flattened => {
                                Value::Map(found.map(|entry| entry.entry(map)).collect())
                            }
                            _ => found.next()?.value(member.shape),
                        };
                        Some((index as u16, value))
                    })
                    .collect(),
            ),
            Kind::List(list) => {
                Value::List(self.all(list.element_name).map(|element| element.value(list.element)).collect())
            }
            Kind::Map(map) => Value::Map(self.all("entry").map(|entry| entry.entry(map)).collect()),
            Kind::String(_) => Value::String(self.text.clone()),
            Kind::Boolean => Value::Bool(self.text == "true"),
            Kind::Integer(_) | Kind::Long(_) => Value::Integer(self.text.parse().expect("a number")),
            Kind::Float | Kind::Double => Value::Double(self.text.parse().expect("a number")),
            Kind::Timestamp => Value::Time(DateTime::from_str(&self.text, Format::DateTime).expect("a time")),
            Kind::Blob(_) => Value::Blob(Blob::new(base64::decode(&*self.text).expect("base64"))),
        }
    }

    fn entry(&self, map: &'static wire::Map) -> (String, Value) {
        (self.one(map.key_name).text.clone(), self.one(map.value_name).value(map.value))
    }
}
