//! Handing messages out: what is picked is read, and what is too old or was received too often goes elsewhere.

pub mod attempts;
pub mod claim;
pub mod disorder;
pub mod fifo;
pub mod hidden;
pub mod lately;
pub mod poll;
pub mod receipt;
pub mod recent;
pub mod standard;
pub mod walk;
pub mod window;

use std::sync::Arc;
use std::time::Duration;

use clock::Stored;
use keyspace::{Batch, Damaged, Fault, Reads};

use crate::Queues;
use crate::delivery::claim::{Change, Claim, Held, Was};
use crate::delivery::receipt::Receipt;
use crate::message::parcel::{self, InGroup, Parcel};
use crate::message::{Message, Past, Sealed};
use crate::queue::{Found, Queue, damaged};
use crate::tables::{Handed, MESSAGES, QueueRecord};

/// What a consumer asks for.
pub struct Wish {
    pub count: usize,
    pub visibility: Duration,
}

/// A message that is on its way to a consumer.
pub struct Delivered<'a> {
    pub message: &'a Message<'a>,
    pub number: u64,
    pub handed: &'a Handed,
    pub receipt: Receipt,
}

pub enum Handout<T> {
    Some(Vec<T>),
    Nothing,
    /// 120,000 are in flight.
    TooManyInFlight,
    /// Nothing so far, and there is more to look at.
    Unfinished,
}

impl<T> Handout<T> {
    fn of(answers: Vec<(Receipt, T)>) -> Handout<T> {
        match answers.is_empty() {
            true => Handout::Nothing,
            false => Handout::Some(answers.into_iter().map(|(_, answer)| answer).collect()),
        }
    }
}

