use serde_json::{Value, json};
use service::testing::call;

use crate::testing::{World, world};

async fn provisioned() -> World {
    let table = json!({
        "TableName": "tab",
        "AttributeDefinitions": [
            {"AttributeName": "pk", "AttributeType": "S"}, {"AttributeName": "gk", "AttributeType": "S"},
        ],
        "KeySchema": [{"AttributeName": "pk", "KeyType": "HASH"}],
        "ProvisionedThroughput": units(5, 5),
        "GlobalSecondaryIndexes": [{
            "IndexName": "global",
            "KeySchema": [{"AttributeName": "gk", "KeyType": "HASH"}],
            "Projection": {"ProjectionType": "ALL"},
            "ProvisionedThroughput": units(3, 3),
        }],
    });
    world().with(table).await
}

fn units(read: i64, write: i64) -> Value {
    json!({"ReadCapacityUnits": read, "WriteCapacityUnits": write})
}

fn of(more: Value) -> Value {
    let mut input = json!({"TableName": "tab"});
    input.as_object_mut().unwrap().extend(more.as_object().unwrap().clone());
    input
}

async fn update(world: &World, more: Value) -> Value {
    world.ok("UpdateTable", of(more)).await["TableDescription"].clone()
}

async fn described(world: &World) -> Value {
    world.ok("DescribeTable", json!({"TableName": "tab"})).await["Table"].clone()
}

fn index_on(name: &str, key: &str) -> Value {
    json!({"Create": {
        "IndexName": name,
        "KeySchema": [{"AttributeName": key, "KeyType": "HASH"}],
        "Projection": {"ProjectionType": "ALL"},
    }})
}

fn created(name: &str, key: &str) -> Value {
    json!({
        "AttributeDefinitions": [
            {"AttributeName": key, "AttributeType": "S"}, {"AttributeName": "unused", "AttributeType": "N"},
        ],
        "GlobalSecondaryIndexUpdates": [index_on(name, key)],
    })
}

async fn scanned(world: &World, index: &str) -> Vec<String> {
    let found = world.ok("Scan", json!({"TableName": "tab", "IndexName": index})).await;
    let mut keys: Vec<String> =
        found["Items"].as_array().unwrap().iter().map(|item| item["pk"]["S"].as_str().unwrap().to_owned()).collect();
    keys.sort_unstable();
    keys
}

mod types {
    use service::testing::assert_type;

    use crate::testing::world;

    #[tokio::test(start_paused = true)]
    async fn every_member_has_its_type() {
        let world = world();
        for (path, kind) in [
            ("TableName", "String"),
            ("BillingMode", "String"),
            ("ProvisionedThroughput", "Structure"),
            ("GlobalSecondaryIndexUpdates", "List"),
            ("GlobalSecondaryIndexUpdates.0.Create", "Structure"),
            ("StreamSpecification.StreamEnabled", "Boolean"),
            ("DeletionProtectionEnabled", "Boolean"),
        ] {
            assert_type(&world.db, "UpdateTable", path, kind).await;
        }
    }
}

mod constraints {
    use super::*;

    #[tokio::test(start_paused = true)]
    async fn an_update_has_one_concern() {
        let world = provisioned().await;
        let protected = json!({"DeletionProtectionEnabled": true});
        let class = json!({"TableClass": "STANDARD_INFREQUENT_ACCESS"});
        let encrypted = json!({"SSESpecification": {"Enabled": true}});
        let streaming = json!({"StreamSpecification": {"StreamEnabled": true, "StreamViewType": "KEYS_ONLY"}});
        let warm = json!({"WarmThroughput": {"ReadUnitsPerSecond": 100}});
        let on_demand = json!({"OnDemandThroughput": {"MaxReadRequestUnits": 5}});
        let more_units = json!({"ProvisionedThroughput": units(9, 9)});
        let index = created("new", "nk");
        let alone = |what: &str| {
            format!("One or more parameter values were invalid: {what} must be the only operation in the request")
        };
        let invalid = |what: &str| format!("One or more parameter values were invalid: {what}");
        for (one, other, message) in [
            (&protected, &encrypted, alone("Server-Side Encryption modification")),
            (&protected, &class, alone("TableClass modification")),
            (&protected, &index, alone("DeletionProtection modification")),
            (&warm, &more_units, alone("WarmThroughput")),
            (&warm, &index, invalid("Create global secondary index cannot be specified when updating WarmThroughput")),
            (
                &on_demand,
                &streaming,
                invalid("OnDemandThroughput can only be combined with BillingMode in an UpdateTable request"),
            ),
            (&streaming, &more_units, invalid("You cannot modify stream status while updating table IOPS")),
            (&index, &more_units, invalid("You cannot create or delete index while updating table IOPS")),
            (&index, &streaming, invalid("You cannot create or delete index while changing stream status")),
        ] {
            let mut both = of(one.clone());
            both.as_object_mut().unwrap().extend(other.as_object().unwrap().clone());
            assert_eq!(world.invalid("UpdateTable", both).await, message);
        }
        assert_eq!(
            world.invalid("UpdateTable", of(json!({}))).await,
            "At least one of ProvisionedThroughput, BillingMode, UpdateStreamEnabled, GlobalSecondaryIndexUpdates, SSESpecification, \
             ReplicaUpdates, MultiAccountReplicaReady, ReplicaTransitRoleArn, MultiRegionConsistency, DeletionProtectionEnabled, \
             OnDemandThroughput, WarmThroughput or TableClass is required"
        );
    }

