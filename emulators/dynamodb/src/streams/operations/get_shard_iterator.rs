//! GetShardIterator

use clock::Timestamp;
use models::dynamodb_streams::{GetShardIteratorInput, GetShardIteratorOutput, Refusal};
use service::Caller;

use crate::streams::iterator::ShardIterator;
use crate::streams::live::Progress;
use crate::streams::number::Number;
use crate::streams::shard::Shard;
use crate::streams::stream::StreamRecord;
use crate::streams::{Reply, Streams, refusals};

pub async fn run(streams: &Streams, _: &Caller, input: GetShardIteratorInput) -> Reply<GetShardIteratorOutput> {
    streams.space.enter_read().await?;
    let live = streams.find(&input.stream_arn)?;
    let now = streams.space.clock().now();
    let progress = live.progress(&streams.space, now)?;
    let record = live.record();
    let shard = Shard::parse(&input.shard_id, record.named, record.lanes)
        .filter(|shard| record.shards(progress.current, now).any(|listed| listed == *shard))
        .ok_or_else(refusals::shard_not_found)?;
    let position = position(&input, shard, &record, progress, now)?;
    let iterator = ShardIterator { stream_arn: live.name.arn(), shard, position, made: now };
    Ok(GetShardIteratorOutput { shard_iterator: Some(iterator.text()) })
}

fn position(
    input: &GetShardIteratorInput,
    shard: Shard,
    record: &StreamRecord,
    progress: Progress,
    now: Timestamp,
) -> Result<Number, Refusal> {
    let (first, horizon) = (shard.generation.first(), record.horizon(now));
    let kind = input.shard_iterator_type.as_str();
    let takes_number = kind.ends_with("_SEQUENCE_NUMBER");
    match &input.sequence_number {
        Some(text) if takes_number => {
            let number = Number::parse(text).filter(|number| number.generation() == shard.generation);
            let number = number.ok_or_else(|| refusals::number_invalid(text))?;
            let position = if kind == "AFTER_SEQUENCE_NUMBER" { number.next() } else { number };
            if position < horizon { Err(refusals::trimmed()) } else { Ok(position) }
        }
        None if takes_number => Err(refusals::number_missing(kind)),
        Some(_) => Err(refusals::number_not_expected(kind)),
        None => match kind {
            "LATEST" => Ok(progress.next.max(first)),
            "AT_TIMESTAMP" => {
                let at = input.timestamp.ok_or_else(refusals::timestamp_missing)?;
                let at = Timestamp::from_millis(at.to_millis().unwrap_or(i64::MAX));
                Ok(record.number_at(at).max(first).max(horizon))
            }
            _ => Ok(first.max(horizon)),
        },
    }
}

#[cfg(test)]
mod tests {
    use serde_json::{Value, json};

    use crate::testing::streams::streaming;
    use crate::testing::{World, world};

    mod types {
        use service::testing::assert_type;

        use crate::testing::world;

        #[tokio::test(start_paused = true)]
        async fn every_member_has_its_type() {
            let world = world();
            for (path, kind) in [
                ("StreamArn", "String"),
                ("ShardId", "String"),
                ("ShardIteratorType", "String"),
                ("SequenceNumber", "String"),
            ] {
                assert_type(&world.db.streams(), "GetShardIterator", path, kind).await;
            }
        }
    }

    async fn of_first_shard(world: &World, more: Value) -> Value {
        let shard = world.shards("tab").await[0]["ShardId"].clone();
        let mut input = json!({"StreamArn": world.stream_arn("tab").await, "ShardId": shard});
        input.as_object_mut().unwrap().extend(more.as_object().unwrap().clone());
        input
    }

    mod constraints {
        use super::*;

        #[tokio::test(start_paused = true)]
        async fn types_and_numbers_go_together() {
            let world = world().with(streaming("tab", "KEYS_ONLY")).await;
            for (more, message) in [
                (
                    json!({"ShardIteratorType": "AT_SEQUENCE_NUMBER"}),
                    "SequenceNumber is required for ShardIteratorType AT_SEQUENCE_NUMBER",
                ),
                (
                    json!({"ShardIteratorType": "LATEST", "SequenceNumber": "100000000000000000000"}),
                    "SequenceNumber must not be specified for ShardIteratorType LATEST",
                ),
                (
                    json!({"ShardIteratorType": "AFTER_SEQUENCE_NUMBER", "SequenceNumber": "200000000000000000000"}),
                    "Invalid SequenceNumber: 200000000000000000000 is not in the range of the shard",
                ),
                (
                    json!({"ShardIteratorType": "AT_SEQUENCE_NUMBER", "SequenceNumber": "100000000058982400000"}),
                    "Invalid SequenceNumber: 100000000058982400000 is not in the range of the shard",
                ),
                (
                    json!({"ShardIteratorType": "AT_SEQUENCE_NUMBER", "SequenceNumber": "1"}),
                    "1 validation error detected: Value '1' at 'sequenceNumber' failed to satisfy constraint: Member must have \
                     length greater than or equal to 21",
                ),
                (
                    json!({"ShardIteratorType": "AT_TIMESTAMP"}),
                    "Timestamp is required for ShardIteratorType AT_TIMESTAMP",
                ),
            ] {
                let refused = world.streams_refused("GetShardIterator", of_first_shard(&world, more).await).await;
                assert_eq!(refused, ("ValidationException".to_owned(), message.to_owned()));
            }
        }

