//! DeleteQueue

use std::sync::Arc;

use clock::{Epoch, Timestamp};
use keyspace::Batch;
use models::sqs::{DeleteQueueRequest, Operation};
use service::Caller;

use crate::queue::Queue;
use crate::queue::contents::Contents;
use crate::tables::{DEDUPLICATION, DELETED, LETTERS, MESSAGES, MOVED, MOVES, POSITIONS, QUEUES, SCHEDULE, StoredTime};
use crate::{Reply, Sqs, record_key};

pub async fn run(sqs: &Sqs, caller: &Caller, input: DeleteQueueRequest) -> Reply<()> {
    let _entered = sqs.space.enter().await?;
    let alone = sqs.change().await;
    let queue = sqs.queue(Operation::DeleteQueue, &input.queue_url, caller)?;
    queue.load()?;
    let now = sqs.space.clock().now();

    let mut batch = Batch::new();
    batch.delete(QUEUES, &record_key(&queue.address));
    if sqs.settings.recently_deleted_rule {
        let wall = Epoch::new(Timestamp::from_millis(0));
        batch.put(DELETED, &record_key(&queue.address), &StoredTime { at: wall.relative(now) });
    }
    delete_contents_later(queue.contents_id(), &mut batch);
    batch.delete_prefix_later(MOVES, &(queue.record().id,));
    let closed = Contents { is_closed: true, ..Contents::empty(queue.contents_id(), 0, &queue.record()) };
    let queues = sqs.queues.clone();
    swap(
        &queue,
        &mut batch,
        |_, _| closed,
        move |queue| {
            queues.remove(queue);
            queue.arrived.notify_waiters();
        },
    );
    batch.hold(alone);
    sqs.space.commit(batch).await?;
    Ok(())
}

/// Gives up all that some contents have in the store; a janitor clears it.
pub fn delete_contents_later(contents: u64, batch: &mut Batch) {
    batch.delete(POSITIONS, &(contents,));
    batch.delete_prefix_later(MESSAGES, &(contents,));
    batch.delete_prefix_later(SCHEDULE, &(contents,));
    batch.delete_prefix_later(MOVED, &(contents,));
    batch.delete_prefix_later(DEDUPLICATION, &(contents,));
    batch.delete_prefix_later(LETTERS, &(contents,));
}

/// Gives a queue other contents at the point of the order where its write stands, so that every send comes before it or after it; they come back
/// if the write fails.
pub fn swap(
    queue: &Arc<Queue>,
    batch: &mut Batch,
    new: impl FnOnce(Option<&Contents>, &mut Batch) -> Contents + Send + 'static,
    then: impl FnOnce(&Queue) + Send + 'static,
) {
    let queue = queue.clone();
    batch.on_sequence(move |batch| {
        let mut swapped = Swapped { old: queue.swap_contents(|old| new(old, batch)), queue };
        batch.on_commit(move || {
            swapped.old = None;
            then(&swapped.queue);
        });
    });
}

struct Swapped {
    queue: Arc<Queue>,
    old: Option<Contents>,
}

impl Drop for Swapped {
    fn drop(&mut self) {
        if let Some(old) = self.old.take() {
            self.queue.swap_contents(|_| old);
        }
    }
}

#[cfg(test)]
mod tests {
    use serde_json::json;
    use service::testing::assert_type;

    use crate::Failure;
    use crate::message::outgoing::{Outgoing, Postmark};
    use crate::operations::send_message::send;
    use crate::testing::*;

    #[tokio::test(start_paused = true)]
    async fn members_have_their_types() {
        assert_type(&*world().sqs, "DeleteQueue", "QueueUrl", "String").await;
    }

    #[tokio::test(start_paused = true)]
    async fn a_deleted_queue_is_gone_and_so_is_what_it_held() {
        let world = world().with_queue("q").await;
        world.send("q", "old").await;
        let old = world.receive("q").await.remove(0);
        world.on("q", "DeleteQueue", json!({})).await;
        assert_eq!(world.refused_on("q", "DeleteQueue", json!({})).await.0, "QueueDoesNotExist");
        assert_eq!(world.refused_on("q", "SendMessage", json!({ "MessageBody": "b" })).await.0, "QueueDoesNotExist");
        let world = world.reopened().with_queue("q").await;
        assert_eq!(world.counts("q").await, [0, 0, 0]);
        let input = json!({ "ReceiptHandle": old.receipt() });
        assert_eq!(world.refused_on("q", "DeleteMessage", input).await.0, "ReceiptHandleIsInvalid");
    }

    #[tokio::test(start_paused = true)]
    async fn a_message_on_its_way_finds_nobody() {
        let world = world().with_fifo("q.fifo").await;
        let queue = world.sqs.queues.find("000000000000", "us-east-1", "q.fifo").unwrap();
        let outgoing = Outgoing {
            body: "b",
            delay_s: None,
            attributes: None,
            system_attributes: None,
            group: Some("g"),
            deduplication_id: None,
        };
        let postmark = Postmark { sender: "s", trace: None, sent: queue.now(), id: [1; 16] };
        let (parcel, _) = outgoing.pack(&queue.record().attributes, postmark);
        world.on("q.fifo", "DeleteQueue", json!({})).await;
        let Err(Failure::Refused(refusal)) = send(&world.sqs, &queue, vec![parcel]).await else { panic!() };
        assert_eq!(refusal.into_wire().error.code, "QueueDoesNotExist");
    }

    #[tokio::test(start_paused = true)]
    async fn a_parked_poll_hears_of_it() {
        let world = world().with_queue("q").await;
        let (answer, ()) = tokio::join!(world.on("q", "ReceiveMessage", json!({ "WaitTimeSeconds": 20 })), async {
            world.clock.sleep(seconds(1)).await;
            world.on("q", "DeleteQueue", json!({})).await;
        });
        assert_eq!(answer, json!({}));
        assert_eq!(world.clock.now(), start() + seconds(1));
    }
}
