//! What several operations use. Generated from dynamodb/2012-08-10: see `emulators/codegen`.

use super::*;

#[derive(Clone, Debug, Default, PartialEq)]
pub struct GlobalSecondaryIndexDescription {
    pub index_name: Option<String>,
    pub key_schema: Option<Vec<KeySchemaElement>>,
    pub projection: Option<Projection>,
    pub index_status: Option<String>,
    pub backfilling: Option<bool>,
    pub provisioned_throughput: Option<ProvisionedThroughputDescription>,
    pub index_size_bytes: Option<i64>,
    pub item_count: Option<i64>,
    pub index_arn: Option<String>,
    pub on_demand_throughput: Option<OnDemandThroughput>,
    pub warm_throughput: Option<GlobalSecondaryIndexWarmThroughputDescription>,
}

structure! { GlobalSecondaryIndexDescription: GLOBAL_SECONDARY_INDEX_DESCRIPTION [0 index_name, 1 key_schema, 2 projection, 3 index_status, 4 backfilling, 5 provisioned_throughput, 6 index_size_bytes, 7 item_count, 8 index_arn, 9 on_demand_throughput, 10 warm_throughput] }

#[derive(Clone, Debug, Default, PartialEq)]
pub struct GlobalSecondaryIndexInfo {
    pub index_name: Option<String>,
    pub key_schema: Option<Vec<KeySchemaElement>>,
    pub projection: Option<Projection>,
    pub provisioned_throughput: Option<ProvisionedThroughput>,
    pub on_demand_throughput: Option<OnDemandThroughput>,
}

structure! { GlobalSecondaryIndexInfo: GLOBAL_SECONDARY_INDEX_INFO [0 index_name, 1 key_schema, 2 projection, 3 provisioned_throughput, 4 on_demand_throughput] }

#[derive(Clone, Debug, Default, PartialEq)]
pub struct GlobalSecondaryIndexWarmThroughputDescription {
    pub read_units_per_second: Option<i64>,
    pub write_units_per_second: Option<i64>,
    pub status: Option<String>,
}

structure! { GlobalSecondaryIndexWarmThroughputDescription: GLOBAL_SECONDARY_INDEX_WARM_THROUGHPUT_DESCRIPTION [0 read_units_per_second, 1 write_units_per_second, 2 status] }

#[derive(Clone, Debug, Default, PartialEq)]
pub struct GlobalTableDescription {
    pub replication_group: Option<Vec<ReplicaDescription>>,
    pub global_table_arn: Option<String>,
    pub creation_date_time: Option<DateTime>,
    pub global_table_status: Option<String>,
    pub global_table_name: Option<String>,
}

structure! { GlobalTableDescription: GLOBAL_TABLE_DESCRIPTION [0 replication_group, 1 global_table_arn, 2 creation_date_time, 3 global_table_status, 4 global_table_name] }

#[derive(Clone, Debug, Default, PartialEq)]
pub struct GlobalTableWitnessDescription {
    pub region_name: Option<String>,
    pub witness_status: Option<String>,
}

structure! { GlobalTableWitnessDescription: GLOBAL_TABLE_WITNESS_DESCRIPTION [0 region_name, 1 witness_status] }

#[derive(Clone, Debug, Default, PartialEq)]
pub struct ImportTableDescription {
    pub import_arn: Option<String>,
    pub import_status: Option<String>,
    pub table_arn: Option<String>,
    pub table_id: Option<String>,
    pub client_token: Option<String>,
    pub s3_bucket_source: Option<S3BucketSource>,
    pub error_count: Option<i64>,
    pub cloud_watch_log_group_arn: Option<String>,
    pub input_format: Option<String>,
    pub input_format_options: Option<InputFormatOptions>,
    pub input_compression_type: Option<String>,
    pub table_creation_parameters: Option<TableCreationParameters>,
    pub start_time: Option<DateTime>,
    pub end_time: Option<DateTime>,
    pub processed_size_bytes: Option<i64>,
    pub processed_item_count: Option<i64>,
    pub imported_item_count: Option<i64>,
    pub failure_code: Option<String>,
    pub failure_message: Option<String>,
}