    #[tokio::test(start_paused = true)]
    async fn throughput_is_what_goes_with_the_billing_mode_and_changes() {
        let world = provisioned().await;
        let same = |whose: &str, of: &str, units: i64| {
            format!(
                "The provisioned throughput for the {whose} will not change. The requested value equals the current value. Current \
                 ReadCapacityUnits provisioned for the {of}: {units}. Requested ReadCapacityUnits: {units}. Current WriteCapacityUnits \
                 provisioned for the {of}: {units}. Requested WriteCapacityUnits: {units}. Refer to the Amazon DynamoDB Developer Guide \
                 for current limits and how to request higher limits."
            )
        };
        let index = |update: Value| json!({"GlobalSecondaryIndexUpdates": [{"Update": update}]});
        for (more, message) in [
            (json!({"ProvisionedThroughput": units(5, 5)}), same("table", "table", 5)),
            (
                json!({"BillingMode": "PROVISIONED", "ProvisionedThroughput": units(5, 5)}),
                same("table", "table", 5),
            ),
            (
                index(json!({"IndexName": "global", "ProvisionedThroughput": units(3, 3)})),
                same("index global", "index", 3),
            ),
            (
                json!({"BillingMode": "PROVISIONED"}),
                "One or more parameter values were invalid: ProvisionedThroughput must be specified when BillingMode is PROVISIONED"
                    .to_owned(),
            ),
            (
                json!({"BillingMode": "PAY_PER_REQUEST", "ProvisionedThroughput": units(1, 1)}),
                "One or more parameter values were invalid: Neither ReadCapacityUnits nor WriteCapacityUnits can be specified when \
                 BillingMode is PAY_PER_REQUEST"
                    .to_owned(),
            ),
            (
                json!({"ProvisionedThroughput": units(1_000_000_000_001, 1)}),
                "Given value 1000000000001 for ReadCapacityUnits is out of bounds".to_owned(),
            ),
        ] {
            assert_eq!(world.invalid("UpdateTable", of(more)).await, message);
        }
        update(&world, json!({"BillingMode": "PAY_PER_REQUEST"})).await;
        for (more, message) in [
            (
                json!({"BillingMode": "PROVISIONED", "ProvisionedThroughput": units(1, 1)}),
                "ProvisionedThroughput must be specified for index: global",
            ),
            (
                json!({"ProvisionedThroughput": units(1, 1)}),
                "Neither ReadCapacityUnits nor WriteCapacityUnits can be specified when BillingMode is PAY_PER_REQUEST",
            ),
            (
                index(json!({"IndexName": "global"})),
                "The only Updates for index: global when TableThroughputMode is PAY_PER_REQUEST can be to OnDemandThroughput, \
                 WarmThroughput",
            ),
            (
                json!({"WarmThroughput": {"ReadUnitsPerSecond": 11_999}}),
                "Requested ReadUnitsPerSecond for WarmThroughput for table is lower than current WarmThroughput, decreasing \
                 WarmThroughput is not supported",
            ),
        ] {
            let message = format!("One or more parameter values were invalid: {message}");
            assert_eq!(world.invalid("UpdateTable", of(more)).await, message);
        }
    }

