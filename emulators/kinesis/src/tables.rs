//! What is on disk.

use crate::stream::{Stream, StreamId};

keyspace::key_newtype!(StreamId(u64));

keyspace::tables! { family Kinesis;
    /// Streams by account, region and name.
    STREAMS = 1: (String, String, String) -> Stream;
    /// Groups of records by stream, shard and the counter of the group's first sequence number.
    RECORDS = 2: (StreamId, u32, u64) -> Vec<u8>;
}
