//! RemoveTagsFromStream

use models::kinesis::RemoveTagsFromStreamInput;
use service::Caller;

use crate::stream::named::named;
use crate::stream::tags;
use crate::{Kinesis, Reply};

pub async fn run(kinesis: &Kinesis, caller: &Caller, input: RemoveTagsFromStreamInput) -> Reply<()> {
    kinesis
        .edit(caller, named!(input), |stream, address| {
            tags::check(input.tag_keys.iter().map(String::as_str), tags::Purpose::Remove, address)?;
            stream.tags.retain(|key, _| !input.tag_keys.contains(key));
            Ok(())
        })
        .await
}

#[cfg(test)]
mod tests {
    use serde_json::json;
    use service::testing::{assert_refused, assert_type};

    use crate::testing::kinesis;

    #[tokio::test(start_paused = true)]
    async fn types() {
        let world = kinesis();
        for (member, kind) in [("StreamName", "String"), ("TagKeys", "List"), ("TagKeys.0", "String")] {
            assert_type(&world.kinesis, "RemoveTagsFromStream", member, kind).await;
        }
    }

    #[tokio::test(start_paused = true)]
    async fn constraints() {
        let world = kinesis().with_stream("s", 1).await;
        assert_refused(
            &world.kinesis,
            "RemoveTagsFromStream",
            json!({"StreamName": "s", "TagKeys": ["a%"]}),
            "InvalidArgumentException",
            "Failed to remove tags from stream s under account 000000000000 because some tags contained illegal characters. The \
             allowed characters are Unicode letters, white-spaces, '_',',','/','=','+','-','@'.",
        )
        .await;
    }
}
