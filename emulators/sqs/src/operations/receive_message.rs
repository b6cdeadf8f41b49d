//! ReceiveMessage

use std::time::Duration;

use models::sqs::{Operation, ReceiveMessageRequest, ReceiveMessageResult, Refusal};
use service::Caller;

use crate::delivery::Wish;
use crate::delivery::poll::Poll;
use crate::message::outgoing::check_fifo_id;
use crate::message::received::Wanted;
use crate::operations::change_message_visibility::visibility;
use crate::tables::QueueRecord;
use crate::{Reply, Sqs, refusals};

const COUNT_MAX: i32 = 10;
const WAIT_MAX_S: i32 = 20;

pub async fn run(sqs: &Sqs, caller: &Caller, input: ReceiveMessageRequest) -> Reply<ReceiveMessageResult> {
    let queue = sqs.queue(Operation::ReceiveMessage, &input.queue_url, caller)?;
    let record = queue.record();
    let (wish, wait) = asked(&input, &record)?;
    let wanted = Wanted::of(&input, record.epoch)?;
    let attempt_id = input.receive_request_attempt_id.as_deref().filter(|_| queue.is_fifo());
    Poll { sqs, queue, wish, wanted, attempt_id, wait, deadline: caller.arrived + wait }.run().await
}

fn asked(input: &ReceiveMessageRequest, queue: &QueueRecord) -> Result<(Wish, Duration), Refusal> {
    let count = match input.max_number_of_messages {
        None => 1,
        Some(count) if (1..=COUNT_MAX).contains(&count) => count as usize,
        Some(other) => return Err(refusals::count_out_of_range(other)),
    };
    let visibility = input.visibility_timeout.map_or(Ok(queue.attributes.visibility_timeout()), visibility)?;
    let wait = match input.wait_time_seconds {
        None => queue.attributes.receive_wait(),
        Some(wait_s) if (0..=WAIT_MAX_S).contains(&wait_s) => Duration::from_secs(wait_s as u64),
        Some(other) => return Err(refusals::wait_out_of_range(other)),
    };
    // Recorded on AWS: a standard queue takes one and does nothing with it.
    if let (Some(id), Some(_)) = (&input.receive_request_attempt_id, &queue.attributes.fifo) {
        check_fifo_id(id, "ReceiveRequestAttemptId")?;
    }
    Ok((Wish { count, visibility }, wait))
}

#[cfg(test)]
mod tests {
    use serde_json::json;
    use service::testing::assert_type;

    use crate::testing::*;

    mod types {
        use super::*;

        #[tokio::test(start_paused = true)]
        async fn members_have_their_types() {
            let world = world();
            for (path, kind) in [
                ("QueueUrl", "String"),
                ("MaxNumberOfMessages", "Integer"),
                ("WaitTimeSeconds", "Integer"),
                ("AttributeNames", "List"),
            ] {
                assert_type(&*world.sqs, "ReceiveMessage", path, kind).await;
            }
        }
    }

    mod constraints {
        use super::*;

        #[tokio::test(start_paused = true)]
        async fn numbers_keep_their_limits() {
            let world = world().with_queue("q").await;
            for (input, said) in [
                (
                    json!({ "MaxNumberOfMessages": 11 }),
                    "Value 11 for parameter MaxNumberOfMessages is invalid. Reason: Must be between 1 and 10, if provided.",
                ),
                (
                    json!({ "MaxNumberOfMessages": 0 }),
                    "Value 0 for parameter MaxNumberOfMessages is invalid. Reason: Must be between 1 and 10, if provided.",
                ),
                (
                    json!({ "WaitTimeSeconds": 21 }),
                    "Value 21 for parameter WaitTimeSeconds is invalid. Reason: Must be >= 0 and <= 20, if provided.",
                ),
                (
                    json!({ "WaitTimeSeconds": -1 }),
                    "Value -1 for parameter WaitTimeSeconds is invalid. Reason: Must be >= 0 and <= 20, if provided.",
                ),
                (
                    json!({ "VisibilityTimeout": 43201 }),
                    "Value 43201 for parameter VisibilityTimeout is invalid. Reason: Must be >= 0 and <= 43200, if provided.",
                ),
            ] {
                let (code, message) = world.refused_on("q", "ReceiveMessage", input).await;
                assert_eq!((code.as_str(), message.as_str()), ("InvalidParameterValueException", said));
            }
            let unknown = json!({ "AttributeNames": ["Colour"] });
            assert_eq!(world.refused_on("q", "ReceiveMessage", unknown).await.1, "Unknown Attribute Colour.");
        }
    }

