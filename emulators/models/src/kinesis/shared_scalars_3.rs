//! What several operations use. Generated from kinesis/2013-12-02: see `emulators/codegen`.

use super::*;

pub static ROLE_ARN: Shape = Shape { name: "RoleARN", kind: Kind::String(Text { length: Range { min: Some(1), max: Some(512) }, pattern: Some("arn:aws[-a-z0-9]*:iam::\\d{12}:role/[a-zA-Z_0-9+=,.@\\-_/]+"), values: &[] }) };

pub static S3_COMPRESSION_TYPE: Shape = Shape { name: "S3CompressionType", kind: Kind::String(Text { length: Range::ANY, pattern: None, values: &["NONE", "GZIP", "ZSTD"] }) };

pub static S3_ERROR_OUTPUT_PREFIX: Shape = Shape { name: "S3ErrorOutputPrefix", kind: Kind::String(Text { length: Range { min: Some(1), max: Some(512) }, pattern: Some("[0-9A-Za-z!\\-_'.*()\\/]+"), values: &[] }) };

pub static S3_OUTPUT_KEY_TEMPLATE: Shape = Shape { name: "S3OutputKeyTemplate", kind: Kind::String(Text { length: Range { min: Some(1), max: Some(1024) }, pattern: Some("[0-9A-Za-z!\\-_'.*()\\/=:{}]+"), values: &[] }) };

pub static S3_STORAGE_CLASS: Shape = Shape { name: "S3StorageClass", kind: Kind::String(Text { length: Range::ANY, pattern: None, values: &["STANDARD", "INTELLIGENT_TIERING", "GLACIER_IR"] }) };

pub static S3_TABLES_COMPRESSION_TYPE: Shape = Shape { name: "S3TablesCompressionType", kind: Kind::String(Text { length: Range::ANY, pattern: None, values: &["NONE", "ZSTD", "SNAPPY"] }) };

pub static S3_TABLES_NAMESPACE: Shape = Shape { name: "S3TablesNamespace", kind: Kind::String(Text { length: Range { min: Some(1), max: Some(255) }, pattern: Some("[0-9a-z_]+"), values: &[] }) };

pub static S3_TABLES_TABLE_NAME: Shape = Shape { name: "S3TablesTableName", kind: Kind::String(Text { length: Range { min: Some(1), max: Some(255) }, pattern: Some("[0-9a-z_]+"), values: &[] }) };

pub static SEQUENCE_NUMBER: Shape = Shape { name: "SequenceNumber", kind: Kind::String(Text { length: Range::ANY, pattern: Some("0|([1-9]\\d{0,128})"), values: &[] }) };

pub static SHARD_COUNT_OBJECT: Shape = Shape { name: "ShardCountObject", kind: Kind::Integer(Range { min: Some(0), max: Some(1000000) }) };

pub static SHARD_ID: Shape = Shape { name: "ShardId", kind: Kind::String(Text { length: Range { min: Some(1), max: Some(128) }, pattern: Some("[a-zA-Z0-9_.-]+"), values: &[] }) };

pub static SHARD_ITERATOR: Shape = Shape { name: "ShardIterator", kind: Kind::String(Text { length: Range { min: Some(1), max: Some(512) }, pattern: None, values: &[] }) };

pub static SHARD_ITERATOR_TYPE: Shape = Shape { name: "ShardIteratorType", kind: Kind::String(Text { length: Range::ANY, pattern: None, values: &["AFTER_SEQUENCE_NUMBER", "LATEST", "AT_TIMESTAMP", "AT_SEQUENCE_NUMBER", "TRIM_HORIZON"] }) };

pub static STREAM_ARN: Shape = Shape { name: "StreamARN", kind: Kind::String(Text { length: Range { min: Some(1), max: Some(2048) }, pattern: Some("arn:aws.*:kinesis:.*:\\d{12}:stream/\\S+"), values: &[] }) };

pub static STREAM_ID: Shape = Shape { name: "StreamId", kind: Kind::String(Text { length: Range { min: Some(1), max: Some(24) }, pattern: Some("[a-z0-9]{20}-[a-z0-9]{3}"), values: &[] }) };

pub static STREAM_MODE: Shape = Shape { name: "StreamMode", kind: Kind::String(Text { length: Range::ANY, pattern: None, values: &["PROVISIONED", "ON_DEMAND"] }) };

pub static STREAM_NAME: Shape = Shape { name: "StreamName", kind: Kind::String(Text { length: Range { min: Some(1), max: Some(128) }, pattern: Some("[a-zA-Z0-9_.-]+"), values: &[] }) };

pub static STREAM_STATUS: Shape = Shape { name: "StreamStatus", kind: Kind::String(Text { length: Range::ANY, pattern: None, values: &["CREATING", "DELETING", "ACTIVE", "UPDATING"] }) };

pub static TABLE_BUCKET_ARN: Shape = Shape { name: "TableBucketARN", kind: Kind::String(Text { length: Range { min: Some(1), max: Some(2048) }, pattern: Some("arn:aws[-a-z0-9]*:s3tables:[-a-z0-9]+:\\d{12}:bucket/[a-z0-9_-]{3,63}"), values: &[] }) };

pub static TAG_KEY: Shape = Shape { name: "TagKey", kind: Kind::String(Text { length: Range { min: Some(1), max: Some(128) }, pattern: None, values: &[] }) };

pub static TAG_VALUE: Shape = Shape { name: "TagValue", kind: Kind::String(Text { length: Range { min: Some(0), max: Some(256) }, pattern: None, values: &[] }) };

pub static TARGET_TYPE: Shape = Shape { name: "TargetType", kind: Kind::String(Text { length: Range::ANY, pattern: None, values: &["BUILT_IN", "NONE"] }) };

pub static TIMESTAMP: Shape = Shape { name: "Timestamp", kind: Kind::Timestamp };

pub static VISIBILITY_TIMEOUT_SECONDS: Shape = Shape { name: "VisibilityTimeoutSeconds", kind: Kind::Integer(Range { min: Some(0), max: Some(43200) }) };
