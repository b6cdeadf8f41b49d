//! Random operations on a table with indexes, a stream and items that expire, against a model that is too simple to be wrong: a map of
//! items and a list of changes. Time passes by jumps, and the table is reopened now and then.

use std::collections::BTreeMap;
use std::time::Duration;

use clock::{Clock, Entropy, Timestamp};
use dynamodb::DynamoDb;
use keyspace::Next;
use keyspace::memory::MemoryEngine;
use keyspace::testing::memory_space_on;
use proptest::prelude::*;
use serde_json::{Value, json};
use service::testing::call;

/// By hash and range key. The values are the attributes besides: the local key, the global key, and a number.
type Model = BTreeMap<(u8, i32), Attributes>;

#[derive(Clone, Debug, Default, PartialEq)]
struct Attributes {
    local: Option<u8>,
    global: Option<u8>,
    count: Option<i32>,
    /// In hours after the start.
    expires: Option<u8>,
}

/// A stream of the table, and what it must tell.
struct Stream {
    arn: String,
    told: Vec<Told>,
    ended_ms: Option<i64>,
}

struct Told {
    at_ms: i64,
    key: (u8, i32),
    before: Option<Attributes>,
    after: Option<Attributes>,
    by_service: bool,
}

const START_MS: i64 = 1_767_225_600_000;
const HOUR_MS: i64 = 3_600_000;

/// In the order of their bytes.
const LOCAL: [&str; 4] = ["AA==", "AAE=", "AQ==", "/w=="];

#[derive(Clone, Debug)]
enum Step {
    Put((u8, i32), Attributes, Condition),
    Delete((u8, i32), Condition),
    Add((u8, i32), i32),
    SetGlobal((u8, i32), u8),
    RemoveLocal((u8, i32)),
    Batch(Vec<((u8, i32), Option<Attributes>)>),
    Transaction(Vec<((u8, i32), Action, Condition)>),
    Describe,
    /// The global index goes and comes again.
    Reindex,
    Reopen,
    /// So many minutes pass, and the janitors do what is due.
    Pass(u32),
    /// The stream is switched off, and another one on.
    Restream,
}

#[derive(Clone, Debug)]
enum Action {
    Put(Attributes),
    Delete,
    Add(i32),
    Check,
}

#[derive(Clone, Debug)]
enum Condition {
    None,
    Exists,
    Missing,
    CountIs(i32),
}

fn keys() -> impl Strategy<Value = (u8, i32)> {
    (0..3_u8, prop_oneof![-3..4_i32, Just(100), Just(-250)])
}

fn attributes() -> impl Strategy<Value = Attributes> {
    (
        prop::option::of(0..4_u8),
        prop::option::of(0..3_u8),
        prop::option::of(-5..5_i32),
        prop::option::weighted(0.3, 0..90_u8),
    )
        .prop_map(|(local, global, count, expires)| Attributes { local, global, count, expires })
}

fn actions() -> impl Strategy<Value = Action> {
    prop_oneof![
        attributes().prop_map(Action::Put),
        Just(Action::Delete),
        (-9..9).prop_map(Action::Add),
        Just(Action::Check),
    ]
}

fn steps() -> impl Strategy<Value = Vec<Step>> {
    let condition = prop_oneof![
        4 => Just(Condition::None),
        1 => Just(Condition::Exists),
        1 => Just(Condition::Missing),
        1 => (-5..5).prop_map(Condition::CountIs),
    ];
    let step = prop_oneof![
        6 => (keys(), attributes(), condition.clone()).prop_map(|(key, it, condition)| Step::Put(key, it, condition)),
        3 => (keys(), condition.clone()).prop_map(|(key, condition)| Step::Delete(key, condition)),
        3 => (keys(), -9..9).prop_map(|(key, by)| Step::Add(key, by)),
        2 => (keys(), 0..3_u8).prop_map(|(key, global)| Step::SetGlobal(key, global)),
        2 => keys().prop_map(Step::RemoveLocal),
        2 => prop::collection::btree_map(keys(), prop::option::of(attributes()), 1..6)
            .prop_map(|writes| Step::Batch(writes.into_iter().collect())),
        3 => prop::collection::btree_map(keys(), (actions(), condition), 1..6).prop_map(|actions| {
            Step::Transaction(actions.into_iter().map(|(key, (action, condition))| (key, action, condition)).collect())
        }),
        1 => Just(Step::Describe),
        1 => Just(Step::Reindex),
        1 => Just(Step::Reopen),
        2 => prop_oneof![0..10_u32, 100..300_u32, 1000..2000_u32].prop_map(Step::Pass),
        1 => Just(Step::Restream),
    ];
    prop::collection::vec(step, 1..40)
}

