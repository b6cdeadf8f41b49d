//! CancelBulkOperation: what no other operation uses. Generated from dynamodb/2012-08-10: see `emulators/codegen`.

use super::*;

#[derive(Clone, Debug, Default, PartialEq)]
pub struct CancelBulkOperationInput {
    pub bulk_operation_arn: String,
}

structure! { CancelBulkOperationInput: CANCEL_BULK_OPERATION_INPUT [0 bulk_operation_arn] }

#[derive(Clone, Debug, Default, PartialEq)]
pub struct CancelBulkOperationOutput {
    pub bulk_operation_arn: String,
    pub bulk_operation_status: String,
}

structure! { CancelBulkOperationOutput: CANCEL_BULK_OPERATION_OUTPUT [0 bulk_operation_arn, 1 bulk_operation_status] }

pub static CANCEL_BULK_OPERATION_INPUT: Shape = Shape {
    name: "CancelBulkOperationInput",
    kind: Kind::Structure(Members {
        members: &[
            Member::required("BulkOperationArn", &BULK_OPERATION_ARN),
        ],
        check_order: None,
        flavour: Flavour::Plain,
    }),
};

pub static CANCEL_BULK_OPERATION_OUTPUT: Shape = Shape {
    name: "CancelBulkOperationOutput",
    kind: Kind::Structure(Members {
        members: &[
            Member::required("BulkOperationArn", &BULK_OPERATION_ARN),
            Member::required("BulkOperationStatus", &BULK_OPERATION_STATUS),
        ],
        check_order: None,
        flavour: Flavour::Plain,
    }),
};
