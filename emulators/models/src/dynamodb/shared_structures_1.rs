//! What several operations use. Generated from dynamodb/2012-08-10: see `emulators/codegen`.

use super::*;

#[derive(Clone, Debug, Default, PartialEq)]
pub struct ArchivalSummary {
    pub archival_date_time: Option<DateTime>,
    pub archival_reason: Option<String>,
    pub archival_backup_arn: Option<String>,
}

structure! { ArchivalSummary: ARCHIVAL_SUMMARY [0 archival_date_time, 1 archival_reason, 2 archival_backup_arn] }

#[derive(Clone, Debug, Default, PartialEq)]
pub struct AttributeDefinition {
    pub attribute_name: String,
    pub attribute_type: String,
}

structure! { AttributeDefinition: ATTRIBUTE_DEFINITION [0 attribute_name, 1 attribute_type] }

#[derive(Clone, Debug, Default, PartialEq)]
pub struct AutoScalingPolicyDescription {
    pub policy_name: Option<String>,
    pub target_tracking_scaling_policy_configuration: Option<AutoScalingTargetTrackingScalingPolicyConfigurationDescription>,
}

structure! { AutoScalingPolicyDescription: AUTO_SCALING_POLICY_DESCRIPTION [0 policy_name, 1 target_tracking_scaling_policy_configuration] }

#[derive(Clone, Debug, Default, PartialEq)]
pub struct AutoScalingPolicyUpdate {
    pub policy_name: Option<String>,
    pub target_tracking_scaling_policy_configuration: AutoScalingTargetTrackingScalingPolicyConfigurationUpdate,
}

structure! { AutoScalingPolicyUpdate: AUTO_SCALING_POLICY_UPDATE [0 policy_name, 1 target_tracking_scaling_policy_configuration] }

#[derive(Clone, Debug, Default, PartialEq)]
pub struct AutoScalingSettingsDescription {
    pub minimum_units: Option<i64>,
    pub maximum_units: Option<i64>,
    pub auto_scaling_disabled: Option<bool>,
    pub auto_scaling_role_arn: Option<String>,
    pub scaling_policies: Option<Vec<AutoScalingPolicyDescription>>,
}

structure! { AutoScalingSettingsDescription: AUTO_SCALING_SETTINGS_DESCRIPTION [0 minimum_units, 1 maximum_units, 2 auto_scaling_disabled, 3 auto_scaling_role_arn, 4 scaling_policies] }

#[derive(Clone, Debug, Default, PartialEq)]
pub struct AutoScalingSettingsUpdate {
    pub minimum_units: Option<i64>,
    pub maximum_units: Option<i64>,
    pub auto_scaling_disabled: Option<bool>,
    pub auto_scaling_role_arn: Option<String>,
    pub scaling_policy_update: Option<AutoScalingPolicyUpdate>,
}

structure! { AutoScalingSettingsUpdate: AUTO_SCALING_SETTINGS_UPDATE [0 minimum_units, 1 maximum_units, 2 auto_scaling_disabled, 3 auto_scaling_role_arn, 4 scaling_policy_update] }

#[derive(Clone, Debug, Default, PartialEq)]
pub struct AutoScalingTargetTrackingScalingPolicyConfigurationDescription {
    pub disable_scale_in: Option<bool>,
    pub scale_in_cooldown: Option<i32>,
    pub scale_out_cooldown: Option<i32>,
    pub target_value: f64,
}

structure! { AutoScalingTargetTrackingScalingPolicyConfigurationDescription: AUTO_SCALING_TARGET_TRACKING_SCALING_POLICY_CONFIGURATION_DESCRIPTION [0 disable_scale_in, 1 scale_in_cooldown, 2 scale_out_cooldown, 3 target_value] }

#[derive(Clone, Debug, Default, PartialEq)]
pub struct AutoScalingTargetTrackingScalingPolicyConfigurationUpdate {
    pub disable_scale_in: Option<bool>,
    pub scale_in_cooldown: Option<i32>,
    pub scale_out_cooldown: Option<i32>,
    pub target_value: f64,
}

structure! { AutoScalingTargetTrackingScalingPolicyConfigurationUpdate: AUTO_SCALING_TARGET_TRACKING_SCALING_POLICY_CONFIGURATION_UPDATE [0 disable_scale_in, 1 scale_in_cooldown, 2 scale_out_cooldown, 3 target_value] }

