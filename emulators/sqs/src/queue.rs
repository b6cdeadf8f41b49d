//! A queue while the server runs: its record, what it holds, and who waits for messages.

pub mod access;
pub mod attributes;
pub mod contents;
pub mod dues;
pub mod loaded;
pub mod name;
pub mod permissions;
pub mod redrive;
pub mod retention;
mod sending;
mod taking;
pub mod url;

use std::ops::ControlFlow;
use std::sync::atomic::{AtomicBool, AtomicI64, AtomicU64, Ordering};
use std::sync::{Arc, Weak};

use clock::{Stored, Timestamp};
use keyspace::{Damaged, Direction, Fault, Key, Reads, Space};
use parking_lot::{Mutex, MutexGuard, RwLock};
use tokio::sync::Notify;

use crate::delivery::attempts::Attempts;
use crate::delivery::claim::Claim;
use crate::delivery::disorder::Disorder;
use crate::message::Message;
use crate::queue::contents::{Contents, IN_FLIGHT_MAX, Line, number_at};
use crate::queue::dues::Dues;
use crate::queue::loaded::Loaded;
use crate::queue::name::Address;
use crate::tables::{MESSAGES, QueueRecord};

pub struct Queue {
    pub address: Address,
    pub arn: String,
    pub space: Space,
    record: RwLock<Arc<QueueRecord>>,
    /// None: nobody asked since the server started, or for a while.
    contents: Mutex<Option<Contents>>,
    /// Held by whoever reads them from the store, so that nobody else waits for that: least of all a commit's leader.
    loading: Mutex<()>,
    /// Somebody looked at the contents since memory was last looked over.
    pub is_used: AtomicBool,
    me: Weak<Queue>,
    /// One permit for each message that can be received.
    pub arrived: Notify,
    /// The next message comes due earlier than it did.
    pub sooner: Notify,
    /// Who waits for the next message to come due, for all that wait.
    pub watch: tokio::sync::Mutex<()>,
    pub attempts: Mutex<Attempts>,
    /// A claim ended.
    freed: Notify,
    disorder: Option<Disorder>,
    dues: Arc<Dues>,
    loaded: Arc<Loaded>,
    number_floor: Option<Timestamp>,
    /// The contents that retention knows to look at one day; 0 where it knows of none.
    watched: AtomicU64,
    /// When it will look, in milliseconds.
    watched_until: AtomicI64,
}

/// What the queues of an environment share.
#[derive(Clone)]
pub struct Shared {
    pub space: Space,
    pub dues: Arc<Dues>,
    pub loaded: Arc<Loaded>,
    pub disorder_seed: Option<u64>,
    pub number_floor: Option<Timestamp>,
}

/// The first message of some contents.
pub struct Oldest {
    pub sequence: u64,
    pub sent: Result<Stored, Damaged>,
}

/// What a receipt is worth.
pub enum Found {
    /// The message was deleted, or handed out again since.
    Nothing,
    /// FIFO queues only: its time is over.
    Expired,
    Held(Claim),
}

#[derive(Copy, Clone, Debug, Default, PartialEq, Eq)]
pub struct Counts {
    pub visible: u64,
    pub in_flight: u64,
    pub delayed: u64,
}

/// Deduplication is kept in slots of the window's length, so that two look-ups cover it and old slots are given up whole. A third
/// covers what was sent before the clock was turned back.
pub const DEDUPLICATION_MS: i64 = 300_000;

impl Queue {
    pub fn new(address: Address, record: QueueRecord, shared: &Shared) -> Arc<Queue> {
        let arn = address.arn();
        let Shared { space, dues, loaded, disorder_seed, number_floor } = shared.clone();
        Arc::new_cyclic(|me| Queue {
            disorder: disorder_seed.map(|seed| Disorder::new(seed, &arn)),
            arn,
            address,
            space,
            record: RwLock::new(Arc::new(record)),
            contents: Mutex::new(None),
            loading: Mutex::new(()),
            is_used: AtomicBool::new(false),
            me: me.clone(),
            arrived: Notify::new(),
            sooner: Notify::new(),
            watch: tokio::sync::Mutex::new(()),
            attempts: Mutex::default(),
            freed: Notify::new(),
            dues,
            loaded,
            number_floor,
            watched: AtomicU64::new(0),
            watched_until: AtomicI64::new(i64::MAX),
        })
    }

