//! Policies of tables: kept and told, and asked by nobody, since whoever calls may do everything here.

use clock::Timestamp;

use crate::Failure;
use crate::refusals::{Invalid, resources};
use crate::table::ResourcePolicy;

const SIZE_MAX: usize = 20 * 1024;

/// What ExpectedRevisionId says when there must be no policy.
const NONE: &str = "NO_POLICY";

/// A document that can be a policy.
///
/// # Errors
///
/// It is no JSON, or too long; white space does not count.
pub fn checked(document: String) -> Result<String, Invalid> {
    if serde_json::from_str::<serde::de::IgnoredAny>(&document).is_err() {
        return Err(resources::policy_not_json());
    }
    if document.chars().filter(|it| !it.is_whitespace()).map(char::len_utf8).sum::<usize>() > SIZE_MAX {
        return Err(resources::policy_too_large());
    }
    Ok(document)
}

pub fn first(document: String, now: Timestamp) -> ResourcePolicy {
    ResourcePolicy { document, revision: now.as_millis().to_string() }
}

/// The policy with a new document. The same document stays the same revision.
pub fn next(before: Option<&ResourcePolicy>, document: String, now: Timestamp) -> ResourcePolicy {
    let Some(before) = before else { return first(document, now) };
    if before.document == document {
        return before.clone();
    }
    let last = before.revision.parse::<i64>().unwrap_or_default();
    ResourcePolicy { document, revision: now.as_millis().max(last + 1).to_string() }
}

/// Whether the policy of a table is the one that the caller expects, if he expects any.
pub fn check_revision(policy: Option<&ResourcePolicy>, expected: Option<&str>, table: &str) -> Result<(), Failure> {
    match (expected, policy) {
        (None, _) | (Some(NONE), None) => Ok(()),
        (Some(NONE), Some(policy)) => Err(resources::policy_not_expected(table, &policy.revision)),
        (Some(expected), Some(policy)) if expected == policy.revision => Ok(()),
        (Some(expected), Some(policy)) => Err(resources::policy_of_another_revision(table, expected, &policy.revision)),
        (Some(expected), None) => Err(resources::policy_expected(table, expected)),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn at(millis: i64) -> Timestamp {
        Timestamp::from_millis(millis)
    }

    #[test]
    fn a_new_document_is_a_new_revision_also_within_a_millisecond() {
        let one = first("{}".to_owned(), at(7));
        assert_eq!(next(Some(&one), "{}".to_owned(), at(9)), one);
        let two = next(Some(&one), "[]".to_owned(), at(7));
        assert_eq!((one.revision.as_str(), two.revision.as_str()), ("7", "8"));
    }

    #[test]
    fn white_space_does_not_count() {
        let of = |spaces: usize, letters: usize| format!("{}\"{}\"", " ".repeat(spaces), "x".repeat(letters));
        assert!(checked(of(100, SIZE_MAX - 2)).is_ok());
        assert_eq!(checked(of(0, SIZE_MAX - 1)), Err(resources::policy_too_large()));
    }
}
