//! Whether a queue's policy lets an account do something, where policies are enforced.
//!
//! A caller is its account: a principal that names a user or role stands for that one's account. A statement with a condition is
//! passed by, as is one for a service or a federated identity: nothing of what they ask for is known here.

use models::sqs::Operation;
use serde_json::Value as Json;

use crate::queue::name::Address;

/// Who wants to do what, with which queue.
pub struct Access<'a> {
    pub account: &'a str,
    pub operation: Operation,
    pub queue: &'a Address,
}

#[derive(Copy, Clone, Debug, PartialEq, Eq)]
pub enum Denied {
    /// No statement allows it.
    Implicitly,
    /// A statement denies it.
    Explicitly,
}

impl Access<'_> {
    /// The owner may do everything that is not denied, and other accounts what is allowed to them and not denied. Seen: IAM user guide,
    /// policy evaluation logic.
    pub fn check(&self, policy: Option<&str>) -> Result<(), Denied> {
        let policy: Json = policy.and_then(|policy| serde_json::from_str(policy).ok()).unwrap_or_default();
        let fits = |effect: &str| {
            let statements = one_or_many(&policy["Statement"]);
            statements.iter().any(|statement| statement["Effect"] == effect && self.fits(statement))
        };
        if fits("Deny") {
            return Err(Denied::Explicitly);
        }
        let is_owner = self.account == self.queue.account;
        match is_owner || (may_be_granted(self.operation) && fits("Allow")) {
            true => Ok(()),
            false => Err(Denied::Implicitly),
        }
    }

    fn fits(&self, statement: &Json) -> bool {
        let action = format!("sqs:{}", self.action());
        let arn = self.queue.arn();
        let is_action = |pattern: &str| matches(&pattern.to_ascii_lowercase(), &action);
        let is_resource = |pattern: &str| matches(pattern, &arn);
        statement.get("Condition").is_none()
            && either(statement, "Principal", "NotPrincipal", |principal| self.is(principal))
            && either(statement, "Action", "NotAction", |actions| any(actions, is_action))
            && either(statement, "Resource", "NotResource", |resources| any(resources, is_resource))
    }

    /// In lower case: letters count for nothing in actions, and this is how AWS's refusals spell them.
    pub fn action(&self) -> String {
        let base = match self.operation {
            Operation::SendMessageBatch => Operation::SendMessage,
            Operation::DeleteMessageBatch => Operation::DeleteMessage,
            Operation::ChangeMessageVisibilityBatch => Operation::ChangeMessageVisibility,
            other => other,
        };
        format!("{base:?}").to_ascii_lowercase()
    }

    fn is(&self, principal: &Json) -> bool {
        let is_account = |named: &str| {
            let account = named.strip_prefix("arn:").and_then(|arn| arn.split(':').nth(3)).unwrap_or(named);
            named == "*" || account == self.account
        };
        match principal {
            Json::String(everybody) => everybody == "*",
            principal => any(&principal["AWS"], is_account),
        }
    }
}

/// Seen: developer guide, "Basic examples of Amazon SQS policies": cross-account permissions do not apply to the others.
fn may_be_granted(operation: Operation) -> bool {
    !matches!(
        operation,
        Operation::AddPermission
            | Operation::CancelMessageMoveTask
            | Operation::CreateQueue
            | Operation::DeleteQueue
            | Operation::ListMessageMoveTasks
            | Operation::ListQueues
            | Operation::ListQueueTags
            | Operation::RemovePermission
            | Operation::SetQueueAttributes
            | Operation::StartMessageMoveTask
            | Operation::TagQueue
            | Operation::UntagQueue
    )
}

/// A statement says what it is for, or what it is not for.
fn either(statement: &Json, name: &str, not_name: &str, fits: impl Fn(&Json) -> bool) -> bool {
    match (statement.get(name), statement.get(not_name)) {
        (Some(named), _) => fits(named),
        (None, Some(excluded)) => !fits(excluded),
        (None, None) => false,
    }
}

fn any(patterns: &Json, fits: impl Fn(&str) -> bool) -> bool {
    one_or_many(patterns).iter().filter_map(Json::as_str).any(fits)
}

fn one_or_many(value: &Json) -> &[Json] {
    match value {
        Json::Array(many) => many,
        Json::Null => &[],
        one => std::slice::from_ref(one),
    }
}

/// `*` stands for anything, `?` for one character.
fn matches(pattern: &str, text: &str) -> bool {
    let (pattern, text): (Vec<char>, Vec<char>) = (pattern.chars().collect(), text.chars().collect());
    let (mut p, mut t, mut star) = (0, 0, None);
    while t < text.len() {
        if pattern.get(p) == Some(&'*') {
            star = Some((p, t));
            p += 1;
        } else if pattern.get(p).is_some_and(|&one| one == '?' || one == text[t]) {
            (p, t) = (p + 1, t + 1);
        } else if let Some((at, taken)) = star {
            // The last star takes one more.
            star = Some((at, taken + 1));
            (p, t) = (at + 1, taken + 1);
        } else {
            return false;
        }
    }
    pattern[p..].iter().all(|one| *one == '*')
}

