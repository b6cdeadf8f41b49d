//! What grows old goes, once, and nothing else; and looking for it costs nothing where there is nothing.

use keyspace::Batch;
use serde_json::json;

use crate::tables::MESSAGES;
use crate::testing::*;

async fn forgetful(name: &str) -> World {
    let world = world();
    world.create(name, json!({ "MessageRetentionPeriod": "60" })).await;
    world
}

/// MessageRetentionPeriod 60, VisibilityTimeout 600: the message goes while somebody has it.
#[tokio::test(start_paused = true)]
async fn a_message_that_goes_while_it_is_in_flight_is_counted_out_once() {
    let world = forgetful("q").await;
    world.send("q", "old").await;
    let message = world.receive_with("q", json!({ "VisibilityTimeout": 600 })).await.remove(0);
    world.pass(seconds(60));
    world.sweep().await;
    world.delete("q", &message).await;
    world.send("q", "new").await;
    assert_eq!(world.counts("q").await[0], 1);
    assert_eq!(world.bodies("q").await, ["new"]);
    // A receipt of what is gone shows nothing again either.
    let input = json!({ "ReceiptHandle": message.receipt(), "VisibilityTimeout": 0 });
    let (_, said) = world.refused_on("q", "ChangeMessageVisibility", input).await;
    assert!(said.contains("does not exist"), "{said}");
    world.pass(seconds(600));
    world.sweep().await;
    assert!(world.bodies("q").await.is_empty());
    assert_eq!(world.counts("q").await, [0, 0, 0]);
    assert_eq!(world.reopened().counts("q").await, [0, 0, 0]);
}

#[tokio::test(start_paused = true)]
async fn nobody_is_looked_at_before_something_may_be_too_old() {
    let world = world().with_queue("q").await;
    for name in 0..100 {
        world.create(&format!("empty-{name}"), json!({})).await;
    }
    let world = world.reopened();
    world.sweep().await;
    assert_eq!(world.sqs.shared.dues.first(), None, "the start is looked at once");
    // A consumer that keeps up: the queue is empty before each send.
    for _ in 0..20 {
        world.send("q", "b").await;
        let message = world.receive("q").await.remove(0);
        world.delete("q", &message).await;
        assert_eq!(world.sqs.shared.dues.first(), Some(start() + seconds(4 * 24 * 3600)));
    }
    world.pass(seconds(4 * 24 * 3600));
    world.sweep().await;
    assert_eq!(world.sqs.shared.dues.first(), None);
}

#[tokio::test(start_paused = true)]
async fn sends_that_share_a_write_are_not_forgotten() {
    let world = forgetful("q").await;
    let body = |body: &str| json!({ "MessageBody": body });
    tokio::join!(world.on("q", "SendMessage", body("a")), world.on("q", "SendMessage", body("b")));
    world.pass(seconds(60));
    world.sweep().await;
    assert_eq!(world.counts("q").await, [0, 0, 0]);
}

#[tokio::test(start_paused = true)]
async fn one_message_that_cannot_be_read_keeps_no_other_from_going() {
    let world = forgetful("a").await;
    world.create("b", json!({ "MessageRetentionPeriod": "60" })).await;
    for name in ["a", "b"] {
        world.send(name, "first").await;
        world.send(name, "second").await;
    }
    let contents = world.sqs.queues.find("000000000000", "us-east-1", "a").unwrap().contents_id();
    let mut batch = Batch::new();
    batch.put_raw(MESSAGES, &(contents, 1), b"\xffof another version");
    world.space.commit(batch).await.unwrap();
    world.pass(seconds(60));
    let janitor = world.sqs.janitors().remove(0);
    assert!(janitor.tick(world.clock.now()).await.is_err(), "the operator is told");
    world.pass(seconds(31));
    let _ = janitor.tick(world.clock.now()).await;
    assert_eq!(world.counts("b").await, [0, 0, 0]);
    assert_eq!(world.counts("a").await, [1, 0, 0]);
}

#[tokio::test(start_paused = true)]
async fn a_shorter_retention_holds_for_what_is_there() {
    let world = world().with_queue("q").await;
    world.send("q", "old").await;
    world.pass(seconds(120));
    world.on("q", "SetQueueAttributes", json!({ "Attributes": { "MessageRetentionPeriod": "60" } })).await;
    world.sweep().await;
    assert_eq!(world.counts("q").await, [0, 0, 0]);
}

#[tokio::test(start_paused = true)]
async fn what_is_gone_from_the_front_is_not_looked_at_again() {
    let world = forgetful("q").await;
    for _ in 0..500 {
        world.send("q", "old").await;
    }
    world.pass(seconds(60));
    world.sweep().await;
    world.send("q", "new").await;
    assert_eq!(world.bodies("q").await, ["new"]);
    let world = world.reopened();
    assert_eq!(world.counts("q").await, [0, 1, 0]);
}

/// Letters keep the time of their sending in a standard queue: one that comes late is older than those that were sent there before it.
#[tokio::test(start_paused = true)]
async fn a_dead_letter_goes_when_it_is_too_old_although_younger_messages_stand_before_it() {
    let world = forgetful("dead").await;
    let policy = json!({ "deadLetterTargetArn": "arn:aws:sqs:us-east-1:000000000000:dead", "maxReceiveCount": 1 });
    world.create("q", json!({ "RedrivePolicy": policy.to_string() })).await;
    world.send("q", "letter").await;
    world.send("q", "received").await;
    world.receive_with("q", json!({ "VisibilityTimeout": 0, "MaxNumberOfMessages": 2 })).await;
    world.pass(seconds(30));
    world.send("dead", "younger").await;
    assert!(world.bodies("q").await.is_empty());
    world.send("dead", "youngest").await;
    let input = json!({ "MaxNumberOfMessages": 3, "VisibilityTimeout": 600 });
    let received = world.receive_with("dead", input).await;
    assert_eq!(received[2].body(), "received");
    world.delete("dead", &received[2]).await;
    assert_eq!(world.counts("dead").await, [1, 2, 0]);

    world.pass(seconds(29));
    world.sweep().await;
    assert_eq!(world.counts("dead").await, [1, 2, 0]);
    world.pass(seconds(1));
    world.sweep().await;
    assert_eq!(world.counts("dead").await, [1, 1, 0]);
    assert_eq!(world.bodies("dead").await, ["youngest"]);
    world.pass(seconds(30));
    world.sweep().await;
    assert_eq!(world.counts("dead").await, [0, 0, 0]);
}

#[tokio::test(start_paused = true)]
async fn a_letter_that_nobody_received_leaves_those_before_it_where_they_are() {
    let world = forgetful("dead").await;
    let policy = json!({ "deadLetterTargetArn": "arn:aws:sqs:us-east-1:000000000000:dead", "maxReceiveCount": 1 });
    world.create("q", json!({ "RedrivePolicy": policy.to_string() })).await;
    world.send("q", "letter").await;
    world.receive_with("q", json!({ "VisibilityTimeout": 0 })).await;
    world.pass(seconds(50));
    for body in ["one", "two"] {
        world.send("dead", body).await;
    }
    assert!(world.bodies("q").await.is_empty());
    world.send("dead", "three").await;
    world.pass(seconds(10));
    world.sweep().await;
    assert_eq!(world.counts("dead").await, [3, 0, 0]);
    assert_eq!(world.bodies("dead").await, ["one", "two", "three"]);
}
