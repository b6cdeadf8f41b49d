//! UpdateGlobalTableSettings: what no other operation uses. Generated from dynamodb/2012-08-10: see `emulators/codegen`.

use super::*;

#[derive(Clone, Debug, Default, PartialEq)]
pub struct GlobalTableGlobalSecondaryIndexSettingsUpdate {
    pub index_name: String,
    pub provisioned_write_capacity_units: Option<i64>,
    pub provisioned_write_capacity_auto_scaling_settings_update: Option<AutoScalingSettingsUpdate>,
}

structure! { GlobalTableGlobalSecondaryIndexSettingsUpdate: GLOBAL_TABLE_GLOBAL_SECONDARY_INDEX_SETTINGS_UPDATE [0 index_name, 1 provisioned_write_capacity_units, 2 provisioned_write_capacity_auto_scaling_settings_update] }

#[derive(Clone, Debug, Default, PartialEq)]
pub struct ReplicaGlobalSecondaryIndexSettingsUpdate {
    pub index_name: String,
    pub provisioned_read_capacity_units: Option<i64>,
    pub provisioned_read_capacity_auto_scaling_settings_update: Option<AutoScalingSettingsUpdate>,
}

structure! { ReplicaGlobalSecondaryIndexSettingsUpdate: REPLICA_GLOBAL_SECONDARY_INDEX_SETTINGS_UPDATE [0 index_name, 1 provisioned_read_capacity_units, 2 provisioned_read_capacity_auto_scaling_settings_update] }

#[derive(Clone, Debug, Default, PartialEq)]
pub struct ReplicaSettingsUpdate {
    pub region_name: String,
    pub replica_provisioned_read_capacity_units: Option<i64>,
    pub replica_provisioned_read_capacity_auto_scaling_settings_update: Option<AutoScalingSettingsUpdate>,
    pub replica_global_secondary_index_settings_update: Option<Vec<ReplicaGlobalSecondaryIndexSettingsUpdate>>,
    pub replica_table_class: Option<String>,
}

structure! { ReplicaSettingsUpdate: REPLICA_SETTINGS_UPDATE [0 region_name, 1 replica_provisioned_read_capacity_units, 2 replica_provisioned_read_capacity_auto_scaling_settings_update, 3 replica_global_secondary_index_settings_update, 4 replica_table_class] }

#[derive(Clone, Debug, Default, PartialEq)]
pub struct UpdateGlobalTableSettingsInput {
    pub global_table_name: String,
    pub global_table_billing_mode: Option<String>,
    pub global_table_provisioned_write_capacity_units: Option<i64>,
    pub global_table_provisioned_write_capacity_auto_scaling_settings_update: Option<AutoScalingSettingsUpdate>,
    pub global_table_global_secondary_index_settings_update: Option<Vec<GlobalTableGlobalSecondaryIndexSettingsUpdate>>,
    pub replica_settings_update: Option<Vec<ReplicaSettingsUpdate>>,
}

structure! { UpdateGlobalTableSettingsInput: UPDATE_GLOBAL_TABLE_SETTINGS_INPUT [0 global_table_name, 1 global_table_billing_mode, 2 global_table_provisioned_write_capacity_units, 3 global_table_provisioned_write_capacity_auto_scaling_settings_update, 4 global_table_global_secondary_index_settings_update, 5 replica_settings_update] }

#[derive(Clone, Debug, Default, PartialEq)]
pub struct UpdateGlobalTableSettingsOutput {
    pub global_table_name: Option<String>,
    pub replica_settings: Option<Vec<ReplicaSettingsDescription>>,
}

structure! { UpdateGlobalTableSettingsOutput: UPDATE_GLOBAL_TABLE_SETTINGS_OUTPUT [0 global_table_name, 1 replica_settings] }

pub static GLOBAL_TABLE_GLOBAL_SECONDARY_INDEX_SETTINGS_UPDATE: Shape = Shape {
    name: "GlobalTableGlobalSecondaryIndexSettingsUpdate",
    kind: Kind::Structure(Members {
        members: &[
            Member::required("IndexName", &INDEX_NAME),
            Member::optional("ProvisionedWriteCapacityUnits", &POSITIVE_LONG_OBJECT),
            Member::optional("ProvisionedWriteCapacityAutoScalingSettingsUpdate", &AUTO_SCALING_SETTINGS_UPDATE),
        ],
        check_order: None,
        flavour: Flavour::Plain,
    }),
};

