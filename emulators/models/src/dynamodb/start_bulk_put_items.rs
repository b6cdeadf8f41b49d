//! StartBulkPutItems: what no other operation uses. Generated from dynamodb/2012-08-10: see `emulators/codegen`.

use super::*;

#[derive(Clone, Debug, Default, PartialEq)]
pub struct StartBulkPutItemsInput {
    pub client_token: Option<String>,
    pub input_s3_configuration: InputS3Configuration,
    pub output_s3_configuration: OutputS3Configuration,
    pub table_name: String,
    pub max_write_request_units: Option<i64>,
    pub performance_tier: Option<String>,
}

structure! { StartBulkPutItemsInput: START_BULK_PUT_ITEMS_INPUT [0 client_token, 1 input_s3_configuration, 2 output_s3_configuration, 3 table_name, 4 max_write_request_units, 5 performance_tier] }

#[derive(Clone, Debug, Default, PartialEq)]
pub struct StartBulkPutItemsOutput {
    pub bulk_operation_description: BulkOperationDescription,
}

structure! { StartBulkPutItemsOutput: START_BULK_PUT_ITEMS_OUTPUT [0 bulk_operation_description] }

pub static START_BULK_PUT_ITEMS_INPUT: Shape = Shape {
    name: "StartBulkPutItemsInput",
    kind: Kind::Structure(Members {
        members: &[
            Member { name: "ClientToken", query_name: "ClientToken", shape: &CLIENT_TOKEN, required: false, idempotency_token: true },
            Member::required("InputS3Configuration", &INPUT_S3_CONFIGURATION),
            Member::required("OutputS3Configuration", &OUTPUT_S3_CONFIGURATION),
            Member::required("TableName", &TABLE_ARN),
            Member::optional("MaxWriteRequestUnits", &BULK_OPERATION_MAX_WRITE_REQUEST_UNITS),
            Member::optional("PerformanceTier", &BULK_OPERATION_PERFORMANCE_TIER),
        ],
        check_order: None,
        flavour: Flavour::Plain,
    }),
};

pub static START_BULK_PUT_ITEMS_OUTPUT: Shape = Shape {
    name: "StartBulkPutItemsOutput",
    kind: Kind::Structure(Members {
        members: &[
            Member::required("BulkOperationDescription", &BULK_OPERATION_DESCRIPTION),
        ],
        check_order: None,
        flavour: Flavour::Plain,
    }),
};
