//! DescribeExport: what no other operation uses. Generated from dynamodb/2012-08-10: see `emulators/codegen`.

use super::*;

#[derive(Clone, Debug, Default, PartialEq)]
pub struct DescribeExportInput {
    pub export_arn: String,
}

structure! { DescribeExportInput: DESCRIBE_EXPORT_INPUT [0 export_arn] }

#[derive(Clone, Debug, Default, PartialEq)]
pub struct DescribeExportOutput {
    pub export_description: Option<ExportDescription>,
}

structure! { DescribeExportOutput: DESCRIBE_EXPORT_OUTPUT [0 export_description] }

pub static DESCRIBE_EXPORT_INPUT: Shape = Shape {
    name: "DescribeExportInput",
    kind: Kind::Structure(Members {
        members: &[
            Member::required("ExportArn", &EXPORT_ARN),
        ],
        check_order: None,
        flavour: Flavour::Plain,
    }),
};

pub static DESCRIBE_EXPORT_OUTPUT: Shape = Shape {
    name: "DescribeExportOutput",
    kind: Kind::Structure(Members {
        members: &[
            Member::optional("ExportDescription", &EXPORT_DESCRIPTION),
        ],
        check_order: None,
        flavour: Flavour::Plain,
    }),
};
