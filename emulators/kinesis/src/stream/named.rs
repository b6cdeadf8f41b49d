//! Which stream a request means: by name, by ARN, by both.

use std::ops::ControlFlow;
use std::sync::Arc;

use clock::Timestamp;
use keyspace::{Direction, Reads};
use models::kinesis::Refusal;
use service::Caller;

use crate::stream::live::{Known, Live};
use crate::stream::{Address, Mode, Status, Stream};
use crate::tables::STREAMS;
use crate::{Kinesis, Reply, refusals};

/// How a request names its stream.
pub struct Named<'a> {
    pub name: Option<&'a str>,
    pub arn: Option<&'a str>,
    pub id: Option<&'a str>,
}

/// The members that name a stream, of an input that has all three.
macro_rules! named {
    ($input:expr) => {
        $crate::stream::named::Named {
            name: $input.stream_name.as_deref(),
            arn: $input.stream_arn.as_deref(),
            id: $input.stream_id.as_deref(),
        }
    };
}
pub(crate) use named;

/// A stream that is there.
pub struct Found {
    pub live: Arc<Live>,
    pub known: Arc<Known>,
    /// The instant at which it was looked at.
    pub now: Timestamp,
}

impl Found {
    pub fn address(&self) -> &Address {
        &self.live.address
    }

    pub fn stream(&self) -> &Stream {
        &self.known.stream
    }

    /// Refuses to change the shards of a stream that is changing already, or whose shards are the service's business.
    pub fn takes_resharding(&self, operation: &str) -> Result<(), Refusal> {
        let stream = self.stream();
        if stream.status() != Status::Active {
            return Err(refusals::stream_not_active(self.address(), stream.status()));
        }
        if stream.mode == Mode::OnDemand {
            return Err(refusals::only_provisioned(operation, self.address()));
        }
        Ok(())
    }
}

impl Kinesis {
    /// Where the stream would be that a request means.
    pub fn address(&self, caller: &Caller, named: Named<'_>) -> Reply<Address> {
        if let Some(arn) = named.arn {
            return Ok(by_arn(caller, arn, named.name)?);
        }
        if let Some(name) = named.name {
            return Ok(own(caller, name));
        }
        match named.id {
            Some(id) => self.by_id(caller, id),
            None => Err(refusals::stream_not_named().into()),
        }
    }

    pub fn find(&self, caller: &Caller, named: Named<'_>) -> Reply<Found> {
        // Nearly everybody says the name alone.
        if let Named { name: Some(name), arn: None, .. } = named
            && let Some(found) = self.look_at(&caller.account, &caller.region, name)?
        {
            return Ok(found);
        }
        let address = self.address(caller, named)?;
        self.look_up(&address)?.ok_or_else(|| refusals::stream_not_found(&address).into())
    }

    /// A stream that takes records: one that is being made or deleted is not found.
    pub fn find_for_records(&self, caller: &Caller, named: Named<'_>) -> Reply<Found> {
        let found = self.find(caller, named)?;
        if found.stream().status().takes_records() {
            Ok(found)
        } else {
            Err(refusals::stream_not_found(found.address()).into())
        }
    }

    pub fn look_up(&self, address: &Address) -> Reply<Option<Found>> {
        self.look_at(&address.account, &address.region, &address.name)
    }

    fn look_at(&self, account: &str, region: &str, name: &str) -> Reply<Option<Found>> {
        let now = self.now();
        let Some(live) = self.directory.find(account, region, name)? else { return Ok(None) };
        Ok(live.at(now).map(|known| Found { live, known, now }))
    }

    /// Ids are rare: nobody but AWS's newest SDKs knows them. So they are not indexed.
    fn by_id(&self, caller: &Caller, id: &str) -> Reply<Address> {
        let mut found = None;
        self.space.scan(&STREAMS.under(&(&*caller.account, &*caller.region)), Direction::Forward, |key, stream| {
            if stream.public_id == id {
                found = Some(key.2);
                return ControlFlow::Break(());
            }
            ControlFlow::Continue(())
        })?;
        match found {
            Some(name) => Ok(own(caller, &name)),
            None => Err(refusals::stream_not_found(&own(caller, id)).into()),
        }
    }
}

/// The stream that tags and policies are about.
pub fn of_resource(arn: &str) -> Result<Named<'_>, Refusal> {
    match arn.rsplit_once(":stream/") {
        Some((_, name)) if !name.contains('/') => Ok(Named { name: None, arn: Some(arn), id: None }),
        _ => Err(refusals::not_a_stream(arn)),
    }
}

/// A stream of the caller's.
pub fn own(caller: &Caller, name: &str) -> Address {
    Address { account: caller.account.clone(), region: caller.region.clone(), name: name.to_owned() }
}

/// Another account's stream may be named; another region's is not found.
pub fn by_arn(caller: &Caller, arn: &str, name: Option<&str>) -> Result<Address, Refusal> {
    let address = Address::of_arn(arn).ok_or_else(|| refusals::stream_not_found(&own(caller, arn)))?;
    if name.is_some_and(|name| name != address.name) {
        return Err(refusals::names_differ());
    }
    if address.region != caller.region {
        return Err(refusals::stream_not_found(&address));
    }
    Ok(address)
}
