//! DeleteItem: what no other operation uses. Generated from dynamodb/2012-08-10: see `emulators/codegen`.

use super::*;

#[derive(Clone, Debug, Default, PartialEq)]
pub struct DeleteItemInput {
    pub table_name: String,
    pub key: BTreeMap<String, Value>,
    pub expected: Option<BTreeMap<String, ExpectedAttributeValue>>,
    pub conditional_operator: Option<String>,
    pub return_values: Option<String>,
    pub return_consumed_capacity: Option<String>,
    pub return_item_collection_metrics: Option<String>,
    pub condition_expression: Option<String>,
    pub expression_attribute_names: Option<BTreeMap<String, String>>,
    pub expression_attribute_values: Option<BTreeMap<String, Value>>,
    pub return_values_on_condition_check_failure: Option<String>,
}

structure! { DeleteItemInput: DELETE_ITEM_INPUT [0 table_name, 1 key, 2 expected, 3 conditional_operator, 4 return_values, 5 return_consumed_capacity, 6 return_item_collection_metrics, 7 condition_expression, 8 expression_attribute_names, 9 expression_attribute_values, 10 return_values_on_condition_check_failure] }

#[derive(Clone, Debug, Default, PartialEq)]
pub struct DeleteItemOutput {
    pub attributes: Option<BTreeMap<String, Value>>,
    pub consumed_capacity: Option<ConsumedCapacity>,
    pub item_collection_metrics: Option<ItemCollectionMetrics>,
}

structure! { DeleteItemOutput: DELETE_ITEM_OUTPUT [0 attributes, 1 consumed_capacity, 2 item_collection_metrics] }

pub static DELETE_ITEM_INPUT: Shape = Shape {
    name: "DeleteItemInput",
    kind: Kind::Structure(Members {
        members: &[
            Member::required("TableName", &TABLE_ARN),
            Member::required("Key", &KEY),
            Member::optional("Expected", &EXPECTED_ATTRIBUTE_MAP),
            Member::optional("ConditionalOperator", &CONDITIONAL_OPERATOR),
            Member::optional("ReturnValues", &RETURN_VALUE),
            Member::optional("ReturnConsumedCapacity", &RETURN_CONSUMED_CAPACITY),
            Member::optional("ReturnItemCollectionMetrics", &RETURN_ITEM_COLLECTION_METRICS),
            Member::optional("ConditionExpression", &CONDITION_EXPRESSION),
            Member::optional("ExpressionAttributeNames", &EXPRESSION_ATTRIBUTE_NAME_MAP),
            Member::optional("ExpressionAttributeValues", &EXPRESSION_ATTRIBUTE_VALUE_MAP),
            Member::optional("ReturnValuesOnConditionCheckFailure", &RETURN_VALUES_ON_CONDITION_CHECK_FAILURE),
        ],
        check_order: Some(&[5, 0, 4, 6, 1, 3, 2, 7, 9, 8, 10]),
        flavour: Flavour::Plain,
    }),
};

pub static DELETE_ITEM_OUTPUT: Shape = Shape {
    name: "DeleteItemOutput",
    kind: Kind::Structure(Members {
        members: &[
            Member::optional("Attributes", &ATTRIBUTE_MAP),
            Member::optional("ConsumedCapacity", &CONSUMED_CAPACITY),
            Member::optional("ItemCollectionMetrics", &ITEM_COLLECTION_METRICS),
        ],
        check_order: None,
        flavour: Flavour::Plain,
    }),
};
