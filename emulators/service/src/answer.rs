//! The whole way of a request but HTTP: decode, check, call, encode; and every failure in the protocol's own form.

use std::fmt;
use std::panic::AssertUnwindSafe;

use futures_util::StreamExt;
use futures_util::stream::{self, BoxStream};
use keyspace::{Fault, Retired};
use wire::shape::{Flavour, Kind};
use wire::{Dialect, Event, Protocol, Refusal, cbor, check, echo, event_stream, json, query};

use crate::{Caller, Events, Failed, Output, Service};

/// What goes back to the client, but for the connection's own headers.
#[derive(Debug)]
pub struct Answer {
    /// Of HTTP.
    pub status: u16,
    /// Of the body.
    pub content_type: &'static str,
    /// Further ones that belong to the protocol, in lower case.
    pub headers: Vec<(&'static str, String)>,
    /// What the client reads.
    pub body: Body,
    /// The code of the error that the client gets.
    pub refused: Option<&'static str>,
    /// What the operator must know; it is logged once, at the edge, and never shown to the client.
    pub fault: Option<Fault>,
}

/// What an answer holds.
pub enum Body {
    /// All of it.
    Whole(Vec<u8>),
    /// Frames, each ready to be sent.
    Frames(BoxStream<'static, Vec<u8>>),
}

impl Body {
    /// The bytes of a whole body; none of a stream.
    pub fn bytes(&self) -> &[u8] {
        match self {
            Body::Whole(bytes) => bytes,
            Body::Frames(_) => b"",
        }
    }
}

impl fmt::Debug for Body {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Body::Whole(bytes) => f.debug_tuple("Whole").field(bytes).finish(),
            Body::Frames(_) => f.write_str("Frames"),
        }
    }
}

/// Answers a request for an operation by name. A panic is answered as any fault of ours is.
///
/// # Errors
///
/// `Retired`: the generation was flipped meanwhile, ask again on the new one.
pub async fn answer(
    service: &dyn Service,
    protocol: Protocol,
    operation: &str,
    caller: &Caller,
    request_id: &str,
    body: &[u8],
) -> Result<Answer, Retired> {
    let responder = Responder { protocol, service, request_id };
    match keyspace::caught(respond(&responder, operation, caller, body)).await {
        Ok(answer) => answer,
        Err(panic) => Ok(responder.faulted(panic)),
    }
}

async fn respond(responder: &Responder<'_>, operation: &str, caller: &Caller, body: &[u8]) -> Result<Answer, Retired> {
    let Responder { protocol, service, .. } = *responder;
    let model = service.model();
    let dialect = Dialect::of(model);

    let Some(index) = model.operation(operation) else {
        return Ok(responder.refused(match protocol {
            // Guess: AWS's words for SQS; the code is documented.
            Protocol::Query | Protocol::QueryJson => {
                dialect.unknown_operation.refusal(format!("The action {operation} is not valid for this endpoint."))
            }
            // Seen: kinesalite, test/connection.js; dynalite, index.js: the bare code.
            _ => dialect.unknown_operation.silent(),
        }));
    };
    let operation = &model.operations[index];

    let value = match protocol {
        Protocol::Json10 | Protocol::Json11 => json::decode(dialect, operation.input, body),
        Protocol::Cbor11 => cbor::decode(dialect, operation.input, body),
        Protocol::Query | Protocol::QueryJson => query::decode(operation.input, body),
    };
    let value = match value {
        Ok(value) => value,
        Err(malformed) => return Ok(responder.refused(malformed.refusal(dialect))),
    };
    let input = match check::constraints(model, operation.input, value) {
        Ok(checked) => checked,
        Err(refusal) => return Ok(responder.refused(refusal)),
    };
    match service.call(index, caller, input).await {
        Ok(Output::Events(events)) => Ok(responder.streamed(operation, events)),
        Ok(Output::Value(value)) => {
            let value = match operation.output {
                Some(output) => dialect.trimmed(output, value),
                None => value,
            };
            Ok(responder.answered(operation, &value))
        }
        Err(Failed::Refused(refusal)) => Ok(responder.refused(refusal)),
        Err(Failed::Unsupported) => Ok(responder
            .refused(dialect.unknown_operation.refusal(format!("statebox does not support {} yet.", operation.name)))),
        Err(Failed::Faulted(fault)) => Ok(responder.faulted(fault)),
        Err(Failed::Retired) => Err(Retired),
    }
}

