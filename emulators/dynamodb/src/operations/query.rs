//! Query

use keyspace::Direction;
use models::dynamodb::QueryInput;
use service::Caller;
use wire::Value;

use crate::attribute_value::AttributeValue;
use crate::capacity::Detail;
use crate::expression::{Condition, KeyCondition, Placeholders};
use crate::item::Item;
use crate::key::{self, KeyAttribute};
use crate::legacy::attributes_to_get;
use crate::legacy::comparisons::{Comparisons, check_conditional_operator};
use crate::page::PageRequest;
use crate::refusals::{Invalid, reads, values};
use crate::request::{self, FILTER, KEY_CONDITION, PROJECTION};
use crate::selection::{self, Selection};
use crate::source::Source;
use crate::table_name::TableName;
use crate::wired::{self, Wording};
use crate::{DynamoDb, Reply};

pub async fn run(db: &DynamoDb, caller: &Caller, input: QueryInput) -> Reply<Value> {
    TableName::read(&input.table_name, caller)?;
    let expressions = [
        (PROJECTION, input.projection_expression.is_some()),
        (FILTER, input.filter_expression.is_some()),
        (KEY_CONDITION, input.key_condition_expression.is_some()),
    ];
    request::not_mixed(
        &[
            ("AttributesToGet", input.attributes_to_get.is_some()),
            ("QueryFilter", input.query_filter.is_some()),
            ("ConditionalOperator", input.conditional_operator.is_some()),
            ("KeyConditions", input.key_conditions.is_some()),
        ],
        &expressions,
    )?;
    selection::check(
        input.select.as_deref(),
        input.index_name.is_some(),
        input.projection_expression.is_some(),
        input.attributes_to_get.is_some(),
    )?;
    check_conditional_operator(
        input.conditional_operator.as_deref(),
        input.query_filter.as_ref().map_or(0, |filter| filter.len()),
    )?;
    let has_legacy_filter = input.query_filter.is_some();
    let legacy_filter =
        Comparisons::read(input.query_filter.unwrap_or_default(), input.conditional_operator.as_deref())?;
    let names = input.attributes_to_get.as_deref().map(attributes_to_get::read).transpose()?;
    let start = input.exclusive_start_key.map(start_key).transpose()?;
    if input.key_conditions.is_none() && input.key_condition_expression.is_none() {
        return Err(reads::no_key_condition().into());
    }
    let placeholders =
        Placeholders::read(input.expression_attribute_names, input.expression_attribute_values, &expressions, true)?;
    let mut used = placeholders.unused();
    let keys = request::key_condition(input.key_condition_expression.as_ref(), &placeholders, &mut used)?;
    let filter = request::condition(FILTER, input.filter_expression.as_ref(), &placeholders, &mut used)?;
    let projection = request::projection(input.projection_expression.as_ref(), &placeholders, &mut used)?;
    placeholders.all_used(&used)?;
    let legacy_keys = Comparisons::read(input.key_conditions.unwrap_or_default(), None)?;
    let keys = match keys {
        Some(keys) => keys,
        None if legacy_keys.len() == 0 => return Err(reads::key_conditions_count().into()),
        None => legacy_keys.key_condition().map_err(|_| reads::not_indexable())?,
    };
    let selection = Selection::of(input.select.as_deref(), projection.or(names));

    db.space.look().await?;
    let table = db.table(&input.table_name, caller)?;
    let consistent = input.consistent_read == Some(true);
    let source = Source::of(&table, input.index_name.as_deref(), consistent)?;
    check_start_attributes(source, start.as_ref())?;
    check_key_condition(source, &keys)?;
    if let Some(start) = &start {
        check_start(source, start, &keys)?;
    }
    if let Selection::Some(projection) = &selection {
        table.check_key_paths(projection.paths.iter())?;
    }
    let legacy_condition = legacy_filter.condition();
    let filter = filter.or(legacy_condition);
    if let Some(filter) = &filter {
        check_filter(source, filter, if has_legacy_filter { "QueryFilter" } else { "Filter Expression" })?;
    }

    let forward = input.scan_index_forward != Some(false);
    let (mut from, mut to) = bounds(source, &keys);
    if let Some(position) = start.as_ref().and_then(|start| source.encode(start)) {
        if forward {
            from = from.max([position.as_slice(), &[0]].concat());
        } else if to.is_empty() || position < to {
            to = position;
        }
    }
    let page = PageRequest {
        source,
        from,
        to,
        direction: if forward { Direction::Forward } else { Direction::Backward },
        limit: input.limit.and_then(|limit| usize::try_from(limit).ok()),
        filter: filter.as_ref(),
        selection: &selection,
        consistent,
    };
    let detail = Detail::of(input.return_consumed_capacity.as_deref());
    Ok(page.read(db)?.into_value(source, detail, &input.table_name))
}

