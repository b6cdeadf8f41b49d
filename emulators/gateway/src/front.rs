//! One request from its headers to its answer: body, route, signature, caller, the service's own pipeline, headers.

use std::sync::Arc;
use std::time::Duration;

use bytes::Bytes;
use clock::{Clock, Entropy, Timestamp};
use http::header::{CONTENT_ENCODING, CONTENT_TYPE, HeaderMap, HeaderName, HeaderValue, ORIGIN, SERVER};
use http::request::Parts;
use http::uri::Scheme;
use http::{Method, Request, Response, StatusCode, Uri};
use hyper::body::Incoming;
use service::{Answer, Caller, Service};
use tokio::time::Instant;
use tracing::Instrument;
use wire::Protocol;

use crate::backend::Backend;
use crate::body::{self, Unread};
use crate::budget::Budget;
use crate::caller::{self, Scope};
use crate::encoding::{self, Encoding};
use crate::host::{self, Hosts};
use crate::limits::Limits;
use crate::origin::Origins;
use crate::refusals::{self, Form};
use crate::route::{self, Route};
use crate::server::Respond;
use crate::{AnswerBody, Credentials, cors, request_id, signature, sigv4, sts};

const REQUEST_ID: HeaderName = HeaderName::from_static("x-amzn-requestid");
const SECOND_ID: HeaderName = HeaderName::from_static("x-amz-id-2");
const TRACE: HeaderName = HeaderName::from_static("x-amzn-trace-id");
const CRC32: HeaderName = HeaderName::from_static("x-amz-crc32");

/// Who may come in by a listener.
#[derive(Clone, Debug, Default)]
pub struct Doors {
    /// The web pages that may call the services.
    pub origins: Origins,
    /// The names by which the services may be called; any when there are none. A loopback listener has them: whoever calls it
    /// by a name of its own is a page that had this name point here.
    pub hosts: Option<Hosts>,
    /// The keys whose signatures are good; without any, every key is welcome and no signature is verified.
    pub credentials: Option<Credentials>,
}

/// What stands between HTTP and the services of one environment.
pub struct Front<B> {
    backend: Arc<B>,
    clock: Clock,
    entropy: Entropy,
    limits: Arc<Limits>,
    bodies: Budget,
    doors: Doors,
    /// Names this server where a client's request does not.
    address: String,
}

impl<B: Backend> Front<B> {
    /// `address` is how this server is named where a client's request does not say.
    pub fn new(
        backend: Arc<B>,
        clock: Clock,
        entropy: Entropy,
        limits: Arc<Limits>,
        doors: Doors,
        address: String,
    ) -> Front<B> {
        let bodies = Budget::new(limits.bodies_bytes);
        Front { backend, clock, entropy, limits, bodies, doors, address }
    }
}

impl<B: Backend> Respond for Front<B> {
    /// A panic outside of the services, which answer their own, is told to the client as HTTP alone can.
    async fn respond(&self, request: Request<Incoming>) -> Response<AnswerBody> {
        match service::caught(self.admit(request)).await {
            Ok(answer) => answer,
            Err(panic) => {
                let id = self.entropy.uuid();
                tracing::error!(request = id, fault = ?panic, "a request failed");
                let sentence = format!("Internal server error. The server's log says more about request {id}.\n");
                let mut response = refusals::with_type(StatusCode::INTERNAL_SERVER_ERROR, Some("text/plain"), sentence);
                put(response.headers_mut(), REQUEST_ID, &id);
                response
            }
        }
    }
}

