//! RegisterStreamConsumer

use models::kinesis::{RegisterStreamConsumerInput, RegisterStreamConsumerOutput};
use service::Caller;

use crate::stream::consumer::Wanted;
use crate::stream::named::Named;
use crate::stream::{Status, tags};
use crate::{Kinesis, Reply, refusals};

pub async fn run(
    kinesis: &Kinesis,
    caller: &Caller,
    input: RegisterStreamConsumerInput,
) -> Reply<RegisterStreamConsumerOutput> {
    let named = || Named { name: None, arn: Some(&input.stream_arn), id: input.stream_id.as_deref() };
    let (now, latency) = (kinesis.now(), kinesis.settings.lifecycle_latency);
    let consumer_tags = input.tags.clone().unwrap_or_default();
    kinesis
        .edit(caller, named(), |stream, address| {
            if stream.status() != Status::Active {
                return Err(refusals::stream_not_active(address, stream.status()));
            }
            tags::check_pairs(&consumer_tags, address)?;
            tags::check_count(&consumer_tags, address)?;
            stream.register(input.consumer_name.clone(), consumer_tags, address, now, latency)
        })
        .await?;
    let found = kinesis.find(caller, named())?;
    let wanted = Wanted::new(None, Some(&input.stream_arn), Some(&input.consumer_name))?;
    let mut consumer = wanted.find(found.stream(), found.address(), found.now)?.described(&found);
    // Seen: API reference: what is registered is answered as CREATING.
    consumer.consumer_status = "CREATING".to_owned();
    Ok(RegisterStreamConsumerOutput { consumer })
}

#[cfg(test)]
mod tests {
    use std::time::Duration;

    use serde_json::{Value, json};
    use service::testing::{assert_refused, assert_type, assert_violations};

    use crate::testing::{World, kinesis, slow_kinesis, text};

    const STREAM: &str = "arn:aws:kinesis:us-east-1:000000000000:stream/s";

    async fn register(world: &World, name: &str) -> Value {
        world.ok("RegisterStreamConsumer", json!({"StreamARN": STREAM, "ConsumerName": name})).await["Consumer"].take()
    }

    async fn describe(world: &World, name: &str) -> Value {
        let input = json!({"StreamARN": STREAM, "ConsumerName": name});
        world.ok("DescribeStreamConsumer", input).await["ConsumerDescription"].take()
    }

    async fn names(world: &World) -> Vec<String> {
        let listed = world.ok("ListStreamConsumers", json!({"StreamARN": STREAM})).await;
        listed["Consumers"].as_array().unwrap().iter().map(|consumer| text(&consumer["ConsumerName"])).collect()
    }

    #[tokio::test(start_paused = true)]
    async fn types() {
        let world = kinesis();
        for operation in ["RegisterStreamConsumer", "DescribeStreamConsumer", "DeregisterStreamConsumer"] {
            assert_type(&world.kinesis, operation, "StreamARN", "String").await;
            assert_type(&world.kinesis, operation, "ConsumerName", "String").await;
        }
        assert_type(&world.kinesis, "RegisterStreamConsumer", "Tags", "Map").await;
        assert_type(&world.kinesis, "ListStreamConsumers", "MaxResults", "Integer").await;
    }

    #[tokio::test(start_paused = true)]
    async fn constraints() {
        let world = kinesis();
        assert_violations(
            &world.kinesis,
            "RegisterStreamConsumer",
            json!({"StreamARN": STREAM, "ConsumerName": "a b"}),
            &["Value 'a b' at 'consumerName' failed to satisfy constraint: Member must satisfy regular expression pattern: [a-zA-Z0-9_.-]+"],
        )
        .await;
        let message = "Stream s under account 000000000000 not found.";
        for (operation, input) in [
            ("RegisterStreamConsumer", json!({"StreamARN": STREAM, "ConsumerName": "c"})),
            ("DescribeStreamConsumer", json!({"StreamARN": STREAM, "ConsumerName": "c"})),
            ("DeregisterStreamConsumer", json!({"StreamARN": STREAM, "ConsumerName": "c"})),
            ("ListStreamConsumers", json!({"StreamARN": STREAM})),
        ] {
            assert_refused(&world.kinesis, operation, input, "ResourceNotFoundException", message).await;
        }
        let world = world.with_stream("s", 1).await;
        for operation in ["DescribeStreamConsumer", "DeregisterStreamConsumer"] {
            for input in [json!({}), json!({"StreamARN": STREAM}), json!({"ConsumerName": "c"})] {
                assert_eq!(world.refused(operation, input).await.0, "InvalidArgumentException", "{operation}");
            }
            let (code, _) = world.refused(operation, json!({"StreamARN": STREAM, "ConsumerName": "c"})).await;
            assert_eq!(code, "ResourceNotFoundException");
        }
    }

