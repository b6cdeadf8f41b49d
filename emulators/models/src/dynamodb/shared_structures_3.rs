//! What several operations use. Generated from dynamodb/2012-08-10: see `emulators/codegen`.

use super::*;

#[derive(Clone, Debug, Default, PartialEq)]
pub struct ReplicaGlobalSecondaryIndexAutoScalingDescription {
    pub index_name: Option<String>,
    pub index_status: Option<String>,
    pub provisioned_read_capacity_auto_scaling_settings: Option<AutoScalingSettingsDescription>,
    pub provisioned_write_capacity_auto_scaling_settings: Option<AutoScalingSettingsDescription>,
}

structure! { ReplicaGlobalSecondaryIndexAutoScalingDescription: REPLICA_GLOBAL_SECONDARY_INDEX_AUTO_SCALING_DESCRIPTION [0 index_name, 1 index_status, 2 provisioned_read_capacity_auto_scaling_settings, 3 provisioned_write_capacity_auto_scaling_settings] }

#[derive(Clone, Debug, Default, PartialEq)]
pub struct ReplicaGlobalSecondaryIndexDescription {
    pub index_name: Option<String>,
    pub provisioned_throughput_override: Option<ProvisionedThroughputOverride>,
    pub on_demand_throughput_override: Option<OnDemandThroughputOverride>,
    pub warm_throughput: Option<GlobalSecondaryIndexWarmThroughputDescription>,
}

structure! { ReplicaGlobalSecondaryIndexDescription: REPLICA_GLOBAL_SECONDARY_INDEX_DESCRIPTION [0 index_name, 1 provisioned_throughput_override, 2 on_demand_throughput_override, 3 warm_throughput] }

#[derive(Clone, Debug, Default, PartialEq)]
pub struct ReplicaGlobalSecondaryIndexSettingsDescription {
    pub index_name: String,
    pub index_status: Option<String>,
    pub provisioned_read_capacity_units: Option<i64>,
    pub provisioned_read_capacity_auto_scaling_settings: Option<AutoScalingSettingsDescription>,
    pub provisioned_write_capacity_units: Option<i64>,
    pub provisioned_write_capacity_auto_scaling_settings: Option<AutoScalingSettingsDescription>,
}

structure! { ReplicaGlobalSecondaryIndexSettingsDescription: REPLICA_GLOBAL_SECONDARY_INDEX_SETTINGS_DESCRIPTION [0 index_name, 1 index_status, 2 provisioned_read_capacity_units, 3 provisioned_read_capacity_auto_scaling_settings, 4 provisioned_write_capacity_units, 5 provisioned_write_capacity_auto_scaling_settings] }

#[derive(Clone, Debug, Default, PartialEq)]
pub struct ReplicaSettingsDescription {
    pub region_name: String,
    pub replica_status: Option<String>,
    pub replica_billing_mode_summary: Option<BillingModeSummary>,
    pub replica_provisioned_read_capacity_units: Option<i64>,
    pub replica_provisioned_read_capacity_auto_scaling_settings: Option<AutoScalingSettingsDescription>,
    pub replica_provisioned_write_capacity_units: Option<i64>,
    pub replica_provisioned_write_capacity_auto_scaling_settings: Option<AutoScalingSettingsDescription>,
    pub replica_global_secondary_index_settings: Option<Vec<ReplicaGlobalSecondaryIndexSettingsDescription>>,
    pub replica_table_class_summary: Option<TableClassSummary>,
}

structure! { ReplicaSettingsDescription: REPLICA_SETTINGS_DESCRIPTION [0 region_name, 1 replica_status, 2 replica_billing_mode_summary, 3 replica_provisioned_read_capacity_units, 4 replica_provisioned_read_capacity_auto_scaling_settings, 5 replica_provisioned_write_capacity_units, 6 replica_provisioned_write_capacity_auto_scaling_settings, 7 replica_global_secondary_index_settings, 8 replica_table_class_summary] }

#[derive(Clone, Debug, PartialEq)]
pub struct RestoreSummary {
    pub source_backup_arn: Option<String>,
    pub source_table_arn: Option<String>,
    pub restore_date_time: DateTime,
    pub restore_in_progress: bool,
}

impl Default for RestoreSummary {
    fn default() -> Self {
        Self {
            source_backup_arn: Default::default(),
            source_table_arn: Default::default(),
            restore_date_time: DateTime::from_secs(0),
            restore_in_progress: Default::default(),
        }
    }
}

