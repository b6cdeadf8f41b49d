//! Random sends, receives, deletes, visibility changes, delays, time jumps, dead letters, purges and reopenings, against a
//! naive model. Nothing acknowledged is lost, nothing deleted comes back, groups keep their order and wait for what is in
//! flight, the same is taken once in five minutes, counts are exact.
//!
//! Not in this model: retention, moves of dead letters, writes that fail, requests that are given up (`faults/`), and requests at the same
//! time (`crowd.rs`).

use std::collections::{BTreeMap, HashMap};
use std::time::Duration;

use clock::{Clock, Entropy, Timestamp};
use keyspace::Next;
use keyspace::memory::MemoryEngine;
use keyspace::testing::memory_space_on;
use serde_json::{Value, json};
use service::testing::{Refused, call_as, caller};
use sqs::{Settings, Sqs};

const STEPS: usize = 400;
/// More with `SQS_MODEL_SEEDS`, from `SQS_MODEL_FIRST` on.
const SEEDS: u64 = 20;
const VISIBILITY_S: u64 = 30;
const DEDUPLICATION: Duration = Duration::from_secs(300);

#[derive(Clone, Debug)]
struct Message {
    id: String,
    body: String,
    group: Option<String>,
    /// Delayed or in flight until then.
    hidden_until: Timestamp,
    receives: u64,
    received_here: u64,
    receipts: Vec<String>,
    /// It was received too often and leaves with some receive; which one, nobody can tell.
    is_leaving: bool,
}

#[derive(Default)]
struct Queue {
    is_fifo: bool,
    /// The name of its dead-letter queue, and after how many receives.
    dead_letters: Option<(&'static str, u64)>,
    messages: Vec<Message>,
    /// By deduplication id.
    sent: HashMap<String, Vec<(Timestamp, String)>>,
    numbers: Vec<String>,
}

struct Run {
    engine: MemoryEngine,
    clock: Clock,
    chance: Entropy,
    entropy: Entropy,
    sqs: Sqs,
    queues: BTreeMap<&'static str, Queue>,
    /// Receipts of messages that are gone.
    gone: Vec<(&'static str, String)>,
    deleted: Vec<String>,
    bodies: u64,
    seed: u64,
}

impl Run {
    async fn new(seed: u64) -> Run {
        let clock = Clock::simulated(Timestamp::from_secs(1_700_000_000));
        let (engine, entropy) = (MemoryEngine::new(), Entropy::seeded(seed ^ 0xabcd));
        let space = memory_space_on(engine.clone(), clock.clone(), entropy.clone());
        let sqs = Sqs::open(space, Settings::default()).unwrap();
        let chance = Entropy::seeded(seed);
        let (queues, gone, deleted) = (BTreeMap::new(), Vec::new(), Vec::new());
        let mut run = Run { engine, clock, chance, entropy, sqs, queues, gone, deleted, bodies: 0, seed };
        run.create("plain", json!({}), None).await;
        run.create("dead", json!({}), None).await;
        run.create("dead.fifo", json!({ "FifoQueue": "true" }), None).await;
        run.create("mortal", json!({ "RedrivePolicy": redrive("dead", 3) }), Some(("dead", 3))).await;
        run.create("line.fifo", json!({ "FifoQueue": "true" }), None).await;
        let mortal = json!({ "FifoQueue": "true", "RedrivePolicy": redrive("dead.fifo", 2) });
        run.create("mortal.fifo", mortal, Some(("dead.fifo", 2))).await;
        run
    }

    async fn create(&mut self, name: &'static str, attributes: Value, dead_letters: Option<(&'static str, u64)>) {
        self.call("CreateQueue", json!({ "QueueName": name, "Attributes": attributes })).await.unwrap();
        self.queues.insert(name, Queue { is_fifo: name.ends_with(".fifo"), dead_letters, ..Queue::default() });
    }

    async fn call(&self, operation: &str, input: Value) -> Result<Value, Refused> {
        call_as(&self.sqs, &caller(self.clock.now()), operation, input).await
    }

    fn below(&self, limit: u64) -> u64 {
        self.chance.u64() % limit
    }

