use serde_json::{Value, json};

use crate::testing::{World, world};

async fn run(world: &World, statement: &str) -> Value {
    world.ok("ExecuteStatement", json!({"Statement": statement})).await
}

async fn invalid(world: &World, statement: &str) -> String {
    world.invalid("ExecuteStatement", json!({"Statement": statement})).await
}

/// What a statement finds, by its sort keys in the order of the answer.
async fn found(world: &World, statement: &str) -> Vec<String> {
    let answer = run(world, statement).await;
    answer["Items"].as_array().unwrap().iter().map(|item| item["sk"]["S"].as_str().unwrap().to_owned()).collect()
}

/// `p/s1`, `p/s2`, `p/s4` in both indexes, `p/s3` in none.
async fn filled() -> World {
    let world = world().with_indexed_table("tab", "S").await;
    for (sk, gk, n) in [("s1", Some("x"), "1"), ("s2", Some("y"), "2"), ("s3", None, "3"), ("s4", Some("x"), "4")] {
        let mut item =
            json!({"pk": {"S": "p"}, "sk": {"S": sk}, "n": {"N": n}, "map": {"M": {"in": {"L": [{"S": sk}]}}}});
        if let Some(gk) = gk {
            item["gk"] = json!({"S": gk});
            item["lk"] = json!({"S": format!("l{n}")});
        }
        world.put("tab", item).await;
    }
    world
}

mod types {
    use service::testing::assert_type;

    use crate::testing::world;

    #[tokio::test(start_paused = true)]
    async fn every_member_has_its_type() {
        let world = world();
        for (path, kind) in [
            ("Statement", "String"),
            ("Parameters", "List"),
            ("ConsistentRead", "Boolean"),
            ("NextToken", "String"),
            ("ReturnConsumedCapacity", "String"),
            ("Limit", "Integer"),
            ("ReturnValuesOnConditionCheckFailure", "String"),
        ] {
            assert_type(&world.db, "ExecuteStatement", path, kind).await;
        }
    }
}

mod constraints {
    use super::*;

    #[tokio::test(start_paused = true)]
    async fn the_statement_is_checked_before_the_table() {
        let world = world();
        assert_eq!(
            invalid(&world, "SELECT * FROM nope WHERE a < null").await,
            "Incorrect operand type for operator or function; operator or function: <, operand type: NULL"
        );
        assert_eq!(
            world.refused("ExecuteStatement", json!({"Statement": "SELECT * FROM \"nope\".\"index\""})).await,
            ("ResourceNotFoundException".to_owned(), "Requested resource not found".to_owned())
        );
    }

    #[tokio::test(start_paused = true)]
    async fn a_change_names_the_whole_key() {
        let world = filled().await;
        let message = "Where clause does not contain a mandatory equality on all key attributes";
        for statement in [
            "DELETE FROM tab WHERE pk = 'p'",
            "DELETE FROM tab",
            "UPDATE tab SET a = 1 WHERE pk = 'p' AND sk > 's1'",
            "UPDATE tab SET a = 1 WHERE pk = 'p' AND sk = 's1' OR n = 1",
            "UPDATE tab SET a = 1 WHERE NOT (NOT (pk = 'p') AND NOT (sk = 's1'))",
        ] {
            assert_eq!(invalid(&world, statement).await, message, "{statement}");
        }
        assert_eq!(
            invalid(&world, "UPDATE tab SET sk = 'x' WHERE pk = 'p' AND sk = 's1'").await,
            "One or more parameter values were invalid: Cannot update attribute sk. This attribute is part of the key"
        );
    }

    #[tokio::test(start_paused = true)]
    async fn an_order_is_one_of_keys() {
        let world = filled().await;
        for (clauses, message) in [
            ("ORDER BY sk", "Must have WHERE clause in the statement when using ORDER BY clause."),
            (
                "WHERE n = 1 ORDER BY sk",
                "Must have at least one non-optional hash key condition in WHERE clause when using ORDER BY clause.",
            ),
            ("WHERE pk = 'p' ORDER BY n", "Variable reference n in ORDER BY clause must be part of the primary key"),
        ] {
            assert_eq!(invalid(&world, &format!("SELECT * FROM tab {clauses}")).await, message);
        }
    }

