//! MergeShards

use keyspace::Batch;
use models::kinesis::MergeShardsInput;
use service::Caller;

use crate::shard::ShardIndex;
use crate::stream::named::named;
use crate::{Kinesis, Reply, refusals};

pub async fn run(kinesis: &Kinesis, caller: &Caller, input: MergeShardsInput) -> Reply<()> {
    let _writing = kinesis.space.enter().await?;
    let address = kinesis.address(caller, named!(input))?;
    let parse = |id: &str| ShardIndex::parse(id).ok_or_else(|| refusals::shard_unknown(id, &address));
    let one = parse(&input.shard_to_merge)?;
    let next = parse(&input.adjacent_shard_to_merge)?;
    let alone = kinesis.change(&address.account, &address.region).await;
    let found = kinesis.find(caller, named!(input))?;
    let stream = found.stream();
    found.takes_resharding("MergeShards")?;
    for shard in [one, next] {
        let Some(parent) = stream.visible_shard(shard, found.now) else {
            return Err(refusals::shard_unknown(&shard.id(), &address).into());
        };
        if !parent.is_open() {
            return Err(refusals::shard_closed(shard, &address).into());
        }
    }
    let latency = kinesis.settings.lifecycle_latency;
    let Some(merged) = stream.clone().merge(one, next, found.now, latency) else {
        return Err(refusals::not_adjacent(one, next, &address).into());
    };

    let mut batch = Batch::new();
    batch.hold(alone);
    kinesis.keep(&mut batch, &address, merged, found.now);
    Ok(kinesis.space.commit(batch).await?)
}

#[cfg(test)]
mod tests {
    use serde_json::{Value, json};
    use service::testing::{assert_refused, assert_type, assert_violations};

    use crate::testing::kinesis;

    fn input(stream: &str, one: &str, next: &str) -> Value {
        json!({"StreamName": stream, "ShardToMerge": one, "AdjacentShardToMerge": next})
    }

    #[tokio::test(start_paused = true)]
    async fn types() {
        let world = kinesis();
        for member in ["ShardToMerge", "AdjacentShardToMerge", "StreamName"] {
            assert_type(&world.kinesis, "MergeShards", member, "String").await;
        }
    }

    #[tokio::test(start_paused = true)]
    async fn constraints() {
        let world = kinesis();
        assert_violations(
            &world.kinesis,
            "MergeShards",
            input("s", "ü", "0"),
            &["Value 'ü' at 'shardToMerge' failed to satisfy constraint: Member must satisfy regular expression pattern: [a-zA-Z0-9_.-]+"],
        )
        .await;
    }

    #[tokio::test(start_paused = true)]
    async fn only_neighbours_in_order_are_merged() {
        let world = kinesis().with_stream("s", 3).await;
        for (one, next) in [("0", "2"), ("1", "0")] {
            assert_refused(
                &world.kinesis,
                "MergeShards",
                input("s", one, next),
                "InvalidArgumentException",
                &format!(
                    "Shards shardId-00000000000{one} and shardId-00000000000{next} in stream s under account 000000000000 are \
                     not an adjacent pair of shards eligible for merging"
                ),
            )
            .await;
        }
        let unknown = "Could not find shard shardId-000000000005 in stream s under account 000000000000.";
        assert_refused(&world.kinesis, "MergeShards", input("s", "0", "5"), "ResourceNotFoundException", unknown).await;
    }

    #[tokio::test(start_paused = true)]
    async fn the_shards_of_an_on_demand_stream_are_not_the_callers_to_merge_or_split() {
        let world = kinesis();
        world.ok("CreateStream", json!({"StreamName": "s", "StreamModeDetails": {"StreamMode": "ON_DEMAND"}})).await;
        assert_eq!(world.refused("MergeShards", input("s", "0", "1")).await.0, "ValidationException");
        let split = json!({"StreamName": "s", "ShardToSplit": "0", "NewStartingHashKey": "9"});
        assert_eq!(world.refused("SplitShard", split).await.0, "ValidationException");
    }

    #[tokio::test(start_paused = true)]
    async fn two_shards_become_one() {
        let world = kinesis().with_stream("s", 3).await;
        world.ok("MergeShards", input("s", "0", "1")).await;
        let (shard, _) = world.put_at("s", "a", Some("113427455640312821154458202477256070485")).await;
        assert_eq!(shard, "shardId-000000000003");
        let described = world.ok("DescribeStream", json!({"StreamName": "s"})).await;
        let merged = &described["StreamDescription"]["Shards"][3];
        assert_eq!(merged["ParentShardId"], "shardId-000000000000");
        assert_eq!(merged["AdjacentParentShardId"], "shardId-000000000001");
    }
}
