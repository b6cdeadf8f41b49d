//! A look into a queue that changes nothing: no receive is counted, nothing is hidden, no clock starts.
//!
//! It is asked for as a ReceiveMessage, in any protocol, and answered like one, so that SDKs can look, too. Seen: LocalStack, developer
//! endpoint `/_aws/sqs/messages`.

use std::collections::{HashMap, HashSet};
use std::ops::ControlFlow;
use std::sync::Arc;

use clock::Stored;
use keyspace::{Direction, Fault, Key, Reads};
use models::sqs::{Message as Answer, Operation, ReceiveMessageRequest, ReceiveMessageResult};
use service::wire::{Checked, Field, Model};
use service::{BoxFuture, Caller, Failed, Outcome, Output, Service};

use crate::delivery::Delivered;
use crate::delivery::receipt::Receipt;
use crate::message::Message;
use crate::message::received::Wanted;
use crate::queue::name::UrlPath;
use crate::queue::{Queue, damaged};
use crate::tables::{Handed, MESSAGES, SCHEDULE};
use crate::{Failure, Sqs};

/// The service of those who look.
pub struct Peek {
    pub sqs: Arc<Sqs>,
    /// Also what is in flight.
    pub shows_invisible: bool,
    /// Also what is delayed.
    pub shows_delayed: bool,
}

/// So much is told at most, the first messages of the queue.
const MESSAGES_MAX: usize = 10_000;
const BYTES_MAX: usize = 64 << 20;

/// No receipt. Seen: LocalStack.
const RECEIPT: &str = "SQS/BACKDOOR/ACCESS";

impl Service for Peek {
    fn model(&self) -> &'static Model {
        self.sqs.model()
    }

    fn call<'a>(
        &'a self,
        operation: usize,
        caller: &'a Caller,
        input: Checked,
    ) -> BoxFuture<'a, Result<Output, Failed>> {
        Box::pin(async move {
            match Operation::ALL[operation] {
                Operation::ReceiveMessage => {
                    let messages = self.look(caller, Field::from_value(input.into_value())).await?;
                    Ok(ReceiveMessageResult { messages: Some(messages) }.into_output())
                }
                _ => Err(Failed::Unsupported),
            }
        })
    }
}

/// A message's bytes, and what the schedule says of it.
struct Found {
    sequence: u64,
    bytes: Vec<u8>,
    row: Option<(Stored, Handed)>,
}

impl Peek {
    async fn look(&self, caller: &Caller, input: ReceiveMessageRequest) -> Result<Vec<Answer>, Failure> {
        self.sqs.space.enter_read().await?;
        let region = UrlPath::parse(&input.queue_url).region.unwrap_or(&caller.region).to_owned();
        let queue =
            self.sqs.queue(Operation::ReceiveMessage, &input.queue_url, &Caller { region, ..caller.clone() })?;
        let (shows_invisible, shows_delayed) = (self.shows_invisible, self.shows_delayed);
        let look = move || Look { queue, shows_invisible, shows_delayed }.messages();
        let looked = tokio::task::spawn_blocking(look).await;
        Ok(looked.map_err(|error| Fault::because("looking into a queue ended early", error))??)
    }
}

struct Look {
    queue: Arc<Queue>,
    shows_invisible: bool,
    shows_delayed: bool,
}

impl Look {
    /// All of one instant, in the order in which they were sent.
    fn messages(&self) -> Result<Vec<Answer>, Fault> {
        let record = self.queue.record();
        let (contents, now) = (record.contents, self.queue.now());
        let view = self.queue.space.snapshot();
        let rows = SCHEDULE.under(&(contents,));

        let mut unseen = HashSet::new();
        view.scan(&rows.clone().from(&(contents, now, u64::MAX)), Direction::Forward, |(_, due, sequence), handed| {
            let is_shown = if handed.receives == 0 { self.shows_delayed } else { self.shows_invisible };
            if due > now && !is_shown {
                unseen.insert(sequence);
            }
            ControlFlow::Continue(())
        })?;

        let delay = record.attributes.fifo.map(|_| record.attributes.delay()).unwrap_or_default();
        let (mut found, mut bytes, mut unclear) = (Vec::new(), 0, None);
        view.scan_raw(&MESSAGES.under(&(contents,)), Direction::Forward, |mut key, value| {
            let opened =
                <(u64, u64) as Key>::decode(&mut key).and_then(|(_, sequence)| Ok((sequence, Message::open(value)?.0)));
            let (sequence, message) = match opened {
                Ok(opened) => opened,
                Err(damage) => {
                    unclear = Some(damage);
                    return ControlFlow::Break(());
                }
            };
            let is_gone = message.sent + record.attributes.retention() <= now;
            let is_delayed = message.sent + delay > now && !self.shows_delayed;
            if is_gone || is_delayed || unseen.contains(&sequence) {
                return ControlFlow::Continue(());
            }
            bytes += value.len();
            found.push(Found { sequence, bytes: value.to_vec(), row: None });
            match found.len() < MESSAGES_MAX && bytes < BYTES_MAX {
                true => ControlFlow::Continue(()),
                false => ControlFlow::Break(()),
            }
        })?;
        if let Some(damage) = unclear {
            return Err(damaged(damage));
        }

        let at: HashMap<u64, usize> = found.iter().enumerate().map(|(at, found)| (found.sequence, at)).collect();
        view.scan(&rows, Direction::Forward, |(_, due, sequence), handed| {
            if let Some(at) = at.get(&sequence) {
                found[*at].row = Some((due, handed));
            }
            ControlFlow::Continue(())
        })?;
        let wanted = Wanted::all(record.epoch);
        found.iter().map(|found| self.told(found, &wanted, now)).collect()
    }

