//! GetRecords

use models::kinesis::{GetRecordsInput, GetRecordsOutput};
use service::Caller;
use service::wire::Value;

use crate::record::emitted::with_emitted;
use crate::record::reading::{self, Limits};
use crate::stream::description;
use crate::stream::named::own;
use crate::token::iterator::ShardIterator;
use crate::{Kinesis, Reply, refusals};

/// Seen: API reference.
const RECORDS_MAX: usize = 10_000;
const BYTES_MAX: usize = 10 << 20;

/// The member of the output that is written by the page itself.
const RECORDS: u16 = 0;

pub async fn run(kinesis: &Kinesis, caller: &Caller, input: GetRecordsInput) -> Reply<Value> {
    kinesis.space.enter_read().await?;
    let now = kinesis.now();
    let Some(iterator) = ShardIterator::parse(&input.shard_iterator) else {
        return Err(refusals::iterator_invalid().into());
    };
    if iterator.has_expired(now) {
        return Err(refusals::iterator_expired(iterator.made, now).into());
    }
    let shard = iterator.shard;
    let address = match &input.stream_arn {
        Some(arn) => crate::stream::named::by_arn(caller, arn, Some(&iterator.stream))?,
        None => own(caller, &iterator.stream),
    };
    // Guess: one that is called like the iterator's stream and is another one is told as if the shard were gone.
    let Some(found) = kinesis.look_up(&address)?.filter(|found| found.live.id == iterator.id) else {
        return Err(refusals::shard_not_found(shard, &address).into());
    };
    let (stream, now) = (found.stream(), found.now);
    let Some(read) = stream.visible_shard(shard, now) else {
        return Err(refusals::shard_not_found(shard, &address).into());
    };
    if input.dry_run == Some(true) {
        return Err(refusals::dry_run().into());
    }

    // Looked at after the clock and before the records: a shard that is closed gets none from here on, so if all that were
    // given a number are written, the scan sees the last of them.
    let is_settled = kinesis.sequencer(&found)?.tip(shard).is_settled();
    let limits = Limits { records: input.limit.map_or(RECORDS_MAX, |limit| limit as usize), bytes: BYTES_MAX };
    let page = reading::read(&kinesis.space, stream, shard, iterator.position, stream.horizon(now), limits)?;
    let has_ended = page.is_empty() && page.is_exhausted && is_settled && !read.is_open();

    let behind =
        page.last_arrival().filter(|_| !page.is_exhausted).map_or(0, |last| now.since(last).as_millis() as i64);
    let next = ShardIterator { position: page.end, made: now, ..iterator };
    let output = GetRecordsOutput {
        records: Vec::new(),
        next_shard_iterator: (!has_ended).then(|| next.text()),
        millis_behind_latest: Some(behind),
        child_shards: has_ended.then(|| stream.children(shard).map(description::child).collect()),
    };
    Ok(with_emitted(output, RECORDS, page))
}

#[cfg(test)]
mod tests {
    use std::time::Duration;

    use serde_json::{Value, json};
    use service::testing::{assert_refused, assert_type, assert_violations, caller, raw};
    use service::wire::{Protocol, cbor};

    use crate::testing::{World, hours, keys, kinesis, text};

    #[tokio::test(start_paused = true)]
    async fn types() {
        let world = kinesis();
        assert_type(&world.kinesis, "GetRecords", "Limit", "Integer").await;
        assert_type(&world.kinesis, "GetRecords", "ShardIterator", "String").await;
    }

    #[tokio::test(start_paused = true)]
    async fn constraints() {
        let world = kinesis();
        assert_violations(
            &world.kinesis,
            "GetRecords",
            json!({"ShardIterator": "", "Limit": 0}),
            &[
                "Value '0' at 'limit' failed to satisfy constraint: Member must have value greater than or equal to 1",
                "Value '' at 'shardIterator' failed to satisfy constraint: Member must have length greater than or equal to 1",
            ],
        )
        .await;
    }

    #[tokio::test(start_paused = true)]
    async fn what_is_no_iterator_is_refused() {
        let world = kinesis();
        let input = json!({"ShardIterator": "something"});
        assert_refused(&world.kinesis, "GetRecords", input, "InvalidArgumentException", "Invalid ShardIterator.").await;
    }

    #[tokio::test(start_paused = true)]
    async fn an_iterator_expires_after_five_minutes() {
        let world = kinesis().with_stream("s", 1).await;
        let iterator = world.iterator("s", 0, "LATEST").await;
        world.pass(Duration::from_secs(300));
        world.get(&iterator).await;
        world.pass(Duration::from_millis(1));
        assert_refused(
            &world.kinesis,
            "GetRecords",
            json!({"ShardIterator": iterator}),
            "ExpiredIteratorException",
            "Iterator expired. The iterator was created at time Sun Nov 23 03:53:20 UTC 2025 while right now it is Sun Nov 23 \
             03:58:20 UTC 2025 which is further in the future than the tolerated delay of 300000 milliseconds.",
        )
        .await;
    }