    mod behaviour {
        use super::*;

        #[tokio::test(start_paused = true)]
        async fn messages_come_as_they_were_sent_and_only_once() {
            let world = world().with_queue("q").await;
            for body in ["a", "b", "c"] {
                world.send("q", body).await;
            }
            let one = world.receive_with("q", json!({})).await;
            assert_eq!(one[0].body(), "a");
            assert_eq!(world.bodies("q").await, ["b", "c"]);
            assert!(world.bodies("q").await.is_empty());
            assert_eq!(world.counts("q").await, [0, 3, 0]);
        }

        #[tokio::test(start_paused = true)]
        async fn an_empty_queue_answers_nothing_at_all() {
            let world = world().with_queue("q").await;
            assert_eq!(world.on("q", "ReceiveMessage", json!({})).await, json!({}));
        }

        #[tokio::test(start_paused = true)]
        async fn a_message_returns_when_its_visibility_ends() {
            let world = world().with_queue("q").await;
            world.send("q", "hello").await;
            let first = world.receive("q").await;
            assert_eq!(first[0].system("ApproximateReceiveCount"), Some("1"));
            world.pass(seconds(29));
            assert!(world.bodies("q").await.is_empty());
            world.pass(seconds(1));
            let again = world.receive("q").await;
            assert_eq!(again[0].system("ApproximateReceiveCount"), Some("2"));
            assert_eq!(again[0].system("SentTimestamp"), Some("1700000000000"));
            assert_eq!(again[0].system("ApproximateFirstReceiveTimestamp"), Some("1700000000000"));
            assert_eq!(again[0].system("SenderId"), Some("000000000000"));
            assert_ne!(again[0].receipt(), first[0].receipt());
        }

        #[tokio::test(start_paused = true)]
        async fn what_is_hidden_is_found_again_after_reopening() {
            let world = world().with_queue("q").await;
            for body in ["a", "b", "c"] {
                world.send("q", body).await;
            }
            let first = world.receive_with("q", json!({})).await;
            let world = world.reopened();
            assert_eq!(world.counts("q").await, [2, 1, 0]);
            world.delete("q", &first[0]).await;
            let world = world.reopened();
            assert_eq!(world.counts("q").await, [2, 0, 0]);
            assert_eq!(world.bodies("q").await, ["b", "c"]);
            let world = world.reopened();
            world.pass(seconds(30));
            assert_eq!(world.counts("q").await, [2, 0, 0]);
            assert_eq!(world.bodies("q").await, ["b", "c"]);
        }

        #[tokio::test(start_paused = true)]
        async fn attributes_are_told_by_name_by_beginning_or_all() {
            let world = world().with_queue("q").await;
            let text = |value: &str| json!({ "DataType": "String", "StringValue": value });
            let attributes = json!({ "Help.Me": text("Me"), "Hello": text("There"), "General": text("Kenobi") });
            world.on("q", "SendMessage", json!({ "MessageBody": "msg", "MessageAttributes": attributes })).await;
            let told = async |names: serde_json::Value| {
                let input = json!({ "VisibilityTimeout": 0, "MessageAttributeNames": names });
                let answer = world.on("q", "ReceiveMessage", input).await;
                let message = &answer["Messages"][0];
                let names = message["MessageAttributes"].as_object().map(|all| all.keys().cloned().collect::<Vec<_>>());
                (names.unwrap_or_default(), message["MD5OfMessageAttributes"].as_str().map(str::to_owned))
            };
            let all = ["General", "Hello", "Help.Me"].map(str::to_owned).to_vec();
            let sum = Some("4c360f3fdafd970e05fae2f149d997f5".to_owned());
            for names in [json!(["All"]), json!([".*"])] {
                assert_eq!(told(names).await, (all.clone(), sum.clone()));
            }
            assert_eq!(told(json!([])).await, (vec![], None));
            assert_eq!(told(json!(["Foo", "Hello"])).await.1.as_deref(), Some("a311262e065454b75da111d535b8dacd"));
            assert_eq!(told(json!(["Hel.*"])).await.0, ["Hello", "Help.Me"]);
        }

        #[tokio::test(start_paused = true)]
        async fn a_poll_waits_for_a_message_and_no_longer() {
            let world = world().with_queue("q").await;
            let poll = world.receive_with("q", json!({ "WaitTimeSeconds": 20 }));
            let send = async {
                world.clock.sleep(seconds(3)).await;
                world.send("q", "hello").await;
                world.clock.now()
            };
            let (received, sent) = tokio::join!(poll, send);
            assert_eq!(received[0].body(), "hello");
            assert_eq!(sent, world.clock.now());

            let before = world.clock.now();
            assert!(world.receive_with("q", json!({ "WaitTimeSeconds": 5 })).await.is_empty());
            assert_eq!(world.clock.now(), before + seconds(5));
        }

