//! UpdateTable: what no other operation uses. Generated from dynamodb/2012-08-10: see `emulators/codegen`.

use super::*;

#[derive(Clone, Debug, Default, PartialEq)]
pub struct CreateGlobalSecondaryIndexAction {
    pub index_name: String,
    pub key_schema: Vec<KeySchemaElement>,
    pub projection: Projection,
    pub provisioned_throughput: Option<ProvisionedThroughput>,
    pub on_demand_throughput: Option<OnDemandThroughput>,
    pub warm_throughput: Option<WarmThroughput>,
}

structure! { CreateGlobalSecondaryIndexAction: CREATE_GLOBAL_SECONDARY_INDEX_ACTION [0 index_name, 1 key_schema, 2 projection, 3 provisioned_throughput, 4 on_demand_throughput, 5 warm_throughput] }

#[derive(Clone, Debug, Default, PartialEq)]
pub struct CreateGlobalTableWitnessGroupMemberAction {
    pub region_name: String,
}

structure! { CreateGlobalTableWitnessGroupMemberAction: CREATE_GLOBAL_TABLE_WITNESS_GROUP_MEMBER_ACTION [0 region_name] }

#[derive(Clone, Debug, Default, PartialEq)]
pub struct CreateReplicationGroupMemberAction {
    pub region_name: String,
    pub kms_master_key_id: Option<String>,
    pub provisioned_throughput_override: Option<ProvisionedThroughputOverride>,
    pub on_demand_throughput_override: Option<OnDemandThroughputOverride>,
    pub global_secondary_indexes: Option<Vec<ReplicaGlobalSecondaryIndex>>,
    pub table_class_override: Option<String>,
}

structure! { CreateReplicationGroupMemberAction: CREATE_REPLICATION_GROUP_MEMBER_ACTION [0 region_name, 1 kms_master_key_id, 2 provisioned_throughput_override, 3 on_demand_throughput_override, 4 global_secondary_indexes, 5 table_class_override] }

#[derive(Clone, Debug, Default, PartialEq)]
pub struct CreateVectorIndexAction {
    pub index_name: String,
    pub vector_attribute: VectorAttributeDefinition,
    pub search_schema: Option<Vec<SearchSchemaElement>>,
    pub projection: Projection,
    pub dimensions: i64,
    pub distance_function: String,
}

structure! { CreateVectorIndexAction: CREATE_VECTOR_INDEX_ACTION [0 index_name, 1 vector_attribute, 2 search_schema, 3 projection, 4 dimensions, 5 distance_function] }

#[derive(Clone, Debug, Default, PartialEq)]
pub struct DeleteGlobalSecondaryIndexAction {
    pub index_name: String,
}

structure! { DeleteGlobalSecondaryIndexAction: DELETE_GLOBAL_SECONDARY_INDEX_ACTION [0 index_name] }

#[derive(Clone, Debug, Default, PartialEq)]
pub struct DeleteGlobalTableWitnessGroupMemberAction {
    pub region_name: String,
}

structure! { DeleteGlobalTableWitnessGroupMemberAction: DELETE_GLOBAL_TABLE_WITNESS_GROUP_MEMBER_ACTION [0 region_name] }

#[derive(Clone, Debug, Default, PartialEq)]
pub struct DeleteReplicationGroupMemberAction {
    pub region_name: String,
}

structure! { DeleteReplicationGroupMemberAction: DELETE_REPLICATION_GROUP_MEMBER_ACTION [0 region_name] }

#[derive(Clone, Debug, Default, PartialEq)]
pub struct DeleteVectorIndexAction {
    pub index_name: String,
}

structure! { DeleteVectorIndexAction: DELETE_VECTOR_INDEX_ACTION [0 index_name] }

#[derive(Clone, Debug, Default, PartialEq)]
pub struct DisassociateReplicationGroupMemberAction {
    pub region_name: String,
    pub disassociation_mode: String,
}

structure! { DisassociateReplicationGroupMemberAction: DISASSOCIATE_REPLICATION_GROUP_MEMBER_ACTION [0 region_name, 1 disassociation_mode] }

#[derive(Clone, Debug, Default, PartialEq)]
pub struct GlobalSecondaryIndexUpdate {
    pub update: Option<UpdateGlobalSecondaryIndexAction>,
    pub create: Option<CreateGlobalSecondaryIndexAction>,
    pub delete: Option<DeleteGlobalSecondaryIndexAction>,
}

