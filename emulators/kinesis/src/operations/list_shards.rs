//! ListShards

use aws_smithy_types::DateTime;
use clock::Timestamp;
use models::kinesis::{ListShardsInput, ListShardsOutput, Refusal, ShardFilter};
use service::Caller;

use crate::shard::ShardIndex;
use crate::shard::filter::Filter;
use crate::stream::Status;
use crate::stream::description;
use crate::stream::named::{Found, Named, named};
use crate::token::Purpose;
use crate::token::next_token::NextToken;
use crate::{Kinesis, Reply, refusals};

/// Seen: API reference: as many by default, and not more whatever is asked for.
const SHARDS_MAX: usize = 1000;

pub async fn run(kinesis: &Kinesis, caller: &Caller, input: ListShardsInput) -> Reply<ListShardsOutput> {
    kinesis.space.enter_read().await?;
    let (found, filter, start) = match &input.next_token {
        Some(token) => {
            without_token(&input)?;
            let token = NextToken::read(Purpose::NextShards, token, kinesis.now())?;
            let named = Named { name: None, arn: Some(&token.stream), id: None };
            let (filter, start) = going_on(&token).ok_or_else(refusals::next_token_invalid)?;
            (kinesis.find(caller, named)?, filter, start)
        }
        None => beginning(kinesis, caller, &input)?,
    };

    let stream = found.stream();
    let limit = input.max_results.map_or(SHARDS_MAX, |max| (max as usize).min(SHARDS_MAX));
    let mut following = filter.of(stream, found.now).filter(|(index, _)| *index >= start);
    let shards = following.by_ref().take(limit).map(description::shard).collect();
    let next_token = following.next().map(|(next, _)| {
        let rest = [&next.0.to_be_bytes()[..], &filter.encode()].concat();
        NextToken { made: found.now, stream: found.address().arn(), rest }.text(Purpose::NextShards)
    });
    Ok(ListShardsOutput { shards: Some(shards), next_token })
}

/// The first page: a stream that is there, the filter, and the first shard.
fn beginning(kinesis: &Kinesis, caller: &Caller, input: &ListShardsInput) -> Reply<(Found, Filter, ShardIndex)> {
    if input.stream_name.is_none() && input.stream_arn.is_none() && input.stream_id.is_none() {
        return Err(refusals::shards_of_no_stream().into());
    }
    let found = kinesis.find(caller, named!(input))?;
    let stream = found.stream();
    let is_other = |created: &DateTime| created.secs() != stream.epoch.absolute(stream.created).as_secs();
    if input.stream_creation_timestamp.as_ref().is_some_and(is_other) {
        return Err(refusals::stream_not_found(found.address()).into());
    }
    // Seen: API reference, ResourceInUseException: "the resource must be in the ACTIVE state". Guess: only while it has no shards yet.
    if stream.status() == Status::Creating {
        return Err(refusals::stream_not_active(found.address(), stream.status()).into());
    }
    let filter = match &input.shard_filter {
        Some(filter) => asked(filter)?,
        None => Filter::FromTrimHorizon,
    };
    let after = [input.exclusive_start_shard_id.as_deref(), filter_shard(input)].into_iter().flatten().max();
    let start = after.map_or(ShardIndex(0), |after| {
        let following = stream.visible_shards(found.now).find(|(index, _)| *index.id() > *after);
        following.map_or(ShardIndex(u32::MAX), |(index, _)| index)
    });
    Ok((found, filter, start))
}

