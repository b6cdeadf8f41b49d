//! Carries the tasks out: some messages a tick, as fast as their rate allows.

use std::collections::BTreeMap;
use std::ops::ControlFlow;
use std::sync::Arc;
use std::time::Duration;

use clock::Timestamp;
use keyspace::{Batch, BoxFuture, Direction, Fault, Janitor, Next, Reads, Space, Wake};
use parking_lot::Mutex;

use super::Task;
use crate::Queues;
use crate::delivery::claim::{Change, Claim, Was};
use crate::message::Message;
use crate::message::parcel::{self, InGroup, Parcel};
use crate::queue::{Queue, damaged};
use crate::tables::{MESSAGES, MOVES, MOVING, MoveStatus};

pub struct Mover {
    space: Space,
    queues: Arc<Queues>,
    running: Mutex<Running>,
    wake: Wake,
}

#[derive(Default)]
struct Running {
    /// The tasks at work, by source queue and number, and when each may go on.
    tasks: BTreeMap<(u64, u64), Timestamp>,
    /// What the store has of them was read.
    are_known: bool,
}

/// Without a rate of its own a task moves so many messages in one write.
const AT_ONCE: u32 = 100;
const SECOND: Duration = Duration::from_secs(1);

impl Mover {
    pub fn new(space: Space, queues: Arc<Queues>) -> Mover {
        Mover { space, queues, running: Mutex::default(), wake: Wake::new() }
    }

    /// A task was written.
    pub fn begin(&self, task: &Task) {
        self.running.lock().tasks.insert((task.queue, task.number), Timestamp::MIN);
        self.wake.ring();
    }

    async fn work(&self, now: Timestamp) -> Result<Next, Fault> {
        let Ok(_entered) = self.space.enter().await else { return Ok(Next::Idle) };
        self.learn()?;
        let due: Vec<_> =
            self.running.lock().tasks.iter().filter(|(_, due)| **due <= now).map(|(task, _)| *task).collect();
        for (queue, number) in due {
            match self.step(queue, number, now).await? {
                Some(next) => self.running.lock().tasks.insert((queue, number), next),
                None => self.running.lock().tasks.remove(&(queue, number)),
            };
        }
        let next = self.running.lock().tasks.values().min().copied();
        Ok(match next {
            None => Next::Idle,
            Some(due) if due <= now => Next::Busy,
            Some(due) => Next::Until(due),
        })
    }

    /// What was at work when the server ended goes on.
    fn learn(&self) -> Result<(), Fault> {
        let mut running = self.running.lock();
        if !running.are_known {
            self.space.scan(&MOVING.all(), Direction::Forward, |task, ()| {
                running.tasks.entry(task).or_insert(Timestamp::MIN);
                ControlFlow::Continue(())
            })?;
            running.are_known = true;
        }
        Ok(())
    }

    /// Moves some messages; None: the task is over. When it may go on otherwise.
    async fn step(&self, queue: u64, number: u64, now: Timestamp) -> Result<Option<Timestamp>, Fault> {
        let alone = self.queues.change().await;
        let Some(record) = self.space.read(MOVES, &(queue, number))? else { return Ok(None) };
        let mut task = Task { queue, number, record };
        if !task.is_running() {
            return Ok(None);
        }
        let mut batch = Batch::new();
        batch.hold(alone);
        let next = match self.queues.by_id(queue) {
            None => {
                // Its source was deleted, and its messages with it.
                task.ends(MoveStatus::Failed("AWS.SimpleQueueService.NonExistentQueue".to_owned()));
                None
            }
            Some(source) => self.move_some(&source, &mut task, now, &mut batch)?,
        };
        task.put(&mut batch);
        self.space.commit(batch).await?;
        Ok(next)
    }

    fn move_some(
        &self,
        source: &Arc<Queue>,
        task: &mut Task,
        now: Timestamp,
        batch: &mut Batch,
    ) -> Result<Option<Timestamp>, Fault> {
        let count = task.record.rate.unwrap_or(AT_ONCE) as usize;
        let claim = source.take(count)?;
        let Some(mut claim) = claim.filter(|claim| !claim.held.is_empty()) else {
            // Those in flight are their consumers', and are left.
            if source.has_unlooked()? {
                return Ok(Some(now));
            }
            task.ends(MoveStatus::Completed);
            return Ok(None);
        };
        let mut failed = None;
        for at in 0..claim.held.len() {
            if let Err(reason) = self.move_one(source, &mut claim, at, task, batch)? {
                failed = Some(reason);
                break;
            }
        }
        claim.commit_with(batch);
        if let Some(reason) = failed {
            task.ends(MoveStatus::Failed(reason.to_owned()));
            return Ok(None);
        }
        Ok(Some(if task.record.rate.is_some() { now + SECOND } else { now }))
    }

    /// The error is the reason for which the task fails; the message stays where it is, and so do those behind it.
    fn move_one(
        &self,
        source: &Queue,
        claim: &mut Claim,
        at: usize,
        task: &mut Task,
        batch: &mut Batch,
    ) -> Result<Result<(), &'static str>, Fault> {
        let (contents, held) = (claim.contents, &mut claim.held[at]);
        let record = source.record();
        let now = source.now();
        let moved = self.space.read_raw(MESSAGES, &(contents, held.sequence), |bytes| {
            let (message, _) = Message::open(bytes)?;
            if message.is_delayed && matches!(held.was, Was::Fresh { .. }) {
                return Ok(Ok(None));
            }
            if message.sent + record.attributes.retention() <= now {
                return Ok(Ok(Some(None)));
            }
            let arn = task.record.destination_arn.as_deref().or(message.past.map(|past| past.source_arn));
            // Seen: developer guide, troubleshooting of dead-letter queue redrive: both reasons.
            let Some(arn) = arn else { return Ok(Err("CouldNotDetermineMessageSource")) };
            let Some(target) = self.queues.by_arn(arn) else {
                return Ok(Err("AWS.SimpleQueueService.NonExistentQueue"));
            };
            let parcel = self.anew(&message, &target);
            Ok(Ok(Some(Some((target, parcel)))))
        })?;
        held.change = match moved.transpose().map_err(damaged)? {
            None | Some(Ok(None)) => Change::Passed,
            Some(Ok(Some(None))) => Change::Removed,
            Some(Ok(Some(Some((target, parcel))))) => {
                target.load()?;
                parcel::send(&target, vec![parcel], None, batch);
                task.record.moved += 1;
                Change::Removed
            }
            Some(Err(reason)) => return Ok(Err(reason)),
        };
        Ok(Ok(()))
    }

    /// A moved message is a new one: id, time of sending, receives. Seen: developer guide, "Configuring a dead-letter queue redrive".
    /// Guess: a FIFO queue takes it whatever it took before, and a queue's delay is for messages of producers.
    fn anew(&self, message: &Message<'_>, target: &Queue) -> Parcel {
        let (id, sent) = (self.space.entropy().uuid_bytes(), target.now());
        let is_fifo = target.is_fifo();
        let sealed = Message { id, sent, is_delayed: false, past: None, ..message.clone() }.seal();
        let line = is_fifo.then(|| InGroup { group: message.group.unwrap_or_default().into(), deduplication: None });
        Parcel { id, sent, sealed, delayed_until: None, line, is_letter: false }
    }
}

impl Janitor for Mover {
    fn name(&self) -> &'static str {
        "sqs-message-moves"
    }

    fn tick(&self, now: Timestamp) -> BoxFuture<'_, Result<Next, Fault>> {
        Box::pin(self.work(now))
    }

    fn wake(&self) -> &Wake {
        &self.wake
    }
}
