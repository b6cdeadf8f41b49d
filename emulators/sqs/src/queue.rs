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
pub mod url;

use std::ops::ControlFlow;
use std::sync::atomic::{AtomicBool, AtomicI64, AtomicU64, Ordering};
use std::sync::{Arc, Weak};

use clock::{Stored, Timestamp};
use keyspace::{Batch, Damaged, Direction, Fault, Key, Reads, Space};
use parking_lot::{Mutex, MutexGuard, RwLock};
use tokio::sync::Notify;

use crate::delivery::attempts::Attempts;
use crate::delivery::claim::{Change, Claim, Held, Stage, Was};
use crate::delivery::disorder::Disorder;
use crate::delivery::fifo::{Fifo, STEPS_MAX};
use crate::delivery::receipt::Receipt;
use crate::delivery::standard::Source;
use crate::message::Message;
use crate::message::parcel::{Accepted, Parcel, Sending, Written};
use crate::queue::contents::{Contents, IN_FLIGHT_MAX, Line};
use crate::queue::dues::Dues;
use crate::queue::loaded::Loaded;
use crate::queue::name::Address;
use crate::tables::{DEDUPLICATION, Digest, Handed, LETTERS, MESSAGES, POSITIONS, QueueRecord, SCHEDULE, Sent};

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
        let Shared { space, dues, loaded, disorder_seed } = shared.clone();
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
        let loaded = Contents::load(&self.space, &self.record(), self.space.clock().now())?;
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

    fn with<R>(&self, look: impl FnOnce(&mut Contents) -> Result<R, Fault>) -> Result<R, Fault> {
        look(self.open()?.as_mut().expect("it was loaded"))
    }

    /// Inside `on_sequence`, where nothing may fail: whoever committed has loaded the contents before.
    fn with_contents<R>(&self, contents: u64, act: impl FnOnce(&mut Contents) -> R) -> Option<R> {
        let mut open = self.contents.lock();
        open.as_mut().filter(|open| open.id == contents && !open.is_closed).map(act)
    }

    // Sending

    /// Gives each parcel its place, in `on_sequence` of its write. None: the queue is gone.
    pub fn accept(
        &self,
        parcels: Vec<Parcel>,
        sending: &mut Sending,
        batch: &mut Batch,
    ) -> Result<Option<Vec<Accepted>>, Fault> {
        let mut open = self.contents.lock();
        let Some(contents) = open.as_mut().filter(|open| !open.is_closed) else { return Ok(None) };
        sending.contents = contents.id;
        if contents.has_unused {
            batch.put(POSITIONS, &(contents.id,), &contents.position());
            sending.tells_position = true;
        }
        let mut accepted = Vec::with_capacity(parcels.len());
        for parcel in parcels {
            if let (Line::Fifo(line), Some(key)) = (&mut contents.line, parcel.deduplication())
                && let Some(first) = sent_lately(&self.space, contents.id, line, &key, parcel.sent)?
            {
                accepted.push(Accepted { id: first.id, number: first.number });
                continue;
            }
            let sequence = contents.next;
            contents.next += 1;
            contents.number += 1;
            let number = contents.number;
            accepted.push(Accepted { id: parcel.id, number });
            if let (Line::Fifo(line), Some(key)) = (&mut contents.line, parcel.deduplication()) {
                let sent = Sent { id: parcel.id, number, sent: parcel.sent };
                batch.put(DEDUPLICATION, &(contents.id, slot(parcel.sent), key), &sent);
                line.pending.insert(key, sent);
                line.last_slot = line.last_slot.max(slot(parcel.sent));
            }
            if let Some(due) = parcel.delayed_until {
                batch.put(SCHEDULE, &(contents.id, due, sequence), &delayed(parcel.sent));
            }
            batch.put_raw(MESSAGES, &(contents.id, sequence), &parcel.sealed.number(number));
            // In a FIFO queue the age of a letter begins anew.
            let is_letter = parcel.is_letter && matches!(contents.line, Line::Standard(_));
            if is_letter {
                batch.put(LETTERS, &(contents.id, parcel.sent, sequence), &());
            }
            sending.written.push(Written {
                sequence,
                sent: parcel.sent,
                delayed_until: parcel.delayed_until,
                line: parcel.line,
                is_letter,
            });
        }
        Ok(Some(accepted))
    }

    pub fn is_written(self: &Arc<Queue>, sending: &mut Sending) {
        sending.is_done = true;
        let written = std::mem::take(&mut sending.written);
        let mut arrived = 0;
        let came_sooner = self.with_contents(sending.contents, |contents| {
            let before = contents.next_due();
            contents.has_unused &= !sending.tells_position;
            for Written { sequence, sent, delayed_until, line, .. } in &written {
                match (&mut contents.line, delayed_until) {
                    (Line::Standard(standard), Some(due)) => {
                        standard.is_written(*sequence, Some(((*due, *sequence), delayed(*sent))));
                        contents.hidden.hide(*due, true);
                    }
                    (Line::Standard(standard), None) => {
                        standard.is_written(*sequence, None);
                        arrived += 1;
                    }
                    (Line::Fifo(fifo), _) => {
                        let Some(line) = line else { continue };
                        line.deduplication.map(|key| fifo.pending.remove(&key));
                        fifo.is_written(*sequence, &line.group, *sent);
                        arrived += 1;
                    }
                }
            }
            // A message that is visible already is told by `arrived`; what came of a delayed one is not.
            matches!(contents.line, Line::Standard(_)) && is_sooner(before, contents.next_due())
        });
        self.tell_retention(sending.contents, &written);
        for _ in 0..arrived {
            self.arrived.notify_one();
        }
        if came_sooner == Some(true) {
            self.sooner.notify_one();
        }
    }

    /// The first message of a queue tells when it will be too old; those that follow are younger, but for dead letters.
    fn tell_retention(self: &Arc<Queue>, contents: u64, written: &[Written]) {
        let is_known = self.watched.swap(contents, Ordering::SeqCst) == contents;
        let oldest = written.iter().filter(|written| written.is_letter || !is_known).map(|written| written.sent).min();
        let Some(sent) = oldest else { return };
        let record = self.record();
        let too_old = record.epoch.absolute(sent + record.attributes.retention());
        let is_deduplicated = record.attributes.fifo.is_some();
        let forgotten = is_deduplicated.then(|| record.epoch.absolute(slot_is_over(slot(sent))));
        let at = forgotten.map_or(too_old, |forgotten| forgotten.min(too_old));
        if !is_known || at.as_millis() < self.watched_until.load(Ordering::SeqCst) {
            self.watched_until.store(at.as_millis(), Ordering::SeqCst);
            self.dues.watch(at, contents, self);
        }
    }

    pub fn was_not_written(&self, sending: &mut Sending) {
        let written = std::mem::take(&mut sending.written);
        self.with_contents(sending.contents, |contents| {
            contents.removed += written.len() as u64;
            contents.has_unused = true;
            for key in written.iter().filter_map(|written| written.line.as_ref()?.deduplication) {
                if let Line::Fifo(line) = &mut contents.line {
                    line.pending.remove(&key);
                }
            }
        });
    }

    // Taking

    /// Takes up to `count` messages that can be received now. None: there are, but too many are in flight already.
    pub fn take(self: &Arc<Queue>, count: usize) -> Result<Option<Claim>, Fault> {
        let mut steps = 0;
        loop {
            let (claim, unlooked) = self.with(|contents| {
                let now = self.mind_the_clock(contents)?;
                let left = IN_FLIGHT_MAX.saturating_sub(contents.hidden.in_flight(now));
                if left == 0 {
                    return Ok((None, None));
                }
                let held = contents.take(count.min(left as usize), now, &self.space, self.disorder.as_ref())?;
                let unlooked = contents.unlooked().filter(|_| held.is_empty() && steps < STEPS_MAX);
                Ok((Some(Claim::on(self, contents.id, held)), unlooked))
            })?;
            let (Some(claim), Some(unlooked)) = (&claim, unlooked) else { return Ok(claim) };
            let (id, seen) = (claim.contents, unlooked.read(&self.space, claim.contents)?);
            steps += self.with(|contents| match &mut contents.line {
                Line::Fifo(line) if contents.id == id => line.learn(seen),
                _ => Ok(1),
            })?;
        }
    }

    /// The message that a receipt speaks of, if that is the last one. Waits for a request that holds it right now.
    pub async fn find(self: &Arc<Queue>, receipt: &Receipt) -> Result<Found, Fault> {
        self.find_when_free(receipt, Queue::find_last).await
    }

    /// The same, but a standard queue takes an older receipt, too, as long as the message is in flight: it is looked for in memory, then
    /// among all that is in flight, without keeping others from the queue.
    pub async fn find_any(self: &Arc<Queue>, receipt: &Receipt) -> Result<Found, Fault> {
        let in_memory = |queue: &Queue, contents: &mut Contents, receipt: &Receipt| {
            let found = queue.find_last(contents, receipt)?;
            if found.is_err() && contents.is_gone(&queue.space, receipt.sequence)? {
                return Ok(found);
            }
            match &mut contents.line {
                Line::Standard(line) if found.is_err() => {
                    Ok(line.find_in_memory(receipt.sequence).ok_or(Found::Nothing))
                }
                _ => Ok(found),
            }
        };
        let found = self.find_when_free(receipt, in_memory).await?;
        if !matches!(found, Found::Nothing) {
            return Ok(found);
        }
        let Some(due) = self.scheduled_at(receipt)? else { return Ok(found) };
        let there = Receipt { due, ..*receipt };
        let as_read = |queue: &Queue, contents: &mut Contents, receipt: &Receipt| {
            if contents.is_gone(&queue.space, receipt.sequence)? {
                return Ok(Err(Found::Nothing));
            }
            let (space, id, busy) = (&queue.space, contents.id, &contents.busy);
            let Line::Standard(line) = &mut contents.line else { return Ok(Err(Found::Nothing)) };
            let source = Source { space, contents: id, busy, disorder: None };
            let found = line.find((receipt.due, receipt.sequence), source)?;
            Ok(found.map(|(slot, handed)| Held::scheduled(slot, handed)).ok_or(Found::Nothing))
        };
        self.find_when_free(&there, as_read).await
    }

    /// When a message comes due that only the store has: at most all that are in flight are gone through, for a receipt that was replaced.
    fn scheduled_at(&self, receipt: &Receipt) -> Result<Option<Stored>, Fault> {
        let horizon = self.with(|contents| {
            Ok(match &contents.line {
                Line::Standard(line) if contents.id == receipt.contents => line.horizon(),
                _ => None,
            })
        })?;
        let Some((from, first)) = horizon else { return Ok(None) };
        let rest = SCHEDULE.under(&(receipt.contents,)).from(&(receipt.contents, from, first));
        let mut found = None;
        self.space.scan_raw(&rest, Direction::Forward, |mut key, _| {
            match <(u64, Stored, u64) as Key>::decode(&mut key) {
                Ok((_, due, sequence)) if sequence == receipt.sequence => {
                    found = Some(due);
                    ControlFlow::Break(())
                }
                _ => ControlFlow::Continue(()),
            }
        })?;
        Ok(found)
    }

    async fn find_when_free(
        self: &Arc<Queue>,
        receipt: &Receipt,
        find: impl Fn(&Queue, &mut Contents, &Receipt) -> Result<Result<Held, Found>, Fault>,
    ) -> Result<Found, Fault> {
        loop {
            let freed = self.freed.notified();
            tokio::pin!(freed);
            freed.as_mut().enable();
            let found = self.with(|contents| {
                if contents.id != receipt.contents {
                    return Ok(Some(Found::Nothing));
                }
                if contents.busy.contains(&receipt.sequence) {
                    return Ok(None);
                }
                Ok(Some(match find(self, contents, receipt)? {
                    Err(found) => found,
                    Ok(held) => {
                        contents.busy.insert(held.sequence);
                        Found::Held(Claim::on(self, contents.id, vec![held]))
                    }
                }))
            })?;
            match found {
                Some(found) => return Ok(found),
                None => freed.await,
            }
        }
    }

    fn find_last(&self, contents: &mut Contents, receipt: &Receipt) -> Result<Result<Held, Found>, Fault> {
        let sequence = receipt.sequence;
        if matches!(contents.line, Line::Standard(_)) && contents.is_gone(&self.space, sequence)? {
            return Ok(Err(Found::Nothing));
        }
        match &mut contents.line {
            Line::Standard(line) => {
                let source = Source { space: &self.space, contents: contents.id, busy: &contents.busy, disorder: None };
                match line.find((receipt.due, sequence), source)? {
                    Some((slot, handed)) if handed.nonce == receipt.nonce => Ok(Ok(Held::scheduled(slot, handed))),
                    Some((slot, handed)) => {
                        line.insert(slot, handed);
                        Ok(Err(Found::Nothing))
                    }
                    None => Ok(Err(Found::Nothing)),
                }
            }
            Line::Fifo(line) if !line.knows(sequence) => Ok(Err(Found::Nothing)),
            Line::Fifo(line) => {
                let now = self.now();
                let is_held =
                    line.find(sequence).is_some_and(|(due, handed)| handed.nonce == receipt.nonce && due > now);
                let held = is_held.then(|| line.take_one(sequence)).flatten();
                Ok(held.ok_or(Found::Expired))
            }
        }
    }

    /// Takes the oldest message there is because it is too old, wherever it stands. None: somebody holds it. Where so many
    /// are in flight that memory has not all of them, what the schedule has of it is cleared when it comes due.
    ///
    /// The queue may have been purged since its age was read: then the sequence is another message's, which stays.
    pub fn take_oldest(self: &Arc<Queue>, contents_id: u64, sequence: u64) -> Result<Option<Claim>, Fault> {
        self.take_old(contents_id, sequence, Held::unknown)
    }

    /// The same of a standard queue's message that others may stand before.
    pub fn take_letter(self: &Arc<Queue>, contents_id: u64, sequence: u64) -> Result<Option<Claim>, Fault> {
        self.take_old(contents_id, sequence, Held::elsewhere)
    }

    fn take_old(
        self: &Arc<Queue>,
        contents_id: u64,
        sequence: u64,
        not_in_memory: fn(u64) -> Held,
    ) -> Result<Option<Claim>, Fault> {
        self.with(|contents| {
            if contents.id != contents_id || contents.busy.contains(&sequence) {
                return Ok(None);
            }
            let held = match &mut contents.line {
                Line::Fifo(line) => match line.take_oldest(sequence) {
                    Some(held) => held,
                    None => return Ok(None),
                },
                Line::Standard(line) => line.find_in_memory(sequence).unwrap_or_else(|| not_in_memory(sequence)),
            };
            contents.may_be_gone = contents.may_be_gone.max(sequence);
            contents.busy.insert(sequence);
            Ok(Some(Claim::on(self, contents.id, vec![held])))
        })
    }

    /// What becomes of a message that its consumer deletes.
    pub fn deletion(&self, held: &Held) -> Change {
        match (&self.disorder, &held.was) {
            (Some(disorder), Was::Scheduled { handed, .. })
                if !self.is_fifo() && disorder.comes_again(held.sequence, handed.receives) =>
            {
                Change::Handed { due: self.now(), handed: Handed { is_moved: true, ..handed.clone() } }
            }
            _ => Change::Removed,
        }
    }

    pub fn apply(&self, claim: &mut Claim, batch: &mut Batch) {
        claim.stage = Stage::Turned;
        self.with_contents(claim.contents, |contents| contents.apply(&claim.held, batch));
    }

    pub fn settle(&self, claim: &mut Claim) {
        let held = std::mem::take(&mut claim.held);
        self.ended(claim.contents, |contents| contents.settle(held));
    }

    pub fn release(&self, claim: &mut Claim) {
        let held = std::mem::take(&mut claim.held);
        let was_turned = claim.stage == Stage::Turned;
        self.ended(claim.contents, |contents| contents.release(held, was_turned));
    }

    fn ended(&self, contents: u64, end: impl FnOnce(&mut Contents)) {
        let (became_free, came_sooner) = self
            .with_contents(contents, |contents| {
                let before = contents.next_due();
                end(contents);
                let is_free = match &contents.line {
                    Line::Standard(line) => line.has_open(),
                    Line::Fifo(line) => line.has_unlooked(),
                };
                (is_free, is_sooner(before, contents.next_due()))
            })
            .unwrap_or_default();
        self.freed.notify_waiters();
        if became_free {
            self.arrived.notify_one();
        }
        if came_sooner {
            self.sooner.notify_one();
        }
    }

    // Looking

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
    fn mind_the_clock(&self, contents: &mut Contents) -> Result<Stored, Fault> {
        let now = self.now();
        if contents.hidden.is_ahead_of(now) {
            contents.count_hidden(&self.space, now)?;
        }
        Ok(now)
    }

    /// The oldest message that is still there.
    /// From some sequence on; and when it was sent.
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

