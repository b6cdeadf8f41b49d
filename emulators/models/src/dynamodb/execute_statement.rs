//! ExecuteStatement: what no other operation uses. Generated from dynamodb/2012-08-10: see `emulators/codegen`.

use super::*;

#[derive(Clone, Debug, Default, PartialEq)]
pub struct ExecuteStatementInput {
    pub statement: String,
    pub parameters: Option<Vec<Value>>,
    pub consistent_read: Option<bool>,
    pub next_token: Option<String>,
    pub return_consumed_capacity: Option<String>,
    pub limit: Option<i32>,
    pub return_values_on_condition_check_failure: Option<String>,
}

structure! { ExecuteStatementInput: EXECUTE_STATEMENT_INPUT [0 statement, 1 parameters, 2 consistent_read, 3 next_token, 4 return_consumed_capacity, 5 limit, 6 return_values_on_condition_check_failure] }

#[derive(Clone, Debug, Default, PartialEq)]
pub struct ExecuteStatementOutput {
    pub items: Option<Vec<BTreeMap<String, Value>>>,
    pub next_token: Option<String>,
    pub consumed_capacity: Option<ConsumedCapacity>,
    pub last_evaluated_key: Option<BTreeMap<String, Value>>,
}

structure! { ExecuteStatementOutput: EXECUTE_STATEMENT_OUTPUT [0 items, 1 next_token, 2 consumed_capacity, 3 last_evaluated_key] }

pub static EXECUTE_STATEMENT_INPUT: Shape = Shape {
    name: "ExecuteStatementInput",
    kind: Kind::Structure(Members {
        members: &[
            Member::required("Statement", &PARTI_QL_STATEMENT),
            Member::optional("Parameters", &PREPARED_STATEMENT_PARAMETERS),
            Member::optional("ConsistentRead", &CONSISTENT_READ),
            Member::optional("NextToken", &PARTI_QL_NEXT_TOKEN),
            Member::optional("ReturnConsumedCapacity", &RETURN_CONSUMED_CAPACITY),
            Member::optional("Limit", &POSITIVE_INTEGER_OBJECT),
            Member::optional("ReturnValuesOnConditionCheckFailure", &RETURN_VALUES_ON_CONDITION_CHECK_FAILURE),
        ],
        check_order: None,
        flavour: Flavour::Plain,
    }),
};

pub static EXECUTE_STATEMENT_OUTPUT: Shape = Shape {
    name: "ExecuteStatementOutput",
    kind: Kind::Structure(Members {
        members: &[
            Member::optional("Items", &ITEM_LIST),
            Member::optional("NextToken", &PARTI_QL_NEXT_TOKEN),
            Member::optional("ConsumedCapacity", &CONSUMED_CAPACITY),
            Member::optional("LastEvaluatedKey", &KEY),
        ],
        check_order: None,
        flavour: Flavour::Plain,
    }),
};

pub static PARTI_QL_NEXT_TOKEN: Shape = Shape { name: "PartiQLNextToken", kind: Kind::String(Text { length: Range { min: Some(1), max: Some(32768) }, pattern: None, values: &[] }) };
