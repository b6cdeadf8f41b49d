//! What several operations use. Generated from sqs/2012-11-05: see `emulators/codegen`.

use super::*;

pub static ATTRIBUTE_NAME_LIST: Shape = Shape { name: "AttributeNameList", kind: Kind::List(List { element: &QUEUE_ATTRIBUTE_NAME, length: Range::ANY, element_name: "member", flattened: true }) };

pub static BATCH_RESULT_ERROR_ENTRY_LIST: Shape = Shape { name: "BatchResultErrorEntryList", kind: Kind::List(List { element: &BATCH_RESULT_ERROR_ENTRY, length: Range::ANY, element_name: "member", flattened: true }) };

pub static BINARY_LIST: Shape = Shape { name: "BinaryList", kind: Kind::List(List { element: &BINARY, length: Range::ANY, element_name: "BinaryListValue", flattened: true }) };

pub static MESSAGE_BODY_ATTRIBUTE_MAP: Shape = Shape { name: "MessageBodyAttributeMap", kind: Kind::Map(Map { key: &STRING, value: &MESSAGE_ATTRIBUTE_VALUE, length: Range::ANY, key_name: "Name", value_name: "Value", flattened: true }) };

pub static MESSAGE_BODY_SYSTEM_ATTRIBUTE_MAP: Shape = Shape { name: "MessageBodySystemAttributeMap", kind: Kind::Map(Map { key: &MESSAGE_SYSTEM_ATTRIBUTE_NAME_FOR_SENDS, value: &MESSAGE_SYSTEM_ATTRIBUTE_VALUE, length: Range::ANY, key_name: "Name", value_name: "Value", flattened: true }) };

pub static QUEUE_ATTRIBUTE_MAP: Shape = Shape { name: "QueueAttributeMap", kind: Kind::Map(Map { key: &QUEUE_ATTRIBUTE_NAME, value: &STRING, length: Range::ANY, key_name: "Name", value_name: "Value", flattened: true }) };

pub static QUEUE_URL_LIST: Shape = Shape { name: "QueueUrlList", kind: Kind::List(List { element: &STRING, length: Range::ANY, element_name: "member", flattened: true }) };

pub static STRING_LIST: Shape = Shape { name: "StringList", kind: Kind::List(List { element: &STRING, length: Range::ANY, element_name: "StringListValue", flattened: true }) };

pub static TAG_MAP: Shape = Shape { name: "TagMap", kind: Kind::Map(Map { key: &TAG_KEY, value: &TAG_VALUE, length: Range::ANY, key_name: "Key", value_name: "Value", flattened: true }) };
