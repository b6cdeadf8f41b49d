//! ListTagsForStream

use models::kinesis::{ListTagsForStreamInput, ListTagsForStreamOutput, Tag};
use service::Caller;

use crate::stream::named::named;
use crate::{Kinesis, Reply};

pub async fn run(kinesis: &Kinesis, caller: &Caller, input: ListTagsForStreamInput) -> Reply<ListTagsForStreamOutput> {
    kinesis.space.enter_read().await?;
    let found = kinesis.find(caller, named!(input))?;
    let limit = input.limit.map_or(usize::MAX, |limit| limit as usize);
    let after = input.exclusive_start_tag_key.unwrap_or_default();
    let mut following = found.stream().tags.iter().filter(|(key, _)| **key > after);
    let tags = following.by_ref().take(limit).map(|(key, value)| Tag { key: key.clone(), value: Some(value.clone()) });
    Ok(ListTagsForStreamOutput { tags: tags.collect(), has_more_tags: following.next().is_some() })
}

#[cfg(test)]
mod tests {
    use serde_json::json;
    use service::testing::{assert_refused, assert_type};

    use crate::testing::kinesis;

    #[tokio::test(start_paused = true)]
    async fn types() {
        let world = kinesis();
        for (member, kind) in [("StreamName", "String"), ("Limit", "Integer"), ("ExclusiveStartTagKey", "String")] {
            assert_type(&world.kinesis, "ListTagsForStream", member, kind).await;
        }
    }

    #[tokio::test(start_paused = true)]
    async fn constraints() {
        let world = kinesis();
        assert_refused(
            &world.kinesis,
            "ListTagsForStream",
            json!({"StreamName": "s"}),
            "ResourceNotFoundException",
            "Stream s under account 000000000000 not found.",
        )
        .await;
    }

    #[tokio::test(start_paused = true)]
    async fn a_stream_without_tags_lists_none() {
        let world = kinesis().with_stream("s", 1).await;
        let listed = world.ok("ListTagsForStream", json!({"StreamName": "s"})).await;
        assert_eq!(listed, json!({"Tags": [], "HasMoreTags": false}));
    }
}
