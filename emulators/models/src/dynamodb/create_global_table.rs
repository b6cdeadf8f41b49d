//! CreateGlobalTable: what no other operation uses. Generated from dynamodb/2012-08-10: see `emulators/codegen`.

use super::*;

#[derive(Clone, Debug, Default, PartialEq)]
pub struct CreateGlobalTableInput {
    pub global_table_name: String,
    pub replication_group: Vec<Replica>,
}

structure! { CreateGlobalTableInput: CREATE_GLOBAL_TABLE_INPUT [0 global_table_name, 1 replication_group] }

#[derive(Clone, Debug, Default, PartialEq)]
pub struct CreateGlobalTableOutput {
    pub global_table_description: Option<GlobalTableDescription>,
}

structure! { CreateGlobalTableOutput: CREATE_GLOBAL_TABLE_OUTPUT [0 global_table_description] }

pub static CREATE_GLOBAL_TABLE_INPUT: Shape = Shape {
    name: "CreateGlobalTableInput",
    kind: Kind::Structure(Members {
        members: &[
            Member::required("GlobalTableName", &TABLE_NAME),
            Member::required("ReplicationGroup", &REPLICA_LIST),
        ],
        check_order: None,
        flavour: Flavour::Plain,
    }),
};

pub static CREATE_GLOBAL_TABLE_OUTPUT: Shape = Shape {
    name: "CreateGlobalTableOutput",
    kind: Kind::Structure(Members {
        members: &[
            Member::optional("GlobalTableDescription", &GLOBAL_TABLE_DESCRIPTION),
        ],
        check_order: None,
        flavour: Flavour::Plain,
    }),
};
