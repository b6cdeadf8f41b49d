//! The attributes of a queue: what may be set, within which limits, and how they are answered.

use std::collections::BTreeMap;
use std::time::Duration;

use models::sqs::Refusal;
use serde::{Deserialize, Serialize};

use crate::queue::permissions;
use crate::queue::redrive::{RedriveAllowPolicy, RedrivePolicy};
use crate::refusals;

#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Attributes {
    pub visibility_timeout_s: u32,
    pub message_size_max: u32,
    pub retention_s: u32,
    pub delay_s: u32,
    pub receive_wait_s: u32,
    pub policy: Option<String>,
    pub redrive_policy: Option<RedrivePolicy>,
    pub redrive_allow_policy: Option<RedriveAllowPolicy>,
    pub encryption: Encryption,
    pub fifo: Option<Fifo>,
}

#[derive(Copy, Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Fifo {
    pub deduplicates_by_content: bool,
    pub scope: Scope,
    /// The scope that the queue was created with. Seen: LocalStack's tests against AWS
    /// (`test_fifo_change_to_high_throughput_after_creation` and its reverse); changing the attribute does not change what is a
    /// duplicate.
    pub scope_in_force: Scope,
    pub throughput: Throughput,
}

/// DeduplicationScope
#[derive(Copy, Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub enum Scope {
    #[default]
    Queue,
    Group,
}

/// FifoThroughputLimit
#[derive(Copy, Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub enum Throughput {
    #[default]
    PerQueue,
    PerGroup,
}

/// Kept and answered; nothing is encrypted.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub enum Encryption {
    None,
    Managed,
    Kms { key: String, reuse_s: u32 },
}

/// Names, limits and defaults: API reference, SetQueueAttributes.
const VISIBILITY_TIMEOUT: Limits = Limits { name: "VisibilityTimeout", min: 0, max: 43_200 };
const MESSAGE_SIZE: Limits = Limits { name: "MaximumMessageSize", min: 1024, max: 1_048_576 };
const RETENTION: Limits = Limits { name: "MessageRetentionPeriod", min: 60, max: 1_209_600 };
const DELAY: Limits = Limits { name: "DelaySeconds", min: 0, max: 900 };
const RECEIVE_WAIT: Limits = Limits { name: "ReceiveMessageWaitTimeSeconds", min: 0, max: 20 };
const KEY_REUSE: Limits = Limits { name: "KmsDataKeyReusePeriodSeconds", min: 60, max: 86_400 };
const KEY_REUSE_DEFAULT_S: u32 = 300;

struct Limits {
    name: &'static str,
    min: u32,
    max: u32,
}

impl Limits {
    fn parse(&self, value: &str) -> Result<u32, Refusal> {
        let number = value.trim().parse().ok().filter(|number| (self.min..=self.max).contains(number));
        number.ok_or_else(|| refusals::invalid_attribute(self.name))
    }
}

impl Attributes {
    pub fn standard() -> Attributes {
        Attributes {
            visibility_timeout_s: 30,
            // 1 MiB since August 2025.
            message_size_max: MESSAGE_SIZE.max,
            retention_s: 4 * 86_400,
            delay_s: 0,
            receive_wait_s: 0,
            policy: None,
            redrive_policy: None,
            redrive_allow_policy: None,
            encryption: Encryption::Managed,
            fifo: None,
        }
    }

    pub fn fifo() -> Attributes {
        Attributes { fifo: Some(Fifo::default()), ..Attributes::standard() }
    }

    /// What a new queue is asked to be: FIFO only if it says so.
    pub fn asks_for_fifo(given: &BTreeMap<String, String>) -> Result<bool, Refusal> {
        match given.get("FifoQueue").map(|value| boolean("FifoQueue", value)) {
            None => Ok(false),
            Some(Ok(true)) => Ok(true),
            // Seen: Terraform's AWS provider never sends FifoQueue=false, because AWS refuses the name.
            Some(Ok(false)) => Err(refusals::unknown_attribute("FifoQueue")),
            Some(Err(refusal)) => Err(refusal),
        }
    }

