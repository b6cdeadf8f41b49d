//! Random puts, reads, splits, merges, trims, time jumps and restarts, against a naive model: each shard's records are a
//! contiguous, strictly ordered sequence, each key's order holds across reshards, and nothing acknowledged is missing before
//! its retention ends.

use std::collections::{BTreeMap, BTreeSet};
use std::time::Duration;

use clock::{Clock, Entropy, Timestamp};
use keyspace::memory::MemoryEngine;
use keyspace::testing::memory_space_on;
use keyspace::{Janitor, Next, RangeCollector};
use kinesis::{Kinesis, Settings};
use proptest::prelude::*;
use serde_json::{Value, json};
use service::testing::call;

const START: Timestamp = Timestamp::from_secs(1_763_870_000);
const RETENTION_MS: i64 = 24 * 3_600_000;

#[derive(Clone, Debug)]
enum Step {
    /// Records with these keys, in one call.
    Put(Vec<u8>),
    /// The n-th open shard, at the middle of its range.
    Split(usize),
    /// The n-th open shard and the next.
    Merge(usize),
    /// A page for the follower.
    Follow(u16),
    Pass(u64),
    Tidy,
    Reopen,
    /// Everything that is there, from the beginning of each shard and from somewhere in it.
    Audit(u64),
}

fn steps() -> impl Strategy<Value = Vec<Step>> {
    let step = prop_oneof![
        8 => prop::collection::vec(any::<u8>(), 1..8).prop_map(Step::Put),
        2 => any::<u8>().prop_map(|key| Step::Put(vec![key; 40])),
        1 => (0usize..8).prop_map(Step::Split),
        1 => (0usize..8).prop_map(Step::Merge),
        6 => (1u16..30).prop_map(Step::Follow),
        3 => (0u64..2_000).prop_map(Step::Pass),
        1 => (0u64..15 * 3_600_000).prop_map(Step::Pass),
        1 => Just(Step::Tidy),
        1 => Just(Step::Reopen),
        2 => any::<u64>().prop_map(Step::Audit),
    ];
    prop::collection::vec(step, 1..60)
}

/// A record that was acknowledged.
#[derive(Clone, Debug, PartialEq)]
struct Put {
    number: String,
    key: u8,
    /// How many were put before it.
    order: u64,
    arrived_ms: i64,
}

#[derive(Default)]
struct Shard {
    first: u128,
    last: u128,
    parents: Vec<usize>,
    is_closed: bool,
    records: Vec<Put>,
}

/// Reads every shard to its end before it reads the children, as the client library does.
#[derive(Default)]
struct Follower {
    iterators: BTreeMap<usize, String>,
    /// The last number that was read of a shard.
    read: BTreeMap<usize, String>,
    ended: BTreeSet<usize>,
    orders: BTreeMap<u8, u64>,
}

struct World {
    kinesis: Kinesis,
    engine: MemoryEngine,
    clock: Clock,
    settings: Settings,
    shards: Vec<Shard>,
    follower: Follower,
    puts: u64,
    /// Instants at which some trimming was done: what was too old then stays away.
    horizon_ms: i64,
}

fn open(engine: &MemoryEngine, clock: &Clock, settings: &Settings) -> Kinesis {
    let space = memory_space_on(engine.clone(), clock.clone(), Entropy::seeded(1));
    Kinesis::open(space, settings.clone()).unwrap()
}

fn hash_of(key: u8) -> u128 {
    u128::from(key) << 120
}

fn id(shard: usize) -> String {
    format!("shardId-{shard:012}")
}

impl World {
    async fn new(latency: Duration) -> World {
        let (engine, clock) = (MemoryEngine::new(), Clock::simulated(START));
        let settings = Settings { lifecycle_latency: latency, ..Settings::default() };
        let shard = Shard { last: u128::MAX, ..Shard::default() };
        let kinesis = open(&engine, &clock, &settings);
        let world = World {
            kinesis,
            engine,
            clock,
            settings,
            shards: vec![shard],
            follower: Follower::default(),
            puts: 0,
            horizon_ms: i64::MIN,
        };
        world.ok("CreateStream", json!({"StreamName": "s", "ShardCount": 1})).await;
        world.clock.advance(latency);
        world
    }

