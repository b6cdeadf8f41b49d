//! StartStreamEncryption: the key is kept and described; nothing is encrypted with it.

use models::kinesis::StartStreamEncryptionInput;
use service::Caller;

use crate::stream::named::named;
use crate::{Kinesis, Reply};

pub async fn run(kinesis: &Kinesis, caller: &Caller, input: StartStreamEncryptionInput) -> Reply<()> {
    let set = |stream: &mut crate::stream::Stream, _: &_| {
        stream.encryption_key = Some(input.key_id.clone());
        Ok(())
    };
    kinesis.reconfigure(caller, named!(input), set).await.map(drop)
}

#[cfg(test)]
mod tests {
    use serde_json::json;
    use service::testing::{assert_refused, assert_type};

    use crate::testing::{kinesis, slow_kinesis};

    #[tokio::test(start_paused = true)]
    async fn types() {
        let world = kinesis();
        for (member, kind) in [("StreamName", "String"), ("EncryptionType", "String"), ("KeyId", "String")] {
            assert_type(&world.kinesis, "StartStreamEncryption", member, kind).await;
        }
    }

    #[tokio::test(start_paused = true)]
    async fn constraints() {
        let world = slow_kinesis();
        let input = json!({"StreamName": "s", "EncryptionType": "KMS", "KeyId": "alias/aws/kinesis"});
        let message = "Stream s under account 000000000000 not found.";
        assert_refused(&world.kinesis, "StartStreamEncryption", input.clone(), "ResourceNotFoundException", message)
            .await;
        world.ok("CreateStream", json!({"StreamName": "s", "ShardCount": 1})).await;
        let message = "Stream s under account 000000000000 not ACTIVE, instead in state CREATING";
        assert_refused(&world.kinesis, "StartStreamEncryption", input, "ResourceInUseException", message).await;
    }

    #[tokio::test(start_paused = true)]
    async fn a_key_is_described_until_encryption_stops_and_each_change_takes_its_time() {
        let world = slow_kinesis().with_stream("s", 1).await;
        let described = async || {
            let answer = world.ok("DescribeStream", json!({"StreamName": "s"})).await["StreamDescription"].clone();
            (answer["StreamStatus"].clone(), answer["EncryptionType"].clone(), answer["KeyId"].clone())
        };
        let input = json!({"StreamName": "s", "EncryptionType": "KMS", "KeyId": "alias/aws/kinesis"});
        world.ok("StartStreamEncryption", input.clone()).await;
        assert_eq!(described().await, (json!("UPDATING"), json!("KMS"), json!("alias/aws/kinesis")));
        world.put("s", "taken meanwhile").await;
        world.pass(std::time::Duration::from_millis(500));
        assert_eq!(described().await.0, "ACTIVE");
        world.ok("StopStreamEncryption", input).await;
        world.pass(std::time::Duration::from_millis(500));
        assert_eq!(described().await, (json!("ACTIVE"), json!("NONE"), json!(null)));
        let summary = world.ok("DescribeStreamSummary", json!({"StreamName": "s"})).await;
        assert_eq!(summary["StreamDescriptionSummary"]["EncryptionType"], "NONE");
    }
}
