//! SendMessageBatch: what no other operation uses. Generated from sqs/2012-11-05: see `emulators/codegen`.

use super::*;

#[derive(Clone, Debug, Default, PartialEq)]
pub struct SendMessageBatchRequest {
    pub queue_url: String,
    pub entries: Vec<SendMessageBatchRequestEntry>,
}

structure! { SendMessageBatchRequest: SEND_MESSAGE_BATCH_REQUEST [0 queue_url, 1 entries] }

#[derive(Clone, Debug, Default, PartialEq)]
pub struct SendMessageBatchRequestEntry {
    pub id: String,
    pub message_body: String,
    pub delay_seconds: Option<i32>,
    pub message_attributes: Option<BTreeMap<String, MessageAttributeValue>>,
    pub message_system_attributes: Option<BTreeMap<String, MessageSystemAttributeValue>>,
    pub message_deduplication_id: Option<String>,
    pub message_group_id: Option<String>,
}

structure! { SendMessageBatchRequestEntry: SEND_MESSAGE_BATCH_REQUEST_ENTRY [0 id, 1 message_body, 2 delay_seconds, 3 message_attributes, 4 message_system_attributes, 5 message_deduplication_id, 6 message_group_id] }

#[derive(Clone, Debug, Default, PartialEq)]
pub struct SendMessageBatchResult {
    pub successful: Vec<SendMessageBatchResultEntry>,
    pub failed: Vec<BatchResultErrorEntry>,
}

structure! { SendMessageBatchResult: SEND_MESSAGE_BATCH_RESULT [0 successful, 1 failed] }

#[derive(Clone, Debug, Default, PartialEq)]
pub struct SendMessageBatchResultEntry {
    pub id: String,
    pub message_id: String,
    pub md5_of_message_body: String,
    pub md5_of_message_attributes: Option<String>,
    pub md5_of_message_system_attributes: Option<String>,
    pub sequence_number: Option<String>,
}

structure! { SendMessageBatchResultEntry: SEND_MESSAGE_BATCH_RESULT_ENTRY [0 id, 1 message_id, 2 md5_of_message_body, 3 md5_of_message_attributes, 4 md5_of_message_system_attributes, 5 sequence_number] }

pub static SEND_MESSAGE_BATCH_REQUEST: Shape = Shape {
    name: "SendMessageBatchRequest",
    kind: Kind::Structure(Members {
        members: &[
            Member::required("QueueUrl", &STRING),
            Member { name: "Entries", query_name: "SendMessageBatchRequestEntry", shape: &SEND_MESSAGE_BATCH_REQUEST_ENTRY_LIST, required: true, idempotency_token: false },
        ],
        check_order: None,
        flavour: Flavour::Plain,
    }),
};

pub static SEND_MESSAGE_BATCH_REQUEST_ENTRY: Shape = Shape {
    name: "SendMessageBatchRequestEntry",
    kind: Kind::Structure(Members {
        members: &[
            Member::required("Id", &STRING),
            Member::required("MessageBody", &STRING),
            Member::optional("DelaySeconds", &NULLABLE_INTEGER),
            Member { name: "MessageAttributes", query_name: "MessageAttribute", shape: &MESSAGE_BODY_ATTRIBUTE_MAP, required: false, idempotency_token: false },
            Member { name: "MessageSystemAttributes", query_name: "MessageSystemAttribute", shape: &MESSAGE_BODY_SYSTEM_ATTRIBUTE_MAP, required: false, idempotency_token: false },
            Member::optional("MessageDeduplicationId", &STRING),
            Member::optional("MessageGroupId", &STRING),
        ],
        check_order: None,
        flavour: Flavour::Plain,
    }),
};

pub static SEND_MESSAGE_BATCH_REQUEST_ENTRY_LIST: Shape = Shape { name: "SendMessageBatchRequestEntryList", kind: Kind::List(List { element: &SEND_MESSAGE_BATCH_REQUEST_ENTRY, length: Range::ANY, element_name: "member", flattened: true }) };

pub static SEND_MESSAGE_BATCH_RESULT: Shape = Shape {
    name: "SendMessageBatchResult",
    kind: Kind::Structure(Members {
        members: &[
            Member { name: "Successful", query_name: "SendMessageBatchResultEntry", shape: &SEND_MESSAGE_BATCH_RESULT_ENTRY_LIST, required: true, idempotency_token: false },
            Member { name: "Failed", query_name: "BatchResultErrorEntry", shape: &BATCH_RESULT_ERROR_ENTRY_LIST, required: true, idempotency_token: false },
        ],
        check_order: None,
        flavour: Flavour::Plain,
    }),
};

pub static SEND_MESSAGE_BATCH_RESULT_ENTRY: Shape = Shape {
    name: "SendMessageBatchResultEntry",
    kind: Kind::Structure(Members {
        members: &[
            Member::required("Id", &STRING),
            Member::required("MessageId", &STRING),
            Member::required("MD5OfMessageBody", &STRING),
            Member::optional("MD5OfMessageAttributes", &STRING),
            Member::optional("MD5OfMessageSystemAttributes", &STRING),
            Member::optional("SequenceNumber", &STRING),
        ],
        check_order: None,
        flavour: Flavour::Plain,
    }),
};

pub static SEND_MESSAGE_BATCH_RESULT_ENTRY_LIST: Shape = Shape { name: "SendMessageBatchResultEntryList", kind: Kind::List(List { element: &SEND_MESSAGE_BATCH_RESULT_ENTRY, length: Range::ANY, element_name: "member", flattened: true }) };
