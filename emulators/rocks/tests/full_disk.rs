//! A full disk is a fault for each request; when there is space again the engine goes on without a restart.
//!
//! The test runs itself again in a mount namespace of its own, on a file system of a few megabytes, or with a preloaded library that
//! bounds its writes where nothing may be mounted.

#![allow(clippy::print_stderr, reason = "how full it was, for whoever reads along")]

use std::fs::{self, OpenOptions};
use std::io::Write;
use std::path::{Path, PathBuf};
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
/// The number of bytes that the preloaded library (tests/small-disk) lets through; without it the disk is a mounted one.
const BYTES_LEFT: &str = "STATEBOX_TEST_BYTES_LEFT";
const UNLIMITED: i64 = 1 << 62;

#[test]
fn the_engine_goes_on_when_there_is_space_again() {
    if let Ok(disk) = std::env::var(SMALL_DISK) {
        return fill(Path::new(&disk));
    }
    let disk = TempDir::new().unwrap();
    let mounted =
        std::env::var_os("STATEBOX_TEST_MAY_MOUNT").is_none_or(|may| may != "no") && on_a_mounted_disk(disk.path());
    if !mounted {
        eprintln!("no small file system can be mounted here: a preloaded limit on writes takes its place");
        on_a_preloaded_disk(disk.path());
    }
}

/// This test once more, started by `command`.
fn once_more(mut command: Command, disk: &Path) -> Command {
    command.args(["the_engine_goes_on", "--nocapture"]).env(SMALL_DISK, disk);
    command
}

/// False where nothing may be mounted.
fn on_a_mounted_disk(disk: &Path) -> bool {
    let script = "mount -t tmpfs -o size=24m none \"$1\" || exit 77; shift; exec \"$@\"";
    let mut command = Command::new("unshare");
    command.args(["--map-root-user", "--mount", "sh", "-c", script, "sh"]).arg(disk);
    command.arg(std::env::current_exe().unwrap());
    match once_more(command, disk).status() {
        Ok(status) if matches!(status.code(), Some(1 | 77)) => false,
        Ok(status) => {
            assert!(status.success());
            true
        }
        Err(_) => false,
    }
}

fn on_a_preloaded_disk(disk: &Path) {
    let tools = TempDir::new().unwrap();
    let (library, left) = (tools.path().join("small_disk.so"), tools.path().join("left"));
    let source = concat!(env!("CARGO_MANIFEST_DIR"), "/../../tests/small-disk/small_disk.c");
    let built =
        Command::new("cc").args(["-O1", "-shared", "-fPIC", "-o"]).arg(&library).args([source, "-ldl"]).status();
    assert!(built.unwrap().success(), "the library that bounds writes could not be built");
    fs::write(&left, UNLIMITED.to_ne_bytes()).unwrap();
    let mut command = Command::new(std::env::current_exe().unwrap());
    command.env("LD_PRELOAD", &library).env(BYTES_LEFT, &left);
    command.env("STATEBOX_TEST_SMALL_DISKS", format!("{}={}", disk.display(), left.display()));
    assert!(once_more(command, disk).status().unwrap().success());
}

/// What leaves little space.
enum Ballast {
    File(PathBuf),
    Limit(PathBuf),
}

impl Ballast {
    fn put_on(disk: &Path) -> Ballast {
        match std::env::var_os(BYTES_LEFT) {
            Some(left) => {
                let left = PathBuf::from(left);
                set_left(&left, 12 << 20);
                Ballast::Limit(left)
            }
            None => {
                let file = disk.join("ballast");
                fs::write(&file, vec![1; 12 << 20]).unwrap();
                Ballast::File(file)
            }
        }
    }

    fn take_off(self) {
        match self {
            Ballast::File(file) => fs::remove_file(file).unwrap(),
            Ballast::Limit(left) => set_left(&left, UNLIMITED),
        }
    }
}

/// In place: the file is mapped by those whom it bounds.
fn set_left(left: &Path, bytes: i64) {
    OpenOptions::new().write(true).open(left).unwrap().write_all(&bytes.to_ne_bytes()).unwrap();
}

fn fill(disk: &Path) {
    let ballast = Ballast::put_on(disk);
    let settings = Settings { memtable_bytes: 1 << 20, ..Settings::tiny() };
    let rocks = Arc::new(Rocks::create(&disk.join("emulators"), &settings).unwrap());
    let space = Space::new(rocks.clone(), Clock::system(), Entropy::system());
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
        let why = rocks.refuses_writes().expect("so is whoever asks for its health");
        assert!(why.to_lowercase().contains("space"), "{why}");
        assert!(space.read(MESSAGES, &(0,)).unwrap().is_some(), "reads go on");

        ballast.take_off();
        let watch = Stopwatch::start();
        // RocksDB looks for space again when it likes, and tells nobody.
        while put(&space, 1_000_001).await.is_err() {
            assert!(watch.elapsed() < Duration::from_secs(60), "it does not go on");
            tokio::time::sleep(Duration::from_millis(100)).await;
        }
        assert_eq!(rocks.refuses_writes(), None);
        eprintln!("went on after {:?}", watch.elapsed());
        for number in &acknowledged {
            assert!(space.read(MESSAGES, &(*number,)).unwrap().is_some(), "{number} is missing");
        }
    });
    drop((space, rocks));
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
