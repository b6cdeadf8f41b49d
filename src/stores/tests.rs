//! Both engines under a parent that is killed.

use std::net::Ipv4Addr;
use std::path::{Path, PathBuf};
use std::time::Duration;

use tokio::time::{sleep, timeout};

use super::mongodb::MongoStore;
use super::redis::RedisStore;
use super::{mongodb, redis};
use crate::config::Durability;
use crate::supervisor::ground;
use crate::supervisor::tests::{helper, is_alive};

const LONG: Duration = Duration::from_secs(60);
const FOLDER: &str = "STATEBOX_TEST_FOLDER";

fn stores(folder: &Path) -> (RedisStore, MongoStore) {
    let ports = std::fs::read_to_string(folder.join("ports")).unwrap();
    let mut ports = ports.split(' ').map(|port| port.parse().unwrap());
    let (generation, run_folder) = (folder.join("gen"), folder.join("run"));
    let host = Ipv4Addr::LOCALHOST.into();
    let redis = redis::Config {
        program: None,
        host,
        port: ports.next().unwrap(),
        durability: Durability::Process,
        settings: vec![],
        run_folder: run_folder.clone(),
    };
    let mongodb = mongodb::Config {
        program: mongodb::tests::program(),
        host,
        port: ports.next().unwrap(),
        advertise: None,
        options: vec![],
        run_folder,
    };
    (RedisStore::new(redis, &generation).unwrap(), MongoStore::new(mongodb, &generation).unwrap())
}

async fn ready(redis: &RedisStore, mongodb: &MongoStore) {
    tokio::join!(redis.start(), mongodb.start());
    timeout(LONG, redis.ready()).await.unwrap().unwrap_or_else(|failure| panic!("{failure}"));
    timeout(LONG, mongodb.ready()).await.unwrap().unwrap_or_else(|failure| panic!("{failure}"));
}

#[tokio::test]
async fn after_the_parent_was_killed_the_same_start_works_at_once() {
    let folder = tempfile::tempdir().unwrap();
    let port = || ground::private_port().unwrap();
    std::fs::write(folder.path().join("ports"), format!("{} {}", port(), port())).unwrap();
    RedisStore::create(&folder.path().join("gen")).unwrap();
    MongoStore::create(&folder.path().join("gen")).unwrap();
    // SAFETY: only the helper reads it, and no other test sets it.
    unsafe { std::env::set_var(FOLDER, folder.path()) };
    for _ in 0..2 {
        let (mut parent, pid, _said) = helper("stores::tests::helper_with_both_engines");
        parent.kill().unwrap();
        parent.wait().unwrap();
        let (redis, mongodb) = stores(folder.path());
        ready(&redis, &mongodb).await;
        assert!(!is_alive(pid));
        tokio::join!(redis.stop(false), mongodb.stop(false));
    }
}

#[tokio::test]
#[ignore = "runs inside of another test"]
async fn helper_with_both_engines() {
    let (redis, mongodb) = stores(&std::env::var_os(FOLDER).map(PathBuf::from).unwrap());
    ready(&redis, &mongodb).await;
    println!("\npid {}", mongodb.status().pid.unwrap());
    sleep(LONG).await;
}
