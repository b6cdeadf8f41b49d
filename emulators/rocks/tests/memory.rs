//! Memory is bounded: a queue, a table and a stream far larger than the budget are written, read and walked within it.

use std::fs;
use std::ops::ControlFlow;
use std::sync::Arc;

use clock::{Clock, Entropy};
use keyspace::{Batch, Direction, Reads, Space};
use rocks::{Rocks, Settings};
use tempfile::TempDir;

mod queue {
    keyspace::tables! { family Sqs;
        /// Of one queue.
        MESSAGES = 1: (u64,) -> Vec<u8>;
    }
}
mod table {
    keyspace::tables! { family DynamoDb;
        /// Of one table.
        ITEMS = 1: (u64,) -> Vec<u8>;
    }
}
mod stream {
    keyspace::tables! { family Kinesis;
        /// Of one shard.
        RECORDS = 1: (u64,) -> Vec<u8>;
    }
}

const MEMTABLE: usize = 512 << 10;
/// Of the three families: where the disk does not keep up, writers wait when four of one are full. The last entry may not fit.
const MEMTABLES_MAX: u64 = 3 * 4 * (MEMTABLE as u64 * 5 / 4);
const CACHE: usize = 2 << 20;
const VALUE: usize = 4_000;
/// 120 MB in all.
const TURNS: u64 = 10_000;
/// What the allocator, RocksDB's threads and files being compacted take.
const BESIDE: u64 = 24 << 20;

#[test]
fn what_is_stored_is_not_kept_in_memory() {
    let dir = TempDir::new().unwrap();
    let settings = Settings {
        memtable_bytes: MEMTABLE,
        memtables_bytes: 4 * MEMTABLE,
        cache_bytes: CACHE,
        table_bytes: 1 << 20,
        ..Settings::default()
    };
    let rocks = Arc::new(Rocks::create(&dir.path().join("emulators"), &settings).unwrap());
    let space = Space::new(rocks.clone(), Clock::system(), Entropy::system());
    let runtime = tokio::runtime::Builder::new_multi_thread().worker_threads(2).enable_all().build().unwrap();
    let before = resident();
    let mut peak = 0;
    let mut is_within_budget = |rocks: &Rocks| {
        let (memtables, cache) = (rocks.property("rocksdb.cur-size-all-mem-tables"), cached(rocks));
        assert!(memtables <= MEMTABLES_MAX, "{memtables} bytes of memtables");
        assert!(cache <= 2 * CACHE as u64, "{cache} bytes of blocks");
        let readers = rocks.property("rocksdb.estimate-table-readers-mem");
        assert!(readers <= 4 << 20, "{readers} bytes for open tables");
        peak = resident().max(peak);
    };

    runtime.block_on(async {
        let mut value = vec![0; VALUE];
        for number in 0..TURNS {
            space.entropy().fill(&mut value);
            let mut batch = Batch::new();
            batch.put(queue::MESSAGES, &(number,), &value);
            batch.put(table::ITEMS, &(number.reverse_bits(),), &value);
            batch.put(stream::RECORDS, &(number,), &value);
            space.commit(batch).await.unwrap();
            if number % 100 == 0 {
                is_within_budget(&rocks);
            }
        }
    });

    for number in 0..TURNS {
        let length = |value: Option<Vec<u8>>| value.map(|value| value.len());
        assert_eq!(length(space.read(table::ITEMS, &(number.reverse_bits(),)).unwrap()), Some(VALUE));
        if number % 100 == 0 {
            is_within_budget(&rocks);
        }
    }
    for direction in [Direction::Forward, Direction::Backward] {
        let mut seen = 0;
        let visit = |_: (u64,), _: Vec<u8>| {
            seen += 1;
            if seen % 100 == 0 {
                is_within_budget(&rocks);
            }
            ControlFlow::Continue(())
        };
        space.scan(&queue::MESSAGES.all(), direction, visit).unwrap();
        assert_eq!(seen, TURNS);
    }

    let stored = 3 * TURNS * VALUE as u64;
    assert!(rocks.property("rocksdb.total-sst-files-size") > stored / 2, "it was never written to the disk");
    let grown = peak.saturating_sub(before);
    let allowed = MEMTABLES_MAX + CACHE as u64 + BESIDE;
    assert!(grown <= allowed, "{stored} bytes were stored, and {grown} bytes of memory were needed for it");
}

/// All families share one cache, and each tells of all of it.
fn cached(rocks: &Rocks) -> u64 {
    rocks.property("rocksdb.block-cache-usage") / keyspace::Family::ALL.len() as u64
}

/// Bytes of memory that this process has now.
fn resident() -> u64 {
    let status = fs::read_to_string("/proc/self/status").unwrap();
    let line = status.lines().find_map(|line| line.strip_prefix("VmRSS:")).unwrap();
    let kilobytes: u64 = line.trim().trim_end_matches(" kB").parse().unwrap();
    kilobytes << 10
}
