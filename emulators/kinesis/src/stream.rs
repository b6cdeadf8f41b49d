//! A stream as it is stored: what it is called, what it is made of, and what is about to become of it.

use std::collections::BTreeMap;
use std::time::Duration;

use clock::{Epoch, Stored, Timestamp};
use serde::{Deserialize, Serialize};

use crate::hash_key::{HashKey, HashRange};
use crate::shard::{Closed, Parents, Shard, ShardIndex};

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

#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct StreamV3 {
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
}

keyspace::versioned! {
    /// What is known about a stream.
    pub struct Stream { v1: StreamV1, v2: StreamV2, v3: StreamV3 }
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

/// Boundaries of shards that are so near are the same: 10,000 shards have 2^114 keys each.
const NEAR: u128 = 1 << 64;

/// How much later than their parents' end new shards begin.
/// Seen: kinesalite's tests of SplitShard and MergeShards, verified against production.
const MADE_AFTER_S: u64 = 1;

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

impl StreamV3 {
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

    /// Divides an open shard in two, the second of which starts at a hash key.
    pub fn split(self, shard: ShardIndex, at: HashKey, now: Timestamp, latency: Duration) -> Option<Stream> {
        let (low, high) = self.shards[shard.0 as usize].range.split_at(at)?;
        Some(self.resharded(&[shard], &[low, high], Parents::Split(shard), now, latency))
    }

    /// Makes two open neighbours one.
    pub fn merge(self, one: ShardIndex, next: ShardIndex, now: Timestamp, latency: Duration) -> Option<Stream> {
        let [one_shard, next_shard] = [one, next].map(|index| &self.shards[index.0 as usize]);
        let whole = one_shard.range.followed_by(&next_shard.range)?;
        Some(self.resharded(&[one, next], &[whole], Parents::Merged(one, next), now, latency))
    }

    /// What was not there yet never comes. Seen: kinesalite's test of DeleteStream, verified against production.
    pub fn delete(mut self, now: Timestamp, latency: Duration) -> Stream {
        if self.status() == Status::Creating {
            self.shards.clear();
        }
        self.busy(latency, now, |until| Lifecycle::Deleting { until })
    }

    /// So many open shards of one width. As AWS does it, by splits and merges: where an old boundary is no new one, shards come between
    /// that take no record, and whoever follows parents to children meets every record once.
    pub fn scaled(self, count: u32, now: Timestamp, latency: Duration) -> Stream {
        let mut shards = self.shards.clone();
        let closed = self.closed_at(now + latency);
        let mut firsts = Vec::new();
        for wanted in HashRange::evenly(count).iter().map(|range| range.first) {
            // A boundary that is there already stays, also if the division came out a little different when it was made.
            let near = shards.iter().filter(|shard| shard.is_open()).map(|shard| shard.range.first);
            if let Some(first) =
                near.min_by_key(|first| first.0.abs_diff(wanted.0)).filter(|it| it.0.abs_diff(wanted.0) < NEAR)
            {
                firsts.push(first);
                continue;
            }
            let holds = |shard: &Shard| shard.is_open() && shard.range.first < wanted && wanted <= shard.range.last;
            let Some(at) = shards.iter().position(holds) else { continue };
            let Some((low, high)) = shards[at].range.split_at(wanted) else { continue };
            let index = ShardIndex(at as u32);
            reshard(&mut shards, &[index], &[low, high], Parents::Split(index), closed);
            firsts.push(wanted);
        }
        loop {
            let mut open: Vec<usize> = (0..shards.len()).filter(|at| shards[*at].is_open()).collect();
            open.sort_unstable_by_key(|at| shards[*at].range.first);
            let is_needless = |pair: &&[usize]| !firsts.contains(&shards[pair[1]].range.first);
            let Some(&[one, next]) = open.windows(2).find(is_needless) else { break };
            let Some(whole) = shards[one].range.followed_by(&shards[next].range) else { break };
            let [one, next] = [one, next].map(|at| ShardIndex(at as u32));
            reshard(&mut shards, &[one, next], &[whole], Parents::Merged(one, next), closed);
        }
        self.busy(latency, now, |until| Lifecycle::Updating { until, shards })
    }

    fn resharded(
        self,
        old: &[ShardIndex],
        new: &[HashRange],
        parents: Parents,
        now: Timestamp,
        latency: Duration,
    ) -> Stream {
        let mut shards = self.shards.clone();
        let closed = self.closed_at(now + latency);
        reshard(&mut shards, old, new, parents, closed);
        self.busy(latency, now, |until| Lifecycle::Updating { until, shards })
    }

    fn closed_at(&self, end: Timestamp) -> Closed {
        Closed { at: self.epoch.relative(end), second: second(end) }
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

/// Closes shards and opens others in their place.
fn reshard(shards: &mut Vec<Shard>, old: &[ShardIndex], new: &[HashRange], parents: Parents, closed: Closed) {
    // Later than the parents, also if they were made within the same second: the order of the numbers hangs on it.
    let mut made_s = closed.second;
    for index in old {
        let parent = &mut shards[index.0 as usize];
        let second = closed.second.max(parent.made_s);
        parent.closed = Some(Closed { second, ..closed });
        made_s = made_s.max(second);
    }
    shards.extend(new.iter().map(|range| Shard {
        range: *range,
        made_s: made_s + MADE_AFTER_S,
        opened: closed.at,
        parents,
        closed: None,
    }));
}

/// The second of an instant, as sequence numbers have it.
pub fn second(at: Timestamp) -> u64 {
    u64::try_from(at.as_secs()).unwrap_or(0)
}

#[cfg(test)]
mod tests {
    use super::*;

    const NOW: Timestamp = Timestamp::from_secs(1_763_000_000);
    const HALF_A_SECOND: Duration = Duration::from_millis(500);

    fn stream(shards: u32, latency: Duration) -> Stream {
        let plan = Plan::provisioned(shards);
        Stream::new(StreamId(1), "id".to_owned(), plan, NOW, latency)
    }

    #[test]
    fn a_stream_of_an_earlier_version_goes_by_partition_keys_and_has_nothing_switched_on() {
        let stream = stream(2, HALF_A_SECOND);
        let mut bytes = Vec::new();
        keyspace::Value::encode(&stream, &mut bytes);
        // The third version is the second and three fields more, the second the first and one field more, each of one byte.
        for (version, more) in [(3, 3), (2, 1)] {
            assert_eq!(bytes[0], version);
            for _ in 0..more {
                assert_eq!(bytes.pop(), Some(0));
            }
            bytes[0] -= 1;
            assert_eq!(<Stream as keyspace::Value>::decode(&bytes).unwrap(), stream);
        }
    }

    proptest::proptest! {
        /// Whatever the counts were before: the whole is covered evenly, and parents lead to children that cover them.
        #[test]
        fn any_count_of_shards_leads_to_any_other(counts in proptest::collection::vec(1u32..12, 1..5)) {
            let mut stream = stream(counts[0], Duration::ZERO).settled(NOW).unwrap();
            for count in counts {
                stream = stream.scaled(count, NOW, Duration::ZERO).settled(NOW).unwrap();
                let mut open: Vec<_> = stream.open_shards().map(|(_, shard)| shard.range).collect();
                open.sort_unstable_by_key(|range| range.first);
                let even = HashRange::evenly(count);
                proptest::prop_assert_eq!(open.len(), even.len());
                proptest::prop_assert_eq!((open[0].first, open[open.len() - 1].last), (HashKey::FIRST, HashKey::LAST));
                for (range, even) in open.iter().zip(even) {
                    proptest::prop_assert!(range.first.0.abs_diff(even.first.0) < NEAR, "{:?}", range);
                }
                proptest::prop_assert!(open.windows(2).all(|pair| pair[0].followed_by(&pair[1]).is_some()));
                for (index, shard) in (0..).map(ShardIndex).zip(&stream.shards) {
                    // As clients compare them: as decimal numbers.
                    let said = |number: crate::sequence::SequenceNumber| (number.to_string().len(), number.to_string());
                    let (first, last) = (said(shard.first_number(index)), shard.last_number(index).map(said));
                    proptest::prop_assert!(last.as_ref().is_none_or(|last| first < *last), "{:?}", shard);
                    let children: Vec<_> = stream.children(index).collect();
                    proptest::prop_assert_eq!(children.is_empty(), shard.is_open());
                    for (child, opened) in children {
                        proptest::prop_assert!(last.as_ref().is_some_and(|last| *last < said(opened.first_number(child))));
                    }
                }
            }
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
    fn a_split_closes_the_parent_and_opens_two_children() {
        let active = stream(1, Duration::ZERO).settled(NOW).unwrap();
        let splitting = active.split(ShardIndex(0), HashKey(2), NOW, HALF_A_SECOND).unwrap();
        let before = splitting.clone().settled(NOW).unwrap();
        assert_eq!((before.status(), before.shards.len()), (Status::Updating, 1));

        let after = splitting.settled(NOW + HALF_A_SECOND).unwrap();
        assert_eq!(after.open_shards().map(|(index, _)| index).collect::<Vec<_>>(), [ShardIndex(1), ShardIndex(2)]);
        assert_eq!(after.children(ShardIndex(0)).count(), 2);
        let parent_end = after.shards[0].last_number(ShardIndex(0)).unwrap();
        assert_eq!(parent_end.arrived_s + 1, after.shards[1].made_s);
        assert!(after.visible_shards(NOW + Duration::from_secs(25 * 3600)).all(|(_, shard)| shard.is_open()));
    }

    // Found by the model: shard 16 says 0 where shard 15 says f, so the second alone tells which numbers are larger.
    #[test]
    fn shards_begin_after_their_parents_though_all_are_made_in_one_second() {
        let mut stream = stream(1, Duration::ZERO).settled(NOW).unwrap();
        for _ in 0..20 {
            let parent = ShardIndex(stream.shards.len() as u32 - 1);
            let middle = HashKey(stream.shards[parent.0 as usize].range.first.0 + 2);
            stream = stream.split(parent, middle, NOW, Duration::ZERO).unwrap().settled(NOW).unwrap();
            let child = stream.shards.last().unwrap();
            assert!(child.made_s > stream.shards[parent.0 as usize].made_s);
        }
    }

    #[test]
    fn only_neighbours_merge_and_only_in_order() {
        let active = stream(3, Duration::ZERO).settled(NOW).unwrap();
        let merge = |one, next| active.clone().merge(ShardIndex(one), ShardIndex(next), NOW, Duration::ZERO);
        assert!(merge(0, 2).is_none() && merge(1, 0).is_none());
        let merged = merge(1, 2).unwrap().settled(NOW).unwrap();
        assert_eq!(merged.shards[3].parents, Parents::Merged(ShardIndex(1), ShardIndex(2)));
        assert_eq!(merged.open_shards().count(), 2);
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
