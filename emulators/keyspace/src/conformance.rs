//! What every engine must do, as one suite: `keyspace::conformance::suite!(|| make_one())`.
//!
//! The closure makes a `World`: an engine on an empty store, and how to open the same store again.

use std::ops::{Bound, ControlFlow};
use std::sync::Arc;

use crate::{Direction, Engine, Family, KeyRange, Pace, Read, Writes, Wrote};

/// An engine on an empty store, and the same store opened again. Reopening drops the engine first.
pub trait World {
    /// The engine.
    fn engine(&self) -> Arc<dyn Engine>;
    /// Drops the engine and opens its store again.
    fn reopen(self) -> Self;
}

/// One test for each thing that an engine must do.
#[macro_export]
macro_rules! conformance_suite {
    ($make:expr) => {
        $crate::conformance_suite! { @tests $make;
            what_was_put_is_read
            a_batch_is_applied_in_order
            families_do_not_mix
            keys_come_in_order_both_ways
            bounds_are_kept_both_ways
            an_empty_range_is_empty
            a_scan_stops_when_told
            a_snapshot_stays_as_it_was
            a_batch_is_seen_whole_or_not_at_all
            what_was_written_is_there_after_a_reopen
            a_cleared_range_is_gone_and_its_neighbours_are_not
            wiped_families_are_empty_and_can_be_used_again
            large_values_and_odd_keys_come_back
        }
    };
    (@tests $make:expr; $($name:ident)*) => {$(
        #[test]
        fn $name() {
            $crate::conformance::$name($make);
        }
    )*};
}
pub use crate::conformance_suite as suite;

/// The last value put at a key is read there, and nothing at others.
pub fn what_was_put_is_read(world: impl World) {
    let engine = world.engine();
    put(&*engine, Family::Sqs, &[(b"a", b"1"), (b"b", b"")]);
    assert_eq!(get(&*engine, Family::Sqs, b"a").as_deref(), Some(&b"1"[..]));
    assert_eq!(get(&*engine, Family::Sqs, b"b").as_deref(), Some(&b""[..]));
    assert_eq!(get(&*engine, Family::Sqs, b"c"), None);
    put(&*engine, Family::Sqs, &[(b"a", b"2")]);
    assert_eq!(get(&*engine, Family::Sqs, b"a").as_deref(), Some(&b"2"[..]));
}

/// Of several writes to one key in a batch the last one counts.
pub fn a_batch_is_applied_in_order(world: impl World) {
    let engine = world.engine();
    let mut writes = Writes::new();
    add(&mut writes, Family::Meta, b"kept", b"1");
    writes.delete(Family::Meta, |out| out.extend(b"kept"));
    add(&mut writes, Family::Meta, b"kept", b"2");
    add(&mut writes, Family::Meta, b"gone", b"1");
    writes.delete(Family::Meta, |out| out.extend(b"gone"));
    write(&*engine, &writes);
    assert_eq!(get(&*engine, Family::Meta, b"kept").as_deref(), Some(&b"2"[..]));
    assert_eq!(get(&*engine, Family::Meta, b"gone"), None);
}

/// The same key in two families is two keys.
pub fn families_do_not_mix(world: impl World) {
    let engine = world.engine();
    let mut writes = Writes::new();
    for family in Family::ALL {
        add(&mut writes, family, b"same", family.name().as_bytes());
    }
    write(&*engine, &writes);
    for family in Family::ALL {
        assert_eq!(get(&*engine, family, b"same").as_deref(), Some(family.name().as_bytes()));
        assert_eq!(keys(&*engine, family, KeyRange::ALL, Direction::Forward).len(), 1);
    }
}

/// A scan yields keys in the order of their bytes, or in reverse.
pub fn keys_come_in_order_both_ways(world: impl World) {
    let engine = world.engine();
    let ordered: [&[u8]; 7] = [b"", b"\0", b"\0\xff", b"a", b"a\0", b"b", b"\xff\xff"];
    for key in [3, 0, 6, 1, 5, 2, 4] {
        put(&*engine, Family::DynamoDb, &[(ordered[key], b"x")]);
    }
    let forward = keys(&*engine, Family::DynamoDb, KeyRange::ALL, Direction::Forward);
    assert_eq!(forward, ordered);
    let mut backward = keys(&*engine, Family::DynamoDb, KeyRange::ALL, Direction::Backward);
    backward.reverse();
    assert_eq!(backward, ordered);
}

