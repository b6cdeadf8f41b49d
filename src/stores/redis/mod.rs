//! Redis as a store: a real redis-server with its append-only files in `gen/<id>/redis`.

mod aof;
mod cut;
mod keep;
mod resp;
mod server;
#[cfg(test)]
mod tests;
mod users;
mod version;

use std::io;
use std::net::{IpAddr, Ipv4Addr, SocketAddr};
use std::path::{Path, PathBuf};
use std::sync::Arc;
use std::time::Duration;

use tokio::sync::{Mutex, watch};
use tokio::task::JoinHandle;
use tokio::time::timeout;
use tokio_util::sync::CancellationToken;
use tracing::warn;

use crate::config::Durability;
use crate::supervisor::{Child, Failure, Policy, State, Status, ground, orphan};
use cut::Cut;
use server::Server;
use snapshots::store::Description;
use version::Version;

const SAVE_WITHIN: Duration = Duration::from_secs(2);
/// The rewrite of a file that a client had switched off takes as long as the data are large.
const GUARD_WITHIN: Duration = Duration::from_secs(120);

#[derive(Clone, Debug)]
pub struct Config {
    /// Looked for on `PATH` when not named.
    pub program: Option<PathBuf>,
    pub host: IpAddr,
    pub port: u16,
    pub durability: Durability,
    /// Of the user: names and values as in redis.conf.
    pub settings: Vec<(String, String)>,
    /// For the log, the settings file and the note of the process. Not below a generation.
    pub run_folder: PathBuf,
}

#[derive(Debug)]
pub struct RedisStore {
    config: Config,
    server: Arc<Server>,
    child: Child,
    cut: Mutex<Cut>,
    keeping: JoinHandle<()>,
}

impl Drop for RedisStore {
    fn drop(&mut self) {
        self.keeping.abort();
    }
}

impl RedisStore {
    /// To be called within a runtime. Starts nothing yet; refuses settings that would break the cut.
    pub fn new(config: Config, generation: &Path) -> Result<RedisStore, String> {
        let server = Arc::new(Server::new(config.clone(), "redis", generation)?);
        let child = Child::new(server.clone(), Policy::default());
        let keeping = tokio::spawn(keep::keep(server.clone(), child.watch()));
        Ok(RedisStore { config, server, child, cut: Mutex::default(), keeping })
    }

    /// Makes an empty Redis in a new generation.
    pub fn create(generation: &Path) -> io::Result<()> {
        aof::create(&generation.join("redis"))
    }

    /// Makes the files of an archive, unpacked in a new generation, into what Redis starts from.
    pub fn install(generation: &Path) -> io::Result<()> {
        aof::install(&generation.join("redis"))
    }

    /// Refuses an archive's part that the installed server cannot read.
    pub fn check(&self, part: &Description) -> Result<(), String> {
        let installed = Version::of(&self.server.program()?)?;
        let writer = Version { engine: part.engine.clone(), number: part.version.clone() };
        let magic = part.facts.get(cut::MAGIC).and_then(|magic| magic.as_str()).unwrap_or_default();
        version::check(&installed, &writer, magic)
    }

    /// Whether the installed server wrote it.
    pub fn wrote(&self, part: &Description) -> bool {
        let installed = self.server.program().and_then(|program| Version::of(&program));
        installed.is_ok_and(|installed| installed.engine == part.engine && installed.number == part.version)
    }

    /// No client has stored a key.
    pub async fn is_empty(&self) -> Result<bool, String> {
        let asked = async { self.server.connect().await?.info("keyspace").await };
        asked.await.map(|keyspace| keyspace.keys() == 0).map_err(|error: resp::Error| error.to_string())
    }

    /// Removes all keys and functions. Users, settings and connections stay.
    pub async fn empty(&self) -> Result<(), String> {
        let emptied = async {
            let mut connection = self.server.connect().await?;
            connection.say(&["FLUSHALL"]).await?;
            connection.say(&["FUNCTION", "FLUSH"]).await
        };
        emptied.await.map(|_| ()).map_err(|error: resp::Error| error.to_string())
    }

    /// Starts privately on a generation, sees that it loads, and stops again.
    pub async fn trial(&self, generation: &Path, given_up: &CancellationToken) -> Result<(), Failure> {
        let refused = |why: String| Failure { why, lines: vec![] };
        let port = ground::private_port().map_err(|error| refused(format!("there is no free port: {error}")))?;
        let config = Config { host: Ipv4Addr::LOCALHOST.into(), port, ..self.config.clone() };
        let server = Server::new(config, server::TRIAL, generation).map_err(refused)?;
        Child::trial(Arc::new(server), async { Ok(()) }, given_up).await
    }

    /// Sees that the files are there and whole, once no process of an earlier server writes to them any more. Changes nothing.
    pub async fn look(&self) -> Result<(), String> {
        orphan::gone(&self.server.in_run_folder("pid")).await;
        self.server.look()
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
        let asked = async { self.server.connect().await?.info("keyspace").await };
        asked.await.map(|_| ()).map_err(|error: resp::Error| error.to_string())
    }

    /// Returns when no process is left. With `hurry` at once, also while a polite stop is under way.
    pub async fn stop(&self, hurry: bool) {
        if !hurry && matches!(self.status().state, State::Ready { .. }) {
            let saved = timeout(SAVE_WITHIN, self.server.save_users()).await;
            if !matches!(saved, Ok(Ok(()))) {
                warn!(
                    "redis' users could not be saved; those that were changed within the last second are as they were before"
                );
            }
            // One that does not answer is not waited for again.
            let guarded =
                async { if saved.is_ok() { keep::put_right_before_stop(&self.server).await } else { Ok(()) } };
            if !matches!(timeout(GUARD_WITHIN, guarded).await, Ok(Ok(()))) {
                warn!(
                    "redis' settings could not be put right before its stop; what was written while they were off may be lost"
                );
            }
        }
        self.child.stop(hurry).await;
        server::seal_after_stop(&self.server.folder());
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

    /// Where clients on this machine reach it.
    pub fn address(&self) -> SocketAddr {
        self.server.address()
    }

    pub fn log(&self) -> PathBuf {
        self.config.run_folder.join("redis.log")
    }
}

/// Refuses a program of a version that we cannot work with, or that names none.
pub fn will_do(program: &Path) -> Result<(), String> {
    version::will_do(&Version::of(program)?, &server::NAMES)
}