        #[tokio::test(start_paused = true)]
        async fn a_poll_wakes_when_a_hidden_or_delayed_message_comes_due() {
            let world = world().with_queue("q").await;
            world.on("q", "SendMessage", json!({ "MessageBody": "late", "DelaySeconds": 4 })).await;
            let input = json!({ "WaitTimeSeconds": 20, "VisibilityTimeout": 6 });
            let received = world.receive_with("q", input.clone()).await;
            assert_eq!((received[0].body().as_str(), world.clock.now()), ("late", start() + seconds(4)));
            let again = world.receive_with("q", input.clone()).await;
            assert_eq!((again[0].body().as_str(), world.clock.now()), ("late", start() + seconds(10)));

            // It is shown sooner than the poll was told when it parked.
            let (shown, ()) = tokio::join!(world.receive_with("q", input), async {
                world.clock.sleep(seconds(1)).await;
                world.hide("q", &again[0], 2).await;
            });
            assert_eq!((shown[0].body().as_str(), world.clock.now()), ("late", start() + seconds(13)));
        }

        #[tokio::test(start_paused = true)]
        async fn each_message_wakes_one_of_many_polls() {
            let world = world().with_queue("q").await;
            let poll = || world.receive_with("q", json!({ "WaitTimeSeconds": 20 }));
            let (one, two, three, ()) = tokio::join!(poll(), poll(), poll(), async {
                world.clock.sleep(seconds(1)).await;
                world.send("q", "a").await;
                world.send("q", "b").await;
            });
            let mut bodies: Vec<_> = [one, two, three].iter().flatten().map(Received::body).collect();
            bodies.sort();
            assert_eq!(bodies, ["a", "b"]);
        }

        #[tokio::test(start_paused = true)]
        async fn parked_polls_are_answered_empty_when_the_server_drains() {
            let world = world().with_queue("q").await;
            let (received, ()) = tokio::join!(world.receive_with("q", json!({ "WaitTimeSeconds": 20 })), async {
                world.clock.sleep(seconds(1)).await;
                world.sqs.drain();
            });
            assert!(received.is_empty());
            assert_eq!(world.clock.now(), start() + seconds(1));
        }

        #[tokio::test(start_paused = true)]
        async fn messages_too_old_are_gone_at_once_and_swept_later() {
            let world = world();
            world.create("q", json!({ "MessageRetentionPeriod": "60" })).await;
            world.send("q", "old").await;
            world.receive("q").await;
            world.send("q", "old too").await;
            world.pass(seconds(60));
            world.send("q", "new").await;
            assert_eq!(world.bodies("q").await, ["new"]);
            assert_eq!(world.counts("q").await, [0, 1, 0]);

            world.pass(seconds(60));
            world.sweep().await;
            assert_eq!(world.counts("q").await[0], 0);
            assert!(world.bodies("q").await.is_empty());
        }
    }

    mod fifo {
        use super::*;

        #[tokio::test(start_paused = true)]
        async fn a_group_waits_while_one_of_its_messages_is_in_flight() {
            let world = world().with_fifo("q.fifo").await;
            for (group, body) in [("a", "a1"), ("b", "b1"), ("a", "a2"), ("b", "b2")] {
                world.send_to_group("q.fifo", group, body).await;
            }
            let one = world.receive_with("q.fifo", json!({})).await;
            assert_eq!(one[0].body(), "a1");
            assert_eq!(world.bodies("q.fifo").await, ["b1", "b2"]);
            assert!(world.bodies("q.fifo").await.is_empty());
            world.delete("q.fifo", &one[0]).await;
            assert_eq!(world.bodies("q.fifo").await, ["a2"]);
            assert_eq!(world.counts("q.fifo").await, [0, 3, 0]);
        }

        #[tokio::test(start_paused = true)]
        async fn one_message_that_is_hidden_longer_holds_up_those_behind_it_and_no_others() {
            for (hidden, expected) in [(0, vec![]), (1, vec!["foo"]), (2, vec!["foo", "bar"])] {
                let world = world();
                let attributes =
                    json!({ "FifoQueue": "true", "ContentBasedDeduplication": "true", "VisibilityTimeout": "1" });
                world.create("q.fifo", attributes).await;
                for body in ["foo", "bar", "baz"] {
                    world.send_to_group("q.fifo", "1", body).await;
                }
                let all = world.receive("q.fifo").await;
                world.hide("q.fifo", &all[hidden], 4).await;
                world.pass(seconds(2));
                assert_eq!(world.bodies("q.fifo").await, expected);
            }
        }

