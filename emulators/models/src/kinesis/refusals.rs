//! The errors of Amazon Kinesis. Generated from kinesis/2013-12-02: see `emulators/codegen`.

use super::*;

/// What a caller may be told instead of an answer.
#[derive(Clone, Debug, PartialEq)]
pub enum Refusal {
    AccessDeniedException { message: Option<String> },
    DryRunOperationException { message: Option<String> },
    ExpiredIteratorException { message: Option<String> },
    ExpiredNextTokenException { message: Option<String> },
    InternalFailureException { message: Option<String> },
    InvalidArgumentException { message: Option<String> },
    KMSAccessDeniedException { message: Option<String> },
    KMSDisabledException { message: Option<String> },
    KMSInvalidStateException { message: Option<String> },
    KMSNotFoundException { message: Option<String> },
    KMSOptInRequired { message: Option<String> },
    KMSThrottlingException { message: Option<String> },
    LimitExceededException { message: Option<String> },
    ProvisionedThroughputExceededException { message: Option<String> },
    ResourceInUseException { message: Option<String> },
    ResourceNotFoundException { message: Option<String> },
    ThrottlingException { message: Option<String> },
    ValidationException { message: Option<String> },
    SerializationException { message: Option<String> },
    UnknownOperationException { message: Option<String> },
    InternalFailure { message: Option<String> },
    /// One that the model lacks.
    Other { code: &'static str, status: u16, message: String },
}

impl Refusal {
    pub fn into_wire(self) -> wire::Refusal {
        match self {
            Refusal::AccessDeniedException { message } => wire::Refusal { error: &errors::ACCESS_DENIED_EXCEPTION, message, value: Value::Structure(Vec::new()) },
            Refusal::DryRunOperationException { message } => wire::Refusal { error: &errors::DRY_RUN_OPERATION_EXCEPTION, message, value: Value::Structure(Vec::new()) },
            Refusal::ExpiredIteratorException { message } => wire::Refusal { error: &errors::EXPIRED_ITERATOR_EXCEPTION, message, value: Value::Structure(Vec::new()) },
            Refusal::ExpiredNextTokenException { message } => wire::Refusal { error: &errors::EXPIRED_NEXT_TOKEN_EXCEPTION, message, value: Value::Structure(Vec::new()) },
            Refusal::InternalFailureException { message } => wire::Refusal { error: &errors::INTERNAL_FAILURE_EXCEPTION, message, value: Value::Structure(Vec::new()) },
            Refusal::InvalidArgumentException { message } => wire::Refusal { error: &errors::INVALID_ARGUMENT_EXCEPTION, message, value: Value::Structure(Vec::new()) },
            Refusal::KMSAccessDeniedException { message } => wire::Refusal { error: &errors::KMS_ACCESS_DENIED_EXCEPTION, message, value: Value::Structure(Vec::new()) },
            Refusal::KMSDisabledException { message } => wire::Refusal { error: &errors::KMS_DISABLED_EXCEPTION, message, value: Value::Structure(Vec::new()) },
            Refusal::KMSInvalidStateException { message } => wire::Refusal { error: &errors::KMS_INVALID_STATE_EXCEPTION, message, value: Value::Structure(Vec::new()) },
            Refusal::KMSNotFoundException { message } => wire::Refusal { error: &errors::KMS_NOT_FOUND_EXCEPTION, message, value: Value::Structure(Vec::new()) },
            Refusal::KMSOptInRequired { message } => wire::Refusal { error: &errors::KMS_OPT_IN_REQUIRED, message, value: Value::Structure(Vec::new()) },
            Refusal::KMSThrottlingException { message } => wire::Refusal { error: &errors::KMS_THROTTLING_EXCEPTION, message, value: Value::Structure(Vec::new()) },
            Refusal::LimitExceededException { message } => wire::Refusal { error: &errors::LIMIT_EXCEEDED_EXCEPTION, message, value: Value::Structure(Vec::new()) },
            Refusal::ProvisionedThroughputExceededException { message } => wire::Refusal { error: &errors::PROVISIONED_THROUGHPUT_EXCEEDED_EXCEPTION, message, value: Value::Structure(Vec::new()) },
            Refusal::ResourceInUseException { message } => wire::Refusal { error: &errors::RESOURCE_IN_USE_EXCEPTION, message, value: Value::Structure(Vec::new()) },
            Refusal::ResourceNotFoundException { message } => wire::Refusal { error: &errors::RESOURCE_NOT_FOUND_EXCEPTION, message, value: Value::Structure(Vec::new()) },
            Refusal::ThrottlingException { message } => wire::Refusal { error: &errors::THROTTLING_EXCEPTION, message, value: Value::Structure(Vec::new()) },
            Refusal::ValidationException { message } => wire::Refusal { error: &errors::VALIDATION_EXCEPTION, message, value: Value::Structure(Vec::new()) },
            Refusal::SerializationException { message } => wire::Refusal { error: &errors::SERIALIZATION_EXCEPTION, message, value: Value::Structure(Vec::new()) },
            Refusal::UnknownOperationException { message } => wire::Refusal { error: &errors::UNKNOWN_OPERATION_EXCEPTION, message, value: Value::Structure(Vec::new()) },
            Refusal::InternalFailure { message } => wire::Refusal { error: &errors::INTERNAL_FAILURE, message, value: Value::Structure(Vec::new()) },
            Refusal::Other { code, status, message } => {
                wire::Refusal { error: MODEL.error_named(code, status), message: Some(message), value: Value::Structure(Vec::new()) }
            }
        }
    }
}

pub(super) static ERRORS: [&ErrorShape; 21] = [
    &errors::ACCESS_DENIED_EXCEPTION,
    &errors::DRY_RUN_OPERATION_EXCEPTION,
    &errors::EXPIRED_ITERATOR_EXCEPTION,
    &errors::EXPIRED_NEXT_TOKEN_EXCEPTION,
    &errors::INTERNAL_FAILURE_EXCEPTION,
    &errors::INVALID_ARGUMENT_EXCEPTION,
    &errors::KMS_ACCESS_DENIED_EXCEPTION,
    &errors::KMS_DISABLED_EXCEPTION,
    &errors::KMS_INVALID_STATE_EXCEPTION,
    &errors::KMS_NOT_FOUND_EXCEPTION,
    &errors::KMS_OPT_IN_REQUIRED,
    &errors::KMS_THROTTLING_EXCEPTION,
    &errors::LIMIT_EXCEEDED_EXCEPTION,
    &errors::PROVISIONED_THROUGHPUT_EXCEEDED_EXCEPTION,
    &errors::RESOURCE_IN_USE_EXCEPTION,
    &errors::RESOURCE_NOT_FOUND_EXCEPTION,
    &errors::THROTTLING_EXCEPTION,
    &errors::VALIDATION_EXCEPTION,
    &errors::SERIALIZATION_EXCEPTION,
    &errors::UNKNOWN_OPERATION_EXCEPTION,
    &errors::INTERNAL_FAILURE,
];

pub mod errors {
    use super::*;

