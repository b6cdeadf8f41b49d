//! Which shards a list is to show.

use clock::{Stored, Timestamp};

use crate::shard::{Shard, ShardIndex};
use crate::stream::Stream;

/// Seen: API reference, ShardFilter. An instant before the trim horizon means the trim horizon.
#[derive(Copy, Clone, Debug, PartialEq, Eq)]
pub enum Filter {
    AtTrimHorizon,
    FromTrimHorizon,
    AtLatest,
    At(Timestamp),
    From(Timestamp),
}

impl Filter {
    pub fn of(self, stream: &Stream, now: Timestamp) -> impl Iterator<Item = (ShardIndex, &Shard)> {
        let oldest = stream.horizon(now).max(stream.created);
        let instant = |at: Timestamp| stream.epoch.relative(at).max(oldest);
        let (from, until) = match self {
            Filter::AtTrimHorizon => (oldest, oldest),
            Filter::FromTrimHorizon => (oldest, Stored::MAX),
            Filter::AtLatest => (Stored::MAX, Stored::MAX),
            Filter::At(at) => (instant(at), instant(at)),
            Filter::From(at) => (instant(at), Stored::MAX),
        };
        let is_shown = move |shard: &Shard| {
            let is_there_after = shard.closed.is_none_or(|closed| closed.at > from || self == Filter::FromTrimHorizon);
            shard.opened <= until && is_there_after
        };
        stream.visible_shards(now).filter(move |(_, shard)| is_shown(shard))
    }

    /// For tokens: clients hold them for minutes, so the numbers stay.
    pub fn encode(self) -> Vec<u8> {
        let (number, at) = match self {
            Filter::AtTrimHorizon => (1, None),
            Filter::FromTrimHorizon => (2, None),
            Filter::AtLatest => (3, None),
            Filter::At(at) => (4, Some(at)),
            Filter::From(at) => (5, Some(at)),
        };
        let mut bytes = vec![number];
        bytes.extend(at.map(|at| at.as_millis().to_be_bytes()).into_iter().flatten());
        bytes
    }

    pub fn decode(bytes: &[u8]) -> Option<Filter> {
        let (number, at) = bytes.split_first()?;
        let at = at.first_chunk().map(|at| Timestamp::from_millis(i64::from_be_bytes(*at)));
        match number {
            1 => Some(Filter::AtTrimHorizon),
            2 => Some(Filter::FromTrimHorizon),
            3 => Some(Filter::AtLatest),
            4 => at.map(Filter::At),
            5 => at.map(Filter::From),
            _ => None,
        }
    }
}

#[cfg(test)]
mod tests {
    use std::time::Duration;

    use super::*;
    use crate::shard::hash_key::HashKey;
    use crate::stream::{Plan, StreamId};

    const NOW: Timestamp = Timestamp::from_secs(1_763_000_000);
    const HOUR: Duration = Duration::from_secs(3600);

    /// Split an hour after it was made.
    fn stream() -> Stream {
        let plan = Plan::provisioned(1);
        let stream = Stream::new(StreamId(1), String::new(), plan, NOW, Duration::ZERO).settled(NOW).unwrap();
        stream.split(ShardIndex(0), HashKey(100), NOW + HOUR, Duration::ZERO).unwrap().settled(NOW + HOUR).unwrap()
    }

    fn shown(filter: Filter, hours: u32) -> Vec<u32> {
        filter.of(&stream(), NOW + HOUR * hours).map(|(index, _)| index.0).collect()
    }

    #[test]
    fn a_filter_shows_the_shards_of_its_time() {
        assert_eq!(shown(Filter::AtTrimHorizon, 2), [0]);
        assert_eq!(shown(Filter::FromTrimHorizon, 2), [0, 1, 2]);
        assert_eq!(shown(Filter::AtLatest, 2), [1, 2]);
        assert_eq!(shown(Filter::At(NOW + HOUR / 2), 2), [0]);
        assert_eq!(shown(Filter::At(NOW + HOUR), 2), [1, 2]);
        assert_eq!(shown(Filter::From(NOW + HOUR / 2), 2), [0, 1, 2]);
        assert_eq!(shown(Filter::From(NOW + HOUR), 2), [1, 2]);
        assert_eq!(shown(Filter::At(NOW - HOUR), 2), [0], "before the stream was made");
    }

    #[test]
    fn after_the_retention_the_parent_is_gone() {
        assert_eq!(shown(Filter::AtTrimHorizon, 26), [1, 2]);
        assert_eq!(shown(Filter::FromTrimHorizon, 26), [1, 2]);
    }

    #[test]
    fn a_filter_survives_in_a_token() {
        for filter in
            [Filter::AtTrimHorizon, Filter::FromTrimHorizon, Filter::AtLatest, Filter::At(NOW), Filter::From(NOW)]
        {
            assert_eq!(Filter::decode(&filter.encode()), Some(filter));
        }
        assert_eq!(Filter::decode(&[]), None);
        assert_eq!(Filter::decode(&[4]), None);
    }
}
