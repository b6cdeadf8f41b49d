//! Streams as earlier versions stored them, each made into the next.

use std::collections::BTreeMap;

use clock::{Epoch, Stored};
use serde::{Deserialize, Serialize};

use super::{Distribution, Lifecycle, Metric, Mode, StreamId, StreamV4};
use crate::shard::Shard;

/// From before streams could say how records are distributed.
#[derive(Serialize, Deserialize)]
pub struct StreamV1 {
    id: StreamId,
    public_id: String,
    epoch: Epoch,
    created: Stored,
    mode: Mode,
    retention_h: u32,
    record_max_kib: u32,
    shards: Vec<Shard>,
    lifecycle: Lifecycle,
    tags: BTreeMap<String, String>,
}

/// From before streams kept what was switched on for them.
#[derive(Serialize, Deserialize)]
pub struct StreamV2 {
    id: StreamId,
    public_id: String,
    epoch: Epoch,
    created: Stored,
    mode: Mode,
    retention_h: u32,
    record_max_kib: u32,
    shards: Vec<Shard>,
    lifecycle: Lifecycle,
    tags: BTreeMap<String, String>,
    distribution: Distribution,
}

/// From before streams had consumers.
#[derive(Serialize, Deserialize)]
pub struct StreamV3 {
    id: StreamId,
    public_id: String,
    epoch: Epoch,
    created: Stored,
    mode: Mode,
    retention_h: u32,
    record_max_kib: u32,
    shards: Vec<Shard>,
    lifecycle: Lifecycle,
    tags: BTreeMap<String, String>,
    distribution: Distribution,
    encryption_key: Option<String>,
    metrics: Vec<Metric>,
    policy: Option<String>,
}

impl From<StreamV1> for StreamV2 {
    fn from(old: StreamV1) -> StreamV2 {
        StreamV2 {
            id: old.id,
            public_id: old.public_id,
            epoch: old.epoch,
            created: old.created,
            mode: old.mode,
            retention_h: old.retention_h,
            record_max_kib: old.record_max_kib,
            shards: old.shards,
            lifecycle: old.lifecycle,
            tags: old.tags,
            distribution: Distribution::UserPartitionKey,
        }
    }
}

impl From<StreamV2> for StreamV3 {
    fn from(old: StreamV2) -> StreamV3 {
        StreamV3 {
            id: old.id,
            public_id: old.public_id,
            epoch: old.epoch,
            created: old.created,
            mode: old.mode,
            retention_h: old.retention_h,
            record_max_kib: old.record_max_kib,
            shards: old.shards,
            lifecycle: old.lifecycle,
            tags: old.tags,
            distribution: old.distribution,
            encryption_key: None,
            metrics: Vec::new(),
            policy: None,
        }
    }
}

impl From<StreamV3> for StreamV4 {
    fn from(old: StreamV3) -> StreamV4 {
        StreamV4 {
            id: old.id,
            public_id: old.public_id,
            epoch: old.epoch,
            created: old.created,
            mode: old.mode,
            retention_h: old.retention_h,
            record_max_kib: old.record_max_kib,
            shards: old.shards,
            lifecycle: old.lifecycle,
            tags: old.tags,
            distribution: old.distribution,
            encryption_key: old.encryption_key,
            metrics: old.metrics,
            policy: old.policy,
            consumers: Vec::new(),
        }
    }
}
