//! The control API under `/_statebox`: everything that the command line does, as JSON. `/_localstack/health` answers too.
//!
//! | request | answer |
//! | --- | --- |
//! | `GET /_statebox/health` | 200 when all stores are ready, else 503 |
//! | `GET /_statebox/status[?wait=ready]` | stores, addresses, states, generation; waits up to a second |
//! | `GET /_statebox/metrics` | what was asked of the emulators, for Prometheus |
//! | `GET /_statebox/env` | variables for clients |
//! | `GET /_statebox/logs/STORE?lines=N` | the last lines of redis or mongodb |
//! | `POST /_statebox/exports`, `/_statebox/imports` | one JSON value a line; the last is `result` or `error` |
//! | `POST /_statebox/snaps`, `/_statebox/applies` | the same for local snapshots |
//! | `POST /_statebox/reset`, `/_localstack/state/reset`, `/_localstack/state/SERVICE/reset` | empties stores |
//! | `GET /_aws/sqs/messages?QueueUrl=` | what is in a queue, without receiving it: XML, or JSON if that is accepted |
//! | `GET /_statebox/snaps` | the local snapshots |
//! | `GET`, `DELETE /_statebox/snaps/NAME` | the manifest; deletes |
//! | `GET /_statebox/snapshots[?remote=]` | what is at the remote |
//! | `GET`, `DELETE /_statebox/snapshots/NAME` | the manifest; deletes |
//! | `GET /_statebox/snapshots/NAME/archive` | the plain archive, `application/zstd` |
//! | `POST /_statebox/snapshots/NAME/verify` | one JSON value a line |
//! | `POST /_statebox/collections` | frees what no snapshot at the remote needs any more |

mod actions;
pub mod answer;
mod at_remote;
pub mod guard;
mod peek;
mod query;
mod remotes;
mod request;
mod views;

pub use actions::import_at_start;

use std::sync::Arc;
use std::time::Duration;

use gateway::http::header::{HeaderValue, WWW_AUTHENTICATE};
use gateway::http::request::Parts;
use gateway::http::{Method, Request, Response, StatusCode};
use gateway::{AnswerBody, FromElsewhere};
use hyper::body::Incoming;
use serde_json::{Map, Value, json};

use self::remotes::Asker;
use crate::environment::Environment;
use crate::exit::{Code, Exit};

/// What a control request may carry: names, a description, labels.
const BODY_BYTES: usize = 64 * 1024;
const BODY_PATIENCE: Duration = Duration::from_secs(10);

/// Answers one control request.
pub async fn respond(environment: Arc<Environment>, request: Request<Incoming>) -> Response<AnswerBody> {
    let (parts, body) = request.into_parts();
    // Health is no secret, and whoever asks for it in a network of containers has a name of its own for this server.
    let names = (!is_health(parts.uri.path())).then(|| environment.hosts());
    if let Err(forbidden) = guard::admit(&parts.headers, &parts.uri, names.as_ref()) {
        return answer::error(StatusCode::FORBIDDEN, &Exit::failed(forbidden.sentence()));
    }
    if let Some(token) = &environment.config().token
        && !is_health(parts.uri.path())
        && !guard::brings(&parts.headers, token)
    {
        let sentence = "the control API asks for a token: set STATEBOX_TOKEN to the one that serve was started with";
        let mut refused = answer::error(StatusCode::UNAUTHORIZED, &Exit::failed(sentence));
        refused.headers_mut().insert(WWW_AUTHENTICATE, HeaderValue::from_static("Bearer"));
        return refused;
    }
    if peek::is_meant(parts.uri.path()) {
        return peek::respond(&environment, &parts, body).await;
    }
    let path = parts.uri.path().to_owned();
    let query = parts.uri.query().unwrap_or("").to_owned();
    let input = match (&parts.method, gateway::read_body(body, BODY_BYTES, BODY_PATIENCE).await) {
        // LocalStack's users post nothing, and say no content type of it.
        (&Method::POST, Ok(bytes)) if bytes.is_empty() && path.starts_with("/_localstack/") => Value::Null,
        (&Method::POST, Ok(bytes)) => match posted(&parts.headers, &bytes) {
            Ok(value) => value,
            Err(exit) => return answer::error(StatusCode::BAD_REQUEST, &exit),
        },
        (_, Ok(_)) => Value::Null,
        (_, Err(_)) => {
            return answer::error(
                StatusCode::BAD_REQUEST,
                &Exit::failed("the request's body is too large or did not arrive"),
            );
        }
    };
    let asker = asker(&environment, &parts);
    route(environment, asker, &parts.method, &path, &query, input).await
}