structure! { ImportTableDescription: IMPORT_TABLE_DESCRIPTION [0 import_arn, 1 import_status, 2 table_arn, 3 table_id, 4 client_token, 5 s3_bucket_source, 6 error_count, 7 cloud_watch_log_group_arn, 8 input_format, 9 input_format_options, 10 input_compression_type, 11 table_creation_parameters, 12 start_time, 13 end_time, 14 processed_size_bytes, 15 processed_item_count, 16 imported_item_count, 17 failure_code, 18 failure_message] }

#[derive(Clone, Debug, Default, PartialEq)]
pub struct IncrementalExportSpecification {
    pub export_from_time: Option<DateTime>,
    pub export_to_time: Option<DateTime>,
    pub export_view_type: Option<String>,
}

structure! { IncrementalExportSpecification: INCREMENTAL_EXPORT_SPECIFICATION [0 export_from_time, 1 export_to_time, 2 export_view_type] }

#[derive(Clone, Debug, Default, PartialEq)]
pub struct InputFormatOptions {
    pub csv: Option<CsvOptions>,
}

structure! { InputFormatOptions: INPUT_FORMAT_OPTIONS [0 csv] }

#[derive(Clone, Debug, Default, PartialEq)]
pub struct InputS3Configuration {
    pub s3_bucket_owner: Option<String>,
    pub s3_bucket: String,
    pub s3_key_prefix: Option<String>,
    pub input_format: String,
    pub input_compression_type: Option<String>,
}

structure! { InputS3Configuration: INPUT_S3_CONFIGURATION [0 s3_bucket_owner, 1 s3_bucket, 2 s3_key_prefix, 3 input_format, 4 input_compression_type] }

#[derive(Clone, Debug, Default, PartialEq)]
pub struct ItemCollectionMetrics {
    pub item_collection_key: Option<BTreeMap<String, Value>>,
    pub size_estimate_range_gb: Option<Vec<f64>>,
}

structure! { ItemCollectionMetrics: ITEM_COLLECTION_METRICS [0 item_collection_key, 1 size_estimate_range_gb] }

#[derive(Clone, Debug, Default, PartialEq)]
pub struct ItemResponse {
    pub item: Option<BTreeMap<String, Value>>,
}

structure! { ItemResponse: ITEM_RESPONSE [0 item] }

#[derive(Clone, Debug, Default, PartialEq)]
pub struct KeySchemaElement {
    pub attribute_name: String,
    pub key_type: String,
}

structure! { KeySchemaElement: KEY_SCHEMA_ELEMENT [0 attribute_name, 1 key_type] }

#[derive(Clone, Debug, Default, PartialEq)]
pub struct KinesisStreamingDestinationInput {
    pub table_name: String,
    pub stream_arn: String,
    pub enable_kinesis_streaming_configuration: Option<EnableKinesisStreamingConfiguration>,
}

structure! { KinesisStreamingDestinationInput: KINESIS_STREAMING_DESTINATION_INPUT [0 table_name, 1 stream_arn, 2 enable_kinesis_streaming_configuration] }

#[derive(Clone, Debug, Default, PartialEq)]
pub struct KinesisStreamingDestinationOutput {
    pub table_name: Option<String>,
    pub stream_arn: Option<String>,
    pub destination_status: Option<String>,
    pub enable_kinesis_streaming_configuration: Option<EnableKinesisStreamingConfiguration>,
}

structure! { KinesisStreamingDestinationOutput: KINESIS_STREAMING_DESTINATION_OUTPUT [0 table_name, 1 stream_arn, 2 destination_status, 3 enable_kinesis_streaming_configuration] }

#[derive(Clone, Debug, Default, PartialEq)]
pub struct LocalSecondaryIndex {
    pub index_name: String,
    pub key_schema: Vec<KeySchemaElement>,
    pub projection: Projection,
}

structure! { LocalSecondaryIndex: LOCAL_SECONDARY_INDEX [0 index_name, 1 key_schema, 2 projection] }