    /// Sets what is given; all of it or nothing.
    pub fn set(&self, given: &BTreeMap<String, String>) -> Result<Attributes, Refusal> {
        let mut new = self.clone();
        let asks_for = |name: &str| given.get(name).is_some_and(|value| !value.is_empty());
        if asks_for("KmsMasterKeyId") && given.get("SqsManagedSseEnabled").is_some_and(|value| value == "true") {
            return Err(refusals::one_kind_of_encryption());
        }
        // The period belongs to the key, so it comes after it.
        let (late, early): (Vec<_>, Vec<_>) = given.iter().partition(|(name, _)| *name == KEY_REUSE.name);
        for (name, value) in early.into_iter().chain(late) {
            new.set_one(name, value)?;
        }
        if let Some(fifo) = &new.fifo
            && fifo.throughput == Throughput::PerGroup
            && fifo.scope == Scope::Queue
        {
            return Err(refusals::throughput_needs_group_scope());
        }
        Ok(new)
    }

    fn set_one(&mut self, name: &str, value: &str) -> Result<(), Refusal> {
        match name {
            "VisibilityTimeout" => self.visibility_timeout_s = VISIBILITY_TIMEOUT.parse(value)?,
            "MaximumMessageSize" => self.message_size_max = MESSAGE_SIZE.parse(value)?,
            "MessageRetentionPeriod" => self.retention_s = RETENTION.parse(value)?,
            "DelaySeconds" => self.delay_s = DELAY.parse(value)?,
            "ReceiveMessageWaitTimeSeconds" => self.receive_wait_s = RECEIVE_WAIT.parse(value)?,
            "Policy" => self.policy = policy(value)?,
            "RedrivePolicy" if value.is_empty() => self.redrive_policy = None,
            "RedrivePolicy" => {
                let policy = RedrivePolicy::parse(value);
                let refused = |reason: String| refusals::invalid_redrive_policy(value, &reason);
                self.redrive_policy = Some(policy.map_err(refused)?);
            }
            "RedriveAllowPolicy" if value.is_empty() => self.redrive_allow_policy = None,
            "RedriveAllowPolicy" => {
                let policy = RedriveAllowPolicy::parse(value);
                let refused = |reason: String| refusals::invalid_redrive_allow_policy(value, &reason);
                self.redrive_allow_policy = Some(policy.map_err(refused)?);
            }
            "KmsMasterKeyId" | "KmsDataKeyReusePeriodSeconds" | "SqsManagedSseEnabled" => self.encrypt(name, value)?,
            _ => self.set_fifo(name, value)?,
        }
        Ok(())
    }

    fn encrypt(&mut self, name: &str, value: &str) -> Result<(), Refusal> {
        let old = &self.encryption;
        let new = match (name, old) {
            // Seen: LocalStack's test against AWS; taking the key away leaves nothing behind.
            ("KmsMasterKeyId", Encryption::Kms { .. }) if value.is_empty() => Encryption::None,
            ("KmsMasterKeyId", _) if value.is_empty() => old.clone(),
            ("KmsMasterKeyId", Encryption::Kms { reuse_s, .. }) => {
                Encryption::Kms { key: value.into(), reuse_s: *reuse_s }
            }
            ("KmsMasterKeyId", _) => Encryption::Kms { key: value.into(), reuse_s: KEY_REUSE_DEFAULT_S },
            ("KmsDataKeyReusePeriodSeconds", _) => {
                let reuse_s = KEY_REUSE.parse(value)?;
                match old {
                    Encryption::Kms { key, .. } => Encryption::Kms { key: key.clone(), reuse_s },
                    other => other.clone(),
                }
            }
            ("SqsManagedSseEnabled", _) => match (boolean(name, value)?, old) {
                (true, _) => Encryption::Managed,
                (false, Encryption::Managed) => Encryption::None,
                (false, other) => other.clone(),
            },
            _ => unreachable!("only names of encryption come here"),
        };
        self.encryption = new;
        Ok(())
    }

