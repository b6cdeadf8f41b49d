//! The errors of Amazon Simple Queue Service. Generated from sqs/2012-11-05: see `emulators/codegen`.

use super::*;

/// What a caller may be told instead of an answer.
#[derive(Clone, Debug, PartialEq)]
pub enum Refusal {
    BatchEntryIdsNotDistinct { message: Option<String> },
    BatchRequestTooLong { message: Option<String> },
    EmptyBatchRequest { message: Option<String> },
    InvalidAddress { message: Option<String> },
    InvalidAttributeName { message: Option<String> },
    InvalidAttributeValue { message: Option<String> },
    InvalidBatchEntryId { message: Option<String> },
    InvalidIdFormat { message: Option<String> },
    InvalidMessageContents { message: Option<String> },
    InvalidSecurity { message: Option<String> },
    KmsAccessDenied { message: Option<String> },
    KmsDisabled { message: Option<String> },
    KmsInvalidKeyUsage { message: Option<String> },
    KmsInvalidState { message: Option<String> },
    KmsNotFound { message: Option<String> },
    KmsOptInRequired { message: Option<String> },
    KmsThrottled { message: Option<String> },
    MessageNotInflight { message: Option<String> },
    OverLimit { message: Option<String> },
    PurgeQueueInProgress { message: Option<String> },
    QueueDeletedRecently { message: Option<String> },
    QueueDoesNotExist { message: Option<String> },
    QueueNameExists { message: Option<String> },
    ReceiptHandleIsInvalid { message: Option<String> },
    RequestThrottled { message: Option<String> },
    ResourceNotFoundException { message: Option<String> },
    TooManyEntriesInBatchRequest { message: Option<String> },
    UnsupportedOperation { message: Option<String> },
    InvalidParameterValueException { message: Option<String> },
    MissingRequiredParameterException { message: Option<String> },
    AccessDeniedException { message: Option<String> },
    InvalidAction { message: Option<String> },
    UnknownOperationException { message: Option<String> },
    SerializationException { message: Option<String> },
    InternalFailure { message: Option<String> },
    /// One that the model lacks.
    Other { code: &'static str, status: u16, message: String },
}

impl Refusal {
    pub fn into_wire(self) -> wire::Refusal {
        match self {
            Refusal::BatchEntryIdsNotDistinct { message } => wire::Refusal { error: &errors::BATCH_ENTRY_IDS_NOT_DISTINCT, message, value: Value::Structure(Vec::new()) },
            Refusal::BatchRequestTooLong { message } => wire::Refusal { error: &errors::BATCH_REQUEST_TOO_LONG, message, value: Value::Structure(Vec::new()) },
            Refusal::EmptyBatchRequest { message } => wire::Refusal { error: &errors::EMPTY_BATCH_REQUEST, message, value: Value::Structure(Vec::new()) },
            Refusal::InvalidAddress { message } => wire::Refusal { error: &errors::INVALID_ADDRESS, message, value: Value::Structure(Vec::new()) },
            Refusal::InvalidAttributeName { message } => wire::Refusal { error: &errors::INVALID_ATTRIBUTE_NAME, message, value: Value::Structure(Vec::new()) },
            Refusal::InvalidAttributeValue { message } => wire::Refusal { error: &errors::INVALID_ATTRIBUTE_VALUE, message, value: Value::Structure(Vec::new()) },
            Refusal::InvalidBatchEntryId { message } => wire::Refusal { error: &errors::INVALID_BATCH_ENTRY_ID, message, value: Value::Structure(Vec::new()) },
            Refusal::InvalidIdFormat { message } => wire::Refusal { error: &errors::INVALID_ID_FORMAT, message, value: Value::Structure(Vec::new()) },
            Refusal::InvalidMessageContents { message } => wire::Refusal { error: &errors::INVALID_MESSAGE_CONTENTS, message, value: Value::Structure(Vec::new()) },
            Refusal::InvalidSecurity { message } => wire::Refusal { error: &errors::INVALID_SECURITY, message, value: Value::Structure(Vec::new()) },
            Refusal::KmsAccessDenied { message } => wire::Refusal { error: &errors::KMS_ACCESS_DENIED, message, value: Value::Structure(Vec::new()) },
            Refusal::KmsDisabled { message } => wire::Refusal { error: &errors::KMS_DISABLED, message, value: Value::Structure(Vec::new()) },
            Refusal::KmsInvalidKeyUsage { message } => wire::Refusal { error: &errors::KMS_INVALID_KEY_USAGE, message, value: Value::Structure(Vec::new()) },
            Refusal::KmsInvalidState { message } => wire::Refusal { error: &errors::KMS_INVALID_STATE, message, value: Value::Structure(Vec::new()) },
            Refusal::KmsNotFound { message } => wire::Refusal { error: &errors::KMS_NOT_FOUND, message, value: Value::Structure(Vec::new()) },
            Refusal::KmsOptInRequired { message } => wire::Refusal { error: &errors::KMS_OPT_IN_REQUIRED, message, value: Value::Structure(Vec::new()) },
            Refusal::KmsThrottled { message } => wire::Refusal { error: &errors::KMS_THROTTLED, message, value: Value::Structure(Vec::new()) },
            Refusal::MessageNotInflight { message } => wire::Refusal { error: &errors::MESSAGE_NOT_INFLIGHT, message, value: Value::Structure(Vec::new()) },
            Refusal::OverLimit { message } => wire::Refusal { error: &errors::OVER_LIMIT, message, value: Value::Structure(Vec::new()) },
            Refusal::PurgeQueueInProgress { message } => wire::Refusal { error: &errors::PURGE_QUEUE_IN_PROGRESS, message, value: Value::Structure(Vec::new()) },
            Refusal::QueueDeletedRecently { message } => wire::Refusal { error: &errors::QUEUE_DELETED_RECENTLY, message, value: Value::Structure(Vec::new()) },
            Refusal::QueueDoesNotExist { message } => wire::Refusal { error: &errors::QUEUE_DOES_NOT_EXIST, message, value: Value::Structure(Vec::new()) },
            Refusal::QueueNameExists { message } => wire::Refusal { error: &errors::QUEUE_NAME_EXISTS, message, value: Value::Structure(Vec::new()) },
            Refusal::ReceiptHandleIsInvalid { message } => wire::Refusal { error: &errors::RECEIPT_HANDLE_IS_INVALID, message, value: Value::Structure(Vec::new()) },
            Refusal::RequestThrottled { message } => wire::Refusal { error: &errors::REQUEST_THROTTLED, message, value: Value::Structure(Vec::new()) },
            Refusal::ResourceNotFoundException { message } => wire::Refusal { error: &errors::RESOURCE_NOT_FOUND_EXCEPTION, message, value: Value::Structure(Vec::new()) },
            Refusal::TooManyEntriesInBatchRequest { message } => wire::Refusal { error: &errors::TOO_MANY_ENTRIES_IN_BATCH_REQUEST, message, value: Value::Structure(Vec::new()) },
            Refusal::UnsupportedOperation { message } => wire::Refusal { error: &errors::UNSUPPORTED_OPERATION, message, value: Value::Structure(Vec::new()) },
            Refusal::InvalidParameterValueException { message } => wire::Refusal { error: &errors::INVALID_PARAMETER_VALUE_EXCEPTION, message, value: Value::Structure(Vec::new()) },
            Refusal::MissingRequiredParameterException { message } => wire::Refusal { error: &errors::MISSING_REQUIRED_PARAMETER_EXCEPTION, message, value: Value::Structure(Vec::new()) },
            Refusal::AccessDeniedException { message } => wire::Refusal { error: &errors::ACCESS_DENIED_EXCEPTION, message, value: Value::Structure(Vec::new()) },
            Refusal::InvalidAction { message } => wire::Refusal { error: &errors::INVALID_ACTION, message, value: Value::Structure(Vec::new()) },
            Refusal::UnknownOperationException { message } => wire::Refusal { error: &errors::UNKNOWN_OPERATION_EXCEPTION, message, value: Value::Structure(Vec::new()) },
            Refusal::SerializationException { message } => wire::Refusal { error: &errors::SERIALIZATION_EXCEPTION, message, value: Value::Structure(Vec::new()) },
            Refusal::InternalFailure { message } => wire::Refusal { error: &errors::INTERNAL_FAILURE, message, value: Value::Structure(Vec::new()) },
            Refusal::Other { code, status, message } => {
                wire::Refusal { error: MODEL.error_named(code, status), message: Some(message), value: Value::Structure(Vec::new()) }
            }
        }
    }
}

pub(super) static ERRORS: [&ErrorShape; 35] = [
    &errors::BATCH_ENTRY_IDS_NOT_DISTINCT,
    &errors::BATCH_REQUEST_TOO_LONG,
    &errors::EMPTY_BATCH_REQUEST,
    &errors::INVALID_ADDRESS,
    &errors::INVALID_ATTRIBUTE_NAME,
    &errors::INVALID_ATTRIBUTE_VALUE,
    &errors::INVALID_BATCH_ENTRY_ID,
    &errors::INVALID_ID_FORMAT,
    &errors::INVALID_MESSAGE_CONTENTS,
    &errors::INVALID_SECURITY,
    &errors::KMS_ACCESS_DENIED,
    &errors::KMS_DISABLED,
    &errors::KMS_INVALID_KEY_USAGE,
    &errors::KMS_INVALID_STATE,
    &errors::KMS_NOT_FOUND,
    &errors::KMS_OPT_IN_REQUIRED,
    &errors::KMS_THROTTLED,
    &errors::MESSAGE_NOT_INFLIGHT,
    &errors::OVER_LIMIT,
    &errors::PURGE_QUEUE_IN_PROGRESS,
    &errors::QUEUE_DELETED_RECENTLY,
    &errors::QUEUE_DOES_NOT_EXIST,
    &errors::QUEUE_NAME_EXISTS,
    &errors::RECEIPT_HANDLE_IS_INVALID,
    &errors::REQUEST_THROTTLED,
    &errors::RESOURCE_NOT_FOUND_EXCEPTION,
    &errors::TOO_MANY_ENTRIES_IN_BATCH_REQUEST,
    &errors::UNSUPPORTED_OPERATION,
    &errors::INVALID_PARAMETER_VALUE_EXCEPTION,
    &errors::MISSING_REQUIRED_PARAMETER_EXCEPTION,
    &errors::ACCESS_DENIED_EXCEPTION,
    &errors::INVALID_ACTION,
    &errors::UNKNOWN_OPERATION_EXCEPTION,
    &errors::SERIALIZATION_EXCEPTION,
    &errors::INTERNAL_FAILURE,
];

pub mod errors {
    use super::*;

