//! With a real mongod. Where there is none these tests fail and say so: a MongoDB that was never tried is not one that works.

use std::fs;
use std::path::PathBuf;
use std::sync::atomic::{AtomicBool, AtomicI32, Ordering};
use std::time::Duration;

use mongodb::Client;
use mongodb::bson::Document;
use snapshots::store::{Collected, How, Pulse, Store};
use snapshots::workspace::Place;
use tokio::time::timeout;
use tokio_util::sync::CancellationToken;

use super::*;
use crate::supervisor::State;

const LONG: Duration = Duration::from_secs(60);

/// The one that is named, the pinned one, or one on `PATH`.
pub fn program() -> Option<PathBuf> {
    let pinned = std::env::var_os("HOME").map(|home| Path::new(&home).join(".cache/statebox/mongod/6.0.5/mongod"));
    let named = std::env::var_os("STATEBOX_MONGOD").map(PathBuf::from);
    named.or(pinned.filter(|path| path.exists()))
}

struct World {
    folder: tempfile::TempDir,
    config: Config,
}

impl World {
    fn new() -> World {
        let folder = tempfile::tempdir().unwrap();
        let config = Config {
            program: program(),
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

const LEASE: Duration = Duration::from_secs(10);

/// A whole cut into a new generation. A periodic checkpoint may come between, once a minute; then it is taken under the lock.
async fn cut(store: &MongoStore, into: &Path, how: How) -> Description {
    let _ = fs::remove_dir_all(into);
    fs::create_dir_all(into).unwrap();
    store.prepare().await.unwrap();
    store.freeze(LEASE).await.unwrap();
    store.renew(LEASE).await.unwrap();
    store.fix(&Place::apart(into.to_owned()), how, &Pulse::default()).await.unwrap();
    store.renew(LEASE).await.unwrap();
    store.thaw().await.unwrap();
    assert!(store.renew(LEASE).await.is_err());
    let collected = store.collect(&Place::apart(into.to_owned())).await.unwrap();
    let description = store.describe(into).await.unwrap();
    store.finish().await;
    match (collected, how) {
        (Collected::Whole, _) => description,
        (Collected::Moved, How::Linked) => Box::pin(cut(store, into, How::Copied)).await,
        (Collected::Moved, How::Copied) => panic!("a copy cannot move"),
    }
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn cuts_under_load_keep_every_acknowledged_write_and_start_elsewhere() {
    let world = World::new();
    let store = world.running().await;
    let installed = version::of(&store.server.program().unwrap()).unwrap();
    let stop = Arc::new(AtomicBool::new(false));
    let acknowledged = Arc::new(AtomicI32::new(0));
    let application = client(&store).await;
    let writing = tokio::spawn({
        let (stop, acknowledged) = (stop.clone(), acknowledged.clone());
        async move {
            for id in 0.. {
                if stop.load(Ordering::Relaxed) {
                    return;
                }
                insert(&application, id..id + 1).await;
                acknowledged.store(id + 1, Ordering::Relaxed);
            }
        }
    });
    for (name, how) in [("2", How::Linked), ("3", How::Copied)] {
        let goal = acknowledged.load(Ordering::Relaxed) + 50;
        while acknowledged.load(Ordering::Relaxed) < goal {
            tokio::time::sleep(Duration::from_millis(1)).await;
        }
        let before = acknowledged.load(Ordering::Relaxed) as u64;
        let description = cut(&store, &world.generation(name).join("mongodb"), how).await;
        assert!(description.counts["documents"] >= before, "{description:?}");
        assert_eq!(description.version, installed);
        let features = description.facts[FEATURES].as_str().unwrap();
        assert!(installed.starts_with(&format!("{features}.")), "{installed} {features}");
        store.check(&description).unwrap();

        MongoStore::install(&world.generation(name)).unwrap();
        store
            .trial(&world.generation(name), &CancellationToken::new())
            .await
            .unwrap_or_else(|failure| panic!("{failure}"));
        let elsewhere = Config { run_folder: world.folder.path().join("elsewhere"), ..world.config.private().unwrap() };
        let elsewhere = MongoStore::new(elsewhere, &world.generation(name)).unwrap();
        elsewhere.start().await;
        elsewhere.ready().await.unwrap_or_else(|failure| panic!("{failure}"));
        let found = count(&client(&elsewhere).await).await;
        // The one write that was applied under the lock and not acknowledged may be counted and not restored.
        let counted = description.counts["documents"];
        assert!(found >= before && found <= counted && counted - found <= 1, "{before} {found} {counted}");
        let ids = doc! { "_id": { "$lt": found as i32 } };
        let things = client(&elsewhere).await.database("app").collection::<Document>("things");
        assert_eq!(things.count_documents(ids).await.unwrap(), found, "there are no holes");
        let validate = doc! { "validate": "things", "full": true };
        let whole = client(&elsewhere).await.database("app").run_command(validate).await.unwrap();
        assert!(whole.get_bool("valid").unwrap());
        insert(&client(&elsewhere).await, -1..0).await;
        elsewhere.stop(false).await;
    }
    stop.store(true, Ordering::Relaxed);
    writing.await.unwrap();

    store.restart_on(&world.generation("3")).await.unwrap();
    assert!(count(&client(&store).await).await > 100);
    store.stop(false).await;
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn a_transaction_left_open_past_the_grace_gets_the_error_that_drivers_retry_and_nobody_else_gets_one() {
    let world = World::new();
    let store = world.running().await;
    let application = client(&store).await;
    insert(&application, 0..1).await;
    let things = application.database("app").collection::<Document>("things");
    let mut session = application.start_session().await.unwrap();
    session.start_transaction().await.unwrap();
    things.insert_one(doc! { "_id": 1 }).session(&mut session).await.unwrap();
    // Begun after the grace: it keeps the lock waiting.
    store.prepare().await.unwrap();
    let mut late = application.start_session().await.unwrap();
    late.start_transaction().await.unwrap();
    things.insert_one(doc! { "_id": 2 }).session(&mut late).await.unwrap();
    timeout(LONG, store.freeze(LEASE)).await.unwrap().unwrap();
    let waiting = tokio::spawn({
        let things = things.clone();
        async move { things.insert_one(doc! { "_id": 3 }).await }
    });
    store.renew(LEASE).await.unwrap();
    store.thaw().await.unwrap();
    store.finish().await;
    waiting.await.unwrap().unwrap();
    for session in [&mut session, &mut late] {
        let error = session.commit_transaction().await.unwrap_err();
        assert!(error.contains_label("TransientTransactionError"), "{error}");
    }
    assert_eq!(count(&application).await, 2);
    store.stop(false).await;
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn a_thaw_undoes_a_freeze_that_was_given_up_half_way_and_leaves_the_lock_of_somebody_else() {
    let world = World::new();
    let store = world.running().await;
    let application = client(&store).await;
    store.thaw().await.unwrap();
    store.prepare().await.unwrap();
    let mut session = application.start_session().await.unwrap();
    session.start_transaction().await.unwrap();
    let things = application.database("app").collection::<Document>("things");
    insert(&application, 0..1).await;
    things.insert_one(doc! { "_id": 1 }).session(&mut session).await.unwrap();
    let is_asked = async {
        while !store.with_cut(|cut| cut.lock.is_some()) {
            tokio::task::yield_now().await;
        }
    };
    tokio::select! {
        _ = store.freeze(LEASE) => panic!("the transaction is in its way"),
        () = is_asked => {}
    }
    timeout(LONG, store.thaw()).await.unwrap().unwrap();
    insert(&application, 2..3).await;

    let admin = store.server.admin().unwrap();
    let lock = || admin.run(doc! { "fsync": 1, "lock": true });
    store.freeze(LEASE).await.unwrap();
    lock().await.unwrap();
    lock().await.unwrap();
    store.thaw().await.unwrap();
    store.thaw().await.unwrap();
    store.finish().await;

    let refusal = store.prepare().await.unwrap_err().to_string();
    assert!(refusal.contains("db.fsyncUnlock()"), "{refusal}");
    store.thaw().await.unwrap();
    store.finish().await;
    assert_eq!((admin.unlock().await.unwrap(), admin.unlock().await.unwrap()), (1, 0));
    timeout(LONG, insert(&application, 3..4)).await.unwrap();
    store.stop(false).await;
}
