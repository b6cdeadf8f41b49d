//! BatchGetItem: what no other operation uses. Generated from dynamodb/2012-08-10: see `emulators/codegen`.

use super::*;

#[derive(Clone, Debug, Default, PartialEq)]
pub struct BatchGetItemInput {
    pub request_items: BTreeMap<String, KeysAndAttributes>,
    pub return_consumed_capacity: Option<String>,
}

structure! { BatchGetItemInput: BATCH_GET_ITEM_INPUT [0 request_items, 1 return_consumed_capacity] }

#[derive(Clone, Debug, Default, PartialEq)]
pub struct BatchGetItemOutput {
    pub responses: Option<BTreeMap<String, Vec<BTreeMap<String, Value>>>>,
    pub unprocessed_keys: Option<BTreeMap<String, KeysAndAttributes>>,
    pub consumed_capacity: Option<Vec<ConsumedCapacity>>,
}

structure! { BatchGetItemOutput: BATCH_GET_ITEM_OUTPUT [0 responses, 1 unprocessed_keys, 2 consumed_capacity] }

#[derive(Clone, Debug, Default, PartialEq)]
pub struct KeysAndAttributes {
    pub keys: Vec<BTreeMap<String, Value>>,
    pub attributes_to_get: Option<Vec<String>>,
    pub consistent_read: Option<bool>,
    pub projection_expression: Option<String>,
    pub expression_attribute_names: Option<BTreeMap<String, String>>,
}

structure! { KeysAndAttributes: KEYS_AND_ATTRIBUTES [0 keys, 1 attributes_to_get, 2 consistent_read, 3 projection_expression, 4 expression_attribute_names] }

pub static BATCH_GET_ITEM_INPUT: Shape = Shape {
    name: "BatchGetItemInput",
    kind: Kind::Structure(Members {
        members: &[
            Member::required("RequestItems", &BATCH_GET_REQUEST_MAP),
            Member::optional("ReturnConsumedCapacity", &RETURN_CONSUMED_CAPACITY),
        ],
        check_order: Some(&[1, 0]),
        flavour: Flavour::Plain,
    }),
};

pub static BATCH_GET_ITEM_OUTPUT: Shape = Shape {
    name: "BatchGetItemOutput",
    kind: Kind::Structure(Members {
        members: &[
            Member::optional("Responses", &BATCH_GET_RESPONSE_MAP),
            Member::optional("UnprocessedKeys", &BATCH_GET_REQUEST_MAP),
            Member::optional("ConsumedCapacity", &CONSUMED_CAPACITY_MULTIPLE),
        ],
        check_order: None,
        flavour: Flavour::Plain,
    }),
};

pub static BATCH_GET_REQUEST_MAP: Shape = Shape { name: "BatchGetRequestMap", kind: Kind::Map(Map { key: &TABLE_ARN, value: &KEYS_AND_ATTRIBUTES, length: Range { min: None, max: Some(100) }, key_name: "key", value_name: "value", flattened: false }) };

pub static BATCH_GET_RESPONSE_MAP: Shape = Shape { name: "BatchGetResponseMap", kind: Kind::Map(Map { key: &TABLE_ARN, value: &ITEM_LIST, length: Range::ANY, key_name: "key", value_name: "value", flattened: false }) };

pub static KEY_LIST: Shape = Shape { name: "KeyList", kind: Kind::List(List { element: &KEY, length: Range { min: Some(1), max: Some(100) }, element_name: "member", flattened: false }) };

pub static KEYS_AND_ATTRIBUTES: Shape = Shape {
    name: "KeysAndAttributes",
    kind: Kind::Structure(Members {
        members: &[
            Member::required("Keys", &KEY_LIST),
            Member::optional("AttributesToGet", &ATTRIBUTE_NAME_LIST),
            Member::optional("ConsistentRead", &CONSISTENT_READ),
            Member::optional("ProjectionExpression", &PROJECTION_EXPRESSION),
            Member::optional("ExpressionAttributeNames", &EXPRESSION_ATTRIBUTE_NAME_MAP),
        ],
        check_order: None,
        flavour: Flavour::Plain,
    }),
};