    #[tokio::test(start_paused = true)]
    async fn an_index_is_read_as_far_as_it_goes() {
        let world = filled().await;
        for (clauses, message) in [
            ("\"tab\".\"nope\"", "The table does not have the specified index"),
            (
                "tab.\"local\" WHERE pk = 'p' AND NOT n = 1",
                "One or more parameter values were invalid: Secondary index local does not project one or more filter attributes: [n]",
            ),
        ] {
            assert_eq!(invalid(&world, &format!("SELECT * FROM {clauses}")).await, message);
        }
        let input = json!({"Statement": "SELECT * FROM tab.\"global\" WHERE gk = 'x'", "ConsistentRead": true});
        assert_eq!(
            world.invalid("ExecuteStatement", input).await,
            "Strongly consistent read is not supported on Global Secondary Indexes"
        );
        // Without the hash key it is a scan, which finds nothing where there is nothing.
        assert!(found(&world, "SELECT * FROM tab.\"local\" WHERE n = 1").await.is_empty());
    }
}

mod behaviour {
    use super::*;

    #[tokio::test(start_paused = true)]
    async fn an_item_is_inserted_once() {
        let world = world().with_table("tab").await;
        let statement = "INSERT INTO tab VALUE {'pk': 'a', 'n': 1}";
        assert_eq!(run(&world, statement).await, json!({"Items": []}));
        assert_eq!(
            world.refused("ExecuteStatement", json!({"Statement": statement})).await,
            ("DuplicateItemException".to_owned(), "Duplicate primary key exists in table".to_owned())
        );
        run(&world, "DELETE FROM tab WHERE pk = 'a'").await;
        run(&world, statement).await;
        assert_eq!(world.get("tab", json!({"pk": {"S": "a"}})).await, json!({"pk": {"S": "a"}, "n": {"N": "1"}}));
    }

    #[tokio::test(start_paused = true)]
    async fn an_update_changes_what_is_there_and_makes_nothing() {
        let world = world().with_table("tab").await;
        let failed = ("ConditionalCheckFailedException".to_owned(), "The conditional request failed".to_owned());
        let on_nothing = json!({"Statement": "UPDATE tab REMOVE n WHERE pk = 'a'"});
        assert_eq!(world.refused("ExecuteStatement", on_nothing).await, failed);
        assert_eq!(world.get("tab", json!({"pk": {"S": "a"}})).await, Value::Null);

        world
            .put(
                "tab",
                json!({"pk": {"S": "a"}, "n": {"N": "1"}, "l": {"L": []}, "s": {"SS": ["x"]}, "old": {"S": ""}}),
            )
            .await;
        run(
            &world,
            "UPDATE tab SET n = n + 2 - 1, l = list_append(l, ['y']) SET s = set_add(s, <<'z'>>) REMOVE old WHERE pk = 'a' AND n = 1",
        )
        .await;
        assert_eq!(
            world.get("tab", json!({"pk": {"S": "a"}})).await,
            json!({"pk": {"S": "a"}, "n": {"N": "2"}, "l": {"L": [{"S": "y"}]}, "s": {"SS": ["x", "z"]}})
        );
        run(&world, "UPDATE tab SET s = set_delete(s, <<'x', 'z'>>) SET l[0] = 1 WHERE pk = 'a'").await;
        let failing = json!({
            "Statement": "UPDATE tab SET n = 9 WHERE pk = 'a' AND n = 1",
            "ReturnValuesOnConditionCheckFailure": "ALL_OLD",
        });
        let raw = world.raw("ExecuteStatement", failing).await;
        assert_eq!(raw["Item"], json!({"pk": {"S": "a"}, "n": {"N": "2"}, "l": {"L": [{"N": "1"}]}}));
    }

    #[tokio::test(start_paused = true)]
    async fn a_delete_heeds_all_that_it_says_of_what_is_there() {
        let world = world().with_table("tab").await;
        let kept = "DELETE FROM tab WHERE pk = 'a' AND NOT begins_with(name, 'x')";
        assert_eq!(run(&world, kept).await, json!({"Items": []}));
        world.put("tab", json!({"pk": {"S": "a"}, "name": {"S": "xy"}})).await;
        let (code, _) = world.refused("ExecuteStatement", json!({"Statement": kept})).await;
        assert_eq!(code, "ConditionalCheckFailedException");
        let gone = run(&world, "DELETE FROM tab WHERE pk = 'a' AND name = 'xy' RETURNING ALL OLD *").await;
        assert_eq!(gone["Items"], json!([{"pk": {"S": "a"}, "name": {"S": "xy"}}]));
        assert_eq!(world.get("tab", json!({"pk": {"S": "a"}})).await, Value::Null);
    }

