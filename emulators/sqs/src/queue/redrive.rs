//! Dead letters: which queue takes them, after how many receives, and who may send them there.

use serde::{Deserialize, Serialize};
use serde_json::Value as Json;

use crate::queue::name::Address;

#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct RedrivePolicy {
    pub target_arn: String,
    pub receives_max: u32,
}

/// On the dead-letter queue: whose letters it takes.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub enum RedriveAllowPolicy {
    AllowAll,
    DenyAll,
    ByQueue(Vec<String>),
}

pub const RECEIVES_MAX: u32 = 1000;
pub const SOURCE_QUEUES_MAX: usize = 10;

impl RedrivePolicy {
    /// The error is the reason that AWS gives, behind "Value … for parameter RedrivePolicy is invalid. Reason: ".
    ///
    /// Seen: questions about CloudFormation and Terraform that quote AWS; `maxReceiveCount` may come as a text.
    pub fn parse(text: &str) -> Result<RedrivePolicy, String> {
        let Ok(Json::Object(policy)) = serde_json::from_str::<Json>(text) else {
            return Err("Redrive policy is not a valid JSON map.".into());
        };
        let missing = |name: &str| format!("Redrive policy does not contain mandatory attribute: {name}.");
        let target = policy.get("deadLetterTargetArn").ok_or_else(|| missing("deadLetterTargetArn"))?;
        let receives = policy.get("maxReceiveCount").ok_or_else(|| missing("maxReceiveCount"))?;
        let receives_max = whole(receives).filter(|count| (1..=RECEIVES_MAX).contains(count)).ok_or_else(|| {
            let said = receives.as_str().map_or_else(|| receives.to_string(), str::to_owned);
            format!(
                "Invalid value for maxReceiveCount: {said}, valid values are from 1 to {RECEIVES_MAX} both inclusive."
            )
        })?;
        let target_arn = target.as_str().unwrap_or_default();
        if Address::parse_arn(target_arn).is_none() {
            return Err("Invalid value for deadLetterTargetArn.".into());
        }
        Ok(RedrivePolicy { target_arn: target_arn.to_owned(), receives_max })
    }

    pub fn to_json(&self) -> String {
        let target = Json::from(self.target_arn.as_str());
        format!(r#"{{"deadLetterTargetArn":{target},"maxReceiveCount":{}}}"#, self.receives_max)
    }
}

impl RedriveAllowPolicy {
    /// The error is the reason.
    pub fn parse(text: &str) -> Result<RedriveAllowPolicy, String> {
        let Ok(Json::Object(policy)) = serde_json::from_str::<Json>(text) else {
            return Err("Redrive allow policy is not a valid JSON map.".into());
        };
        let sources = policy.get("sourceQueueArns");
        match (policy.get("redrivePermission").and_then(Json::as_str), sources) {
            (Some("allowAll"), None) => Ok(RedriveAllowPolicy::AllowAll),
            (Some("denyAll"), None) => Ok(RedriveAllowPolicy::DenyAll),
            (Some("byQueue"), Some(Json::Array(arns))) => {
                let arns: Option<Vec<String>> = arns.iter().map(|arn| arn.as_str().map(str::to_owned)).collect();
                let is_allowed = |arns: &Vec<String>| {
                    (1..=SOURCE_QUEUES_MAX).contains(&arns.len())
                        && arns.iter().all(|arn| Address::parse_arn(arn).is_some())
                };
                let wrong = || format!("sourceQueueArns must hold 1 to {SOURCE_QUEUES_MAX} queue ARNs.");
                arns.filter(is_allowed).map(RedriveAllowPolicy::ByQueue).ok_or_else(wrong)
            }
            (Some("byQueue"), _) => Err("sourceQueueArns is required when redrivePermission is byQueue.".into()),
            (Some("allowAll" | "denyAll"), Some(_)) => {
                Err("sourceQueueArns is only allowed when redrivePermission is byQueue.".into())
            }
            _ => Err("redrivePermission must be one of allowAll, denyAll, byQueue.".into()),
        }
    }

    pub fn allows(&self, source_arn: &str) -> bool {
        match self {
            RedriveAllowPolicy::AllowAll => true,
            RedriveAllowPolicy::DenyAll => false,
            RedriveAllowPolicy::ByQueue(arns) => arns.iter().any(|arn| arn == source_arn),
        }
    }

    pub fn to_json(&self) -> String {
        match self {
            RedriveAllowPolicy::AllowAll => r#"{"redrivePermission":"allowAll"}"#.into(),
            RedriveAllowPolicy::DenyAll => r#"{"redrivePermission":"denyAll"}"#.into(),
            RedriveAllowPolicy::ByQueue(arns) => {
                format!(r#"{{"redrivePermission":"byQueue","sourceQueueArns":{}}}"#, Json::from(arns.clone()))
            }
        }
    }
}

fn whole(number: &Json) -> Option<u32> {
    match number {
        Json::Number(number) => number.as_u64().and_then(|number| u32::try_from(number).ok()),
        Json::String(text) => text.parse().ok(),
        _ => None,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    const ARN: &str = "arn:aws:sqs:us-east-1:123456789012:dead";

    #[test]
    fn a_policy_is_answered_in_one_form() {
        let policy =
            RedrivePolicy::parse(&format!(r#"{{"maxReceiveCount": "5", "deadLetterTargetArn": "{ARN}"}}"#)).unwrap();
        assert_eq!(policy.to_json(), format!(r#"{{"deadLetterTargetArn":"{ARN}","maxReceiveCount":5}}"#));
        assert_eq!(RedrivePolicy::parse(&policy.to_json()), Ok(policy));
    }

    #[test]
    fn a_wrong_policy_is_refused_with_its_reason() {
        let reason = |text: &str| RedrivePolicy::parse(text).unwrap_err();
        assert_eq!(reason("[]"), "Redrive policy is not a valid JSON map.");
        assert_eq!(
            reason(r#"{"maxReceiveCount":1}"#),
            "Redrive policy does not contain mandatory attribute: deadLetterTargetArn."
        );
        let counted = |count: &str| reason(&format!(r#"{{"deadLetterTargetArn":"{ARN}","maxReceiveCount":{count}}}"#));
        for (given, said) in [("0", "0"), ("1001", "1001"), ("\"many\"", "many"), ("1.5", "1.5"), ("-1", "-1")] {
            assert_eq!(
                counted(given),
                format!("Invalid value for maxReceiveCount: {said}, valid values are from 1 to 1000 both inclusive.")
            );
        }
    }

    #[test]
    fn an_allow_policy_says_whose_letters_are_taken() {
        let by_queue = format!(r#"{{"redrivePermission":"byQueue","sourceQueueArns":["{ARN}"]}}"#);
        let policy = RedriveAllowPolicy::parse(&by_queue).unwrap();
        assert!(policy.allows(ARN) && !policy.allows("arn:aws:sqs:us-east-1:123456789012:other"));
        assert_eq!(policy.to_json(), by_queue);
        assert!(RedriveAllowPolicy::parse(r#"{"redrivePermission":"allowAll"}"#).unwrap().allows(ARN));
        assert!(!RedriveAllowPolicy::parse(r#"{"redrivePermission":"denyAll"}"#).unwrap().allows(ARN));
        for wrong in
            ["", "{}", r#"{"redrivePermission":"byQueue"}"#, r#"{"redrivePermission":"byQueue","sourceQueueArns":[]}"#]
        {
            assert!(RedriveAllowPolicy::parse(wrong).is_err(), "{wrong}");
        }
    }
}
