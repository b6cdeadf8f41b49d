//! What a walk from the front of a queue costs while messages come and go: `cargo run --release -p rocks --example queue`.
//!
//! A receive looks from the front, and in front lies what was deleted and not yet compacted.

#![allow(
    clippy::print_stdout,
    clippy::print_stderr,
    reason = "a program for developers, whose output is what it is for"
)]

use std::fs;
use std::ops::ControlFlow;
use std::sync::Arc;
use std::time::Duration;

use keyspace::{Direction, Engine, Family, KeyRange, Pace, Read, Writes};
use rocks::{Rocks, Settings};
use rocksdb::perf::{PerfContext, PerfMetric, PerfStatsLevel, set_perf_stats};

fn main() {
    let temp = std::env::temp_dir().join(format!("statebox-queue-{}", std::process::id()));
    for waiting in [10, 100_000] {
        let dir = temp.join(waiting.to_string());
        let rocks = Arc::new(Rocks::create(&dir, &Settings::default()).unwrap());
        pass_through(&rocks, waiting, 1_000_000);
        println!("    then {}", first(&rocks));
        rocks.flush().unwrap();
        std::thread::sleep(Duration::from_secs(3));
        println!("    after a flush and three seconds {}", first(&rocks));
    }
    fs::remove_dir_all(temp).unwrap();
}

/// So many messages go through a queue in which so many others wait.
fn pass_through(rocks: &Rocks, waiting: u64, messages: u64) {
    let (mut sum, mut most, mut walks) = (0, 0, 0);
    let before = cpu_ms();
    for number in 0..waiting + messages {
        let mut writes = Writes::new();
        writes.put(Family::Sqs, |out| out.extend(key(number)), |out| out.extend([number as u8; 200]));
        if let Some(old) = number.checked_sub(waiting) {
            writes.delete(Family::Sqs, |out| out.extend(key(old)));
        }
        rocks.write(&writes, Pace::Patient).unwrap();
        if number % 5_000 == 4_999 {
            let passed_over = first(rocks);
            (sum, most, walks) = (sum + passed_over, most.max(passed_over), walks + 1);
            // Twenty thousand a second: a busy queue, which leaves time to compact.
            std::thread::sleep(Duration::from_millis(250));
        }
    }
    let each_ns = (cpu_ms() - before) * 1_000_000 / (waiting + messages);
    println!(
        "{waiting} waiting: {each_ns} ns CPU a message; a walk passes over {} dead keys, at most {most}",
        sum / walks
    );
}

fn key(number: u64) -> [u8; 17] {
    let mut key = [1; 17];
    key[9..].copy_from_slice(&number.to_be_bytes());
    key
}

/// How many dead keys a walk to the first message passes over.
fn first(rocks: &Rocks) -> u64 {
    set_perf_stats(PerfStatsLevel::EnableCount);
    let mut context = PerfContext::default();
    context.reset();
    rocks.walk(Family::Sqs, KeyRange::ALL, Direction::Forward, &mut |_, _| ControlFlow::Break(())).unwrap();
    context.metric(PerfMetric::InternalDeleteSkippedCount) + context.metric(PerfMetric::InternalKeySkippedCount)
}

/// User and system time of the process, in steps of 10 ms.
fn cpu_ms() -> u64 {
    let stat = fs::read_to_string("/proc/self/stat").unwrap_or_default();
    let after_name = stat.rsplit(')').next().unwrap_or_default();
    let ticks = after_name.split_whitespace().skip(11).take(2).filter_map(|word| word.parse::<u64>().ok());
    ticks.sum::<u64>() * 10
}