#[derive(Clone, Debug, Default, PartialEq)]
pub struct BackupDescription {
    pub backup_details: Option<BackupDetails>,
    pub source_table_details: Option<SourceTableDetails>,
    pub source_table_feature_details: Option<SourceTableFeatureDetails>,
}

structure! { BackupDescription: BACKUP_DESCRIPTION [0 backup_details, 1 source_table_details, 2 source_table_feature_details] }

#[derive(Clone, Debug, PartialEq)]
pub struct BackupDetails {
    pub backup_arn: String,
    pub backup_name: String,
    pub backup_size_bytes: Option<i64>,
    pub backup_status: String,
    pub backup_type: String,
    pub backup_creation_date_time: DateTime,
    pub backup_expiry_date_time: Option<DateTime>,
}

impl Default for BackupDetails {
    fn default() -> Self {
        Self {
            backup_arn: Default::default(),
            backup_name: Default::default(),
            backup_size_bytes: Default::default(),
            backup_status: Default::default(),
            backup_type: Default::default(),
            backup_creation_date_time: DateTime::from_secs(0),
            backup_expiry_date_time: Default::default(),
        }
    }
}

structure! { BackupDetails: BACKUP_DETAILS [0 backup_arn, 1 backup_name, 2 backup_size_bytes, 3 backup_status, 4 backup_type, 5 backup_creation_date_time, 6 backup_expiry_date_time] }

#[derive(Clone, Debug, Default, PartialEq)]
pub struct BillingModeSummary {
    pub billing_mode: Option<String>,
    pub last_update_to_pay_per_request_date_time: Option<DateTime>,
}

structure! { BillingModeSummary: BILLING_MODE_SUMMARY [0 billing_mode, 1 last_update_to_pay_per_request_date_time] }

#[derive(Clone, Debug, Default, PartialEq)]
pub struct BulkOperationBytes {
    pub bulk_put_bytes: Option<i64>,
}

structure! { BulkOperationBytes: BULK_OPERATION_BYTES [0 bulk_put_bytes] }

#[derive(Clone, Debug, Default, PartialEq)]
pub struct BulkOperationDescription {
    pub bulk_operation_arn: Option<String>,
    pub bulk_operation_status: Option<String>,
    pub table_details: Option<Vec<BulkOperationTableDetail>>,
    pub client_token: Option<String>,
    pub input_s3_configuration: Option<InputS3Configuration>,
    pub output_s3_configuration: Option<OutputS3Configuration>,
    pub start_time: Option<DateTime>,
    pub end_time: Option<DateTime>,
    pub processed_item_count: Option<i64>,
    pub processed_input_bytes: Option<i64>,
    pub total_input_bytes: Option<i64>,
    pub bulk_operation_usage: Option<Vec<BulkOperationUsage>>,
    pub failed_item_count: Option<i64>,
    pub failure_code: Option<String>,
    pub failure_message: Option<String>,
    pub max_write_request_units: Option<i64>,
    pub performance_tier: Option<String>,
}

structure! { BulkOperationDescription: BULK_OPERATION_DESCRIPTION [0 bulk_operation_arn, 1 bulk_operation_status, 2 table_details, 3 client_token, 4 input_s3_configuration, 5 output_s3_configuration, 6 start_time, 7 end_time, 8 processed_item_count, 9 processed_input_bytes, 10 total_input_bytes, 11 bulk_operation_usage, 12 failed_item_count, 13 failure_code, 14 failure_message, 15 max_write_request_units, 16 performance_tier] }

#[derive(Clone, Debug, Default, PartialEq)]
pub struct BulkOperationTableDetail {
    pub table_name: Option<String>,
    pub table_id: Option<String>,
}

structure! { BulkOperationTableDetail: BULK_OPERATION_TABLE_DETAIL [0 table_name, 1 table_id] }

#[derive(Clone, Debug, Default, PartialEq)]
pub struct BulkOperationUsage {
    pub table_name: Option<String>,
    pub bulk_put_bytes: Option<i64>,
    pub table: Option<BulkOperationBytes>,
    pub local_secondary_indexes: Option<BTreeMap<String, BulkOperationBytes>>,
    pub global_secondary_indexes: Option<BTreeMap<String, BulkOperationBytes>>,
    pub vector_indexes: Option<BTreeMap<String, BulkOperationVectorBytes>>,
}

