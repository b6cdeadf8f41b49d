//! Amazon DynamoDB. Generated from dynamodb/2012-08-10: see `emulators/codegen`.

// One set of names for all files below; a service may lack blobs, or errors with further members.
#![allow(unused_imports, dead_code)]

mod batch_execute_statement;
mod batch_get_item;
mod batch_write_item;
mod cancel_bulk_operation;
mod create_backup;
mod create_global_table;
mod create_table;
mod delete_backup;
mod delete_item;
mod delete_resource_policy;
mod delete_table;
mod describe_backup;
mod describe_bulk_operation;
mod describe_continuous_backups;
mod describe_contributor_insights;
mod describe_endpoints;
mod describe_export;
mod describe_global_table;
mod describe_global_table_settings;
mod describe_import;
mod describe_kinesis_streaming_destination;
mod describe_limits;
mod describe_table;
mod describe_table_replica_auto_scaling;
mod describe_time_to_live;
mod execute_statement;
mod execute_transaction;
mod export_table_to_point_in_time;
mod get_item;
mod get_resource_policy;
mod import_table;
mod list_backups;
mod list_bulk_operations;
mod list_contributor_insights;
mod list_exports;
mod list_global_tables;
mod list_imports;
mod list_tables;
mod list_tags_of_resource;
mod put_item;
mod put_resource_policy;
mod query;
mod restore_table_from_backup;
mod restore_table_to_point_in_time;
mod scan;
mod search_vectors;
mod shared_collections_1;
mod shared_collections_2;
mod shared_errors_1;
mod shared_errors_2;
mod shared_scalars_1;
mod shared_scalars_2;
mod shared_scalars_3;
mod shared_scalars_4;
mod shared_scalars_5;
mod shared_structures_1;
mod shared_structures_2;
mod shared_structures_3;
mod start_bulk_put_items;
mod tag_resource;
mod transact_get_items;
mod transact_write_items;
mod untag_resource;
mod update_continuous_backups;
mod update_contributor_insights;
mod update_global_table;
mod update_global_table_settings;
mod update_item;
mod update_kinesis_streaming_destination;
mod update_table;
mod update_table_replica_auto_scaling;
mod update_time_to_live;
#[cfg(test)]
pub(crate) mod every_structure;
mod operations;
mod refusals;

use std::collections::BTreeMap;

use aws_smithy_types::{Blob, DateTime};
use wire::{Blame, ErrorShape, Field, Flavour, Kind, List, Map, Member, Members, Model, Protocol, QueryError, Range, Shape, Text, Value};
use wire::structure;

pub use batch_execute_statement::*;
pub use batch_get_item::*;
pub use batch_write_item::*;
pub use cancel_bulk_operation::*;
pub use create_backup::*;
pub use create_global_table::*;
pub use create_table::*;
pub use delete_backup::*;
pub use delete_item::*;
pub use delete_resource_policy::*;
pub use delete_table::*;
pub use describe_backup::*;
pub use describe_bulk_operation::*;
pub use describe_continuous_backups::*;
pub use describe_contributor_insights::*;
pub use describe_endpoints::*;
pub use describe_export::*;
pub use describe_global_table::*;
pub use describe_global_table_settings::*;
pub use describe_import::*;
pub use describe_kinesis_streaming_destination::*;
pub use describe_limits::*;
pub use describe_table::*;
pub use describe_table_replica_auto_scaling::*;
pub use describe_time_to_live::*;
pub use execute_statement::*;
pub use execute_transaction::*;
pub use export_table_to_point_in_time::*;
pub use get_item::*;
pub use get_resource_policy::*;
pub use import_table::*;
pub use list_backups::*;
pub use list_bulk_operations::*;
pub use list_contributor_insights::*;
pub use list_exports::*;
pub use list_global_tables::*;
pub use list_imports::*;
pub use list_tables::*;
pub use list_tags_of_resource::*;
pub use put_item::*;
pub use put_resource_policy::*;
pub use query::*;
pub use restore_table_from_backup::*;
pub use restore_table_to_point_in_time::*;
pub use scan::*;
pub use search_vectors::*;
pub use shared_collections_1::*;
pub use shared_collections_2::*;
pub use shared_errors_1::*;
pub use shared_errors_2::*;
pub use shared_scalars_1::*;
pub use shared_scalars_2::*;
pub use shared_scalars_3::*;
pub use shared_scalars_4::*;
pub use shared_scalars_5::*;
pub use shared_structures_1::*;
pub use shared_structures_2::*;
pub use shared_structures_3::*;
pub use start_bulk_put_items::*;
pub use tag_resource::*;
pub use transact_get_items::*;
pub use transact_write_items::*;
pub use untag_resource::*;
pub use update_continuous_backups::*;
pub use update_contributor_insights::*;
pub use update_global_table::*;
pub use update_global_table_settings::*;
pub use update_item::*;
pub use update_kinesis_streaming_destination::*;
pub use update_table::*;
pub use update_table_replica_auto_scaling::*;
pub use update_time_to_live::*;
pub use operations::Operation;
pub use refusals::{Refusal, errors};

use operations::OPERATIONS;
use refusals::ERRORS;

pub static MODEL: Model = Model {
    name: "dynamodb",
    full_name: "Amazon DynamoDB",
    endpoint_prefix: "dynamodb",
    signing_name: "dynamodb",
    api_version: "2012-08-10",
    target_prefix: "DynamoDB_20120810",
    protocols: &[Protocol::Json10, Protocol::Json11],
    xml_namespace: None,
    error_prefix: "com.amazonaws.dynamodb.v20120810#",
    operations: &OPERATIONS,
    errors: &ERRORS,
};

/// What has no members.
static NOTHING: Shape = Shape::empty("Nothing");
