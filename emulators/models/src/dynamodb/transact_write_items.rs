//! TransactWriteItems: what no other operation uses. Generated from dynamodb/2012-08-10: see `emulators/codegen`.

use super::*;

#[derive(Clone, Debug, Default, PartialEq)]
pub struct ConditionCheck {
    pub key: BTreeMap<String, Value>,
    pub table_name: String,
    pub condition_expression: String,
    pub expression_attribute_names: Option<BTreeMap<String, String>>,
    pub expression_attribute_values: Option<BTreeMap<String, Value>>,
    pub return_values_on_condition_check_failure: Option<String>,
}

structure! { ConditionCheck: CONDITION_CHECK [0 key, 1 table_name, 2 condition_expression, 3 expression_attribute_names, 4 expression_attribute_values, 5 return_values_on_condition_check_failure] }

#[derive(Clone, Debug, Default, PartialEq)]
pub struct Delete {
    pub key: BTreeMap<String, Value>,
    pub table_name: String,
    pub condition_expression: Option<String>,
    pub expression_attribute_names: Option<BTreeMap<String, String>>,
    pub expression_attribute_values: Option<BTreeMap<String, Value>>,
    pub return_values_on_condition_check_failure: Option<String>,
}

structure! { Delete: DELETE [0 key, 1 table_name, 2 condition_expression, 3 expression_attribute_names, 4 expression_attribute_values, 5 return_values_on_condition_check_failure] }

#[derive(Clone, Debug, Default, PartialEq)]
pub struct Put {
    pub item: BTreeMap<String, Value>,
    pub table_name: String,
    pub condition_expression: Option<String>,
    pub expression_attribute_names: Option<BTreeMap<String, String>>,
    pub expression_attribute_values: Option<BTreeMap<String, Value>>,
    pub return_values_on_condition_check_failure: Option<String>,
}

structure! { Put: PUT [0 item, 1 table_name, 2 condition_expression, 3 expression_attribute_names, 4 expression_attribute_values, 5 return_values_on_condition_check_failure] }

#[derive(Clone, Debug, Default, PartialEq)]
pub struct TransactWriteItem {
    pub condition_check: Option<ConditionCheck>,
    pub put: Option<Put>,
    pub delete: Option<Delete>,
    pub update: Option<Update>,
}

structure! { TransactWriteItem: TRANSACT_WRITE_ITEM [0 condition_check, 1 put, 2 delete, 3 update] }

#[derive(Clone, Debug, Default, PartialEq)]
pub struct TransactWriteItemsInput {
    pub transact_items: Vec<TransactWriteItem>,
    pub return_consumed_capacity: Option<String>,
    pub return_item_collection_metrics: Option<String>,
    pub client_request_token: Option<String>,
}

structure! { TransactWriteItemsInput: TRANSACT_WRITE_ITEMS_INPUT [0 transact_items, 1 return_consumed_capacity, 2 return_item_collection_metrics, 3 client_request_token] }

#[derive(Clone, Debug, Default, PartialEq)]
pub struct TransactWriteItemsOutput {
    pub consumed_capacity: Option<Vec<ConsumedCapacity>>,
    pub item_collection_metrics: Option<BTreeMap<String, Vec<ItemCollectionMetrics>>>,
}

structure! { TransactWriteItemsOutput: TRANSACT_WRITE_ITEMS_OUTPUT [0 consumed_capacity, 1 item_collection_metrics] }

#[derive(Clone, Debug, Default, PartialEq)]
pub struct Update {
    pub key: BTreeMap<String, Value>,
    pub update_expression: String,
    pub table_name: String,
    pub condition_expression: Option<String>,
    pub expression_attribute_names: Option<BTreeMap<String, String>>,
    pub expression_attribute_values: Option<BTreeMap<String, Value>>,
    pub return_values_on_condition_check_failure: Option<String>,
}

structure! { Update: UPDATE [0 key, 1 update_expression, 2 table_name, 3 condition_expression, 4 expression_attribute_names, 5 expression_attribute_values, 6 return_values_on_condition_check_failure] }

pub static CONDITION_CHECK: Shape = Shape {
    name: "ConditionCheck",
    kind: Kind::Structure(Members {
        members: &[
            Member::required("Key", &KEY),
            Member::required("TableName", &TABLE_ARN),
            Member::required("ConditionExpression", &CONDITION_EXPRESSION),
            Member::optional("ExpressionAttributeNames", &EXPRESSION_ATTRIBUTE_NAME_MAP),
            Member::optional("ExpressionAttributeValues", &EXPRESSION_ATTRIBUTE_VALUE_MAP),
            Member::optional("ReturnValuesOnConditionCheckFailure", &RETURN_VALUES_ON_CONDITION_CHECK_FAILURE),
        ],
        check_order: None,
        flavour: Flavour::Plain,
    }),
};

