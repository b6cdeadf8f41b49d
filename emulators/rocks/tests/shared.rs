//! Several stores in one process share memory, files and threads. One test in this file: it counts what the process has.

use std::fs;
use std::path::Path;

use keyspace::{Engine, Family, Pace, Read, Writes};
use rocks::{Rocks, Settings, Shared};
use tempfile::TempDir;

/// Less than one family alone might fill.
const BUFFERS: usize = 4 << 20;
const CACHE: usize = 2 << 20;
const FILES: i32 = 100;
/// 24 MB of each store, in tables of 64 KiB: more than both could keep open.
const KEYS: u32 = 24_000;

fn settings() -> Settings {
    Settings {
        memtable_bytes: 2 * BUFFERS,
        memtables_bytes: BUFFERS,
        cache_bytes: CACHE,
        table_bytes: 64 << 10,
        open_files_max: FILES,
        ..Settings::default()
    }
}

#[test]
fn two_stores_of_a_process_stay_within_the_budgets_of_one() {
    let temp = TempDir::new().unwrap();
    let dirs = ["one", "two"].map(|name| temp.path().join(name));
    for dir in &dirs {
        drop(Rocks::create(dir, &settings()).unwrap());
    }
    let shared = Shared::new(&settings());
    let one = Rocks::open_sharing(&dirs[0], &settings(), &shared).unwrap();
    write(&one, 0);
    let threads_of_one = threads();
    let two = Rocks::open_sharing(&dirs[1], &settings(), &shared).unwrap();
    write(&two, 0);
    assert_eq!(threads(), threads_of_one);

    for number in 1..KEYS {
        write(if number % 2 == 0 { &one } else { &two }, number / 2);
        if number % 100 == 0 {
            // What is being flushed counts until it is.
            while [&one, &two].iter().any(|rocks| rocks.property("rocksdb.num-immutable-mem-table") > 0) {
                std::thread::yield_now();
            }
            // Memory is taken in blocks of 1 MiB for each family. Alone, each store would fill the budget.
            let buffered = shared.buffered_bytes();
            assert!(buffered <= BUFFERS * 3 / 2, "{buffered} bytes of write buffers");
        }
    }
    for rocks in [&one, &two] {
        rocks.flush().unwrap();
    }
    let mut cached = 0;
    for number in 0..KEYS / 2 {
        for rocks in [&one, &two] {
            assert!(rocks.get(Family::DynamoDb, &key(number), &mut |_| {}).unwrap());
        }
        cached = shared.cached_bytes().max(cached);
    }
    assert!(cached > CACHE / 2, "both read through the cache they were given");
    // What is pinned (indexes and filters of the youngest tables) may exceed it.
    assert!(cached <= CACHE * 3 / 2, "{cached} bytes of blocks");

    let stored: usize = dirs.iter().map(|dir| tables_in(dir)).sum();
    let open = open_tables(temp.path());
    assert!(stored > FILES as usize, "only {stored} tables");
    assert!(open <= FILES as usize, "{open} open tables of {stored}");
}

fn key(number: u32) -> [u8; 4] {
    number.wrapping_mul(0x9e37_79b9).to_be_bytes()
}

fn write(rocks: &Rocks, number: u32) {
    let mut value = [0; 1_000];
    clock::Entropy::seeded(u64::from(number)).fill(&mut value);
    let mut writes = Writes::new();
    writes.put(Family::DynamoDb, |out| out.extend(key(number)), |out| out.extend(value));
    rocks.write(&writes, Pace::Patient).unwrap();
}

fn threads() -> usize {
    fs::read_dir("/proc/self/task").unwrap().count()
}

fn tables_in(dir: &Path) -> usize {
    let names = fs::read_dir(dir).unwrap().map(|entry| entry.unwrap().path());
    names.filter(|path| path.extension().is_some_and(|extension| extension == "sst")).count()
}

fn open_tables(under: &Path) -> usize {
    let links = fs::read_dir("/proc/self/fd").unwrap().filter_map(|entry| fs::read_link(entry.unwrap().path()).ok());
    links.filter(|path| path.starts_with(under) && path.to_str().unwrap().contains(".sst")).count()
}
