//! What happens to a store that is cut, overwritten or incomplete: an open that is refused changes nothing, says where, and
//! works again once the file is mended. Only a record cut short at the end of the log is what a crash leaves.

use std::collections::BTreeMap;
use std::fs;
use std::ops::ControlFlow;
use std::path::{Path, PathBuf};
use std::time::SystemTime;

use keyspace::{Direction, Engine, Family, KeyRange, Pace, Read, Writes};
use rocks::{Rocks, Settings};
use tempfile::TempDir;

const FLUSHED: u32 = 3_000;
const LOGGED: u32 = 500;

/// A folder as kill -9 leaves it: some of it in tables, some in the log, and the engine had no time to close.
fn crashed() -> (TempDir, PathBuf) {
    let temp = TempDir::new().unwrap();
    let (live, dead) = (temp.path().join("live"), temp.path().join("dead"));
    let rocks = Rocks::create(&live, &Settings::default()).unwrap();
    for number in 0..FLUSHED {
        put(&rocks, number);
    }
    rocks.flush().unwrap();
    for number in FLUSHED..FLUSHED + LOGGED {
        put(&rocks, number);
    }
    copy(&live, &dead);
    (temp, dead)
}

/// Of an open store, too: a file that goes meanwhile is one that RocksDB does not need any more.
fn copy(from: &Path, to: &Path) {
    fs::create_dir(to).unwrap();
    for entry in fs::read_dir(from).unwrap() {
        let entry = entry.unwrap();
        match fs::copy(entry.path(), to.join(entry.file_name())) {
            Err(error) if error.kind() == std::io::ErrorKind::NotFound => {}
            copied => drop(copied.unwrap()),
        }
    }
}

/// A folder after an orderly end.
fn closed() -> (TempDir, PathBuf) {
    let (temp, dir) = crashed();
    drop(Rocks::open(&dir, &Settings::default()).unwrap());
    (temp, dir)
}

fn put(rocks: &Rocks, number: u32) {
    let mut writes = Writes::new();
    let key = number.to_be_bytes();
    writes.put(Family::Sqs, |out| out.extend(key), |out| out.extend([key; 25].concat()));
    rocks.write(&writes, Pace::Patient).unwrap();
}

fn count(dir: &Path) -> u32 {
    let rocks = Rocks::open(dir, &Settings::default()).unwrap();
    let mut next = 0u32;
    let visit = &mut |key: &[u8], value: &[u8]| {
        assert_eq!((key, value), (&next.to_be_bytes()[..], &[next.to_be_bytes(); 25].concat()[..]));
        next += 1;
        ControlFlow::Continue(())
    };
    rocks.walk(Family::Sqs, KeyRange::ALL, Direction::Forward, visit).unwrap();
    next
}

fn all_files(dir: &Path) -> BTreeMap<String, (Vec<u8>, SystemTime)> {
    let entries = fs::read_dir(dir).unwrap().map(Result::unwrap);
    entries
        .map(|entry| {
            let modified = entry.metadata().unwrap().modified().unwrap();
            (entry.file_name().into_string().unwrap(), (fs::read(entry.path()).unwrap(), modified))
        })
        .collect()
}

#[track_caller]
fn refused(dir: &Path) -> String {
    let before = all_files(dir);
    let refused = match Rocks::open(dir, &Settings::default()) {
        Ok(_) => panic!("it was opened"),
        Err(refused) => {
            let is_newer = refused.to_string().contains("newer statebox");
            assert!(refused.is_damage() != is_newer && !refused.is_for_want_of_space(), "{refused}");
            refused.to_string()
        }
    };
    let after = all_files(dir);
    let names = |files: &BTreeMap<String, _>| files.keys().cloned().collect::<Vec<_>>();
    assert_eq!(names(&before), names(&after), "{refused}");
    for (name, file) in &before {
        // Our own list may be written anew, with the same lines.
        let same = if name == "SEEN" { after[name].0 == file.0 } else { after[name] == *file };
        assert!(same, "{name} was changed ({refused})");
    }
    assert!(refused.contains(dir.to_str().unwrap()), "{refused}");
    refused
}

