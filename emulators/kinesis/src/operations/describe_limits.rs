//! DescribeLimits

use models::kinesis::{DescribeLimitsInput, DescribeLimitsOutput};
use service::Caller;

use crate::{Kinesis, Reply};

/// Seen: API reference: what an account may have. Not enforced here.
const ON_DEMAND_STREAMS_MAX: i32 = 50;

pub async fn run(kinesis: &Kinesis, caller: &Caller, _input: DescribeLimitsInput) -> Reply<DescribeLimitsOutput> {
    kinesis.space.enter_read().await?;
    let census = kinesis.census(&caller.account, &caller.region)?;
    Ok(DescribeLimitsOutput {
        shard_limit: kinesis.settings.shard_limit as i32,
        open_shard_count: census.open_shards as i32,
        on_demand_stream_count: census.on_demand_streams as i32,
        on_demand_stream_count_limit: ON_DEMAND_STREAMS_MAX,
        ..DescribeLimitsOutput::default()
    })
}

#[cfg(test)]
mod tests {
    use serde_json::json;

    use crate::Settings;
    use crate::testing::World;

    #[tokio::test(start_paused = true)]
    async fn limits_are_those_that_were_set() {
        let world = World::new(Settings { shard_limit: 50, ..Settings::default() }).with_stream("s", 3).await;
        let limits = world.ok("DescribeLimits", json!({})).await;
        assert_eq!(
            limits,
            json!({"ShardLimit": 50, "OpenShardCount": 3, "OnDemandStreamCount": 0, "OnDemandStreamCountLimit": 50})
        );
    }
}
