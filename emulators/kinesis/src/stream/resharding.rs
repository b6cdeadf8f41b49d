//! Shards that close, and the ones that open in their place.

use std::time::Duration;

use clock::Timestamp;

use super::{Lifecycle, Stream, StreamV4, second};
use crate::shard::hash_key::{HashKey, HashRange};
use crate::shard::{Closed, Parents, Shard, ShardIndex};

/// Boundaries of shards that are so near are the same: 10,000 shards have 2^114 keys each.
const NEAR: u128 = 1 << 64;

/// How much later than their parents' end new shards begin.
/// Seen: kinesalite's tests of SplitShard and MergeShards, verified against production.
const MADE_AFTER_S: u64 = 1;

impl StreamV4 {
    /// Divides an open shard in two, the second of which starts at a hash key.
    pub fn split(self, shard: ShardIndex, at: HashKey, now: Timestamp, latency: Duration) -> Option<Stream> {
        let (low, high) = self.shards[shard.0 as usize].range.split_at(at)?;
        Some(self.resharded(&[shard], &[low, high], Parents::Split(shard), now, latency))
    }

    /// Makes two open neighbours one.
    pub fn merge(self, one: ShardIndex, next: ShardIndex, now: Timestamp, latency: Duration) -> Option<Stream> {
        let [one_shard, next_shard] = [one, next].map(|index| &self.shards[index.0 as usize]);
        let whole = one_shard.range.followed_by(&next_shard.range)?;
        Some(self.resharded(&[one, next], &[whole], Parents::Merged(one, next), now, latency))
    }

    /// So many open shards of one width. As AWS does it, by splits and merges: where an old boundary is no new one, shards come between
    /// that take no record, and whoever follows parents to children meets every record once.
    pub fn scaled(self, count: u32, now: Timestamp, latency: Duration) -> Stream {
        let mut shards = self.shards.clone();
        let closed = self.closed_at(now + latency);
        let mut firsts = Vec::new();
        for wanted in HashRange::evenly(count).iter().map(|range| range.first) {
            // A boundary that is there already stays, also if the division came out a little different when it was made.
            let near = shards.iter().filter(|shard| shard.is_open()).map(|shard| shard.range.first);
            if let Some(first) =
                near.min_by_key(|first| first.0.abs_diff(wanted.0)).filter(|it| it.0.abs_diff(wanted.0) < NEAR)
            {
                firsts.push(first);
                continue;
            }
            let holds = |shard: &Shard| shard.is_open() && shard.range.first < wanted && wanted <= shard.range.last;
            let Some(at) = shards.iter().position(holds) else { continue };
            let Some((low, high)) = shards[at].range.split_at(wanted) else { continue };
            let index = ShardIndex(at as u32);
            reshard(&mut shards, &[index], &[low, high], Parents::Split(index), closed);
            firsts.push(wanted);
        }
        loop {
            let mut open: Vec<usize> = (0..shards.len()).filter(|at| shards[*at].is_open()).collect();
            open.sort_unstable_by_key(|at| shards[*at].range.first);
            let is_needless = |pair: &&[usize]| !firsts.contains(&shards[pair[1]].range.first);
            let Some(&[one, next]) = open.windows(2).find(is_needless) else { break };
            let Some(whole) = shards[one].range.followed_by(&shards[next].range) else { break };
            let [one, next] = [one, next].map(|at| ShardIndex(at as u32));
            reshard(&mut shards, &[one, next], &[whole], Parents::Merged(one, next), closed);
        }
        self.busy(latency, now, |until| Lifecycle::Updating { until, shards })
    }

    fn resharded(
        self,
        old: &[ShardIndex],
        new: &[HashRange],
        parents: Parents,
        now: Timestamp,
        latency: Duration,
    ) -> Stream {
        let mut shards = self.shards.clone();
        let closed = self.closed_at(now + latency);
        reshard(&mut shards, old, new, parents, closed);
        self.busy(latency, now, |until| Lifecycle::Updating { until, shards })
    }

    fn closed_at(&self, end: Timestamp) -> Closed {
        Closed { at: self.epoch.relative(end), second: second(end) }
    }
}

/// Closes shards and opens others in their place.
fn reshard(shards: &mut Vec<Shard>, old: &[ShardIndex], new: &[HashRange], parents: Parents, closed: Closed) {
    // Later than the parents, also if they were made within the same second: the order of the numbers hangs on it.
    let mut made_s = closed.second;
    for index in old {
        let parent = &mut shards[index.0 as usize];
        let second = closed.second.max(parent.made_s);
        parent.closed = Some(Closed { second, ..closed });
        made_s = made_s.max(second);
    }
    shards.extend(new.iter().map(|range| Shard {
        range: *range,
        made_s: made_s + MADE_AFTER_S,
        opened: closed.at,
        parents,
        closed: None,
    }));
}