#[derive(Clone, Debug, Default, PartialEq)]
pub struct LocalSecondaryIndexDescription {
    pub index_name: Option<String>,
    pub key_schema: Option<Vec<KeySchemaElement>>,
    pub projection: Option<Projection>,
    pub index_size_bytes: Option<i64>,
    pub item_count: Option<i64>,
    pub index_arn: Option<String>,
}

structure! { LocalSecondaryIndexDescription: LOCAL_SECONDARY_INDEX_DESCRIPTION [0 index_name, 1 key_schema, 2 projection, 3 index_size_bytes, 4 item_count, 5 index_arn] }

#[derive(Clone, Debug, Default, PartialEq)]
pub struct LocalSecondaryIndexInfo {
    pub index_name: Option<String>,
    pub key_schema: Option<Vec<KeySchemaElement>>,
    pub projection: Option<Projection>,
}

structure! { LocalSecondaryIndexInfo: LOCAL_SECONDARY_INDEX_INFO [0 index_name, 1 key_schema, 2 projection] }

#[derive(Clone, Debug, Default, PartialEq)]
pub struct OnDemandThroughput {
    pub max_read_request_units: Option<i64>,
    pub max_write_request_units: Option<i64>,
}

structure! { OnDemandThroughput: ON_DEMAND_THROUGHPUT [0 max_read_request_units, 1 max_write_request_units] }

#[derive(Clone, Debug, Default, PartialEq)]
pub struct OnDemandThroughputOverride {
    pub max_read_request_units: Option<i64>,
}

structure! { OnDemandThroughputOverride: ON_DEMAND_THROUGHPUT_OVERRIDE [0 max_read_request_units] }

#[derive(Clone, Debug, Default, PartialEq)]
pub struct OutputS3Configuration {
    pub s3_bucket_owner: Option<String>,
    pub s3_bucket: Option<String>,
    pub s3_key_prefix: Option<String>,
    pub s3_sse_algorithm: Option<String>,
    pub s3_sse_kms_key_id: Option<String>,
    pub output_type: Vec<String>,
}

structure! { OutputS3Configuration: OUTPUT_S3_CONFIGURATION [0 s3_bucket_owner, 1 s3_bucket, 2 s3_key_prefix, 3 s3_sse_algorithm, 4 s3_sse_kms_key_id, 5 output_type] }

#[derive(Clone, Debug, Default, PartialEq)]
pub struct PointInTimeRecoveryDescription {
    pub point_in_time_recovery_status: Option<String>,
    pub recovery_period_in_days: Option<i32>,
    pub earliest_restorable_date_time: Option<DateTime>,
    pub latest_restorable_date_time: Option<DateTime>,
}

structure! { PointInTimeRecoveryDescription: POINT_IN_TIME_RECOVERY_DESCRIPTION [0 point_in_time_recovery_status, 1 recovery_period_in_days, 2 earliest_restorable_date_time, 3 latest_restorable_date_time] }

#[derive(Clone, Debug, Default, PartialEq)]
pub struct Projection {
    pub projection_type: Option<String>,
    pub non_key_attributes: Option<Vec<String>>,
}

structure! { Projection: PROJECTION [0 projection_type, 1 non_key_attributes] }

#[derive(Clone, Debug, Default, PartialEq)]
pub struct ProvisionedThroughput {
    pub read_capacity_units: i64,
    pub write_capacity_units: i64,
}

structure! { ProvisionedThroughput: PROVISIONED_THROUGHPUT [0 read_capacity_units, 1 write_capacity_units] }

#[derive(Clone, Debug, Default, PartialEq)]
pub struct ProvisionedThroughputDescription {
    pub last_increase_date_time: Option<DateTime>,
    pub last_decrease_date_time: Option<DateTime>,
    pub number_of_decreases_today: Option<i64>,
    pub read_capacity_units: Option<i64>,
    pub write_capacity_units: Option<i64>,
}