pub static GLOBAL_TABLE_GLOBAL_SECONDARY_INDEX_SETTINGS_UPDATE_LIST: Shape = Shape { name: "GlobalTableGlobalSecondaryIndexSettingsUpdateList", kind: Kind::List(List { element: &GLOBAL_TABLE_GLOBAL_SECONDARY_INDEX_SETTINGS_UPDATE, length: Range { min: Some(1), max: Some(20) }, element_name: "member", flattened: false }) };

pub static REPLICA_GLOBAL_SECONDARY_INDEX_SETTINGS_UPDATE: Shape = Shape {
    name: "ReplicaGlobalSecondaryIndexSettingsUpdate",
    kind: Kind::Structure(Members {
        members: &[
            Member::required("IndexName", &INDEX_NAME),
            Member::optional("ProvisionedReadCapacityUnits", &POSITIVE_LONG_OBJECT),
            Member::optional("ProvisionedReadCapacityAutoScalingSettingsUpdate", &AUTO_SCALING_SETTINGS_UPDATE),
        ],
        check_order: None,
        flavour: Flavour::Plain,
    }),
};

pub static REPLICA_GLOBAL_SECONDARY_INDEX_SETTINGS_UPDATE_LIST: Shape = Shape { name: "ReplicaGlobalSecondaryIndexSettingsUpdateList", kind: Kind::List(List { element: &REPLICA_GLOBAL_SECONDARY_INDEX_SETTINGS_UPDATE, length: Range { min: Some(1), max: Some(20) }, element_name: "member", flattened: false }) };

pub static REPLICA_SETTINGS_UPDATE: Shape = Shape {
    name: "ReplicaSettingsUpdate",
    kind: Kind::Structure(Members {
        members: &[
            Member::required("RegionName", &REGION_NAME),
            Member::optional("ReplicaProvisionedReadCapacityUnits", &POSITIVE_LONG_OBJECT),
            Member::optional("ReplicaProvisionedReadCapacityAutoScalingSettingsUpdate", &AUTO_SCALING_SETTINGS_UPDATE),
            Member::optional("ReplicaGlobalSecondaryIndexSettingsUpdate", &REPLICA_GLOBAL_SECONDARY_INDEX_SETTINGS_UPDATE_LIST),
            Member::optional("ReplicaTableClass", &TABLE_CLASS),
        ],
        check_order: None,
        flavour: Flavour::Plain,
    }),
};

pub static REPLICA_SETTINGS_UPDATE_LIST: Shape = Shape { name: "ReplicaSettingsUpdateList", kind: Kind::List(List { element: &REPLICA_SETTINGS_UPDATE, length: Range { min: Some(1), max: Some(50) }, element_name: "member", flattened: false }) };

pub static UPDATE_GLOBAL_TABLE_SETTINGS_INPUT: Shape = Shape {
    name: "UpdateGlobalTableSettingsInput",
    kind: Kind::Structure(Members {
        members: &[
            Member::required("GlobalTableName", &TABLE_NAME),
            Member::optional("GlobalTableBillingMode", &BILLING_MODE),
            Member::optional("GlobalTableProvisionedWriteCapacityUnits", &POSITIVE_LONG_OBJECT),
            Member::optional("GlobalTableProvisionedWriteCapacityAutoScalingSettingsUpdate", &AUTO_SCALING_SETTINGS_UPDATE),
            Member::optional("GlobalTableGlobalSecondaryIndexSettingsUpdate", &GLOBAL_TABLE_GLOBAL_SECONDARY_INDEX_SETTINGS_UPDATE_LIST),
            Member::optional("ReplicaSettingsUpdate", &REPLICA_SETTINGS_UPDATE_LIST),
        ],
        check_order: None,
        flavour: Flavour::Plain,
    }),
};

pub static UPDATE_GLOBAL_TABLE_SETTINGS_OUTPUT: Shape = Shape {
    name: "UpdateGlobalTableSettingsOutput",
    kind: Kind::Structure(Members {
        members: &[
            Member::optional("GlobalTableName", &TABLE_NAME),
            Member::optional("ReplicaSettings", &REPLICA_SETTINGS_DESCRIPTION_LIST),
        ],
        check_order: None,
        flavour: Flavour::Plain,
    }),
};