    #[tokio::test(start_paused = true)]
    async fn the_shard_of_a_deleted_stream_does_not_exist() {
        let world = kinesis().with_stream("s", 2).await;
        let iterator = world.iterator("s", 1, "LATEST").await;
        world.ok("DeleteStream", json!({"StreamName": "s"})).await;
        let refused = || {
            assert_refused(
                &world.kinesis,
                "GetRecords",
                json!({"ShardIterator": iterator}),
                "ResourceNotFoundException",
                "Shard shardId-000000000001 in stream s under account 000000000000 does not exist",
            )
        };
        refused().await;
        world.ok("CreateStream", json!({"StreamName": "s", "ShardCount": 1})).await;
        refused().await;
    }

    #[tokio::test(start_paused = true)]
    async fn an_iterator_is_of_its_own_stream_and_of_no_other_that_is_called_like_it() {
        let world = kinesis().with_stream("s", 1).await;
        let latest = world.iterator("s", 0, "LATEST").await;
        world.ok("DeleteStream", json!({"StreamName": "s"})).await;
        let world = world.with_stream("s", 1).await;
        world.put("s", "a").await;
        // It would pass over the first records of the new stream and say nothing of it.
        assert_refused(
            &world.kinesis,
            "GetRecords",
            json!({"ShardIterator": latest}),
            "ResourceNotFoundException",
            "Shard shardId-000000000000 in stream s under account 000000000000 does not exist",
        )
        .await;
        let iterator = world.iterator("s", 0, "TRIM_HORIZON").await;
        let elsewhere = service::Caller { region: "eu-west-1".to_owned(), ..caller(world.now()) };
        let input = json!({"StreamName": "s", "ShardCount": 1});
        raw(&world.kinesis, &elsewhere, Protocol::Json11, "CreateStream", input.to_string().as_bytes()).await;
        let input = json!({"ShardIterator": iterator});
        let answer =
            raw(&world.kinesis, &elsewhere, Protocol::Json11, "GetRecords", input.to_string().as_bytes()).await;
        assert_eq!(answer.status, 400, "{answer:?}");
        assert_eq!(keys(&world.get(&iterator).await), ["a"]);
    }

    async fn put_many(world: &World, keys: &[&str]) -> Vec<String> {
        let records: Vec<Value> = keys.iter().map(|key| json!({"PartitionKey": key, "Data": "AAAA"})).collect();
        let output = world.ok("PutRecords", json!({"StreamName": "s", "Records": records})).await;
        output["Records"].as_array().unwrap().iter().map(|entry| text(&entry["SequenceNumber"])).collect()
    }

    #[tokio::test(start_paused = true)]
    async fn each_kind_of_iterator_starts_where_it_says() {
        let world = kinesis().with_stream("s", 1).await;
        let early = world.iterator("s", 0, "LATEST").await;
        assert_eq!(world.get(&early).await["Records"], json!([]));
        let numbers = put_many(&world, &["a", "b", "c"]).await;
        world.pass(Duration::from_secs(1));
        let noted = world.now();
        put_many(&world, &["d", "e"]).await;

        let from = async |kind: &str, number: &str| {
            let input =
                json!({"StreamName": "s", "ShardId": "0", "ShardIteratorType": kind, "StartingSequenceNumber": number});
            let iterator = text(&world.ok("GetShardIterator", input).await["ShardIterator"]);
            keys(&world.get(&iterator).await)
        };
        assert_eq!(from("AT_SEQUENCE_NUMBER", &numbers[1]).await, ["b", "c", "d", "e"]);
        assert_eq!(from("AFTER_SEQUENCE_NUMBER", &numbers[1]).await, ["c", "d", "e"]);
        assert_eq!(from("AFTER_SEQUENCE_NUMBER", &numbers[2]).await, ["d", "e"]);
        assert_eq!(keys(&world.get(&early).await), ["a", "b", "c", "d", "e"]);
        assert_eq!(world.keys("s", 0).await, ["a", "b", "c", "d", "e"]);
        let latest = world.iterator("s", 0, "LATEST").await;
        assert!(keys(&world.get(&latest).await).is_empty());

        let at = async |seconds: f64| {
            let input =
                json!({"StreamName": "s", "ShardId": "0", "ShardIteratorType": "AT_TIMESTAMP", "Timestamp": seconds});
            keys(&world.get(&text(&world.ok("GetShardIterator", input).await["ShardIterator"])).await)
        };
        assert_eq!(at(noted.as_secs_f64()).await, ["d", "e"]);
        assert_eq!(at(noted.as_secs_f64() - 1.0).await, ["a", "b", "c", "d", "e"]);
        world.pass(Duration::from_secs(1));
        assert!(at(noted.as_secs_f64() + 0.5).await.is_empty());
    }

    #[tokio::test(start_paused = true)]
    async fn a_record_comes_back_whole() {
        let world = kinesis().with_stream("s", 1).await;
        let number = world.put("s", "key \"quoted\" ü").await.1;
        let records = world.get(&world.iterator("s", 0, "TRIM_HORIZON").await).await;
        assert_eq!(
            records["Records"],
            json!([{
                "SequenceNumber": number,
                "ApproximateArrivalTimestamp": world.now().as_secs(),
                "Data": aws_smithy_types::base64::encode("key \"quoted\" ü"),
                "PartitionKey": "key \"quoted\" ü",
            }])
        );
        assert_eq!(records["MillisBehindLatest"], 0);
        assert_eq!(records.get("ChildShards"), None);
    }