structure! { RestoreSummary: RESTORE_SUMMARY [0 source_backup_arn, 1 source_table_arn, 2 restore_date_time, 3 restore_in_progress] }

#[derive(Clone, Debug, Default, PartialEq)]
pub struct S3BucketSource {
    pub s3_bucket_owner: Option<String>,
    pub s3_bucket: String,
    pub s3_key_prefix: Option<String>,
}

structure! { S3BucketSource: S3_BUCKET_SOURCE [0 s3_bucket_owner, 1 s3_bucket, 2 s3_key_prefix] }

#[derive(Clone, Debug, Default, PartialEq)]
pub struct SSEDescription {
    pub status: Option<String>,
    pub sse_type: Option<String>,
    pub kms_master_key_arn: Option<String>,
    pub inaccessible_encryption_date_time: Option<DateTime>,
}

structure! { SSEDescription: SSE_DESCRIPTION [0 status, 1 sse_type, 2 kms_master_key_arn, 3 inaccessible_encryption_date_time] }

#[derive(Clone, Debug, Default, PartialEq)]
pub struct SSESpecification {
    pub enabled: Option<bool>,
    pub sse_type: Option<String>,
    pub kms_master_key_id: Option<String>,
}

structure! { SSESpecification: SSE_SPECIFICATION [0 enabled, 1 sse_type, 2 kms_master_key_id] }

#[derive(Clone, Debug, Default, PartialEq)]
pub struct SearchSchemaElement {
    pub attribute_name: String,
    pub search_schema_element_type: String,
}

structure! { SearchSchemaElement: SEARCH_SCHEMA_ELEMENT [0 attribute_name, 1 search_schema_element_type] }

#[derive(Clone, Debug, PartialEq)]
pub struct SourceTableDetails {
    pub table_name: String,
    pub table_id: String,
    pub table_arn: Option<String>,
    pub table_size_bytes: Option<i64>,
    pub key_schema: Vec<KeySchemaElement>,
    pub table_creation_date_time: DateTime,
    pub provisioned_throughput: ProvisionedThroughput,
    pub on_demand_throughput: Option<OnDemandThroughput>,
    pub item_count: Option<i64>,
    pub billing_mode: Option<String>,
}

impl Default for SourceTableDetails {
    fn default() -> Self {
        Self {
            table_name: Default::default(),
            table_id: Default::default(),
            table_arn: Default::default(),
            table_size_bytes: Default::default(),
            key_schema: Default::default(),
            table_creation_date_time: DateTime::from_secs(0),
            provisioned_throughput: Default::default(),
            on_demand_throughput: Default::default(),
            item_count: Default::default(),
            billing_mode: Default::default(),
        }
    }
}

structure! { SourceTableDetails: SOURCE_TABLE_DETAILS [0 table_name, 1 table_id, 2 table_arn, 3 table_size_bytes, 4 key_schema, 5 table_creation_date_time, 6 provisioned_throughput, 7 on_demand_throughput, 8 item_count, 9 billing_mode] }

#[derive(Clone, Debug, Default, PartialEq)]
pub struct SourceTableFeatureDetails {
    pub local_secondary_indexes: Option<Vec<LocalSecondaryIndexInfo>>,
    pub global_secondary_indexes: Option<Vec<GlobalSecondaryIndexInfo>>,
    pub stream_description: Option<StreamSpecification>,
    pub time_to_live_description: Option<TimeToLiveDescription>,
    pub sse_description: Option<SSEDescription>,
    pub vector_indexes: Option<Vec<VectorIndexInfo>>,
}

structure! { SourceTableFeatureDetails: SOURCE_TABLE_FEATURE_DETAILS [0 local_secondary_indexes, 1 global_secondary_indexes, 2 stream_description, 3 time_to_live_description, 4 sse_description, 5 vector_indexes] }

#[derive(Clone, Debug, Default, PartialEq)]
pub struct StreamSpecification {
    pub stream_enabled: bool,
    pub stream_view_type: Option<String>,
}

structure! { StreamSpecification: STREAM_SPECIFICATION [0 stream_enabled, 1 stream_view_type] }

#[derive(Clone, Debug, Default, PartialEq)]
pub struct TableAutoScalingDescription {
    pub table_name: Option<String>,
    pub table_status: Option<String>,
    pub replicas: Option<Vec<ReplicaAutoScalingDescription>>,
}