    async fn step(&mut self) {
        let names: Vec<_> = self.queues.keys().copied().collect();
        let name = names[self.below(names.len() as u64) as usize];
        match self.below(100) {
            0..36 if name.starts_with("dead") => {}
            0..30 => self.send(name).await,
            30..36 => self.send_batch(name).await,
            36..62 => self.receive(name).await,
            62..78 => self.delete(name).await,
            78..86 => self.change_visibility(name).await,
            86..93 => self.clock.advance(Duration::from_millis(self.below(20_000))),
            93..94 => self.clock.advance(Duration::from_secs(301)),
            94..95 => self.turn_back().await,
            95..96 => self.purge(name).await,
            96..97 => self.sweep().await,
            _ => self.reopen(),
        }
        self.check_counts(name).await;
    }

    async fn send(&mut self, name: &'static str) {
        let input = self.message(name);
        let answer = self.call("SendMessage", with_url(name, input.clone())).await.unwrap();
        self.sent(name, &input, &answer);
    }

    async fn send_batch(&mut self, name: &'static str) {
        let mut entries: Vec<_> = (0..=self.below(9)).map(|_| self.message(name)).collect();
        for (index, entry) in entries.iter_mut().enumerate() {
            entry["Id"] = index.to_string().into();
        }
        let answer = self.call("SendMessageBatch", with_url(name, json!({ "Entries": entries }))).await.unwrap();
        assert!(answer.get("Failed").is_none(), "{answer}");
        for (entry, answer) in entries.iter().zip(answer["Successful"].as_array().unwrap()) {
            assert_eq!(entry["Id"], answer["Id"]);
            self.sent(name, entry, answer);
        }
    }

    fn message(&mut self, name: &str) -> Value {
        self.bodies += 1;
        let mut input = json!({ "MessageBody": format!("body {}", self.bodies) });
        if name.ends_with(".fifo") {
            input["MessageGroupId"] = format!("group {}", self.below(4)).replace(' ', "-").into();
            // Few ids, so that some come again.
            let id = if self.below(4) == 0 { self.below(20) } else { 1000 + self.bodies };
            input["MessageDeduplicationId"] = id.to_string().into();
        } else if self.below(5) == 0 {
            input["DelaySeconds"] = self.below(20).into();
        }
        input
    }

    fn sent(&mut self, name: &'static str, input: &Value, answer: &Value) {
        let now = self.clock.now();
        let seed = self.seed;
        let queue = self.queues.get_mut(name).unwrap();
        let id = answer["MessageId"].as_str().unwrap().to_owned();
        if queue.is_fifo {
            let key = input["MessageDeduplicationId"].as_str().unwrap().to_owned();
            let is_recent = |at: &Timestamp| now.since(*at).max(at.since(now)) < DEDUPLICATION;
            let sent = queue.sent.entry(key).or_default();
            let recent: Vec<_> = sent.iter().filter(|(at, _)| is_recent(at)).map(|(_, id)| id).collect();
            if !recent.is_empty() {
                assert!(recent.contains(&&id), "seed {seed}: a duplicate is the message that was sent first");
                return;
            }
            sent.push((now, id.clone()));
            let number = answer["SequenceNumber"].as_str().unwrap().to_owned();
            assert!(queue.numbers.last().is_none_or(|last| *last < number), "seed {seed}: numbers do not go back");
            queue.numbers.push(number);
        }
        // What was not delayed can be received even if the clock is turned back behind its sending.
        let hidden_until = match input["DelaySeconds"].as_u64() {
            None | Some(0) => Timestamp::from_millis(0),
            Some(delay_s) => now + Duration::from_secs(delay_s),
        };
        queue.messages.push(Message {
            id,
            body: input["MessageBody"].as_str().unwrap().to_owned(),
            group: input["MessageGroupId"].as_str().map(str::to_owned),
            hidden_until,
            receives: 0,
            received_here: 0,
            receipts: Vec::new(),
            is_leaving: false,
        });
    }

