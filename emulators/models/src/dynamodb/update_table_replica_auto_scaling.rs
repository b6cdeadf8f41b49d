//! UpdateTableReplicaAutoScaling: what no other operation uses. Generated from dynamodb/2012-08-10: see `emulators/codegen`.

use super::*;

#[derive(Clone, Debug, Default, PartialEq)]
pub struct GlobalSecondaryIndexAutoScalingUpdate {
    pub index_name: Option<String>,
    pub provisioned_write_capacity_auto_scaling_update: Option<AutoScalingSettingsUpdate>,
}

structure! { GlobalSecondaryIndexAutoScalingUpdate: GLOBAL_SECONDARY_INDEX_AUTO_SCALING_UPDATE [0 index_name, 1 provisioned_write_capacity_auto_scaling_update] }

#[derive(Clone, Debug, Default, PartialEq)]
pub struct ReplicaAutoScalingUpdate {
    pub region_name: String,
    pub replica_global_secondary_index_updates: Option<Vec<ReplicaGlobalSecondaryIndexAutoScalingUpdate>>,
    pub replica_provisioned_read_capacity_auto_scaling_update: Option<AutoScalingSettingsUpdate>,
}

structure! { ReplicaAutoScalingUpdate: REPLICA_AUTO_SCALING_UPDATE [0 region_name, 1 replica_global_secondary_index_updates, 2 replica_provisioned_read_capacity_auto_scaling_update] }

#[derive(Clone, Debug, Default, PartialEq)]
pub struct ReplicaGlobalSecondaryIndexAutoScalingUpdate {
    pub index_name: Option<String>,
    pub provisioned_read_capacity_auto_scaling_update: Option<AutoScalingSettingsUpdate>,
}

structure! { ReplicaGlobalSecondaryIndexAutoScalingUpdate: REPLICA_GLOBAL_SECONDARY_INDEX_AUTO_SCALING_UPDATE [0 index_name, 1 provisioned_read_capacity_auto_scaling_update] }

#[derive(Clone, Debug, Default, PartialEq)]
pub struct UpdateTableReplicaAutoScalingInput {
    pub global_secondary_index_updates: Option<Vec<GlobalSecondaryIndexAutoScalingUpdate>>,
    pub table_name: String,
    pub provisioned_write_capacity_auto_scaling_update: Option<AutoScalingSettingsUpdate>,
    pub replica_updates: Option<Vec<ReplicaAutoScalingUpdate>>,
}

structure! { UpdateTableReplicaAutoScalingInput: UPDATE_TABLE_REPLICA_AUTO_SCALING_INPUT [0 global_secondary_index_updates, 1 table_name, 2 provisioned_write_capacity_auto_scaling_update, 3 replica_updates] }

#[derive(Clone, Debug, Default, PartialEq)]
pub struct UpdateTableReplicaAutoScalingOutput {
    pub table_auto_scaling_description: Option<TableAutoScalingDescription>,
}

structure! { UpdateTableReplicaAutoScalingOutput: UPDATE_TABLE_REPLICA_AUTO_SCALING_OUTPUT [0 table_auto_scaling_description] }

pub static GLOBAL_SECONDARY_INDEX_AUTO_SCALING_UPDATE: Shape = Shape {
    name: "GlobalSecondaryIndexAutoScalingUpdate",
    kind: Kind::Structure(Members {
        members: &[
            Member::optional("IndexName", &INDEX_NAME),
            Member::optional("ProvisionedWriteCapacityAutoScalingUpdate", &AUTO_SCALING_SETTINGS_UPDATE),
        ],
        check_order: None,
        flavour: Flavour::Plain,
    }),
};

pub static GLOBAL_SECONDARY_INDEX_AUTO_SCALING_UPDATE_LIST: Shape = Shape { name: "GlobalSecondaryIndexAutoScalingUpdateList", kind: Kind::List(List { element: &GLOBAL_SECONDARY_INDEX_AUTO_SCALING_UPDATE, length: Range { min: Some(1), max: None }, element_name: "member", flattened: false }) };

pub static REPLICA_AUTO_SCALING_UPDATE: Shape = Shape {
    name: "ReplicaAutoScalingUpdate",
    kind: Kind::Structure(Members {
        members: &[
            Member::required("RegionName", &REGION_NAME),
            Member::optional("ReplicaGlobalSecondaryIndexUpdates", &REPLICA_GLOBAL_SECONDARY_INDEX_AUTO_SCALING_UPDATE_LIST),
            Member::optional("ReplicaProvisionedReadCapacityAutoScalingUpdate", &AUTO_SCALING_SETTINGS_UPDATE),
        ],
        check_order: None,
        flavour: Flavour::Plain,
    }),
};

pub static REPLICA_AUTO_SCALING_UPDATE_LIST: Shape = Shape { name: "ReplicaAutoScalingUpdateList", kind: Kind::List(List { element: &REPLICA_AUTO_SCALING_UPDATE, length: Range { min: Some(1), max: None }, element_name: "member", flattened: false }) };

pub static REPLICA_GLOBAL_SECONDARY_INDEX_AUTO_SCALING_UPDATE: Shape = Shape {
    name: "ReplicaGlobalSecondaryIndexAutoScalingUpdate",
    kind: Kind::Structure(Members {
        members: &[
            Member::optional("IndexName", &INDEX_NAME),
            Member::optional("ProvisionedReadCapacityAutoScalingUpdate", &AUTO_SCALING_SETTINGS_UPDATE),
        ],
        check_order: None,
        flavour: Flavour::Plain,
    }),
};

pub static REPLICA_GLOBAL_SECONDARY_INDEX_AUTO_SCALING_UPDATE_LIST: Shape = Shape { name: "ReplicaGlobalSecondaryIndexAutoScalingUpdateList", kind: Kind::List(List { element: &REPLICA_GLOBAL_SECONDARY_INDEX_AUTO_SCALING_UPDATE, length: Range::ANY, element_name: "member", flattened: false }) };

pub static UPDATE_TABLE_REPLICA_AUTO_SCALING_INPUT: Shape = Shape {
    name: "UpdateTableReplicaAutoScalingInput",
    kind: Kind::Structure(Members {
        members: &[
            Member::optional("GlobalSecondaryIndexUpdates", &GLOBAL_SECONDARY_INDEX_AUTO_SCALING_UPDATE_LIST),
            Member::required("TableName", &TABLE_ARN),
            Member::optional("ProvisionedWriteCapacityAutoScalingUpdate", &AUTO_SCALING_SETTINGS_UPDATE),
            Member::optional("ReplicaUpdates", &REPLICA_AUTO_SCALING_UPDATE_LIST),
        ],
        check_order: None,
        flavour: Flavour::Plain,
    }),
};

pub static UPDATE_TABLE_REPLICA_AUTO_SCALING_OUTPUT: Shape = Shape {
    name: "UpdateTableReplicaAutoScalingOutput",
    kind: Kind::Structure(Members {
        members: &[
            Member::optional("TableAutoScalingDescription", &TABLE_AUTO_SCALING_DESCRIPTION),
        ],
        check_order: None,
        flavour: Flavour::Plain,
    }),
};