structure! { TableAutoScalingDescription: TABLE_AUTO_SCALING_DESCRIPTION [0 table_name, 1 table_status, 2 replicas] }

#[derive(Clone, Debug, Default, PartialEq)]
pub struct TableClassSummary {
    pub table_class: Option<String>,
    pub last_update_date_time: Option<DateTime>,
}

structure! { TableClassSummary: TABLE_CLASS_SUMMARY [0 table_class, 1 last_update_date_time] }

#[derive(Clone, Debug, Default, PartialEq)]
pub struct TableCreationParameters {
    pub table_name: String,
    pub attribute_definitions: Vec<AttributeDefinition>,
    pub key_schema: Vec<KeySchemaElement>,
    pub billing_mode: Option<String>,
    pub provisioned_throughput: Option<ProvisionedThroughput>,
    pub on_demand_throughput: Option<OnDemandThroughput>,
    pub sse_specification: Option<SSESpecification>,
    pub global_secondary_indexes: Option<Vec<GlobalSecondaryIndex>>,
    pub vector_indexes: Option<Vec<VectorIndex>>,
}

structure! { TableCreationParameters: TABLE_CREATION_PARAMETERS [0 table_name, 1 attribute_definitions, 2 key_schema, 3 billing_mode, 4 provisioned_throughput, 5 on_demand_throughput, 6 sse_specification, 7 global_secondary_indexes, 8 vector_indexes] }

#[derive(Clone, Debug, Default, PartialEq)]
pub struct TableDescription {
    pub attribute_definitions: Option<Vec<AttributeDefinition>>,
    pub table_name: Option<String>,
    pub key_schema: Option<Vec<KeySchemaElement>>,
    pub table_status: Option<String>,
    pub creation_date_time: Option<DateTime>,
    pub provisioned_throughput: Option<ProvisionedThroughputDescription>,
    pub table_size_bytes: Option<i64>,
    pub item_count: Option<i64>,
    pub table_arn: Option<String>,
    pub table_id: Option<String>,
    pub billing_mode_summary: Option<BillingModeSummary>,
    pub local_secondary_indexes: Option<Vec<LocalSecondaryIndexDescription>>,
    pub global_secondary_indexes: Option<Vec<GlobalSecondaryIndexDescription>>,
    pub stream_specification: Option<StreamSpecification>,
    pub latest_stream_label: Option<String>,
    pub latest_stream_arn: Option<String>,
    pub global_table_version: Option<String>,
    pub replicas: Option<Vec<ReplicaDescription>>,
    pub global_table_witnesses: Option<Vec<GlobalTableWitnessDescription>>,
    pub global_table_settings_replication_mode: Option<String>,
    pub restore_summary: Option<RestoreSummary>,
    pub sse_description: Option<SSEDescription>,
    pub archival_summary: Option<ArchivalSummary>,
    pub table_class_summary: Option<TableClassSummary>,
    pub deletion_protection_enabled: Option<bool>,
    pub disassociation_protection_enabled: Option<bool>,
    pub on_demand_throughput: Option<OnDemandThroughput>,
    pub warm_throughput: Option<TableWarmThroughputDescription>,
    pub multi_region_consistency: Option<String>,
    pub vector_indexes: Option<Vec<VectorIndexDescription>>,
}

structure! { TableDescription: TABLE_DESCRIPTION [0 attribute_definitions, 1 table_name, 2 key_schema, 3 table_status, 4 creation_date_time, 5 provisioned_throughput, 6 table_size_bytes, 7 item_count, 8 table_arn, 9 table_id, 10 billing_mode_summary, 11 local_secondary_indexes, 12 global_secondary_indexes, 13 stream_specification, 14 latest_stream_label, 15 latest_stream_arn, 16 global_table_version, 17 replicas, 18 global_table_witnesses, 19 global_table_settings_replication_mode, 20 restore_summary, 21 sse_description, 22 archival_summary, 23 table_class_summary, 24 deletion_protection_enabled, 25 disassociation_protection_enabled, 26 on_demand_throughput, 27 warm_throughput, 28 multi_region_consistency, 29 vector_indexes] }

#[derive(Clone, Debug, Default, PartialEq)]
pub struct TableWarmThroughputDescription {
    pub read_units_per_second: Option<i64>,
    pub write_units_per_second: Option<i64>,
    pub status: Option<String>,
}

