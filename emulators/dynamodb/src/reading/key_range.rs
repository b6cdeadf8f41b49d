//! Which keys a Query reads: a stretch of the table or index that its key condition describes.

use crate::expression::KeyCondition;
use crate::item::Item;
use crate::item::attribute_value::AttributeValue;
use crate::item::key::{self, KeyAttribute};
use crate::reading::source::Source;
use crate::refusals::{Invalid, reads, values};

/// Every hash attribute is given one value; range attributes are given values from the first on, the last one maybe a range.
pub fn check(source: Source<'_>, keys: &KeyCondition<'_>) -> Result<(), Invalid> {
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

/// The keys that satisfy the condition.
pub fn bounds(source: Source<'_>, keys: &KeyCondition<'_>) -> (Vec<u8>, Vec<u8>) {
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

    use crate::testing::queries::{filled, query, sort_keys};
    use crate::testing::world;

    #[tokio::test(start_paused = true)]
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

    #[tokio::test(start_paused = true)]
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

    #[tokio::test(start_paused = true)]
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