impl<B: Backend> Front<B> {
    async fn admit(&self, request: Request<Incoming>) -> Response<AnswerBody> {
        if is_head_too_large(&request, self.limits.head_bytes) {
            let sentence =
                format!("The request's headers or its first line are larger than {} bytes.\n", self.limits.head_bytes);
            return self.closing(StatusCode::BAD_REQUEST, sentence);
        }
        if is_control(request.uri().path()) {
            return self.backend.control(request).await;
        }
        let (parts, incoming) = request.into_parts();
        if let (Some(hosts), Some(name)) = (&self.doors.hosts, host::named(&parts.headers, &parts.uri))
            && !hosts.knows(name)
        {
            return self.closing(StatusCode::FORBIDDEN, host::refusal(name));
        }
        if let Err(foreign) = self.doors.origins.admit(&parts.headers) {
            return self.closing(StatusCode::FORBIDDEN, foreign.sentence());
        }
        if cors::is_preflight(&parts.method, &parts.headers) {
            let mut answer = cors::preflight(&parts.headers);
            put(answer.headers_mut(), REQUEST_ID, &self.entropy.uuid());
            return answer;
        }
        if !self.backend.is_open() {
            self.backend.opened().await;
        }
        let mut answer =
            match body::read_within(&self.bodies, incoming, self.body_bytes(&parts.headers), self.limits.body).await {
                // The room is held until the answer is there: until then the body may be.
                Ok((body, _room)) if encoding::is_gzip(&parts.headers) => {
                    match encoding::inflated(&body, self.body_bytes(&parts.headers), &self.bodies) {
                        Ok((inflated, _room)) => self.answer(&parts, inflated, &body).await,
                        Err(unread) => self.unread(unread),
                    }
                }
                Ok((body, _room)) => self.answer(&parts, body.clone(), &body).await,
                Err(unread) => self.unread(unread),
            };
        if parts.headers.contains_key(ORIGIN) {
            cors::allow(answer.headers_mut());
        }
        answer
    }

    fn body_bytes(&self, headers: &HeaderMap) -> usize {
        let is_sqs = match headers.get("x-amz-target") {
            Some(target) => target.as_bytes().starts_with(b"AmazonSQS."),
            None => route::media_type(headers) == "application/x-www-form-urlencoded",
        };
        if is_sqs { self.limits.sqs_body_bytes } else { self.limits.body_bytes }
    }

    /// `travelled` is the body as the client sent it, and signed it, perhaps compressed.
    async fn answer(&self, parts: &Parts, body: Bytes, travelled: &[u8]) -> Response<AnswerBody> {
        let Parts { method, uri, headers, extensions, .. } = parts;
        let begun = Instant::now();
        let scope = Scope::of_request(headers, uri);
        loop {
            if let Some(why) = self.backend.is_shut() {
                return self.closing(StatusCode::SERVICE_UNAVAILABLE, why.to_owned());
            }
            let services = self.backend.services();
            let route = route::find(&services, method, uri, headers, scope.as_ref(), &body);
            let (service, operation, protocol, content) = match route {
                Route::Operation { service, operation, protocol, body } => (service, operation, protocol, body),
                other => {
                    self.backend.metrics().unrouted();
                    return self.not_routed(other, headers, uri, scope.as_ref(), method, &body);
                }
            };
            // Where AWS lets nobody in unsigned. A queue may be open to everyone, so SQS does, unless keys were named.
            let is_open = service.model().name == "sqs" && self.doors.credentials.is_none();
            if !is_open && let Err(unsigned) = signature::check(headers, uri) {
                return self.unsigned(&service, protocol, &unsigned, &content);
            }
            if let Some(credentials) = &self.doors.credentials {
                // Clients sign by the real time, also when the environment's own was moved.
                let now = Timestamp::from_millis(self.clock.now().as_millis() - self.clock.offset_ms());
                let name = service.model().signing_name;
                if let Err(denied) = sigv4::verify(credentials, name, parts, travelled, now) {
                    let id = request_id::fresh(&self.entropy, is_dynamodb(&service));
                    return refusals::denied(&service, protocol, &denied, &id);
                }
            }
            let caller = Caller {
                account: caller::account(scope.as_ref(), self.backend.account()).to_owned(),
                region: caller::region(scope.as_ref()).to_owned(),
                base_url: caller::base_url(extensions.get::<Scheme>(), headers, uri, &self.address),
                trace: headers.get(TRACE).and_then(|trace| trace.to_str().ok()).map(str::to_owned),
                arrived: self.clock.now(),
            };
            let id = request_id::fresh(&self.entropy, is_dynamodb(&service));
            let span = tracing::debug_span!("request", service = service.model().name, operation, id);
            let answer = service::answer(service.as_ref(), protocol, operation, &caller, &id, &content);
            match answer.instrument(span).await {
                Ok(answer) => {
                    self.account_for(&service, operation, &answer, &id, begun.elapsed());
                    let encoding = is_dynamodb(&service).then(|| Encoding::accepted(headers)).flatten();
                    return self.finish(&service, answer, encoding, &id).await;
                }
                // The environment was replaced under this request: it is asked again on the new one.
                Err(_retired) => self.backend.changed(&services).await,
            }
        }
    }

