//! Many senders and consumers at once, on several threads: every message is handed out once, groups keep their order, and
//! the counts end at nothing.

use std::collections::{HashMap, HashSet};
use std::sync::Arc;
use std::time::Duration;

use clock::{Clock, Entropy};
use keyspace::testing::memory_space;
use serde_json::{Value, json};
use service::testing::{call_as, caller};
use sqs::{Settings, Sqs};
use tokio::sync::Mutex;
use tokio::task::JoinSet;

const SENDERS: usize = 8;
const CONSUMERS: usize = 8;
const EACH: usize = 150;

struct World {
    sqs: Sqs,
    clock: Clock,
}

impl World {
    fn new() -> Arc<World> {
        let clock = Clock::system();
        let space = memory_space(clock.clone(), Entropy::seeded(7));
        Arc::new(World { sqs: Sqs::open(space, Settings::default()).unwrap(), clock })
    }

    async fn on(&self, queue: &str, operation: &str, mut input: Value) -> Value {
        input["QueueUrl"] = format!("http://localhost:4566/000000000000/{queue}").into();
        call_as(&self.sqs, &caller(self.clock.now()), operation, input).await.unwrap()
    }
}

/// What was received, in the order in which it was.
async fn consumed(queue: &'static str, attributes: Value) -> Vec<(String, String)> {
    let world = World::new();
    let create = json!({ "QueueName": queue, "Attributes": attributes });
    call_as(&world.sqs, &caller(world.clock.now()), "CreateQueue", create).await.unwrap();
    let seen = Arc::new(Mutex::new(Vec::new()));
    let mut tasks = JoinSet::new();
    for sender in 0..SENDERS {
        let world = world.clone();
        tasks.spawn(async move {
            for number in 0..EACH {
                let mut input = json!({ "MessageBody": format!("{sender}-{number:04}") });
                if queue.ends_with(".fifo") {
                    input["MessageGroupId"] = format!("{sender}").into();
                }
                world.on(queue, "SendMessage", input).await;
            }
        });
    }
    for _ in 0..CONSUMERS {
        let (world, seen) = (world.clone(), seen.clone());
        tasks.spawn(async move {
            let input =
                json!({ "MaxNumberOfMessages": 3, "WaitTimeSeconds": 20, "MessageSystemAttributeNames": ["All"] });
            while seen.lock().await.len() < SENDERS * EACH {
                let answer = world.on(queue, "ReceiveMessage", input.clone()).await;
                for message in answer["Messages"].as_array().into_iter().flatten() {
                    let group = message["Attributes"]["MessageGroupId"].as_str().unwrap_or_default().to_owned();
                    seen.lock().await.push((group, message["Body"].as_str().unwrap().to_owned()));
                    world.on(queue, "DeleteMessage", json!({ "ReceiptHandle": message["ReceiptHandle"] })).await;
                }
            }
            // Nothing comes any more: whoever still waits need not.
            world.sqs.drain();
        });
    }
    let all = async { while tasks.join_next().await.transpose().unwrap().is_some() {} };
    tokio::time::timeout(Duration::from_secs(60), all).await.expect("everything is consumed");
    let counts = world.on(queue, "GetQueueAttributes", json!({ "AttributeNames": ["All"] })).await;
    assert_eq!(counts["Attributes"]["ApproximateNumberOfMessages"], "0");
    assert_eq!(counts["Attributes"]["ApproximateNumberOfMessagesNotVisible"], "0");
    Arc::into_inner(seen).unwrap().into_inner()
}

#[tokio::test(flavor = "multi_thread", worker_threads = 4)]
async fn a_crowd_gets_each_message_of_a_standard_queue_once() {
    let seen = consumed("q", json!({})).await;
    let distinct: HashSet<_> = seen.iter().map(|(_, body)| body).collect();
    assert_eq!((seen.len(), distinct.len()), (SENDERS * EACH, SENDERS * EACH));
}

#[tokio::test(flavor = "multi_thread", worker_threads = 4)]
async fn a_crowd_gets_the_groups_of_a_fifo_queue_in_order() {
    let seen = consumed("q.fifo", json!({ "FifoQueue": "true", "ContentBasedDeduplication": "true" })).await;
    assert_eq!(seen.len(), SENDERS * EACH);
    let mut last: HashMap<String, String> = HashMap::new();
    for (group, body) in seen {
        let before = last.insert(group, body.clone());
        assert!(before.as_ref().is_none_or(|before| *before < body), "{before:?} came before {body}");
    }
}