    fn set_fifo(&mut self, name: &str, value: &str) -> Result<(), Refusal> {
        let Some(fifo) = &mut self.fifo else {
            return Err(match name {
                "DeduplicationScope" | "FifoThroughputLimit" => refusals::only_for_fifo(name),
                _ => refusals::unknown_attribute(name),
            });
        };
        match (name, value) {
            ("FifoQueue", _) if boolean(name, value)? => {}
            ("FifoQueue", _) => return Err(refusals::queue_type_is_fixed()),
            ("ContentBasedDeduplication", _) => fifo.deduplicates_by_content = boolean(name, value)?,
            ("DeduplicationScope", "queue") => fifo.scope = Scope::Queue,
            ("DeduplicationScope", "messageGroup") => fifo.scope = Scope::Group,
            ("FifoThroughputLimit", "perQueue") => fifo.throughput = Throughput::PerQueue,
            ("FifoThroughputLimit", "perMessageGroupId") => fifo.throughput = Throughput::PerGroup,
            ("DeduplicationScope" | "FifoThroughputLimit", _) => return Err(refusals::invalid_attribute(name)),
            _ => return Err(refusals::unknown_attribute(name)),
        }
        Ok(())
    }

    /// The first given attribute for which an existing queue has another value.
    pub fn difference(&self, given: &BTreeMap<String, String>) -> Result<Option<String>, Refusal> {
        for (name, value) in given {
            let mut new = self.clone();
            new.set_one(name, value)?;
            if new != *self {
                return Ok(Some(name.clone()));
            }
        }
        Ok(None)
    }

    /// Everything that was set or stands by default, in the words of the API.
    pub fn spelled(&self) -> Vec<(&'static str, String)> {
        let mut all = vec![
            ("VisibilityTimeout", self.visibility_timeout_s.to_string()),
            ("MaximumMessageSize", self.message_size_max.to_string()),
            ("MessageRetentionPeriod", self.retention_s.to_string()),
            ("DelaySeconds", self.delay_s.to_string()),
            ("ReceiveMessageWaitTimeSeconds", self.receive_wait_s.to_string()),
            ("SqsManagedSseEnabled", (self.encryption == Encryption::Managed).to_string()),
        ];
        if let Encryption::Kms { key, reuse_s } = &self.encryption {
            all.push(("KmsMasterKeyId", key.clone()));
            all.push(("KmsDataKeyReusePeriodSeconds", reuse_s.to_string()));
        }
        all.extend(self.policy.iter().map(|policy| ("Policy", policy.clone())));
        all.extend(self.redrive_policy.iter().map(|policy| ("RedrivePolicy", policy.to_json())));
        all.extend(self.redrive_allow_policy.iter().map(|policy| ("RedriveAllowPolicy", policy.to_json())));
        if let Some(fifo) = &self.fifo {
            let scope = if fifo.scope == Scope::Queue { "queue" } else { "messageGroup" };
            let throughput = if fifo.throughput == Throughput::PerQueue { "perQueue" } else { "perMessageGroupId" };
            all.push(("FifoQueue", "true".into()));
            all.push(("ContentBasedDeduplication", fifo.deduplicates_by_content.to_string()));
            all.push(("DeduplicationScope", scope.into()));
            all.push(("FifoThroughputLimit", throughput.into()));
        }
        all
    }

    pub fn visibility_timeout(&self) -> Duration {
        Duration::from_secs(self.visibility_timeout_s.into())
    }

    pub fn retention(&self) -> Duration {
        Duration::from_secs(self.retention_s.into())
    }

    pub fn delay(&self) -> Duration {
        Duration::from_secs(self.delay_s.into())
    }

    pub fn receive_wait(&self) -> Duration {
        Duration::from_secs(self.receive_wait_s.into())
    }
}

/// Seen: LocalStack's tests against AWS write `True`.
fn boolean(name: &str, value: &str) -> Result<bool, Refusal> {
    match value {
        _ if value.eq_ignore_ascii_case("true") => Ok(true),
        _ if value.eq_ignore_ascii_case("false") => Ok(false),
        _ => Err(refusals::invalid_attribute(name)),
    }
}

