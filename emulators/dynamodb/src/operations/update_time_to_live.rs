//! UpdateTimeToLive

use models::dynamodb::{UpdateTimeToLiveInput, UpdateTimeToLiveOutput};
use service::Caller;

use crate::refusals::updates;
use crate::table::alteration::{Altering, Reach};
use crate::table::index::Coverage;
use crate::table::name::TableName;
use crate::table::time_to_live::{EXPIRIES, TimeToLive};
use crate::{DynamoDb, Reply};

pub async fn run(db: &DynamoDb, caller: &Caller, input: UpdateTimeToLiveInput) -> Reply<UpdateTimeToLiveOutput> {
    let name = TableName::read(&input.table_name, caller)?;
    let asked = input.time_to_live_specification;
    let id = db.fresh_id().await?;
    let attribute = asked.attribute_name.clone();
    if asked.enabled {
        db.alterations.alter(&name, Reach::Items, |altering| switch_on(altering, id, attribute)).await?;
        db.backfill.begin(&name);
    } else {
        db.alterations.alter(&name, Reach::Items, |altering| switch_off(altering, &attribute)).await?;
    }
    Ok(UpdateTimeToLiveOutput { time_to_live_specification: Some(asked) })
}

fn switch_on(altering: &mut Altering, id: u64, attribute: String) -> Reply<()> {
    match &altering.record.settings.time_to_live {
        Some(ttl) if ttl.attribute == attribute => return Err(updates::expiry_is_on().into()),
        Some(ttl) => return Err(updates::expiry_by_another(&ttl.attribute).into()),
        None => {}
    }
    let coverage = Coverage::UpTo(Vec::new());
    altering.record.settings.time_to_live = Some(TimeToLive { id, attribute, coverage });
    Ok(())
}

fn switch_off(altering: &mut Altering, attribute: &str) -> Reply<()> {
    let ttl = altering.record.settings.time_to_live.take().ok_or_else(updates::expiry_is_off)?;
    if ttl.attribute != attribute {
        return Err(updates::expiry_by_another(&ttl.attribute).into());
    }
    altering.batch.delete_prefix_later(EXPIRIES, &(ttl.id,));
    Ok(())
}

#[cfg(test)]
mod tests {
    use std::time::Duration;

    use keyspace::{Direction, Janitor, Next, Reads};
    use serde_json::{Value, json};

    use crate::table::time_to_live::EXPIRIES;
    use crate::testing::{START_MS, World, world};

    const START: i64 = START_MS / 1000;

    async fn switch(world: &World, enabled: bool, attribute: &str) -> Value {
        world.ok("UpdateTimeToLive", spec(enabled, attribute)).await
    }

    fn spec(enabled: bool, attribute: &str) -> Value {
        json!({"TableName": "tab", "TimeToLiveSpecification": {"Enabled": enabled, "AttributeName": attribute}})
    }

    async fn described(world: &World) -> Value {
        world.ok("DescribeTimeToLive", json!({"TableName": "tab"})).await["TimeToLiveDescription"].clone()
    }

    fn item(pk: &str, expires: i64) -> Value {
        json!({"pk": {"S": pk}, "ttl": {"N": expires.to_string()}})
    }

    async fn put(world: &World, pk: &str, expires: i64) {
        world.put("tab", item(pk, expires)).await;
    }

    async fn keys(world: &World) -> Vec<String> {
        let found = world.ok("Scan", json!({"TableName": "tab"})).await;
        let mut keys: Vec<String> = found["Items"]
            .as_array()
            .unwrap()
            .iter()
            .map(|item| item["pk"]["S"].as_str().unwrap().to_owned())
            .collect();
        keys.sort_unstable();
        keys
    }

    /// Does all that is due, and says when it wants to be called again.
    async fn sweep(world: &World) -> Next {
        while world.backfill_stretch().await {}
        loop {
            let next = world.db.expiry.tick(world.db.space.clock().now()).await.unwrap();
            if next != Next::Busy {
                return next;
            }
        }
    }

