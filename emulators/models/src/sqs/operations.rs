//! The operations of Amazon Simple Queue Service. Generated from sqs/2012-11-05: see `emulators/codegen`.

use super::*;

/// In the order of `MODEL.operations`.
#[derive(Copy, Clone, Debug, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub enum Operation {
    AddPermission,
    CancelMessageMoveTask,
    ChangeMessageVisibility,
    ChangeMessageVisibilityBatch,
    CreateQueue,
    DeleteMessage,
    DeleteMessageBatch,
    DeleteQueue,
    GetQueueAttributes,
    GetQueueUrl,
    ListDeadLetterSourceQueues,
    ListMessageMoveTasks,
    ListQueueTags,
    ListQueues,
    PurgeQueue,
    ReceiveMessage,
    RemovePermission,
    SendMessage,
    SendMessageBatch,
    SetQueueAttributes,
    StartMessageMoveTask,
    TagQueue,
    UntagQueue,
}

impl Operation {
    pub const ALL: [Operation; 23] = [
        Operation::AddPermission,
        Operation::CancelMessageMoveTask,
        Operation::ChangeMessageVisibility,
        Operation::ChangeMessageVisibilityBatch,
        Operation::CreateQueue,
        Operation::DeleteMessage,
        Operation::DeleteMessageBatch,
        Operation::DeleteQueue,
        Operation::GetQueueAttributes,
        Operation::GetQueueUrl,
        Operation::ListDeadLetterSourceQueues,
        Operation::ListMessageMoveTasks,
        Operation::ListQueueTags,
        Operation::ListQueues,
        Operation::PurgeQueue,
        Operation::ReceiveMessage,
        Operation::RemovePermission,
        Operation::SendMessage,
        Operation::SendMessageBatch,
        Operation::SetQueueAttributes,
        Operation::StartMessageMoveTask,
        Operation::TagQueue,
        Operation::UntagQueue,
    ];

    pub fn name(self) -> &'static str {
        OPERATIONS[self as usize].name
    }
}

