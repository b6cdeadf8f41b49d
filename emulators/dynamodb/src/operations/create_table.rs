//! CreateTable

use std::sync::Arc;

use clock::Epoch;
use keyspace::Batch;
use models::dynamodb::{CreateTableInput, CreateTableOutput};
use service::Caller;

use crate::refusals::tables;
use crate::table::amount::Totals;
use crate::table::description::{Status, describe};
use crate::table::design::TableDesign;
use crate::table::index::{Coverage, Index};
use crate::table::name::TableName;
use crate::table::resource_policy;
use crate::table::tally::Tally;
use crate::table::{Billing, TABLES, Table, TableRecord, ThroughputChanges};
use crate::{DynamoDb, Reply};

pub async fn run(db: &DynamoDb, caller: &Caller, input: CreateTableInput) -> Reply<CreateTableOutput> {
    let said = input.table_name.clone();
    let name = TableName::fresh(&said, caller)?;
    let design = TableDesign::of(input)?;

    let _writing = db.space.enter().await?;
    let locked = db.names.lock(&(name.account, name.region, name.name)).await;
    if db.catalog.find(&name).is_some() {
        return Err(tables::table_exists(name.name));
    }
    let now = db.space.clock().now();
    let epoch = Epoch::new(now);
    let mut indexes = Vec::with_capacity(design.indexes.len());
    let mut index_throughput = Vec::new();
    for index in design.indexes {
        index_throughput.push((index.name.clone(), index.throughput));
        let (name, scope, keys, projection) = (index.name, index.scope, index.keys, index.projection);
        let id = db.space.fresh_id().await?;
        indexes.push(Index { id, name, scope, keys, projection, coverage: Coverage::All });
    }
    let stream_id = if design.stream.is_some() { db.space.fresh_id().await? } else { 0 };
    let mut settings = design.settings;
    settings.resource_policy = design.policy.map(|document| resource_policy::first(document, now));
    let mut record = TableRecord {
        id: db.space.fresh_id().await?,
        uuid: db.space.entropy().uuid(),
        epoch,
        created: epoch.relative(now),
        definitions: design.definitions,
        keys: design.keys,
        indexes,
        billing: design.billing,
        on_demand_since: (design.billing == Billing::OnDemand).then(|| epoch.relative(now)),
        throughput_changes: ThroughputChanges::default(),
        index_throughput,
        settings,
        tags: design.tags,
    };
    let tally = Tally::of_new(record.indexes.len());
    let mut batch = Batch::new();
    let begin = |view| db.streams.begin(&name, &mut record, (stream_id, view), now, &mut batch);
    let stream = design.stream.map(begin);
    let table = Arc::new(Table::new(name, record, tally, stream));
    batch.put(TABLES, &(name.account, name.region, name.name), &table.record);
    let (catalog, made) = (db.catalog.clone(), table.clone());
    batch.on_commit(move || catalog.add(made));
    batch.hold(locked);
    db.space.commit(batch).await?;
    let nothing = Totals::nothing(table.indexes().len());
    Ok(CreateTableOutput {
        table_description: Some(describe(&table, Status::Creating, &nothing, db.space.clock().now())),
    })
}

#[cfg(test)]
mod tests {
    use serde_json::{Value, json};

    use crate::testing::world;

    fn table(more: Value) -> Value {
        let mut input = json!({
            "TableName": "tab",
            "AttributeDefinitions": [{"AttributeName": "pk", "AttributeType": "S"}],
            "KeySchema": [{"AttributeName": "pk", "KeyType": "HASH"}],
            "BillingMode": "PAY_PER_REQUEST",
        });
        for (name, value) in more.as_object().unwrap() {
            input[name] = value.clone();
        }
        input
    }

    fn definitions(names: &[&str]) -> Value {
        names.iter().map(|name| json!({"AttributeName": name, "AttributeType": "S"})).collect()
    }

    fn keys(names: &[&str]) -> Value {
        let kinds = ["HASH", "RANGE"];
        names.iter().zip(kinds).map(|(name, kind)| json!({"AttributeName": name, "KeyType": kind})).collect()
    }

    fn index(name: &str, names: &[&str]) -> Value {
        json!({"IndexName": name, "KeySchema": keys(names), "Projection": {"ProjectionType": "ALL"}})
    }

    mod types {
        use service::testing::assert_type;

        use crate::testing::world;