    fn told(&self, found: &Found, wanted: &Wanted, now: Stored) -> Result<Answer, Fault> {
        let record = self.queue.record();
        let (message, number) = Message::open(&found.bytes).map_err(damaged)?;
        let is_fifo = record.attributes.fifo.is_some();
        let delay = if is_fifo { record.attributes.delay() } else { Default::default() };
        let (is_hidden, handed) = match &found.row {
            Some((due, handed)) => (*due > now, handed.clone()),
            None => (message.sent + delay > now, never_received(&message, is_fifo)),
        };
        let (receives, is_delayed) = match message.past {
            Some(past) if handed.receives == 0 => (past.receives, is_hidden),
            _ => (handed.receives, is_hidden && handed.receives == 0),
        };
        let handed = Handed { receives, ..handed };
        let receipt = Receipt { queue: 0, contents: 0, sequence: 0, due: now, nonce: 0 };
        let mut answer = wanted.answer(Delivered { message: &message, number, handed: &handed, receipt });
        answer.receipt_handle = Some(RECEIPT.to_owned());
        let attributes = answer.attributes.get_or_insert_default();
        if receives == 0 {
            attributes.insert("ApproximateFirstReceiveTimestamp".to_owned(), "0".to_owned());
        }
        if self.shows_invisible {
            attributes.insert("IsVisible".to_owned(), (!is_hidden).to_string());
        }
        if self.shows_delayed {
            attributes.insert("IsDelayed".to_owned(), is_delayed.to_string());
        }
        Ok(answer)
    }
}

fn never_received(message: &Message<'_>, is_fifo: bool) -> Handed {
    let first_received = message.past.map_or(message.sent, |past| past.first_received);
    Handed {
        receives: 0,
        nonce: 0,
        first_received,
        last_received: first_received,
        sent: message.sent,
        is_moved: false,
        group: message.group.filter(|_| is_fifo).map(str::to_owned),
    }
}

#[cfg(test)]
mod tests {
    use serde_json::{Value, json};
    use service::testing::{Refused, call_as, caller};

    use super::*;
    use crate::testing::*;

    async fn peek(world: &World, url: &str, shows_invisible: bool, shows_delayed: bool) -> Result<Vec<Value>, Refused> {
        let peek = Peek { sqs: world.sqs.clone(), shows_invisible, shows_delayed };
        let input = json!({ "QueueUrl": url });
        let answer = call_as(&peek, &caller(world.clock.now()), "ReceiveMessage", input).await?;
        Ok(answer["Messages"].as_array().cloned().unwrap_or_default())
    }

    fn bodies(messages: &[Value]) -> Vec<&str> {
        messages.iter().filter_map(|message| message["Body"].as_str()).collect()
    }

    #[tokio::test(start_paused = true)]
    async fn a_look_tells_what_is_visible_and_changes_nothing() {
        let world = world().with_queue("q").await;
        let attributes = json!({ "a": { "DataType": "String", "StringValue": "b" } });
        world.on("q", "SendMessage", json!({ "MessageBody": "one", "MessageAttributes": attributes })).await;
        world.send("q", "two").await;
        for _ in 0..3 {
            let seen = peek(&world, &url("q"), false, false).await.unwrap();
            assert_eq!(bodies(&seen), ["one", "two"]);
            assert_eq!(seen[0]["ReceiptHandle"], RECEIPT);
            assert_eq!(seen[0]["Attributes"]["ApproximateReceiveCount"], "0");
            assert_eq!(seen[0]["Attributes"]["ApproximateFirstReceiveTimestamp"], "0");
            assert_eq!(seen[0]["Attributes"]["SentTimestamp"], "1700000000000");
            assert_eq!(seen[0]["MessageAttributes"]["a"]["StringValue"], "b");
            assert!(seen[0]["Attributes"].get("IsVisible").is_none());
        }
        assert_eq!(world.counts("q").await, [2, 0, 0]);
        let received = world.receive("q").await;
        assert_eq!(received[0].system("ApproximateReceiveCount"), Some("1"));
        world.pass(seconds(30));
        let seen = peek(&world, &url("q"), false, false).await.unwrap();
        assert_eq!(seen[1]["Attributes"]["ApproximateReceiveCount"], "1");
        assert_eq!(seen[1]["Attributes"]["ApproximateFirstReceiveTimestamp"], "1700000000000");
    }

