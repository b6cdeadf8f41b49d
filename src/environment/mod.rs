//! One data environment: its data directory, its clock, its stores, and what can be done with all of them at once.
//! Nothing of it is a static: a process could hold several.

mod children;
mod data_dir;
mod high_water;
mod import_at_start;
mod listeners;
mod open;
mod reset;
mod stopping;
mod target;
#[cfg(test)]
mod tests;

use std::net::{IpAddr, SocketAddr};
use std::path::PathBuf;
use std::sync::Arc;
use std::sync::atomic::{AtomicBool, AtomicU64, Ordering};
use std::time::Duration;

use clock::{Clock, Entropy};
use futures_util::future::{BoxFuture, select_all};
use gateway::http::{Request, Response};
use gateway::{AnswerBody, Backend, Hosts, Metrics, Services};
use hyper::body::Incoming;
use parking_lot::Mutex;
use serde_json::{Value, json};
use snapshots::generation::Generations;
use snapshots::local::Local;
use snapshots::manifest::Manifest;
use snapshots::remote::notes::Notes;
use snapshots::store::Store;
use tokio::sync::watch;
use tokio::task::JoinHandle;
use tokio_util::sync::CancellationToken;

use crate::config::{Config, StoreName};
use crate::control;
use crate::exit::{Code, Exit};
use crate::stores::emulated::{Emulated, FOLDER, Running};
use crate::supervisor;
use children::Children;
use data_dir::DataDir;
use import_at_start::ImportAtStart;
pub use open::{Opened, open};
pub use target::ImportInto;

/// Where actions keep what they need for a while, below the data directory.
const WORK: &str = "work";

pub struct Environment {
    config: Config,
    clock: Clock,
    entropy: Entropy,
    emulated: Arc<Emulated>,
    children: Children,
    metrics: Metrics,
    address: SocketAddr,
    /// The listener with TLS, and the file with its certificate.
    secure: Option<(SocketAddr, PathBuf)>,
    generations: Generations,
    /// Told whenever something about the stores changes that no child tells by itself.
    changed: watch::Sender<()>,
    /// What exports have begun at remotes. One for all of them, or they would take each other's notes for a dead process's.
    notes: Notes,
    /// Held by an export, an import or a deletion: one at a time.
    turn: Arc<tokio::sync::Mutex<()>>,
    /// Cancelled when the environment is about to end: actions are given up.
    ending: CancellationToken,
    /// How many have had a folder to work in.
    actions: AtomicU64,
    /// What an import has opened and not yet switched to.
    importing: Mutex<Importing>,
    /// What this start brings in before anybody may write.
    import_at_start: Option<ImportAtStart>,
    /// Set once clients of the emulators may come in.
    is_open: AtomicBool,
    /// Set once everything that was asked for at start is there.
    is_offered: AtomicBool,
    /// Last, so that the lock goes after everything that writes below it.
    data_dir: DataDir,
}

#[derive(Default)]
struct Importing {
    trial: Option<Trial>,
    next: Option<Running>,
    held: Option<keyspace::Closed>,
    /// What was replaced, until it is certain that it is not wanted back.
    old: Option<Arc<Running>>,
    /// What closes the stores that nobody uses any more.
    closing: Option<JoinHandle<()>>,
}

/// What looks at a generation before the flip. A task of its own, so that whoever gives it up can wait until it has left the folder.
struct Trial {
    given_up: CancellationToken,
    over: JoinHandle<()>,
}

/// What a store is doing.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum State {
    Starting,
    Ready,
    Waiting,
    /// It was ready before, and does not serve now.
    Down,
    Stopping,
    Failed,
}

impl State {
    pub fn as_str(self) -> &'static str {
        match self {
            State::Starting => "starting",
            State::Ready => "ready",
            State::Waiting => "waiting",
            State::Down => "down",
            State::Stopping => "stopping",
            State::Failed => "failed",
        }
    }

    fn of(state: &supervisor::State) -> (State, String) {
        match state {
            supervisor::State::Stopped | supervisor::State::Stopping { .. } => (State::Stopping, String::new()),
            supervisor::State::Starting { past, why, .. } if past.was_ready => {
                (State::Down, format!("it ended and is starting again; {why}"))
            }
            supervisor::State::Starting { why, .. } => (State::Starting, why.clone()),
            supervisor::State::Ready { doubt: Some(why), .. } => (State::Down, format!("it runs, but {why}")),
            supervisor::State::Ready { doubt: None, .. } => (State::Ready, String::new()),
            supervisor::State::Waiting { past, last, .. } => {
                let state = if past.was_ready { State::Down } else { State::Waiting };
                (state, format!("it is started again; {}", last.why))
            }
            supervisor::State::Failed(failure) => (State::Failed, failure.to_string()),
        }
    }
}

