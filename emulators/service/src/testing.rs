//! How services write their tests: through the whole pipeline minus HTTP, in three parts (types, constraints, behaviour).

use clock::Timestamp;
use serde_json::{Value, json};
use wire::Protocol;

use crate::{Answer, Caller, Service, answer};

/// The code without its prefix, and the message.
pub type Refused = (String, String);

pub const ACCOUNT: &str = "000000000000";
pub const REGION: &str = "us-east-1";
pub const REQUEST_ID: &str = "11111111-2222-4333-8444-555555555555";

pub fn caller(arrived: Timestamp) -> Caller {
    Caller {
        account: ACCOUNT.to_owned(),
        region: REGION.to_owned(),
        base_url: "http://localhost:4566".to_owned(),
        arrived,
    }
}

/// Calls an operation in JSON, as a caller without a past. What is refused gives its code and message.
pub async fn call(service: &dyn Service, operation: &str, input: Value) -> Result<Value, Refused> {
    call_as(service, &caller(Timestamp::from_millis(0)), operation, input).await
}

pub async fn call_as(service: &dyn Service, caller: &Caller, operation: &str, input: Value) -> Result<Value, Refused> {
    let answer = raw(service, caller, Protocol::Json10, operation, input.to_string().as_bytes()).await;
    if let Some(fault) = answer.fault {
        panic!("{operation} ended with a fault: {fault:?}");
    }
    let body = match answer.body.as_slice() {
        b"" => json!({}),
        body => serde_json::from_slice(body).expect("answers are JSON"),
    };
    match answer.status {
        200 => Ok(body),
        _ => Err(refused(&body)),
    }
}

/// Sends bytes as they are, in any protocol.
pub async fn raw(service: &dyn Service, caller: &Caller, protocol: Protocol, operation: &str, body: &[u8]) -> Answer {
    answer(service, protocol, operation, caller, REQUEST_ID, body).await.expect("no generation is flipped in this test")
}

fn refused(body: &Value) -> Refused {
    let code = body["__type"].as_str().expect("refusals have a type");
    let message = body.get("message").or_else(|| body.get("Message")).and_then(Value::as_str).unwrap_or_default();
    (code.rsplit('#').next().unwrap_or(code).to_owned(), message.to_owned())
}

/// Tries everything that is not of a type in the place of a member, and expects AWS's words.
///
/// The path names members, indices (`0`) and keys: `Records.0.Data`. The kind is `Boolean`, `String`, `Integer`, `Long`, `Double`, `Blob`,
/// `Timestamp`, `List`, `Map` or `Structure`.
pub async fn assert_type(service: &dyn Service, operation: &str, path: &str, kind: &str) {
    let parts: Vec<&str> = path.split('.').collect();
    let is_element = parts.len() > 1 && is_collection(service, operation, &parts[..parts.len() - 1]);
    for (wrong, said) in wrong_values(service.model().name == "kinesis", kind, is_element) {
        let input = parts.iter().rev().fold(wrong.clone(), |inner, part| match part.parse::<usize>() {
            Ok(_) => json!([inner]),
            Err(_) => json!({ *part: inner }),
        });
        let (code, message) = match call(service, operation, input).await {
            Err(refused) => refused,
            Ok(answer) => panic!("{operation} takes {wrong} for {path}, a {kind}, and answers {answer}"),
        };
        assert_eq!(code, "SerializationException", "{operation} with {wrong} for {path}: {message}");
        match said.strip_suffix('…') {
            Some(beginning) => {
                assert!(message.starts_with(beginning), "{operation} with {wrong} for {path}: {message}")
            }
            None => assert_eq!(message, said, "{operation} with {wrong} for {path}"),
        }
    }
}

/// Whether a path ends in a list or a map, whose elements AWS words otherwise than members.
fn is_collection(service: &dyn Service, operation: &str, path: &[&str]) -> bool {
    let model = service.model();
    let index = model.operation(operation).unwrap_or_else(|| panic!("{} has no {operation}", model.name));
    let mut shape = model.operations[index].input;
    for part in path {
        shape = match &shape.kind {
            wire::Kind::Structure(structure) => {
                let index = shape.member(part).unwrap_or_else(|| panic!("{} has no member {part}", shape.name));
                structure.members[usize::from(index)].shape
            }
            wire::Kind::List(list) => list.element,
            wire::Kind::Map(map) => map.value,
            _ => panic!("{} has nothing inside, not even {part}", shape.name),
        };
    }
    matches!(shape.kind, wire::Kind::List(_) | wire::Kind::Map(_))
}

/// What is not of a kind, and AWS's words for it. `…` stands for an end that depends on the shape.
fn wrong_values(is_kinesis: bool, kind: &str, is_element: bool) -> Vec<(Value, String)> {
    let everything = || vec![json!("23"), json!(true), json!(false), json!(23), json!(34.56), json!([]), json!({})];
    let says: &dyn Fn(&Value) -> Option<String> =
        if is_kinesis { &|value| kinesis_says(kind, value) } else { &|value| others_say(kind, is_element, value) };
    let mut wrong = everything();
    if kind == "Blob" {
        wrong.extend([json!("23456"), json!("=+/="), json!("+/+=")]);
    }
    wrong.into_iter().filter_map(|value| says(&value).map(|said| (value, said))).collect()
}

/// Seen: kinesalite, test/helpers.js.
fn kinesis_says(kind: &str, value: &Value) -> Option<String> {
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
fn others_say(kind: &str, is_element: bool, value: &Value) -> Option<String> {
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

/// Expects exactly these violations, in this order, in AWS's envelope: `2 validation errors detected: …; …`.
pub async fn assert_violations(service: &dyn Service, operation: &str, input: Value, violations: &[&str]) {
    let errors = if violations.len() == 1 { "error" } else { "errors" };
    let expected = format!("{} validation {errors} detected: {}", violations.len(), violations.join("; "));
    let refused = call(service, operation, input.clone()).await;
    assert_eq!(refused, Err(("ValidationException".to_owned(), expected)), "{operation} with {input}");
}

/// Expects one violation of one member: `assert_constraint(…, json!({"StreamName": ""}), "streamName", "''", "Member must have …")`.
pub async fn assert_constraint(
    service: &dyn Service,
    operation: &str,
    input: Value,
    place: &str,
    value: &str,
    constraint: &str,
) {
    let violation = format!("Value {value} at '{place}' failed to satisfy constraint: {constraint}");
    assert_violations(service, operation, input, &[&violation]).await;
}

/// Expects a refusal with this code and message.
pub async fn assert_refused(service: &dyn Service, operation: &str, input: Value, code: &str, message: &str) {
    let refused = call(service, operation, input.clone()).await;
    assert_eq!(refused, Err((code.to_owned(), message.to_owned())), "{operation} with {input}");
}
