//! The access policy of a queue as AddPermission and RemovePermission write it. Whether it is enforced is [`crate::queue::access`]'s.

use serde_json::{Map, Value as Json, json};

/// One statement that AddPermission makes.
pub struct Permission<'a> {
    pub label: &'a str,
    pub accounts: &'a [String],
    pub actions: &'a [String],
}

/// What may be granted. Seen: API reference, AddPermission; moto's tests for the plain asterisk.
pub const ACTIONS: [&str; 9] = [
    "*",
    "SendMessage",
    "ReceiveMessage",
    "DeleteMessage",
    "ChangeMessageVisibility",
    "GetQueueAttributes",
    "GetQueueUrl",
    "ListDeadLetterSourceQueues",
    "PurgeQueue",
];
pub const ACTIONS_MAX: usize = 7;

/// The policy with one more statement; None: the label is taken.
pub fn with(policy: Option<&str>, queue_arn: &str, permission: &Permission<'_>) -> Option<String> {
    let mut policy = policy.and_then(|policy| serde_json::from_str(policy).ok()).unwrap_or_else(
        || json!({ "Version": "2008-10-17", "Id": format!("{queue_arn}/SQSDefaultPolicy"), "Statement": [] }),
    );
    let principals = permission.accounts.iter().map(|account| format!("arn:aws:iam::{account}:root"));
    let actions = permission.actions.iter().map(|action| format!("SQS:{action}"));
    let statement = json!({
        "Sid": permission.label,
        "Effect": "Allow",
        "Principal": { "AWS": one_or_many(principals.collect()) },
        "Action": one_or_many(actions.collect()),
        "Resource": queue_arn,
    });
    let statements = statements(&mut policy);
    if statements.iter().any(|statement| has_label(statement, permission.label)) {
        return None;
    }
    statements.push(statement);
    Some(policy.as_object().map_or_else(String::new, serialised))
}

/// The policy without a statement, and without the policy when it was the last; None: there is no such label.
pub fn without(policy: Option<&str>, label: &str) -> Option<Option<String>> {
    let mut policy: Json = serde_json::from_str(policy?).ok()?;
    let statements = statements(&mut policy);
    let index = statements.iter().position(|statement| has_label(statement, label))?;
    statements.remove(index);
    let is_empty = statements.is_empty();
    Some((!is_empty).then(|| policy.as_object().map_or_else(String::new, serialised)))
}

/// The members of a policy and of a statement, in the order in which AWS writes them; others follow.
const POLICY: [&str; 3] = ["Version", "Id", "Statement"];
const STATEMENT: [&str; 9] =
    ["Sid", "Effect", "Principal", "NotPrincipal", "Action", "NotAction", "Resource", "NotResource", "Condition"];

/// A policy as AWS gives it back: with a version, and a single action or resource as a string. Quoted from AWS in two reports.
pub fn serialised(policy: &Map<String, Json>) -> String {
    let mut policy = policy.clone();
    policy.entry("Version").or_insert_with(|| Json::from("2008-10-17"));
    let write_statement = |statement: &Json| match statement {
        Json::Object(statement) => in_order(statement, &STATEMENT, &|name, value| match value {
            Json::Array(list)
                if list.len() == 1 && ["Action", "NotAction", "Resource", "NotResource"].contains(&name) =>
            {
                list[0].to_string()
            }
            other => other.to_string(),
        }),
        other => other.to_string(),
    };
    in_order(&policy, &POLICY, &|name, value| match (name, value) {
        ("Statement", Json::Array(list)) => {
            format!("[{}]", list.iter().map(write_statement).collect::<Vec<_>>().join(","))
        }
        ("Statement", one) => write_statement(one),
        (_, other) => other.to_string(),
    })
}

fn in_order(members: &Map<String, Json>, order: &[&str], write: &dyn Fn(&str, &Json) -> String) -> String {
    let known = order.iter().filter_map(|name| Some((*name, members.get(*name)?)));
    let others = members.iter().map(|(name, value)| (name.as_str(), value)).filter(|(name, _)| !order.contains(name));
    let written: Vec<_> =
        known.chain(others).map(|(name, value)| format!("{}:{}", Json::from(name), write(name, value))).collect();
    format!("{{{}}}", written.join(","))
}

fn statements(policy: &mut Json) -> &mut Vec<Json> {
    let statements = &mut policy["Statement"];
    if !statements.is_array() {
        let single = statements.take();
        *statements = Json::Array(if single.is_null() { Vec::new() } else { vec![single] });
    }
    statements.as_array_mut().expect("it was made one")
}

fn has_label(statement: &Json, label: &str) -> bool {
    statement.get("Sid").and_then(Json::as_str) == Some(label)
}

/// Seen: LocalStack's test against AWS; a single one is not put into a list.
fn one_or_many(mut texts: Vec<String>) -> Json {
    match texts.len() {
        1 => Json::String(texts.remove(0)),
        _ => Json::from(texts),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    const ARN: &str = "arn:aws:sqs:us-east-1:123456789012:q";

    fn added(policy: Option<&str>, label: &str) -> Option<String> {
        let permission = Permission { label, accounts: &["111111111111".into()], actions: &["SendMessage".into()] };
        with(policy, ARN, &permission)
    }

    #[test]
    fn permissions_come_and_go_and_the_policy_with_them() {
        let one = added(None, "a").unwrap();
        let parsed: Json = serde_json::from_str(&one).unwrap();
        assert_eq!(parsed["Statement"][0]["Principal"]["AWS"], "arn:aws:iam::111111111111:root");
        assert_eq!(parsed["Statement"][0]["Action"], "SQS:SendMessage");
        assert_eq!(added(Some(&one), "a"), None);

        let two = added(Some(&one), "b").unwrap();
        let back = without(Some(&two), "a").unwrap().unwrap();
        assert_eq!(without(Some(&back), "a"), None);
        assert_eq!(without(Some(&back), "b"), Some(None));
        assert_eq!(without(None, "b"), None);
    }

    #[test]
    fn a_policy_is_given_back_as_aws_writes_it() {
        let given = json!({ "Statement": [{ "Action": ["sqs:*"], "Resource": ["a", "b"], "Effect": "Allow", "Sid": "s" }], "Id": "i" });
        assert_eq!(
            serialised(given.as_object().unwrap()),
            r#"{"Version":"2008-10-17","Id":"i","Statement":[{"Sid":"s","Effect":"Allow","Action":"sqs:*","Resource":["a","b"]}]}"#
        );
    }

    #[test]
    fn several_accounts_become_a_list_and_a_statement_of_its_own_stays() {
        let accounts = ["1".to_owned(), "2".to_owned()];
        let permission = Permission { label: "l", accounts: &accounts, actions: &["*".into()] };
        let own = r#"{"Statement":{"Sid":"own"}}"#;
        let policy: Json = serde_json::from_str(&with(Some(own), ARN, &permission).unwrap()).unwrap();
        assert_eq!(policy["Statement"][0]["Sid"], "own");
        assert_eq!(policy["Statement"][1]["Principal"]["AWS"], json!(["arn:aws:iam::1:root", "arn:aws:iam::2:root"]));
    }
}