    #[tokio::test(start_paused = true)]
    async fn indexes_come_and_go_one_at_a_time() {
        let world = world().with_indexed_table("tab", "S").await;
        let updates = |updates: Value| {
            of(json!({
                "AttributeDefinitions": [{"AttributeName": "nk", "AttributeType": "S"}],
                "GlobalSecondaryIndexUpdates": updates,
            }))
        };
        let delete = |name: &str| json!({"Delete": {"IndexName": name}});
        let mut two_actions = index_on("new", "nk");
        two_actions["Delete"] = json!({"IndexName": "new"});
        for (input, message) in [
            (
                updates(json!([])),
                "One or more parameter values were invalid: List of GlobalSecondaryIndexUpdates is empty",
            ),
            (
                updates(json!([{}])),
                "One or more parameter values were invalid: One of GlobalSecondaryIndexUpdate.Update, \
                 GlobalSecondaryIndexUpdate.Create, GlobalSecondaryIndexUpdate.Delete must not be null",
            ),
            (
                updates(json!([two_actions])),
                "One or more parameter values were invalid: Only one global secondary index action is allowed per \
                 GlobalSecondaryIndexUpdate object",
            ),
            (
                updates(json!([delete("global"), delete("global")])),
                "One or more parameter values were invalid: Only one global secondary index update per index is allowed \
                 simultaneously. Index: global",
            ),
            (updates(json!([index_on("global", "nk")])), "Attempting to create an index which already exists"),
            (updates(json!([delete("local")])), "Cannot delete an index that is not a GlobalSecondaryIndex: local"),
            (
                of(json!({"GlobalSecondaryIndexUpdates": [index_on("new", "nk")]})),
                "One or more parameter values were invalid: AttributeDefinitions is not specified for index: new",
            ),
            (
                updates(json!([index_on("new", "pk")])),
                "One or more parameter values were invalid: Some index key attributes are not defined in AttributeDefinitions. \
                 Keys: [pk], AttributeDefinitions: [nk]",
            ),
        ] {
            assert_eq!(world.invalid("UpdateTable", input).await, message);
        }
        assert_eq!(
            world.refused("UpdateTable", updates(json!([index_on("new", "nk"), delete("global")]))).await,
            (
                "LimitExceededException".to_owned(),
                "Subscriber limit exceeded: Only 1 online index can be created or deleted simultaneously per table"
                    .to_owned()
            )
        );
        assert_eq!(
            world.refused("UpdateTable", updates(json!([delete("ghost")]))).await,
            (
                "ResourceNotFoundException".to_owned(),
                "Requested resource not found: Index ghost for table tab".to_owned()
            )
        );
    }

    #[tokio::test(start_paused = true)]
    async fn streams_and_encryption_change_or_are_refused() {
        let world = world().with_table("tab").await;
        let stream = |more: Value| json!({"StreamSpecification": more});
        for (more, message) in [
            (
                stream(json!({"StreamEnabled": true})),
                "One or more parameter values were invalid: If stream is being enabled then UpdateViewType is required",
            ),
            (
                stream(json!({"StreamEnabled": false, "StreamViewType": "KEYS_ONLY"})),
                "One or more parameter values were invalid: If stream is being disabled, then UpdateViewType must not be specified",
            ),
            (stream(json!({"StreamEnabled": false})), "Table has no stream to disable: TableName: tab"),
            (
                json!({"SSESpecification": {"Enabled": false}}),
                "One or more parameter values were invalid: Table is already encrypted by default",
            ),
        ] {
            assert_eq!(world.invalid("UpdateTable", of(more)).await, message);
        }
    }

    #[tokio::test(start_paused = true)]
    async fn what_is_not_there_is_named() {
        assert_eq!(
            world().refused("UpdateTable", of(json!({"DeletionProtectionEnabled": true}))).await,
            ("ResourceNotFoundException".to_owned(), "Requested resource not found: Table: tab not found".to_owned())
        );
    }
}

mod behaviour {
    use super::*;

