//! Scan

use keyspace::Direction;
use models::dynamodb::ScanInput;
use service::Caller;
use wire::Value;

use super::query::start_key;
use crate::capacity::Detail;
use crate::expression::{Condition, Placeholders};
use crate::item::Item;
use crate::legacy::attributes_to_get;
use crate::legacy::comparisons::{Comparisons, check_conditional_operator};
use crate::page::PageRequest;
use crate::refusals::{Invalid, reads, values};
use crate::request::{self, FILTER, PROJECTION};
use crate::selection::{self, Selection};
use crate::source::Source;
use crate::table_name::TableName;
use crate::{DynamoDb, Reply};

pub async fn run(db: &DynamoDb, caller: &Caller, input: ScanInput) -> Reply<Value> {
    TableName::read(&input.table_name, caller)?;
    let expressions =
        [(PROJECTION, input.projection_expression.is_some()), (FILTER, input.filter_expression.is_some())];
    request::not_mixed(
        &[
            ("AttributesToGet", input.attributes_to_get.is_some()),
            ("ScanFilter", input.scan_filter.is_some()),
            ("ConditionalOperator", input.conditional_operator.is_some()),
        ],
        &expressions,
    )?;
    selection::check(
        input.select.as_deref(),
        input.index_name.is_some(),
        input.projection_expression.is_some(),
        input.attributes_to_get.is_some(),
    )?;
    let names = input.attributes_to_get.as_deref().map(attributes_to_get::read).transpose()?;
    check_conditional_operator(
        input.conditional_operator.as_deref(),
        input.scan_filter.as_ref().map_or(0, |filter| filter.len()),
    )?;
    let legacy_filter =
        Comparisons::read(input.scan_filter.unwrap_or_default(), input.conditional_operator.as_deref())?;
    let start = input.exclusive_start_key.map(start_key).transpose()?;
    let segment = Segment::of(input.segment, input.total_segments)?;
    let placeholders =
        Placeholders::read(input.expression_attribute_names, input.expression_attribute_values, &expressions, true)?;
    let mut used = placeholders.unused();
    let filter = request::condition(FILTER, input.filter_expression.as_ref(), &placeholders, &mut used)?;
    let projection = request::projection(input.projection_expression.as_ref(), &placeholders, &mut used)?;
    placeholders.all_used(&used)?;
    let selection = Selection::of(input.select.as_deref(), projection.or(names));

    db.space.look().await?;
    let table = db.table(&input.table_name, caller)?;
    let consistent = input.consistent_read == Some(true);
    let source = Source::of(&table, input.index_name.as_deref(), consistent)?;
    if let Some(start) = &start {
        check_start(source, start)?;
    }
    if let Selection::Some(projection) = &selection {
        table.check_key_paths(projection.paths.iter())?;
    }
    let legacy_condition = legacy_filter.condition();
    let filter = filter.or(legacy_condition);
    if let Some(filter) = &filter {
        check_filter(source, filter)?;
    }

    let (mut from, to) = segment.bounds();
    if let Some(position) = start.as_ref().and_then(|start| source.encode(start)) {
        if position < from || (!to.is_empty() && position >= to) {
            return Err(reads::start_key_of_other_segment(segment.number, segment.total).into());
        }
        from = [position.as_slice(), &[0]].concat();
    }
    let page = PageRequest {
        source,
        from,
        to,
        direction: Direction::Forward,
        limit: input.limit.and_then(|limit| usize::try_from(limit).ok()),
        filter: filter.as_ref(),
        selection: &selection,
        consistent,
    };
    let detail = Detail::of(input.return_consumed_capacity.as_deref());
    Ok(page.read(db)?.into_value(source, detail, &input.table_name))
}

/// A share of the table: all keys whose hash is in a part of all hashes.
struct Segment {
    number: i32,
    total: i32,
}

impl Segment {
    fn of(number: Option<i32>, total: Option<i32>) -> Result<Segment, Invalid> {
        match (number, total) {
            (None, None) => Ok(Segment { number: 0, total: 1 }),
            (Some(_), None) => Err(reads::segments_missing()),
            (None, Some(_)) => Err(reads::segment_missing()),
            (Some(number), Some(total)) if number >= total => Err(reads::segment_too_high(number, total)),
            (Some(number), Some(total)) => Ok(Segment { number, total }),
        }
    }

    fn bounds(&self) -> (Vec<u8>, Vec<u8>) {
        let start = |number: i32| (number as u64) * (1 << 32) / (self.total as u64);
        // After the last hash there is no bound.
        let bytes = |hash: u64| u32::try_from(hash).map_or(Vec::new(), |hash| hash.to_be_bytes().to_vec());
        (bytes(start(self.number)), bytes(start(self.number + 1)))
    }
}

fn check_start(source: Source<'_>, start: &Item) -> Result<(), Invalid> {
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

fn check_filter(source: Source<'_>, filter: &Condition<'_>) -> Result<(), Invalid> {
    let mut outcome = Ok(());
    filter.visit_paths(&mut |path| {
        if outcome.is_ok() {
            outcome = source.table.check_key_paths(std::iter::once(path));
        }
    });
    outcome
}