impl Environment {
    pub fn config(&self) -> &Config {
        &self.config
    }

    /// SQS of this moment, if it is served, beside all services.
    pub fn sqs(&self) -> (Arc<gateway::Services>, Option<Arc<sqs::Sqs>>) {
        self.emulated.sqs()
    }

    /// Resolves when the services are others than those.
    pub async fn sqs_changed(&self, old: &Arc<gateway::Services>) {
        self.emulated.changed(old).await;
    }

    pub fn clock(&self) -> &Clock {
        &self.clock
    }

    pub fn entropy(&self) -> &Entropy {
        &self.entropy
    }

    pub fn data_dir(&self) -> PathBuf {
        self.data_dir.path().to_owned()
    }

    pub fn generations(&self) -> &Generations {
        &self.generations
    }

    /// One action that moves or copies the whole environment at a time.
    pub fn turn(&self) -> Arc<tokio::sync::Mutex<()>> {
        self.turn.clone()
    }

    /// The snapshots that stay in the data directory.
    pub fn local(&self) -> Local {
        Local::of(self.data_dir.path())
    }

    /// Stores that hold something now and that this archive would leave empty, because whoever made it had no such store.
    pub async fn emptied_by(&self, archive: &Manifest) -> Result<Vec<&'static str>, Exit> {
        let mut emptied = Vec::new();
        let unknown = |why: String| Exit::failed(format!("it cannot be told which stores hold something: {why}"));
        for store in self.config.stores.iter().filter(|store| store.is_emulated()) {
            let part = archive.stores.get(FOLDER).map(|part| &part.description);
            let is_brought = part.is_some_and(|part| Emulated::brings(part, *store));
            if !is_brought && !self.emulated.is_empty(*store).map_err(|fault| unknown(fault.to_string()))? {
                emptied.push(store.as_str());
            }
        }
        for (store, engine) in self.children.iter() {
            if archive.stores.contains_key(engine.name()) {
                continue;
            }
            let (state, _) = self.state(*store);
            if state != State::Ready {
                return Err(unknown(format!(
                    "{} is {} and cannot be asked; say --force if it may become empty",
                    store.as_str(),
                    state.as_str()
                )));
            }
            if !engine.is_empty().await.map_err(unknown)? {
                emptied.push(store.as_str());
            }
        }
        Ok(emptied)
    }

    /// Makes the stores that the generation before this one lacks, since they were asked for later.
    pub fn complete_previous(&self) -> Result<(), Exit> {
        match self.generations.current().map_err(refused)?.and_then(|pointer| pointer.previous) {
            Some(previous) => self.children.complete(&self.generations, previous),
            None => Ok(()),
        }
    }

    pub fn notes(&self) -> &Notes {
        &self.notes
    }

    /// The parts of a cut.
    pub fn cut_stores(&self) -> Vec<Arc<dyn Store>> {
        let emulated: Arc<dyn Store> = self.emulated.clone();
        let children = self.children.iter().map(|(_, engine)| engine.clone() as Arc<dyn Store>);
        std::iter::once(emulated).chain(children).collect()
    }

    /// A folder for one action, on the data directory's file system. No other has it after that: what a cancelled action still does there
    /// does not meet the next one's.
    pub fn workspace(&self, action: &str) -> PathBuf {
        let number = self.actions.fetch_add(1, Ordering::Relaxed) + 1;
        self.data_dir.path().join(WORK).join(format!("{action}-{number}"))
    }

    /// How an archive names where it was taken.
    pub fn name(&self) -> String {
        rustix::system::uname().nodename().to_string_lossy().into_owned()
    }

    /// What must be imported before clients come in. Children are not started before: the import starts them on its data.
    pub fn import_at_start(&self) -> Option<&str> {
        self.import_at_start.as_ref().map(|import| import.name.as_str())
    }

    /// What `serve` was asked to bring in is there.
    pub fn imported(&self) -> Result<(), Exit> {
        self.import_at_start.as_ref().map_or(Ok(()), ImportAtStart::is_done)?;
        self.is_open.store(true, Ordering::SeqCst);
        self.changed.send_replace(());
        Ok(())
    }

    async fn opened(&self) {
        let mut changed = self.changed.subscribe();
        while !self.is_open.load(Ordering::SeqCst) {
            if changed.changed().await.is_err() {
                return;
            }
        }
    }

    /// All stores are ready, and hold what was asked for.
    pub fn offered(&self) {
        self.is_offered.store(true, Ordering::SeqCst);
        self.changed.send_replace(());
    }

    /// Children are on their way when this returns.
    pub async fn start_children(&self) {
        self.children.start().await;
    }

    pub async fn children_ready(&self) -> Result<(), Exit> {
        self.children.ready().await
    }

    /// Each store that runs and its state. Emulators are ready as long as their store takes writes.
    pub fn states(&self) -> Vec<(StoreName, State)> {
        self.config.stores.iter().map(|store| (*store, self.state(*store).0)).collect()
    }

    fn state(&self, store: StoreName) -> (State, String) {
        if let Some(why) = self.emulated.is_shut() {
            return (State::Failed, why.to_owned());
        }
        match (&self.import_at_start, self.children.get(store)) {
            (Some(import), _) if !self.is_open.load(Ordering::SeqCst) => {
                (State::Starting, format!("{} is being imported", import.name))
            }
            (_, Some(engine)) => State::of(&engine.status().state),
            (_, None) => match self.emulated.refuses_writes() {
                Some(why) => (State::Down, format!("it answers reads, and its store takes no writes: {why}")),
                None => (State::Ready, String::new()),
            },
        }
    }

    /// Why nobody is let in until a restart, if that is so.
    pub fn is_shut(&self) -> Option<&str> {
        self.emulated.is_shut()
    }

    pub fn is_ready(&self) -> bool {
        self.is_offered.load(Ordering::SeqCst) && self.states().iter().all(|(_, state)| *state == State::Ready)
    }

    /// Returns when all stores are ready, when one failed, or after `patience`.
    pub async fn ready_or_changed(&self, patience: Duration) {
        let settled = async {
            loop {
                let mut watches: Vec<_> = self.children.iter().map(|(_, engine)| engine.watch()).collect();
                let mut others = self.changed.subscribe();
                let states = self.states();
                if self.is_ready() || states.iter().any(|(_, state)| *state == State::Failed) {
                    return;
                }
                let mut waits: Vec<BoxFuture<'_, ()>> = Vec::new();
                for watch in &mut watches {
                    watch.mark_unchanged();
                    waits.push(Box::pin(async move { watch.changed().await.unwrap_or_default() }));
                }
                waits.push(Box::pin(async move { others.changed().await.unwrap_or_default() }));
                select_all(waits).await;
            }
        };
        let _ = tokio::time::timeout(patience, settled).await;
    }

    /// Stores, addresses, states, where the data lives.
    pub fn status(&self) -> Value {
        let stores: Vec<Value> = self
            .config
            .stores
            .iter()
            .map(|store| {
                let (state, detail) = self.state(*store);
                let (address, folder) = match self.children.get(*store) {
                    Some(engine) => (engine.address(), engine.name()),
                    None => (self.address.to_string(), FOLDER),
                };
                let generation = self.emulated.folder().parent().map(|parent| parent.join(folder));
                json!({
                    "name": store.as_str(),
                    "address": address,
                    "state": state.as_str(),
                    "detail": detail,
                    "data": generation.map(|path| path.display().to_string()),
                    "pid": self.children.get(*store).and_then(|engine| engine.status().pid),
                    "restarts": self.children.get(*store).map(|engine| engine.status().restarts),
                })
            })
            .collect();
        let states = self.states();
        json!({
            "version": env!("CARGO_PKG_VERSION"),
            "ready": self.is_ready(),
            "failed": states.iter().any(|(_, state)| *state == State::Failed),
            "tls_address": self.secure.as_ref().map(|(address, _)| address.to_string()),
            "data_dir": self.data_dir.path().display().to_string(),
            "durability": format!("{:?}", self.config.durability).to_lowercase(),
            "remote": self.remote_url(),
            "janitors": self.emulated.janitors(),
            "stores": stores,
        })
    }

    /// Where snapshots go when nobody says otherwise.
    pub fn remote_url(&self) -> String {
        self.config.remote.clone().unwrap_or_else(|| self.data_dir.path().join("snapshots").display().to_string())
    }

    /// How snapshots go there when nobody says otherwise.
    pub fn incremental(&self) -> bool {
        self.config.remote_incremental
    }

    pub fn gateway_address(&self) -> String {
        reachable(self.address).to_string()
    }

    /// What was asked of the emulators.
    pub fn metrics(&self) -> &Metrics {
        &self.metrics
    }

    /// How clients call the listener with TLS, and which certificate they have to trust.
    pub fn secure(&self) -> Option<(String, &std::path::Path)> {
        self.secure.as_ref().map(|(address, chain)| (reachable(*address).to_string(), chain.as_path()))
    }

    pub fn address(&self) -> SocketAddr {
        self.address
    }

    pub fn redis_uri(&self) -> String {
        format!("redis://{}", reachable(SocketAddr::new(self.config.host, self.config.redis_port)))
    }

    pub fn mongodb_uri(&self) -> String {
        format!(
            "mongodb://{}/?directConnection=true",
            reachable(SocketAddr::new(self.config.host, self.config.mongodb_port))
        )
    }

    /// The last lines of a child's log.
    pub fn last_lines(&self, store: StoreName, count: usize) -> Vec<String> {
        let Some(engine) = self.children.get(store) else { return Vec::new() };
        let text = std::fs::read(engine.log()).unwrap_or_default();
        let text = String::from_utf8_lossy(&text);
        let lines: Vec<&str> = text.lines().collect();
        lines[lines.len().saturating_sub(count)..].iter().map(|line| (*line).to_owned()).collect()
    }

    /// Host names by which the server may be called, beside addresses and localhost.
    pub fn hosts(&self) -> Hosts {
        Hosts::new(host_names(&self.config))
    }
}

