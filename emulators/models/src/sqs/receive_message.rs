//! ReceiveMessage: what no other operation uses. Generated from sqs/2012-11-05: see `emulators/codegen`.

use super::*;

#[derive(Clone, Debug, Default, PartialEq)]
pub struct Message {
    pub message_id: Option<String>,
    pub receipt_handle: Option<String>,
    pub md5_of_body: Option<String>,
    pub body: Option<String>,
    pub attributes: Option<BTreeMap<String, String>>,
    pub md5_of_message_attributes: Option<String>,
    pub message_attributes: Option<BTreeMap<String, MessageAttributeValue>>,
}

structure! { Message: MESSAGE [0 message_id, 1 receipt_handle, 2 md5_of_body, 3 body, 4 attributes, 5 md5_of_message_attributes, 6 message_attributes] }

#[derive(Clone, Debug, Default, PartialEq)]
pub struct ReceiveMessageRequest {
    pub queue_url: String,
    pub attribute_names: Option<Vec<String>>,
    pub message_system_attribute_names: Option<Vec<String>>,
    pub message_attribute_names: Option<Vec<String>>,
    pub max_number_of_messages: Option<i32>,
    pub visibility_timeout: Option<i32>,
    pub wait_time_seconds: Option<i32>,
    pub receive_request_attempt_id: Option<String>,
}

structure! { ReceiveMessageRequest: RECEIVE_MESSAGE_REQUEST [0 queue_url, 1 attribute_names, 2 message_system_attribute_names, 3 message_attribute_names, 4 max_number_of_messages, 5 visibility_timeout, 6 wait_time_seconds, 7 receive_request_attempt_id] }

#[derive(Clone, Debug, Default, PartialEq)]
pub struct ReceiveMessageResult {
    pub messages: Option<Vec<Message>>,
}

structure! { ReceiveMessageResult: RECEIVE_MESSAGE_RESULT [0 messages] }

pub static MESSAGE: Shape = Shape {
    name: "Message",
    kind: Kind::Structure(Members {
        members: &[
            Member::optional("MessageId", &STRING),
            Member::optional("ReceiptHandle", &STRING),
            Member::optional("MD5OfBody", &STRING),
            Member::optional("Body", &STRING),
            Member { name: "Attributes", query_name: "Attribute", shape: &MESSAGE_SYSTEM_ATTRIBUTE_MAP, required: false, idempotency_token: false },
            Member::optional("MD5OfMessageAttributes", &STRING),
            Member { name: "MessageAttributes", query_name: "MessageAttribute", shape: &MESSAGE_BODY_ATTRIBUTE_MAP, required: false, idempotency_token: false },
        ],
        check_order: None,
        flavour: Flavour::Plain,
    }),
};

pub static MESSAGE_ATTRIBUTE_NAME: Shape = Shape { name: "MessageAttributeName", kind: Kind::String(Text::ANY) };

pub static MESSAGE_ATTRIBUTE_NAME_LIST: Shape = Shape { name: "MessageAttributeNameList", kind: Kind::List(List { element: &MESSAGE_ATTRIBUTE_NAME, length: Range::ANY, element_name: "member", flattened: true }) };

pub static MESSAGE_LIST: Shape = Shape { name: "MessageList", kind: Kind::List(List { element: &MESSAGE, length: Range::ANY, element_name: "member", flattened: true }) };

pub static MESSAGE_SYSTEM_ATTRIBUTE_LIST: Shape = Shape { name: "MessageSystemAttributeList", kind: Kind::List(List { element: &MESSAGE_SYSTEM_ATTRIBUTE_NAME, length: Range::ANY, element_name: "member", flattened: true }) };

pub static MESSAGE_SYSTEM_ATTRIBUTE_MAP: Shape = Shape { name: "MessageSystemAttributeMap", kind: Kind::Map(Map { key: &MESSAGE_SYSTEM_ATTRIBUTE_NAME, value: &STRING, length: Range::ANY, key_name: "Name", value_name: "Value", flattened: true }) };

pub static MESSAGE_SYSTEM_ATTRIBUTE_NAME: Shape = Shape { name: "MessageSystemAttributeName", kind: Kind::String(Text { length: Range::ANY, pattern: None, values: &["All", "SenderId", "SentTimestamp", "ApproximateReceiveCount", "ApproximateFirstReceiveTimestamp", "SequenceNumber", "MessageDeduplicationId", "MessageGroupId", "AWSTraceHeader", "DeadLetterQueueSourceArn"] }) };

pub static RECEIVE_MESSAGE_REQUEST: Shape = Shape {
    name: "ReceiveMessageRequest",
    kind: Kind::Structure(Members {
        members: &[
            Member::required("QueueUrl", &STRING),
            Member { name: "AttributeNames", query_name: "AttributeName", shape: &ATTRIBUTE_NAME_LIST, required: false, idempotency_token: false },
            Member { name: "MessageSystemAttributeNames", query_name: "MessageSystemAttributeName", shape: &MESSAGE_SYSTEM_ATTRIBUTE_LIST, required: false, idempotency_token: false },
            Member { name: "MessageAttributeNames", query_name: "MessageAttributeName", shape: &MESSAGE_ATTRIBUTE_NAME_LIST, required: false, idempotency_token: false },
            Member::optional("MaxNumberOfMessages", &NULLABLE_INTEGER),
            Member::optional("VisibilityTimeout", &NULLABLE_INTEGER),
            Member::optional("WaitTimeSeconds", &NULLABLE_INTEGER),
            Member::optional("ReceiveRequestAttemptId", &STRING),
        ],
        check_order: None,
        flavour: Flavour::Plain,
    }),
};

pub static RECEIVE_MESSAGE_RESULT: Shape = Shape {
    name: "ReceiveMessageResult",
    kind: Kind::Structure(Members {
        members: &[
            Member { name: "Messages", query_name: "Message", shape: &MESSAGE_LIST, required: false, idempotency_token: false },
        ],
        check_order: None,
        flavour: Flavour::Plain,
    }),
};
