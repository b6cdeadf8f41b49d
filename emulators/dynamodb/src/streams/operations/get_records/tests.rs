use serde_json::{Value, json};

use crate::testing::streams::streaming;
use crate::testing::{World, world};

mod types {
    use service::testing::assert_type;

    use crate::testing::world;

    #[tokio::test(start_paused = true)]
    async fn every_member_has_its_type() {
        let world = world();
        for (path, kind) in [("ShardIterator", "String"), ("Limit", "Integer")] {
            assert_type(&world.db.streams(), "GetRecords", path, kind).await;
        }
    }
}

fn numbered(n: u32) -> Value {
    json!({"pk": {"S": "a"}, "n": {"N": n.to_string()}})
}

/// The iterator of a type of the shard that has the records of `a`.
async fn iterator(world: &World, kind: &str) -> Value {
    let shard = world.shard_of("tab", "a").await;
    world.iterator(&world.stream_arn("tab").await, &shard, kind).await
}

async fn get(world: &World, iterator: &Value, limit: u32) -> Value {
    world.streams("GetRecords", json!({"ShardIterator": iterator, "Limit": limit})).await
}

fn count(page: &Value) -> usize {
    page["Records"].as_array().unwrap().len()
}

mod constraints {
    use super::*;

    #[tokio::test(start_paused = true)]
    async fn what_is_no_iterator_is_refused() {
        let world = world().with(streaming("tab", "KEYS_ONLY")).await;
        world.put("tab", numbered(1)).await;
        let iterator = iterator(&world, "LATEST").await;
        for (input, message) in [
            (json!({"ShardIterator": "nope"}), "Invalid ShardIterator"),
            (
                json!({"ShardIterator": iterator, "Limit": 1001}),
                "1 validation error detected: Value '1001' at 'limit' failed to satisfy constraint: Member must have value less than \
                 or equal to 1000",
            ),
        ] {
            let refused = world.streams_refused("GetRecords", input).await;
            assert_eq!(refused, ("ValidationException".to_owned(), message.to_owned()));
        }
    }

    #[tokio::test(start_paused = true)]
    async fn an_iterator_expires_after_fifteen_minutes() {
        let world = world().with(streaming("tab", "KEYS_ONLY")).await;
        world.put("tab", numbered(1)).await;
        let iterator = iterator(&world, "TRIM_HORIZON").await;
        world.pass_seconds(900);
        assert_eq!(count(&get(&world, &iterator, 10).await), 1);
        world.pass_seconds(1);
        let (code, _) = world.streams_refused("GetRecords", json!({"ShardIterator": iterator})).await;
        assert_eq!(code, "ExpiredIteratorException");
    }

    #[tokio::test(start_paused = true)]
    async fn an_iterator_behind_which_a_record_was_trimmed_is_refused_and_others_go_on() {
        let world = world().with(streaming("tab", "KEYS_ONLY")).await;
        world.put("tab", numbered(1)).await;
        world.pass_seconds(24 * 3600 - 60);
        let arn = world.stream_arn("tab").await;
        let (with, without) = (world.shard_of("tab", "a").await, world.shards("tab").await);
        let without = without.iter().map(|shard| &shard["ShardId"]).find(|shard| **shard != with).unwrap().clone();
        let [behind, beside] =
            [world.iterator(&arn, &with, "TRIM_HORIZON").await, world.iterator(&arn, &without, "TRIM_HORIZON").await];
        world.pass_seconds(120);
        world.tidy().await;
        assert_eq!(
            world.streams_refused("GetRecords", json!({"ShardIterator": behind})).await,
            ("TrimmedDataAccessException".to_owned(), "The data you are trying to access has been trimmed".to_owned())
        );
        assert_eq!(count(&get(&world, &beside, 10).await), 0);
        assert_eq!(world.shard_records(&arn, &with).await, [Value::Null; 0]);
    }
}

mod behaviour {
    use super::*;