/// The largest file with this in its name.
fn file(dir: &Path, part: &str) -> PathBuf {
    let named = fs::read_dir(dir).unwrap().map(|entry| entry.unwrap().path());
    let named = named.filter(|path| path.file_name().unwrap().to_str().unwrap().contains(part));
    named.max_by_key(|path| fs::metadata(path).unwrap().len()).unwrap()
}

fn flip(path: &Path, at: usize) {
    let mut bytes = fs::read(path).unwrap();
    bytes[at] ^= 0x40;
    fs::write(path, bytes).unwrap();
}

fn cut(path: &Path, by: u64) {
    let file = fs::OpenOptions::new().write(true).open(path).unwrap();
    file.set_len(file.metadata().unwrap().len() - by).unwrap();
}

/// Damages a file in many places, one after the other; each time the store is refused by name, and whole again when mended.
fn every_damage_is_refused(dir: &Path, part: &str) {
    let path = file(dir, part);
    let whole = fs::read(&path).unwrap();
    let places = 23;
    for place in 0..places {
        flip(&path, place * (whole.len() - 1) / places);
        let why = refused(dir);
        assert!(why.contains(path.to_str().unwrap()), "{why}");
        fs::write(&path, &whole).unwrap();
    }
    let middle = whole.len() / 2;
    let zeros =
        [&whole[..middle], &vec![0; whole.len().min(middle + 64) - middle], &whole[whole.len().min(middle + 64)..]];
    fs::write(&path, zeros.concat()).unwrap();
    refused(dir);
    fs::write(&path, &whole).unwrap();
}

#[test]
fn nothing_is_missing_after_a_crash() {
    let (_temp, dir) = crashed();
    assert_eq!(count(&dir), FLUSHED + LOGGED);
    assert_eq!(count(&dir), FLUSHED + LOGGED);
}

#[test]
fn a_record_cut_short_at_the_end_of_the_log_is_what_a_crash_leaves() {
    for by in [1, 7, 50, 100] {
        let (_temp, dir) = crashed();
        cut(&file(&dir, ".log"), by);
        assert_eq!(count(&dir), FLUSHED + LOGGED - 1, "cut by {by}");
    }
}

/// A folder with two logs that both have what lies in no table, as a crash leaves it: one family was flushed between them, and
/// the other was not.
fn crashed_with_two_logs() -> (TempDir, PathBuf) {
    let temp = TempDir::new().unwrap();
    let (live, dead) = (temp.path().join("live"), temp.path().join("dead"));
    let rocks = Rocks::create(&live, &Settings::default()).unwrap();
    for number in 0..LOGGED {
        put(&rocks, number);
    }
    let mut writes = Writes::new();
    writes.put(Family::Kinesis, |out| out.extend(b"other"), |_| {});
    rocks.write(&writes, Pace::Patient).unwrap();
    rocks.clear(Family::Kinesis, b"o", b"p").unwrap();
    rocks.settle(Family::Kinesis).unwrap();
    for number in LOGGED..2 * LOGGED {
        put(&rocks, number);
    }
    copy(&live, &dead);
    (temp, dead)
}

fn logs(dir: &Path) -> Vec<PathBuf> {
    let all = fs::read_dir(dir).unwrap().map(|entry| entry.unwrap().path());
    let mut logs: Vec<_> = all.filter(|path| path.extension().is_some_and(|extension| extension == "log")).collect();
    logs.sort();
    logs
}

#[test]
fn a_log_cut_short_that_another_follows_is_refused() {
    let (_temp, dir) = crashed_with_two_logs();
    let [older, newest] = &logs(&dir)[..] else { panic!("{:?}", logs(&dir)) };
    let older_whole = fs::read(older).unwrap();
    for by in [1, 50] {
        cut(older, by);
        let why = refused(&dir);
        assert!(why.contains(older.to_str().unwrap()), "{why}");
        assert!(why.contains(newest.file_name().unwrap().to_str().unwrap()), "{why}");
        fs::write(older, &older_whole).unwrap();
    }
    // The newest may be.
    cut(newest, 50);
    assert_eq!(count(&dir), 2 * LOGGED - 1);
}