    pub fn record(&self) -> Arc<QueueRecord> {
        self.record.read().clone()
    }

    pub fn is_fifo(&self) -> bool {
        self.record.read().attributes.fifo.is_some()
    }

    pub fn now(&self) -> Stored {
        self.record.read().epoch.relative(self.space.clock().now())
    }

    /// Takes over a record that was written.
    pub fn becomes(&self, record: QueueRecord) {
        if let Some(Contents { line: Line::Fifo(line), .. }) = &mut *self.contents.lock() {
            line.set_delay(record.attributes.delay());
        }
        *self.record.write() = Arc::new(record);
        self.arrived.notify_waiters();
        self.sooner.notify_one();
    }

    /// Retention has looked, and knows when to look again, or that there is nothing: then the next message tells it.
    pub fn watch_again(self: &Arc<Queue>, contents: u64, at: Option<Timestamp>) {
        if let Some(at) = at {
            self.watched_until.store(at.as_millis(), Ordering::SeqCst);
            self.watched.store(contents, Ordering::SeqCst);
            self.dues.watch(at, contents, self);
        }
    }

    /// Before retention looks: whatever is sent from now on tells it again, so that nothing is missed in between.
    pub fn unwatch(&self) {
        self.watched.store(0, Ordering::SeqCst);
    }

    /// What was to be kept for long may be too old by now.
    pub fn look_at_ages(self: &Arc<Queue>) {
        self.watch_again(self.contents_id(), Some(self.space.clock().now()));
    }

    /// Reads from the store what memory must know, once.
    pub fn load(&self) -> Result<(), Fault> {
        self.open().map(drop)
    }