    #[tokio::test(start_paused = true)]
    async fn a_record_tells_all_about_a_change() {
        let world = world().with(streaming("tab", "NEW_AND_OLD_IMAGES")).await;
        world.put("tab", numbered(1)).await;
        world.pass_seconds(1);
        world.put("tab", numbered(2)).await;
        world.ok("DeleteItem", json!({"TableName": "tab", "Key": {"pk": {"S": "a"}}})).await;
        let mut records = world.stream_records("tab").await;
        let ids: Vec<String> = records.iter_mut().map(|record| record["eventID"].take().to_string()).collect();
        assert!(ids.iter().all(|id| id.len() == 34) && ids[0] != ids[1] && ids[1] != ids[2], "{ids:?}");
        let record = |event: &str, at: u64, number: u64, images: Value, size: u32| {
            let mut change = json!({
                "ApproximateCreationDateTime": at,
                "Keys": {"pk": {"S": "a"}},
                "SequenceNumber": format!("1{number:020}"),
                "SizeBytes": size,
                "StreamViewType": "NEW_AND_OLD_IMAGES",
            });
            change.as_object_mut().unwrap().extend(images.as_object().unwrap().clone());
            json!({
                "eventID": null, "eventName": event, "eventVersion": "1.1", "eventSource": "aws:dynamodb",
                "awsRegion": "us-east-1", "dynamodb": change,
            })
        };
        assert_eq!(
            records,
            [
                record("INSERT", 1_767_225_600, 0, json!({"NewImage": numbered(1)}), 9),
                record(
                    "MODIFY",
                    1_767_225_601,
                    1000 << 12,
                    json!({"OldImage": numbered(1), "NewImage": numbered(2)}),
                    15
                ),
                record("REMOVE", 1_767_225_601, (1000 << 12) + 1, json!({"OldImage": numbered(2)}), 9),
            ]
        );
    }

    #[tokio::test(start_paused = true)]
    async fn a_write_that_changes_nothing_leaves_no_record() {
        let world = world().with(streaming("tab", "KEYS_ONLY")).await;
        let item = json!({"pk": {"S": "a"}, "set": {"SS": ["x", "y"]}});
        world.put("tab", item).await;
        world.put("tab", json!({"pk": {"S": "a"}, "set": {"SS": ["y", "x"]}})).await;
        let key = json!({"TableName": "tab", "Key": {"pk": {"S": "a"}}});
        world.ok("UpdateItem", key.clone()).await;
        world.ok("DeleteItem", json!({"TableName": "tab", "Key": {"pk": {"S": "b"}}})).await;
        let delete = json!({"DeleteRequest": {"Key": {"pk": {"S": "b"}}}});
        world.ok("BatchWriteItem", json!({"RequestItems": {"tab": [delete]}})).await;
        let check = json!({"ConditionCheck": {
            "TableName": "tab", "Key": {"pk": {"S": "a"}}, "ConditionExpression": "attribute_exists(pk)",
        }});
        world.ok("TransactWriteItems", json!({"TransactItems": [check]})).await;
        assert_eq!(world.stream_records("tab").await.len(), 1);
    }

    #[tokio::test(start_paused = true)]
    async fn batches_and_transactions_are_recorded_too() {
        let world = world().with(streaming("tab", "NEW_IMAGE")).await;
        let put = |pk: &str| json!({"PutRequest": {"Item": {"pk": {"S": pk}}}});
        world.ok("BatchWriteItem", json!({"RequestItems": {"tab": [put("a"), put("b")]}})).await;
        let transaction = json!([
            {"Put": {"TableName": "tab", "Item": {"pk": {"S": "c"}}}},
            {"Delete": {"TableName": "tab", "Key": {"pk": {"S": "a"}}}},
            {"Update": {
                "TableName": "tab", "Key": {"pk": {"S": "b"}}, "UpdateExpression": "SET n = :n",
                "ExpressionAttributeValues": {":n": {"N": "1"}},
            }},
        ]);
        world.ok("TransactWriteItems", json!({"TransactItems": transaction})).await;
        let records = world.stream_records("tab").await;
        let mut found: Vec<String> = records
            .iter()
            .map(|record| format!("{} {}", record["dynamodb"]["Keys"]["pk"]["S"], record["eventName"]))
            .collect();
        found.sort();
        assert_eq!(
            found,
            ["\"a\" \"INSERT\"", "\"a\" \"REMOVE\"", "\"b\" \"INSERT\"", "\"b\" \"MODIFY\"", "\"c\" \"INSERT\""]
        );
    }

    #[tokio::test(start_paused = true)]
    async fn what_expires_is_removed_by_the_service() {
        let world = world().with(streaming("tab", "OLD_IMAGE")).await;
        let ttl = json!({"TableName": "tab", "TimeToLiveSpecification": {"Enabled": true, "AttributeName": "ttl"}});
        world.ok("UpdateTimeToLive", ttl).await;
        let item = json!({"pk": {"S": "a"}, "ttl": {"N": "1767225700"}});
        world.put("tab", item.clone()).await;
        world.pass_seconds(200);
        world.tidy().await;
        let records = world.stream_records("tab").await;
        assert_eq!(records.len(), 2);
        assert_eq!(records[0]["userIdentity"], Value::Null);
        assert_eq!(records[1]["eventName"], json!("REMOVE"));
        assert_eq!(records[1]["dynamodb"]["OldImage"], item);
        assert_eq!(records[1]["userIdentity"], json!({"PrincipalId": "dynamodb.amazonaws.com", "Type": "Service"}));
    }

