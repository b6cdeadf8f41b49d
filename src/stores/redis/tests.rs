//! With a real redis-server.

mod users;

use std::fs;
use std::path::PathBuf;
use std::sync::Arc;
use std::sync::atomic::{AtomicBool, Ordering};
use std::time::Duration;

use snapshots::store::{Collected, How, Pulse, Store};
use snapshots::workspace::Place;
use tokio::task::JoinHandle;
use tokio::time::timeout;
use tokio_util::sync::CancellationToken;

use super::*;
use crate::supervisor::{State, launch};

const LONG: Duration = Duration::from_secs(60);

struct World {
    folder: tempfile::TempDir,
    config: Config,
}

impl World {
    fn new() -> World {
        let folder = tempfile::tempdir().unwrap();
        let config = Config {
            program: None,
            host: Ipv4Addr::LOCALHOST.into(),
            port: ground::private_port().unwrap(),
            durability: Durability::Process,
            settings: vec![],
            run_folder: folder.path().join("run"),
        };
        let world = World { folder, config };
        RedisStore::create(&world.generation("1")).unwrap();
        world
    }

    fn generation(&self, name: &str) -> PathBuf {
        self.folder.path().join("gen").join(name)
    }

    fn file(&self, name: &str) -> PathBuf {
        self.generation("1").join("redis/appendonlydir").join(name)
    }

    fn store(&self) -> RedisStore {
        RedisStore::new(self.config.clone(), &self.generation("1")).unwrap()
    }

    async fn running(&self) -> RedisStore {
        let store = self.store();
        store.start().await;
        timeout(LONG, store.ready()).await.unwrap().unwrap();
        store
    }

    async fn refusal(&self) -> Failure {
        let store = self.store();
        store.start().await;
        timeout(LONG, store.ready()).await.unwrap().unwrap_err()
    }

    /// Every file of the generation with its bytes.
    fn files(&self) -> Vec<(String, Vec<u8>)> {
        fn visit(folder: &Path, files: &mut Vec<(String, Vec<u8>)>) {
            for entry in fs::read_dir(folder).unwrap().flatten() {
                match entry.path().is_dir() {
                    true => visit(&entry.path(), files),
                    false => files.push((entry.path().display().to_string(), fs::read(entry.path()).unwrap())),
                }
            }
        }
        let mut files = vec![];
        visit(&self.generation("1"), &mut files);
        files.sort();
        files
    }
}

async fn say(store: &RedisStore, words: &[&str]) -> String {
    store.server.connect().await.unwrap().ask(words).await.unwrap()
}

fn kill(store: &RedisStore) {
    let pid = rustix::process::Pid::from_raw(store.status().pid.unwrap() as i32).unwrap();
    rustix::process::kill_process(pid, rustix::process::Signal::KILL).unwrap();
}

#[tokio::test]
async fn what_was_answered_is_there_after_a_stop_and_after_a_kill() {
    let world = World::new();
    let store = world.running().await;
    say(&store, &["SET", "a", "1"]).await;
    timeout(LONG, store.stop(false)).await.unwrap();
    assert_eq!(store.status().state, State::Stopped);

    store.start().await;
    store.ready().await.unwrap();
    assert_eq!(say(&store, &["GET", "a"]).await, "1");
    say(&store, &["SET", "b", "2"]).await;
    let pid = store.status().pid;
    kill(&store);
    let mut status = store.watch();
    timeout(LONG, status.wait_for(|status| status.pid.is_some() && status.pid != pid)).await.unwrap().unwrap();
    store.ready().await.unwrap();
    assert_eq!(say(&store, &["GET", "b"]).await, "2");
    store.stop(true).await;
}

