//! Query: what no other operation uses. Generated from dynamodb/2012-08-10: see `emulators/codegen`.

use super::*;

#[derive(Clone, Debug, Default, PartialEq)]
pub struct QueryInput {
    pub table_name: String,
    pub index_name: Option<String>,
    pub select: Option<String>,
    pub attributes_to_get: Option<Vec<String>>,
    pub limit: Option<i32>,
    pub consistent_read: Option<bool>,
    pub key_conditions: Option<BTreeMap<String, Condition>>,
    pub query_filter: Option<BTreeMap<String, Condition>>,
    pub conditional_operator: Option<String>,
    pub scan_index_forward: Option<bool>,
    pub exclusive_start_key: Option<BTreeMap<String, Value>>,
    pub return_consumed_capacity: Option<String>,
    pub projection_expression: Option<String>,
    pub filter_expression: Option<String>,
    pub key_condition_expression: Option<String>,
    pub expression_attribute_names: Option<BTreeMap<String, String>>,
    pub expression_attribute_values: Option<BTreeMap<String, Value>>,
}

structure! { QueryInput: QUERY_INPUT [0 table_name, 1 index_name, 2 select, 3 attributes_to_get, 4 limit, 5 consistent_read, 6 key_conditions, 7 query_filter, 8 conditional_operator, 9 scan_index_forward, 10 exclusive_start_key, 11 return_consumed_capacity, 12 projection_expression, 13 filter_expression, 14 key_condition_expression, 15 expression_attribute_names, 16 expression_attribute_values] }

#[derive(Clone, Debug, Default, PartialEq)]
pub struct QueryOutput {
    pub items: Option<Vec<BTreeMap<String, Value>>>,
    pub count: Option<i32>,
    pub scanned_count: Option<i32>,
    pub last_evaluated_key: Option<BTreeMap<String, Value>>,
    pub consumed_capacity: Option<ConsumedCapacity>,
}

structure! { QueryOutput: QUERY_OUTPUT [0 items, 1 count, 2 scanned_count, 3 last_evaluated_key, 4 consumed_capacity] }

pub static KEY_CONDITIONS: Shape = Shape { name: "KeyConditions", kind: Kind::Map(Map { key: &ATTRIBUTE_NAME, value: &CONDITION, length: Range::ANY, key_name: "key", value_name: "value", flattened: false }) };

pub static QUERY_INPUT: Shape = Shape {
    name: "QueryInput",
    kind: Kind::Structure(Members {
        members: &[
            Member::required("TableName", &TABLE_ARN),
            Member::optional("IndexName", &INDEX_NAME),
            Member::optional("Select", &SELECT),
            Member::optional("AttributesToGet", &ATTRIBUTE_NAME_LIST),
            Member::optional("Limit", &POSITIVE_INTEGER_OBJECT),
            Member::optional("ConsistentRead", &CONSISTENT_READ),
            Member::optional("KeyConditions", &KEY_CONDITIONS),
            Member::optional("QueryFilter", &FILTER_CONDITION_MAP),
            Member::optional("ConditionalOperator", &CONDITIONAL_OPERATOR),
            Member::optional("ScanIndexForward", &BOOLEAN_OBJECT),
            Member::optional("ExclusiveStartKey", &KEY),
            Member::optional("ReturnConsumedCapacity", &RETURN_CONSUMED_CAPACITY),
            Member::optional("ProjectionExpression", &PROJECTION_EXPRESSION),
            Member::optional("FilterExpression", &CONDITION_EXPRESSION),
            Member::optional("KeyConditionExpression", &KEY_EXPRESSION),
            Member::optional("ExpressionAttributeNames", &EXPRESSION_ATTRIBUTE_NAME_MAP),
            Member::optional("ExpressionAttributeValues", &EXPRESSION_ATTRIBUTE_VALUE_MAP),
        ],
        check_order: Some(&[2, 1, 11, 7, 0, 8, 3, 4, 6, 10, 5, 9, 14, 13, 12, 16, 15]),
        flavour: Flavour::Plain,
    }),
};

pub static QUERY_OUTPUT: Shape = Shape {
    name: "QueryOutput",
    kind: Kind::Structure(Members {
        members: &[
            Member::optional("Items", &ITEM_LIST),
            Member::optional("Count", &INTEGER),
            Member::optional("ScannedCount", &INTEGER),
            Member::optional("LastEvaluatedKey", &KEY),
            Member::optional("ConsumedCapacity", &CONSUMED_CAPACITY),
        ],
        check_order: None,
        flavour: Flavour::Plain,
    }),
};
