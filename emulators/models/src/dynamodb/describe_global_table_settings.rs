//! DescribeGlobalTableSettings: what no other operation uses. Generated from dynamodb/2012-08-10: see `emulators/codegen`.

use super::*;

#[derive(Clone, Debug, Default, PartialEq)]
pub struct DescribeGlobalTableSettingsInput {
    pub global_table_name: String,
}

structure! { DescribeGlobalTableSettingsInput: DESCRIBE_GLOBAL_TABLE_SETTINGS_INPUT [0 global_table_name] }

#[derive(Clone, Debug, Default, PartialEq)]
pub struct DescribeGlobalTableSettingsOutput {
    pub global_table_name: Option<String>,
    pub replica_settings: Option<Vec<ReplicaSettingsDescription>>,
}

structure! { DescribeGlobalTableSettingsOutput: DESCRIBE_GLOBAL_TABLE_SETTINGS_OUTPUT [0 global_table_name, 1 replica_settings] }

pub static DESCRIBE_GLOBAL_TABLE_SETTINGS_INPUT: Shape = Shape {
    name: "DescribeGlobalTableSettingsInput",
    kind: Kind::Structure(Members {
        members: &[
            Member::required("GlobalTableName", &TABLE_NAME),
        ],
        check_order: None,
        flavour: Flavour::Plain,
    }),
};

pub static DESCRIBE_GLOBAL_TABLE_SETTINGS_OUTPUT: Shape = Shape {
    name: "DescribeGlobalTableSettingsOutput",
    kind: Kind::Structure(Members {
        members: &[
            Member::optional("GlobalTableName", &TABLE_NAME),
            Member::optional("ReplicaSettings", &REPLICA_SETTINGS_DESCRIPTION_LIST),
        ],
        check_order: None,
        flavour: Flavour::Plain,
    }),
};
