//! What an account has in a region, for its limits.

use std::ops::ControlFlow;

use keyspace::{Direction, Fault, Reads};

use crate::Kinesis;
use crate::stream::{Mode, Status};
use crate::tables::STREAMS;

#[derive(Clone, Debug, Default)]
pub struct Census {
    /// Of provisioned streams: those of on-demand streams do not count against the limit.
    pub open_shards: usize,
    pub on_demand_streams: usize,
}

impl Kinesis {
    pub fn census(&self, account: &str, region: &str) -> Result<Census, Fault> {
        let now = self.now();
        let mut census = Census::default();
        self.space.scan(&STREAMS.under(&(account, region)), Direction::Forward, |_, stream| {
            if let Some(stream) = stream.settled(now).filter(|stream| stream.status() != Status::Deleting) {
                match stream.mode {
                    Mode::Provisioned => census.open_shards += stream.open_shards().count(),
                    Mode::OnDemand => census.on_demand_streams += 1,
                }
            }
            ControlFlow::Continue(())
        })?;
        Ok(census)
    }
}
