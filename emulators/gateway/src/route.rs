//! Which service and which operation a request means, and in which protocol.

use std::borrow::Cow;
use std::sync::Arc;

use http::header::{ACCEPT, CONTENT_TYPE, HeaderMap};
use http::{Method, Uri};
use service::Service;
use wire::Protocol;

use crate::backend::Services;
use crate::caller::Scope;
use crate::form;

/// Where a request goes.
pub(crate) enum Route<'a> {
    Operation {
        service: Arc<dyn Service>,
        operation: &'static str,
        protocol: Protocol,
        body: Cow<'a, [u8]>,
    },
    CallerIdentity {
        wants_json: bool,
    },
    /// A JSON or CBOR service, but not what it answers to. `service` is known if the target or the scope names one of ours.
    NotAnOperation {
        service: Option<Arc<dyn Service>>,
        protocol: Option<Protocol>,
        is_named: bool,
    },
    /// A Query service without such an action.
    NotAnAction {
        service: Arc<dyn Service>,
        action: String,
    },
    /// A queue's URL, looked at without an action, as by a browser.
    NoAction,
    /// A service that is not emulated here.
    Elsewhere {
        service: String,
        is_json: bool,
    },
    /// `GET /` of a health check.
    Alive,
}

/// Reads a route off a request whose body has arrived.
pub(crate) fn find<'a>(
    services: &Services,
    method: &Method,
    uri: &Uri,
    headers: &HeaderMap,
    scope: Option<&Scope<'_>>,
    body: &'a [u8],
) -> Route<'a> {
    let content_type = media_type(headers);
    if let Some(target) = headers.get("x-amz-target").and_then(|target| target.to_str().ok()) {
        return by_target(services, target, content_type, scope, body);
    }
    if let Some(route) = by_action(services, method, uri, headers, scope, body) {
        return route;
    }
    if method == Method::GET && is_queue(uri.path()) && services.speaking_query().next().is_some() {
        return Route::NoAction;
    }
    let named = scope.map(|scope| &*scope.service).filter(|name| !name.is_empty());
    match named.map(|name| (name, services.of_signing_name(name))) {
        Some((_, Some(service))) => NotAnOperation::of(Some(service.clone()), content_type, false),
        Some((name, None)) => {
            Route::Elsewhere { service: name.to_owned(), is_json: content_type.starts_with("application/x-amz-json") }
        }
        // A client that signs is no health check.
        None if method == Method::GET && uri.path() == "/" && scope.is_none() => Route::Alive,
        None => NotAnOperation::of(None, content_type, false),
    }
}

fn by_target<'a>(
    services: &Services,
    target: &str,
    content_type: &str,
    scope: Option<&Scope<'_>>,
    body: &'a [u8],
) -> Route<'a> {
    let (prefix, name) = target.split_once('.').unwrap_or((target, ""));
    let Some(service) = services.of_target(prefix) else {
        // The prefixes of other services, such as `AmazonSSM.GetParameter`; the scope knows their everyday names.
        let named = scope.map(|scope| &*scope.service).filter(|name| !name.is_empty());
        return match named.filter(|name| services.of_signing_name(name).is_none()) {
            Some(name) => Route::Elsewhere { service: name.to_owned(), is_json: true },
            None => NotAnOperation::of(None, content_type, !name.is_empty()),
        };
    };
    let protocol = protocol_of(content_type).filter(|protocol| service.model().protocols.contains(protocol));
    match (service.model().operation(name), protocol) {
        (Some(index), Some(protocol)) => {
            let operation = service.model().operations[index].name;
            Route::Operation { service: service.clone(), operation, protocol, body: Cow::Borrowed(body) }
        }
        _ => NotAnOperation::of(Some(service.clone()), content_type, !name.is_empty()),
    }
}

