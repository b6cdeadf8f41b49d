//! The janitor: messages go when they are too old, whoever holds them, and deduplication is forgotten when its time is over.

use std::collections::HashMap;
use std::sync::Arc;
use std::time::Duration;

use clock::{Stored, Timestamp};
use keyspace::{Batch, BoxFuture, Direction, Fault, Janitor, Next, Prefix, Reads, Space, Table, Wake};
use parking_lot::Mutex;

use crate::Queues;
use crate::claim::Change;
use crate::message::Message;
use crate::queue::{DEDUPLICATION_MS, Queue, damaged, slot};
use crate::tables::{DEDUPLICATION, QueueRecord};

pub struct Retention {
    space: Space,
    queues: Arc<Queues>,
    wake: Wake,
    /// Where each queue's contents begin, so that nothing is searched from the start.
    begins: Mutex<HashMap<u64, Begin>>,
}

#[derive(Copy, Clone, Default)]
struct Begin {
    sequence: u64,
    slot: i64,
}

/// In one write.
const MESSAGES_AT_ONCE: usize = 200;

enum Swept {
    /// There may be more.
    Some,
    Until(Timestamp),
    Nothing,
}

impl Retention {
    pub fn new(space: Space, queues: Arc<Queues>, wake: Wake) -> Retention {
        Retention { space, queues, wake, begins: Mutex::default() }
    }

    async fn sweep(&self, now: Timestamp) -> Result<Next, Fault> {
        let Ok(_entered) = self.space.enter().await else { return Ok(Next::Idle) };
        let (mut next, mut is_busy) = (None, false);
        let queues = self.queues.all();
        let mut begins = HashMap::with_capacity(queues.len());
        for queue in queues {
            let record = queue.record();
            let mut begin =
                self.begins.lock().get(&record.contents).copied().unwrap_or(Begin { sequence: 0, slot: i64::MIN });
            for swept in [
                self.sweep_messages(&queue, &record, now, &mut begin).await?,
                self.sweep_deduplication(&record, now, &mut begin).await?,
            ] {
                match swept {
                    Swept::Some => is_busy = true,
                    Swept::Until(due) => next = Some(next.map_or(due, |next: Timestamp| next.min(due))),
                    Swept::Nothing => {}
                }
            }
            begins.insert(record.contents, begin);
        }
        *self.begins.lock() = begins;
        Ok(match next {
            _ if is_busy => Next::Busy,
            Some(due) => Next::Until(due),
            None => Next::Idle,
        })
    }

    async fn sweep_messages(
        &self,
        queue: &Arc<Queue>,
        record: &QueueRecord,
        now: Timestamp,
        begin: &mut Begin,
    ) -> Result<Swept, Fault> {
        let mut claims = Vec::new();
        let mut sequence = begin.sequence;
        let left = loop {
            let Some((found, bytes)) = queue.oldest(record.contents, sequence)? else { break Swept::Nothing };
            let ends = Message::open(&bytes).map_err(damaged)?.0.sent + record.attributes.retention();
            let ends = record.epoch.absolute(ends);
            if ends > now {
                break Swept::Until(ends);
            }
            if claims.len() == MESSAGES_AT_ONCE {
                break Swept::Some;
            }
            queue.load()?;
            match queue.take_old(record.contents, found)? {
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
        Ok(left)
    }

    /// A slot is buried when no message can be compared with it any more, also if the clock is turned back by some minutes.
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
            batch.bury(
                DEDUPLICATION::FAMILY,
                &beginning(record.contents, oldest),
                &beginning(record.contents, gone_before),
            );
            self.space.commit(batch).await?;
        }
        begin.slot = gone_before;
        let ends = Stored::from_millis((oldest.max(gone_before) + 3).saturating_mul(DEDUPLICATION_MS));
        Ok(Swept::Until(record.epoch.absolute(ends)))
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
        &self.wake
    }
}