#[tokio::test]
async fn what_is_missing_for_a_start_is_named_with_how_to_mend_it() {
    let mut world = World::new();
    let taken = std::net::TcpListener::bind("127.0.0.1:0").unwrap();
    let free = world.config.port;
    world.config.port = taken.local_addr().unwrap().port();
    let failure = world.refusal().await.why;
    assert!(failure.contains(&format!("port {}", world.config.port)) && failure.contains("--redis-port"), "{failure}");
    world.config.port = free;

    world.config.program = Some("/nowhere/redis-server".into());
    let failure = world.refusal().await.why;
    assert!(failure.contains("/nowhere/redis-server") && failure.contains("--redis-server PATH"), "{failure}");
    assert!(failure.contains("leave redis out of --services"), "{failure}");

    // Written by another process: one that was open here could not be run while a child of another test still holds it.
    let old = world.folder.path().join("redis-server");
    let script = r#"printf '#!/bin/sh\necho Redis server v=6.0.16 sha=00000000:0 bits=64\n' >"$0"; chmod +x "$0""#;
    let written = launch::answer(Path::new("/bin/sh"), &["-c", script, old.to_str().unwrap()]).unwrap();
    assert!(written.status.success(), "{written:?}");
    world.config.program = Some(old);
    let failure = world.refusal().await.why;
    assert!(failure.starts_with("redis-server 6.0.16 is too old"), "{failure}");
    world.config.program = None;

    fs::write(world.folder.path().join("file"), "").unwrap();
    world.config.run_folder = world.folder.path().join("file");
    let failure = world.refusal().await.why;
    assert!(failure.contains("cannot write into") && failure.contains("--data-dir"), "{failure}");
}

#[tokio::test]
async fn settings_that_would_break_the_cut_are_refused_by_name() {
    let mut world = World::new();
    world.config.settings = vec![("maxmemory".into(), "100mb".into()), ("AppendOnly".into(), "no".into())];
    let refusal = RedisStore::new(world.config.clone(), &world.generation("1")).unwrap_err();
    assert!(refusal.contains("AppendOnly"), "{refusal}");
    world.config.settings = vec![("requirepass".into(), "hush".into())];
    let store = world.running().await;
    assert_eq!(say(&store, &["PING"]).await, "PONG");
    store.stop(true).await;
}

#[tokio::test]
async fn damaged_files_are_refused_by_name_and_nothing_changes_and_mended_they_load() {
    let world = World::new();
    let store = world.running().await;
    say(&store, &["SET", "first", &"x".repeat(1000)]).await;
    say(&store, &["BGREWRITEAOF"]).await;
    let mut connection = store.server.connect().await.unwrap();
    while cut::has_child(&connection.info("persistence").await.unwrap()) {
        tokio::time::sleep(Duration::from_millis(10)).await;
    }
    for n in 0..100 {
        say(&store, &["SET", &format!("k{n}"), &"v".repeat(100)]).await;
    }
    store.stop(false).await;

    let manifest = world.file("appendonly.aof.manifest");
    let base = world.file("appendonly.aof.1.base.rdb");
    let increment = world.file("appendonly.aof.2.incr.aof");
    type Damage = fn(&mut Vec<u8>);
    let emptied: Damage = |bytes| bytes.clear();
    let halved: Damage = |bytes| bytes.truncate(bytes.len() / 2);
    let scribbled: Damage = |bytes| {
        let middle = bytes.len() / 2;
        bytes[middle..middle + 8].copy_from_slice(b"\xff\0\xff\0garb");
    };
    for (path, damage) in [
        (&manifest, emptied),
        (&base, emptied),
        (&base, halved),
        (&base, scribbled),
        (&increment, emptied),
        (&increment, halved),
        (&increment, scribbled),
    ] {
        let whole = fs::read(path).unwrap();
        let mut bytes = whole.clone();
        damage(&mut bytes);
        fs::write(path, bytes).unwrap();
        let before = world.files();
        let failure = world.refusal().await.to_string();
        assert!(failure.contains(path.file_name().unwrap().to_str().unwrap()), "{failure}");
        assert!(world.files() == before, "nothing changed for {failure}");
        fs::write(path, whole).unwrap();
        let mended = world.running().await;
        assert_eq!(say(&mended, &["DBSIZE"]).await, "101");
        mended.stop(false).await;
    }
}