structure! { TableWarmThroughputDescription: TABLE_WARM_THROUGHPUT_DESCRIPTION [0 read_units_per_second, 1 write_units_per_second, 2 status] }

#[derive(Clone, Debug, Default, PartialEq)]
pub struct Tag {
    pub key: String,
    pub value: String,
}

structure! { Tag: TAG [0 key, 1 value] }

#[derive(Clone, Debug, Default, PartialEq)]
pub struct ThrottlingReason {
    pub reason: Option<String>,
    pub resource: Option<String>,
}

structure! { ThrottlingReason: THROTTLING_REASON [0 reason, 1 resource] }

#[derive(Clone, Debug, Default, PartialEq)]
pub struct TimeToLiveDescription {
    pub time_to_live_status: Option<String>,
    pub attribute_name: Option<String>,
}

structure! { TimeToLiveDescription: TIME_TO_LIVE_DESCRIPTION [0 time_to_live_status, 1 attribute_name] }

#[derive(Clone, Debug, Default, PartialEq)]
pub struct VectorAttributeDefinition {
    pub attribute_name: String,
}

structure! { VectorAttributeDefinition: VECTOR_ATTRIBUTE_DEFINITION [0 attribute_name] }

#[derive(Clone, Debug, Default, PartialEq)]
pub struct VectorCapacity {
    pub vector_search_request_bytes: Option<f64>,
    pub vector_write_request_bytes: Option<f64>,
}

structure! { VectorCapacity: VECTOR_CAPACITY [0 vector_search_request_bytes, 1 vector_write_request_bytes] }

#[derive(Clone, Debug, Default, PartialEq)]
pub struct VectorIndex {
    pub index_name: String,
    pub vector_attribute: VectorAttributeDefinition,
    pub search_schema: Option<Vec<SearchSchemaElement>>,
    pub projection: Projection,
    pub dimensions: i64,
    pub distance_function: String,
}

structure! { VectorIndex: VECTOR_INDEX [0 index_name, 1 vector_attribute, 2 search_schema, 3 projection, 4 dimensions, 5 distance_function] }

#[derive(Clone, Debug, Default, PartialEq)]
pub struct VectorIndexDescription {
    pub index_name: Option<String>,
    pub search_schema: Option<Vec<SearchSchemaElement>>,
    pub projection: Option<Projection>,
    pub vector_attribute: Option<VectorAttributeDefinition>,
    pub dimensions: Option<i64>,
    pub distance_function: Option<String>,
    pub index_status: Option<String>,
    pub backfilling: Option<bool>,
    pub index_size_bytes: Option<i64>,
    pub item_count: Option<i64>,
    pub index_arn: Option<String>,
}

structure! { VectorIndexDescription: VECTOR_INDEX_DESCRIPTION [0 index_name, 1 search_schema, 2 projection, 3 vector_attribute, 4 dimensions, 5 distance_function, 6 index_status, 7 backfilling, 8 index_size_bytes, 9 item_count, 10 index_arn] }

#[derive(Clone, Debug, Default, PartialEq)]
pub struct VectorIndexInfo {
    pub index_name: Option<String>,
    pub vector_attribute: Option<VectorAttributeDefinition>,
    pub search_schema: Option<Vec<SearchSchemaElement>>,
    pub projection: Option<Projection>,
    pub dimensions: Option<i64>,
    pub distance_function: Option<String>,
}

structure! { VectorIndexInfo: VECTOR_INDEX_INFO [0 index_name, 1 vector_attribute, 2 search_schema, 3 projection, 4 dimensions, 5 distance_function] }

#[derive(Clone, Debug, Default, PartialEq)]
pub struct WarmThroughput {
    pub read_units_per_second: Option<i64>,
    pub write_units_per_second: Option<i64>,
}

structure! { WarmThroughput: WARM_THROUGHPUT [0 read_units_per_second, 1 write_units_per_second] }

pub static REPLICA_GLOBAL_SECONDARY_INDEX_AUTO_SCALING_DESCRIPTION: Shape = Shape {
    name: "ReplicaGlobalSecondaryIndexAutoScalingDescription",
    kind: Kind::Structure(Members {
        members: &[
            Member::optional("IndexName", &INDEX_NAME),
            Member::optional("IndexStatus", &INDEX_STATUS),
            Member::optional("ProvisionedReadCapacityAutoScalingSettings", &AUTO_SCALING_SETTINGS_DESCRIPTION),
            Member::optional("ProvisionedWriteCapacityAutoScalingSettings", &AUTO_SCALING_SETTINGS_DESCRIPTION),
        ],
        check_order: None,
        flavour: Flavour::Plain,
    }),
};

