//! Amazon DynamoDB Streams. Generated from dynamodbstreams/2012-08-10: see `emulators/codegen`.

// One set of names for all files below; a service may lack blobs, or errors with further members.
#![allow(unused_imports, dead_code)]

mod describe_stream;
mod get_records;
mod get_shard_iterator;
mod list_streams;
mod shared_errors;
mod shared_scalars;
#[cfg(test)]
pub(crate) mod every_structure;
mod operations;
mod refusals;

use std::collections::BTreeMap;

use aws_smithy_types::{Blob, DateTime};
use wire::{Blame, ErrorShape, Field, Flavour, Kind, List, Map, Member, Members, Model, Protocol, QueryError, Range, Shape, Text, Value};
use wire::structure;

pub use describe_stream::*;
pub use get_records::*;
pub use get_shard_iterator::*;
pub use list_streams::*;
pub use shared_errors::*;
pub use shared_scalars::*;
pub use operations::Operation;
pub use refusals::{Refusal, errors};

use operations::OPERATIONS;
use refusals::ERRORS;

pub static MODEL: Model = Model {
    name: "dynamodb_streams",
    full_name: "Amazon DynamoDB Streams",
    endpoint_prefix: "streams.dynamodb",
    signing_name: "dynamodb",
    api_version: "2012-08-10",
    target_prefix: "DynamoDBStreams_20120810",
    protocols: &[Protocol::Json10, Protocol::Json11],
    xml_namespace: None,
    error_prefix: "com.amazonaws.dynamodb.v20120810#",
    operations: &OPERATIONS,
    errors: &ERRORS,
};

/// What has no members.
static NOTHING: Shape = Shape::empty("Nothing");