        #[tokio::test(start_paused = true)]
        async fn every_member_has_its_type() {
            let world = world();
            for (path, kind) in [
                ("TableName", "String"),
                ("AttributeDefinitions", "List"),
                ("AttributeDefinitions.0", "Structure"),
                ("KeySchema", "List"),
                ("KeySchema.0.KeyType", "String"),
                ("ProvisionedThroughput", "Structure"),
                ("ProvisionedThroughput.ReadCapacityUnits", "Long"),
                ("GlobalSecondaryIndexes", "List"),
                ("GlobalSecondaryIndexes.0.Projection.NonKeyAttributes", "List"),
                ("DeletionProtectionEnabled", "Boolean"),
            ] {
                assert_type(&world.db, "CreateTable", path, kind).await;
            }
        }
    }

    mod constraints {
        use super::*;

        #[tokio::test(start_paused = true)]
        async fn tables_are_designed_as_they_can_be_had() {
            let world = world();
            for (more, message) in [
                (
                    json!({"TableName": "ab"}),
                    "1 validation error detected: Value 'ab' at 'tableName' failed to satisfy constraint: Member must have length \
                     greater than or equal to 3",
                ),
                (
                    json!({"KeySchema": []}),
                    "1 validation error detected: Value '[]' at 'keySchema' failed to satisfy constraint: Member must have length \
                     greater than or equal to 1",
                ),
                (
                    json!({"KeySchema": [{"AttributeName": "pk", "KeyType": "SORT"}]}),
                    "1 validation error detected: Value 'SORT' at 'keySchema.1.member.keyType' failed to satisfy constraint: Member \
                     must satisfy enum value set: [HASH, RANGE]",
                ),
                (
                    json!({"KeySchema": keys(&["pk", "pk"])}),
                    "Invalid KeySchema: Some index key attribute have no definition",
                ),
                (
                    json!({"KeySchema": keys(&["pk", "sk"]), "AttributeDefinitions": definitions(&["pk", "other"])}),
                    "One or more parameter values were invalid: Some index key attributes are not defined in AttributeDefinitions. \
                     Keys: [pk, sk], AttributeDefinitions: [other, pk]",
                ),
                (
                    json!({"KeySchema": keys(&["pk", "pk"]), "AttributeDefinitions": definitions(&["pk", "sk"])}),
                    "Both the Hash Key and the Range Key element in the KeySchema have the same name",
                ),
                (
                    json!({"KeySchema": [{"AttributeName": "pk", "KeyType": "RANGE"}]}),
                    "Invalid KeySchema: The first KeySchemaElement is not a HASH key type",
                ),
                (
                    json!({"AttributeDefinitions": definitions(&["pk", "sk"])}),
                    "One or more parameter values were invalid: Number of attributes in KeySchema does not exactly match number of \
                     attributes defined in AttributeDefinitions",
                ),
                (
                    json!({
                        "AttributeDefinitions": definitions(&["pk", "gk", "sk"]),
                        "GlobalSecondaryIndexes": [index("global", &["gk"])],
                    }),
                    "One or more parameter values were invalid: Some AttributeDefinitions are not used. AttributeDefinitions: [gk, pk, \
                     sk], keys used: [gk, pk]",
                ),
                (
                    json!({"LocalSecondaryIndexes": []}),
                    "One or more parameter values were invalid: List of LocalSecondaryIndexes is empty",
                ),
                (
                    json!({
                        "AttributeDefinitions": definitions(&["pk", "lk"]),
                        "LocalSecondaryIndexes": [index("local", &["pk", "lk"])],
                    }),
                    "One or more parameter values were invalid: Table KeySchema does not have a range key, which is required when \
                     specifying a LocalSecondaryIndex",
                ),
                (
                    json!({
                        "AttributeDefinitions": definitions(&["pk", "gk"]),
                        "GlobalSecondaryIndexes": [index("same", &["gk"]), index("same", &["gk"])],
                    }),
                    "One or more parameter values were invalid: Duplicate index name: same",
                ),
                (
                    json!({
                        "AttributeDefinitions": definitions(&["pk", "gk"]),
                        "GlobalSecondaryIndexes": [{
                            "IndexName": "global",
                            "KeySchema": keys(&["gk"]),
                            "Projection": {"ProjectionType": "ALL", "NonKeyAttributes": ["a"]},
                        }],
                    }),
                    "One or more parameter values were invalid: ProjectionType is ALL, but NonKeyAttributes is specified",
                ),
                (
                    json!({"ProvisionedThroughput": {"ReadCapacityUnits": 1, "WriteCapacityUnits": 1}}),
                    "One or more parameter values were invalid: Neither ReadCapacityUnits nor WriteCapacityUnits can be specified \
                     when BillingMode is PAY_PER_REQUEST",
                ),
                (
                    json!({"BillingMode": "PROVISIONED"}),
                    "One or more parameter values were invalid: ReadCapacityUnits and WriteCapacityUnits must both be specified when \
                     BillingMode is PROVISIONED",
                ),
            ] {
                assert_eq!(world.invalid("CreateTable", table(more)).await, message);
            }
        }

