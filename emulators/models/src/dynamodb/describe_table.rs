//! DescribeTable: what no other operation uses. Generated from dynamodb/2012-08-10: see `emulators/codegen`.

use super::*;

#[derive(Clone, Debug, Default, PartialEq)]
pub struct DescribeTableInput {
    pub table_name: String,
}

structure! { DescribeTableInput: DESCRIBE_TABLE_INPUT [0 table_name] }

#[derive(Clone, Debug, Default, PartialEq)]
pub struct DescribeTableOutput {
    pub table: Option<TableDescription>,
}

structure! { DescribeTableOutput: DESCRIBE_TABLE_OUTPUT [0 table] }

pub static DESCRIBE_TABLE_INPUT: Shape = Shape {
    name: "DescribeTableInput",
    kind: Kind::Structure(Members {
        members: &[
            Member::required("TableName", &TABLE_ARN),
        ],
        check_order: None,
        flavour: Flavour::Plain,
    }),
};

pub static DESCRIBE_TABLE_OUTPUT: Shape = Shape {
    name: "DescribeTableOutput",
    kind: Kind::Structure(Members {
        members: &[
            Member::optional("Table", &TABLE_DESCRIPTION),
        ],
        check_order: None,
        flavour: Flavour::Plain,
    }),
};
