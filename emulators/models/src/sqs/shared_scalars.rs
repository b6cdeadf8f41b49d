//! What several operations use. Generated from sqs/2012-11-05: see `emulators/codegen`.

use super::*;

pub static BINARY: Shape = Shape { name: "Binary", kind: Kind::Blob(Range::ANY) };

pub static BOOLEAN: Shape = Shape { name: "Boolean", kind: Kind::Boolean };

pub static BOXED_INTEGER: Shape = Shape { name: "BoxedInteger", kind: Kind::Integer(Range::ANY) };

pub static EXCEPTION_MESSAGE: Shape = Shape { name: "ExceptionMessage", kind: Kind::String(Text::ANY) };

pub static LONG: Shape = Shape { name: "Long", kind: Kind::Long(Range::ANY) };

pub static MESSAGE_SYSTEM_ATTRIBUTE_NAME_FOR_SENDS: Shape = Shape { name: "MessageSystemAttributeNameForSends", kind: Kind::String(Text { length: Range::ANY, pattern: None, values: &["AWSTraceHeader"] }) };

pub static NULLABLE_INTEGER: Shape = Shape { name: "NullableInteger", kind: Kind::Integer(Range::ANY) };

pub static QUEUE_ATTRIBUTE_NAME: Shape = Shape { name: "QueueAttributeName", kind: Kind::String(Text { length: Range::ANY, pattern: None, values: &["All", "Policy", "VisibilityTimeout", "MaximumMessageSize", "MessageRetentionPeriod", "ApproximateNumberOfMessages", "ApproximateNumberOfMessagesNotVisible", "CreatedTimestamp", "LastModifiedTimestamp", "QueueArn", "ApproximateNumberOfMessagesDelayed", "DelaySeconds", "ReceiveMessageWaitTimeSeconds", "RedrivePolicy", "FifoQueue", "ContentBasedDeduplication", "KmsMasterKeyId", "KmsDataKeyReusePeriodSeconds", "DeduplicationScope", "FifoThroughputLimit", "RedriveAllowPolicy", "SqsManagedSseEnabled"] }) };

pub static STRING: Shape = Shape { name: "String", kind: Kind::String(Text::ANY) };

pub static TAG_KEY: Shape = Shape { name: "TagKey", kind: Kind::String(Text::ANY) };

pub static TAG_VALUE: Shape = Shape { name: "TagValue", kind: Kind::String(Text::ANY) };

pub static TOKEN: Shape = Shape { name: "Token", kind: Kind::String(Text::ANY) };
