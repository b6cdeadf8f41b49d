//! DeleteTable: what no other operation uses. Generated from dynamodb/2012-08-10: see `emulators/codegen`.

use super::*;

#[derive(Clone, Debug, Default, PartialEq)]
pub struct DeleteTableInput {
    pub table_name: String,
}

structure! { DeleteTableInput: DELETE_TABLE_INPUT [0 table_name] }

#[derive(Clone, Debug, Default, PartialEq)]
pub struct DeleteTableOutput {
    pub table_description: Option<TableDescription>,
}

structure! { DeleteTableOutput: DELETE_TABLE_OUTPUT [0 table_description] }

pub static DELETE_TABLE_INPUT: Shape = Shape {
    name: "DeleteTableInput",
    kind: Kind::Structure(Members {
        members: &[
            Member::required("TableName", &TABLE_ARN),
        ],
        check_order: None,
        flavour: Flavour::Plain,
    }),
};

pub static DELETE_TABLE_OUTPUT: Shape = Shape {
    name: "DeleteTableOutput",
    kind: Kind::Structure(Members {
        members: &[
            Member::optional("TableDescription", &TABLE_DESCRIPTION),
        ],
        check_order: None,
        flavour: Flavour::Plain,
    }),
};
