//! Snapshots by reference: what was stored is stored once, a name opens as the plain archive, and nothing that is needed is collected.

mod support;

use std::collections::BTreeSet;
use std::fs;
use std::sync::Arc;
use std::time::Duration;

use bytes::Bytes;
use snapshots::error::Error;
use snapshots::manifest::Manifest;
use snapshots::progress::Progress;
use snapshots::remote::by_reference::{Collected, GRACE};
use snapshots::remote::directory::Directory;
use snapshots::remote::notes::Notes;
use snapshots::remote::s3::{Access, Own, S3};
use snapshots::remote::snapshots::{Snapshots, Storage};
use snapshots::remote::{Form, Remote, inspect, verify};
use support::promises::{keeps_its_promises, names, taken, unknown};
use support::server::{ACCESS_KEY, BUCKET, SECRET_KEY, Server};
use support::{Packed, Tree, name, packed, read_all};
use tempfile::TempDir;

/// A remote, and what keeps it alive.
struct World {
    folder: TempDir,
    _server: Option<Server>,
    storage: Arc<dyn Storage>,
    snapshots: Snapshots,
}

impl World {
    fn directory() -> World {
        let folder = tempfile::tempdir().unwrap();
        let storage = Arc::new(Directory::new(folder.path().join("remote"), Notes::of(folder.path().join("notes"))));
        World { folder, _server: None, snapshots: Snapshots::at(storage.clone()), storage }
    }

    async fn s3() -> World {
        let (folder, server) = (tempfile::tempdir().unwrap(), Server::start().await);
        let access = Access {
            endpoint: Some(server.endpoint()),
            access_key_id: Some(ACCESS_KEY.to_owned()),
            secret_access_key: Some(SECRET_KEY.to_owned()),
            region: Some("us-east-1".to_owned()),
            ..Access::default()
        };
        let notes = Notes::of(folder.path().join("notes"));
        let s3 = S3::connect(BUCKET.to_owned(), "team/qa".to_owned(), &access, &Own::default(), notes).await.unwrap();
        let storage = Arc::new(s3);
        World { folder, _server: Some(server), snapshots: Snapshots::at(storage.clone()), storage }
    }

    async fn put(&self, called: &str, tree: &Tree) -> (Packed, u64) {
        let packed = named(called, tree);
        let stored = self
            .snapshots
            .put_by_reference(&packed.manifest, packed.folder.path(), false, &Progress::silent())
            .await
            .unwrap();
        (packed, stored.size)
    }

    async fn keys(&self, folder: &str) -> BTreeSet<String> {
        self.storage.objects(folder).await.unwrap().into_iter().map(|object| object.key).collect()
    }

    async fn archive(&self, called: &str) -> Vec<u8> {
        read_all(self.snapshots.open(&name(called), None).await.unwrap()).await.unwrap()
    }

    /// Makes every mark older.
    fn age_marks(&self, by: Duration) {
        for entry in fs::read_dir(self.folder.path().join("remote/unused")).unwrap() {
            let path = entry.unwrap().path();
            if path.file_name().unwrap() != "now" {
                let since = fs::metadata(&path).unwrap().modified().unwrap() - by;
                fs::File::options().write(true).open(&path).unwrap().set_modified(since).unwrap();
            }
        }
    }
}

fn named(called: &str, tree: &Tree) -> Packed {
    let packed = packed(tree);
    let manifest = Manifest { name: name(called), ..packed.manifest };
    let pack = snapshots::archive::pack::Pack::new(
        Arc::new(manifest.clone()),
        packed.folder.path().to_owned(),
        Progress::silent(),
    );
    Packed { folder: packed.folder, manifest, pack }
}

/// A file whose `last` bytes differ, and some that never do.
fn tree(last: &[u8]) -> Tree {
    [
        ("emulators/000007.sst".to_owned(), [b"block".repeat(1000).as_slice(), last].concat()),
        ("emulators/000008.sst".to_owned(), b"another block".repeat(1000)),
        ("emulators/CURRENT".to_owned(), b"MANIFEST-000005\n".to_vec()),
        ("emulators/empty".to_owned(), Vec::new()),
    ]
    .into()
}

