//! What a commit, a get and a scan cost: `cargo run --release -p rocks --example cost`.
//!
//! Prints wall and CPU time for each. CPU is what counts on a busy machine; it includes flushes and compactions.

#![allow(
    clippy::print_stdout,
    clippy::print_stderr,
    reason = "a program for developers, whose output is what it is for"
)]

use std::fs;
use std::ops::ControlFlow;
use std::sync::Arc;

use clock::{Clock, Entropy, Stopwatch};
use keyspace::memory::MemoryEngine;
use keyspace::{Batch, Direction, Engine, Reads, Space};
use rocks::{Durability, Rocks, Settings};
use tokio::runtime::Runtime;

keyspace::tables! { family DynamoDb;
    /// As an item: table, hash key, range key.
    ITEMS = 1: (u64, Vec<u8>, Vec<u8>) -> Vec<u8>;
}

const COUNT: u64 = 100_000;

fn main() {
    let temp = std::env::temp_dir().join(format!("statebox-cost-{}", std::process::id()));
    for (name, durability) in [("no log", Durability::None), ("log", Durability::Process)] {
        let settings = Settings { durability, ..Settings::default() };
        let dir = temp.join(name);
        let watch = Stopwatch::start();
        let rocks = Arc::new(Rocks::create(&dir, &settings).unwrap());
        println!("create {:?}", watch.elapsed());
        measure(name, rocks);
    }
    let watch = Stopwatch::start();
    drop(Rocks::open(&temp.join("log"), &Settings::default()).unwrap());
    println!("open and close {:?}", watch.elapsed());
    measure("memory", Arc::new(MemoryEngine::new()));
    fs::remove_dir_all(temp).unwrap();
}

fn measure(name: &str, engine: Arc<dyn Engine>) {
    let space = Space::new(engine.clone(), Clock::system(), Entropy::seeded(1));
    let lone = tokio::runtime::Builder::new_current_thread().build().unwrap();
    let two = tokio::runtime::Builder::new_multi_thread().worker_threads(2).build().unwrap();
    costs(&format!("{name}: direct writes of 100"), COUNT, || direct(&*engine));
    writes(name, &space, 100, &lone, &two);
    reads(name, &space);
    writes(name, &space, 1024, &lone, &two);
    reads(name, &space);
}

fn writes(name: &str, space: &Space, bytes: usize, lone: &Runtime, two: &Runtime) {
    costs(&format!("{name}: put {bytes}, lone"), COUNT, || lone.block_on(puts(space, 1, bytes)));
    costs(&format!("{name}: put {bytes}, 64 tasks, 1 thread"), COUNT, || lone.block_on(puts(space, 64, bytes)));
    costs(&format!("{name}: put {bytes}, 64 tasks, 2 threads"), COUNT, || two.block_on(puts(space, 64, bytes)));
}

fn reads(name: &str, space: &Space) {
    costs(&format!("{name}: get"), COUNT, || {
        for number in 0..COUNT {
            assert!(space.holds(ITEMS, &key(number * 7_919 % COUNT)).unwrap());
        }
    });
    costs(&format!("{name}: get what is not there"), COUNT, || {
        for number in 0..COUNT {
            assert!(!space.holds(ITEMS, &key(number + COUNT)).unwrap());
        }
    });
    costs(&format!("{name}: scan 16"), COUNT / 10, || {
        for number in 0..COUNT / 10 {
            let mut seen = 0;
            let visit = |_: &[u8], _: &[u8]| {
                seen += 1;
                if seen == 16 { ControlFlow::Break(()) } else { ControlFlow::Continue(()) }
            };
            space.scan_raw(&ITEMS.under(&(1,)).from(&key(number * 7)), Direction::Forward, visit).unwrap();
        }
    });
}

fn key(number: u64) -> (u64, Vec<u8>, Vec<u8>) {
    (1, format!("user-{:08}", number.wrapping_mul(0x9e37_79b9) % 0xffff_fffb).into_bytes(), vec![])
}

async fn puts(space: &Space, tasks: u64, bytes: usize) {
    let tasks: Vec<_> = (0..tasks)
        .map(|task| {
            let space = space.clone();
            tokio::spawn(async move {
                let value = vec![task as u8; bytes];
                for number in (task..COUNT).step_by(tasks as usize) {
                    let _entered = space.enter().await.unwrap();
                    let mut batch = Batch::new();
                    batch.put(ITEMS, &key(number), &value);
                    space.commit(batch).await.unwrap();
                    // As a connection does between two requests.
                    tokio::task::yield_now().await;
                }
            })
        })
        .collect();
    for task in tasks {
        task.await.unwrap();
    }
}

fn direct(engine: &dyn Engine) {
    let value = vec![7; 100];
    for number in 0..COUNT {
        let mut writes = keyspace::Writes::new();
        writes.put(
            keyspace::Family::DynamoDb,
            |out| <ITEMS as keyspace::Table>::encode_key(&key(number), out),
            |out| out.extend_from_slice(&value),
        );
        engine.write(&writes, keyspace::Pace::Patient).unwrap();
    }
}

fn costs(what: &str, count: u64, run: impl FnOnce()) {
    let (watch, before) = (Stopwatch::start(), cpu_ms());
    run();
    let wall_ns = watch.elapsed().as_nanos() as u64 / count;
    println!("{what:45} {wall_ns:7} ns wall {:7} ns CPU", (cpu_ms() - before) * 1_000_000 / count);
}

/// User and system time of the process, in steps of 10 ms.
fn cpu_ms() -> u64 {
    let stat = fs::read_to_string("/proc/self/stat").unwrap_or_default();
    let after_name = stat.rsplit(')').next().unwrap_or_default();
    let ticks = after_name.split_whitespace().skip(11).take(2).filter_map(|word| word.parse::<u64>().ok());
    ticks.sum::<u64>() * 10
}