    pub static ACCESS_DENIED_EXCEPTION: ErrorShape = ErrorShape { code: "AccessDeniedException", prefix: "", status: 400, blame: Blame::Sender, query: None, message_name: "message", shape: &super::ACCESS_DENIED_EXCEPTION };
    pub static DRY_RUN_OPERATION_EXCEPTION: ErrorShape = ErrorShape { code: "DryRunOperationException", prefix: "", status: 400, blame: Blame::Sender, query: None, message_name: "message", shape: &super::DRY_RUN_OPERATION_EXCEPTION };
    pub static EXPIRED_ITERATOR_EXCEPTION: ErrorShape = ErrorShape { code: "ExpiredIteratorException", prefix: "", status: 400, blame: Blame::Sender, query: None, message_name: "message", shape: &super::EXPIRED_ITERATOR_EXCEPTION };
    pub static EXPIRED_NEXT_TOKEN_EXCEPTION: ErrorShape = ErrorShape { code: "ExpiredNextTokenException", prefix: "", status: 400, blame: Blame::Sender, query: None, message_name: "message", shape: &super::EXPIRED_NEXT_TOKEN_EXCEPTION };
    pub static INTERNAL_FAILURE_EXCEPTION: ErrorShape = ErrorShape { code: "InternalFailureException", prefix: "", status: 500, blame: Blame::Receiver, query: None, message_name: "message", shape: &super::INTERNAL_FAILURE_EXCEPTION };
    pub static INVALID_ARGUMENT_EXCEPTION: ErrorShape = ErrorShape { code: "InvalidArgumentException", prefix: "", status: 400, blame: Blame::Sender, query: None, message_name: "message", shape: &super::INVALID_ARGUMENT_EXCEPTION };
    pub static KMS_ACCESS_DENIED_EXCEPTION: ErrorShape = ErrorShape { code: "KMSAccessDeniedException", prefix: "", status: 400, blame: Blame::Sender, query: None, message_name: "message", shape: &super::KMS_ACCESS_DENIED_EXCEPTION };
    pub static KMS_DISABLED_EXCEPTION: ErrorShape = ErrorShape { code: "KMSDisabledException", prefix: "", status: 400, blame: Blame::Sender, query: None, message_name: "message", shape: &super::KMS_DISABLED_EXCEPTION };
    pub static KMS_INVALID_STATE_EXCEPTION: ErrorShape = ErrorShape { code: "KMSInvalidStateException", prefix: "", status: 400, blame: Blame::Sender, query: None, message_name: "message", shape: &super::KMS_INVALID_STATE_EXCEPTION };
    pub static KMS_NOT_FOUND_EXCEPTION: ErrorShape = ErrorShape { code: "KMSNotFoundException", prefix: "", status: 400, blame: Blame::Sender, query: None, message_name: "message", shape: &super::KMS_NOT_FOUND_EXCEPTION };
    pub static KMS_OPT_IN_REQUIRED: ErrorShape = ErrorShape { code: "KMSOptInRequired", prefix: "", status: 400, blame: Blame::Sender, query: None, message_name: "message", shape: &super::KMS_OPT_IN_REQUIRED };
    pub static KMS_THROTTLING_EXCEPTION: ErrorShape = ErrorShape { code: "KMSThrottlingException", prefix: "", status: 400, blame: Blame::Sender, query: None, message_name: "message", shape: &super::KMS_THROTTLING_EXCEPTION };
    pub static LIMIT_EXCEEDED_EXCEPTION: ErrorShape = ErrorShape { code: "LimitExceededException", prefix: "", status: 400, blame: Blame::Sender, query: None, message_name: "message", shape: &super::LIMIT_EXCEEDED_EXCEPTION };
    pub static PROVISIONED_THROUGHPUT_EXCEEDED_EXCEPTION: ErrorShape = ErrorShape { code: "ProvisionedThroughputExceededException", prefix: "", status: 400, blame: Blame::Sender, query: None, message_name: "message", shape: &super::PROVISIONED_THROUGHPUT_EXCEEDED_EXCEPTION };
    pub static RESOURCE_IN_USE_EXCEPTION: ErrorShape = ErrorShape { code: "ResourceInUseException", prefix: "", status: 400, blame: Blame::Sender, query: None, message_name: "message", shape: &super::RESOURCE_IN_USE_EXCEPTION };
    pub static RESOURCE_NOT_FOUND_EXCEPTION: ErrorShape = ErrorShape { code: "ResourceNotFoundException", prefix: "", status: 400, blame: Blame::Sender, query: None, message_name: "message", shape: &super::RESOURCE_NOT_FOUND_EXCEPTION };
    pub static THROTTLING_EXCEPTION: ErrorShape = ErrorShape { code: "ThrottlingException", prefix: "", status: 400, blame: Blame::Sender, query: None, message_name: "message", shape: &super::THROTTLING_EXCEPTION };
    pub static VALIDATION_EXCEPTION: ErrorShape = ErrorShape { code: "ValidationException", prefix: "", status: 400, blame: Blame::Sender, query: None, message_name: "message", shape: &super::VALIDATION_EXCEPTION };
    pub static SERIALIZATION_EXCEPTION: ErrorShape = ErrorShape { code: "SerializationException", prefix: "", status: 400, blame: Blame::Sender, query: None, message_name: "Message", shape: &super::NOTHING };
    pub static UNKNOWN_OPERATION_EXCEPTION: ErrorShape = ErrorShape { code: "UnknownOperationException", prefix: "", status: 400, blame: Blame::Sender, query: None, message_name: "message", shape: &super::NOTHING };
    pub static INTERNAL_FAILURE: ErrorShape = ErrorShape { code: "InternalFailure", prefix: "", status: 500, blame: Blame::Receiver, query: None, message_name: "message", shape: &super::NOTHING };
}
