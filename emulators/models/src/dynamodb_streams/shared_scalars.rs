//! What several operations use. Generated from dynamodbstreams/2012-08-10: see `emulators/codegen`.

use super::*;

pub static DATE: Shape = Shape { name: "Date", kind: Kind::Timestamp };

pub static ERROR_MESSAGE: Shape = Shape { name: "ErrorMessage", kind: Kind::String(Text::ANY) };

pub static POSITIVE_INTEGER_OBJECT: Shape = Shape { name: "PositiveIntegerObject", kind: Kind::Integer(Range { min: Some(1), max: None }) };

pub static SEQUENCE_NUMBER: Shape = Shape { name: "SequenceNumber", kind: Kind::String(Text { length: Range { min: Some(21), max: Some(40) }, pattern: None, values: &[] }) };

pub static SHARD_ID: Shape = Shape { name: "ShardId", kind: Kind::String(Text { length: Range { min: Some(28), max: Some(65) }, pattern: None, values: &[] }) };

pub static SHARD_ITERATOR: Shape = Shape { name: "ShardIterator", kind: Kind::String(Text { length: Range { min: Some(1), max: Some(2048) }, pattern: None, values: &[] }) };

pub static STREAM_ARN: Shape = Shape { name: "StreamArn", kind: Kind::String(Text { length: Range { min: Some(37), max: Some(1024) }, pattern: None, values: &[] }) };

pub static STREAM_VIEW_TYPE: Shape = Shape { name: "StreamViewType", kind: Kind::String(Text { length: Range::ANY, pattern: None, values: &["NEW_IMAGE", "OLD_IMAGE", "NEW_AND_OLD_IMAGES", "KEYS_ONLY"] }) };

pub static STRING: Shape = Shape { name: "String", kind: Kind::String(Text::ANY) };

pub static TABLE_NAME: Shape = Shape { name: "TableName", kind: Kind::String(Text { length: Range { min: Some(3), max: Some(255) }, pattern: Some("[a-zA-Z0-9_.-]+"), values: &[] }) };