#[cfg(test)]
mod tests {
    use serde_json::json;

    use super::*;

    const OWNER: &str = "111111111111";
    const OTHER: &str = "222222222222";

    fn check(account: &str, operation: Operation, statements: Json) -> Result<(), Denied> {
        let queue = Address { account: OWNER.into(), region: "us-east-1".into(), name: "q".into() };
        let policy = json!({ "Statement": statements }).to_string();
        Access { account, operation, queue: &queue }.check(Some(&policy))
    }

    fn statement(effect: &str, principal: Json, action: Json) -> Json {
        json!({ "Effect": effect, "Principal": principal, "Action": action, "Resource": "arn:aws:sqs:us-east-1:111111111111:q" })
    }

    #[test]
    fn without_a_policy_a_queue_is_its_owners() {
        let queue = Address { account: OWNER.into(), region: "us-east-1".into(), name: "q".into() };
        let check = |account| Access { account, operation: Operation::SendMessage, queue: &queue }.check(None);
        assert_eq!(check(OWNER), Ok(()));
        assert_eq!(check(OTHER), Err(Denied::Implicitly));
    }

    #[test]
    fn an_account_may_do_what_it_is_granted() {
        for principal in [
            json!("*"),
            json!({ "AWS": "*" }),
            json!({ "AWS": OTHER }),
            json!({ "AWS": ["333333333333", "arn:aws:iam::222222222222:root"] }),
            json!({ "AWS": "arn:aws:iam::222222222222:role/worker" }),
        ] {
            for action in [json!("SQS:SendMessage"), json!(["sqs:Receive*", "sqs:sendmessage"]), json!("*")] {
                let granted = statement("Allow", principal.clone(), action);
                assert_eq!(check(OTHER, Operation::SendMessage, granted.clone()), Ok(()));
                assert_eq!(check(OTHER, Operation::SendMessageBatch, json!([granted])), Ok(()));
            }
        }
        let sends = statement("Allow", json!({ "AWS": OTHER }), json!("SQS:SendMessage"));
        assert_eq!(check(OTHER, Operation::ReceiveMessage, sends.clone()), Err(Denied::Implicitly));
        assert_eq!(check("333333333333", Operation::SendMessage, sends), Err(Denied::Implicitly));
    }

    #[test]
    fn a_denial_wins_also_over_the_owner() {
        let both =
            json!([statement("Allow", json!("*"), json!("*")), statement("Deny", json!("*"), json!("sqs:Purge*"))]);
        assert_eq!(check(OWNER, Operation::PurgeQueue, both.clone()), Err(Denied::Explicitly));
        assert_eq!(check(OTHER, Operation::PurgeQueue, both.clone()), Err(Denied::Explicitly));
        assert_eq!(check(OTHER, Operation::SendMessage, both), Ok(()));
    }

    #[test]
    fn what_cannot_be_granted_to_others_is_not() {
        let all = statement("Allow", json!("*"), json!("*"));
        for operation in [Operation::DeleteQueue, Operation::SetQueueAttributes, Operation::TagQueue] {
            assert_eq!(check(OTHER, operation, all.clone()), Err(Denied::Implicitly));
            assert_eq!(check(OWNER, operation, all.clone()), Ok(()));
        }
    }

    #[test]
    fn a_statement_is_for_its_queue_without_a_condition_and_for_whom_it_does_not_except() {
        let mut other_queue = statement("Allow", json!("*"), json!("*"));
        other_queue["Resource"] = json!("arn:aws:sqs:*:*:other");
        let mut conditional = statement("Allow", json!("*"), json!("*"));
        conditional["Condition"] = json!({ "ArnEquals": { "aws:SourceArn": "arn:aws:sns:us-east-1:1:t" } });
        let service = statement("Allow", json!({ "Service": "sns.amazonaws.com" }), json!("*"));
        for statement in [other_queue, conditional, service] {
            assert_eq!(check(OTHER, Operation::SendMessage, statement), Err(Denied::Implicitly));
        }
        let all_but_sending = json!({ "Effect": "Deny", "NotPrincipal": { "AWS": OTHER }, "NotAction": "sqs:SendMessage", "Resource": "*" });
        assert_eq!(check(OWNER, Operation::ReceiveMessage, all_but_sending.clone()), Err(Denied::Explicitly));
        assert_eq!(check(OWNER, Operation::SendMessage, all_but_sending), Ok(()));
    }

    #[test]
    fn patterns_have_stars_and_question_marks() {
        for (pattern, text) in
            [("*", ""), ("a*c", "abbc"), ("a*b*c", "axbybc"), ("a?c", "abc"), ("*c", "abc"), ("abc", "abc")]
        {
            assert!(matches(pattern, text), "{pattern} {text}");
        }
        for (pattern, text) in [("a?", "a"), ("a*b", "abc"), ("", "a"), ("ab", "abc")] {
            assert!(!matches(pattern, text), "{pattern} {text}");
        }
    }
}
