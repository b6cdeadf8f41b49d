//! How long a store takes to open after a kill: `cargo run --release -p rocks --example start -- MEBIBYTES`.

#![allow(
    clippy::print_stdout,
    clippy::print_stderr,
    reason = "a program for developers, whose output is what it is for"
)]

use std::path::Path;
use std::process::Command;

use clock::{Entropy, Stopwatch};
use keyspace::{Engine, Family, Pace, Writes};
use rocks::{Rocks, Settings};

fn main() {
    let arguments: Vec<String> = std::env::args().collect();
    if let [_, fill, dir, mebibytes] = &arguments[..] {
        assert_eq!(fill, "fill");
        fill_and_die(Path::new(dir), mebibytes.parse().unwrap());
    }
    let mebibytes = arguments.get(1).map_or("1000", String::as_str);
    let dir = std::env::temp_dir().join(format!("statebox-start-{}", std::process::id()));
    let status = Command::new(&arguments[0]).args(["fill", dir.to_str().unwrap(), mebibytes]).status().unwrap();
    assert!(!status.success());
    for what in ["after a kill", "after an orderly end"] {
        let watch = Stopwatch::start();
        let rocks = Rocks::open(&dir, &Settings::default()).unwrap();
        println!("{what}: {:?}", watch.elapsed());
        drop(rocks);
    }
    std::fs::remove_dir_all(dir).unwrap();
}

fn fill_and_die(dir: &Path, mebibytes: u64) -> ! {
    let rocks = Rocks::create(dir, &Settings::default()).unwrap();
    let entropy = Entropy::seeded(1);
    let mut value = vec![0; 1024];
    for number in 0..mebibytes << 10 {
        // Half of it can be compressed.
        entropy.fill(&mut value[..512]);
        let family = [Family::DynamoDb, Family::Kinesis][(number % 2) as usize];
        let key = number.wrapping_mul(0x9e37_79b9_7f4a_7c15).to_be_bytes();
        let mut writes = Writes::new();
        writes.put(family, |out| out.extend(key), |out| out.extend(&value));
        rocks.write(&writes, Pace::Patient).unwrap();
    }
    std::process::abort()
}
