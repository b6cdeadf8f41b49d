//! With a real mongod. Where there is none these tests fail and say so: a MongoDB that was never tried is not one that works.

use std::fs;
use std::path::PathBuf;
use std::time::Duration;

use mongodb::Client;
use mongodb::bson::Document;
use tokio::time::timeout;

use super::*;
use crate::supervisor::State;

const LONG: Duration = Duration::from_secs(60);

struct World {
    folder: tempfile::TempDir,
    config: Config,
}

impl World {
    fn new() -> World {
        let pinned = std::env::var_os("HOME").map(|home| Path::new(&home).join(".cache/statebox/mongod/6.0.5/mongod"));
        let named = std::env::var_os("STATEBOX_MONGOD").map(PathBuf::from);
        let folder = tempfile::tempdir().unwrap();
        let config = Config {
            program: named.or(pinned.filter(|path| path.exists())),
            host: Ipv4Addr::LOCALHOST.into(),
            port: ground::private_port().unwrap(),
            advertise: None,
            options: vec![],
            run_folder: folder.path().join("run"),
        };
        ground::program(config.program.as_deref(), &server::NAMES).unwrap();
        let world = World { folder, config };
        MongoStore::create(&world.generation("1")).unwrap();
        world
    }

    fn generation(&self, name: &str) -> PathBuf {
        self.folder.path().join("gen").join(name)
    }

    fn store(&self) -> MongoStore {
        MongoStore::new(self.config.clone(), &self.generation("1")).unwrap()
    }

    async fn running(&self) -> MongoStore {
        let store = self.store();
        store.start().await;
        timeout(LONG, store.ready()).await.unwrap().unwrap_or_else(|failure| panic!("{failure}"));
        store
    }

    async fn refusal(&self) -> String {
        let store = self.store();
        store.start().await;
        timeout(LONG, store.ready()).await.unwrap().unwrap_err().why
    }

    /// Every file of the generation with its bytes.
    fn files(&self) -> Vec<(String, Vec<u8>)> {
        let folder = self.generation("1").join("mongodb");
        let read = |file: String| (file.clone(), fs::read(folder.join(file)).unwrap());
        files::list(&folder).unwrap().into_iter().map(read).collect()
    }
}

/// As an application connects: with the set's own address, and with drivers' defaults.
async fn client(store: &MongoStore) -> Client {
    Client::with_uri_str(format!("mongodb://{}/?replicaSet=rs0", store.address())).await.unwrap()
}

async fn insert(client: &Client, ids: std::ops::Range<i32>) {
    let documents = ids.map(|id| doc! { "_id": id, "text": "x".repeat(200) });
    client.database("app").collection::<Document>("things").insert_many(documents).await.unwrap();
}

async fn count(client: &Client) -> u64 {
    client.database("app").collection::<Document>("things").count_documents(doc! {}).await.unwrap()
}

async fn kill_and_wait_for_the_next(store: &MongoStore) {
    let before = store.status().pid;
    let pid = rustix::process::Pid::from_raw(before.unwrap() as i32).unwrap();
    rustix::process::kill_process(pid, rustix::process::Signal::KILL).unwrap();
    let mut status = store.watch();
    timeout(LONG, status.wait_for(|status| status.pid.is_some() && status.pid != before)).await.unwrap().unwrap();
    timeout(LONG, store.ready()).await.unwrap().unwrap();
}

#[tokio::test]
async fn what_was_answered_is_there_after_a_stop_and_after_a_kill_and_under_another_port() {
    let mut world = World::new();
    let store = world.running().await;
    insert(&client(&store).await, 0..10).await;
    timeout(LONG, store.stop(false)).await.unwrap();
    assert_eq!(store.status().state, State::Stopped);

    store.start().await;
    store.ready().await.unwrap();
    insert(&client(&store).await, 10..20).await;
    kill_and_wait_for_the_next(&store).await;
    assert_eq!(count(&client(&store).await).await, 20);
    store.stop(true).await;

    world.config.port = ground::private_port().unwrap();
    let store = world.running().await;
    assert_eq!(store.address(), format!("127.0.0.1:{}", world.config.port));
    assert_eq!(count(&client(&store).await).await, 20);
    store.probe().await.unwrap();
    store.stop(false).await;
}

#[tokio::test]
async fn a_folder_whose_making_was_interrupted_is_made_again() {
    let world = World::new();
    let folder = world.generation("1").join("mongodb");
    fs::write(folder.join("WiredTiger.turtle"), "half").unwrap();
    fs::create_dir(folder.join("journal")).unwrap();
    let store = world.running().await;
    assert_eq!(count(&client(&store).await).await, 0);
    store.stop(true).await;
}

