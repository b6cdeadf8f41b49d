//! What is answered before any service is asked. Forms, texts and order as the public kinesalite and dynalite projects
//! recorded them from AWS.

use std::sync::Arc;

use http::header::{CONTENT_TYPE, HeaderMap, HeaderValue};
use http::{Method, Response, StatusCode, Uri};
use service::Service;
use wire::{Protocol, Refusal, query};

use crate::AnswerBody;
use crate::signature::{self, Unsigned};
use crate::sigv4::Denied;

/// What is known of a request that is no operation.
pub(crate) struct Form<'a> {
    pub service: Option<&'a Arc<dyn Service>>,
    pub protocol: Option<Protocol>,
    /// The target names a service and an operation, though not ones of ours.
    pub is_named: bool,
    pub content_type: &'a str,
}

/// `GET /`, as DynamoDB and load balancers' health checks know it.
pub(crate) fn healthy(region: &str) -> Response<AnswerBody> {
    with_type(StatusCode::OK, Some("text/plain"), format!("healthy: dynamodb.{region}.amazonaws.com "))
}

/// A service that is not emulated, by name.
pub(crate) fn elsewhere(service: &str, is_json: bool, request_id: &str) -> Response<AnswerBody> {
    let shown: String = service.chars().filter(|c| c.is_ascii_alphanumeric() || "-_. ".contains(*c)).take(64).collect();
    let sentence = format!(
        "statebox does not emulate the service `{shown}`. It has sqs, dynamodb, streams.dynamodb and kinesis, and answers sts GetCallerIdentity; point the {shown} client at another endpoint."
    );
    if is_json {
        let body = format!(r#"{{"__type":"NotImplementedException","message":"{sentence}"}}"#);
        return with_type(StatusCode::NOT_IMPLEMENTED, Some("application/x-amz-json-1.1"), body);
    }
    let body = format!(
        "<ErrorResponse><Error><Type>Sender</Type><Code>NotImplemented</Code><Message>{sentence}</Message></Error><RequestId>{request_id}</RequestId></ErrorResponse>\n"
    );
    with_type(StatusCode::NOT_IMPLEMENTED, Some("text/xml"), body)
}

/// A Query request for an action that the service does not know.
pub(crate) fn invalid_action(service: &Arc<dyn Service>, action: &str, request_id: &str) -> Response<AnswerBody> {
    let shown: String = action.chars().filter(|c| c.is_ascii_alphanumeric()).take(64).collect();
    let namespace = service.model().xml_namespace.unwrap_or_default();
    let body = format!(
        "<?xml version=\"1.0\"?><ErrorResponse xmlns=\"{namespace}\"><Error><Type>Sender</Type><Code>InvalidAction</Code><Message>The action {shown} is not valid for this endpoint.</Message><Detail/></Error><RequestId>{request_id}</RequestId></ErrorResponse>"
    );
    with_type(StatusCode::BAD_REQUEST, Some("text/xml"), body)
}

/// A queue's URL without an action. Seen: recorded from SQS.
pub(crate) fn no_action() -> Response<AnswerBody> {
    with_type(StatusCode::NOT_FOUND, None, "<UnknownOperationException/>\n")
}

/// Neither an operation nor an action, in the order in which AWS finds out.
pub(crate) fn not_an_operation(
    form: &Form<'_>,
    method: &Method,
    headers: &HeaderMap,
    uri: &Uri,
    body: &[u8],
) -> Response<AnswerBody> {
    let is_dynamodb = form.service.is_some_and(|service| service.model().signing_name == "dynamodb");
    if is_dynamodb && method == Method::GET {
        return healthy("us-east-1");
    }
    let is_deprecated = form.content_type == "application/json";
    if method != Method::POST {
        return access_denied(headers, uri);
    }
    if body.is_empty() {
        // Without a body Kinesis speaks CBOR, unless it was spoken to in JSON.
        let protocol = form.protocol.filter(|protocol| *protocol == Protocol::Json11).unwrap_or(Protocol::Cbor11);
        let known = form.service.is_some_and(|service| {
            let target = headers.get("x-amz-target").and_then(|target| target.to_str().ok()).unwrap_or("");
            service.model().operation(target.split_once('.').map_or("", |(_, name)| name)).is_some()
        });
        let code = if known { "SerializationException" } else { "UnknownOperationException" };
        let protocol = if is_dynamodb { Protocol::Json10 } else { protocol };
        return typed(StatusCode::BAD_REQUEST, form.service, protocol, code, None);
    }
    let is_valid_type = is_deprecated
        || matches!(form.protocol, Some(Protocol::Json11 | Protocol::Cbor11))
        || (is_dynamodb && form.protocol.is_some());
    if !is_valid_type {
        if form.is_named {
            return with_type(StatusCode::NOT_FOUND, None, "<UnknownOperationException/>\n");
        }
        return access_denied(headers, uri);
    }
    let protocol = form.protocol.unwrap_or(Protocol::Json11);
    let code = if is_object(protocol, body) { "UnknownOperationException" } else { "SerializationException" };
    if is_deprecated {
        let status = if code == "SerializationException" { StatusCode::BAD_REQUEST } else { StatusCode::NOT_FOUND };
        let body = format!(r#"{{"Output":{{"__type":"com.amazon.coral.service#{code}"}},"Version":"1.0"}}"#);
        return with_type(status, Some("application/json"), body);
    }
    typed(StatusCode::BAD_REQUEST, form.service, protocol, code, None)
}

/// An operation without a whole signature. What is wrong with the body comes first.
pub(crate) fn unsigned(
    service: &Arc<dyn Service>,
    protocol: Protocol,
    unsigned: &Unsigned,
    body: &[u8],
    request_id: &str,
) -> Response<AnswerBody> {
    if protocol.is_query() {
        // Guess: AWS answers by the queue's policy here, which is not evaluated.
        let message = "Request is missing Authentication Token";
        return in_query(service, protocol, "MissingAuthenticationToken", message, request_id);
    }
    if !is_object(protocol, body) {
        return typed(StatusCode::BAD_REQUEST, Some(service), protocol, "SerializationException", None);
    }
    let message = match (unsigned, service.model().signing_name) {
        (Unsigned::Missing, "dynamodb") => "Request is missing Authentication Token",
        _ => unsigned.message(),
    };
    typed(StatusCode::BAD_REQUEST, Some(service), protocol, unsigned.code(), Some(message))
}

/// An operation whose signature is not good. Codes: aws/aws-sdk-go 487 (SQS), PynamoDB 603 (DynamoDB), and many alike.
pub(crate) fn denied(
    service: &Arc<dyn Service>,
    protocol: Protocol,
    denied: &Denied,
    request_id: &str,
) -> Response<AnswerBody> {
    let (code, code_of_old) = match denied {
        Denied::UnknownKey => ("UnrecognizedClientException", "InvalidClientTokenId"),
        _ => ("InvalidSignatureException", "SignatureDoesNotMatch"),
    };
    let mut response = if protocol.is_query() {
        in_query(service, protocol, code_of_old, &denied.message(), request_id)
    } else {
        typed(StatusCode::BAD_REQUEST, Some(service), protocol, code, Some(&denied.message()))
    };
    if let Ok(id) = HeaderValue::from_str(request_id) {
        response.headers_mut().insert("x-amzn-requestid", id);
    }
    response
}

/// In the Query protocol nobody comes in with 403.
fn in_query(
    service: &Arc<dyn Service>,
    protocol: Protocol,
    code: &'static str,
    message: &str,
    request_id: &str,
) -> Response<AnswerBody> {
    let model = service.model();
    let refusal =
        Refusal { error: model.error_named(code, 403), message: Some(message.to_owned()), value: wire::Value::Null };
    let (content_type, (_, body)) = match protocol {
        Protocol::QueryJson => ("application/json", query::json::refusal(&refusal, request_id)),
        _ => ("text/xml", query::refusal(model, &refusal, request_id)),
    };
    with_type(StatusCode::FORBIDDEN, Some(content_type), body)
}

fn access_denied(headers: &HeaderMap, uri: &Uri) -> Response<AnswerBody> {
    let (code, message) = match signature::check(headers, uri) {
        Ok(()) => ("AccessDeniedException", "Unable to determine service/operation name to be authorized".to_owned()),
        Err(unsigned) => (unsigned.code(), unsigned.message().to_owned()),
    };
    with_type(StatusCode::FORBIDDEN, None, format!("<{code}>\n  <Message>{message}</Message>\n</{code}>\n"))
}

/// Whether a body is at least an object of its protocol.
fn is_object(protocol: Protocol, body: &[u8]) -> bool {
    match protocol {
        // A map of any length, or one of indefinite length.
        Protocol::Cbor11 => body.first().is_some_and(|first| (0xa0..=0xbf).contains(first)),
        _ => {
            serde_json::from_slice::<serde::de::IgnoredAny>(body).is_ok()
                && body.iter().find(|byte| !byte.is_ascii_whitespace()).is_some_and(|byte| matches!(byte, b'{' | b'['))
        }
    }
}

/// `{"__type": …, "message": …}` in the request's own protocol.
fn typed(
    status: StatusCode,
    service: Option<&Arc<dyn Service>>,
    protocol: Protocol,
    code: &str,
    message: Option<&str>,
) -> Response<AnswerBody> {
    let prefix = match service.map(|service| service.model().signing_name) {
        Some("dynamodb") => "com.amazon.coral.service#",
        _ => "",
    };
    let name = format!("{prefix}{code}");
    if protocol == Protocol::Cbor11 {
        return with_type(status, Some("application/x-amz-cbor-1.1"), cbor(&name, message));
    }
    let mut value = serde_json::Map::new();
    value.insert("__type".into(), name.into());
    if let Some(message) = message {
        value.insert("message".into(), message.into());
    }
    let content_type = match protocol {
        Protocol::Json10 => "application/x-amz-json-1.0",
        _ => "application/x-amz-json-1.1",
    };
    with_type(status, Some(content_type), serde_json::Value::from(value).to_string())
}

fn cbor(name: &str, message: Option<&str>) -> Vec<u8> {
    let mut encoder = aws_smithy_cbor::Encoder::new(Vec::new());
    encoder.map(if message.is_some() { 2 } else { 1 });
    encoder.str("__type").str(name);
    if let Some(message) = message {
        encoder.str("message").str(message);
    }
    encoder.into_writer()
}

/// An answer with a body, whose content type AWS leaves out in some places.
pub(crate) fn with_type(
    status: StatusCode,
    content_type: Option<&'static str>,
    body: impl Into<bytes::Bytes>,
) -> Response<AnswerBody> {
    let mut response = Response::new(AnswerBody::from(body));
    *response.status_mut() = status;
    if let Some(content_type) = content_type {
        response.headers_mut().insert(CONTENT_TYPE, HeaderValue::from_static(content_type));
    }
    response
}
