//! The Query protocol answered in JSON, for `Accept: application/json`. API Gateway's integrations ask like this.
//!
//! Seen: answers of SQS through API Gateway (aws-samples/serverless-patterns, apigw-sqs) and in JuliaCloud/AWS.jl, pull request
//! 127: members in the order of the alphabet, null where there is nothing, and two lists under names of their own.

use serde_json::{Map, Value as Json, json};

use crate::json;
use crate::model::{Operation, Refusal};
use crate::shape::{Kind, Shape};
use crate::value::Value;

/// `{"OperationResponse":{"OperationResult":{…},"ResponseMetadata":{"RequestId":"…"}}}`
pub fn encode(operation: &Operation, value: &Value, request_id: &str) -> Vec<u8> {
    let mut response = Map::new();
    if let Some(output) = operation.output {
        response.insert(format!("{}Result", operation.name), tree(output, value));
    }
    response.insert("ResponseMetadata".to_owned(), json!({ "RequestId": request_id }));
    json!({ format!("{}Response", operation.name): response }).to_string().into_bytes()
}

/// `{"Error":{"Code":"…","Message":"…","Type":"Sender"},"RequestId":"…"}`, and the status.
pub fn refusal(refusal: &Refusal, request_id: &str) -> (u16, Vec<u8>) {
    let (code, status) = super::refusal::code(refusal);
    let message = refusal.message.as_deref().map(|message| super::refusal::words(code, message));
    let error = json!({ "Code": code, "Message": message, "Type": refusal.error.blame.as_str() });
    (status, json!({ "Error": error, "RequestId": request_id }).to_string().into_bytes())
}

fn tree(shape: &Shape, value: &Value) -> Json {
    match (value, &shape.kind) {
        (Value::Emit(emit), _) => tree(shape, &emit.value()),
        (Value::Structure(_), Kind::Structure(structure)) => {
            let members = structure.members.iter().enumerate().map(|(index, member)| {
                let value = value.member(index as u16).unwrap_or(&Value::Null);
                let is_empty = matches!(value, Value::List(elements) if elements.is_empty());
                let inner = if is_empty { Json::Null } else { tree(member.shape, value) };
                (name(member.name).to_owned(), inner)
            });
            let mut members: Vec<_> = members.collect();
            members.sort_by(|(a, _), (b, _)| a.cmp(b));
            Json::Object(members.into_iter().collect())
        }
        (Value::List(elements), Kind::List(list)) => elements.iter().map(|it| tree(list.element, it)).collect(),
        // Guess: pairs, as in the XML.
        (Value::Map(entries), Kind::Map(map)) => entries
            .iter()
            .map(|(key, value)| json!({ map.key_name: key, map.value_name: tree(map.value, value) }))
            .collect(),
        _ => {
            let mut text = Vec::new();
            json::encode(shape, value, &mut text);
            serde_json::from_slice(&text).expect("what is encoded as JSON is JSON")
        }
    }
}

fn name(name: &'static str) -> &'static str {
    match name {
        "Messages" => "messages",
        "QueueUrls" => "queueUrls",
        name => name,
    }
}
