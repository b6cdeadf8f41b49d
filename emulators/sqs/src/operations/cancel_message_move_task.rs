//! CancelMessageMoveTask

use keyspace::Batch;
use models::sqs::{CancelMessageMoveTaskRequest, CancelMessageMoveTaskResult, Operation};
use service::Caller;

use crate::message::spelled_id;
use crate::moves;
use crate::operations::start_message_move_task::named;
use crate::tables::MoveStatus;
use crate::{Reply, Sqs, refusals};

pub async fn run(
    sqs: &Sqs,
    caller: &Caller,
    input: CancelMessageMoveTaskRequest,
) -> Reply<CancelMessageMoveTaskResult> {
    let _entered = sqs.space.enter().await?;
    let alone = sqs.change().await;
    let (id, source_arn) = moves::parse_handle(&input.task_handle).ok_or_else(refusals::bad_move_handle)?;
    let source = named(sqs, &source_arn, "SourceArn")?;
    sqs.admit(Operation::CancelMessageMoveTask, &source, caller)?;
    let tasks = moves::of(&sqs.space, source.record().id)?;
    let task = tasks.into_iter().find(|task| spelled_id(&task.record.id) == id);
    let mut task = task.ok_or_else(refusals::no_such_move)?;
    if !task.is_running() {
        return Err(refusals::move_is_over().into());
    }
    // What was moved so far stays moved; the lock keeps the next step from beginning.
    task.ends(MoveStatus::Cancelled);
    let mut batch = Batch::new();
    task.put(&mut batch);
    batch.hold(alone);
    sqs.space.commit(batch).await?;
    Ok(CancelMessageMoveTaskResult { approximate_number_of_messages_moved: Some(task.record.moved as i64) })
}
