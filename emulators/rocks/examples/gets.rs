//! What a get costs in a small and in a large store: `cargo run --release -p rocks --example gets [ITEMS]`.
//!
//! Prints CPU time for each, and the large store's in multiples of the small one's: on a busy machine only the ratio says something. The
//! keys are asked for at random, so of a large store almost every get reads a block that is not cached.

#![allow(
    clippy::print_stdout,
    clippy::print_stderr,
    reason = "a program for developers, whose output is what it is for"
)]

use std::fs;
use std::path::Path;

use clock::Stopwatch;
use keyspace::{Engine, Family, Pace, Reads, Table, Writes};
use rocks::{Durability, Rocks, Settings};

keyspace::tables! { family DynamoDb;
    /// As an item: table, hash key, range key.
    ITEMS = 1: (u64, Vec<u8>, Vec<u8>) -> Vec<u8>;
}

const SMALL: u64 = 10_000;
const LARGE: u64 = 10_000_000;
const GETS: u64 = 400_000;
/// Bytes of an item, a third of them always the same.
const ITEM_BYTES: usize = 150;

fn main() {
    let large = std::env::args().nth(1).map_or(LARGE, |count| count.parse().expect("a number of items"));
    let temp = std::env::temp_dir().join(format!("statebox-gets-{}", std::process::id()));
    let [small, large] = [SMALL, large].map(|count| measure(&temp.join(count.to_string()), count));
    println!("the large store's gets cost {:.2} times the small one's", large as f64 / small as f64);
    fs::remove_dir_all(temp).unwrap();
}

/// Nanoseconds of CPU of a get.
fn measure(dir: &Path, items: u64) -> u64 {
    let settings = Settings { durability: Durability::None, ..Settings::default() };
    let watch = Stopwatch::start();
    drop(filled(dir, items, &settings));
    println!("{items} items were written within {:?}", watch.elapsed());
    let watch = Stopwatch::start();
    let rocks = Rocks::open(dir, &settings).unwrap();
    println!("opened within {:?}", watch.elapsed());
    // The first half warms up.
    let mut cost_ns = 0;
    for round in 0..2 {
        let before = cpu_ms();
        for number in 0..GETS {
            let found = rocks.read_raw(ITEMS, &key(spread(number + round * GETS) % items), <[u8]>::len).unwrap();
            assert_eq!(found, Some(ITEM_BYTES));
        }
        cost_ns = (cpu_ms() - before) * 1_000_000 / GETS;
    }
    println!("{items} items: a get takes {cost_ns} ns of CPU; {} MiB in memory", resident_mib());
    cost_ns
}

fn filled(dir: &Path, items: u64, settings: &Settings) -> Rocks {
    let rocks = Rocks::create(dir, settings).unwrap();
    for first in (0..items).step_by(1_000) {
        let mut writes = Writes::new();
        for number in first..(first + 1_000).min(items) {
            writes.put(Family::DynamoDb, |out| ITEMS::encode_key(&key(number), out), |out| fill(out, number));
        }
        rocks.write(&writes, Pace::Patient).unwrap();
    }
    rocks
}

fn fill(out: &mut Vec<u8>, number: u64) {
    let end = out.len() + ITEM_BYTES;
    out.extend([b'x'; ITEM_BYTES / 3]);
    let mut chance = number;
    while out.len() < end {
        chance = spread(chance);
        out.extend(chance.to_le_bytes());
    }
    out.truncate(end);
}

/// Written in an order that is not that of the keys.
fn key(number: u64) -> (u64, Vec<u8>, Vec<u8>) {
    (1, format!("user-{:016x}", spread(number)).into_bytes(), vec![])
}

/// SplitMix64's mixing: another number for each number, in no order.
fn spread(number: u64) -> u64 {
    let mut mixed = number.wrapping_add(0x9e37_79b9_7f4a_7c15);
    mixed = (mixed ^ (mixed >> 30)).wrapping_mul(0xbf58_476d_1ce4_e5b9);
    mixed = (mixed ^ (mixed >> 27)).wrapping_mul(0x94d0_49bb_1331_11eb);
    mixed ^ (mixed >> 31)
}

/// User and system time of the process, in steps of 10 ms.
fn cpu_ms() -> u64 {
    let stat = fs::read_to_string("/proc/self/stat").unwrap_or_default();
    let after_name = stat.rsplit(')').next().unwrap_or_default();
    let ticks = after_name.split_whitespace().skip(11).take(2).filter_map(|word| word.parse::<u64>().ok());
    ticks.sum::<u64>() * 10
}

fn resident_mib() -> u64 {
    let status = fs::read_to_string("/proc/self/status").unwrap_or_default();
    let line = status.lines().find_map(|line| line.strip_prefix("VmRSS:"));
    line.and_then(|line| line.split_whitespace().next()?.parse::<u64>().ok()).unwrap_or(0) / 1024
}
