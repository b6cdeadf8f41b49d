//! Looks at many messages: in small writes, without an end of what one request does at once.

use std::sync::Arc;

use clock::Stored;
use serde_json::json;

use crate::delivery::claim::Change;
use crate::delivery::fifo::Fifo;
use crate::queue::contents::{Contents, IN_FLIGHT_MAX};
use crate::testing::*;

async fn mortal() -> World {
    let world = world().with_queue("dead").await;
    let arn = "arn:aws:sqs:us-east-1:000000000000:dead";
    let policy = json!({ "deadLetterTargetArn": arn, "maxReceiveCount": 1 }).to_string();
    world.create("q", json!({ "RedrivePolicy": policy, "VisibilityTimeout": "0" })).await;
    world
}

#[tokio::test(start_paused = true)]
async fn thousands_of_dead_letters_leave_in_small_writes() {
    let world = mortal().await;
    for _ in 0..3_000 {
        world.send("q", "b").await;
    }
    while world.counts("q").await[0] > 0 {
        let hidden = world.receive_with("q", json!({ "MaxNumberOfMessages": 10, "VisibilityTimeout": 30 })).await;
        assert!(!hidden.is_empty());
    }
    world.pass(seconds(30));
    let before = world.engine().begun();
    assert!(world.bodies("q").await.is_empty());
    assert_eq!((world.counts("q").await, world.counts("dead").await), ([0, 0, 0], [3_000, 0, 0]));
    let writes = world.engine().begun() - before;
    assert!((3_000 / 300..100).contains(&writes), "{writes} writes");
}

#[tokio::test(start_paused = true)]
async fn a_dead_letter_whose_target_goes_meanwhile_stays() {
    let world = mortal().await;
    world.send("q", "b").await;
    world.receive("q").await;
    let (queues, target) = (&world.sqs.queues, world.sqs.queues.find("000000000000", "us-east-1", "dead").unwrap());
    let alone = queues.change().await;
    let (received, ()) = tokio::join!(world.receive("q"), async {
        // The letter is decided on, and waits to be written; its target is deleted first.
        tokio::task::yield_now().await;
        queues.remove(&target);
        let closed = Contents { is_closed: true, ..Contents::empty(target.contents_id(), 0, &target.record()) };
        drop(target.swap_contents(|_| closed));
        drop(alone);
    });
    assert_eq!(received.len(), 1, "a target that is gone takes nothing: the message goes round as before");
}

#[tokio::test(start_paused = true)]
async fn thousands_of_one_group_hide_no_other_after_a_restart() {
    let world = world().with_fifo("q.fifo").await;
    for number in 0..3_000 {
        world.send_to_group("q.fifo", "blocked", &number.to_string()).await;
    }
    let one = world.receive_with("q.fifo", json!({ "VisibilityTimeout": 600 })).await;
    assert_eq!(one.len(), 1);
    world.send_to_group("q.fifo", "free", "other").await;
    let world = world.reopened();
    assert_eq!(world.bodies("q.fifo").await, ["other"]);
}

#[tokio::test(start_paused = true)]
async fn what_waits_for_a_queues_delay_is_known_after_a_restart_before_anybody_receives() {
    let world = world().with_fifo("q.fifo").await;
    world.send_to_group("q.fifo", "g", "early").await;
    world.on("q.fifo", "SetQueueAttributes", json!({ "Attributes": { "DelaySeconds": "60" } })).await;
    world.pass(seconds(60));
    for number in 0..500 {
        world.send_to_group("q.fifo", "g", &number.to_string()).await;
    }
    let before = world.counts("q.fifo").await;
    assert_eq!(before, [1, 0, 500]);
    let world = world.reopened();
    assert_eq!(world.counts("q.fifo").await, before);
    world.pass(seconds(60));
    assert_eq!(world.counts("q.fifo").await, [501, 0, 0]);
}

#[tokio::test(start_paused = true)]
async fn an_older_receipt_is_found_behind_any_number_of_others() {
    let world = world().with_queue("q").await;
    world.send("q", "first").await;
    let older = world.receive_with("q", json!({ "VisibilityTimeout": 0 })).await.remove(0);
    for _ in 0..17_000 {
        world.send("q", "b").await;
    }
    // The first comes last into the schedule: behind the rows that memory holds.
    let all = json!({ "MaxNumberOfMessages": 10, "VisibilityTimeout": 100 });
    let first = world.receive_with("q", json!({ "VisibilityTimeout": 40_000 })).await;
    assert_eq!(first[0].body(), "first");
    while !world.receive_with("q", all.clone()).await.is_empty() {}
    assert_eq!(world.counts("q").await, [0, 17_001, 0]);
    world.hide("q", &older, 0).await;
    assert_eq!(world.bodies("q").await, ["first"]);
}

/// Seen: developer guide, quotas: both kinds have 120,000 in flight at most; a standard queue answers OverLimit, a FIFO queue nothing.
#[tokio::test(start_paused = true)]
async fn with_120_000_in_flight_nothing_more_is_handed_out() {
    let world = world().with_queue("q").await.with_fifo("q.fifo").await;
    for name in ["q", "q.fifo"] {
        world.send_to_group(name, "g", "one").await;
        let queue = world.sqs.queues.find("000000000000", "us-east-1", name).unwrap();
        let due = queue.now() + seconds(30);
        let fill = |contents: &mut Contents| {
            (0..IN_FLIGHT_MAX).for_each(|_| contents.hidden.hide(due, false));
            Ok(())
        };
        queue.with(fill).unwrap();
    }
    assert_eq!(world.refused_on("q", "ReceiveMessage", json!({})).await.0, "OverLimit");
    assert!(world.bodies("q.fifo").await.is_empty());
    // A poll waits for room.
    for name in ["q", "q.fifo"] {
        let before = world.clock.now();
        assert!(world.receive_with(name, json!({ "WaitTimeSeconds": 3 })).await.is_empty());
        assert_eq!(world.clock.now(), before + seconds(3));
    }
    world.pass(seconds(30));
    assert_eq!(world.bodies("q").await, ["one"]);
    assert_eq!(world.bodies("q.fifo").await, ["one"]);
}

/// Seen: developer guide, FIFO queues: groups are looked for in the first 120,000 messages.
#[test]
fn a_group_behind_the_first_120_000_messages_waits_until_one_of_them_is_gone() {
    let mut line = Fifo::empty(seconds(0));
    let now = Stored::from_millis(0);
    let (front, behind) = (Arc::from("front"), Arc::from("behind"));
    (1..=120_000).for_each(|sequence| line.is_written(sequence, &front, now));
    line.is_written(120_001, &behind, now);
    let mut first = line.take(1, now).remove(0);
    assert_eq!(first.sequence, 1);
    assert!(line.take(1, now).is_empty() && line.unlooked().is_none());
    first.change = Change::Removed;
    line.settle(&first);
    assert_eq!(line.unlooked().map(|unlooked| unlooked.from), Some(120_001));
}