    fn open(&self) -> Result<MutexGuard<'_, Option<Contents>>, Fault> {
        if !self.is_used.load(Ordering::Relaxed) {
            self.is_used.store(true, Ordering::Relaxed);
        }
        let contents = self.contents.lock();
        if contents.is_some() {
            return Ok(contents);
        }
        drop(contents);
        let _alone = self.loading.lock();
        let contents = self.contents.lock();
        if contents.is_some() {
            return Ok(contents);
        }
        drop(contents);
        // Nobody writes meanwhile: whoever does has loaded them before.
        let mut loaded = Contents::load(&self.space, &self.record(), self.space.clock().now())?;
        loaded.number = loaded.number.max(self.number_floor.map_or(0, number_at));
        let mut contents = self.contents.lock();
        *contents = Some(loaded);
        self.loaded.add(self.me.clone());
        Ok(contents)
    }

    /// Forgets what the store has, too. Only where nobody else has this queue: who has it may stand between a look and a write. False: it is in
    /// use all the same.
    pub fn forget(&self) -> bool {
        let Some(mut contents) = self.contents.try_lock() else { return false };
        if contents.as_ref().is_some_and(|contents| contents.is_closed) {
            return false;
        }
        *contents = None;
        self.attempts.lock().forget_old(self.now());
        true
    }

    #[cfg(test)]
    pub fn is_loaded(&self) -> bool {
        self.contents.lock().is_some()
    }

    pub fn with<R>(&self, look: impl FnOnce(&mut Contents) -> Result<R, Fault>) -> Result<R, Fault> {
        look(self.open()?.as_mut().expect("it was loaded"))
    }

    /// Inside `on_sequence`, where nothing may fail: whoever committed has loaded the contents before.
    pub fn with_contents<R>(&self, contents: u64, act: impl FnOnce(&mut Contents) -> R) -> Option<R> {
        let mut open = self.contents.lock();
        open.as_mut().filter(|open| open.id == contents && !open.is_closed).map(act)
    }

    /// A FIFO queue has messages that nobody looked at yet: something may be visible among them.
    pub fn has_unlooked(&self) -> Result<bool, Fault> {
        self.with(|contents| Ok(matches!(&contents.line, Line::Fifo(line) if line.has_unlooked())))
    }

    pub fn counts(&self) -> Result<Counts, Fault> {
        self.with(|contents| {
            let now = self.mind_the_clock(contents)?;
            let delayed_by_queue = match &mut contents.line {
                Line::Fifo(line) => line.delayed(now, &self.space, contents.id)?,
                Line::Standard(_) => 0,
            };
            let (in_flight, delayed) =
                (contents.hidden.in_flight(now), contents.hidden.delayed(now) + delayed_by_queue);
            let visible = contents.len().saturating_sub(in_flight + delayed);
            Ok(Counts { visible, in_flight, delayed })
        })
    }

    /// When something can be received that cannot now, unless something happens before.
    pub fn next_due(&self) -> Result<Option<Timestamp>, Fault> {
        let epoch = self.record().epoch;
        self.with(|contents| {
            let now = self.mind_the_clock(contents)?;
            let at_cap = contents.hidden.in_flight(now) >= IN_FLIGHT_MAX;
            // At the cap nothing comes of what is due: whatever ends in between is looked at soon enough.
            let earliest = if at_cap { now + std::time::Duration::from_millis(100) } else { Stored::MIN };
            Ok(contents.next_due().map(|due| epoch.absolute(due.max(earliest))))
        })
    }

    pub fn is_deleted(&self) -> bool {
        self.contents.lock().as_ref().is_some_and(|contents| contents.is_closed)
    }

    pub fn contents_id(&self) -> u64 {
        self.record.read().contents
    }

    /// Gives the queue other contents, in `on_sequence` of the write that says so; what it had comes back to be put back if that
    /// write fails.
    pub fn swap_contents(&self, new: impl FnOnce(Option<&Contents>) -> Contents) -> Option<Contents> {
        let mut contents = self.contents.lock();
        let new = new(contents.as_ref());
        contents.replace(new)
    }

    /// What time it is. Read under the lock, so whoever looked before did not look later, unless the clock was turned back.
    pub fn mind_the_clock(&self, contents: &mut Contents) -> Result<Stored, Fault> {
        let now = self.now();
        if contents.hidden.is_ahead_of(now) {
            contents.count_hidden(&self.space, now)?;
        }
        Ok(now)
    }

    /// The oldest message that is still there from some sequence on, and when it was sent.
    pub fn oldest(&self, contents: u64, from: u64) -> Result<Option<Oldest>, Fault> {
        let range = MESSAGES.under(&(contents,)).from(&(contents, from));
        let mut oldest = None;
        self.space.scan_raw(&range, Direction::Forward, |mut key, value| {
            let sequence = <(u64, u64) as Key>::decode(&mut key).map(|(_, sequence)| sequence);
            let sent = Message::open(value).map(|(message, _)| message.sent);
            oldest = Some(sequence.map(|sequence| Oldest { sequence, sent }));
            ControlFlow::Break(())
        })?;
        oldest.transpose().map_err(damaged)
    }
}

/// From when on no message can be compared with one of this slot any more, also if the clock is turned back by some minutes.
pub fn slot_is_over(slot: i64) -> Stored {
    Stored::from_millis((slot + 3).saturating_mul(DEDUPLICATION_MS))
}

pub fn slot(at: Stored) -> i64 {
    at.as_millis().div_euclid(DEDUPLICATION_MS)
}

/// A message comes due earlier than any did before.
pub fn is_sooner(before: Option<Stored>, after: Option<Stored>) -> bool {
    after.is_some_and(|after| before.is_none_or(|before| after < before))
}

pub fn damaged(damaged: Damaged) -> Fault {
    Fault::because("a message cannot be understood", damaged)
}