    async fn receive(&mut self, name: &'static str) {
        let count = 1 + self.below(10);
        let visibility = if self.below(6) == 0 { self.below(3) } else { VISIBILITY_S };
        let input = json!({
            "MaxNumberOfMessages": count,
            "VisibilityTimeout": visibility,
            "MessageSystemAttributeNames": ["All"],
        });
        let answer = self.call("ReceiveMessage", with_url(name, input)).await.unwrap();
        let received = answer["Messages"].as_array().cloned().unwrap_or_default();
        assert!(received.len() as u64 <= count);
        let now = self.clock.now();
        let is_full = received.len() as u64 == count;
        // What stays visible would be given twice if it was looked for more.
        let saw_everything = received.is_empty() || (!is_full && visibility > 0);
        self.let_go(name, now, !saw_everything);
        self.arrive(name, &received);
        self.check_order(name, &received, now);

        let seed = self.seed;
        let queue = self.queues.get_mut(name).unwrap();
        for answer in received {
            let id = answer["MessageId"].as_str().unwrap();
            assert!(!self.deleted.contains(&id.to_owned()), "seed {seed}: {name} gave a message that was deleted");
            let message = queue.messages.iter_mut().find(|message| message.id == id);
            let message =
                message.unwrap_or_else(|| panic!("seed {seed}: {name} gave {answer}, which it does not have"));
            assert!(!message.is_leaving, "seed {seed}: {name} gave a dead letter: {message:?}");
            assert!(message.hidden_until <= now, "seed {seed}: {name} gave a message that is hidden: {message:?}");
            message.receives += 1;
            message.received_here += 1;
            message.hidden_until = now + Duration::from_secs(visibility);
            message.receipts.push(answer["ReceiptHandle"].as_str().unwrap().to_owned());
            assert_eq!(answer["Body"], message.body.as_str());
            assert_eq!(
                answer["Attributes"]["ApproximateReceiveCount"],
                message.receives.to_string().as_str(),
                "seed {seed}: {name} {message:?}"
            );
        }
        if !is_full && visibility > 0 {
            let left: Vec<_> = queue.deliverable(now).collect();
            assert!(left.is_empty(), "seed {seed}: {name} kept {left:?}");
        }
    }

    /// What was received too often leaves. An answer that is not full went through everything, so it is gone by then.
    fn let_go(&mut self, name: &'static str, now: Timestamp, is_full: bool) {
        let queue = self.queues.get_mut(name).unwrap();
        let Some((_, receives_max)) = queue.dead_letters else { return };
        for group in queue.groups() {
            for message in queue.messages.iter_mut().filter(|message| message.group == group) {
                message.is_leaving |= message.received_here >= receives_max && message.hidden_until <= now;
                if group.is_some() && !message.is_leaving {
                    break;
                }
            }
        }
        if !is_full {
            for id in queue
                .messages
                .iter()
                .filter(|message| message.is_leaving)
                .map(|message| message.id.clone())
                .collect::<Vec<_>>()
            {
                self.dead_letter(name, &id);
            }
        }
    }

    /// What a dead-letter queue gave came to it before.
    fn arrive(&mut self, name: &'static str, received: &[Value]) {
        let Some(source) =
            self.queues.iter().find(|(_, queue)| queue.dead_letters.is_some_and(|(target, _)| target == name))
        else {
            return;
        };
        let source = *source.0;
        for message in received {
            let id = message["MessageId"].as_str().unwrap();
            let Some(at) =
                self.queues[source].messages.iter().position(|message| message.id == id && message.is_leaving)
            else {
                continue;
            };
            let group = self.queues[source].messages[at].group.clone();
            let before =
                self.queues[source].messages[..=at].iter().filter(|message| group.is_none() || message.group == group);
            let before: Vec<_> =
                before.filter(|message| message.is_leaving).map(|message| message.id.clone()).collect();
            let before = if group.is_none() { vec![id.to_owned()] } else { before };
            before.iter().for_each(|id| self.dead_letter(source, id));
        }
    }

    fn dead_letter(&mut self, source: &'static str, id: &str) {
        let queue = self.queues.get_mut(source).unwrap();
        let at = queue.messages.iter().position(|message| message.id == id).unwrap();
        let mut message = queue.messages.remove(at);
        let (target, _) = queue.dead_letters.unwrap();
        self.gone.extend(message.receipts.drain(..).map(|receipt| (source, receipt)));
        let fresh = Message { received_here: 0, hidden_until: Timestamp::from_millis(0), is_leaving: false, ..message };
        self.queues.get_mut(target).unwrap().messages.push(fresh);
    }

    /// Each group's messages come as its first ones, in order, and none passes one that is hidden.
    fn check_order(&self, name: &str, received: &[Value], now: Timestamp) {
        let queue = &self.queues[name];
        if !queue.is_fifo {
            return;
        }
        for group in queue.groups() {
            let of_group = |answer: &&Value| answer["Attributes"]["MessageGroupId"].as_str() == group.as_deref();
            let got: Vec<_> =
                received.iter().filter(of_group).map(|answer| answer["MessageId"].as_str().unwrap()).collect();
            let line = queue.messages.iter().filter(|message| message.group == group && !message.is_leaving);
            let free: Vec<_> =
                line.take_while(|message| message.hidden_until <= now).map(|message| message.id.as_str()).collect();
            assert!(free.starts_with(&got), "seed {}: {name} {group:?} gave {got:?}, free are {free:?}", self.seed);
        }
    }

