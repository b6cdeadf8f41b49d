//! Appending: records get their shard and their numbers when their batch's place in the log is fixed.
//!
//! So no lock is held across a write, requests on one stream share one write of the log, and the order of the numbers is
//! the order in which records become visible: no reader of a shard passes a number that is not yet written. Routing belongs
//! there, too: once a reader has seen the end of a closed shard, nothing is added to it.

use std::sync::{Arc, OnceLock};

use aws_smithy_types::Blob;
use clock::Entropy;
use keyspace::Batch;
use models::kinesis::Refusal;

use crate::record::sequence::{Run, SequenceNumber};
use crate::record::{GROUP_BYTES, GROUP_RECORDS, Record, write_group};
use crate::shard::ShardIndex;
use crate::shard::hash_key::HashKey;
use crate::stream::live::Live;
use crate::stream::named::Found;
use crate::stream::{Distribution, Stream};
use crate::tables::RECORDS;
use crate::{Kinesis, Reply, refusals};

/// About what a record takes in a batch besides its own bytes: the group's key and header, and the lengths.
const BYTES_BESIDES: usize = 64;

/// A record on its way in.
pub struct Entry {
    hash: HashKey,
    /// Empty when the producer gave none.
    partition_key: String,
    data: Blob,
}

impl Entry {
    /// `place` says where a member of the record stands in the request, for refusals.
    pub fn new(
        stream: &Stream,
        entropy: &Entropy,
        partition_key: Option<String>,
        explicit: Option<&str>,
        data: Blob,
        place: impl Fn(&str) -> String,
    ) -> Result<Entry, Refusal> {
        let hash = match (stream.distribution, explicit, &partition_key) {
            (Distribution::Auto, _, _) => HashKey::random(entropy),
            (Distribution::UserPartitionKey, _, None) => {
                return Err(refusals::partition_key_missing(&place("partitionKey")));
            }
            (Distribution::UserPartitionKey, Some(key), _) => {
                HashKey::parse(key).ok_or_else(|| refusals::explicit_hash_key(key))?
            }
            (Distribution::UserPartitionKey, None, Some(key)) => HashKey::of_partition_key(key),
        };
        Ok(Entry { hash, partition_key: partition_key.unwrap_or_default(), data })
    }

    /// What counts against a request's limit.
    pub fn size(&self) -> usize {
        self.record().size()
    }

    /// A record may have up to 10 MiB, if its stream takes such. Seen: API reference, `MaxRecordSizeInKiB`.
    pub fn check_size(&self, stream: &Stream, place: &str) -> Result<(), Refusal> {
        let (size, max) = (self.data.as_ref().len(), stream.record_max_kib as usize * 1024);
        if size > max { Err(refusals::record_too_large(place, size, max)) } else { Ok(()) }
    }

    fn record(&self) -> Record<'_> {
        Record { partition_key: &self.partition_key, data: self.data.as_ref() }
    }
}

/// Where records went.
#[derive(Debug)]
pub struct Placed {
    /// Each entry's, in their order.
    shards: Vec<ShardIndex>,
    /// The first number given in each shard; the others follow it.
    runs: Vec<(ShardIndex, SequenceNumber)>,
}

impl Placed {
    pub fn len(&self) -> usize {
        self.shards.len()
    }

    /// Visits the entries in their order: the shard's id and the sequence number.
    pub fn visit(&self, mut visit: impl FnMut(&str, &Run)) {
        let mut runs: Vec<_> = self.runs.iter().map(|(shard, first)| (*shard, shard.id(), first.run())).collect();
        for shard in &self.shards {
            let at = runs.binary_search_by_key(shard, |(of, _, _)| *of).expect("every shard has a run");
            let (_, id, number) = &mut runs[at];
            visit(id, number);
            number.step();
        }
    }
}

/// Writes the entries, which become visible together.
pub async fn append(kinesis: &Kinesis, found: &Found, entries: Vec<Entry>) -> Reply<Placed> {
    drop(kinesis.sequencer(found)?);
    let placed = Arc::new(OnceLock::new());
    let mut batch = Batch::new();
    batch.expect_bytes(entries.iter().map(|entry| entry.size() + BYTES_BESIDES).sum());
    batch.on_sequence({
        let (clock, placed, live) = (kinesis.space.clock().clone(), placed.clone(), found.live.clone());
        move |batch| {
            // The clock is read under the lock that readers take before they look for a shard's end.
            let mut sequencer = live.recovered_sequencer();
            let now = clock.now();
            let Some(known) = live.at(now).filter(|known| known.stream.status().takes_records()) else { return };

            let shards: Vec<ShardIndex> = entries.iter().map(|entry| known.route(entry.hash)).collect();
            let mut order: Vec<usize> = (0..entries.len()).collect();
            order.sort_by_key(|at| shards[*at]);

            let mut runs = Vec::new();
            for of_shard in order.chunk_by(|one, other| shards[*one] == shards[*other]) {
                let shard = shards[of_shard[0]];
                let (first, arrival) = sequencer.give(&known.stream, shard, of_shard.len() as u64, now);
                let mut index = first.index;
                for group in groups(of_shard, |at| entries[*at].size()) {
                    let records = group.iter().map(|at| entries[*at].record());
                    batch.put_with(RECORDS, &(live.id, shard.0, index), |out| write_group(out, arrival, records));
                    index += group.len() as u64;
                }
                runs.push((shard, first));
            }
            drop(sequencer);

            // Also dropped, and so landed, when the write fails. Subscribers to these shards will be woken here.
            let flight = InFlight { shards: runs.iter().map(|(shard, _)| *shard).collect(), live };
            batch.on_commit(move || drop(flight));
            let _ = placed.set(Placed { shards, runs });
        }
    });
    kinesis.space.commit(batch).await?;
    let placed = Arc::into_inner(placed).and_then(OnceLock::into_inner);
    // The stream may have gone between the request's read of it and `on_sequence`.
    placed.ok_or_else(|| refusals::stream_not_found(found.address()).into())
}

/// Numbers that were given and are not written yet.
struct InFlight {
    live: Arc<Live>,
    shards: Vec<ShardIndex>,
}

impl Drop for InFlight {
    fn drop(&mut self) {
        let mut sequencer = self.live.recovered_sequencer();
        for shard in &self.shards {
            sequencer.landed(*shard);
        }
    }
}

/// Divides what goes to one shard into groups to be stored as one value each.
fn groups<T>(mut rest: &[T], size: impl Fn(&T) -> usize) -> impl Iterator<Item = &[T]> {
    std::iter::from_fn(move || {
        let mut bytes = 0;
        let mut count = 0;
        while count < rest.len().min(GROUP_RECORDS) && bytes < GROUP_BYTES {
            bytes += size(&rest[count]);
            count += 1;
        }
        let (group, after) = rest.split_at(count);
        rest = after;
        (count > 0).then_some(group)
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn small_records_share_a_group_and_large_ones_do_not() {
        let sizes = |sizes: &[usize]| groups(sizes, |size| *size).map(<[usize]>::len).collect::<Vec<_>>();
        assert_eq!(sizes(&[]), [0; 0]);
        assert_eq!(sizes(&[100; 100]), [100]);
        assert_eq!(sizes(&[0; 501]), [500, 1]);
        assert_eq!(sizes(&[GROUP_BYTES, 1, GROUP_BYTES * 9, 5]), [1, 2, 1]);
    }
}