    #[tokio::test(start_paused = true)]
    async fn what_is_in_flight_and_what_is_delayed_is_told_when_asked_for() {
        let world = world().with_queue("q").await;
        world.send("q", "in flight").await;
        world.receive("q").await;
        world.on("q", "SendMessage", json!({ "MessageBody": "delayed", "DelaySeconds": 5 })).await;
        world.send("q", "visible").await;
        let seen = async |invisible, delayed| peek(&world, &url("q"), invisible, delayed).await.unwrap();
        assert_eq!(bodies(&seen(false, false).await), ["visible"]);
        assert_eq!(bodies(&seen(true, false).await), ["in flight", "visible"]);
        assert_eq!(bodies(&seen(false, true).await), ["delayed", "visible"]);
        let all = seen(true, true).await;
        assert_eq!(bodies(&all), ["in flight", "delayed", "visible"]);
        let state =
            |message: &Value| (message["Attributes"]["IsVisible"].clone(), message["Attributes"]["IsDelayed"].clone());
        assert_eq!(
            all.iter().map(state).collect::<Vec<_>>(),
            [(json!("false"), json!("false")), (json!("false"), json!("true")), (json!("true"), json!("false")),]
        );
    }

    #[tokio::test(start_paused = true)]
    async fn a_fifo_queue_is_looked_into_as_well() {
        let world = world();
        world.create("q.fifo", json!({ "FifoQueue": "true", "DelaySeconds": "5" })).await;
        let input = json!({ "MessageBody": "b", "MessageGroupId": "g", "MessageDeduplicationId": "d" });
        world.on("q.fifo", "SendMessage", input).await;
        assert!(peek(&world, &url("q.fifo"), false, false).await.unwrap().is_empty());
        let delayed = peek(&world, &url("q.fifo"), false, true).await.unwrap();
        assert_eq!(delayed[0]["Attributes"]["IsDelayed"], "true");
        assert_eq!(delayed[0]["Attributes"]["MessageGroupId"], "g");
        assert!(delayed[0]["Attributes"]["SequenceNumber"].is_string());
        world.pass(seconds(5));
        assert_eq!(bodies(&peek(&world, &url("q.fifo"), false, false).await.unwrap()), ["b"]);
    }

    #[tokio::test(start_paused = true)]
    async fn a_dead_letter_is_told_with_its_receives() {
        let world = world().with_queue("dead").await;
        let policy = json!({ "deadLetterTargetArn": "arn:aws:sqs:us-east-1:000000000000:dead", "maxReceiveCount": 1 });
        world.create("q", json!({ "RedrivePolicy": policy.to_string() })).await;
        world.send("q", "letter").await;
        world.receive_with("q", json!({ "VisibilityTimeout": 0 })).await;
        assert!(world.bodies("q").await.is_empty());
        let seen = peek(&world, &url("dead"), false, false).await.unwrap();
        assert_eq!(seen[0]["Attributes"]["ApproximateReceiveCount"], "1");
        assert_eq!(seen[0]["Attributes"]["ApproximateFirstReceiveTimestamp"], "1700000000000");
    }

    #[tokio::test(start_paused = true)]
    async fn the_url_may_name_the_region_and_must_name_a_queue() {
        let world = world().with_queue("q").await;
        world.send("q", "b").await;
        for (url, is_there) in [
            ("http://localhost/queue/us-east-1/000000000000/q", true),
            ("http://sqs.us-east-1.localhost:4566/000000000000/q", true),
            ("http://eu-west-1.queue.localhost:4566/000000000000/q", false),
            ("http://localhost/queue/eu-west-1/000000000000/q", false),
            ("http://localhost/000000000000/other", false),
        ] {
            let seen = peek(&world, url, false, false).await;
            match is_there {
                true => assert_eq!(bodies(&seen.unwrap()), ["b"], "{url}"),
                false => assert_eq!(seen.unwrap_err().0, "QueueDoesNotExist", "{url}"),
            }
        }
    }
}
