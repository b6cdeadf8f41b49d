//! The queues, how a request is made, and what they hold after it.

use std::collections::{BTreeMap, HashMap};
use std::sync::Arc;
use std::time::Duration;

use clock::{Clock, Entropy, Timestamp};
use keyspace::testing::{FaultyEngine, drop_at, memory_space_on};
use keyspace::{Batch, Janitor, Next, Space};
use serde_json::{Value, json};
use service::testing::{Failure, call_as, caller, outcome_as};
use sqs::{Peek, Settings, Sqs};

use crate::history::History;

/// What a look into all queues tells, in the order of each.
pub type Seen = BTreeMap<&'static str, Vec<Entry>>;

#[derive(Clone, Debug, PartialEq)]
pub struct Entry {
    pub body: String,
    pub id: String,
    pub receives: u64,
    pub is_visible: bool,
    pub group: Option<String>,
}

/// How a request is made.
#[derive(Copy, Clone, Debug, PartialEq, Eq)]
pub enum How {
    Plainly,
    /// The n-th write from now fails.
    Failing(usize),
    /// It is dropped at its n-th await, if it has so many.
    Dropped(usize),
}

/// What came of it.
#[derive(Debug)]
pub enum Outcome {
    Done(Value),
    Refused(String),
    Failed,
    Dropped,
}

pub struct World {
    pub seed: u64,
    engine: FaultyEngine,
    pub clock: Clock,
    chance: Entropy,
    entropy: Entropy,
    space: Space,
    sqs: Arc<Sqs>,
    pub seen: Seen,
    pub history: History,
    /// Retention may not look before.
    sweeps_again: Timestamp,
    /// Done, failed, dropped.
    pub met: [usize; 3],
}

/// Each with its attributes.
fn queues() -> Vec<(&'static str, Value)> {
    let redrive = |target: &str| {
        let arn = format!("arn:aws:sqs:us-east-1:000000000000:{target}");
        json!({ "deadLetterTargetArn": arn, "maxReceiveCount": RECEIVES_MAX }).to_string()
    };
    vec![
        ("plain", json!({})),
        ("brief", json!({ "MessageRetentionPeriod": "60" })),
        ("dead", json!({ "MessageRetentionPeriod": "240" })),
        ("mortal", json!({ "RedrivePolicy": redrive("dead") })),
        ("line.fifo", json!({ "FifoQueue": "true" })),
        ("slow.fifo", json!({ "FifoQueue": "true", "DelaySeconds": "7" })),
        ("dead.fifo", json!({ "FifoQueue": "true" })),
        ("mortal.fifo", json!({ "FifoQueue": "true", "RedrivePolicy": redrive("dead.fifo") })),
    ]
}

pub const RECEIVES_MAX: u64 = 2;

pub fn dead_letter_queue(name: &str) -> Option<&'static str> {
    match name {
        "mortal" => Some("dead"),
        "mortal.fifo" => Some("dead.fifo"),
        _ => None,
    }
}

pub fn is_fifo(name: &str) -> bool {
    name.ends_with(".fifo")
}

pub fn with_url(queue: &str, mut input: Value) -> Value {
    input["QueueUrl"] = format!("http://localhost:4566/000000000000/{queue}").into();
    input
}

impl World {
    pub async fn new(seed: u64) -> World {
        // Half of them write on another thread, so that commits have awaits.
        let engine = FaultyEngine::in_memory();
        let engine = if seed.is_multiple_of(2) { engine } else { engine.waiting_for_disk() };
        let clock = Clock::simulated(Timestamp::from_secs(1_700_000_000));
        let entropy = Entropy::seeded(seed ^ 0xabcd);
        let space = memory_space_on(engine.clone(), clock.clone(), entropy.clone());
        let sqs = Arc::new(Sqs::open(space.clone(), Settings::default()).unwrap());
        let (chance, history) = (Entropy::seeded(seed), History::default());
        let mut world = World {
            seed,
            engine,
            clock,
            chance,
            entropy,
            space,
            sqs,
            seen: Seen::new(),
            history,
            sweeps_again: Timestamp::MIN,
            met: [0; 3],
        };
        for (name, attributes) in queues() {
            let input = json!({ "QueueName": name, "Attributes": attributes });
            call_as(&*world.sqs, &caller(world.clock.now()), "CreateQueue", input).await.unwrap();
            world.seen.insert(name, Vec::new());
        }
        world
    }

    pub fn below(&self, limit: u64) -> u64 {
        self.chance.u64() % limit
    }