structure! { GlobalSecondaryIndexUpdate: GLOBAL_SECONDARY_INDEX_UPDATE [0 update, 1 create, 2 delete] }

#[derive(Clone, Debug, Default, PartialEq)]
pub struct GlobalTableWitnessGroupUpdate {
    pub create: Option<CreateGlobalTableWitnessGroupMemberAction>,
    pub delete: Option<DeleteGlobalTableWitnessGroupMemberAction>,
}

structure! { GlobalTableWitnessGroupUpdate: GLOBAL_TABLE_WITNESS_GROUP_UPDATE [0 create, 1 delete] }

#[derive(Clone, Debug, Default, PartialEq)]
pub struct ReplicaGlobalSecondaryIndex {
    pub index_name: String,
    pub provisioned_throughput_override: Option<ProvisionedThroughputOverride>,
    pub on_demand_throughput_override: Option<OnDemandThroughputOverride>,
}

structure! { ReplicaGlobalSecondaryIndex: REPLICA_GLOBAL_SECONDARY_INDEX [0 index_name, 1 provisioned_throughput_override, 2 on_demand_throughput_override] }

#[derive(Clone, Debug, Default, PartialEq)]
pub struct ReplicationGroupUpdate {
    pub create: Option<CreateReplicationGroupMemberAction>,
    pub update: Option<UpdateReplicationGroupMemberAction>,
    pub delete: Option<DeleteReplicationGroupMemberAction>,
    pub disassociate: Option<DisassociateReplicationGroupMemberAction>,
}

structure! { ReplicationGroupUpdate: REPLICATION_GROUP_UPDATE [0 create, 1 update, 2 delete, 3 disassociate] }

#[derive(Clone, Debug, Default, PartialEq)]
pub struct UpdateGlobalSecondaryIndexAction {
    pub index_name: String,
    pub provisioned_throughput: Option<ProvisionedThroughput>,
    pub on_demand_throughput: Option<OnDemandThroughput>,
    pub warm_throughput: Option<WarmThroughput>,
}

structure! { UpdateGlobalSecondaryIndexAction: UPDATE_GLOBAL_SECONDARY_INDEX_ACTION [0 index_name, 1 provisioned_throughput, 2 on_demand_throughput, 3 warm_throughput] }

#[derive(Clone, Debug, Default, PartialEq)]
pub struct UpdateReplicationGroupMemberAction {
    pub region_name: String,
    pub kms_master_key_id: Option<String>,
    pub provisioned_throughput_override: Option<ProvisionedThroughputOverride>,
    pub on_demand_throughput_override: Option<OnDemandThroughputOverride>,
    pub global_secondary_indexes: Option<Vec<ReplicaGlobalSecondaryIndex>>,
    pub table_class_override: Option<String>,
}

structure! { UpdateReplicationGroupMemberAction: UPDATE_REPLICATION_GROUP_MEMBER_ACTION [0 region_name, 1 kms_master_key_id, 2 provisioned_throughput_override, 3 on_demand_throughput_override, 4 global_secondary_indexes, 5 table_class_override] }

#[derive(Clone, Debug, Default, PartialEq)]
pub struct UpdateTableInput {
    pub attribute_definitions: Option<Vec<AttributeDefinition>>,
    pub table_name: String,
    pub billing_mode: Option<String>,
    pub provisioned_throughput: Option<ProvisionedThroughput>,
    pub global_secondary_index_updates: Option<Vec<GlobalSecondaryIndexUpdate>>,
    pub stream_specification: Option<StreamSpecification>,
    pub sse_specification: Option<SSESpecification>,
    pub replica_updates: Option<Vec<ReplicationGroupUpdate>>,
    pub table_class: Option<String>,
    pub deletion_protection_enabled: Option<bool>,
    pub multi_region_consistency: Option<String>,
    pub global_table_witness_updates: Option<Vec<GlobalTableWitnessGroupUpdate>>,
    pub on_demand_throughput: Option<OnDemandThroughput>,
    pub warm_throughput: Option<WarmThroughput>,
    pub global_table_settings_replication_mode: Option<String>,
    pub disassociation_protection_enabled: Option<bool>,
    pub vector_index_updates: Option<Vec<VectorIndexUpdate>>,
}

