//! ListMessageMoveTasks

use models::sqs::{ListMessageMoveTasksRequest, ListMessageMoveTasksResult, Operation};
use service::Caller;

use crate::moves::{self, KEPT_MAX};
use crate::operations::start_message_move_task::named;
use crate::{Reply, Sqs, refusals};

pub async fn run(sqs: &Sqs, caller: &Caller, input: ListMessageMoveTasksRequest) -> Reply<ListMessageMoveTasksResult> {
    sqs.space.enter_read().await?;
    let source = named(sqs, &input.source_arn, "SourceArn")?;
    sqs.admit(Operation::ListMessageMoveTasks, &source, caller)?;
    let count = match input.max_results {
        None => 1,
        Some(count) if (1..=KEPT_MAX as i32).contains(&count) => count as usize,
        Some(_) => return Err(refusals::move_results_out_of_range().into()),
    };
    let tasks = moves::of(&sqs.space, source.record().id)?;
    let results = tasks.iter().take(count).map(|task| task.told(&source)).collect();
    Ok(ListMessageMoveTasksResult { results: Some(results) })
}
