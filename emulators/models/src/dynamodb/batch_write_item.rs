//! BatchWriteItem: what no other operation uses. Generated from dynamodb/2012-08-10: see `emulators/codegen`.

use super::*;

#[derive(Clone, Debug, Default, PartialEq)]
pub struct BatchWriteItemInput {
    pub request_items: BTreeMap<String, Vec<WriteRequest>>,
    pub return_consumed_capacity: Option<String>,
    pub return_item_collection_metrics: Option<String>,
}

structure! { BatchWriteItemInput: BATCH_WRITE_ITEM_INPUT [0 request_items, 1 return_consumed_capacity, 2 return_item_collection_metrics] }

#[derive(Clone, Debug, Default, PartialEq)]
pub struct BatchWriteItemOutput {
    pub unprocessed_items: Option<BTreeMap<String, Vec<WriteRequest>>>,
    pub item_collection_metrics: Option<BTreeMap<String, Vec<ItemCollectionMetrics>>>,
    pub consumed_capacity: Option<Vec<ConsumedCapacity>>,
}

structure! { BatchWriteItemOutput: BATCH_WRITE_ITEM_OUTPUT [0 unprocessed_items, 1 item_collection_metrics, 2 consumed_capacity] }

#[derive(Clone, Debug, Default, PartialEq)]
pub struct DeleteRequest {
    pub key: BTreeMap<String, Value>,
}

structure! { DeleteRequest: DELETE_REQUEST [0 key] }

#[derive(Clone, Debug, Default, PartialEq)]
pub struct PutRequest {
    pub item: BTreeMap<String, Value>,
}

structure! { PutRequest: PUT_REQUEST [0 item] }

#[derive(Clone, Debug, Default, PartialEq)]
pub struct WriteRequest {
    pub put_request: Option<PutRequest>,
    pub delete_request: Option<DeleteRequest>,
}

structure! { WriteRequest: WRITE_REQUEST [0 put_request, 1 delete_request] }

pub static BATCH_WRITE_ITEM_INPUT: Shape = Shape {
    name: "BatchWriteItemInput",
    kind: Kind::Structure(Members {
        members: &[
            Member::required("RequestItems", &BATCH_WRITE_ITEM_REQUEST_MAP),
            Member::optional("ReturnConsumedCapacity", &RETURN_CONSUMED_CAPACITY),
            Member::optional("ReturnItemCollectionMetrics", &RETURN_ITEM_COLLECTION_METRICS),
        ],
        check_order: Some(&[1, 2, 0]),
        flavour: Flavour::Plain,
    }),
};

pub static BATCH_WRITE_ITEM_OUTPUT: Shape = Shape {
    name: "BatchWriteItemOutput",
    kind: Kind::Structure(Members {
        members: &[
            Member::optional("UnprocessedItems", &BATCH_WRITE_ITEM_REQUEST_MAP),
            Member::optional("ItemCollectionMetrics", &ITEM_COLLECTION_METRICS_PER_TABLE),
            Member::optional("ConsumedCapacity", &CONSUMED_CAPACITY_MULTIPLE),
        ],
        check_order: None,
        flavour: Flavour::Plain,
    }),
};

pub static BATCH_WRITE_ITEM_REQUEST_MAP: Shape = Shape { name: "BatchWriteItemRequestMap", kind: Kind::Map(Map { key: &TABLE_ARN, value: &WRITE_REQUESTS, length: Range { min: None, max: Some(25) }, key_name: "key", value_name: "value", flattened: false }) };

pub static DELETE_REQUEST: Shape = Shape {
    name: "DeleteRequest",
    kind: Kind::Structure(Members {
        members: &[
            Member::required("Key", &KEY),
        ],
        check_order: None,
        flavour: Flavour::Plain,
    }),
};

pub static PUT_REQUEST: Shape = Shape {
    name: "PutRequest",
    kind: Kind::Structure(Members {
        members: &[
            Member::required("Item", &PUT_ITEM_INPUT_ATTRIBUTE_MAP),
        ],
        check_order: None,
        flavour: Flavour::Plain,
    }),
};

pub static WRITE_REQUEST: Shape = Shape {
    name: "WriteRequest",
    kind: Kind::Structure(Members {
        members: &[
            Member::optional("PutRequest", &PUT_REQUEST),
            Member::optional("DeleteRequest", &DELETE_REQUEST),
        ],
        check_order: Some(&[1, 0]),
        flavour: Flavour::Plain,
    }),
};

pub static WRITE_REQUESTS: Shape = Shape { name: "WriteRequests", kind: Kind::List(List { element: &WRITE_REQUEST, length: Range { min: Some(1), max: Some(25) }, element_name: "member", flattened: false }) };
