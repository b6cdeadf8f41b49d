//! What several operations use. Generated from kinesis/2013-12-02: see `emulators/codegen`.

use super::*;

#[derive(Clone, Debug, PartialEq)]
pub struct ChannelDescription {
    pub channel_name: String,
    pub channel_arn: String,
    pub channel_id: String,
    pub channel_status: String,
    pub channel_status_reason: Option<String>,
    pub channel_creation_timestamp: DateTime,
    pub service_execution_role_arn: String,
    pub stream_configuration_list: Vec<ChannelStreamDescription>,
    pub s3_destination_configuration: Option<S3DestinationDescription>,
    pub s3_tables_destination_configuration: Option<S3TablesDestinationDescription>,
    pub encryption_configuration: Option<ChannelEncryptionConfiguration>,
    pub logging_configuration: ChannelLoggingConfiguration,
}

impl Default for ChannelDescription {
    fn default() -> Self {
        Self {
            channel_name: Default::default(),
            channel_arn: Default::default(),
            channel_id: Default::default(),
            channel_status: Default::default(),
            channel_status_reason: Default::default(),
            channel_creation_timestamp: DateTime::from_secs(0),
            service_execution_role_arn: Default::default(),
            stream_configuration_list: Default::default(),
            s3_destination_configuration: Default::default(),
            s3_tables_destination_configuration: Default::default(),
            encryption_configuration: Default::default(),
            logging_configuration: Default::default(),
        }
    }
}

structure! { ChannelDescription: CHANNEL_DESCRIPTION [0 channel_name, 1 channel_arn, 2 channel_id, 3 channel_status, 4 channel_status_reason, 5 channel_creation_timestamp, 6 service_execution_role_arn, 7 stream_configuration_list, 8 s3_destination_configuration, 9 s3_tables_destination_configuration, 10 encryption_configuration, 11 logging_configuration] }

#[derive(Clone, Debug, Default, PartialEq)]
pub struct ChannelEncryptionConfiguration {
    pub encryption_type: String,
    pub key_id: String,
}

structure! { ChannelEncryptionConfiguration: CHANNEL_ENCRYPTION_CONFIGURATION [0 encryption_type, 1 key_id] }

#[derive(Clone, Debug, Default, PartialEq)]
pub struct ChannelLoggingConfiguration {
    pub cloud_watch_logs: CloudWatchLogs,
}

structure! { ChannelLoggingConfiguration: CHANNEL_LOGGING_CONFIGURATION [0 cloud_watch_logs] }

#[derive(Clone, Debug, PartialEq)]
pub struct ChannelStreamDescription {
    pub stream_arn: String,
    pub stream_creation_timestamp: DateTime,
    pub record_configuration: RecordConfiguration,
}

impl Default for ChannelStreamDescription {
    fn default() -> Self {
        Self {
            stream_arn: Default::default(),
            stream_creation_timestamp: DateTime::from_secs(0),
            record_configuration: Default::default(),
        }
    }
}

structure! { ChannelStreamDescription: CHANNEL_STREAM_DESCRIPTION [0 stream_arn, 1 stream_creation_timestamp, 2 record_configuration] }

#[derive(Clone, Debug, Default, PartialEq)]
pub struct ChildShard {
    pub shard_id: String,
    pub parent_shards: Vec<String>,
    pub hash_key_range: HashKeyRange,
}

structure! { ChildShard: CHILD_SHARD [0 shard_id, 1 parent_shards, 2 hash_key_range] }

#[derive(Clone, Debug, Default, PartialEq)]
pub struct CloudWatchLogs {
    pub enabled: bool,
    pub log_group_name: Option<String>,
    pub log_stream_name: Option<String>,
}

structure! { CloudWatchLogs: CLOUD_WATCH_LOGS [0 enabled, 1 log_group_name, 2 log_stream_name] }