/// Included and excluded bounds hold in both directions.
pub fn bounds_are_kept_both_ways(world: impl World) {
    let engine = world.engine();
    let all: Vec<Vec<u8>> = [&b"a"[..], b"b", b"b\0", b"b\0\0", b"ba", b"c", b"d"].map(<[u8]>::to_vec).to_vec();
    for key in &all {
        put(&*engine, Family::Kinesis, &[(key, b"x")]);
    }
    let mut ends = vec![Bound::Unbounded];
    for key in [&b"a"[..], b"b", b"b\0", b"bb", b"c", b"", b"z"] {
        ends.extend([Bound::Included(key), Bound::Excluded(key)]);
    }
    for from in &ends {
        for to in &ends {
            let range = KeyRange { from: *from, to: *to };
            let expected: Vec<Vec<u8>> = all.iter().filter(|key| range.holds(key)).cloned().collect();
            assert_eq!(keys(&*engine, Family::Kinesis, range, Direction::Forward), expected, "{range:?}");
            let mut backward = keys(&*engine, Family::Kinesis, range, Direction::Backward);
            backward.reverse();
            assert_eq!(backward, expected, "{range:?} backward");
        }
    }
}

/// Ranges that hold no key yield none, also those that end before they begin.
pub fn an_empty_range_is_empty(world: impl World) {
    let engine = world.engine();
    put(&*engine, Family::Sqs, &[(b"m", b"x")]);
    for (from, to) in [(&b"z"[..], &b"a"[..]), (b"m", b"m")] {
        for range in [
            KeyRange { from: Bound::Excluded(from), to: Bound::Excluded(to) },
            KeyRange { from: Bound::Included(from), to: Bound::Excluded(to) },
            KeyRange { from: Bound::Excluded(from), to: Bound::Included(to) },
        ] {
            assert!(keys(&*engine, Family::Sqs, range, Direction::Forward).is_empty());
            assert!(keys(&*engine, Family::Sqs, range, Direction::Backward).is_empty());
        }
    }
}

/// Nothing is visited after the visitor broke off.
pub fn a_scan_stops_when_told(world: impl World) {
    let engine = world.engine();
    for number in 0..100u8 {
        put(&*engine, Family::Sqs, &[(&[number], b"x")]);
    }
    let mut seen = 0;
    let visit = &mut |_: &[u8], _: &[u8]| {
        seen += 1;
        if seen == 7 { ControlFlow::Break(()) } else { ControlFlow::Continue(()) }
    };
    engine.walk(Family::Sqs, KeyRange::ALL, Direction::Backward, visit).unwrap();
    assert_eq!(seen, 7);
}

/// A snapshot shows none of the writes that came after it.
pub fn a_snapshot_stays_as_it_was(world: impl World) {
    let engine = world.engine();
    put(&*engine, Family::Sqs, &[(b"a", b"1"), (b"b", b"1")]);
    let snapshot = engine.snapshot();
    put(&*engine, Family::Sqs, &[(b"a", b"2"), (b"c", b"2")]);
    let mut writes = Writes::new();
    writes.delete(Family::Sqs, |out| out.extend(b"b"));
    write(&*engine, &writes);
    engine.flush().unwrap();

    assert_eq!(get(&*snapshot, Family::Sqs, b"a").as_deref(), Some(&b"1"[..]));
    assert_eq!(keys(&*snapshot, Family::Sqs, KeyRange::ALL, Direction::Forward), [b"a", b"b"]);
    assert_eq!(keys(&*snapshot, Family::Sqs, KeyRange::ALL, Direction::Backward), [b"b", b"a"]);
    drop(snapshot);
    assert_eq!(keys(&*engine, Family::Sqs, KeyRange::ALL, Direction::Forward), [b"a", b"c"]);
}

/// No scan sees a part of a batch, however many writes run beside it.
pub fn a_batch_is_seen_whole_or_not_at_all(world: impl World) {
    let engine = world.engine();
    let writer = {
        let engine = engine.clone();
        std::thread::spawn(move || {
            for round in 0..300u32 {
                let mut writes = Writes::new();
                for family in Family::ALL {
                    for key in [b"x", b"y"] {
                        add(&mut writes, family, key, &round.to_be_bytes());
                    }
                }
                write(&*engine, &writes);
            }
        })
    };
    while !writer.is_finished() {
        let snapshot = engine.snapshot();
        let seen: Vec<_> = Family::ALL
            .iter()
            .flat_map(|family| [get(&*snapshot, *family, b"x"), get(&*snapshot, *family, b"y")])
            .collect();
        assert!(seen.iter().all(|value| *value == seen[0]), "{seen:?}");
    }
    writer.join().unwrap();
}

/// What was written is there when the store is opened again.
pub fn what_was_written_is_there_after_a_reopen(world: impl World) {
    let engine = world.engine();
    for number in 0..200u8 {
        put(&*engine, Family::Sqs, &[(&[number], &[number; 100])]);
        if number == 100 {
            engine.flush().unwrap();
        }
    }
    drop(engine);
    let world = world.reopen();
    let engine = world.engine();
    for number in 0..200u8 {
        assert_eq!(get(&*engine, Family::Sqs, &[number]).as_deref(), Some(&[number; 100][..]));
    }
    put(&*engine, Family::Sqs, &[(b"later", b"x")]);
    drop(engine);
    let engine = world.reopen().engine();
    assert_eq!(keys(&*engine, Family::Sqs, KeyRange::ALL, Direction::Forward).len(), 201);
}