structure! { UpdateTableInput: UPDATE_TABLE_INPUT [0 attribute_definitions, 1 table_name, 2 billing_mode, 3 provisioned_throughput, 4 global_secondary_index_updates, 5 stream_specification, 6 sse_specification, 7 replica_updates, 8 table_class, 9 deletion_protection_enabled, 10 multi_region_consistency, 11 global_table_witness_updates, 12 on_demand_throughput, 13 warm_throughput, 14 global_table_settings_replication_mode, 15 disassociation_protection_enabled, 16 vector_index_updates] }

#[derive(Clone, Debug, Default, PartialEq)]
pub struct UpdateTableOutput {
    pub table_description: Option<TableDescription>,
}

structure! { UpdateTableOutput: UPDATE_TABLE_OUTPUT [0 table_description] }

#[derive(Clone, Debug, Default, PartialEq)]
pub struct VectorIndexUpdate {
    pub create: Option<CreateVectorIndexAction>,
    pub delete: Option<DeleteVectorIndexAction>,
}

structure! { VectorIndexUpdate: VECTOR_INDEX_UPDATE [0 create, 1 delete] }

pub static CREATE_GLOBAL_SECONDARY_INDEX_ACTION: Shape = Shape {
    name: "CreateGlobalSecondaryIndexAction",
    kind: Kind::Structure(Members {
        members: &[
            Member::required("IndexName", &INDEX_NAME),
            Member::required("KeySchema", &KEY_SCHEMA),
            Member::required("Projection", &PROJECTION),
            Member::optional("ProvisionedThroughput", &PROVISIONED_THROUGHPUT),
            Member::optional("OnDemandThroughput", &ON_DEMAND_THROUGHPUT),
            Member::optional("WarmThroughput", &WARM_THROUGHPUT),
        ],
        check_order: Some(&[2, 0, 3, 1, 4, 5]),
        flavour: Flavour::Plain,
    }),
};

pub static CREATE_GLOBAL_TABLE_WITNESS_GROUP_MEMBER_ACTION: Shape = Shape {
    name: "CreateGlobalTableWitnessGroupMemberAction",
    kind: Kind::Structure(Members {
        members: &[
            Member::required("RegionName", &REGION_NAME),
        ],
        check_order: None,
        flavour: Flavour::Plain,
    }),
};

pub static CREATE_REPLICATION_GROUP_MEMBER_ACTION: Shape = Shape {
    name: "CreateReplicationGroupMemberAction",
    kind: Kind::Structure(Members {
        members: &[
            Member::required("RegionName", &REGION_NAME),
            Member::optional("KMSMasterKeyId", &KMS_MASTER_KEY_ID),
            Member::optional("ProvisionedThroughputOverride", &PROVISIONED_THROUGHPUT_OVERRIDE),
            Member::optional("OnDemandThroughputOverride", &ON_DEMAND_THROUGHPUT_OVERRIDE),
            Member::optional("GlobalSecondaryIndexes", &REPLICA_GLOBAL_SECONDARY_INDEX_LIST),
            Member::optional("TableClassOverride", &TABLE_CLASS),
        ],
        check_order: None,
        flavour: Flavour::Plain,
    }),
};

