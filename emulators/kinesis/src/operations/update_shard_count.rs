//! UpdateShardCount: by splits and merges, all at once when its time has come.

use keyspace::Batch;
use models::kinesis::{UpdateShardCountInput, UpdateShardCountOutput};
use service::Caller;

use super::create_stream::within_limit;
use crate::stream::named::named;
use crate::{Kinesis, Reply, refusals};

pub async fn run(kinesis: &Kinesis, caller: &Caller, input: UpdateShardCountInput) -> Reply<UpdateShardCountOutput> {
    let _writing = kinesis.space.enter().await?;
    let address = kinesis.address(caller, named!(input))?;
    let alone = kinesis.change(&address.account, &address.region).await;
    let found = kinesis.find(caller, named!(input))?;
    let stream = found.stream();
    found.takes_resharding("UpdateShardCount")?;
    let (open, target) = (stream.open_shards().count(), input.target_shard_count);
    let wanted = u32::try_from(target).unwrap_or(0);
    // Half of an odd number is rounded up, which is a guess.
    if (wanted as usize) > 2 * open || (wanted as usize) < open.div_ceil(2) {
        return Err(refusals::shard_count_out_of_reach(target, open, &address).into());
    }
    within_limit(kinesis, &address, wanted.saturating_sub(open as u32))?;

    let mut batch = Batch::new();
    batch.hold(alone);
    let updated = stream.clone().scaled(wanted, found.now, kinesis.settings.lifecycle_latency);
    kinesis.keep(&mut batch, &address, updated, found.now);
    kinesis.space.commit(batch).await?;
    Ok(UpdateShardCountOutput {
        stream_name: Some(address.name.clone()),
        current_shard_count: Some(open as i32),
        target_shard_count: Some(target),
        stream_arn: Some(address.arn()),
    })
}

#[cfg(test)]
mod tests {
    use std::time::Duration;

    use serde_json::{Value, json};
    use service::testing::{assert_refused, assert_type};

    use crate::testing::{kinesis, slow_kinesis};

    fn to(count: i32) -> Value {
        json!({"StreamName": "s", "TargetShardCount": count, "ScalingType": "UNIFORM_SCALING"})
    }

    #[tokio::test(start_paused = true)]
    async fn types() {
        let world = kinesis();
        for (member, kind) in [("StreamName", "String"), ("TargetShardCount", "Integer"), ("ScalingType", "String")] {
            assert_type(&world.kinesis, "UpdateShardCount", member, kind).await;
        }
    }

    #[tokio::test(start_paused = true)]
    async fn constraints() {
        let world = kinesis().with_stream("s", 4).await;
        for count in [1, 9] {
            let (code, _) = world.refused("UpdateShardCount", to(count)).await;
            assert_eq!(code, "LimitExceededException", "{count}");
        }
        let world = slow_kinesis();
        world.ok("CreateStream", json!({"StreamName": "s", "ShardCount": 1})).await;
        let message = "Stream s under account 000000000000 not ACTIVE, instead in state CREATING";
        assert_refused(&world.kinesis, "UpdateShardCount", to(2), "ResourceInUseException", message).await;
    }

    #[tokio::test(start_paused = true)]
    async fn records_are_read_by_following_parents_to_children() {
        let world = slow_kinesis().with_stream("s", 2).await;
        world.put("s", "before").await;
        assert_eq!(
            world.ok("UpdateShardCount", to(3)).await,
            json!({
                "StreamName": "s",
                "CurrentShardCount": 2,
                "TargetShardCount": 3,
                "StreamARN": "arn:aws:kinesis:us-east-1:000000000000:stream/s",
            })
        );
        world.put("s", "meanwhile").await;
        world.pass(Duration::from_millis(500));
        world.put("s", "after").await;
        let listed = world.ok("ListShards", json!({"StreamName": "s"})).await["Shards"].as_array().unwrap().clone();
        let is_open = |shard: &&Value| shard["SequenceNumberRange"]["EndingSequenceNumber"].is_null();
        assert_eq!(listed.iter().filter(is_open).count(), 3);
        let mut keys = Vec::new();
        for shard in 0..listed.len() as u32 {
            keys.extend(world.keys("s", shard).await);
        }
        keys.sort();
        assert_eq!(keys, ["after", "before", "meanwhile"]);
    }
}
