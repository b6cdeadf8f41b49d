//! Receives of FIFO queues that can be asked for again: ReceiveRequestAttemptId.

use std::collections::{HashMap, VecDeque};

use clock::Stored;

use crate::delivery::receipt::Receipt;
use crate::queue::DEDUPLICATION_MS;

/// In memory only: whoever loses an answer to a server that was killed waits for the visibility timeout.
#[derive(Debug, Default)]
pub struct Attempts {
    by_id: HashMap<String, Attempt>,
    /// As they were remembered, so that forgetting costs the same however many there are.
    in_order: VecDeque<(Stored, String)>,
}

#[derive(Debug)]
struct Attempt {
    at: Stored,
    receipts: Vec<Receipt>,
}

/// Beyond it the oldest are forgotten early: as many as AWS's 300 calls a second make in five minutes.
const KEPT_MAX: usize = 90_000;

impl Attempts {
    pub fn remember(&mut self, id: &str, receipts: Vec<Receipt>, at: Stored) {
        self.in_order.push_back((at, id.to_owned()));
        self.by_id.insert(id.to_owned(), Attempt { at, receipts });
        self.forget_old(at);
        while self.in_order.len() > KEPT_MAX {
            self.forget_first();
        }
    }

    pub fn forget_old(&mut self, now: Stored) {
        while let Some((first, _)) = self.in_order.front()
            && !is_recent(*first, now)
        {
            self.forget_first();
        }
    }

    /// What was given for this id in the last five minutes, the interval of deduplication (API reference).
    pub fn recall(&self, id: &str, now: Stored) -> Option<Vec<Receipt>> {
        self.by_id.get(id).filter(|attempt| is_recent(attempt.at, now)).map(|attempt| attempt.receipts.clone())
    }

    fn forget_first(&mut self) {
        let Some((at, id)) = self.in_order.pop_front() else { return };
        // The same id may have been remembered again since.
        if self.by_id.get(&id).is_some_and(|attempt| attempt.at == at) {
            self.by_id.remove(&id);
        }
    }
}

fn is_recent(at: Stored, now: Stored) -> bool {
    (0..DEDUPLICATION_MS).contains(&(now.as_millis() - at.as_millis()))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn receipts(sequence: u64) -> Vec<Receipt> {
        vec![Receipt { queue: 1, contents: 2, sequence, due: Stored::from_millis(0), nonce: 0 }]
    }

    fn at(ms: i64) -> Stored {
        Stored::from_millis(ms)
    }

    #[test]
    fn an_attempt_is_known_for_five_minutes_from_when_it_was_last_made() {
        let mut attempts = Attempts::default();
        attempts.remember("a", receipts(1), at(0));
        attempts.remember("b", receipts(2), at(10));
        attempts.remember("a", receipts(3), at(20));
        assert_eq!(attempts.recall("b", at(10 + DEDUPLICATION_MS - 1)), Some(receipts(2)));
        assert_eq!(attempts.recall("b", at(10 + DEDUPLICATION_MS)), None);
        attempts.remember("c", receipts(4), at(10 + DEDUPLICATION_MS));
        assert_eq!(attempts.recall("a", at(10 + DEDUPLICATION_MS)), Some(receipts(3)));
        assert_eq!((attempts.by_id.len(), attempts.in_order.len()), (2, 2));
    }

    #[test]
    fn of_too_many_attempts_the_oldest_are_forgotten() {
        let mut attempts = Attempts::default();
        for number in 0..KEPT_MAX as u64 + 10 {
            attempts.remember(&number.to_string(), receipts(number), at(0));
        }
        assert_eq!((attempts.by_id.len(), attempts.recall("9", at(1))), (KEPT_MAX, None));
        assert_eq!(attempts.recall("10", at(1)), Some(receipts(10)));
    }
}