pub static CREATE_VECTOR_INDEX_ACTION: Shape = Shape {
    name: "CreateVectorIndexAction",
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

pub static DELETE_GLOBAL_SECONDARY_INDEX_ACTION: Shape = Shape {
    name: "DeleteGlobalSecondaryIndexAction",
    kind: Kind::Structure(Members {
        members: &[
            Member::required("IndexName", &INDEX_NAME),
        ],
        check_order: None,
        flavour: Flavour::Plain,
    }),
};

pub static DELETE_GLOBAL_TABLE_WITNESS_GROUP_MEMBER_ACTION: Shape = Shape {
    name: "DeleteGlobalTableWitnessGroupMemberAction",
    kind: Kind::Structure(Members {
        members: &[
            Member::required("RegionName", &REGION_NAME),
        ],
        check_order: None,
        flavour: Flavour::Plain,
    }),
};

pub static DELETE_REPLICATION_GROUP_MEMBER_ACTION: Shape = Shape {
    name: "DeleteReplicationGroupMemberAction",
    kind: Kind::Structure(Members {
        members: &[
            Member::required("RegionName", &REGION_NAME),
        ],
        check_order: None,
        flavour: Flavour::Plain,
    }),
};

pub static DELETE_VECTOR_INDEX_ACTION: Shape = Shape {
    name: "DeleteVectorIndexAction",
    kind: Kind::Structure(Members {
        members: &[
            Member::required("IndexName", &INDEX_NAME),
        ],
        check_order: None,
        flavour: Flavour::Plain,
    }),
};

pub static DISASSOCIATE_REPLICATION_GROUP_MEMBER_ACTION: Shape = Shape {
    name: "DisassociateReplicationGroupMemberAction",
    kind: Kind::Structure(Members {
        members: &[
            Member::required("RegionName", &REGION_NAME),
            Member::required("DisassociationMode", &DISASSOCIATION_MODE),
        ],
        check_order: None,
        flavour: Flavour::Plain,
    }),
};

pub static DISASSOCIATION_MODE: Shape = Shape { name: "DisassociationMode", kind: Kind::String(Text { length: Range::ANY, pattern: None, values: &["WAIT_FOR_REPLICATION"] }) };

pub static GLOBAL_SECONDARY_INDEX_UPDATE: Shape = Shape {
    name: "GlobalSecondaryIndexUpdate",
    kind: Kind::Structure(Members {
        members: &[
            Member::optional("Update", &UPDATE_GLOBAL_SECONDARY_INDEX_ACTION),
            Member::optional("Create", &CREATE_GLOBAL_SECONDARY_INDEX_ACTION),
            Member::optional("Delete", &DELETE_GLOBAL_SECONDARY_INDEX_ACTION),
        ],
        check_order: None,
        flavour: Flavour::Plain,
    }),
};

pub static GLOBAL_SECONDARY_INDEX_UPDATE_LIST: Shape = Shape { name: "GlobalSecondaryIndexUpdateList", kind: Kind::List(List { element: &GLOBAL_SECONDARY_INDEX_UPDATE, length: Range::ANY, element_name: "member", flattened: false }) };

pub static GLOBAL_TABLE_WITNESS_GROUP_UPDATE: Shape = Shape {
    name: "GlobalTableWitnessGroupUpdate",
    kind: Kind::Structure(Members {
        members: &[
            Member::optional("Create", &CREATE_GLOBAL_TABLE_WITNESS_GROUP_MEMBER_ACTION),
            Member::optional("Delete", &DELETE_GLOBAL_TABLE_WITNESS_GROUP_MEMBER_ACTION),
        ],
        check_order: None,
        flavour: Flavour::Plain,
    }),
};

pub static GLOBAL_TABLE_WITNESS_GROUP_UPDATE_LIST: Shape = Shape { name: "GlobalTableWitnessGroupUpdateList", kind: Kind::List(List { element: &GLOBAL_TABLE_WITNESS_GROUP_UPDATE, length: Range { min: Some(1), max: Some(1) }, element_name: "member", flattened: false }) };

pub static REPLICA_GLOBAL_SECONDARY_INDEX: Shape = Shape {
    name: "ReplicaGlobalSecondaryIndex",
    kind: Kind::Structure(Members {
        members: &[
            Member::required("IndexName", &INDEX_NAME),
            Member::optional("ProvisionedThroughputOverride", &PROVISIONED_THROUGHPUT_OVERRIDE),
            Member::optional("OnDemandThroughputOverride", &ON_DEMAND_THROUGHPUT_OVERRIDE),
        ],
        check_order: None,
        flavour: Flavour::Plain,
    }),
};

pub static REPLICA_GLOBAL_SECONDARY_INDEX_LIST: Shape = Shape { name: "ReplicaGlobalSecondaryIndexList", kind: Kind::List(List { element: &REPLICA_GLOBAL_SECONDARY_INDEX, length: Range { min: Some(1), max: None }, element_name: "member", flattened: false }) };

pub static REPLICATION_GROUP_UPDATE: Shape = Shape {
    name: "ReplicationGroupUpdate",
    kind: Kind::Structure(Members {
        members: &[
            Member::optional("Create", &CREATE_REPLICATION_GROUP_MEMBER_ACTION),
            Member::optional("Update", &UPDATE_REPLICATION_GROUP_MEMBER_ACTION),
            Member::optional("Delete", &DELETE_REPLICATION_GROUP_MEMBER_ACTION),
            Member::optional("Disassociate", &DISASSOCIATE_REPLICATION_GROUP_MEMBER_ACTION),
        ],
        check_order: None,
        flavour: Flavour::Plain,
    }),
};

pub static REPLICATION_GROUP_UPDATE_LIST: Shape = Shape { name: "ReplicationGroupUpdateList", kind: Kind::List(List { element: &REPLICATION_GROUP_UPDATE, length: Range { min: Some(1), max: None }, element_name: "member", flattened: false }) };

pub static UPDATE_GLOBAL_SECONDARY_INDEX_ACTION: Shape = Shape {
    name: "UpdateGlobalSecondaryIndexAction",
    kind: Kind::Structure(Members {
        members: &[
            Member::required("IndexName", &INDEX_NAME),
            Member::optional("ProvisionedThroughput", &PROVISIONED_THROUGHPUT),
            Member::optional("OnDemandThroughput", &ON_DEMAND_THROUGHPUT),
            Member::optional("WarmThroughput", &WARM_THROUGHPUT),
        ],
        check_order: None,
        flavour: Flavour::Plain,
    }),
};

pub static UPDATE_REPLICATION_GROUP_MEMBER_ACTION: Shape = Shape {
    name: "UpdateReplicationGroupMemberAction",
    kind: Kind::Structure(Members {
        members: &[
            Member::required("RegionName", &REGION_NAME),
            Member::optional("KMSMasterKeyId", &KMS_MASTER_KEY_ID),
            Member::optional("ProvisionedThroughputOverride", &PROVISIONED_THROUGHPUT_OVERRIDE),
            Member::optional("OnDemandThroughputOverride", &ON_DEMAND_THROUGHPUT_OVERRIDE),
            Member::optional("GlobalSecondaryIndexes", &REPLICA_GLOBAL_SECONDARY_INDEX_LIST),
            Member::optional("TableClassOverride", &TABLE_CLASS),
        ],
        check_order: None,
        flavour: Flavour::Plain,
    }),
};

pub static UPDATE_TABLE_INPUT: Shape = Shape {
    name: "UpdateTableInput",
    kind: Kind::Structure(Members {
        members: &[
            Member::optional("AttributeDefinitions", &ATTRIBUTE_DEFINITIONS),
            Member::required("TableName", &TABLE_ARN),
            Member::optional("BillingMode", &BILLING_MODE),
            Member::optional("ProvisionedThroughput", &PROVISIONED_THROUGHPUT),
            Member::optional("GlobalSecondaryIndexUpdates", &GLOBAL_SECONDARY_INDEX_UPDATE_LIST),
            Member::optional("StreamSpecification", &STREAM_SPECIFICATION),
            Member::optional("SSESpecification", &SSE_SPECIFICATION),
            Member::optional("ReplicaUpdates", &REPLICATION_GROUP_UPDATE_LIST),
            Member::optional("TableClass", &TABLE_CLASS),
            Member::optional("DeletionProtectionEnabled", &DELETION_PROTECTION_ENABLED),
            Member::optional("MultiRegionConsistency", &MULTI_REGION_CONSISTENCY),
            Member::optional("GlobalTableWitnessUpdates", &GLOBAL_TABLE_WITNESS_GROUP_UPDATE_LIST),
            Member::optional("OnDemandThroughput", &ON_DEMAND_THROUGHPUT),
            Member::optional("WarmThroughput", &WARM_THROUGHPUT),
            Member::optional("GlobalTableSettingsReplicationMode", &GLOBAL_TABLE_SETTINGS_REPLICATION_MODE),
            Member::optional("DisassociationProtectionEnabled", &DISASSOCIATION_PROTECTION_ENABLED),
            Member::optional("VectorIndexUpdates", &VECTOR_INDEX_UPDATE_LIST),
        ],
        check_order: Some(&[1, 3, 2, 4, 0, 5, 6, 7, 8, 9, 10, 11, 12, 13, 14, 15, 16]),
        flavour: Flavour::Plain,
    }),
};

pub static UPDATE_TABLE_OUTPUT: Shape = Shape {
    name: "UpdateTableOutput",
    kind: Kind::Structure(Members {
        members: &[
            Member::optional("TableDescription", &TABLE_DESCRIPTION),
        ],
        check_order: None,
        flavour: Flavour::Plain,
    }),
};

pub static VECTOR_INDEX_UPDATE: Shape = Shape {
    name: "VectorIndexUpdate",
    kind: Kind::Structure(Members {
        members: &[
            Member::optional("Create", &CREATE_VECTOR_INDEX_ACTION),
            Member::optional("Delete", &DELETE_VECTOR_INDEX_ACTION),
        ],
        check_order: None,
        flavour: Flavour::Plain,
    }),
};

pub static VECTOR_INDEX_UPDATE_LIST: Shape = Shape { name: "VectorIndexUpdateList", kind: Kind::List(List { element: &VECTOR_INDEX_UPDATE, length: Range::ANY, element_name: "member", flattened: false }) };
