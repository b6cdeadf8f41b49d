//! A world for tests: SQS in memory, with a clock that only moves when it is told to.

use std::sync::Arc;
use std::time::Duration;

use clock::{Clock, Entropy, Timestamp};
use keyspace::testing::{FaultyEngine, memory_space_on};
use keyspace::{Next, Space};
use serde_json::{Value, json};
use service::testing::{Refused, call_as, caller};

use crate::{Settings, Sqs};

pub struct World {
    pub sqs: Arc<Sqs>,
    pub clock: Clock,
    pub space: Space,
    engine: FaultyEngine,
}

/// 14 November 2023, 22:13:20.
pub fn start() -> Timestamp {
    Timestamp::from_secs(1_700_000_000)
}

pub fn seconds(seconds: u64) -> Duration {
    Duration::from_secs(seconds)
}

pub fn world() -> World {
    world_with(Settings::default())
}

pub fn world_with(settings: Settings) -> World {
    let (clock, engine) = (Clock::simulated(start()), FaultyEngine::in_memory());
    let space = memory_space_on(engine.clone(), clock.clone(), Entropy::seeded(1));
    let sqs = Arc::new(Sqs::open(space.clone(), settings).expect("an empty store opens"));
    World { sqs, clock, space, engine }
}

pub fn url(name: &str) -> String {
    format!("http://localhost:4566/{}/{name}", service::testing::ACCOUNT)
}

impl World {
    pub async fn with_queue(self, name: &str) -> World {
        self.create(name, json!({})).await;
        self
    }

    pub async fn with_fifo(self, name: &str) -> World {
        self.create(name, json!({ "FifoQueue": "true", "ContentBasedDeduplication": "true" })).await;
        self
    }

    pub async fn create(&self, name: &str, attributes: Value) {
        self.ok("CreateQueue", json!({ "QueueName": name, "Attributes": attributes })).await;
    }

    pub async fn call(&self, operation: &str, input: Value) -> Result<Value, Refused> {
        call_as(&*self.sqs, &caller(self.clock.now()), operation, input).await
    }

    pub async fn ok(&self, operation: &str, input: Value) -> Value {
        let said = input.to_string();
        self.call(operation, input).await.unwrap_or_else(|refused| panic!("{operation} {said}: {refused:?}"))
    }

    pub async fn refused(&self, operation: &str, input: Value) -> Refused {
        let said = input.to_string();
        self.call(operation, input).await.expect_err(&said)
    }

    /// Calls with the queue's URL.
    pub async fn on(&self, queue: &str, operation: &str, mut input: Value) -> Value {
        input["QueueUrl"] = url(queue).into();
        self.ok(operation, input).await
    }

    pub async fn refused_on(&self, queue: &str, operation: &str, mut input: Value) -> Refused {
        input["QueueUrl"] = url(queue).into();
        self.refused(operation, input).await
    }

    pub async fn send(&self, queue: &str, body: &str) -> Value {
        self.on(queue, "SendMessage", json!({ "MessageBody": body })).await
    }

    pub async fn send_to_group(&self, queue: &str, group: &str, body: &str) -> Value {
        self.on(queue, "SendMessage", json!({ "MessageBody": body, "MessageGroupId": group })).await
    }

    /// Up to ten messages with everything that can be told of them.
    pub async fn receive(&self, queue: &str) -> Vec<Received> {
        self.receive_with(queue, json!({ "MaxNumberOfMessages": 10 })).await
    }

    pub async fn receive_with(&self, queue: &str, mut input: Value) -> Vec<Received> {
        input["MessageSystemAttributeNames"] = json!(["All"]);
        input["MessageAttributeNames"] = json!(["All"]);
        let answer = self.on(queue, "ReceiveMessage", input).await;
        answer["Messages"].as_array().cloned().unwrap_or_default().into_iter().map(Received).collect()
    }

    pub async fn bodies(&self, queue: &str) -> Vec<String> {
        self.receive(queue).await.iter().map(Received::body).collect()
    }

    pub async fn delete(&self, queue: &str, message: &Received) {
        self.on(queue, "DeleteMessage", json!({ "ReceiptHandle": message.receipt() })).await;
    }

    pub async fn hide(&self, queue: &str, message: &Received, seconds: i32) {
        let input = json!({ "ReceiptHandle": message.receipt(), "VisibilityTimeout": seconds });
        self.on(queue, "ChangeMessageVisibility", input).await;
    }

    /// Visible, in flight, delayed.
    pub async fn counts(&self, queue: &str) -> [u64; 3] {
        let attributes = self.attributes(queue).await;
        let count = |name: &str| attributes[name].as_str().and_then(|count| count.parse().ok()).expect(name);
        [
            count("ApproximateNumberOfMessages"),
            count("ApproximateNumberOfMessagesNotVisible"),
            count("ApproximateNumberOfMessagesDelayed"),
        ]
    }

    pub async fn attributes(&self, queue: &str) -> Value {
        self.on(queue, "GetQueueAttributes", json!({ "AttributeNames": ["All"] })).await["Attributes"].clone()
    }

    pub fn pass(&self, time: Duration) {
        self.clock.advance(time);
    }

    /// As after a kill: nothing of what memory knew is left.
    pub fn reopened(self) -> World {
        let space = memory_space_on(self.engine.clone(), self.clock.clone(), self.space.entropy().clone());
        let sqs = Arc::new(Sqs::open(space.clone(), self.sqs.settings).expect("the store opens again"));
        World { sqs, space, ..self }
    }

    pub fn engine(&self) -> &FaultyEngine {
        &self.engine
    }

    /// Lets the janitors work until they have nothing more to do at this time.
    pub async fn sweep(&self) {
        for janitor in self.sqs.janitors() {
            while janitor.tick(self.clock.now()).await.expect("the janitor works") == Next::Busy {}
        }
    }
}

pub struct Received(pub Value);

impl Received {
    pub fn body(&self) -> String {
        self.0["Body"].as_str().expect("a body").to_owned()
    }

    pub fn receipt(&self) -> &str {
        self.0["ReceiptHandle"].as_str().expect("a receipt")
    }

    pub fn system(&self, name: &str) -> Option<&str> {
        self.0["Attributes"][name].as_str()
    }
}
