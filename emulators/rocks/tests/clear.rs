//! Ranges that are cleared, and keys that are deleted in the order in which they were put.

use std::fs;
use std::path::Path;

use keyspace::{Engine, Family, Pace, Read, Writes};
use rocks::{Rocks, Settings};
use tempfile::TempDir;

const RANGES: u8 = 20;
const KEYS: u16 = 3_000;

fn key(range: u8, number: u16) -> [u8; 3] {
    let [high, low] = number.to_be_bytes();
    [range, high, low]
}

fn tables(dir: &Path) -> usize {
    let names = fs::read_dir(dir).unwrap().map(|entry| entry.unwrap().file_name());
    names.filter(|name| name.to_str().unwrap().ends_with(".sst")).count()
}

#[test]
fn many_cleared_ranges_make_one_file() {
    let temp = TempDir::new().unwrap();
    let dir = temp.path().join("emulators");
    let rocks = Rocks::create(&dir, &Settings::default()).unwrap();
    for range in 0..RANGES {
        let mut writes = Writes::new();
        for number in 0..KEYS {
            writes.put(Family::Kinesis, |out| out.extend(key(range, number)), |out| out.extend([7; 50]));
        }
        rocks.write(&writes, Pace::Patient).unwrap();
    }
    rocks.flush().unwrap();
    let before = tables(&dir);
    for range in 0..RANGES - 1 {
        rocks.clear(Family::Kinesis, &[range], &[range + 1]).unwrap();
    }
    assert_eq!(tables(&dir), before);
    rocks.settle(Family::Kinesis).unwrap();
    assert!(tables(&dir) <= before + 1);
    assert!(!rocks.get(Family::Kinesis, &key(0, 7), &mut |_| {}).unwrap());
    assert!(rocks.get(Family::Kinesis, &key(RANGES - 1, 7), &mut |_| {}).unwrap());
}
