//! DescribeBulkOperation: what no other operation uses. Generated from dynamodb/2012-08-10: see `emulators/codegen`.

use super::*;

#[derive(Clone, Debug, Default, PartialEq)]
pub struct DescribeBulkOperationInput {
    pub bulk_operation_arn: String,
}

structure! { DescribeBulkOperationInput: DESCRIBE_BULK_OPERATION_INPUT [0 bulk_operation_arn] }

#[derive(Clone, Debug, Default, PartialEq)]
pub struct DescribeBulkOperationOutput {
    pub bulk_operation_description: BulkOperationDescription,
}

structure! { DescribeBulkOperationOutput: DESCRIBE_BULK_OPERATION_OUTPUT [0 bulk_operation_description] }

pub static DESCRIBE_BULK_OPERATION_INPUT: Shape = Shape {
    name: "DescribeBulkOperationInput",
    kind: Kind::Structure(Members {
        members: &[
            Member::required("BulkOperationArn", &BULK_OPERATION_ARN),
        ],
        check_order: None,
        flavour: Flavour::Plain,
    }),
};

pub static DESCRIBE_BULK_OPERATION_OUTPUT: Shape = Shape {
    name: "DescribeBulkOperationOutput",
    kind: Kind::Structure(Members {
        members: &[
            Member::required("BulkOperationDescription", &BULK_OPERATION_DESCRIPTION),
        ],
        check_order: None,
        flavour: Flavour::Plain,
    }),
};
