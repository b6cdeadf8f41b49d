//! The errors of Amazon DynamoDB Streams. Generated from dynamodbstreams/2012-08-10: see `emulators/codegen`.

use super::*;

/// What a caller may be told instead of an answer.
#[derive(Clone, Debug, PartialEq)]
pub enum Refusal {
    ExpiredIteratorException { message: Option<String> },
    InternalServerError { message: Option<String> },
    LimitExceededException { message: Option<String> },
    ResourceNotFoundException { message: Option<String> },
    TrimmedDataAccessException { message: Option<String> },
    ValidationException { message: Option<String> },
    SerializationException { message: Option<String> },
    UnknownOperationException { message: Option<String> },
    AccessDeniedException { message: Option<String> },
    /// One that the model lacks.
    Other { code: &'static str, status: u16, message: String },
}

impl Refusal {
    pub fn into_wire(self) -> wire::Refusal {
        match self {
            Refusal::ExpiredIteratorException { message } => wire::Refusal { error: &errors::EXPIRED_ITERATOR_EXCEPTION, message, value: Value::Structure(Vec::new()) },
            Refusal::InternalServerError { message } => wire::Refusal { error: &errors::INTERNAL_SERVER_ERROR, message, value: Value::Structure(Vec::new()) },
            Refusal::LimitExceededException { message } => wire::Refusal { error: &errors::LIMIT_EXCEEDED_EXCEPTION, message, value: Value::Structure(Vec::new()) },
            Refusal::ResourceNotFoundException { message } => wire::Refusal { error: &errors::RESOURCE_NOT_FOUND_EXCEPTION, message, value: Value::Structure(Vec::new()) },
            Refusal::TrimmedDataAccessException { message } => wire::Refusal { error: &errors::TRIMMED_DATA_ACCESS_EXCEPTION, message, value: Value::Structure(Vec::new()) },
            Refusal::ValidationException { message } => wire::Refusal { error: &errors::VALIDATION_EXCEPTION, message, value: Value::Structure(Vec::new()) },
            Refusal::SerializationException { message } => wire::Refusal { error: &errors::SERIALIZATION_EXCEPTION, message, value: Value::Structure(Vec::new()) },
            Refusal::UnknownOperationException { message } => wire::Refusal { error: &errors::UNKNOWN_OPERATION_EXCEPTION, message, value: Value::Structure(Vec::new()) },
            Refusal::AccessDeniedException { message } => wire::Refusal { error: &errors::ACCESS_DENIED_EXCEPTION, message, value: Value::Structure(Vec::new()) },
            Refusal::Other { code, status, message } => {
                wire::Refusal { error: MODEL.error_named(code, status), message: Some(message), value: Value::Structure(Vec::new()) }
            }
        }
    }
}

pub(super) static ERRORS: [&ErrorShape; 9] = [
    &errors::EXPIRED_ITERATOR_EXCEPTION,
    &errors::INTERNAL_SERVER_ERROR,
    &errors::LIMIT_EXCEEDED_EXCEPTION,
    &errors::RESOURCE_NOT_FOUND_EXCEPTION,
    &errors::TRIMMED_DATA_ACCESS_EXCEPTION,
    &errors::VALIDATION_EXCEPTION,
    &errors::SERIALIZATION_EXCEPTION,
    &errors::UNKNOWN_OPERATION_EXCEPTION,
    &errors::ACCESS_DENIED_EXCEPTION,
];

pub mod errors {
    use super::*;

    pub static EXPIRED_ITERATOR_EXCEPTION: ErrorShape = ErrorShape { code: "ExpiredIteratorException", prefix: "com.amazonaws.dynamodb.v20120810#", status: 400, blame: Blame::Sender, query: None, message_name: "message", shape: &super::EXPIRED_ITERATOR_EXCEPTION };
    pub static INTERNAL_SERVER_ERROR: ErrorShape = ErrorShape { code: "InternalServerError", prefix: "com.amazonaws.dynamodb.v20120810#", status: 500, blame: Blame::Receiver, query: None, message_name: "message", shape: &super::INTERNAL_SERVER_ERROR };
    pub static LIMIT_EXCEEDED_EXCEPTION: ErrorShape = ErrorShape { code: "LimitExceededException", prefix: "com.amazonaws.dynamodb.v20120810#", status: 400, blame: Blame::Sender, query: None, message_name: "message", shape: &super::LIMIT_EXCEEDED_EXCEPTION };
    pub static RESOURCE_NOT_FOUND_EXCEPTION: ErrorShape = ErrorShape { code: "ResourceNotFoundException", prefix: "com.amazonaws.dynamodb.v20120810#", status: 400, blame: Blame::Sender, query: None, message_name: "message", shape: &super::RESOURCE_NOT_FOUND_EXCEPTION };
    pub static TRIMMED_DATA_ACCESS_EXCEPTION: ErrorShape = ErrorShape { code: "TrimmedDataAccessException", prefix: "com.amazonaws.dynamodb.v20120810#", status: 400, blame: Blame::Sender, query: None, message_name: "message", shape: &super::TRIMMED_DATA_ACCESS_EXCEPTION };
    pub static VALIDATION_EXCEPTION: ErrorShape = ErrorShape { code: "ValidationException", prefix: "com.amazon.coral.validate#", status: 400, blame: Blame::Sender, query: None, message_name: "message", shape: &super::NOTHING };
    pub static SERIALIZATION_EXCEPTION: ErrorShape = ErrorShape { code: "SerializationException", prefix: "com.amazon.coral.service#", status: 400, blame: Blame::Sender, query: None, message_name: "Message", shape: &super::NOTHING };
    pub static UNKNOWN_OPERATION_EXCEPTION: ErrorShape = ErrorShape { code: "UnknownOperationException", prefix: "com.amazon.coral.service#", status: 400, blame: Blame::Sender, query: None, message_name: "message", shape: &super::NOTHING };
    pub static ACCESS_DENIED_EXCEPTION: ErrorShape = ErrorShape { code: "AccessDeniedException", prefix: "com.amazon.coral.service#", status: 400, blame: Blame::Sender, query: None, message_name: "message", shape: &super::NOTHING };
}
