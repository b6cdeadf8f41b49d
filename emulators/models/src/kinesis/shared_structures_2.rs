//! What several operations use. Generated from kinesis/2013-12-02: see `emulators/codegen`.

use super::*;

#[derive(Clone, Debug, PartialEq)]
pub struct QueueDescription {
    pub queue_name: String,
    pub queue_arn: String,
    pub queue_status: String,
    pub queue_creation_timestamp: DateTime,
    pub stream_configuration_list: Vec<QueueStreamConfiguration>,
    pub queue_attributes: Option<QueueAttributes>,
}

impl Default for QueueDescription {
    fn default() -> Self {
        Self {
            queue_name: Default::default(),
            queue_arn: Default::default(),
            queue_status: Default::default(),
            queue_creation_timestamp: DateTime::from_secs(0),
            stream_configuration_list: Default::default(),
            queue_attributes: Default::default(),
        }
    }
}

structure! { QueueDescription: QUEUE_DESCRIPTION [0 queue_name, 1 queue_arn, 2 queue_status, 3 queue_creation_timestamp, 4 stream_configuration_list, 5 queue_attributes] }

#[derive(Clone, Debug, PartialEq)]
pub struct QueueRecord {
    pub receipt_handle: String,
    pub record_id: String,
    pub partition_key: Option<String>,
    pub data: Blob,
    pub approximate_arrival_timestamp: DateTime,
    pub first_receive_timestamp: DateTime,
    pub receive_count: i32,
}

impl Default for QueueRecord {
    fn default() -> Self {
        Self {
            receipt_handle: Default::default(),
            record_id: Default::default(),
            partition_key: Default::default(),
            data: Default::default(),
            approximate_arrival_timestamp: DateTime::from_secs(0),
            first_receive_timestamp: DateTime::from_secs(0),
            receive_count: Default::default(),
        }
    }
}

structure! { QueueRecord: QUEUE_RECORD [0 receipt_handle, 1 record_id, 2 partition_key, 3 data, 4 approximate_arrival_timestamp, 5 first_receive_timestamp, 6 receive_count] }

#[derive(Clone, Debug, Default, PartialEq)]
pub struct QueueStartingPosition {
    pub r#type: String,
    pub timestamp: Option<DateTime>,
}

