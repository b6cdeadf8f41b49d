//! kill -9 at any instant, during flushes and compactions too: every number that was acknowledged is there afterwards.

use std::io::{BufRead, BufReader, Write as _};
use std::ops::ControlFlow;
use std::path::Path;
use std::process::{Command, Stdio};
use std::sync::Arc;
use std::sync::atomic::{AtomicU64, Ordering};
use std::time::Duration;

use clock::{Clock, Entropy};
use keyspace::{Batch, Direction, Engine, Reads, Space};
use rocks::{Rocks, Settings};
use tempfile::TempDir;

keyspace::tables! { family Kinesis;
    /// Numbers given in `on_sequence`, beside something to flush and compact.
    RECORDS = 1: (u64,) -> Vec<u8>;
    /// Overwritten all the time.
    HEAD = 2: (u8,) -> u64;
}

const WRITES_TO: &str = "STATEBOX_TEST_WRITES_TO";
const TINY: &str = "STATEBOX_TEST_TINY";

fn settings(tiny: bool) -> Settings {
    if tiny { Settings::tiny() } else { Settings::default() }
}

/// Not a test of its own: this is what the others start and kill.
#[test]
fn writer() {
    let Ok(dir) = std::env::var(WRITES_TO) else { return };
    let settings = settings(std::env::var(TINY).is_ok());
    let runtime = tokio::runtime::Builder::new_multi_thread().worker_threads(2).enable_all().build().unwrap();
    runtime.block_on(async {
        let rocks = Rocks::open(Path::new(&dir), &settings).expect("the store opens after every crash");
        let space = Space::new(Arc::new(rocks), Clock::system(), Entropy::system());
        let next = Arc::new(AtomicU64::new(space.read(HEAD, &(0u8,)).unwrap().map_or(0, |head| head + 1)));
        for _ in 0..8 {
            let (space, next) = (space.clone(), next.clone());
            tokio::spawn(async move {
                loop {
                    write_one(&space, &next).await;
                }
            });
        }
        std::future::pending::<()>().await;
    });
}

async fn write_one(space: &Space, next: &Arc<AtomicU64>) {
    let given = Arc::new(AtomicU64::new(0));
    let mut batch = Batch::new();
    let (next, tell) = (next.clone(), given.clone());
    batch.on_sequence(move |batch| {
        let number = next.fetch_add(1, Ordering::SeqCst);
        tell.store(number, Ordering::SeqCst);
        batch.put(RECORDS, &(number,), &vec![number as u8; 700]);
        batch.put(HEAD, &(0u8,), &number);
    });
    space.commit(batch).await.unwrap();
    // One system call a line: what the parent reads was acknowledged.
    let line = format!("wrote {}\n", given.load(Ordering::SeqCst));
    std::io::stdout().lock().write_all(line.as_bytes()).unwrap();
}

fn survives(rounds: u32, tiny: bool) {
    let temp = TempDir::new().unwrap();
    let dir = temp.path().join("emulators");
    drop(Rocks::create(&dir, &settings(tiny)).unwrap());
    let entropy = Entropy::system();
    let mut acknowledged = 0;
    for _ in 0..rounds {
        let mut command = Command::new(std::env::current_exe().unwrap());
        command.args(["writer", "--exact", "--nocapture"]).env(WRITES_TO, &dir).stdout(Stdio::piped());
        if tiny {
            command.env(TINY, "1");
        }
        let mut child = command.spawn().unwrap();
        let lines = BufReader::new(child.stdout.take().unwrap()).lines();
        let reader = std::thread::spawn(move || {
            let written =
                lines.map_while(Result::ok).filter_map(|line| line.strip_prefix("wrote ")?.parse::<u64>().ok());
            written.max()
        });
        std::thread::sleep(Duration::from_millis(150 + entropy.u64() % 700));
        child.kill().unwrap();
        child.wait().unwrap();
        acknowledged = reader.join().unwrap().map_or(acknowledged, |last| acknowledged.max(last + 1));

        let rocks = Rocks::open(&dir, &settings(tiny)).unwrap();
        let space = Space::new(Arc::new(rocks), Clock::system(), Entropy::system());
        let mut expected = 0;
        let visit = |(number,): (u64,), value: Vec<u8>| {
            assert_eq!((number, value), (expected, vec![expected as u8; 700]));
            expected += 1;
            ControlFlow::Continue(())
        };
        space.scan(&RECORDS.all(), Direction::Forward, visit).unwrap();
        assert!(expected >= acknowledged, "{acknowledged} were acknowledged and {expected} are there");
        assert_eq!(space.read(HEAD, &(0u8,)).unwrap().map_or(0, |head| head + 1), expected);
    }
    assert!(acknowledged > 1_000, "only {acknowledged} were written in all: this tests nothing");
}

#[test]
fn every_acknowledged_write_survives_kill_9() {
    survives(6, false);
}

#[test]
fn every_acknowledged_write_survives_kill_9_during_flushes_and_compactions() {
    survives(10, true);
}

#[test]
fn the_store_stays_small_when_one_key_is_overwritten_all_the_time() {
    let temp = TempDir::new().unwrap();
    let rocks = Arc::new(Rocks::create(&temp.path().join("emulators"), &Settings::tiny()).unwrap());
    let space = Space::new(rocks.clone(), Clock::system(), Entropy::system());
    let runtime = tokio::runtime::Builder::new_current_thread().build().unwrap();
    runtime.block_on(async {
        for number in 0..20_000u64 {
            let mut batch = Batch::new();
            batch.put(RECORDS, &(number % 10,), &vec![1; 700]);
            space.commit(batch).await.unwrap();
        }
    });
    rocks.flush().unwrap();
    assert!(rocks.property("rocksdb.total-sst-files-size") < 2 << 20);
    assert!(rocks.property("rocksdb.cur-size-all-mem-tables") < 2 << 20);
}
