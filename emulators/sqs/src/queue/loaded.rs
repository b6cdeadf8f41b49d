//! The janitor of memory: what is known of a queue that nobody used for a while is let go. The store has all of it.

use std::sync::atomic::Ordering;
use std::sync::{Arc, Weak};
use std::time::Duration;

use clock::Timestamp;
use keyspace::{BoxFuture, Fault, Janitor, Next, Wake};
use parking_lot::Mutex;

use crate::Queues;
use crate::queue::Queue;

/// Queues whose contents are in memory.
#[derive(Default)]
pub struct Loaded {
    queues: Mutex<Vec<Weak<Queue>>>,
    wake: Wake,
}

/// A queue that nobody used between two looks is let go, so it stays for one to two of these.
const LOOKS_EACH: Duration = Duration::from_secs(60);

impl Loaded {
    /// Its contents have just been read.
    pub fn add(&self, queue: Weak<Queue>) {
        let mut queues = self.queues.lock();
        queues.push(queue);
        if queues.len() == 1 {
            self.wake.ring();
        }
    }
}

pub struct Idle {
    loaded: Arc<Loaded>,
    queues: Arc<Queues>,
}

impl Idle {
    pub fn new(loaded: Arc<Loaded>, queues: Arc<Queues>) -> Idle {
        Idle { loaded, queues }
    }

    /// Whether it stays for now.
    fn keeps(&self, queue: &Weak<Queue>) -> bool {
        let Some(queue) = queue.upgrade() else { return false };
        queue.is_used.swap(false, Ordering::Relaxed) || !self.queues.let_go(&queue)
    }
}

impl Janitor for Idle {
    fn name(&self) -> &'static str {
        "sqs-memory"
    }

    fn tick(&self, now: Timestamp) -> BoxFuture<'_, Result<Next, Fault>> {
        let mut queues = std::mem::take(&mut *self.loaded.queues.lock());
        queues.retain(|queue| self.keeps(queue));
        let mut loaded = self.loaded.queues.lock();
        loaded.append(&mut queues);
        let next = if loaded.is_empty() { Next::Idle } else { Next::Until(now + LOOKS_EACH) };
        Box::pin(async move { Ok(next) })
    }

    fn wake(&self) -> &Wake {
        &self.loaded.wake
    }
}

#[cfg(test)]
mod tests {
    use serde_json::json;

    use super::*;
    use crate::testing::*;

    async fn look(world: &World) -> Next {
        let janitor = world.sqs.janitors().remove(2);
        assert_eq!(janitor.name(), "sqs-memory");
        janitor.tick(world.clock.now()).await.unwrap()
    }

    #[tokio::test(start_paused = true)]
    async fn a_queue_that_nobody_used_for_a_while_is_let_go_and_found_again_as_it_was() {
        let world = world().with_queue("q").await.with_fifo("q.fifo").await;
        world.send("q", "a").await;
        world.send("q", "b").await;
        world.on("q", "SendMessage", json!({ "MessageBody": "late", "DelaySeconds": 300 })).await;
        let held = world.receive_with("q", json!({ "VisibilityTimeout": 600 })).await.remove(0);
        for body in ["a", "b"] {
            world.send_to_group("q.fifo", "g", body).await;
        }
        let first = world.receive_with("q.fifo", json!({ "VisibilityTimeout": 600 })).await.remove(0);
        let is_loaded = |name: &str| world.sqs.queues.find("000000000000", "us-east-1", name).unwrap().is_loaded();

        assert_eq!(look(&world).await, Next::Until(start() + seconds(60)));
        assert!(is_loaded("q") && is_loaded("q.fifo"), "they were used since the last look");
        assert_eq!(look(&world).await, Next::Idle);
        assert!(!is_loaded("q") && !is_loaded("q.fifo"));

        assert_eq!(world.counts("q").await, [1, 1, 1]);
        assert_eq!(world.bodies("q").await, ["b"]);
        world.delete("q", &held).await;
        assert_eq!(world.counts("q").await, [0, 1, 1]);
        assert!(world.bodies("q.fifo").await.is_empty(), "the group waits for what is in flight");
        world.delete("q.fifo", &first).await;
        assert_eq!(world.bodies("q.fifo").await, ["b"]);
    }

    #[tokio::test(start_paused = true)]
    async fn what_is_in_use_stays() {
        let world = world().with_queue("q").await.with_queue("gone").await;
        world.send("q", "a").await;
        world.send("gone", "a").await;
        world.on("gone", "DeleteQueue", json!({})).await;
        let queue = world.sqs.queues.find("000000000000", "us-east-1", "q").unwrap();
        let claim = queue.take(1).unwrap().unwrap();
        drop(queue);
        look(&world).await;
        assert_eq!(look(&world).await, Next::Until(start() + seconds(60)), "somebody holds a message of it");
        drop(claim);
        look(&world).await;
        assert_eq!(look(&world).await, Next::Idle);
        assert_eq!(world.bodies("q").await, ["a"]);
    }

    #[tokio::test(start_paused = true)]
    async fn a_parked_poll_hears_of_a_message_although_looks_go_on() {
        let world = world().with_queue("q").await;
        let (received, ()) = tokio::join!(world.receive_with("q", json!({ "WaitTimeSeconds": 20 })), async {
            for _ in 0..3 {
                world.clock.sleep(seconds(1)).await;
                look(&world).await;
            }
            world.send("q", "a").await;
        });
        assert_eq!(received[0].body(), "a");
    }
}
