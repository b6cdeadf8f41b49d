//! What several operations use. Generated from dynamodb/2012-08-10: see `emulators/codegen`.

use super::*;

pub static S3_PREFIX: Shape = Shape { name: "S3Prefix", kind: Kind::String(Text { length: Range { min: None, max: Some(1024) }, pattern: None, values: &[] }) };

pub static S3_SSE_ALGORITHM: Shape = Shape { name: "S3SseAlgorithm", kind: Kind::String(Text { length: Range::ANY, pattern: None, values: &["AES256", "KMS"] }) };

pub static S3_SSE_KMS_KEY_ID: Shape = Shape { name: "S3SseKmsKeyId", kind: Kind::String(Text { length: Range { min: Some(1), max: Some(2048) }, pattern: None, values: &[] }) };

pub static SSE_ENABLED: Shape = Shape { name: "SSEEnabled", kind: Kind::Boolean };

pub static SSE_STATUS: Shape = Shape { name: "SSEStatus", kind: Kind::String(Text { length: Range::ANY, pattern: None, values: &["ENABLING", "ENABLED", "DISABLING", "DISABLED", "UPDATING"] }) };

pub static SSE_TYPE: Shape = Shape { name: "SSEType", kind: Kind::String(Text { length: Range::ANY, pattern: None, values: &["AES256", "KMS"] }) };

pub static SCALAR_ATTRIBUTE_TYPE: Shape = Shape { name: "ScalarAttributeType", kind: Kind::String(Text { length: Range::ANY, pattern: None, values: &["B", "N", "S"] }) };

pub static SEARCH_SCHEMA_ELEMENT_TYPE: Shape = Shape { name: "SearchSchemaElementType", kind: Kind::String(Text { length: Range::ANY, pattern: None, values: &["HASH", "INLINE_FILTER"] }) };

pub static SELECT: Shape = Shape { name: "Select", kind: Kind::String(Text { length: Range::ANY, pattern: None, values: &["SPECIFIC_ATTRIBUTES", "COUNT", "ALL_ATTRIBUTES", "ALL_PROJECTED_ATTRIBUTES"] }) };

pub static STREAM_ARN: Shape = Shape { name: "StreamArn", kind: Kind::String(Text { length: Range { min: Some(37), max: Some(1024) }, pattern: None, values: &[] }) };

pub static STREAM_ENABLED: Shape = Shape { name: "StreamEnabled", kind: Kind::Boolean };

pub static STREAM_VIEW_TYPE: Shape = Shape { name: "StreamViewType", kind: Kind::String(Text { length: Range::ANY, pattern: None, values: &["NEW_IMAGE", "OLD_IMAGE", "NEW_AND_OLD_IMAGES", "KEYS_ONLY"] }) };

pub static STRING: Shape = Shape { name: "String", kind: Kind::String(Text::ANY) };

pub static STRING_ATTRIBUTE_VALUE: Shape = Shape { name: "StringAttributeValue", kind: Kind::String(Text::ANY) };

pub static TABLE_ARN: Shape = Shape { name: "TableArn", kind: Kind::String(Text { length: Range { min: Some(1), max: Some(1024) }, pattern: None, values: &[] }) };

pub static TABLE_CLASS: Shape = Shape { name: "TableClass", kind: Kind::String(Text { length: Range::ANY, pattern: None, values: &["STANDARD", "STANDARD_INFREQUENT_ACCESS"] }) };

pub static TABLE_CREATION_DATE_TIME: Shape = Shape { name: "TableCreationDateTime", kind: Kind::Timestamp };

pub static TABLE_ID: Shape = Shape { name: "TableId", kind: Kind::String(Text { length: Range::ANY, pattern: Some("[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}"), values: &[] }) };

pub static TABLE_NAME: Shape = Shape { name: "TableName", kind: Kind::String(Text { length: Range { min: Some(3), max: Some(255) }, pattern: Some("[a-zA-Z0-9_.-]+"), values: &[] }) };

pub static TABLE_STATUS: Shape = Shape { name: "TableStatus", kind: Kind::String(Text { length: Range::ANY, pattern: None, values: &["CREATING", "UPDATING", "DELETING", "ACTIVE", "INACCESSIBLE_ENCRYPTION_CREDENTIALS", "ARCHIVING", "ARCHIVED", "REPLICATION_NOT_AUTHORIZED"] }) };

pub static TAG_KEY_STRING: Shape = Shape { name: "TagKeyString", kind: Kind::String(Text { length: Range { min: Some(1), max: Some(128) }, pattern: None, values: &[] }) };

pub static TAG_VALUE_STRING: Shape = Shape { name: "TagValueString", kind: Kind::String(Text { length: Range { min: Some(0), max: Some(256) }, pattern: None, values: &[] }) };

pub static TIME_TO_LIVE_ATTRIBUTE_NAME: Shape = Shape { name: "TimeToLiveAttributeName", kind: Kind::String(Text { length: Range { min: Some(1), max: Some(255) }, pattern: None, values: &[] }) };

pub static TIME_TO_LIVE_STATUS: Shape = Shape { name: "TimeToLiveStatus", kind: Kind::String(Text { length: Range::ANY, pattern: None, values: &["ENABLING", "DISABLING", "ENABLED", "DISABLED"] }) };

pub static TOTAL_INPUT_BYTES: Shape = Shape { name: "TotalInputBytes", kind: Kind::Long(Range { min: Some(0), max: None }) };

pub static UPDATE_EXPRESSION: Shape = Shape { name: "UpdateExpression", kind: Kind::String(Text::ANY) };

pub static VECTOR_ATTRIBUTE_NAME: Shape = Shape { name: "VectorAttributeName", kind: Kind::String(Text { length: Range { min: Some(1), max: Some(255) }, pattern: None, values: &[] }) };

pub static VECTOR_DISTANCE_FUNCTION: Shape = Shape { name: "VectorDistanceFunction", kind: Kind::String(Text { length: Range::ANY, pattern: None, values: &["COSINE", "DOT_PRODUCT", "EUCLIDEAN"] }) };

pub static WITNESS_STATUS: Shape = Shape { name: "WitnessStatus", kind: Kind::String(Text { length: Range::ANY, pattern: None, values: &["CREATING", "DELETING", "ACTIVE"] }) };
