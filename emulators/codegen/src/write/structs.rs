//! A structure as a plain struct.

use crate::model::{Kind, Member, Service};
use crate::names::{field, screaming};

/// None: the shape is not a structure, or has no struct.
pub fn text(service: &Service, key: &str) -> Option<String> {
    let structure = service.structure(key).filter(|_| has_struct(service, key))?;
    let by_hand = structure.members.iter().any(|member| default_of(service, member).is_some());
    let derives = if by_hand { "Clone, Debug, PartialEq" } else { "Clone, Debug, Default, PartialEq" };
    let mut text = format!("#[derive({derives})]\npub struct {key} {{\n");
    for member in &structure.members {
        let mut of = type_of(service, &member.shape);
        if !member.required {
            of = format!("Option<{of}>");
        }
        text.push_str(&format!("    pub {}: {of},\n", field(&member.name)));
    }
    text.push_str("}\n");
    if structure.members.is_empty() {
        text = format!("#[derive({derives})]\npub struct {key} {{}}\n");
    }
    if by_hand {
        text.push_str(&format!("\nimpl Default for {key} {{\n    fn default() -> Self {{\n        Self {{\n"));
        for member in &structure.members {
            let default = default_of(service, member).unwrap_or("Default::default()");
            text.push_str(&format!("            {}: {default},\n", field(&member.name)));
        }
        text.push_str("        }\n    }\n}\n");
    }
    let fields: Vec<_> =
        structure.members.iter().enumerate().map(|(at, member)| format!("{at} {}", field(&member.name))).collect();
    text.push_str(&format!("\nstructure! {{ {key}: {} [{}] }}\n", screaming(key), fields.join(", ")));
    Some(text)
}

/// All structs of the service, for tests that hold for each.
pub fn list(service: &Service) -> String {
    let lines: String = service
        .shapes
        .keys()
        .filter(|key| has_struct(service, key))
        .map(|key| format!("        Way::of::<{key}>(),\n"))
        .collect();
    format!(
        "//! Every structure, for the tests. Generated from {}: see `emulators/codegen`.

use super::*;
use crate::tests::Way;

pub(crate) fn all() -> Vec<Way> {{
    vec![
{lines}    ]
}}
",
        service.source
    )
}

fn has_struct(service: &Service, key: &str) -> bool {
    service.structure(key).is_some_and(|it| !it.opaque && (!it.exception || is_event(service, key)))
}

/// The type of a field with that shape.
pub fn type_of(service: &Service, key: &str) -> String {
    match &service.shapes[key].kind {
        Kind::Boolean => "bool".to_owned(),
        Kind::Integer => "i32".to_owned(),
        Kind::Long => "i64".to_owned(),
        Kind::Float | Kind::Double => "f64".to_owned(),
        Kind::Timestamp => "DateTime".to_owned(),
        Kind::Blob => "Blob".to_owned(),
        Kind::String => "String".to_owned(),
        Kind::List { element, .. } => format!("Vec<{}>", type_of(service, element)),
        Kind::Map { value, .. } => format!("BTreeMap<String, {}>", type_of(service, value)),
        Kind::Structure(structure) if structure.opaque => "Value".to_owned(),
        Kind::Structure(_) => key.to_owned(),
    }
}

/// Times have no default.
fn default_of(service: &Service, member: &Member) -> Option<&'static str> {
    let is_time = matches!(service.shapes[&member.shape].kind, Kind::Timestamp);
    (member.required && is_time).then_some("DateTime::from_secs(0)")
}

/// An error that may also come as an event of a stream.
fn is_event(service: &Service, key: &str) -> bool {
    service.shapes.values().any(|shape| match &shape.kind {
        Kind::Structure(structure) => structure.members.iter().any(|member| member.shape == key),
        _ => false,
    })
}