pub static DELETE: Shape = Shape {
    name: "Delete",
    kind: Kind::Structure(Members {
        members: &[
            Member::required("Key", &KEY),
            Member::required("TableName", &TABLE_ARN),
            Member::optional("ConditionExpression", &CONDITION_EXPRESSION),
            Member::optional("ExpressionAttributeNames", &EXPRESSION_ATTRIBUTE_NAME_MAP),
            Member::optional("ExpressionAttributeValues", &EXPRESSION_ATTRIBUTE_VALUE_MAP),
            Member::optional("ReturnValuesOnConditionCheckFailure", &RETURN_VALUES_ON_CONDITION_CHECK_FAILURE),
        ],
        check_order: None,
        flavour: Flavour::Plain,
    }),
};

pub static PUT: Shape = Shape {
    name: "Put",
    kind: Kind::Structure(Members {
        members: &[
            Member::required("Item", &PUT_ITEM_INPUT_ATTRIBUTE_MAP),
            Member::required("TableName", &TABLE_ARN),
            Member::optional("ConditionExpression", &CONDITION_EXPRESSION),
            Member::optional("ExpressionAttributeNames", &EXPRESSION_ATTRIBUTE_NAME_MAP),
            Member::optional("ExpressionAttributeValues", &EXPRESSION_ATTRIBUTE_VALUE_MAP),
            Member::optional("ReturnValuesOnConditionCheckFailure", &RETURN_VALUES_ON_CONDITION_CHECK_FAILURE),
        ],
        check_order: None,
        flavour: Flavour::Plain,
    }),
};

pub static TRANSACT_WRITE_ITEM: Shape = Shape {
    name: "TransactWriteItem",
    kind: Kind::Structure(Members {
        members: &[
            Member::optional("ConditionCheck", &CONDITION_CHECK),
            Member::optional("Put", &PUT),
            Member::optional("Delete", &DELETE),
            Member::optional("Update", &UPDATE),
        ],
        check_order: None,
        flavour: Flavour::Plain,
    }),
};

pub static TRANSACT_WRITE_ITEM_LIST: Shape = Shape { name: "TransactWriteItemList", kind: Kind::List(List { element: &TRANSACT_WRITE_ITEM, length: Range { min: Some(1), max: Some(100) }, element_name: "member", flattened: false }) };

pub static TRANSACT_WRITE_ITEMS_INPUT: Shape = Shape {
    name: "TransactWriteItemsInput",
    kind: Kind::Structure(Members {
        members: &[
            Member::required("TransactItems", &TRANSACT_WRITE_ITEM_LIST),
            Member::optional("ReturnConsumedCapacity", &RETURN_CONSUMED_CAPACITY),
            Member::optional("ReturnItemCollectionMetrics", &RETURN_ITEM_COLLECTION_METRICS),
            Member { name: "ClientRequestToken", query_name: "ClientRequestToken", shape: &CLIENT_REQUEST_TOKEN, required: false, idempotency_token: true },
        ],
        check_order: None,
        flavour: Flavour::Plain,
    }),
};

pub static TRANSACT_WRITE_ITEMS_OUTPUT: Shape = Shape {
    name: "TransactWriteItemsOutput",
    kind: Kind::Structure(Members {
        members: &[
            Member::optional("ConsumedCapacity", &CONSUMED_CAPACITY_MULTIPLE),
            Member::optional("ItemCollectionMetrics", &ITEM_COLLECTION_METRICS_PER_TABLE),
        ],
        check_order: None,
        flavour: Flavour::Plain,
    }),
};

pub static UPDATE: Shape = Shape {
    name: "Update",
    kind: Kind::Structure(Members {
        members: &[
            Member::required("Key", &KEY),
            Member::required("UpdateExpression", &UPDATE_EXPRESSION),
            Member::required("TableName", &TABLE_ARN),
            Member::optional("ConditionExpression", &CONDITION_EXPRESSION),
            Member::optional("ExpressionAttributeNames", &EXPRESSION_ATTRIBUTE_NAME_MAP),
            Member::optional("ExpressionAttributeValues", &EXPRESSION_ATTRIBUTE_VALUE_MAP),
            Member::optional("ReturnValuesOnConditionCheckFailure", &RETURN_VALUES_ON_CONDITION_CHECK_FAILURE),
        ],
        check_order: None,
        flavour: Flavour::Plain,
    }),
};
