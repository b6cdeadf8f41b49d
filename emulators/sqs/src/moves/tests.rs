use serde_json::{Value, json};

use crate::testing::*;

const DEAD: &str = "arn:aws:sqs:us-east-1:000000000000:dead";

/// `q` with so many dead letters in `dead`.
async fn world_with_letters(count: usize) -> World {
    let world = world().with_queue("dead").await;
    let policy = json!({ "deadLetterTargetArn": DEAD, "maxReceiveCount": 1 }).to_string();
    world.create("q", json!({ "RedrivePolicy": policy, "VisibilityTimeout": "0" })).await;
    for number in 0..count {
        world.send("q", &number.to_string()).await;
    }
    for _ in 0..count {
        world.receive_with("q", json!({ "VisibilityTimeout": 1 })).await;
    }
    world.pass(seconds(1));
    assert!(world.bodies("q").await.is_empty());
    assert_eq!(world.counts("dead").await, [count as u64, 0, 0]);
    world
}

async fn start(world: &World, more: Value) -> String {
    let mut input = json!({ "SourceArn": DEAD });
    input.as_object_mut().unwrap().extend(more.as_object().unwrap().clone());
    world.ok("StartMessageMoveTask", input).await["TaskHandle"].as_str().unwrap().to_owned()
}

async fn last(world: &World) -> Value {
    world.ok("ListMessageMoveTasks", json!({ "SourceArn": DEAD })).await["Results"][0].clone()
}

async fn refusal(world: &World, operation: &str, input: Value) -> (String, String) {
    world.call(operation, input).await.unwrap_err()
}

#[tokio::test(start_paused = true)]
async fn dead_letters_go_back_to_where_they_came_from_and_begin_anew() {
    let world = world_with_letters(3).await;
    let handle = start(&world, json!({})).await;
    let task = last(&world).await;
    assert_eq!(task["TaskHandle"], handle);
    assert_eq!(task["Status"], "RUNNING");
    assert_eq!(task["ApproximateNumberOfMessagesToMove"], 3);
    assert_eq!(task["StartedTimestamp"], 1_700_000_001_000_i64);
    world.sweep().await;
    let task = last(&world).await;
    assert_eq!((&task["Status"], &task["ApproximateNumberOfMessagesMoved"]), (&json!("COMPLETED"), &json!(3)));
    assert_eq!((task.get("TaskHandle"), task.get("DestinationArn")), (None, None));
    assert_eq!((world.counts("dead").await, world.counts("q").await), ([0, 0, 0], [3, 0, 0]));
    let asked = json!({ "VisibilityTimeout": 30, "AttributeNames": ["All"], "MaxNumberOfMessages": 10 });
    let received = world.receive_with("q", asked).await;
    assert_eq!(received[0].system("ApproximateReceiveCount"), Some("1"));
    assert_eq!(received[0].system("DeadLetterQueueSourceArn"), None);
    assert_eq!(world.reopened().counts("dead").await, [0, 0, 0]);
}

#[tokio::test(start_paused = true)]
async fn a_rate_holds_and_a_task_goes_on_after_a_restart() {
    let world = world_with_letters(5).await.with_queue("other").await;
    let other = "arn:aws:sqs:us-east-1:000000000000:other";
    start(&world, json!({ "DestinationArn": other, "MaxNumberOfMessagesPerSecond": 2 })).await;
    world.sweep().await;
    assert_eq!(world.counts("other").await, [2, 0, 0]);
    world.sweep().await;
    assert_eq!(world.counts("other").await, [2, 0, 0]);
    let world = world.reopened();
    world.pass(seconds(1));
    world.sweep().await;
    assert_eq!((world.counts("other").await, world.counts("dead").await), ([4, 0, 0], [1, 0, 0]));
    world.pass(seconds(1));
    world.sweep().await;
    world.pass(seconds(1));
    world.sweep().await;
    let task = last(&world).await;
    assert_eq!(task["Status"], "COMPLETED");
    assert_eq!((&task["DestinationArn"], &task["MaxNumberOfMessagesPerSecond"]), (&json!(other), &json!(2)));
    assert_eq!(world.counts("q").await, [0, 0, 0]);
}

#[tokio::test(start_paused = true)]
async fn a_cancelled_task_leaves_what_it_has_not_moved() {
    let world = world_with_letters(3).await;
    let handle = start(&world, json!({ "MaxNumberOfMessagesPerSecond": 1 })).await;
    world.sweep().await;
    let answer = world.ok("CancelMessageMoveTask", json!({ "TaskHandle": handle })).await;
    assert_eq!(answer["ApproximateNumberOfMessagesMoved"], 1);
    world.pass(seconds(5));
    world.sweep().await;
    assert_eq!((world.counts("dead").await, last(&world).await["Status"].clone()), ([2, 0, 0], json!("CANCELLED")));
    let (code, _) = refusal(&world, "CancelMessageMoveTask", json!({ "TaskHandle": handle })).await;
    assert_eq!(code, "UnsupportedOperation");
    // Another may begin.
    start(&world, json!({})).await;
    world.sweep().await;
    assert_eq!(world.counts("q").await, [3, 0, 0]);
}

#[tokio::test(start_paused = true)]
async fn a_message_that_came_from_nowhere_fails_the_task_and_stays() {
    let world = world_with_letters(0).await;
    world.send("dead", "sent directly").await;
    start(&world, json!({})).await;
    world.sweep().await;
    let task = last(&world).await;
    assert_eq!((&task["Status"], &task["FailureReason"]), (&json!("FAILED"), &json!("CouldNotDetermineMessageSource")));
    assert_eq!(world.counts("dead").await, [1, 0, 0]);
    assert_eq!(world.bodies("dead").await, ["sent directly"]);
}

