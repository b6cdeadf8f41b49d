//! What several operations use. Generated from dynamodb/2012-08-10: see `emulators/codegen`.

use super::*;

pub static EXPRESSION_ATTRIBUTE_NAME_VARIABLE: Shape = Shape { name: "ExpressionAttributeNameVariable", kind: Kind::String(Text::ANY) };

pub static EXPRESSION_ATTRIBUTE_VALUE_VARIABLE: Shape = Shape { name: "ExpressionAttributeValueVariable", kind: Kind::String(Text::ANY) };

pub static FAILURE_CODE: Shape = Shape { name: "FailureCode", kind: Kind::String(Text::ANY) };

pub static FAILURE_MESSAGE: Shape = Shape { name: "FailureMessage", kind: Kind::String(Text::ANY) };

pub static GLOBAL_TABLE_ARN_STRING: Shape = Shape { name: "GlobalTableArnString", kind: Kind::String(Text::ANY) };

pub static GLOBAL_TABLE_SETTINGS_REPLICATION_MODE: Shape = Shape { name: "GlobalTableSettingsReplicationMode", kind: Kind::String(Text { length: Range::ANY, pattern: None, values: &["ENABLED", "DISABLED", "ENABLED_WITH_OVERRIDES"] }) };

pub static GLOBAL_TABLE_STATUS: Shape = Shape { name: "GlobalTableStatus", kind: Kind::String(Text { length: Range::ANY, pattern: None, values: &["CREATING", "ACTIVE", "DELETING", "UPDATING"] }) };

pub static IMPORT_ARN: Shape = Shape { name: "ImportArn", kind: Kind::String(Text { length: Range { min: Some(37), max: Some(1024) }, pattern: None, values: &[] }) };

pub static IMPORT_END_TIME: Shape = Shape { name: "ImportEndTime", kind: Kind::Timestamp };

pub static IMPORT_START_TIME: Shape = Shape { name: "ImportStartTime", kind: Kind::Timestamp };

pub static IMPORT_STATUS: Shape = Shape { name: "ImportStatus", kind: Kind::String(Text { length: Range::ANY, pattern: None, values: &["IN_PROGRESS", "COMPLETED", "CANCELLING", "CANCELLED", "FAILED"] }) };

pub static IMPORTED_ITEM_COUNT: Shape = Shape { name: "ImportedItemCount", kind: Kind::Long(Range { min: Some(0), max: None }) };

pub static INDEX_NAME: Shape = Shape { name: "IndexName", kind: Kind::String(Text { length: Range { min: Some(3), max: Some(255) }, pattern: Some("[a-zA-Z0-9_.-]+"), values: &[] }) };

pub static INDEX_STATUS: Shape = Shape { name: "IndexStatus", kind: Kind::String(Text { length: Range::ANY, pattern: None, values: &["CREATING", "UPDATING", "DELETING", "ACTIVE"] }) };

pub static INPUT_COMPRESSION_TYPE: Shape = Shape { name: "InputCompressionType", kind: Kind::String(Text { length: Range::ANY, pattern: None, values: &["GZIP", "ZSTD", "NONE"] }) };

pub static INPUT_FORMAT: Shape = Shape { name: "InputFormat", kind: Kind::String(Text { length: Range::ANY, pattern: None, values: &["DYNAMODB_JSON", "ION", "CSV"] }) };

pub static INTEGER: Shape = Shape { name: "Integer", kind: Kind::Integer(Range::ANY) };

pub static INTEGER_OBJECT: Shape = Shape { name: "IntegerObject", kind: Kind::Integer(Range::ANY) };

pub static ITEM_COLLECTION_SIZE_ESTIMATE_BOUND: Shape = Shape { name: "ItemCollectionSizeEstimateBound", kind: Kind::Double };

pub static ITEM_COUNT: Shape = Shape { name: "ItemCount", kind: Kind::Long(Range { min: Some(0), max: None }) };

pub static KMS_MASTER_KEY_ARN: Shape = Shape { name: "KMSMasterKeyArn", kind: Kind::String(Text::ANY) };

pub static KMS_MASTER_KEY_ID: Shape = Shape { name: "KMSMasterKeyId", kind: Kind::String(Text::ANY) };

pub static KEY_EXPRESSION: Shape = Shape { name: "KeyExpression", kind: Kind::String(Text::ANY) };

pub static KEY_SCHEMA_ATTRIBUTE_NAME: Shape = Shape { name: "KeySchemaAttributeName", kind: Kind::String(Text { length: Range { min: Some(1), max: Some(255) }, pattern: None, values: &[] }) };

pub static KEY_TYPE: Shape = Shape { name: "KeyType", kind: Kind::String(Text { length: Range::ANY, pattern: None, values: &["HASH", "RANGE"] }) };

pub static LONG_OBJECT: Shape = Shape { name: "LongObject", kind: Kind::Long(Range::ANY) };

pub static MULTI_REGION_CONSISTENCY: Shape = Shape { name: "MultiRegionConsistency", kind: Kind::String(Text { length: Range::ANY, pattern: None, values: &["EVENTUAL", "STRONG"] }) };

pub static NEXT_TOKEN_STRING: Shape = Shape { name: "NextTokenString", kind: Kind::String(Text::ANY) };

pub static NON_KEY_ATTRIBUTE_NAME: Shape = Shape { name: "NonKeyAttributeName", kind: Kind::String(Text { length: Range { min: Some(1), max: Some(255) }, pattern: None, values: &[] }) };
