//! One file each.

pub mod describe_stream;
pub mod get_records;
pub mod get_shard_iterator;
pub mod list_streams;
