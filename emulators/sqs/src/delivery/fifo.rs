//! The order of a FIFO queue: groups, each a line in which nothing passes a message that is not visible.
//!
//! In memory are the sequences of the first 120,000 messages, as far as anybody looked: AWS looks no further either, so a
//! backlog in few groups hides what was sent behind it (developer guide, "FIFO queue quotas": messages in flight).

use std::collections::{BTreeMap, BTreeSet, HashMap};
use std::ops::ControlFlow;
use std::sync::Arc;
use std::time::Duration;

use clock::Stored;
use keyspace::{Direction, Fault, Key, Reads, Space};

use crate::delivery::claim::{Change, Held, Was};
use crate::delivery::lately::Lately;
use crate::delivery::recent::Recent;
use crate::delivery::walk::{Seen, Unlooked};
use crate::delivery::window::Slot;
use crate::message::Message;
use crate::queue::damaged;
use crate::tables::{Digest, Handed, MESSAGES, Sent};

#[derive(Debug)]
pub struct Fifo {
    groups: HashMap<Arc<str>, Group>,
    /// The group of each message that was looked at and is not gone.
    known: BTreeMap<u64, Arc<str>>,
    /// Groups whose first message is nobody's: when it is (or was) free, and its sequence.
    heads: BTreeSet<Slot>,
    /// Sequences from here on nobody looked at yet.
    walked: u64,
    /// Sequences from here on are not in the store yet.
    written: u64,
    /// When the last message was sent, as far as is known.
    latest: Stored,
    /// The queue's: it holds for messages that were sent before it was changed, too.
    delay: Duration,
    /// Where the queue delays messages and somebody asked how many: when those were sent that were never received.
    lately: Option<Lately>,
    /// Deduplication entries of batches that have their place in the log and are not written yet.
    pub pending: HashMap<Digest, Sent>,
    pub recent: Recent,
}

#[derive(Debug, Default)]
struct Group {
    line: BTreeMap<u64, Place>,
    /// Its entry among the heads.
    head: Option<Slot>,
}

#[derive(Debug)]
enum Place {
    Unread {
        sent: Stored,
    },
    Handed(Box<(Stored, Handed)>),
    /// Somebody holds it.
    Claimed,
}

impl Place {
    fn claim(&mut self, sequence: u64) -> Option<Held> {
        match std::mem::replace(self, Place::Claimed) {
            Place::Handed(handed) => Some(Held::scheduled((handed.0, sequence), handed.1)),
            Place::Unread { sent } => Some(Held::fresh(sequence, Some(sent))),
            Place::Claimed => None,
        }
    }
}

const LOOKAHEAD_MAX: usize = 120_000;
/// How far one receive walks at most, where not everything was looked at yet: after a start, or behind 120,000 others. Whoever finds
/// nothing visible so far goes on in another.
pub const STEPS_MAX: usize = 2_000;
/// Seen: API reference, SetQueueAttributes.
const LONGEST_DELAY: Duration = Duration::from_secs(900);

impl Fifo {
    pub fn empty(delay: Duration) -> Fifo {
        Fifo::starting_at(1, 1, delay)
    }

    /// What the store has: `oldest` is a sequence before which nothing is left.
    pub fn starting_at(oldest: u64, written: u64, delay: Duration) -> Fifo {
        Fifo {
            groups: HashMap::new(),
            known: BTreeMap::new(),
            heads: BTreeSet::new(),
            walked: oldest,
            written,
            latest: Stored::MIN,
            delay,
            lately: None,
            pending: HashMap::new(),
            recent: Recent::after(i64::MIN),
        }
    }

    pub fn found(&mut self, slot: Slot, handed: Handed) {
        let group: Arc<str> = handed.group.as_deref().unwrap_or_default().into();
        self.place(&group, slot.1, Place::Handed(Box::new((slot.0, handed))));
    }

    /// Takes the first messages of the first free group, as many as follow each other visibly, then of the next.
    pub fn take(&mut self, count: usize, now: Stored) -> Vec<Held> {
        self.mind_the_clock(now);
        let mut held = Vec::new();
        while held.len() < count
            && let Some(&(free, sequence)) = self.heads.first()
            && free <= now
        {
            self.take_group(sequence, count, now, &mut held);
        }
        held
    }