/// `clear` removes its range, its end excluded, and can be called again.
pub fn a_cleared_range_is_gone_and_its_neighbours_are_not(world: impl World) {
    let engine = world.engine();
    for resource in 1..=3u8 {
        for number in 0..500u16 {
            let [high, low] = number.to_be_bytes();
            put(&*engine, Family::Sqs, &[(&[9, resource, high, low], &[resource; 50])]);
        }
        engine.flush().unwrap();
    }
    // The end itself is a key, and not part of the range.
    put(&*engine, Family::Sqs, &[(&[9, 3], b"x")]);
    engine.flush().unwrap();
    engine.clear(Family::Sqs, &[9, 2], &[9, 3]).unwrap();
    assert_eq!(keys(&*engine, Family::Sqs, KeyRange::ALL, Direction::Forward).len(), 1_001);
    assert!(get(&*engine, Family::Sqs, &[9, 2, 0, 7]).is_none());
    assert!(get(&*engine, Family::Sqs, &[9, 3]).is_some());
    drop(engine);
    let engine = world.reopen().engine();
    assert_eq!(keys(&*engine, Family::Sqs, KeyRange::ALL, Direction::Forward).len(), 1_001);
}

/// Wiped families hold nothing and take writes again.
pub fn wiped_families_are_empty_and_can_be_used_again(world: impl World) {
    // So few that they are deleted one by one, and so many that they are not.
    for count in [3, 5_000] {
        let engine = world.engine();
        put(&*engine, Family::Meta, &[(b"a", b"kept")]);
        put(&*engine, Family::Sqs, &[(&[0xff; 40], b"high"), (b"", b"empty")]);
        for family in [Family::Sqs, Family::Kinesis] {
            let mut writes = Writes::new();
            (0..count).for_each(|n: u32| add(&mut writes, family, &n.to_be_bytes(), b"x"));
            write(&*engine, &writes);
        }
        engine.wipe(&[Family::Sqs, Family::DynamoDb]).unwrap();
        let keys = |family| {
            let mut keys = 0;
            let mut visit = |_: &[u8], _: &[u8]| {
                keys += 1;
                ControlFlow::Continue(())
            };
            engine.walk(family, KeyRange::ALL, Direction::Forward, &mut visit).unwrap();
            keys
        };
        assert_eq!([Family::Sqs, Family::DynamoDb, Family::Kinesis, Family::Meta].map(keys), [0, 0, count, 1]);
        put(&*engine, Family::Sqs, &[(b"a", b"1")]);
        assert_eq!(get(&*engine, Family::Sqs, b"a").as_deref(), Some(&b"1"[..]));
    }
}

/// Empty keys, keys of zeros and 0xff, and values of megabytes come back as they were.
pub fn large_values_and_odd_keys_come_back(world: impl World) {
    let engine = world.engine();
    let large = vec![0xabu8; 3 << 20];
    put(&*engine, Family::DynamoDb, &[(&[0; 3_000], &large), (b"\xff\0\xff", b"odd")]);
    engine.flush().unwrap();
    assert_eq!(get(&*engine, Family::DynamoDb, &[0; 3_000]).as_deref(), Some(&large[..]));
    assert_eq!(get(&*engine, Family::DynamoDb, b"\xff\0\xff").as_deref(), Some(&b"odd"[..]));
}

fn add(writes: &mut Writes, family: Family, key: &[u8], value: &[u8]) {
    writes.put(family, |out| out.extend(key), |out| out.extend(value));
}

fn write(engine: &dyn Engine, writes: &Writes) {
    assert_eq!(engine.write(writes, Pace::Patient).unwrap(), Wrote::Done);
}

fn put(engine: &dyn Engine, family: Family, pairs: &[(&[u8], &[u8])]) {
    let mut writes = Writes::new();
    for (key, value) in pairs {
        add(&mut writes, family, key, value);
    }
    write(engine, &writes);
}

fn get(read: &(impl Read + ?Sized), family: Family, key: &[u8]) -> Option<Vec<u8>> {
    let mut value = None;
    let found = read.get(family, key, &mut |bytes| value = Some(bytes.to_vec())).unwrap();
    assert_eq!(found, value.is_some());
    value
}

fn keys(read: &(impl Read + ?Sized), family: Family, range: KeyRange<'_>, direction: Direction) -> Vec<Vec<u8>> {
    let mut keys = Vec::new();
    let visit = &mut |key: &[u8], _: &[u8]| {
        keys.push(key.to_vec());
        ControlFlow::Continue(())
    };
    read.walk(family, range, direction, visit).unwrap();
    keys
}
