//! Reading on in a FIFO queue. No lock is held meanwhile: commits, which need the queue's, do not wait for the store.

use std::ops::ControlFlow;
use std::sync::Arc;

use clock::Stored;
use keyspace::{Damaged, Direction, Fault, Key, Reads, Space};

use crate::message::Message;
use crate::tables::MESSAGES;

/// Sequences that nobody looked at: from the first up to (not including) the second.
#[derive(Copy, Clone, Debug)]
pub struct Unlooked {
    pub from: u64,
    pub written: u64,
}

/// What was found there.
pub struct Seen {
    pub from: u64,
    /// Sequence, group and when it was sent.
    pub messages: Vec<(u64, Arc<str>, Stored)>,
    /// Up to here (not included) all was looked at.
    pub reached: u64,
    /// The message there cannot be understood.
    pub unclear: Option<Damaged>,
}

/// What is looked at with one read: so many messages, or bytes of them.
const WALKED_AT_ONCE: usize = 256;
const WALKED_BYTES: usize = 4 << 20;

impl Unlooked {
    pub fn read(self, space: &Space, contents: u64) -> Result<Seen, Fault> {
        let Unlooked { from, written } = self;
        let mut seen = Seen { from, messages: Vec::new(), reached: written, unclear: None };
        let (rest, mut bytes) = (MESSAGES.under(&(contents,)).from(&(contents, from)), 0);
        space.scan_raw(&rest, Direction::Forward, |mut key, value| {
            let Ok((_, sequence)) = <(u64, u64) as Key>::decode(&mut key) else { return ControlFlow::Break(()) };
            if sequence >= written {
                return ControlFlow::Break(());
            }
            if seen.messages.len() == WALKED_AT_ONCE || bytes > WALKED_BYTES {
                seen.reached = sequence;
                return ControlFlow::Break(());
            }
            bytes += value.len();
            match Message::open(value) {
                Ok((message, _)) => {
                    let group = Arc::<str>::from(message.group.unwrap_or_default());
                    seen.messages.push((sequence, group, message.sent));
                    ControlFlow::Continue(())
                }
                Err(damage) => {
                    (seen.reached, seen.unclear) = (sequence, Some(damage));
                    ControlFlow::Break(())
                }
            }
        })?;
        Ok(seen)
    }
}