    async fn ok(&self, operation: &str, input: Value) -> Value {
        call(&self.kinesis, operation, input.clone())
            .await
            .unwrap_or_else(|refused| panic!("{operation} {input}: {refused:?}"))
    }

    fn now_ms(&self) -> i64 {
        self.clock.now().as_millis()
    }

    async fn take(&mut self, step: Step) {
        match step {
            Step::Put(keys) => self.put(keys).await,
            Step::Split(nth) => self.split(nth).await,
            Step::Merge(nth) => self.merge(nth).await,
            Step::Follow(limit) => self.follow(limit).await,
            Step::Pass(ms) => self.clock.advance(Duration::from_millis(ms)),
            Step::Tidy => self.tidy().await,
            Step::Reopen => self.kinesis = open(&self.engine, &self.clock, &self.settings),
            Step::Audit(seed) => self.audit(seed).await,
        }
    }

    async fn put(&mut self, keys: Vec<u8>) {
        let records: Vec<Value> = keys
            .iter()
            .enumerate()
            .map(|(at, key)| {
                let data = aws_smithy_types::base64::encode((self.puts + at as u64).to_string());
                json!({"PartitionKey": key.to_string(), "ExplicitHashKey": hash_of(*key).to_string(), "Data": data})
            })
            .collect();
        let output = self.ok("PutRecords", json!({"StreamName": "s", "Records": records})).await;
        for (key, placed) in keys.into_iter().zip(output["Records"].as_array().unwrap()) {
            let expected = self
                .shards
                .iter()
                .position(|shard| !shard.is_closed && (shard.first..=shard.last).contains(&hash_of(key)));
            let shard = expected.expect("open shards cover every hash");
            assert_eq!(placed["ShardId"], id(shard));
            let number = placed["SequenceNumber"].as_str().unwrap().to_owned();
            self.is_above_all_before(shard, &number);
            let put = Put { number, key, order: self.puts, arrived_ms: self.now_ms() };
            self.puts += 1;
            self.shards[shard].records.push(put);
        }
    }

    fn is_above_all_before(&self, shard: usize, number: &str) {
        assert_eq!(number.len(), 56);
        let mut lineage = vec![shard];
        while let Some(one) = lineage.pop() {
            if let Some(last) = self.shards[one].records.last() {
                assert!(*number > *last.number, "{number} after {}", last.number);
            }
            lineage.extend(&self.shards[one].parents);
        }
    }

    fn open_shards(&self) -> Vec<usize> {
        let mut open: Vec<usize> = (0..self.shards.len()).filter(|at| !self.shards[*at].is_closed).collect();
        open.sort_by_key(|at| self.shards[*at].first);
        open
    }

    async fn split(&mut self, nth: usize) {
        let open = self.open_shards();
        let shard = open[nth % open.len()];
        let (first, last) = (self.shards[shard].first, self.shards[shard].last);
        let middle = first + (last - first) / 2 + 1;
        if open.len() > 8 || last - first < 1 << 122 {
            return;
        }
        let input = json!({"StreamName": "s", "ShardToSplit": id(shard), "NewStartingHashKey": middle.to_string()});
        self.ok("SplitShard", input).await;
        self.resharded(&[shard], &[(first, middle - 1), (middle, last)]);
    }

    async fn merge(&mut self, nth: usize) {
        let open = self.open_shards();
        if open.len() < 2 {
            return;
        }
        let at = nth % (open.len() - 1);
        let (one, next) = (open[at], open[at + 1]);
        let input = json!({"StreamName": "s", "ShardToMerge": id(one), "AdjacentShardToMerge": id(next)});
        self.ok("MergeShards", input).await;
        self.resharded(&[one, next], &[(self.shards[one].first, self.shards[next].last)]);
    }