impl Parcel {
    fn deduplication(&self) -> Option<Digest> {
        self.line.as_ref()?.deduplication
    }
}

/// What was sent with the same id in the last five minutes, or in the next: then the clock was turned back meanwhile.
fn sent_lately(space: &Space, contents: u64, line: &Fifo, key: &Digest, now: Stored) -> Result<Option<Sent>, Fault> {
    let is_recent = |sent: &Sent| now.as_millis().abs_diff(sent.sent.as_millis()) < DEDUPLICATION_MS as u64;
    if let Some(sent) = line.pending.get(key) {
        return Ok(Some(sent.clone()));
    }
    let (first, last) = (slot(now) - 1, line.last_slot.min(slot(now) + 1));
    for slot in (first..=last).rev() {
        let sent = space.read(DEDUPLICATION, &(contents, slot, *key))?;
        if let Some(sent) = sent.filter(is_recent) {
            return Ok(Some(sent));
        }
    }
    Ok(None)
}

/// From when on no message can be compared with one of this slot any more, also if the clock is turned back by some minutes.
pub fn slot_is_over(slot: i64) -> Stored {
    Stored::from_millis((slot + 3).saturating_mul(DEDUPLICATION_MS))
}

pub fn slot(at: Stored) -> i64 {
    at.as_millis().div_euclid(DEDUPLICATION_MS)
}

fn delayed(sent: Stored) -> Handed {
    Handed { receives: 0, nonce: 0, first_received: sent, last_received: sent, sent, is_moved: false, group: None }
}

fn is_sooner(before: Option<Stored>, after: Option<Stored>) -> bool {
    after.is_some_and(|after| before.is_none_or(|before| after < before))
}

pub fn damaged(damaged: Damaged) -> Fault {
    Fault::because("a message cannot be understood", damaged)
}