impl Condition {
    fn holds(&self, before: Option<&Attributes>) -> bool {
        match self {
            Condition::None => true,
            Condition::Exists => before.is_some(),
            Condition::Missing => before.is_none(),
            Condition::CountIs(count) => before.is_some_and(|before| before.count == Some(*count)),
        }
    }

    fn state(&self, input: &mut Value) {
        let expression = match self {
            Condition::None => return,
            Condition::Exists => "attribute_exists(pk)",
            Condition::Missing => "attribute_not_exists(pk)",
            Condition::CountIs(count) => {
                input["ExpressionAttributeValues"] = json!({":count": {"N": count.to_string()}});
                "n = :count"
            }
        };
        input["ConditionExpression"] = json!(expression);
    }
}

fn key_of((hash, range): (u8, i32)) -> Value {
    json!({"pk": {"S": hash.to_string()}, "sk": {"N": range.to_string()}})
}

fn item_of(key: (u8, i32), attributes: &Attributes) -> Value {
    let mut item = key_of(key);
    if let Some(local) = attributes.local {
        item["lk"] = json!({"B": LOCAL[usize::from(local)]});
    }
    if let Some(global) = attributes.global {
        item["gk"] = json!({"S": global.to_string()});
    }
    if let Some(count) = attributes.count {
        item["n"] = json!({"N": count.to_string()});
    }
    if let Some(hours) = attributes.expires {
        item["ttl"] = json!({"N": (expiry_ms(hours) / 1000).to_string()});
    }
    item
}

fn expiry_ms(hours: u8) -> i64 {
    START_MS + i64::from(hours) * HOUR_MS
}

fn local_of(item: &Value) -> Option<usize> {
    LOCAL.iter().position(|local| item["lk"]["B"] == *local)
}

struct World {
    engine: MemoryEngine,
    clock: Clock,
    db: DynamoDb,
    model: Model,
    streams: Vec<Stream>,
}

impl World {
    async fn new() -> World {
        let engine = MemoryEngine::new();
        let clock = Clock::simulated(Timestamp::from_millis(START_MS));
        let db = open(&engine, &clock);
        let mut world = World { engine, clock, db, model: Model::new(), streams: Vec::new() };
        let key = |hash: &str, range: &str| json!([{"AttributeName": hash, "KeyType": "HASH"}, {"AttributeName": range, "KeyType": "RANGE"}]);
        let table = json!({
            "TableName": "model",
            "AttributeDefinitions": [
                {"AttributeName": "pk", "AttributeType": "S"}, {"AttributeName": "sk", "AttributeType": "N"},
                {"AttributeName": "lk", "AttributeType": "B"}, {"AttributeName": "gk", "AttributeType": "S"},
            ],
            "KeySchema": key("pk", "sk"),
            "LocalSecondaryIndexes": [
                {"IndexName": "local", "KeySchema": key("pk", "lk"), "Projection": {"ProjectionType": "KEYS_ONLY"}},
            ],
            "GlobalSecondaryIndexes": [
                {"IndexName": "global", "KeySchema": key("gk", "sk"), "Projection": {"ProjectionType": "ALL"}},
            ],
            "BillingMode": "PAY_PER_REQUEST",
            "StreamSpecification": {"StreamEnabled": true, "StreamViewType": "NEW_AND_OLD_IMAGES"},
        });
        world.ok("CreateTable", table).await;
        let ttl = json!({"TableName": "model", "TimeToLiveSpecification": {"Enabled": true, "AttributeName": "ttl"}});
        world.ok("UpdateTimeToLive", ttl).await;
        world.begin_stream().await;
        world
    }

    async fn ok(&self, operation: &str, input: Value) -> Value {
        call(&self.db, operation, input.clone())
            .await
            .unwrap_or_else(|refused| panic!("{operation} {input}: {refused:?}"))
    }

