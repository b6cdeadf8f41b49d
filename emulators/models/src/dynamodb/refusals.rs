//! The errors of Amazon DynamoDB. Generated from dynamodb/2012-08-10: see `emulators/codegen`.

use super::*;

/// What a caller may be told instead of an answer.
#[derive(Clone, Debug, PartialEq)]
pub enum Refusal {
    BackupInUseException { message: Option<String> },
    BackupNotFoundException { message: Option<String> },
    ConditionalCheckFailedException { message: Option<String>, item: Option<BTreeMap<String, Value>> },
    ContinuousBackupsUnavailableException { message: Option<String> },
    DuplicateItemException { message: Option<String> },
    ExportConflictException { message: Option<String> },
    ExportNotFoundException { message: Option<String> },
    GlobalTableAlreadyExistsException { message: Option<String> },
    GlobalTableNotFoundException { message: Option<String> },
    IdempotentParameterMismatchException { message: Option<String> },
    ImportConflictException { message: Option<String> },
    ImportNotFoundException { message: Option<String> },
    IndexNotFoundException { message: Option<String> },
    InternalServerError { message: Option<String> },
    InvalidExportTimeException { message: Option<String> },
    InvalidRestoreTimeException { message: Option<String> },
    ItemCollectionSizeLimitExceededException { message: Option<String> },
    LimitExceededException { message: Option<String> },
    PointInTimeRecoveryUnavailableException { message: Option<String> },
    PolicyNotFoundException { message: Option<String> },
    ProvisionedThroughputExceededException { message: Option<String>, throttling_reasons: Option<Vec<ThrottlingReason>> },
    ReplicaAlreadyExistsException { message: Option<String> },
    ReplicaNotFoundException { message: Option<String> },
    ReplicatedWriteConflictException { message: Option<String> },
    RequestLimitExceeded { message: Option<String>, throttling_reasons: Option<Vec<ThrottlingReason>> },
    ResourceInUseException { message: Option<String> },
    ResourceNotFoundException { message: Option<String> },
    TableAlreadyExistsException { message: Option<String> },
    TableInUseException { message: Option<String> },
    TableNotFoundException { message: Option<String> },
    ThrottlingException { message: Option<String>, throttling_reasons: Option<Vec<ThrottlingReason>> },
    TransactionCanceledException { message: Option<String>, cancellation_reasons: Option<Vec<CancellationReason>> },
    TransactionConflictException { message: Option<String> },
    TransactionInProgressException { message: Option<String> },
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
            Refusal::BackupInUseException { message } => wire::Refusal { error: &errors::BACKUP_IN_USE_EXCEPTION, message, value: Value::Structure(Vec::new()) },
            Refusal::BackupNotFoundException { message } => wire::Refusal { error: &errors::BACKUP_NOT_FOUND_EXCEPTION, message, value: Value::Structure(Vec::new()) },
            Refusal::ConditionalCheckFailedException { message, item } => wire::Refusal { error: &errors::CONDITIONAL_CHECK_FAILED_EXCEPTION, message, value: { let mut members = Vec::new(); Field::add_to(item, &mut members, 1); Value::Structure(members) } },
            Refusal::ContinuousBackupsUnavailableException { message } => wire::Refusal { error: &errors::CONTINUOUS_BACKUPS_UNAVAILABLE_EXCEPTION, message, value: Value::Structure(Vec::new()) },
            Refusal::DuplicateItemException { message } => wire::Refusal { error: &errors::DUPLICATE_ITEM_EXCEPTION, message, value: Value::Structure(Vec::new()) },
            Refusal::ExportConflictException { message } => wire::Refusal { error: &errors::EXPORT_CONFLICT_EXCEPTION, message, value: Value::Structure(Vec::new()) },
            Refusal::ExportNotFoundException { message } => wire::Refusal { error: &errors::EXPORT_NOT_FOUND_EXCEPTION, message, value: Value::Structure(Vec::new()) },
            Refusal::GlobalTableAlreadyExistsException { message } => wire::Refusal { error: &errors::GLOBAL_TABLE_ALREADY_EXISTS_EXCEPTION, message, value: Value::Structure(Vec::new()) },
            Refusal::GlobalTableNotFoundException { message } => wire::Refusal { error: &errors::GLOBAL_TABLE_NOT_FOUND_EXCEPTION, message, value: Value::Structure(Vec::new()) },
            Refusal::IdempotentParameterMismatchException { message } => wire::Refusal { error: &errors::IDEMPOTENT_PARAMETER_MISMATCH_EXCEPTION, message, value: Value::Structure(Vec::new()) },
            Refusal::ImportConflictException { message } => wire::Refusal { error: &errors::IMPORT_CONFLICT_EXCEPTION, message, value: Value::Structure(Vec::new()) },
            Refusal::ImportNotFoundException { message } => wire::Refusal { error: &errors::IMPORT_NOT_FOUND_EXCEPTION, message, value: Value::Structure(Vec::new()) },
            Refusal::IndexNotFoundException { message } => wire::Refusal { error: &errors::INDEX_NOT_FOUND_EXCEPTION, message, value: Value::Structure(Vec::new()) },
            Refusal::InternalServerError { message } => wire::Refusal { error: &errors::INTERNAL_SERVER_ERROR, message, value: Value::Structure(Vec::new()) },
            Refusal::InvalidExportTimeException { message } => wire::Refusal { error: &errors::INVALID_EXPORT_TIME_EXCEPTION, message, value: Value::Structure(Vec::new()) },
            Refusal::InvalidRestoreTimeException { message } => wire::Refusal { error: &errors::INVALID_RESTORE_TIME_EXCEPTION, message, value: Value::Structure(Vec::new()) },
            Refusal::ItemCollectionSizeLimitExceededException { message } => wire::Refusal { error: &errors::ITEM_COLLECTION_SIZE_LIMIT_EXCEEDED_EXCEPTION, message, value: Value::Structure(Vec::new()) },
            Refusal::LimitExceededException { message } => wire::Refusal { error: &errors::LIMIT_EXCEEDED_EXCEPTION, message, value: Value::Structure(Vec::new()) },
            Refusal::PointInTimeRecoveryUnavailableException { message } => wire::Refusal { error: &errors::POINT_IN_TIME_RECOVERY_UNAVAILABLE_EXCEPTION, message, value: Value::Structure(Vec::new()) },
            Refusal::PolicyNotFoundException { message } => wire::Refusal { error: &errors::POLICY_NOT_FOUND_EXCEPTION, message, value: Value::Structure(Vec::new()) },
            Refusal::ProvisionedThroughputExceededException { message, throttling_reasons } => wire::Refusal { error: &errors::PROVISIONED_THROUGHPUT_EXCEEDED_EXCEPTION, message, value: { let mut members = Vec::new(); Field::add_to(throttling_reasons, &mut members, 1); Value::Structure(members) } },
            Refusal::ReplicaAlreadyExistsException { message } => wire::Refusal { error: &errors::REPLICA_ALREADY_EXISTS_EXCEPTION, message, value: Value::Structure(Vec::new()) },
            Refusal::ReplicaNotFoundException { message } => wire::Refusal { error: &errors::REPLICA_NOT_FOUND_EXCEPTION, message, value: Value::Structure(Vec::new()) },
            Refusal::ReplicatedWriteConflictException { message } => wire::Refusal { error: &errors::REPLICATED_WRITE_CONFLICT_EXCEPTION, message, value: Value::Structure(Vec::new()) },
            Refusal::RequestLimitExceeded { message, throttling_reasons } => wire::Refusal { error: &errors::REQUEST_LIMIT_EXCEEDED, message, value: { let mut members = Vec::new(); Field::add_to(throttling_reasons, &mut members, 1); Value::Structure(members) } },
            Refusal::ResourceInUseException { message } => wire::Refusal { error: &errors::RESOURCE_IN_USE_EXCEPTION, message, value: Value::Structure(Vec::new()) },
            Refusal::ResourceNotFoundException { message } => wire::Refusal { error: &errors::RESOURCE_NOT_FOUND_EXCEPTION, message, value: Value::Structure(Vec::new()) },
            Refusal::TableAlreadyExistsException { message } => wire::Refusal { error: &errors::TABLE_ALREADY_EXISTS_EXCEPTION, message, value: Value::Structure(Vec::new()) },
            Refusal::TableInUseException { message } => wire::Refusal { error: &errors::TABLE_IN_USE_EXCEPTION, message, value: Value::Structure(Vec::new()) },
            Refusal::TableNotFoundException { message } => wire::Refusal { error: &errors::TABLE_NOT_FOUND_EXCEPTION, message, value: Value::Structure(Vec::new()) },
            Refusal::ThrottlingException { message, throttling_reasons } => wire::Refusal { error: &errors::THROTTLING_EXCEPTION, message, value: { let mut members = Vec::new(); Field::add_to(throttling_reasons, &mut members, 1); Value::Structure(members) } },
            Refusal::TransactionCanceledException { message, cancellation_reasons } => wire::Refusal { error: &errors::TRANSACTION_CANCELED_EXCEPTION, message, value: { let mut members = Vec::new(); Field::add_to(cancellation_reasons, &mut members, 1); Value::Structure(members) } },
            Refusal::TransactionConflictException { message } => wire::Refusal { error: &errors::TRANSACTION_CONFLICT_EXCEPTION, message, value: Value::Structure(Vec::new()) },
            Refusal::TransactionInProgressException { message } => wire::Refusal { error: &errors::TRANSACTION_IN_PROGRESS_EXCEPTION, message, value: Value::Structure(Vec::new()) },
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

pub(super) static ERRORS: [&ErrorShape; 38] = [
    &errors::BACKUP_IN_USE_EXCEPTION,
    &errors::BACKUP_NOT_FOUND_EXCEPTION,
    &errors::CONDITIONAL_CHECK_FAILED_EXCEPTION,
    &errors::CONTINUOUS_BACKUPS_UNAVAILABLE_EXCEPTION,
    &errors::DUPLICATE_ITEM_EXCEPTION,
    &errors::EXPORT_CONFLICT_EXCEPTION,
    &errors::EXPORT_NOT_FOUND_EXCEPTION,
    &errors::GLOBAL_TABLE_ALREADY_EXISTS_EXCEPTION,
    &errors::GLOBAL_TABLE_NOT_FOUND_EXCEPTION,
    &errors::IDEMPOTENT_PARAMETER_MISMATCH_EXCEPTION,
    &errors::IMPORT_CONFLICT_EXCEPTION,
    &errors::IMPORT_NOT_FOUND_EXCEPTION,
    &errors::INDEX_NOT_FOUND_EXCEPTION,
    &errors::INTERNAL_SERVER_ERROR,
    &errors::INVALID_EXPORT_TIME_EXCEPTION,
    &errors::INVALID_RESTORE_TIME_EXCEPTION,
    &errors::ITEM_COLLECTION_SIZE_LIMIT_EXCEEDED_EXCEPTION,
    &errors::LIMIT_EXCEEDED_EXCEPTION,
    &errors::POINT_IN_TIME_RECOVERY_UNAVAILABLE_EXCEPTION,
    &errors::POLICY_NOT_FOUND_EXCEPTION,
    &errors::PROVISIONED_THROUGHPUT_EXCEEDED_EXCEPTION,
    &errors::REPLICA_ALREADY_EXISTS_EXCEPTION,
    &errors::REPLICA_NOT_FOUND_EXCEPTION,
    &errors::REPLICATED_WRITE_CONFLICT_EXCEPTION,
    &errors::REQUEST_LIMIT_EXCEEDED,
    &errors::RESOURCE_IN_USE_EXCEPTION,
    &errors::RESOURCE_NOT_FOUND_EXCEPTION,
    &errors::TABLE_ALREADY_EXISTS_EXCEPTION,
    &errors::TABLE_IN_USE_EXCEPTION,
    &errors::TABLE_NOT_FOUND_EXCEPTION,
    &errors::THROTTLING_EXCEPTION,
    &errors::TRANSACTION_CANCELED_EXCEPTION,
    &errors::TRANSACTION_CONFLICT_EXCEPTION,
    &errors::TRANSACTION_IN_PROGRESS_EXCEPTION,
    &errors::VALIDATION_EXCEPTION,
    &errors::SERIALIZATION_EXCEPTION,
    &errors::UNKNOWN_OPERATION_EXCEPTION,
    &errors::ACCESS_DENIED_EXCEPTION,
];

pub mod errors {
    use super::*;

