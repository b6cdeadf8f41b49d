//! `/_aws/sqs/messages`: what is in a queue, without receiving it, as LocalStack's users look at it.
//!
//! The queue's URL is in the query string, in a form, in the body of an SDK's ReceiveMessage, or its parts are in the path:
//! `/_aws/sqs/messages/REGION/ACCOUNT/NAME`. `ShowInvisible=true` adds what is in flight, `ShowDelayed=true` what is delayed.

use gateway::AnswerBody;
use gateway::http::header::{ACCEPT, CONTENT_TYPE, HeaderValue};
use gateway::http::request::Parts;
use gateway::http::{HeaderMap, Method, Response, StatusCode};
use hyper::body::Incoming;
use serde_json::{Map, Value, json};
use service::wire::Protocol;
use service::{Answer, Caller};
use sqs::Peek;

use super::{BODY_BYTES, BODY_PATIENCE, answer, query};
use crate::environment::Environment;
use crate::exit::Exit;

const PATH: &str = "/_aws/sqs/messages";

pub fn is_meant(path: &str) -> bool {
    path.strip_prefix(PATH).is_some_and(|rest| rest.is_empty() || rest.starts_with('/'))
}

pub async fn respond(environment: &Environment, parts: &Parts, body: Incoming) -> Response<AnswerBody> {
    let Ok(body) = gateway::read_body(body, BODY_BYTES, BODY_PATIENCE).await else {
        return refused(StatusCode::BAD_REQUEST, "the request's body is too large or did not arrive");
    };
    if !matches!(parts.method, Method::GET | Method::POST) {
        return refused(StatusCode::METHOD_NOT_ALLOWED, "a queue is looked into with GET or POST");
    }
    let Some(asked) = Asked::of(parts, &body) else {
        return refused(StatusCode::NOT_FOUND, "a queue is named by /_aws/sqs/messages/REGION/ACCOUNT/NAME");
    };
    let (account, region) = gateway::identity(&parts.headers, &parts.uri, &environment.config().account);
    let caller = Caller {
        account,
        region,
        base_url: format!("http://{}", environment.gateway_address()),
        trace: None,
        arrived: environment.clock().now(),
    };
    let id = environment.entropy().uuid();
    loop {
        let (services, sqs) = environment.sqs();
        let Some(sqs) = sqs else { return refused(StatusCode::NOT_FOUND, "SQS is not among the services") };
        let peek =
            Peek { sqs, shows_invisible: asked.shows("ShowInvisible"), shows_delayed: asked.shows("ShowDelayed") };
        match service::answer(&peek, asked.protocol, "ReceiveMessage", &caller, &id, asked.input.as_bytes()).await {
            Ok(answer) => return told(answer, asked.protocol),
            // The environment was replaced under this request.
            Err(_retired) => environment.sqs_changed(&services).await,
        }
    }
}

fn refused(status: StatusCode, sentence: &str) -> Response<AnswerBody> {
    answer::error(status, &Exit::failed(sentence))
}

struct Asked {
    protocol: Protocol,
    input: String,
    query: String,
}

impl Asked {
    fn of(parts: &Parts, body: &[u8]) -> Option<Asked> {
        let query = parts.uri.query().unwrap_or("").to_owned();
        let body = String::from_utf8_lossy(body);
        if parts.headers.contains_key("x-amz-target") {
            return Some(Asked { protocol: Protocol::Json10, input: body.into_owned(), query });
        }
        let protocol = if accepts_json(&parts.headers) { Protocol::QueryJson } else { Protocol::Query };
        let rest = parts.uri.path()[PATH.len()..].trim_matches('/');
        let input = if rest.is_empty() {
            let is_form =
                header(&parts.headers, CONTENT_TYPE.as_str()).starts_with("application/x-www-form-urlencoded");
            if is_form { format!("{body}&{query}") } else { query.clone() }
        } else {
            let segments: Vec<&str> = rest.split('/').collect();
            let [region, account, name] = segments[..] else { return None };
            format!("QueueUrl=/queue/{region}/{account}/{name}")
        };
        Some(Asked { protocol, input, query })
    }

    fn shows(&self, what: &str) -> bool {
        let said = query::value(&self.query, what).or_else(|| query::value(&self.input, what));
        said.is_some_and(|said| said.eq_ignore_ascii_case("true") || said == "1")
    }
}

fn accepts_json(headers: &HeaderMap) -> bool {
    header(headers, ACCEPT.as_str())
        .split(',')
        .any(|kind| kind.split(';').next().unwrap_or("").trim() == "application/json")
}

fn header<'a>(headers: &'a HeaderMap, name: &str) -> &'a str {
    headers.get(name).and_then(|value| value.to_str().ok()).unwrap_or("")
}

