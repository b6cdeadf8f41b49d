//! The janitor: messages go when they are too old, whoever holds them, and deduplication is forgotten when its time is over.

use std::collections::HashMap;
use std::ops::ControlFlow;
use std::sync::Arc;
use std::time::Duration;

use clock::Timestamp;
use keyspace::{Batch, BoxFuture, Direction, Fault, Janitor, Next, Prefix, Reads, Space, Table, Wake};
use parking_lot::Mutex;

use crate::delivery::claim::Change;
use crate::queue::dues::Dues;
use crate::queue::{Oldest, Queue, damaged, slot, slot_is_over};
use crate::tables::{DEDUPLICATION, LETTERS, MESSAGES, QueueRecord};

/// Looks at the queues that are due and at no others, a few at a time, so that neither a cut nor the requests of a runtime's worker
/// wait for all queues there are.
pub struct Retention {
    space: Space,
    dues: Arc<Dues>,
    /// Where contents begin that have something, so that nothing is searched from the start.
    begins: Mutex<HashMap<u64, Begin>>,
}

#[derive(Copy, Clone)]
struct Begin {
    sequence: u64,
    slot: i64,
}

/// In one tick, which is one stay inside the gate.
const QUEUES_AT_ONCE: usize = 32;
/// In one write.
const MESSAGES_AT_ONCE: usize = 200;
/// After a fault the queue is looked at again: the disk was full perhaps.
const AGAIN: Duration = Duration::from_secs(30);

/// What is left of a queue.
enum Swept {
    /// There may be more right now.
    Some,
    Until(Timestamp),
    Nothing,
}

impl Swept {
    fn due(self, now: Timestamp) -> Option<Timestamp> {
        match self {
            Swept::Some => Some(now),
            Swept::Until(due) => Some(due),
            Swept::Nothing => None,
        }
    }
}

impl Retention {
    pub fn new(space: Space, dues: Arc<Dues>) -> Retention {
        Retention { space, dues, begins: Mutex::default() }
    }

    /// What cannot be read of one queue is told, and keeps no other from being swept.
    async fn sweep(&self, now: Timestamp) -> Result<Next, Fault> {
        let Ok(_entered) = self.space.enter().await else { return Ok(Next::Idle) };
        let mut told = Ok(());
        for _ in 0..QUEUES_AT_ONCE {
            let Some(queue) = self.dues.next(now) else { break };
            let record = queue.record();
            queue.unwatch();
            match self.sweep_queue(&queue, &record, now).await {
                Ok(due) => queue.watch_again(record.contents, due),
                Err(fault) => {
                    queue.watch_again(record.contents, Some(now + AGAIN));
                    told = Err(fault);
                }
            }
        }
        told?;
        Ok(match self.dues.first() {
            Some(due) if due <= now => Next::Busy,
            Some(due) => Next::Until(due),
            None => Next::Idle,
        })
    }

    /// When to look at it again; None: it holds nothing that grows old.
    async fn sweep_queue(
        &self,
        queue: &Arc<Queue>,
        record: &QueueRecord,
        now: Timestamp,
    ) -> Result<Option<Timestamp>, Fault> {
        let known = self.begins.lock().remove(&record.contents);
        let mut begin = known.unwrap_or(Begin { sequence: 0, slot: i64::MIN });
        let messages = self.sweep_messages(queue, record, now, &mut begin).await?.due(now);
        let letters = self.sweep_letters(queue, record, now).await?.due(now);
        let deduplication = self.sweep_deduplication(record, now, &mut begin).await?.due(now);
        let due = [messages, letters, deduplication].into_iter().flatten().min();
        if due.is_some() {
            self.begins.lock().insert(record.contents, begin);
        }
        Ok(due)
    }

