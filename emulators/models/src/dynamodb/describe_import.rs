//! DescribeImport: what no other operation uses. Generated from dynamodb/2012-08-10: see `emulators/codegen`.

use super::*;

#[derive(Clone, Debug, Default, PartialEq)]
pub struct DescribeImportInput {
    pub import_arn: String,
}

structure! { DescribeImportInput: DESCRIBE_IMPORT_INPUT [0 import_arn] }

#[derive(Clone, Debug, Default, PartialEq)]
pub struct DescribeImportOutput {
    pub import_table_description: ImportTableDescription,
}

structure! { DescribeImportOutput: DESCRIBE_IMPORT_OUTPUT [0 import_table_description] }

pub static DESCRIBE_IMPORT_INPUT: Shape = Shape {
    name: "DescribeImportInput",
    kind: Kind::Structure(Members {
        members: &[
            Member::required("ImportArn", &IMPORT_ARN),
        ],
        check_order: None,
        flavour: Flavour::Plain,
    }),
};

pub static DESCRIBE_IMPORT_OUTPUT: Shape = Shape {
    name: "DescribeImportOutput",
    kind: Kind::Structure(Members {
        members: &[
            Member::required("ImportTableDescription", &IMPORT_TABLE_DESCRIPTION),
        ],
        check_order: None,
        flavour: Flavour::Plain,
    }),
};
