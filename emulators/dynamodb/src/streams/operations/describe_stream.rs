//! DescribeStream

use aws_smithy_types::DateTime;
use models::dynamodb_streams::{
    DescribeStreamInput, DescribeStreamOutput, KeySchemaElement, SequenceNumberRange, Shard as ShardShown, ShardFilter,
    StreamDescription,
};
use service::Caller;

use crate::item::key::{KeyAttribute, KeySchema};
use crate::streams::live::Progress;
use crate::streams::shard::Shard;
use crate::streams::stream::StreamRecord;
use crate::streams::{Reply, Streams, limit, refusals};

const LIMIT_MAX: i32 = 100;

pub async fn run(streams: &Streams, _: &Caller, input: DescribeStreamInput) -> Reply<DescribeStreamOutput> {
    let limit = limit(input.limit, LIMIT_MAX)?;
    let parent = input.shard_filter.map(parent).transpose()?;

    streams.space.enter_read().await?;
    let live = streams.find(&input.stream_arn)?;
    let now = streams.space.clock().now();
    let progress = live.progress(&streams.space, now)?;
    let record = live.record();
    let known = |id: &str| Shard::parse(id, record.named, record.lanes).ok_or_else(refusals::shard_not_found);
    let after = input.exclusive_start_shard_id.as_deref().map(known).transpose()?;
    let parent = parent.as_deref().map(known).transpose()?;

    let is_asked_for = |shard: &Shard| {
        after.is_none_or(|after| *shard > after) && parent.is_none_or(|parent| shard.parent() == Some(parent))
    };
    let mut shards = record.shards(progress.current, now).filter(is_asked_for);
    let page: Vec<Shard> = shards.by_ref().take(limit).collect();
    let last = shards.next().and(page.last());
    let description = StreamDescription {
        stream_arn: Some(live.name.arn()),
        stream_label: Some(live.name.label.clone()),
        stream_status: Some(if progress.has_ended { "DISABLED" } else { "ENABLED" }.to_owned()),
        stream_view_type: Some(record.view.name().to_owned()),
        creation_request_date_time: Some(DateTime::from_millis(record.epoch.absolute(record.made).as_millis())),
        table_name: Some(live.name.table.clone()),
        key_schema: Some(key_schema(&record.keys)),
        shards: Some(page.iter().map(|shard| shown(*shard, &record, progress)).collect()),
        last_evaluated_shard_id: last.map(|shard| record.shard_id(*shard)),
    };
    Ok(DescribeStreamOutput { stream_description: Some(description) })
}

/// The shard whose children are asked for: the only filter there is.
fn parent(filter: ShardFilter) -> Result<String, models::dynamodb_streams::Refusal> {
    if filter.r#type.is_none() {
        return Err(refusals::filter_without("Type"));
    }
    filter.shard_id.ok_or_else(|| refusals::filter_without("ShardId"))
}

/// A parent is told also if it is trimmed already.
fn shown(shard: Shard, record: &StreamRecord, progress: Progress) -> ShardShown {
    let ending = match shard.generation {
        generation if generation < progress.current => Some(generation.last()),
        _ => progress.has_ended.then_some(progress.next),
    };
    ShardShown {
        shard_id: Some(record.shard_id(shard)),
        sequence_number_range: Some(SequenceNumberRange {
            starting_sequence_number: Some(shard.generation.first().to_string()),
            ending_sequence_number: ending.map(|number| number.to_string()),
        }),
        parent_shard_id: shard.parent().map(|parent| record.shard_id(parent)),
    }
}

fn key_schema(keys: &KeySchema) -> Vec<KeySchemaElement> {
    let element = |kind: &'static str| {
        move |attribute: &KeyAttribute| KeySchemaElement {
            attribute_name: attribute.name.clone(),
            key_type: kind.to_owned(),
        }
    };
    keys.hash.iter().map(element("HASH")).chain(keys.range.iter().map(element("RANGE"))).collect()
}

#[cfg(test)]
mod tests {
    use serde_json::{Value, json};

    use crate::testing::streams::streaming;
    use crate::testing::world;

    mod types {
        use service::testing::assert_type;

        use crate::testing::world;

        #[tokio::test(start_paused = true)]
        async fn every_member_has_its_type() {
            let world = world();
            for (path, kind) in [
                ("StreamArn", "String"),
                ("Limit", "Integer"),
                ("ExclusiveStartShardId", "String"),
                ("ShardFilter", "Structure"),
                ("ShardFilter.Type", "String"),
            ] {
                assert_type(&world.db.streams(), "DescribeStream", path, kind).await;
            }
        }
    }

    mod constraints {
        use super::*;

        #[tokio::test(start_paused = true)]
        async fn what_names_nothing_is_refused() {
            let world = world().with(streaming("tab", "KEYS_ONLY")).await;
            let arn = world.stream_arn("tab").await;
            let of = |more: Value| {
                let mut input = json!({"StreamArn": arn});
                input.as_object_mut().unwrap().extend(more.as_object().unwrap().clone());
                input
            };
            let gone = arn.replace("2026", "2025");
            for (input, code, message) in [
                (json!({"StreamArn": "x".repeat(40)}), "ValidationException", "Invalid StreamArn".to_owned()),
                (
                    json!({"StreamArn": gone}),
                    "ResourceNotFoundException",
                    format!("Requested resource not found: Stream: {gone} not found"),
                ),
                (
                    of(json!({"ExclusiveStartShardId": "shardId-00000000000000000000-00000000"})),
                    "ResourceNotFoundException",
                    "Requested resource not found: Shard does not exist".to_owned(),
                ),
                (
                    of(json!({"ShardFilter": {"Type": "CHILD_SHARDS"}})),
                    "ValidationException",
                    "ShardId is required in ShardFilter".to_owned(),
                ),
                (
                    of(json!({"ShardFilter": {"ShardId": "shardId-00000000000000000000-00000000"}})),
                    "ValidationException",
                    "Type is required in ShardFilter".to_owned(),
                ),
                (
                    of(json!({"ShardFilter": {"Type": "ALL"}})),
                    "ValidationException",
                    "1 validation error detected: Value 'ALL' at 'shardFilter.type' failed to satisfy constraint: Member must \
                     satisfy enum value set: [CHILD_SHARDS]"
                        .to_owned(),
                ),
            ] {
                assert_eq!(world.streams_refused("DescribeStream", input).await, (code.to_owned(), message));
            }
        }
    }

