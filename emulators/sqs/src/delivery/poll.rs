//! Looking for messages until there are some, or until it has been long enough.

use std::sync::Arc;
use std::time::Duration;

use clock::Timestamp;
use models::sqs::{Message as Answer, ReceiveMessageResult};
use tokio::sync::watch;

use crate::delivery::{Delivered, Handout, Repeat, Wish, hand_out, hand_out_again};
use crate::message::received::Wanted;
use crate::queue::Queue;
use crate::{Failure, Reply, Sqs, refusals};

/// One consumer's wait at a queue.
pub struct Poll<'a> {
    pub sqs: &'a Sqs,
    pub queue: Arc<Queue>,
    pub wish: Wish,
    pub wanted: Wanted,
    pub attempt_id: Option<&'a str>,
    pub wait: Duration,
    pub deadline: Timestamp,
}

impl Poll<'_> {
    pub async fn run(&self) -> Reply<ReceiveMessageResult> {
        let mut draining = self.sqs.draining.subscribe();
        loop {
            match self.attempt(&mut draining).await? {
                Some(answer) => return Ok(answer),
                // Guess: who waits at a queue that is deleted gets nothing, also when a namesake is there by now.
                None if self.queue.is_deleted() => return Ok(ReceiveMessageResult::default()),
                None => {}
            }
        }
    }

    /// Looks once, and waits until it is worth looking again. None: it is.
    async fn attempt(&self, draining: &mut watch::Receiver<bool>) -> Reply<Option<ReceiveMessageResult>> {
        let arrived = self.queue.arrived.notified();
        tokio::pin!(arrived);
        if !self.wait.is_zero() {
            // Registered before the queue is looked at, so that nothing arrives in between.
            arrived.as_mut().enable();
        }
        let clock = self.sqs.space.clock();
        match self.look().await? {
            Handout::Some(messages) => return Ok(Some(ReceiveMessageResult { messages: Some(messages) })),
            // The gate is left and entered again meanwhile.
            Handout::Unfinished if !*draining.borrow_and_update() => {
                tokio::task::yield_now().await;
                return Ok(None);
            }
            Handout::TooManyInFlight if self.wait.is_zero() && !self.queue.is_fifo() => {
                return Err(refusals::too_many_in_flight().into());
            }
            _ if *draining.borrow_and_update() || clock.now() >= self.deadline => {
                return Ok(Some(ReceiveMessageResult::default()));
            }
            _ => {}
        }
        tokio::select! {
            () = arrived => {}
            () = clock.sleep_until(self.deadline) => {}
            due = self.come_due() => due?,
            _ = draining.changed() => {}
            retired = self.sqs.space.retired() => return Err(retired.into()),
        }
        Ok(None)
    }

    async fn look(&self) -> Result<Handout<Answer>, Failure> {
        let _entered = self.sqs.space.enter().await?;
        let (queues, queue) = (&self.sqs.queues, &self.queue);
        let answer = |delivered: Delivered<'_>| self.wanted.answer(delivered);
        if let Some(id) = self.attempt_id {
            let before = queue.attempts.lock().recall(id, queue.now());
            if let Some(receipts) = before {
                match hand_out_again(queue, &receipts, self.wish.visibility, answer).await? {
                    Repeat::Same(messages) => return Ok(Handout::Some(messages)),
                    Repeat::Modified => return Err(refusals::attempt_not_retryable(id).into()),
                    // Guess: then it is a receive like any other.
                    Repeat::Over => {}
                }
            }
        }
        Ok(hand_out(queues, queue, &self.wish, self.attempt_id, answer).await?)
    }

    /// Waits until a hidden message can be received. One poll waits for all that are parked; who follows it looks anew.
    async fn come_due(&self) -> Result<(), Failure> {
        let _watch = self.queue.watch.lock().await;
        loop {
            let sooner = self.queue.sooner.notified();
            match self.queue.next_due()? {
                None => sooner.await,
                Some(due) => tokio::select! {
                    () = self.sqs.space.clock().sleep_until(due) => return Ok(()),
                    () = sooner => {}
                },
            }
        }
    }
}