structure! { QueueStartingPosition: QUEUE_STARTING_POSITION [0 r#type, 1 timestamp] }

#[derive(Clone, Debug, Default, PartialEq)]
pub struct QueueStreamConfiguration {
    pub stream_arn: String,
    pub starting_position: Option<QueueStartingPosition>,
}

structure! { QueueStreamConfiguration: QUEUE_STREAM_CONFIGURATION [0 stream_arn, 1 starting_position] }

#[derive(Clone, Debug, Default, PartialEq)]
pub struct Record {
    pub sequence_number: String,
    pub approximate_arrival_timestamp: Option<DateTime>,
    pub data: Blob,
    pub partition_key: Option<String>,
    pub encryption_type: Option<String>,
}

structure! { Record: RECORD [0 sequence_number, 1 approximate_arrival_timestamp, 2 data, 3 partition_key, 4 encryption_type] }

#[derive(Clone, Debug, Default, PartialEq)]
pub struct RecordConfiguration {
    pub record_format_type: String,
    pub gsr_schema_arn: Option<String>,
}

structure! { RecordConfiguration: RECORD_CONFIGURATION [0 record_format_type, 1 gsr_schema_arn] }

#[derive(Clone, Debug, Default, PartialEq)]
pub struct S3DestinationDescription {
    pub data_freshness_in_seconds: i32,
    pub dead_letter_queue_s3_configuration: DeadLetterQueueS3Configuration,
    pub storage_configuration: S3StorageConfiguration,
}

structure! { S3DestinationDescription: S3_DESTINATION_DESCRIPTION [0 data_freshness_in_seconds, 1 dead_letter_queue_s3_configuration, 2 storage_configuration] }

#[derive(Clone, Debug, Default, PartialEq)]
pub struct S3StorageConfiguration {
    pub bucket_arn: String,
    pub expected_bucket_owner: String,
    pub output_key_template: Option<String>,
    pub storage_class: Option<String>,
    pub compression_type: String,
}

structure! { S3StorageConfiguration: S3_STORAGE_CONFIGURATION [0 bucket_arn, 1 expected_bucket_owner, 2 output_key_template, 3 storage_class, 4 compression_type] }

#[derive(Clone, Debug, Default, PartialEq)]
pub struct S3TablesConfiguration {
    pub table_bucket_arn: String,
    pub namespace: String,
    pub table_name: String,
    pub compression_type: String,
    pub partition_spec: Option<PartitionSpec>,
}

structure! { S3TablesConfiguration: S3_TABLES_CONFIGURATION [0 table_bucket_arn, 1 namespace, 2 table_name, 3 compression_type, 4 partition_spec] }

#[derive(Clone, Debug, Default, PartialEq)]
pub struct S3TablesDestinationDescription {
    pub data_freshness_in_seconds: i32,
    pub dead_letter_queue_s3_configuration: DeadLetterQueueS3Configuration,
    pub s3_tables_configuration_list: Vec<S3TablesConfiguration>,
}

structure! { S3TablesDestinationDescription: S3_TABLES_DESTINATION_DESCRIPTION [0 data_freshness_in_seconds, 1 dead_letter_queue_s3_configuration, 2 s3_tables_configuration_list] }

#[derive(Clone, Debug, Default, PartialEq)]
pub struct SequenceNumberRange {
    pub starting_sequence_number: String,
    pub ending_sequence_number: Option<String>,
}

structure! { SequenceNumberRange: SEQUENCE_NUMBER_RANGE [0 starting_sequence_number, 1 ending_sequence_number] }

#[derive(Clone, Debug, Default, PartialEq)]
pub struct Shard {
    pub shard_id: String,
    pub parent_shard_id: Option<String>,
    pub adjacent_parent_shard_id: Option<String>,
    pub hash_key_range: HashKeyRange,
    pub sequence_number_range: SequenceNumberRange,
}

structure! { Shard: SHARD [0 shard_id, 1 parent_shard_id, 2 adjacent_parent_shard_id, 3 hash_key_range, 4 sequence_number_range] }

#[derive(Clone, Debug, Default, PartialEq)]
pub struct StreamModeDetails {
    pub stream_mode: String,
}

structure! { StreamModeDetails: STREAM_MODE_DETAILS [0 stream_mode] }

#[derive(Clone, Debug, Default, PartialEq)]
pub struct Tag {
    pub key: String,
    pub value: Option<String>,
}

structure! { Tag: TAG [0 key, 1 value] }

#[derive(Clone, Debug, Default, PartialEq)]
pub struct WarmThroughputObject {
    pub target_mi_bps: Option<i32>,
    pub current_mi_bps: Option<i32>,
}

structure! { WarmThroughputObject: WARM_THROUGHPUT_OBJECT [0 target_mi_bps, 1 current_mi_bps] }

pub static QUEUE_DESCRIPTION: Shape = Shape {
    name: "QueueDescription",
    kind: Kind::Structure(Members {
        members: &[
            Member::required("QueueName", &QUEUE_NAME),
            Member::required("QueueARN", &QUEUE_ARN),
            Member::required("QueueStatus", &QUEUE_STATUS),
            Member::required("QueueCreationTimestamp", &TIMESTAMP),
            Member::required("StreamConfigurationList", &QUEUE_STREAM_CONFIGURATION_LIST),
            Member::optional("QueueAttributes", &QUEUE_ATTRIBUTES),
        ],
        check_order: None,
        flavour: Flavour::Plain,
    }),
};

pub static QUEUE_RECORD: Shape = Shape {
    name: "QueueRecord",
    kind: Kind::Structure(Members {
        members: &[
            Member::required("ReceiptHandle", &RECEIPT_HANDLE),
            Member::required("RecordId", &RECORD_ID),
            Member::optional("PartitionKey", &PARTITION_KEY),
            Member::required("Data", &DATA),
            Member::required("ApproximateArrivalTimestamp", &APPROXIMATE_ARRIVAL_TIMESTAMP),
            Member::required("FirstReceiveTimestamp", &FIRST_RECEIVE_TIMESTAMP),
            Member::required("ReceiveCount", &RECEIVE_COUNT),
        ],
        check_order: None,
        flavour: Flavour::Plain,
    }),
};

pub static QUEUE_STARTING_POSITION: Shape = Shape {
    name: "QueueStartingPosition",
    kind: Kind::Structure(Members {
        members: &[
            Member::required("Type", &QUEUE_STARTING_POSITION_TYPE),
            Member::optional("Timestamp", &TIMESTAMP),
        ],
        check_order: None,
        flavour: Flavour::Plain,
    }),
};

pub static QUEUE_STREAM_CONFIGURATION: Shape = Shape {
    name: "QueueStreamConfiguration",
    kind: Kind::Structure(Members {
        members: &[
            Member::required("StreamARN", &STREAM_ARN),
            Member::optional("StartingPosition", &QUEUE_STARTING_POSITION),
        ],
        check_order: None,
        flavour: Flavour::Plain,
    }),
};

pub static RECORD: Shape = Shape {
    name: "Record",
    kind: Kind::Structure(Members {
        members: &[
            Member::required("SequenceNumber", &SEQUENCE_NUMBER),
            Member::optional("ApproximateArrivalTimestamp", &TIMESTAMP),
            Member::required("Data", &DATA),
            Member::optional("PartitionKey", &PARTITION_KEY),
            Member::optional("EncryptionType", &ENCRYPTION_TYPE),
        ],
        check_order: None,
        flavour: Flavour::Plain,
    }),
};

pub static RECORD_CONFIGURATION: Shape = Shape {
    name: "RecordConfiguration",
    kind: Kind::Structure(Members {
        members: &[
            Member::required("RecordFormatType", &RECORD_FORMAT_TYPE),
            Member::optional("GSRSchemaARN", &GSR_SCHEMA_ARN),
        ],
        check_order: None,
        flavour: Flavour::Plain,
    }),
};

pub static S3_DESTINATION_DESCRIPTION: Shape = Shape {
    name: "S3DestinationDescription",
    kind: Kind::Structure(Members {
        members: &[
            Member::required("DataFreshnessInSeconds", &DATA_FRESHNESS_IN_SECONDS),
            Member::required("DeadLetterQueueS3Configuration", &DEAD_LETTER_QUEUE_S3_CONFIGURATION),
            Member::required("StorageConfiguration", &S3_STORAGE_CONFIGURATION),
        ],
        check_order: None,
        flavour: Flavour::Plain,
    }),
};

pub static S3_STORAGE_CONFIGURATION: Shape = Shape {
    name: "S3StorageConfiguration",
    kind: Kind::Structure(Members {
        members: &[
            Member::required("BucketARN", &BUCKET_ARN),
            Member::required("ExpectedBucketOwner", &EXPECTED_BUCKET_OWNER),
            Member::optional("OutputKeyTemplate", &S3_OUTPUT_KEY_TEMPLATE),
            Member::optional("StorageClass", &S3_STORAGE_CLASS),
            Member::required("CompressionType", &S3_COMPRESSION_TYPE),
        ],
        check_order: None,
        flavour: Flavour::Plain,
    }),
};

pub static S3_TABLES_CONFIGURATION: Shape = Shape {
    name: "S3TablesConfiguration",
    kind: Kind::Structure(Members {
        members: &[
            Member::required("TableBucketARN", &TABLE_BUCKET_ARN),
            Member::required("Namespace", &S3_TABLES_NAMESPACE),
            Member::required("TableName", &S3_TABLES_TABLE_NAME),
            Member::required("CompressionType", &S3_TABLES_COMPRESSION_TYPE),
            Member::optional("PartitionSpec", &PARTITION_SPEC),
        ],
        check_order: None,
        flavour: Flavour::Plain,
    }),
};

pub static S3_TABLES_DESTINATION_DESCRIPTION: Shape = Shape {
    name: "S3TablesDestinationDescription",
    kind: Kind::Structure(Members {
        members: &[
            Member::required("DataFreshnessInSeconds", &DATA_FRESHNESS_IN_SECONDS),
            Member::required("DeadLetterQueueS3Configuration", &DEAD_LETTER_QUEUE_S3_CONFIGURATION),
            Member::required("S3TablesConfigurationList", &S3_TABLES_CONFIGURATION_LIST),
        ],
        check_order: None,
        flavour: Flavour::Plain,
    }),
};

pub static SEQUENCE_NUMBER_RANGE: Shape = Shape {
    name: "SequenceNumberRange",
    kind: Kind::Structure(Members {
        members: &[
            Member::required("StartingSequenceNumber", &SEQUENCE_NUMBER),
            Member::optional("EndingSequenceNumber", &SEQUENCE_NUMBER),
        ],
        check_order: None,
        flavour: Flavour::Plain,
    }),
};

pub static SHARD: Shape = Shape {
    name: "Shard",
    kind: Kind::Structure(Members {
        members: &[
            Member::required("ShardId", &SHARD_ID),
            Member::optional("ParentShardId", &SHARD_ID),
            Member::optional("AdjacentParentShardId", &SHARD_ID),
            Member::required("HashKeyRange", &HASH_KEY_RANGE),
            Member::required("SequenceNumberRange", &SEQUENCE_NUMBER_RANGE),
        ],
        check_order: None,
        flavour: Flavour::Plain,
    }),
};

pub static STREAM_MODE_DETAILS: Shape = Shape {
    name: "StreamModeDetails",
    kind: Kind::Structure(Members {
        members: &[
            Member::required("StreamMode", &STREAM_MODE),
        ],
        check_order: None,
        flavour: Flavour::Plain,
    }),
};

pub static TAG: Shape = Shape {
    name: "Tag",
    kind: Kind::Structure(Members {
        members: &[
            Member::required("Key", &TAG_KEY),
            Member::optional("Value", &TAG_VALUE),
        ],
        check_order: None,
        flavour: Flavour::Plain,
    }),
};

pub static WARM_THROUGHPUT_OBJECT: Shape = Shape {
    name: "WarmThroughputObject",
    kind: Kind::Structure(Members {
        members: &[
            Member::optional("TargetMiBps", &NATURAL_INTEGER_OBJECT),
            Member::optional("CurrentMiBps", &NATURAL_INTEGER_OBJECT),
        ],
        check_order: None,
        flavour: Flavour::Plain,
    }),
};
