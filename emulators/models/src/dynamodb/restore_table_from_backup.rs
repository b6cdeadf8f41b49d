//! RestoreTableFromBackup: what no other operation uses. Generated from dynamodb/2012-08-10: see `emulators/codegen`.

use super::*;

#[derive(Clone, Debug, Default, PartialEq)]
pub struct RestoreTableFromBackupInput {
    pub target_table_name: String,
    pub backup_arn: String,
    pub billing_mode_override: Option<String>,
    pub global_secondary_index_override: Option<Vec<GlobalSecondaryIndex>>,
    pub local_secondary_index_override: Option<Vec<LocalSecondaryIndex>>,
    pub provisioned_throughput_override: Option<ProvisionedThroughput>,
    pub on_demand_throughput_override: Option<OnDemandThroughput>,
    pub sse_specification_override: Option<SSESpecification>,
    pub vector_index_override: Option<Vec<VectorIndex>>,
}

structure! { RestoreTableFromBackupInput: RESTORE_TABLE_FROM_BACKUP_INPUT [0 target_table_name, 1 backup_arn, 2 billing_mode_override, 3 global_secondary_index_override, 4 local_secondary_index_override, 5 provisioned_throughput_override, 6 on_demand_throughput_override, 7 sse_specification_override, 8 vector_index_override] }

#[derive(Clone, Debug, Default, PartialEq)]
pub struct RestoreTableFromBackupOutput {
    pub table_description: Option<TableDescription>,
}

structure! { RestoreTableFromBackupOutput: RESTORE_TABLE_FROM_BACKUP_OUTPUT [0 table_description] }

pub static RESTORE_TABLE_FROM_BACKUP_INPUT: Shape = Shape {
    name: "RestoreTableFromBackupInput",
    kind: Kind::Structure(Members {
        members: &[
            Member::required("TargetTableName", &TABLE_NAME),
            Member::required("BackupArn", &BACKUP_ARN),
            Member::optional("BillingModeOverride", &BILLING_MODE),
            Member::optional("GlobalSecondaryIndexOverride", &GLOBAL_SECONDARY_INDEX_LIST),
            Member::optional("LocalSecondaryIndexOverride", &LOCAL_SECONDARY_INDEX_LIST),
            Member::optional("ProvisionedThroughputOverride", &PROVISIONED_THROUGHPUT),
            Member::optional("OnDemandThroughputOverride", &ON_DEMAND_THROUGHPUT),
            Member::optional("SSESpecificationOverride", &SSE_SPECIFICATION),
            Member::optional("VectorIndexOverride", &VECTOR_INDEX_LIST),
        ],
        check_order: None,
        flavour: Flavour::Plain,
    }),
};

pub static RESTORE_TABLE_FROM_BACKUP_OUTPUT: Shape = Shape {
    name: "RestoreTableFromBackupOutput",
    kind: Kind::Structure(Members {
        members: &[
            Member::optional("TableDescription", &TABLE_DESCRIPTION),
        ],
        check_order: None,
        flavour: Flavour::Plain,
    }),
};
