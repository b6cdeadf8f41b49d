//! UpdateItem: what no other operation uses. Generated from dynamodb/2012-08-10: see `emulators/codegen`.

use super::*;

#[derive(Clone, Debug, Default, PartialEq)]
pub struct AttributeValueUpdate {
    pub value: Option<Value>,
    pub action: Option<String>,
}

structure! { AttributeValueUpdate: ATTRIBUTE_VALUE_UPDATE [0 value, 1 action] }

#[derive(Clone, Debug, Default, PartialEq)]
pub struct UpdateItemInput {
    pub table_name: String,
    pub key: BTreeMap<String, Value>,
    pub attribute_updates: Option<BTreeMap<String, AttributeValueUpdate>>,
    pub expected: Option<BTreeMap<String, ExpectedAttributeValue>>,
    pub conditional_operator: Option<String>,
    pub return_values: Option<String>,
    pub return_consumed_capacity: Option<String>,
    pub return_item_collection_metrics: Option<String>,
    pub update_expression: Option<String>,
    pub condition_expression: Option<String>,
    pub expression_attribute_names: Option<BTreeMap<String, String>>,
    pub expression_attribute_values: Option<BTreeMap<String, Value>>,
    pub return_values_on_condition_check_failure: Option<String>,
}

structure! { UpdateItemInput: UPDATE_ITEM_INPUT [0 table_name, 1 key, 2 attribute_updates, 3 expected, 4 conditional_operator, 5 return_values, 6 return_consumed_capacity, 7 return_item_collection_metrics, 8 update_expression, 9 condition_expression, 10 expression_attribute_names, 11 expression_attribute_values, 12 return_values_on_condition_check_failure] }

#[derive(Clone, Debug, Default, PartialEq)]
pub struct UpdateItemOutput {
    pub attributes: Option<BTreeMap<String, Value>>,
    pub consumed_capacity: Option<ConsumedCapacity>,
    pub item_collection_metrics: Option<ItemCollectionMetrics>,
}

structure! { UpdateItemOutput: UPDATE_ITEM_OUTPUT [0 attributes, 1 consumed_capacity, 2 item_collection_metrics] }

pub static ATTRIBUTE_ACTION: Shape = Shape { name: "AttributeAction", kind: Kind::String(Text { length: Range::ANY, pattern: None, values: &["ADD", "PUT", "DELETE"] }) };

pub static ATTRIBUTE_UPDATES: Shape = Shape { name: "AttributeUpdates", kind: Kind::Map(Map { key: &ATTRIBUTE_NAME, value: &ATTRIBUTE_VALUE_UPDATE, length: Range::ANY, key_name: "key", value_name: "value", flattened: false }) };

pub static ATTRIBUTE_VALUE_UPDATE: Shape = Shape {
    name: "AttributeValueUpdate",
    kind: Kind::Structure(Members {
        members: &[
            Member::optional("Value", &ATTRIBUTE_VALUE),
            Member::optional("Action", &ATTRIBUTE_ACTION),
        ],
        check_order: Some(&[1, 0]),
        flavour: Flavour::Plain,
    }),
};

pub static UPDATE_ITEM_INPUT: Shape = Shape {
    name: "UpdateItemInput",
    kind: Kind::Structure(Members {
        members: &[
            Member::required("TableName", &TABLE_ARN),
            Member::required("Key", &KEY),
            Member::optional("AttributeUpdates", &ATTRIBUTE_UPDATES),
            Member::optional("Expected", &EXPECTED_ATTRIBUTE_MAP),
            Member::optional("ConditionalOperator", &CONDITIONAL_OPERATOR),
            Member::optional("ReturnValues", &RETURN_VALUE),
            Member::optional("ReturnConsumedCapacity", &RETURN_CONSUMED_CAPACITY),
            Member::optional("ReturnItemCollectionMetrics", &RETURN_ITEM_COLLECTION_METRICS),
            Member::optional("UpdateExpression", &UPDATE_EXPRESSION),
            Member::optional("ConditionExpression", &CONDITION_EXPRESSION),
            Member::optional("ExpressionAttributeNames", &EXPRESSION_ATTRIBUTE_NAME_MAP),
            Member::optional("ExpressionAttributeValues", &EXPRESSION_ATTRIBUTE_VALUE_MAP),
            Member::optional("ReturnValuesOnConditionCheckFailure", &RETURN_VALUES_ON_CONDITION_CHECK_FAILURE),
        ],
        check_order: Some(&[6, 0, 7, 5, 1, 4, 3, 2, 9, 8, 11, 10, 12]),
        flavour: Flavour::Plain,
    }),
};

pub static UPDATE_ITEM_OUTPUT: Shape = Shape {
    name: "UpdateItemOutput",
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
