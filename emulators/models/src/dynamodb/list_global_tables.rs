//! ListGlobalTables: what no other operation uses. Generated from dynamodb/2012-08-10: see `emulators/codegen`.

use super::*;

#[derive(Clone, Debug, Default, PartialEq)]
pub struct GlobalTable {
    pub global_table_name: Option<String>,
    pub replication_group: Option<Vec<Replica>>,
}

structure! { GlobalTable: GLOBAL_TABLE [0 global_table_name, 1 replication_group] }

#[derive(Clone, Debug, Default, PartialEq)]
pub struct ListGlobalTablesInput {
    pub exclusive_start_global_table_name: Option<String>,
    pub limit: Option<i32>,
    pub region_name: Option<String>,
}

structure! { ListGlobalTablesInput: LIST_GLOBAL_TABLES_INPUT [0 exclusive_start_global_table_name, 1 limit, 2 region_name] }

#[derive(Clone, Debug, Default, PartialEq)]
pub struct ListGlobalTablesOutput {
    pub global_tables: Option<Vec<GlobalTable>>,
    pub last_evaluated_global_table_name: Option<String>,
}

structure! { ListGlobalTablesOutput: LIST_GLOBAL_TABLES_OUTPUT [0 global_tables, 1 last_evaluated_global_table_name] }

pub static GLOBAL_TABLE: Shape = Shape {
    name: "GlobalTable",
    kind: Kind::Structure(Members {
        members: &[
            Member::optional("GlobalTableName", &TABLE_NAME),
            Member::optional("ReplicationGroup", &REPLICA_LIST),
        ],
        check_order: None,
        flavour: Flavour::Plain,
    }),
};

pub static GLOBAL_TABLE_LIST: Shape = Shape { name: "GlobalTableList", kind: Kind::List(List { element: &GLOBAL_TABLE, length: Range::ANY, element_name: "member", flattened: false }) };

pub static LIST_GLOBAL_TABLES_INPUT: Shape = Shape {
    name: "ListGlobalTablesInput",
    kind: Kind::Structure(Members {
        members: &[
            Member::optional("ExclusiveStartGlobalTableName", &TABLE_NAME),
            Member::optional("Limit", &POSITIVE_INTEGER_OBJECT),
            Member::optional("RegionName", &REGION_NAME),
        ],
        check_order: None,
        flavour: Flavour::Plain,
    }),
};

pub static LIST_GLOBAL_TABLES_OUTPUT: Shape = Shape {
    name: "ListGlobalTablesOutput",
    kind: Kind::Structure(Members {
        members: &[
            Member::optional("GlobalTables", &GLOBAL_TABLE_LIST),
            Member::optional("LastEvaluatedGlobalTableName", &TABLE_NAME),
        ],
        check_order: None,
        flavour: Flavour::Plain,
    }),
};