    pub fn any_queue(&self) -> &'static str {
        let names: Vec<_> = self.seen.keys().copied().collect();
        names[self.below(names.len() as u64) as usize]
    }

    pub fn any_way(&self) -> How {
        match self.below(10) {
            0..2 => How::Failing(1 + self.below(3) as usize),
            2..5 => How::Dropped(1 + self.below(2) as usize),
            _ => How::Plainly,
        }
    }

    pub async fn ask(&mut self, operation: &str, input: Value, how: How) -> Outcome {
        if let How::Failing(nth) = how {
            self.engine.fail_write(nth);
        }
        let caller = caller(self.clock.now());
        let request = outcome_as(&*self.sqs, &caller, operation, input);
        let answer = match how {
            How::Dropped(nth) => drop_at(nth, request).await,
            _ => Some(request.await),
        };
        self.engine.mend();
        let outcome = match answer {
            Some(Ok(answer)) => Outcome::Done(answer),
            Some(Err(Failure::Refused((code, _)))) => Outcome::Refused(code),
            Some(Err(Failure::Faulted(_))) => Outcome::Failed,
            None => Outcome::Dropped,
        };
        match outcome {
            Outcome::Done(_) | Outcome::Refused(_) => self.met[0] += 1,
            Outcome::Failed => self.met[1] += 1,
            Outcome::Dropped => self.met[2] += 1,
        }
        outcome
    }

    /// What all queues hold by now, and what they held before. What was committed by a request that was dropped is written by then.
    pub async fn look(&mut self) -> (Seen, Seen) {
        self.space.commit(Batch::new()).await.unwrap();
        let peek = Peek { sqs: self.sqs.clone(), shows_invisible: true, shows_delayed: true };
        let mut seen = Seen::new();
        for name in self.seen.keys() {
            let input = with_url(name, json!({}));
            let told = call_as(&peek, &caller(self.clock.now()), "ReceiveMessage", input).await.unwrap();
            let messages = told["Messages"].as_array().cloned().unwrap_or_default();
            seen.insert(*name, messages.iter().map(entry).collect());
        }
        let before = std::mem::replace(&mut self.seen, seen.clone());
        let mut places = HashMap::new();
        for (name, entry) in seen.iter().flat_map(|(name, entries)| entries.iter().map(move |entry| (name, entry))) {
            let other = places.insert(&entry.body, name);
            assert!(other.is_none(), "seed {}: {} is in {name} and in {other:?}", self.seed, entry.body);
            let is_gone = self.history.gone.contains(&entry.body);
            assert!(!is_gone, "seed {}: {} came back in {name}", self.seed, entry.body);
        }
        (before, seen)
    }

    /// Nothing has become of anything.
    pub async fn nothing_happened(&mut self, what: &str) {
        let (before, after) = self.look().await;
        assert_eq!(before, after, "seed {}: {what} changed something", self.seed);
    }

    /// All counts are those of what is there. Where messages are too old and not swept yet, they are larger.
    pub async fn check_counts(&mut self) {
        for (name, entries) in &self.seen {
            let input = with_url(name, json!({ "AttributeNames": ["All"] }));
            let told = call_as(&*self.sqs, &caller(self.clock.now()), "GetQueueAttributes", input).await.unwrap();
            let count = |name: &str| told["Attributes"][name].as_str().unwrap().parse::<usize>().unwrap();
            let all = ["", "NotVisible", "Delayed"].map(|kind| count(&format!("ApproximateNumberOfMessages{kind}")));
            assert_eq!(all.iter().sum::<usize>(), entries.len(), "seed {}: {name} tells {all:?}", self.seed);
        }
    }

    /// Time passes: what was hidden may become visible, and what is too old goes.
    pub async fn pass(&mut self, time: Duration) {
        self.clock.advance(time);
        let (before, after) = self.look().await;
        for (name, entries) in &before {
            for entry in entries {
                match after[name].iter().find(|other| other.body == entry.body) {
                    Some(now) => {
                        assert!(now.is_visible || !entry.is_visible, "seed {}: {entry:?} is hidden", self.seed)
                    }
                    None => {
                        assert!(
                            self.history.may_be_too_old(name, entry, self.clock.now()),
                            "seed {}: {name} lost {entry:?}",
                            self.seed
                        );
                        self.history.gone.insert(entry.body.clone());
                    }
                }
            }
        }
    }

    /// What is too old leaves the store, too. A janitor is not given up while its server lives, and where it fails it looks again half a
    /// minute later.
    pub async fn sweep(&mut self, how: How) {
        let now = self.clock.now();
        if let How::Failing(_) = how {
            self.sweeps_again = now + Duration::from_secs(30);
            self.tick("sqs-retention", how).await;
        } else {
            self.tick("sqs-retention", How::Plainly).await;
        }
        self.nothing_happened("retention").await;
        if now >= self.sweeps_again {
            self.check_counts().await;
        }
    }

    /// Memory lets go of what nobody uses.
    pub async fn forget(&mut self) {
        self.tick("sqs-memory", How::Plainly).await;
        self.tick("sqs-memory", How::Plainly).await;
        self.nothing_happened("forgetting").await;
    }

    pub async fn reopen(&mut self) {
        self.space = memory_space_on(self.engine.clone(), self.clock.clone(), self.entropy.clone());
        self.sqs = Arc::new(Sqs::open(self.space.clone(), Settings::default()).unwrap());
        self.nothing_happened("reopening").await;
    }

    /// A janitor works until it has nothing more to do now, or until it fails or is dropped.
    pub async fn tick(&mut self, name: &str, how: How) {
        let janitor: Arc<dyn Janitor> = self.sqs.janitors().into_iter().find(|it| it.name() == name).unwrap();
        if let How::Failing(nth) = how {
            self.engine.fail_write(nth);
        }
        for _ in 0..50 {
            let tick = janitor.tick(self.clock.now());
            let next = match how {
                How::Dropped(nth) => drop_at(nth, tick).await,
                _ => Some(tick.await),
            };
            match next {
                Some(Ok(Next::Busy)) => {}
                _ => break,
            }
        }
        self.engine.mend();
    }
}

fn entry(told: &Value) -> Entry {
    let text = |value: &Value| value.as_str().unwrap().to_owned();
    let attributes = &told["Attributes"];
    Entry {
        body: text(&told["Body"]),
        id: text(&told["MessageId"]),
        receives: text(&attributes["ApproximateReceiveCount"]).parse().unwrap(),
        is_visible: attributes["IsVisible"] == "true",
        group: attributes["MessageGroupId"].as_str().map(str::to_owned),
    }
}