#[cfg(test)]
mod tests {
    use super::super::Status;
    use super::super::tests::{HALF_A_SECOND, NOW, stream};
    use super::*;

    proptest::proptest! {
        /// Whatever the counts were before: the whole is covered evenly, and parents lead to children that cover them.
        #[test]
        fn any_count_of_shards_leads_to_any_other(counts in proptest::collection::vec(1u32..12, 1..5)) {
            let mut stream = stream(counts[0], Duration::ZERO).settled(NOW).unwrap();
            for count in counts {
                stream = stream.scaled(count, NOW, Duration::ZERO).settled(NOW).unwrap();
                let mut open: Vec<_> = stream.open_shards().map(|(_, shard)| shard.range).collect();
                open.sort_unstable_by_key(|range| range.first);
                let even = HashRange::evenly(count);
                proptest::prop_assert_eq!(open.len(), even.len());
                proptest::prop_assert_eq!((open[0].first, open[open.len() - 1].last), (HashKey::FIRST, HashKey::LAST));
                for (range, even) in open.iter().zip(even) {
                    proptest::prop_assert!(range.first.0.abs_diff(even.first.0) < NEAR, "{:?}", range);
                }
                proptest::prop_assert!(open.windows(2).all(|pair| pair[0].followed_by(&pair[1]).is_some()));
                for (index, shard) in (0..).map(ShardIndex).zip(&stream.shards) {
                    // As clients compare them: as decimal numbers.
                    let said = |number: crate::record::sequence::SequenceNumber| (number.to_string().len(), number.to_string());
                    let (first, last) = (said(shard.first_number(index)), shard.last_number(index).map(said));
                    proptest::prop_assert!(last.as_ref().is_none_or(|last| first < *last), "{:?}", shard);
                    let children: Vec<_> = stream.children(index).collect();
                    proptest::prop_assert_eq!(children.is_empty(), shard.is_open());
                    for (child, opened) in children {
                        proptest::prop_assert!(last.as_ref().is_some_and(|last| *last < said(opened.first_number(child))));
                    }
                }
            }
        }
    }

    #[test]
    fn a_split_closes_the_parent_and_opens_two_children() {
        let active = stream(1, Duration::ZERO).settled(NOW).unwrap();
        let splitting = active.split(ShardIndex(0), HashKey(2), NOW, HALF_A_SECOND).unwrap();
        let before = splitting.clone().settled(NOW).unwrap();
        assert_eq!((before.status(), before.shards.len()), (Status::Updating, 1));

        let after = splitting.settled(NOW + HALF_A_SECOND).unwrap();
        assert_eq!(after.open_shards().map(|(index, _)| index).collect::<Vec<_>>(), [ShardIndex(1), ShardIndex(2)]);
        assert_eq!(after.children(ShardIndex(0)).count(), 2);
        let parent_end = after.shards[0].last_number(ShardIndex(0)).unwrap();
        assert_eq!(parent_end.arrived_s + 1, after.shards[1].made_s);
        assert!(after.visible_shards(NOW + Duration::from_secs(25 * 3600)).all(|(_, shard)| shard.is_open()));
    }

    // Found by the model: shard 16 says 0 where shard 15 says f, so the second alone tells which numbers are larger.
    #[test]
    fn shards_begin_after_their_parents_though_all_are_made_in_one_second() {
        let mut stream = stream(1, Duration::ZERO).settled(NOW).unwrap();
        for _ in 0..20 {
            let parent = ShardIndex(stream.shards.len() as u32 - 1);
            let middle = HashKey(stream.shards[parent.0 as usize].range.first.0 + 2);
            stream = stream.split(parent, middle, NOW, Duration::ZERO).unwrap().settled(NOW).unwrap();
            let child = stream.shards.last().unwrap();
            assert!(child.made_s > stream.shards[parent.0 as usize].made_s);
        }
    }

    #[test]
    fn only_neighbours_merge_and_only_in_order() {
        let active = stream(3, Duration::ZERO).settled(NOW).unwrap();
        let merge = |one, next| active.clone().merge(ShardIndex(one), ShardIndex(next), NOW, Duration::ZERO);
        assert!(merge(0, 2).is_none() && merge(1, 0).is_none());
        let merged = merge(1, 2).unwrap().settled(NOW).unwrap();
        assert_eq!(merged.shards[3].parents, Parents::Merged(ShardIndex(1), ShardIndex(2)));
        assert_eq!(merged.open_shards().count(), 2);
    }
}
