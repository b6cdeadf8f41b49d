//! What is true of streams over several operations: what is trimmed is given up, what fails leaves nothing, and who reads meanwhile
//! misses nothing.

use std::pin::pin;
use std::task::{Context, Waker};
use std::time::Duration;

use clock::{Clock, Entropy, Timestamp};
use keyspace::testing::{FaultyEngine, memory_space_on};
use keyspace::{Direction, Janitor, Next, RangeCollector, Reads};
use serde_json::{Value, json};
use service::testing::call;

use crate::DynamoDb;
use crate::streams::stream::{RECORDS, STREAMS};
use crate::testing::streams::streaming;
use crate::testing::{World, world};

fn item(pk: &str) -> Value {
    json!({"pk": {"S": pk}})
}

/// Whether records and streams are left in the store.
async fn left(world: &World) -> [bool; 2] {
    world.tidy().await;
    let space = &world.db.space;
    let collector = RangeCollector::new(space.clone());
    while collector.tick(space.clock().now()).await.unwrap() == Next::Busy {}
    [
        space.first(&RECORDS.all(), Direction::Forward).unwrap().is_some(),
        space.first(&STREAMS.all(), Direction::Forward).unwrap().is_some(),
    ]
}

#[tokio::test(start_paused = true)]
async fn records_are_given_up_a_day_later_and_ended_streams_too() {
    let world = world().with(streaming("tab", "NEW_IMAGE")).await;
    world.put("tab", item("a")).await;
    world.pass_hours(24);
    assert_eq!(left(&world).await, [true, true], "an iterator may still point there");
    world.pass_hours(1);
    assert_eq!(left(&world).await, [false, true]);

    world.put("tab", item("b")).await;
    world.ok("DeleteTable", json!({"TableName": "tab"})).await;
    assert_eq!(left(&world).await, [true, true]);
    world.pass_hours(25);
    assert_eq!(left(&world).await, [false, false]);
    assert_eq!(world.streams("ListStreams", json!({})).await, json!({"Streams": []}));
}

#[tokio::test(start_paused = true)]
async fn the_janitor_sleeps_until_something_is_too_old() {
    let world = world();
    let janitors = world.db.janitors();
    let trimming = janitors.iter().find(|janitor| janitor.name() == "dynamodb-streams-trimming").unwrap();
    let tick = async || trimming.tick(world.db.space.clock().now()).await.unwrap();
    assert_eq!(tick().await, Next::Idle);
    world.ok("CreateTable", streaming("tab", "KEYS_ONLY")).await;
    trimming.wake().rung().await;
    world.put("tab", item("a")).await;
    let Next::Until(due) = tick().await else { panic!("there is a record") };
    let day = Duration::from_secs(86_400);
    let now = world.db.space.clock().now();
    assert!(due > now + day && due < now + day + Duration::from_secs(3600), "{due}");
}

#[tokio::test(start_paused = true)]
async fn a_table_without_a_stream_leaves_no_records() {
    let world = world().with_table("tab").await;
    world.put("tab", item("a")).await;
    assert_eq!(left(&world).await, [false, false]);
}

#[tokio::test(start_paused = true)]
async fn a_stream_that_is_switched_on_tells_what_comes_after() {
    let world = world().with_table("tab").await;
    world.put("tab", item("before")).await;
    world.set_stream("tab", Some("OLD_IMAGE")).await;
    world.put("tab", json!({"pk": {"S": "before"}, "n": {"N": "1"}})).await;
    let first = world.stream_arn("tab").await;
    world.set_stream("tab", None).await;
    world.put("tab", item("between")).await;
    world.set_stream("tab", Some("KEYS_ONLY")).await;
    assert_ne!(world.stream_arn("tab").await, first);
    assert_eq!(world.stream_records("tab").await.len(), 0);

    let description = world.streams("DescribeStream", json!({"StreamArn": first})).await;
    let mut records = Vec::new();
    for shard in description["StreamDescription"]["Shards"].as_array().unwrap() {
        records.extend(world.shard_records(&first, &shard["ShardId"]).await);
    }
    assert_eq!(records.len(), 1);
    assert_eq!(records[0]["dynamodb"]["OldImage"], item("before"));
    assert_eq!(records[0]["dynamodb"]["NewImage"], Value::Null);
}

