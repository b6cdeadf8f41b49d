//! DescribeGlobalTable: what no other operation uses. Generated from dynamodb/2012-08-10: see `emulators/codegen`.

use super::*;

#[derive(Clone, Debug, Default, PartialEq)]
pub struct DescribeGlobalTableInput {
    pub global_table_name: String,
}

structure! { DescribeGlobalTableInput: DESCRIBE_GLOBAL_TABLE_INPUT [0 global_table_name] }

#[derive(Clone, Debug, Default, PartialEq)]
pub struct DescribeGlobalTableOutput {
    pub global_table_description: Option<GlobalTableDescription>,
}

structure! { DescribeGlobalTableOutput: DESCRIBE_GLOBAL_TABLE_OUTPUT [0 global_table_description] }

pub static DESCRIBE_GLOBAL_TABLE_INPUT: Shape = Shape {
    name: "DescribeGlobalTableInput",
    kind: Kind::Structure(Members {
        members: &[
            Member::required("GlobalTableName", &TABLE_NAME),
        ],
        check_order: None,
        flavour: Flavour::Plain,
    }),
};

pub static DESCRIBE_GLOBAL_TABLE_OUTPUT: Shape = Shape {
    name: "DescribeGlobalTableOutput",
    kind: Kind::Structure(Members {
        members: &[
            Member::optional("GlobalTableDescription", &GLOBAL_TABLE_DESCRIPTION),
        ],
        check_order: None,
        flavour: Flavour::Plain,
    }),
};
