//! StartMessageMoveTask: what no other operation uses. Generated from sqs/2012-11-05: see `emulators/codegen`.

use super::*;

#[derive(Clone, Debug, Default, PartialEq)]
pub struct StartMessageMoveTaskRequest {
    pub source_arn: String,
    pub destination_arn: Option<String>,
    pub max_number_of_messages_per_second: Option<i32>,
}

structure! { StartMessageMoveTaskRequest: START_MESSAGE_MOVE_TASK_REQUEST [0 source_arn, 1 destination_arn, 2 max_number_of_messages_per_second] }

#[derive(Clone, Debug, Default, PartialEq)]
pub struct StartMessageMoveTaskResult {
    pub task_handle: Option<String>,
}

structure! { StartMessageMoveTaskResult: START_MESSAGE_MOVE_TASK_RESULT [0 task_handle] }

pub static START_MESSAGE_MOVE_TASK_REQUEST: Shape = Shape {
    name: "StartMessageMoveTaskRequest",
    kind: Kind::Structure(Members {
        members: &[
            Member::required("SourceArn", &STRING),
            Member::optional("DestinationArn", &STRING),
            Member::optional("MaxNumberOfMessagesPerSecond", &NULLABLE_INTEGER),
        ],
        check_order: None,
        flavour: Flavour::Plain,
    }),
};

pub static START_MESSAGE_MOVE_TASK_RESULT: Shape = Shape {
    name: "StartMessageMoveTaskResult",
    kind: Kind::Structure(Members {
        members: &[
            Member::optional("TaskHandle", &STRING),
        ],
        check_order: None,
        flavour: Flavour::Plain,
    }),
};
