//! UpdateGlobalTable: what no other operation uses. Generated from dynamodb/2012-08-10: see `emulators/codegen`.

use super::*;

#[derive(Clone, Debug, Default, PartialEq)]
pub struct CreateReplicaAction {
    pub region_name: String,
}

structure! { CreateReplicaAction: CREATE_REPLICA_ACTION [0 region_name] }

#[derive(Clone, Debug, Default, PartialEq)]
pub struct DeleteReplicaAction {
    pub region_name: String,
}

structure! { DeleteReplicaAction: DELETE_REPLICA_ACTION [0 region_name] }

#[derive(Clone, Debug, Default, PartialEq)]
pub struct ReplicaUpdate {
    pub create: Option<CreateReplicaAction>,
    pub delete: Option<DeleteReplicaAction>,
}

structure! { ReplicaUpdate: REPLICA_UPDATE [0 create, 1 delete] }

#[derive(Clone, Debug, Default, PartialEq)]
pub struct UpdateGlobalTableInput {
    pub global_table_name: String,
    pub replica_updates: Vec<ReplicaUpdate>,
}

structure! { UpdateGlobalTableInput: UPDATE_GLOBAL_TABLE_INPUT [0 global_table_name, 1 replica_updates] }

#[derive(Clone, Debug, Default, PartialEq)]
pub struct UpdateGlobalTableOutput {
    pub global_table_description: Option<GlobalTableDescription>,
}

structure! { UpdateGlobalTableOutput: UPDATE_GLOBAL_TABLE_OUTPUT [0 global_table_description] }

pub static CREATE_REPLICA_ACTION: Shape = Shape {
    name: "CreateReplicaAction",
    kind: Kind::Structure(Members {
        members: &[
            Member::required("RegionName", &REGION_NAME),
        ],
        check_order: None,
        flavour: Flavour::Plain,
    }),
};

pub static DELETE_REPLICA_ACTION: Shape = Shape {
    name: "DeleteReplicaAction",
    kind: Kind::Structure(Members {
        members: &[
            Member::required("RegionName", &REGION_NAME),
        ],
        check_order: None,
        flavour: Flavour::Plain,
    }),
};

pub static REPLICA_UPDATE: Shape = Shape {
    name: "ReplicaUpdate",
    kind: Kind::Structure(Members {
        members: &[
            Member::optional("Create", &CREATE_REPLICA_ACTION),
            Member::optional("Delete", &DELETE_REPLICA_ACTION),
        ],
        check_order: None,
        flavour: Flavour::Plain,
    }),
};

pub static REPLICA_UPDATE_LIST: Shape = Shape { name: "ReplicaUpdateList", kind: Kind::List(List { element: &REPLICA_UPDATE, length: Range::ANY, element_name: "member", flattened: false }) };

pub static UPDATE_GLOBAL_TABLE_INPUT: Shape = Shape {
    name: "UpdateGlobalTableInput",
    kind: Kind::Structure(Members {
        members: &[
            Member::required("GlobalTableName", &TABLE_NAME),
            Member::required("ReplicaUpdates", &REPLICA_UPDATE_LIST),
        ],
        check_order: None,
        flavour: Flavour::Plain,
    }),
};

pub static UPDATE_GLOBAL_TABLE_OUTPUT: Shape = Shape {
    name: "UpdateGlobalTableOutput",
    kind: Kind::Structure(Members {
        members: &[
            Member::optional("GlobalTableDescription", &GLOBAL_TABLE_DESCRIPTION),
        ],
        check_order: None,
        flavour: Flavour::Plain,
    }),
};