    #[tokio::test(start_paused = true)]
    async fn a_consumer_is_made_described_and_deleted_and_each_takes_its_time() {
        let world = slow_kinesis().with_stream("s", 1).await;
        let made = register(&world, "c").await;
        let arn = format!("{STREAM}/consumer/c:{}", world.now().as_secs());
        assert_eq!(made["ConsumerStatus"], "CREATING");
        assert_eq!(made["ConsumerARN"], arn.as_str());
        assert_eq!(describe(&world, "c").await["ConsumerStatus"], "CREATING");
        assert_eq!(
            world.refused("RegisterStreamConsumer", json!({"StreamARN": STREAM, "ConsumerName": "c"})).await.0,
            "ResourceInUseException"
        );

        world.pass(Duration::from_millis(500));
        let world = world.reopened();
        let described = world.ok("DescribeStreamConsumer", json!({"ConsumerARN": arn})).await;
        assert_eq!(described["ConsumerDescription"]["ConsumerStatus"], "ACTIVE");
        assert_eq!(described["ConsumerDescription"]["StreamARN"], STREAM);
        let summary = world.ok("DescribeStreamSummary", json!({"StreamName": "s"})).await;
        assert_eq!(summary["StreamDescriptionSummary"]["ConsumerCount"], 1);

        world.ok("DeregisterStreamConsumer", json!({"ConsumerARN": arn})).await;
        assert_eq!(describe(&world, "c").await["ConsumerStatus"], "DELETING");
        world.pass(Duration::from_millis(500));
        let gone = world.refused("DescribeStreamConsumer", json!({"ConsumerARN": arn})).await;
        assert_eq!(gone.0, "ResourceNotFoundException");

        // Another one of that name is not the one of that ARN.
        register(&world, "c").await;
        let gone = world.refused("DescribeStreamConsumer", json!({"ConsumerARN": arn})).await;
        assert_eq!(gone.0, "ResourceNotFoundException");
    }

    #[tokio::test(start_paused = true)]
    async fn a_stream_has_twenty_at_most_and_five_are_made_at_a_time() {
        let world = slow_kinesis().with_stream("s", 1).await;
        let more = |number: usize| json!({"StreamARN": STREAM, "ConsumerName": format!("c{number:02}")});
        for number in 0..20 {
            if number > 0 && number % 5 == 0 {
                assert_eq!(world.refused("RegisterStreamConsumer", more(number)).await.0, "LimitExceededException");
                world.pass(Duration::from_millis(500));
            }
            world.ok("RegisterStreamConsumer", more(number)).await;
        }
        world.pass(Duration::from_millis(500));
        assert_eq!(world.refused("RegisterStreamConsumer", more(20)).await.0, "LimitExceededException");
        assert_eq!(names(&world).await.len(), 20);
        let first = world.ok("ListStreamConsumers", json!({"StreamARN": STREAM, "MaxResults": 12})).await;
        assert_eq!(first["Consumers"].as_array().unwrap().len(), 12);
        let rest = json!({"StreamARN": STREAM, "NextToken": first["NextToken"]});
        let rest = world.ok("ListStreamConsumers", rest).await;
        assert_eq!((&rest["Consumers"][0]["ConsumerName"], &rest["NextToken"]), (&json!("c12"), &Value::Null));
        let both = json!({"StreamARN": STREAM, "NextToken": first["NextToken"], "StreamCreationTimestamp": 1});
        assert_eq!(world.refused("ListStreamConsumers", both).await.0, "InvalidArgumentException");
    }

    #[tokio::test(start_paused = true)]
    async fn a_stream_with_consumers_is_deleted_with_them_only_if_that_is_said() {
        let world = kinesis().with_stream("s", 1).await;
        register(&world, "c").await;
        assert_refused(
            &world.kinesis,
            "DeleteStream",
            json!({"StreamName": "s"}),
            "ResourceInUseException",
            "DeleteStream can't delete arn:aws:kinesis:us-east-1:000000000000:stream/s because there are consumers associated with \
             this data stream. To delete s anyway, set the EnforceConsumerDeletion parameter to true to force the deletion of all \
             the consumers that are associated with it.",
        )
        .await;
        world.ok("DeleteStream", json!({"StreamName": "s", "EnforceConsumerDeletion": true})).await;
        let world = world.with_stream("s", 1).await;
        assert_eq!(names(&world).await, [""; 0]);
        world.ok("DeleteStream", json!({"StreamName": "s"})).await;
    }

    #[tokio::test(start_paused = true)]
    async fn tags_and_policies_are_its_own() {
        let world = kinesis().with_stream("s", 1).await;
        let input = json!({"StreamARN": STREAM, "ConsumerName": "c", "Tags": {"a": "1"}});
        let arn = text(&world.ok("RegisterStreamConsumer", input).await["Consumer"]["ConsumerARN"]);
        world.ok("TagResource", json!({"ResourceARN": arn, "Tags": {"b": "2"}})).await;
        world.ok("UntagResource", json!({"ResourceARN": arn, "TagKeys": ["a"]})).await;
        let tags = |of: &str| json!({"ResourceARN": of});
        assert_eq!(world.ok("ListTagsForResource", tags(&arn)).await, json!({"Tags": [{"Key": "b", "Value": "2"}]}));
        assert_eq!(world.ok("ListTagsForResource", tags(STREAM)).await, json!({"Tags": []}));
        world.ok("PutResourcePolicy", json!({"ResourceARN": arn, "Policy": "{}"})).await;
        assert_eq!(world.ok("GetResourcePolicy", tags(&arn)).await, json!({"Policy": "{}"}));
        assert_eq!(world.refused("GetResourcePolicy", tags(STREAM)).await.0, "ResourceNotFoundException");
        world.ok("DeleteResourcePolicy", tags(&arn)).await;
        assert_eq!(world.refused("GetResourcePolicy", tags(&arn)).await.0, "ResourceNotFoundException");
        let other = format!("{arn}0");
        assert_eq!(world.refused("ListTagsForResource", tags(&other)).await.0, "ResourceNotFoundException");
    }
}