    pub static BACKUP_IN_USE_EXCEPTION: ErrorShape = ErrorShape { code: "BackupInUseException", prefix: "com.amazonaws.dynamodb.v20120810#", status: 400, blame: Blame::Sender, query: None, message_name: "message", shape: &super::BACKUP_IN_USE_EXCEPTION };
    pub static BACKUP_NOT_FOUND_EXCEPTION: ErrorShape = ErrorShape { code: "BackupNotFoundException", prefix: "com.amazonaws.dynamodb.v20120810#", status: 400, blame: Blame::Sender, query: None, message_name: "message", shape: &super::BACKUP_NOT_FOUND_EXCEPTION };
    pub static CONDITIONAL_CHECK_FAILED_EXCEPTION: ErrorShape = ErrorShape { code: "ConditionalCheckFailedException", prefix: "com.amazonaws.dynamodb.v20120810#", status: 400, blame: Blame::Sender, query: None, message_name: "message", shape: &super::CONDITIONAL_CHECK_FAILED_EXCEPTION };
    pub static CONTINUOUS_BACKUPS_UNAVAILABLE_EXCEPTION: ErrorShape = ErrorShape { code: "ContinuousBackupsUnavailableException", prefix: "com.amazonaws.dynamodb.v20120810#", status: 400, blame: Blame::Sender, query: None, message_name: "message", shape: &super::CONTINUOUS_BACKUPS_UNAVAILABLE_EXCEPTION };
    pub static DUPLICATE_ITEM_EXCEPTION: ErrorShape = ErrorShape { code: "DuplicateItemException", prefix: "com.amazonaws.dynamodb.v20120810#", status: 400, blame: Blame::Sender, query: None, message_name: "message", shape: &super::DUPLICATE_ITEM_EXCEPTION };
    pub static EXPORT_CONFLICT_EXCEPTION: ErrorShape = ErrorShape { code: "ExportConflictException", prefix: "com.amazonaws.dynamodb.v20120810#", status: 400, blame: Blame::Sender, query: None, message_name: "message", shape: &super::EXPORT_CONFLICT_EXCEPTION };
    pub static EXPORT_NOT_FOUND_EXCEPTION: ErrorShape = ErrorShape { code: "ExportNotFoundException", prefix: "com.amazonaws.dynamodb.v20120810#", status: 400, blame: Blame::Sender, query: None, message_name: "message", shape: &super::EXPORT_NOT_FOUND_EXCEPTION };
    pub static GLOBAL_TABLE_ALREADY_EXISTS_EXCEPTION: ErrorShape = ErrorShape { code: "GlobalTableAlreadyExistsException", prefix: "com.amazonaws.dynamodb.v20120810#", status: 400, blame: Blame::Sender, query: None, message_name: "message", shape: &super::GLOBAL_TABLE_ALREADY_EXISTS_EXCEPTION };
    pub static GLOBAL_TABLE_NOT_FOUND_EXCEPTION: ErrorShape = ErrorShape { code: "GlobalTableNotFoundException", prefix: "com.amazonaws.dynamodb.v20120810#", status: 400, blame: Blame::Sender, query: None, message_name: "message", shape: &super::GLOBAL_TABLE_NOT_FOUND_EXCEPTION };
    pub static IDEMPOTENT_PARAMETER_MISMATCH_EXCEPTION: ErrorShape = ErrorShape { code: "IdempotentParameterMismatchException", prefix: "com.amazonaws.dynamodb.v20120810#", status: 400, blame: Blame::Sender, query: None, message_name: "Message", shape: &super::IDEMPOTENT_PARAMETER_MISMATCH_EXCEPTION };
    pub static IMPORT_CONFLICT_EXCEPTION: ErrorShape = ErrorShape { code: "ImportConflictException", prefix: "com.amazonaws.dynamodb.v20120810#", status: 400, blame: Blame::Sender, query: None, message_name: "message", shape: &super::IMPORT_CONFLICT_EXCEPTION };
    pub static IMPORT_NOT_FOUND_EXCEPTION: ErrorShape = ErrorShape { code: "ImportNotFoundException", prefix: "com.amazonaws.dynamodb.v20120810#", status: 400, blame: Blame::Sender, query: None, message_name: "message", shape: &super::IMPORT_NOT_FOUND_EXCEPTION };
    pub static INDEX_NOT_FOUND_EXCEPTION: ErrorShape = ErrorShape { code: "IndexNotFoundException", prefix: "com.amazonaws.dynamodb.v20120810#", status: 400, blame: Blame::Sender, query: None, message_name: "message", shape: &super::INDEX_NOT_FOUND_EXCEPTION };
    pub static INTERNAL_SERVER_ERROR: ErrorShape = ErrorShape { code: "InternalServerError", prefix: "com.amazonaws.dynamodb.v20120810#", status: 500, blame: Blame::Receiver, query: None, message_name: "message", shape: &super::INTERNAL_SERVER_ERROR };
    pub static INVALID_EXPORT_TIME_EXCEPTION: ErrorShape = ErrorShape { code: "InvalidExportTimeException", prefix: "com.amazonaws.dynamodb.v20120810#", status: 400, blame: Blame::Sender, query: None, message_name: "message", shape: &super::INVALID_EXPORT_TIME_EXCEPTION };
    pub static INVALID_RESTORE_TIME_EXCEPTION: ErrorShape = ErrorShape { code: "InvalidRestoreTimeException", prefix: "com.amazonaws.dynamodb.v20120810#", status: 400, blame: Blame::Sender, query: None, message_name: "message", shape: &super::INVALID_RESTORE_TIME_EXCEPTION };
    pub static ITEM_COLLECTION_SIZE_LIMIT_EXCEEDED_EXCEPTION: ErrorShape = ErrorShape { code: "ItemCollectionSizeLimitExceededException", prefix: "com.amazonaws.dynamodb.v20120810#", status: 400, blame: Blame::Sender, query: None, message_name: "message", shape: &super::ITEM_COLLECTION_SIZE_LIMIT_EXCEEDED_EXCEPTION };
    pub static LIMIT_EXCEEDED_EXCEPTION: ErrorShape = ErrorShape { code: "LimitExceededException", prefix: "com.amazonaws.dynamodb.v20120810#", status: 400, blame: Blame::Sender, query: None, message_name: "message", shape: &super::LIMIT_EXCEEDED_EXCEPTION };
    pub static POINT_IN_TIME_RECOVERY_UNAVAILABLE_EXCEPTION: ErrorShape = ErrorShape { code: "PointInTimeRecoveryUnavailableException", prefix: "com.amazonaws.dynamodb.v20120810#", status: 400, blame: Blame::Sender, query: None, message_name: "message", shape: &super::POINT_IN_TIME_RECOVERY_UNAVAILABLE_EXCEPTION };
    pub static POLICY_NOT_FOUND_EXCEPTION: ErrorShape = ErrorShape { code: "PolicyNotFoundException", prefix: "com.amazonaws.dynamodb.v20120810#", status: 400, blame: Blame::Sender, query: None, message_name: "message", shape: &super::POLICY_NOT_FOUND_EXCEPTION };
    pub static PROVISIONED_THROUGHPUT_EXCEEDED_EXCEPTION: ErrorShape = ErrorShape { code: "ProvisionedThroughputExceededException", prefix: "com.amazonaws.dynamodb.v20120810#", status: 400, blame: Blame::Sender, query: None, message_name: "message", shape: &super::PROVISIONED_THROUGHPUT_EXCEEDED_EXCEPTION };
    pub static REPLICA_ALREADY_EXISTS_EXCEPTION: ErrorShape = ErrorShape { code: "ReplicaAlreadyExistsException", prefix: "com.amazonaws.dynamodb.v20120810#", status: 400, blame: Blame::Sender, query: None, message_name: "message", shape: &super::REPLICA_ALREADY_EXISTS_EXCEPTION };
    pub static REPLICA_NOT_FOUND_EXCEPTION: ErrorShape = ErrorShape { code: "ReplicaNotFoundException", prefix: "com.amazonaws.dynamodb.v20120810#", status: 400, blame: Blame::Sender, query: None, message_name: "message", shape: &super::REPLICA_NOT_FOUND_EXCEPTION };
    pub static REPLICATED_WRITE_CONFLICT_EXCEPTION: ErrorShape = ErrorShape { code: "ReplicatedWriteConflictException", prefix: "com.amazonaws.dynamodb.v20120810#", status: 400, blame: Blame::Sender, query: None, message_name: "message", shape: &super::REPLICATED_WRITE_CONFLICT_EXCEPTION };
    pub static REQUEST_LIMIT_EXCEEDED: ErrorShape = ErrorShape { code: "RequestLimitExceeded", prefix: "com.amazonaws.dynamodb.v20120810#", status: 400, blame: Blame::Sender, query: None, message_name: "message", shape: &super::REQUEST_LIMIT_EXCEEDED };
    pub static RESOURCE_IN_USE_EXCEPTION: ErrorShape = ErrorShape { code: "ResourceInUseException", prefix: "com.amazonaws.dynamodb.v20120810#", status: 400, blame: Blame::Sender, query: None, message_name: "message", shape: &super::RESOURCE_IN_USE_EXCEPTION };
    pub static RESOURCE_NOT_FOUND_EXCEPTION: ErrorShape = ErrorShape { code: "ResourceNotFoundException", prefix: "com.amazonaws.dynamodb.v20120810#", status: 400, blame: Blame::Sender, query: None, message_name: "message", shape: &super::RESOURCE_NOT_FOUND_EXCEPTION };
    pub static TABLE_ALREADY_EXISTS_EXCEPTION: ErrorShape = ErrorShape { code: "TableAlreadyExistsException", prefix: "com.amazonaws.dynamodb.v20120810#", status: 400, blame: Blame::Sender, query: None, message_name: "message", shape: &super::TABLE_ALREADY_EXISTS_EXCEPTION };
    pub static TABLE_IN_USE_EXCEPTION: ErrorShape = ErrorShape { code: "TableInUseException", prefix: "com.amazonaws.dynamodb.v20120810#", status: 400, blame: Blame::Sender, query: None, message_name: "message", shape: &super::TABLE_IN_USE_EXCEPTION };
    pub static TABLE_NOT_FOUND_EXCEPTION: ErrorShape = ErrorShape { code: "TableNotFoundException", prefix: "com.amazonaws.dynamodb.v20120810#", status: 400, blame: Blame::Sender, query: None, message_name: "message", shape: &super::TABLE_NOT_FOUND_EXCEPTION };
    pub static THROTTLING_EXCEPTION: ErrorShape = ErrorShape { code: "ThrottlingException", prefix: "com.amazonaws.dynamodb.v20120810#", status: 400, blame: Blame::Sender, query: None, message_name: "message", shape: &super::THROTTLING_EXCEPTION };
    pub static TRANSACTION_CANCELED_EXCEPTION: ErrorShape = ErrorShape { code: "TransactionCanceledException", prefix: "com.amazonaws.dynamodb.v20120810#", status: 400, blame: Blame::Sender, query: None, message_name: "Message", shape: &super::TRANSACTION_CANCELED_EXCEPTION };
    pub static TRANSACTION_CONFLICT_EXCEPTION: ErrorShape = ErrorShape { code: "TransactionConflictException", prefix: "com.amazonaws.dynamodb.v20120810#", status: 400, blame: Blame::Sender, query: None, message_name: "message", shape: &super::TRANSACTION_CONFLICT_EXCEPTION };
    pub static TRANSACTION_IN_PROGRESS_EXCEPTION: ErrorShape = ErrorShape { code: "TransactionInProgressException", prefix: "com.amazonaws.dynamodb.v20120810#", status: 400, blame: Blame::Sender, query: None, message_name: "Message", shape: &super::TRANSACTION_IN_PROGRESS_EXCEPTION };
    pub static VALIDATION_EXCEPTION: ErrorShape = ErrorShape { code: "ValidationException", prefix: "com.amazon.coral.validate#", status: 400, blame: Blame::Sender, query: None, message_name: "message", shape: &super::NOTHING };
    pub static SERIALIZATION_EXCEPTION: ErrorShape = ErrorShape { code: "SerializationException", prefix: "com.amazon.coral.service#", status: 400, blame: Blame::Sender, query: None, message_name: "Message", shape: &super::NOTHING };
    pub static UNKNOWN_OPERATION_EXCEPTION: ErrorShape = ErrorShape { code: "UnknownOperationException", prefix: "com.amazon.coral.service#", status: 400, blame: Blame::Sender, query: None, message_name: "message", shape: &super::NOTHING };
    pub static ACCESS_DENIED_EXCEPTION: ErrorShape = ErrorShape { code: "AccessDeniedException", prefix: "com.amazon.coral.service#", status: 400, blame: Blame::Sender, query: None, message_name: "message", shape: &super::NOTHING };
}
