//! A consumer with enhanced fan-out: a name under which the shards of a stream are read beside all other readers.

use std::collections::BTreeMap;
use std::time::Duration;

use clock::{Stored, Timestamp};
use models::kinesis::{self as model, Refusal};
use serde::{Deserialize, Serialize};
use service::Caller;

use crate::refusals;
use crate::stream::description::instant;
use crate::stream::named::{Found, Named};
use crate::stream::{Address, Stream, second};
use crate::{Kinesis, Reply};

/// Seen: API reference, RegisterStreamConsumer: of a stream that is provisioned or on demand.
const CONSUMERS_MAX: usize = 20;
/// Seen: the same page.
const CREATING_MAX: usize = 5;

/// Stored with its stream, and gone with it.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Consumer {
    pub name: String,
    pub created: Stored,
    /// The second that its ARN ends with; identity, never moved.
    pub created_s: u64,
    /// It is being created until then.
    pub active_from: Stored,
    /// It is being deleted until then.
    pub gone_from: Option<Stored>,
    pub tags: BTreeMap<String, String>,
    /// Stored and answered; it decides nothing.
    pub policy: Option<String>,
}

impl Consumer {
    fn new(
        name: String,
        tags: BTreeMap<String, String>,
        stream: &Stream,
        now: Timestamp,
        latency: Duration,
    ) -> Consumer {
        Consumer {
            name,
            created: stream.epoch.relative(now),
            created_s: second(now),
            active_from: stream.epoch.relative(now + latency),
            gone_from: None,
            tags,
            policy: None,
        }
    }

    pub fn is_active(&self, now: Stored) -> bool {
        self.gone_from.is_none() && self.active_from <= now
    }

    fn is_gone(&self, now: Stored) -> bool {
        self.gone_from.is_some_and(|gone| gone <= now)
    }

    fn status(&self, now: Stored) -> &'static str {
        match self.gone_from {
            Some(_) => "DELETING",
            None if self.is_active(now) => "ACTIVE",
            None => "CREATING",
        }
    }

    pub fn arn(&self, stream: &Address) -> String {
        format!("{}/consumer/{}:{}", stream.arn(), self.name, self.created_s)
    }

    pub fn described(&self, found: &Found) -> model::Consumer {
        let epoch = found.stream().epoch;
        model::Consumer {
            consumer_name: self.name.clone(),
            consumer_arn: self.arn(found.address()),
            consumer_status: self.status(epoch.relative(found.now)).to_owned(),
            consumer_creation_timestamp: instant(epoch.absolute(self.created)),
        }
    }
}

impl Stream {
    /// Those that are not gone, by name.
    pub fn consumers_at(&self, now: Timestamp) -> impl Iterator<Item = &Consumer> {
        let now = self.epoch.relative(now);
        self.consumers.iter().filter(move |consumer| !consumer.is_gone(now))
    }

    /// Adds one, and forgets those that are gone.
    pub fn register(
        &mut self,
        name: String,
        tags: BTreeMap<String, String>,
        address: &Address,
        now: Timestamp,
        latency: Duration,
    ) -> Result<(), Refusal> {
        let at = self.epoch.relative(now);
        self.consumers.retain(|consumer| !consumer.is_gone(at));
        if self.consumers.iter().any(|consumer| consumer.name == name) {
            return Err(refusals::consumer_exists(&name, address));
        }
        let creating = self.consumers.iter().filter(|consumer| consumer.status(at) == "CREATING").count();
        if self.consumers.len() >= CONSUMERS_MAX || creating >= CREATING_MAX {
            return Err(refusals::too_many_consumers(address));
        }
        let consumer = Consumer::new(name, tags, self, now, latency);
        let place = self.consumers.partition_point(|other| other.name < consumer.name);
        self.consumers.insert(place, consumer);
        Ok(())
    }

    /// Begins to delete one, unless that has begun already.
    pub fn deregister(&mut self, name: &str, now: Timestamp, latency: Duration) {
        let (at, gone) = (self.epoch.relative(now), self.epoch.relative(now + latency));
        if let Some(consumer) = self.consumers.iter_mut().find(|consumer| consumer.name == name) {
            consumer.gone_from.get_or_insert(gone);
        }
        self.consumers.retain(|consumer| !consumer.is_gone(at));
    }
}

/// Which consumer is meant: by its ARN, or by its stream's and its name.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Wanted {
    pub stream_arn: String,
    pub name: String,
    /// As its ARN says it.
    created_s: Option<u64>,
}

impl Wanted {
    /// By the members that DescribeStreamConsumer and DeregisterStreamConsumer have.
    pub fn new(consumer_arn: Option<&str>, stream_arn: Option<&str>, name: Option<&str>) -> Result<Wanted, Refusal> {
        match (consumer_arn, stream_arn, name) {
            (Some(arn), None, None) => Wanted::of_arn(arn).ok_or_else(|| refusals::not_a_consumer(arn)),
            (None, Some(stream), Some(name)) => {
                Ok(Wanted { stream_arn: stream.to_owned(), name: name.to_owned(), created_s: None })
            }
            _ => Err(refusals::consumer_not_named()),
        }
    }

    /// `…:stream/STREAM/consumer/NAME:SECOND`
    pub fn of_arn(arn: &str) -> Option<Wanted> {
        let (stream_arn, consumer) = arn.split_once("/consumer/")?;
        let (name, created_s) = consumer.split_once(':')?;
        Some(Wanted {
            stream_arn: stream_arn.to_owned(),
            name: name.to_owned(),
            created_s: Some(created_s.parse().ok()?),
        })
    }

    pub fn stream(&self) -> Named<'_> {
        Named { name: None, arn: Some(&self.stream_arn), id: None }
    }

    /// It is meant, and not one that had its name before.
    fn is(&self, consumer: &Consumer) -> bool {
        consumer.name == self.name && self.created_s.is_none_or(|second| second == consumer.created_s)
    }

    pub fn find<'s>(&self, stream: &'s Stream, address: &Address, now: Timestamp) -> Result<&'s Consumer, Refusal> {
        let found = stream.consumers_at(now).find(|consumer| self.is(consumer));
        found.ok_or_else(|| refusals::consumer_not_found(&self.name, address))
    }
}

impl Kinesis {
    /// Changes something about a consumer that takes no time.
    pub async fn edit_consumer(
        &self,
        caller: &Caller,
        wanted: &Wanted,
        edit: impl FnOnce(&mut Consumer, &Address) -> Result<(), Refusal> + Send,
    ) -> Reply<()> {
        let now = self.now();
        self.edit(caller, wanted.stream(), |stream, address| {
            let name = wanted.find(stream, address, now)?.name.clone();
            let consumer = stream.consumers.iter_mut().find(|consumer| consumer.name == name);
            edit(consumer.expect("it was just found"), address)
        })
        .await
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_consumers_arn_says_its_stream_its_name_and_when_it_was_made() {
        let arn = "arn:aws:kinesis:us-east-1:000000000000:stream/s/consumer/c.1-x:1763870000";
        let wanted = Wanted::of_arn(arn).unwrap();
        assert_eq!(wanted.stream_arn, "arn:aws:kinesis:us-east-1:000000000000:stream/s");
        assert_eq!((wanted.name.as_str(), wanted.created_s), ("c.1-x", Some(1_763_870_000)));
        for other in ["arn:aws:kinesis:us-east-1:000000000000:stream/s", "a/consumer/c", "a/consumer/c:x"] {
            assert_eq!(Wanted::of_arn(other), None, "{other}");
        }
    }
}