    async fn delete(&mut self, name: &'static str) {
        let now = self.clock.now();
        let seed = self.seed;
        let pick = self.below(1 << 20) as usize;
        let is_old = self.below(5) == 0;
        let queue = self.queues.get_mut(name).unwrap();
        let received: Vec<_> = (0..queue.messages.len()).filter(|at| queue.messages[*at].may_be_used()).collect();
        if received.is_empty() {
            let Some((queue, receipt)) = self.gone.iter().find(|(queue, _)| *queue == name).cloned() else { return };
            let _ = self.call("DeleteMessage", with_url(queue, json!({ "ReceiptHandle": receipt }))).await;
            return;
        }
        let at = received[pick % received.len()];
        let message = &queue.messages[at];
        let receipt = if is_old { &message.receipts[0] } else { message.receipts.last().unwrap() }.clone();
        let is_last = message.receipts.last() == Some(&receipt);
        let has_expired = queue.is_fifo && (message.hidden_until <= now || !is_last);
        let takes = is_last && !has_expired;
        if takes {
            let message = queue.messages.remove(at);
            self.gone.push((name, receipt.clone()));
            self.deleted.push(message.id);
        }
        let answer = self.call("DeleteMessage", with_url(name, json!({ "ReceiptHandle": receipt }))).await;
        assert_eq!(answer.is_err(), has_expired, "seed {seed}: {name} {answer:?}");
    }

    async fn change_visibility(&mut self, name: &'static str) {
        let now = self.clock.now();
        let seed = self.seed;
        let (pick, seconds) = (self.below(1 << 20) as usize, self.below(60) * self.below(2));
        let queue = &self.queues[name];
        let received: Vec<_> = (0..queue.messages.len()).filter(|at| queue.messages[*at].may_be_used()).collect();
        if received.is_empty() {
            return;
        }
        let at = received[pick % received.len()];
        let receipt = queue.messages[at].receipts.last().unwrap().clone();
        let is_refused = queue.is_fifo && queue.messages[at].hidden_until <= now;
        let input = json!({ "ReceiptHandle": receipt, "VisibilityTimeout": seconds });
        let answer = self.call("ChangeMessageVisibility", with_url(name, input)).await;
        assert_eq!(answer.is_err(), is_refused, "seed {seed}: {name} {answer:?}");
        let message = &mut self.queues.get_mut(name).unwrap().messages[at];
        // What is visible again stays so.
        if message.hidden_until > now {
            message.hidden_until = now + Duration::from_secs(seconds);
        }
    }

    fn something_is_leaving(&self) -> bool {
        self.queues.values().flat_map(|queue| &queue.messages).any(|message| message.is_leaving)
    }

    async fn turn_back(&self) {
        if self.something_is_leaving() {
            // It would not be known whether it stays for now.
            return;
        }
        let back = 1 + self.below(60_000) as i64;
        if self.clock.offset_ms() < back {
            return;
        }
        self.clock.set_offset_ms(self.clock.offset_ms() - back);
        for name in self.queues.keys() {
            self.check_counts(name).await;
        }
    }

    async fn purge(&mut self, name: &'static str) {
        if self.something_is_leaving() {
            // It would not be known whether that was purged, too.
            return;
        }
        self.call("PurgeQueue", with_url(name, json!({}))).await.unwrap();
        let queue = self.queues.get_mut(name).unwrap();
        queue.sent.clear();
        for message in queue.messages.drain(..) {
            self.deleted.push(message.id);
        }
    }

    async fn sweep(&self) {
        for janitor in self.sqs.janitors() {
            while janitor.tick(self.clock.now()).await.unwrap() == Next::Busy {}
        }
    }

    fn reopen(&mut self) {
        let space = memory_space_on(self.engine.clone(), self.clock.clone(), self.entropy.clone());
        self.sqs = Sqs::open(space, Settings::default()).unwrap();
    }

