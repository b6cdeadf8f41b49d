//! GetRecords: what no other operation uses. Generated from dynamodbstreams/2012-08-10: see `emulators/codegen`.

use super::*;

#[derive(Clone, Debug, Default, PartialEq)]
pub struct GetRecordsInput {
    pub shard_iterator: String,
    pub limit: Option<i32>,
}

structure! { GetRecordsInput: GET_RECORDS_INPUT [0 shard_iterator, 1 limit] }

#[derive(Clone, Debug, Default, PartialEq)]
pub struct GetRecordsOutput {
    pub records: Option<Vec<Record>>,
    pub next_shard_iterator: Option<String>,
}

structure! { GetRecordsOutput: GET_RECORDS_OUTPUT [0 records, 1 next_shard_iterator] }

#[derive(Clone, Debug, Default, PartialEq)]
pub struct Identity {
    pub principal_id: Option<String>,
    pub r#type: Option<String>,
}

structure! { Identity: IDENTITY [0 principal_id, 1 r#type] }

#[derive(Clone, Debug, Default, PartialEq)]
pub struct Record {
    pub event_id: Option<String>,
    pub event_name: Option<String>,
    pub event_version: Option<String>,
    pub event_source: Option<String>,
    pub aws_region: Option<String>,
    pub dynamodb: Option<StreamRecord>,
    pub user_identity: Option<Identity>,
}

structure! { Record: RECORD [0 event_id, 1 event_name, 2 event_version, 3 event_source, 4 aws_region, 5 dynamodb, 6 user_identity] }

#[derive(Clone, Debug, Default, PartialEq)]
pub struct StreamRecord {
    pub approximate_creation_date_time: Option<DateTime>,
    pub keys: Option<BTreeMap<String, Value>>,
    pub new_image: Option<BTreeMap<String, Value>>,
    pub old_image: Option<BTreeMap<String, Value>>,
    pub sequence_number: Option<String>,
    pub size_bytes: Option<i64>,
    pub stream_view_type: Option<String>,
}

structure! { StreamRecord: STREAM_RECORD [0 approximate_creation_date_time, 1 keys, 2 new_image, 3 old_image, 4 sequence_number, 5 size_bytes, 6 stream_view_type] }

pub static ATTRIBUTE_MAP: Shape = Shape { name: "AttributeMap", kind: Kind::Map(Map { key: &ATTRIBUTE_NAME, value: &ATTRIBUTE_VALUE, length: Range::ANY, key_name: "key", value_name: "value", flattened: false }) };

pub static ATTRIBUTE_NAME: Shape = Shape { name: "AttributeName", kind: Kind::String(Text { length: Range { min: None, max: Some(65535) }, pattern: None, values: &[] }) };

pub static ATTRIBUTE_VALUE: Shape = Shape {
    name: "AttributeValue",
    kind: Kind::Structure(Members {
        members: &[
            Member::optional("S", &STRING_ATTRIBUTE_VALUE),
            Member::optional("N", &NUMBER_ATTRIBUTE_VALUE),
            Member::optional("B", &BINARY_ATTRIBUTE_VALUE),
            Member::optional("SS", &STRING_SET_ATTRIBUTE_VALUE),
            Member::optional("NS", &NUMBER_SET_ATTRIBUTE_VALUE),
            Member::optional("BS", &BINARY_SET_ATTRIBUTE_VALUE),
            Member::optional("M", &MAP_ATTRIBUTE_VALUE),
            Member::optional("L", &LIST_ATTRIBUTE_VALUE),
            Member::optional("NULL", &NULL_ATTRIBUTE_VALUE),
            Member::optional("BOOL", &BOOLEAN_ATTRIBUTE_VALUE),
        ],
        check_order: None,
        flavour: Flavour::Plain,
    }),
};

pub static BINARY_ATTRIBUTE_VALUE: Shape = Shape { name: "BinaryAttributeValue", kind: Kind::Blob(Range::ANY) };

pub static BINARY_SET_ATTRIBUTE_VALUE: Shape = Shape { name: "BinarySetAttributeValue", kind: Kind::List(List { element: &BINARY_ATTRIBUTE_VALUE, length: Range::ANY, element_name: "member", flattened: false }) };

pub static BOOLEAN_ATTRIBUTE_VALUE: Shape = Shape { name: "BooleanAttributeValue", kind: Kind::Boolean };

pub static GET_RECORDS_INPUT: Shape = Shape {
    name: "GetRecordsInput",
    kind: Kind::Structure(Members {
        members: &[
            Member::required("ShardIterator", &SHARD_ITERATOR),
            Member::optional("Limit", &POSITIVE_INTEGER_OBJECT),
        ],
        check_order: None,
        flavour: Flavour::Plain,
    }),
};

pub static GET_RECORDS_OUTPUT: Shape = Shape {
    name: "GetRecordsOutput",
    kind: Kind::Structure(Members {
        members: &[
            Member::optional("Records", &RECORD_LIST),
            Member::optional("NextShardIterator", &SHARD_ITERATOR),
        ],
        check_order: None,
        flavour: Flavour::Plain,
    }),
};

pub static IDENTITY: Shape = Shape {
    name: "Identity",
    kind: Kind::Structure(Members {
        members: &[
            Member::optional("PrincipalId", &STRING),
            Member::optional("Type", &STRING),
        ],
        check_order: None,
        flavour: Flavour::Plain,
    }),
};

pub static LIST_ATTRIBUTE_VALUE: Shape = Shape { name: "ListAttributeValue", kind: Kind::List(List { element: &ATTRIBUTE_VALUE, length: Range::ANY, element_name: "member", flattened: false }) };

pub static MAP_ATTRIBUTE_VALUE: Shape = Shape { name: "MapAttributeValue", kind: Kind::Map(Map { key: &ATTRIBUTE_NAME, value: &ATTRIBUTE_VALUE, length: Range::ANY, key_name: "key", value_name: "value", flattened: false }) };

pub static NULL_ATTRIBUTE_VALUE: Shape = Shape { name: "NullAttributeValue", kind: Kind::Boolean };

pub static NUMBER_ATTRIBUTE_VALUE: Shape = Shape { name: "NumberAttributeValue", kind: Kind::String(Text::ANY) };

pub static NUMBER_SET_ATTRIBUTE_VALUE: Shape = Shape { name: "NumberSetAttributeValue", kind: Kind::List(List { element: &NUMBER_ATTRIBUTE_VALUE, length: Range::ANY, element_name: "member", flattened: false }) };

pub static OPERATION_TYPE: Shape = Shape { name: "OperationType", kind: Kind::String(Text { length: Range::ANY, pattern: None, values: &["INSERT", "MODIFY", "REMOVE"] }) };

pub static POSITIVE_LONG_OBJECT: Shape = Shape { name: "PositiveLongObject", kind: Kind::Long(Range { min: Some(1), max: None }) };

pub static RECORD: Shape = Shape {
    name: "Record",
    kind: Kind::Structure(Members {
        members: &[
            Member::optional("eventID", &STRING),
            Member::optional("eventName", &OPERATION_TYPE),
            Member::optional("eventVersion", &STRING),
            Member::optional("eventSource", &STRING),
            Member::optional("awsRegion", &STRING),
            Member::optional("dynamodb", &STREAM_RECORD),
            Member::optional("userIdentity", &IDENTITY),
        ],
        check_order: None,
        flavour: Flavour::Plain,
    }),
};

pub static RECORD_LIST: Shape = Shape { name: "RecordList", kind: Kind::List(List { element: &RECORD, length: Range::ANY, element_name: "member", flattened: false }) };

pub static STREAM_RECORD: Shape = Shape {
    name: "StreamRecord",
    kind: Kind::Structure(Members {
        members: &[
            Member::optional("ApproximateCreationDateTime", &DATE),
            Member::optional("Keys", &ATTRIBUTE_MAP),
            Member::optional("NewImage", &ATTRIBUTE_MAP),
            Member::optional("OldImage", &ATTRIBUTE_MAP),
            Member::optional("SequenceNumber", &SEQUENCE_NUMBER),
            Member::optional("SizeBytes", &POSITIVE_LONG_OBJECT),
            Member::optional("StreamViewType", &STREAM_VIEW_TYPE),
        ],
        check_order: None,
        flavour: Flavour::Plain,
    }),
};

pub static STRING_ATTRIBUTE_VALUE: Shape = Shape { name: "StringAttributeValue", kind: Kind::String(Text::ANY) };

pub static STRING_SET_ATTRIBUTE_VALUE: Shape = Shape { name: "StringSetAttributeValue", kind: Kind::List(List { element: &STRING_ATTRIBUTE_VALUE, length: Range::ANY, element_name: "member", flattened: false }) };
