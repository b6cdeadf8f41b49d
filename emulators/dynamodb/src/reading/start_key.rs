//! ExclusiveStartKey: where a page of Query or Scan begins, and what is wrong with it.

use std::collections::BTreeMap;

use wire::Value;

use crate::expression::KeyCondition;
use crate::item::Item;
use crate::item::convert::{self, Wording};
use crate::item::key::KeyAttribute;
use crate::reading::source::Source;
use crate::refusals::{Invalid, reads, values};

/// Only some of what may be wrong with a value is introduced as a matter of the key.
pub fn read(key: BTreeMap<String, Value>) -> Result<Item, Invalid> {
    convert::item(key, Wording::Current).map_err(|invalid| {
        let plain =
            ["contains duplicates", "number set", "numeric value", "significant digits", "number with magnitude"];
        if plain.iter().any(|part| invalid.0.contains(part)) { invalid } else { reads::start_key_because(invalid) }
    })
}

/// Of a Scan: all of a position, in its types.
pub fn check_complete(source: Source<'_>, start: &Item) -> Result<(), Invalid> {
    if start.len() != source.position_attributes().count() {
        return Err(match source.index {
            Some(_) => reads::start_key_invalid(),
            None => reads::start_key_because(values::key_does_not_match()),
        });
    }
    for attribute in source.position_attributes() {
        match start.get(&attribute.name) {
            Some(value) if value.kind() == attribute.kind.kind() => {}
            None if source.index.is_some() => return Err(reads::start_key_invalid()),
            _ => return Err(reads::start_key_because(values::key_does_not_match())),
        }
    }
    Ok(())
}

/// Of a Query, before its key condition is looked at.
pub fn check_attributes(source: Source<'_>, start: Option<&Item>) -> Result<(), Invalid> {
    match start {
        Some(start) if start.len() != source.position_attributes().count() => Err(reads::start_key_invalid()),
        Some(start) if source.keys().attributes().any(|attribute| !start.contains(&attribute.name)) => {
            Err(reads::start_key_invalid())
        }
        _ => Ok(()),
    }
}

/// Of a Query: where its key condition leads.
pub fn check_within(source: Source<'_>, start: &Item, keys: &KeyCondition<'_>) -> Result<(), Invalid> {
    for attribute in source.position_attributes() {
        match start.get(&attribute.name) {
            Some(value) if value.kind() == attribute.kind.kind() => {}
            _ => return Err(reads::start_key_because(values::key_does_not_match())),
        }
    }
    let holds = |attribute: &KeyAttribute| {
        let value = start.get(&attribute.name);
        keys.of(&attribute.name).zip(value).is_none_or(|(predicate, value)| predicate.holds(value))
    };
    let same_hash = source.keys().hash.iter().all(holds);
    let has_range = source.keys().range.iter().any(|attribute| keys.of(&attribute.name).is_some());
    match (has_range, source.keys().range.iter().all(holds), same_hash) {
        (true, false, _) => Err(reads::start_key_off_range()),
        (true, true, false) => Err(reads::start_key_of_one_row()),
        (false, _, false) => Err(reads::start_key_outside()),
        _ => Ok(()),
    }
}

#[cfg(test)]
mod tests {
    use serde_json::json;

    use crate::testing::queries::{filled, query};

    #[tokio::test(start_paused = true)]
    async fn a_starting_key_is_one_of_the_query() {
        let world = filled().await;
        let key = |pk: &str, sk: &str| json!({"pk": {"S": pk}, "sk": {"N": sk}});
        for (more, message) in [
            (json!({"ExclusiveStartKey": {"pk": {"S": "a"}}}), "The provided starting key is invalid"),
            (
                json!({"ExclusiveStartKey": key("b", "1")}),
                "The provided starting key is outside query boundaries based on provided conditions",
            ),
            (
                json!({
                    "ExclusiveStartKey": key("a", "9"),
                    "KeyConditionExpression": "pk = :pk AND sk < :sk",
                    "ExpressionAttributeValues": {":pk": {"S": "a"}, ":sk": {"N": "2"}},
                }),
                "The provided starting key does not match the range key predicate",
            ),
        ] {
            assert_eq!(world.invalid("Query", query(more)).await, message);
        }
    }
}