#[derive(Clone, Debug, PartialEq)]
pub struct Consumer {
    pub consumer_name: String,
    pub consumer_arn: String,
    pub consumer_status: String,
    pub consumer_creation_timestamp: DateTime,
}

impl Default for Consumer {
    fn default() -> Self {
        Self {
            consumer_name: Default::default(),
            consumer_arn: Default::default(),
            consumer_status: Default::default(),
            consumer_creation_timestamp: DateTime::from_secs(0),
        }
    }
}

structure! { Consumer: CONSUMER [0 consumer_name, 1 consumer_arn, 2 consumer_status, 3 consumer_creation_timestamp] }

#[derive(Clone, Debug, Default, PartialEq)]
pub struct DeadLetterConfiguration {
    pub target_type: String,
    pub max_receive_count: Option<i32>,
}

structure! { DeadLetterConfiguration: DEAD_LETTER_CONFIGURATION [0 target_type, 1 max_receive_count] }

#[derive(Clone, Debug, Default, PartialEq)]
pub struct DeadLetterQueueS3Configuration {
    pub bucket_arn: String,
    pub expected_bucket_owner: String,
    pub error_output_prefix: Option<String>,
}

structure! { DeadLetterQueueS3Configuration: DEAD_LETTER_QUEUE_S3_CONFIGURATION [0 bucket_arn, 1 expected_bucket_owner, 2 error_output_prefix] }

#[derive(Clone, Debug, Default, PartialEq)]
pub struct EnhancedMetrics {
    pub shard_level_metrics: Option<Vec<String>>,
}

structure! { EnhancedMetrics: ENHANCED_METRICS [0 shard_level_metrics] }

#[derive(Clone, Debug, Default, PartialEq)]
pub struct EnhancedMonitoringOutput {
    pub stream_name: Option<String>,
    pub current_shard_level_metrics: Option<Vec<String>>,
    pub desired_shard_level_metrics: Option<Vec<String>>,
    pub stream_arn: Option<String>,
}

structure! { EnhancedMonitoringOutput: ENHANCED_MONITORING_OUTPUT [0 stream_name, 1 current_shard_level_metrics, 2 desired_shard_level_metrics, 3 stream_arn] }

#[derive(Clone, Debug, Default, PartialEq)]
pub struct HashKeyRange {
    pub starting_hash_key: String,
    pub ending_hash_key: String,
}

structure! { HashKeyRange: HASH_KEY_RANGE [0 starting_hash_key, 1 ending_hash_key] }

#[derive(Clone, Debug, Default, PartialEq)]
pub struct MinimumThroughputBillingCommitmentOutput {
    pub status: String,
    pub started_at: Option<DateTime>,
    pub ended_at: Option<DateTime>,
    pub earliest_allowed_end_at: Option<DateTime>,
}

structure! { MinimumThroughputBillingCommitmentOutput: MINIMUM_THROUGHPUT_BILLING_COMMITMENT_OUTPUT [0 status, 1 started_at, 2 ended_at, 3 earliest_allowed_end_at] }

#[derive(Clone, Debug, Default, PartialEq)]
pub struct PartitionField {
    pub transform: String,
    pub source_name: String,
}

structure! { PartitionField: PARTITION_FIELD [0 transform, 1 source_name] }

#[derive(Clone, Debug, Default, PartialEq)]
pub struct PartitionSpec {
    pub partition_fields: Vec<PartitionField>,
}

structure! { PartitionSpec: PARTITION_SPEC [0 partition_fields] }

#[derive(Clone, Debug, Default, PartialEq)]
pub struct QueueAttributes {
    pub visibility_timeout_seconds: Option<i32>,
    pub dead_letter_configuration: Option<DeadLetterConfiguration>,
}

structure! { QueueAttributes: QUEUE_ATTRIBUTES [0 visibility_timeout_seconds, 1 dead_letter_configuration] }

