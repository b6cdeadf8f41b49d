//! The errors: an enum with a variant for each, and what each looks like in a protocol.

use crate::model::{Error, Member, Service};
use crate::names::{field, screaming};
use crate::write::structs::type_of;

pub fn text(service: &Service) -> String {
    let variants: String = service.errors.iter().map(|error| variant(service, error)).collect();
    let arms: String = service.errors.iter().map(|error| arm(service, error)).collect();
    let statics: String = service.errors.iter().map(error_static).collect();
    let table: String =
        service.errors.iter().map(|error| format!("    &errors::{},\n", screaming(&error.code))).collect();
    format!(
        "//! The errors of {full_name}. Generated from {source}: see `emulators/codegen`.

use super::*;

/// What a caller may be told instead of an answer.
#[derive(Clone, Debug, PartialEq)]
pub enum Refusal {{
{variants}    /// One that the model lacks.
    Other {{ code: &'static str, status: u16, message: String }},
}}

impl Refusal {{
    pub fn into_wire(self) -> wire::Refusal {{
        match self {{
{arms}            Refusal::Other {{ code, status, message }} => {{
                wire::Refusal {{ error: MODEL.error_named(code, status), message: Some(message), value: Value::Structure(Vec::new()) }}
            }}
        }}
    }}
}}

pub(super) static ERRORS: [&ErrorShape; {count}] = [
{table}];

pub mod errors {{
    use super::*;

{statics}}}
",
        full_name = service.full_name,
        source = service.source,
        count = service.errors.len(),
    )
}

fn variant(service: &Service, error: &Error) -> String {
    let mut fields = "message: Option<String>".to_owned();
    for (_, member) in further(service, error) {
        fields.push_str(&format!(", {}: Option<{}>", field(&member.name), type_of(service, &member.shape)));
    }
    format!("    {} {{ {fields} }},\n", error.code)
}

fn arm(service: &Service, error: &Error) -> String {
    let further: Vec<_> = further(service, error).collect();
    let names: String = further.iter().map(|(_, member)| format!(", {}", field(&member.name))).collect();
    let value = if further.is_empty() {
        "Value::Structure(Vec::new())".to_owned()
    } else {
        let adds: String = further
            .iter()
            .map(|(at, member)| format!("Field::add_to({}, &mut members, {at}); ", field(&member.name)))
            .collect();
        format!("{{ let mut members = Vec::new(); {adds}Value::Structure(members) }}")
    };
    let code = &error.code;
    format!(
        "            Refusal::{code} {{ message{names} }} => wire::Refusal {{ error: &errors::{}, message, value: {value} }},\n",
        screaming(code)
    )
}

fn error_static(error: &Error) -> String {
    let query = match &error.query_code {
        Some(code) => format!("Some(QueryError {{ code: {code:?}, status: {} }})", error.status),
        None => "None".to_owned(),
    };
    let shape = error.shape.as_ref().map_or("NOTHING".to_owned(), |shape| screaming(shape));
    let blame = if error.receiver { "Receiver" } else { "Sender" };
    format!(
        "    pub static {}: ErrorShape = ErrorShape {{ code: {:?}, prefix: {:?}, status: {}, blame: Blame::{blame}, query: {query}, message_name: {:?}, shape: &super::{shape} }};\n",
        screaming(&error.code),
        error.code,
        error.prefix,
        error.status,
        error.message_name,
    )
}

/// The members beside the message, by index.
fn further<'a>(service: &'a Service, error: &'a Error) -> impl Iterator<Item = (usize, &'a Member)> {
    let members = error.shape.as_ref().and_then(|shape| service.structure(shape)).map_or(&[][..], |it| &it.members);
    members.iter().enumerate().filter(|(_, member)| member.name != error.message_name)
}