/// Who writes the answer to one request.
struct Responder<'a> {
    protocol: Protocol,
    service: &'a dyn Service,
    request_id: &'a str,
}

impl Responder<'_> {
    /// The client learns that we failed, and nothing else.
    fn faulted(&self, fault: Fault) -> Answer {
        let refusal = Dialect::of(self.service.model()).internal.refusal("Internal server error");
        Answer { fault: Some(fault), ..self.refused(refusal) }
    }

    fn answered(&self, operation: &wire::Operation, value: &wire::Value) -> Answer {
        let body = match (self.protocol, operation.output) {
            (Protocol::Query, _) => query::encode(self.service.model(), operation, value, self.request_id),
            (Protocol::QueryJson, _) => query::json::encode(operation, value, self.request_id),
            (_, None) => Vec::new(),
            (Protocol::Json10 | Protocol::Json11, Some(output)) => {
                let mut body = Vec::with_capacity(256);
                json::encode(output, value, &mut body);
                body
            }
            (Protocol::Cbor11, Some(output)) => {
                let mut body = Vec::with_capacity(256);
                cbor::encode(output, value, &mut body);
                body
            }
        };
        self.answer(200, body)
    }

    /// The initial response, then an event a frame.
    fn streamed(&self, operation: &wire::Operation, events: Events) -> Answer {
        let protocol = self.protocol;
        let output = operation.output.expect("an operation that streams has an output");
        let shape =
            output.members().iter().map(|member| member.shape).find(
                |shape| matches!(&shape.kind, Kind::Structure(members) if members.flavour == Flavour::EventStream),
            );
        let shape = shape.expect("the output of an operation that streams has a stream");
        let first = event_stream::initial_response(protocol, output, &events.first);
        // A panic ends the stream by name, as it ends an answer; its words are in the log by the panic's own hand.
        let internal = Dialect::of(self.service.model()).internal.refusal("Internal server error");
        let events = AssertUnwindSafe(events.stream).catch_unwind();
        let frames = events.map(move |event| {
            let event = event.unwrap_or_else(|_panic| Event::Refused(internal.clone()));
            event_stream::event(protocol, shape, &event)
        });
        let frames = stream::once(std::future::ready(first)).chain(frames).boxed();
        Answer { content_type: event_stream::CONTENT_TYPE, body: Body::Frames(frames), ..self.answer(200, Vec::new()) }
    }

    fn refused(&self, refusal: Refusal) -> Answer {
        let refusal = Refusal { message: refusal.message.map(echo::message), ..refusal };
        let error = refusal.error;
        let mut body = Vec::with_capacity(256);
        let status = match self.protocol {
            Protocol::Json10 | Protocol::Json11 => {
                json::refusal(&refusal, &mut body);
                error.status
            }
            Protocol::Cbor11 => {
                cbor::refusal(&refusal, &mut body);
                error.status
            }
            Protocol::QueryJson => {
                let (status, json) = query::json::refusal(&refusal, self.request_id);
                body = json;
                status
            }
            Protocol::Query => {
                let (status, xml) = query::refusal(self.service.model(), &refusal, self.request_id);
                body = xml;
                status
            }
        };
        let mut answer = Answer { refused: Some(error.code), ..self.answer(status, body) };
        // The code is in the body alone. Seen: the examples of DynamoDB's and SQS' developer guides; the AWS SDK for Java takes
        // x-amzn-errortype as it is, prefix and all, and then knows no error of that name (2.33, on which the KCL stands).
        if !self.protocol.is_query() && self.service.model().protocols.contains(&Protocol::Query) {
            // A service that once spoke Query tells JSON clients the code of old, always: the JavaScript SDK fails without.
            // Seen: SQS developer guide, making JSON requests; softwaremill/elasticmq issue 1188.
            let code = error.query.map_or(error.code, |query| query.code);
            answer.headers.push(("x-amzn-query-error", format!("{code};{}", error.blame.as_str())));
        }
        answer
    }

    fn answer(&self, status: u16, body: Vec<u8>) -> Answer {
        let content_type = match self.protocol {
            Protocol::Json10 => "application/x-amz-json-1.0",
            Protocol::Json11 => "application/x-amz-json-1.1",
            Protocol::Cbor11 => "application/x-amz-cbor-1.1",
            Protocol::Query => "text/xml",
            Protocol::QueryJson => "application/json",
        };
        Answer { status, content_type, headers: Vec::new(), body: Body::Whole(body), refused: None, fault: None }
    }
}