    fn rows(world: &World) -> usize {
        let mut rows = 0;
        let count = |_, ()| {
            rows += 1;
            std::ops::ControlFlow::Continue(())
        };
        world.db.space.scan(&EXPIRIES.all(), Direction::Forward, count).unwrap();
        rows
    }

    async fn in_seconds(world: &World, seconds: u64) {
        world.db.space.clock().advance(Duration::from_secs(seconds));
    }

    mod types {
        use service::testing::assert_type;

        use crate::testing::world;

        #[tokio::test(start_paused = true)]
        async fn every_member_has_its_type() {
            let world = world();
            assert_type(&world.db, "UpdateTimeToLive", "TimeToLiveSpecification.Enabled", "Boolean").await;
            assert_type(&world.db, "UpdateTimeToLive", "TimeToLiveSpecification.AttributeName", "String").await;
            assert_type(&world.db, "DescribeTimeToLive", "TableName", "String").await;
        }
    }

    mod constraints {
        use super::*;

        #[tokio::test(start_paused = true)]
        async fn it_is_switched_on_once_and_off_by_its_attribute() {
            let world = world().with_table("tab").await;
            assert_eq!(world.invalid("UpdateTimeToLive", spec(false, "ttl")).await, "TimeToLive is already disabled");
            switch(&world, true, "ttl").await;
            for (enabled, attribute, message) in [
                (true, "ttl", "TimeToLive is already enabled"),
                (true, "other", "TimeToLive is active on a different AttributeName: current AttributeName is ttl"),
                (false, "other", "TimeToLive is active on a different AttributeName: current AttributeName is ttl"),
            ] {
                assert_eq!(world.invalid("UpdateTimeToLive", spec(enabled, attribute)).await, message);
            }
        }

        #[tokio::test(start_paused = true)]
        async fn what_is_not_there_is_named() {
            let world = world();
            for (operation, input) in
                [("UpdateTimeToLive", spec(true, "ttl")), ("DescribeTimeToLive", json!({"TableName": "tab"}))]
            {
                assert_eq!(
                    world.refused(operation, input).await,
                    (
                        "ResourceNotFoundException".to_owned(),
                        "Requested resource not found: Table: tab not found".to_owned()
                    )
                );
            }
        }
    }

    mod behaviour {
        use super::*;

        #[tokio::test(start_paused = true)]
        async fn it_is_described_on_and_off() {
            let world = world().with_table("tab").await;
            assert_eq!(described(&world).await, json!({"TimeToLiveStatus": "DISABLED"}));
            let answer = switch(&world, true, "ttl").await;
            assert_eq!(answer["TimeToLiveSpecification"], json!({"Enabled": true, "AttributeName": "ttl"}));
            let on = json!({"TimeToLiveStatus": "ENABLED", "AttributeName": "ttl"});
            assert_eq!(described(&world).await, on);
            assert_eq!(described(&world.reopened()).await, on);
            switch(&world, false, "ttl").await;
            assert_eq!(described(&world).await, json!({"TimeToLiveStatus": "DISABLED"}));
        }

        #[tokio::test(start_paused = true)]
        async fn items_go_when_their_time_has_come() {
            let world = world().with_indexed_table("tab", "S").await;
            let item = |pk: &str, ttl: Value| json!({"pk": {"S": pk}, "sk": {"S": "s"}, "gk": {"S": "g"}, "ttl": ttl});
            let at = |seconds: i64| json!({"N": (START + seconds).to_string()});
            // Before it is switched on, and after.
            world.put("tab", item("before", at(10))).await;
            switch(&world, true, "ttl").await;
            world.put("tab", item("after", at(20))).await;
            world.put("tab", item("text", json!({"S": (START + 1).to_string()}))).await;
            world.put("tab", item("ancient", at(-6 * 365 * 86_400))).await;
            assert_eq!(sweep(&world).await, Next::Until(clock::Timestamp::from_millis(START_MS + 10_000)));
            assert_eq!(keys(&world).await, ["after", "ancient", "before", "text"]);
            in_seconds(&world, 10).await;
            assert_eq!(sweep(&world).await, Next::Until(clock::Timestamp::from_millis(START_MS + 20_000)));
            assert_eq!(keys(&world).await, ["after", "ancient", "text"]);
            in_seconds(&world, 3600).await;
            assert_eq!(sweep(&world).await, Next::Idle);
            assert_eq!(keys(&world).await, ["ancient", "text"]);
            let index = world.ok("Scan", json!({"TableName": "tab", "IndexName": "global"})).await;
            assert_eq!(index["Count"], json!(2));
            let table = world.ok("DescribeTable", json!({"TableName": "tab"})).await["Table"].clone();
            assert_eq!([&table["ItemCount"], &table["GlobalSecondaryIndexes"][0]["ItemCount"]], [&json!(2), &json!(2)]);
            assert_eq!(rows(&world), 0);
        }

