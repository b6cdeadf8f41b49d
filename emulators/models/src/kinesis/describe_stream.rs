//! DescribeStream: what no other operation uses. Generated from kinesis/2013-12-02: see `emulators/codegen`.

use super::*;

#[derive(Clone, Debug, Default, PartialEq)]
pub struct DescribeStreamInput {
    pub stream_name: Option<String>,
    pub limit: Option<i32>,
    pub exclusive_start_shard_id: Option<String>,
    pub stream_arn: Option<String>,
    pub stream_id: Option<String>,
}

structure! { DescribeStreamInput: DESCRIBE_STREAM_INPUT [0 stream_name, 1 limit, 2 exclusive_start_shard_id, 3 stream_arn, 4 stream_id] }

#[derive(Clone, Debug, Default, PartialEq)]
pub struct DescribeStreamOutput {
    pub stream_description: StreamDescription,
}

structure! { DescribeStreamOutput: DESCRIBE_STREAM_OUTPUT [0 stream_description] }

#[derive(Clone, Debug, PartialEq)]
pub struct StreamDescription {
    pub stream_name: String,
    pub stream_arn: String,
    pub stream_status: String,
    pub stream_mode_details: Option<StreamModeDetails>,
    pub shards: Vec<Shard>,
    pub has_more_shards: bool,
    pub retention_period_hours: i32,
    pub stream_creation_timestamp: DateTime,
    pub enhanced_monitoring: Vec<EnhancedMetrics>,
    pub encryption_type: Option<String>,
    pub key_id: Option<String>,
}

impl Default for StreamDescription {
    fn default() -> Self {
        Self {
            stream_name: Default::default(),
            stream_arn: Default::default(),
            stream_status: Default::default(),
            stream_mode_details: Default::default(),
            shards: Default::default(),
            has_more_shards: Default::default(),
            retention_period_hours: Default::default(),
            stream_creation_timestamp: DateTime::from_secs(0),
            enhanced_monitoring: Default::default(),
            encryption_type: Default::default(),
            key_id: Default::default(),
        }
    }
}

structure! { StreamDescription: STREAM_DESCRIPTION [0 stream_name, 1 stream_arn, 2 stream_status, 3 stream_mode_details, 4 shards, 5 has_more_shards, 6 retention_period_hours, 7 stream_creation_timestamp, 8 enhanced_monitoring, 9 encryption_type, 10 key_id] }

pub static DESCRIBE_STREAM_INPUT: Shape = Shape {
    name: "DescribeStreamInput",
    kind: Kind::Structure(Members {
        members: &[
            Member::optional("StreamName", &STREAM_NAME),
            Member::optional("Limit", &DESCRIBE_STREAM_INPUT_LIMIT),
            Member::optional("ExclusiveStartShardId", &SHARD_ID),
            Member::optional("StreamARN", &STREAM_ARN),
            Member::optional("StreamId", &STREAM_ID),
        ],
        check_order: Some(&[1, 2, 0, 3, 4]),
        flavour: Flavour::Plain,
    }),
};

pub static DESCRIBE_STREAM_INPUT_LIMIT: Shape = Shape { name: "DescribeStreamInputLimit", kind: Kind::Integer(Range { min: Some(1), max: Some(10000) }) };

pub static DESCRIBE_STREAM_OUTPUT: Shape = Shape {
    name: "DescribeStreamOutput",
    kind: Kind::Structure(Members {
        members: &[
            Member::required("StreamDescription", &STREAM_DESCRIPTION),
        ],
        check_order: None,
        flavour: Flavour::Plain,
    }),
};

pub static STREAM_DESCRIPTION: Shape = Shape {
    name: "StreamDescription",
    kind: Kind::Structure(Members {
        members: &[
            Member::required("StreamName", &STREAM_NAME),
            Member::required("StreamARN", &STREAM_ARN),
            Member::required("StreamStatus", &STREAM_STATUS),
            Member::optional("StreamModeDetails", &STREAM_MODE_DETAILS),
            Member::required("Shards", &SHARD_LIST),
            Member::required("HasMoreShards", &BOOLEAN_OBJECT),
            Member::required("RetentionPeriodHours", &RETENTION_PERIOD_HOURS),
            Member::required("StreamCreationTimestamp", &TIMESTAMP),
            Member::required("EnhancedMonitoring", &ENHANCED_MONITORING_LIST),
            Member::optional("EncryptionType", &ENCRYPTION_TYPE),
            Member::optional("KeyId", &KEY_ID),
        ],
        check_order: None,
        flavour: Flavour::Plain,
    }),
};