pub static CHANNEL_DESCRIPTION: Shape = Shape {
    name: "ChannelDescription",
    kind: Kind::Structure(Members {
        members: &[
            Member::required("ChannelName", &CHANNEL_NAME),
            Member::required("ChannelARN", &CHANNEL_ARN),
            Member::required("ChannelId", &CHANNEL_ID),
            Member::required("ChannelStatus", &CHANNEL_STATUS),
            Member::optional("ChannelStatusReason", &CHANNEL_STATUS_REASON),
            Member::required("ChannelCreationTimestamp", &TIMESTAMP),
            Member::required("ServiceExecutionRoleARN", &ROLE_ARN),
            Member::required("StreamConfigurationList", &CHANNEL_STREAM_DESCRIPTION_LIST),
            Member::optional("S3DestinationConfiguration", &S3_DESTINATION_DESCRIPTION),
            Member::optional("S3TablesDestinationConfiguration", &S3_TABLES_DESTINATION_DESCRIPTION),
            Member::optional("EncryptionConfiguration", &CHANNEL_ENCRYPTION_CONFIGURATION),
            Member::required("LoggingConfiguration", &CHANNEL_LOGGING_CONFIGURATION),
        ],
        check_order: None,
        flavour: Flavour::Plain,
    }),
};

pub static CHANNEL_ENCRYPTION_CONFIGURATION: Shape = Shape {
    name: "ChannelEncryptionConfiguration",
    kind: Kind::Structure(Members {
        members: &[
            Member::required("EncryptionType", &CHANNEL_ENCRYPTION_TYPE),
            Member::required("KeyId", &KEY_ID),
        ],
        check_order: None,
        flavour: Flavour::Plain,
    }),
};

pub static CHANNEL_LOGGING_CONFIGURATION: Shape = Shape {
    name: "ChannelLoggingConfiguration",
    kind: Kind::Structure(Members {
        members: &[
            Member::required("CloudWatchLogs", &CLOUD_WATCH_LOGS),
        ],
        check_order: None,
        flavour: Flavour::Plain,
    }),
};

pub static CHANNEL_STREAM_DESCRIPTION: Shape = Shape {
    name: "ChannelStreamDescription",
    kind: Kind::Structure(Members {
        members: &[
            Member::required("StreamARN", &STREAM_ARN),
            Member::required("StreamCreationTimestamp", &TIMESTAMP),
            Member::required("RecordConfiguration", &RECORD_CONFIGURATION),
        ],
        check_order: None,
        flavour: Flavour::Plain,
    }),
};

pub static CHILD_SHARD: Shape = Shape {
    name: "ChildShard",
    kind: Kind::Structure(Members {
        members: &[
            Member::required("ShardId", &SHARD_ID),
            Member::required("ParentShards", &SHARD_ID_LIST),
            Member::required("HashKeyRange", &HASH_KEY_RANGE),
        ],
        check_order: None,
        flavour: Flavour::Plain,
    }),
};

pub static CLOUD_WATCH_LOGS: Shape = Shape {
    name: "CloudWatchLogs",
    kind: Kind::Structure(Members {
        members: &[
            Member::required("Enabled", &BOOLEAN_OBJECT),
            Member::optional("LogGroupName", &CLOUD_WATCH_LOG_GROUP_NAME),
            Member::optional("LogStreamName", &CLOUD_WATCH_LOG_STREAM_NAME),
        ],
        check_order: None,
        flavour: Flavour::Plain,
    }),
};

pub static CONSUMER: Shape = Shape {
    name: "Consumer",
    kind: Kind::Structure(Members {
        members: &[
            Member::required("ConsumerName", &CONSUMER_NAME),
            Member::required("ConsumerARN", &CONSUMER_ARN),
            Member::required("ConsumerStatus", &CONSUMER_STATUS),
            Member::required("ConsumerCreationTimestamp", &TIMESTAMP),
        ],
        check_order: None,
        flavour: Flavour::Plain,
    }),
};