pub static REPLICA_GLOBAL_SECONDARY_INDEX_DESCRIPTION: Shape = Shape {
    name: "ReplicaGlobalSecondaryIndexDescription",
    kind: Kind::Structure(Members {
        members: &[
            Member::optional("IndexName", &INDEX_NAME),
            Member::optional("ProvisionedThroughputOverride", &PROVISIONED_THROUGHPUT_OVERRIDE),
            Member::optional("OnDemandThroughputOverride", &ON_DEMAND_THROUGHPUT_OVERRIDE),
            Member::optional("WarmThroughput", &GLOBAL_SECONDARY_INDEX_WARM_THROUGHPUT_DESCRIPTION),
        ],
        check_order: None,
        flavour: Flavour::Plain,
    }),
};

pub static REPLICA_GLOBAL_SECONDARY_INDEX_SETTINGS_DESCRIPTION: Shape = Shape {
    name: "ReplicaGlobalSecondaryIndexSettingsDescription",
    kind: Kind::Structure(Members {
        members: &[
            Member::required("IndexName", &INDEX_NAME),
            Member::optional("IndexStatus", &INDEX_STATUS),
            Member::optional("ProvisionedReadCapacityUnits", &POSITIVE_LONG_OBJECT),
            Member::optional("ProvisionedReadCapacityAutoScalingSettings", &AUTO_SCALING_SETTINGS_DESCRIPTION),
            Member::optional("ProvisionedWriteCapacityUnits", &POSITIVE_LONG_OBJECT),
            Member::optional("ProvisionedWriteCapacityAutoScalingSettings", &AUTO_SCALING_SETTINGS_DESCRIPTION),
        ],
        check_order: None,
        flavour: Flavour::Plain,
    }),
};

pub static REPLICA_SETTINGS_DESCRIPTION: Shape = Shape {
    name: "ReplicaSettingsDescription",
    kind: Kind::Structure(Members {
        members: &[
            Member::required("RegionName", &REGION_NAME),
            Member::optional("ReplicaStatus", &REPLICA_STATUS),
            Member::optional("ReplicaBillingModeSummary", &BILLING_MODE_SUMMARY),
            Member::optional("ReplicaProvisionedReadCapacityUnits", &NON_NEGATIVE_LONG_OBJECT),
            Member::optional("ReplicaProvisionedReadCapacityAutoScalingSettings", &AUTO_SCALING_SETTINGS_DESCRIPTION),
            Member::optional("ReplicaProvisionedWriteCapacityUnits", &NON_NEGATIVE_LONG_OBJECT),
            Member::optional("ReplicaProvisionedWriteCapacityAutoScalingSettings", &AUTO_SCALING_SETTINGS_DESCRIPTION),
            Member::optional("ReplicaGlobalSecondaryIndexSettings", &REPLICA_GLOBAL_SECONDARY_INDEX_SETTINGS_DESCRIPTION_LIST),
            Member::optional("ReplicaTableClassSummary", &TABLE_CLASS_SUMMARY),
        ],
        check_order: None,
        flavour: Flavour::Plain,
    }),
};

pub static RESTORE_SUMMARY: Shape = Shape {
    name: "RestoreSummary",
    kind: Kind::Structure(Members {
        members: &[
            Member::optional("SourceBackupArn", &BACKUP_ARN),
            Member::optional("SourceTableArn", &TABLE_ARN),
            Member::required("RestoreDateTime", &DATE),
            Member::required("RestoreInProgress", &RESTORE_IN_PROGRESS),
        ],
        check_order: None,
        flavour: Flavour::Plain,
    }),
};

pub static S3_BUCKET_SOURCE: Shape = Shape {
    name: "S3BucketSource",
    kind: Kind::Structure(Members {
        members: &[
            Member::optional("S3BucketOwner", &S3_BUCKET_OWNER),
            Member::required("S3Bucket", &S3_BUCKET),
            Member::optional("S3KeyPrefix", &S3_PREFIX),
        ],
        check_order: None,
        flavour: Flavour::Plain,
    }),
};

