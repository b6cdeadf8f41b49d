//! When queues have something that is too old, soonest first: retention looks at these queues and at no others.

use std::collections::BTreeMap;
use std::sync::{Arc, Weak};

use clock::Timestamp;
use keyspace::Wake;
use parking_lot::Mutex;

use crate::queue::Queue;

/// Of all queues of an environment.
#[derive(Default)]
pub struct Dues {
    state: Mutex<State>,
    wake: Wake,
}

#[derive(Default)]
struct State {
    /// By when something may be due, and the contents.
    entries: BTreeMap<(Timestamp, u64), Weak<Queue>>,
    /// Queues that were there at the start: nobody knows yet what they hold.
    unknown: Vec<Weak<Queue>>,
}

impl Dues {
    /// The queues that are found at the start are looked at one after another.
    pub fn look_at_all(&self, queues: impl Iterator<Item = Arc<Queue>>) {
        self.state.lock().unknown = queues.map(|queue| Arc::downgrade(&queue)).collect();
    }

    /// Something of these contents is due then, or may be.
    pub fn watch(&self, at: Timestamp, contents: u64, queue: &Arc<Queue>) {
        let mut state = self.state.lock();
        let is_first = state.entries.first_key_value().is_none_or(|((first, _), _)| at < *first);
        state.entries.insert((at, contents), Arc::downgrade(queue));
        drop(state);
        if is_first {
            self.wake.ring();
        }
    }

    /// A queue to look at now. Those that are gone are passed by.
    pub fn next(&self, now: Timestamp) -> Option<Arc<Queue>> {
        let mut state = self.state.lock();
        while let Some(unknown) = state.unknown.pop() {
            if let Some(queue) = unknown.upgrade() {
                return Some(queue);
            }
        }
        while let Some(first) = state.entries.first_entry()
            && first.key().0 <= now
        {
            if let Some(queue) = first.remove().upgrade() {
                return Some(queue);
            }
        }
        None
    }

    /// When the next one is due.
    pub fn first(&self) -> Option<Timestamp> {
        let state = self.state.lock();
        if !state.unknown.is_empty() {
            return Some(Timestamp::MIN);
        }
        state.entries.first_key_value().map(|((at, _), _)| *at)
    }

    /// Rung when something is due sooner than anything before.
    pub fn wake(&self) -> &Wake {
        &self.wake
    }
}
