//! What several operations use. Generated from dynamodb/2012-08-10: see `emulators/codegen`.

use super::*;

pub static LOCAL_SECONDARY_INDEX_OWN_KEY_SCHEMA: Shape = Shape { name: "KeySchema", kind: Kind::List(List { element: &KEY_SCHEMA_ELEMENT, length: Range { min: Some(1), max: Some(2) }, element_name: "member", flattened: false }) };

pub static LOCAL_SECONDARY_INDEX_DESCRIPTION_LIST: Shape = Shape { name: "LocalSecondaryIndexDescriptionList", kind: Kind::List(List { element: &LOCAL_SECONDARY_INDEX_DESCRIPTION, length: Range::ANY, element_name: "member", flattened: false }) };

pub static LOCAL_SECONDARY_INDEX_LIST: Shape = Shape { name: "LocalSecondaryIndexList", kind: Kind::List(List { element: &LOCAL_SECONDARY_INDEX, length: Range::ANY, element_name: "member", flattened: false }) };

pub static LOCAL_SECONDARY_INDEXES: Shape = Shape { name: "LocalSecondaryIndexes", kind: Kind::List(List { element: &LOCAL_SECONDARY_INDEX_INFO, length: Range::ANY, element_name: "member", flattened: false }) };

pub static MAP_ATTRIBUTE_VALUE: Shape = Shape { name: "MapAttributeValue", kind: Kind::Map(Map { key: &ATTRIBUTE_NAME, value: &ATTRIBUTE_VALUE, length: Range::ANY, key_name: "key", value_name: "value", flattened: false }) };

pub static NON_KEY_ATTRIBUTE_NAME_LIST: Shape = Shape { name: "NonKeyAttributeNameList", kind: Kind::List(List { element: &NON_KEY_ATTRIBUTE_NAME, length: Range { min: Some(1), max: Some(20) }, element_name: "member", flattened: false }) };

pub static NUMBER_SET_ATTRIBUTE_VALUE: Shape = Shape { name: "NumberSetAttributeValue", kind: Kind::List(List { element: &NUMBER_ATTRIBUTE_VALUE, length: Range::ANY, element_name: "member", flattened: false }) };

pub static OUTPUT_TYPE_LIST: Shape = Shape { name: "OutputTypeList", kind: Kind::List(List { element: &OUTPUT_TYPE_ENUM, length: Range::ANY, element_name: "member", flattened: false }) };

pub static PREPARED_STATEMENT_PARAMETERS: Shape = Shape { name: "PreparedStatementParameters", kind: Kind::List(List { element: &ATTRIBUTE_VALUE, length: Range { min: Some(1), max: None }, element_name: "member", flattened: false }) };

pub static PUT_ITEM_INPUT_ATTRIBUTE_MAP: Shape = Shape { name: "PutItemInputAttributeMap", kind: Kind::Map(Map { key: &ATTRIBUTE_NAME, value: &ATTRIBUTE_VALUE, length: Range::ANY, key_name: "key", value_name: "value", flattened: false }) };

pub static REPLICA_AUTO_SCALING_DESCRIPTION_LIST: Shape = Shape { name: "ReplicaAutoScalingDescriptionList", kind: Kind::List(List { element: &REPLICA_AUTO_SCALING_DESCRIPTION, length: Range::ANY, element_name: "member", flattened: false }) };

pub static REPLICA_DESCRIPTION_LIST: Shape = Shape { name: "ReplicaDescriptionList", kind: Kind::List(List { element: &REPLICA_DESCRIPTION, length: Range::ANY, element_name: "member", flattened: false }) };

pub static REPLICA_GLOBAL_SECONDARY_INDEX_AUTO_SCALING_DESCRIPTION_LIST: Shape = Shape { name: "ReplicaGlobalSecondaryIndexAutoScalingDescriptionList", kind: Kind::List(List { element: &REPLICA_GLOBAL_SECONDARY_INDEX_AUTO_SCALING_DESCRIPTION, length: Range::ANY, element_name: "member", flattened: false }) };