pub static SSE_DESCRIPTION: Shape = Shape {
    name: "SSEDescription",
    kind: Kind::Structure(Members {
        members: &[
            Member::optional("Status", &SSE_STATUS),
            Member::optional("SSEType", &SSE_TYPE),
            Member::optional("KMSMasterKeyArn", &KMS_MASTER_KEY_ARN),
            Member::optional("InaccessibleEncryptionDateTime", &DATE),
        ],
        check_order: None,
        flavour: Flavour::Plain,
    }),
};

pub static SSE_SPECIFICATION: Shape = Shape {
    name: "SSESpecification",
    kind: Kind::Structure(Members {
        members: &[
            Member::optional("Enabled", &SSE_ENABLED),
            Member::optional("SSEType", &SSE_TYPE),
            Member::optional("KMSMasterKeyId", &KMS_MASTER_KEY_ID),
        ],
        check_order: None,
        flavour: Flavour::Plain,
    }),
};

pub static SEARCH_SCHEMA_ELEMENT: Shape = Shape {
    name: "SearchSchemaElement",
    kind: Kind::Structure(Members {
        members: &[
            Member::required("AttributeName", &ATTRIBUTE_NAME),
            Member::required("SearchSchemaElementType", &SEARCH_SCHEMA_ELEMENT_TYPE),
        ],
        check_order: None,
        flavour: Flavour::Plain,
    }),
};

pub static SOURCE_TABLE_DETAILS: Shape = Shape {
    name: "SourceTableDetails",
    kind: Kind::Structure(Members {
        members: &[
            Member::required("TableName", &TABLE_NAME),
            Member::required("TableId", &TABLE_ID),
            Member::optional("TableArn", &TABLE_ARN),
            Member::optional("TableSizeBytes", &LONG_OBJECT),
            Member::required("KeySchema", &KEY_SCHEMA),
            Member::required("TableCreationDateTime", &TABLE_CREATION_DATE_TIME),
            Member::required("ProvisionedThroughput", &PROVISIONED_THROUGHPUT),
            Member::optional("OnDemandThroughput", &ON_DEMAND_THROUGHPUT),
            Member::optional("ItemCount", &ITEM_COUNT),
            Member::optional("BillingMode", &BILLING_MODE),
        ],
        check_order: None,
        flavour: Flavour::Plain,
    }),
};

pub static SOURCE_TABLE_FEATURE_DETAILS: Shape = Shape {
    name: "SourceTableFeatureDetails",
    kind: Kind::Structure(Members {
        members: &[
            Member::optional("LocalSecondaryIndexes", &LOCAL_SECONDARY_INDEXES),
            Member::optional("GlobalSecondaryIndexes", &GLOBAL_SECONDARY_INDEXES),
            Member::optional("StreamDescription", &STREAM_SPECIFICATION),
            Member::optional("TimeToLiveDescription", &TIME_TO_LIVE_DESCRIPTION),
            Member::optional("SSEDescription", &SSE_DESCRIPTION),
            Member::optional("VectorIndexes", &VECTOR_INDEXES),
        ],
        check_order: None,
        flavour: Flavour::Plain,
    }),
};

pub static STREAM_SPECIFICATION: Shape = Shape {
    name: "StreamSpecification",
    kind: Kind::Structure(Members {
        members: &[
            Member::required("StreamEnabled", &STREAM_ENABLED),
            Member::optional("StreamViewType", &STREAM_VIEW_TYPE),
        ],
        check_order: None,
        flavour: Flavour::Plain,
    }),
};

pub static TABLE_AUTO_SCALING_DESCRIPTION: Shape = Shape {
    name: "TableAutoScalingDescription",
    kind: Kind::Structure(Members {
        members: &[
            Member::optional("TableName", &TABLE_NAME),
            Member::optional("TableStatus", &TABLE_STATUS),
            Member::optional("Replicas", &REPLICA_AUTO_SCALING_DESCRIPTION_LIST),
        ],
        check_order: None,
        flavour: Flavour::Plain,
    }),
};

pub static TABLE_CLASS_SUMMARY: Shape = Shape {
    name: "TableClassSummary",
    kind: Kind::Structure(Members {
        members: &[
            Member::optional("TableClass", &TABLE_CLASS),
            Member::optional("LastUpdateDateTime", &DATE),
        ],
        check_order: None,
        flavour: Flavour::Plain,
    }),
};