    async fn check_counts(&self, name: &str) {
        let now = self.clock.now();
        if self.something_is_leaving() {
            return;
        }
        let input = json!({ "AttributeNames": ["All"] });
        let told = self.call("GetQueueAttributes", with_url(name, input)).await.unwrap();
        let count = |name: &str| told["Attributes"][name].as_str().unwrap().parse::<usize>().unwrap();
        let hidden = |message: &&Message| message.hidden_until > now;
        let messages = &self.queues[name].messages;
        let in_flight = messages.iter().filter(hidden).filter(|message| message.received_here > 0).count();
        let delayed = messages.iter().filter(hidden).filter(|message| message.received_here == 0).count();
        assert_eq!(count("ApproximateNumberOfMessagesNotVisible"), in_flight, "seed {}: {name}", self.seed);
        // Delays are counted to the second.
        let later = |message: &&Message| message.hidden_until > now + Duration::from_secs(1);
        let later = messages.iter().filter(later).filter(|message| message.received_here == 0).count();
        assert!((later..=delayed + messages.len()).contains(&count("ApproximateNumberOfMessagesDelayed")));
        let all = count("ApproximateNumberOfMessages") + in_flight + count("ApproximateNumberOfMessagesDelayed");
        assert_eq!(all, messages.len(), "seed {}: {name}", self.seed);
    }

    /// Everything that was not deleted is there in the end, and nothing else.
    async fn drain(&mut self) {
        let names: Vec<_> = self.queues.keys().copied().collect();
        for _ in 0..8 {
            self.clock.advance(Duration::from_secs(120));
            for name in &names {
                for _ in 0..200 {
                    let input = json!({ "MaxNumberOfMessages": 10 });
                    let answer = self.call("ReceiveMessage", with_url(name, input)).await.unwrap();
                    let received = answer["Messages"].as_array().cloned().unwrap_or_default();
                    for message in &received {
                        let id = message["MessageId"].as_str().unwrap();
                        let owner = self
                            .queues
                            .values_mut()
                            .find(|queue| queue.messages.iter().any(|message| message.id == id));
                        let owner = owner.unwrap_or_else(|| panic!("seed {}: {name} kept {message}", self.seed));
                        owner.messages.retain(|message| message.id != id);
                        let input = json!({ "ReceiptHandle": message["ReceiptHandle"] });
                        self.call("DeleteMessage", with_url(name, input)).await.unwrap();
                    }
                    if received.is_empty() {
                        break;
                    }
                }
            }
        }
        for (name, queue) in &self.queues {
            assert!(queue.messages.is_empty(), "seed {}: {name} lost {:?}", self.seed, queue.messages);
        }
    }
}

impl Message {
    /// It was received, and it is known where it is.
    fn may_be_used(&self) -> bool {
        !self.receipts.is_empty() && !self.is_leaving
    }
}

impl Queue {
    fn groups(&self) -> Vec<Option<String>> {
        let mut groups: Vec<_> = self.messages.iter().map(|message| message.group.clone()).collect();
        groups.sort();
        groups.dedup();
        groups
    }

    /// What a receive has no reason to leave behind.
    fn deliverable(&self, now: Timestamp) -> Box<dyn Iterator<Item = &Message> + '_> {
        if !self.is_fifo {
            return Box::new(self.messages.iter().filter(move |message| message.hidden_until <= now));
        }
        let first = move |group| self.messages.iter().find(|message| message.group == group);
        let free = self.groups().into_iter().filter_map(first).filter(move |message| message.hidden_until <= now);
        Box::new(free)
    }
}

fn redrive(target: &str, receives_max: u64) -> String {
    let arn = format!("arn:aws:sqs:us-east-1:000000000000:{target}");
    json!({ "deadLetterTargetArn": arn, "maxReceiveCount": receives_max }).to_string()
}

fn with_url(queue: &str, mut input: Value) -> Value {
    input["QueueUrl"] = format!("http://localhost:4566/000000000000/{queue}").into();
    input
}

#[tokio::test(start_paused = true)]
async fn queues_behave_as_the_model() {
    let asked = |name: &str, otherwise| {
        std::env::var(name).ok().and_then(|number| number.parse::<u64>().ok()).unwrap_or(otherwise)
    };
    let first = asked("SQS_MODEL_FIRST", 0);
    for seed in first..first + asked("SQS_MODEL_SEEDS", SEEDS) {
        let mut run = Run::new(seed).await;
        for _ in 0..STEPS {
            run.step().await;
        }
        run.drain().await;
    }
}
