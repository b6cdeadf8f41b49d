//! DecreaseStreamRetentionPeriod

use models::kinesis::DecreaseStreamRetentionPeriodInput;
use service::Caller;

use crate::stream::named::named;
use crate::stream::retention;
use crate::{Kinesis, Reply, refusals};

pub async fn run(kinesis: &Kinesis, caller: &Caller, input: DecreaseStreamRetentionPeriodInput) -> Reply<()> {
    kinesis
        .edit(caller, named!(input), |stream, address| {
            retention::set(stream, input.retention_period_hours, |hours, existing| match hours > existing {
                true => Err(refusals::retention_not_shorter(hours, existing, address)),
                false => Ok(()),
            })
        })
        .await?;
    kinesis.retention.wake().ring();
    Ok(())
}

#[cfg(test)]
mod tests {
    use serde_json::{Value, json};
    use service::testing::{assert_refused, assert_type};

    use crate::testing::{hours, kinesis};

    const OPERATION: &str = "DecreaseStreamRetentionPeriod";

    fn input(hours: u32) -> Value {
        json!({"StreamName": "s", "RetentionPeriodHours": hours})
    }

    #[tokio::test(start_paused = true)]
    async fn types() {
        let world = kinesis();
        assert_type(&world.kinesis, OPERATION, "RetentionPeriodHours", "Integer").await;
        assert_type(&world.kinesis, OPERATION, "StreamName", "String").await;
    }

    #[tokio::test(start_paused = true)]
    async fn constraints() {
        let world = kinesis().with_stream("s", 1).await;
        assert_refused(
            &world.kinesis,
            OPERATION,
            input(23),
            "InvalidArgumentException",
            "Minimum allowed retention period is 24 hours. Requested retention period (23 hours) is too short.",
        )
        .await;
    }

    #[tokio::test(start_paused = true)]
    async fn a_retention_only_shrinks_and_records_go_with_it() {
        let world = kinesis().with_stream("s", 1).await;
        assert_refused(
            &world.kinesis,
            OPERATION,
            input(25),
            "InvalidArgumentException",
            "Requested retention period (25 hours) for stream s can not be longer than existing retention period (24 hours). Use \
             IncreaseRetentionPeriod API.",
        )
        .await;
        world.ok("IncreaseStreamRetentionPeriod", input(48)).await;
        world.put("s", "a").await;
        world.pass(hours(30));
        assert_eq!(world.keys("s", 0).await, ["a"]);
        world.ok(OPERATION, input(24)).await;
        assert!(world.keys("s", 0).await.is_empty());
    }
}