pub(super) static OPERATIONS: [wire::Operation; 23] = [
    wire::Operation { name: "AddPermission", input: &ADD_PERMISSION_REQUEST, output: None, errors: &[&errors::INVALID_ADDRESS, &errors::INVALID_SECURITY, &errors::OVER_LIMIT, &errors::QUEUE_DOES_NOT_EXIST, &errors::REQUEST_THROTTLED, &errors::UNSUPPORTED_OPERATION] },
    wire::Operation { name: "CancelMessageMoveTask", input: &CANCEL_MESSAGE_MOVE_TASK_REQUEST, output: Some(&CANCEL_MESSAGE_MOVE_TASK_RESULT), errors: &[&errors::INVALID_ADDRESS, &errors::INVALID_SECURITY, &errors::REQUEST_THROTTLED, &errors::RESOURCE_NOT_FOUND_EXCEPTION, &errors::UNSUPPORTED_OPERATION] },
    wire::Operation { name: "ChangeMessageVisibility", input: &CHANGE_MESSAGE_VISIBILITY_REQUEST, output: None, errors: &[&errors::INVALID_ADDRESS, &errors::INVALID_SECURITY, &errors::MESSAGE_NOT_INFLIGHT, &errors::QUEUE_DOES_NOT_EXIST, &errors::RECEIPT_HANDLE_IS_INVALID, &errors::REQUEST_THROTTLED, &errors::UNSUPPORTED_OPERATION] },
    wire::Operation { name: "ChangeMessageVisibilityBatch", input: &CHANGE_MESSAGE_VISIBILITY_BATCH_REQUEST, output: Some(&CHANGE_MESSAGE_VISIBILITY_BATCH_RESULT), errors: &[&errors::BATCH_ENTRY_IDS_NOT_DISTINCT, &errors::EMPTY_BATCH_REQUEST, &errors::INVALID_ADDRESS, &errors::INVALID_BATCH_ENTRY_ID, &errors::INVALID_SECURITY, &errors::QUEUE_DOES_NOT_EXIST, &errors::REQUEST_THROTTLED, &errors::TOO_MANY_ENTRIES_IN_BATCH_REQUEST, &errors::UNSUPPORTED_OPERATION] },
    wire::Operation { name: "CreateQueue", input: &CREATE_QUEUE_REQUEST, output: Some(&CREATE_QUEUE_RESULT), errors: &[&errors::INVALID_ADDRESS, &errors::INVALID_ATTRIBUTE_NAME, &errors::INVALID_ATTRIBUTE_VALUE, &errors::INVALID_SECURITY, &errors::QUEUE_DELETED_RECENTLY, &errors::QUEUE_NAME_EXISTS, &errors::REQUEST_THROTTLED, &errors::UNSUPPORTED_OPERATION] },
    wire::Operation { name: "DeleteMessage", input: &DELETE_MESSAGE_REQUEST, output: None, errors: &[&errors::INVALID_ADDRESS, &errors::INVALID_ID_FORMAT, &errors::INVALID_SECURITY, &errors::QUEUE_DOES_NOT_EXIST, &errors::RECEIPT_HANDLE_IS_INVALID, &errors::REQUEST_THROTTLED, &errors::UNSUPPORTED_OPERATION] },
    wire::Operation { name: "DeleteMessageBatch", input: &DELETE_MESSAGE_BATCH_REQUEST, output: Some(&DELETE_MESSAGE_BATCH_RESULT), errors: &[&errors::BATCH_ENTRY_IDS_NOT_DISTINCT, &errors::EMPTY_BATCH_REQUEST, &errors::INVALID_ADDRESS, &errors::INVALID_BATCH_ENTRY_ID, &errors::INVALID_SECURITY, &errors::QUEUE_DOES_NOT_EXIST, &errors::REQUEST_THROTTLED, &errors::TOO_MANY_ENTRIES_IN_BATCH_REQUEST, &errors::UNSUPPORTED_OPERATION] },
    wire::Operation { name: "DeleteQueue", input: &DELETE_QUEUE_REQUEST, output: None, errors: &[&errors::INVALID_ADDRESS, &errors::INVALID_SECURITY, &errors::QUEUE_DOES_NOT_EXIST, &errors::REQUEST_THROTTLED, &errors::UNSUPPORTED_OPERATION] },
    wire::Operation { name: "GetQueueAttributes", input: &GET_QUEUE_ATTRIBUTES_REQUEST, output: Some(&GET_QUEUE_ATTRIBUTES_RESULT), errors: &[&errors::INVALID_ADDRESS, &errors::INVALID_ATTRIBUTE_NAME, &errors::INVALID_SECURITY, &errors::QUEUE_DOES_NOT_EXIST, &errors::REQUEST_THROTTLED, &errors::UNSUPPORTED_OPERATION] },
    wire::Operation { name: "GetQueueUrl", input: &GET_QUEUE_URL_REQUEST, output: Some(&GET_QUEUE_URL_RESULT), errors: &[&errors::INVALID_ADDRESS, &errors::INVALID_SECURITY, &errors::QUEUE_DOES_NOT_EXIST, &errors::REQUEST_THROTTLED, &errors::UNSUPPORTED_OPERATION] },
    wire::Operation { name: "ListDeadLetterSourceQueues", input: &LIST_DEAD_LETTER_SOURCE_QUEUES_REQUEST, output: Some(&LIST_DEAD_LETTER_SOURCE_QUEUES_RESULT), errors: &[&errors::INVALID_ADDRESS, &errors::INVALID_SECURITY, &errors::QUEUE_DOES_NOT_EXIST, &errors::REQUEST_THROTTLED, &errors::UNSUPPORTED_OPERATION] },
    wire::Operation { name: "ListMessageMoveTasks", input: &LIST_MESSAGE_MOVE_TASKS_REQUEST, output: Some(&LIST_MESSAGE_MOVE_TASKS_RESULT), errors: &[&errors::INVALID_ADDRESS, &errors::INVALID_SECURITY, &errors::REQUEST_THROTTLED, &errors::RESOURCE_NOT_FOUND_EXCEPTION, &errors::UNSUPPORTED_OPERATION] },
    wire::Operation { name: "ListQueueTags", input: &LIST_QUEUE_TAGS_REQUEST, output: Some(&LIST_QUEUE_TAGS_RESULT), errors: &[&errors::INVALID_ADDRESS, &errors::INVALID_SECURITY, &errors::QUEUE_DOES_NOT_EXIST, &errors::REQUEST_THROTTLED, &errors::UNSUPPORTED_OPERATION] },
    wire::Operation { name: "ListQueues", input: &LIST_QUEUES_REQUEST, output: Some(&LIST_QUEUES_RESULT), errors: &[&errors::INVALID_ADDRESS, &errors::INVALID_SECURITY, &errors::REQUEST_THROTTLED, &errors::UNSUPPORTED_OPERATION] },
    wire::Operation { name: "PurgeQueue", input: &PURGE_QUEUE_REQUEST, output: None, errors: &[&errors::INVALID_ADDRESS, &errors::INVALID_SECURITY, &errors::PURGE_QUEUE_IN_PROGRESS, &errors::QUEUE_DOES_NOT_EXIST, &errors::REQUEST_THROTTLED, &errors::UNSUPPORTED_OPERATION] },
    wire::Operation { name: "ReceiveMessage", input: &RECEIVE_MESSAGE_REQUEST, output: Some(&RECEIVE_MESSAGE_RESULT), errors: &[&errors::INVALID_ADDRESS, &errors::INVALID_SECURITY, &errors::KMS_ACCESS_DENIED, &errors::KMS_DISABLED, &errors::KMS_INVALID_KEY_USAGE, &errors::KMS_INVALID_STATE, &errors::KMS_NOT_FOUND, &errors::KMS_OPT_IN_REQUIRED, &errors::KMS_THROTTLED, &errors::OVER_LIMIT, &errors::QUEUE_DOES_NOT_EXIST, &errors::REQUEST_THROTTLED, &errors::UNSUPPORTED_OPERATION] },
    wire::Operation { name: "RemovePermission", input: &REMOVE_PERMISSION_REQUEST, output: None, errors: &[&errors::INVALID_ADDRESS, &errors::INVALID_SECURITY, &errors::QUEUE_DOES_NOT_EXIST, &errors::REQUEST_THROTTLED, &errors::UNSUPPORTED_OPERATION] },
    wire::Operation { name: "SendMessage", input: &SEND_MESSAGE_REQUEST, output: Some(&SEND_MESSAGE_RESULT), errors: &[&errors::INVALID_ADDRESS, &errors::INVALID_MESSAGE_CONTENTS, &errors::INVALID_SECURITY, &errors::KMS_ACCESS_DENIED, &errors::KMS_DISABLED, &errors::KMS_INVALID_KEY_USAGE, &errors::KMS_INVALID_STATE, &errors::KMS_NOT_FOUND, &errors::KMS_OPT_IN_REQUIRED, &errors::KMS_THROTTLED, &errors::QUEUE_DOES_NOT_EXIST, &errors::REQUEST_THROTTLED, &errors::UNSUPPORTED_OPERATION] },
    wire::Operation { name: "SendMessageBatch", input: &SEND_MESSAGE_BATCH_REQUEST, output: Some(&SEND_MESSAGE_BATCH_RESULT), errors: &[&errors::BATCH_ENTRY_IDS_NOT_DISTINCT, &errors::BATCH_REQUEST_TOO_LONG, &errors::EMPTY_BATCH_REQUEST, &errors::INVALID_ADDRESS, &errors::INVALID_BATCH_ENTRY_ID, &errors::INVALID_SECURITY, &errors::KMS_ACCESS_DENIED, &errors::KMS_DISABLED, &errors::KMS_INVALID_KEY_USAGE, &errors::KMS_INVALID_STATE, &errors::KMS_NOT_FOUND, &errors::KMS_OPT_IN_REQUIRED, &errors::KMS_THROTTLED, &errors::QUEUE_DOES_NOT_EXIST, &errors::REQUEST_THROTTLED, &errors::TOO_MANY_ENTRIES_IN_BATCH_REQUEST, &errors::UNSUPPORTED_OPERATION] },
    wire::Operation { name: "SetQueueAttributes", input: &SET_QUEUE_ATTRIBUTES_REQUEST, output: None, errors: &[&errors::INVALID_ADDRESS, &errors::INVALID_ATTRIBUTE_NAME, &errors::INVALID_ATTRIBUTE_VALUE, &errors::INVALID_SECURITY, &errors::OVER_LIMIT, &errors::QUEUE_DOES_NOT_EXIST, &errors::REQUEST_THROTTLED, &errors::UNSUPPORTED_OPERATION] },
    wire::Operation { name: "StartMessageMoveTask", input: &START_MESSAGE_MOVE_TASK_REQUEST, output: Some(&START_MESSAGE_MOVE_TASK_RESULT), errors: &[&errors::INVALID_ADDRESS, &errors::INVALID_SECURITY, &errors::REQUEST_THROTTLED, &errors::RESOURCE_NOT_FOUND_EXCEPTION, &errors::UNSUPPORTED_OPERATION] },
    wire::Operation { name: "TagQueue", input: &TAG_QUEUE_REQUEST, output: None, errors: &[&errors::INVALID_ADDRESS, &errors::INVALID_SECURITY, &errors::QUEUE_DOES_NOT_EXIST, &errors::REQUEST_THROTTLED, &errors::UNSUPPORTED_OPERATION] },
    wire::Operation { name: "UntagQueue", input: &UNTAG_QUEUE_REQUEST, output: None, errors: &[&errors::INVALID_ADDRESS, &errors::INVALID_SECURITY, &errors::QUEUE_DOES_NOT_EXIST, &errors::REQUEST_THROTTLED, &errors::UNSUPPORTED_OPERATION] },
];