#[test]
fn a_log_cut_short_that_an_earlier_open_went_on_from_is_no_damage() {
    let (_temp, dir) = crashed();
    cut(&file(&dir, ".log"), 50);
    let cut_short = logs(&dir).remove(0);
    let left = fs::read(&cut_short).unwrap();
    let modified = fs::metadata(&cut_short).unwrap().modified().unwrap();
    // An open that died right after it began a new log.
    fs::write(dir.join("000500.log"), b"").unwrap();
    // An open that did not, but its deletion of the old log never reached the disk.
    let rocks = Rocks::open(&dir, &Settings::default()).unwrap();
    put(&rocks, FLUSHED + LOGGED - 1);
    let again = dir.parent().unwrap().join("again");
    copy(&dir, &again);
    drop(rocks);
    let restored = again.join(cut_short.file_name().unwrap());
    fs::write(&restored, left).unwrap();
    fs::File::options().write(true).open(&restored).unwrap().set_modified(modified).unwrap();
    assert!(logs(&again).len() > 1 && logs(&again)[0] == restored);
    assert_eq!(count(&again), FLUSHED + LOGGED);
}

#[test]
fn zeros_behind_the_log_are_space_set_aside() {
    let (_temp, dir) = crashed();
    let log = file(&dir, ".log");
    fs::write(&log, [fs::read(&log).unwrap(), vec![0; 10_000]].concat()).unwrap();
    assert_eq!(count(&dir), FLUSHED + LOGGED);
}

#[test]
fn a_damaged_log_is_refused() {
    let (_temp, dir) = crashed();
    every_damage_is_refused(&dir, ".log");
    assert_eq!(count(&dir), FLUSHED + LOGGED);
}

#[test]
fn a_damaged_table_is_refused() {
    for (_temp, dir) in [crashed(), closed()] {
        let table = file(&dir, ".sst");
        let whole = fs::read(&table).unwrap();
        for left in [0, 100, whole.len() - 1] {
            fs::write(&table, &whole[..left]).unwrap();
            let why = refused(&dir);
            assert!(why.contains(table.file_name().unwrap().to_str().unwrap()), "{why}");
        }
        for at in (0..whole.len() / 2).step_by(whole.len() / 40) {
            flip(&table, at);
            let why = refused(&dir);
            assert!(why.contains(table.file_name().unwrap().to_str().unwrap()), "{why}");
            fs::write(&table, &whole).unwrap();
        }
        fs::remove_file(&table).unwrap();
        refused(&dir);
        fs::write(&table, &whole).unwrap();
        assert_eq!(count(&dir), FLUSHED + LOGGED);
    }
}

#[test]
fn a_flipped_byte_in_a_table_is_refused_or_does_no_harm() {
    // A filter that cannot be read is done without, for example.
    let (temp, dir) = crashed();
    let name = file(&dir, ".sst").file_name().unwrap().to_owned();
    let size = fs::metadata(dir.join(&name)).unwrap().len() as usize;
    for at in (size / 2..size).step_by(size / 40) {
        let scratch = temp.path().join(format!("scratch-{at}"));
        fs::create_dir(&scratch).unwrap();
        for (file, (bytes, _)) in all_files(&dir) {
            fs::write(scratch.join(file), bytes).unwrap();
        }
        flip(&scratch.join(&name), at);
        if Rocks::open(&scratch, &Settings::default()).is_ok() {
            assert_eq!(count(&scratch), FLUSHED + LOGGED, "byte {at} of {size}");
        }
    }
}

#[test]
fn a_damaged_manifest_is_refused() {
    for (_temp, dir) in [crashed(), closed()] {
        every_damage_is_refused(&dir, "MANIFEST");
        let manifest = file(&dir, "MANIFEST");
        let whole = fs::read(&manifest).unwrap();
        for left in [0, 10, whole.len() / 2, whole.len() - 1] {
            fs::write(&manifest, &whole[..left]).unwrap();
            refused(&dir);
        }
        fs::remove_file(&manifest).unwrap();
        refused(&dir);
        fs::write(&manifest, &whole).unwrap();
        assert_eq!(count(&dir), FLUSHED + LOGGED);
    }
}

