//! A message that a client wants to send: what is allowed, and how it becomes a parcel.

use std::collections::BTreeMap;

use clock::Stored;
use models::sqs::{MessageAttributeValue, MessageSystemAttributeValue, Refusal};

use crate::message::digest::{self, Md5Sum};
use crate::message::parcel::{InGroup, Parcel};
use crate::message::{Attribute, Content, Message};
use crate::queue::attributes::{Attributes, Scope};
use crate::refusals;

/// One message as SendMessage or an entry of SendMessageBatch gives it.
pub struct Outgoing<'a> {
    pub body: &'a str,
    pub delay_s: Option<i32>,
    pub attributes: Option<&'a BTreeMap<String, MessageAttributeValue>>,
    pub system_attributes: Option<&'a BTreeMap<String, MessageSystemAttributeValue>>,
    pub group: Option<&'a str>,
    pub deduplication_id: Option<&'a str>,
}

/// What the sender is told, beside what the queue decides.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Sums {
    pub body: Md5Sum,
    pub attributes: Option<Md5Sum>,
    pub system_attributes: Option<Md5Sum>,
}

/// Who sends, when, and under which id.
pub struct Postmark<'a> {
    pub sender: &'a str,
    /// Of the request's header.
    pub trace: Option<&'a str>,
    pub sent: Stored,
    pub id: [u8; 16],
}

const DELAY_MAX_S: i32 = 900;
const ATTRIBUTES_MAX: usize = 10;
const ATTRIBUTE_BYTES_MAX: usize = 256;
const FIFO_ID_MAX: usize = 128;

impl<'a> Outgoing<'a> {
    /// What is refused whatever the queue is.
    pub fn check(&self) -> Result<(), Refusal> {
        if self.body.is_empty() {
            return Err(refusals::missing_parameter("MessageBody"));
        }
        check_characters(self.body)?;
        self.check_attributes()?;
        if let Some(id) = self.deduplication_id {
            check_fifo_id(id, "MessageDeduplicationId")?;
        }
        if let Some(group) = self.group {
            check_fifo_id(group, "MessageGroupId")?;
        }
        match self.delay_s {
            Some(delay_s) if !(0..=DELAY_MAX_S).contains(&delay_s) => Err(refusals::delay_out_of_range(delay_s)),
            _ => Ok(()),
        }
    }

    /// What this queue refuses.
    pub fn check_for(&self, queue: &Attributes) -> Result<(), Refusal> {
        if self.size() > queue.message_size_max as usize {
            return Err(refusals::message_too_long(queue.message_size_max));
        }
        match (&queue.fifo, self.deduplication_id, self.delay_s) {
            (None, Some(id), _) => Err(refusals::deduplication_on_standard(id)),
            (None, None, _) => Ok(()),
            // Zero is allowed and means the queue's own delay.
            (Some(_), _, Some(delay_s)) if delay_s != 0 => Err(refusals::delay_on_fifo(delay_s)),
            (Some(_), _, _) if self.group.is_none() => Err(refusals::group_missing()),
            (Some(fifo), None, _) if !fifo.deduplicates_by_content => Err(refusals::deduplication_missing()),
            (Some(_), _, _) => Ok(()),
        }
    }

    /// Body and attributes: names, types and values.
    pub fn size(&self) -> usize {
        let attributes = self.attributes.into_iter().flatten();
        let of_attribute = |(name, attribute): (&String, &MessageAttributeValue)| {
            let text = attribute.string_value.as_ref().map_or(0, String::len);
            let binary = attribute.binary_value.as_ref().map_or(0, |blob| blob.as_ref().len());
            name.len() + attribute.data_type.len() + text + binary
        };
        self.body.len() + attributes.map(of_attribute).sum::<usize>()
    }

    /// Everything was checked.
    pub fn pack(&self, queue: &Attributes, postmark: Postmark<'_>) -> (Parcel, Sums) {
        let attributes: Vec<_> = self.attributes.into_iter().flatten().map(attribute).collect();
        let delay = self.delay_s.map_or(queue.delay(), |delay_s| std::time::Duration::from_secs(delay_s as u64));
        let delayed_until = (queue.fifo.is_none() && !delay.is_zero()).then(|| postmark.sent + delay);
        let by_content = queue.fifo.is_some().then(|| match self.deduplication_id {
            Some(id) => id.to_owned(),
            None => digest::deduplication_id(self.body),
        });
        let line = queue.fifo.as_ref().zip(by_content.as_deref()).map(|(fifo, id)| InGroup {
            group: self.group.unwrap_or_default().into(),
            deduplication: Some(digest::deduplication_key(
                self.group.filter(|_| fifo.scope_in_force == Scope::Group),
                id,
            )),
        });
        let sums = Sums {
            body: digest::of_body(self.body),
            attributes: (!attributes.is_empty()).then(|| digest::of_attributes(&attributes)),
            system_attributes: self.system_sum(),
        };
        let message = Message {
            id: postmark.id,
            sent: postmark.sent,
            body_md5: sums.body,
            is_delayed: delayed_until.is_some(),
            sender: postmark.sender,
            group: self.group,
            deduplication_id: by_content.as_deref(),
            // The attribute wins over the header. Documented: SQS developer guide, message system attributes.
            trace: self.trace().or(postmark.trace),
            past: None,
            attributes,
            body: self.body,
        };
        (
            Parcel {
                id: postmark.id,
                sent: postmark.sent,
                sealed: message.seal(),
                delayed_until,
                line,
                is_letter: false,
            },
            sums,
        )
    }