pub static REPLICA_GLOBAL_SECONDARY_INDEX_DESCRIPTION_LIST: Shape = Shape { name: "ReplicaGlobalSecondaryIndexDescriptionList", kind: Kind::List(List { element: &REPLICA_GLOBAL_SECONDARY_INDEX_DESCRIPTION, length: Range::ANY, element_name: "member", flattened: false }) };

pub static REPLICA_GLOBAL_SECONDARY_INDEX_SETTINGS_DESCRIPTION_LIST: Shape = Shape { name: "ReplicaGlobalSecondaryIndexSettingsDescriptionList", kind: Kind::List(List { element: &REPLICA_GLOBAL_SECONDARY_INDEX_SETTINGS_DESCRIPTION, length: Range::ANY, element_name: "member", flattened: false }) };

pub static REPLICA_LIST: Shape = Shape { name: "ReplicaList", kind: Kind::List(List { element: &REPLICA, length: Range::ANY, element_name: "member", flattened: false }) };

pub static REPLICA_SETTINGS_DESCRIPTION_LIST: Shape = Shape { name: "ReplicaSettingsDescriptionList", kind: Kind::List(List { element: &REPLICA_SETTINGS_DESCRIPTION, length: Range::ANY, element_name: "member", flattened: false }) };

pub static SEARCH_SCHEMA: Shape = Shape { name: "SearchSchema", kind: Kind::List(List { element: &SEARCH_SCHEMA_ELEMENT, length: Range { min: Some(1), max: None }, element_name: "member", flattened: false }) };

pub static SECONDARY_INDEXES_BULK_BYTES_MAP: Shape = Shape { name: "SecondaryIndexesBulkBytesMap", kind: Kind::Map(Map { key: &INDEX_NAME, value: &BULK_OPERATION_BYTES, length: Range::ANY, key_name: "key", value_name: "value", flattened: false }) };

pub static SECONDARY_INDEXES_CAPACITY_MAP: Shape = Shape { name: "SecondaryIndexesCapacityMap", kind: Kind::Map(Map { key: &INDEX_NAME, value: &CAPACITY, length: Range::ANY, key_name: "key", value_name: "value", flattened: false }) };

pub static STRING_SET_ATTRIBUTE_VALUE: Shape = Shape { name: "StringSetAttributeValue", kind: Kind::List(List { element: &STRING_ATTRIBUTE_VALUE, length: Range::ANY, element_name: "member", flattened: false }) };

pub static TAG_LIST: Shape = Shape { name: "TagList", kind: Kind::List(List { element: &TAG, length: Range::ANY, element_name: "member", flattened: false }) };

pub static THROTTLING_REASON_LIST: Shape = Shape { name: "ThrottlingReasonList", kind: Kind::List(List { element: &THROTTLING_REASON, length: Range::ANY, element_name: "member", flattened: false }) };

pub static VECTOR_INDEX_DESCRIPTION_LIST: Shape = Shape { name: "VectorIndexDescriptionList", kind: Kind::List(List { element: &VECTOR_INDEX_DESCRIPTION, length: Range::ANY, element_name: "member", flattened: false }) };

pub static VECTOR_INDEX_LIST: Shape = Shape { name: "VectorIndexList", kind: Kind::List(List { element: &VECTOR_INDEX, length: Range::ANY, element_name: "member", flattened: false }) };

pub static VECTOR_INDEXES: Shape = Shape { name: "VectorIndexes", kind: Kind::List(List { element: &VECTOR_INDEX_INFO, length: Range::ANY, element_name: "member", flattened: false }) };

pub static VECTOR_INDEXES_BULK_VECTOR_BYTES_MAP: Shape = Shape { name: "VectorIndexesBulkVectorBytesMap", kind: Kind::Map(Map { key: &INDEX_NAME, value: &BULK_OPERATION_VECTOR_BYTES, length: Range::ANY, key_name: "key", value_name: "value", flattened: false }) };

pub static VECTOR_INDEXES_CAPACITY_MAP: Shape = Shape { name: "VectorIndexesCapacityMap", kind: Kind::Map(Map { key: &INDEX_NAME, value: &VECTOR_CAPACITY, length: Range::ANY, key_name: "key", value_name: "value", flattened: false }) };