    fn take_group(&mut self, sequence: u64, count: usize, now: Stored, held: &mut Vec<Held>) {
        let name = self.known[&sequence].clone();
        let group = self.groups.get_mut(&name).expect("a known message has a group");
        for (&sequence, place) in &mut group.line {
            let is_visible = match place {
                Place::Unread { sent } => *sent + self.delay <= now,
                Place::Handed(handed) => handed.0 <= now,
                Place::Claimed => false,
            };
            if !is_visible || held.len() == count {
                break;
            }
            held.extend(place.claim(sequence));
        }
        self.reckon(&name);
    }

    /// When the clock was turned back, messages were sent in the future: they count as sent just now.
    fn mind_the_clock(&mut self, now: Stored) {
        if self.latest <= now {
            return;
        }
        self.latest = now;
        // They are counted anew.
        self.lately = None;
        let names: Vec<_> = self.groups.keys().cloned().collect();
        for name in names {
            for place in self.groups.get_mut(&name).into_iter().flat_map(|group| group.line.values_mut()) {
                if let Place::Unread { sent } = place {
                    *sent = (*sent).min(now);
                }
            }
            self.reckon(&name);
        }
    }

    /// Where to look on, if there is something that nobody looked at and room to know it.
    pub fn unlooked(&self) -> Option<Unlooked> {
        self.has_unlooked().then_some(Unlooked { from: self.walked, written: self.written })
    }

    /// Takes in what was read meanwhile, and says at how many sequences that is.
    pub fn learn(&mut self, seen: Seen) -> Result<usize, Fault> {
        let Seen { from, messages, mut reached, unclear } = seen;
        if self.walked != from {
            // Somebody else looked at the same, or retention took the first of them.
            return Ok(1);
        }
        for (sequence, group, sent) in messages {
            if self.known.len() >= LOOKAHEAD_MAX {
                reached = sequence;
                break;
            }
            if !self.known.contains_key(&sequence) {
                self.place(&group, sequence, Place::Unread { sent });
            }
        }
        self.walked = reached;
        match unclear {
            // What stands behind it in its group, which nobody knows, must not pass it.
            Some(damage) if reached == from => Err(damaged(damage)),
            _ => Ok((reached - from).min(STEPS_MAX as u64).max(1) as usize),
        }
    }

    pub fn is_written(&mut self, sequence: u64, group: &Arc<str>, sent: Stored) {
        self.written = sequence + 1;
        if let Some(lately) = &mut self.lately {
            lately.add(sent);
        }
        if self.walked == sequence && self.known.len() < LOOKAHEAD_MAX {
            self.place(group, sequence, Place::Unread { sent });
            self.walked += 1;
        }
    }

    /// What a receipt may speak of.
    pub fn find(&self, sequence: u64) -> Option<(Stored, &Handed)> {
        let group = self.groups.get(self.known.get(&sequence)?)?;
        match group.line.get(&sequence)? {
            Place::Handed(handed) => Some((handed.0, &handed.1)),
            _ => None,
        }
    }

    /// Takes the oldest message there is, if nobody else has it. One that nobody looked at yet is not looked at any more.
    pub fn take_oldest(&mut self, sequence: u64) -> Option<Held> {
        if self.knows(sequence) {
            return self.take_one(sequence);
        }
        self.walked = self.walked.max(sequence + 1);
        Some(Held::unknown(sequence))
    }

    /// Takes a message, wherever it stands in its line, if nobody else has it. None: nobody looked at it yet, or it is gone.
    pub fn take_one(&mut self, sequence: u64) -> Option<Held> {
        let name = self.known.get(&sequence)?.clone();
        let place = self.groups.get_mut(&name)?.line.get_mut(&sequence)?;
        let held = place.claim(sequence);
        self.reckon(&name);
        held
    }

    pub fn settle(&mut self, held: &Held) {
        if let (Some(lately), Was::Fresh { sent: Some(sent) }, Change::Handed { .. } | Change::Removed) =
            (&mut self.lately, &held.was, &held.change)
        {
            lately.take(*sent);
        }
        let place = match &held.change {
            Change::Handed { due, handed } => Some(Place::Handed(Box::new((*due, handed.clone())))),
            Change::Removed | Change::Passed => None,
            Change::Nothing => return self.put_back(held),
        };
        self.replace(held.sequence, place);
    }

