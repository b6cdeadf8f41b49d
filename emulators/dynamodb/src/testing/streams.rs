//! A world with streams: what tests of them ask.

use std::time::Duration;

use serde_json::{Value, json};
use service::testing::call;

use super::World;

/// A table on demand with a hash key `pk` of strings and a stream.
pub fn streaming(name: &str, view: &str) -> Value {
    json!({
        "TableName": name,
        "AttributeDefinitions": [{"AttributeName": "pk", "AttributeType": "S"}],
        "KeySchema": [{"AttributeName": "pk", "KeyType": "HASH"}],
        "BillingMode": "PAY_PER_REQUEST",
        "StreamSpecification": {"StreamEnabled": true, "StreamViewType": view},
    })
}

impl World {
    pub async fn streams(&self, operation: &str, input: Value) -> Value {
        match call(&self.db.streams(), operation, input.clone()).await {
            Ok(answer) => answer,
            Err((code, message)) => panic!("{operation} with {input} was refused: {code}: {message}"),
        }
    }

    /// The code and the message of any refusal.
    pub async fn streams_refused(&self, operation: &str, input: Value) -> (String, String) {
        call(&self.db.streams(), operation, input).await.expect_err("it is refused")
    }

    pub async fn stream_arn(&self, table: &str) -> String {
        let table = self.ok("DescribeTable", json!({"TableName": table})).await;
        table["Table"]["LatestStreamArn"].as_str().expect("it has a stream").to_owned()
    }

    pub async fn describe_stream(&self, table: &str) -> Value {
        let input = json!({"StreamArn": self.stream_arn(table).await});
        self.streams("DescribeStream", input).await["StreamDescription"].take()
    }

    pub async fn shards(&self, table: &str) -> Vec<Value> {
        self.describe_stream(table).await["Shards"].as_array().expect("it has shards").clone()
    }

    /// Switches the stream on with a view, or off.
    pub async fn set_stream(&self, table: &str, view: Option<&str>) {
        let mut specification = json!({"StreamEnabled": view.is_some()});
        if let Some(view) = view {
            specification["StreamViewType"] = json!(view);
        }
        self.ok("UpdateTable", json!({"TableName": table, "StreamSpecification": specification})).await;
    }

    pub async fn iterator(&self, arn: &str, shard: &Value, kind: &str) -> Value {
        let input = json!({"StreamArn": arn, "ShardId": shard, "ShardIteratorType": kind});
        self.streams("GetShardIterator", input).await["ShardIterator"].take()
    }

    /// The records of a shard, as a poller reads them: from the oldest until there are no more for now.
    pub async fn shard_records(&self, arn: &str, shard: &Value) -> Vec<Value> {
        let mut iterator = self.iterator(arn, shard, "TRIM_HORIZON").await;
        let mut records = Vec::new();
        loop {
            let page = self.streams("GetRecords", json!({"ShardIterator": iterator})).await;
            let found = page["Records"].as_array().expect("there is a list");
            records.extend(found.iter().cloned());
            if found.is_empty() || page["NextShardIterator"].is_null() {
                return records;
            }
            iterator = page["NextShardIterator"].clone();
        }
    }

    /// The records of all shards, the oldest shard first.
    pub async fn stream_records(&self, table: &str) -> Vec<Value> {
        let arn = self.stream_arn(table).await;
        let mut records = Vec::new();
        for shard in self.shards(table).await {
            records.extend(self.shard_records(&arn, &shard["ShardId"]).await);
        }
        records
    }

    /// The shard with a record of the item with this `pk`.
    pub async fn shard_of(&self, table: &str, pk: &str) -> Value {
        let arn = self.stream_arn(table).await;
        for shard in self.shards(table).await {
            let records = self.shard_records(&arn, &shard["ShardId"]).await;
            if records.iter().any(|record| record["dynamodb"]["Keys"]["pk"]["S"] == pk) {
                return shard["ShardId"].clone();
            }
        }
        panic!("no shard has a record of {pk}")
    }

    pub fn pass_hours(&self, hours: u64) {
        self.pass_seconds(hours * 3600);
    }

    pub fn pass_seconds(&self, seconds: u64) {
        self.db.space.clock().advance(Duration::from_secs(seconds));
    }

    /// Lets the janitors do what is due.
    pub async fn tidy(&self) {
        for janitor in self.db.janitors() {
            while janitor.tick(self.db.space.clock().now()).await.expect("memory can be read") == keyspace::Next::Busy {
            }
        }
    }
}
