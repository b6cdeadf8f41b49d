//! ExecuteTransaction: what no other operation uses. Generated from dynamodb/2012-08-10: see `emulators/codegen`.

use super::*;

#[derive(Clone, Debug, Default, PartialEq)]
pub struct ExecuteTransactionInput {
    pub transact_statements: Vec<ParameterizedStatement>,
    pub client_request_token: Option<String>,
    pub return_consumed_capacity: Option<String>,
}

structure! { ExecuteTransactionInput: EXECUTE_TRANSACTION_INPUT [0 transact_statements, 1 client_request_token, 2 return_consumed_capacity] }

#[derive(Clone, Debug, Default, PartialEq)]
pub struct ExecuteTransactionOutput {
    pub responses: Option<Vec<ItemResponse>>,
    pub consumed_capacity: Option<Vec<ConsumedCapacity>>,
}

structure! { ExecuteTransactionOutput: EXECUTE_TRANSACTION_OUTPUT [0 responses, 1 consumed_capacity] }

#[derive(Clone, Debug, Default, PartialEq)]
pub struct ParameterizedStatement {
    pub statement: String,
    pub parameters: Option<Vec<Value>>,
    pub return_values_on_condition_check_failure: Option<String>,
}

structure! { ParameterizedStatement: PARAMETERIZED_STATEMENT [0 statement, 1 parameters, 2 return_values_on_condition_check_failure] }

pub static EXECUTE_TRANSACTION_INPUT: Shape = Shape {
    name: "ExecuteTransactionInput",
    kind: Kind::Structure(Members {
        members: &[
            Member::required("TransactStatements", &PARAMETERIZED_STATEMENTS),
            Member { name: "ClientRequestToken", query_name: "ClientRequestToken", shape: &CLIENT_REQUEST_TOKEN, required: false, idempotency_token: true },
            Member::optional("ReturnConsumedCapacity", &RETURN_CONSUMED_CAPACITY),
        ],
        check_order: None,
        flavour: Flavour::Plain,
    }),
};

pub static EXECUTE_TRANSACTION_OUTPUT: Shape = Shape {
    name: "ExecuteTransactionOutput",
    kind: Kind::Structure(Members {
        members: &[
            Member::optional("Responses", &ITEM_RESPONSE_LIST),
            Member::optional("ConsumedCapacity", &CONSUMED_CAPACITY_MULTIPLE),
        ],
        check_order: None,
        flavour: Flavour::Plain,
    }),
};

pub static PARAMETERIZED_STATEMENT: Shape = Shape {
    name: "ParameterizedStatement",
    kind: Kind::Structure(Members {
        members: &[
            Member::required("Statement", &PARTI_QL_STATEMENT),
            Member::optional("Parameters", &PREPARED_STATEMENT_PARAMETERS),
            Member::optional("ReturnValuesOnConditionCheckFailure", &RETURN_VALUES_ON_CONDITION_CHECK_FAILURE),
        ],
        check_order: None,
        flavour: Flavour::Plain,
    }),
};

pub static PARAMETERIZED_STATEMENTS: Shape = Shape { name: "ParameterizedStatements", kind: Kind::List(List { element: &PARAMETERIZED_STATEMENT, length: Range { min: Some(1), max: Some(100) }, element_name: "member", flattened: false }) };
