//! Our nouns in the model's words.

use aws_smithy_types::DateTime;
use clock::Timestamp;
use models::kinesis::{self as model, EnhancedMetrics, HashKeyRange, SequenceNumberRange, StreamModeDetails};

use crate::shard::hash_key::HashRange;
use crate::shard::{Parents, Shard, ShardIndex};
use crate::stream::{Metric, Mode, Stream};

pub fn instant(at: Timestamp) -> DateTime {
    DateTime::from_millis(at.as_millis())
}

/// A caller's instant in milliseconds, as JavaScript would have them: with a fraction if there is one.
pub fn millis(at: &DateTime) -> f64 {
    at.as_secs_f64() * 1000.0
}

pub fn range(range: &HashRange) -> HashKeyRange {
    HashKeyRange { starting_hash_key: range.first.to_string(), ending_hash_key: range.last.to_string() }
}

pub fn shard((index, shard): (ShardIndex, &Shard)) -> model::Shard {
    let (parent, adjacent) = match shard.parents {
        Parents::None => (None, None),
        Parents::Split(parent) => (Some(parent.id()), None),
        Parents::Merged(parent, adjacent) => (Some(parent.id()), Some(adjacent.id())),
    };
    model::Shard {
        shard_id: index.id(),
        parent_shard_id: parent,
        adjacent_parent_shard_id: adjacent,
        hash_key_range: range(&shard.range),
        sequence_number_range: SequenceNumberRange {
            starting_sequence_number: shard.first_number(index).to_string(),
            ending_sequence_number: shard.last_number(index).map(|number| number.to_string()),
        },
    }
}

pub fn child((index, shard): (ShardIndex, &Shard)) -> model::ChildShard {
    let parent_shards = match shard.parents {
        Parents::None => Vec::new(),
        Parents::Split(parent) => vec![parent.id()],
        Parents::Merged(parent, adjacent) => vec![parent.id(), adjacent.id()],
    };
    model::ChildShard { shard_id: index.id(), parent_shards, hash_key_range: range(&shard.range) }
}

pub fn mode(mode: Mode) -> Option<StreamModeDetails> {
    Some(StreamModeDetails { stream_mode: mode.name().to_owned() })
}

/// Only present for streams in on-demand mode.
pub fn distribution(stream: &Stream) -> Option<String> {
    (stream.mode == Mode::OnDemand).then(|| stream.distribution.name().to_owned())
}

pub fn monitoring(stream: &Stream) -> Vec<EnhancedMetrics> {
    vec![EnhancedMetrics { shard_level_metrics: Some(metrics(&stream.metrics)) }]
}

pub fn metrics(metrics: &[Metric]) -> Vec<String> {
    metrics.iter().map(|metric| metric.name().to_owned()).collect()
}

/// What records are encrypted with, as it is told.
pub fn encryption(stream: &Stream) -> Option<String> {
    Some(if stream.encryption_key.is_some() { "KMS" } else { "NONE" }.to_owned())
}

pub fn created(stream: &Stream) -> DateTime {
    instant(stream.epoch.absolute(stream.created))
}
