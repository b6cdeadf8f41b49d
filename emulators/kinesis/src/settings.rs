//! What may be set about the service.

use std::time::Duration;

use clock::Timestamp;

#[derive(Clone, Debug)]
pub struct Settings {
    /// How long streams stay CREATING, UPDATING, DELETING.
    pub lifecycle_latency: Duration,
    /// How many open shards of provisioned streams an account may have in a region.
    pub shard_limit: u32,
    /// No sequence number that was given before this instant is given again, whatever the store remembers of it: records may
    /// have been lost with the generation that was replaced. The later of this and of the clock at open counts.
    pub sequence_floor: Timestamp,
}

impl Default for Settings {
    fn default() -> Settings {
        // AWS's own limit in its largest regions.
        Settings { lifecycle_latency: Duration::ZERO, shard_limit: 20_000, sequence_floor: Timestamp::MIN }
    }
}
