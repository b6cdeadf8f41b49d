//! Messages that a request takes hold of: to hand them out, by a receipt, or because they are too old; and what becomes of them.

use std::ops::ControlFlow;
use std::sync::Arc;

use clock::Stored;
use keyspace::{Batch, Direction, Fault, Key, Reads};

use crate::delivery::claim::{Change, Claim, Held, Stage, Was};
use crate::delivery::fifo::STEPS_MAX;
use crate::delivery::receipt::Receipt;
use crate::delivery::standard::Source;
use crate::queue::contents::{Contents, IN_FLIGHT_MAX, Line};
use crate::queue::{Found, Queue, is_sooner};
use crate::tables::{Handed, SCHEDULE};

impl Queue {
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
}