    async fn step(&mut self, step: Step) {
        match step {
            Step::Put(key, attributes, condition) => {
                let mut input = json!({"TableName": "model", "Item": item_of(key, &attributes)});
                if self.write("PutItem", &mut input, key, &condition).await {
                    self.change(key, Some(attributes));
                }
            }
            Step::Delete(key, condition) => {
                let mut input = json!({"TableName": "model", "Key": key_of(key)});
                if self.write("DeleteItem", &mut input, key, &condition).await {
                    self.change(key, None);
                }
            }
            Step::Add(key, by) => {
                let values = json!({":by": {"N": by.to_string()}});
                self.update(key, "ADD n :by", values).await;
                self.change_by(key, |item| *item.count.get_or_insert(0) += by);
            }
            Step::SetGlobal(key, global) => {
                self.update(key, "SET gk = :gk", json!({":gk": {"S": global.to_string()}})).await;
                self.change_by(key, |item| item.global = Some(global));
            }
            Step::RemoveLocal(key) => {
                self.update(key, "REMOVE lk", Value::Null).await;
                // It makes no item where there is none.
                if self.model.contains_key(&key) {
                    self.change_by(key, |item| item.local = None);
                }
            }
            Step::Batch(writes) => {
                let requests: Vec<Value> = writes
                    .iter()
                    .map(|(key, attributes)| match attributes {
                        Some(attributes) => json!({"PutRequest": {"Item": item_of(*key, attributes)}}),
                        None => json!({"DeleteRequest": {"Key": key_of(*key)}}),
                    })
                    .collect();
                self.ok("BatchWriteItem", json!({"RequestItems": {"model": requests}})).await;
                for (key, attributes) in writes {
                    self.change(key, attributes);
                }
            }
            Step::Transaction(actions) => self.transact(actions).await,
            Step::Describe => assert_eq!(self.held().await[0].0, self.model.len() as u64),
            Step::Reindex => self.reindex().await,
            Step::Reopen => self.db = open(&self.engine, &self.clock),
            Step::Pass(minutes) => self.pass(minutes).await,
            Step::Restream => {
                let switch = |specification: Value| json!({"TableName": "model", "StreamSpecification": specification});
                self.ok("UpdateTable", switch(json!({"StreamEnabled": false}))).await;
                let on = json!({"StreamEnabled": true, "StreamViewType": "NEW_AND_OLD_IMAGES"});
                self.ok("UpdateTable", switch(on)).await;
                let now = self.now_ms();
                self.streams.last_mut().expect("it has one").ended_ms = Some(now);
                self.begin_stream().await;
            }
        }
    }

    async fn begin_stream(&mut self) {
        let table = self.ok("DescribeTable", json!({"TableName": "model"})).await;
        let arn = table["Table"]["LatestStreamArn"].as_str().expect("it has a stream").to_owned();
        self.streams.push(Stream { arn, told: Vec::new(), ended_ms: None });
    }

    fn now_ms(&self) -> i64 {
        self.clock.now().as_millis()
    }

    fn change(&mut self, key: (u8, i32), after: Option<Attributes>) {
        self.tell(key, after, false);
    }

    fn change_by(&mut self, key: (u8, i32), change: impl FnOnce(&mut Attributes)) {
        let mut item = self.model.get(&key).cloned().unwrap_or_default();
        change(&mut item);
        self.change(key, Some(item));
    }

    fn tell(&mut self, key: (u8, i32), after: Option<Attributes>, by_service: bool) {
        let before = match after.clone() {
            Some(after) => self.model.insert(key, after),
            None => self.model.remove(&key),
        };
        if before != after {
            let told = Told { at_ms: self.now_ms(), key, before, after, by_service };
            self.streams.last_mut().expect("it has one").told.push(told);
        }
    }

    async fn pass(&mut self, minutes: u32) {
        self.clock.advance(Duration::from_secs(u64::from(minutes) * 60));
        for janitor in self.db.janitors() {
            while janitor.tick(self.clock.now()).await.expect("memory can be read") == Next::Busy {}
        }
        let now = self.now_ms();
        let is_due = |item: &Attributes| item.expires.is_some_and(|hours| expiry_ms(hours) <= now);
        let due: Vec<_> = self.model.iter().filter(|(_, item)| is_due(item)).map(|(key, _)| *key).collect();
        for key in due {
            self.tell(key, None, true);
        }
    }

