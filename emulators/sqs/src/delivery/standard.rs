//! The order of a standard queue: what was received before and is visible again, then what was never received, as sent.
//!
//! Messages that were never received lie at and behind a head position, so receiving costs the same at any length: nothing
//! is ever searched from the start.

use std::collections::{BTreeSet, HashSet};
use std::ops::ControlFlow;

use clock::Stored;
use keyspace::{Direction, Fault, Reads, Space};

use crate::delivery::claim::Held;
use crate::delivery::disorder::{ASIDE_MAX, Disorder};
use crate::delivery::window::{ROWS_FETCHED, ROWS_MAX, Slot, Window};
use crate::tables::{Handed, MOVED, Position, SCHEDULE};

#[derive(Debug)]
pub struct Standard {
    /// Handed out or delayed: by when they are visible.
    window: Window,
    /// Sequences before it were taken, but for `open` and `claimed`.
    head: u64,
    /// Sequences from here on are not in the store yet.
    written: u64,
    open: BTreeSet<u64>,
    claimed: BTreeSet<u64>,
}

impl Standard {
    pub fn empty() -> Standard {
        Standard { window: Window::default(), head: 1, written: 1, open: BTreeSet::new(), claimed: BTreeSet::new() }
    }

    /// What the store has: of the schedule as much as memory keeps of one.
    pub fn found(position: &Position, written: u64, space: &Space, contents: u64) -> Result<Standard, Fault> {
        let nobody = HashSet::new();
        let mut found = Standard {
            window: Window::unread(),
            head: position.head.max(1),
            written,
            open: position.open.iter().copied().collect(),
            claimed: BTreeSet::new(),
        };
        let from = Source { space, contents, busy: &nobody, disorder: None };
        found.read_on((Stored::MIN, 0), &from, ROWS_MAX)?;
        Ok(found)
    }

    pub fn take(&mut self, now: Stored, from: Source<'_>) -> Result<Option<Held>, Fault> {
        let mut aside = Vec::new();
        let scheduled = loop {
            match (self.window.take_due(now), self.window.wants(now)) {
                (Some((slot, handed)), _) if from.busy.contains(&slot.1) => aside.push((slot, handed)),
                (Some(found), _) => break Some(found),
                (None, Some(horizon)) => self.read_on(horizon, &from, ROWS_FETCHED)?,
                (None, None) => break None,
            }
        };
        for (slot, handed) in aside {
            self.window.insert(slot, handed);
        }
        Ok(match scheduled {
            Some((slot, handed)) => Some(Held::scheduled(slot, handed)),
            None => self.take_fresh(&from),
        })
    }

    fn take_fresh(&mut self, from: &Source<'_>) -> Option<Held> {
        if let Some(disorder) = from.disorder {
            self.set_aside(disorder);
        }
        let fresh = match self.open_first(from) {
            Some(open) => {
                self.open.remove(&open);
                open
            }
            None => loop {
                if self.head >= self.written {
                    return None;
                }
                let next = self.head;
                self.head += 1;
                match from.busy.contains(&next) {
                    true => self.open.insert(next),
                    false => break next,
                };
            },
        };
        self.claimed.insert(fresh);
        Some(Held::fresh(fresh, None))
    }

    /// One of those before the head that comes next, if one does.
    fn open_first(&self, from: &Source<'_>) -> Option<u64> {
        let mut open = self.open.iter().filter(|open| !from.busy.contains(open)).copied();
        let Some(disorder) = from.disorder.filter(|_| self.head < self.written && self.open.len() < ASIDE_MAX) else {
            return open.next();
        };
        disorder.comes_first(self.open.len(), self.head).and_then(|at| open.nth(at))
    }

    fn set_aside(&mut self, disorder: &Disorder) {
        while self.head + 1 < self.written && self.open.len() < ASIDE_MAX && disorder.sets_aside(self.head) {
            self.open.insert(self.head);
            self.head += 1;
        }
    }

    /// The message that a receipt speaks of, if it still is where the receipt or `MOVED` says.
    pub fn find(&mut self, slot: Slot, from: Source<'_>) -> Result<Option<(Slot, Handed)>, Fault> {
        if let Some(handed) = self.at(slot, &from)? {
            return Ok(Some((slot, handed)));
        }
        let Some(moved) = from.space.read(MOVED, &(from.contents, slot.1))? else { return Ok(None) };
        let slot = (moved.at, slot.1);
        Ok(self.at(slot, &from)?.map(|handed| (slot, handed)))
    }

    /// From where on only the store knows the schedule; None: nowhere.
    pub fn horizon(&self) -> Option<Slot> {
        self.window.horizon()
    }

    /// A message wherever memory has it in the schedule: for receipts that do not say where it is any more.
    pub fn find_in_memory(&mut self, sequence: u64) -> Option<Held> {
        let (slot, handed) = self.window.remove_sequence(sequence)?;
        Some(Held::scheduled(slot, handed))
    }

    /// Retention has taken what was the oldest message: nothing is left up to it, so nobody needs to look there again.
    pub fn oldest_is_gone(&mut self, sequence: u64) {
        self.head = self.head.max(sequence + 1);
        self.open = self.open.split_off(&(sequence + 1));
    }

    /// Takes it out of the window, if it is there at all.
    fn at(&mut self, slot: Slot, from: &Source<'_>) -> Result<Option<Handed>, Fault> {
        match self.window.remove(slot) {
            Some(handed) => Ok(Some(handed)),
            None if self.window.covers(slot) => Ok(None),
            None => from.space.read(SCHEDULE, &(from.contents, slot.0, slot.1)),
        }
    }

    pub fn is_written(&mut self, sequence: u64, delayed: Option<(Slot, Handed)>) {
        self.written = sequence + 1;
        if let Some((slot, handed)) = delayed {
            self.window.insert(slot, handed);
        }
    }

    pub fn insert(&mut self, slot: Slot, handed: Handed) {
        self.window.insert(slot, handed);
    }

    /// The write that takes a message for the first time has its place in the log.
    pub fn apply(&mut self, fresh: u64) {
        self.claimed.remove(&fresh);
    }

    pub fn reopen(&mut self, fresh: u64) {
        self.claimed.remove(&fresh);
        self.open.insert(fresh);
    }

    pub fn has_open(&self) -> bool {
        !self.open.is_empty()
    }

    pub fn next_due(&self) -> Option<Stored> {
        self.window.next_due()
    }

    pub fn position(&self) -> (u64, Vec<u64>) {
        (self.head, self.open.union(&self.claimed).copied().collect())
    }

    fn read_on(&mut self, horizon: Slot, from: &Source<'_>, rows_max: usize) -> Result<(), Fault> {
        let range = SCHEDULE.under(&(from.contents,)).from(&(from.contents, horizon.0, horizon.1));
        let (mut read, mut end) = (0, None);
        let mut rows = Vec::new();
        from.space.scan(&range, Direction::Forward, |(_, due, sequence), handed| {
            if read == rows_max {
                end = Some((due, sequence));
                return ControlFlow::Break(());
            }
            read += 1;
            if !from.busy.contains(&sequence) {
                rows.push(((due, sequence), handed));
            }
            ControlFlow::Continue(())
        })?;
        self.window.read_up_to(end);
        for (slot, handed) in rows {
            self.window.insert(slot, handed);
        }
        Ok(())
    }
}

/// Where the store is read when memory does not know.
pub struct Source<'a> {
    pub space: &'a Space,
    pub contents: u64,
    /// What somebody holds right now: it is not to be found.
    pub busy: &'a HashSet<u64>,
    /// How the order is to be disturbed.
    pub disorder: Option<&'a Disorder>,
}
