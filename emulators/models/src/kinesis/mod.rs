//! Amazon Kinesis. Generated from kinesis/2013-12-02: see `emulators/codegen`.

// One set of names for all files below; a service may lack blobs, or errors with further members.
#![allow(unused_imports, dead_code)]

mod acknowledge_dead_letter_queue_records;
mod acknowledge_queue_records;
mod add_tags_to_stream;
mod create_channel;
mod create_queue;
mod create_stream;
mod decrease_stream_retention_period;
mod delete_channel;
mod delete_queue;
mod delete_resource_policy;
mod delete_stream;
mod deregister_stream_consumer;
mod describe_account_settings;
mod describe_channel;
mod describe_limits;
mod describe_queue;
mod describe_stream;
mod describe_stream_consumer;
mod describe_stream_summary;
mod disable_enhanced_monitoring;
mod enable_enhanced_monitoring;
mod get_records;
mod get_resource_policy;
mod get_shard_iterator;
mod increase_stream_retention_period;
mod list_channels;
mod list_queues;
mod list_shards;
mod list_stream_consumers;
mod list_streams;
mod list_tags_for_resource;
mod list_tags_for_stream;
mod merge_shards;
mod put_record;
mod put_records;
mod put_resource_policy;
mod receive_dead_letter_queue_records;
mod receive_queue_records;
mod register_stream_consumer;
mod remove_tags_from_stream;
mod restore_dead_letter_queue_records;
mod shared_collections;
mod shared_errors;
mod shared_scalars_1;
mod shared_scalars_2;
mod shared_scalars_3;
mod shared_structures_1;
mod shared_structures_2;
mod split_shard;
mod start_stream_encryption;
mod stop_stream_encryption;
mod subscribe_to_shard;
mod tag_resource;
mod untag_resource;
mod update_account_settings;
mod update_channel;
mod update_dead_letter_queue_records_visibility;
mod update_max_record_size;
mod update_queue;
mod update_queue_records_visibility;
mod update_shard_count;
mod update_stream_mode;
mod update_stream_record_distribution_strategy;
mod update_stream_warm_throughput;
#[cfg(test)]
pub(crate) mod every_structure;
mod operations;
mod refusals;

use std::collections::BTreeMap;

use aws_smithy_types::{Blob, DateTime};
use wire::{Blame, ErrorShape, Field, Flavour, Kind, List, Map, Member, Members, Model, Protocol, QueryError, Range, Shape, Text, Value};
use wire::structure;

pub use acknowledge_dead_letter_queue_records::*;
pub use acknowledge_queue_records::*;
pub use add_tags_to_stream::*;
pub use create_channel::*;
pub use create_queue::*;
pub use create_stream::*;
pub use decrease_stream_retention_period::*;
pub use delete_channel::*;
pub use delete_queue::*;
pub use delete_resource_policy::*;
pub use delete_stream::*;
pub use deregister_stream_consumer::*;
pub use describe_account_settings::*;
pub use describe_channel::*;
pub use describe_limits::*;
pub use describe_queue::*;
pub use describe_stream::*;
pub use describe_stream_consumer::*;
pub use describe_stream_summary::*;
pub use disable_enhanced_monitoring::*;
pub use enable_enhanced_monitoring::*;
pub use get_records::*;
pub use get_resource_policy::*;
pub use get_shard_iterator::*;
pub use increase_stream_retention_period::*;
pub use list_channels::*;
pub use list_queues::*;
pub use list_shards::*;
pub use list_stream_consumers::*;
pub use list_streams::*;
pub use list_tags_for_resource::*;
pub use list_tags_for_stream::*;
pub use merge_shards::*;
pub use put_record::*;
pub use put_records::*;
pub use put_resource_policy::*;
pub use receive_dead_letter_queue_records::*;
pub use receive_queue_records::*;
pub use register_stream_consumer::*;
pub use remove_tags_from_stream::*;
pub use restore_dead_letter_queue_records::*;
pub use shared_collections::*;
pub use shared_errors::*;
pub use shared_scalars_1::*;
pub use shared_scalars_2::*;
pub use shared_scalars_3::*;
pub use shared_structures_1::*;
pub use shared_structures_2::*;
pub use split_shard::*;
pub use start_stream_encryption::*;
pub use stop_stream_encryption::*;
pub use subscribe_to_shard::*;
pub use tag_resource::*;
pub use untag_resource::*;
pub use update_account_settings::*;
pub use update_channel::*;
pub use update_dead_letter_queue_records_visibility::*;
pub use update_max_record_size::*;
pub use update_queue::*;
pub use update_queue_records_visibility::*;
pub use update_shard_count::*;
pub use update_stream_mode::*;
pub use update_stream_record_distribution_strategy::*;
pub use update_stream_warm_throughput::*;
pub use operations::Operation;
pub use refusals::{Refusal, errors};

use operations::OPERATIONS;
use refusals::ERRORS;

pub static MODEL: Model = Model {
    name: "kinesis",
    full_name: "Amazon Kinesis",
    endpoint_prefix: "kinesis",
    signing_name: "kinesis",
    api_version: "2013-12-02",
    target_prefix: "Kinesis_20131202",
    protocols: &[Protocol::Json11, Protocol::Cbor11],
    xml_namespace: None,
    error_prefix: "",
    operations: &OPERATIONS,
    errors: &ERRORS,
};

/// What has no members.
static NOTHING: Shape = Shape::empty("Nothing");