structure! { BulkOperationUsage: BULK_OPERATION_USAGE [0 table_name, 1 bulk_put_bytes, 2 table, 3 local_secondary_indexes, 4 global_secondary_indexes, 5 vector_indexes] }

#[derive(Clone, Debug, Default, PartialEq)]
pub struct BulkOperationVectorBytes {
    pub bulk_put_vector_bytes: Option<i64>,
}

structure! { BulkOperationVectorBytes: BULK_OPERATION_VECTOR_BYTES [0 bulk_put_vector_bytes] }

#[derive(Clone, Debug, Default, PartialEq)]
pub struct CancellationReason {
    pub item: Option<BTreeMap<String, Value>>,
    pub code: Option<String>,
    pub message: Option<String>,
}

structure! { CancellationReason: CANCELLATION_REASON [0 item, 1 code, 2 message] }

#[derive(Clone, Debug, Default, PartialEq)]
pub struct Capacity {
    pub read_capacity_units: Option<f64>,
    pub write_capacity_units: Option<f64>,
    pub capacity_units: Option<f64>,
}

structure! { Capacity: CAPACITY [0 read_capacity_units, 1 write_capacity_units, 2 capacity_units] }

#[derive(Clone, Debug, Default, PartialEq)]
pub struct Condition {
    pub attribute_value_list: Option<Vec<Value>>,
    pub comparison_operator: String,
}

structure! { Condition: CONDITION [0 attribute_value_list, 1 comparison_operator] }

#[derive(Clone, Debug, Default, PartialEq)]
pub struct ConsumedCapacity {
    pub table_name: Option<String>,
    pub capacity_units: Option<f64>,
    pub read_capacity_units: Option<f64>,
    pub write_capacity_units: Option<f64>,
    pub table: Option<Capacity>,
    pub local_secondary_indexes: Option<BTreeMap<String, Capacity>>,
    pub global_secondary_indexes: Option<BTreeMap<String, Capacity>>,
    pub vector_indexes: Option<BTreeMap<String, VectorCapacity>>,
}

structure! { ConsumedCapacity: CONSUMED_CAPACITY [0 table_name, 1 capacity_units, 2 read_capacity_units, 3 write_capacity_units, 4 table, 5 local_secondary_indexes, 6 global_secondary_indexes, 7 vector_indexes] }

#[derive(Clone, Debug, Default, PartialEq)]
pub struct ContinuousBackupsDescription {
    pub continuous_backups_status: String,
    pub point_in_time_recovery_description: Option<PointInTimeRecoveryDescription>,
}

structure! { ContinuousBackupsDescription: CONTINUOUS_BACKUPS_DESCRIPTION [0 continuous_backups_status, 1 point_in_time_recovery_description] }

#[derive(Clone, Debug, Default, PartialEq)]
pub struct CsvOptions {
    pub delimiter: Option<String>,
    pub header_list: Option<Vec<String>>,
}

structure! { CsvOptions: CSV_OPTIONS [0 delimiter, 1 header_list] }

#[derive(Clone, Debug, Default, PartialEq)]
pub struct EnableKinesisStreamingConfiguration {
    pub approximate_creation_date_time_precision: Option<String>,
}

structure! { EnableKinesisStreamingConfiguration: ENABLE_KINESIS_STREAMING_CONFIGURATION [0 approximate_creation_date_time_precision] }

#[derive(Clone, Debug, Default, PartialEq)]
pub struct ExpectedAttributeValue {
    pub value: Option<Value>,
    pub exists: Option<bool>,
    pub comparison_operator: Option<String>,
    pub attribute_value_list: Option<Vec<Value>>,
}

structure! { ExpectedAttributeValue: EXPECTED_ATTRIBUTE_VALUE [0 value, 1 exists, 2 comparison_operator, 3 attribute_value_list] }

