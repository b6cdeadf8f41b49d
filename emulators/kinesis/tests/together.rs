//! Many writers on one stream that is split under them, and a reader who follows: nothing is lost, nothing is seen twice, and
//! each key's order holds.

use std::collections::{BTreeMap, VecDeque};
use std::sync::Arc;
use std::time::Duration;

use clock::{Clock, Entropy, Timestamp};
use keyspace::memory::MemoryEngine;
use keyspace::testing::memory_space_on;
use kinesis::{Kinesis, Settings};
use serde_json::{Value, json};
use service::testing::call;
use tokio::sync::watch;

const WRITERS: u32 = 24;
const RECORDS: u32 = 60;
const SPLITS: u32 = 6;

async fn ok(kinesis: &Kinesis, operation: &str, input: Value) -> Value {
    call(kinesis, operation, input.clone()).await.unwrap_or_else(|refused| panic!("{operation} {input}: {refused:?}"))
}

async fn write(kinesis: Arc<Kinesis>, key: u32, written: watch::Sender<u32>) {
    for n in 0..RECORDS {
        let data = aws_smithy_types::base64::encode(n.to_string());
        ok(&kinesis, "PutRecord", json!({"StreamName": "s", "PartitionKey": key.to_string(), "Data": data})).await;
        written.send_modify(|written| *written += 1);
        tokio::task::yield_now().await;
    }
}

/// Splits the newest shard again and again, spread over the writing; its range halves each time. In the middle between two
/// splits the time of the first has come.
async fn split(kinesis: Arc<Kinesis>, clock: Clock, latency: Duration, mut written: watch::Receiver<u32>) {
    let step = WRITERS * RECORDS / (SPLITS + 1);
    for round in 0..SPLITS {
        written.wait_for(|written| *written >= step * (round + 1)).await.unwrap();
        let half = (u128::MAX >> (round + 1)) + 1;
        let start = u128::MAX - half + 1;
        let shard = (round * 2).to_string();
        let input = json!({"StreamName": "s", "ShardToSplit": shard, "NewStartingHashKey": start.to_string()});
        ok(&kinesis, "SplitShard", input).await;
        written.wait_for(|written| *written >= step * (round + 1) + step / 2).await.unwrap();
        clock.advance(latency);
    }
}

/// Reads each shard to its end and then its children, until every record was seen.
async fn follow(kinesis: Arc<Kinesis>) -> BTreeMap<String, Vec<u32>> {
    let mut seen: BTreeMap<String, Vec<u32>> = BTreeMap::new();
    let mut shards = VecDeque::from(["shardId-000000000000".to_owned()]);
    let mut iterators: BTreeMap<String, Value> = BTreeMap::new();
    while seen.values().map(Vec::len).sum::<usize>() < (WRITERS * RECORDS) as usize {
        let shard = shards.pop_front().expect("some shard is open");
        let iterator = match iterators.remove(&shard) {
            Some(iterator) => iterator,
            None => {
                let input = json!({"StreamName": "s", "ShardId": shard, "ShardIteratorType": "TRIM_HORIZON"});
                ok(&kinesis, "GetShardIterator", input).await["ShardIterator"].clone()
            }
        };
        let page = ok(&kinesis, "GetRecords", json!({"ShardIterator": iterator, "Limit": 7})).await;
        for record in page["Records"].as_array().unwrap() {
            let data = aws_smithy_types::base64::decode(record["Data"].as_str().unwrap()).unwrap();
            let n = String::from_utf8(data).unwrap().parse().unwrap();
            seen.entry(record["PartitionKey"].as_str().unwrap().to_owned()).or_default().push(n);
        }
        match page.get("NextShardIterator") {
            Some(next) => {
                iterators.insert(shard.clone(), next.clone());
                shards.push_back(shard);
            }
            None => {
                let children = page["ChildShards"].as_array().unwrap();
                shards.extend(children.iter().map(|child| child["ShardId"].as_str().unwrap().to_owned()));
            }
        }
        tokio::task::yield_now().await;
    }
    seen
}

async fn together(latency: Duration) {
    let clock = Clock::simulated(Timestamp::from_secs(1_763_870_000));
    let space = memory_space_on(MemoryEngine::new(), clock.clone(), Entropy::seeded(1));
    let settings = Settings { lifecycle_latency: latency, ..Settings::default() };
    let kinesis = Arc::new(Kinesis::open(space, settings).unwrap());
    ok(&kinesis, "CreateStream", json!({"StreamName": "s", "ShardCount": 1})).await;
    clock.advance(latency);

    let written = watch::Sender::new(0);
    let follower = tokio::spawn(follow(kinesis.clone()));
    let splitter = tokio::spawn(split(kinesis.clone(), clock, latency, written.subscribe()));
    let writers: Vec<_> = (0..WRITERS).map(|key| tokio::spawn(write(kinesis.clone(), key, written.clone()))).collect();
    for writer in writers {
        writer.await.unwrap();
    }
    splitter.await.unwrap();
    let seen = tokio::time::timeout(Duration::from_secs(60), follower).await.expect("all is seen").unwrap();
    let every: Vec<u32> = (0..RECORDS).collect();
    for key in 0..WRITERS {
        assert_eq!(seen[&key.to_string()], every, "key {key}");
    }
}

#[tokio::test(flavor = "multi_thread", worker_threads = 4)]
async fn a_reader_misses_nothing_while_a_stream_is_split_at_once() {
    together(Duration::ZERO).await;
}

#[tokio::test(flavor = "multi_thread", worker_threads = 4)]
async fn a_reader_misses_nothing_while_a_stream_is_split_in_its_time() {
    together(Duration::from_millis(500)).await;
}
