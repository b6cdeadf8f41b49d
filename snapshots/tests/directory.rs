//! A directory keeps the promises of a remote.

mod support;

use std::fs;

use snapshots::flow::{Flow, Source, flow};
use snapshots::remote::Remote;
use snapshots::remote::directory::Directory;
use snapshots::remote::notes::{Note, Notes};
use support::name;
use support::promises::{keeps_its_promises, names, two_at_once, word};
use tempfile::TempDir;

fn directory() -> (TempDir, Notes, Directory) {
    let folder = tempfile::tempdir().unwrap();
    let notes = Notes::of(folder.path().join("notes"));
    let remote = Directory::new(folder.path().join("remote"), notes.clone());
    (folder, notes, remote)
}

fn files(folder: &TempDir) -> Vec<String> {
    let mut files: Vec<_> = ["remote", "notes"]
        .iter()
        .flat_map(|part| fs::read_dir(folder.path().join(part)).into_iter().flatten())
        .map(|entry| entry.unwrap().file_name().into_string().unwrap())
        .collect();
    files.sort();
    files
}

#[tokio::test]
async fn a_directory_keeps_its_promises() {
    let (folder, _, remote) = directory();
    keeps_its_promises(&remote).await;
    assert_eq!(files(&folder), ["b.tar.zst", "real.tar.zst"]);
    two_at_once(&remote).await;
}

#[tokio::test]
async fn what_lies_in_a_directory_under_other_names_is_left_alone() {
    let (folder, _, remote) = directory();
    let place = folder.path().join("remote");
    fs::create_dir_all(place.join("folder.tar.zst")).unwrap();
    for file in [".hidden.tar.zst", "a.tar", "notes.txt", "b c.tar.zst", ".c.tar.zst.0123456789abcdef.tmp"] {
        fs::write(place.join(file), "x").unwrap();
    }
    remote.put(&name("a"), &word("first"), false).await.unwrap();
    remote.sweep().await.unwrap();
    assert_eq!(names(&remote).await, ["a"]);
    assert_eq!(fs::read_dir(&place).unwrap().count(), 7);
}

#[tokio::test]
async fn only_noted_temporary_files_are_swept() {
    let (folder, notes, remote) = directory();
    let place = folder.path().join("remote");
    fs::create_dir_all(&place).unwrap();
    let ours = place.join(".a.tar.zst.1111111111111111.tmp");
    fs::write(&ours, "half").unwrap();
    fs::write(place.join(".a.tar.zst.2222222222222222.tmp"), "a colleague's").unwrap();
    notes.write(Note::File { path: ours }).unwrap();
    notes.write(Note::File { path: "/elsewhere/.a.tmp".into() }).unwrap();
    remote.sweep().await.unwrap();
    assert_eq!(files(&folder), [".a.tar.zst.2222222222222222.tmp", "2.json"]);
}

#[tokio::test]
async fn a_cancelled_put_leaves_nothing_in_a_directory() {
    let (folder, _, remote) = directory();
    let (_sink, stuck) = flow();
    struct Stuck(std::sync::Mutex<Option<Flow>>);
    impl Source for Stuck {
        fn open(&self) -> Flow {
            self.0.lock().unwrap().take().unwrap()
        }
        fn size_max(&self) -> u64 {
            1
        }
        fn mark(&self) -> String {
            "0".repeat(64)
        }
    }
    let source = Stuck(std::sync::Mutex::new(Some(stuck)));
    let (a, limit) = (name("a"), std::time::Duration::from_millis(100));
    tokio::time::timeout(limit, remote.put(&a, &source, false)).await.unwrap_err();
    assert!(files(&folder).is_empty(), "{:?}", files(&folder));
}
