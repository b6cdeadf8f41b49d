//! What tests of Query ask, and of what.

use serde_json::{Value, json};

use crate::testing::{World, world};

/// Six items of `pk` a, in two places of the global index, and one of `pk` b.
pub async fn filled() -> World {
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

pub fn query(more: Value) -> Value {
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

pub fn sort_keys(answer: &Value) -> Vec<String> {
    let items = answer["Items"].as_array().unwrap();
    items.iter().map(|item| item["sk"]["N"].as_str().unwrap().to_owned()).collect()
}
