//! EnableEnhancedMonitoring: what is on is kept and described; nobody here counts it.

use models::kinesis::{EnableEnhancedMonitoringInput, EnhancedMonitoringOutput};
use service::Caller;

use crate::stream::Metric;
use crate::stream::description;
use crate::stream::named::{Named, named};
use crate::{Kinesis, Reply};

/// Stands for all of them.
const ALL: &str = "ALL";

pub async fn run(
    kinesis: &Kinesis,
    caller: &Caller,
    input: EnableEnhancedMonitoringInput,
) -> Reply<EnhancedMonitoringOutput> {
    let asked = named_by(&input.shard_level_metrics);
    change(kinesis, caller, named!(input), |on| on.extend(&asked)).await
}

/// The names were checked against the model.
pub fn named_by(names: &[String]) -> Vec<Metric> {
    let is_named = |metric: &Metric| names.iter().any(|name| name == ALL || name == metric.name());
    Metric::ALL.into_iter().filter(is_named).collect()
}

pub async fn change(
    kinesis: &Kinesis,
    caller: &Caller,
    named: Named<'_>,
    change: impl FnOnce(&mut Vec<Metric>) + Send,
) -> Reply<EnhancedMonitoringOutput> {
    let mut desired = Vec::new();
    let (address, before) = kinesis
        .reconfigure(caller, named, |stream, _| {
            change(&mut stream.metrics);
            stream.metrics.sort_unstable();
            stream.metrics.dedup();
            desired.clone_from(&stream.metrics);
            Ok(())
        })
        .await?;
    Ok(EnhancedMonitoringOutput {
        stream_name: Some(address.name.clone()),
        current_shard_level_metrics: Some(description::metrics(&before.metrics)),
        desired_shard_level_metrics: Some(description::metrics(&desired)),
        stream_arn: Some(address.arn()),
    })
}

#[cfg(test)]
mod tests {
    use serde_json::json;
    use service::testing::assert_type;

    use crate::testing::kinesis;

    #[tokio::test(start_paused = true)]
    async fn types() {
        let world = kinesis();
        for (member, kind) in
            [("StreamName", "String"), ("ShardLevelMetrics", "List"), ("ShardLevelMetrics.0", "String")]
        {
            assert_type(&world.kinesis, "EnableEnhancedMonitoring", member, kind).await;
        }
    }

    #[tokio::test(start_paused = true)]
    async fn metrics_are_added_and_taken_away_one_by_one_or_all_at_once() {
        let world = kinesis().with_stream("s", 1).await;
        let input = |metrics: &[&str]| json!({"StreamName": "s", "ShardLevelMetrics": metrics});
        let on = async || {
            let described = world.ok("DescribeStream", json!({"StreamName": "s"})).await;
            described["StreamDescription"]["EnhancedMonitoring"][0]["ShardLevelMetrics"].clone()
        };
        assert_eq!(
            world.ok("EnableEnhancedMonitoring", input(&["OutgoingBytes", "IncomingBytes"])).await,
            json!({
                "StreamName": "s",
                "StreamARN": "arn:aws:kinesis:us-east-1:000000000000:stream/s",
                "CurrentShardLevelMetrics": [],
                "DesiredShardLevelMetrics": ["IncomingBytes", "OutgoingBytes"],
            })
        );
        let answer = world.ok("DisableEnhancedMonitoring", input(&["IncomingBytes", "IncomingRecords"])).await;
        assert_eq!(answer["CurrentShardLevelMetrics"], json!(["IncomingBytes", "OutgoingBytes"]));
        assert_eq!(on().await, json!(["OutgoingBytes"]));
        world.ok("EnableEnhancedMonitoring", input(&["ALL"])).await;
        assert_eq!(on().await.as_array().unwrap().len(), 7);
        let world = world.reopened();
        world.ok("DisableEnhancedMonitoring", input(&["ALL"])).await;
        let described = world.ok("DescribeStream", json!({"StreamName": "s"})).await;
        assert_eq!(described["StreamDescription"]["EnhancedMonitoring"], json!([{"ShardLevelMetrics": []}]));
    }
}