/// Hands out what can be received now. Each message is given to `answer` while its bytes are at hand; what it makes of them
/// is answered once the handing out is in the store.
///
/// An attempt is remembered with the write and not by whoever asked: the client that asks for it again is the one that went away
/// before it had its answer.
pub async fn hand_out<T>(
    queues: &Queues,
    queue: &Arc<Queue>,
    wish: &Wish,
    attempt_id: Option<&str>,
    answer: impl Fn(Delivered<'_>) -> T,
) -> Result<Handout<T>, Fault> {
    let mut answers = Vec::with_capacity(wish.count);
    let answer = |delivered: Delivered<'_>| (delivered.receipt, answer(delivered));
    for _ in 0..ROUNDS_MAX {
        let counter = Counter::of(queues, queue, wish);
        let mut round = Round::default();
        let answered = answers.len();
        // What turns out to be nobody's to receive makes room for others.
        while answers.len() < wish.count && !round.is_full() {
            let Some(mut claim) = queue.take(wish.count - answers.len())? else {
                if round.claims.is_empty() && answers.is_empty() {
                    return Ok(Handout::TooManyInFlight);
                }
                break;
            };
            if claim.held.is_empty() {
                break;
            }
            counter.decide_all(&mut claim, &mut answers, &mut round, &answer)?;
            round.claims.push(claim);
        }
        let was_full = round.is_full();
        // What leaves may have stood before others of its group.
        let is_removed = |held: &Held| matches!(held.change, Change::Removed);
        let something_left = round.claims.iter().any(|claim| claim.held.iter().any(is_removed));
        if let Some(id) = attempt_id.filter(|_| !answers.is_empty()) {
            let receipts = answers.iter().map(|(receipt, _)| *receipt).collect();
            let (queue, id, now) = (queue.clone(), id.to_owned(), counter.now);
            round.batch.on_commit(move || queue.attempts.lock().remember(&id, receipts, now));
        }
        if !round.finish(queues, queue).await? {
            // A dead letter's target went in this moment: its messages are decided on again.
            answers.truncate(answered);
            continue;
        }
        let would_come_again = !answers.is_empty() && wish.visibility.is_zero();
        let goes_on = (something_left || was_full) && !would_come_again;
        if answers.len() == wish.count || !goes_on {
            let is_unlooked = answers.is_empty() && queue.has_unlooked()?;
            return Ok(if is_unlooked { Handout::Unfinished } else { Handout::of(answers) });
        }
    }
    Ok(if answers.is_empty() { Handout::Unfinished } else { Handout::of(answers) })
}

/// What one write takes along at most: so many decisions, or bytes of dead letters.
const DECISIONS_MAX: usize = 256;
const LETTERS_BYTES: usize = 1 << 20;
/// So many writes are made for one look, inside the gate; who needs more enters it again.
const ROUNDS_MAX: usize = 8;

/// The messages of one write, as far as they are decided on.
#[derive(Default)]
struct Round {
    claims: Vec<Claim>,
    batch: Batch,
    decisions: usize,
    letters_bytes: usize,
    /// Where dead letters go.
    targets: Vec<Arc<Queue>>,
}

impl Round {
    fn is_full(&self) -> bool {
        self.decisions >= DECISIONS_MAX || self.letters_bytes >= LETTERS_BYTES
    }

    /// False: nothing was written, as a target of dead letters is gone; its messages go back to where they were.
    async fn finish(mut self, queues: &Queues, queue: &Queue) -> Result<bool, Fault> {
        if !self.targets.is_empty() {
            // No queue is deleted between this look and the write: a letter would leave its queue and arrive nowhere.
            let alone = queues.change().await;
            if self.targets.iter().any(|target| target.is_deleted()) {
                return Ok(false);
            }
            self.batch.hold(alone);
        }
        // Where a head moved over much that is nobody's, it is written: a restart would move it again.
        let mut is_written = self.is_full();
        for claim in self.claims {
            let is_in_memory = |held: &Held| matches!((&held.change, &held.was), (Change::Passed, Was::Fresh { .. }));
            if claim.held.iter().all(is_in_memory) && !is_written {
                claim.settle();
            } else {
                claim.commit_with(&mut self.batch);
                is_written = true;
            }
        }
        if is_written {
            queue.space.commit(self.batch).await?;
        }
        Ok(true)
    }
}

/// What comes of receiving the same once more.
pub enum Repeat<T> {
    Same(Vec<T>),
    /// Their visibility has ended: whoever comes first has them.
    Over,
    /// One of them was deleted, or its visibility changed.
    Modified,
}

/// Hands out once more what these receipts speak of, hidden from now on.
pub async fn hand_out_again<T>(
    queue: &Arc<Queue>,
    receipts: &[Receipt],
    visibility: Duration,
    answer: impl Fn(Delivered<'_>) -> T,
) -> Result<Repeat<T>, Fault> {
    let mut claims = Vec::with_capacity(receipts.len());
    // In order, so that two requests never wait for each other in a circle.
    let mut in_order: Vec<_> = (0..receipts.len()).collect();
    in_order.sort_by_key(|index| receipts[*index].sequence);
    for index in in_order {
        match queue.find(&receipts[index]).await? {
            Found::Held(claim) if claim.held[0].handed().is_some_and(|handed| !handed.is_moved) => {
                claims.push((index, claim));
            }
            Found::Expired => return Ok(Repeat::Over),
            Found::Held(_) | Found::Nothing => return Ok(Repeat::Modified),
        }
    }
    claims.sort_by_key(|(index, _)| *index);
    let due = queue.now() + visibility;
    let (mut answers, mut batch) = (Vec::with_capacity(claims.len()), Batch::new());
    for (index, mut claim) in claims {
        let (contents, held) = (claim.contents, &mut claim.held[0]);
        let Some(handed) = held.handed().cloned() else { return Ok(Repeat::Modified) };
        let again = queue.space.read_raw(MESSAGES, &(contents, held.sequence), |bytes| {
            let (message, number) = Message::open(bytes)?;
            Ok(answer(Delivered { message: &message, number, handed: &handed, receipt: receipts[index] }))
        })?;
        let Some(again) = again.transpose().map_err(damaged)? else { return Ok(Repeat::Modified) };
        answers.push(again);
        held.change = Change::Handed { due, handed };
        claim.commit_with(&mut batch);
    }
    queue.space.commit(batch).await?;
    Ok(Repeat::Same(answers))
}

enum Outcome<T> {
    Answer(T),
    DeadLetter(Arc<Queue>, Parcel),
    None,
}

/// Where messages are handed out, or not.
struct Counter<'a> {
    queue: &'a Queue,
    record: Arc<QueueRecord>,
    now: Stored,
    due: Stored,
    /// Who takes what was received this often.
    dead_letters: Option<(Arc<Queue>, u32)>,
}

impl<'a> Counter<'a> {
    fn of(queues: &Queues, queue: &'a Queue, wish: &Wish) -> Counter<'a> {
        let record = queue.record();
        let now = record.epoch.relative(queue.space.clock().now());
        let dead_letters = record.attributes.redrive_policy.as_ref().and_then(|policy| {
            // A target that was deleted takes nothing: the message goes round as before.
            queues.by_arn(&policy.target_arn).map(|target| (target, policy.receives_max))
        });
        Counter { queue, now, due: now + wish.visibility, record, dead_letters }
    }

    fn decide_all<T>(
        &self,
        claim: &mut Claim,
        answers: &mut Vec<T>,
        round: &mut Round,
        answer: &impl Fn(Delivered<'_>) -> T,
    ) -> Result<(), Fault> {
        let contents = claim.contents;
        round.decisions += claim.held.len();
        for held in &mut claim.held {
            let look = |bytes: &[u8]| self.decide(held, contents, bytes, answer);
            let fate = self.queue.space.read_raw(MESSAGES, &(contents, held.sequence), look)?;
            let (change, outcome) = fate.transpose().map_err(damaged)?.unwrap_or((Change::Passed, Outcome::None));
            held.change = change;
            match outcome {
                Outcome::Answer(answer) => answers.push(answer),
                Outcome::DeadLetter(target, letter) => {
                    target.load()?;
                    round.letters_bytes += letter.sealed.len();
                    parcel::send(&target, vec![letter], None, &mut round.batch);
                    round.targets.push(target);
                }
                Outcome::None => {}
            }
        }
        Ok(())
    }

    fn decide<T>(
        &self,
        held: &Held,
        contents: u64,
        bytes: &[u8],
        answer: &impl Fn(Delivered<'_>) -> T,
    ) -> Result<(Change, Outcome<T>), Damaged> {
        let (message, number) = Message::open(bytes)?;
        if message.is_delayed && matches!(held.was, Was::Fresh { .. }) {
            return Ok((Change::Passed, Outcome::None));
        }
        if message.sent + self.record.attributes.retention() <= self.now {
            return Ok((Change::Removed, Outcome::None));
        }
        let (receives, first_received) = match (held.handed(), &message.past) {
            (Some(handed), _) => (handed.receives, handed.first_received),
            (None, Some(past)) => (past.receives, past.first_received),
            (None, None) => (0, self.now),
        };
        // A dead letter that came here is counted from its arrival.
        let received_here =
            held.handed().map_or(0, |handed| handed.receives - message.past.map_or(0, |past| past.receives));
        if let Some((target, receives_max)) = &self.dead_letters
            && received_here >= *receives_max
        {
            let letter = self.dead_letter(&message, target, receives, first_received);
            return Ok((Change::Removed, Outcome::DeadLetter(target.clone(), letter)));
        }
        let handed = Handed {
            receives: receives + 1,
            nonce: self.queue.space.entropy().u64(),
            first_received,
            last_received: self.now,
            sent: message.sent,
            is_moved: false,
            group: message.group.filter(|_| self.record.attributes.fifo.is_some()).map(str::to_owned),
        };
        let receipt =
            Receipt { queue: self.record.id, contents, sequence: held.sequence, due: self.due, nonce: handed.nonce };
        let answer = answer(Delivered { message: &message, number, handed: &handed, receipt });
        Ok((Change::Handed { due: self.due, handed }, Outcome::Answer(answer)))
    }

    /// The message as it enters its dead-letter queue. A standard queue goes on counting its age; in a FIFO queue it begins
    /// anew (developer guide, "Using dead-letter queues").
    fn dead_letter(&self, message: &Message<'_>, target: &Queue, receives: u32, first_received: Stored) -> Parcel {
        let there = target.record();
        let moved = |at: Stored| there.epoch.relative(self.record.epoch.absolute(at));
        let is_fifo = there.attributes.fifo.is_some();
        let sent = if is_fifo { moved(self.now) } else { moved(message.sent) };
        let past = Past { source_arn: &self.queue.arn, receives, first_received: moved(first_received) };
        let letter = Message { sent, is_delayed: false, past: Some(past), ..message.clone() };
        let sealed: Sealed = letter.seal();
        let line = is_fifo.then(|| InGroup { group: message.group.unwrap_or_default().into(), deduplication: None });
        Parcel { id: message.id, sent, sealed, delayed_until: None, line, is_letter: true }
    }
}

#[cfg(test)]
mod tests;
