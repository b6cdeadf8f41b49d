//! GetItem: what no other operation uses. Generated from dynamodb/2012-08-10: see `emulators/codegen`.

use super::*;

#[derive(Clone, Debug, Default, PartialEq)]
pub struct GetItemInput {
    pub table_name: String,
    pub key: BTreeMap<String, Value>,
    pub attributes_to_get: Option<Vec<String>>,
    pub consistent_read: Option<bool>,
    pub return_consumed_capacity: Option<String>,
    pub projection_expression: Option<String>,
    pub expression_attribute_names: Option<BTreeMap<String, String>>,
}

structure! { GetItemInput: GET_ITEM_INPUT [0 table_name, 1 key, 2 attributes_to_get, 3 consistent_read, 4 return_consumed_capacity, 5 projection_expression, 6 expression_attribute_names] }

#[derive(Clone, Debug, Default, PartialEq)]
pub struct GetItemOutput {
    pub item: Option<BTreeMap<String, Value>>,
    pub consumed_capacity: Option<ConsumedCapacity>,
}

structure! { GetItemOutput: GET_ITEM_OUTPUT [0 item, 1 consumed_capacity] }

pub static GET_ITEM_INPUT: Shape = Shape {
    name: "GetItemInput",
    kind: Kind::Structure(Members {
        members: &[
            Member::required("TableName", &TABLE_ARN),
            Member::required("Key", &KEY),
            Member::optional("AttributesToGet", &ATTRIBUTE_NAME_LIST),
            Member::optional("ConsistentRead", &CONSISTENT_READ),
            Member::optional("ReturnConsumedCapacity", &RETURN_CONSUMED_CAPACITY),
            Member::optional("ProjectionExpression", &PROJECTION_EXPRESSION),
            Member::optional("ExpressionAttributeNames", &EXPRESSION_ATTRIBUTE_NAME_MAP),
        ],
        check_order: Some(&[4, 2, 0, 1, 3, 5, 6]),
        flavour: Flavour::Plain,
    }),
};

pub static GET_ITEM_OUTPUT: Shape = Shape {
    name: "GetItemOutput",
    kind: Kind::Structure(Members {
        members: &[
            Member::optional("Item", &ATTRIBUTE_MAP),
            Member::optional("ConsumedCapacity", &CONSUMED_CAPACITY),
        ],
        check_order: None,
        flavour: Flavour::Plain,
    }),
};
