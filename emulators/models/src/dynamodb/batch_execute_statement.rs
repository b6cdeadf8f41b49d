//! BatchExecuteStatement: what no other operation uses. Generated from dynamodb/2012-08-10: see `emulators/codegen`.

use super::*;

#[derive(Clone, Debug, Default, PartialEq)]
pub struct BatchExecuteStatementInput {
    pub statements: Vec<BatchStatementRequest>,
    pub return_consumed_capacity: Option<String>,
}

structure! { BatchExecuteStatementInput: BATCH_EXECUTE_STATEMENT_INPUT [0 statements, 1 return_consumed_capacity] }

#[derive(Clone, Debug, Default, PartialEq)]
pub struct BatchExecuteStatementOutput {
    pub responses: Option<Vec<BatchStatementResponse>>,
    pub consumed_capacity: Option<Vec<ConsumedCapacity>>,
}

structure! { BatchExecuteStatementOutput: BATCH_EXECUTE_STATEMENT_OUTPUT [0 responses, 1 consumed_capacity] }

#[derive(Clone, Debug, Default, PartialEq)]
pub struct BatchStatementError {
    pub code: Option<String>,
    pub message: Option<String>,
    pub item: Option<BTreeMap<String, Value>>,
}

structure! { BatchStatementError: BATCH_STATEMENT_ERROR [0 code, 1 message, 2 item] }

#[derive(Clone, Debug, Default, PartialEq)]
pub struct BatchStatementRequest {
    pub statement: String,
    pub parameters: Option<Vec<Value>>,
    pub consistent_read: Option<bool>,
    pub return_values_on_condition_check_failure: Option<String>,
}

structure! { BatchStatementRequest: BATCH_STATEMENT_REQUEST [0 statement, 1 parameters, 2 consistent_read, 3 return_values_on_condition_check_failure] }

#[derive(Clone, Debug, Default, PartialEq)]
pub struct BatchStatementResponse {
    pub error: Option<BatchStatementError>,
    pub table_name: Option<String>,
    pub item: Option<BTreeMap<String, Value>>,
}

structure! { BatchStatementResponse: BATCH_STATEMENT_RESPONSE [0 error, 1 table_name, 2 item] }

pub static BATCH_EXECUTE_STATEMENT_INPUT: Shape = Shape {
    name: "BatchExecuteStatementInput",
    kind: Kind::Structure(Members {
        members: &[
            Member::required("Statements", &PARTI_QL_BATCH_REQUEST),
            Member::optional("ReturnConsumedCapacity", &RETURN_CONSUMED_CAPACITY),
        ],
        check_order: None,
        flavour: Flavour::Plain,
    }),
};

pub static BATCH_EXECUTE_STATEMENT_OUTPUT: Shape = Shape {
    name: "BatchExecuteStatementOutput",
    kind: Kind::Structure(Members {
        members: &[
            Member::optional("Responses", &PARTI_QL_BATCH_RESPONSE),
            Member::optional("ConsumedCapacity", &CONSUMED_CAPACITY_MULTIPLE),
        ],
        check_order: None,
        flavour: Flavour::Plain,
    }),
};

pub static BATCH_STATEMENT_ERROR: Shape = Shape {
    name: "BatchStatementError",
    kind: Kind::Structure(Members {
        members: &[
            Member::optional("Code", &BATCH_STATEMENT_ERROR_CODE_ENUM),
            Member::optional("Message", &STRING),
            Member::optional("Item", &ATTRIBUTE_MAP),
        ],
        check_order: None,
        flavour: Flavour::Plain,
    }),
};

pub static BATCH_STATEMENT_ERROR_CODE_ENUM: Shape = Shape { name: "BatchStatementErrorCodeEnum", kind: Kind::String(Text { length: Range::ANY, pattern: None, values: &["ConditionalCheckFailed", "ItemCollectionSizeLimitExceeded", "RequestLimitExceeded", "ValidationError", "ProvisionedThroughputExceeded", "TransactionConflict", "ThrottlingError", "InternalServerError", "ResourceNotFound", "AccessDenied", "DuplicateItem"] }) };

pub static BATCH_STATEMENT_REQUEST: Shape = Shape {
    name: "BatchStatementRequest",
    kind: Kind::Structure(Members {
        members: &[
            Member::required("Statement", &PARTI_QL_STATEMENT),
            Member::optional("Parameters", &PREPARED_STATEMENT_PARAMETERS),
            Member::optional("ConsistentRead", &CONSISTENT_READ),
            Member::optional("ReturnValuesOnConditionCheckFailure", &RETURN_VALUES_ON_CONDITION_CHECK_FAILURE),
        ],
        check_order: None,
        flavour: Flavour::Plain,
    }),
};

pub static BATCH_STATEMENT_RESPONSE: Shape = Shape {
    name: "BatchStatementResponse",
    kind: Kind::Structure(Members {
        members: &[
            Member::optional("Error", &BATCH_STATEMENT_ERROR),
            Member::optional("TableName", &TABLE_NAME),
            Member::optional("Item", &ATTRIBUTE_MAP),
        ],
        check_order: None,
        flavour: Flavour::Plain,
    }),
};

pub static PARTI_QL_BATCH_REQUEST: Shape = Shape { name: "PartiQLBatchRequest", kind: Kind::List(List { element: &BATCH_STATEMENT_REQUEST, length: Range { min: Some(1), max: Some(25) }, element_name: "member", flattened: false }) };

pub static PARTI_QL_BATCH_RESPONSE: Shape = Shape { name: "PartiQLBatchResponse", kind: Kind::List(List { element: &BATCH_STATEMENT_RESPONSE, length: Range::ANY, element_name: "member", flattened: false }) };