        fn global(more: Value) -> Value {
            let mut index = index("global", &["gk"]);
            index.as_object_mut().unwrap().extend(more.as_object().unwrap().clone());
            json!({"AttributeDefinitions": definitions(&["pk", "gk"]), "GlobalSecondaryIndexes": [index]})
        }

        #[tokio::test(start_paused = true)]
        async fn keys_of_global_indexes_have_up_to_four_attributes_of_each_kind() {
            let world = world();
            let key = |name: &str, kind: &str| json!({"AttributeName": name, "KeyType": kind});
            let schema = |kinds: &[&str]| -> Value {
                let keys = kinds.iter().enumerate().map(|(at, kind)| key(&format!("k{at}"), kind));
                keys.collect()
            };
            let with_schema = |schema: Value| {
                let names: std::collections::BTreeSet<&str> =
                    schema.as_array().unwrap().iter().map(|key| key["AttributeName"].as_str().unwrap()).collect();
                let names: Vec<&str> = std::iter::once("pk").chain(names).collect();
                let mut more = global(json!({"KeySchema": schema}));
                more["AttributeDefinitions"] = definitions(&names);
                table(more)
            };
            for (keys, message) in [
                (
                    schema(&["HASH"; 5]),
                    "One or more parameter values were invalid: The KeySchema exceeds the maximum allowed number of HASH key attributes",
                ),
                (
                    schema(&["HASH", "RANGE", "RANGE", "RANGE", "RANGE", "RANGE"]),
                    "One or more parameter values were invalid: The KeySchema exceeds the maximum allowed number of RANGE key attributes",
                ),
                (
                    schema(&["HASH", "RANGE", "HASH"]),
                    "One or more parameter values were invalid: All HASH key attributes must precede RANGE key attributes in the \
                     KeySchema",
                ),
                (
                    json!([key("a", "HASH"), key("b", "RANGE"), key("b", "RANGE")]),
                    "The KeySchema contains multiple key attributes with the same name",
                ),
            ] {
                assert_eq!(world.invalid("CreateTable", with_schema(keys)).await, message);
            }
            let eight = ["HASH", "HASH", "HASH", "HASH", "RANGE", "RANGE", "RANGE", "RANGE"];
            world.ok("CreateTable", with_schema(schema(&eight))).await;
        }

        #[tokio::test(start_paused = true)]
        async fn throughput_goes_with_the_billing_mode() {
            let world = world();
            let provisioned = json!({"BillingMode": "PROVISIONED", "ProvisionedThroughput": {"ReadCapacityUnits": 9, "WriteCapacityUnits": 9}});
            let and = |mut one: Value, other: Value| {
                one.as_object_mut().unwrap().extend(other.as_object().unwrap().clone());
                one
            };
            let maximum = |units: i64| json!({"OnDemandThroughput": {"MaxReadRequestUnits": units}});
            let warm = |units: i64| json!({"WarmThroughput": {"WriteUnitsPerSecond": units}});
            for (more, message) in [
                (
                    and(provisioned.clone(), global(json!({}))),
                    "ProvisionedThroughput is not specified for index: global",
                ),
                (
                    and(provisioned.clone(), maximum(5)),
                    "MaxReadRequestUnits for OnDemandThroughput cannot be specified when table BillingMode is PROVISIONED.",
                ),
                (
                    maximum(0),
                    "Requested MaxReadRequestUnits for OnDemandThroughput for table is outside of valid range",
                ),
                (
                    global(maximum(-1)),
                    "Requested MaxReadRequestUnits for OnDemandThroughput for index : global is outside of valid range",
                ),
                (
                    and(provisioned, warm(5)),
                    "Requested WriteUnitsPerSecond for WarmThroughput for table is lower than WriteCapacityUnits of \
                     ProvisionedThroughput",
                ),
                (
                    warm(1),
                    "Requested WriteUnitsPerSecond for WarmThroughput for table is lower than initial throughput for OnDemand. See: \
                     https://docs.aws.amazon.com/amazondynamodb/latest/developerguide/on-demand-capacity-mode.html\
                     #on-demand-capacity-mode-initial",
                ),
                (
                    global(warm(1)),
                    "Requested WriteUnitsPerSecond for WarmThroughput for index global is lower than initial throughput for OnDemand",
                ),
            ] {
                let message = format!("One or more parameter values were invalid: {message}");
                assert_eq!(world.invalid("CreateTable", table(more)).await, message);
            }
            let made = world.ok("CreateTable", table(maximum(7))).await;
            assert_eq!(made["TableDescription"]["OnDemandThroughput"], json!({"MaxReadRequestUnits": 7}));
        }

