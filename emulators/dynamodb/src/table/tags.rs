//! Tags of a table.

use models::dynamodb::Tag;

use crate::refusals::{Invalid, resources, tables};

const TAGS_MAX: usize = 50;

/// What is punctuation in a key or a value.
/// <https://docs.aws.amazon.com/amazondynamodb/latest/developerguide/Tagging.html>
const PUNCTUATION: &str = "+-=._:/@";

/// Tags that are asked for, if they can be had by themselves.
///
/// # Errors
///
/// A key or a value is not allowed, a key comes twice, or there are too many.
pub fn checked(tags: Vec<Tag>) -> Result<Vec<(String, String)>, Invalid> {
    for (at, tag) in tags.iter().enumerate() {
        if !is_allowed(&tag.key) {
            return Err(resources::tag_key_invalid(&tag.key));
        }
        if !is_allowed(&tag.value) {
            return Err(resources::tag_value_invalid(&tag.value));
        }
        if tag.key.starts_with("aws:") {
            return Err(tables::tag_reserved(&tag.key));
        }
        if tags[..at].iter().any(|other| other.key == tag.key) {
            return Err(tables::tag_twice(&tag.key));
        }
    }
    let tags: Vec<_> = tags.into_iter().map(|tag| (tag.key, tag.value)).collect();
    check_count(&tags)?;
    Ok(tags)
}

/// Adds tags to those that are there. A key keeps its place and gets the new value.
///
/// # Errors
///
/// There would be too many.
pub fn add(there: &mut Vec<(String, String)>, more: Vec<(String, String)>) -> Result<(), Invalid> {
    for (key, value) in more {
        match there.iter_mut().find(|(other, _)| *other == key) {
            Some((_, old)) => *old = value,
            None => there.push((key, value)),
        }
    }
    check_count(there)
}

fn check_count(tags: &[(String, String)]) -> Result<(), Invalid> {
    if tags.len() > TAGS_MAX { Err(tables::too_many_tags()) } else { Ok(()) }
}

fn is_allowed(text: &str) -> bool {
    text.chars().all(|it| it.is_alphanumeric() || it.is_whitespace() || PUNCTUATION.contains(it))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn tag(key: &str, value: &str) -> Tag {
        Tag { key: key.to_owned(), value: value.to_owned() }
    }

    #[test]
    fn a_key_is_there_once() {
        let mut tags = checked(vec![tag("a", "1"), tag("b", "2")]).unwrap();
        add(&mut tags, checked(vec![tag("c", "3"), tag("a", "4")]).unwrap()).unwrap();
        let values: Vec<_> = tags.iter().map(|(key, value)| format!("{key}{value}")).collect();
        assert_eq!(values, ["a4", "b2", "c3"]);
    }

    #[test]
    fn there_are_fifty_at_most() {
        let of = |range: std::ops::Range<usize>| range.map(|at| tag(&at.to_string(), "")).collect::<Vec<_>>();
        let mut tags = checked(of(0..50)).unwrap();
        assert_eq!(checked(of(0..51)), Err(tables::too_many_tags()));
        assert_eq!(add(&mut tags, checked(of(49..51)).unwrap()), Err(tables::too_many_tags()));
    }

    #[test]
    fn letters_of_all_languages_and_some_punctuation_are_allowed() {
        assert!(checked(vec![tag("Straße 1", "a+b-c=d._:/@")]).is_ok());
        assert_eq!(checked(vec![tag("a", "b|c")]).unwrap_err().0, "The Tag Value provided is invalid, Value: b|c");
        assert_eq!(checked(vec![tag("a|b", "c")]).unwrap_err().0, "The Tag Key provided is invalid, Key: a|b");
    }
}
