//! What several operations use. Generated from dynamodb/2012-08-10: see `emulators/codegen`.

use super::*;

pub static CODE: Shape = Shape { name: "Code", kind: Kind::String(Text::ANY) };

pub static COMPARISON_OPERATOR: Shape = Shape { name: "ComparisonOperator", kind: Kind::String(Text { length: Range::ANY, pattern: None, values: &["IN", "NULL", "BETWEEN", "LT", "NOT_CONTAINS", "EQ", "GT", "NOT_NULL", "NE", "LE", "BEGINS_WITH", "GE", "CONTAINS"] }) };

pub static CONDITION_EXPRESSION: Shape = Shape { name: "ConditionExpression", kind: Kind::String(Text::ANY) };

pub static CONDITIONAL_OPERATOR: Shape = Shape { name: "ConditionalOperator", kind: Kind::String(Text { length: Range::ANY, pattern: None, values: &["OR", "AND"] }) };

pub static CONSISTENT_READ: Shape = Shape { name: "ConsistentRead", kind: Kind::Boolean };

pub static CONSUMED_CAPACITY_UNITS: Shape = Shape { name: "ConsumedCapacityUnits", kind: Kind::Double };

pub static CONTINUOUS_BACKUPS_STATUS: Shape = Shape { name: "ContinuousBackupsStatus", kind: Kind::String(Text { length: Range::ANY, pattern: None, values: &["ENABLED", "DISABLED"] }) };

pub static CONTRIBUTOR_INSIGHTS_MODE: Shape = Shape { name: "ContributorInsightsMode", kind: Kind::String(Text { length: Range::ANY, pattern: None, values: &["ACCESSED_AND_THROTTLED_KEYS", "THROTTLED_KEYS"] }) };

pub static CONTRIBUTOR_INSIGHTS_STATUS: Shape = Shape { name: "ContributorInsightsStatus", kind: Kind::String(Text { length: Range::ANY, pattern: None, values: &["ENABLING", "ENABLED", "DISABLING", "DISABLED", "FAILED"] }) };

pub static CSV_DELIMITER: Shape = Shape { name: "CsvDelimiter", kind: Kind::String(Text { length: Range { min: Some(1), max: Some(1) }, pattern: Some("[,;:|\\t ]"), values: &[] }) };

pub static CSV_HEADER: Shape = Shape { name: "CsvHeader", kind: Kind::String(Text { length: Range { min: Some(1), max: Some(65536) }, pattern: Some("[\\x20-\\x21\\x23-\\x2B\\x2D-\\x7E]*"), values: &[] }) };

pub static DATE: Shape = Shape { name: "Date", kind: Kind::Timestamp };

pub static DELETION_PROTECTION_ENABLED: Shape = Shape { name: "DeletionProtectionEnabled", kind: Kind::Boolean };

pub static DESTINATION_STATUS: Shape = Shape { name: "DestinationStatus", kind: Kind::String(Text { length: Range::ANY, pattern: None, values: &["ENABLING", "ACTIVE", "DISABLING", "DISABLED", "ENABLE_FAILED", "UPDATING"] }) };

pub static DISASSOCIATION_PROTECTION_ENABLED: Shape = Shape { name: "DisassociationProtectionEnabled", kind: Kind::Boolean };

pub static DOUBLE_OBJECT: Shape = Shape { name: "DoubleObject", kind: Kind::Double };

pub static ERROR_COUNT: Shape = Shape { name: "ErrorCount", kind: Kind::Long(Range { min: Some(0), max: None }) };

pub static ERROR_MESSAGE: Shape = Shape { name: "ErrorMessage", kind: Kind::String(Text::ANY) };

pub static EXPORT_ARN: Shape = Shape { name: "ExportArn", kind: Kind::String(Text { length: Range { min: Some(37), max: Some(1024) }, pattern: None, values: &[] }) };

pub static EXPORT_END_TIME: Shape = Shape { name: "ExportEndTime", kind: Kind::Timestamp };

pub static EXPORT_FORMAT: Shape = Shape { name: "ExportFormat", kind: Kind::String(Text { length: Range::ANY, pattern: None, values: &["DYNAMODB_JSON", "ION"] }) };

pub static EXPORT_FROM_TIME: Shape = Shape { name: "ExportFromTime", kind: Kind::Timestamp };

pub static EXPORT_MANIFEST: Shape = Shape { name: "ExportManifest", kind: Kind::String(Text::ANY) };

pub static EXPORT_START_TIME: Shape = Shape { name: "ExportStartTime", kind: Kind::Timestamp };

pub static EXPORT_STATUS: Shape = Shape { name: "ExportStatus", kind: Kind::String(Text { length: Range::ANY, pattern: None, values: &["IN_PROGRESS", "COMPLETED", "FAILED"] }) };

pub static EXPORT_TIME: Shape = Shape { name: "ExportTime", kind: Kind::Timestamp };

pub static EXPORT_TO_TIME: Shape = Shape { name: "ExportToTime", kind: Kind::Timestamp };

pub static EXPORT_TYPE: Shape = Shape { name: "ExportType", kind: Kind::String(Text { length: Range::ANY, pattern: None, values: &["FULL_EXPORT", "INCREMENTAL_EXPORT"] }) };

pub static EXPORT_VIEW_TYPE: Shape = Shape { name: "ExportViewType", kind: Kind::String(Text { length: Range::ANY, pattern: None, values: &["NEW_IMAGE", "NEW_AND_OLD_IMAGES"] }) };