#[tokio::test(start_paused = true)]
async fn the_changes_of_items_are_spread_over_the_shards() {
    let world = world().with(streaming("tab", "KEYS_ONLY")).await;
    for n in 0..40 {
        world.put("tab", item(&n.to_string())).await;
    }
    let arn = world.stream_arn("tab").await;
    for shard in world.shards("tab").await {
        assert!(!world.shard_records(&arn, &shard["ShardId"]).await.is_empty());
    }
}

/// A service on an engine that fails and waits as a test says.
async fn faulty() -> (FaultyEngine, Clock, DynamoDb) {
    let engine = FaultyEngine::in_memory().waiting_for_disk();
    let clock = Clock::simulated(Timestamp::from_millis(crate::testing::START_MS));
    let db = DynamoDb::open(memory_space_on(engine.clone(), clock.clone(), Entropy::seeded(1))).unwrap();
    call(&db, "CreateTable", streaming("tab", "KEYS_ONLY")).await.unwrap();
    (engine, clock, db)
}

async fn first_iterators(db: &DynamoDb) -> Vec<Value> {
    let table = call(db, "DescribeTable", json!({"TableName": "tab"})).await.unwrap();
    let arn = &table["Table"]["LatestStreamArn"];
    let described = call(&db.streams(), "DescribeStream", json!({"StreamArn": arn})).await.unwrap();
    let mut iterators = Vec::new();
    for shard in described["StreamDescription"]["Shards"].as_array().unwrap() {
        let input = json!({"StreamArn": arn, "ShardId": shard["ShardId"], "ShardIteratorType": "TRIM_HORIZON"});
        iterators.push(call(&db.streams(), "GetShardIterator", input).await.unwrap()["ShardIterator"].take());
    }
    iterators
}

#[tokio::test(start_paused = true)]
async fn a_closed_shard_does_not_end_before_what_was_given_a_number_is_written() {
    let (engine, clock, db) = faulty().await;
    clock.advance(Duration::from_secs(4 * 3600 - 1));
    let iterators = first_iterators(&db).await;
    let held_up = engine.hold();
    let mut put = Box::pin(call(&db, "PutItem", json!({"TableName": "tab", "Item": item("a")})));
    let mut context = Context::from_waker(Waker::noop());
    assert!(pin!(put.as_mut()).poll(&mut context).is_pending());
    // It is numbered and written on another thread.
    while db.streams.all()[0].under_way() == 0 {
        std::thread::yield_now();
    }
    clock.advance(Duration::from_secs(2));
    let read = async || {
        let mut pages = Vec::new();
        for iterator in &iterators {
            pages.push(call(&db.streams(), "GetRecords", json!({"ShardIterator": iterator})).await.unwrap());
        }
        let records = pages.iter().map(|page| page["Records"].as_array().unwrap().len()).sum::<usize>();
        (records, pages.iter().filter(|page| page["NextShardIterator"].is_null()).count())
    };
    assert_eq!(read().await, (0, 0), "a record of these shards is under way");
    drop(held_up);
    put.await.unwrap();
    assert_eq!(read().await, (1, 4));
}

#[tokio::test(start_paused = true)]
async fn a_write_that_fails_leaves_no_record_and_holds_up_no_reader() {
    let (engine, clock, db) = faulty().await;
    clock.advance(Duration::from_secs(4 * 3600 - 1));
    let iterators = first_iterators(&db).await;
    engine.fail_write(1);
    let put = json!({"TableName": "tab", "Item": item("a")});
    let caller = service::testing::caller(Timestamp::from_millis(0));
    assert!(service::testing::outcome_as(&db, &caller, "PutItem", put).await.is_err());
    clock.advance(Duration::from_secs(2));
    for iterator in &iterators {
        let page = call(&db.streams(), "GetRecords", json!({"ShardIterator": iterator})).await.unwrap();
        assert_eq!(page, json!({"Records": []}));
    }
}

#[tokio::test(start_paused = true)]
async fn streams_and_their_records_are_counted_for_a_snapshot() {
    let world = world().with(streaming("tab", "KEYS_ONLY")).await.with(streaming("gone", "KEYS_ONLY")).await;
    world.put("tab", item("a")).await;
    world.put("gone", item("a")).await;
    world.ok("DeleteTable", json!({"TableName": "gone"})).await;
    let counts = crate::counts(&world.db.space).unwrap();
    assert_eq!(counts, [("tables", 1), ("items", 1), ("table_streams", 2), ("stream_records", 2)]);
}
