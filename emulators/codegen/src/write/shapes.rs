//! A shape as a static.

use crate::model::{Constraints, Kind, Member, Service};
use crate::names::screaming;

pub fn text(service: &Service, key: &str) -> String {
    let shape = &service.shapes[key];
    let kind = match &shape.kind {
        Kind::Boolean => "Kind::Boolean".to_owned(),
        Kind::Float => "Kind::Float".to_owned(),
        Kind::Double => "Kind::Double".to_owned(),
        Kind::Timestamp => "Kind::Timestamp".to_owned(),
        Kind::Integer => format!("Kind::Integer({})", range(&shape.constraints)),
        Kind::Long => format!("Kind::Long({})", range(&shape.constraints)),
        Kind::Blob => format!("Kind::Blob({})", range(&shape.constraints)),
        Kind::String => format!("Kind::String({})", string(&shape.constraints)),
        Kind::List { element, element_name, flattened } => format!(
            "Kind::List(List {{ element: &{}, length: {}, element_name: {element_name:?}, flattened: {flattened} }})",
            screaming_key(element),
            range(&shape.constraints),
        ),
        Kind::Map { key, value, key_name, value_name, flattened } => format!(
            "Kind::Map(Map {{ key: &{}, value: &{}, length: {}, key_name: {key_name:?}, value_name: {value_name:?}, flattened: {flattened} }})",
            screaming_key(key),
            screaming_key(value),
            range(&shape.constraints),
        ),
        Kind::Structure(structure) => {
            let members: String = structure.members.iter().map(|it| format!("            {},\n", member(it))).collect();
            let members = if members.is_empty() { String::new() } else { format!("\n{members}        ") };
            format!(
                "Kind::Structure(Members {{\n        members: &[{members}],\n        check_order: {},\n        flavour: Flavour::{},\n    }})",
                structure.check_order.as_ref().map_or("None".to_owned(), |order| format!("Some(&{order:?})")),
                structure.flavour,
            )
        }
    };
    let name = screaming_key(key);
    let one_line = format!("pub static {name}: Shape = Shape {{ name: {:?}, kind: {kind} }};\n", shape.name);
    match shape.kind {
        Kind::Structure(_) => {
            format!("pub static {name}: Shape = Shape {{\n    name: {:?},\n    kind: {kind},\n}};\n", shape.name)
        }
        _ => one_line,
    }
}

/// The name of a static; that of a member's own shape is `STRUCTURE_MEMBER`.
pub fn screaming_key(key: &str) -> String {
    match key.split_once('.') {
        Some((structure, member)) => format!("{}_OWN_{}", screaming(structure), screaming(member)),
        None => screaming(key),
    }
}

fn member(member: &Member) -> String {
    let (name, shape) = (&member.name, screaming_key(&member.shape));
    let plain = member.query_name == *name && !member.idempotency_token;
    match (plain, member.required) {
        (true, true) => format!("Member::required({name:?}, &{shape})"),
        (true, false) => format!("Member::optional({name:?}, &{shape})"),
        (false, required) => format!(
            "Member {{ name: {name:?}, query_name: {:?}, shape: &{shape}, required: {required}, idempotency_token: {} }}",
            member.query_name, member.idempotency_token,
        ),
    }
}

fn string(constraints: &Constraints) -> String {
    if constraints.pattern.is_none() && constraints.values.is_empty() && range(constraints) == "Range::ANY" {
        return "Text::ANY".to_owned();
    }
    let pattern = constraints.pattern.as_ref().map_or("None".to_owned(), |pattern| format!("Some({pattern:?})"));
    format!("Text {{ length: {}, pattern: {pattern}, values: &{:?} }}", range(constraints), constraints.values)
}

fn range(constraints: &Constraints) -> String {
    match (constraints.min, constraints.max) {
        (None, None) => "Range::ANY".to_owned(),
        (min, max) => format!("Range {{ min: {min:?}, max: {max:?} }}"),
    }
}