    #[tokio::test(start_paused = true)]
    async fn returning_shows_the_item_or_what_was_touched() {
        let world = world().with_table("tab").await;
        world.put("tab", json!({"pk": {"S": "a"}, "m": {"M": {"b": {"N": "1"}, "c": {"N": "5"}}}})).await;
        for (clause, items) in [
            ("ALL OLD", json!([{"pk": {"S": "a"}, "m": {"M": {"b": {"N": "1"}, "c": {"N": "5"}}}}])),
            ("MODIFIED OLD", json!([{"m": {"M": {"b": {"N": "2"}}}}])),
            ("ALL NEW", json!([{"pk": {"S": "a"}, "m": {"M": {"b": {"N": "4"}, "c": {"N": "5"}}}}])),
            ("MODIFIED NEW", json!([{"m": {"M": {"b": {"N": "5"}}}}])),
        ] {
            let statement = format!("UPDATE tab SET m.b = m.b + 1 WHERE pk = 'a' RETURNING {clause} *");
            assert_eq!(run(&world, &statement).await["Items"], items, "{clause}");
        }
        let nothing = run(&world, "UPDATE tab REMOVE x WHERE pk = 'a' RETURNING MODIFIED OLD *").await;
        assert_eq!(nothing["Items"], json!([]));
    }

    #[tokio::test(start_paused = true)]
    async fn a_key_is_found_and_the_rest_is_a_filter() {
        let world = filled().await;
        for (condition, keys) in [
            ("pk = 'p'", vec!["s1", "s2", "s3", "s4"]),
            ("pk = 'p' AND sk = 's2'", vec!["s2"]),
            ("'s2' <= sk AND pk = 'p' AND sk < 's4'", vec!["s2", "s3"]),
            ("pk = 'p' AND sk BETWEEN 's2' AND 's3'", vec!["s2", "s3"]),
            ("pk = 'p' AND begins_with(\"sk\", 's') AND NOT sk = 's1' AND n IN (1, 2, 3)", vec!["s2", "s3"]),
            ("pk = 'p' AND sk IN ['s1', 's4']", vec!["s1", "s4"]),
            ("pk IN ['q', 'p', 'p'] AND n > 2", vec!["s3", "s4"]),
            ("pk = 'p' AND pk = 'q'", vec![]),
            ("NOT pk = 'p'", vec![]),
            ("n + 1 = 3 OR map.\"in\"[0] = 's3'", vec!["s2", "s3"]),
            ("gk IS MISSING OR gk IS NULL", vec!["s3"]),
            ("gk IS NOT MISSING AND n NOT BETWEEN 2 AND 9", vec!["s1"]),
            ("attribute_type(n, 'N') AND size(sk) = 2 AND contains(sk, '4')", vec!["s4"]),
            // It is so where there is none, as AWS has it.
            ("NOT gk = 'x'", vec!["s2", "s3"]),
        ] {
            assert_eq!(found(&world, &format!("SELECT * FROM \"tab\" WHERE {condition}")).await, keys, "{condition}");
        }
    }

    #[tokio::test(start_paused = true)]
    async fn an_order_goes_through_hash_keys_and_range_keys() {
        let world = filled().await;
        world.put("tab", json!({"pk": {"S": "q"}, "sk": {"S": "t1"}})).await;
        for (order, keys) in [
            ("sk DESC", ["s4", "s3", "s2", "s1", "t1"]),
            ("pk DESC", ["t1", "s1", "s2", "s3", "s4"]),
            ("pk DESC, sk DESC", ["t1", "s4", "s3", "s2", "s1"]),
        ] {
            let statement = format!("SELECT * FROM tab WHERE pk IN ['q', 'p'] ORDER BY {order}");
            assert_eq!(found(&world, &statement).await, keys, "{order}");
        }
    }

    #[tokio::test(start_paused = true)]
    async fn an_index_gives_what_it_has() {
        let world = filled().await;
        assert_eq!(found(&world, "SELECT * FROM \"tab\".\"global\" WHERE gk = 'x'").await, ["s1", "s4"]);
        let mut all = found(&world, "SELECT * FROM tab.\"global\"").await;
        all.sort();
        assert_eq!(all, ["s1", "s2", "s4"]);
        let input =
            json!({"Statement": "SELECT n FROM tab.\"local\" WHERE pk = 'p'", "ReturnConsumedCapacity": "INDEXES"});
        let fetched = world.ok("ExecuteStatement", input).await;
        assert_eq!(fetched["Items"], json!([{"n": {"N": "1"}}, {"n": {"N": "2"}}, {"n": {"N": "4"}}]));
        assert_eq!(
            fetched["ConsumedCapacity"],
            json!({
                "TableName": "tab",
                "CapacityUnits": 2.0,
                "Table": {"CapacityUnits": 1.5},
                "LocalSecondaryIndexes": {"local": {"CapacityUnits": 0.5}},
            })
        );
    }