    /// One line and one count a request.
    fn account_for(&self, service: &Arc<dyn Service>, operation: &str, answer: &Answer, id: &str, took: Duration) {
        let (model, status) = (service.model(), answer.status);
        self.backend.metrics().answered(model, operation, status, took);
        if let Some(fault) = &answer.fault {
            tracing::error!(service = model.name, operation, request = id, ?fault, "a request failed");
        }
        let (ms, error) = (took.as_secs_f64() * 1e3, answer.refused.unwrap_or_default());
        tracing::debug!(service = model.name, operation, status, error, ms, request = id, "answered");
    }

    /// The service's answer with the headers that AWS adds.
    async fn finish(
        &self,
        service: &Arc<dyn Service>,
        mut answer: Answer,
        encoding: Option<Encoding>,
        id: &str,
    ) -> Response<AnswerBody> {
        let model = service.model();
        let encoding = encoding.filter(|_| answer.body.bytes().len() > encoding::ANSWER_MIN);
        if let Some(encoding) = encoding {
            answer.body = compressed(answer.body, encoding).await;
        }
        // Of the compressed bytes. Documented: AWS SDK for Go, customizations of DynamoDB.
        let crc = is_dynamodb(service).then(|| crc32fast::hash(answer.body.bytes()));
        let mut response = Response::new(match answer.body {
            service::Body::Whole(bytes) => AnswerBody::from(bytes),
            service::Body::Frames(frames) => AnswerBody::Frames(frames),
        });
        *response.status_mut() = StatusCode::from_u16(answer.status).unwrap_or(StatusCode::INTERNAL_SERVER_ERROR);
        let headers = response.headers_mut();
        headers.insert(CONTENT_TYPE, HeaderValue::from_static(answer.content_type));
        put(headers, REQUEST_ID, id);
        if let Some(crc) = crc {
            headers.insert(CRC32, HeaderValue::from(crc));
        }
        if is_dynamodb(service) {
            // Seen: recorded from DynamoDB.
            headers.insert(SERVER, HeaderValue::from_static("Server"));
        }
        if model.name == "kinesis" {
            put(headers, SECOND_ID, &request_id::second(&self.entropy));
        }
        if let Some(encoding) = encoding {
            headers.insert(CONTENT_ENCODING, HeaderValue::from_static(encoding.name()));
        }
        for (name, value) in &answer.headers {
            put(headers, HeaderName::from_static(name), value);
        }
        response
    }

    /// Everything that is no operation of ours.
    fn not_routed(
        &self,
        route: Route<'_>,
        headers: &HeaderMap,
        uri: &Uri,
        scope: Option<&Scope<'_>>,
        method: &Method,
        body: &[u8],
    ) -> Response<AnswerBody> {
        let id = self.entropy.uuid();
        let mut response = match route {
            Route::Operation { .. } => unreachable!("operations are answered by their service"),
            Route::Alive => refusals::healthy(caller::region(scope)),
            Route::CallerIdentity { wants_json } => {
                let (content_type, body) =
                    sts::caller_identity(caller::account(scope, self.backend.account()), &id, wants_json);
                refusals::with_type(StatusCode::OK, Some(content_type), body)
            }
            Route::NoAction => refusals::no_action(),
            Route::Elsewhere { service, is_json } => refusals::elsewhere(&service, is_json, &id),
            Route::NotAnAction { service, action } => refusals::invalid_action(&service, &action, &id),
            Route::NotAnOperation { service, protocol, is_named } => {
                let form =
                    Form { service: service.as_ref(), protocol, is_named, content_type: route::media_type(headers) };
                refusals::not_an_operation(&form, method, headers, uri, body)
            }
        };
        put(response.headers_mut(), REQUEST_ID, &id);
        put(response.headers_mut(), SECOND_ID, &request_id::second(&self.entropy));
        response
    }