    pub fn put_back(&mut self, held: &Held) {
        let place = match &held.was {
            Was::Scheduled { due, handed } => Place::Handed(Box::new((*due, handed.clone()))),
            Was::Fresh { sent } => {
                Place::Unread { sent: sent.expect("a FIFO queue knows when its messages were sent") }
            }
            // It was not removed after all: it is looked at again.
            Was::Unknown | Was::Elsewhere => {
                self.walked = self.walked.min(held.sequence);
                return;
            }
        };
        self.replace(held.sequence, Some(place));
    }

    pub fn knows(&self, sequence: u64) -> bool {
        self.known.contains_key(&sequence)
    }

    pub fn set_delay(&mut self, delay: Duration) {
        if self.delay != delay {
            self.delay = delay;
            let names: Vec<_> = self.groups.keys().cloned().collect();
            names.iter().for_each(|name| self.reckon(name));
        }
    }

    pub fn next_due(&self) -> Option<Stored> {
        self.heads.first().map(|(free, _)| *free)
    }

    pub fn has_unlooked(&self) -> bool {
        self.walked < self.written && self.known.len() < LOOKAHEAD_MAX
    }

    /// A sequence before which nothing is left.
    pub fn oldest(&self) -> u64 {
        self.known.first_key_value().map_or(self.walked, |(sequence, _)| *sequence).min(self.walked)
    }

    /// How many wait for the queue's delay, to the second. The first time they are counted, from the end; after that they are known.
    pub fn delayed(&mut self, now: Stored, space: &Space, contents: u64) -> Result<u64, Fault> {
        if self.delay.is_zero() {
            return Ok(0);
        }
        if self.lately.is_none() {
            self.lately = Some(self.count_lately(now, space, contents)?);
        }
        Ok(self.lately.as_mut().map_or(0, |lately| lately.since(now, self.delay)))
    }

    fn count_lately(&self, now: Stored, space: &Space, contents: u64) -> Result<Lately, Fault> {
        let (mut lately, earliest) = (Lately::default(), now - LONGEST_DELAY);
        let rest = MESSAGES.under(&(contents,)).from(&(contents, self.walked));
        space.scan_raw(&rest, Direction::Backward, |mut key, value| {
            let sequence = <(u64, u64) as Key>::decode(&mut key).map_or(0, |(_, sequence)| sequence);
            match Message::open(value) {
                Ok((message, _)) if message.sent > earliest => {
                    // One that is written but not told of yet is nobody's so far.
                    if sequence < self.written && !self.knows(sequence) {
                        lately.add(message.sent);
                    }
                    ControlFlow::Continue(())
                }
                _ => ControlFlow::Break(()),
            }
        })?;
        for place in self.groups.values().flat_map(|group| group.line.values()) {
            match place {
                Place::Unread { sent } if *sent > earliest => lately.add(*sent),
                _ => {}
            }
        }
        Ok(lately)
    }

    fn place(&mut self, name: &Arc<str>, sequence: u64, place: Place) {
        if let Place::Unread { sent } = place {
            self.latest = self.latest.max(sent);
        }
        let group = self.groups.entry(name.clone()).or_default();
        let becomes_first = group.line.first_key_value().is_none_or(|(first, _)| sequence < *first);
        group.line.insert(sequence, place);
        self.known.insert(sequence, name.clone());
        if becomes_first {
            self.reckon(name);
        }
    }

    fn replace(&mut self, sequence: u64, place: Option<Place>) {
        let Some(name) = self.known.get(&sequence).cloned() else { return };
        let Some(group) = self.groups.get_mut(&name) else { return };
        match place {
            Some(place) => {
                group.line.insert(sequence, place);
            }
            None => {
                group.line.remove(&sequence);
                self.known.remove(&sequence);
            }
        }
        self.reckon(&name);
    }

    /// Brings a group's entry among the heads up to date, and forgets the group when it is empty.
    fn reckon(&mut self, name: &Arc<str>) {
        let Some(group) = self.groups.get_mut(name) else { return };
        let head = match group.line.first_key_value() {
            Some((sequence, Place::Unread { sent })) => Some((*sent + self.delay, *sequence)),
            Some((sequence, Place::Handed(handed))) => Some((handed.0, *sequence)),
            Some((_, Place::Claimed)) | None => None,
        };
        if head != group.head {
            if let Some(old) = group.head {
                self.heads.remove(&old);
            }
            self.heads.extend(head);
            group.head = head;
        }
        if group.line.is_empty() {
            self.groups.remove(name);
        }
    }
}
