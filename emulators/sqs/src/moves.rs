//! Message move tasks: dead letters go back to where they came from, or to another queue, in the background.
//!
//! A task is a record that each write of moved messages takes along, so that it goes on after a restart where it was, and no message is
//! moved twice or lost. Whoever changes a task or a queue holds the same lock: no target is deleted between a look and the write.

mod janitor;
#[cfg(test)]
mod tests;

use std::ops::ControlFlow;

use clock::Stored;
use keyspace::{Batch, Direction, Fault, Reads, Space};
use models::sqs::ListMessageMoveTasksResultEntry;
use serde_json::{Value as Json, json};

pub use janitor::Mover;

use crate::message::spelled_id;
use crate::queue::Queue;
use crate::tables::{MOVES, MOVING, MoveStatus, MoveTask};

/// A task in its place.
#[derive(Clone, Debug)]
pub struct Task {
    /// The source queue's, and never another's.
    pub queue: u64,
    /// Later ones are higher.
    pub number: u64,
    pub record: MoveTask,
}

/// As many as ListMessageMoveTasks tells of.
pub const KEPT_MAX: usize = 10;
/// Seen: API reference, StartMessageMoveTask.
pub const RATE_MAX: i32 = 500;

/// The tasks of a source queue, the newest first.
pub fn of(space: &Space, queue: u64) -> Result<Vec<Task>, Fault> {
    let mut tasks = Vec::new();
    space.scan(&MOVES.under(&(queue,)), Direction::Backward, |(queue, number), record| {
        tasks.push(Task { queue, number, record });
        ControlFlow::Continue(())
    })?;
    Ok(tasks)
}

impl Task {
    pub fn is_running(&self) -> bool {
        self.record.status == MoveStatus::Running
    }

    /// Its record, and whether it is at work.
    pub fn put(&self, batch: &mut Batch) {
        batch.put(MOVES, &(self.queue, self.number), &self.record);
        if self.is_running() {
            batch.put(MOVING, &(self.queue, self.number), &());
        } else {
            batch.delete(MOVING, &(self.queue, self.number));
        }
    }

    pub fn ends(&mut self, status: MoveStatus) {
        self.record.status = status;
    }

    /// What clients cancel it by. Seen: fauxqs' and LocalStack's tests take one of AWS's apart: base64 of this JSON.
    pub fn handle(&self, source_arn: &str) -> String {
        let handle = json!({ "taskId": spelled_id(&self.record.id), "sourceArn": source_arn });
        aws_smithy_types::base64::encode(handle.to_string())
    }

    /// As the API tells it. `started` is in milliseconds; the handle is told while it runs. Seen: API reference.
    pub fn told(&self, source: &Queue) -> ListMessageMoveTasksResultEntry {
        let record = &self.record;
        let (status, reason) = match &record.status {
            MoveStatus::Running => ("RUNNING", None),
            MoveStatus::Completed => ("COMPLETED", None),
            MoveStatus::Cancelled => ("CANCELLED", None),
            MoveStatus::Failed(reason) => ("FAILED", Some(reason.clone())),
        };
        ListMessageMoveTasksResultEntry {
            task_handle: self.is_running().then(|| self.handle(&source.arn)),
            status: Some(status.to_owned()),
            source_arn: Some(source.arn.clone()),
            destination_arn: record.destination_arn.clone(),
            max_number_of_messages_per_second: record.rate.map(|rate| rate as i32),
            approximate_number_of_messages_moved: Some(record.moved as i64),
            approximate_number_of_messages_to_move: Some(record.to_move as i64),
            failure_reason: reason,
            started_timestamp: Some(source.record().epoch.absolute(record.started).as_millis()),
        }
    }
}

/// The id of the task and the ARN of its source.
pub fn parse_handle(handle: &str) -> Option<(String, String)> {
    let bytes = aws_smithy_types::base64::decode(handle).ok()?;
    let handle: Json = serde_json::from_slice(&bytes).ok()?;
    let text = |name: &str| handle.get(name).and_then(Json::as_str).map(str::to_owned);
    Some((text("taskId")?, text("sourceArn")?))
}

/// A task that begins now.
pub fn begun(
    id: [u8; 16],
    destination_arn: Option<String>,
    rate: Option<u32>,
    to_move: u64,
    started: Stored,
) -> MoveTask {
    MoveTask { id, destination_arn, rate, moved: 0, to_move, status: MoveStatus::Running, started }
}