fn is_health(path: &str) -> bool {
    matches!(path, "/_statebox/health" | "/_localstack/health")
}

/// A JSON object. Simple form posts, which any web page can send, have another content type.
fn posted(headers: &gateway::http::HeaderMap, bytes: &[u8]) -> Result<Value, Exit> {
    let content_type = headers.get("content-type").and_then(|value| value.to_str().ok()).unwrap_or("");
    if content_type.split(';').next().unwrap_or("").trim() != "application/json" {
        return Err(Exit::new(Code::Usage, "the request's content type is not application/json"));
    }
    let value: Value = serde_json::from_slice(bytes)
        .map_err(|error| Exit::new(Code::Usage, format!("the request's body is not JSON: {error}")))?;
    if value.is_object() { Ok(value) } else { Err(Exit::new(Code::Usage, "the request's body is not a JSON object")) }
}

/// Where a token is asked for, whoever has come so far has brought it.
fn asker(environment: &Environment, parts: &Parts) -> Asker {
    let is_from_here = parts.extensions.get::<FromElsewhere>().is_none();
    if is_from_here || environment.config().token.is_some() { Asker::Trusted } else { Asker::Anybody }
}

async fn route(
    environment: Arc<Environment>,
    asker: Asker,
    method: &Method,
    path: &str,
    query: &str,
    input: Value,
) -> Response<AnswerBody> {
    let segments: Vec<String> = path.split('/').skip(1).map(query::decoded).collect();
    let segments: Vec<&str> = segments.iter().map(String::as_str).collect();
    let remote = query::value(query, "remote");
    match (method.as_str(), segments.as_slice()) {
        ("GET", ["_statebox", "health"]) => views::health(&environment),
        ("GET", ["_localstack", "health"]) => views::localstack_health(&environment),
        ("GET", ["_statebox", "status"]) => {
            if query::value(query, "wait").as_deref() == Some("ready") {
                environment.ready_or_changed(Duration::from_secs(1)).await;
            }
            answer::json(StatusCode::OK, &environment.status())
        }
        ("GET", ["_statebox", "metrics"]) => views::metrics(&environment),
        ("GET", ["_statebox", "env"]) => answer::json(StatusCode::OK, &views::variables(&environment)),
        ("GET", ["_statebox", "logs", store]) => {
            let lines = query::value(query, "lines").and_then(|lines| lines.parse().ok()).unwrap_or(50);
            answer::result(views::logs(&environment, store, lines))
        }
        ("POST", ["_statebox", "exports"]) => actions::export(environment, asker, input).await,
        ("POST", ["_statebox", "imports"]) => actions::import(environment, asker, input).await,
        ("POST", ["_statebox", "reset"]) => answer::result(actions::reset(environment, input).await),
        ("POST", ["_localstack", "state", "reset"]) => {
            answer::result(actions::reset(environment, Value::Object(Map::new())).await)
        }
        ("POST", ["_localstack", "state", service, "reset"]) => {
            answer::result(actions::reset(environment, json!({ "only": [service] })).await)
        }
        ("POST", ["_statebox", "snaps"]) => actions::snap(environment, input).await,
        ("POST", ["_statebox", "applies"]) => actions::apply(environment, input).await,
        ("GET", ["_statebox", "snaps"]) => answer::result(actions::local(&environment).await),
        ("GET", ["_statebox", "snaps", name]) => answer::result(actions::inspect_local(&environment, name)),
        ("DELETE", ["_statebox", "snaps", name]) => answer::result(actions::delete_local(&environment, name).await),
        ("GET", ["_statebox", "snapshots"]) => answer::result(at_remote::list(&environment, asker, remote).await),
        ("GET", ["_statebox", "snapshots", name]) => {
            answer::result(at_remote::inspect(&environment, asker, name, remote).await)
        }
        ("DELETE", ["_statebox", "snapshots", name]) => {
            answer::result(at_remote::delete(&environment, asker, name, remote).await)
        }
        ("GET", ["_statebox", "snapshots", name, "archive"]) => {
            at_remote::fetch(environment, asker, name, remote).await
        }
        ("POST", ["_statebox", "collections"]) => answer::result(at_remote::collect(&environment, asker, input).await),
        ("POST", ["_statebox", "snapshots", name, "verify"]) => {
            at_remote::verify(environment, asker, name, input).await
        }
        (_, _) => {
            let sentence = format!("the control API has no {method} {path}");
            answer::error(StatusCode::NOT_FOUND, &Exit::failed(sentence))
        }
    }
}