/// What this server goes by, beside addresses and `localhost`.
fn host_names(config: &Config) -> Vec<String> {
    let machine = rustix::system::uname().nodename().to_string_lossy().into_owned();
    let usual = [machine, "statebox".to_owned(), "host.docker.internal".to_owned()];
    usual.into_iter().chain(config.allowed_hosts.iter().cloned()).collect()
}

/// The control API needs to hand the environment on to what outlives a request.
pub struct Served(pub Arc<Environment>);

impl Backend for Served {
    fn services(&self) -> Arc<Services> {
        self.0.emulated.services()
    }

    fn changed<'a>(&'a self, old: &'a Arc<Services>) -> BoxFuture<'a, ()> {
        Box::pin(self.0.emulated.changed(old))
    }

    fn is_open(&self) -> bool {
        self.0.is_open.load(Ordering::Relaxed)
    }

    fn opened(&self) -> BoxFuture<'_, ()> {
        Box::pin(self.0.opened())
    }

    fn is_shut(&self) -> Option<&str> {
        self.0.emulated.is_shut()
    }

    fn control(&self, request: Request<Incoming>) -> BoxFuture<'_, Response<AnswerBody>> {
        Box::pin(control::respond(self.0.clone(), request))
    }

    fn metrics(&self) -> &Metrics {
        &self.0.metrics
    }

    fn account(&self) -> &str {
        &self.0.config.account
    }
}

/// An address that a client on this machine can use for a listener that may be bound to all of them.
fn reachable(address: SocketAddr) -> SocketAddr {
    match address.ip() {
        ip if !ip.is_unspecified() => address,
        IpAddr::V4(_) => SocketAddr::new(IpAddr::from([127, 0, 0, 1]), address.port()),
        IpAddr::V6(_) => SocketAddr::new(IpAddr::from([0, 0, 0, 0, 0, 0, 0, 1]), address.port()),
    }
}

/// An error of `snapshots` as a sentence with its exit code.
pub fn refused(error: snapshots::error::Error) -> Exit {
    use snapshots::error::Error;
    let code = match &error {
        Error::Taken { .. } => Code::Taken,
        Error::Unknown { .. } => Code::NoSuchSnapshot,
        Error::Damaged(_) | Error::Newer { .. } | Error::Unreadable { .. } | Error::Refused(_) => Code::Untrusted,
        _ => Code::Failed,
    };
    Exit::new(code, error.to_string())
}
