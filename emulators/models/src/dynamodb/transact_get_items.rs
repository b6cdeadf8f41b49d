//! TransactGetItems: what no other operation uses. Generated from dynamodb/2012-08-10: see `emulators/codegen`.

use super::*;

#[derive(Clone, Debug, Default, PartialEq)]
pub struct Get {
    pub key: BTreeMap<String, Value>,
    pub table_name: String,
    pub projection_expression: Option<String>,
    pub expression_attribute_names: Option<BTreeMap<String, String>>,
}

structure! { Get: GET [0 key, 1 table_name, 2 projection_expression, 3 expression_attribute_names] }

#[derive(Clone, Debug, Default, PartialEq)]
pub struct TransactGetItem {
    pub get: Get,
}

structure! { TransactGetItem: TRANSACT_GET_ITEM [0 get] }

#[derive(Clone, Debug, Default, PartialEq)]
pub struct TransactGetItemsInput {
    pub transact_items: Vec<TransactGetItem>,
    pub return_consumed_capacity: Option<String>,
}

structure! { TransactGetItemsInput: TRANSACT_GET_ITEMS_INPUT [0 transact_items, 1 return_consumed_capacity] }

#[derive(Clone, Debug, Default, PartialEq)]
pub struct TransactGetItemsOutput {
    pub consumed_capacity: Option<Vec<ConsumedCapacity>>,
    pub responses: Option<Vec<ItemResponse>>,
}

structure! { TransactGetItemsOutput: TRANSACT_GET_ITEMS_OUTPUT [0 consumed_capacity, 1 responses] }

pub static GET: Shape = Shape {
    name: "Get",
    kind: Kind::Structure(Members {
        members: &[
            Member::required("Key", &KEY),
            Member::required("TableName", &TABLE_ARN),
            Member::optional("ProjectionExpression", &PROJECTION_EXPRESSION),
            Member::optional("ExpressionAttributeNames", &EXPRESSION_ATTRIBUTE_NAME_MAP),
        ],
        check_order: None,
        flavour: Flavour::Plain,
    }),
};

pub static TRANSACT_GET_ITEM: Shape = Shape {
    name: "TransactGetItem",
    kind: Kind::Structure(Members {
        members: &[
            Member::required("Get", &GET),
        ],
        check_order: None,
        flavour: Flavour::Plain,
    }),
};

pub static TRANSACT_GET_ITEM_LIST: Shape = Shape { name: "TransactGetItemList", kind: Kind::List(List { element: &TRANSACT_GET_ITEM, length: Range { min: Some(1), max: Some(100) }, element_name: "member", flattened: false }) };

pub static TRANSACT_GET_ITEMS_INPUT: Shape = Shape {
    name: "TransactGetItemsInput",
    kind: Kind::Structure(Members {
        members: &[
            Member::required("TransactItems", &TRANSACT_GET_ITEM_LIST),
            Member::optional("ReturnConsumedCapacity", &RETURN_CONSUMED_CAPACITY),
        ],
        check_order: None,
        flavour: Flavour::Plain,
    }),
};

pub static TRANSACT_GET_ITEMS_OUTPUT: Shape = Shape {
    name: "TransactGetItemsOutput",
    kind: Kind::Structure(Members {
        members: &[
            Member::optional("ConsumedCapacity", &CONSUMED_CAPACITY_MULTIPLE),
            Member::optional("Responses", &ITEM_RESPONSE_LIST),
        ],
        check_order: None,
        flavour: Flavour::Plain,
    }),
};