        #[tokio::test(start_paused = true)]
        async fn a_shard_that_is_not_there_is_not_found() {
            let world = world().with(streaming("tab", "KEYS_ONLY")).await;
            let mut input = of_first_shard(&world, json!({"ShardIteratorType": "LATEST"})).await;
            for shard in ["shardId-00000001767225600000-00000000", "shardId-00000001767240000000-3c1fe5c9"] {
                input["ShardId"] = json!(shard);
                assert_eq!(
                    world.streams_refused("GetShardIterator", input.clone()).await,
                    (
                        "ResourceNotFoundException".to_owned(),
                        "Requested resource not found: Shard does not exist".to_owned()
                    )
                );
            }
        }

        #[tokio::test(start_paused = true)]
        async fn a_number_that_was_trimmed_is_refused() {
            let world = world().with(streaming("tab", "KEYS_ONLY")).await;
            let more = json!({"ShardIteratorType": "AT_SEQUENCE_NUMBER", "SequenceNumber": "100000000000000000000"});
            let input = of_first_shard(&world, more).await;
            world.pass_hours(24);
            world.streams("GetShardIterator", input.clone()).await;
            world.pass_hours(1);
            assert_eq!(
                world.streams_refused("GetShardIterator", input).await,
                (
                    "TrimmedDataAccessException".to_owned(),
                    "The data you are trying to access has been trimmed".to_owned()
                )
            );
        }
    }

    mod behaviour {
        use super::*;

        #[tokio::test(start_paused = true)]
        async fn each_type_begins_where_it_says() {
            let world = world().with(streaming("tab", "NEW_IMAGE")).await;
            let put = async |n: u32| world.put("tab", json!({"pk": {"S": "a"}, "n": {"N": n.to_string()}})).await;
            for n in [1, 2] {
                put(n).await;
                world.pass_seconds(10);
            }
            let records = world.stream_records("tab").await;
            let numbers: Vec<&Value> = records.iter().map(|record| &record["dynamodb"]["SequenceNumber"]).collect();
            let shard = world.shard_of("tab", "a").await;
            let iterator = async |more: Value| {
                let mut input = json!({"StreamArn": world.stream_arn("tab").await, "ShardId": shard});
                input.as_object_mut().unwrap().extend(more.as_object().unwrap().clone());
                world.streams("GetShardIterator", input).await["ShardIterator"].take()
            };
            let latest = iterator(json!({"ShardIteratorType": "LATEST"})).await;
            let horizon = iterator(json!({"ShardIteratorType": "TRIM_HORIZON"})).await;
            let number = |kind: &str, at: usize| json!({"ShardIteratorType": kind, "SequenceNumber": numbers[at]});
            let at = iterator(number("AT_SEQUENCE_NUMBER", 1)).await;
            let after = iterator(number("AFTER_SEQUENCE_NUMBER", 0)).await;
            let behind = iterator(number("AFTER_SEQUENCE_NUMBER", 1)).await;
            let time = iterator(json!({"ShardIteratorType": "AT_TIMESTAMP", "Timestamp": 1_767_225_601})).await;
            put(3).await;
            for (name, iterator, seen) in [
                ("latest", latest, &["3"][..]),
                ("horizon", horizon, &["1", "2", "3"]),
                ("at", at, &["2", "3"]),
                ("after", after, &["2", "3"]),
                ("behind", behind, &["3"]),
                ("time", time, &["2", "3"]),
            ] {
                let page = world.streams("GetRecords", json!({"ShardIterator": iterator})).await;
                let records = page["Records"].as_array().unwrap();
                let found: Vec<_> = records.iter().map(|record| &record["dynamodb"]["NewImage"]["n"]["N"]).collect();
                assert_eq!(found, seen, "{name}");
            }
        }
    }
}
