//! MongoDB as a store: a real mongod, always a replica set of one node, with its files in `gen/<id>/mongodb`.

mod admin;
mod cut;
mod files;
mod hello;
mod journal;
mod kept;
mod replica_set;
mod server;
#[cfg(test)]
pub mod tests;
mod transactions;
mod version;

use std::io;
use std::net::{IpAddr, Ipv4Addr};
use std::path::{Path, PathBuf};
use std::sync::{Arc, Mutex};

use futures_util::future::try_join_all;
use mongodb::bson::doc;
use snapshots::store::Description;
use tokio::sync::watch;
use tokio_util::sync::CancellationToken;

use crate::supervisor::{Child, Failure, Policy, Status, ground, orphan};
use cut::Cut;
use server::{Role, Server};

/// The fact that decides who can read the files.
const FEATURES: &str = "featureCompatibilityVersion";

#[derive(Clone, Debug)]
pub struct Config {
    /// Looked for on `PATH` when not named.
    pub program: Option<PathBuf>,
    pub host: IpAddr,
    pub port: u16,
    /// `HOST` or `HOST:PORT` by which clients reach it; loopback when not given.
    pub advertise: Option<String>,
    /// Of the user: `--name=value`.
    pub options: Vec<String>,
    /// For the log and the note of the process. Not below a generation, on the same file system.
    pub run_folder: PathBuf,
}

impl Config {
    /// The same on a port that nobody knows.
    fn private(&self) -> Result<Config, String> {
        let port = ground::private_port().map_err(|error| format!("there is no free port: {error}"))?;
        Ok(Config { host: Ipv4Addr::LOCALHOST.into(), port, advertise: None, ..self.clone() })
    }
}

#[derive(Debug)]
pub struct MongoStore {
    server: Arc<Server>,
    child: Child,
    cut: Mutex<Cut>,
}

impl MongoStore {
    /// To be called within a runtime. Starts nothing yet; refuses options that would break the cut.
    pub fn new(config: Config, generation: &Path) -> Result<MongoStore, String> {
        let server = Arc::new(Server::new(config, Role::Public, generation)?);
        let child = Child::new(server.clone(), Policy::default());
        Ok(MongoStore { server, child, cut: Mutex::default() })
    }

    /// Makes an empty MongoDB in a new generation. mongod itself completes it at its first start, privately.
    pub fn create(generation: &Path) -> io::Result<()> {
        files::create(&generation.join("mongodb"))
    }

    /// The files of an archive, unpacked in a new generation, are what mongod starts from; refuses them if they are not whole.
    pub fn install(generation: &Path) -> Result<(), String> {
        files::check(&generation.join("mongodb"))
    }

    /// Refuses an archive's part that the installed server cannot read.
    pub fn check(&self, part: &Description) -> Result<(), String> {
        let installed = version::of(&self.server.program()?)?;
        let features = part.facts.get(FEATURES).and_then(|features| features.as_str()).unwrap_or_default();
        version::check(&installed, &part.version, features)
    }

    /// Whether the installed server wrote it.
    pub fn wrote(&self, part: &Description) -> bool {
        let installed = self.server.program().and_then(|program| version::of(&program));
        installed.is_ok_and(|installed| installed == part.version)
    }

    /// No client has made a database.
    pub async fn is_empty(&self) -> Result<bool, String> {
        let named = async { self.server.admin()?.client().list_database_names().await };
        let names = named.await.map_err(|error| admin::said(&error))?;
        Ok(names.iter().all(|name| matches!(name.as_str(), "admin" | "config" | "local")))
    }

    /// Removes all databases that clients have made. Users and settings stay.
    pub async fn empty(&self) -> Result<(), String> {
        let emptied = async {
            let admin = self.server.admin()?;
            let names = admin.client().list_database_names().await?;
            let clients = names.iter().filter(|name| !matches!(name.as_str(), "admin" | "config" | "local"));
            try_join_all(clients.map(|name| async { admin.client().database(name).drop().await })).await
        };
        emptied.await.map(|_| ()).map_err(|error| admin::said(&error))
    }

    /// Starts privately on a generation, sees that it loads, and stops again.
    pub async fn trial(&self, generation: &Path, given_up: &CancellationToken) -> Result<(), Failure> {
        let refused = |why: String| Failure { why, lines: vec![] };
        let config = self.server.config.private().map_err(refused)?;
        let server = Arc::new(Server::new(config, Role::Trial, generation).map_err(refused)?);
        let listed = async { server.admin()?.run(doc! { "listDatabases": 1, "nameOnly": true }).await };
        let listed = async { listed.await.map(|_| ()).map_err(|error| refused(admin::said(&error))) };
        Child::trial(server.clone(), listed, given_up).await
    }

    /// Sees that the files are there and whole, once no process of an earlier server writes to them any more. Changes nothing but what a kill has
    /// left half put back.
    pub async fn look(&self) -> Result<(), String> {
        orphan::gone(&self.server.in_run_folder("pid")).await;
        let folder = self.server.folder();
        if files::is_unfinished(&folder) {
            return Ok(());
        }
        let copies = self.server.in_run_folder(server::COPIES);
        let look = move || {
            server::put_back_the_rest(&folder, &copies)?;
            files::check(&folder)
        };
        tokio::task::spawn_blocking(look).await.map_err(|error| error.to_string())?
    }

    pub async fn start(&self) {
        self.child.start().await;
    }

    /// Ready, or why not and with which last lines.
    pub async fn ready(&self) -> Result<(), Failure> {
        self.child.ready().await
    }

    /// A real request.
    pub async fn probe(&self) -> Result<(), String> {
        let asked = async { self.server.connect()?.run(doc! { "hello": 1 }).await };
        let hello = asked.await.map_err(|error| admin::said(&error))?;
        match hello.get_bool("isWritablePrimary") {
            Ok(true) => Ok(()),
            _ => Err("mongod is not the primary of its replica set".to_owned()),
        }
    }

    /// Returns when no process is left. With `hurry` at once, also while a polite stop is under way.
    pub async fn stop(&self, hurry: bool) {
        let was_up = self.child.status().pid.is_some();
        self.child.stop(hurry).await;
        if was_up && !hurry {
            server::seal_after_stop(self.server.folder()).await;
        }
    }

    /// Stops, and runs on another generation.
    pub async fn restart_on(&self, generation: &Path) -> Result<(), Failure> {
        self.stop(false).await;
        self.server.set_generation(generation);
        self.start().await;
        self.ready().await
    }

    pub fn status(&self) -> Status {
        self.child.status()
    }

    pub fn watch(&self) -> watch::Receiver<Status> {
        self.child.watch()
    }

    /// By which the replica set and every driver knows it.
    pub fn address(&self) -> String {
        self.server.advertised()
    }

    pub fn log(&self) -> PathBuf {
        self.server.config.run_folder.join("mongodb.log")
    }
}