structure! { ProvisionedThroughputDescription: PROVISIONED_THROUGHPUT_DESCRIPTION [0 last_increase_date_time, 1 last_decrease_date_time, 2 number_of_decreases_today, 3 read_capacity_units, 4 write_capacity_units] }

#[derive(Clone, Debug, Default, PartialEq)]
pub struct ProvisionedThroughputOverride {
    pub read_capacity_units: Option<i64>,
}

structure! { ProvisionedThroughputOverride: PROVISIONED_THROUGHPUT_OVERRIDE [0 read_capacity_units] }

#[derive(Clone, Debug, Default, PartialEq)]
pub struct Replica {
    pub region_name: Option<String>,
}

structure! { Replica: REPLICA [0 region_name] }

#[derive(Clone, Debug, Default, PartialEq)]
pub struct ReplicaAutoScalingDescription {
    pub region_name: Option<String>,
    pub global_secondary_indexes: Option<Vec<ReplicaGlobalSecondaryIndexAutoScalingDescription>>,
    pub replica_provisioned_read_capacity_auto_scaling_settings: Option<AutoScalingSettingsDescription>,
    pub replica_provisioned_write_capacity_auto_scaling_settings: Option<AutoScalingSettingsDescription>,
    pub replica_status: Option<String>,
}

structure! { ReplicaAutoScalingDescription: REPLICA_AUTO_SCALING_DESCRIPTION [0 region_name, 1 global_secondary_indexes, 2 replica_provisioned_read_capacity_auto_scaling_settings, 3 replica_provisioned_write_capacity_auto_scaling_settings, 4 replica_status] }

#[derive(Clone, Debug, Default, PartialEq)]
pub struct ReplicaDescription {
    pub region_name: Option<String>,
    pub replica_status: Option<String>,
    pub replica_arn: Option<String>,
    pub replica_status_description: Option<String>,
    pub replica_status_percent_progress: Option<String>,
    pub kms_master_key_id: Option<String>,
    pub provisioned_throughput_override: Option<ProvisionedThroughputOverride>,
    pub on_demand_throughput_override: Option<OnDemandThroughputOverride>,
    pub warm_throughput: Option<TableWarmThroughputDescription>,
    pub global_secondary_indexes: Option<Vec<ReplicaGlobalSecondaryIndexDescription>>,
    pub replica_inaccessible_date_time: Option<DateTime>,
    pub replica_table_class_summary: Option<TableClassSummary>,
    pub global_table_settings_replication_mode: Option<String>,
}

structure! { ReplicaDescription: REPLICA_DESCRIPTION [0 region_name, 1 replica_status, 2 replica_arn, 3 replica_status_description, 4 replica_status_percent_progress, 5 kms_master_key_id, 6 provisioned_throughput_override, 7 on_demand_throughput_override, 8 warm_throughput, 9 global_secondary_indexes, 10 replica_inaccessible_date_time, 11 replica_table_class_summary, 12 global_table_settings_replication_mode] }

pub static GLOBAL_SECONDARY_INDEX_DESCRIPTION: Shape = Shape {
    name: "GlobalSecondaryIndexDescription",
    kind: Kind::Structure(Members {
        members: &[
            Member::optional("IndexName", &INDEX_NAME),
            Member::optional("KeySchema", &KEY_SCHEMA),
            Member::optional("Projection", &PROJECTION),
            Member::optional("IndexStatus", &INDEX_STATUS),
            Member::optional("Backfilling", &BACKFILLING),
            Member::optional("ProvisionedThroughput", &PROVISIONED_THROUGHPUT_DESCRIPTION),
            Member::optional("IndexSizeBytes", &LONG_OBJECT),
            Member::optional("ItemCount", &LONG_OBJECT),
            Member::optional("IndexArn", &STRING),
            Member::optional("OnDemandThroughput", &ON_DEMAND_THROUGHPUT),
            Member::optional("WarmThroughput", &GLOBAL_SECONDARY_INDEX_WARM_THROUGHPUT_DESCRIPTION),
        ],
        check_order: None,
        flavour: Flavour::Plain,
    }),
};