    #[tokio::test(start_paused = true)]
    async fn a_limit_ends_a_page_and_the_next_goes_on() {
        let world = kinesis().with_stream("s", 1).await;
        put_many(&world, &["a", "b", "c"]).await;
        put_many(&world, &["d", "e"]).await;
        world.pass(Duration::from_secs(3));
        let mut iterator = world.iterator("s", 0, "TRIM_HORIZON").await;
        let mut pages = Vec::new();
        for behind in [3000, 3000, 0] {
            let page = world.ok("GetRecords", json!({"ShardIterator": iterator, "Limit": 2})).await;
            assert_eq!(page["MillisBehindLatest"], behind);
            pages.push(keys(&page).join(""));
            iterator = text(&page["NextShardIterator"]);
        }
        assert_eq!(pages, ["ab", "cd", "e"]);
        assert_eq!(world.get(&iterator).await["Records"], json!([]));
    }

    #[tokio::test(start_paused = true)]
    async fn an_iterator_survives_a_restart() {
        let world = kinesis().with_stream("s", 1).await;
        world.put("s", "a").await;
        let iterator = world.iterator("s", 0, "LATEST").await;
        let world = world.reopened();
        world.put("s", "b").await;
        assert_eq!(keys(&world.get(&iterator).await), ["b"]);
    }

    #[tokio::test(start_paused = true)]
    async fn records_are_kept_for_a_day_and_not_shown_longer() {
        let world = kinesis().with_stream("s", 1).await;
        for key in ["a", "b", "c"] {
            world.put("s", key).await;
            world.pass(hours(10));
        }
        assert_eq!(world.keys("s", 0).await, ["b", "c"]);
        world.tidy().await;
        assert_eq!(world.keys("s", 0).await, ["b", "c"]);
        world.ok("IncreaseStreamRetentionPeriod", json!({"StreamName": "s", "RetentionPeriodHours": 48})).await;
        assert_eq!(world.keys("s", 0).await, ["b", "c"], "what is gone is gone");
        world.pass(hours(100));
        assert!(world.keys("s", 0).await.is_empty());
        world.put("s", "d").await;
        assert_eq!(world.keys("s", 0).await, ["d"]);
        world.tidy().await;
        assert_eq!(world.keys("s", 0).await, ["d"]);
    }

    #[tokio::test(start_paused = true)]
    async fn many_old_records_are_passed_over() {
        let world = kinesis().with_stream("s", 1).await;
        for _ in 0..100 {
            world.put("s", "old").await;
        }
        world.pass(hours(25));
        world.put("s", "new").await;
        assert_eq!(world.keys("s", 0).await, ["new"]);
    }

    #[tokio::test(start_paused = true)]
    async fn a_closed_shard_ends_and_names_its_children() {
        let world = kinesis().with_stream("s", 1).await;
        let number = world.put("s", "a").await.1;
        let split = json!({"StreamName": "s", "ShardToSplit": "0", "NewStartingHashKey": "100"});
        world.ok("SplitShard", split).await;
        let (shard, child_number) = world.put_at("s", "b", Some("100")).await;
        assert_eq!(shard, "shardId-000000000002");
        assert!(child_number > number, "greater than the parent's");

        let page = world.get(&world.iterator("s", 0, "TRIM_HORIZON").await).await;
        assert_eq!(keys(&page), ["a"]);
        let end = world.get(&text(&page["NextShardIterator"])).await;
        assert_eq!(end["Records"], json!([]));
        assert_eq!(end.get("NextShardIterator"), None);
        let children = end["ChildShards"].as_array().unwrap();
        assert_eq!(
            children[0],
            json!({
                "ShardId": "shardId-000000000001",
                "ParentShards": ["shardId-000000000000"],
                "HashKeyRange": {"StartingHashKey": "0", "EndingHashKey": "99"},
            })
        );
        assert_eq!(children.len(), 2);
        assert_eq!(world.keys("s", 2).await, ["b"]);
    }

    #[tokio::test(start_paused = true)]
    async fn cbor_is_answered_in_kind() {
        let world = kinesis().with_stream("s", 1).await;
        world.put("s", "a").await;
        let iterator = world.iterator("s", 0, "TRIM_HORIZON").await;
        let mut body = Vec::new();
        cbor::raw::map(1, &mut body);
        cbor::raw::string("ShardIterator", &mut body);
        cbor::raw::string(&iterator, &mut body);
        let answer = raw(&world.kinesis, &caller(world.now()), Protocol::Cbor11, "GetRecords", &body).await;
        assert_eq!((answer.status, answer.content_type), (200, "application/x-amz-cbor-1.1"));
        assert!(answer.body.bytes().windows(12).any(|bytes| bytes == b"PartitionKey"));
    }
}
