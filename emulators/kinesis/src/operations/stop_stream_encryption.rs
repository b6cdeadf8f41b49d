//! StopStreamEncryption

use models::kinesis::StopStreamEncryptionInput;
use service::Caller;

use crate::stream::named::named;
use crate::{Kinesis, Reply};

pub async fn run(kinesis: &Kinesis, caller: &Caller, input: StopStreamEncryptionInput) -> Reply<()> {
    let unset = |stream: &mut crate::stream::Stream, _: &_| {
        stream.encryption_key = None;
        Ok(())
    };
    kinesis.reconfigure(caller, named!(input), unset).await.map(drop)
}

#[cfg(test)]
mod tests {
    use service::testing::assert_type;

    use crate::testing::kinesis;

    #[tokio::test(start_paused = true)]
    async fn types() {
        let world = kinesis();
        for (member, kind) in [("StreamName", "String"), ("EncryptionType", "String"), ("KeyId", "String")] {
            assert_type(&world.kinesis, "StopStreamEncryption", member, kind).await;
        }
    }
}
