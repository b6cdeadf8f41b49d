//! Answers that are streams of events: one frame an event, `application/vnd.amazon.eventstream`.
//!
//! Documented: Smithy's event stream specification (frames, `initial-response`) and its AWS JSON protocols.

use aws_smithy_eventstream::frame::write_message_to;
use aws_smithy_types::event_stream::{Header, HeaderValue, Message};
use aws_smithy_types::str_bytes::StrBytes;

use crate::model::{Protocol, Refusal};
use crate::shape::Shape;
use crate::value::Value;
use crate::{cbor, json};

/// Of the whole answer.
pub const CONTENT_TYPE: &str = "application/vnd.amazon.eventstream";

/// One thing that a stream tells.
#[derive(Clone, Debug, PartialEq)]
pub enum Event {
    /// A member of the stream's shape, by its index there.
    Member(u16, Value),
    /// The stream ends with an error.
    Refused(Refusal),
}

/// The first frame: what the answer holds beside the stream. Clients wait for it, even when it holds nothing.
pub fn initial_response(protocol: Protocol, output: &Shape, value: &Value) -> Vec<u8> {
    frame(&[(":message-type", "event"), (":event-type", "initial-response")], protocol, |out| match protocol {
        Protocol::Cbor11 => cbor::encode(output, value, out),
        _ => json::encode(output, value, out),
    })
}

/// One event of a stream of this shape.
pub fn event(protocol: Protocol, stream: &Shape, event: &Event) -> Vec<u8> {
    match event {
        Event::Member(index, value) => {
            let member = &stream.members()[usize::from(*index)];
            let headers = [(":message-type", "event"), (":event-type", member.name)];
            frame(&headers, protocol, |out| match protocol {
                Protocol::Cbor11 => cbor::encode(member.shape, value, out),
                _ => json::encode(member.shape, value, out),
            })
        }
        Event::Refused(refusal) => {
            let headers = [(":message-type", "exception"), (":exception-type", refusal.error.code)];
            frame(&headers, protocol, |out| match protocol {
                Protocol::Cbor11 => cbor::refusal(refusal, out),
                _ => json::refusal(refusal, out),
            })
        }
    }
}

fn frame(headers: &[(&'static str, &'static str)], protocol: Protocol, write: impl FnOnce(&mut Vec<u8>)) -> Vec<u8> {
    let mut payload = Vec::with_capacity(256);
    write(&mut payload);
    // Guess: a payload is called what the protocol's whole answers are called. SDKs read it by the protocol they asked in.
    let content_type = match protocol {
        Protocol::Cbor11 => "application/x-amz-cbor-1.1",
        _ => "application/json",
    };
    let mut message = Message::new(payload);
    for (name, value) in headers.iter().copied().chain([(":content-type", content_type)]) {
        message = message.add_header(Header::new(name, HeaderValue::String(StrBytes::from(value))));
    }
    let mut out = Vec::with_capacity(message.payload().len() + 160);
    write_message_to(&message, &mut out).expect("names, values and payloads are within the format's limits");
    out
}

#[cfg(test)]
mod tests {
    use aws_smithy_eventstream::frame::read_message_from;

    use super::*;

    fn told(frame: &[u8]) -> (Vec<(String, String)>, Vec<u8>) {
        let message = read_message_from(frame).expect("a whole frame with right checksums");
        let text = |header: &Header| header.value().as_string().expect("all are strings").as_str().to_owned();
        let headers = message.headers().iter().map(|it| (it.name().as_str().to_owned(), text(it))).collect();
        (headers, message.payload().to_vec())
    }

    fn pairs(pairs: &[(&str, &str)]) -> Vec<(String, String)> {
        pairs.iter().map(|(name, value)| ((*name).to_owned(), (*value).to_owned())).collect()
    }

    static OUTPUT: Shape = Shape::empty("Output");

    #[test]
    fn the_first_frame_is_the_initial_response() {
        let (headers, payload) = told(&initial_response(Protocol::Json11, &OUTPUT, &Value::Structure(Vec::new())));
        assert_eq!(
            headers,
            pairs(&[
                (":message-type", "event"),
                (":event-type", "initial-response"),
                (":content-type", "application/json")
            ])
        );
        assert_eq!(payload, b"{}");
    }

    #[test]
    fn an_error_ends_a_stream_by_name() {
        let refusal = crate::ErrorShape::plain("InternalFailureException", "", 500);
        let refusal =
            Refusal { error: Box::leak(Box::new(refusal)), message: Some("no".to_owned()), value: Value::Null };
        let (headers, payload) = told(&event(Protocol::Cbor11, &OUTPUT, &Event::Refused(refusal)));
        assert_eq!(headers[0].1, "exception");
        assert_eq!(headers[1], (":exception-type".to_owned(), "InternalFailureException".to_owned()));
        assert_eq!(headers[2].1, "application/x-amz-cbor-1.1");
        assert_eq!(payload, b"\xa2\x66__type\x78\x18InternalFailureException\x67message\x62no");
    }
}
