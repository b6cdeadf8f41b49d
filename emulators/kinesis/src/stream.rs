//! A stream as it is stored: what it is called, what it is made of, and what is about to become of it.

pub mod account_usage;
pub mod consumer;
pub mod description;
mod earlier;
pub mod lifecycle;
pub mod live;
pub mod named;
mod resharding;
pub mod retention;
pub mod tags;

use std::collections::BTreeMap;
use std::time::Duration;

use clock::{Epoch, Stored, Timestamp};
use consumer::Consumer;
use earlier::{StreamV1, StreamV2, StreamV3};
use serde::{Deserialize, Serialize};

use crate::shard::hash_key::HashRange;
use crate::shard::{Parents, Shard, ShardIndex};

/// Never reused: records are kept under it, so a stream of the same name never meets its predecessor's.
#[derive(Copy, Clone, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
pub struct StreamId(pub u64);

/// Whose stream it is and what it is called.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Address {
    pub account: String,
    pub region: String,
    pub name: String,
}

#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct StreamV4 {
    pub id: StreamId,
    /// `StreamId` on the wire: twenty letters and digits, a hyphen, three more.
    pub public_id: String,
    pub epoch: Epoch,
    pub created: Stored,
    pub mode: Mode,
    pub retention_h: u32,
    pub record_max_kib: u32,
    /// By index. Closed shards stay: an index is never reused, and children name their parents.
    pub shards: Vec<Shard>,
    pub lifecycle: Lifecycle,
    pub tags: BTreeMap<String, String>,
    pub distribution: Distribution,
    /// The key that a caller named, while encryption is on. It is described; nothing is encrypted with it.
    pub encryption_key: Option<String>,
    /// Shard-level metrics that are on. They are described; there is nobody here to count them.
    pub metrics: Vec<Metric>,
    /// Stored and answered; it decides nothing.
    pub policy: Option<String>,
    /// By name.
    pub consumers: Vec<Consumer>,
}

keyspace::versioned! {
    /// What is known about a stream.
    pub struct Stream { v1: StreamV1, v2: StreamV2, v3: StreamV3, v4: StreamV4 }
}

/// A shard-level metric, in the order of the service model.
#[derive(Copy, Clone, Debug, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
pub enum Metric {
    IncomingBytes,
    IncomingRecords,
    OutgoingBytes,
    OutgoingRecords,
    WriteProvisionedThroughputExceeded,
    ReadProvisionedThroughputExceeded,
    IteratorAgeMilliseconds,
}

impl Metric {
    pub const ALL: [Metric; 7] = [
        Metric::IncomingBytes,
        Metric::IncomingRecords,
        Metric::OutgoingBytes,
        Metric::OutgoingRecords,
        Metric::WriteProvisionedThroughputExceeded,
        Metric::ReadProvisionedThroughputExceeded,
        Metric::IteratorAgeMilliseconds,
    ];

    pub fn name(self) -> &'static str {
        match self {
            Metric::IncomingBytes => "IncomingBytes",
            Metric::IncomingRecords => "IncomingRecords",
            Metric::OutgoingBytes => "OutgoingBytes",
            Metric::OutgoingRecords => "OutgoingRecords",
            Metric::WriteProvisionedThroughputExceeded => "WriteProvisionedThroughputExceeded",
            Metric::ReadProvisionedThroughputExceeded => "ReadProvisionedThroughputExceeded",
            Metric::IteratorAgeMilliseconds => "IteratorAgeMilliseconds",
        }
    }
}

#[derive(Copy, Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub enum Mode {
    Provisioned,
    OnDemand,
}

/// What decides on a record's shard. Only on-demand streams have the choice.
#[derive(Copy, Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub enum Distribution {
    UserPartitionKey,
    /// The service, evenly. Keys are kept and decide nothing.
    Auto,
}

/// A change that takes time happens by itself when its time has come: nobody has to be there.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub enum Lifecycle {
    Active,
    Creating {
        until: Stored,
    },
    Updating {
        until: Stored,
        /// What its shards will be then.
        shards: Vec<Shard>,
    },
    Deleting {
        until: Stored,
    },
}

/// What a stream is at an instant.
#[derive(Copy, Clone, Debug, PartialEq, Eq)]
pub enum Status {
    Creating,
    Active,
    Updating,
    Deleting,
}

impl Status {
    pub fn name(self) -> &'static str {
        match self {
            Status::Creating => "CREATING",
            Status::Active => "ACTIVE",
            Status::Updating => "UPDATING",
            Status::Deleting => "DELETING",
        }
    }

    pub fn takes_records(self) -> bool {
        matches!(self, Status::Active | Status::Updating)
    }
}