#[derive(Clone, Debug, Default, PartialEq)]
pub struct ExportDescription {
    pub export_arn: Option<String>,
    pub export_status: Option<String>,
    pub start_time: Option<DateTime>,
    pub end_time: Option<DateTime>,
    pub export_manifest: Option<String>,
    pub table_arn: Option<String>,
    pub table_id: Option<String>,
    pub export_time: Option<DateTime>,
    pub client_token: Option<String>,
    pub s3_bucket: Option<String>,
    pub s3_bucket_owner: Option<String>,
    pub s3_prefix: Option<String>,
    pub s3_sse_algorithm: Option<String>,
    pub s3_sse_kms_key_id: Option<String>,
    pub failure_code: Option<String>,
    pub failure_message: Option<String>,
    pub export_format: Option<String>,
    pub billed_size_bytes: Option<i64>,
    pub item_count: Option<i64>,
    pub export_type: Option<String>,
    pub incremental_export_specification: Option<IncrementalExportSpecification>,
    pub filter_specification: Option<FilterSpecification>,
}

structure! { ExportDescription: EXPORT_DESCRIPTION [0 export_arn, 1 export_status, 2 start_time, 3 end_time, 4 export_manifest, 5 table_arn, 6 table_id, 7 export_time, 8 client_token, 9 s3_bucket, 10 s3_bucket_owner, 11 s3_prefix, 12 s3_sse_algorithm, 13 s3_sse_kms_key_id, 14 failure_code, 15 failure_message, 16 export_format, 17 billed_size_bytes, 18 item_count, 19 export_type, 20 incremental_export_specification, 21 filter_specification] }

#[derive(Clone, Debug, Default, PartialEq)]
pub struct FilterSpecification {
    pub filter_expression: Option<String>,
    pub projection_expression: Option<String>,
    pub key_condition_expression: Option<String>,
    pub expression_attribute_names: Option<BTreeMap<String, String>>,
    pub expression_attribute_values: Option<BTreeMap<String, Value>>,
}

structure! { FilterSpecification: FILTER_SPECIFICATION [0 filter_expression, 1 projection_expression, 2 key_condition_expression, 3 expression_attribute_names, 4 expression_attribute_values] }

#[derive(Clone, Debug, Default, PartialEq)]
pub struct GlobalSecondaryIndex {
    pub index_name: String,
    pub key_schema: Vec<KeySchemaElement>,
    pub projection: Projection,
    pub provisioned_throughput: Option<ProvisionedThroughput>,
    pub on_demand_throughput: Option<OnDemandThroughput>,
    pub warm_throughput: Option<WarmThroughput>,
}

structure! { GlobalSecondaryIndex: GLOBAL_SECONDARY_INDEX [0 index_name, 1 key_schema, 2 projection, 3 provisioned_throughput, 4 on_demand_throughput, 5 warm_throughput] }

pub static ARCHIVAL_SUMMARY: Shape = Shape {
    name: "ArchivalSummary",
    kind: Kind::Structure(Members {
        members: &[
            Member::optional("ArchivalDateTime", &DATE),
            Member::optional("ArchivalReason", &ARCHIVAL_REASON),
            Member::optional("ArchivalBackupArn", &BACKUP_ARN),
        ],
        check_order: None,
        flavour: Flavour::Plain,
    }),
};

pub static ATTRIBUTE_DEFINITION: Shape = Shape {
    name: "AttributeDefinition",
    kind: Kind::Structure(Members {
        members: &[
            Member::required("AttributeName", &KEY_SCHEMA_ATTRIBUTE_NAME),
            Member::required("AttributeType", &SCALAR_ATTRIBUTE_TYPE),
        ],
        check_order: None,
        flavour: Flavour::Plain,
    }),
};

pub static ATTRIBUTE_VALUE: Shape = Shape {
    name: "AttributeValue",
    kind: Kind::Structure(Members {
        members: &[
            Member::optional("S", &STRING_ATTRIBUTE_VALUE),
            Member::optional("N", &NUMBER_ATTRIBUTE_VALUE),
            Member::optional("B", &BINARY_ATTRIBUTE_VALUE),
            Member::optional("SS", &STRING_SET_ATTRIBUTE_VALUE),
            Member::optional("NS", &NUMBER_SET_ATTRIBUTE_VALUE),
            Member::optional("BS", &BINARY_SET_ATTRIBUTE_VALUE),
            Member::optional("M", &MAP_ATTRIBUTE_VALUE),
            Member::optional("L", &LIST_ATTRIBUTE_VALUE),
            Member::optional("NULL", &NULL_ATTRIBUTE_VALUE),
            Member::optional("BOOL", &BOOLEAN_ATTRIBUTE_VALUE),
        ],
        check_order: None,
        flavour: Flavour::Plain,
    }),
};