/// Nine megabytes that cannot be compressed, in three chunks, and some small files.
fn large_tree(last: &[u8]) -> Tree {
    let mut state = 1u64;
    let noise = std::iter::repeat_with(|| {
        state = state.wrapping_mul(6364136223846793005).wrapping_add(1442695040888963407);
        (state >> 56) as u8
    });
    let mut large: Vec<u8> = noise.take(9 << 20).collect();
    large.extend(last);
    [
        ("emulators/000007.sst".to_owned(), large.clone()),
        ("emulators/CURRENT".to_owned(), b"MANIFEST-000005\n".to_vec()),
        ("emulators/empty".to_owned(), Vec::new()),
        ("redis/dump.rdb".to_owned(), b"REDIS0010".repeat(100)),
        ("redis/twice.rdb".to_owned(), b"REDIS0010".repeat(100)),
    ]
    .into()
}

async fn is_stored_once_and_opens_as_a_plain_archive(world: World) {
    let (first, sent) = world.put("first", &large_tree(b"a")).await;
    assert!(sent > 9 << 20, "{sent}");
    assert_eq!(inspect(&world.snapshots, &name("first")).await.unwrap(), first.manifest);
    assert_eq!(verify(&world.snapshots, &name("first"), &Progress::silent()).await.unwrap(), first.manifest);
    assert!(world.archive("first").await == read_all(snapshots::flow::Source::open(&first.pack)).await.unwrap());

    let (second, sent) = world.put("second", &large_tree(b"b")).await;
    assert!(sent < 2 << 20, "only the last chunk is new, and {sent} bytes were sent");
    assert!(world.archive("second").await == read_all(snapshots::flow::Source::open(&second.pack)).await.unwrap());

    let listed = world.snapshots.list().await.unwrap();
    let forms: Vec<_> = listed.iter().map(|found| (found.name.to_string(), found.form)).collect();
    assert_eq!(forms, [("first".to_owned(), Form::ByReference), ("second".to_owned(), Form::ByReference)]);
    assert!(listed[0].size > 9 << 20 && listed[0].modified.is_some(), "{listed:?}");

    world.snapshots.delete(&name("first")).await.unwrap();
    let collected = world.snapshots.collect_garbage(Duration::ZERO).await.unwrap();
    assert_eq!((collected.deleted, collected.marked), (1, 0), "the last chunk of the first one: {collected:?}");
    assert_eq!(verify(&world.snapshots, &name("second"), &Progress::silent()).await.unwrap(), second.manifest);
    world.snapshots.delete(&name("second")).await.unwrap();
    world.snapshots.collect_garbage(Duration::ZERO).await.unwrap();
    assert_eq!(world.keys("chunks").await, BTreeSet::new());
}

#[tokio::test]
async fn in_a_directory_it_is_stored_once_and_opens_as_a_plain_archive() {
    is_stored_once_and_opens_as_a_plain_archive(World::directory()).await;
}

#[tokio::test]
async fn in_s3_it_is_stored_once_and_opens_as_a_plain_archive() {
    is_stored_once_and_opens_as_a_plain_archive(World::s3().await).await;
}

#[tokio::test]
async fn a_remote_of_both_forms_keeps_the_promises_of_a_remote() {
    keeps_its_promises(&World::directory().snapshots).await;
    keeps_its_promises(&World::s3().await.snapshots).await;
}

#[tokio::test]
async fn a_name_is_one_snapshot_in_either_form() {
    let world = World::directory();
    let (by_reference, plain) = (named("a", &tree(b"a")), named("a", &tree(b"b")));
    let put = async |force| {
        world
            .snapshots
            .put_by_reference(&by_reference.manifest, by_reference.folder.path(), force, &Progress::silent())
            .await
    };
    put(false).await.unwrap();
    taken(put(false).await);
    taken(world.snapshots.put(&name("a"), &plain.pack, false).await);
    assert_eq!(inspect(&world.snapshots, &name("a")).await.unwrap(), by_reference.manifest);

    world.snapshots.put(&name("a"), &plain.pack, true).await.unwrap();
    assert_eq!(inspect(&world.snapshots, &name("a")).await.unwrap(), plain.manifest);
    assert_eq!(world.snapshots.list().await.unwrap().len(), 1);
    taken(put(false).await);

    put(true).await.unwrap();
    assert_eq!(inspect(&world.snapshots, &name("a")).await.unwrap(), by_reference.manifest);
    assert_eq!(world.snapshots.find(&name("a")).await.unwrap().unwrap().form, Form::ByReference);
    world.snapshots.delete(&name("a")).await.unwrap();
    unknown(world.snapshots.delete(&name("a")).await);
    assert!(names(&world.snapshots).await.is_empty());
}

