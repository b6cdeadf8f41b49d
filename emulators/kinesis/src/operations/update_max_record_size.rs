//! UpdateMaxRecordSize

use models::kinesis::UpdateMaxRecordSizeInput;
use service::Caller;

use crate::stream::named::Named;
use crate::{Kinesis, Reply};

pub async fn run(kinesis: &Kinesis, caller: &Caller, input: UpdateMaxRecordSizeInput) -> Reply<()> {
    let named = Named { name: None, arn: input.stream_arn.as_deref(), id: input.stream_id.as_deref() };
    let set = |stream: &mut crate::stream::Stream, _: &_| {
        stream.record_max_kib = input.max_record_size_in_kib as u32;
        Ok(())
    };
    kinesis.reconfigure(caller, named, set).await.map(drop)
}

#[cfg(test)]
mod tests {
    use serde_json::json;
    use service::testing::assert_type;

    use crate::testing::kinesis;

    #[tokio::test(start_paused = true)]
    async fn types() {
        let world = kinesis();
        for (member, kind) in [("StreamARN", "String"), ("MaxRecordSizeInKiB", "Integer")] {
            assert_type(&world.kinesis, "UpdateMaxRecordSize", member, kind).await;
        }
    }

    #[tokio::test(start_paused = true)]
    async fn larger_records_are_taken_from_then_on() {
        let world = kinesis().with_stream("s", 1).await;
        let data = aws_smithy_types::base64::encode(vec![b'x'; 1_500_000]);
        let record = json!({"StreamName": "s", "PartitionKey": "a", "Data": data});
        assert_eq!(world.refused("PutRecord", record.clone()).await.0, "ValidationException");
        let arn = "arn:aws:kinesis:us-east-1:000000000000:stream/s";
        world.ok("UpdateMaxRecordSize", json!({"StreamARN": arn, "MaxRecordSizeInKiB": 2048})).await;
        world.ok("PutRecord", record).await;
        let summary = world.ok("DescribeStreamSummary", json!({"StreamName": "s"})).await;
        assert_eq!(summary["StreamDescriptionSummary"]["MaxRecordSizeInKiB"], 2048);
        for size in [1023, 10241] {
            let input = json!({"StreamARN": arn, "MaxRecordSizeInKiB": size});
            assert_eq!(world.refused("UpdateMaxRecordSize", input).await.0, "ValidationException");
        }
    }
}