pub static AUTO_SCALING_POLICY_DESCRIPTION: Shape = Shape {
    name: "AutoScalingPolicyDescription",
    kind: Kind::Structure(Members {
        members: &[
            Member::optional("PolicyName", &AUTO_SCALING_POLICY_NAME),
            Member::optional("TargetTrackingScalingPolicyConfiguration", &AUTO_SCALING_TARGET_TRACKING_SCALING_POLICY_CONFIGURATION_DESCRIPTION),
        ],
        check_order: None,
        flavour: Flavour::Plain,
    }),
};

pub static AUTO_SCALING_POLICY_UPDATE: Shape = Shape {
    name: "AutoScalingPolicyUpdate",
    kind: Kind::Structure(Members {
        members: &[
            Member::optional("PolicyName", &AUTO_SCALING_POLICY_NAME),
            Member::required("TargetTrackingScalingPolicyConfiguration", &AUTO_SCALING_TARGET_TRACKING_SCALING_POLICY_CONFIGURATION_UPDATE),
        ],
        check_order: None,
        flavour: Flavour::Plain,
    }),
};

pub static AUTO_SCALING_SETTINGS_DESCRIPTION: Shape = Shape {
    name: "AutoScalingSettingsDescription",
    kind: Kind::Structure(Members {
        members: &[
            Member::optional("MinimumUnits", &POSITIVE_LONG_OBJECT),
            Member::optional("MaximumUnits", &POSITIVE_LONG_OBJECT),
            Member::optional("AutoScalingDisabled", &BOOLEAN_OBJECT),
            Member::optional("AutoScalingRoleArn", &STRING),
            Member::optional("ScalingPolicies", &AUTO_SCALING_POLICY_DESCRIPTION_LIST),
        ],
        check_order: None,
        flavour: Flavour::Plain,
    }),
};

pub static AUTO_SCALING_SETTINGS_UPDATE: Shape = Shape {
    name: "AutoScalingSettingsUpdate",
    kind: Kind::Structure(Members {
        members: &[
            Member::optional("MinimumUnits", &POSITIVE_LONG_OBJECT),
            Member::optional("MaximumUnits", &POSITIVE_LONG_OBJECT),
            Member::optional("AutoScalingDisabled", &BOOLEAN_OBJECT),
            Member::optional("AutoScalingRoleArn", &AUTO_SCALING_ROLE_ARN),
            Member::optional("ScalingPolicyUpdate", &AUTO_SCALING_POLICY_UPDATE),
        ],
        check_order: None,
        flavour: Flavour::Plain,
    }),
};

pub static AUTO_SCALING_TARGET_TRACKING_SCALING_POLICY_CONFIGURATION_DESCRIPTION: Shape = Shape {
    name: "AutoScalingTargetTrackingScalingPolicyConfigurationDescription",
    kind: Kind::Structure(Members {
        members: &[
            Member::optional("DisableScaleIn", &BOOLEAN_OBJECT),
            Member::optional("ScaleInCooldown", &INTEGER_OBJECT),
            Member::optional("ScaleOutCooldown", &INTEGER_OBJECT),
            Member::required("TargetValue", &DOUBLE_OBJECT),
        ],
        check_order: None,
        flavour: Flavour::Plain,
    }),
};

pub static AUTO_SCALING_TARGET_TRACKING_SCALING_POLICY_CONFIGURATION_UPDATE: Shape = Shape {
    name: "AutoScalingTargetTrackingScalingPolicyConfigurationUpdate",
    kind: Kind::Structure(Members {
        members: &[
            Member::optional("DisableScaleIn", &BOOLEAN_OBJECT),
            Member::optional("ScaleInCooldown", &INTEGER_OBJECT),
            Member::optional("ScaleOutCooldown", &INTEGER_OBJECT),
            Member::required("TargetValue", &DOUBLE_OBJECT),
        ],
        check_order: None,
        flavour: Flavour::Plain,
    }),
};