impl Mode {
    pub fn name(self) -> &'static str {
        match self {
            Mode::Provisioned => "PROVISIONED",
            Mode::OnDemand => "ON_DEMAND",
        }
    }
}

impl Distribution {
    pub fn name(self) -> &'static str {
        match self {
            Distribution::UserPartitionKey => "USER_PARTITION_KEY",
            Distribution::Auto => "AUTO",
        }
    }
}

impl Address {
    pub fn arn(&self) -> String {
        format!("arn:aws:kinesis:{}:{}:stream/{}", self.region, self.account, self.name)
    }

    /// `arn:PARTITION:kinesis:REGION:ACCOUNT:stream/NAME`; what follows the name (a consumer) is not part of it.
    pub fn of_arn(arn: &str) -> Option<Address> {
        let mut parts = arn.splitn(6, ':').skip(3);
        let (region, account, resource) = (parts.next()?, parts.next()?, parts.next()?);
        let name = resource.strip_prefix("stream/")?.split('/').next()?;
        Some(Address { account: account.to_owned(), region: region.to_owned(), name: name.to_owned() })
    }
}

/// How long before its making AWS says that a new stream's shards were made.
/// Seen: kinesalite's test of CreateStream, verified against production: two to seven seconds.
const MADE_BEFORE: Duration = Duration::from_secs(2);

/// What is asked of a new stream.
pub struct Plan {
    pub mode: Mode,
    pub shards: u32,
    pub record_max_kib: u32,
    pub tags: BTreeMap<String, String>,
    pub distribution: Distribution,
}

#[cfg(test)]
impl Plan {
    pub fn provisioned(shards: u32) -> Plan {
        let distribution = Distribution::UserPartitionKey;
        Plan { mode: Mode::Provisioned, shards, record_max_kib: 1024, tags: BTreeMap::new(), distribution }
    }
}

impl StreamV4 {
    pub fn new(id: StreamId, public_id: String, plan: Plan, now: Timestamp, latency: Duration) -> Stream {
        let epoch = Epoch::new(now);
        let made_s = second(now - MADE_BEFORE);
        let shard = |range| Shard { range, made_s, opened: epoch.relative(now), parents: Parents::None, closed: None };
        Stream {
            id,
            public_id,
            epoch,
            created: epoch.relative(now),
            mode: plan.mode,
            retention_h: 24,
            record_max_kib: plan.record_max_kib,
            shards: HashRange::evenly(plan.shards).into_iter().map(shard).collect(),
            lifecycle: Lifecycle::Active,
            tags: plan.tags,
            distribution: plan.distribution,
            encryption_key: None,
            metrics: Vec::new(),
            policy: None,
            consumers: Vec::new(),
        }
        .busy(latency, now, |until| Lifecycle::Creating { until })
    }

    /// The stream at an instant, with all done whose time has come; `None` when it is gone.
    pub fn settled(mut self, now: Timestamp) -> Option<Stream> {
        let now = self.epoch.relative(now);
        match self.lifecycle {
            Lifecycle::Creating { until } if until <= now => self.lifecycle = Lifecycle::Active,
            Lifecycle::Updating { until, shards } if until <= now => {
                self.shards = shards;
                self.lifecycle = Lifecycle::Active;
            }
            Lifecycle::Deleting { until } if until <= now => return None,
            _ => {}
        }
        Some(self)
    }

    /// When it becomes something else by itself.
    pub fn changes_at(&self) -> Option<Timestamp> {
        match &self.lifecycle {
            Lifecycle::Active => None,
            Lifecycle::Creating { until } | Lifecycle::Updating { until, .. } | Lifecycle::Deleting { until } => {
                Some(self.epoch.absolute(*until))
            }
        }
    }

    /// Of a settled stream.
    pub fn status(&self) -> Status {
        match self.lifecycle {
            Lifecycle::Active => Status::Active,
            Lifecycle::Creating { .. } => Status::Creating,
            Lifecycle::Updating { .. } => Status::Updating,
            Lifecycle::Deleting { .. } => Status::Deleting,
        }
    }

    /// The shards that can be seen: none before the stream is there, and closed ones as long as their records are kept.
    pub fn visible_shards(&self, now: Timestamp) -> impl Iterator<Item = (ShardIndex, &Shard)> {
        let horizon = self.horizon(now);
        let shards = if self.status() == Status::Creating { &[][..] } else { &self.shards[..] };
        (0..)
            .map(ShardIndex)
            .zip(shards)
            .filter(move |(_, shard)| shard.closed.is_none_or(|closed| closed.at >= horizon))
    }