pub static TABLE_CREATION_PARAMETERS: Shape = Shape {
    name: "TableCreationParameters",
    kind: Kind::Structure(Members {
        members: &[
            Member::required("TableName", &TABLE_NAME),
            Member::required("AttributeDefinitions", &ATTRIBUTE_DEFINITIONS),
            Member::required("KeySchema", &KEY_SCHEMA),
            Member::optional("BillingMode", &BILLING_MODE),
            Member::optional("ProvisionedThroughput", &PROVISIONED_THROUGHPUT),
            Member::optional("OnDemandThroughput", &ON_DEMAND_THROUGHPUT),
            Member::optional("SSESpecification", &SSE_SPECIFICATION),
            Member::optional("GlobalSecondaryIndexes", &GLOBAL_SECONDARY_INDEX_LIST),
            Member::optional("VectorIndexes", &VECTOR_INDEX_LIST),
        ],
        check_order: None,
        flavour: Flavour::Plain,
    }),
};

pub static TABLE_DESCRIPTION: Shape = Shape {
    name: "TableDescription",
    kind: Kind::Structure(Members {
        members: &[
            Member::optional("AttributeDefinitions", &ATTRIBUTE_DEFINITIONS),
            Member::optional("TableName", &TABLE_NAME),
            Member::optional("KeySchema", &KEY_SCHEMA),
            Member::optional("TableStatus", &TABLE_STATUS),
            Member::optional("CreationDateTime", &DATE),
            Member::optional("ProvisionedThroughput", &PROVISIONED_THROUGHPUT_DESCRIPTION),
            Member::optional("TableSizeBytes", &LONG_OBJECT),
            Member::optional("ItemCount", &LONG_OBJECT),
            Member::optional("TableArn", &STRING),
            Member::optional("TableId", &TABLE_ID),
            Member::optional("BillingModeSummary", &BILLING_MODE_SUMMARY),
            Member::optional("LocalSecondaryIndexes", &LOCAL_SECONDARY_INDEX_DESCRIPTION_LIST),
            Member::optional("GlobalSecondaryIndexes", &GLOBAL_SECONDARY_INDEX_DESCRIPTION_LIST),
            Member::optional("StreamSpecification", &STREAM_SPECIFICATION),
            Member::optional("LatestStreamLabel", &STRING),
            Member::optional("LatestStreamArn", &STREAM_ARN),
            Member::optional("GlobalTableVersion", &STRING),
            Member::optional("Replicas", &REPLICA_DESCRIPTION_LIST),
            Member::optional("GlobalTableWitnesses", &GLOBAL_TABLE_WITNESS_DESCRIPTION_LIST),
            Member::optional("GlobalTableSettingsReplicationMode", &GLOBAL_TABLE_SETTINGS_REPLICATION_MODE),
            Member::optional("RestoreSummary", &RESTORE_SUMMARY),
            Member::optional("SSEDescription", &SSE_DESCRIPTION),
            Member::optional("ArchivalSummary", &ARCHIVAL_SUMMARY),
            Member::optional("TableClassSummary", &TABLE_CLASS_SUMMARY),
            Member::optional("DeletionProtectionEnabled", &DELETION_PROTECTION_ENABLED),
            Member::optional("DisassociationProtectionEnabled", &DISASSOCIATION_PROTECTION_ENABLED),
            Member::optional("OnDemandThroughput", &ON_DEMAND_THROUGHPUT),
            Member::optional("WarmThroughput", &TABLE_WARM_THROUGHPUT_DESCRIPTION),
            Member::optional("MultiRegionConsistency", &MULTI_REGION_CONSISTENCY),
            Member::optional("VectorIndexes", &VECTOR_INDEX_DESCRIPTION_LIST),
        ],
        check_order: None,
        flavour: Flavour::Plain,
    }),
};

pub static TABLE_WARM_THROUGHPUT_DESCRIPTION: Shape = Shape {
    name: "TableWarmThroughputDescription",
    kind: Kind::Structure(Members {
        members: &[
            Member::optional("ReadUnitsPerSecond", &POSITIVE_LONG_OBJECT),
            Member::optional("WriteUnitsPerSecond", &POSITIVE_LONG_OBJECT),
            Member::optional("Status", &TABLE_STATUS),
        ],
        check_order: None,
        flavour: Flavour::Plain,
    }),
};

pub static TAG: Shape = Shape {
    name: "Tag",
    kind: Kind::Structure(Members {
        members: &[
            Member::required("Key", &TAG_KEY_STRING),
            Member::required("Value", &TAG_VALUE_STRING),
        ],
        check_order: None,
        flavour: Flavour::Plain,
    }),
};

