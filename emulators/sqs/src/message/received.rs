//! What a consumer is told about a message that it receives.

use std::collections::BTreeMap;

use aws_smithy_types::Blob;
use clock::Epoch;
use models::sqs::{Message as Answer, MessageAttributeValue, ReceiveMessageRequest, Refusal};

use crate::delivery::Delivered;
use crate::message::digest::{self, hex};
use crate::message::{Attribute, Content, spelled_id};
use crate::queue::contents::spelled;
use crate::refusals;

/// Of system attributes. `All` stands for all of them.
const NAMES: [&str; 10] = [
    "All",
    "SenderId",
    "SentTimestamp",
    "ApproximateReceiveCount",
    "ApproximateFirstReceiveTimestamp",
    "SequenceNumber",
    "MessageDeduplicationId",
    "MessageGroupId",
    "AWSTraceHeader",
    "DeadLetterQueueSourceArn",
];

/// What is asked for beside the body.
pub struct Wanted {
    epoch: Epoch,
    system: Vec<String>,
    /// Names; with `.*` or nothing behind a beginning.
    attributes: Vec<String>,
}

impl Wanted {
    pub fn of(input: &ReceiveMessageRequest, epoch: Epoch) -> Result<Wanted, Refusal> {
        let both = [&input.attribute_names, &input.message_system_attribute_names];
        let system: Vec<_> = both.into_iter().flatten().flatten().cloned().collect();
        if let Some(unknown) = system.iter().find(|name| !NAMES.contains(&name.as_str())) {
            return Err(refusals::unknown_attribute(unknown));
        }
        Ok(Wanted { epoch, system, attributes: input.message_attribute_names.clone().unwrap_or_default() })
    }

    /// Whatever there is to tell.
    pub fn all(epoch: Epoch) -> Wanted {
        Wanted { epoch, system: vec!["All".to_owned()], attributes: vec!["All".to_owned()] }
    }

    pub fn answer(&self, delivered: Delivered<'_>) -> Answer {
        let message = delivered.message;
        let attributes: Vec<_> = message.attributes.iter().filter(|attribute| self.wants(attribute.name)).collect();
        let sum = (!attributes.is_empty()).then(|| hex(&digest::of_attributes(attributes.iter().copied())));
        let system = self.system_attributes(&delivered);
        Answer {
            message_id: Some(spelled_id(&message.id)),
            receipt_handle: Some(delivered.receipt.handle()),
            md5_of_body: Some(hex(&message.body_md5)),
            body: Some(message.body.to_owned()),
            attributes: (!system.is_empty()).then_some(system),
            md5_of_message_attributes: sum,
            message_attributes: (!attributes.is_empty()).then(|| attributes.into_iter().map(told).collect()),
        }
    }

    /// Seen: API reference, MessageAttributeNames; LocalStack's test of filters against AWS.
    fn wants(&self, name: &str) -> bool {
        self.attributes.iter().any(|wanted| match wanted.as_str() {
            "All" | ".*" | "*" => true,
            wanted => match wanted.strip_suffix(".*") {
                Some(beginning) => name.starts_with(beginning),
                None => name == wanted,
            },
        })
    }

    fn system_attributes(&self, delivered: &Delivered<'_>) -> BTreeMap<String, String> {
        let Delivered { message, number, handed, .. } = delivered;
        let mut told = BTreeMap::new();
        if self.system.is_empty() {
            return told;
        }
        let millis = |at| self.epoch.absolute(at).as_millis().to_string();
        let is_fifo = handed.group.is_some();
        let mut tell = |name: &str, value: Option<String>| {
            let is_wanted = self.system.iter().any(|wanted| wanted == name || wanted == "All");
            if let (true, Some(value)) = (is_wanted, value) {
                told.insert(name.to_owned(), value);
            }
        };
        tell("SenderId", Some(message.sender.to_owned()));
        tell("SentTimestamp", Some(millis(message.sent)));
        tell("ApproximateReceiveCount", Some(handed.receives.to_string()));
        tell("ApproximateFirstReceiveTimestamp", Some(millis(handed.first_received)));
        tell("SequenceNumber", is_fifo.then(|| spelled(*number)));
        tell("MessageDeduplicationId", message.deduplication_id.map(str::to_owned));
        tell("MessageGroupId", message.group.map(str::to_owned));
        tell("AWSTraceHeader", message.trace.map(str::to_owned));
        tell("DeadLetterQueueSourceArn", message.past.map(|past| past.source_arn.to_owned()));
        told
    }
}

fn told(attribute: &Attribute<'_>) -> (String, MessageAttributeValue) {
    let mut value = MessageAttributeValue { data_type: attribute.data_type.to_owned(), ..Default::default() };
    match attribute.content {
        Content::Text(text) => value.string_value = Some(text.to_owned()),
        Content::Binary(bytes) => value.binary_value = Some(Blob::new(bytes)),
    }
    (attribute.name.to_owned(), value)
}