pub static DEAD_LETTER_CONFIGURATION: Shape = Shape {
    name: "DeadLetterConfiguration",
    kind: Kind::Structure(Members {
        members: &[
            Member::required("TargetType", &TARGET_TYPE),
            Member::optional("MaxReceiveCount", &MAX_RECEIVE_COUNT),
        ],
        check_order: None,
        flavour: Flavour::Plain,
    }),
};

pub static DEAD_LETTER_QUEUE_S3_CONFIGURATION: Shape = Shape {
    name: "DeadLetterQueueS3Configuration",
    kind: Kind::Structure(Members {
        members: &[
            Member::required("BucketARN", &BUCKET_ARN),
            Member::required("ExpectedBucketOwner", &EXPECTED_BUCKET_OWNER),
            Member::optional("ErrorOutputPrefix", &S3_ERROR_OUTPUT_PREFIX),
        ],
        check_order: None,
        flavour: Flavour::Plain,
    }),
};

pub static ENHANCED_METRICS: Shape = Shape {
    name: "EnhancedMetrics",
    kind: Kind::Structure(Members {
        members: &[
            Member::optional("ShardLevelMetrics", &METRICS_NAME_LIST),
        ],
        check_order: None,
        flavour: Flavour::Plain,
    }),
};

pub static ENHANCED_MONITORING_OUTPUT: Shape = Shape {
    name: "EnhancedMonitoringOutput",
    kind: Kind::Structure(Members {
        members: &[
            Member::optional("StreamName", &STREAM_NAME),
            Member::optional("CurrentShardLevelMetrics", &METRICS_NAME_LIST),
            Member::optional("DesiredShardLevelMetrics", &METRICS_NAME_LIST),
            Member::optional("StreamARN", &STREAM_ARN),
        ],
        check_order: None,
        flavour: Flavour::Plain,
    }),
};

pub static HASH_KEY_RANGE: Shape = Shape {
    name: "HashKeyRange",
    kind: Kind::Structure(Members {
        members: &[
            Member::required("StartingHashKey", &HASH_KEY),
            Member::required("EndingHashKey", &HASH_KEY),
        ],
        check_order: None,
        flavour: Flavour::Plain,
    }),
};

pub static MINIMUM_THROUGHPUT_BILLING_COMMITMENT_OUTPUT: Shape = Shape {
    name: "MinimumThroughputBillingCommitmentOutput",
    kind: Kind::Structure(Members {
        members: &[
            Member::required("Status", &MINIMUM_THROUGHPUT_BILLING_COMMITMENT_OUTPUT_STATUS),
            Member::optional("StartedAt", &TIMESTAMP),
            Member::optional("EndedAt", &TIMESTAMP),
            Member::optional("EarliestAllowedEndAt", &TIMESTAMP),
        ],
        check_order: None,
        flavour: Flavour::Plain,
    }),
};

pub static PARTITION_FIELD: Shape = Shape {
    name: "PartitionField",
    kind: Kind::Structure(Members {
        members: &[
            Member::required("Transform", &PARTITION_TRANSFORM),
            Member::required("SourceName", &PARTITION_SOURCE_NAME),
        ],
        check_order: None,
        flavour: Flavour::Plain,
    }),
};

pub static PARTITION_SPEC: Shape = Shape {
    name: "PartitionSpec",
    kind: Kind::Structure(Members {
        members: &[
            Member::required("PartitionFields", &PARTITION_FIELD_LIST),
        ],
        check_order: None,
        flavour: Flavour::Plain,
    }),
};

pub static QUEUE_ATTRIBUTES: Shape = Shape {
    name: "QueueAttributes",
    kind: Kind::Structure(Members {
        members: &[
            Member::optional("VisibilityTimeoutSeconds", &VISIBILITY_TIMEOUT_SECONDS),
            Member::optional("DeadLetterConfiguration", &DEAD_LETTER_CONFIGURATION),
        ],
        check_order: None,
        flavour: Flavour::Plain,
    }),
};