fn told(answer: Answer, protocol: Protocol) -> Response<AnswerBody> {
    let status = StatusCode::from_u16(answer.status).unwrap_or(StatusCode::INTERNAL_SERVER_ERROR);
    if let Some(fault) = &answer.fault {
        tracing::error!(?fault, "a look into a queue failed");
    }
    let bytes = answer.body.bytes();
    let text = match protocol {
        Protocol::QueryJson => as_known_elsewhere(bytes).to_string(),
        _ => String::from_utf8_lossy(bytes).into_owned(),
    };
    let mut response = answer::text(answer.content_type, text);
    *response.status_mut() = status;
    for (name, value) in &answer.headers {
        if let Ok(value) = HeaderValue::from_str(value) {
            response.headers_mut().insert(*name, value);
        }
    }
    response
}

/// The members by the names that they have in the XML, and nothing where there is nothing: so LocalStack's users know them.
fn as_known_elsewhere(bytes: &[u8]) -> Value {
    let mut answer: Value = serde_json::from_slice(bytes).unwrap_or_default();
    let Some(result) = answer.pointer_mut("/ReceiveMessageResponse/ReceiveMessageResult") else { return answer };
    let messages = result["messages"].as_array().cloned().unwrap_or_default();
    let renamed = |message: &Value| -> Map<String, Value> {
        let members = message.as_object().into_iter().flatten().filter(|(_, value)| !value.is_null());
        members.map(|(name, value)| (in_xml(name).to_owned(), value.clone())).collect()
    };
    *result = json!({ "Message": messages.iter().map(renamed).collect::<Vec<_>>() });
    answer
}

fn in_xml(name: &str) -> &str {
    match name {
        "Attributes" => "Attribute",
        "MessageAttributes" => "MessageAttribute",
        name => name,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn asked(uri: &str, headers: &[(&str, &str)], body: &str) -> Option<Asked> {
        let mut request = gateway::http::Request::builder().uri(uri);
        for (name, value) in headers {
            request = request.header(*name, *value);
        }
        let (parts, ()) = request.body(()).unwrap().into_parts();
        Asked::of(&parts, body.as_bytes())
    }

    #[test]
    fn a_queue_is_named_in_four_ways() {
        let by_query = asked("/_aws/sqs/messages?QueueUrl=http://h/1/q&ShowDelayed=True", &[], "").unwrap();
        assert_eq!(
            (by_query.protocol, by_query.input.as_str()),
            (Protocol::Query, "QueueUrl=http://h/1/q&ShowDelayed=True")
        );
        assert!(by_query.shows("ShowDelayed") && !by_query.shows("ShowInvisible"));

        let by_path =
            asked("/_aws/sqs/messages/eu-west-1/000000000000/q?ShowInvisible=1", &[("accept", "application/json")], "");
        let by_path = by_path.unwrap();
        assert_eq!(by_path.protocol, Protocol::QueryJson);
        assert_eq!(by_path.input, "QueueUrl=/queue/eu-west-1/000000000000/q");
        assert!(by_path.shows("ShowInvisible"));

        let form = [("content-type", "application/x-www-form-urlencoded; charset=utf-8")];
        let by_form = asked("/_aws/sqs/messages", &form, "QueueUrl=q&ShowInvisible=true").unwrap();
        assert_eq!(by_form.input, "QueueUrl=q&ShowInvisible=true&");
        assert!(by_form.shows("ShowInvisible"));

        let target = [("x-amz-target", "AmazonSQS.ReceiveMessage")];
        assert_eq!(asked("/_aws/sqs/messages", &target, "{}").unwrap().protocol, Protocol::Json10);
        assert!(asked("/_aws/sqs/messages/us-east-1/q", &[], "").is_none());
        assert!(is_meant("/_aws/sqs/messages") && !is_meant("/_aws/sqs/messagesx"));
    }

    #[test]
    fn json_has_the_names_of_the_xml() {
        let ours = json!({ "ReceiveMessageResponse": { "ReceiveMessageResult": { "messages": [
            { "MessageId": "i", "Attributes": [{ "Name": "SenderId", "Value": "0" }], "MessageAttributes": null },
        ] }, "ResponseMetadata": { "RequestId": "r" } } });
        let known = as_known_elsewhere(ours.to_string().as_bytes());
        assert_eq!(
            known["ReceiveMessageResponse"]["ReceiveMessageResult"],
            json!({ "Message": [
            { "MessageId": "i", "Attribute": [{ "Name": "SenderId", "Value": "0" }] },
        ] })
        );
        assert_eq!(known["ReceiveMessageResponse"]["ResponseMetadata"]["RequestId"], "r");
        assert_eq!(as_known_elsewhere(br#"{"Error":{}}"#), json!({ "Error": {} }));
    }
}