    #[tokio::test(start_paused = true)]
    async fn settings_change_one_by_one_and_outlive_a_crash() {
        let world = world().with_table("tab").await;
        update(&world, json!({"DeletionProtectionEnabled": true})).await;
        update(&world, json!({"TableClass": "STANDARD_INFREQUENT_ACCESS"})).await;
        let answer = update(&world, json!({"SSESpecification": {"Enabled": true}})).await;
        assert_eq!(answer["TableStatus"], json!("ACTIVE"));
        update(&world, json!({"OnDemandThroughput": {"MaxReadRequestUnits": 5, "MaxWriteRequestUnits": 6}})).await;
        update(&world, json!({"OnDemandThroughput": {"MaxReadRequestUnits": -1}})).await;
        let streaming = json!({"StreamSpecification": {"StreamEnabled": true, "StreamViewType": "KEYS_ONLY"}});
        let answer = update(&world, streaming.clone()).await;
        assert_eq!(answer["TableStatus"], json!("UPDATING"));
        assert_eq!(
            world.invalid("UpdateTable", of(streaming)).await,
            "Table already has an enabled stream: TableName: tab"
        );
        for world in [&world, &world.reopened()] {
            let table = described(world).await;
            assert_eq!(table["TableStatus"], json!("ACTIVE"));
            assert_eq!(table["DeletionProtectionEnabled"], json!(true));
            assert_eq!(table["TableClassSummary"]["TableClass"], json!("STANDARD_INFREQUENT_ACCESS"));
            assert_eq!(table["SSEDescription"]["Status"], json!("ENABLED"));
            assert_eq!(table["OnDemandThroughput"], json!({"MaxWriteRequestUnits": 6}));
            assert_eq!(table["StreamSpecification"]["StreamViewType"], json!("KEYS_ONLY"));
        }
        update(&world, json!({"StreamSpecification": {"StreamEnabled": false}})).await;
        let table = described(&world).await;
        assert_eq!(table["StreamSpecification"], Value::Null);
        assert!(table["LatestStreamArn"].is_string(), "the last stream can still be read");
        update(&world, json!({"DeletionProtectionEnabled": false})).await;
        world.ok("DeleteTable", json!({"TableName": "tab"})).await;
    }

    #[tokio::test(start_paused = true)]
    async fn throughput_is_told_as_it_was_until_the_update_is_done() {
        let world = provisioned().await;
        let answer = update(&world, json!({"ProvisionedThroughput": units(9, 4)})).await;
        assert_eq!(answer["TableStatus"], json!("UPDATING"));
        assert_eq!(answer["ProvisionedThroughput"]["ReadCapacityUnits"], json!(5));
        let throughput = described(&world).await["ProvisionedThroughput"].clone();
        let told = ["ReadCapacityUnits", "WriteCapacityUnits", "NumberOfDecreasesToday"].map(|name| &throughput[name]);
        assert_eq!(told, [&json!(9), &json!(4), &json!(1)]);
        assert!(throughput["LastIncreaseDateTime"].is_number() && throughput["LastDecreaseDateTime"].is_number());

        let more = json!({"IndexName": "global", "ProvisionedThroughput": units(7, 7)});
        let answer = update(&world, json!({"GlobalSecondaryIndexUpdates": [{"Update": more}]})).await;
        assert_eq!(answer["TableStatus"], json!("ACTIVE"));
        assert_eq!(answer["GlobalSecondaryIndexes"][0]["IndexStatus"], json!("UPDATING"));
        let index = described(&world).await["GlobalSecondaryIndexes"][0].clone();
        assert_eq!(index["IndexStatus"], json!("ACTIVE"));
        assert_eq!(index["ProvisionedThroughput"]["ReadCapacityUnits"], json!(7));
    }

    #[tokio::test(start_paused = true)]
    async fn the_billing_mode_goes_there_and_back() {
        let world = provisioned().await;
        assert_eq!(described(&world).await["BillingModeSummary"], Value::Null);
        let answer = update(&world, json!({"BillingMode": "PAY_PER_REQUEST"})).await;
        assert_eq!(answer["BillingModeSummary"], json!({"BillingMode": "PAY_PER_REQUEST"}));
        let table = described(&world).await;
        assert!(table["BillingModeSummary"]["LastUpdateToPayPerRequestDateTime"].is_number());
        assert_eq!(table["ProvisionedThroughput"]["ReadCapacityUnits"], json!(0));
        // Once more makes no difference.
        update(&world, json!({"BillingMode": "PAY_PER_REQUEST"})).await;
        let back = json!({
            "BillingMode": "PROVISIONED",
            "ProvisionedThroughput": units(2, 2),
            "GlobalSecondaryIndexUpdates": [{"Update": {"IndexName": "global", "ProvisionedThroughput": units(1, 1)}}],
        });
        update(&world, back).await;
        let table = described(&world).await;
        assert_eq!(table["BillingModeSummary"]["BillingMode"], json!("PROVISIONED"));
        assert_eq!(table["ProvisionedThroughput"]["ReadCapacityUnits"], json!(2));
        assert_eq!(table["GlobalSecondaryIndexes"][0]["ProvisionedThroughput"]["ReadCapacityUnits"], json!(1));
    }