    fn unsigned(
        &self,
        service: &Arc<dyn Service>,
        protocol: Protocol,
        unsigned: &signature::Unsigned,
        body: &[u8],
    ) -> Response<AnswerBody> {
        let id = request_id::fresh(&self.entropy, is_dynamodb(service));
        let mut response = refusals::unsigned(service, protocol, unsigned, body, &id);
        put(response.headers_mut(), REQUEST_ID, &id);
        put(response.headers_mut(), SECOND_ID, &request_id::second(&self.entropy));
        response
    }

    /// A refusal of a request whose body is not read, so that the connection cannot go on.
    fn closing(&self, status: StatusCode, sentence: String) -> Response<AnswerBody> {
        let mut response = refusals::with_type(status, Some("text/plain"), sentence);
        put(response.headers_mut(), REQUEST_ID, &self.entropy.uuid());
        response.headers_mut().insert(http::header::CONNECTION, HeaderValue::from_static("close"));
        response
    }

    fn unread(&self, unread: Unread) -> Response<AnswerBody> {
        let (status, sentence) = match unread {
            Unread::TooLarge { limit } => {
                (StatusCode::PAYLOAD_TOO_LARGE, format!("The request's body is larger than {limit} bytes.\n"))
            }
            Unread::TooSlow => (StatusCode::REQUEST_TIMEOUT, "The request's body did not arrive in time.\n".to_owned()),
            Unread::NoRoom => (
                StatusCode::SERVICE_UNAVAILABLE,
                "The server holds as many request bodies as it may. Try again.\n".to_owned(),
            ),
            Unread::Broken => (StatusCode::BAD_REQUEST, "The request's body broke off.\n".to_owned()),
        };
        self.closing(status, sentence)
    }
}

async fn compressed(body: service::Body, encoding: Encoding) -> service::Body {
    let compress = move |bytes: &[u8]| service::Body::Whole(encoding.compressed(bytes));
    if body.bytes().len() < encoding::ANSWER_LONG {
        return compress(body.bytes());
    }
    tokio::task::spawn_blocking(move || compress(body.bytes())).await.expect("compressing does not panic")
}

fn is_head_too_large<T>(request: &Request<T>, limit: usize) -> bool {
    let uri = request.uri();
    let line = uri.path().len() + uri.query().map_or(0, str::len) + "GET  HTTP/1.1?".len();
    let header = |(name, value): (&HeaderName, &HeaderValue)| name.as_str().len() + value.len() + ": \r\n".len();
    line > limit || request.headers().iter().map(header).sum::<usize>() > limit
}

fn is_control(path: &str) -> bool {
    path.starts_with("/_") && ["/_statebox", "/_localstack", "/_aws"].iter().any(|prefix| path.starts_with(prefix))
}

fn is_dynamodb(service: &Arc<dyn Service>) -> bool {
    service.model().signing_name == "dynamodb"
}

fn put(headers: &mut HeaderMap, name: HeaderName, value: &str) {
    if let Ok(value) = HeaderValue::from_str(value) {
        headers.insert(name, value);
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn headers_and_the_first_line_have_a_bound_each() {
        let is_too_large = |path: String, header: usize| {
            let request = Request::builder().uri(path).header("x-filler", "a".repeat(header)).body(()).unwrap();
            is_head_too_large(&request, 16 * 1024)
        };
        assert!(!is_too_large("/".to_owned(), 16_000));
        assert!(is_too_large("/".to_owned(), 17_000));
        assert!(!is_too_large(format!("/?{}", "a".repeat(16_000)), 16_000));
        assert!(is_too_large(format!("/?{}", "a".repeat(17_000)), 1));
    }
}