pub static GLOBAL_SECONDARY_INDEX_INFO: Shape = Shape {
    name: "GlobalSecondaryIndexInfo",
    kind: Kind::Structure(Members {
        members: &[
            Member::optional("IndexName", &INDEX_NAME),
            Member::optional("KeySchema", &KEY_SCHEMA),
            Member::optional("Projection", &PROJECTION),
            Member::optional("ProvisionedThroughput", &PROVISIONED_THROUGHPUT),
            Member::optional("OnDemandThroughput", &ON_DEMAND_THROUGHPUT),
        ],
        check_order: None,
        flavour: Flavour::Plain,
    }),
};

pub static GLOBAL_SECONDARY_INDEX_WARM_THROUGHPUT_DESCRIPTION: Shape = Shape {
    name: "GlobalSecondaryIndexWarmThroughputDescription",
    kind: Kind::Structure(Members {
        members: &[
            Member::optional("ReadUnitsPerSecond", &POSITIVE_LONG_OBJECT),
            Member::optional("WriteUnitsPerSecond", &POSITIVE_LONG_OBJECT),
            Member::optional("Status", &INDEX_STATUS),
        ],
        check_order: None,
        flavour: Flavour::Plain,
    }),
};

pub static GLOBAL_TABLE_DESCRIPTION: Shape = Shape {
    name: "GlobalTableDescription",
    kind: Kind::Structure(Members {
        members: &[
            Member::optional("ReplicationGroup", &REPLICA_DESCRIPTION_LIST),
            Member::optional("GlobalTableArn", &GLOBAL_TABLE_ARN_STRING),
            Member::optional("CreationDateTime", &DATE),
            Member::optional("GlobalTableStatus", &GLOBAL_TABLE_STATUS),
            Member::optional("GlobalTableName", &TABLE_NAME),
        ],
        check_order: None,
        flavour: Flavour::Plain,
    }),
};

pub static GLOBAL_TABLE_WITNESS_DESCRIPTION: Shape = Shape {
    name: "GlobalTableWitnessDescription",
    kind: Kind::Structure(Members {
        members: &[
            Member::optional("RegionName", &REGION_NAME),
            Member::optional("WitnessStatus", &WITNESS_STATUS),
        ],
        check_order: None,
        flavour: Flavour::Plain,
    }),
};

pub static IMPORT_TABLE_DESCRIPTION: Shape = Shape {
    name: "ImportTableDescription",
    kind: Kind::Structure(Members {
        members: &[
            Member::optional("ImportArn", &IMPORT_ARN),
            Member::optional("ImportStatus", &IMPORT_STATUS),
            Member::optional("TableArn", &TABLE_ARN),
            Member::optional("TableId", &TABLE_ID),
            Member::optional("ClientToken", &CLIENT_TOKEN),
            Member::optional("S3BucketSource", &S3_BUCKET_SOURCE),
            Member::optional("ErrorCount", &ERROR_COUNT),
            Member::optional("CloudWatchLogGroupArn", &CLOUD_WATCH_LOG_GROUP_ARN),
            Member::optional("InputFormat", &INPUT_FORMAT),
            Member::optional("InputFormatOptions", &INPUT_FORMAT_OPTIONS),
            Member::optional("InputCompressionType", &INPUT_COMPRESSION_TYPE),
            Member::optional("TableCreationParameters", &TABLE_CREATION_PARAMETERS),
            Member::optional("StartTime", &IMPORT_START_TIME),
            Member::optional("EndTime", &IMPORT_END_TIME),
            Member::optional("ProcessedSizeBytes", &LONG_OBJECT),
            Member::optional("ProcessedItemCount", &PROCESSED_ITEM_COUNT),
            Member::optional("ImportedItemCount", &IMPORTED_ITEM_COUNT),
            Member::optional("FailureCode", &FAILURE_CODE),
            Member::optional("FailureMessage", &FAILURE_MESSAGE),
        ],
        check_order: None,
        flavour: Flavour::Plain,
    }),
};