pub static BACKUP_DESCRIPTION: Shape = Shape {
    name: "BackupDescription",
    kind: Kind::Structure(Members {
        members: &[
            Member::optional("BackupDetails", &BACKUP_DETAILS),
            Member::optional("SourceTableDetails", &SOURCE_TABLE_DETAILS),
            Member::optional("SourceTableFeatureDetails", &SOURCE_TABLE_FEATURE_DETAILS),
        ],
        check_order: None,
        flavour: Flavour::Plain,
    }),
};

pub static BACKUP_DETAILS: Shape = Shape {
    name: "BackupDetails",
    kind: Kind::Structure(Members {
        members: &[
            Member::required("BackupArn", &BACKUP_ARN),
            Member::required("BackupName", &BACKUP_NAME),
            Member::optional("BackupSizeBytes", &BACKUP_SIZE_BYTES),
            Member::required("BackupStatus", &BACKUP_STATUS),
            Member::required("BackupType", &BACKUP_TYPE),
            Member::required("BackupCreationDateTime", &BACKUP_CREATION_DATE_TIME),
            Member::optional("BackupExpiryDateTime", &DATE),
        ],
        check_order: None,
        flavour: Flavour::Plain,
    }),
};

pub static BILLING_MODE_SUMMARY: Shape = Shape {
    name: "BillingModeSummary",
    kind: Kind::Structure(Members {
        members: &[
            Member::optional("BillingMode", &BILLING_MODE),
            Member::optional("LastUpdateToPayPerRequestDateTime", &DATE),
        ],
        check_order: None,
        flavour: Flavour::Plain,
    }),
};

pub static BULK_OPERATION_BYTES: Shape = Shape {
    name: "BulkOperationBytes",
    kind: Kind::Structure(Members {
        members: &[
            Member::optional("BulkPutBytes", &NON_NEGATIVE_LONG_OBJECT),
        ],
        check_order: None,
        flavour: Flavour::Plain,
    }),
};

pub static BULK_OPERATION_DESCRIPTION: Shape = Shape {
    name: "BulkOperationDescription",
    kind: Kind::Structure(Members {
        members: &[
            Member::optional("BulkOperationArn", &BULK_OPERATION_ARN),
            Member::optional("BulkOperationStatus", &BULK_OPERATION_STATUS),
            Member::optional("TableDetails", &BULK_OPERATION_TABLE_DETAILS),
            Member::optional("ClientToken", &CLIENT_TOKEN),
            Member::optional("InputS3Configuration", &INPUT_S3_CONFIGURATION),
            Member::optional("OutputS3Configuration", &OUTPUT_S3_CONFIGURATION),
            Member::optional("StartTime", &BULK_OPERATION_START_TIME),
            Member::optional("EndTime", &BULK_OPERATION_END_TIME),
            Member::optional("ProcessedItemCount", &BULK_OPERATION_ITEM_COUNT),
            Member::optional("ProcessedInputBytes", &PROCESSED_INPUT_BYTES),
            Member::optional("TotalInputBytes", &TOTAL_INPUT_BYTES),
            Member::optional("BulkOperationUsage", &BULK_OPERATION_USAGE_MULTIPLE),
            Member::optional("FailedItemCount", &BULK_OPERATION_ITEM_COUNT),
            Member::optional("FailureCode", &FAILURE_CODE),
            Member::optional("FailureMessage", &FAILURE_MESSAGE),
            Member::optional("MaxWriteRequestUnits", &BULK_OPERATION_MAX_WRITE_REQUEST_UNITS),
            Member::optional("PerformanceTier", &BULK_OPERATION_PERFORMANCE_TIER),
        ],
        check_order: None,
        flavour: Flavour::Plain,
    }),
};

pub static BULK_OPERATION_TABLE_DETAIL: Shape = Shape {
    name: "BulkOperationTableDetail",
    kind: Kind::Structure(Members {
        members: &[
            Member::optional("TableName", &TABLE_ARN),
            Member::optional("TableId", &TABLE_ID),
        ],
        check_order: None,
        flavour: Flavour::Plain,
    }),
};

