//! Receives of FIFO queues that can be asked for again: ReceiveRequestAttemptId.

use std::collections::HashMap;

use clock::Stored;

use crate::queue::DEDUPLICATION_MS;
use crate::receipt::Receipt;

/// In memory only: whoever loses an answer to a server that was killed waits for the visibility timeout.
#[derive(Debug, Default)]
pub struct Attempts {
    by_id: HashMap<String, Attempt>,
}

#[derive(Debug)]
struct Attempt {
    at: Stored,
    receipts: Vec<Receipt>,
}

/// Beyond it, old ones are looked for and forgotten.
const KEPT: usize = 256;

impl Attempts {
    pub fn remember(&mut self, id: &str, receipts: Vec<Receipt>, at: Stored) {
        if self.by_id.len() >= KEPT {
            self.by_id.retain(|_, attempt| attempt.is_recent(at));
        }
        self.by_id.insert(id.to_owned(), Attempt { at, receipts });
    }

    /// What was given for this id in the last five minutes, the interval of deduplication (API reference).
    pub fn recall(&self, id: &str, now: Stored) -> Option<Vec<Receipt>> {
        self.by_id.get(id).filter(|attempt| attempt.is_recent(now)).map(|attempt| attempt.receipts.clone())
    }
}

impl Attempt {
    fn is_recent(&self, now: Stored) -> bool {
        (0..DEDUPLICATION_MS).contains(&(now.as_millis() - self.at.as_millis()))
    }
}
