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

#[cfg(test)]
mod tests {
    use serde_json::{Value, json};

    use crate::testing::{World, world};

    /// Six items of `pk` a, in two places of the global index, and one of `pk` b.
    async fn filled() -> World {
        let world = world().with_indexed_table("tab", "N").await;
        for (pk, sk, lk, gk) in
            [("a", 1, "z", "x"), ("a", 2, "y", "x"), ("a", -3, "x", "w"), ("a", 10, "w", "x"), ("b", 5, "v", "x")]
        {
            let item = json!({
                "pk": {"S": pk}, "sk": {"N": sk.to_string()}, "lk": {"S": lk}, "gk": {"S": gk}, "more": {"S": format!("{pk}{sk}")},
            });
            world.put("tab", item).await;
        }
        world.put("tab", json!({"pk": {"S": "a"}, "sk": {"N": "0.5"}})).await;
        world
    }

    fn query(more: Value) -> Value {
        let mut input = json!({
            "TableName": "tab",
            "KeyConditionExpression": "pk = :pk",
            "ExpressionAttributeValues": {":pk": {"S": "a"}},
        });
        for (name, value) in more.as_object().unwrap() {
            match value {
                Value::Null => {
                    input.as_object_mut().unwrap().remove(name);
                }
                value => input[name] = value.clone(),
            }
        }
        input
    }

    fn sort_keys(answer: &Value) -> Vec<String> {
        let items = answer["Items"].as_array().unwrap();
        items.iter().map(|item| item["sk"]["N"].as_str().unwrap().to_owned()).collect()
    }

    mod types {
        use service::testing::assert_type;

        use crate::testing::world;

        #[tokio::test]
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

        #[tokio::test]
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

        #[tokio::test]
        async fn conditions_fit_the_keys() {
            let world = filled().await;
            let values = json!({":pk": {"S": "a"}, ":sk": {"N": "1"}});
            for (more, message) in [
                (json!({"KeyConditionExpression": "sk = :sk"}), "Query condition missed key schema element: pk"),
                (
                    json!({"KeyConditionExpression": "pk = :pk AND more = :sk"}),
                    "Query condition missed key schema element: sk",
                ),
                (
                    json!({"KeyConditionExpression": "pk = :pk AND sk = :sk AND more = :sk"}),
                    "The number of query conditions (3) exceeds the number of key attributes defined in the schema (2)",
                ),
                (json!({"KeyConditionExpression": "pk > :pk AND sk = :sk"}), "Query key condition not supported"),
                (
                    json!({"KeyConditionExpression": "pk = :pk AND sk = :pk", "ExpressionAttributeValues": {":pk": {"S": "a"}}}),
                    "One or more parameter values were invalid: Condition parameter type does not match schema type",
                ),
                (
                    json!({"KeyConditionExpression": "pk = :pk AND sk = :sk", "FilterExpression": "sk = :sk"}),
                    "Filter Expression can only contain non-primary key attributes: Primary key attribute: sk",
                ),
                (
                    json!({"KeyConditionExpression": "pk = :pk AND sk = :sk", "IndexName": "nope"}),
                    "The table does not have the specified index: nope",
                ),
                (
                    json!({"KeyConditionExpression": "gk = :pk AND sk = :sk", "IndexName": "global", "ConsistentRead": true}),
                    "Consistent reads are not supported on global secondary indexes",
                ),
            ] {
                let mut more = more;
                if more.get("ExpressionAttributeValues").is_none() {
                    let used = more["KeyConditionExpression"].as_str().unwrap().to_owned();
                    let mut values = values.clone();
                    values.as_object_mut().unwrap().retain(|name, _| used.contains(name.as_str()));
                    more["ExpressionAttributeValues"] = values;
                }
                assert_eq!(world.invalid("Query", query(more)).await, message);
            }
        }

        #[tokio::test]
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

    mod behaviour {
        use super::*;