    fn item(at: usize) -> Value {
        // Some lack the key of the new index, and one has another type there.
        match at % 5 {
            0 => json!({"pk": {"S": format!("{at:04}")}}),
            1 => json!({"pk": {"S": format!("{at:04}")}, "nk": {"N": "1"}}),
            _ => json!({"pk": {"S": format!("{at:04}")}, "nk": {"S": "n"}, "more": {"S": "x"}}),
        }
    }

    #[tokio::test(start_paused = true)]
    async fn an_index_takes_in_what_is_there_beside_traffic_and_a_crash() {
        let mut world = world().with_table("tab").await;
        for at in 0..700 {
            world.put("tab", item(at)).await;
        }
        let answer = update(&world, created("new", "nk")).await;
        assert_eq!(answer["TableStatus"], json!("UPDATING"));
        let index = &answer["GlobalSecondaryIndexes"][0];
        assert_eq!([&index["IndexStatus"], &index["Backfilling"]], [&json!("CREATING"), &json!(false)]);
        let names = |table: &Value| {
            let definitions = table["AttributeDefinitions"].as_array().unwrap().clone();
            definitions.iter().map(|it| it["AttributeName"].as_str().unwrap().to_owned()).collect::<Vec<_>>()
        };
        assert_eq!(names(&answer), ["nk", "pk"]);

        // Between stretches items come, change and go, on both sides of what was taken in.
        let mut wanted: std::collections::BTreeSet<String> =
            (0..700).filter(|at| at % 5 > 1).map(|at| format!("{at:04}")).collect();
        let mut at = 0;
        while world.backfill_stretch().await {
            let building = described(&world).await["GlobalSecondaryIndexes"][0].clone();
            assert_eq!([&building["IndexStatus"], &building["Backfilling"]], [&json!("CREATING"), &json!(true)]);
            for _ in 0..30 {
                let pk = format!("{at:04}");
                let key = json!({"TableName": "tab", "Key": {"pk": {"S": pk}}});
                match at % 3 {
                    0 => {
                        world.ok("DeleteItem", key).await;
                        wanted.remove(&pk);
                    }
                    1 => {
                        world.put("tab", json!({"pk": {"S": pk}, "nk": {"S": "other"}})).await;
                        wanted.insert(pk);
                    }
                    _ => {
                        world.put("tab", json!({"pk": {"S": pk}, "more": {"S": "y"}})).await;
                        wanted.remove(&pk);
                    }
                }
                at += 7;
            }
            world = world.reopened();
        }
        let table = described(&world).await;
        let index = &table["GlobalSecondaryIndexes"][0];
        assert_eq!([&index["IndexStatus"], &index["Backfilling"]], [&json!("ACTIVE"), &Value::Null]);
        let wanted: Vec<String> = wanted.into_iter().collect();
        assert_eq!(scanned(&world, "new").await, wanted);
        assert_eq!(index["ItemCount"], json!(wanted.len()));
    }

    #[tokio::test(start_paused = true)]
    async fn an_index_that_is_being_built_is_not_read_and_holds_its_table() {
        let world = world().with_table("tab").await;
        world.put("tab", item(2)).await;
        update(&world, created("new", "nk")).await;
        assert_eq!(
            world.invalid("Scan", json!({"TableName": "tab", "IndexName": "new"})).await,
            "Cannot read from backfilling global secondary index: new"
        );
        let in_use = "Attempt to change a resource which is still in use: ";
        assert_eq!(
            world.refused("DeleteTable", json!({"TableName": "tab"})).await,
            (
                "ResourceInUseException".to_owned(),
                format!("{in_use}Cannot delete table while indexes are being created, updated, or deleted.")
            )
        );
        assert_eq!(
            world.refused("UpdateTable", of(created("new", "nk"))).await,
            ("ResourceInUseException".to_owned(), format!("{in_use}Index is being created.  Table: tab Index: new"))
        );
        assert_eq!(world.refused("UpdateTable", of(created("other", "nk"))).await.0, "LimitExceededException");
        while world.backfill_stretch().await {}
        assert_eq!(scanned(&world, "new").await, ["0002"]);
        world.ok("DeleteTable", json!({"TableName": "tab"})).await;
    }