        #[tokio::test(start_paused = true)]
        async fn a_later_write_decides_when() {
            let world = world().with_table("tab").await;
            switch(&world, true, "ttl").await;
            sweep(&world).await;
            put(&world, "a", START + 10).await;
            put(&world, "b", START + 10).await;
            put(&world, "c", START + 10).await;
            // Later, never, and again as it was.
            put(&world, "a", START + 30).await;
            world.put("tab", json!({"pk": {"S": "b"}})).await;
            put(&world, "c", START + 10).await;
            assert_eq!(rows(&world), 2);
            in_seconds(&world, 10).await;
            sweep(&world).await;
            assert_eq!(keys(&world).await, ["a", "b"]);
            // Sooner than what was waited for.
            put(&world, "d", START + 11).await;
            let world = world.reopened();
            in_seconds(&world, 11).await;
            assert_eq!(sweep(&world).await, Next::Until(clock::Timestamp::from_millis(START_MS + 30_000)));
            assert_eq!(keys(&world).await, ["a", "b"]);
        }

        #[tokio::test(start_paused = true)]
        async fn a_thousand_that_are_due_go_in_stretches_and_what_is_not_due_is_not_read() {
            let world = world().with_table("tab").await;
            for at in 0..1000 {
                put(&world, &format!("{at:04}"), START + at % 2 * 1_000_000).await;
            }
            switch(&world, true, "ttl").await;
            sweep(&world).await;
            assert_eq!((keys(&world).await.len(), rows(&world)), (500, 500));
        }

        #[tokio::test(start_paused = true)]
        async fn switched_off_nothing_goes() {
            let world = world().with_table("tab").await;
            switch(&world, true, "ttl").await;
            put(&world, "a", START + 10).await;
            switch(&world, false, "ttl").await;
            in_seconds(&world, 100).await;
            assert_eq!(sweep(&world).await, Next::Idle);
            assert_eq!(keys(&world).await, ["a"]);
            // Another attribute, then.
            world.put("tab", json!({"pk": {"S": "b"}, "until": {"N": START.to_string()}})).await;
            switch(&world, true, "until").await;
            sweep(&world).await;
            assert_eq!(keys(&world).await, ["a"]);
        }

        #[tokio::test(start_paused = true)]
        async fn what_a_transaction_holds_goes_afterwards() {
            let world = world().with_table("tab").await;
            switch(&world, true, "ttl").await;
            put(&world, "a", START + 10).await;
            sweep(&world).await;
            in_seconds(&world, 10).await;
            let caller = service::testing::caller(clock::Timestamp::from_millis(0));
            let table = world.db.table("tab", &caller).unwrap();
            let a = crate::item::attribute_value::AttributeValue::S("a".to_owned());
            let key = table.keys().encode(&crate::item::Item::from_iter([("pk".to_owned(), a)])).unwrap();
            let held = world.db.items.lock_for_transaction([(table.id(), key.as_slice())]).await.unwrap();
            let now = world.db.space.clock().now();
            assert_eq!(world.db.expiry.tick(now).await.unwrap(), Next::Busy);
            assert_eq!(keys(&world).await, ["a"]);
            drop(held);
            sweep(&world).await;
            assert_eq!(keys(&world).await, Vec::<String>::new());
        }
    }
}
