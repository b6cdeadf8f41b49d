//! What a queue holds, as far as memory has to know: numbers, counts, who holds what, and the order of delivery. All of it is
//! found again in the store.

use std::collections::HashSet;
use std::ops::ControlFlow;

use clock::{Stored, Timestamp};
use keyspace::{Batch, Direction, Fault, Reads, Space};

use crate::delivery::claim::{Change, Held, Was};
use crate::delivery::disorder::Disorder;
use crate::delivery::fifo::Fifo;
use crate::delivery::hidden::Hidden;
use crate::delivery::recent::Recent;
use crate::delivery::standard::{Source, Standard};
use crate::delivery::walk::Unlooked;
use crate::message::Message;
use crate::queue::damaged;
use crate::tables::{DEDUPLICATION, MESSAGES, MOVED, POSITIONS, Position, QueueRecord, SCHEDULE, StoredTime};

#[derive(Debug)]
pub struct Contents {
    pub id: u64,
    pub next: u64,
    pub removed: u64,
    pub number: u64,
    /// Retention may have taken messages up to this sequence while they were in flight; what the schedule says of them is no proof
    /// that they are there.
    pub may_be_gone: u64,
    /// What some request holds.
    pub busy: HashSet<u64>,
    pub hidden: Hidden,
    pub line: Line,
    /// A write failed, and its sequences stay unused: that is not in the store yet, which takes all sequences behind its position for messages.
    pub has_unused: bool,
    /// The queue is gone: nothing is written any more.
    pub is_closed: bool,
}

#[derive(Debug)]
pub enum Line {
    Standard(Standard),
    Fifo(Fifo),
}

/// Both kinds of queues. Seen: developer guide, quotas of messages (FIFO: 120,000 since November 2024).
pub const IN_FLIGHT_MAX: u64 = 120_000;

impl Contents {
    pub fn empty(id: u64, number: u64, record: &QueueRecord) -> Contents {
        let line = match record.attributes.fifo {
            None => Line::Standard(Standard::empty()),
            Some(_) => Line::Fifo(Fifo::empty(record.attributes.delay())),
        };
        Contents {
            id,
            next: 1,
            removed: 0,
            number,
            may_be_gone: 0,
            busy: HashSet::new(),
            hidden: Hidden::default(),
            line,
            has_unused: false,
            is_closed: false,
        }
    }

    pub fn load(space: &Space, record: &QueueRecord, now: Timestamp) -> Result<Contents, Fault> {
        let id = record.contents;
        let position = space.read(POSITIONS, &(id,))?.unwrap_or(Position { next: 1, head: 1, ..Position::default() });
        let mut contents = Contents::empty(id, position.number.max(number_at(now)), record);
        (contents.next, contents.removed) = (position.next, position.removed);
        let sent_since = MESSAGES.under(&(id,)).from(&(id, position.next));
        if let Some(((_, last), bytes)) = space.first(&sent_since, Direction::Backward)? {
            let (_, number) = Message::open(&bytes).map_err(damaged)?;
            contents.next = last + 1;
            contents.number = contents.number.max(number);
        }
        contents.may_be_gone = contents.next - 1;
        contents.line = match record.attributes.fifo {
            None => Line::Standard(Standard::found(&position, contents.next, space, id)?),
            Some(_) => {
                let mut fifo = Fifo::starting_at(position.head, contents.next, record.attributes.delay());
                space.scan(&SCHEDULE.under(&(id,)), Direction::Forward, |(_, due, sequence), handed| {
                    fifo.found((due, sequence), handed);
                    ControlFlow::Continue(())
                })?;
                if let Some(((_, slot, _), _)) = space.first(&DEDUPLICATION.under(&(id,)), Direction::Backward)? {
                    fifo.recent = Recent::after(slot);
                }
                Line::Fifo(fifo)
            }
        };
        contents.count_hidden(space, record.epoch.relative(now))?;
        Ok(contents)
    }

    /// From the store: what is visible by now is not read.
    pub fn count_hidden(&mut self, space: &Space, now: Stored) -> Result<(), Fault> {
        self.hidden = Hidden::from(now);
        let ahead = SCHEDULE.under(&(self.id,)).from(&(self.id, now, 0));
        space.scan(&ahead, Direction::Forward, |(_, due, _), handed| {
            self.hidden.hide(due, handed.receives == 0);
            ControlFlow::Continue(())
        })
    }

    /// The message itself is gone, whatever the schedule has of it.
    pub fn is_gone(&self, space: &Space, sequence: u64) -> Result<bool, Fault> {
        Ok(sequence <= self.may_be_gone && !space.holds(MESSAGES, &(self.id, sequence))?)
    }

