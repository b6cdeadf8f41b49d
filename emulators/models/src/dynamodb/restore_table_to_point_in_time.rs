//! RestoreTableToPointInTime: what no other operation uses. Generated from dynamodb/2012-08-10: see `emulators/codegen`.

use super::*;

#[derive(Clone, Debug, Default, PartialEq)]
pub struct RestoreTableToPointInTimeInput {
    pub source_table_arn: Option<String>,
    pub source_table_name: Option<String>,
    pub target_table_name: String,
    pub use_latest_restorable_time: Option<bool>,
    pub restore_date_time: Option<DateTime>,
    pub billing_mode_override: Option<String>,
    pub global_secondary_index_override: Option<Vec<GlobalSecondaryIndex>>,
    pub local_secondary_index_override: Option<Vec<LocalSecondaryIndex>>,
    pub provisioned_throughput_override: Option<ProvisionedThroughput>,
    pub on_demand_throughput_override: Option<OnDemandThroughput>,
    pub sse_specification_override: Option<SSESpecification>,
    pub vector_index_override: Option<Vec<VectorIndex>>,
}

structure! { RestoreTableToPointInTimeInput: RESTORE_TABLE_TO_POINT_IN_TIME_INPUT [0 source_table_arn, 1 source_table_name, 2 target_table_name, 3 use_latest_restorable_time, 4 restore_date_time, 5 billing_mode_override, 6 global_secondary_index_override, 7 local_secondary_index_override, 8 provisioned_throughput_override, 9 on_demand_throughput_override, 10 sse_specification_override, 11 vector_index_override] }

#[derive(Clone, Debug, Default, PartialEq)]
pub struct RestoreTableToPointInTimeOutput {
    pub table_description: Option<TableDescription>,
}

structure! { RestoreTableToPointInTimeOutput: RESTORE_TABLE_TO_POINT_IN_TIME_OUTPUT [0 table_description] }

pub static RESTORE_TABLE_TO_POINT_IN_TIME_INPUT: Shape = Shape {
    name: "RestoreTableToPointInTimeInput",
    kind: Kind::Structure(Members {
        members: &[
            Member::optional("SourceTableArn", &TABLE_ARN),
            Member::optional("SourceTableName", &TABLE_NAME),
            Member::required("TargetTableName", &TABLE_NAME),
            Member::optional("UseLatestRestorableTime", &BOOLEAN_OBJECT),
            Member::optional("RestoreDateTime", &DATE),
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

pub static RESTORE_TABLE_TO_POINT_IN_TIME_OUTPUT: Shape = Shape {
    name: "RestoreTableToPointInTimeOutput",
    kind: Kind::Structure(Members {
        members: &[
            Member::optional("TableDescription", &TABLE_DESCRIPTION),
        ],
        check_order: None,
        flavour: Flavour::Plain,
    }),
};