/// Reads an ExclusiveStartKey. Only some of what may be wrong with a value is introduced as a matter of the key.
pub fn start_key(key: std::collections::BTreeMap<String, Value>) -> Result<Item, Invalid> {
    wired::item(key, Wording::Current).map_err(|invalid| {
        let plain =
            ["contains duplicates", "number set", "numeric value", "significant digits", "number with magnitude"];
        if plain.iter().any(|part| invalid.0.contains(part)) { invalid } else { reads::start_key_because(invalid) }
    })
}

fn check_start_attributes(source: Source<'_>, start: Option<&Item>) -> Result<(), Invalid> {
    match start {
        Some(start) if start.len() != source.position_attributes().count() => Err(reads::start_key_invalid()),
        Some(start) if source.keys().attributes().any(|attribute| !start.contains(&attribute.name)) => {
            Err(reads::start_key_invalid())
        }
        _ => Ok(()),
    }
}

/// Every hash attribute is given one value; range attributes are given values from the first on, the last one maybe a range.
fn check_key_condition(source: Source<'_>, keys: &KeyCondition<'_>) -> Result<(), Invalid> {
    let schema = source.keys();
    let given = keys.predicates.len();
    if given > schema.len() {
        return Err(reads::more_conditions_than_keys(given, schema.len()));
    }
    let mut met = 0;
    let mut is_range = false;
    for (at, attribute) in schema.attributes().enumerate() {
        let Some(predicate) = keys.of(&attribute.name) else {
            if at < schema.hash.len() || met < given {
                return Err(reads::key_condition_missing(&attribute.name));
            }
            continue;
        };
        met += 1;
        check_values(attribute, predicate.values())?;
        if is_range || at < schema.hash.len() && predicate.equal_to().is_none() {
            return Err(reads::key_condition_unsupported());
        }
        is_range = predicate.equal_to().is_none();
    }
    Ok(())
}

fn check_values<'v>(attribute: &KeyAttribute, given: impl Iterator<Item = &'v AttributeValue>) -> Result<(), Invalid> {
    for value in given {
        if value.kind() != attribute.kind.kind() {
            return Err(reads::key_condition_type());
        }
        if value.extent() == Some(0) {
            return Err(values::key_empty(&attribute.name, value.kind()));
        }
    }
    Ok(())
}

fn check_start(source: Source<'_>, start: &Item, keys: &KeyCondition<'_>) -> Result<(), Invalid> {
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

/// What a key is good for, a filter is not.
fn check_filter(source: Source<'_>, filter: &Condition<'_>, parameter: &str) -> Result<(), Invalid> {
    let mut on_key = None;
    filter.visit_paths(&mut |path| {
        if on_key.is_none() && source.keys().contains(path.head()) {
            on_key = Some(path.head());
        }
    });
    if let Some(name) = on_key {
        return Err(reads::filter_on_key(parameter, name));
    }
    let mut outcome = Ok(());
    filter.visit_paths(&mut |path| {
        if outcome.is_ok() {
            outcome = source.table.check_key_paths(std::iter::once(path));
        }
    });
    outcome
}

/// The keys that satisfy the condition.
fn bounds(source: Source<'_>, keys: &KeyCondition<'_>) -> (Vec<u8>, Vec<u8>) {
    let schema = source.keys();
    let given =
        |attribute: &KeyAttribute| Some((attribute.name.clone(), keys.of(&attribute.name)?.equal_to()?.clone()));
    let hash: Item = schema.hash.iter().filter_map(given).collect();
    let mut prefix = schema.encode_hash(&hash).expect("every hash attribute has a value");
    for attribute in &schema.range {
        match keys.of(&attribute.name) {
            None => break,
            Some(predicate) => match predicate.equal_to() {
                Some(value) => key::append(value, &mut prefix),
                None => return key::bounds(prefix, predicate),
            },
        }
    }
    (prefix.clone(), key::successor(prefix))
}
