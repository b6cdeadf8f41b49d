//! Amazon Simple Queue Service. Generated from sqs/2012-11-05: see `emulators/codegen`.

// One set of names for all files below; a service may lack blobs, or errors with further members.
#![allow(unused_imports, dead_code)]

mod add_permission;
mod cancel_message_move_task;
mod change_message_visibility;
mod change_message_visibility_batch;
mod create_queue;
mod delete_message;
mod delete_message_batch;
mod delete_queue;
mod get_queue_attributes;
mod get_queue_url;
mod list_dead_letter_source_queues;
mod list_message_move_tasks;
mod list_queue_tags;
mod list_queues;
mod purge_queue;
mod receive_message;
mod remove_permission;
mod send_message;
mod send_message_batch;
mod set_queue_attributes;
mod shared_collections;
mod shared_errors;
mod shared_scalars;
mod shared_structures;
mod start_message_move_task;
mod tag_queue;
mod untag_queue;
#[cfg(test)]
pub(crate) mod every_structure;
mod operations;
mod refusals;

use std::collections::BTreeMap;

use aws_smithy_types::{Blob, DateTime};
use wire::{Blame, ErrorShape, Field, Flavour, Kind, List, Map, Member, Members, Model, Protocol, QueryError, Range, Shape, Text, Value};
use wire::structure;

pub use add_permission::*;
pub use cancel_message_move_task::*;
pub use change_message_visibility::*;
pub use change_message_visibility_batch::*;
pub use create_queue::*;
pub use delete_message::*;
pub use delete_message_batch::*;
pub use delete_queue::*;
pub use get_queue_attributes::*;
pub use get_queue_url::*;
pub use list_dead_letter_source_queues::*;
pub use list_message_move_tasks::*;
pub use list_queue_tags::*;
pub use list_queues::*;
pub use purge_queue::*;
pub use receive_message::*;
pub use remove_permission::*;
pub use send_message::*;
pub use send_message_batch::*;
pub use set_queue_attributes::*;
pub use shared_collections::*;
pub use shared_errors::*;
pub use shared_scalars::*;
pub use shared_structures::*;
pub use start_message_move_task::*;
pub use tag_queue::*;
pub use untag_queue::*;
pub use operations::Operation;
pub use refusals::{Refusal, errors};

use operations::OPERATIONS;
use refusals::ERRORS;

pub static MODEL: Model = Model {
    name: "sqs",
    full_name: "Amazon Simple Queue Service",
    endpoint_prefix: "sqs",
    signing_name: "sqs",
    api_version: "2012-11-05",
    target_prefix: "AmazonSQS",
    protocols: &[Protocol::Json10, Protocol::Json11, Protocol::Query],
    xml_namespace: Some("http://queue.amazonaws.com/doc/2012-11-05/"),
    error_prefix: "com.amazonaws.sqs#",
    operations: &OPERATIONS,
    errors: &ERRORS,
};

/// What has no members.
static NOTHING: Shape = Shape::empty("Nothing");