        #[tokio::test]
        async fn items_come_in_the_order_of_their_numbers_both_ways() {
            let world = filled().await;
            assert_eq!(sort_keys(&world.ok("Query", query(json!({}))).await), ["-3", "0.5", "1", "2", "10"]);
            let backward = world.ok("Query", query(json!({"ScanIndexForward": false}))).await;
            assert_eq!(sort_keys(&backward), ["10", "2", "1", "0.5", "-3"]);
        }

        #[tokio::test]
        async fn predicates_cut_the_range() {
            let world = filled().await;
            for (predicate, keys) in [
                ("sk = :a", vec!["1"]),
                ("sk < :a", vec!["-3", "0.5"]),
                ("sk <= :a", vec!["-3", "0.5", "1"]),
                ("sk > :a", vec!["2", "10"]),
                (":a <= sk", vec!["1", "2", "10"]),
                ("sk BETWEEN :a AND :b", vec!["1", "2"]),
            ] {
                let mut values = json!({":pk": {"S": "a"}, ":a": {"N": "1"}});
                if predicate.contains(":b") {
                    values[":b"] = json!({"N": "9.99"});
                }
                let input = json!({
                    "KeyConditionExpression": format!("pk = :pk AND {predicate}"),
                    "ExpressionAttributeValues": values,
                });
                assert_eq!(sort_keys(&world.ok("Query", query(input)).await), keys, "{predicate}");
            }
        }

        #[tokio::test]
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

        #[tokio::test]
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

        #[tokio::test]
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

        #[tokio::test]
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

        #[tokio::test]
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

        #[tokio::test]
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

        #[tokio::test]
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

        #[tokio::test]
        async fn a_global_index_may_have_keys_of_several_attributes() {
            let key = |name: &str, kind: &str| json!({"AttributeName": name, "KeyType": kind});
            let kinds = [("pk", "S"), ("h1", "S"), ("h2", "S"), ("r1", "S"), ("r2", "N")];
            let definitions = kinds.map(|(name, kind)| json!({"AttributeName": name, "AttributeType": kind}));
            let world = world()
                .with(json!({
                    "TableName": "tab",
                    "AttributeDefinitions": definitions,
                    "KeySchema": [key("pk", "HASH")],
                    "GlobalSecondaryIndexes": [{
                        "IndexName": "wide",
                        "KeySchema": [key("h1", "HASH"), key("h2", "HASH"), key("r1", "RANGE"), key("r2", "RANGE")],
                        "Projection": {"ProjectionType": "ALL"},
                    }],
                    "BillingMode": "PAY_PER_REQUEST",
                }))
                .await;
            for (pk, r1, r2) in [("1", "a", "300"), ("2", "a", "20"), ("3", "b", "1")] {
                let item = json!({
                    "pk": {"S": pk}, "h1": {"S": "x"}, "h2": {"S": "y"}, "r1": {"S": r1}, "r2": {"N": r2},
                });
                world.put("tab", item).await;
            }
            let ask = |condition: &str, values: Value| {
                json!({
                    "TableName": "tab",
                    "IndexName": "wide",
                    "KeyConditionExpression": condition,
                    "ExpressionAttributeValues": values,
                    "ProjectionExpression": "pk",
                })
            };
            let values = json!({":x": {"S": "x"}, ":y": {"S": "y"}, ":a": {"S": "a"}, ":n": {"N": "20"}});
            let found = world.ok("Query", ask("h1 = :x AND h2 = :y AND r1 = :a AND r2 >= :n", values.clone())).await;
            assert_eq!(found["Items"], json!([{"pk": {"S": "2"}}, {"pk": {"S": "1"}}]));
            assert_eq!(
                world
                    .invalid(
                        "Query",
                        ask(
                            "h1 = :x AND h2 = :y AND r2 >= :n",
                            json!({":x": {"S": "x"}, ":y": {"S": "y"}, ":n": {"N": "20"}})
                        )
                    )
                    .await,
                "Query condition missed key schema element: r1"
            );
            assert_eq!(
                world.invalid("Query", ask("h1 = :x", json!({":x": {"S": "x"}}))).await,
                "Query condition missed key schema element: h2"
            );
        }
    }
}
