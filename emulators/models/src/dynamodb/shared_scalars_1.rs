//! What several operations use. Generated from dynamodb/2012-08-10: see `emulators/codegen`.

use super::*;

pub static APPROXIMATE_CREATION_DATE_TIME_PRECISION: Shape = Shape { name: "ApproximateCreationDateTimePrecision", kind: Kind::String(Text { length: Range::ANY, pattern: None, values: &["MILLISECOND", "MICROSECOND"] }) };

pub static ARCHIVAL_REASON: Shape = Shape { name: "ArchivalReason", kind: Kind::String(Text::ANY) };

pub static ATTRIBUTE_NAME: Shape = Shape { name: "AttributeName", kind: Kind::String(Text { length: Range { min: None, max: Some(65535) }, pattern: None, values: &[] }) };

pub static AUTO_SCALING_POLICY_NAME: Shape = Shape { name: "AutoScalingPolicyName", kind: Kind::String(Text { length: Range { min: Some(1), max: Some(256) }, pattern: None, values: &[] }) };

pub static AUTO_SCALING_ROLE_ARN: Shape = Shape { name: "AutoScalingRoleArn", kind: Kind::String(Text { length: Range { min: Some(1), max: Some(1600) }, pattern: None, values: &[] }) };

pub static AVAILABILITY_ERROR_MESSAGE: Shape = Shape { name: "AvailabilityErrorMessage", kind: Kind::String(Text::ANY) };

pub static BACKFILLING: Shape = Shape { name: "Backfilling", kind: Kind::Boolean };

pub static BACKUP_ARN: Shape = Shape { name: "BackupArn", kind: Kind::String(Text { length: Range { min: Some(37), max: Some(1024) }, pattern: None, values: &[] }) };

pub static BACKUP_CREATION_DATE_TIME: Shape = Shape { name: "BackupCreationDateTime", kind: Kind::Timestamp };

pub static BACKUP_NAME: Shape = Shape { name: "BackupName", kind: Kind::String(Text { length: Range { min: Some(3), max: Some(255) }, pattern: Some("[a-zA-Z0-9_.-]+"), values: &[] }) };

pub static BACKUP_SIZE_BYTES: Shape = Shape { name: "BackupSizeBytes", kind: Kind::Long(Range { min: Some(0), max: None }) };

pub static BACKUP_STATUS: Shape = Shape { name: "BackupStatus", kind: Kind::String(Text { length: Range::ANY, pattern: None, values: &["CREATING", "DELETED", "AVAILABLE"] }) };

pub static BACKUP_TYPE: Shape = Shape { name: "BackupType", kind: Kind::String(Text { length: Range::ANY, pattern: None, values: &["USER", "SYSTEM", "AWS_BACKUP"] }) };

pub static BILLED_SIZE_BYTES: Shape = Shape { name: "BilledSizeBytes", kind: Kind::Long(Range { min: Some(0), max: None }) };

pub static BILLING_MODE: Shape = Shape { name: "BillingMode", kind: Kind::String(Text { length: Range::ANY, pattern: None, values: &["PROVISIONED", "PAY_PER_REQUEST"] }) };

pub static BINARY_ATTRIBUTE_VALUE: Shape = Shape { name: "BinaryAttributeValue", kind: Kind::Blob(Range::ANY) };

pub static BOOLEAN_ATTRIBUTE_VALUE: Shape = Shape { name: "BooleanAttributeValue", kind: Kind::Boolean };

pub static BOOLEAN_OBJECT: Shape = Shape { name: "BooleanObject", kind: Kind::Boolean };

pub static BULK_OPERATION_ARN: Shape = Shape { name: "BulkOperationArn", kind: Kind::String(Text { length: Range { min: Some(37), max: Some(1024) }, pattern: None, values: &[] }) };

pub static BULK_OPERATION_END_TIME: Shape = Shape { name: "BulkOperationEndTime", kind: Kind::Timestamp };

pub static BULK_OPERATION_INPUT_FORMAT: Shape = Shape { name: "BulkOperationInputFormat", kind: Kind::String(Text { length: Range::ANY, pattern: None, values: &["DYNAMODB_JSON", "ION"] }) };

pub static BULK_OPERATION_ITEM_COUNT: Shape = Shape { name: "BulkOperationItemCount", kind: Kind::Long(Range { min: Some(0), max: None }) };

pub static BULK_OPERATION_MAX_WRITE_REQUEST_UNITS: Shape = Shape { name: "BulkOperationMaxWriteRequestUnits", kind: Kind::Long(Range { min: Some(1024), max: None }) };

pub static BULK_OPERATION_PERFORMANCE_TIER: Shape = Shape { name: "BulkOperationPerformanceTier", kind: Kind::String(Text { length: Range::ANY, pattern: None, values: &["STANDARD", "ACCELERATED"] }) };

pub static BULK_OPERATION_START_TIME: Shape = Shape { name: "BulkOperationStartTime", kind: Kind::Timestamp };

pub static BULK_OPERATION_STATUS: Shape = Shape { name: "BulkOperationStatus", kind: Kind::String(Text { length: Range::ANY, pattern: None, values: &["IN_PROGRESS", "COMPLETED", "COMPLETED_WITH_ERRORS", "CANCELLING", "CANCELLED", "FAILED"] }) };

pub static CLIENT_REQUEST_TOKEN: Shape = Shape { name: "ClientRequestToken", kind: Kind::String(Text { length: Range { min: Some(1), max: Some(36) }, pattern: None, values: &[] }) };

pub static CLIENT_TOKEN: Shape = Shape { name: "ClientToken", kind: Kind::String(Text { length: Range::ANY, pattern: Some("^[^\\$]+$"), values: &[] }) };

pub static CLOUD_WATCH_LOG_GROUP_ARN: Shape = Shape { name: "CloudWatchLogGroupArn", kind: Kind::String(Text { length: Range { min: Some(1), max: Some(1024) }, pattern: None, values: &[] }) };