    async fn reindex(&self) {
        let update = |more: Value| {
            json!({
                "TableName": "model",
                "AttributeDefinitions": [
                    {"AttributeName": "gk", "AttributeType": "S"}, {"AttributeName": "sk", "AttributeType": "N"},
                ],
                "GlobalSecondaryIndexUpdates": [more],
            })
        };
        self.ok("UpdateTable", update(json!({"Delete": {"IndexName": "global"}}))).await;
        let keys = json!([{"AttributeName": "gk", "KeyType": "HASH"}, {"AttributeName": "sk", "KeyType": "RANGE"}]);
        let index = json!({"IndexName": "global", "KeySchema": keys, "Projection": {"ProjectionType": "ALL"}});
        self.ok("UpdateTable", update(json!({"Create": index}))).await;
        let janitors = self.db.janitors();
        let backfill = janitors.iter().find(|janitor| janitor.name() == "dynamodb-backfill").expect("it has one");
        while backfill.tick(Timestamp::from_millis(0)).await.expect("memory can be read") == Next::Busy {}
    }

    /// Whether it was done, which must be as the model says; the old item is answered in any case.
    async fn write(&self, operation: &str, input: &mut Value, key: (u8, i32), condition: &Condition) -> bool {
        condition.state(input);
        input["ReturnValues"] = json!("ALL_OLD");
        let before = self.model.get(&key);
        let answer = call(&self.db, operation, input.clone()).await;
        match answer {
            Ok(answer) => {
                assert!(condition.holds(before), "{operation} {input} was done");
                assert_eq!(answer["Attributes"], before.map_or(Value::Null, |before| item_of(key, before)));
                true
            }
            Err((code, _)) => {
                assert_eq!(code, "ConditionalCheckFailedException");
                assert!(!condition.holds(before), "{operation} {input} was refused");
                false
            }
        }
    }

    /// All of it or nothing; and whoever is in the way is named at its place.
    async fn transact(&mut self, actions: Vec<((u8, i32), Action, Condition)>) {
        let items = actions.iter().map(|(key, action, condition)| {
            let (name, mut input) = match action {
                Action::Put(attributes) => ("Put", json!({"Item": item_of(*key, attributes)})),
                Action::Delete => ("Delete", json!({"Key": key_of(*key)})),
                Action::Add(_) => ("Update", json!({"Key": key_of(*key), "UpdateExpression": "ADD n :by"})),
                Action::Check => {
                    ("ConditionCheck", json!({"Key": key_of(*key), "ConditionExpression": "attribute_exists(pk) OR attribute_not_exists(pk)"}))
                }
            };
            input["TableName"] = json!("model");
            condition.state(&mut input);
            if let Action::Add(by) = action {
                input["ExpressionAttributeValues"][":by"] = json!({"N": by.to_string()});
            }
            json!({name: input})
        });
        let input = json!({"TransactItems": items.collect::<Vec<_>>()});
        let fails = |(key, _, condition): &((u8, i32), Action, Condition)| !condition.holds(self.model.get(key));
        let codes: Vec<&str> =
            actions.iter().map(|action| if fails(action) { "ConditionalCheckFailed" } else { "None" }).collect();
        match call(&self.db, "TransactWriteItems", input.clone()).await {
            Ok(_) => assert!(!actions.iter().any(fails), "{input} was done"),
            Err((code, message)) => {
                assert_eq!(code, "TransactionCanceledException");
                assert!(message.ends_with(&format!("[{}]", codes.join(", "))), "{message}: {input}");
                assert!(actions.iter().any(fails), "{input} was refused");
                return;
            }
        }
        for (key, action, _) in actions {
            match action {
                Action::Put(attributes) => self.change(key, Some(attributes)),
                Action::Delete => self.change(key, None),
                Action::Add(by) => self.change_by(key, |item| *item.count.get_or_insert(0) += by),
                Action::Check => {}
            }
        }
    }

    async fn update(&self, key: (u8, i32), expression: &str, values: Value) {
        let mut input = json!({"TableName": "model", "Key": key_of(key), "UpdateExpression": expression});
        if !values.is_null() {
            input["ExpressionAttributeValues"] = values;
        }
        self.ok("UpdateItem", input).await;
    }

