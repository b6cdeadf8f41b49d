//! What may be in a tag, and how many a stream has.

use std::collections::BTreeMap;

use models::kinesis::Refusal;

use crate::refusals;
use crate::stream::Address;

pub const TAGS_MAX: usize = 50;

/// What the texts of a request are for: AWS's second sentence says it.
#[derive(Copy, Clone)]
pub enum Purpose {
    Add,
    Remove,
}

/// Seen: kinesalite's tests, verified against production. Two checks, of which the second only ever finds the percent sign.
pub fn check<'a>(
    texts: impl Iterator<Item = &'a str> + Clone,
    purpose: Purpose,
    address: &Address,
) -> Result<(), Refusal> {
    if texts.clone().any(|text| text.chars().any(|letter| !is_valid(letter))) {
        return Err(refusals::tags_with_invalid_characters());
    }
    if texts.clone().any(|text| text.contains('%')) {
        return Err(refusals::tags_with_illegal_characters(purpose, address));
    }
    Ok(())
}

pub fn check_pairs(tags: &BTreeMap<String, String>, address: &Address) -> Result<(), Refusal> {
    check(tags.iter().flat_map(|(key, value)| [&**key, &**value]), Purpose::Add, address)
}

pub fn check_count(tags: &BTreeMap<String, String>, address: &Address) -> Result<(), Refusal> {
    if tags.len() > TAGS_MAX { Err(refusals::too_many_tags(address)) } else { Ok(()) }
}

/// Latin with accents up to the end of Greek Extended, then most of what is beyond, without the surrogates' planes.
fn is_valid(letter: char) -> bool {
    matches!(letter, '\u{c0}'..='\u{1fff}' | '\u{2c00}'..='\u{d7ff}')
        || letter.is_ascii_alphanumeric()
        || "._/=+-@% ".contains(letter)
}
