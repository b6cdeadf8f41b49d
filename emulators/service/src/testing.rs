//! How services write their tests: through the whole pipeline minus HTTP, in three parts (types, constraints, behaviour).

mod wrong_types;

use clock::Timestamp;
use keyspace::Fault;
use serde_json::{Value, json};
use wire::Protocol;
use wire::malformed::Position;

use crate::{Answer, Caller, Service, answer};

/// The code without its prefix, and the message.
pub type Refused = (String, String);

/// The account of [`caller`].
pub const ACCOUNT: &str = "000000000000";
/// The region of [`caller`].
pub const REGION: &str = "us-east-1";
/// The id of every request.
pub const REQUEST_ID: &str = "11111111-2222-4333-8444-555555555555";

/// A caller of the usual account and region.
pub fn caller(arrived: Timestamp) -> Caller {
    Caller {
        account: ACCOUNT.to_owned(),
        region: REGION.to_owned(),
        base_url: "http://localhost:4566".to_owned(),
        trace: None,
        arrived,
    }
}

/// Calls an operation in JSON, as a caller without a past. What is refused gives its code and message.
///
/// # Errors
///
/// What is refused.
pub async fn call(service: &dyn Service, operation: &str, input: Value) -> Result<Value, Refused> {
    call_as(service, &caller(Timestamp::from_millis(0)), operation, input).await
}

/// As [`call`], by a caller of the test's own.
///
/// # Errors
///
/// What is refused.
pub async fn call_as(service: &dyn Service, caller: &Caller, operation: &str, input: Value) -> Result<Value, Refused> {
    match outcome_as(service, caller, operation, input).await {
        Ok(answer) => Ok(answer),
        Err(Failure::Refused(refused)) => Err(refused),
        Err(Failure::Faulted(fault)) => panic!("{operation} ended with a fault: {fault:?}"),
    }
}

/// Why a call has no answer.
#[derive(Debug)]
pub enum Failure {
    /// The caller's.
    Refused(Refused),
    /// The engine's, which the test told to fail.
    Faulted(Fault),
}

/// As [`call_as`], where a write may fail.
///
/// # Errors
///
/// What is refused, and what failed.
pub async fn outcome_as(
    service: &dyn Service,
    caller: &Caller,
    operation: &str,
    input: Value,
) -> Result<Value, Failure> {
    let answer = raw(service, caller, Protocol::Json10, operation, input.to_string().as_bytes()).await;
    if let Some(fault) = answer.fault {
        return Err(Failure::Faulted(fault));
    }
    let body = match answer.body.bytes() {
        b"" => json!({}),
        body => serde_json::from_slice(body).expect("answers are JSON"),
    };
    match answer.status {
        200 => Ok(body),
        _ => Err(Failure::Refused(refused(&body))),
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
    let position = position(service, operation, &parts);
    for (wrong, said) in wrong_types::of(service.model(), kind, position) {
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

/// Where a path ends: AWS words elements of lists and maps otherwise than members.
fn position(service: &dyn Service, operation: &str, path: &[&str]) -> Position {
    let model = service.model();
    let index = model.operation(operation).unwrap_or_else(|| panic!("{} has no {operation}", model.name));
    let mut shape = model.operations[index].input;
    let mut position = Position::Member;
    for part in path {
        (shape, position) = match &shape.kind {
            wire::Kind::Structure(structure) => {
                let index = shape.member(part).unwrap_or_else(|| panic!("{} has no member {part}", shape.name));
                (structure.members[usize::from(index)].shape, Position::Member)
            }
            wire::Kind::List(list) => (list.element, Position::Element),
            wire::Kind::Map(map) => (map.value, Position::Element),
            _ => panic!("{} has nothing inside, not even {part}", shape.name),
        };
    }
    position
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
