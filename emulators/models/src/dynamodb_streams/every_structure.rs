//! Every structure, for the tests. Generated from dynamodbstreams/2012-08-10: see `emulators/codegen`.

use super::*;
use crate::tests::Way;

pub(crate) fn all() -> Vec<Way> {
    vec![
        Way::of::<DescribeStreamInput>(),
        Way::of::<DescribeStreamOutput>(),
        Way::of::<GetRecordsInput>(),
        Way::of::<GetRecordsOutput>(),
        Way::of::<GetShardIteratorInput>(),
        Way::of::<GetShardIteratorOutput>(),
        Way::of::<Identity>(),
        Way::of::<KeySchemaElement>(),
        Way::of::<ListStreamsInput>(),
        Way::of::<ListStreamsOutput>(),
        Way::of::<Record>(),
        Way::of::<SequenceNumberRange>(),
        Way::of::<Shard>(),
        Way::of::<ShardFilter>(),
        Way::of::<Stream>(),
        Way::of::<StreamDescription>(),
        Way::of::<StreamRecord>(),
    ]
}