pub static INCREMENTAL_EXPORT_SPECIFICATION: Shape = Shape {
    name: "IncrementalExportSpecification",
    kind: Kind::Structure(Members {
        members: &[
            Member::optional("ExportFromTime", &EXPORT_FROM_TIME),
            Member::optional("ExportToTime", &EXPORT_TO_TIME),
            Member::optional("ExportViewType", &EXPORT_VIEW_TYPE),
        ],
        check_order: None,
        flavour: Flavour::Plain,
    }),
};

pub static INPUT_FORMAT_OPTIONS: Shape = Shape {
    name: "InputFormatOptions",
    kind: Kind::Structure(Members {
        members: &[
            Member::optional("Csv", &CSV_OPTIONS),
        ],
        check_order: None,
        flavour: Flavour::Plain,
    }),
};

pub static INPUT_S3_CONFIGURATION: Shape = Shape {
    name: "InputS3Configuration",
    kind: Kind::Structure(Members {
        members: &[
            Member::optional("S3BucketOwner", &S3_BUCKET_OWNER),
            Member::required("S3Bucket", &S3_BUCKET),
            Member::optional("S3KeyPrefix", &S3_PREFIX),
            Member::required("InputFormat", &BULK_OPERATION_INPUT_FORMAT),
            Member::optional("InputCompressionType", &INPUT_COMPRESSION_TYPE),
        ],
        check_order: None,
        flavour: Flavour::Plain,
    }),
};

pub static ITEM_COLLECTION_METRICS: Shape = Shape {
    name: "ItemCollectionMetrics",
    kind: Kind::Structure(Members {
        members: &[
            Member::optional("ItemCollectionKey", &ITEM_COLLECTION_KEY_ATTRIBUTE_MAP),
            Member::optional("SizeEstimateRangeGB", &ITEM_COLLECTION_SIZE_ESTIMATE_RANGE),
        ],
        check_order: None,
        flavour: Flavour::Plain,
    }),
};

pub static ITEM_RESPONSE: Shape = Shape {
    name: "ItemResponse",
    kind: Kind::Structure(Members {
        members: &[
            Member::optional("Item", &ATTRIBUTE_MAP),
        ],
        check_order: None,
        flavour: Flavour::Plain,
    }),
};

pub static KEY_SCHEMA_ELEMENT: Shape = Shape {
    name: "KeySchemaElement",
    kind: Kind::Structure(Members {
        members: &[
            Member::required("AttributeName", &KEY_SCHEMA_ATTRIBUTE_NAME),
            Member::required("KeyType", &KEY_TYPE),
        ],
        check_order: None,
        flavour: Flavour::Plain,
    }),
};

pub static KINESIS_STREAMING_DESTINATION_INPUT: Shape = Shape {
    name: "KinesisStreamingDestinationInput",
    kind: Kind::Structure(Members {
        members: &[
            Member::required("TableName", &TABLE_ARN),
            Member::required("StreamArn", &STREAM_ARN),
            Member::optional("EnableKinesisStreamingConfiguration", &ENABLE_KINESIS_STREAMING_CONFIGURATION),
        ],
        check_order: None,
        flavour: Flavour::Plain,
    }),
};

pub static KINESIS_STREAMING_DESTINATION_OUTPUT: Shape = Shape {
    name: "KinesisStreamingDestinationOutput",
    kind: Kind::Structure(Members {
        members: &[
            Member::optional("TableName", &TABLE_NAME),
            Member::optional("StreamArn", &STREAM_ARN),
            Member::optional("DestinationStatus", &DESTINATION_STATUS),
            Member::optional("EnableKinesisStreamingConfiguration", &ENABLE_KINESIS_STREAMING_CONFIGURATION),
        ],
        check_order: None,
        flavour: Flavour::Plain,
    }),
};

pub static LOCAL_SECONDARY_INDEX: Shape = Shape {
    name: "LocalSecondaryIndex",
    kind: Kind::Structure(Members {
        members: &[
            Member::required("IndexName", &INDEX_NAME),
            Member::required("KeySchema", &LOCAL_SECONDARY_INDEX_OWN_KEY_SCHEMA),
            Member::required("Projection", &PROJECTION),
        ],
        check_order: None,
        flavour: Flavour::Plain,
    }),
};