#[tokio::test(start_paused = true)]
async fn a_target_that_is_gone_fails_the_task_and_loses_nothing() {
    let world = world_with_letters(2).await.with_queue("other").await;
    start(&world, json!({ "DestinationArn": "arn:aws:sqs:us-east-1:000000000000:other" })).await;
    world.on("other", "DeleteQueue", json!({})).await;
    world.sweep().await;
    assert_eq!(last(&world).await["FailureReason"], "AWS.SimpleQueueService.NonExistentQueue");
    assert_eq!(world.counts("dead").await, [2, 0, 0]);
}

#[tokio::test(start_paused = true)]
async fn groups_keep_their_order() {
    let world = world().with_fifo("dead.fifo").await;
    let arn = "arn:aws:sqs:us-east-1:000000000000:dead.fifo";
    let policy = json!({ "deadLetterTargetArn": arn, "maxReceiveCount": 1 }).to_string();
    let attributes = json!({ "FifoQueue": "true", "ContentBasedDeduplication": "true", "RedrivePolicy": policy });
    world.create("q.fifo", attributes).await;
    for (group, body) in [("a", "a1"), ("b", "b1"), ("a", "a2"), ("a", "a3"), ("b", "b2")] {
        world.send_to_group("q.fifo", group, body).await;
    }
    for _ in 0..5 {
        world.receive_with("q.fifo", json!({ "MaxNumberOfMessages": 10, "VisibilityTimeout": 1 })).await;
        world.pass(seconds(1));
    }
    assert_eq!(world.counts("dead.fifo").await, [5, 0, 0]);
    world.ok("StartMessageMoveTask", json!({ "SourceArn": arn })).await;
    world.sweep().await;
    assert_eq!(world.counts("q.fifo").await, [5, 0, 0]);
    let bodies = world.bodies("q.fifo").await;
    let of = |group: &str| bodies.iter().filter(|body| body.starts_with(group)).cloned().collect::<Vec<_>>();
    assert_eq!((of("a"), of("b")), (vec!["a1".into(), "a2".into(), "a3".into()], vec!["b1".into(), "b2".into()]));
}

#[tokio::test(start_paused = true)]
async fn what_cannot_be_moved_is_refused() {
    let world = world_with_letters(1).await.with_queue("plain").await.with_fifo("f.fifo").await;
    let arn = |name: &str| format!("arn:aws:sqs:us-east-1:000000000000:{name}");
    let format = "arn:<partition>:<service>:<region>:<account-id>:<resource-id>";
    for (input, code, message) in [
        (json!({ "SourceArn": "dead" }), "InvalidParameterValueException", format!("You must use this format to specify the SourceArn: {format}")),
        (
            json!({ "SourceArn": arn("none") }),
            "ResourceNotFoundException",
            "The resource that you specified for the SourceArn parameter doesn't exist.".into(),
        ),
        (json!({ "SourceArn": arn("plain") }), "InvalidParameterValueException", "Source queue must be configured as a Dead Letter Queue.".into()),
        (
            json!({ "SourceArn": DEAD, "DestinationArn": DEAD }),
            "InvalidParameterValueException",
            "Source queue arn and destination queue arn cannot be the same.".into(),
        ),
        (
            json!({ "SourceArn": DEAD, "DestinationArn": arn("none") }),
            "ResourceNotFoundException",
            "The resource that you specified for the DestinationArn parameter doesn't exist.".into(),
        ),
        (
            json!({ "SourceArn": DEAD, "DestinationArn": arn("f.fifo") }),
            "InvalidParameterValueException",
            "The source queue and destination queue must be of the same queue type.".into(),
        ),
        (
            json!({ "SourceArn": DEAD, "MaxNumberOfMessagesPerSecond": 501 }),
            "InvalidParameterValueException",
            "Value for parameter MaxNumberOfMessagesPerSecond is invalid. Reason: You must enter a number that's between 1 and 500.".into(),
        ),
    ] {
        assert_eq!(refusal(&world, "StartMessageMoveTask", input.clone()).await, (code.into(), message), "{input}");
    }
    start(&world, json!({})).await;
    let (_, message) = refusal(&world, "StartMessageMoveTask", json!({ "SourceArn": DEAD })).await;
    assert!(message.starts_with("There is already a task running."), "{message}");
    let (code, message) = refusal(&world, "CancelMessageMoveTask", json!({ "TaskHandle": "no" })).await;
    assert_eq!(
        (code.as_str(), message.as_str()),
        ("InvalidParameterValueException", "Value for parameter TaskHandle is invalid.")
    );
}

#[tokio::test(start_paused = true)]
async fn ten_tasks_are_told_of_the_newest_first() {
    let world = world_with_letters(0).await;
    for _ in 0..12 {
        world.pass(seconds(1));
        start(&world, json!({})).await;
        world.sweep().await;
    }
    let all = world.ok("ListMessageMoveTasks", json!({ "SourceArn": DEAD, "MaxResults": 10 })).await;
    let times: Vec<_> =
        all["Results"].as_array().unwrap().iter().map(|task| task["StartedTimestamp"].as_i64().unwrap()).collect();
    assert_eq!(times.len(), 10);
    assert!(times.is_sorted_by(|one, next| one > next));
    let (_, message) = refusal(&world, "ListMessageMoveTasks", json!({ "SourceArn": DEAD, "MaxResults": 11 })).await;
    assert!(message.contains("between 1 and 10"), "{message}");
}
