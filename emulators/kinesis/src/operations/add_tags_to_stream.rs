//! AddTagsToStream

use models::kinesis::AddTagsToStreamInput;
use service::Caller;

use crate::stream::named::named;
use crate::stream::tags;
use crate::{Kinesis, Reply};

pub async fn run(kinesis: &Kinesis, caller: &Caller, input: AddTagsToStreamInput) -> Reply<()> {
    kinesis
        .edit(caller, named!(input), |stream, address| {
            tags::check_pairs(&input.tags, address)?;
            stream.tags.extend(input.tags.clone());
            tags::check_count(&stream.tags, address)
        })
        .await
}

#[cfg(test)]
mod tests {
    use serde_json::{Map, Value, json};
    use service::testing::{assert_refused, assert_type};

    use crate::testing::kinesis;

    #[tokio::test(start_paused = true)]
    async fn types() {
        let world = kinesis();
        for (member, kind) in [("StreamName", "String"), ("Tags", "Map"), ("Tags.a", "String")] {
            assert_type(&world.kinesis, "AddTagsToStream", member, kind).await;
        }
    }

    #[tokio::test(start_paused = true)]
    async fn constraints() {
        let world = kinesis().with_stream("s", 1).await;
        let refused = async |tags: Value, message: &str| {
            let input = json!({"StreamName": "s", "Tags": tags});
            assert_refused(&world.kinesis, "AddTagsToStream", input, "InvalidArgumentException", message).await;
        };
        refused(
            json!({"a;": "b"}),
            "Some tags contain invalid characters. Valid characters: Unicode letters, digits, white space, _ . / = + - % @.",
        )
        .await;
        refused(
            json!({"a": "100%"}),
            "Failed to add tags to stream s under account 000000000000 because some tags contained illegal characters. The allowed \
             characters are Unicode letters, white-spaces, '_',',','/','=','+','-','@'.",
        )
        .await;
    }

    #[tokio::test(start_paused = true)]
    async fn tags_are_listed_in_order_and_removed_by_key() {
        let world = kinesis().with_stream("s", 1).await;
        world.ok("AddTagsToStream", json!({"StreamName": "s", "Tags": {"b": "2", "a": "1", "c": ""}})).await;
        world.ok("AddTagsToStream", json!({"StreamName": "s", "Tags": {"a": "one"}})).await;
        let listed = world.ok("ListTagsForStream", json!({"StreamName": "s", "Limit": 1})).await;
        assert_eq!(listed, json!({"Tags": [{"Key": "a", "Value": "one"}], "HasMoreTags": true}));
        world.ok("RemoveTagsFromStream", json!({"StreamName": "s", "TagKeys": ["b", "z"]})).await;
        let world = world.reopened();
        let listed = world.ok("ListTagsForStream", json!({"StreamName": "s", "ExclusiveStartTagKey": "a"})).await;
        assert_eq!(listed, json!({"Tags": [{"Key": "c", "Value": ""}], "HasMoreTags": false}));
    }

    #[tokio::test(start_paused = true)]
    async fn a_stream_has_fifty_tags_at_most() {
        let world = kinesis().with_stream("s", 1).await;
        let tags = |from: u32, to: u32| (from..to).map(|n| (n.to_string(), json!("v"))).collect::<Map<_, _>>();
        world.ok("AddTagsToStream", json!({"StreamName": "s", "Tags": tags(0, 50)})).await;
        let one_more = json!({"StreamName": "s", "Tags": tags(50, 51)});
        assert_eq!(world.refused("AddTagsToStream", one_more).await.0, "InvalidArgumentException");
    }
}
