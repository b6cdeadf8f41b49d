//! DescribeStream: what no other operation uses. Generated from dynamodbstreams/2012-08-10: see `emulators/codegen`.

use super::*;

#[derive(Clone, Debug, Default, PartialEq)]
pub struct DescribeStreamInput {
    pub stream_arn: String,
    pub limit: Option<i32>,
    pub exclusive_start_shard_id: Option<String>,
    pub shard_filter: Option<ShardFilter>,
}

structure! { DescribeStreamInput: DESCRIBE_STREAM_INPUT [0 stream_arn, 1 limit, 2 exclusive_start_shard_id, 3 shard_filter] }

#[derive(Clone, Debug, Default, PartialEq)]
pub struct DescribeStreamOutput {
    pub stream_description: Option<StreamDescription>,
}

structure! { DescribeStreamOutput: DESCRIBE_STREAM_OUTPUT [0 stream_description] }

#[derive(Clone, Debug, Default, PartialEq)]
pub struct KeySchemaElement {
    pub attribute_name: String,
    pub key_type: String,
}

structure! { KeySchemaElement: KEY_SCHEMA_ELEMENT [0 attribute_name, 1 key_type] }

#[derive(Clone, Debug, Default, PartialEq)]
pub struct SequenceNumberRange {
    pub starting_sequence_number: Option<String>,
    pub ending_sequence_number: Option<String>,
}

structure! { SequenceNumberRange: SEQUENCE_NUMBER_RANGE [0 starting_sequence_number, 1 ending_sequence_number] }

#[derive(Clone, Debug, Default, PartialEq)]
pub struct Shard {
    pub shard_id: Option<String>,
    pub sequence_number_range: Option<SequenceNumberRange>,
    pub parent_shard_id: Option<String>,
}

structure! { Shard: SHARD [0 shard_id, 1 sequence_number_range, 2 parent_shard_id] }

#[derive(Clone, Debug, Default, PartialEq)]
pub struct ShardFilter {
    pub r#type: Option<String>,
    pub shard_id: Option<String>,
}

structure! { ShardFilter: SHARD_FILTER [0 r#type, 1 shard_id] }

#[derive(Clone, Debug, Default, PartialEq)]
pub struct StreamDescription {
    pub stream_arn: Option<String>,
    pub stream_label: Option<String>,
    pub stream_status: Option<String>,
    pub stream_view_type: Option<String>,
    pub creation_request_date_time: Option<DateTime>,
    pub table_name: Option<String>,
    pub key_schema: Option<Vec<KeySchemaElement>>,
    pub shards: Option<Vec<Shard>>,
    pub last_evaluated_shard_id: Option<String>,
}

structure! { StreamDescription: STREAM_DESCRIPTION [0 stream_arn, 1 stream_label, 2 stream_status, 3 stream_view_type, 4 creation_request_date_time, 5 table_name, 6 key_schema, 7 shards, 8 last_evaluated_shard_id] }

pub static DESCRIBE_STREAM_INPUT: Shape = Shape {
    name: "DescribeStreamInput",
    kind: Kind::Structure(Members {
        members: &[
            Member::required("StreamArn", &STREAM_ARN),
            Member::optional("Limit", &POSITIVE_INTEGER_OBJECT),
            Member::optional("ExclusiveStartShardId", &SHARD_ID),
            Member::optional("ShardFilter", &SHARD_FILTER),
        ],
        check_order: None,
        flavour: Flavour::Plain,
    }),
};

pub static DESCRIBE_STREAM_OUTPUT: Shape = Shape {
    name: "DescribeStreamOutput",
    kind: Kind::Structure(Members {
        members: &[
            Member::optional("StreamDescription", &STREAM_DESCRIPTION),
        ],
        check_order: None,
        flavour: Flavour::Plain,
    }),
};

pub static KEY_SCHEMA: Shape = Shape { name: "KeySchema", kind: Kind::List(List { element: &KEY_SCHEMA_ELEMENT, length: Range { min: Some(1), max: None }, element_name: "member", flattened: false }) };

pub static KEY_SCHEMA_ATTRIBUTE_NAME: Shape = Shape { name: "KeySchemaAttributeName", kind: Kind::String(Text { length: Range { min: Some(1), max: Some(255) }, pattern: None, values: &[] }) };

pub static KEY_SCHEMA_ELEMENT: Shape = Shape {
    name: "KeySchemaElement",
    kind: Kind::Structure(Members {
        members: &[
            Member::required("AttributeName", &KEY_SCHEMA_ATTRIBUTE_NAME),
            Member::required("KeyType", &KEY_TYPE),
        ],
        check_order: None,
        flavour: Flavour::Plain,
    }),
};

pub static KEY_TYPE: Shape = Shape { name: "KeyType", kind: Kind::String(Text { length: Range::ANY, pattern: None, values: &["HASH", "RANGE"] }) };

pub static SEQUENCE_NUMBER_RANGE: Shape = Shape {
    name: "SequenceNumberRange",
    kind: Kind::Structure(Members {
        members: &[
            Member::optional("StartingSequenceNumber", &SEQUENCE_NUMBER),
            Member::optional("EndingSequenceNumber", &SEQUENCE_NUMBER),
        ],
        check_order: None,
        flavour: Flavour::Plain,
    }),
};

pub static SHARD: Shape = Shape {
    name: "Shard",
    kind: Kind::Structure(Members {
        members: &[
            Member::optional("ShardId", &SHARD_ID),
            Member::optional("SequenceNumberRange", &SEQUENCE_NUMBER_RANGE),
            Member::optional("ParentShardId", &SHARD_ID),
        ],
        check_order: None,
        flavour: Flavour::Plain,
    }),
};

pub static SHARD_DESCRIPTION_LIST: Shape = Shape { name: "ShardDescriptionList", kind: Kind::List(List { element: &SHARD, length: Range::ANY, element_name: "member", flattened: false }) };

pub static SHARD_FILTER: Shape = Shape {
    name: "ShardFilter",
    kind: Kind::Structure(Members {
        members: &[
            Member::optional("Type", &SHARD_FILTER_TYPE),
            Member::optional("ShardId", &SHARD_ID),
        ],
        check_order: None,
        flavour: Flavour::Plain,
    }),
};

pub static SHARD_FILTER_TYPE: Shape = Shape { name: "ShardFilterType", kind: Kind::String(Text { length: Range::ANY, pattern: None, values: &["CHILD_SHARDS"] }) };

pub static STREAM_DESCRIPTION: Shape = Shape {
    name: "StreamDescription",
    kind: Kind::Structure(Members {
        members: &[
            Member::optional("StreamArn", &STREAM_ARN),
            Member::optional("StreamLabel", &STRING),
            Member::optional("StreamStatus", &STREAM_STATUS),
            Member::optional("StreamViewType", &STREAM_VIEW_TYPE),
            Member::optional("CreationRequestDateTime", &DATE),
            Member::optional("TableName", &TABLE_NAME),
            Member::optional("KeySchema", &KEY_SCHEMA),
            Member::optional("Shards", &SHARD_DESCRIPTION_LIST),
            Member::optional("LastEvaluatedShardId", &SHARD_ID),
        ],
        check_order: None,
        flavour: Flavour::Plain,
    }),
};

pub static STREAM_STATUS: Shape = Shape { name: "StreamStatus", kind: Kind::String(Text { length: Range::ANY, pattern: None, values: &["ENABLING", "ENABLED", "DISABLING", "DISABLED"] }) };
