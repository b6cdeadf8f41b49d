//! What several operations use. Generated from kinesis/2013-12-02: see `emulators/codegen`.

use super::*;

pub static CHANNEL_STREAM_DESCRIPTION_LIST: Shape = Shape { name: "ChannelStreamDescriptionList", kind: Kind::List(List { element: &CHANNEL_STREAM_DESCRIPTION, length: Range { min: Some(1), max: Some(10000) }, element_name: "member", flattened: false }) };

pub static CHILD_SHARD_LIST: Shape = Shape { name: "ChildShardList", kind: Kind::List(List { element: &CHILD_SHARD, length: Range::ANY, element_name: "member", flattened: false }) };

pub static ENHANCED_MONITORING_LIST: Shape = Shape { name: "EnhancedMonitoringList", kind: Kind::List(List { element: &ENHANCED_METRICS, length: Range::ANY, element_name: "member", flattened: false }) };

pub static METRICS_NAME_LIST: Shape = Shape { name: "MetricsNameList", kind: Kind::List(List { element: &METRICS_NAME, length: Range { min: Some(1), max: Some(7) }, element_name: "member", flattened: false }) };

pub static PARTITION_FIELD_LIST: Shape = Shape { name: "PartitionFieldList", kind: Kind::List(List { element: &PARTITION_FIELD, length: Range { min: Some(1), max: Some(10) }, element_name: "member", flattened: false }) };

pub static QUEUE_RECORD_LIST: Shape = Shape { name: "QueueRecordList", kind: Kind::List(List { element: &QUEUE_RECORD, length: Range::ANY, element_name: "member", flattened: false }) };

pub static QUEUE_STREAM_CONFIGURATION_LIST: Shape = Shape { name: "QueueStreamConfigurationList", kind: Kind::List(List { element: &QUEUE_STREAM_CONFIGURATION, length: Range { min: Some(1), max: Some(10000) }, element_name: "member", flattened: false }) };

pub static RECORD_LIST: Shape = Shape { name: "RecordList", kind: Kind::List(List { element: &RECORD, length: Range::ANY, element_name: "member", flattened: false }) };

pub static S3_TABLES_CONFIGURATION_LIST: Shape = Shape { name: "S3TablesConfigurationList", kind: Kind::List(List { element: &S3_TABLES_CONFIGURATION, length: Range { min: Some(1), max: Some(10000) }, element_name: "member", flattened: false }) };

pub static SHARD_ID_LIST: Shape = Shape { name: "ShardIdList", kind: Kind::List(List { element: &SHARD_ID, length: Range::ANY, element_name: "member", flattened: false }) };

pub static SHARD_LIST: Shape = Shape { name: "ShardList", kind: Kind::List(List { element: &SHARD, length: Range::ANY, element_name: "member", flattened: false }) };

pub static TAG_KEY_LIST: Shape = Shape { name: "TagKeyList", kind: Kind::List(List { element: &TAG_KEY, length: Range { min: Some(1), max: Some(50) }, element_name: "member", flattened: false }) };

pub static TAG_LIST: Shape = Shape { name: "TagList", kind: Kind::List(List { element: &TAG, length: Range { min: Some(0), max: Some(200) }, element_name: "member", flattened: false }) };

pub static TAG_MAP: Shape = Shape { name: "TagMap", kind: Kind::Map(Map { key: &TAG_KEY, value: &TAG_VALUE, length: Range { min: Some(1), max: Some(200) }, key_name: "key", value_name: "value", flattened: false }) };
