//! DescribeStreamSummary: what no other operation uses. Generated from kinesis/2013-12-02: see `emulators/codegen`.

use super::*;

#[derive(Clone, Debug, Default, PartialEq)]
pub struct DescribeStreamSummaryInput {
    pub stream_name: Option<String>,
    pub stream_arn: Option<String>,
    pub stream_id: Option<String>,
}

structure! { DescribeStreamSummaryInput: DESCRIBE_STREAM_SUMMARY_INPUT [0 stream_name, 1 stream_arn, 2 stream_id] }

#[derive(Clone, Debug, Default, PartialEq)]
pub struct DescribeStreamSummaryOutput {
    pub stream_description_summary: StreamDescriptionSummary,
}

structure! { DescribeStreamSummaryOutput: DESCRIBE_STREAM_SUMMARY_OUTPUT [0 stream_description_summary] }

#[derive(Clone, Debug, PartialEq)]
pub struct StreamDescriptionSummary {
    pub stream_name: String,
    pub stream_arn: String,
    pub stream_id: Option<String>,
    pub stream_status: String,
    pub stream_mode_details: Option<StreamModeDetails>,
    pub retention_period_hours: i32,
    pub stream_creation_timestamp: DateTime,
    pub enhanced_monitoring: Vec<EnhancedMetrics>,
    pub encryption_type: Option<String>,
    pub key_id: Option<String>,
    pub open_shard_count: i32,
    pub consumer_count: Option<i32>,
    pub warm_throughput: Option<WarmThroughputObject>,
    pub max_record_size_in_kib: Option<i32>,
    pub channel_count: Option<i32>,
    pub record_distribution_strategy: Option<String>,
    pub queue_count: Option<i32>,
}

impl Default for StreamDescriptionSummary {
    fn default() -> Self {
        Self {
            stream_name: Default::default(),
            stream_arn: Default::default(),
            stream_id: Default::default(),
            stream_status: Default::default(),
            stream_mode_details: Default::default(),
            retention_period_hours: Default::default(),
            stream_creation_timestamp: DateTime::from_secs(0),
            enhanced_monitoring: Default::default(),
            encryption_type: Default::default(),
            key_id: Default::default(),
            open_shard_count: Default::default(),
            consumer_count: Default::default(),
            warm_throughput: Default::default(),
            max_record_size_in_kib: Default::default(),
            channel_count: Default::default(),
            record_distribution_strategy: Default::default(),
            queue_count: Default::default(),
        }
    }
}

structure! { StreamDescriptionSummary: STREAM_DESCRIPTION_SUMMARY [0 stream_name, 1 stream_arn, 2 stream_id, 3 stream_status, 4 stream_mode_details, 5 retention_period_hours, 6 stream_creation_timestamp, 7 enhanced_monitoring, 8 encryption_type, 9 key_id, 10 open_shard_count, 11 consumer_count, 12 warm_throughput, 13 max_record_size_in_kib, 14 channel_count, 15 record_distribution_strategy, 16 queue_count] }

pub static CONSUMER_COUNT_OBJECT: Shape = Shape { name: "ConsumerCountObject", kind: Kind::Integer(Range { min: Some(0), max: Some(1000000) }) };

pub static DESCRIBE_STREAM_SUMMARY_INPUT: Shape = Shape {
    name: "DescribeStreamSummaryInput",
    kind: Kind::Structure(Members {
        members: &[
            Member::optional("StreamName", &STREAM_NAME),
            Member::optional("StreamARN", &STREAM_ARN),
            Member::optional("StreamId", &STREAM_ID),
        ],
        check_order: None,
        flavour: Flavour::Plain,
    }),
};

pub static DESCRIBE_STREAM_SUMMARY_OUTPUT: Shape = Shape {
    name: "DescribeStreamSummaryOutput",
    kind: Kind::Structure(Members {
        members: &[
            Member::required("StreamDescriptionSummary", &STREAM_DESCRIPTION_SUMMARY),
        ],
        check_order: None,
        flavour: Flavour::Plain,
    }),
};

pub static QUEUE_COUNT_OBJECT: Shape = Shape { name: "QueueCountObject", kind: Kind::Integer(Range { min: Some(0), max: Some(1000000) }) };

pub static STREAM_DESCRIPTION_SUMMARY: Shape = Shape {
    name: "StreamDescriptionSummary",
    kind: Kind::Structure(Members {
        members: &[
            Member::required("StreamName", &STREAM_NAME),
            Member::required("StreamARN", &STREAM_ARN),
            Member::optional("StreamId", &STREAM_ID),
            Member::required("StreamStatus", &STREAM_STATUS),
            Member::optional("StreamModeDetails", &STREAM_MODE_DETAILS),
            Member::required("RetentionPeriodHours", &RETENTION_PERIOD_HOURS),
            Member::required("StreamCreationTimestamp", &TIMESTAMP),
            Member::required("EnhancedMonitoring", &ENHANCED_MONITORING_LIST),
            Member::optional("EncryptionType", &ENCRYPTION_TYPE),
            Member::optional("KeyId", &KEY_ID),
            Member::required("OpenShardCount", &SHARD_COUNT_OBJECT),
            Member::optional("ConsumerCount", &CONSUMER_COUNT_OBJECT),
            Member::optional("WarmThroughput", &WARM_THROUGHPUT_OBJECT),
            Member::optional("MaxRecordSizeInKiB", &MAX_RECORD_SIZE_IN_KIB),
            Member::optional("ChannelCount", &CHANNEL_COUNT_OBJECT),
            Member::optional("RecordDistributionStrategy", &RECORD_DISTRIBUTION_STRATEGY),
            Member::optional("QueueCount", &QUEUE_COUNT_OBJECT),
        ],
        check_order: None,
        flavour: Flavour::Plain,
    }),
};