#[tokio::test]
async fn what_nobody_needs_is_deleted_a_day_after_that_was_seen() {
    let world = World::directory();
    world.put("first", &tree(b"a")).await;
    let (second, _) = world.put("second", &tree(b"b")).await;
    world.snapshots.delete(&name("first")).await.unwrap();

    let before = world.keys("chunks").await;
    for _ in 0..2 {
        let collected = world.snapshots.collect_garbage(GRACE).await.unwrap();
        assert_eq!((collected.marked, collected.deleted), (1, 0), "{collected:?}");
        assert_eq!(world.keys("chunks").await, before);
    }
    world.age_marks(GRACE - Duration::from_secs(60));
    assert_eq!(world.snapshots.collect_garbage(GRACE).await.unwrap().deleted, 0);
    world.age_marks(Duration::from_secs(60));
    assert_eq!(world.snapshots.collect_garbage(GRACE).await.unwrap().deleted, 1);
    assert_eq!(world.keys("chunks").await.len(), before.len() - 1);
    assert_eq!(world.keys("unused").await, BTreeSet::from(["unused/now".to_owned()]));
    assert_eq!(verify(&world.snapshots, &name("second"), &Progress::silent()).await.unwrap(), second.manifest);
}

#[tokio::test]
async fn an_export_does_not_refer_to_what_is_about_to_be_deleted() {
    let world = World::directory();
    world.put("first", &tree(b"a")).await;
    world.snapshots.delete(&name("first")).await.unwrap();
    let marked = world.snapshots.collect_garbage(GRACE).await.unwrap();
    assert_eq!((marked.needed, marked.deleted), (0, 0));
    let (again, _) = world.put("again", &tree(b"a")).await;
    assert_eq!(world.keys("chunks").await.len(), 2 * marked.marked);

    world.age_marks(GRACE);
    let collected = world.snapshots.collect_garbage(GRACE).await.unwrap();
    assert_eq!((collected.deleted, collected.needed), (marked.marked, marked.marked));
    assert_eq!(verify(&world.snapshots, &name("again"), &Progress::silent()).await.unwrap(), again.manifest);
}

#[tokio::test]
async fn a_snapshot_whose_index_appears_after_its_chunks_were_marked_keeps_them() {
    let world = World::directory();
    world.put("first", &tree(b"a")).await;
    let index = world.storage.read("first.json", None).await.unwrap().unwrap();
    // As while an export is under way: the chunks are there, the index is not.
    world.snapshots.delete(&name("first")).await.unwrap();
    assert_ne!(world.snapshots.collect_garbage(GRACE).await.unwrap().marked, 0);
    world.storage.write("first.json", index, false).await.unwrap();

    world.age_marks(GRACE);
    let collected = world.snapshots.collect_garbage(GRACE).await.unwrap();
    assert_eq!((collected.deleted, collected.marked), (0, 0), "{collected:?}");
    assert_eq!(world.keys("unused").await, BTreeSet::from(["unused/now".to_owned()]));
    verify(&world.snapshots, &name("first"), &Progress::silent()).await.unwrap();
}

#[tokio::test]
async fn an_index_that_cannot_be_read_stops_the_collection_and_other_files_do_not() {
    let world = World::directory();
    world.put("first", &tree(b"a")).await;
    let write = async |key: &str, text: &str| {
        world.storage.write(key, Bytes::copy_from_slice(text.as_bytes()), true).await.unwrap();
    };
    write("package.json", "{ \"index\": \"main.js\" }").await;
    write("chunks/readme.txt", "not ours").await;
    assert_eq!(names(&world.snapshots).await, ["first"]);
    unknown(inspect(&world.snapshots, &name("package")).await);
    unknown(world.snapshots.delete(&name("package")).await);
    assert_eq!(world.snapshots.collect_garbage(GRACE).await.unwrap().marked, 0);

    write("newer.json", "{\n  \"index\": 2,\n  \"size\": 7,\n  \"manifest\": {\"statebox\": \"9.0\"}\n}\n").await;
    let error = world.snapshots.collect_garbage(GRACE).await.unwrap_err();
    assert!(matches!(error, Error::Newer { format: 2, .. }), "{error}");
    write("newer.json", "{\n  \"index\": 1,\n  \"size\": 7,\n").await;
    let error = world.snapshots.collect_garbage(Duration::ZERO).await.unwrap_err();
    assert!(error.to_string().contains("newer.json is not JSON"), "{error}");
    assert!(!world.keys("chunks").await.is_empty());
    write("newer.json", "").await;
    let error = world.snapshots.collect_garbage(Duration::ZERO).await.unwrap_err();
    assert!(error.to_string().contains("newer.json is not JSON"), "{error}");
    world.snapshots.delete(&name("newer")).await.unwrap();

    // Who writes an index anew in other lines has the same snapshot.
    let index: serde_json::Value =
        serde_json::from_slice(&world.storage.read("first.json", None).await.unwrap().unwrap()).unwrap();
    write("first.json", &index.to_string()).await;
    assert_eq!(names(&world.snapshots).await, ["first"]);
    assert_eq!(world.snapshots.collect_garbage(GRACE).await.unwrap().marked, 0);
    verify(&world.snapshots, &name("first"), &Progress::silent()).await.unwrap();
}

