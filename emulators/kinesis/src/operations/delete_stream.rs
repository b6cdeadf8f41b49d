//! DeleteStream

use keyspace::Batch;
use models::kinesis::DeleteStreamInput;
use service::Caller;

use crate::stream::named::named;
use crate::{Kinesis, Reply, refusals};

pub async fn run(kinesis: &Kinesis, caller: &Caller, input: DeleteStreamInput) -> Reply<()> {
    let _writing = kinesis.space.enter().await?;
    let address = kinesis.address(caller, named!(input))?;
    let alone = kinesis.change(&address.account, &address.region).await;
    let found = kinesis.find(caller, named!(input))?;
    if input.enforce_consumer_deletion != Some(true) && found.stream().consumers_at(found.now).next().is_some() {
        return Err(refusals::stream_has_consumers(&address).into());
    }

    let mut batch = Batch::new();
    let deleted = found.stream().clone().delete(found.now, kinesis.settings.lifecycle_latency);
    batch.hold(alone);
    kinesis.keep(&mut batch, &address, deleted, found.now);
    Ok(kinesis.space.commit(batch).await?)
}

#[cfg(test)]
mod tests {
    use std::ops::ControlFlow;
    use std::time::Duration;

    use keyspace::{Direction, Range, Reads, Table};
    use serde_json::json;
    use service::testing::{assert_refused, assert_type};

    use crate::tables::{RECORDS, STREAMS};
    use crate::testing::{World, kinesis, slow_kinesis};

    fn count<T: Table>(world: &World, _table: T) -> usize {
        let mut count = 0;
        let count_one = |_: &[u8], _: &[u8]| {
            count += 1;
            ControlFlow::Continue(())
        };
        world.kinesis.space.scan_raw(&Range::<T>::all(), Direction::Forward, count_one).unwrap();
        count
    }

    /// How many streams and groups of records are in the store.
    fn stored(world: &World) -> (usize, usize) {
        (count(world, STREAMS), count(world, RECORDS))
    }

    #[tokio::test(start_paused = true)]
    async fn types() {
        let world = kinesis();
        assert_type(&world.kinesis, "DeleteStream", "StreamName", "String").await;
        assert_type(&world.kinesis, "DeleteStream", "EnforceConsumerDeletion", "Boolean").await;
    }

    #[tokio::test(start_paused = true)]
    async fn constraints() {
        let world = kinesis();
        assert_refused(
            &world.kinesis,
            "DeleteStream",
            json!({"StreamName": "s"}),
            "ResourceNotFoundException",
            "Stream s under account 000000000000 not found.",
        )
        .await;
    }

    #[tokio::test(start_paused = true)]
    async fn a_deleted_stream_is_gone_at_once_and_its_records_soon() {
        let world = kinesis().with_stream("s", 1).await;
        world.put("s", "a").await;
        world.ok("DeleteStream", json!({"StreamName": "s"})).await;
        assert_eq!(world.refused("DescribeStream", json!({"StreamName": "s"})).await.0, "ResourceNotFoundException");
        assert_eq!(stored(&world), (0, 1));
        world.tidy().await;
        assert_eq!(stored(&world), (0, 0));
    }

    #[tokio::test(start_paused = true)]
    async fn deleting_takes_its_time_and_needs_nobody() {
        let world = slow_kinesis().with_stream("s", 1).await;
        world.put("s", "a").await;
        world.ok("DeleteStream", json!({"StreamName": "s"})).await;
        let described = world.ok("DescribeStream", json!({"StreamName": "s"})).await;
        assert_eq!(described["StreamDescription"]["StreamStatus"], "DELETING");
        world.pass(Duration::from_millis(500));
        assert_eq!(world.refused("DescribeStream", json!({"StreamName": "s"})).await.0, "ResourceNotFoundException");
        world.tidy().await;
        assert_eq!(stored(&world), (0, 0));
    }

    #[tokio::test(start_paused = true)]
    async fn a_stream_goes_by_its_arn_too() {
        let world = kinesis().with_stream("s", 1).await;
        let arn = |region: &str| json!({"StreamARN": format!("arn:aws:kinesis:{region}:000000000000:stream/s")});
        assert_eq!(world.refused("DeleteStream", arn("eu-west-1")).await.0, "ResourceNotFoundException");
        world.ok("DeleteStream", arn("us-east-1")).await;
        assert_eq!(world.refused("DeleteStream", arn("us-east-1")).await.0, "ResourceNotFoundException");
    }
}
