//! Query

use keyspace::Direction;
use models::dynamodb::QueryInput;
use service::Caller;
use wire::Value;

use crate::capacity::Detail;
use crate::expression::{Condition, Placeholders};
use crate::legacy::attributes_to_get;
use crate::legacy::comparisons::{Comparisons, check_conditional_operator};
use crate::reading::key_range;
use crate::reading::page::PageRequest;
use crate::reading::selection::{self, Selection};
use crate::reading::source::Source;
use crate::reading::start_key;
use crate::refusals::{Invalid, reads};
use crate::request::{self, FILTER, KEY_CONDITION, PROJECTION};
use crate::table::name::TableName;
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
            // Filters and projections may be either way. Recorded from AWS.
            ("KeyConditions", input.key_conditions.is_some() && input.key_condition_expression.is_some()),
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
    let start = input.exclusive_start_key.map(start_key::read).transpose()?;
    if input.key_conditions.is_none() && input.key_condition_expression.is_none() {
        return Err(reads::no_key_condition().into());
    }
    let placeholders =
        Placeholders::read(input.expression_attribute_names, input.expression_attribute_values, &expressions, true)?;
    let mut used = placeholders.unused();
    request::not_empty(&[
        (FILTER, input.filter_expression.as_ref()),
        (PROJECTION, input.projection_expression.as_ref()),
    ])?;
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

    db.space.enter_read().await?;
    let table = db.table(&input.table_name, caller)?;
    let consistent = input.consistent_read == Some(true);
    let source = Source::of(&table, input.index_name.as_deref(), consistent)?;
    start_key::check_attributes(source, start.as_ref())?;
    key_range::check(source, &keys)?;
    if let Some(start) = &start {
        start_key::check_within(source, start, &keys)?;
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
    let (mut from, mut to) = key_range::bounds(source, &keys);
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

#[cfg(test)]
mod tests {
    use serde_json::{Value, json};

    use crate::testing::queries::{filled, query, sort_keys};
    use crate::testing::world;

    mod types {
        use service::testing::assert_type;

        use crate::testing::world;

        #[tokio::test(start_paused = true)]
        async fn every_member_has_its_type() {
            let world = world();
            for (path, kind) in [
                ("TableName", "String"),
                ("IndexName", "String"),
                ("Select", "String"),
                ("Limit", "Integer"),
                ("ConsistentRead", "Boolean"),
                ("KeyConditions", "Map"),
                ("KeyConditions.a", "Structure"),
                ("KeyConditions.a.AttributeValueList", "List"),
                ("QueryFilter", "Map"),
                ("ScanIndexForward", "Boolean"),
                ("ExclusiveStartKey", "Map"),
                ("KeyConditionExpression", "String"),
            ] {
                assert_type(&world.db, "Query", path, kind).await;
            }
        }
    }

    mod constraints {
        use super::*;

        #[tokio::test(start_paused = true)]
        async fn the_request_is_checked_before_the_table() {
            let world = world();
            for (more, message) in [
                (
                    json!({"KeyConditionExpression": null, "ExpressionAttributeValues": null}),
                    "Either the KeyConditions or KeyConditionExpression parameter must be specified in the request.",
                ),
                (
                    json!({"KeyConditionExpression": ""}),
                    "Invalid KeyConditionExpression: The expression can not be empty;",
                ),
                (
                    json!({"FilterExpression": "#missing = :pk"}),
                    "Invalid FilterExpression: An expression attribute name used in the document path is not defined; attribute \
                     name: #missing",
                ),
                (
                    json!({"Select": "ALL_PROJECTED_ATTRIBUTES"}),
                    "1 validation error detected: ALL_PROJECTED_ATTRIBUTES can be used only when Querying using an IndexName",
                ),
                (
                    json!({"Select": "COUNT", "ProjectionExpression": "pk"}),
                    "1 validation error detected: Cannot specify the ProjectionExpression when choosing to get only the Count",
                ),
                (
                    json!({"Select": "SPECIFIC_ATTRIBUTES"}),
                    "1 validation error detected: Must specify the AttributesToGet or ProjectionExpression when choosing to get \
                     SPECIFIC_ATTRIBUTES",
                ),
                (
                    json!({"Limit": 0}),
                    "1 validation error detected: Value at 'Limit' failed to satisfy constraint: Member must have value greater than \
                     or equal to 1",
                ),
                (
                    json!({"ExclusiveStartKey": {"pk": {"SS": []}}}),
                    "The provided starting key is invalid: One or more parameter values were invalid: An string set  may not be empty",
                ),
            ] {
                assert_eq!(world.invalid("Query", query(more)).await, message);
            }
        }
    }

    mod behaviour {
        use super::*;

        #[tokio::test(start_paused = true)]
        async fn items_come_in_the_order_of_their_numbers_both_ways() {
            let world = filled().await;
            assert_eq!(sort_keys(&world.ok("Query", query(json!({}))).await), ["-3", "0.5", "1", "2", "10"]);
            let backward = world.ok("Query", query(json!({"ScanIndexForward": false}))).await;
            assert_eq!(sort_keys(&backward), ["10", "2", "1", "0.5", "-3"]);
        }

        #[tokio::test(start_paused = true)]
        async fn pages_are_cut_by_the_limit_before_the_filter() {
            let world = filled().await;
            let input = |start: Value| {
                query(json!({
                    "Limit": 2,
                    "FilterExpression": "attribute_exists(more)",
                    "ExclusiveStartKey": start,
                }))
            };
            let first = world.ok("Query", input(Value::Null)).await;
            assert_eq!(sort_keys(&first), ["-3"]);
            assert_eq!(
                [&first["Count"], &first["ScannedCount"], &first["LastEvaluatedKey"]],
                [&json!(1), &json!(2), &json!({"pk": {"S": "a"}, "sk": {"N": "0.5"}})]
            );
            let second = world.ok("Query", input(first["LastEvaluatedKey"].clone())).await;
            assert_eq!(sort_keys(&second), ["1", "2"]);
            let third = world.ok("Query", input(second["LastEvaluatedKey"].clone())).await;
            assert_eq!(sort_keys(&third), ["10"]);
            assert_eq!(third["LastEvaluatedKey"], Value::Null);
        }

        #[tokio::test(start_paused = true)]
        async fn a_backward_page_goes_on_where_it_ended() {
            let world = filled().await;
            let mut keys = Vec::new();
            let mut start = Value::Null;
            loop {
                let input = query(json!({"Limit": 2, "ScanIndexForward": false, "ExclusiveStartKey": start}));
                let page = world.ok("Query", input).await;
                keys.extend(sort_keys(&page));
                start = page["LastEvaluatedKey"].clone();
                if start.is_null() {
                    break;
                }
            }
            assert_eq!(keys, ["10", "2", "1", "0.5", "-3"]);
        }

        #[tokio::test(start_paused = true)]
        async fn a_global_index_is_another_order_of_the_items_that_have_its_keys() {
            let world = filled().await;
            let mut keys = Vec::new();
            let mut start = Value::Null;
            loop {
                let input = query(json!({
                    "IndexName": "global",
                    "KeyConditionExpression": "gk = :gk",
                    "ExpressionAttributeValues": {":gk": {"S": "x"}},
                    "Limit": 1,
                    "ExclusiveStartKey": start,
                }));
                let page = world.ok("Query", input).await;
                keys.extend(sort_keys(&page));
                start = page["LastEvaluatedKey"].clone();
                if start.is_null() {
                    break;
                }
                assert_eq!(start.as_object().unwrap().len(), 3);
            }
            assert_eq!(keys, ["1", "2", "5", "10"]);
        }

        #[tokio::test(start_paused = true)]
        async fn a_local_index_keeps_what_it_keeps_and_fetches_the_rest() {
            let world = filled().await;
            let input = |more: Value| {
                let mut input = query(json!({
                    "IndexName": "local",
                    "KeyConditionExpression": "pk = :pk AND lk >= :lk",
                    "ExpressionAttributeValues": {":pk": {"S": "a"}, ":lk": {"S": "y"}},
                }));
                input.as_object_mut().unwrap().extend(more.as_object().unwrap().clone());
                input
            };
            let kept = world.ok("Query", input(json!({}))).await;
            assert_eq!(
                kept["Items"],
                json!([
                    {"pk": {"S": "a"}, "sk": {"N": "2"}, "lk": {"S": "y"}},
                    {"pk": {"S": "a"}, "sk": {"N": "1"}, "lk": {"S": "z"}},
                ])
            );
            let fetched = world.ok("Query", input(json!({"ProjectionExpression": "more"}))).await;
            assert_eq!(fetched["Items"], json!([{"more": {"S": "a2"}}, {"more": {"S": "a1"}}]));
            let all = world.ok("Query", input(json!({"Select": "ALL_ATTRIBUTES"}))).await;
            assert_eq!(all["Items"][0]["gk"], json!({"S": "x"}));
        }

        #[tokio::test(start_paused = true)]
        async fn only_the_number_is_answered_if_only_it_is_wanted() {
            let world = filled().await;
            assert_eq!(
                world.ok("Query", query(json!({"Select": "COUNT", "ReturnConsumedCapacity": "TOTAL"}))).await,
                json!({
                    "Count": 5,
                    "ScannedCount": 5,
                    "ConsumedCapacity": {"TableName": "tab", "CapacityUnits": 0.5},
                })
            );
        }

        #[tokio::test(start_paused = true)]
        async fn a_page_ends_at_a_megabyte() {
            let world = world().with_indexed_table("tab", "N").await;
            for sk in 0..4 {
                let item = json!({"pk": {"S": "a"}, "sk": {"N": sk.to_string()}, "x": {"S": "x".repeat(390_000)}});
                world.put("tab", item).await;
            }
            let page = world.ok("Query", query(json!({}))).await;
            assert_eq!(sort_keys(&page), ["0", "1", "2"]);
            assert_eq!(page["LastEvaluatedKey"], json!({"pk": {"S": "a"}, "sk": {"N": "2"}}));
        }

        #[tokio::test(start_paused = true)]
        async fn key_conditions_of_old_go_with_expressions_of_today() {
            let world = world().with_table("tab").await;
            world.put("tab", json!({"pk": {"S": "a"}, "n": {"N": "1"}, "more": {"S": "x"}})).await;
            let input = json!({
                "TableName": "tab",
                "KeyConditions": {"pk": {"ComparisonOperator": "EQ", "AttributeValueList": [{"S": "a"}]}},
                "FilterExpression": "n = :n",
                "ExpressionAttributeValues": {":n": {"N": "1"}},
                "ProjectionExpression": "n",
            });
            assert_eq!(world.ok("Query", input.clone()).await["Items"], json!([{"n": {"N": "1"}}]));
            let mut both = input;
            both["KeyConditionExpression"] = json!("pk = :n");
            assert!(
                world
                    .invalid("Query", both)
                    .await
                    .starts_with("Can not use both expression and non-expression parameters")
            );
        }

        #[tokio::test(start_paused = true)]
        async fn key_conditions_and_filters_of_old_find_the_same() {
            let world = filled().await;
            let input = json!({
                "TableName": "tab",
                "KeyConditions": {
                    "pk": {"ComparisonOperator": "EQ", "AttributeValueList": [{"S": "a"}]},
                    "sk": {"ComparisonOperator": "GT", "AttributeValueList": [{"N": "0"}]},
                },
                "QueryFilter": {"more": {"ComparisonOperator": "NOT_CONTAINS", "AttributeValueList": [{"S": "2"}]}},
            });
            let page = world.ok("Query", input).await;
            assert_eq!(sort_keys(&page), ["1", "10"]);
            assert_eq!(page["ScannedCount"], json!(4));
        }
    }
}
