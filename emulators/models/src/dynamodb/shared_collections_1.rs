//! What several operations use. Generated from dynamodb/2012-08-10: see `emulators/codegen`.

use super::*;

pub static ATTRIBUTE_DEFINITIONS: Shape = Shape { name: "AttributeDefinitions", kind: Kind::List(List { element: &ATTRIBUTE_DEFINITION, length: Range::ANY, element_name: "member", flattened: false }) };

pub static ATTRIBUTE_MAP: Shape = Shape { name: "AttributeMap", kind: Kind::Map(Map { key: &ATTRIBUTE_NAME, value: &ATTRIBUTE_VALUE, length: Range::ANY, key_name: "key", value_name: "value", flattened: false }) };

pub static ATTRIBUTE_NAME_LIST: Shape = Shape { name: "AttributeNameList", kind: Kind::List(List { element: &ATTRIBUTE_NAME, length: Range { min: Some(1), max: None }, element_name: "member", flattened: false }) };

pub static ATTRIBUTE_VALUE_LIST: Shape = Shape { name: "AttributeValueList", kind: Kind::List(List { element: &ATTRIBUTE_VALUE, length: Range::ANY, element_name: "member", flattened: false }) };

pub static AUTO_SCALING_POLICY_DESCRIPTION_LIST: Shape = Shape { name: "AutoScalingPolicyDescriptionList", kind: Kind::List(List { element: &AUTO_SCALING_POLICY_DESCRIPTION, length: Range::ANY, element_name: "member", flattened: false }) };

pub static BINARY_SET_ATTRIBUTE_VALUE: Shape = Shape { name: "BinarySetAttributeValue", kind: Kind::List(List { element: &BINARY_ATTRIBUTE_VALUE, length: Range::ANY, element_name: "member", flattened: false }) };

pub static BULK_OPERATION_TABLE_DETAILS: Shape = Shape { name: "BulkOperationTableDetails", kind: Kind::List(List { element: &BULK_OPERATION_TABLE_DETAIL, length: Range::ANY, element_name: "member", flattened: false }) };

pub static BULK_OPERATION_USAGE_MULTIPLE: Shape = Shape { name: "BulkOperationUsageMultiple", kind: Kind::List(List { element: &BULK_OPERATION_USAGE, length: Range::ANY, element_name: "member", flattened: false }) };

pub static CANCELLATION_REASON_LIST: Shape = Shape { name: "CancellationReasonList", kind: Kind::List(List { element: &CANCELLATION_REASON, length: Range { min: Some(1), max: Some(100) }, element_name: "member", flattened: false }) };

pub static CONSUMED_CAPACITY_MULTIPLE: Shape = Shape { name: "ConsumedCapacityMultiple", kind: Kind::List(List { element: &CONSUMED_CAPACITY, length: Range::ANY, element_name: "member", flattened: false }) };

pub static CSV_HEADER_LIST: Shape = Shape { name: "CsvHeaderList", kind: Kind::List(List { element: &CSV_HEADER, length: Range { min: Some(1), max: Some(255) }, element_name: "member", flattened: false }) };

pub static EXPECTED_ATTRIBUTE_MAP: Shape = Shape { name: "ExpectedAttributeMap", kind: Kind::Map(Map { key: &ATTRIBUTE_NAME, value: &EXPECTED_ATTRIBUTE_VALUE, length: Range::ANY, key_name: "key", value_name: "value", flattened: false }) };

pub static EXPRESSION_ATTRIBUTE_NAME_MAP: Shape = Shape { name: "ExpressionAttributeNameMap", kind: Kind::Map(Map { key: &EXPRESSION_ATTRIBUTE_NAME_VARIABLE, value: &ATTRIBUTE_NAME, length: Range::ANY, key_name: "key", value_name: "value", flattened: false }) };

pub static EXPRESSION_ATTRIBUTE_VALUE_MAP: Shape = Shape { name: "ExpressionAttributeValueMap", kind: Kind::Map(Map { key: &EXPRESSION_ATTRIBUTE_VALUE_VARIABLE, value: &ATTRIBUTE_VALUE, length: Range::ANY, key_name: "key", value_name: "value", flattened: false }) };