    fn trace(&self) -> Option<&'a str> {
        self.system_attributes?.get("AWSTraceHeader")?.string_value.as_deref()
    }

    fn system_sum(&self) -> Option<Md5Sum> {
        let all = self.system_attributes.filter(|all| !all.is_empty())?;
        let all: Vec<_> = all
            .iter()
            .map(|(name, value)| Attribute {
                name,
                data_type: &value.data_type,
                content: content(value.string_value.as_deref(), value.binary_value.as_ref()),
            })
            .collect();
        Some(digest::of_attributes(&all))
    }

    fn check_attributes(&self) -> Result<(), Refusal> {
        let Some(attributes) = self.attributes else { return self.check_system_attributes() };
        if attributes.len() > ATTRIBUTES_MAX {
            return Err(refusals::too_many_attributes(attributes.len()));
        }
        for (name, attribute) in attributes {
            check_attribute_name(name)?;
            check_attribute(name, attribute)?;
        }
        self.check_system_attributes()
    }

    fn check_system_attributes(&self) -> Result<(), Refusal> {
        for (name, attribute) in self.system_attributes.into_iter().flatten() {
            if name != "AWSTraceHeader" {
                return Err(refusals::unknown_system_attribute(name));
            }
            if attribute.data_type != "String" || attribute.string_value.as_ref().is_none_or(String::is_empty) {
                return Err(refusals::attribute_without_value(name, "String"));
            }
        }
        Ok(())
    }
}

/// A name of letters, digits, underscores, hyphens and periods, neither reserved nor with periods at its ends or in a row.
fn check_attribute_name(name: &str) -> Result<(), Refusal> {
    let is_allowed = |char: char| char.is_ascii_alphanumeric() || matches!(char, '_' | '-' | '.');
    let lower = name.to_ascii_lowercase();
    match () {
        () if name.is_empty() => Err(refusals::attribute_name_empty()),
        () if name.len() > ATTRIBUTE_BYTES_MAX => Err(refusals::attribute_name_too_long()),
        () if !name.chars().all(is_allowed) => Err(refusals::attribute_name_characters()),
        () if lower.starts_with("aws.") || lower.starts_with("amazon.") => Err(refusals::attribute_name_reserved()),
        () if name.starts_with('.') || name.ends_with('.') || name.contains("..") => {
            Err(refusals::attribute_name_reserved())
        }
        () => Ok(()),
    }
}

/// `String`, `Number` or `Binary`, each with a label of one's own behind a period, and a value that fits.
fn check_attribute(name: &str, attribute: &MessageAttributeValue) -> Result<(), Refusal> {
    let data_type = attribute.data_type.as_str();
    let base = data_type.split('.').next().unwrap_or_default();
    let text = attribute.string_value.as_deref().filter(|text| !text.is_empty());
    match base {
        _ if has_lists(attribute) => Err(refusals::attribute_lists_unsupported()),
        _ if data_type.is_empty() => Err(refusals::attribute_without_type(name)),
        _ if data_type.len() > ATTRIBUTE_BYTES_MAX => Err(refusals::attribute_type_too_long()),
        "String" => check_characters(text.ok_or_else(|| refusals::attribute_without_value(name, data_type))?),
        "Number" => {
            let text = text.ok_or_else(|| refusals::attribute_without_value(name, data_type))?;
            match text.trim().parse::<f64>() {
                Ok(number) if number.is_finite() => Ok(()),
                _ => Err(refusals::attribute_is_no_number(name, text)),
            }
        }
        "Binary" if attribute.binary_value.as_ref().is_some_and(|blob| !blob.as_ref().is_empty()) => Ok(()),
        "Binary" => Err(refusals::attribute_without_value(name, data_type)),
        _ => Err(refusals::attribute_of_unknown_type(name)),
    }
}

pub fn has_lists(attribute: &MessageAttributeValue) -> bool {
    attribute.string_list_values.is_some() || attribute.binary_list_values.is_some()
}

fn attribute<'a>((name, value): (&'a String, &'a MessageAttributeValue)) -> Attribute<'a> {
    let text = value.string_value.as_deref().filter(|_| !value.data_type.starts_with("Binary"));
    Attribute { name, data_type: &value.data_type, content: content(text, value.binary_value.as_ref()) }
}

fn content<'a>(text: Option<&'a str>, binary: Option<&'a aws_smithy_types::Blob>) -> Content<'a> {
    match (text, binary) {
        (Some(text), _) => Content::Text(text),
        (None, Some(blob)) => Content::Binary(blob.as_ref()),
        (None, None) => Content::Text(""),
    }
}

/// What XML 1.0 allows.
pub fn check_characters(text: &str) -> Result<(), Refusal> {
    let is_allowed = |char: char| match char {
        '\t' | '\n' | '\r' => true,
        '\u{fffe}' | '\u{ffff}' => false,
        other => other >= ' ',
    };
    // Most bodies are plain text: bytes are looked at first.
    let is_plain = |byte: u8| (b' '..0x80).contains(&byte);
    match text.bytes().all(is_plain) || text.chars().all(is_allowed) {
        true => Ok(()),
        false => Err(refusals::invalid_characters()),
    }
}

/// 1 to 128 letters, digits and punctuation.
pub fn check_fifo_id(id: &str, parameter: &str) -> Result<(), Refusal> {
    match (1..=FIFO_ID_MAX).contains(&id.len()) && id.bytes().all(|byte| byte.is_ascii_graphic()) {
        true => Ok(()),
        false => Err(refusals::invalid_fifo_id(id, parameter)),
    }
}
