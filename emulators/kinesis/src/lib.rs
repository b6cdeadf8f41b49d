//! Kinesis Data Streams: the table of operations, and what they stand on.

mod counts;
mod operations;
mod record;
mod refusals;
mod settings;
mod shard;
mod stream;
mod tables;
#[cfg(test)]
mod testing;
mod token;

use std::sync::Arc;

use clock::Timestamp;
use keyspace::{Fault, Janitor, Locks, Space};
use parking_lot::MappedMutexGuard;

pub use crate::settings::Settings;

use crate::record::sequencer::Sequencer;
use crate::stream::lifecycle::LifecycleJanitor;
use crate::stream::live::Directory;
use crate::stream::named::Found;
use crate::stream::retention::RetentionJanitor;

pub use counts::counts;

/// The service, on one generation of the data.
pub struct Kinesis {
    space: Space,
    settings: Settings,
    /// No number that was given before this is given again.
    floor: Timestamp,
    directory: Arc<Directory>,
    /// Who changes an account's streams in a region, or counts their shards, does so alone.
    changing: Arc<Locks>,
    lifecycle: Arc<LifecycleJanitor>,
    retention: Arc<RetentionJanitor>,
}

impl Kinesis {
    pub fn open(space: Space, settings: Settings) -> Result<Kinesis, Fault> {
        let directory = Arc::new(Directory::new(space.clone()));
        let changing = Arc::new(Locks::new(16));
        Ok(Kinesis {
            floor: space.clock().now().max(settings.sequence_floor),
            lifecycle: Arc::new(LifecycleJanitor::new(space.clone(), directory.clone(), changing.clone())),
            retention: Arc::new(RetentionJanitor::new(space.clone())),
            directory,
            changing,
            settings,
            space,
        })
    }

    pub fn janitors(&self) -> Vec<Arc<dyn Janitor>> {
        vec![self.lifecycle.clone(), self.retention.clone()]
    }

    /// Nothing of this service is parked yet; subscriptions will be.
    pub fn drain(&self) {}

    fn now(&self) -> Timestamp {
        self.space.clock().now()
    }

    fn sequencer<'a>(&self, found: &'a Found) -> Result<MappedMutexGuard<'a, Sequencer>, Fault> {
        found.live.sequencer(found.stream(), &self.space, self.floor)
    }
}

service::operations! { Kinesis, models::kinesis;
    AddTagsToStream: add_tags_to_stream,
    CreateStream: create_stream,
    DecreaseStreamRetentionPeriod: decrease_stream_retention_period,
    DeleteResourcePolicy: delete_resource_policy,
    DeleteStream: delete_stream,
    DeregisterStreamConsumer: deregister_stream_consumer,
    DescribeLimits: describe_limits,
    DescribeStream: describe_stream,
    DescribeStreamConsumer: describe_stream_consumer,
    DescribeStreamSummary: describe_stream_summary,
    DisableEnhancedMonitoring: disable_enhanced_monitoring,
    EnableEnhancedMonitoring: enable_enhanced_monitoring,
    GetRecords: get_records,
    GetResourcePolicy: get_resource_policy,
    GetShardIterator: get_shard_iterator,
    IncreaseStreamRetentionPeriod: increase_stream_retention_period,
    ListShards: list_shards,
    ListStreamConsumers: list_stream_consumers,
    ListStreams: list_streams,
    ListTagsForResource: list_tags_for_resource,
    ListTagsForStream: list_tags_for_stream,
    MergeShards: merge_shards,
    PutRecord: put_record,
    PutRecords: put_records,
    PutResourcePolicy: put_resource_policy,
    RegisterStreamConsumer: register_stream_consumer,
    RemoveTagsFromStream: remove_tags_from_stream,
    SplitShard: split_shard,
    StartStreamEncryption: start_stream_encryption,
    StopStreamEncryption: stop_stream_encryption,
    TagResource: tag_resource,
    UntagResource: untag_resource,
    UpdateMaxRecordSize: update_max_record_size,
    UpdateShardCount: update_shard_count,
    UpdateStreamMode: update_stream_mode;
    unsupported: AcknowledgeDeadLetterQueueRecords, AcknowledgeQueueRecords, CreateChannel, CreateQueue,
        DeleteChannel, DeleteQueue, DescribeAccountSettings, DescribeChannel, DescribeQueue,
        ListChannels, ListQueues, ReceiveDeadLetterQueueRecords,
        ReceiveQueueRecords, RestoreDeadLetterQueueRecords, SubscribeToShard,
        UpdateAccountSettings, UpdateChannel, UpdateDeadLetterQueueRecordsVisibility, UpdateQueue,
        UpdateQueueRecordsVisibility, UpdateStreamRecordDistributionStrategy,
        UpdateStreamWarmThroughput,
}