pub static FILTER_CONDITION_MAP: Shape = Shape { name: "FilterConditionMap", kind: Kind::Map(Map { key: &ATTRIBUTE_NAME, value: &CONDITION, length: Range::ANY, key_name: "key", value_name: "value", flattened: false }) };

pub static GLOBAL_SECONDARY_INDEX_DESCRIPTION_LIST: Shape = Shape { name: "GlobalSecondaryIndexDescriptionList", kind: Kind::List(List { element: &GLOBAL_SECONDARY_INDEX_DESCRIPTION, length: Range::ANY, element_name: "member", flattened: false }) };

pub static GLOBAL_SECONDARY_INDEX_LIST: Shape = Shape { name: "GlobalSecondaryIndexList", kind: Kind::List(List { element: &GLOBAL_SECONDARY_INDEX, length: Range::ANY, element_name: "member", flattened: false }) };

pub static GLOBAL_SECONDARY_INDEXES: Shape = Shape { name: "GlobalSecondaryIndexes", kind: Kind::List(List { element: &GLOBAL_SECONDARY_INDEX_INFO, length: Range::ANY, element_name: "member", flattened: false }) };

pub static GLOBAL_TABLE_WITNESS_DESCRIPTION_LIST: Shape = Shape { name: "GlobalTableWitnessDescriptionList", kind: Kind::List(List { element: &GLOBAL_TABLE_WITNESS_DESCRIPTION, length: Range::ANY, element_name: "member", flattened: false }) };

pub static ITEM_COLLECTION_KEY_ATTRIBUTE_MAP: Shape = Shape { name: "ItemCollectionKeyAttributeMap", kind: Kind::Map(Map { key: &ATTRIBUTE_NAME, value: &ATTRIBUTE_VALUE, length: Range::ANY, key_name: "key", value_name: "value", flattened: false }) };

pub static ITEM_COLLECTION_METRICS_MULTIPLE: Shape = Shape { name: "ItemCollectionMetricsMultiple", kind: Kind::List(List { element: &ITEM_COLLECTION_METRICS, length: Range::ANY, element_name: "member", flattened: false }) };

pub static ITEM_COLLECTION_METRICS_PER_TABLE: Shape = Shape { name: "ItemCollectionMetricsPerTable", kind: Kind::Map(Map { key: &TABLE_ARN, value: &ITEM_COLLECTION_METRICS_MULTIPLE, length: Range::ANY, key_name: "key", value_name: "value", flattened: false }) };

pub static ITEM_COLLECTION_SIZE_ESTIMATE_RANGE: Shape = Shape { name: "ItemCollectionSizeEstimateRange", kind: Kind::List(List { element: &ITEM_COLLECTION_SIZE_ESTIMATE_BOUND, length: Range::ANY, element_name: "member", flattened: false }) };

pub static ITEM_LIST: Shape = Shape { name: "ItemList", kind: Kind::List(List { element: &ATTRIBUTE_MAP, length: Range::ANY, element_name: "member", flattened: false }) };

pub static ITEM_RESPONSE_LIST: Shape = Shape { name: "ItemResponseList", kind: Kind::List(List { element: &ITEM_RESPONSE, length: Range { min: Some(1), max: Some(100) }, element_name: "member", flattened: false }) };

pub static KEY: Shape = Shape { name: "Key", kind: Kind::Map(Map { key: &ATTRIBUTE_NAME, value: &ATTRIBUTE_VALUE, length: Range::ANY, key_name: "key", value_name: "value", flattened: false }) };

pub static KEY_SCHEMA: Shape = Shape { name: "KeySchema", kind: Kind::List(List { element: &KEY_SCHEMA_ELEMENT, length: Range { min: Some(1), max: None }, element_name: "member", flattened: false }) };

pub static LIST_ATTRIBUTE_VALUE: Shape = Shape { name: "ListAttributeValue", kind: Kind::List(List { element: &ATTRIBUTE_VALUE, length: Range::ANY, element_name: "member", flattened: false }) };