pub static LOCAL_SECONDARY_INDEX_DESCRIPTION: Shape = Shape {
    name: "LocalSecondaryIndexDescription",
    kind: Kind::Structure(Members {
        members: &[
            Member::optional("IndexName", &INDEX_NAME),
            Member::optional("KeySchema", &KEY_SCHEMA),
            Member::optional("Projection", &PROJECTION),
            Member::optional("IndexSizeBytes", &LONG_OBJECT),
            Member::optional("ItemCount", &LONG_OBJECT),
            Member::optional("IndexArn", &STRING),
        ],
        check_order: None,
        flavour: Flavour::Plain,
    }),
};

pub static LOCAL_SECONDARY_INDEX_INFO: Shape = Shape {
    name: "LocalSecondaryIndexInfo",
    kind: Kind::Structure(Members {
        members: &[
            Member::optional("IndexName", &INDEX_NAME),
            Member::optional("KeySchema", &KEY_SCHEMA),
            Member::optional("Projection", &PROJECTION),
        ],
        check_order: None,
        flavour: Flavour::Plain,
    }),
};

pub static ON_DEMAND_THROUGHPUT: Shape = Shape {
    name: "OnDemandThroughput",
    kind: Kind::Structure(Members {
        members: &[
            Member::optional("MaxReadRequestUnits", &LONG_OBJECT),
            Member::optional("MaxWriteRequestUnits", &LONG_OBJECT),
        ],
        check_order: None,
        flavour: Flavour::Plain,
    }),
};

pub static ON_DEMAND_THROUGHPUT_OVERRIDE: Shape = Shape {
    name: "OnDemandThroughputOverride",
    kind: Kind::Structure(Members {
        members: &[
            Member::optional("MaxReadRequestUnits", &LONG_OBJECT),
        ],
        check_order: None,
        flavour: Flavour::Plain,
    }),
};

pub static OUTPUT_S3_CONFIGURATION: Shape = Shape {
    name: "OutputS3Configuration",
    kind: Kind::Structure(Members {
        members: &[
            Member::optional("S3BucketOwner", &S3_BUCKET_OWNER),
            Member::optional("S3Bucket", &S3_BUCKET),
            Member::optional("S3KeyPrefix", &S3_PREFIX),
            Member::optional("S3SseAlgorithm", &S3_SSE_ALGORITHM),
            Member::optional("S3SseKmsKeyId", &S3_SSE_KMS_KEY_ID),
            Member::required("OutputType", &OUTPUT_TYPE_LIST),
        ],
        check_order: None,
        flavour: Flavour::Plain,
    }),
};

pub static POINT_IN_TIME_RECOVERY_DESCRIPTION: Shape = Shape {
    name: "PointInTimeRecoveryDescription",
    kind: Kind::Structure(Members {
        members: &[
            Member::optional("PointInTimeRecoveryStatus", &POINT_IN_TIME_RECOVERY_STATUS),
            Member::optional("RecoveryPeriodInDays", &RECOVERY_PERIOD_IN_DAYS),
            Member::optional("EarliestRestorableDateTime", &DATE),
            Member::optional("LatestRestorableDateTime", &DATE),
        ],
        check_order: None,
        flavour: Flavour::Plain,
    }),
};

pub static PROJECTION: Shape = Shape {
    name: "Projection",
    kind: Kind::Structure(Members {
        members: &[
            Member::optional("ProjectionType", &PROJECTION_TYPE),
            Member::optional("NonKeyAttributes", &NON_KEY_ATTRIBUTE_NAME_LIST),
        ],
        check_order: None,
        flavour: Flavour::Plain,
    }),
};