    #[tokio::test(start_paused = true)]
    async fn an_index_goes_with_its_entries_and_its_definitions() {
        let world = world().with_indexed_table("tab", "S").await;
        world.put("tab", json!({"pk": {"S": "a"}, "sk": {"S": "b"}, "gk": {"S": "g"}, "lk": {"S": "l"}})).await;
        let delete = json!({"GlobalSecondaryIndexUpdates": [{"Delete": {"IndexName": "global"}}]});
        let answer = update(&world, delete).await;
        assert_eq!(answer["GlobalSecondaryIndexes"][0]["IndexStatus"], json!("DELETING"));
        for world in [&world, &world.reopened()] {
            let table = described(world).await;
            assert_eq!(table["GlobalSecondaryIndexes"], Value::Null);
            assert_eq!(table["LocalSecondaryIndexes"][0]["ItemCount"], json!(1));
            let definitions = table["AttributeDefinitions"].as_array().unwrap();
            assert!(definitions.iter().all(|definition| definition["AttributeName"] != "gk"), "{definitions:?}");
        }
        assert_eq!(
            world.invalid("Scan", json!({"TableName": "tab", "IndexName": "global"})).await,
            "The table does not have the specified index: global"
        );
        // Its key is an attribute like any other now.
        world.put("tab", json!({"pk": {"S": "a"}, "sk": {"S": "c"}, "gk": {"N": "1"}})).await;
    }

    /// All writes that there are, of one item that has the key of the new index.
    fn writes() -> [(&'static str, Value); 4] {
        let item = json!({"pk": {"S": "a"}, "nk": {"S": "n"}});
        let update = json!({
            "TableName": "tab",
            "Key": {"pk": {"S": "a"}},
            "UpdateExpression": "SET nk = :n",
            "ExpressionAttributeValues": {":n": {"S": "n"}},
        });
        let put = json!({"TableName": "tab", "Item": item});
        [
            ("PutItem", put.clone()),
            ("UpdateItem", update),
            ("BatchWriteItem", json!({"RequestItems": {"tab": [{"PutRequest": {"Item": item}}]}})),
            ("TransactWriteItems", json!({"TransactItems": [{"Put": put}]})),
        ]
    }

    #[tokio::test(start_paused = true)]
    async fn a_write_that_found_the_table_before_its_index_came_fills_it() {
        for (operation, input) in writes() {
            let world = world().with_table("tab").await;
            // Both wait for the table behind a fence: the write has found it without its index.
            let caller = service::testing::caller(clock::Timestamp::from_millis(0));
            let table = world.db.table("tab", &caller).unwrap();
            let fence = world.db.items.fence(table.id()).await;
            let arn = "arn:aws:dynamodb:us-east-1:000000000000:table/tab";
            let tag = json!({"ResourceArn": arn, "Tags": [{"Key": "a", "Value": "b"}]});
            let mut updating = std::pin::pin!(call(&world.db, "UpdateTable", of(created("new", "nk"))));
            let mut write = std::pin::pin!(call(&world.db, operation, input));
            for round in 0..10 {
                let mut context = std::task::Context::from_waker(std::task::Waker::noop());
                assert!(write.as_mut().poll(&mut context).is_pending());
                // An alteration that concerns no writer comes in between.
                if round == 0 {
                    world.ok("TagResource", tag.clone()).await;
                }
                assert!(updating.as_mut().poll(&mut context).is_pending());
            }
            drop(fence);
            let (updated, written) = tokio::join!(updating, write);
            updated.unwrap();
            written.unwrap();
            while world.backfill_stretch().await {}
            assert_eq!(scanned(&world, "new").await, ["a"], "{operation}");
            assert_eq!(described(&world).await["GlobalSecondaryIndexes"][0]["ItemCount"], json!(1));
        }
    }
}
