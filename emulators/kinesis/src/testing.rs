//! A Kinesis for tests: in memory, with a clock that only the test turns, called as clients call it.

use std::time::Duration;

use clock::{Clock, Entropy, Timestamp};
use keyspace::memory::MemoryEngine;
use keyspace::testing::memory_space_on;
use keyspace::{Janitor, Next};
use serde_json::{Value, json};
use service::testing::{Refused, call};

use crate::{Kinesis, Settings};

pub struct World {
    pub kinesis: Kinesis,
    pub engine: MemoryEngine,
    clock: Clock,
    settings: Settings,
}

pub const START: Timestamp = Timestamp::from_secs(1_763_870_000);

/// 2^128.
pub const TOO_LARGE_HASH_KEY: &str = "340282366920938463463374607431768211456";

/// Changes take no time.
pub fn kinesis() -> World {
    World::new(Settings::default())
}

/// Changes take half a second.
pub fn slow_kinesis() -> World {
    World::new(Settings { lifecycle_latency: Duration::from_millis(500), ..Settings::default() })
}

impl World {
    pub fn new(settings: Settings) -> World {
        let (engine, clock) = (MemoryEngine::new(), Clock::simulated(START));
        World { kinesis: open(&engine, &clock, &settings), engine, clock, settings }
    }

    /// A stream that takes records.
    pub async fn with_stream(self, name: &str, shards: u32) -> World {
        self.ok("CreateStream", json!({"StreamName": name, "ShardCount": shards})).await;
        self.pass(self.settings.lifecycle_latency);
        self
    }

    pub async fn call(&self, operation: &str, input: Value) -> Result<Value, Refused> {
        call(&self.kinesis, operation, input).await
    }

    pub async fn ok(&self, operation: &str, input: Value) -> Value {
        match self.call(operation, input.clone()).await {
            Ok(output) => output,
            Err(refused) => panic!("{operation} with {input}: {refused:?}"),
        }
    }

    pub async fn refused(&self, operation: &str, input: Value) -> Refused {
        self.call(operation, input.clone()).await.expect_err(&format!("{operation} with {input}"))
    }

    /// The shard and the number of a record whose data are its key.
    pub async fn put(&self, stream: &str, key: &str) -> (String, String) {
        self.put_at(stream, key, None).await
    }

    pub async fn put_at(&self, stream: &str, key: &str, hash_key: Option<&str>) -> (String, String) {
        let data = aws_smithy_types::base64::encode(key);
        let mut input = json!({"StreamName": stream, "PartitionKey": key, "Data": data});
        if let Some(hash_key) = hash_key {
            input["ExplicitHashKey"] = json!(hash_key);
        }
        let output = self.ok("PutRecord", input).await;
        (text(&output["ShardId"]), text(&output["SequenceNumber"]))
    }

    pub async fn iterator(&self, stream: &str, shard: u32, kind: &str) -> String {
        let input = json!({"StreamName": stream, "ShardId": format!("shardId-{shard}"), "ShardIteratorType": kind});
        text(&self.ok("GetShardIterator", input).await["ShardIterator"])
    }

    pub async fn get(&self, iterator: &str) -> Value {
        self.ok("GetRecords", json!({"ShardIterator": iterator})).await
    }

    /// The partition keys of all records that a shard still has.
    pub async fn keys(&self, stream: &str, shard: u32) -> Vec<String> {
        keys(&self.get(&self.iterator(stream, shard, "TRIM_HORIZON").await).await)
    }

    pub fn pass(&self, time: Duration) {
        self.clock.advance(time);
    }

    pub fn now(&self) -> Timestamp {
        self.clock.now()
    }

    /// What the janitors do when their time has come.
    pub async fn tidy(&self) {
        for janitor in self.kinesis.janitors() {
            while janitor.tick(self.clock.now()).await.unwrap() == Next::Busy {}
        }
        let collector = keyspace::RangeCollector::new(self.kinesis.space.clone());
        while collector.tick(self.clock.now()).await.unwrap() == Next::Busy {}
    }

    /// The same data after a restart.
    pub fn reopened(self) -> World {
        World { kinesis: open(&self.engine, &self.clock, &self.settings), ..self }
    }
}

fn open(engine: &MemoryEngine, clock: &Clock, settings: &Settings) -> Kinesis {
    let space = memory_space_on(engine.clone(), clock.clone(), Entropy::seeded(7));
    Kinesis::open(space, settings.clone()).unwrap()
}

pub fn text(value: &Value) -> String {
    value.as_str().unwrap_or_else(|| panic!("{value} is no text")).to_owned()
}

pub fn keys(records: &Value) -> Vec<String> {
    records["Records"].as_array().unwrap().iter().map(|record| text(&record["PartitionKey"])).collect()
}

pub fn hours(hours: u64) -> Duration {
    Duration::from_secs(hours * 3600)
}
