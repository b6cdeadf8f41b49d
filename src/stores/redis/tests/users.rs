//! Redis' users: kept, exported, and never in our way.

use snapshots::hash::Sha256;

use super::*;
use crate::stores::redis::users;

async fn bob_reads(store: &RedisStore, password: &str) -> String {
    let mut connection = resp::Connection::open(store.address()).await.unwrap();
    connection.say(&["AUTH", "bob", password]).await.unwrap();
    connection.ask(&["GET", "b"]).await.unwrap()
}

/// Waits until the file of the users has a line that begins and goes on so.
async fn saved(store: &RedisStore, beginning: &str, password: &str) {
    let path = store.server.folder().join(users::FILE);
    let says = |line: &str| line.starts_with(beginning) && line.contains(password);
    let saved = async {
        while !fs::read_to_string(&path).unwrap().lines().any(says) {
            tokio::time::sleep(Duration::from_millis(10)).await;
        }
    };
    timeout(LONG, saved).await.unwrap();
}

#[tokio::test]
async fn users_are_there_after_a_kill_and_after_a_stop() {
    let world = World::new();
    let store = world.running().await;
    say(&store, &["SET", "b", "1"]).await;
    say(&store, &["ACL", "SETUSER", "bob", "on", ">pw", "~b*", "+get"]).await;
    saved(&store, "user bob on ", " #").await;
    let pid = store.status().pid;
    kill(&store);
    let mut status = store.watch();
    timeout(LONG, status.wait_for(|status| status.pid.is_some() && status.pid != pid)).await.unwrap().unwrap();
    store.ready().await.unwrap();
    assert_eq!(bob_reads(&store, "pw").await, "1");

    say(&store, &["ACL", "SETUSER", "bob", ">other"]).await;
    store.stop(false).await;
    let store = world.running().await;
    assert_eq!(bob_reads(&store, "other").await, "1");
    store.stop(true).await;
}

#[tokio::test]
async fn whatever_is_done_to_the_users_we_come_in() {
    let world = World::new();
    let store = world.running().await;
    say(&store, &["CONFIG", "SET", "requirepass", "hush"]).await;
    store.probe().await.unwrap();
    let hush = Sha256::of(b"hush");
    saved(&store, "user default on ", &format!(" #{hush}")).await;
    store.stop(false).await;
    let store = world.running().await;
    let mut stranger = resp::Connection::open(store.address()).await.unwrap();
    assert!(stranger.say(&["GET", "a"]).await.unwrap_err().to_string().contains("NOAUTH"));
    say(&store, &["ACL", "SETUSER", "default", "nopass"]).await;
    say(&store, &["ACL", "DELUSER", users::OURS]).await;
    store.probe().await.unwrap();
    store.stop(false).await;
    let store = world.running().await;
    assert_eq!(say(&store, &["ACL", "WHOAMI"]).await, users::OURS);
    store.stop(true).await;
}

#[tokio::test]
async fn a_password_that_is_a_setting_goes_with_the_setting() {
    let mut world = World::new();
    world.config.settings = vec![("requirepass".into(), "\"two words\"".into())];
    let store = world.running().await;
    let ping = async |password: Option<&str>| {
        let mut connection = resp::Connection::open(store.address()).await.unwrap();
        if let Some(password) = password {
            connection.say(&["AUTH", password]).await?;
        }
        connection.ask(&["PING"]).await
    };
    assert!(ping(None).await.is_err());
    assert_eq!(ping(Some("two words")).await.unwrap(), "PONG");
    store.stop(false).await;
    world.config.settings.clear();
    let store = world.running().await;
    let mut connection = resp::Connection::open(store.address()).await.unwrap();
    assert_eq!(connection.ask(&["PING"]).await.unwrap(), "PONG");
    store.stop(true).await;
}

#[tokio::test]
async fn users_travel_and_what_belongs_to_the_server_does_not() {
    let mut world = World::new();
    world.config.settings = vec![("requirepass".into(), "hush".into())];
    let store = world.running().await;
    say(&store, &["SET", "b", "1"]).await;
    say(&store, &["ACL", "SETUSER", "bob", "on", ">pw", "~b*", "+get"]).await;
    cut_into(&store, &world.generation("2")).await;
    store.stop(true).await;
    let travelling = fs::read_to_string(world.generation("2").join("redis").join(users::FILE)).unwrap();
    let names: Vec<_> = travelling.lines().filter_map(|line| line.split(' ').nth(1)).collect();
    assert_eq!(names, ["bob", "default"]);
    assert!(!travelling.contains(&Sha256::of(b"hush").to_string()), "{travelling}");

    RedisStore::install(&world.generation("2")).unwrap();
    world.config.settings.clear();
    let store = RedisStore::new(world.config.clone(), &world.generation("2")).unwrap();
    store.trial(&world.generation("2"), &CancellationToken::new()).await.unwrap();
    store.start().await;
    store.ready().await.unwrap();
    assert_eq!(bob_reads(&store, "pw").await, "1");
    let mut anybody = resp::Connection::open(store.address()).await.unwrap();
    assert_eq!(anybody.ask(&["GET", "b"]).await.unwrap(), "1");
    store.stop(true).await;
}

#[tokio::test]
async fn users_that_are_lost_or_garbled_are_refused_by_name_and_nothing_changes() {
    let world = World::new();
    let store = world.running().await;
    say(&store, &["ACL", "SETUSER", "bob", "on", ">pw"]).await;
    store.stop(false).await;
    let path = world.generation("1").join("redis").join(users::FILE);
    let whole = fs::read_to_string(&path).unwrap();
    for damaged in [None, Some("garbage\n".to_owned()), Some(whole.replace("bob on", "bob perhaps"))] {
        match &damaged {
            None => fs::remove_file(&path).unwrap(),
            Some(text) => fs::write(&path, text).unwrap(),
        }
        let before = world.files();
        let failure = world.refusal().await.to_string();
        assert!(failure.contains(users::FILE), "{failure}");
        assert!(world.files() == before, "nothing changed for {failure}");
        fs::write(&path, &whole).unwrap();
    }
    let store = world.running().await;
    let mut connection = store.server.connect().await.unwrap();
    assert!(connection.list(&["ACL", "USERS"]).await.unwrap().contains(&b"bob".to_vec()));
    store.stop(true).await;
}

#[tokio::test]
async fn users_named_in_settings_are_refused_with_the_way_that_is_kept() {
    let mut world = World::new();
    for name in ["aclfile", "User"] {
        world.config.settings = vec![(name.into(), "x".into())];
        let refusal = RedisStore::new(world.config.clone(), &world.generation("1")).unwrap_err();
        assert!(refusal.contains(name) && refusal.contains("ACL SETUSER"), "{refusal}");
    }
}
