//! What several operations use. Generated from kinesis/2013-12-02: see `emulators/codegen`.

use super::*;

pub static APPROXIMATE_ARRIVAL_TIMESTAMP: Shape = Shape { name: "ApproximateArrivalTimestamp", kind: Kind::Timestamp };

pub static BOOLEAN_OBJECT: Shape = Shape { name: "BooleanObject", kind: Kind::Boolean };

pub static BUCKET_ARN: Shape = Shape { name: "BucketARN", kind: Kind::String(Text { length: Range { min: Some(1), max: Some(2048) }, pattern: Some("arn:aws[-a-z0-9]*:s3:::[a-z0-9._-]{3,63}"), values: &[] }) };

pub static CHANNEL_ARN: Shape = Shape { name: "ChannelARN", kind: Kind::String(Text { length: Range { min: Some(1), max: Some(2048) }, pattern: Some("arn:aws.*:kinesis:.*:\\d{12}:channel/\\S+"), values: &[] }) };

pub static CHANNEL_COUNT_OBJECT: Shape = Shape { name: "ChannelCountObject", kind: Kind::Integer(Range { min: Some(0), max: Some(1000000) }) };

pub static CHANNEL_ENCRYPTION_TYPE: Shape = Shape { name: "ChannelEncryptionType", kind: Kind::String(Text { length: Range::ANY, pattern: None, values: &["KMS"] }) };

pub static CHANNEL_ID: Shape = Shape { name: "ChannelId", kind: Kind::String(Text { length: Range { min: Some(1), max: Some(64) }, pattern: None, values: &[] }) };

pub static CHANNEL_NAME: Shape = Shape { name: "ChannelName", kind: Kind::String(Text { length: Range { min: Some(1), max: Some(128) }, pattern: Some("[a-zA-Z0-9_.-]+"), values: &[] }) };

pub static CHANNEL_STATUS: Shape = Shape { name: "ChannelStatus", kind: Kind::String(Text { length: Range::ANY, pattern: None, values: &["CREATING", "ACTIVE", "UPDATING", "DELETING", "FAILED"] }) };

pub static CHANNEL_STATUS_REASON: Shape = Shape { name: "ChannelStatusReason", kind: Kind::String(Text { length: Range { min: Some(1), max: Some(2048) }, pattern: None, values: &[] }) };

pub static CLOUD_WATCH_LOG_GROUP_NAME: Shape = Shape { name: "CloudWatchLogGroupName", kind: Kind::String(Text { length: Range { min: Some(1), max: Some(512) }, pattern: Some("[\\.\\-_/#A-Za-z0-9]+"), values: &[] }) };

pub static CLOUD_WATCH_LOG_STREAM_NAME: Shape = Shape { name: "CloudWatchLogStreamName", kind: Kind::String(Text { length: Range { min: Some(1), max: Some(512) }, pattern: Some("[^:*]*"), values: &[] }) };

pub static CONSUMER_ARN: Shape = Shape { name: "ConsumerARN", kind: Kind::String(Text { length: Range { min: Some(1), max: Some(2048) }, pattern: Some("^(arn):aws.*:kinesis:.*:\\d{12}:.*stream\\/[a-zA-Z0-9_.-]+\\/consumer\\/[a-zA-Z0-9_.-]+:[0-9]+"), values: &[] }) };

pub static CONSUMER_NAME: Shape = Shape { name: "ConsumerName", kind: Kind::String(Text { length: Range { min: Some(1), max: Some(128) }, pattern: Some("[a-zA-Z0-9_.-]+"), values: &[] }) };

pub static CONSUMER_STATUS: Shape = Shape { name: "ConsumerStatus", kind: Kind::String(Text { length: Range::ANY, pattern: None, values: &["CREATING", "DELETING", "ACTIVE"] }) };

pub static DATA: Shape = Shape { name: "Data", kind: Kind::Blob(Range { min: Some(0), max: Some(10485760) }) };

pub static DATA_FRESHNESS_IN_SECONDS: Shape = Shape { name: "DataFreshnessInSeconds", kind: Kind::Integer(Range::ANY) };

pub static ENCRYPTION_TYPE: Shape = Shape { name: "EncryptionType", kind: Kind::String(Text { length: Range::ANY, pattern: None, values: &["NONE", "KMS"] }) };

pub static ERROR_CODE: Shape = Shape { name: "ErrorCode", kind: Kind::String(Text::ANY) };

pub static ERROR_MESSAGE: Shape = Shape { name: "ErrorMessage", kind: Kind::String(Text::ANY) };

pub static EXPECTED_BUCKET_OWNER: Shape = Shape { name: "ExpectedBucketOwner", kind: Kind::String(Text { length: Range { min: Some(12), max: Some(12) }, pattern: Some("\\d{12}"), values: &[] }) };

pub static FIRST_RECEIVE_TIMESTAMP: Shape = Shape { name: "FirstReceiveTimestamp", kind: Kind::Timestamp };

pub static GSR_SCHEMA_ARN: Shape = Shape { name: "GSRSchemaARN", kind: Kind::String(Text { length: Range { min: Some(1), max: Some(512) }, pattern: Some("arn:aws[-a-z0-9]*:glue:[-a-z0-9]+:\\d{12}:schema/[-a-zA-Z0-9_$#.]+/[-a-zA-Z0-9_$#.]+"), values: &[] }) };

pub static HASH_KEY: Shape = Shape { name: "HashKey", kind: Kind::String(Text { length: Range::ANY, pattern: Some("0|([1-9]\\d{0,38})"), values: &[] }) };

pub static KEY_ID: Shape = Shape { name: "KeyId", kind: Kind::String(Text { length: Range { min: Some(1), max: Some(2048) }, pattern: None, values: &[] }) };
