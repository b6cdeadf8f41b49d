//! CreateStream

use keyspace::Batch;
use models::kinesis::CreateStreamInput;
use service::Caller;

use crate::stream::named::own;
use crate::stream::tags;
use crate::stream::{Address, Distribution, Mode, Plan, Stream, StreamId};
use crate::tables::RECORDS;
use crate::{Kinesis, Reply, refusals};

/// Seen: API reference, StreamMode: an on-demand stream starts with a write capacity of 4 MB a second.
const ON_DEMAND_SHARDS: u32 = 4;

const RECORD_MAX_KIB: u32 = 1024;

pub async fn run(kinesis: &Kinesis, caller: &Caller, input: CreateStreamInput) -> Reply<()> {
    let _writing = kinesis.space.enter().await?;
    let alone = kinesis.change(&caller.account, &caller.region).await;
    let address = own(caller, &input.stream_name);
    let mode = match &input.stream_mode_details {
        Some(details) if details.stream_mode == Mode::OnDemand.name() => Mode::OnDemand,
        _ => Mode::Provisioned,
    };
    let shards = match (mode, input.shard_count) {
        (Mode::Provisioned, Some(count)) => count as u32,
        (Mode::OnDemand, None) => ON_DEMAND_SHARDS,
        (Mode::Provisioned, None) => return Err(refusals::shard_count_missing().into()),
        (Mode::OnDemand, Some(_)) => return Err(refusals::shard_count_with_on_demand().into()),
    };
    let distribution = match (mode, input.record_distribution_strategy.as_deref()) {
        (Mode::Provisioned, Some(_)) => return Err(refusals::distribution_of_provisioned().into()),
        (Mode::OnDemand, Some(name)) if name == Distribution::Auto.name() => Distribution::Auto,
        (_, _) => Distribution::UserPartitionKey,
    };
    if input.warm_throughput_mi_bps.is_some() {
        return Err(refusals::warm_throughput_without_commitment().into());
    }
    let tags = input.tags.unwrap_or_default();
    tags::check_pairs(&tags, &address)?;
    tags::check_count(&tags, &address)?;

    let now = kinesis.now();
    let former = kinesis.directory.find(&address.account, &address.region, &address.name)?;
    if former.as_ref().is_some_and(|live| live.at(now).is_some()) {
        return Err(refusals::stream_exists(&address).into());
    }
    if mode == Mode::Provisioned {
        within_limit(kinesis, &address, shards)?;
    }

    let mut batch = Batch::new();
    if let Some(former) = former {
        // Deleted, and the janitor has not come by yet.
        batch.delete_prefix_later(RECORDS, &(former.id,));
    }
    let record_max_kib = input.max_record_size_in_kib.map_or(RECORD_MAX_KIB, |kib| kib as u32);
    let plan = Plan { mode, shards, record_max_kib, tags, distribution };
    let id = StreamId(kinesis.space.fresh_id().await?);
    let latency = kinesis.settings.lifecycle_latency;
    batch.hold(alone);
    kinesis.keep(&mut batch, &address, Stream::new(id, public_id(kinesis), plan, now, latency), now);
    Ok(kinesis.space.commit(batch).await?)
}

/// Refuses more open shards than the account may have.
pub fn within_limit(kinesis: &Kinesis, address: &Address, more: u32) -> Reply<()> {
    let open = kinesis.census(&address.account, &address.region)?.open_shards;
    let limit = kinesis.settings.shard_limit;
    if open + more as usize > limit as usize {
        return Err(refusals::shard_limit(address, open, limit, more).into());
    }
    Ok(())
}

/// Twenty letters and digits, a hyphen, three more.
fn public_id(kinesis: &Kinesis) -> String {
    const LETTERS: &[u8; 36] = b"abcdefghijklmnopqrstuvwxyz0123456789";
    let mut random = [0; 23];
    kinesis.space.entropy().fill(&mut random);
    let mut id: String = random.iter().map(|byte| char::from(LETTERS[usize::from(*byte) % LETTERS.len()])).collect();
    id.insert(20, '-');
    id
}

#[cfg(test)]
mod tests {
    use serde_json::json;
    use service::testing::{assert_refused, assert_type, assert_violations};

    use crate::Settings;
    use crate::testing::{World, kinesis, slow_kinesis};

    #[tokio::test(start_paused = true)]
    async fn types() {
        let world = kinesis();
        for (member, kind) in [
            ("StreamName", "String"),
            ("ShardCount", "Integer"),
            ("StreamModeDetails", "Structure"),
            ("StreamModeDetails.StreamMode", "String"),
            ("Tags", "Map"),
        ] {
            assert_type(&world.kinesis, "CreateStream", member, kind).await;
        }
    }

    #[tokio::test(start_paused = true)]
    async fn constraints() {
        let world = kinesis();
        assert_violations(
            &world.kinesis,
            "CreateStream",
            json!({"StreamName": "", "ShardCount": 0}),
            &[
                "Value '0' at 'shardCount' failed to satisfy constraint: Member must have value greater than or equal to 1",
                "Value '' at 'streamName' failed to satisfy constraint: Member must satisfy regular expression pattern: [a-zA-Z0-9_.-]+",
                "Value '' at 'streamName' failed to satisfy constraint: Member must have length greater than or equal to 1",
            ],
        )
        .await;
    }