#[test]
fn a_current_that_names_nothing_is_refused() {
    let (_temp, dir) = crashed();
    let current = dir.join("CURRENT");
    let whole = fs::read(&current).unwrap();
    for damaged in [&b""[..], b"garbage", b"MANIFEST-", b"MANIFEST-999999\n", &whole[..whole.len() - 1], &[0; 20]] {
        fs::write(&current, damaged).unwrap();
        refused(&dir);
    }
    fs::remove_file(&current).unwrap();
    assert!(refused(&dir).contains("CURRENT"));
    fs::write(&current, &whole).unwrap();
    assert_eq!(count(&dir), FLUSHED + LOGGED);
}

#[test]
fn a_store_of_a_newer_format_is_refused_by_name() {
    let (_temp, dir) = crashed();
    let format = dir.join("FORMAT");
    let whole = fs::read(&format).unwrap();
    fs::write(&format, "statebox emulators 2\n").unwrap();
    let why = refused(&dir);
    assert!(why.contains("newer statebox"), "{why}");
    for damaged in ["", "statebox emulators\n", "something else\n"] {
        fs::write(&format, damaged).unwrap();
        assert!(refused(&dir).contains("FORMAT"));
    }
    fs::write(&format, whole).unwrap();
    assert_eq!(count(&dir), FLUSHED + LOGGED);
}

#[test]
fn an_open_makes_no_store() {
    let temp = TempDir::new().unwrap();
    let missing = temp.path().join("missing");
    assert!(Rocks::open(&missing, &Settings::default()).is_err());
    assert!(!missing.exists());
    assert!(refused(temp.path()).contains("FORMAT"));
}

#[test]
fn no_store_is_made_over_another() {
    let (_temp, dir) = closed();
    assert!(Rocks::create(&dir, &Settings::default()).is_err());
    assert_eq!(count(&dir), FLUSHED + LOGGED);
}

#[test]
fn a_store_that_is_open_is_not_opened_again() {
    let (_temp, dir) = closed();
    let _rocks = Rocks::open(&dir, &Settings::default()).unwrap();
    assert!(Rocks::open(&dir, &Settings::default()).is_err());
}

#[test]
fn a_file_missing_after_an_orderly_end_is_named() {
    let (_temp, dir) = closed();
    let log = file(&dir, ".log");
    let whole = fs::read(&log).unwrap();
    fs::remove_file(&log).unwrap();
    assert!(refused(&dir).contains(log.to_str().unwrap()));
    fs::write(&log, whole).unwrap();
    assert_eq!(count(&dir), FLUSHED + LOGGED);
}

#[test]
fn a_checkpoint_is_a_store_of_that_instant() {
    let temp = TempDir::new().unwrap();
    let (live, copy) = (temp.path().join("live"), temp.path().join("copy"));
    let rocks = Rocks::create(&live, &Settings::default()).unwrap();
    for number in 0..100 {
        put(&rocks, number);
    }
    rocks.checkpoint(&copy).unwrap();
    put(&rocks, 100);
    assert!(rocks.checkpoint(&copy).is_err(), "nothing is written over");
    drop(rocks);
    assert_eq!(count(&copy), 100);
    assert_eq!(count(&live), 101);
}

#[test]
fn without_a_log_a_checkpoint_has_everything() {
    let temp = TempDir::new().unwrap();
    let (live, copy) = (temp.path().join("live"), temp.path().join("copy"));
    let settings = Settings { durability: rocks::Durability::None, ..Settings::default() };
    let rocks = Rocks::create(&live, &settings).unwrap();
    for number in 0..100 {
        put(&rocks, number);
    }
    rocks.checkpoint(&copy).unwrap();
    assert_eq!(count(&copy), 100);
}