    fn resharded(&mut self, parents: &[usize], ranges: &[(u128, u128)]) {
        self.clock.advance(self.settings.lifecycle_latency);
        for parent in parents {
            self.shards[*parent].is_closed = true;
        }
        for (first, last) in ranges {
            self.shards.push(Shard { first: *first, last: *last, parents: parents.to_vec(), ..Shard::default() });
        }
    }

    async fn tidy(&mut self) {
        let collector =
            RangeCollector::new(memory_space_on(self.engine.clone(), self.clock.clone(), Entropy::seeded(2)));
        for janitor in self.kinesis.janitors() {
            while janitor.tick(self.clock.now()).await.unwrap() == Next::Busy {}
        }
        while collector.tick(self.clock.now()).await.unwrap() == Next::Busy {}
        self.horizon_ms = self.horizon_ms.max(self.now_ms() - RETENTION_MS);
    }

    /// A page of the first shard whose parents have ended.
    async fn follow(&mut self, limit: u16) {
        let is_ready = |at: &usize| {
            !self.follower.ended.contains(at)
                && self.shards[*at].parents.iter().all(|parent| self.follower.ended.contains(parent))
        };
        let ready: Vec<usize> = (0..self.shards.len()).filter(is_ready).collect();
        for shard in ready {
            self.follow_shard(shard, limit).await;
        }
    }

    async fn follow_shard(&mut self, shard: usize, limit: u16) {
        let iterator = match self.follower.iterators.remove(&shard) {
            Some(iterator) => iterator,
            None => match self.iterator_after(shard).await {
                Some(iterator) => iterator,
                None => {
                    // Its retention has passed since it was closed.
                    self.follower.ended.insert(shard);
                    return;
                }
            },
        };
        let input = json!({"ShardIterator": iterator, "Limit": limit});
        let page = match call(&self.kinesis, "GetRecords", input).await {
            Ok(page) => page,
            Err((code, _)) if code == "ExpiredIteratorException" => return,
            Err((code, _)) if code == "ResourceNotFoundException" => {
                assert!(self.shards[shard].is_closed);
                self.follower.ended.insert(shard);
                return;
            }
            Err(refused) => panic!("{refused:?}"),
        };
        let read = records(&page);
        let last = self.follower.read.get(&shard).cloned().unwrap_or_default();
        let expected: Vec<Put> =
            self.kept(shard).into_iter().filter(|put| put.number > last).take(usize::from(limit)).collect();
        assert_eq!(read, expected.iter().map(seen).collect::<Vec<_>>(), "{}", id(shard));
        for put in &expected {
            if let Some(before) = self.follower.orders.insert(put.key, put.order) {
                assert!(before < put.order, "key {} out of order", put.key);
            }
            self.follower.read.insert(shard, put.number.clone());
        }
        match page["NextShardIterator"].as_str() {
            Some(next) => drop(self.follower.iterators.insert(shard, next.to_owned())),
            None => {
                assert!(self.shards[shard].is_closed && read.is_empty());
                let children: Vec<String> = (0..self.shards.len())
                    .filter(|child| self.shards[*child].parents.contains(&shard))
                    .map(id)
                    .collect();
                let named: Vec<&str> = page["ChildShards"]
                    .as_array()
                    .unwrap()
                    .iter()
                    .map(|child| child["ShardId"].as_str().unwrap())
                    .collect();
                assert_eq!(named, children);
                self.follower.ended.insert(shard);
            }
        }
    }

    /// After what was read of the shard, or from its beginning.
    async fn iterator_after(&self, shard: usize) -> Option<String> {
        let mut input = json!({"StreamName": "s", "ShardId": id(shard), "ShardIteratorType": "TRIM_HORIZON"});
        if let Some(number) = self.follower.read.get(&shard) {
            input["ShardIteratorType"] = json!("AFTER_SEQUENCE_NUMBER");
            input["StartingSequenceNumber"] = json!(number);
        }
        let output = call(&self.kinesis, "GetShardIterator", input).await.ok()?;
        Some(output["ShardIterator"].as_str().unwrap().to_owned())
    }

