//! Messages on their way into a queue: they get their places when their write has its place in the log, and are told of when it is done.

use std::sync::Arc;
use std::sync::atomic::Ordering;

use clock::Stored;
use keyspace::{Batch, Fault, Reads, Space};

use crate::delivery::fifo::Fifo;
use crate::message::parcel::{Accepted, Parcel, Sending, Written};
use crate::queue::contents::Line;
use crate::queue::{DEDUPLICATION_MS, Queue, is_sooner, slot, slot_is_over};
use crate::tables::{DEDUPLICATION, Digest, Handed, LETTERS, MESSAGES, POSITIONS, SCHEDULE, Sent};

impl Queue {
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
                line.recent.insert(slot(parcel.sent), &key);
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
    let slots = (slot(now) - 1..=slot(now) + 1).rev();
    for slot in slots.filter(|slot| line.recent.may_hold(*slot, key)) {
        let sent = space.read(DEDUPLICATION, &(contents, slot, *key))?;
        if let Some(sent) = sent.filter(is_recent) {
            return Ok(Some(sent));
        }
    }
    Ok(None)
}

fn delayed(sent: Stored) -> Handed {
    Handed { receives: 0, nonce: 0, first_received: sent, last_received: sent, sent, is_moved: false, group: None }
}
