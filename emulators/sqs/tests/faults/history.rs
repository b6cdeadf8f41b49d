//! What was asked for so far, as far as it matters later.

use std::collections::{HashMap, HashSet};
use std::time::Duration;

use clock::Timestamp;

use crate::world::Entry;

#[derive(Default)]
pub struct History {
    pub bodies: u64,
    /// When each body was sent, or was moved back, which makes it new.
    pub sent: HashMap<String, Timestamp>,
    /// How often it had been received when it came to where it is.
    pub received_before: HashMap<String, u64>,
    /// Deleted, purged or too old: they never come back.
    pub gone: HashSet<String>,
    /// Receipts by body: the queue, how many receives there were by then, and until when it is hidden at least.
    pub receipts: HashMap<String, Vec<Receipt>>,
    /// By queue and deduplication id: when, and which message.
    pub deduplication: HashMap<(&'static str, String), Vec<(Timestamp, String)>>,
}

#[derive(Clone, Debug)]
pub struct Receipt {
    pub queue: &'static str,
    pub receives: u64,
    pub handle: String,
}

const DEDUPLICATION: Duration = Duration::from_secs(300);

impl History {
    pub fn arrives(&mut self, entry: &Entry, now: Timestamp) {
        self.sent.insert(entry.body.clone(), now);
        self.received_before.insert(entry.body.clone(), entry.receives);
    }

    pub fn received_here(&self, entry: &Entry) -> u64 {
        entry.receives - self.received_before[&entry.body]
    }

    pub fn may_be_too_old(&self, queue: &str, entry: &Entry, now: Timestamp) -> bool {
        let kept = match queue {
            "brief" => Duration::from_secs(60),
            "dead" => Duration::from_secs(240),
            _ => return false,
        };
        now.since(self.sent[&entry.body]) >= kept
    }

    /// What the same id stands for, if it was sent within five minutes.
    pub fn duplicates(&self, queue: &'static str, id: &str, now: Timestamp) -> Vec<String> {
        let sent = self.deduplication.get(&(queue, id.to_owned()));
        let recent = sent.into_iter().flatten().filter(|(at, _)| now.since(*at) < DEDUPLICATION);
        recent.map(|(_, message)| message.clone()).collect()
    }
}
