//! Scan

use keyspace::Direction;
use models::dynamodb::ScanInput;
use service::Caller;
use wire::Value;

use crate::capacity::Detail;
use crate::expression::{Condition, Placeholders};
use crate::legacy::attributes_to_get;
use crate::legacy::comparisons::{Comparisons, check_conditional_operator};
use crate::reading::page::PageRequest;
use crate::reading::selection::{self, Selection};
use crate::reading::source::Source;
use crate::reading::start_key;
use crate::refusals::{Invalid, reads};
use crate::request::{self, FILTER, PROJECTION};
use crate::table::name::TableName;
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
    let start = input.exclusive_start_key.map(start_key::read).transpose()?;
    let segment = Segment::of(input.segment, input.total_segments)?;
    let placeholders =
        Placeholders::read(input.expression_attribute_names, input.expression_attribute_values, &expressions, true)?;
    let mut used = placeholders.unused();
    let filter = request::condition(FILTER, input.filter_expression.as_ref(), &placeholders, &mut used)?;
    let projection = request::projection(input.projection_expression.as_ref(), &placeholders, &mut used)?;
    placeholders.all_used(&used)?;
    let selection = Selection::of(input.select.as_deref(), projection.or(names));

    db.space.enter_read().await?;
    let table = db.table(&input.table_name, caller)?;
    let consistent = input.consistent_read == Some(true);
    let source = Source::of(&table, input.index_name.as_deref(), consistent)?;
    if let Some(start) = &start {
        start_key::check_complete(source, start)?;
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
            (Some(number), Some(total)) if number >= total => Err(reads::segment_too_high()),
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

fn check_filter(source: Source<'_>, filter: &Condition<'_>) -> Result<(), Invalid> {
    let mut outcome = Ok(());
    filter.visit_paths(&mut |path| {
        if outcome.is_ok() {
            outcome = source.table.check_key_paths(std::iter::once(path));
        }
    });
    outcome
}

#[cfg(test)]
mod tests {
    use std::collections::BTreeSet;

    use serde_json::{Value, json};

    use crate::testing::{World, world};

    async fn filled(count: usize) -> World {
        let world = world().with_indexed_table("tab", "N").await;
        for at in 0..count {
            let mut item = json!({"pk": {"S": format!("p{at}")}, "sk": {"N": at.to_string()}});
            if at % 2 == 0 {
                item["gk"] = json!({"S": "g"});
            }
            world.put("tab", item).await;
        }
        world
    }

    async fn all(world: &World, mut input: Value) -> Vec<String> {
        let mut found = Vec::new();
        loop {
            let page = world.ok("Scan", input.clone()).await;
            found.extend(
                page["Items"].as_array().unwrap().iter().map(|item| item["pk"]["S"].as_str().unwrap().to_owned()),
            );
            match page.get("LastEvaluatedKey") {
                None => return found,
                Some(last) => input["ExclusiveStartKey"] = last.clone(),
            }
        }
    }

    mod types {
        use service::testing::assert_type;

        use crate::testing::world;

        #[tokio::test(start_paused = true)]
        async fn every_member_has_its_type() {
            let world = world();
            for (path, kind) in [
                ("TableName", "String"),
                ("Limit", "Integer"),
                ("ScanFilter", "Map"),
                ("ScanFilter.a", "Structure"),
                ("TotalSegments", "Integer"),
                ("Segment", "Integer"),
                ("ExclusiveStartKey", "Map"),
                ("FilterExpression", "String"),
            ] {
                assert_type(&world.db, "Scan", path, kind).await;
            }
        }
    }

    mod constraints {
        use super::*;

        #[tokio::test(start_paused = true)]
        async fn segments_are_numbered_from_zero_and_come_with_their_number() {
            let world = world();
            for (input, message) in [
                (
                    json!({"TableName": "tab", "Segment": 0}),
                    "The TotalSegments parameter is required but was not present in the request when Segment parameter is present",
                ),
                (
                    json!({"TableName": "tab", "TotalSegments": 4}),
                    "The Segment parameter is required but was not present in the request when parameter TotalSegments is present",
                ),
                (
                    json!({"TableName": "tab", "Segment": 5, "TotalSegments": 5}),
                    "The Segment parameter is zero-based and must be less than parameter TotalSegments",
                ),
                (
                    json!({"TableName": "tab", "ExpressionAttributeValues": {"v": {"S": "a"}}, "FilterExpression": "a = b"}),
                    "ExpressionAttributeValues contains invalid key: Syntax error; key: \"v\"",
                ),
                (
                    json!({"TableName": "tab", "ExpressionAttributeValues": {":v": {"S": "a"}}}),
                    "ExpressionAttributeValues can only be specified when using expressions: ProjectionExpression is null and \
                     FilterExpression is null",
                ),
            ] {
                assert_eq!(world.invalid("Scan", input).await, message);
            }
        }

        #[tokio::test(start_paused = true)]
        async fn a_global_index_answers_what_it_keeps() {
            let world = world()
                .with(json!({
                    "TableName": "tab",
                    "AttributeDefinitions": [
                        {"AttributeName": "pk", "AttributeType": "S"}, {"AttributeName": "gk", "AttributeType": "S"},
                    ],
                    "KeySchema": [{"AttributeName": "pk", "KeyType": "HASH"}],
                    "GlobalSecondaryIndexes": [{
                        "IndexName": "keys",
                        "KeySchema": [{"AttributeName": "gk", "KeyType": "HASH"}],
                        "Projection": {"ProjectionType": "KEYS_ONLY"},
                    }],
                    "BillingMode": "PAY_PER_REQUEST",
                }))
                .await;
            assert_eq!(
                world
                    .invalid("Scan", json!({"TableName": "tab", "IndexName": "keys", "Select": "ALL_ATTRIBUTES"}))
                    .await,
                "One or more parameter values were invalid: Select type ALL_ATTRIBUTES is not supported for global secondary index \
                 keys because its projection type is not ALL"
            );
            assert_eq!(
                world
                    .invalid(
                        "Scan",
                        json!({"TableName": "tab", "IndexName": "keys", "ProjectionExpression": "pk, more"})
                    )
                    .await,
                "One or more parameter values were invalid: Global secondary index keys does not project [more]"
            );
        }
    }

    mod behaviour {
        use super::*;

        #[tokio::test(start_paused = true)]
        async fn every_item_is_met_once_on_the_way_through_all_pages() {
            let world = filled(25).await;
            let found = all(&world, json!({"TableName": "tab", "Limit": 4})).await;
            assert_eq!(found.len(), 25);
            assert_eq!(found.iter().collect::<BTreeSet<_>>().len(), 25);
            let found = all(&world, json!({"TableName": "tab", "IndexName": "global", "Limit": 4})).await;
            assert_eq!(found.iter().collect::<BTreeSet<_>>().len(), 13);
        }

        #[tokio::test(start_paused = true)]
        async fn segments_share_the_items() {
            let world = filled(40).await;
            let mut found = Vec::new();
            for segment in 0..3 {
                let input = json!({"TableName": "tab", "Segment": segment, "TotalSegments": 3, "Limit": 7});
                let share = all(&world, input).await;
                assert!(share.len() > 3, "segment {segment} has only {}", share.len());
                found.extend(share);
            }
            assert_eq!(found.len(), 40);
            assert_eq!(found.iter().collect::<BTreeSet<_>>().len(), 40);
        }

        #[tokio::test(start_paused = true)]
        async fn a_key_of_another_segment_is_no_start() {
            let world = filled(20).await;
            let page =
                world.ok("Scan", json!({"TableName": "tab", "Segment": 0, "TotalSegments": 2, "Limit": 1})).await;
            let input = json!({
                "TableName": "tab", "Segment": 1, "TotalSegments": 2, "ExclusiveStartKey": page["LastEvaluatedKey"],
            });
            assert_eq!(
                world.invalid("Scan", input).await,
                "The provided starting key is invalid: Invalid ExclusiveStartKey. Please use ExclusiveStartKey with correct Segment. \
                 TotalSegments: 2 Segment: 1"
            );
        }

        #[tokio::test(start_paused = true)]
        async fn functions_are_those_of_conditions_and_count_as_java_does() {
            let world = world().with_table("tab").await;
            world.put("tab", json!({"pk": {"S": "a"}, "s": {"S": "\u{1F600}"}})).await;
            let with = |filter: &str| {
                let values = json!({":n": {"N": "2"}});
                json!({"TableName": "tab", "FilterExpression": filter, "ExpressionAttributeValues": values})
            };
            assert_eq!(world.ok("Scan", with("size(s) = :n")).await["Count"], json!(1));
            for (filter, message) in [
                (
                    "size(size(s)) = :n",
                    "The function is not allowed to be used this way in an expression; function: size",
                ),
                (
                    "if_not_exists(s, :n) = :n",
                    "The function is not allowed in a condition expression; function: if_not_exists",
                ),
                (
                    "list_append(s, :n) = :n",
                    "The function is not allowed in a condition expression; function: list_append",
                ),
            ] {
                assert_eq!(world.invalid("Scan", with(filter)).await, format!("Invalid FilterExpression: {message}"));
            }
            let long = format!("s = :n{}", " ".repeat(5000));
            assert_eq!(
                world.invalid("Scan", with(&long)).await,
                "Invalid FilterExpression: Expression size has exceeded the maximum allowed size; expression size: 5006"
            );
        }

        #[tokio::test(start_paused = true)]
        async fn filters_see_keys_too() {
            let world = filled(10).await;
            let input = json!({
                "TableName": "tab",
                "FilterExpression": "sk >= :n AND attribute_not_exists(gk)",
                "ExpressionAttributeValues": {":n": {"N": "5"}},
            });
            let page = world.ok("Scan", input).await;
            assert_eq!([&page["Count"], &page["ScannedCount"]], [&json!(3), &json!(10)]);
            let input = json!({
                "TableName": "tab",
                "ScanFilter": {
                    "sk": {"ComparisonOperator": "LT", "AttributeValueList": [{"N": "2"}]},
                    "gk": {"ComparisonOperator": "NULL"},
                },
                "ConditionalOperator": "OR",
            });
            assert_eq!(world.ok("Scan", input).await["Count"], json!(6));
        }
    }
}
