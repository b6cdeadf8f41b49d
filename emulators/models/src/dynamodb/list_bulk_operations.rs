//! ListBulkOperations: what no other operation uses. Generated from dynamodb/2012-08-10: see `emulators/codegen`.

use super::*;

#[derive(Clone, Debug, PartialEq)]
pub struct BulkOperationSummary {
    pub bulk_operation_arn: String,
    pub bulk_operation_status: String,
    pub start_time: DateTime,
    pub end_time: Option<DateTime>,
}

impl Default for BulkOperationSummary {
    fn default() -> Self {
        Self {
            bulk_operation_arn: Default::default(),
            bulk_operation_status: Default::default(),
            start_time: DateTime::from_secs(0),
            end_time: Default::default(),
        }
    }
}

structure! { BulkOperationSummary: BULK_OPERATION_SUMMARY [0 bulk_operation_arn, 1 bulk_operation_status, 2 start_time, 3 end_time] }

#[derive(Clone, Debug, Default, PartialEq)]
pub struct ListBulkOperationsInput {
    pub max_results: Option<i32>,
    pub next_token: Option<String>,
}

structure! { ListBulkOperationsInput: LIST_BULK_OPERATIONS_INPUT [0 max_results, 1 next_token] }

#[derive(Clone, Debug, Default, PartialEq)]
pub struct ListBulkOperationsOutput {
    pub bulk_operations_summary_list: Option<Vec<BulkOperationSummary>>,
    pub next_token: Option<String>,
}

structure! { ListBulkOperationsOutput: LIST_BULK_OPERATIONS_OUTPUT [0 bulk_operations_summary_list, 1 next_token] }

pub static BULK_OPERATION_NEXT_TOKEN: Shape = Shape { name: "BulkOperationNextToken", kind: Kind::String(Text { length: Range { min: Some(1), max: Some(1024) }, pattern: Some("([0-9a-f]{16})+"), values: &[] }) };

pub static BULK_OPERATION_SUMMARY: Shape = Shape {
    name: "BulkOperationSummary",
    kind: Kind::Structure(Members {
        members: &[
            Member::required("BulkOperationArn", &BULK_OPERATION_ARN),
            Member::required("BulkOperationStatus", &BULK_OPERATION_STATUS),
            Member::required("StartTime", &BULK_OPERATION_START_TIME),
            Member::optional("EndTime", &BULK_OPERATION_END_TIME),
        ],
        check_order: None,
        flavour: Flavour::Plain,
    }),
};

pub static BULK_OPERATIONS_SUMMARY_LIST: Shape = Shape { name: "BulkOperationsSummaryList", kind: Kind::List(List { element: &BULK_OPERATION_SUMMARY, length: Range::ANY, element_name: "member", flattened: false }) };

pub static LIST_BULK_OPERATIONS_INPUT: Shape = Shape {
    name: "ListBulkOperationsInput",
    kind: Kind::Structure(Members {
        members: &[
            Member::optional("MaxResults", &LIST_BULK_OPERATIONS_MAX_LIMIT),
            Member::optional("NextToken", &BULK_OPERATION_NEXT_TOKEN),
        ],
        check_order: None,
        flavour: Flavour::Plain,
    }),
};

pub static LIST_BULK_OPERATIONS_MAX_LIMIT: Shape = Shape { name: "ListBulkOperationsMaxLimit", kind: Kind::Integer(Range { min: Some(1), max: Some(25) }) };

pub static LIST_BULK_OPERATIONS_OUTPUT: Shape = Shape {
    name: "ListBulkOperationsOutput",
    kind: Kind::Structure(Members {
        members: &[
            Member::optional("BulkOperationsSummaryList", &BULK_OPERATIONS_SUMMARY_LIST),
            Member::optional("NextToken", &BULK_OPERATION_NEXT_TOKEN),
        ],
        check_order: None,
        flavour: Flavour::Plain,
    }),
};