    mod behaviour {
        use super::*;

        #[tokio::test(start_paused = true)]
        async fn a_new_stream_is_described() {
            let world = world().with(streaming("tab", "NEW_AND_OLD_IMAGES")).await;
            let arn = world.stream_arn("tab").await;
            let mut description = world.describe_stream("tab").await;
            let shards = description["Shards"].take();
            assert_eq!(
                description,
                json!({
                    "StreamArn": arn,
                    "StreamLabel": "2026-01-01T00:00:00.000",
                    "StreamStatus": "ENABLED",
                    "StreamViewType": "NEW_AND_OLD_IMAGES",
                    "CreationRequestDateTime": 1_767_225_600,
                    "TableName": "tab",
                    "KeySchema": [{"AttributeName": "pk", "KeyType": "HASH"}],
                    "Shards": null,
                })
            );
            assert_eq!(shards.as_array().unwrap().len(), 4);
            for shard in shards.as_array().unwrap() {
                let id = shard["ShardId"].as_str().unwrap();
                assert!(id.starts_with("shardId-00000001767225600000-"), "{id}");
                let range = &shard["SequenceNumberRange"];
                assert_eq!(*range, json!({"StartingSequenceNumber": "100000000000000000000"}));
            }
        }

        #[tokio::test(start_paused = true)]
        async fn every_four_hours_each_shard_is_replaced_by_its_child() {
            let world = world().with(streaming("tab", "KEYS_ONLY")).await;
            let before = world.shards("tab").await;
            world.pass_hours(4);
            let after = world.shards("tab").await;
            assert_eq!(after.len(), 8);
            for (parent, child) in before.iter().zip(&after[4..]) {
                assert_eq!(child["ParentShardId"], parent["ShardId"]);
                assert_eq!(child["SequenceNumberRange"]["EndingSequenceNumber"], Value::Null);
                let closed = after.iter().find(|shard| shard["ShardId"] == parent["ShardId"]).unwrap();
                let [end, start] = [
                    &closed["SequenceNumberRange"]["EndingSequenceNumber"],
                    &child["SequenceNumberRange"]["StartingSequenceNumber"],
                ];
                assert!(end.as_str().unwrap() < start.as_str().unwrap());
                let input = json!({
                    "StreamArn": world.stream_arn("tab").await,
                    "ShardFilter": {"Type": "CHILD_SHARDS", "ShardId": parent["ShardId"]},
                });
                let children = world.streams("DescribeStream", input).await["StreamDescription"]["Shards"].take();
                assert_eq!(children, json!([child]));
            }
        }

        #[tokio::test(start_paused = true)]
        async fn shards_come_page_by_page_and_go_a_day_after_they_were_closed() {
            let world = world().with(streaming("tab", "KEYS_ONLY")).await;
            let first = world.shards("tab").await[0]["ShardId"].clone();
            world.pass_hours(27);
            let mut input = json!({"StreamArn": world.stream_arn("tab").await, "Limit": 3});
            let mut ids = Vec::new();
            loop {
                let page = world.streams("DescribeStream", input.clone()).await["StreamDescription"].take();
                ids.extend(page["Shards"].as_array().unwrap().iter().map(|shard| shard["ShardId"].clone()));
                match &page["LastEvaluatedShardId"] {
                    Value::Null => break,
                    last => input["ExclusiveStartShardId"] = last.clone(),
                }
            }
            assert_eq!((ids.len(), &ids[0]), (28, &first));
            let all: Vec<_> = world.shards("tab").await.iter().map(|shard| shard["ShardId"].clone()).collect();
            assert_eq!(ids, all);
            world.pass_hours(1);
            let left = world.shards("tab").await;
            assert!(left.iter().all(|shard| shard["ShardId"] != first));
            assert_eq!(left[0]["ParentShardId"], first, "a parent is named also when it is gone");
        }

        #[tokio::test(start_paused = true)]
        async fn a_stream_outlives_its_end_and_its_table_by_a_day() {
            for deletes in [false, true] {
                let world = world().with(streaming("tab", "KEYS_ONLY")).await;
                let arn = world.stream_arn("tab").await;
                if deletes {
                    world.ok("DeleteTable", json!({"TableName": "tab"})).await;
                } else {
                    world.set_stream("tab", None).await;
                }
                let describe = json!({"StreamArn": arn});
                for world in [&world, &world.reopened()] {
                    let description =
                        world.streams("DescribeStream", describe.clone()).await["StreamDescription"].take();
                    assert_eq!(description["StreamStatus"], json!("DISABLED"));
                    for shard in description["Shards"].as_array().unwrap() {
                        assert!(shard["SequenceNumberRange"]["EndingSequenceNumber"].is_string());
                    }
                }
                world.pass_hours(23);
                world.streams("DescribeStream", describe.clone()).await;
                world.pass_hours(1);
                let (code, _) = world.streams_refused("DescribeStream", describe).await;
                assert_eq!(code, "ResourceNotFoundException");
            }
        }
    }
}