    #[tokio::test(start_paused = true)]
    async fn a_page_has_as_many_records_as_asked_for_and_about_a_megabyte() {
        let world = world().with(streaming("tab", "NEW_IMAGE")).await;
        for n in 0..5 {
            let text = "x".repeat(300_000);
            world.put("tab", json!({"pk": {"S": "a"}, "n": {"N": n.to_string()}, "text": {"S": text}})).await;
        }
        let mut iterator = iterator(&world, "TRIM_HORIZON").await;
        let mut counts = Vec::new();
        for limit in [1, 10, 10, 10] {
            let page = get(&world, &iterator, limit).await;
            counts.push(count(&page));
            iterator = page["NextShardIterator"].clone();
        }
        assert_eq!(counts, [1, 3, 1, 0]);
    }

    #[tokio::test(start_paused = true)]
    async fn a_closed_shard_ends_and_its_child_goes_on() {
        let world = world().with(streaming("tab", "NEW_IMAGE")).await;
        world.put("tab", numbered(1)).await;
        world.put("tab", numbered(2)).await;
        world.pass_seconds(4 * 3600 - 1);
        let parent = world.shard_of("tab", "a").await;
        let arn = world.stream_arn("tab").await;
        let page = get(&world, &iterator(&world, "TRIM_HORIZON").await, 1).await;
        let latest = iterator(&world, "LATEST").await;
        world.pass_seconds(1);
        world.put("tab", numbered(3)).await;

        let page = get(&world, &page["NextShardIterator"], 10).await;
        assert_eq!(count(&page), 1);
        assert_eq!(page["NextShardIterator"], Value::Null);
        let page = get(&world, &latest, 10).await;
        assert_eq!(page, json!({"Records": []}));
        let shards = world.shards("tab").await;
        let child = shards.iter().find(|shard| shard["ParentShardId"] == parent).unwrap();
        let records = world.shard_records(&arn, &child["ShardId"]).await;
        assert_eq!(records[0]["dynamodb"]["NewImage"], numbered(3));
        let range = &child["SequenceNumberRange"]["StartingSequenceNumber"];
        assert!(records[0]["dynamodb"]["SequenceNumber"].as_str() >= range.as_str());
    }

    #[tokio::test(start_paused = true)]
    async fn a_stream_that_was_ended_is_read_to_its_end() {
        for deletes in [false, true] {
            let world = world().with(streaming("tab", "NEW_IMAGE")).await;
            world.put("tab", numbered(1)).await;
            let (arn, shard) = (world.stream_arn("tab").await, world.shard_of("tab", "a").await);
            if deletes {
                world.ok("DeleteTable", json!({"TableName": "tab"})).await;
            } else {
                world.set_stream("tab", None).await;
                world.put("tab", numbered(2)).await;
            }
            let world = world.reopened();
            world.pass_hours(23);
            world.tidy().await;
            let iterator = world.iterator(&arn, &shard, "TRIM_HORIZON").await;
            let page = get(&world, &iterator, 10).await;
            assert_eq!((count(&page), &page["NextShardIterator"]), (1, &Value::Null));
            world.pass_hours(1);
            let read = json!({"StreamArn": arn, "ShardId": shard, "ShardIteratorType": "TRIM_HORIZON"});
            assert_eq!(world.streams_refused("GetShardIterator", read).await.0, "ResourceNotFoundException");
        }
    }

    #[tokio::test(start_paused = true)]
    async fn iterators_outlive_a_crash_and_numbers_never_go_back() {
        let world = world().with(streaming("tab", "NEW_IMAGE")).await;
        let mut numbers = Vec::new();
        world.put("tab", numbered(0)).await;
        let mut iterator = iterator(&world, "LATEST").await;
        let mut world = world;
        for n in 1..5 {
            world.put("tab", numbered(n)).await;
            // Also if the clock was turned back meanwhile.
            let clock = world.db.space.clock();
            clock.set_offset_ms(clock.offset_ms() - 10_000);
            world = world.reopened();
            let page = get(&world, &iterator, 10).await;
            assert_eq!(page["Records"][0]["dynamodb"]["NewImage"], numbered(n));
            assert_eq!(count(&page), 1);
            numbers.push(page["Records"][0]["dynamodb"]["SequenceNumber"].as_str().unwrap().to_owned());
            iterator = page["NextShardIterator"].clone();
        }
        assert!(numbers.is_sorted_by(|a, b| a < b), "{numbers:?}");
    }
}