pub static PROVISIONED_THROUGHPUT: Shape = Shape {
    name: "ProvisionedThroughput",
    kind: Kind::Structure(Members {
        members: &[
            Member::required("ReadCapacityUnits", &POSITIVE_LONG_OBJECT),
            Member::required("WriteCapacityUnits", &POSITIVE_LONG_OBJECT),
        ],
        check_order: Some(&[1, 0]),
        flavour: Flavour::Plain,
    }),
};

pub static PROVISIONED_THROUGHPUT_DESCRIPTION: Shape = Shape {
    name: "ProvisionedThroughputDescription",
    kind: Kind::Structure(Members {
        members: &[
            Member::optional("LastIncreaseDateTime", &DATE),
            Member::optional("LastDecreaseDateTime", &DATE),
            Member::optional("NumberOfDecreasesToday", &POSITIVE_LONG_OBJECT),
            Member::optional("ReadCapacityUnits", &NON_NEGATIVE_LONG_OBJECT),
            Member::optional("WriteCapacityUnits", &NON_NEGATIVE_LONG_OBJECT),
        ],
        check_order: None,
        flavour: Flavour::Plain,
    }),
};

pub static PROVISIONED_THROUGHPUT_OVERRIDE: Shape = Shape {
    name: "ProvisionedThroughputOverride",
    kind: Kind::Structure(Members {
        members: &[
            Member::optional("ReadCapacityUnits", &POSITIVE_LONG_OBJECT),
        ],
        check_order: None,
        flavour: Flavour::Plain,
    }),
};

pub static REPLICA: Shape = Shape {
    name: "Replica",
    kind: Kind::Structure(Members {
        members: &[
            Member::optional("RegionName", &REGION_NAME),
        ],
        check_order: None,
        flavour: Flavour::Plain,
    }),
};

pub static REPLICA_AUTO_SCALING_DESCRIPTION: Shape = Shape {
    name: "ReplicaAutoScalingDescription",
    kind: Kind::Structure(Members {
        members: &[
            Member::optional("RegionName", &REGION_NAME),
            Member::optional("GlobalSecondaryIndexes", &REPLICA_GLOBAL_SECONDARY_INDEX_AUTO_SCALING_DESCRIPTION_LIST),
            Member::optional("ReplicaProvisionedReadCapacityAutoScalingSettings", &AUTO_SCALING_SETTINGS_DESCRIPTION),
            Member::optional("ReplicaProvisionedWriteCapacityAutoScalingSettings", &AUTO_SCALING_SETTINGS_DESCRIPTION),
            Member::optional("ReplicaStatus", &REPLICA_STATUS),
        ],
        check_order: None,
        flavour: Flavour::Plain,
    }),
};

pub static REPLICA_DESCRIPTION: Shape = Shape {
    name: "ReplicaDescription",
    kind: Kind::Structure(Members {
        members: &[
            Member::optional("RegionName", &REGION_NAME),
            Member::optional("ReplicaStatus", &REPLICA_STATUS),
            Member::optional("ReplicaArn", &STRING),
            Member::optional("ReplicaStatusDescription", &REPLICA_STATUS_DESCRIPTION),
            Member::optional("ReplicaStatusPercentProgress", &REPLICA_STATUS_PERCENT_PROGRESS),
            Member::optional("KMSMasterKeyId", &KMS_MASTER_KEY_ID),
            Member::optional("ProvisionedThroughputOverride", &PROVISIONED_THROUGHPUT_OVERRIDE),
            Member::optional("OnDemandThroughputOverride", &ON_DEMAND_THROUGHPUT_OVERRIDE),
            Member::optional("WarmThroughput", &TABLE_WARM_THROUGHPUT_DESCRIPTION),
            Member::optional("GlobalSecondaryIndexes", &REPLICA_GLOBAL_SECONDARY_INDEX_DESCRIPTION_LIST),
            Member::optional("ReplicaInaccessibleDateTime", &DATE),
            Member::optional("ReplicaTableClassSummary", &TABLE_CLASS_SUMMARY),
            Member::optional("GlobalTableSettingsReplicationMode", &GLOBAL_TABLE_SETTINGS_REPLICATION_MODE),
        ],
        check_order: None,
        flavour: Flavour::Plain,
    }),
};
