//! ListMessageMoveTasks: what no other operation uses. Generated from sqs/2012-11-05: see `emulators/codegen`.

use super::*;

#[derive(Clone, Debug, Default, PartialEq)]
pub struct ListMessageMoveTasksRequest {
    pub source_arn: String,
    pub max_results: Option<i32>,
}

structure! { ListMessageMoveTasksRequest: LIST_MESSAGE_MOVE_TASKS_REQUEST [0 source_arn, 1 max_results] }

#[derive(Clone, Debug, Default, PartialEq)]
pub struct ListMessageMoveTasksResult {
    pub results: Option<Vec<ListMessageMoveTasksResultEntry>>,
}

structure! { ListMessageMoveTasksResult: LIST_MESSAGE_MOVE_TASKS_RESULT [0 results] }

#[derive(Clone, Debug, Default, PartialEq)]
pub struct ListMessageMoveTasksResultEntry {
    pub task_handle: Option<String>,
    pub status: Option<String>,
    pub source_arn: Option<String>,
    pub destination_arn: Option<String>,
    pub max_number_of_messages_per_second: Option<i32>,
    pub approximate_number_of_messages_moved: Option<i64>,
    pub approximate_number_of_messages_to_move: Option<i64>,
    pub failure_reason: Option<String>,
    pub started_timestamp: Option<i64>,
}

structure! { ListMessageMoveTasksResultEntry: LIST_MESSAGE_MOVE_TASKS_RESULT_ENTRY [0 task_handle, 1 status, 2 source_arn, 3 destination_arn, 4 max_number_of_messages_per_second, 5 approximate_number_of_messages_moved, 6 approximate_number_of_messages_to_move, 7 failure_reason, 8 started_timestamp] }

pub static LIST_MESSAGE_MOVE_TASKS_REQUEST: Shape = Shape {
    name: "ListMessageMoveTasksRequest",
    kind: Kind::Structure(Members {
        members: &[
            Member::required("SourceArn", &STRING),
            Member::optional("MaxResults", &NULLABLE_INTEGER),
        ],
        check_order: None,
        flavour: Flavour::Plain,
    }),
};

pub static LIST_MESSAGE_MOVE_TASKS_RESULT: Shape = Shape {
    name: "ListMessageMoveTasksResult",
    kind: Kind::Structure(Members {
        members: &[
            Member { name: "Results", query_name: "ListMessageMoveTasksResultEntry", shape: &LIST_MESSAGE_MOVE_TASKS_RESULT_ENTRY_LIST, required: false, idempotency_token: false },
        ],
        check_order: None,
        flavour: Flavour::Plain,
    }),
};

pub static LIST_MESSAGE_MOVE_TASKS_RESULT_ENTRY: Shape = Shape {
    name: "ListMessageMoveTasksResultEntry",
    kind: Kind::Structure(Members {
        members: &[
            Member::optional("TaskHandle", &STRING),
            Member::optional("Status", &STRING),
            Member::optional("SourceArn", &STRING),
            Member::optional("DestinationArn", &STRING),
            Member::optional("MaxNumberOfMessagesPerSecond", &NULLABLE_INTEGER),
            Member::optional("ApproximateNumberOfMessagesMoved", &LONG),
            Member::optional("ApproximateNumberOfMessagesToMove", &NULLABLE_LONG),
            Member::optional("FailureReason", &STRING),
            Member::optional("StartedTimestamp", &LONG),
        ],
        check_order: None,
        flavour: Flavour::Plain,
    }),
};

pub static LIST_MESSAGE_MOVE_TASKS_RESULT_ENTRY_LIST: Shape = Shape { name: "ListMessageMoveTasksResultEntryList", kind: Kind::List(List { element: &LIST_MESSAGE_MOVE_TASKS_RESULT_ENTRY, length: Range::ANY, element_name: "member", flattened: true }) };

pub static NULLABLE_LONG: Shape = Shape { name: "NullableLong", kind: Kind::Long(Range::ANY) };