#[tokio::test]
async fn a_slow_collection_deletes_nothing_that_was_stored_meanwhile() {
    let world = World::directory();
    world.put("first", &tree(b"a")).await;
    let before = world.keys("chunks").await;
    world.snapshots.delete(&name("first")).await.unwrap();
    world.snapshots.collect_garbage(Duration::ZERO).await.unwrap();
    // Another collection has seen the same chunks and comes to delete them only now.
    let (again, _) = world.put("again", &tree(b"a")).await;
    for chunk in before {
        world.storage.remove(&chunk).await.unwrap();
    }
    assert_eq!(verify(&world.snapshots, &name("again"), &Progress::silent()).await.unwrap(), again.manifest);
}

#[tokio::test]
async fn a_chunk_that_is_gone_or_damaged_is_told() {
    let world = World::directory();
    world.put("first", &tree(b"a")).await;
    let chunk =
        world.storage.objects("chunks").await.unwrap().into_iter().max_by_key(|object| object.size).unwrap().key;
    world.storage.write(&chunk, Bytes::from_static(b"nonsense"), true).await.unwrap();
    let error = verify(&world.snapshots, &name("first"), &Progress::silent()).await.unwrap_err();
    assert!(matches!(&error, Error::Damaged(why) if why.contains("emulators/00000")), "{error}");

    world.storage.remove(&chunk).await.unwrap();
    let error = verify(&world.snapshots, &name("first"), &Progress::silent()).await.unwrap_err();
    assert!(error.to_string().contains(&chunk), "{error}");
    assert!(error.to_string().contains("a part of emulators/00000"), "{error}");
}

#[tokio::test]
async fn what_changes_while_it_is_stored_is_no_snapshot() {
    let world = World::directory();
    let packed = named("first", &tree(b"a"));
    fs::write(packed.folder.path().join("emulators/CURRENT"), "MANIFEST-000006\n").unwrap();
    let error = world
        .snapshots
        .put_by_reference(&packed.manifest, packed.folder.path(), false, &Progress::silent())
        .await
        .unwrap_err();
    assert!(error.to_string().contains("emulators/CURRENT changed while it was exported"), "{error}");
    assert!(names(&world.snapshots).await.is_empty());
    // What was being written when the failure came goes to its end.
    let noted = || fs::read_dir(world.folder.path().join("notes")).map_or(0, Iterator::count);
    while noted() > 0 {
        tokio::time::sleep(Duration::from_millis(5)).await;
    }
}

#[tokio::test]
async fn two_machines_store_and_collect_at_the_same_time() {
    let world = World::directory();
    let trees: Vec<Tree> = (0..6).map(|number: u8| tree(&[number])).collect();
    let store = async |number: usize| {
        let (called, tree) = (format!("s{number}"), &trees[number]);
        world.put(&called, tree).await;
        if number.is_multiple_of(2) {
            world.snapshots.delete(&name(&called)).await.unwrap();
        }
    };
    let collect = async || {
        for _ in 0..20 {
            world.snapshots.collect_garbage(GRACE).await.unwrap();
            tokio::task::yield_now().await;
        }
    };
    tokio::join!(store(0), store(1), store(2), store(3), store(4), store(5), collect(), collect());
    for called in ["s1", "s3", "s5"] {
        verify(&world.snapshots, &name(called), &Progress::silent()).await.unwrap();
    }
    world.age_marks(GRACE);
    let Collected { deleted, .. } = world.snapshots.collect_garbage(GRACE).await.unwrap();
    assert!(deleted >= 3, "{deleted}");
    for called in ["s1", "s3", "s5"] {
        verify(&world.snapshots, &name(called), &Progress::silent()).await.unwrap();
    }
}