    async fn sweep_messages(
        &self,
        queue: &Arc<Queue>,
        record: &QueueRecord,
        now: Timestamp,
        begin: &mut Begin,
    ) -> Result<Swept, Fault> {
        let mut claims = Vec::new();
        let (mut sequence, mut unclear) = (begin.sequence, None);
        let left = loop {
            let Some(Oldest { sequence: found, sent }) = queue.oldest(record.contents, sequence)? else {
                break Swept::Nothing;
            };
            let sent = match sent {
                Ok(sent) => sent,
                // It stays: nobody knows how old it is. Those behind it do not wait for it.
                Err(damage) => {
                    (sequence, unclear) = (found + 1, Some(damaged(damage)));
                    continue;
                }
            };
            sequence = found;
            let ends = record.epoch.absolute(sent + record.attributes.retention());
            if ends > now {
                break Swept::Until(ends);
            }
            if claims.len() == MESSAGES_AT_ONCE {
                break Swept::Some;
            }
            queue.load()?;
            match queue.take_oldest(record.contents, found)? {
                Some(mut claim) => {
                    claim.held[0].change = Change::Removed;
                    claims.push(claim);
                }
                // Whoever holds it sees its age, too.
                None => break Swept::Until(now + Duration::from_secs(1)),
            }
            sequence = found + 1;
        };
        if !claims.is_empty() {
            let mut batch = Batch::new();
            claims.into_iter().for_each(|claim| claim.commit_with(&mut batch));
            self.space.commit(batch).await?;
        }
        begin.sequence = sequence;
        unclear.map_or(Ok(left), Err)
    }

    /// Dead letters of a standard queue, which are older than where they stand. Those that are gone for other reasons are forgotten here.
    async fn sweep_letters(&self, queue: &Arc<Queue>, record: &QueueRecord, now: Timestamp) -> Result<Swept, Fault> {
        if record.attributes.fifo.is_some() {
            return Ok(Swept::Nothing);
        }
        let (mut due, mut left) = (Vec::new(), Swept::Nothing);
        self.space.scan(&LETTERS.under(&(record.contents,)), Direction::Forward, |(_, sent, sequence), ()| {
            let ends = record.epoch.absolute(sent + record.attributes.retention());
            left = match (ends > now, due.len() == MESSAGES_AT_ONCE) {
                (true, _) => Swept::Until(ends),
                (false, true) => Swept::Some,
                (false, false) => {
                    due.push((sent, sequence));
                    return ControlFlow::Continue(());
                }
            };
            ControlFlow::Break(())
        })?;
        if due.is_empty() {
            return Ok(left);
        }
        queue.load()?;
        let mut batch = Batch::new();
        for (sent, sequence) in due {
            if self.space.holds(MESSAGES, &(record.contents, sequence))? {
                let Some(mut claim) = queue.take_letter(record.contents, sequence)? else {
                    // Whoever holds it sees its age, too.
                    left = Swept::Until(now + Duration::from_secs(1));
                    continue;
                };
                claim.held[0].change = Change::Removed;
                claim.commit_with(&mut batch);
            }
            batch.delete(LETTERS, &(record.contents, sent, sequence));
        }
        self.space.commit(batch).await?;
        Ok(left)
    }

    /// A slot is given up when no message can be compared with it any more, also if the clock is turned back by some minutes.
    async fn sweep_deduplication(
        &self,
        record: &QueueRecord,
        now: Timestamp,
        begin: &mut Begin,
    ) -> Result<Swept, Fault> {
        if record.attributes.fifo.is_none() {
            return Ok(Swept::Nothing);
        }
        let rest = DEDUPLICATION.under(&(record.contents,)).from_parts(&(record.contents, begin.slot));
        let Some(((_, oldest, _), _)) = self.space.first(&rest, Direction::Forward)? else { return Ok(Swept::Nothing) };
        let gone_before = slot(record.epoch.relative(now)) - 2;
        if oldest < gone_before {
            let mut batch = Batch::new();
            batch.delete_range_later(
                DEDUPLICATION::FAMILY,
                &beginning(record.contents, oldest),
                &beginning(record.contents, gone_before),
            );
            self.space.commit(batch).await?;
        }
        begin.slot = gone_before;
        Ok(Swept::Until(record.epoch.absolute(slot_is_over(oldest.max(gone_before)))))
    }
}

fn beginning(contents: u64, slot: i64) -> Vec<u8> {
    let mut key = vec![DEDUPLICATION::NUMBER];
    Prefix::<<DEDUPLICATION as Table>::Key>::encode_prefix(&(contents, slot), &mut key);
    key
}

impl Janitor for Retention {
    fn name(&self) -> &'static str {
        "sqs-retention"
    }

    fn tick(&self, now: Timestamp) -> BoxFuture<'_, Result<Next, Fault>> {
        Box::pin(self.sweep(now))
    }

    fn wake(&self) -> &Wake {
        self.dues.wake()
    }
}

#[cfg(test)]
mod tests;