    #[tokio::test(start_paused = true)]
    async fn a_part_is_called_by_its_last_name() {
        let world = world().with_table("tab").await;
        world.put("tab", json!({"pk": {"S": "a"}, "m": {"M": {"b": {"L": [{"S": "x"}]}}}})).await;
        assert_eq!(
            run(&world, "SELECT m.b, pk, nope FROM tab").await["Items"],
            json!([{"b": {"L": [{"S": "x"}]}, "pk": {"S": "a"}}])
        );
        assert_eq!(run(&world, "SELECT nope FROM tab").await["Items"], json!([{}]));
    }

    #[tokio::test(start_paused = true)]
    async fn pages_go_on_where_they_ended() {
        let world = filled().await;
        world.put("tab", json!({"pk": {"S": "q"}, "sk": {"S": "t1"}})).await;
        for (statement, keys) in [
            ("SELECT * FROM tab WHERE pk = ? ORDER BY sk DESC", vec!["s4", "s3", "s2", "s1"]),
            ("SELECT * FROM tab.\"global\" WHERE gk = 'x' AND pk = ?", vec!["s1", "s4"]),
            ("SELECT * FROM tab WHERE pk IN ['q', ?]", vec!["s1", "s2", "s3", "s4", "t1"]),
            ("SELECT * FROM tab WHERE NOT pk = 'z' AND contains(?, pk)", vec!["s1", "s2", "s3", "s4"]),
        ] {
            let (mut all, mut token) = (Vec::new(), Value::Null);
            for _ in 0..20 {
                let page = json!({"Statement": statement, "Parameters": [{"S": "p"}], "Limit": 1, "NextToken": token});
                let answer = world.ok("ExecuteStatement", page).await;
                let items = answer["Items"].as_array().unwrap();
                assert!(items.len() <= 1);
                all.extend(items.iter().map(|item| item["sk"]["S"].as_str().unwrap().to_owned()));
                token = answer["NextToken"].clone();
                assert_eq!(token.is_null(), answer["LastEvaluatedKey"].is_null());
                if token.is_null() {
                    break;
                }
            }
            assert!(token.is_null(), "{statement} has no end");
            assert_eq!(all, keys, "{statement}");
        }
    }

    #[tokio::test(start_paused = true)]
    async fn a_token_belongs_to_its_statement_and_its_parameters() {
        let world = filled().await;
        let input = |value: &str, token: Value| json!({"Statement": "SELECT * FROM tab WHERE pk = ?", "Parameters": [{"S": value}], "Limit": 1, "NextToken": token});
        let token = world.ok("ExecuteStatement", input("p", Value::Null)).await["NextToken"].clone();
        assert_eq!(world.invalid("ExecuteStatement", input("q", token)).await, "NextToken does not match request");
        for token in ["nonsense", "AAAA", "!"] {
            assert_eq!(world.invalid("ExecuteStatement", input("p", json!(token))).await, "Invalid NextToken");
        }
    }

    #[tokio::test(start_paused = true)]
    async fn changes_cost_what_they_would_cost_as_operations() {
        let world = world().with_indexed_table("tab", "S").await;
        let input = json!({
            "Statement": "INSERT INTO tab VALUE {'pk': 'a', 'sk': 'b', 'gk': 'c', 'lk': 'd'}",
            "ReturnConsumedCapacity": "INDEXES",
        });
        assert_eq!(
            world.ok("ExecuteStatement", input).await["ConsumedCapacity"],
            json!({
                "TableName": "tab",
                "CapacityUnits": 3.0,
                "Table": {"CapacityUnits": 1.0},
                "GlobalSecondaryIndexes": {"global": {"CapacityUnits": 1.0}},
                "LocalSecondaryIndexes": {"local": {"CapacityUnits": 1.0}},
            })
        );
    }

    #[tokio::test(start_paused = true)]
    async fn an_update_is_measured_by_the_item_alone() {
        let world = world().with_table("tab").await;
        world.put("tab", json!({"pk": {"S": "a"}})).await;
        // Names and key are 5 bytes of 409,600.
        let update = |size: usize| json!({"Statement": "UPDATE tab SET xy = ? WHERE pk = 'a'", "Parameters": [{"S": "x".repeat(size)}]});
        world.ok("ExecuteStatement", update(409_595)).await;
        assert_eq!(
            world.invalid("ExecuteStatement", update(409_596)).await,
            "Item size to update has exceeded the maximum allowed size"
        );
    }
}