    #[tokio::test(start_paused = true)]
    async fn what_only_other_streams_have_is_refused() {
        let world = kinesis();
        let on_demand = json!({"StreamMode": "ON_DEMAND"});
        for (input, word) in [
            (json!({"StreamName": "s", "ShardCount": 1, "RecordDistributionStrategy": "AUTO"}), "ON_DEMAND"),
            (json!({"StreamName": "s", "StreamModeDetails": on_demand, "WarmThroughputMiBps": 8}), "Commitment"),
        ] {
            let refused = world.refused("CreateStream", input).await;
            assert!(refused.1.contains(word), "{refused:?}");
        }
    }

    #[tokio::test(start_paused = true)]
    async fn a_stream_is_active_when_its_time_has_come() {
        let world = slow_kinesis();
        assert_eq!(world.ok("CreateStream", json!({"StreamName": "s", "ShardCount": 3})).await, json!({}));
        let described = world.ok("DescribeStream", json!({"StreamName": "s"})).await;
        assert_eq!(described["StreamDescription"]["StreamStatus"], "CREATING");
        assert_eq!(described["StreamDescription"]["Shards"], json!([]));
        let put = json!({"StreamName": "s", "PartitionKey": "a", "Data": ""});
        assert_refused(
            &world.kinesis,
            "PutRecord",
            put.clone(),
            "ResourceNotFoundException",
            "Stream s under account 000000000000 not found.",
        )
        .await;

        world.pass(std::time::Duration::from_millis(500));
        let described = world.ok("DescribeStream", json!({"StreamName": "s"})).await;
        assert_eq!(described["StreamDescription"]["StreamStatus"], "ACTIVE");
        assert_eq!(described["StreamDescription"]["Shards"].as_array().unwrap().len(), 3);
        world.ok("PutRecord", put).await;
    }

    #[tokio::test(start_paused = true)]
    async fn a_name_is_taken_until_the_stream_is_gone() {
        let world = slow_kinesis().with_stream("s", 1).await;
        let again = json!({"StreamName": "s", "ShardCount": 1});
        let refused = || {
            assert_refused(
                &world.kinesis,
                "CreateStream",
                again.clone(),
                "ResourceInUseException",
                "Stream s under account 000000000000 already exists.",
            )
        };
        refused().await;
        world.put("s", "of the former stream").await;
        world.ok("DeleteStream", json!({"StreamName": "s"})).await;
        refused().await;
        world.pass(std::time::Duration::from_millis(500));
        let world = world.with_stream("s", 1).await;
        assert!(world.keys("s", 0).await.is_empty());
    }

    #[tokio::test(start_paused = true)]
    async fn an_account_has_so_many_shards_and_no_more() {
        let world = World::new(Settings { shard_limit: 5, ..Settings::default() }).with_stream("three", 3).await;
        assert_refused(
            &world.kinesis,
            "CreateStream",
            json!({"StreamName": "s", "ShardCount": 3}),
            "LimitExceededException",
            "This request would exceed the shard limit for the account 000000000000 in us-east-1. Current shard count for the \
             account: 3. Limit: 5. Number of additional shards that would have resulted from this request: 3. Refer to the AWS \
             Service Limits page (http://docs.aws.amazon.com/general/latest/gr/aws_service_limits.html) for current limits and \
             how to request higher limits.",
        )
        .await;
        world.ok("CreateStream", json!({"StreamName": "s", "ShardCount": 2})).await;
        world.ok("CreateStream", json!({"StreamName": "o", "StreamModeDetails": {"StreamMode": "ON_DEMAND"}})).await;
        let limits = world.ok("DescribeLimits", json!({})).await;
        assert_eq!((&limits["OpenShardCount"], &limits["OnDemandStreamCount"]), (&json!(5), &json!(1)));
    }

    #[tokio::test(start_paused = true)]
    async fn an_on_demand_stream_counts_its_own_shards() {
        let world = kinesis();
        let on_demand = json!({"StreamMode": "ON_DEMAND"});
        world.ok("CreateStream", json!({"StreamName": "s", "StreamModeDetails": on_demand})).await;
        let summary = world.ok("DescribeStreamSummary", json!({"StreamName": "s"})).await;
        assert_eq!(summary["StreamDescriptionSummary"]["StreamModeDetails"], on_demand);
        assert_eq!(summary["StreamDescriptionSummary"]["OpenShardCount"], 4);

        let counted = json!({"StreamName": "t", "ShardCount": 1, "StreamModeDetails": on_demand});
        assert_eq!(world.refused("CreateStream", counted).await.0, "ValidationException");
        assert_eq!(world.refused("CreateStream", json!({"StreamName": "t"})).await.0, "ValidationException");
    }

    #[tokio::test(start_paused = true)]
    async fn a_stream_may_be_made_with_tags() {
        let world = kinesis();
        world.ok("CreateStream", json!({"StreamName": "s", "ShardCount": 1, "Tags": {"a": "1"}})).await;
        let tags = world.ok("ListTagsForStream", json!({"StreamName": "s"})).await;
        assert_eq!(tags["Tags"], json!([{"Key": "a", "Value": "1"}]));
    }
}
