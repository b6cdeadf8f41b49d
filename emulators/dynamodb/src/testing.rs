//! A world for the tests of operations: a service in memory, called in JSON.

pub mod queries;
pub mod streams;

use clock::{Clock, Entropy, Timestamp};
use keyspace::Janitor;
use keyspace::memory::MemoryEngine;
use keyspace::testing::memory_space_on;
use serde_json::{Value, json};
use service::testing::call;

use crate::DynamoDb;

pub struct World {
    pub engine: MemoryEngine,
    pub db: DynamoDb,
}

/// 2026-01-01T00:00:00Z
pub const START_MS: i64 = 1_767_225_600_000;

pub fn world() -> World {
    World::on(MemoryEngine::new(), Timestamp::from_millis(START_MS))
}

impl World {
    fn on(engine: MemoryEngine, now: Timestamp) -> World {
        let clock = Clock::simulated(now);
        let space = memory_space_on(engine.clone(), clock, Entropy::seeded(1));
        World { engine, db: DynamoDb::open(space).expect("memory can be read") }
    }

    /// The same data under a new service, as after a crash.
    pub fn reopened(&self) -> World {
        World::on(self.engine.clone(), self.db.space.clock().now())
    }

    /// A table on demand with a hash key `pk` of strings.
    pub async fn with_table(self, name: &str) -> World {
        self.with(json!({
            "TableName": name,
            "AttributeDefinitions": [{"AttributeName": "pk", "AttributeType": "S"}],
            "KeySchema": [{"AttributeName": "pk", "KeyType": "HASH"}],
            "BillingMode": "PAY_PER_REQUEST",
        }))
        .await
    }

    /// A table on demand with a hash key `pk` of strings and a range key `sk` of a type, a local index `local` on `lk` (S) that keeps
    /// keys only, and a global index `global` on `gk` (S) and `sk` that keeps all.
    pub async fn with_indexed_table(self, name: &str, range: &str) -> World {
        let key = |hash: &str, range: &str| json!([{"AttributeName": hash, "KeyType": "HASH"}, {"AttributeName": range, "KeyType": "RANGE"}]);
        self.with(json!({
            "TableName": name,
            "AttributeDefinitions": [
                {"AttributeName": "pk", "AttributeType": "S"},
                {"AttributeName": "sk", "AttributeType": range},
                {"AttributeName": "lk", "AttributeType": "S"},
                {"AttributeName": "gk", "AttributeType": "S"},
            ],
            "KeySchema": key("pk", "sk"),
            "LocalSecondaryIndexes": [
                {"IndexName": "local", "KeySchema": key("pk", "lk"), "Projection": {"ProjectionType": "KEYS_ONLY"}},
            ],
            "GlobalSecondaryIndexes": [
                {"IndexName": "global", "KeySchema": key("gk", "sk"), "Projection": {"ProjectionType": "ALL"}},
            ],
            "BillingMode": "PAY_PER_REQUEST",
        }))
        .await
    }

    pub async fn with(self, table: Value) -> World {
        self.ok("CreateTable", table).await;
        self
    }

    pub async fn ok(&self, operation: &str, input: Value) -> Value {
        match call(&self.db, operation, input.clone()).await {
            Ok(answer) => answer,
            Err((code, message)) => panic!("{operation} with {input} was refused: {code}: {message}"),
        }
    }

    /// The message of a ValidationException.
    pub async fn invalid(&self, operation: &str, input: Value) -> String {
        match call(&self.db, operation, input.clone()).await {
            Err((code, message)) if code == "ValidationException" => message,
            other => panic!("{operation} with {input} is not refused as invalid: {other:?}"),
        }
    }

    /// The code and the message of any refusal.
    pub async fn refused(&self, operation: &str, input: Value) -> (String, String) {
        call(&self.db, operation, input).await.expect_err("it is refused")
    }

    /// The answer, of a refusal, too.
    pub async fn raw(&self, operation: &str, input: Value) -> Value {
        let caller = service::testing::caller(Timestamp::from_millis(START_MS));
        let body = input.to_string();
        let answer = service::testing::raw(&self.db, &caller, wire::Protocol::Json10, operation, body.as_bytes()).await;
        serde_json::from_slice(answer.body.bytes()).expect("an answer is JSON")
    }

    /// A table of the default account.
    pub fn table(&self, name: &str) -> std::sync::Arc<crate::table::Table> {
        let caller = service::testing::caller(Timestamp::from_millis(START_MS));
        self.db.table(name, &caller).unwrap_or_else(|_| panic!("there is no table {name}"))
    }

    /// Takes a few items into what is new. False if there is nothing to take in, or nothing any more.
    pub async fn backfill_stretch(&self) -> bool {
        let filling = || self.db.catalog.filling();
        if filling().is_empty() {
            return false;
        }
        self.db.backfill.tick(self.db.space.clock().now()).await.expect("memory can be read");
        !filling().is_empty()
    }

    pub async fn put(&self, table: &str, item: Value) {
        self.ok("PutItem", json!({"TableName": table, "Item": item})).await;
    }

    pub async fn get(&self, table: &str, key: Value) -> Value {
        self.ok("GetItem", json!({"TableName": table, "Key": key})).await["Item"].clone()
    }
}
