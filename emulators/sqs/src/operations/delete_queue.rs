//! DeleteQueue

use std::sync::Arc;

use clock::{Epoch, Timestamp};
use keyspace::Batch;
use models::sqs::DeleteQueueRequest;
use service::Caller;

use crate::contents::Contents;
use crate::queue::Queue;
use crate::tables::{DEDUPLICATION, DELETED, MESSAGES, MOVED, POSITIONS, QUEUES, SCHEDULE, StoredTime};
use crate::{Reply, Sqs, record_key};

pub async fn run(sqs: &Sqs, caller: &Caller, input: DeleteQueueRequest) -> Reply<()> {
    let _entered = sqs.space.enter().await?;
    let _alone = sqs.lifecycle.lock().await;
    let queue = sqs.queue(&input.queue_url, caller)?;
    queue.load()?;
    let now = sqs.space.clock().now();

    let mut batch = Batch::new();
    batch.delete(QUEUES, &record_key(&queue.address));
    let wall = Epoch::new(Timestamp::from_millis(0));
    batch.put(DELETED, &record_key(&queue.address), &StoredTime { at: wall.relative(now) });
    bury(queue.contents_id(), &mut batch);
    let closed = Contents { is_closed: true, ..Contents::empty(queue.contents_id(), 0, &queue.record()) };
    let queues = sqs.queues.clone();
    swap(&queue, closed, &mut batch, move |queue| {
        queues.remove(queue);
        queue.arrived.notify_waiters();
    });
    sqs.space.commit(batch).await?;
    Ok(())
}

/// Gives up all that some contents have in the store; a janitor clears it.
pub fn bury(contents: u64, batch: &mut Batch) {
    batch.delete(POSITIONS, &(contents,));
    batch.bury_under(MESSAGES, &(contents,));
    batch.bury_under(SCHEDULE, &(contents,));
    batch.bury_under(MOVED, &(contents,));
    batch.bury_under(DEDUPLICATION, &(contents,));
}

/// Gives a queue other contents in the turn of the write, so that every send comes before it or after it; they come back
/// if the write fails.
pub fn swap(queue: &Arc<Queue>, new: Contents, batch: &mut Batch, then: impl FnOnce(&Queue) + Send + 'static) {
    let queue = queue.clone();
    batch.in_turn(move |batch| {
        let mut swapped = Swapped { old: queue.swap_contents(Some(new)), queue };
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
            self.queue.swap_contents(Some(old));
        }
    }
}
