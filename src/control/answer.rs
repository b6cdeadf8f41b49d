//! How the control API answers: JSON, and for long actions one JSON value a line while they go on.

use gateway::AnswerBody;
use gateway::http::header::{CACHE_CONTROL, CONTENT_TYPE, HeaderName, HeaderValue};
use gateway::http::{Response, StatusCode};
use serde_json::{Value, json};

use crate::exit::{Code, Exit};

/// By this header commands know that a statebox answers, and which.
pub const VERSION: HeaderName = HeaderName::from_static("x-statebox-version");

pub fn json(status: StatusCode, value: &Value) -> Response<AnswerBody> {
    let mut text = value.to_string();
    text.push('\n');
    with_body(status, "application/json", AnswerBody::from(text))
}

pub fn text(content_type: &'static str, text: String) -> Response<AnswerBody> {
    with_body(StatusCode::OK, content_type, AnswerBody::from(text))
}

pub fn lines(body: AnswerBody) -> Response<AnswerBody> {
    with_body(StatusCode::OK, "application/x-ndjson", body)
}

pub fn archive(body: AnswerBody) -> Response<AnswerBody> {
    with_body(StatusCode::OK, "application/zstd", body)
}

pub fn error(status: StatusCode, exit: &Exit) -> Response<AnswerBody> {
    json(status, &as_value(exit))
}

pub fn result(outcome: Result<Value, Exit>) -> Response<AnswerBody> {
    match outcome {
        Ok(value) => json(StatusCode::OK, &value),
        Err(exit) => error(status_of(exit.code), &exit),
    }
}

/// `{"error": {"code": …, "message": …}}`
pub fn as_value(exit: &Exit) -> Value {
    json!({ "error": { "code": exit.code.name(), "message": exit.message } })
}

fn status_of(code: Code) -> StatusCode {
    match code {
        Code::Usage => StatusCode::BAD_REQUEST,
        Code::NoSuchSnapshot => StatusCode::NOT_FOUND,
        Code::Taken => StatusCode::CONFLICT,
        Code::Untrusted => StatusCode::UNPROCESSABLE_ENTITY,
        Code::Failed | Code::Unreachable => StatusCode::INTERNAL_SERVER_ERROR,
    }
}

fn with_body(status: StatusCode, content_type: &'static str, body: AnswerBody) -> Response<AnswerBody> {
    let mut response = Response::new(body);
    *response.status_mut() = status;
    response.headers_mut().insert(CONTENT_TYPE, HeaderValue::from_static(content_type));
    response.headers_mut().insert(CACHE_CONTROL, HeaderValue::from_static("no-store"));
    response.headers_mut().insert(VERSION, HeaderValue::from_static(env!("CARGO_PKG_VERSION")));
    response
}
