//! IncreaseStreamRetentionPeriod

use models::kinesis::IncreaseStreamRetentionPeriodInput;
use service::Caller;

use crate::stream::named::named;
use crate::stream::retention;
use crate::{Kinesis, Reply, refusals};

pub async fn run(kinesis: &Kinesis, caller: &Caller, input: IncreaseStreamRetentionPeriodInput) -> Reply<()> {
    kinesis
        .edit(caller, named!(input), |stream, address| {
            retention::set(stream, input.retention_period_hours, |hours, existing| match hours < existing {
                true => Err(refusals::retention_not_longer(hours, existing, address)),
                false => Ok(()),
            })
        })
        .await
}

#[cfg(test)]
mod tests {
    use serde_json::{Value, json};
    use service::testing::{assert_refused, assert_type, assert_violations};

    use crate::testing::kinesis;

    const OPERATION: &str = "IncreaseStreamRetentionPeriod";

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
        assert_violations(
            &world.kinesis,
            OPERATION,
            input(8761),
            &["Value '8761' at 'retentionPeriodHours' failed to satisfy constraint: Member must have value less than or equal to 8760"],
        )
        .await;
    }

    #[tokio::test(start_paused = true)]
    async fn a_retention_only_grows() {
        let world = kinesis().with_stream("s", 1).await;
        world.ok(OPERATION, input(48)).await;
        assert_refused(
            &world.kinesis,
            OPERATION,
            input(47),
            "InvalidArgumentException",
            "Requested retention period (47 hours) for stream s can not be shorter than existing retention period (48 hours). Use \
             DecreaseRetentionPeriod API.",
        )
        .await;
        let described = world.ok("DescribeStream", json!({"StreamName": "s"})).await;
        assert_eq!(described["StreamDescription"]["RetentionPeriodHours"], 48);
    }
}