    /// Everything that can be read must be what the model has, in its order.
    async fn compare(&self) {
        for key in (0..3).flat_map(|hash| [(hash, 0), (hash, 100)]) {
            let found = self.ok("GetItem", json!({"TableName": "model", "Key": key_of(key)})).await;
            let expected = self.model.get(&key).map_or(json!({}), |item| json!({"Item": item_of(key, item)}));
            assert_eq!(found, expected);
        }
        let mut scanned = self.pages("Scan", json!({"TableName": "model", "Limit": 3})).await;
        let mut expected: Vec<Value> = self.model.iter().map(|(key, item)| item_of(*key, item)).collect();
        sort(&mut scanned);
        sort(&mut expected);
        assert_eq!(scanned, expected);

        for hash in 0..3_u8 {
            let of_hash: Vec<_> = self.model.iter().filter(|((it, _), _)| *it == hash).collect();
            let expected: Vec<Value> = of_hash.iter().map(|(key, item)| item_of(**key, item)).collect();
            assert_eq!(self.query(None, "pk", hash, true).await, expected);
            let backward: Vec<Value> = expected.into_iter().rev().collect();
            assert_eq!(self.query(None, "pk", hash, false).await, backward);

            let mut found = self.query(Some("local"), "pk", hash, true).await;
            assert!(found.iter().map(local_of).is_sorted(), "{found:?}");
            let keys_only = |(key, item): (&(u8, i32), &Attributes)| {
                item.local.map(|local| item_of(*key, &Attributes { local: Some(local), ..Attributes::default() }))
            };
            let mut expected: Vec<Value> = of_hash.into_iter().filter_map(keys_only).collect();
            sort(&mut found);
            sort(&mut expected);
            assert_eq!(found, expected);
        }
        for global in 0..3_u8 {
            let mut found = self.query(Some("global"), "gk", global, true).await;
            let numbers: Vec<i32> =
                found.iter().map(|item| item["sk"]["N"].as_str().unwrap().parse().unwrap()).collect();
            assert!(numbers.is_sorted(), "{numbers:?}");
            let mut expected: Vec<Value> = self
                .model
                .iter()
                .filter(|(_, item)| item.global == Some(global))
                .map(|(key, item)| item_of(*key, item))
                .collect();
            sort(&mut found);
            sort(&mut expected);
            assert_eq!(found, expected);
        }
        let held = self.held().await;
        let of_index = |has: fn(&Attributes) -> bool| self.model.values().filter(|item| has(item)).count();
        let items = [self.model.len(), of_index(|it| it.local.is_some()), of_index(|it| it.global.is_some())];
        assert_eq!(held.map(|(items, _)| items), items.map(|items| items as u64));
        // What was kept up to date is what is counted anew.
        let (engine, clock) = (self.engine.clone(), self.clock.clone());
        let anew = World { db: open(&engine, &clock), engine, clock, model: Model::new(), streams: Vec::new() };
        assert_eq!(anew.held().await, held);
        for stream in &self.streams {
            self.compare_stream(stream).await;
        }
    }

    /// What is not older than a day is told: of each item all changes in their order, with their images.
    async fn compare_stream(&self, stream: &Stream) {
        let horizon = self.now_ms() - 24 * HOUR_MS;
        let described = call(&self.db.streams(), "DescribeStream", json!({"StreamArn": stream.arn})).await;
        let Ok(described) = described else {
            assert!(stream.ended_ms.is_some_and(|ended| ended <= horizon), "{described:?}");
            return;
        };
        assert!(stream.ended_ms.is_none_or(|ended| ended > horizon), "{described:?}");
        let mut found: BTreeMap<String, Vec<Value>> = BTreeMap::new();
        let (mut count, mut last) = (0, String::new());
        for shard in described["StreamDescription"]["Shards"].as_array().unwrap() {
            last.clear();
            for record in self.shard_records(stream, shard).await {
                let number = record["dynamodb"]["SequenceNumber"].as_str().unwrap().to_owned();
                assert!(number > last, "{number} is after {last}");
                last = number;
                count += 1;
                let change = &record["dynamodb"];
                let told = json!([
                    record["eventName"],
                    change["OldImage"],
                    change["NewImage"],
                    record["userIdentity"]["Type"]
                ]);
                found.entry(change["Keys"].to_string()).or_default().push(told);
            }
        }
        let mut expected: BTreeMap<String, Vec<Value>> = BTreeMap::new();
        let told: Vec<_> = stream.told.iter().filter(|told| told.at_ms >= horizon).collect();
        assert_eq!(count, told.len());
        for Told { key, before, after, by_service, .. } in told {
            let event = match (before, after) {
                (None, _) => "INSERT",
                (_, None) => "REMOVE",
                _ => "MODIFY",
            };
            let image = |item: &Option<Attributes>| item.as_ref().map(|item| item_of(*key, item));
            let actor = by_service.then_some("Service");
            let told = json!([event, image(before), image(after), actor]);
            expected.entry(key_of(*key).to_string()).or_default().push(told);
        }
        assert_eq!(found, expected);
    }

