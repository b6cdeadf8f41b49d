//! DynamoDB Streams: what was changed in tables, in order, for a day.
//!
//! A write puts its record in the batch that writes the item (`record`, `live`), into the lane of the item's hash key. Shards,
//! their lineage, and what is trimmed follow from the numbers of the records and the clock alone (`number`, `shard`): nothing is
//! written when a shard is replaced by its child.

mod iterator;
pub mod live;
pub mod number;
mod operations;
mod page;
pub mod record;
mod refusals;
pub mod shard;
pub mod stream;
#[cfg(test)]
mod tests;
pub mod trimming;

use std::sync::Arc;

use keyspace::Space;

use crate::DynamoDb;
use crate::streams::live::{Directory, Live, StreamName};

/// The service beside [`DynamoDb`], with names of its own.
pub struct Streams {
    space: Space,
    directory: Arc<Directory>,
}

impl DynamoDb {
    /// The service that tells what is changed here.
    pub fn streams(&self) -> Streams {
        Streams { space: self.space.clone(), directory: self.streams.clone() }
    }
}

impl Streams {
    fn find(&self, arn: &str) -> Reply<Arc<Live>> {
        let name = StreamName::parse(arn).ok_or_else(refusals::stream_arn_invalid)?;
        let live = self.directory.find(&name).ok_or_else(|| refusals::stream_not_found(arn))?;
        if live.record().is_gone(self.space.clock().now()) {
            return Err(refusals::stream_not_found(arn).into());
        }
        Ok(live)
    }
}

/// What a caller asked for at most.
fn limit(asked: Option<i32>, max: i32) -> Result<usize, models::dynamodb_streams::Refusal> {
    match asked {
        Some(asked) if asked > max => Err(refusals::limit_too_high(asked, max)),
        asked => Ok(usize::try_from(asked.unwrap_or(max)).unwrap_or(0)),
    }
}

service::operations! { Streams, models::dynamodb_streams;
    DescribeStream: describe_stream,
    GetRecords: get_records,
    GetShardIterator: get_shard_iterator,
    ListStreams: list_streams,
}