#[tokio::test]
async fn an_end_that_a_crash_broke_off_is_copied_aside_and_the_rest_loads() {
    let world = World::new();
    let store = world.running().await;
    for n in 0..10 {
        say(&store, &["SET", &format!("k{n}"), "v"]).await;
    }
    drop(store);
    let increment = world.file("appendonly.aof.1.incr.aof");
    let mut broken = fs::read(&increment).unwrap();
    broken.truncate(broken.len() - 3);
    fs::write(&increment, &broken).unwrap();

    let store = world.running().await;
    assert_eq!(say(&store, &["DBSIZE"]).await, "9");
    let aside = world.generation("1").join("redis/set-aside-1/appendonly.aof.1.incr.aof");
    assert_eq!(fs::read(aside).unwrap(), broken);
    say(&store, &["SET", "more", "v"]).await;
    store.stop(false).await;
    let store = world.running().await;
    assert_eq!(say(&store, &["DBSIZE"]).await, "10");
    store.stop(true).await;
}

/// Counts up as fast as it is answered, and says how far it got.
fn writer(
    store: &RedisStore,
    stop: Arc<AtomicBool>,
    acknowledged: Arc<std::sync::atomic::AtomicU64>,
) -> JoinHandle<()> {
    let address = store.address();
    tokio::spawn(async move {
        let mut connection = resp::Connection::open(address).await.unwrap();
        for n in 1.. {
            if stop.load(Ordering::Relaxed) {
                return;
            }
            connection.say(&["SET", &format!("k{n}"), "v"]).await.unwrap();
            acknowledged.store(n, Ordering::Relaxed);
        }
    })
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn a_cut_under_load_keeps_every_acknowledged_write_and_installs_elsewhere() {
    let world = World::new();
    let store = world.running().await;
    let (stop, acknowledged) = (Arc::new(AtomicBool::new(false)), Arc::default());
    let writing = writer(&store, stop.clone(), Arc::clone(&acknowledged));
    while acknowledged.load(Ordering::Relaxed) < 1000 {
        tokio::task::yield_now().await;
    }

    let into = world.generation("2").join("redis");
    fs::create_dir_all(&into).unwrap();
    let lease = Duration::from_secs(10);
    store.prepare().await.unwrap();
    let at_least = acknowledged.load(Ordering::Relaxed);
    store.freeze(lease).await.unwrap();
    let frozen: u64 = say(&store, &["DBSIZE"]).await.parse().unwrap();
    // The answer to the last one that was executed may be on its way.
    let is_noted = async {
        while acknowledged.load(Ordering::Relaxed) < frozen {
            tokio::task::yield_now().await;
        }
    };
    timeout(LONG, is_noted).await.unwrap();
    store.renew(lease).await.unwrap();
    store.fix(&Place::apart(into.clone()), How::Linked, &Pulse::default()).await.unwrap();
    store.renew(lease).await.unwrap();
    assert_eq!(acknowledged.load(Ordering::Relaxed), frozen);
    store.thaw().await.unwrap();
    assert_eq!(store.collect(&Place::apart(into.clone())).await.unwrap(), Collected::Whole);
    let description = store.describe(&into).await.unwrap();
    store.finish().await;
    assert!(at_least <= frozen);
    while acknowledged.load(Ordering::Relaxed) < frozen + 1000 {
        tokio::task::yield_now().await;
    }
    stop.store(true, Ordering::Relaxed);
    writing.await.unwrap();

    assert_eq!(description.counts["keys"], frozen);
    let installed = Version::of(&store.server.program().unwrap()).unwrap();
    assert_eq!((&description.engine, &description.version), (&installed.engine, &installed.number));
    let dump = fs::read(into.join(aof::DUMP)).unwrap();
    assert_eq!(description.facts[cut::MAGIC], *str::from_utf8(&dump[..9]).unwrap());
    store.check(&description).unwrap();
    RedisStore::install(&world.generation("2")).unwrap();
    store.trial(&world.generation("2"), &CancellationToken::new()).await.unwrap();
    store.restart_on(&world.generation("2")).await.unwrap();
    assert_eq!(say(&store, &["DBSIZE"]).await, frozen.to_string());
    assert_eq!(say(&store, &["GET", &format!("k{frozen}")]).await, "v");
    assert_eq!(say(&store, &["SET", "after", "1"]).await, "OK");
    kill(&store);
    let pid = store.status().pid;
    let mut status = store.watch();
    timeout(LONG, status.wait_for(|status| status.pid.is_some() && status.pid != pid)).await.unwrap().unwrap();
    store.ready().await.unwrap();
    assert_eq!(say(&store, &["GET", "after"]).await, "1");
    store.stop(false).await;
}

#[tokio::test]
async fn a_freeze_that_ended_is_not_renewed_and_a_thaw_needs_no_freeze() {
    let world = World::new();
    let store = world.running().await;
    store.thaw().await.unwrap();
    store.prepare().await.unwrap();
    store.freeze(Duration::from_millis(30)).await.unwrap();
    // Waits for the pause's own end.
    say(&store, &["SET", "a", "1"]).await;
    assert!(store.renew(Duration::from_secs(1)).await.unwrap_err().to_string().contains("had ended"));
    store.thaw().await.unwrap();
    store.finish().await;

    store.prepare().await.unwrap();
    store.freeze(LONG).await.unwrap();
    kill(&store);
    assert!(store.renew(LONG).await.is_err(), "the server that was frozen is gone");
    store.thaw().await.unwrap();
    store.finish().await;
    store.stop(true).await;
}

/// A whole cut into a new generation's folder.
async fn cut_into(store: &RedisStore, generation: &Path) {
    let into = generation.join("redis");
    fs::create_dir_all(&into).unwrap();
    store.prepare().await.unwrap();
    store.freeze(LONG).await.unwrap();
    store.fix(&Place::apart(into.clone()), How::Linked, &Pulse::default()).await.unwrap();
    store.renew(LONG).await.unwrap();
    store.thaw().await.unwrap();
    assert_eq!(store.collect(&Place::apart(into.clone())).await.unwrap(), Collected::Whole);
    store.finish().await;
}

#[tokio::test]
async fn a_child_of_somebody_elses_is_waited_for_in_prepare_and_interrupts_a_freeze_and_a_fix() {
    let world = World::new();
    let store = world.running().await;
    // Keys are written one by one while the child saves: it takes half a second for as long as this is set.
    say(&store, &["EVAL", "for n = 1, 500 do redis.call('SET', n, 'x') end return 1", "0"]).await;
    say(&store, &["CONFIG", "SET", "rdb-key-save-delay", "1000"]).await;
    let lease = Duration::from_secs(10);
    for child in ["BGSAVE", "BGREWRITEAOF"] {
        say(&store, &[child]).await;
        store.prepare().await.unwrap();
        let idle = store.server.connect().await.unwrap().info("persistence").await.unwrap();
        assert!(!cut::has_child(&idle));

        say(&store, &[child]).await;
        assert!(store.freeze(lease).await.unwrap_err().passes(), "{child}");
        store.thaw().await.unwrap();
        store.finish().await;

        store.prepare().await.unwrap();
        store.freeze(lease).await.unwrap();
        say(&store, &[child]).await;
        let into = world.folder.path().join(child);
        fs::create_dir(&into).unwrap();
        let pulse = Pulse::default();
        let into = Place::apart(into);
        let fixing = store.fix(&into, How::Linked, &pulse);
        let (fixed, renewed) = tokio::join!(fixing, store.renew(lease));
        assert!(fixed.unwrap_err().passes(), "{child}");
        renewed.unwrap();
        store.thaw().await.unwrap();
        store.finish().await;
    }
    say(&store, &["CONFIG", "SET", "rdb-key-save-delay", "0"]).await;
    cut_into(&store, &world.generation("2")).await;
    store.stop(true).await;
}

#[tokio::test]
async fn a_trial_that_fails_says_first_what_redis_has_against_the_archive() {
    let world = World::new();
    let store = world.store();
    let redis = world.generation("2").join("redis");
    fs::create_dir_all(&redis).unwrap();
    fs::write(redis.join(aof::DUMP), "REDIS0010 and then nothing that is an RDB").unwrap();
    RedisStore::install(&world.generation("2")).unwrap();
    let failure = store.trial(&world.generation("2"), &CancellationToken::new()).await.unwrap_err().to_string();
    let first = failure.lines().next().unwrap();
    assert!(first.starts_with("redis-server refuses it: ") && !first.contains("import a snapshot"), "{failure}");
    assert!(failure.lines().count() <= 12, "{failure}");
}

#[tokio::test]
async fn a_pause_of_a_clients_own_is_refused_by_name_and_goes_on() {
    let world = World::new();
    let store = world.running().await;
    let mut pausing = store.server.connect().await.unwrap();
    let refused = async || {
        let refusal = timeout(LONG, store.prepare()).await.unwrap().unwrap_err().to_string();
        assert!(refusal.contains("CLIENT PAUSE"), "{refusal}");
        store.thaw().await.unwrap();
        store.finish().await;
    };
    pausing.say(&["CLIENT", "PAUSE", "600000", "WRITE"]).await.unwrap();
    refused().await;
    let mut writing = store.server.connect().await.unwrap();
    let write = timeout(Duration::from_millis(500), writing.say(&["SET", "a", "1"]));
    assert!(write.await.is_err(), "it is still held");
    pausing.say(&["CLIENT", "UNPAUSE"]).await.unwrap();

    // Nobody can end this one before its time, not even who began it.
    pausing.say(&["CLIENT", "PAUSE", "7000", "ALL"]).await.unwrap();
    refused().await;
    cut_into(&store, &world.generation("2")).await;
    store.stop(true).await;
}

#[tokio::test]
async fn what_exports_and_restarts_stand_on_is_put_right_while_redis_runs_and_before_it_stops() {
    let world = World::new();
    let store = world.running().await;
    let mut connection = store.server.connect().await.unwrap();
    for (name, changed) in [("appendonly", "no"), ("appendfsync", "everysec"), ("save", "1 1")] {
        connection.say(&["CONFIG", "SET", name, changed]).await.unwrap();
        let is_back = async {
            let wanted = store.server.guarded().into_iter().find(|(guarded, _)| *guarded == name).unwrap().1;
            while keep::setting(&mut connection, name).await.unwrap().as_deref() != Some(wanted) {
                tokio::time::sleep(Duration::from_millis(10)).await;
            }
        };
        timeout(LONG, is_back).await.unwrap_or_else(|_| panic!("{name} stays {changed}"));
    }
    connection.say(&["CONFIG", "SET", "appendonly", "no"]).await.unwrap();
    connection.say(&["SET", "written", "meanwhile"]).await.unwrap();
    timeout(LONG, store.stop(false)).await.unwrap();

    store.start().await;
    store.ready().await.unwrap();
    assert_eq!(say(&store, &["GET", "written"]).await, "meanwhile");
    store.stop(true).await;
}

#[tokio::test]
async fn users_that_could_not_be_saved_are_saved_as_soon_as_that_works() {
    let world = World::new();
    let store = world.running().await;
    let file = world.generation("1").join("redis").join(super::users::FILE);
    // Redis renames the new file to this name, which it cannot as long as a folder that is not empty has it.
    let aside = file.with_extension("aside");
    fs::rename(&file, &aside).unwrap();
    fs::create_dir(&file).unwrap();
    fs::write(file.join("in the way"), "").unwrap();
    say(&store, &["ACL", "SETUSER", "alice", "on", ">secret", "~*", "+@all"]).await;
    let mut connection = store.server.connect().await.unwrap();
    assert!(matches!(connection.say(&["ACL", "SAVE"]).await, Err(resp::Error::Refused(_))));
    let attempts = |info: resp::Info| info.get("cmdstat_acl|save").unwrap_or_default().to_owned();
    let before = attempts(connection.info("commandstats").await.unwrap());
    let is_tried_again = async {
        while attempts(connection.info("commandstats").await.unwrap()) == before {
            tokio::time::sleep(Duration::from_millis(10)).await;
        }
    };
    timeout(LONG, is_tried_again).await.unwrap();
    fs::remove_dir_all(&file).unwrap();
    let is_saved = async {
        while !fs::read_to_string(&file).is_ok_and(|users| users.contains("alice")) {
            tokio::time::sleep(Duration::from_millis(10)).await;
        }
    };
    timeout(LONG, is_saved).await.unwrap();
    store.stop(true).await;
}
