//! SendMessage: what no other operation uses. Generated from sqs/2012-11-05: see `emulators/codegen`.

use super::*;

#[derive(Clone, Debug, Default, PartialEq)]
pub struct SendMessageRequest {
    pub queue_url: String,
    pub message_body: String,
    pub delay_seconds: Option<i32>,
    pub message_attributes: Option<BTreeMap<String, MessageAttributeValue>>,
    pub message_system_attributes: Option<BTreeMap<String, MessageSystemAttributeValue>>,
    pub message_deduplication_id: Option<String>,
    pub message_group_id: Option<String>,
}

structure! { SendMessageRequest: SEND_MESSAGE_REQUEST [0 queue_url, 1 message_body, 2 delay_seconds, 3 message_attributes, 4 message_system_attributes, 5 message_deduplication_id, 6 message_group_id] }

#[derive(Clone, Debug, Default, PartialEq)]
pub struct SendMessageResult {
    pub md5_of_message_body: Option<String>,
    pub md5_of_message_attributes: Option<String>,
    pub md5_of_message_system_attributes: Option<String>,
    pub message_id: Option<String>,
    pub sequence_number: Option<String>,
}

structure! { SendMessageResult: SEND_MESSAGE_RESULT [0 md5_of_message_body, 1 md5_of_message_attributes, 2 md5_of_message_system_attributes, 3 message_id, 4 sequence_number] }

pub static SEND_MESSAGE_REQUEST: Shape = Shape {
    name: "SendMessageRequest",
    kind: Kind::Structure(Members {
        members: &[
            Member::required("QueueUrl", &STRING),
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

pub static SEND_MESSAGE_RESULT: Shape = Shape {
    name: "SendMessageResult",
    kind: Kind::Structure(Members {
        members: &[
            Member::optional("MD5OfMessageBody", &STRING),
            Member::optional("MD5OfMessageAttributes", &STRING),
            Member::optional("MD5OfMessageSystemAttributes", &STRING),
            Member::optional("MessageId", &STRING),
            Member::optional("SequenceNumber", &STRING),
        ],
        check_order: None,
        flavour: Flavour::Plain,
    }),
};
