//! UpdateStreamMode: the shards stay as they are; on demand there are no splits and merges by hand any more.

use models::kinesis::UpdateStreamModeInput;
use service::Caller;

use super::create_stream::within_limit;
use crate::stream::named::Named;
use crate::stream::{Distribution, Mode};
use crate::{Kinesis, Reply, refusals};

pub async fn run(kinesis: &Kinesis, caller: &Caller, input: UpdateStreamModeInput) -> Reply<()> {
    if input.warm_throughput_mi_bps.is_some() {
        return Err(refusals::warm_throughput_without_commitment().into());
    }
    let named = || Named { name: None, arn: Some(&input.stream_arn), id: input.stream_id.as_deref() };
    let mode = match input.stream_mode_details.stream_mode == Mode::OnDemand.name() {
        true => Mode::OnDemand,
        false => Mode::Provisioned,
    };
    let set = |stream: &mut crate::stream::Stream, _: &_| {
        stream.mode = mode;
        if mode == Mode::Provisioned {
            stream.distribution = Distribution::UserPartitionKey;
        }
        Ok(())
    };
    if mode == Mode::Provisioned {
        // Shards of on-demand streams do not count against the limit; now these do.
        kinesis.space.enter_read().await?;
        let found = kinesis.find(caller, named())?;
        if found.stream().mode == Mode::OnDemand {
            within_limit(kinesis, found.address(), found.stream().open_shards().count() as u32)?;
        }
    }
    kinesis.reconfigure(caller, named(), set).await.map(drop)
}

#[cfg(test)]
mod tests {
    use serde_json::json;
    use service::testing::{assert_refused, assert_type};

    use crate::testing::kinesis;

    const ARN: &str = "arn:aws:kinesis:us-east-1:000000000000:stream/s";

    #[tokio::test(start_paused = true)]
    async fn types() {
        let world = kinesis();
        for (member, kind) in
            [("StreamARN", "String"), ("StreamModeDetails", "Structure"), ("StreamModeDetails.StreamMode", "String")]
        {
            assert_type(&world.kinesis, "UpdateStreamMode", member, kind).await;
        }
    }

    #[tokio::test(start_paused = true)]
    async fn constraints() {
        let world = kinesis();
        let input = json!({"StreamARN": ARN, "StreamModeDetails": {"StreamMode": "ON_DEMAND"}});
        let message = "Stream s under account 000000000000 not found.";
        assert_refused(&world.kinesis, "UpdateStreamMode", input, "ResourceNotFoundException", message).await;
    }

    #[tokio::test(start_paused = true)]
    async fn a_stream_changes_its_mode_and_keeps_its_shards() {
        let world = kinesis().with_stream("s", 2).await;
        let (shard, _) = world.put("s", "a").await;
        for (mode, refused) in [("ON_DEMAND", true), ("PROVISIONED", false)] {
            world.ok("UpdateStreamMode", json!({"StreamARN": ARN, "StreamModeDetails": {"StreamMode": mode}})).await;
            let described = world.ok("DescribeStream", json!({"StreamName": "s"})).await["StreamDescription"].clone();
            assert_eq!(described["StreamModeDetails"]["StreamMode"], mode);
            assert_eq!(described["Shards"].as_array().unwrap().len(), 2);
            let split = json!({"StreamName": "s", "ShardToSplit": shard, "NewStartingHashKey": "7"});
            assert_eq!(
                world.call("SplitShard", split).await.is_err_and(|refused| refused.0 == "ValidationException"),
                refused
            );
        }
    }
}
