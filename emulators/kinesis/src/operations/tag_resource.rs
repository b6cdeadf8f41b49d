//! TagResource: what AddTagsToStream is by name, by ARN.

use std::collections::BTreeMap;

use models::kinesis::TagResourceInput;
use service::Caller;

use crate::stream::consumer::Wanted;
use crate::stream::named::of_resource;
use crate::stream::{Address, tags};
use crate::{Kinesis, Reply};

pub async fn run(kinesis: &Kinesis, caller: &Caller, input: TagResourceInput) -> Reply<()> {
    let tag = |tags: &mut BTreeMap<String, String>, address: &Address| {
        tags::check_pairs(&input.tags, address)?;
        tags.extend(input.tags.clone());
        tags::check_count(tags, address)
    };
    if let Some(wanted) = Wanted::of_arn(&input.resource_arn) {
        return kinesis.edit_consumer(caller, &wanted, |consumer, address| tag(&mut consumer.tags, address)).await;
    }
    let named = of_resource(&input.resource_arn)?;
    kinesis.edit(caller, named, |stream, address| tag(&mut stream.tags, address)).await
}

#[cfg(test)]
mod tests {
    use serde_json::json;
    use service::testing::{assert_refused, assert_type};

    use crate::testing::kinesis;

    const ARN: &str = "arn:aws:kinesis:us-east-1:000000000000:stream/s";

    #[tokio::test(start_paused = true)]
    async fn types() {
        let world = kinesis();
        for (operation, member, kind) in [
            ("TagResource", "ResourceARN", "String"),
            ("TagResource", "Tags", "Map"),
            ("UntagResource", "TagKeys", "List"),
            ("ListTagsForResource", "ResourceARN", "String"),
        ] {
            assert_type(&world.kinesis, operation, member, kind).await;
        }
    }

    #[tokio::test(start_paused = true)]
    async fn constraints() {
        let world = kinesis();
        let message = "Stream s under account 000000000000 not found.";
        for (operation, input) in [
            ("TagResource", json!({"ResourceARN": ARN, "Tags": {"a": "b"}})),
            ("UntagResource", json!({"ResourceARN": ARN, "TagKeys": ["a"]})),
            ("ListTagsForResource", json!({"ResourceARN": ARN})),
        ] {
            assert_refused(&world.kinesis, operation, input, "ResourceNotFoundException", message).await;
        }
    }

    #[tokio::test(start_paused = true)]
    async fn tags_by_arn_are_those_by_name() {
        let world = kinesis().with_stream("s", 1).await;
        world.ok("TagResource", json!({"ResourceARN": ARN, "Tags": {"b": "2", "a": "1"}})).await;
        let tags = json!([{"Key": "a", "Value": "1"}, {"Key": "b", "Value": "2"}]);
        assert_eq!(world.ok("ListTagsForResource", json!({"ResourceARN": ARN})).await, json!({"Tags": tags}));
        assert_eq!(world.ok("ListTagsForStream", json!({"StreamName": "s"})).await["Tags"], tags);
        world.ok("UntagResource", json!({"ResourceARN": ARN, "TagKeys": ["a", "none"]})).await;
        let left = world.ok("ListTagsForResource", json!({"ResourceARN": ARN})).await;
        assert_eq!(left, json!({"Tags": [{"Key": "b", "Value": "2"}]}));
    }
}