    pub fn take(
        &mut self,
        count: usize,
        now: Stored,
        space: &Space,
        disorder: Option<&Disorder>,
    ) -> Result<Vec<Held>, Fault> {
        let mut held = Vec::new();
        match &mut self.line {
            Line::Standard(line) => {
                while held.len() < count {
                    let source = Source { space, contents: self.id, busy: &self.busy, disorder };
                    match line.take(now, source) {
                        Ok(Some(taken)) => {
                            self.busy.insert(taken.sequence);
                            held.push(taken);
                        }
                        Err(fault) if held.is_empty() => return Err(fault),
                        Ok(None) | Err(_) => break,
                    }
                }
            }
            Line::Fifo(line) => {
                held = line.take(count, now);
                self.busy.extend(held.iter().map(|held| held.sequence));
            }
        }
        Ok(held)
    }

    /// What a FIFO queue has that nobody looked at yet.
    pub fn unlooked(&self) -> Option<Unlooked> {
        match &self.line {
            Line::Fifo(line) => line.unlooked(),
            Line::Standard(_) => None,
        }
    }

    /// Writes what becomes of held messages.
    pub fn apply(&mut self, held: &[Held], batch: &mut Batch) {
        for Held { sequence, was, change, .. } in held {
            let sequence = *sequence;
            match change {
                Change::Nothing => continue,
                Change::Passed => self.unschedule(sequence, was, batch),
                Change::Removed => {
                    self.removed += 1;
                    batch.delete(MESSAGES, &(self.id, sequence));
                    self.unschedule(sequence, was, batch);
                }
                Change::Handed { due, handed } => {
                    self.unschedule(sequence, was, batch);
                    batch.put(SCHEDULE, &(self.id, *due, sequence), handed);
                    if handed.is_moved {
                        batch.put(MOVED, &(self.id, sequence), &StoredTime { at: *due });
                    }
                }
            }
            if let (Line::Standard(line), Was::Fresh { .. }) = (&mut self.line, was) {
                line.apply(sequence);
            }
        }
        batch.put(POSITIONS, &(self.id,), &self.position());
    }

    fn unschedule(&self, sequence: u64, was: &Was, batch: &mut Batch) {
        let Was::Scheduled { due, handed } = was else { return };
        batch.delete(SCHEDULE, &(self.id, *due, sequence));
        if handed.is_moved {
            batch.delete(MOVED, &(self.id, sequence));
        }
    }

    pub fn position(&self) -> Position {
        let (head, open) = match &self.line {
            Line::Standard(line) => line.position(),
            Line::Fifo(line) => (line.oldest(), Vec::new()),
        };
        Position { next: self.next, removed: self.removed, number: self.number, head, open }
    }

    /// What `apply` wrote is in the store.
    pub fn settle(&mut self, held: Vec<Held>) {
        for held in held {
            self.busy.remove(&held.sequence);
            if !matches!(held.change, Change::Nothing) {
                if let Was::Scheduled { due, handed } = &held.was {
                    self.hidden.show(*due, handed.receives == 0);
                }
                if let Change::Handed { due, handed } = &held.change {
                    self.hidden.hide(*due, handed.receives == 0);
                }
            }
            match &mut self.line {
                Line::Fifo(line) => line.settle(&held),
                Line::Standard(line) if matches!((&held.was, &held.change), (Was::Unknown, Change::Removed)) => {
                    line.oldest_is_gone(held.sequence);
                }
                Line::Standard(line) => match held.change {
                    Change::Nothing => put_back(line, held),
                    Change::Handed { due, handed } => line.insert((due, held.sequence), handed),
                    // Where nothing was written, it was claimed all the time.
                    Change::Passed | Change::Removed => line.apply(held.sequence),
                },
            }
        }
    }

    /// Nothing became of it.
    pub fn release(&mut self, held: Vec<Held>, was_turned: bool) {
        for held in held {
            self.busy.remove(&held.sequence);
            if was_turned && matches!(held.change, Change::Removed) {
                self.removed -= 1;
            }
            match &mut self.line {
                Line::Fifo(line) => line.put_back(&held),
                Line::Standard(line) => put_back(line, held),
            }
        }
    }

    /// All messages, whoever may see them.
    pub fn len(&self) -> u64 {
        (self.next - 1).saturating_sub(self.removed)
    }

    /// When a message that is hidden now can be received, or at least not before.
    pub fn next_due(&self) -> Option<Stored> {
        match &self.line {
            Line::Standard(line) => line.next_due(),
            Line::Fifo(line) => line.next_due(),
        }
    }
}

fn put_back(line: &mut Standard, held: Held) {
    match held.was {
        Was::Scheduled { due, handed } => line.insert((due, held.sequence), handed),
        Was::Fresh { .. } => line.reopen(held.sequence),
        Was::Unknown | Was::Elsewhere => {}
    }
}

/// Numbers of FIFO messages begin with the time at which the queue was opened, so that they do not go back when an older
/// snapshot is imported.
pub fn number_at(now: Timestamp) -> u64 {
    (now.as_millis().max(0) as u64) << 20
}

/// Twenty digits, as AWS's.
pub fn spelled(number: u64) -> String {
    10_000_000_000_000_000_000_u64.saturating_add(number).to_string()
}
