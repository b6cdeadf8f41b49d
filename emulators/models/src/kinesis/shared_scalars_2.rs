//! What several operations use. Generated from kinesis/2013-12-02: see `emulators/codegen`.

use super::*;

pub static MAX_RECEIVE_COUNT: Shape = Shape { name: "MaxReceiveCount", kind: Kind::Integer(Range { min: Some(1), max: Some(1000) }) };

pub static MAX_RECORD_SIZE_IN_KIB: Shape = Shape { name: "MaxRecordSizeInKiB", kind: Kind::Integer(Range { min: Some(1024), max: Some(10240) }) };

pub static METRICS_NAME: Shape = Shape { name: "MetricsName", kind: Kind::String(Text { length: Range::ANY, pattern: None, values: &["IncomingBytes", "IncomingRecords", "OutgoingBytes", "OutgoingRecords", "WriteProvisionedThroughputExceeded", "ReadProvisionedThroughputExceeded", "IteratorAgeMilliseconds", "ALL"] }) };

pub static MILLIS_BEHIND_LATEST: Shape = Shape { name: "MillisBehindLatest", kind: Kind::Long(Range { min: Some(0), max: None }) };

pub static MINIMUM_THROUGHPUT_BILLING_COMMITMENT_OUTPUT_STATUS: Shape = Shape { name: "MinimumThroughputBillingCommitmentOutputStatus", kind: Kind::String(Text { length: Range::ANY, pattern: None, values: &["ENABLED", "DISABLED", "ENABLED_UNTIL_EARLIEST_ALLOWED_END"] }) };

pub static NATURAL_INTEGER_OBJECT: Shape = Shape { name: "NaturalIntegerObject", kind: Kind::Integer(Range { min: Some(0), max: None }) };

pub static NEXT_TOKEN: Shape = Shape { name: "NextToken", kind: Kind::String(Text { length: Range { min: Some(1), max: Some(1048576) }, pattern: None, values: &[] }) };

pub static PARTITION_KEY: Shape = Shape { name: "PartitionKey", kind: Kind::String(Text { length: Range { min: Some(1), max: Some(256) }, pattern: None, values: &[] }) };

pub static PARTITION_SOURCE_NAME: Shape = Shape { name: "PartitionSourceName", kind: Kind::String(Text { length: Range { min: Some(1), max: Some(255) }, pattern: Some("[a-zA-Z0-9\\.\\_]+"), values: &[] }) };

pub static PARTITION_TRANSFORM: Shape = Shape { name: "PartitionTransform", kind: Kind::String(Text { length: Range::ANY, pattern: None, values: &["TIME_HOUR"] }) };

pub static POLICY: Shape = Shape { name: "Policy", kind: Kind::String(Text::ANY) };

pub static POSITIVE_INTEGER_OBJECT: Shape = Shape { name: "PositiveIntegerObject", kind: Kind::Integer(Range { min: Some(1), max: None }) };

pub static QUEUE_ARN: Shape = Shape { name: "QueueARN", kind: Kind::String(Text { length: Range { min: Some(1), max: Some(2048) }, pattern: Some("arn:aws.*:kinesis:.*:\\d{12}:queue/\\S+"), values: &[] }) };

pub static QUEUE_NAME: Shape = Shape { name: "QueueName", kind: Kind::String(Text { length: Range { min: Some(1), max: Some(128) }, pattern: Some("[a-zA-Z0-9_.-]+"), values: &[] }) };

pub static QUEUE_STARTING_POSITION_TYPE: Shape = Shape { name: "QueueStartingPositionType", kind: Kind::String(Text { length: Range::ANY, pattern: None, values: &["TRIM_HORIZON", "LATEST", "AT_TIMESTAMP"] }) };

pub static QUEUE_STATUS: Shape = Shape { name: "QueueStatus", kind: Kind::String(Text { length: Range::ANY, pattern: None, values: &["CREATING", "ACTIVE", "UPDATING", "DELETING"] }) };

pub static RECEIPT_HANDLE: Shape = Shape { name: "ReceiptHandle", kind: Kind::String(Text { length: Range { min: Some(1), max: Some(1024) }, pattern: None, values: &[] }) };

pub static RECEIVE_COUNT: Shape = Shape { name: "ReceiveCount", kind: Kind::Integer(Range { min: Some(0), max: None }) };

pub static RECEIVE_QUEUE_RECORDS_INPUT_LIMIT: Shape = Shape { name: "ReceiveQueueRecordsInputLimit", kind: Kind::Integer(Range { min: Some(1), max: Some(10) }) };

pub static RECEIVE_QUEUE_RECORDS_WAIT_TIME_SECONDS: Shape = Shape { name: "ReceiveQueueRecordsWaitTimeSeconds", kind: Kind::Integer(Range { min: Some(1), max: Some(20) }) };

pub static RECORD_DISTRIBUTION_STRATEGY: Shape = Shape { name: "RecordDistributionStrategy", kind: Kind::String(Text { length: Range::ANY, pattern: None, values: &["AUTO", "USER_PARTITION_KEY"] }) };

pub static RECORD_FORMAT_TYPE: Shape = Shape { name: "RecordFormatType", kind: Kind::String(Text { length: Range::ANY, pattern: None, values: &["GSR_JSON", "JSON", "STRING", "BYTE_ARRAY"] }) };

pub static RECORD_ID: Shape = Shape { name: "RecordId", kind: Kind::String(Text { length: Range { min: Some(1), max: Some(64) }, pattern: Some("^[a-z0-9]+$"), values: &[] }) };

pub static RESOURCE_ARN: Shape = Shape { name: "ResourceARN", kind: Kind::String(Text { length: Range { min: Some(1), max: Some(2048) }, pattern: Some("arn:aws.*:kinesis:.*:\\d{12}:.*(stream|channel|queue)/\\S+"), values: &[] }) };

pub static RETENTION_PERIOD_HOURS: Shape = Shape { name: "RetentionPeriodHours", kind: Kind::Integer(Range::ANY) };