    pub fn visible_shard(&self, index: ShardIndex, now: Timestamp) -> Option<&Shard> {
        self.visible_shards(now).find(|(at, _)| *at == index).map(|(_, shard)| shard)
    }

    pub fn open_shards(&self) -> impl Iterator<Item = (ShardIndex, &Shard)> {
        (0..).map(ShardIndex).zip(&self.shards).filter(|(_, shard)| shard.is_open())
    }

    pub fn children(&self, parent: ShardIndex) -> impl Iterator<Item = (ShardIndex, &Shard)> {
        (0..).map(ShardIndex).zip(&self.shards).filter(move |(_, shard)| shard.has_parent(parent))
    }

    /// Records that arrived before this are gone.
    pub fn horizon(&self, now: Timestamp) -> Stored {
        self.epoch.relative(now) - Duration::from_secs(u64::from(self.retention_h) * 3600)
    }

    /// What was not there yet never comes. Seen: kinesalite's test of DeleteStream, verified against production.
    pub fn delete(mut self, now: Timestamp, latency: Duration) -> Stream {
        if self.status() == Status::Creating {
            self.shards.clear();
        }
        self.busy(latency, now, |until| Lifecycle::Deleting { until })
    }

    /// The same shards, after the time that AWS takes for a change of settings.
    pub fn updating(self, now: Timestamp, latency: Duration) -> Stream {
        let shards = self.shards.clone();
        self.busy(latency, now, |until| Lifecycle::Updating { until, shards })
    }

    fn busy(mut self, latency: Duration, now: Timestamp, lifecycle: impl FnOnce(Stored) -> Lifecycle) -> Stream {
        self.lifecycle = lifecycle(self.epoch.relative(now + latency));
        self
    }
}

/// The second of an instant, as sequence numbers have it.
pub fn second(at: Timestamp) -> u64 {
    u64::try_from(at.as_secs()).unwrap_or(0)
}

#[cfg(test)]
pub(crate) mod tests {
    use super::*;

    pub const NOW: Timestamp = Timestamp::from_secs(1_763_000_000);
    pub const HALF_A_SECOND: Duration = Duration::from_millis(500);

    pub fn stream(shards: u32, latency: Duration) -> Stream {
        let plan = Plan::provisioned(shards);
        Stream::new(StreamId(1), "id".to_owned(), plan, NOW, latency)
    }

    #[test]
    fn a_stream_of_an_earlier_version_goes_by_partition_keys_and_has_nothing_switched_on() {
        let stream = stream(2, HALF_A_SECOND);
        let mut bytes = Vec::new();
        keyspace::Value::encode(&stream, &mut bytes);
        // The fourth version is the third and one field more, the third the second and three, the second the first and one, each of one byte.
        for (version, more) in [(4, 1), (3, 3), (2, 1)] {
            assert_eq!(bytes[0], version);
            for _ in 0..more {
                assert_eq!(bytes.pop(), Some(0));
            }
            bytes[0] -= 1;
            assert_eq!(<Stream as keyspace::Value>::decode(&bytes).unwrap(), stream);
        }
    }

    #[test]
    fn a_stream_is_made_when_its_time_has_come() {
        let stream = stream(2, HALF_A_SECOND);
        let early = stream.clone().settled(NOW + Duration::from_millis(499)).unwrap();
        assert_eq!((early.status(), early.visible_shards(NOW).count()), (Status::Creating, 0));
        let settled = stream.settled(NOW + HALF_A_SECOND).unwrap();
        assert_eq!((settled.status(), settled.visible_shards(NOW).count()), (Status::Active, 2));
        assert_eq!(settled.changes_at(), None);
    }

    #[test]
    fn a_deleted_stream_is_gone_when_its_time_has_come() {
        let deleting = stream(1, Duration::ZERO).delete(NOW, HALF_A_SECOND);
        assert_eq!(deleting.clone().settled(NOW).map(|stream| stream.status()), Some(Status::Deleting));
        assert!(deleting.settled(NOW + HALF_A_SECOND).is_none());

        let never_there = stream(1, HALF_A_SECOND).delete(NOW, HALF_A_SECOND);
        assert_eq!(never_there.visible_shards(NOW).count(), 0);
    }

    #[test]
    fn an_arn_names_account_region_and_stream() {
        let address = Address { account: "000000000000".into(), region: "eu-west-1".into(), name: "a.b-c_d".into() };
        assert_eq!(Address::of_arn(&address.arn()), Some(address.clone()));
        assert_eq!(Address::of_arn(&format!("{}/consumer/c:1", address.arn())), Some(address));
        assert_eq!(Address::of_arn("arn:aws:sqs:eu-west-1:000000000000:queue"), None);
    }
}