        #[tokio::test(start_paused = true)]
        async fn settings_are_complete() {
            let world = world();
            let tags = |keys: &[&str]| json!({"Tags": keys.iter().map(|key| json!({"Key": key, "Value": ""})).collect::<Vec<_>>()});
            let many: Vec<String> = (0..51).map(|at| at.to_string()).collect();
            let many: Vec<&str> = many.iter().map(String::as_str).collect();
            for (more, message) in [
                (
                    json!({"StreamSpecification": {"StreamEnabled": true}}),
                    "One or more parameter values were invalid: Table is being created with a stream enabled, UpdateViewType is required",
                ),
                (
                    json!({"StreamSpecification": {"StreamEnabled": false, "StreamViewType": "NEW_IMAGE"}}),
                    "One or more parameter values were invalid: Table is being created with a stream disabled, UpdateViewType should \
                     not be specified",
                ),
                (
                    json!({"SSESpecification": {"Enabled": false, "SSEType": "KMS", "KMSMasterKeyId": "k"}}),
                    "One or more parameter values were invalid: SSEType can not be specified if Enabled is false",
                ),
                (
                    json!({"SSESpecification": {"Enabled": false, "KMSMasterKeyId": "k"}}),
                    "One or more parameter values were invalid: KMSMasterKeyId can not be specified if Enabled is false",
                ),
                (
                    json!({"SSESpecification": {"Enabled": true, "KMSMasterKeyId": "k"}}),
                    "One or more parameter values were invalid: SSEType KMS is required if KMSMasterKeyId is specified",
                ),
                (
                    json!({"SSESpecification": {"Enabled": true, "SSEType": "AES256"}}),
                    "One or more parameter values were invalid: SSEType AES256 is not supported",
                ),
                (json!({"AttributeDefinitions": definitions(&["pk", "pk"])}), "Attribute Name is duplicated: pk"),
                (tags(&["a", "aws:b"]), "Tag Key cannot be prefixed with aws:, Key: aws:b"),
                (tags(&["a", "a"]), "Duplicate Tag Keys provided as input: Duplicate Tag Key found a"),
                (tags(&many), "Number of Tags exceed the current limit for the provided ResourceArn"),
                (
                    global(json!({"Projection": {"ProjectionType": "INCLUDE", "NonKeyAttributes": ["a", "a"]}})),
                    "One or more parameter values were invalid: Duplicate element in NonKeyAttributes: a",
                ),
                (
                    {
                        let mut unused = global(json!({"Projection": {}}));
                        unused["AttributeDefinitions"] = definitions(&["pk", "gk", "more"]);
                        unused
                    },
                    "One or more parameter values were invalid: Some AttributeDefinitions are not used. AttributeDefinitions: [gk, more, \
                     pk], keys used: [gk, pk]",
                ),
            ] {
                assert_eq!(world.invalid("CreateTable", table(more)).await, message);
            }
            let made = world.ok("CreateTable", table(json!({"SSESpecification": {"SSEType": "KMS"}}))).await;
            assert_eq!(made["TableDescription"]["SSEDescription"]["Status"], json!("ENABLED"));
        }

        #[tokio::test(start_paused = true)]
        async fn a_name_is_taken_once() {
            let world = world().with_table("tab").await;
            assert_eq!(
                world.refused("CreateTable", table(json!({}))).await,
                ("ResourceInUseException".to_owned(), "Table already exists: tab".to_owned())
            );
        }
    }

    mod behaviour {
        use super::*;