fn policy(value: &str) -> Result<Option<String>, Refusal> {
    match serde_json::from_str::<serde_json::Value>(value) {
        _ if value.is_empty() => Ok(None),
        Ok(serde_json::Value::Object(policy)) => Ok(Some(permissions::serialised(&policy))),
        _ => Err(refusals::invalid_attribute("Policy")),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn given(pairs: &[(&str, &str)]) -> BTreeMap<String, String> {
        pairs.iter().map(|(name, value)| ((*name).to_owned(), (*value).to_owned())).collect()
    }

    fn said(refusal: Refusal) -> (String, String) {
        let refusal = refusal.into_wire();
        (refusal.error.code.to_owned(), refusal.message.unwrap_or_default())
    }

    #[test]
    fn numbers_keep_their_limits() {
        for limits in [VISIBILITY_TIMEOUT, MESSAGE_SIZE, RETENTION, DELAY, RECEIVE_WAIT] {
            let set = |value: i64| Attributes::standard().set(&given(&[(limits.name, &value.to_string())]));
            assert!(set(limits.min.into()).is_ok() && set(limits.max.into()).is_ok());
            let refused =
                ("InvalidAttributeValue".to_owned(), format!("Invalid value for the parameter {}.", limits.name));
            assert_eq!(said(set(i64::from(limits.min) - 1).unwrap_err()), refused);
            assert_eq!(said(set(i64::from(limits.max) + 1).unwrap_err()), refused);
        }
    }

    #[test]
    fn what_was_set_is_spelled_and_can_be_set_again() {
        let wanted = given(&[
            ("FifoQueue", "True"),
            ("ContentBasedDeduplication", "True"),
            ("DeduplicationScope", "messageGroup"),
            ("FifoThroughputLimit", "perMessageGroupId"),
            ("VisibilityTimeout", "7"),
            ("KmsMasterKeyId", "key"),
            ("Policy", "{}"),
        ]);
        let attributes = Attributes::fifo().set(&wanted).unwrap();
        let spelled: BTreeMap<String, String> =
            attributes.spelled().into_iter().map(|(name, value)| (name.to_owned(), value)).collect();
        assert_eq!(spelled["ContentBasedDeduplication"], "true");
        assert_eq!(spelled["KmsDataKeyReusePeriodSeconds"], "300");
        assert_eq!(spelled["SqsManagedSseEnabled"], "false");
        assert_eq!(attributes.difference(&wanted).unwrap(), None);
        assert_eq!(attributes.difference(&given(&[("DelaySeconds", "1")])).unwrap(), Some("DelaySeconds".into()));
    }

    #[test]
    fn a_standard_queue_has_no_attributes_of_fifo() {
        let refused = |name: &str| said(Attributes::standard().set(&given(&[(name, "true")])).unwrap_err()).1;
        assert_eq!(refused("FifoQueue"), "Unknown Attribute FifoQueue.");
        assert_eq!(refused("ContentBasedDeduplication"), "Unknown Attribute ContentBasedDeduplication.");
        assert_eq!(
            refused("DeduplicationScope"),
            "You can specify the DeduplicationScope only when FifoQueue is set to true."
        );
        assert_eq!(refused("QueueArn"), "Unknown Attribute QueueArn.");
    }

    #[test]
    fn encryption_is_of_one_kind() {
        let managed = Attributes::standard();
        let keyed = managed.set(&given(&[("KmsMasterKeyId", "k"), ("KmsDataKeyReusePeriodSeconds", "6000")])).unwrap();
        assert_eq!(keyed.encryption, Encryption::Kms { key: "k".into(), reuse_s: 6000 });
        let bare = keyed.set(&given(&[("KmsMasterKeyId", ""), ("KmsDataKeyReusePeriodSeconds", "300")])).unwrap();
        assert_eq!(bare.encryption, Encryption::None);
        assert_eq!(keyed.set(&given(&[("SqsManagedSseEnabled", "true")])).unwrap().encryption, Encryption::Managed);
        let both = given(&[("KmsMasterKeyId", "k"), ("SqsManagedSseEnabled", "true")]);
        assert_eq!(said(managed.set(&both).unwrap_err()).0, "InvalidAttributeName");
    }
}