    pub static BATCH_ENTRY_IDS_NOT_DISTINCT: ErrorShape = ErrorShape { code: "BatchEntryIdsNotDistinct", prefix: "com.amazonaws.sqs#", status: 400, blame: Blame::Sender, query: Some(QueryError { code: "AWS.SimpleQueueService.BatchEntryIdsNotDistinct", status: 400 }), message_name: "message", shape: &super::BATCH_ENTRY_IDS_NOT_DISTINCT };
    pub static BATCH_REQUEST_TOO_LONG: ErrorShape = ErrorShape { code: "BatchRequestTooLong", prefix: "com.amazonaws.sqs#", status: 400, blame: Blame::Sender, query: Some(QueryError { code: "AWS.SimpleQueueService.BatchRequestTooLong", status: 400 }), message_name: "message", shape: &super::BATCH_REQUEST_TOO_LONG };
    pub static EMPTY_BATCH_REQUEST: ErrorShape = ErrorShape { code: "EmptyBatchRequest", prefix: "com.amazonaws.sqs#", status: 400, blame: Blame::Sender, query: Some(QueryError { code: "AWS.SimpleQueueService.EmptyBatchRequest", status: 400 }), message_name: "message", shape: &super::EMPTY_BATCH_REQUEST };
    pub static INVALID_ADDRESS: ErrorShape = ErrorShape { code: "InvalidAddress", prefix: "com.amazonaws.sqs#", status: 404, blame: Blame::Sender, query: Some(QueryError { code: "InvalidAddress", status: 404 }), message_name: "message", shape: &super::INVALID_ADDRESS };
    pub static INVALID_ATTRIBUTE_NAME: ErrorShape = ErrorShape { code: "InvalidAttributeName", prefix: "com.amazonaws.sqs#", status: 400, blame: Blame::Sender, query: Some(QueryError { code: "InvalidAttributeName", status: 400 }), message_name: "message", shape: &super::INVALID_ATTRIBUTE_NAME };
    pub static INVALID_ATTRIBUTE_VALUE: ErrorShape = ErrorShape { code: "InvalidAttributeValue", prefix: "com.amazonaws.sqs#", status: 400, blame: Blame::Sender, query: Some(QueryError { code: "InvalidAttributeValue", status: 400 }), message_name: "message", shape: &super::INVALID_ATTRIBUTE_VALUE };
    pub static INVALID_BATCH_ENTRY_ID: ErrorShape = ErrorShape { code: "InvalidBatchEntryId", prefix: "com.amazonaws.sqs#", status: 400, blame: Blame::Sender, query: Some(QueryError { code: "AWS.SimpleQueueService.InvalidBatchEntryId", status: 400 }), message_name: "message", shape: &super::INVALID_BATCH_ENTRY_ID };
    pub static INVALID_ID_FORMAT: ErrorShape = ErrorShape { code: "InvalidIdFormat", prefix: "com.amazonaws.sqs#", status: 400, blame: Blame::Sender, query: Some(QueryError { code: "InvalidIdFormat", status: 400 }), message_name: "message", shape: &super::INVALID_ID_FORMAT };
    pub static INVALID_MESSAGE_CONTENTS: ErrorShape = ErrorShape { code: "InvalidMessageContents", prefix: "com.amazonaws.sqs#", status: 400, blame: Blame::Sender, query: Some(QueryError { code: "InvalidMessageContents", status: 400 }), message_name: "message", shape: &super::INVALID_MESSAGE_CONTENTS };
    pub static INVALID_SECURITY: ErrorShape = ErrorShape { code: "InvalidSecurity", prefix: "com.amazonaws.sqs#", status: 403, blame: Blame::Sender, query: Some(QueryError { code: "InvalidSecurity", status: 403 }), message_name: "message", shape: &super::INVALID_SECURITY };
    pub static KMS_ACCESS_DENIED: ErrorShape = ErrorShape { code: "KmsAccessDenied", prefix: "com.amazonaws.sqs#", status: 400, blame: Blame::Sender, query: Some(QueryError { code: "KMS.AccessDeniedException", status: 400 }), message_name: "message", shape: &super::KMS_ACCESS_DENIED };
    pub static KMS_DISABLED: ErrorShape = ErrorShape { code: "KmsDisabled", prefix: "com.amazonaws.sqs#", status: 400, blame: Blame::Sender, query: Some(QueryError { code: "KMS.DisabledException", status: 400 }), message_name: "message", shape: &super::KMS_DISABLED };
    pub static KMS_INVALID_KEY_USAGE: ErrorShape = ErrorShape { code: "KmsInvalidKeyUsage", prefix: "com.amazonaws.sqs#", status: 400, blame: Blame::Sender, query: Some(QueryError { code: "KMS.InvalidKeyUsageException", status: 400 }), message_name: "message", shape: &super::KMS_INVALID_KEY_USAGE };
    pub static KMS_INVALID_STATE: ErrorShape = ErrorShape { code: "KmsInvalidState", prefix: "com.amazonaws.sqs#", status: 400, blame: Blame::Sender, query: Some(QueryError { code: "KMS.InvalidStateException", status: 400 }), message_name: "message", shape: &super::KMS_INVALID_STATE };
    pub static KMS_NOT_FOUND: ErrorShape = ErrorShape { code: "KmsNotFound", prefix: "com.amazonaws.sqs#", status: 400, blame: Blame::Sender, query: Some(QueryError { code: "KMS.NotFoundException", status: 400 }), message_name: "message", shape: &super::KMS_NOT_FOUND };
    pub static KMS_OPT_IN_REQUIRED: ErrorShape = ErrorShape { code: "KmsOptInRequired", prefix: "com.amazonaws.sqs#", status: 403, blame: Blame::Sender, query: Some(QueryError { code: "KMS.OptInRequired", status: 403 }), message_name: "message", shape: &super::KMS_OPT_IN_REQUIRED };
    pub static KMS_THROTTLED: ErrorShape = ErrorShape { code: "KmsThrottled", prefix: "com.amazonaws.sqs#", status: 400, blame: Blame::Sender, query: Some(QueryError { code: "KMS.ThrottlingException", status: 400 }), message_name: "message", shape: &super::KMS_THROTTLED };
    pub static MESSAGE_NOT_INFLIGHT: ErrorShape = ErrorShape { code: "MessageNotInflight", prefix: "com.amazonaws.sqs#", status: 400, blame: Blame::Sender, query: Some(QueryError { code: "AWS.SimpleQueueService.MessageNotInflight", status: 400 }), message_name: "message", shape: &super::MESSAGE_NOT_INFLIGHT };
    pub static OVER_LIMIT: ErrorShape = ErrorShape { code: "OverLimit", prefix: "com.amazonaws.sqs#", status: 403, blame: Blame::Sender, query: Some(QueryError { code: "OverLimit", status: 403 }), message_name: "message", shape: &super::OVER_LIMIT };
    pub static PURGE_QUEUE_IN_PROGRESS: ErrorShape = ErrorShape { code: "PurgeQueueInProgress", prefix: "com.amazonaws.sqs#", status: 403, blame: Blame::Sender, query: Some(QueryError { code: "AWS.SimpleQueueService.PurgeQueueInProgress", status: 403 }), message_name: "message", shape: &super::PURGE_QUEUE_IN_PROGRESS };
    pub static QUEUE_DELETED_RECENTLY: ErrorShape = ErrorShape { code: "QueueDeletedRecently", prefix: "com.amazonaws.sqs#", status: 400, blame: Blame::Sender, query: Some(QueryError { code: "AWS.SimpleQueueService.QueueDeletedRecently", status: 400 }), message_name: "message", shape: &super::QUEUE_DELETED_RECENTLY };
    pub static QUEUE_DOES_NOT_EXIST: ErrorShape = ErrorShape { code: "QueueDoesNotExist", prefix: "com.amazonaws.sqs#", status: 400, blame: Blame::Sender, query: Some(QueryError { code: "AWS.SimpleQueueService.NonExistentQueue", status: 400 }), message_name: "message", shape: &super::QUEUE_DOES_NOT_EXIST };
    pub static QUEUE_NAME_EXISTS: ErrorShape = ErrorShape { code: "QueueNameExists", prefix: "com.amazonaws.sqs#", status: 400, blame: Blame::Sender, query: Some(QueryError { code: "QueueAlreadyExists", status: 400 }), message_name: "message", shape: &super::QUEUE_NAME_EXISTS };
    pub static RECEIPT_HANDLE_IS_INVALID: ErrorShape = ErrorShape { code: "ReceiptHandleIsInvalid", prefix: "com.amazonaws.sqs#", status: 404, blame: Blame::Sender, query: Some(QueryError { code: "ReceiptHandleIsInvalid", status: 404 }), message_name: "message", shape: &super::RECEIPT_HANDLE_IS_INVALID };
    pub static REQUEST_THROTTLED: ErrorShape = ErrorShape { code: "RequestThrottled", prefix: "com.amazonaws.sqs#", status: 403, blame: Blame::Sender, query: Some(QueryError { code: "RequestThrottled", status: 403 }), message_name: "message", shape: &super::REQUEST_THROTTLED };
    pub static RESOURCE_NOT_FOUND_EXCEPTION: ErrorShape = ErrorShape { code: "ResourceNotFoundException", prefix: "com.amazonaws.sqs#", status: 404, blame: Blame::Sender, query: Some(QueryError { code: "ResourceNotFoundException", status: 404 }), message_name: "message", shape: &super::RESOURCE_NOT_FOUND_EXCEPTION };
    pub static TOO_MANY_ENTRIES_IN_BATCH_REQUEST: ErrorShape = ErrorShape { code: "TooManyEntriesInBatchRequest", prefix: "com.amazonaws.sqs#", status: 400, blame: Blame::Sender, query: Some(QueryError { code: "AWS.SimpleQueueService.TooManyEntriesInBatchRequest", status: 400 }), message_name: "message", shape: &super::TOO_MANY_ENTRIES_IN_BATCH_REQUEST };
    pub static UNSUPPORTED_OPERATION: ErrorShape = ErrorShape { code: "UnsupportedOperation", prefix: "com.amazonaws.sqs#", status: 400, blame: Blame::Sender, query: Some(QueryError { code: "AWS.SimpleQueueService.UnsupportedOperation", status: 400 }), message_name: "message", shape: &super::UNSUPPORTED_OPERATION };
    pub static INVALID_PARAMETER_VALUE_EXCEPTION: ErrorShape = ErrorShape { code: "InvalidParameterValueException", prefix: "com.amazon.coral.service#", status: 400, blame: Blame::Sender, query: Some(QueryError { code: "InvalidParameterValue", status: 400 }), message_name: "message", shape: &super::NOTHING };
    pub static MISSING_REQUIRED_PARAMETER_EXCEPTION: ErrorShape = ErrorShape { code: "MissingRequiredParameterException", prefix: "com.amazon.coral.service#", status: 400, blame: Blame::Sender, query: Some(QueryError { code: "MissingParameter", status: 400 }), message_name: "message", shape: &super::NOTHING };
    pub static ACCESS_DENIED_EXCEPTION: ErrorShape = ErrorShape { code: "AccessDeniedException", prefix: "com.amazon.coral.service#", status: 403, blame: Blame::Sender, query: Some(QueryError { code: "AccessDenied", status: 403 }), message_name: "message", shape: &super::NOTHING };
    pub static INVALID_ACTION: ErrorShape = ErrorShape { code: "InvalidAction", prefix: "com.amazonaws.sqs#", status: 400, blame: Blame::Sender, query: Some(QueryError { code: "InvalidAction", status: 400 }), message_name: "message", shape: &super::NOTHING };
    pub static UNKNOWN_OPERATION_EXCEPTION: ErrorShape = ErrorShape { code: "UnknownOperationException", prefix: "com.amazon.coral.service#", status: 400, blame: Blame::Sender, query: Some(QueryError { code: "InvalidAction", status: 400 }), message_name: "message", shape: &super::NOTHING };
    pub static SERIALIZATION_EXCEPTION: ErrorShape = ErrorShape { code: "SerializationException", prefix: "com.amazon.coral.service#", status: 400, blame: Blame::Sender, query: Some(QueryError { code: "MalformedInput", status: 400 }), message_name: "Message", shape: &super::NOTHING };
    pub static INTERNAL_FAILURE: ErrorShape = ErrorShape { code: "InternalFailure", prefix: "com.amazon.coral.service#", status: 500, blame: Blame::Receiver, query: Some(QueryError { code: "InternalFailure", status: 500 }), message_name: "message", shape: &super::NOTHING };
}