/// The Query protocol: a form with an `Action`, in the body or in the query string.
fn by_action<'a>(
    services: &Services,
    method: &Method,
    uri: &Uri,
    headers: &HeaderMap,
    scope: Option<&Scope<'_>>,
    body: &'a [u8],
) -> Option<Route<'a>> {
    let content_type = media_type(headers);
    let is_form = method == Method::POST
        && (content_type == "application/x-www-form-urlencoded"
            || (content_type.is_empty() && body.starts_with(b"Action=")));
    let text: &'a str = if is_form { std::str::from_utf8(body).ok()? } else { "" };
    let query = uri.query().unwrap_or("");
    let action = form::field(text, "Action").or_else(|| form::field(query, "Action"))?;
    if action == "GetCallerIdentity" {
        let wants_json = form::field(text, "ContentType").as_deref() == Some("JSON");
        return Some(Route::CallerIdentity { wants_json });
    }
    let scoped = scope.map(|scope| &*scope.service).filter(|name| !name.is_empty());
    if let Some(other) = scoped.filter(|name| services.of_signing_name(name).is_none()) {
        return Some(Route::Elsewhere { service: other.to_owned(), is_json: false });
    }
    let Some(service) = services.of_action(&action).cloned() else {
        let service = services.speaking_query().next()?.clone();
        return Some(Route::NotAnAction { service, action });
    };
    let operation = service.model().operations[service.model().operation(&action)?].name;
    // What is asked of no queue is no action at a queue's URL. Seen: recorded from SQS.
    if matches!(operation, "CreateQueue" | "ListQueues") && is_queue(uri.path()) {
        return Some(Route::NotAnAction { service, action });
    }
    let mut whole = Cow::Borrowed(text);
    if !query.is_empty() {
        let whole = whole.to_mut();
        if !whole.is_empty() {
            whole.push('&');
        }
        whole.push_str(query);
    }
    // A request sent to a queue's own URL names its queue by the path.
    if uri.path().len() > 1 && form::field(&whole, "QueueUrl").is_none() {
        let whole = whole.to_mut();
        whole.push_str("&QueueUrl=");
        whole.push_str(uri.path());
    }
    let body = match whole {
        Cow::Borrowed(text) => Cow::Borrowed(text.as_bytes()),
        Cow::Owned(text) => Cow::Owned(text.into_bytes()),
    };
    let protocol = if wants_json(headers) { Protocol::QueryJson } else { Protocol::Query };
    Some(Route::Operation { service, operation, protocol, body })
}

/// Whether the client takes JSON, and nothing else by name.
fn wants_json(headers: &HeaderMap) -> bool {
    headers.get(ACCEPT).is_some_and(|accept| {
        accept.to_str().unwrap_or("").split(';').next().is_some_and(|first| first.trim() == "application/json")
    })
}

/// `/000000000000/name`, or `/queue/us-east-1/000000000000/name`
fn is_queue(path: &str) -> bool {
    let parts: Vec<&str> = path.split('/').skip(1).collect();
    let [account, name] = match parts[..] {
        ["queue", region, account, name] if !region.is_empty() => [account, name],
        [account, name] => [account, name],
        _ => return false,
    };
    account.len() == 12 && account.bytes().all(|byte| byte.is_ascii_digit()) && !name.is_empty()
}

struct NotAnOperation;

impl NotAnOperation {
    fn of<'a>(service: Option<Arc<dyn Service>>, content_type: &str, is_named: bool) -> Route<'a> {
        Route::NotAnOperation { service, protocol: protocol_of(content_type), is_named }
    }
}

/// The content type without its parameters.
pub(crate) fn media_type(headers: &HeaderMap) -> &str {
    let whole = headers.get(CONTENT_TYPE).and_then(|value| value.to_str().ok()).unwrap_or("");
    whole.split(';').next().unwrap_or("").trim()
}

fn protocol_of(content_type: &str) -> Option<Protocol> {
    match content_type {
        "application/x-amz-json-1.0" => Some(Protocol::Json10),
        "application/x-amz-json-1.1" => Some(Protocol::Json11),
        "application/x-amz-cbor-1.1" => Some(Protocol::Cbor11),
        _ => None,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_queue_is_an_account_and_a_name() {
        assert!(is_queue("/000000000000/orders.fifo"));
        assert!(is_queue("/queue/us-east-1/000000000000/orders"));
        for path in [
            "/",
            "",
            "/queue/us-east-1/orders",
            "/queue//000000000000/q",
            "/orders",
            "/000000000000",
            "/000000000000/",
            "/00000000000a/q",
            "/000000000000/q/r",
        ] {
            assert!(!is_queue(path), "{path}");
        }
    }
}
