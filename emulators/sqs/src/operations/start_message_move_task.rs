//! StartMessageMoveTask

use std::sync::Arc;

use keyspace::Batch;
use models::sqs::{Operation, StartMessageMoveTaskRequest, StartMessageMoveTaskResult};
use service::Caller;

use crate::moves::{self, KEPT_MAX, RATE_MAX, Task};
use crate::queue::Queue;
use crate::queue::name::Address;
use crate::tables::MOVES;
use crate::{Failure, Reply, Sqs, refusals};

pub async fn run(sqs: &Sqs, caller: &Caller, input: StartMessageMoveTaskRequest) -> Reply<StartMessageMoveTaskResult> {
    let _entered = sqs.space.enter().await?;
    let alone = sqs.change().await;
    let source = named(sqs, &input.source_arn, "SourceArn")?;
    sqs.admit(Operation::StartMessageMoveTask, &source, caller)?;
    if !sqs.queues.is_dead_letter_queue(&source) {
        return Err(refusals::no_dead_letter_queue().into());
    }
    if let Some(arn) = &input.destination_arn {
        if *arn == input.source_arn {
            return Err(refusals::moves_to_itself().into());
        }
        if named(sqs, arn, "DestinationArn")?.is_fifo() != source.is_fifo() {
            return Err(refusals::moves_to_another_kind().into());
        }
    }
    let rate = match input.max_number_of_messages_per_second {
        Some(rate) if !(1..=RATE_MAX).contains(&rate) => return Err(refusals::move_rate_out_of_range().into()),
        rate => rate.map(|rate| rate as u32),
    };
    let queue = source.record().id;
    let earlier = moves::of(&sqs.space, queue)?;
    if earlier.iter().any(Task::is_running) {
        return Err(refusals::move_is_running().into());
    }

    let to_move = source.counts()?.visible;
    let id = sqs.space.entropy().uuid_bytes();
    let record = moves::begun(id, input.destination_arn, rate, to_move, source.now());
    let task = Task { queue, number: sqs.space.fresh_id().await?, record };
    let mut batch = Batch::new();
    task.put(&mut batch);
    for old in earlier.iter().skip(KEPT_MAX - 1) {
        batch.delete(MOVES, &(old.queue, old.number));
    }
    let handle = task.handle(&source.arn);
    let mover = sqs.mover.clone();
    batch.on_commit(move || mover.begin(&task));
    batch.hold(alone);
    sqs.space.commit(batch).await?;
    Ok(StartMessageMoveTaskResult { task_handle: Some(handle) })
}

/// The queue that an ARN names, in any account.
pub fn named(sqs: &Sqs, arn: &str, parameter: &str) -> Result<Arc<Queue>, Failure> {
    if Address::parse_arn(arn).is_none() {
        return Err(refusals::bad_arn(parameter).into());
    }
    sqs.queues.by_arn(arn).ok_or_else(|| refusals::no_resource(parameter).into())
}
