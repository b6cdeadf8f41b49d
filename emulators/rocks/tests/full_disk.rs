//! A full disk is a fault for each request; when there is space again the engine goes on without a restart.
//!
//! The test runs itself again in a mount namespace of its own, on a file system of a few megabytes.

use std::fs;
use std::path::Path;
use std::process::Command;
use std::sync::Arc;
use std::time::Duration;

use clock::{Clock, Entropy, Stopwatch};
use keyspace::{Batch, Reads, Space};
use rocks::{Rocks, Settings};
use tempfile::TempDir;

keyspace::tables! { family Sqs;
    /// Anything.
    MESSAGES = 1: (u64,) -> Vec<u8>;
}

const SMALL_DISK: &str = "STATEBOX_TEST_SMALL_DISK";

#[test]
fn the_engine_goes_on_when_there_is_space_again() {
    if let Ok(disk) = std::env::var(SMALL_DISK) {
        return fill(Path::new(&disk));
    }
    let disk = TempDir::new().unwrap();
    let script = "mount -t tmpfs -o size=24m none \"$1\" || exit 77; shift; exec \"$@\"";
    let mut command = Command::new("unshare");
    command.args(["--map-root-user", "--mount", "sh", "-c", script, "sh"]).arg(disk.path());
    command.arg(std::env::current_exe().unwrap()).args(["the_engine_goes_on", "--nocapture"]);
    match command.env(SMALL_DISK, disk.path()).status() {
        Ok(status) if status.code() == Some(77) || status.code() == Some(1) => {
            not_tested("no small file system could be mounted here");
        }
        Ok(status) => assert!(status.success()),
        Err(error) => not_tested(&format!("unshare: {error}")),
    }
}

/// Whoever develops without the right to mount goes on; where everything must be tested, that is a failure.
fn not_tested(why: &str) {
    assert!(std::env::var_os("CI").is_none(), "a full disk could not be tested: {why}");
    eprintln!("NOT TESTED: {why}");
}

fn fill(disk: &Path) {
    let ballast = disk.join("ballast");
    fs::write(&ballast, vec![1; 12 << 20]).unwrap();
    let rocks =
        Rocks::create(&disk.join("emulators"), &Settings { memtable_bytes: 1 << 20, ..Settings::tiny() }).unwrap();
    let space = Space::new(Arc::new(rocks), Clock::system(), Entropy::system());
    let runtime = tokio::runtime::Builder::new_multi_thread().worker_threads(2).enable_all().build().unwrap();
    runtime.block_on(async {
        let mut acknowledged = Vec::new();
        let fault = loop {
            match put(&space, acknowledged.len() as u64).await {
                Ok(()) => acknowledged.push(acknowledged.len() as u64),
                Err(fault) => break fault,
            }
            assert!(acknowledged.len() < 100_000, "the disk never filled up");
        };
        eprintln!("full after {} messages: {fault:?}", acknowledged.len());
        assert!(put(&space, 1_000_000).await.is_err(), "each request is told");
        assert!(space.read(MESSAGES, &(0,)).unwrap().is_some(), "reads go on");

        fs::remove_file(&ballast).unwrap();
        let watch = Stopwatch::start();
        // RocksDB looks for space again when it likes, and tells nobody.
        while put(&space, 1_000_001).await.is_err() {
            assert!(watch.elapsed() < Duration::from_secs(60), "it does not go on");
            tokio::time::sleep(Duration::from_millis(100)).await;
        }
        eprintln!("went on after {:?}", watch.elapsed());
        for number in &acknowledged {
            assert!(space.read(MESSAGES, &(*number,)).unwrap().is_some(), "{number} is missing");
        }
    });
    drop(space);
    let space = Space::new(
        Arc::new(Rocks::open(&disk.join("emulators"), &Settings::tiny()).unwrap()),
        Clock::system(),
        Entropy::system(),
    );
    assert!(space.read(MESSAGES, &(1_000_001,)).unwrap().is_some());
    assert!(space.read(MESSAGES, &(0,)).unwrap().is_some());
}

/// Bytes that do not compress.
async fn put(space: &Space, number: u64) -> Result<(), keyspace::Fault> {
    let mut value = vec![0; 2_000];
    space.entropy().fill(&mut value);
    let mut batch = Batch::new();
    batch.put(MESSAGES, &(number,), &value);
    space.commit(batch).await
}