pub static THROTTLING_REASON: Shape = Shape {
    name: "ThrottlingReason",
    kind: Kind::Structure(Members {
        members: &[
            Member::optional("reason", &REASON),
            Member::optional("resource", &RESOURCE),
        ],
        check_order: None,
        flavour: Flavour::Plain,
    }),
};

pub static TIME_TO_LIVE_DESCRIPTION: Shape = Shape {
    name: "TimeToLiveDescription",
    kind: Kind::Structure(Members {
        members: &[
            Member::optional("TimeToLiveStatus", &TIME_TO_LIVE_STATUS),
            Member::optional("AttributeName", &TIME_TO_LIVE_ATTRIBUTE_NAME),
        ],
        check_order: None,
        flavour: Flavour::Plain,
    }),
};

pub static VECTOR_ATTRIBUTE_DEFINITION: Shape = Shape {
    name: "VectorAttributeDefinition",
    kind: Kind::Structure(Members {
        members: &[
            Member::required("AttributeName", &VECTOR_ATTRIBUTE_NAME),
        ],
        check_order: None,
        flavour: Flavour::Plain,
    }),
};

pub static VECTOR_CAPACITY: Shape = Shape {
    name: "VectorCapacity",
    kind: Kind::Structure(Members {
        members: &[
            Member::optional("VectorSearchRequestBytes", &CONSUMED_CAPACITY_UNITS),
            Member::optional("VectorWriteRequestBytes", &CONSUMED_CAPACITY_UNITS),
        ],
        check_order: None,
        flavour: Flavour::Plain,
    }),
};

pub static VECTOR_INDEX: Shape = Shape {
    name: "VectorIndex",
    kind: Kind::Structure(Members {
        members: &[
            Member::required("IndexName", &INDEX_NAME),
            Member::required("VectorAttribute", &VECTOR_ATTRIBUTE_DEFINITION),
            Member::optional("SearchSchema", &SEARCH_SCHEMA),
            Member::required("Projection", &PROJECTION),
            Member::required("Dimensions", &POSITIVE_LONG_OBJECT),
            Member::required("DistanceFunction", &VECTOR_DISTANCE_FUNCTION),
        ],
        check_order: None,
        flavour: Flavour::Plain,
    }),
};

pub static VECTOR_INDEX_DESCRIPTION: Shape = Shape {
    name: "VectorIndexDescription",
    kind: Kind::Structure(Members {
        members: &[
            Member::optional("IndexName", &INDEX_NAME),
            Member::optional("SearchSchema", &SEARCH_SCHEMA),
            Member::optional("Projection", &PROJECTION),
            Member::optional("VectorAttribute", &VECTOR_ATTRIBUTE_DEFINITION),
            Member::optional("Dimensions", &POSITIVE_LONG_OBJECT),
            Member::optional("DistanceFunction", &VECTOR_DISTANCE_FUNCTION),
            Member::optional("IndexStatus", &INDEX_STATUS),
            Member::optional("Backfilling", &BACKFILLING),
            Member::optional("IndexSizeBytes", &LONG_OBJECT),
            Member::optional("ItemCount", &LONG_OBJECT),
            Member::optional("IndexArn", &STRING),
        ],
        check_order: None,
        flavour: Flavour::Plain,
    }),
};

pub static VECTOR_INDEX_INFO: Shape = Shape {
    name: "VectorIndexInfo",
    kind: Kind::Structure(Members {
        members: &[
            Member::optional("IndexName", &INDEX_NAME),
            Member::optional("VectorAttribute", &VECTOR_ATTRIBUTE_DEFINITION),
            Member::optional("SearchSchema", &SEARCH_SCHEMA),
            Member::optional("Projection", &PROJECTION),
            Member::optional("Dimensions", &POSITIVE_LONG_OBJECT),
            Member::optional("DistanceFunction", &VECTOR_DISTANCE_FUNCTION),
        ],
        check_order: None,
        flavour: Flavour::Plain,
    }),
};

pub static WARM_THROUGHPUT: Shape = Shape {
    name: "WarmThroughput",
    kind: Kind::Structure(Members {
        members: &[
            Member::optional("ReadUnitsPerSecond", &LONG_OBJECT),
            Member::optional("WriteUnitsPerSecond", &LONG_OBJECT),
        ],
        check_order: None,
        flavour: Flavour::Plain,
    }),
};