#[tokio::test]
async fn what_is_missing_for_a_start_is_named_with_how_to_mend_it() {
    let mut world = World::new();
    let taken = std::net::TcpListener::bind("127.0.0.1:0").unwrap();
    let config = world.config.clone();
    world.config.port = taken.local_addr().unwrap().port();
    let failure = world.refusal().await;
    assert!(failure.contains("is taken") && failure.contains("--mongodb-port"), "{failure}");

    world.config = Config { program: Some("/nowhere/mongod".into()), ..config.clone() };
    let failure = world.refusal().await;
    assert!(failure.contains("/nowhere/mongod") && failure.contains("--mongod PATH"), "{failure}");
    assert!(failure.contains("leave mongodb out of --services"), "{failure}");

    world.config = Config { options: vec!["--replSet=mine".into()], ..config.clone() };
    let refusal = MongoStore::new(world.config.clone(), &world.generation("1")).unwrap_err();
    assert!(refusal.contains("--replSet=mine"), "{refusal}");

    world.config = Config { advertise: Some("192.0.2.1".into()), ..config };
    let failure = world.refusal().await;
    assert!(failure.contains("192.0.2.1") && failure.contains("--mongodb-advertise"), "{failure}");

    fs::remove_dir_all(world.generation("1").join("mongodb")).unwrap();
    assert!(world.refusal().await.contains("gen/1/mongodb is missing"));
}

type Damage = fn(&mut Vec<u8>);
const EMPTIED: Damage = |bytes| bytes.clear();
const HALVED: Damage = |bytes| bytes.truncate(bytes.len() / 2);
const BEHEADED: Damage = |bytes| bytes[..64].fill(0xa5);
const SCRIBBLED: Damage = |bytes| {
    let middle = bytes.len() / 2;
    bytes[middle..middle + 2048].fill(0xa5);
};

/// Damages a file, sees that it is refused by name and that no byte changes, mends it again.
async fn refused(world: &World, file: &str, damage: Damage) {
    let path = world.generation("1").join("mongodb").join(file);
    let whole = fs::read(&path).unwrap();
    let mut bytes = whole.clone();
    damage(&mut bytes);
    fs::write(&path, &bytes).unwrap();
    let before = world.files();
    let failure = world.refusal().await;
    assert!(failure.contains(file), "{file}: {failure}");
    let changed: Vec<_> =
        world.files().into_iter().filter(|file| !before.contains(file)).map(|(name, _)| name).collect();
    assert!(changed.is_empty(), "{file}: {changed:?} changed for {failure}");
    fs::write(&path, &whole).unwrap();
}

#[tokio::test]
async fn damaged_files_are_refused_by_name_and_nothing_changes_and_mended_they_load() {
    let world = World::new();
    let store = world.running().await;
    let application = client(&store).await;
    for thousand in 0..10 {
        insert(&application, thousand * 1000..(thousand + 1) * 1000).await;
    }
    let stats = doc! { "collStats": "things" };
    let stats = application.database("app").run_command(stats).await.unwrap();
    let wired = stats.get_document("wiredTiger").unwrap().get_str("uri").unwrap();
    let collection = format!("{}.wt", wired.strip_prefix("statistics:table:").unwrap());
    store.stop(false).await;

    for (file, damage) in [
        ("WiredTiger.turtle", EMPTIED),
        ("WiredTiger.turtle", HALVED),
        ("WiredTiger.turtle", BEHEADED),
        ("WiredTiger.wt", BEHEADED),
        ("WiredTiger.wt", SCRIBBLED),
        ("_mdb_catalog.wt", EMPTIED),
        ("storage.bson", BEHEADED),
        (collection.as_str(), EMPTIED),
        (collection.as_str(), HALVED),
        (collection.as_str(), BEHEADED),
        (collection.as_str(), SCRIBBLED),
        ("journal/WiredTigerLog.0000000002", BEHEADED),
        ("journal/WiredTigerLog.0000000002", EMPTIED),
    ] {
        refused(&world, file, damage).await;
    }
    let store = world.running().await;
    assert_eq!(count(&client(&store).await).await, 10_000);
    insert(&client(&store).await, 10_000..11_000).await;
    // After a crash the journal holds the last thousand, and mongod would start without it.
    drop(store);
    let folder = world.generation("1").join("mongodb/journal");
    let journal = files::list(&folder).unwrap().into_iter().rfind(|file| file.starts_with("WiredTigerLog")).unwrap();
    for damage in [EMPTIED, HALVED, BEHEADED] {
        refused(&world, &format!("journal/{journal}"), damage).await;
    }
    let store = world.running().await;
    assert_eq!(count(&client(&store).await).await, 11_000);
    store.stop(false).await;
}
