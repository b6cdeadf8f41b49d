//! PurgeQueue

use std::sync::Arc;
use std::time::Duration;

use keyspace::Batch;
use models::sqs::{Operation, PurgeQueueRequest};
use service::Caller;

use crate::operations::delete_queue::{delete_contents_later, swap};
use crate::queue::Queue;
use crate::queue::contents::Contents;
use crate::tables::{POSITIONS, QUEUES, QueueRecord};
use crate::{Reply, Sqs, record_key, refusals};

const RESTS_FOR: Duration = Duration::from_secs(60);

pub async fn run(sqs: &Sqs, caller: &Caller, input: PurgeQueueRequest) -> Reply<()> {
    let _entered = sqs.space.enter().await?;
    let alone = sqs.change().await;
    let queue = sqs.queue(Operation::PurgeQueue, &input.queue_url, caller)?;
    let now = sqs.space.clock().now();
    let mut record = (*queue.record()).clone();
    let is_resting = record.purged.is_some_and(|purged| now.since(record.epoch.absolute(purged)) < RESTS_FOR);
    if sqs.settings.purge_in_progress_rule && is_resting {
        return Err(refusals::purge_in_progress(&queue.address.name).into());
    }

    record.purged = Some(record.epoch.relative(now));
    queue.load()?;
    let mut batch = emptying(&queue, record, sqs.space.fresh_id().await?);
    batch.hold(alone);
    sqs.space.commit(batch).await?;
    Ok(())
}

/// What gives a queue fresh contents, and its record with it.
fn emptying(queue: &Arc<Queue>, mut record: QueueRecord, contents: u64) -> Batch {
    let mut batch = Batch::new();
    delete_contents_later(record.contents, &mut batch);
    record.contents = contents;
    batch.put(QUEUES, &record_key(&queue.address), &record);
    let (becoming, after) = (record.clone(), record);
    let fresh = move |old: Option<&Contents>, batch: &mut Batch| {
        // Numbers go on where those of the purged messages ended, and the store knows that before the first message comes.
        let fresh = Contents::empty(contents, old.map_or(0, |old| old.number), &becoming);
        batch.put(POSITIONS, &(contents,), &fresh.position());
        fresh
    };
    swap(queue, &mut batch, fresh, move |queue| queue.becomes(after));
    batch
}

#[cfg(test)]
mod tests {
    use serde_json::json;
    use service::testing::assert_type;

    use super::emptying;
    use crate::Settings;
    use crate::testing::*;

    #[tokio::test(start_paused = true)]
    async fn members_have_their_types() {
        assert_type(&*world().sqs, "PurgeQueue", "QueueUrl", "String").await;
    }

    #[tokio::test(start_paused = true)]
    async fn a_purge_takes_everything_and_nothing_that_comes_later() {
        let world = world().with_fifo("q.fifo").await;
        let before = world.send_to_group("q.fifo", "g", "old").await;
        world.send_to_group("q.fifo", "h", "old too").await;
        world.receive_with("q.fifo", json!({})).await;
        world.on("q.fifo", "PurgeQueue", json!({})).await;
        assert_eq!(world.counts("q.fifo").await, [0, 0, 0]);
        let world = world.reopened();
        let after = world.send_to_group("q.fifo", "g", "new").await;
        assert!(after["SequenceNumber"].as_str() > before["SequenceNumber"].as_str());
        assert_eq!(world.bodies("q.fifo").await, ["new"]);
        assert_eq!(world.reopened().counts("q.fifo").await, [0, 1, 0]);
    }

    #[tokio::test(start_paused = true)]
    async fn numbers_do_not_come_twice_when_a_message_is_sent_while_a_purge_waits_for_its_turn() {
        let world = world().with_fifo("q.fifo").await;
        let queue = world.sqs.queues.find("000000000000", "us-east-1", "q.fifo").unwrap();
        queue.load().unwrap();
        let purge = emptying(&queue, (*queue.record()).clone(), world.space.fresh_id().await.unwrap());
        let before = world.send_to_group("q.fifo", "g", "old").await;
        world.space.commit(purge).await.unwrap();
        let after = world.send_to_group("q.fifo", "g", "new").await;
        assert!(after["SequenceNumber"].as_str() > before["SequenceNumber"].as_str());
        assert_eq!(world.bodies("q.fifo").await, ["new"]);
    }

    #[tokio::test(start_paused = true)]
    async fn a_janitor_that_read_a_message_before_a_purge_takes_none_of_those_that_came_after_it() {
        let world = world().with_queue("q").await;
        let queue = world.sqs.queues.find("000000000000", "us-east-1", "q").unwrap();
        world.send("q", "old").await;
        let (read_of, sequence) = (queue.contents_id(), 1);
        assert!(queue.oldest(read_of, sequence).unwrap().is_some());
        world.on("q", "PurgeQueue", json!({})).await;
        world.send("q", "new").await;
        assert!(queue.take_oldest(read_of, sequence).unwrap().is_none());
        assert_eq!(world.counts("q").await, [1, 0, 0]);
        assert_eq!(world.bodies("q").await, ["new"]);
    }

    #[tokio::test(start_paused = true)]
    async fn a_purge_may_follow_at_once_unless_the_rule_is_on() {
        let relaxed = world().with_queue("q").await;
        relaxed.on("q", "PurgeQueue", json!({})).await;
        relaxed.on("q", "PurgeQueue", json!({})).await;

        let strict = world_with(Settings { purge_in_progress_rule: true, ..Settings::default() }).with_queue("q").await;
        strict.on("q", "PurgeQueue", json!({})).await;
        strict.pass(seconds(59));
        let (code, message) = strict.refused_on("q", "PurgeQueue", json!({})).await;
        assert_eq!(code, "PurgeQueueInProgress");
        assert_eq!(message, "Only one PurgeQueue operation on q is allowed every 60 seconds.");
        strict.pass(seconds(1));
        strict.on("q", "PurgeQueue", json!({})).await;
    }
}