        #[tokio::test(start_paused = true)]
        async fn an_attempt_that_is_made_again_gets_the_same_until_something_becomes_of_it() {
            let world = world().with_fifo("q.fifo").await;
            for body in ["a", "b", "c"] {
                world.send_to_group("q.fifo", "g", body).await;
            }
            let attempt = json!({ "MaxNumberOfMessages": 2, "ReceiveRequestAttemptId": "one" });
            let first = world.receive_with("q.fifo", attempt.clone()).await;
            world.pass(seconds(20));
            let again = world.receive_with("q.fifo", attempt.clone()).await;
            assert_eq!(again[0].0, first[0].0);
            assert_eq!(again[1].0, first[1].0);
            // It begins to be hidden anew.
            world.pass(seconds(29));
            assert!(world.bodies("q.fifo").await.is_empty());
            world.delete("q.fifo", &first[0]).await;
            world.delete("q.fifo", &first[1]).await;
            let mut input = attempt.clone();
            input["QueueUrl"] = url("q.fifo").into();
            let (code, said) = world.refused("ReceiveMessage", input).await;
            assert_eq!(code, "InvalidParameterValueException");
            assert_eq!(
                said,
                "Value one for parameter ReceiveRequestAttemptId is invalid. Reason: The receiveRequestAttemptId is not valid \
                 anymore since the receive call is not retryable."
            );
            world.pass(seconds(300));
            assert_eq!(world.receive_with("q.fifo", attempt).await[0].body(), "c");
        }

        // Recorded on AWS.
        #[tokio::test(start_paused = true)]
        async fn a_standard_queue_takes_an_attempt_and_does_nothing_with_it() {
            let world = world().with_queue("q").await;
            world.send("q", "a").await;
            let attempt = json!({ "ReceiveRequestAttemptId": "one" });
            assert_eq!(world.receive_with("q", attempt.clone()).await.len(), 1);
            assert!(world.receive_with("q", attempt).await.is_empty());
        }

        #[tokio::test(start_paused = true)]
        async fn an_attempt_may_be_made_again_when_its_messages_are_visible_again() {
            let world = world().with_fifo("q.fifo").await;
            world.send_to_group("q.fifo", "g", "a").await;
            let attempt = json!({ "ReceiveRequestAttemptId": "one" });
            let first = world.receive_with("q.fifo", attempt.clone()).await;
            world.pass(seconds(30));
            let again = world.receive_with("q.fifo", attempt).await;
            assert_eq!(again[0].system("ApproximateReceiveCount"), Some("2"));
            assert_ne!(again[0].receipt(), first[0].receipt());
        }

        #[tokio::test(start_paused = true)]
        async fn groups_are_found_again_after_reopening() {
            let world = world().with_fifo("q.fifo").await;
            for (group, body) in [("a", "a1"), ("a", "a2"), ("b", "b1"), ("a", "a3")] {
                world.send_to_group("q.fifo", group, body).await;
            }
            let one = world.receive_with("q.fifo", json!({})).await;
            let world = world.reopened();
            assert_eq!(world.counts("q.fifo").await, [3, 1, 0]);
            assert_eq!(world.bodies("q.fifo").await, ["b1"]);
            world.delete("q.fifo", &one[0]).await;
            let world = world.reopened();
            assert_eq!(world.bodies("q.fifo").await, ["a2", "a3"]);
        }

        #[tokio::test(start_paused = true)]
        async fn the_delay_of_a_fifo_queue_is_its_own_and_holds_for_what_was_sent_before() {
            let world = world().with_fifo("q.fifo").await;
            world.on("q.fifo", "SetQueueAttributes", json!({ "Attributes": { "DelaySeconds": "10" } })).await;
            world.send_to_group("q.fifo", "g", "late").await;
            assert!(world.bodies("q.fifo").await.is_empty());
            assert_eq!(world.counts("q.fifo").await, [0, 0, 1]);
            world.on("q.fifo", "SetQueueAttributes", json!({ "Attributes": { "DelaySeconds": "2" } })).await;
            world.pass(seconds(2));
            assert_eq!(world.bodies("q.fifo").await, ["late"]);
        }
    }
}