pub static BULK_OPERATION_USAGE: Shape = Shape {
    name: "BulkOperationUsage",
    kind: Kind::Structure(Members {
        members: &[
            Member::optional("TableName", &TABLE_ARN),
            Member::optional("BulkPutBytes", &NON_NEGATIVE_LONG_OBJECT),
            Member::optional("Table", &BULK_OPERATION_BYTES),
            Member::optional("LocalSecondaryIndexes", &SECONDARY_INDEXES_BULK_BYTES_MAP),
            Member::optional("GlobalSecondaryIndexes", &SECONDARY_INDEXES_BULK_BYTES_MAP),
            Member::optional("VectorIndexes", &VECTOR_INDEXES_BULK_VECTOR_BYTES_MAP),
        ],
        check_order: None,
        flavour: Flavour::Plain,
    }),
};

pub static BULK_OPERATION_VECTOR_BYTES: Shape = Shape {
    name: "BulkOperationVectorBytes",
    kind: Kind::Structure(Members {
        members: &[
            Member::optional("BulkPutVectorBytes", &NON_NEGATIVE_LONG_OBJECT),
        ],
        check_order: None,
        flavour: Flavour::Plain,
    }),
};

pub static CANCELLATION_REASON: Shape = Shape {
    name: "CancellationReason",
    kind: Kind::Structure(Members {
        members: &[
            Member::optional("Item", &ATTRIBUTE_MAP),
            Member::optional("Code", &CODE),
            Member::optional("Message", &ERROR_MESSAGE),
        ],
        check_order: None,
        flavour: Flavour::Plain,
    }),
};

pub static CAPACITY: Shape = Shape {
    name: "Capacity",
    kind: Kind::Structure(Members {
        members: &[
            Member::optional("ReadCapacityUnits", &CONSUMED_CAPACITY_UNITS),
            Member::optional("WriteCapacityUnits", &CONSUMED_CAPACITY_UNITS),
            Member::optional("CapacityUnits", &CONSUMED_CAPACITY_UNITS),
        ],
        check_order: None,
        flavour: Flavour::Plain,
    }),
};

pub static CONDITION: Shape = Shape {
    name: "Condition",
    kind: Kind::Structure(Members {
        members: &[
            Member::optional("AttributeValueList", &ATTRIBUTE_VALUE_LIST),
            Member::required("ComparisonOperator", &COMPARISON_OPERATOR),
        ],
        check_order: None,
        flavour: Flavour::Plain,
    }),
};

pub static CONSUMED_CAPACITY: Shape = Shape {
    name: "ConsumedCapacity",
    kind: Kind::Structure(Members {
        members: &[
            Member::optional("TableName", &TABLE_ARN),
            Member::optional("CapacityUnits", &CONSUMED_CAPACITY_UNITS),
            Member::optional("ReadCapacityUnits", &CONSUMED_CAPACITY_UNITS),
            Member::optional("WriteCapacityUnits", &CONSUMED_CAPACITY_UNITS),
            Member::optional("Table", &CAPACITY),
            Member::optional("LocalSecondaryIndexes", &SECONDARY_INDEXES_CAPACITY_MAP),
            Member::optional("GlobalSecondaryIndexes", &SECONDARY_INDEXES_CAPACITY_MAP),
            Member::optional("VectorIndexes", &VECTOR_INDEXES_CAPACITY_MAP),
        ],
        check_order: None,
        flavour: Flavour::Plain,
    }),
};

pub static CONTINUOUS_BACKUPS_DESCRIPTION: Shape = Shape {
    name: "ContinuousBackupsDescription",
    kind: Kind::Structure(Members {
        members: &[
            Member::required("ContinuousBackupsStatus", &CONTINUOUS_BACKUPS_STATUS),
            Member::optional("PointInTimeRecoveryDescription", &POINT_IN_TIME_RECOVERY_DESCRIPTION),
        ],
        check_order: None,
        flavour: Flavour::Plain,
    }),
};

pub static CSV_OPTIONS: Shape = Shape {
    name: "CsvOptions",
    kind: Kind::Structure(Members {
        members: &[
            Member::optional("Delimiter", &CSV_DELIMITER),
            Member::optional("HeaderList", &CSV_HEADER_LIST),
        ],
        check_order: None,
        flavour: Flavour::Plain,
    }),
};

