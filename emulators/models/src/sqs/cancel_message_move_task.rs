//! CancelMessageMoveTask: what no other operation uses. Generated from sqs/2012-11-05: see `emulators/codegen`.

use super::*;

#[derive(Clone, Debug, Default, PartialEq)]
pub struct CancelMessageMoveTaskRequest {
    pub task_handle: String,
}

structure! { CancelMessageMoveTaskRequest: CANCEL_MESSAGE_MOVE_TASK_REQUEST [0 task_handle] }

#[derive(Clone, Debug, Default, PartialEq)]
pub struct CancelMessageMoveTaskResult {
    pub approximate_number_of_messages_moved: Option<i64>,
}

structure! { CancelMessageMoveTaskResult: CANCEL_MESSAGE_MOVE_TASK_RESULT [0 approximate_number_of_messages_moved] }

pub static CANCEL_MESSAGE_MOVE_TASK_REQUEST: Shape = Shape {
    name: "CancelMessageMoveTaskRequest",
    kind: Kind::Structure(Members {
        members: &[
            Member::required("TaskHandle", &STRING),
        ],
        check_order: None,
        flavour: Flavour::Plain,
    }),
};

pub static CANCEL_MESSAGE_MOVE_TASK_RESULT: Shape = Shape {
    name: "CancelMessageMoveTaskResult",
    kind: Kind::Structure(Members {
        members: &[
            Member::optional("ApproximateNumberOfMessagesMoved", &LONG),
        ],
        check_order: None,
        flavour: Flavour::Plain,
    }),
};