fn asked(filter: &ShardFilter) -> Result<Filter, Refusal> {
    let at = || {
        let at = filter.timestamp.as_ref().and_then(|at| at.to_millis().ok());
        at.map(Timestamp::from_millis).ok_or_else(|| refusals::shard_filter_without("Timestamp", &filter.r#type))
    };
    Ok(match &*filter.r#type {
        "AT_TRIM_HORIZON" => Filter::AtTrimHorizon,
        "FROM_TRIM_HORIZON" => Filter::FromTrimHorizon,
        "AT_LATEST" => Filter::AtLatest,
        "AT_TIMESTAMP" => Filter::At(at()?),
        "FROM_TIMESTAMP" => Filter::From(at()?),
        // AFTER_SHARD_ID: all that follow.
        _ if filter.shard_id.is_some() => Filter::FromTrimHorizon,
        _ => return Err(refusals::shard_filter_without("ShardId", &filter.r#type)),
    })
}

fn filter_shard(input: &ListShardsInput) -> Option<&str> {
    input.shard_filter.as_ref().filter(|filter| filter.r#type == "AFTER_SHARD_ID")?.shard_id.as_deref()
}

/// What a token already says may not be said again.
fn without_token(input: &ListShardsInput) -> Result<(), Refusal> {
    let said = [
        ("StreamName", input.stream_name.is_some()),
        ("StreamARN", input.stream_arn.is_some()),
        ("ExclusiveStartShardId", input.exclusive_start_shard_id.is_some()),
        ("StreamCreationTimestamp", input.stream_creation_timestamp.is_some()),
    ];
    match said.into_iter().find(|(_, is_said)| *is_said) {
        Some((member, _)) => Err(refusals::not_with_next_token(member)),
        None => Ok(()),
    }
}

fn going_on(token: &NextToken) -> Option<(Filter, ShardIndex)> {
    let (start, filter) = token.rest.split_first_chunk()?;
    Some((Filter::decode(filter)?, ShardIndex(u32::from_be_bytes(*start))))
}

#[cfg(test)]
mod tests {
    use serde_json::{Value, json};
    use service::testing::{assert_refused, assert_type, assert_violations, call_as, caller};

    use crate::testing::{hours, kinesis, text};

    fn ids(shards: &Value) -> Vec<u32> {
        let id = |shard: &Value| text(&shard["ShardId"]).trim_start_matches("shardId-").parse().unwrap();
        shards["Shards"].as_array().unwrap().iter().map(id).collect()
    }

    #[tokio::test(start_paused = true)]
    async fn types() {
        let world = kinesis();
        for (member, kind) in [
            ("StreamName", "String"),
            ("MaxResults", "Integer"),
            ("ExclusiveStartShardId", "String"),
            ("NextToken", "String"),
            ("StreamCreationTimestamp", "Timestamp"),
        ] {
            assert_type(&world.kinesis, "ListShards", member, kind).await;
        }
    }

    #[tokio::test(start_paused = true)]
    async fn constraints() {
        let world = kinesis();
        assert_violations(
            &world.kinesis,
            "ListShards",
            json!({"StreamName": "s", "MaxResults": 10001}),
            &["Value '10001' at 'maxResults' failed to satisfy constraint: Member must have value less than or equal to 10000"],
        )
        .await;
        let invalid = async |input: Value, message: &str| {
            assert_refused(&world.kinesis, "ListShards", input, "InvalidArgumentException", message).await;
        };
        invalid(json!({}), "Either NextToken or StreamName should be provided.").await;
        let both = json!({"StreamName": "s", "NextToken": "t"});
        invalid(both, "NextToken and StreamName cannot be provided together.").await;
        assert_refused(
            &world.kinesis,
            "ListShards",
            json!({"StreamName": "s"}),
            "ResourceNotFoundException",
            "Stream s under account 000000000000 not found.",
        )
        .await;
    }

    #[tokio::test(start_paused = true)]
    async fn pages_follow_each_other() {
        let world = kinesis().with_stream("s", 5).await;
        let first = world.ok("ListShards", json!({"StreamName": "s", "MaxResults": 2})).await;
        assert_eq!(ids(&first), [0, 1]);
        let second = world.ok("ListShards", json!({"NextToken": first["NextToken"], "MaxResults": 2})).await;
        assert_eq!(ids(&second), [2, 3]);
        let third = world.ok("ListShards", json!({"NextToken": second["NextToken"]})).await;
        assert_eq!((ids(&third), third.get("NextToken")), (vec![4], None));
        world.pass(hours(1));
        let late = json!({"NextToken": first["NextToken"]});
        assert_eq!(world.refused("ListShards", late).await.0, "ExpiredNextTokenException");
        assert_eq!(world.refused("ListShards", json!({"NextToken": "AAAA"})).await.0, "InvalidArgumentException");
    }

    #[tokio::test(start_paused = true)]
    async fn a_page_has_a_thousand_shards_at_most() {
        let world = kinesis().with_stream("s", 1001).await;
        let first = world.ok("ListShards", json!({"StreamName": "s", "MaxResults": 10000})).await;
        assert_eq!(ids(&first).len(), 1000);
        assert_eq!(ids(&world.ok("ListShards", json!({"NextToken": first["NextToken"]})).await), [1000]);
    }

    #[tokio::test(start_paused = true)]
    async fn pages_of_another_accounts_stream_follow_each_other() {
        let world = kinesis().with_stream("s", 2).await;
        let mut other = caller(world.now());
        other.account = "111111111111".to_owned();
        let arn = "arn:aws:kinesis:us-east-1:000000000000:stream/s";
        let first =
            call_as(&world.kinesis, &other, "ListShards", json!({"StreamARN": arn, "MaxResults": 1})).await.unwrap();
        let next = json!({"NextToken": first["NextToken"]});
        assert_eq!(ids(&call_as(&world.kinesis, &other, "ListShards", next).await.unwrap()), [1]);
    }

    #[tokio::test(start_paused = true)]
    async fn a_filter_chooses_and_a_page_remembers_it() {
        let world = kinesis().with_stream("s", 2).await;
        world.ok("MergeShards", json!({"StreamName": "s", "ShardToMerge": "0", "AdjacentShardToMerge": "1"})).await;
        world.ok("SplitShard", json!({"StreamName": "s", "ShardToSplit": "2", "NewStartingHashKey": "9"})).await;
        let filtered =
            async |filter: Value| ids(&world.ok("ListShards", json!({"StreamName": "s", "ShardFilter": filter})).await);
        assert_eq!(filtered(json!({"Type": "AT_LATEST"})).await, [3, 4]);
        assert_eq!(filtered(json!({"Type": "FROM_TRIM_HORIZON"})).await, [0, 1, 2, 3, 4]);
        let after = json!({"Type": "AFTER_SHARD_ID", "ShardId": "shardId-000000000002"});
        assert_eq!(filtered(after).await, [3, 4]);
        assert_eq!(
            world.refused("ListShards", json!({"StreamName": "s", "ShardFilter": {"Type": "AT_TIMESTAMP"}})).await.0,
            "InvalidArgumentException"
        );

        let latest = json!({"StreamName": "s", "ShardFilter": {"Type": "AT_LATEST"}, "MaxResults": 1});
        let first = world.ok("ListShards", latest).await;
        assert_eq!(ids(&first), [3]);
        assert_eq!(ids(&world.ok("ListShards", json!({"NextToken": first["NextToken"]})).await), [4]);
    }

    #[tokio::test(start_paused = true)]
    async fn the_time_of_its_making_tells_streams_of_one_name_apart() {
        let world = kinesis().with_stream("s", 1).await;
        let made_at = |seconds: i64| json!({"StreamName": "s", "StreamCreationTimestamp": seconds});
        let made = world.now().as_secs();
        assert_eq!(ids(&world.ok("ListShards", made_at(made)).await), [0]);
        assert_eq!(world.refused("ListShards", made_at(made - 1)).await.0, "ResourceNotFoundException");
    }
}