    async fn shard_records(&self, stream: &Stream, shard: &Value) -> Vec<Value> {
        let ask = async |operation: &str, input: Value| {
            call(&self.db.streams(), operation, input)
                .await
                .unwrap_or_else(|refused| panic!("{operation}: {refused:?}"))
        };
        let input = json!({"StreamArn": stream.arn, "ShardId": shard["ShardId"], "ShardIteratorType": "TRIM_HORIZON"});
        let mut iterator = ask("GetShardIterator", input).await["ShardIterator"].take();
        let is_open = shard["SequenceNumberRange"]["EndingSequenceNumber"].is_null();
        let mut records = Vec::new();
        loop {
            let page = ask("GetRecords", json!({"ShardIterator": iterator, "Limit": 3})).await;
            let found = page["Records"].as_array().unwrap();
            records.extend(found.iter().cloned());
            assert!(!is_open || page["NextShardIterator"].is_string(), "an open shard goes on");
            if page["NextShardIterator"].is_null() || (is_open && found.is_empty()) {
                return records;
            }
            iterator = page["NextShardIterator"].clone();
        }
    }

    /// Items and bytes of the table, of its local index and of its global index.
    async fn held(&self) -> [(u64, u64); 3] {
        let table = self.ok("DescribeTable", json!({"TableName": "model"})).await["Table"].clone();
        let of = |described: &Value, bytes: &str| {
            (described["ItemCount"].as_u64().unwrap(), described[bytes].as_u64().unwrap())
        };
        let index = |kind: &str| of(&table[kind][0], "IndexSizeBytes");
        [of(&table, "TableSizeBytes"), index("LocalSecondaryIndexes"), index("GlobalSecondaryIndexes")]
    }

    async fn query(&self, index: Option<&str>, name: &str, value: u8, forward: bool) -> Vec<Value> {
        let mut input = json!({
            "TableName": "model",
            "KeyConditionExpression": format!("{name} = :v"),
            "ExpressionAttributeValues": {":v": {"S": value.to_string()}},
            "ScanIndexForward": forward,
            "Limit": 2,
        });
        if let Some(index) = index {
            input["IndexName"] = json!(index);
        }
        self.pages("Query", input).await
    }

    async fn pages(&self, operation: &str, mut input: Value) -> Vec<Value> {
        let mut items = Vec::new();
        loop {
            let page = self.ok(operation, input.clone()).await;
            items.extend(page["Items"].as_array().unwrap().iter().cloned());
            match page.get("LastEvaluatedKey") {
                Some(last) => input["ExclusiveStartKey"] = last.clone(),
                None => return items,
            }
        }
    }
}

fn open(engine: &MemoryEngine, clock: &Clock) -> DynamoDb {
    DynamoDb::open(memory_space_on(engine.clone(), clock.clone(), Entropy::seeded(7))).expect("memory can be read")
}

fn sort(items: &mut [Value]) {
    items.sort_by_key(Value::to_string);
}

proptest! {
    // Each is the whole life of a table, so a fifth of what is asked for (PROPTEST_CASES) is enough.
    #![proptest_config(ProptestConfig {
        cases: ProptestConfig::default().cases.div_ceil(5), failure_persistence: None, ..ProptestConfig::default()
    })]

    #[test]
    fn the_table_is_what_the_model_is(steps in steps()) {
        let runtime = tokio::runtime::Builder::new_current_thread().enable_all().start_paused(true).build().unwrap();
        runtime.block_on(async {
            let mut world = World::new().await;
            for step in steps {
                world.step(step).await;
            }
            world.compare().await;
        });
    }
}
