//! A service as the model describes it: its names, its protocols, its operations and its errors.

use std::sync::Mutex;

use crate::shape::Shape;
use crate::value::Value;

/// One service.
#[derive(Debug)]
pub struct Model {
    /// What we call it: `sqs`, `dynamodb`, `dynamodb_streams`, `kinesis`.
    pub name: &'static str,
    /// As AWS writes it: `Amazon Simple Queue Service`.
    pub full_name: &'static str,
    /// The first part of the host name: `sqs` in `sqs.us-east-1.amazonaws.com`.
    pub endpoint_prefix: &'static str,
    /// In the scope of the credential.
    pub signing_name: &'static str,
    /// A date that is a version: `2012-11-05`.
    pub api_version: &'static str,
    /// `X-Amz-Target: PREFIX.Operation`.
    pub target_prefix: &'static str,
    /// What the service understands; the first is the one that it prefers.
    pub protocols: &'static [Protocol],
    /// Of the answers of the Query protocol.
    pub xml_namespace: Option<&'static str>,
    /// What stands before the code in `__type`: `com.amazonaws.sqs#`, or nothing.
    pub error_prefix: &'static str,
    /// In the order of their names.
    pub operations: &'static [Operation],
    /// Those of the model, then those that the model lacks.
    pub errors: &'static [&'static ErrorShape],
}

/// How requests and answers are written.
#[derive(Copy, Clone, Debug, PartialEq, Eq, Hash)]
pub enum Protocol {
    /// `application/x-amz-json-1.0`
    Json10,
    /// `application/x-amz-json-1.1`
    Json11,
    /// `application/x-amz-cbor-1.1`
    Cbor11,
    /// `application/x-www-form-urlencoded` with `Action`, answered in XML
    Query,
    /// The same, answered in JSON. A service that speaks `Query` speaks it, too.
    QueryJson,
}

impl Protocol {
    /// Whether requests are forms with an `Action`.
    pub const fn is_query(self) -> bool {
        matches!(self, Protocol::Query | Protocol::QueryJson)
    }
}

/// One operation.
#[derive(Debug)]
pub struct Operation {
    /// As the model names it: `SendMessage`.
    pub name: &'static str,
    /// An empty structure where the model has none.
    pub input: &'static Shape,
    /// None: the answer has no body.
    pub output: Option<&'static Shape>,
    /// Of the model; every operation may also end with one of the common errors.
    pub errors: &'static [&'static ErrorShape],
}

/// An error as the service may answer it.
#[derive(Debug)]
pub struct ErrorShape {
    /// The last part of `__type`: `ResourceNotFoundException`.
    pub code: &'static str,
    /// What stands before the code in `__type`: `com.amazonaws.dynamodb.v20120810#`, or nothing.
    pub prefix: &'static str,
    /// Of HTTP, but for the Query protocol.
    pub status: u16,
    /// Whose fault it is.
    pub blame: Blame,
    /// Where the Query protocol calls the error otherwise, or JSON clients are told so in `x-amzn-query-error`.
    pub query: Option<QueryError>,
    /// What the message is called in JSON: `message` or `Message`.
    pub message_name: &'static str,
    /// The structure with all members; `message_name` is one of them if the model says so.
    pub shape: &'static Shape,
}

/// What the Query protocol makes of an error.
#[derive(Copy, Clone, Debug, PartialEq, Eq)]
pub struct QueryError {
    /// `AWS.SimpleQueueService.NonExistentQueue`
    pub code: &'static str,
    /// Of HTTP.
    pub status: u16,
}

/// Whose fault an error is.
#[derive(Copy, Clone, Debug, PartialEq, Eq)]
pub enum Blame {
    /// The client's.
    Sender,
    /// The server's.
    Receiver,
}

/// What the caller is told instead of an answer.
#[derive(Clone, Debug, PartialEq)]
pub struct Refusal {
    /// Which error it is.
    pub error: &'static ErrorShape,
    /// What is told, if anything is.
    pub message: Option<String>,
    /// The further members, by their index in `error.shape`.
    pub value: Value,
}

impl PartialEq for ErrorShape {
    fn eq(&self, other: &ErrorShape) -> bool {
        (self.prefix, self.code, self.status) == (other.prefix, other.code, other.status)
    }
}

impl Model {
    /// The index of an operation by its name.
    pub fn operation(&self, name: &str) -> Option<usize> {
        self.operations.binary_search_by(|operation| operation.name.cmp(name)).ok()
    }

    /// An error by its code.
    pub fn error(&self, code: &str) -> Option<&'static ErrorShape> {
        self.errors.iter().find(|error| error.code == code).copied()
    }

    /// An error by its code, made up if the model lacks it: codes and prefixes are literals, so that there are few.
    pub fn error_named(&self, code: &'static str, status: u16) -> &'static ErrorShape {
        static MADE_UP: Mutex<Vec<&'static ErrorShape>> = Mutex::new(Vec::new());

        if let Some(error) = self.error(code) {
            return error;
        }
        let wanted = ErrorShape::plain(code, self.error_prefix, status);
        let mut made_up = MADE_UP.lock().expect("nobody panics while holding it");
        if let Some(error) = made_up.iter().find(|error| ***error == wanted) {
            return error;
        }
        let error: &'static ErrorShape = Box::leak(Box::new(wanted));
        made_up.push(error);
        error
    }
}

impl ErrorShape {
    /// An error that has nothing but a message.
    pub const fn plain(code: &'static str, prefix: &'static str, status: u16) -> ErrorShape {
        static NOTHING: Shape = Shape::empty("Error");
        ErrorShape {
            code,
            prefix,
            status,
            blame: if status < 500 { Blame::Sender } else { Blame::Receiver },
            query: None,
            message_name: "message",
            shape: &NOTHING,
        }
    }
}

impl Blame {
    /// As Query and `x-amzn-query-error` write it.
    pub const fn as_str(self) -> &'static str {
        match self {
            Blame::Sender => "Sender",
            Blame::Receiver => "Receiver",
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn who_is_to_blame_follows_from_the_status() {
        assert_eq!(ErrorShape::plain("ValidationException", "", 400).blame, Blame::Sender);
        assert_eq!(ErrorShape::plain("InternalFailure", "", 500).blame, Blame::Receiver);
    }
}
