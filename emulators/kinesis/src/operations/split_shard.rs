//! SplitShard

use keyspace::Batch;
use models::kinesis::SplitShardInput;
use service::Caller;

use crate::operations::create_stream::within_limit;
use crate::shard::ShardIndex;
use crate::shard::hash_key::HashKey;
use crate::stream::named::named;
use crate::{Kinesis, Reply, refusals};

pub async fn run(kinesis: &Kinesis, caller: &Caller, input: SplitShardInput) -> Reply<()> {
    let _writing = kinesis.space.enter().await?;
    let address = kinesis.address(caller, named!(input))?;
    let Some(shard) = ShardIndex::parse(&input.shard_to_split) else {
        return Err(refusals::shard_unknown(&input.shard_to_split, &address).into());
    };
    let alone = kinesis.change(&address.account, &address.region).await;
    let found = kinesis.find(caller, named!(input))?;
    let stream = found.stream();
    found.takes_resharding("SplitShard")?;
    let Some(parent) = stream.visible_shard(shard, found.now) else {
        return Err(refusals::shard_unknown(&shard.id(), &address).into());
    };
    if !parent.is_open() {
        return Err(refusals::shard_closed(shard, &address).into());
    }
    within_limit(kinesis, &address, 1)?;
    // More than 128 bits is beyond every shard's end.
    let key = HashKey::parse(&input.new_starting_hash_key).unwrap_or(HashKey::LAST);
    let latency = kinesis.settings.lifecycle_latency;
    let Some(split) = stream.clone().split(shard, key, found.now, latency) else {
        return Err(refusals::split_outside(&input.new_starting_hash_key, shard, &parent.range, &address).into());
    };

    let mut batch = Batch::new();
    batch.hold(alone);
    kinesis.keep(&mut batch, &address, split, found.now);
    Ok(kinesis.space.commit(batch).await?)
}

#[cfg(test)]
mod tests {
    use std::time::Duration;

    use serde_json::{Value, json};
    use service::testing::{assert_refused, assert_type, assert_violations};

    use crate::testing::{kinesis, slow_kinesis};

    fn input(stream: &str, shard: &str, key: &str) -> Value {
        json!({"StreamName": stream, "ShardToSplit": shard, "NewStartingHashKey": key})
    }

    #[tokio::test(start_paused = true)]
    async fn types() {
        let world = kinesis();
        for member in ["NewStartingHashKey", "ShardToSplit", "StreamName"] {
            assert_type(&world.kinesis, "SplitShard", member, "String").await;
        }
    }

    #[tokio::test(start_paused = true)]
    async fn constraints() {
        let world = kinesis();
        assert_violations(
            &world.kinesis,
            "SplitShard",
            input("s", "", ""),
            &[
                "Value '' at 'newStartingHashKey' failed to satisfy constraint: Member must satisfy regular expression pattern: 0|([1-9]\\d{0,38})",
                "Value '' at 'shardToSplit' failed to satisfy constraint: Member must satisfy regular expression pattern: [a-zA-Z0-9_.-]+",
                "Value '' at 'shardToSplit' failed to satisfy constraint: Member must have length greater than or equal to 1",
            ],
        )
        .await;
    }

    #[tokio::test(start_paused = true)]
    async fn a_shard_must_be_there() {
        let world = kinesis().with_stream("s", 1).await;
        let refused = async |input: Value, message: &str| {
            assert_refused(&world.kinesis, "SplitShard", input, "ResourceNotFoundException", message).await;
        };
        refused(input("t", "x", "0"), "Could not find shard x in stream t under account 000000000000.").await;
        refused(input("t", "7", "0"), "Stream t under account 000000000000 not found.").await;
        let unknown = "Could not find shard shardId-000000000005 in stream s under account 000000000000.";
        refused(input("s", "5", "0"), unknown).await;
    }

    #[tokio::test(start_paused = true)]
    async fn the_new_key_must_be_inside() {
        let world = kinesis().with_stream("s", 1).await;
        for key in ["1", "340282366920938463463374607431768211455", "999999999999999999999999999999999999999"] {
            assert_refused(
                &world.kinesis,
                "SplitShard",
                input("s", "x-0", key),
                "InvalidArgumentException",
                &format!(
                    "NewStartingHashKey {key} used in SplitShard() on shard shardId-000000000000 in stream s under account \
                     000000000000 is not both greater than one plus the shard's StartingHashKey 0 and less than the shard's \
                     EndingHashKey 340282366920938463463374607431768211455."
                ),
            )
            .await;
        }
    }

    #[tokio::test(start_paused = true)]
    async fn a_stream_is_updating_while_it_splits_and_takes_records_meanwhile() {
        let world = slow_kinesis().with_stream("s", 1).await;
        assert_eq!(world.ok("SplitShard", input("s", "0", "2")).await, json!({}));
        assert_refused(
            &world.kinesis,
            "SplitShard",
            input("s", "0", "2"),
            "ResourceInUseException",
            "Stream s under account 000000000000 not ACTIVE, instead in state UPDATING",
        )
        .await;
        assert_eq!(world.put_at("s", "a", Some("1")).await.0, "shardId-000000000000");
        world.pass(Duration::from_millis(500));
        let world = world.reopened();
        assert_eq!(world.put_at("s", "b", Some("1")).await.0, "shardId-000000000001");
        assert_eq!(world.put_at("s", "c", Some("2")).await.0, "shardId-000000000002");

        let described = world.ok("DescribeStream", json!({"StreamName": "s"})).await;
        let shards = &described["StreamDescription"]["Shards"];
        assert!(shards[0]["SequenceNumberRange"]["EndingSequenceNumber"].is_string());
        assert_eq!(shards[1]["ParentShardId"], "shardId-000000000000");
        assert_eq!(shards[1]["HashKeyRange"], json!({"StartingHashKey": "0", "EndingHashKey": "1"}));
        world.tidy().await;
        assert_eq!(world.ok("DescribeStream", json!({"StreamName": "s"})).await, described);
        assert_eq!(world.refused("SplitShard", input("s", "0", "2")).await.0, "InvalidArgumentException");
    }
}
