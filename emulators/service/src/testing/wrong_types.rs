//! Everything that is not of a type, and AWS's words for it, written down apart from the code that is tested with it.

use serde_json::{Value, json};
use wire::Model;
use wire::malformed::Position;

/// Wrong values and what is said of them. `…` stands for an end that depends on the shape.
pub(super) fn of(model: &Model, kind: &str, position: Position) -> Vec<(Value, String)> {
    let says = if model.name == "kinesis" { kinesis_says } else { others_say };
    let mut tried = vec![json!("23"), json!(true), json!(false), json!(23), json!(34.56), json!([]), json!({})];
    if kind == "Blob" {
        tried.extend([json!("23456"), json!("=+/="), json!("+/+=")]);
    }
    tried.into_iter().filter_map(|value| says(kind, position, &value).map(|said| (value, said))).collect()
}

/// Seen: kinesalite, test/helpers.js.
fn kinesis_says(kind: &str, _: Position, value: &Value) -> Option<String> {
    let class = match value {
        Value::Bool(_) => "java.lang.Boolean",
        Value::Number(_) => "com.amazon.coral.value.json.numbers.TruncatingBigNumber",
        _ => "java.lang.String",
    };
    let to = match kind {
        "Blob" => "a Blob".to_owned(),
        "Timestamp" => "milliseconds since epoch".to_owned(),
        kind => format!("an {kind}"),
    };
    Some(match (kind, value) {
        ("List", Value::Array(_)) | ("Map" | "Structure", Value::Object(_)) => return None,
        ("Boolean", Value::Bool(_)) | ("Integer" | "Long" | "Double" | "Timestamp", Value::Number(_)) => return None,
        (_, Value::Array(_)) => "Start of list found where not expected".to_owned(),
        (_, Value::Object(_)) => "Start of structure or map found where not expected.".to_owned(),
        ("List", _) => "Expected list or null".to_owned(),
        ("Map", _) => "Expected map or null".to_owned(),
        ("Structure", _) => "Expected null".to_owned(),
        ("Boolean", Value::String(text)) => format!("'{text}' can not be converted to an Boolean"),
        ("String", Value::String(_)) => return None,
        ("Blob", Value::String(text)) => {
            let why = match text.as_str() {
                "=+/=" => "Invalid Base64 character: '='".to_owned(),
                "+/+=" => "Invalid last non-pad Base64 character dectected".to_owned(),
                text => format!("Base64 encoded length is expected a multiple of 4 bytes but found: {}", text.len()),
            };
            format!("'{text}' can not be converted to a Blob: {why}")
        }
        _ => format!("class {class} can not be converted to {to}"),
    })
}

/// Seen: dynalite 4.0.0, validations/index.js.
fn others_say(kind: &str, position: Position, value: &Value) -> Option<String> {
    let is_element = position == Position::Element;
    let token = match value {
        Value::Bool(true) => "TRUE_VALUE",
        Value::Bool(false) => "FALSE_VALUE",
        Value::Number(number) if number.is_f64() => "DECIMAL_VALUE",
        Value::Number(_) => "NUMBER_VALUE",
        _ => "STRING_VALUE",
    };
    Some(match (kind, value) {
        ("List", Value::Array(_)) | ("Map" | "Structure", Value::Object(_)) => return None,
        ("Boolean", Value::Bool(_)) | ("Integer" | "Long" | "Double" | "Timestamp", Value::Number(_)) => return None,
        ("String", Value::String(_)) => return None,
        (_, Value::Object(_)) => "Start of structure or map found where not expected".to_owned(),
        ("Blob", Value::Array(_)) => "Unrecognized collection type class java.nio.ByteBuffer".to_owned(),
        ("Map", Value::Array(_)) => "Unrecognized collection type java.util.Map<…".to_owned(),
        ("Structure", Value::Array(_)) => "Unrecognized collection type class com.amazonaws.…".to_owned(),
        (kind, Value::Array(_)) => format!("Unrecognized collection type class java.lang.{kind}"),
        ("Blob", Value::String(text)) if text.len() % 4 != 0 => {
            format!("Base64 encoded length is expected a multiple of 4 bytes but found: {}", text.len())
        }
        ("Blob", Value::String(_)) => "Invalid last non-pad Base64 character dectected".to_owned(),
        ("Blob", _) => "only base-64-encoded strings are convertible to bytes".to_owned(),
        ("Boolean", Value::String(_)) => "Unexpected token received from parser".to_owned(),
        ("Structure", _) if is_element => "Unexpected value type in payload".to_owned(),
        ("List" | "Map", _) if is_element => {
            "class sun.reflect.generics.reflectiveObjects.ParameterizedTypeImpl cannot be cast to class java.lang.Class…".to_owned()
        }
        ("List" | "Map" | "Structure", _) => "Unexpected field type".to_owned(),
        (kind, _) => format!("{token} cannot be converted to {kind}"),
    })
}