    /// What a shard must still have.
    fn kept(&self, shard: usize) -> Vec<Put> {
        let horizon_ms = self.horizon_ms.max(self.now_ms() - RETENTION_MS);
        self.shards[shard].records.iter().filter(|put| put.arrived_ms >= horizon_ms).cloned().collect()
    }

    async fn audit(&self, seed: u64) {
        for shard in 0..self.shards.len() {
            let kept = self.kept(shard);
            let from = async |kind: &str, member: &str, value: Value| {
                let input = json!({"StreamName": "s", "ShardId": id(shard), "ShardIteratorType": kind, member: value});
                let output = call(&self.kinesis, "GetShardIterator", input).await.ok()?;
                let page = self.ok("GetRecords", json!({"ShardIterator": output["ShardIterator"]})).await;
                Some(records(&page))
            };
            let Some(all) = from("TRIM_HORIZON", "DryRun", json!(false)).await else {
                assert!(kept.is_empty() && self.shards[shard].is_closed, "{} is gone", id(shard));
                continue;
            };
            assert_eq!(all, kept.iter().map(seen).collect::<Vec<_>>());
            if kept.is_empty() {
                continue;
            }
            let at = seed as usize % kept.len();
            let tail = |from: usize| kept[from..].iter().map(seen).collect::<Vec<_>>();
            let number = json!(kept[at].number);
            assert_eq!(from("AT_SEQUENCE_NUMBER", "StartingSequenceNumber", number.clone()).await, Some(tail(at)));
            assert_eq!(from("AFTER_SEQUENCE_NUMBER", "StartingSequenceNumber", number).await, Some(tail(at + 1)));
            let since = kept.iter().position(|put| put.arrived_ms >= kept[at].arrived_ms).unwrap();
            let instant = json!(kept[at].arrived_ms as f64 / 1000.0);
            assert_eq!(from("AT_TIMESTAMP", "Timestamp", instant).await, Some(tail(since)));
            assert_eq!(from("LATEST", "DryRun", json!(false)).await, Some(Vec::new()));
        }
    }
}

/// Number, key and data of the records in an answer.
fn records(page: &Value) -> Vec<(String, String, String)> {
    let text = |value: &Value| value.as_str().unwrap().to_owned();
    let records = page["Records"].as_array().unwrap();
    records.iter().map(|it| (text(&it["SequenceNumber"]), text(&it["PartitionKey"]), text(&it["Data"]))).collect()
}

fn seen(put: &Put) -> (String, String, String) {
    (put.number.clone(), put.key.to_string(), aws_smithy_types::base64::encode(put.order.to_string()))
}

fn run(steps: Vec<Step>, latency: Duration) {
    let runtime = tokio::runtime::Builder::new_current_thread().enable_time().start_paused(true).build().unwrap();
    runtime.block_on(async {
        let mut world = World::new(latency).await;
        for step in steps {
            world.take(step).await;
        }
        world.audit(0).await;
    });
}

/// More with `PROPTEST_CASES`.
const CASES: u32 = 48;

fn config() -> ProptestConfig {
    let asked = std::env::var("PROPTEST_CASES").ok().and_then(|cases| cases.parse().ok());
    ProptestConfig { cases: asked.unwrap_or(CASES), failure_persistence: None, ..ProptestConfig::default() }
}

proptest! {
    #![proptest_config(config())]

    #[test]
    fn a_stream_keeps_what_it_took(steps in steps()) {
        run(steps, Duration::ZERO);
    }

    #[test]
    fn a_slow_stream_keeps_what_it_took(steps in steps()) {
        run(steps, Duration::from_millis(500));
    }
}