pub static ENABLE_KINESIS_STREAMING_CONFIGURATION: Shape = Shape {
    name: "EnableKinesisStreamingConfiguration",
    kind: Kind::Structure(Members {
        members: &[
            Member::optional("ApproximateCreationDateTimePrecision", &APPROXIMATE_CREATION_DATE_TIME_PRECISION),
        ],
        check_order: None,
        flavour: Flavour::Plain,
    }),
};

pub static EXPECTED_ATTRIBUTE_VALUE: Shape = Shape {
    name: "ExpectedAttributeValue",
    kind: Kind::Structure(Members {
        members: &[
            Member::optional("Value", &ATTRIBUTE_VALUE),
            Member::optional("Exists", &BOOLEAN_OBJECT),
            Member::optional("ComparisonOperator", &COMPARISON_OPERATOR),
            Member::optional("AttributeValueList", &ATTRIBUTE_VALUE_LIST),
        ],
        check_order: Some(&[3, 2, 1, 0]),
        flavour: Flavour::Plain,
    }),
};

pub static EXPORT_DESCRIPTION: Shape = Shape {
    name: "ExportDescription",
    kind: Kind::Structure(Members {
        members: &[
            Member::optional("ExportArn", &EXPORT_ARN),
            Member::optional("ExportStatus", &EXPORT_STATUS),
            Member::optional("StartTime", &EXPORT_START_TIME),
            Member::optional("EndTime", &EXPORT_END_TIME),
            Member::optional("ExportManifest", &EXPORT_MANIFEST),
            Member::optional("TableArn", &TABLE_ARN),
            Member::optional("TableId", &TABLE_ID),
            Member::optional("ExportTime", &EXPORT_TIME),
            Member::optional("ClientToken", &CLIENT_TOKEN),
            Member::optional("S3Bucket", &S3_BUCKET),
            Member::optional("S3BucketOwner", &S3_BUCKET_OWNER),
            Member::optional("S3Prefix", &S3_PREFIX),
            Member::optional("S3SseAlgorithm", &S3_SSE_ALGORITHM),
            Member::optional("S3SseKmsKeyId", &S3_SSE_KMS_KEY_ID),
            Member::optional("FailureCode", &FAILURE_CODE),
            Member::optional("FailureMessage", &FAILURE_MESSAGE),
            Member::optional("ExportFormat", &EXPORT_FORMAT),
            Member::optional("BilledSizeBytes", &BILLED_SIZE_BYTES),
            Member::optional("ItemCount", &ITEM_COUNT),
            Member::optional("ExportType", &EXPORT_TYPE),
            Member::optional("IncrementalExportSpecification", &INCREMENTAL_EXPORT_SPECIFICATION),
            Member::optional("FilterSpecification", &FILTER_SPECIFICATION),
        ],
        check_order: None,
        flavour: Flavour::Plain,
    }),
};

pub static FILTER_SPECIFICATION: Shape = Shape {
    name: "FilterSpecification",
    kind: Kind::Structure(Members {
        members: &[
            Member::optional("FilterExpression", &CONDITION_EXPRESSION),
            Member::optional("ProjectionExpression", &PROJECTION_EXPRESSION),
            Member::optional("KeyConditionExpression", &KEY_EXPRESSION),
            Member::optional("ExpressionAttributeNames", &EXPRESSION_ATTRIBUTE_NAME_MAP),
            Member::optional("ExpressionAttributeValues", &EXPRESSION_ATTRIBUTE_VALUE_MAP),
        ],
        check_order: None,
        flavour: Flavour::Plain,
    }),
};

pub static GLOBAL_SECONDARY_INDEX: Shape = Shape {
    name: "GlobalSecondaryIndex",
    kind: Kind::Structure(Members {
        members: &[
            Member::required("IndexName", &INDEX_NAME),
            Member::required("KeySchema", &KEY_SCHEMA),
            Member::required("Projection", &PROJECTION),
            Member::optional("ProvisionedThroughput", &PROVISIONED_THROUGHPUT),
            Member::optional("OnDemandThroughput", &ON_DEMAND_THROUGHPUT),
            Member::optional("WarmThroughput", &WARM_THROUGHPUT),
        ],
        check_order: None,
        flavour: Flavour::Plain,
    }),
};