        #[tokio::test(start_paused = true)]
        async fn a_table_is_described_as_it_was_made() {
            let world = world();
            let more = json!({
                "AttributeDefinitions": definitions(&["pk", "sk", "lk", "gk"]),
                "KeySchema": keys(&["pk", "sk"]),
                "LocalSecondaryIndexes": [index("local", &["pk", "lk"])],
                "GlobalSecondaryIndexes": [{
                    "IndexName": "global",
                    "KeySchema": keys(&["gk"]),
                    "Projection": {"ProjectionType": "INCLUDE", "NonKeyAttributes": ["a"]},
                }],
                "StreamSpecification": {"StreamEnabled": true, "StreamViewType": "NEW_IMAGE"},
                "SSESpecification": {"Enabled": true},
                "TableClass": "STANDARD_INFREQUENT_ACCESS",
                "DeletionProtectionEnabled": true,
            });
            let made = world.ok("CreateTable", table(more)).await;
            let mut found = world.ok("DescribeTable", json!({"TableName": "tab"})).await["Table"].clone();
            assert_eq!(made["TableDescription"]["TableStatus"], json!("CREATING"));
            assert_eq!(made["TableDescription"]["BillingModeSummary"], json!({"BillingMode": "PAY_PER_REQUEST"}));
            assert_eq!(made["TableDescription"]["WarmThroughput"], Value::Null);
            let arn = "arn:aws:dynamodb:us-east-1:000000000000:table/tab";
            let uuid = found["TableId"].take();
            assert_eq!(uuid.as_str().unwrap().len(), 36);
            assert_eq!(
                found,
                json!({
                    "TableName": "tab",
                    "TableId": null,
                    "TableArn": arn,
                    "TableStatus": "ACTIVE",
                    "CreationDateTime": 1_767_225_600,
                    "AttributeDefinitions": definitions(&["gk", "lk", "pk", "sk"]),
                    "KeySchema": keys(&["pk", "sk"]),
                    "ItemCount": 0,
                    "TableSizeBytes": 0,
                    "BillingModeSummary": {
                        "BillingMode": "PAY_PER_REQUEST", "LastUpdateToPayPerRequestDateTime": 1_767_225_600,
                    },
                    "ProvisionedThroughput": {"NumberOfDecreasesToday": 0, "ReadCapacityUnits": 0, "WriteCapacityUnits": 0},
                    "LocalSecondaryIndexes": [{
                        "IndexName": "local",
                        "IndexArn": format!("{arn}/index/local"),
                        "KeySchema": keys(&["pk", "lk"]),
                        "Projection": {"ProjectionType": "ALL"},
                        "IndexSizeBytes": 0,
                        "ItemCount": 0,
                    }],
                    "GlobalSecondaryIndexes": [{
                        "IndexName": "global",
                        "IndexArn": format!("{arn}/index/global"),
                        "IndexStatus": "ACTIVE",
                        "KeySchema": keys(&["gk"]),
                        "Projection": {"ProjectionType": "INCLUDE", "NonKeyAttributes": ["a"]},
                        "IndexSizeBytes": 0,
                        "ItemCount": 0,
                        "ProvisionedThroughput": {"NumberOfDecreasesToday": 0, "ReadCapacityUnits": 0, "WriteCapacityUnits": 0},
                        "WarmThroughput": {"ReadUnitsPerSecond": 12000, "WriteUnitsPerSecond": 4000, "Status": "ACTIVE"},
                    }],
                    "StreamSpecification": {"StreamEnabled": true, "StreamViewType": "NEW_IMAGE"},
                    "LatestStreamLabel": "2026-01-01T00:00:00.000",
                    "LatestStreamArn": format!("{arn}/stream/2026-01-01T00:00:00.000"),
                    "SSEDescription": {
                        "Status": "ENABLED",
                        "SSEType": "KMS",
                        "KMSMasterKeyArn": "arn:aws:kms:us-east-1:000000000000:key/84602d75-bb2e-44a8-a82b-48eba51a968a",
                    },
                    "TableClassSummary": {"TableClass": "STANDARD_INFREQUENT_ACCESS"},
                    "DeletionProtectionEnabled": true,
                    "WarmThroughput": {"ReadUnitsPerSecond": 12000, "WriteUnitsPerSecond": 4000, "Status": "ACTIVE"},
                })
            );
        }

        #[tokio::test(start_paused = true)]
        async fn tables_of_other_regions_and_accounts_are_others() {
            let world = world().with_table("tab").await;
            let mut elsewhere = service::testing::caller(clock::Timestamp::from_millis(0));
            elsewhere.region = "eu-west-1".to_owned();
            let answer =
                service::testing::call_as(&world.db, &elsewhere, "CreateTable", table(json!({}))).await.unwrap();
            assert_eq!(
                answer["TableDescription"]["TableArn"],
                json!("arn:aws:dynamodb:eu-west-1:000000000000:table/tab")
            );
        }
    }
}
